"""One file of a data set to rows of text: opening, header, rows; what the cells mean is not asked here."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as fast

from events import frames
from events.load import careful
from events.load.encoding import Decoded, decode
from events.load.findings import Findings, Lines, show
from events.load.header import Header, read_header
from events.load.scan import LONGEST_ROW, plain_lines

TEXT: Final = pa.large_string()
Cells = Any  # pa.ChunkedArray of large strings: pyarrow has no types
_CHUNK: Final = 8_000


@dataclass
class Rows:
    """The rows of one file as text.

    ``columns`` holds every column of the contract (blank where the file lacks it), ``extra`` the others with their
    header cells, ``lines`` the line of each row. ``wrong`` are the rows that have no place in the columns, with
    their lines from 1, and ``lost`` the keys that they seem to have. ``complete`` is False when no row can load.
    """

    columns: dict[str, Cells]
    lines: Lines
    extra: list[tuple[str, Cells]] = field(default_factory=list)
    wrong: list[careful.Row] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)
    complete: bool = True
    header_is_canonical: bool = True

    def __len__(self) -> int:
        return len(self.lines)

    def keep(self, these: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
        """Drop the rows that are not among these."""
        mask = pa.array(these)
        self.columns = {name: column.filter(mask) for name, column in self.columns.items()}
        self.extra = [(name, column.filter(mask)) for name, column in self.extra]
        self.lines = self.lines[these]


def read_rows(folder: Path, table: str, findings: Findings) -> Rows:
    """Read one file; it gives no rows and ``complete`` False when it is missing or cannot be read at all."""
    text = _open(folder, table, findings)
    header = read_header(text.data, table, findings) if text else None
    if text is None or header is None:
        return no_rows(table)
    columns, lines, wrong = _body(text, header, _words(table, header))
    rows = Rows(
        {
            name: columns[header.place[name]] if name in header.place else _blank(len(lines))
            for name in frames.names(table)
        },
        lines,
        [(cell, columns[at]) for at, cell in enumerate(header.cells) if at not in header.place.values()],
        wrong,
        complete=header.complete,
        header_is_canonical=header.is_canonical(table),
    )
    _name_wrong(rows, table, header.place.get(frames.TABLES[table][0].name, -1), findings)
    _pass_over_blanks(rows, table, findings)
    return rows


def no_rows(table: str) -> Rows:
    """Stand for a file that is not there."""
    return Rows({name: _blank(0) for name in frames.names(table)}, np.zeros(0, np.int64), complete=False)


def _open(folder: Path, table: str, findings: Findings) -> Decoded | None:
    file = f"{table}.csv"
    path = folder / file
    try:
        if not path.exists():
            if table != "checkpoints":  # a data set may have none
                findings.add(file, 0, "", f"is missing{_near_file(folder, file)}")
            return None
        if not path.is_file():
            findings.add(file, 0, "", "is not a file: put the CSV file of that name in its place")
            return None
        text = decode(path.read_bytes())
    except OSError as error:
        findings.add(file, 0, "", f"cannot be opened ({error.strerror or error}): check its permissions")
        return None
    if text.encoding:
        message = (
            f"is {text.encoding}, not UTF-8, and was read as such; if names look wrong it is something else (Arabic "
            "text is often Windows-1256). Save it as UTF-8, or let `python -m events fmt` rewrite it"
        )
        findings.add(file, 0, "", message, "warning")
    return text


def _near_file(folder: Path, file: str) -> str:
    present = [path.name for path in folder.iterdir() if path.suffix.lower() == ".csv"]
    near = difflib.get_close_matches(file, present, 1, 0.8)
    return f"; is it {show(near[0])}? Rename that" if near else ": every data set has it, even without rows"


def _words(table: str, header: Header) -> dict[int, tuple[str, ...]]:
    """Give the words that the cells of choice columns may be."""
    contract = {column.name: column for column in frames.TABLES[table]}
    return {
        at: contract[name].choices if contract[name].required else (*contract[name].choices, "")
        for name, at in header.place.items()
        if contract[name].choices
    }


def _body(
    text: Decoded, header: Header, words: dict[int, tuple[str, ...]]
) -> tuple[list[Cells], Lines, list[careful.Row]]:
    """Give the cells of every column and the line of every row, and the rows that fit no columns."""
    width = len(header.cells)
    if not text.damaged:
        lines = plain_lines(memoryview(text.data)[header.end :], header.delimiter, width)
        columns = None if lines is None else _parse(text.data, header, len(lines))
        if lines is not None and columns is not None:
            return columns, lines + header.line + 1, []
    body = text.data[header.end :].decode("utf-8", "surrogateescape")
    rows = careful.read(body, header.delimiter, width, words, header.line + 1)
    chunks: list[list[Any]] = [[] for _ in range(width)]
    starts: list[int] = []
    wrong: list[careful.Row] = []
    while batch := list(islice(rows, _CHUNK)):
        sound = [row for row in batch if not row.wrong]
        starts += [row.line for row in sound]
        wrong += [row for row in batch if row.wrong]
        for chunk, column in zip(chunks, zip(*(row.cells for row in sound), strict=True), strict=False):
            chunk.append(pa.array(column, TEXT))
    return [pa.chunked_array(chunk, TEXT) for chunk in chunks], np.array(starts, np.int64), wrong


def _parse(data: bytes, header: Header, count: int) -> list[Cells] | None:
    """Parse a plain body; None when the parser, against expectation, disagrees about it."""
    names = [str(number) for number in range(len(header.cells))]
    if not count:
        return [_blank(0) for _ in names]
    try:
        table = fast.read_csv(
            pa.BufferReader(pa.py_buffer(data).slice(header.end)),
            read_options=fast.ReadOptions(column_names=names, block_size=64 * LONGEST_ROW, use_threads=False),
            parse_options=fast.ParseOptions(delimiter=header.delimiter, newlines_in_values=True),
            convert_options=fast.ConvertOptions(column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    return table.columns if table.num_rows == count else None


def _name_wrong(rows: Rows, table: str, key: int, findings: Findings) -> None:
    """Report the rows that fit no columns, and remember the keys that they seem to have."""
    lines = np.array([row.line for row in rows.wrong], np.int64)
    groups: dict[str, list[int]] = {}
    for number, row in enumerate(rows.wrong):
        groups.setdefault(row.wrong, []).append(number)
        if 0 <= key < len(row.cells):
            rows.lost.setdefault(row.cells[key].strip(), row.line)
    for message, members in groups.items():
        findings.add_rows(f"{table}.csv", lines, np.array(members), "", dict.fromkeys(members, message).__getitem__)


def _pass_over_blanks(rows: Rows, table: str, findings: Findings) -> None:
    """Drop rows that hold nothing but delimiters, as spreadsheets leave them."""
    first = next(iter(rows.columns.values()))
    candidates = np.flatnonzero(pc.equal(pc.utf8_trim_whitespace(first), "").to_numpy())
    if not len(candidates):
        return
    cells = [*rows.columns.values(), *(column for _, column in rows.extra)]
    blank = [pc.equal(pc.utf8_trim_whitespace(column.take(pa.array(candidates))), "") for column in cells]
    passed = candidates[reduce(pc.and_, blank).to_numpy()]
    if len(passed):
        message = f"{len(passed):,} row(s) hold nothing, this is the first; they are passed over: delete them"
        findings.add(f"{table}.csv", int(rows.lines[passed[0]]), "", message, "warning")
        kept = np.ones(len(rows), np.bool_)
        kept[passed] = False
        rows.keep(kept)


def _blank(count: int) -> Cells:
    return pa.chunked_array([pa.repeat(pa.scalar("", TEXT), count)], TEXT)
