"""What is wrong with a data set, gathered while it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from events.frames import Problem

LIMIT: Final = 1000
"""Problems of one kind that are listed per file; what is beyond is counted."""

RowNumbers = npt.NDArray[np.intp]
Lines = npt.NDArray[np.int64]
Severity = Literal["error", "warning"]


class Findings:
    """The problems of one data set, in the order in which they were found."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, file: str, line: int, field: str, message: str, severity: Severity = "error") -> None:
        """Note one problem; line 0 is the whole file."""
        self._found.append(Problem(file, line, field, message, severity))

    def add_rows(
        self,
        file: str,
        lines: Lines,
        rows: RowNumbers,
        field: str,
        message: Callable[[int], str],
        severity: Severity = "error",
    ) -> None:
        """Note the same kind of problem for many rows; ``lines`` gives the line of every row of the file."""
        for row in rows[:LIMIT].tolist():
            self.add(file, int(lines[row]), field, message(row), severity)
        if len(rows) > LIMIT:
            row = int(rows[LIMIT])
            more = f"and {len(rows) - LIMIT:,} more like this: {message(row)}"
            self.add(file, int(lines[row]), field, more, severity)

    def sorted(self, files: tuple[str, ...]) -> tuple[Problem, ...]:
        """Give every problem, by file in the order given, then by line."""
        place = {file: number for number, file in enumerate(files)}
        return tuple(sorted(self._found, key=lambda problem: (place.get(problem.file, -1), problem.line)))


def show(value: object) -> str:
    """Quote a value of the data in a message, shortened, with what is invisible made visible."""
    try:
        text = str(value)
    except ValueError:  # Python refuses to spell numbers of thousands of digits
        text = f"a very long {type(value).__name__}"
    return repr(text if len(text) <= 60 else text[:57] + "...")
