"""Text to values, column by column: what each cell may be on its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from events import dates, frames
from events.frames import Column
from events.load.findings import Findings, Lines, RowNumbers, Severity, show
from events.load.hints import day_hint, near_word, number_hint
from events.load.rows import TEXT, Cells, Rows

Codes = npt.NDArray[np.int64]
DayColumn = npt.NDArray[np.datetime64]

_DECIMAL: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\Z", re.ASCII)
_INTEGER: Final = re.compile(r"\d+\Z", re.ASCII)
_TEXT_KINDS: Final = ("text", "list")


class Table:
    """One file on its way to a frame.

    ``good`` says which rows load. ``codes`` and ``words`` hold ids and choices as numbers into a list of words,
    ``days`` the day columns as ``datetime64[D]`` (blank or wrong = NaT), ``numbers`` those of degrees (wrong = NaN).
    ``refers`` gives, per reference, the row of the other table, -1 for none.
    """

    def __init__(self, name: str, rows: Rows, findings: Findings) -> None:
        self.name = name
        self.file = f"{name}.csv"
        self.rows = rows
        self.good = np.full(len(rows), rows.complete, np.bool_)
        self.codes: dict[str, Codes] = {}
        self.words: dict[str, list[str]] = {}
        self.days: dict[str, DayColumn] = {}
        self.numbers: dict[str, npt.NDArray[np.float64]] = {}
        self.refers: dict[str, Codes] = {}
        self._text: dict[str, Cells] = {}
        self._findings = findings
        if rows.complete:
            for column in frames.TABLES[name]:
                self._read(column)

    @property
    def lines(self) -> Lines:
        """The line of every row."""
        return self.rows.lines

    def fault(
        self,
        rows: RowNumbers | npt.NDArray[np.bool_],
        field: str,
        message: Callable[[int], str],
        severity: Severity = "error",
    ) -> None:
        """Note a problem of some rows; as an error it sets them aside."""
        numbers = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.intp)
        if severity == "error":
            self.good[numbers] = False
        self._findings.add_rows(self.file, self.lines, numbers, field, message, severity)

    def cell(self, name: str, row: int) -> str:
        """Give one cell as it is loaded."""
        return str(self._text[name][row].as_py())

    def text(self, name: str) -> Cells:
        """Give a column as it is loaded."""
        return self._text[name]

    def blank(self, name: str) -> npt.NDArray[np.bool_]:
        """Say which cells of a column hold nothing."""
        result: npt.NDArray[np.bool_] = pc.equal(self._text[name], "").to_numpy()
        return result

    def clear(self, name: str, rows: npt.NDArray[np.bool_]) -> None:
        """Blank some cells of a column."""
        self._text[name] = pc.if_else(pa.array(rows), pa.scalar("", TEXT), self._text[name])

    def is_word(self, name: str, *words: str) -> npt.NDArray[np.bool_]:
        """Say where a choice is one of some words."""
        codes = [number for number, word in enumerate(self.words[name]) if word in words]
        return np.isin(self.codes[name], codes)

    def frame(self) -> pd.DataFrame:
        """Give the good rows as the contract's frame."""
        if not self.good.any():
            return frames.empty(self.name)
        columns: dict[str, Any] = {}
        mask = None if self.good.all() else pa.array(self.good)
        for column in frames.TABLES[self.name]:
            if column.kind == "day":
                columns[column.name] = pa.array(self.days[column.name][self.good].astype("datetime64[s]"))
            elif column.kind == "number":
                columns[column.name] = pa.array(self.numbers[column.name][self.good])
            else:
                cells = self._text[column.name]
                columns[column.name] = cells if mask is None else cells.filter(mask)
        table = pa.table(columns)
        result: pd.DataFrame = table.to_pandas(types_mapper={TEXT: pd.StringDtype(na_value=np.nan)}.get)
        return result

    def _read(self, column: Column) -> None:
        cells = self.rows.columns[column.name]
        trimmed = pc.utf8_trim_whitespace(cells)
        self._text[column.name] = cells if column.kind in _TEXT_KINDS else trimmed
        if column.required:
            blank = pc.equal(trimmed, "").to_numpy()
            self.fault(blank, column.name, lambda _: f"is blank, but every row needs a {column.name}")
        if column.kind == "day":
            self._read_days(column.name, *_unique(trimmed))
        elif column.kind == "number":
            self._read_numbers(column, *_unique(trimmed))
        elif column.kind == "integer":
            self._judge(column.name, *_unique(trimmed), _INTEGER, "is not a whole number")
        elif column.choices:
            self._read_choices(column, *_unique(trimmed))
        elif column.kind == "id" and not column.unique:
            self.codes[column.name], self.words[column.name] = _unique(trimmed)

    def _read_days(self, name: str, codes: Codes, words: list[str]) -> None:
        days = np.full(len(words), np.datetime64("NaT"), "datetime64[D]")
        wrong: list[int] = []
        for number, word in enumerate(words):
            if word:
                try:
                    days[number] = np.datetime64(dates.parse_day(word), "D")
                except ValueError:
                    wrong.append(number)

        def message(row: int) -> str:
            word = words[codes[row]]
            try:
                dates.parse_day(word[:60])
            except ValueError as error:
                return f"{error}{day_hint(word)}"
            return f"{show(word)} is not a date"

        self.days[name] = days[codes] if len(words) else days
        if wrong:
            self.fault(np.isin(codes, wrong), name, message)

    def _read_numbers(self, column: Column, codes: Codes, words: list[str]) -> None:
        limit = 90.0 if column.name == "latitude" else 180.0
        values = np.full(len(words), np.nan)
        wrong: dict[int, str] = {}
        for number, word in enumerate(words):
            if _DECIMAL.match(word):
                values[number] = float(word)
                if not abs(values[number]) <= limit:
                    values[number] = np.nan
                    wrong[number] = f"{show(word)} lies beyond {limit:.0f} degrees"
                    if column.name == "latitude" and abs(float(word)) <= 180:
                        wrong[number] += ": are latitude and longitude swapped?"
            elif word:
                wrong[number] = f"{show(word)} is not a number of decimal degrees such as 33.3491{number_hint(word)}"
        self.numbers[column.name] = values[codes] if len(words) else values
        if wrong:
            self.fault(np.isin(codes, list(wrong)), column.name, lambda row: wrong[int(codes[row])])

    def _judge(self, name: str, codes: Codes, words: list[str], form: re.Pattern[str], message: str) -> None:
        wrong = [number for number, word in enumerate(words) if word and not form.match(word)]
        if wrong:
            self.fault(np.isin(codes, wrong), name, lambda row: f"{show(words[codes[row]])} {message}")

    def _read_choices(self, column: Column, codes: Codes, words: list[str]) -> None:
        allowed = {*column.choices, ""}
        wrong = [number for number, word in enumerate(words) if word not in allowed]
        if wrong:
            self.fault(
                np.isin(codes, wrong),
                column.name,
                lambda row: f"{show(words[codes[row]])} is unknown{near_word(words[codes[row]], column.choices)}",
            )
        if column.name in frames.DEFAULTS and "" in words:
            words = [word or frames.DEFAULTS[column.name] for word in words]
            self._text[column.name] = pc.take(pa.array(words, TEXT), pa.array(codes))
        self.codes[column.name], self.words[column.name] = codes, words


def _unique(cells: Cells) -> tuple[Codes, list[str]]:
    """Give a column as numbers into the list of its different cells, in order of first appearance."""
    encoded = cells.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()
