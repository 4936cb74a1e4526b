"""The only reader: a folder of CSV files to a `Ledger`, with every fault named and every sound row kept.

The way of a file: bytes (`encoding`), rows of text (`header`, `scan`, `careful`, `rows`), values (`cells`),
references (`links`), sense (`sense`). ``Findings`` gathers what is wrong on the way.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from events import frames
from events.frames import About, Ledger
from events.load.about import FILE as ABOUT_FILE
from events.load.about import read_about
from events.load.cells import Table
from events.load.findings import Findings
from events.load.links import KEYED, Keys, link, pair
from events.load.rows import no_rows, read_rows
from events.load.sense import judge_actors, judge_claims, judge_places

__all__ = ["DataSet", "read", "read_tables"]

_FILES = (".", ABOUT_FILE, *(f"{table}.csv" for table in frames.TABLES))


@dataclass(frozen=True)
class DataSet:
    """A data set half read: what `read` makes a ledger of, and what `fmt` rewrites."""

    about: About
    tables: dict[str, Table]
    findings: Findings


def read(folder: str | os.PathLike[str]) -> Ledger:
    """Read a data set; what is wrong in it is listed in ``problems``, bad rows are set aside, good rows load.

    Nothing that a folder can hold makes it raise; a folder that does not exist gives an empty ledger and a problem.
    """
    data = read_tables(folder)
    made = {name: table.frame() for name, table in data.tables.items()}
    return Ledger(
        about=data.about,
        places=made["places"],
        actors=made["actors"],
        sources=made["sources"],
        claims=made["claims"],
        checkpoints=made["checkpoints"],
        problems=data.findings.sorted(_FILES),
        lines={name: table.lines[table.good] for name, table in data.tables.items()},
    )


def read_tables(folder: str | os.PathLike[str]) -> DataSet:
    """Read and judge every file of a data set, and keep the rows that were set aside beside the good ones."""
    path = Path(folder)
    findings = Findings()
    about = About()
    if path.is_dir():
        about = read_about(path, findings)
        rows = {name: read_rows(path, name, findings) for name in frames.TABLES}
    else:
        findings.add(".", 0, "", f"there is no folder {str(path)!r}: name the folder that holds claims.csv")
        rows = {name: no_rows(name) for name in frames.TABLES}
    tables = {name: Table(name, found, findings) for name, found in rows.items()}
    keys = {name: Keys(tables[name]) for name in KEYED}
    judge_places(tables["places"])
    pair(tables["places"], keys["places"])
    judge_actors(tables["actors"])
    for name in ("claims", "checkpoints"):
        link(tables[name], keys)
    judge_claims(tables["claims"], tables["sources"], tables["actors"])
    return DataSet(about, tables, findings)
