"""Versions of the rows of a data set: the current one of each, and adding the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Select, Table, and_, exists, insert, select

from events import frames
from events.store.schema import ENTRIES, FILES, NARRATIVES, ROWS

Values = dict[str, Any]
TABLES: Final = {**ROWS, "files": FILES, "narratives": NARRATIVES}
_BESIDE: Final = ("version_id", "dataset_id", "row_key", "version", "removed", "entry_id")
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one row; ``values`` are its cells: texts, days as `datetime.date` or None, numbers."""

    key: str
    number: int
    removed: bool
    values: Values
    entry: int = 0
    kind: str = ""
    who: str = ""
    at: dt.datetime | None = None

    def same(self, other: Version | None) -> bool:
        """Whether two versions say the same."""
        if other is None or self.removed or other.removed:
            return (other is None or other.removed) and self.removed
        return self.values == other.values


def cells(table: str) -> list[str]:
    """Name the columns of a table that hold what a version says."""
    return [column.name for column in TABLES[table].columns if column.name not in _BESIDE]


def rows_of(table: str, frame: pd.DataFrame) -> dict[str, Values]:
    """Give a frame's rows as values, by key; checkpoints have no key but all of their cells, twice the same counts."""
    columns: dict[str, list[Any]] = {}
    for column in frames.TABLES[table]:
        cells = frame[column.name]
        if column.kind == "day":
            columns[column.name] = [None if pd.isna(day) else day.date() for day in cells]
        else:
            columns[column.name] = cells.tolist()
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return dict(zip(_keys(table, rows), rows, strict=True))


def _keys(table: str, rows: Sequence[Values]) -> list[str]:
    if table != "checkpoints":
        return [row[frames.TABLES[table][0].name] for row in rows]
    seen: dict[str, int] = {}
    keys = []
    for row in rows:
        key = "|".join(str(cell) for cell in row.values())
        seen[key] = seen.get(key, 0) + 1
        keys.append(f"{key}|{seen[key]}")
    return keys


def _asked(table: Table) -> Select[Any]:
    more = (ENTRIES.c.kind.label("entry_kind"), ENTRIES.c.who.label("entry_who"), ENTRIES.c.at.label("entry_at"))
    return select(table, *more).join(ENTRIES, ENTRIES.c.id == table.c.entry_id)


def _made(table: Table, names: Sequence[str], row: Any) -> Version:
    said = row._mapping
    return Version(
        said["row_key"],
        said["version"],
        said["removed"],
        {name: said[name] for name in names},
        said["entry_id"],
        said["entry_kind"],
        said["entry_who"],
        said["entry_at"],
    )


def current(
    connection: Connection, table: str, dataset: int, keys: Iterable[str] | None = None, column: str = "row_key"
) -> dict[str, Version]:
    """Give the newest version of every row, or of those with some keys (or cells of a column); removed ones too."""
    of = TABLES[table]
    newer = of.alias("newer")
    follows = and_(
        newer.c.dataset_id == of.c.dataset_id, newer.c.row_key == of.c.row_key, newer.c.version == of.c.version + 1
    )
    asked = _asked(of).where(of.c.dataset_id == dataset, ~exists(select(newer.c.version_id).where(follows)))
    return {each.key: each for each in _gathered(connection, table, asked, keys, column)}


def history(connection: Connection, table: str, dataset: int, keys: Iterable[str]) -> dict[str, list[Version]]:
    """Give all versions of some rows, oldest first."""
    asked = _asked(TABLES[table]).where(TABLES[table].c.dataset_id == dataset)
    versions: dict[str, list[Version]] = {}
    for each in sorted(_gathered(connection, table, asked, keys), key=lambda version: version.number):
        versions.setdefault(each.key, []).append(each)
    return versions


def _gathered(
    connection: Connection, table: str, asked: Select[Any], keys: Iterable[str] | None, column: str = "row_key"
) -> list[Version]:
    of, names = TABLES[table], cells(table)
    if keys is None:
        return [_made(of, names, row) for row in connection.execute(asked)]
    wanted = list(dict.fromkeys(keys))
    found = []
    for at in range(0, len(wanted), _CHUNK):
        chunk = asked.where(of.c[column].in_(wanted[at : at + _CHUNK]))
        found += [_made(of, names, row) for row in connection.execute(chunk)]
    return found


def written_by(connection: Connection, table: str, entry: int) -> list[Version]:
    """Give the versions that one entry wrote."""
    of = TABLES[table]
    return [_made(of, cells(table), row) for row in connection.execute(_asked(of).where(of.c.entry_id == entry))]


def append(connection: Connection, table: str, dataset: int, entry: int, versions: Sequence[Version]) -> None:
    """Add versions; two writers cannot both add the same number of a row."""
    if versions:
        rows = [
            {
                "dataset_id": dataset,
                "row_key": each.key,
                "version": each.number,
                "removed": each.removed,
                "entry_id": entry,
                **each.values,
            }
            for each in versions
        ]
        connection.execute(insert(TABLES[table]), rows)


def following(before: Version | None, key: str, values: Values, removed: bool = False) -> Version:
    """Give the version that comes after another, or the first."""
    return Version(key, before.number + 1 if before else 1, removed, values)
