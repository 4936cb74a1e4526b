"""The only writer: a `Ledger` to canonical files, all of them or none.

Canonical is UTF-8 without a mark, LF, marks of quotation only where a cell needs them, columns in the order of the
contract, rows in the order of `_ORDER`, numbers in their shortest form: one content has one spelling, so that the
history of a data set reads as its history.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from events import frames
from events.frames import About, Ledger
from events.load import read_tables
from events.load.about import FILE as ABOUT_FILE
from events.load.about import read_about
from events.load.cells import Table
from events.load.findings import Findings
from events.load.rows import TEXT, Cells
from events.load.scan import LONGEST_ROW, MOST_LINES
from events.write.replace import Content, replace_files

_ORDER: Final = {
    "places": ("place_id",),
    "actors": (),  # as they are: colours are given in this order
    "sources": ("source_id",),
    "claims": ("place_id", "earliest", "latest", "event_id", "claim_id"),
    "checkpoints": ("place_id", "date", "source_id", "status", "actor_id"),
}


def write(ledger: Ledger, folder: str | os.PathLike[str]) -> None:
    """Write a data set into a folder, which is made when it is not there; other files in it stay.

    Raises `OSError` when a file cannot be written, `ValueError` for a text that could not be read again; then every
    file is as it was.
    """
    path = Path(folder)
    contents: dict[str, Content] = {}
    for name in frames.TABLES:
        frame: pd.DataFrame = getattr(ledger, name)
        file = f"{name}.csv"
        if len(frame) or name != "checkpoints" or (path / file).exists():
            columns = {c.name: _spell(frame[c.name]) for c in frames.TABLES[name]}
            contents[file] = _csv(file, list(columns), _sorted(name, columns, np.ones(len(frame), np.bool_)))
    # The file is written by hand, with remarks: it is left alone while it says what it should.
    if not (path / ABOUT_FILE).exists() or read_about(path, Findings()) != ledger.about:
        contents[ABOUT_FILE] = _yaml(ledger.about)
    replace_files(path, {file: content for file, content in contents.items() if _differs(path / file, content)})


def format_folder(folder: str | os.PathLike[str], dry: bool = False) -> list[str]:
    """Rewrite the files of a data set that are not canonical; ``dry`` only says which.

    Gives one line per file that was (or would be) rewritten, or that had to be left as it is. Rows that do not
    load are kept as they are, behind the others. Raises `OSError` when a file cannot be written.
    """
    path = Path(folder)
    if not path.is_dir():
        return [f"there is no folder {str(path)!r}"]
    said: list[str] = []
    contents: dict[str, Content] = {}
    for name, table in read_tables(path).tables.items():
        file = f"{name}.csv"
        if not (path / file).exists():
            continue
        hindrance = _hindrance(table)
        if hindrance:
            said.append(f"{file}: left as it is: {hindrance}; `python -m events check` says what to mend")
            continue
        content = _canonical(table)
        if _differs(path / file, content):
            contents[file] = content
            said.append(f"{file}: {'is not canonical' if dry else 'rewritten'}")
    if not dry:
        replace_files(path, contents)
    return said


def _hindrance(table: Table) -> str:
    """Say why a file cannot be rewritten without loss; blank when it can."""
    rows = table.rows
    if not rows.complete:
        return "its columns cannot be read"
    uncut = [row.line for row in rows.wrong if not row.cut]
    if uncut:
        return f"line {uncut[0]} cannot be read"
    if rows.wrong and not rows.header_is_canonical:
        # Under another header a row with a cell too few might come to fit, in the wrong columns.
        return f"line {rows.wrong[0].line} has too many or too few cells, and the columns would be ordered anew"
    return ""


def _canonical(table: Table) -> Content:
    """Spell a table anew: good rows in canonical form and order, then the others cell by cell as they are."""
    good = pa.array(table.good)
    columns: dict[str, Cells] = {}
    for column in frames.TABLES[table.name]:
        raw = table.rows.columns[column.name]
        if column.kind == "number":
            spelled = _spell(pd.Series(table.numbers[column.name]))
        elif column.name in frames.DEFAULTS and column.choices:
            spelled = table.text(column.name)
        elif column.kind in ("text", "list"):
            spelled = raw
        else:
            spelled = pc.utf8_trim_whitespace(raw)
        columns[column.name] = pc.if_else(good, spelled, raw)
    header = [*columns, *(name for name, _ in table.rows.extra)]
    extra = {f"{number} {name}": cells for number, (name, cells) in enumerate(table.rows.extra)}
    body = _csv(table.file, header, _sorted(table.name, columns | extra, table.good))
    ragged = "".join(",".join(_quote_cell(cell) for cell in row.cells) + "\n" for row in table.rows.wrong)
    return bytes(body) + ragged.encode() if ragged else body


def _sorted(name: str, columns: dict[str, Cells], good: np.ndarray[Any, np.dtype[np.bool_]]) -> list[Cells]:
    """Order good rows by their keys; the others follow in the order they had, so that the first stays first."""
    table = pa.table(columns)
    keys = [(key, "ascending") for key in _ORDER[name]]
    sound = np.flatnonzero(good)
    if keys and len(sound):
        ranked = table.select([key for key, _ in keys]).take(pa.array(sound))
        sound = sound[pc.sort_indices(ranked, sort_keys=keys).to_numpy()]
    order = np.concatenate((sound, np.flatnonzero(~good)))
    return list(table.columns if np.array_equal(order, np.arange(len(good))) else table.take(pa.array(order)).columns)


def _csv(file: str, header: Sequence[str], columns: Sequence[Cells]) -> Content:
    first = (",".join(map(_quote_cell, header)) + "\n").encode()
    if not len(columns[0]):
        return first
    for column in columns:
        _refuse(file, pc.match_substring(column, "\x00"), "a NUL character")
        _refuse(file, pc.greater(pc.utf8_length(column), LONGEST_ROW), f"a text of over {LONGEST_ROW:,} characters")
    cells = [_quote(column) for column in columns]
    rows = _glue(*cells[:-1], _glue(cells[-1], "\n"), by=",")
    _refuse(file, pc.greater(pc.count_substring_regex(rows, "\r\n|\r|\n"), MOST_LINES), f"over {MOST_LINES} lines")
    # The text of a string array is its rows one after another: the file as it should be.
    blocks = []
    for chunk in rows.chunks if isinstance(rows, pa.ChunkedArray) else [rows]:
        offsets = np.frombuffer(chunk.buffers()[1], np.int64)
        begin, end = offsets[chunk.offset], offsets[chunk.offset + len(chunk)]
        blocks.append(memoryview(chunk.buffers()[2])[begin:end])
    return b"".join([first, *blocks])


def _quote(cells: Cells) -> Cells:
    needed = pc.match_substring_regex(cells, '[",\r\n]')
    if not pc.any(needed).as_py():
        return cells
    return pc.if_else(needed, _glue('"', pc.replace_substring(cells, '"', '""'), '"'), cells)


def _refuse(file: str, wrong: Cells, what: str) -> None:
    """Raise for rows that the reader would set aside for their text."""
    if pc.any(wrong).as_py():
        row = pc.index(wrong, True).as_py() + 1
        raise ValueError(f"{file}: row {row} has {what}, which could not be read again; nothing is written")


def _glue(*parts: Cells | str, by: str = "") -> Cells:
    return pc.binary_join_element_wise(*(pa.scalar(p, TEXT) if isinstance(p, str) else p for p in (*parts, by)))


def _quote_cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in '",\r\n') else cell


def _spell(column: pd.Series) -> Cells:
    """Give a column as text: days in ISO form, numbers in their shortest, nothing as nothing."""
    if pd.api.types.is_datetime64_any_dtype(column):
        days = pa.array(column.to_numpy().astype("datetime64[D]"))
        cells = days.cast(pa.string()).cast(TEXT)
    elif pd.api.types.is_numeric_dtype(column):
        values, where = np.unique(column.to_numpy(np.float64), return_inverse=True)
        cells = pc.take(pa.array([_number(value) for value in values], TEXT), pa.array(where))
    else:
        cells = pa.table({"cells": column.astype("str")}).column(0).cast(TEXT)
    return pc.fill_null(cells, "")


def _number(value: float) -> str:
    return "" if np.isnan(value) else np.format_float_positional(value, trim="-")


def _yaml(about: About) -> bytes:
    coverage = {"from": about.coverage_from, "to": about.coverage_to}
    position = zip(("latitude", "longitude", "zoom"), about.opens_at or (), strict=False)
    said = {
        "title": about.title,
        "description": about.description,
        "coverage": {end: dt.date.fromisoformat(day) for end, day in coverage.items() if day},
        "opens": ({"day": dt.date.fromisoformat(about.opens_on)} if about.opens_on else {}) | dict(position),
        "licence": about.licence,
        "maintainers": list(about.maintainers),
        "minimums": dict(about.minimums),
        "thin": list(about.thin),
        "known_differences": [
            {"place_id": place, "date": dt.date.fromisoformat(day), "reason": reason}
            for place, day, reason in about.known_differences
        ],
    }
    kept = {key: value for key, value in said.items() if value}
    text: str = yaml.dump(kept, Dumper=_Yaml, allow_unicode=True, sort_keys=False, width=110)
    return text.encode()


class _Yaml(yaml.SafeDumper):
    """Escapes odd line ends and other marks that PyYAML would fold into spaces."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        odd = not data.replace("\n", "").isprintable()
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"' if odd else None)


_Yaml.add_representer(str, _Yaml.represent_str)


def _differs(path: Path, content: Content) -> bool:
    return not path.is_file() or path.stat().st_size != len(content) or path.read_bytes() != content
