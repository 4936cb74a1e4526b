"""From versions to a `Ledger`: what the data set says now."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pandas as pd
from sqlalchemy import Connection

from events import frames
from events.frames import About, Ledger
from events.load.about import FILE as ABOUT_FILE
from events.load.about import read_about
from events.load.findings import Findings
from events.store.versions import Values, current
from events.store.vetting import Rows

_ORDER: Final = {
    "places": ["place_id"],
    "actors": ["rank"],
    "sources": ["source_id"],
    "claims": ["place_id", "earliest", "latest", "event_id", "claim_id"],
    "checkpoints": ["place_id", "date", "source_id", "status", "actor_id"],
}


def read_ledger(connection: Connection, dataset: int) -> Ledger:
    """Give the current rows of a data set, in the order in which they are written."""
    made = {table: frame(table, _living(connection, table, dataset)) for table in frames.TABLES}
    return Ledger(
        about=about(files(connection, dataset).get(ABOUT_FILE, b"")),
        places=made["places"],
        actors=made["actors"],
        sources=made["sources"],
        claims=made["claims"],
        checkpoints=made["checkpoints"],
    )


def read_around(connection: Connection, dataset: int, rows: Rows) -> Ledger:
    """Give the part of a data set that says whether new rows can stand: see `vetting.vet`."""
    claims = rows.get("claims", ())
    keys: dict[str, Iterable[str] | None] = {
        "claims": [row["event_id"] for row in claims if row.get("event_id")],
        "sources": [row.get("source_id", "") for row in claims],
        # A new place is compared with all others.
        "places": None if rows.get("places") else [row.get("place_id", "") for row in claims],
        "actors": None,
    }
    beside = current(connection, "claims", dataset, keys["claims"], "event_id").values()
    made = {"claims": [each.values for each in beside if not each.removed], "checkpoints": []}
    for table, column in (("sources", "source_id"), ("places", "place_id")):
        wanted = keys[table]
        keys[table] = None if wanted is None else [*wanted, *(values[column] for values in made["claims"])]
    for table in ("sources", "places", "actors"):
        found = current(connection, table, dataset, keys[table]).values()
        made[table] = [each.values for each in found if not each.removed]
    tables = {table: frame(table, values) for table, values in made.items()}
    return Ledger(
        About(), tables["places"], tables["actors"], tables["sources"], tables["claims"], tables["checkpoints"]
    )


def files(connection: Connection, dataset: int) -> dict[str, bytes]:
    """Give the other files of a data set by name: dataset.yml, CHANGES.md."""
    return {values["name"]: bytes(values["content"]) for values in _living(connection, "files", dataset)}


def frame(table: str, rows: list[Values]) -> pd.DataFrame:
    """Give rows as a frame of the contract, in canonical order."""
    if not rows:
        return frames.empty(table)
    wide = pd.DataFrame(rows)
    for column in frames.TABLES[table]:
        cells = wide[column.name]
        is_day = column.kind == "day"
        wide[column.name] = pd.Series(pd.to_datetime(cells) if is_day else cells, dtype=frames.dtype(column))
    return wide.sort_values(_ORDER[table], ignore_index=True)[frames.names(table)]


@lru_cache(maxsize=16)
def about(text: bytes) -> About:
    """Give what the text of a dataset.yml says; the one reader of it reads files."""
    if not text:
        return About()
    with TemporaryDirectory() as folder:
        Path(folder, ABOUT_FILE).write_bytes(text)
        return read_about(Path(folder), Findings())


def _living(connection: Connection, table: str, dataset: int) -> list[Values]:
    return [each.values for each in current(connection, table, dataset).values() if not each.removed]
