"""Rows that a person filled in, judged by the one reader: beside the rows that they will stand beside."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from events import frames
from events.frames import About, Ledger, Problem
from events.load import read
from events.store.versions import Values, rows_of
from events.write import write

Rows = Mapping[str, Sequence[Mapping[str, str]]]
"""New rows by table, cells as they stand in the files: days as YYYY-MM-DD, blank = not known."""


def vet(ledger: Ledger, rows: Rows) -> tuple[dict[str, dict[str, Values]], tuple[Problem, ...]]:
    """Read new rows as if they stood in the data set's files.

    Gives the rows that load, as values by table and key, and what the reader says of the new ones: file and field
    are as in the data set, lines count the new rows of the file from 1. A row whose key exists replaces that row.
    """
    with TemporaryDirectory() as folder:
        context = _around(ledger, rows)
        write(context, folder)
        begins = {table: _append(Path(folder, f"{table}.csv"), table, rows.get(table, ())) for table in frames.TABLES}
        loaded = read(folder)
    made: dict[str, dict[str, Values]] = {}
    for table in frames.TABLES:
        frame: pd.DataFrame = getattr(loaded, table)
        made[table] = rows_of(table, frame[loaded.lines[table] >= begins[table]])
    problems = [
        replace(problem, line=problem.line - begins[problem.file.removesuffix(".csv")] + 1)
        for problem in loaded.problems
        if problem.line and problem.line >= begins.get(problem.file.removesuffix(".csv"), problem.line + 1)
    ]
    return made, tuple(problem for problem in problems if not _follows(problem, problems, rows))


def _follows(problem: Problem, problems: Sequence[Problem], rows: Rows) -> bool:
    """Whether a problem says no more than that a new row it refers to has one."""
    columns = {column.name: column for column in frames.TABLES.get(problem.file.removesuffix(".csv"), ())}
    refers = columns[problem.field].refers if problem.field in columns else ""
    given = rows.get(refers, ())
    wrong = [given[p.line - 1] for p in problems if p.file == f"{refers}.csv" and p.severity == "error"]
    row = rows[problem.file.removesuffix(".csv")][problem.line - 1] if refers else {}
    return any(row.get(problem.field) == each.get(frames.TABLES[refers][0].name) for each in wrong)


def _around(ledger: Ledger, rows: Rows) -> Ledger:
    """Give the rows that say whether the new ones can be: what they refer to, and their event's other claims."""
    claims = rows.get("claims", ())
    given = {
        table: {row.get(frames.TABLES[table][0].name, "") for row in rows.get(table, ())} for table in frames.TABLES
    }
    events = {row["event_id"] for row in claims if row.get("event_id")}
    beside = ledger.claims[ledger.claims["event_id"].isin(events) & ~ledger.claims["claim_id"].isin(given["claims"])]
    cited = {row.get("source_id", "") for row in claims} | set(beside["source_id"])
    sources = ledger.sources["source_id"]
    places = ledger.places
    if not rows.get("places"):
        near = {row.get("place_id", "") for row in claims} | set(beside["place_id"])
        places = places[places["place_id"].isin(near)].assign(pair_id="")
    return Ledger(
        about=About(),  # what dataset.yml says does not judge a row
        places=places[~places["place_id"].isin(given["places"])],
        actors=ledger.actors[~ledger.actors["actor_id"].isin(given["actors"])],
        sources=ledger.sources[sources.isin(cited) & ~sources.isin(given["sources"])],
        claims=beside,
        checkpoints=frames.empty("checkpoints"),
    )


def _append(file: Path, table: str, rows: Sequence[Mapping[str, str]]) -> int:
    """Add rows to a file as they are, and give the line of the first of them."""
    if not file.exists():
        return 2
    before = file.read_bytes()
    with file.open("a", encoding="utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([row.get(name, "") for name in frames.names(table)] for row in rows)
    return len(re.findall(rb"\r\n|\r|\n", before)) + 1


def check_whole(ledger: Ledger) -> tuple[Problem, ...]:
    """Read a whole ledger as the files it would be written to; gives what would be set aside there."""
    with TemporaryDirectory() as folder:
        write(ledger, folder)
        return tuple(problem for problem in read(folder).problems if problem.severity == "error")
