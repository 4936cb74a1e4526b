"""The first line of a file: what parts its cells, and which column stands where."""

from __future__ import annotations

import csv
import difflib
import re
from dataclasses import dataclass
from typing import Final

from events import frames
from events.load.findings import Findings, show
from events.load.scan import LONGEST_ROW

_LINE: Final = re.compile(rb"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True)
class Header:
    """The header of a file.

    ``place`` gives the cell of each known column, ``end`` the byte at which the rows begin and ``line`` the lines
    before that. ``complete`` is False when a column is missing that every row needs.
    """

    delimiter: str
    cells: list[str]
    place: dict[str, int]
    end: int
    line: int
    complete: bool

    def is_canonical(self, table: str) -> bool:
        """Whether it is what `write` would write."""
        return self.delimiter == "," and self.cells == frames.names(table)


def read_header(data: bytes, table: str, findings: Findings) -> Header | None:
    """Read the header of a file in UTF-8; None, with a problem noted, when it names no column of the table."""
    file = f"{table}.csv"
    end, line, text = _first_line(data)
    due = ",".join(frames.names(table))
    if not text.strip():
        findings.add(file, 0, "", f"is empty: its first line must be {due}")
        return None
    if len(text) > LONGEST_ROW:
        findings.add(file, line, "", f"the first line is too long to be a header: it must be {due}")
        return None
    parted = _part(text, set(frames.names(table)))
    if parted is None:
        findings.add(file, line, "", f"the first line must name the columns: {due}")
        return None
    delimiter, cells = parted
    if delimiter != ",":
        word = "semicolons" if delimiter == ";" else "tabs"
        message = f"its cells are parted by {word}, and were read so: part them by commas, or run `fmt`"
        findings.add(file, line, "", message, "warning")
    place, complete = _columns(cells, table, line, findings)
    return Header(delimiter, cells, place, end, line, complete)


def _first_line(data: bytes) -> tuple[int, int, str]:
    """Give where the rows begin, how many lines come before them, and the first line that is not blank."""
    start, line = 0, 0
    while start < len(data):
        found = _LINE.match(data, start)
        assert found  # it matches anything
        start, line = found.end(), line + 1
        if found[1].strip():
            return start, line, found[1].decode("utf-8", "replace")
    return start, line, ""


def _part(text: str, known: set[str]) -> tuple[str, list[str]] | None:
    """Cut the header with the delimiter that gives most known names; None when none gives any."""
    best, most = None, 0
    for delimiter in (",", ";", "\t"):
        try:
            cells = next(csv.reader([text], delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            continue
        found = len(known & {_fold(cell) for cell in cells})
        if found > most:
            best, most = (delimiter, cells), found
    return best


def _columns(cells: list[str], table: str, line: int, findings: Findings) -> tuple[dict[str, int], bool]:
    """Say in which cell each known column stands, and whether all that are required are there."""

    def warn(name: str, message: str) -> None:
        findings.add(f"{table}.csv", line, name[:60], message, "warning")

    place: dict[str, int] = {}
    extra: list[str] = []
    contract = {column.name: column for column in frames.TABLES[table]}
    for at, cell in enumerate(cells):
        name = _fold(cell)
        if name not in contract:
            extra.append(cell)
        elif name in place:
            warn(name, "the column stands twice; the first is read: delete the other")
        else:
            place[name] = at
            if cell != name:
                warn(name, f"the header says {show(cell)}: write {name}")
    missing = [name for name in contract if name not in place]
    for cell in extra:
        near = _near(_fold(cell), missing)
        hint = f"; is it {near}?" if near else ": delete it, or put its content in a column that is read"
        warn(cell, f"no column has the name {show(cell)}, it is not read{hint}")
    for name in missing:
        if contract[name].required:
            message = "this column is missing, so that no row can load: add it"
            findings.add(f"{table}.csv", line, name, message)
    optional = [name for name in missing if not contract[name].required]
    if optional:
        warn("", f"no column {', '.join(optional)}: taken as blank; add to the header what is missing")
    return place, not any(contract[name].required for name in missing)


def _near(name: str, missing: list[str]) -> str:
    begun = [column for column in missing if len(name) > 2 and column.startswith(name)]
    return next(iter(begun or difflib.get_close_matches(name[:60], missing, 1, 0.6)), "")


def _fold(cell: str) -> str:
    return cell.strip().casefold()
