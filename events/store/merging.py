"""A folder's rows and the store's rows brought together: what is new, what changed where, and what both changed.

Three versions of a row are compared: the folder's, the store's, and the *base*, in which both last agreed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from events import frames
from events.store.versions import Values, Version, following

_REFERENCES: Final = {
    table: [(column.name, column.refers) for column in columns if column.refers and column.refers != table]
    for table, columns in frames.TABLES.items()
}


@dataclass(frozen=True)
class Kept:
    """A row on which folder and store disagree: the store's stands, the folder's was not taken.

    ``fields`` are the columns that differ, or empty when the folder has no such row (or has one that the store
    withdrew). ``who`` changed it in the store ``at`` that time.
    """

    table: str
    key: str
    fields: tuple[str, ...]
    who: str
    at: dt.datetime | None
    message: str


@dataclass
class Merge:
    """What an import comes to: versions to add, by table, and the rows that were kept against the folder."""

    versions: dict[str, list[Version]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    removed: int = 0

    def take(self, table: str, before: Version | None, key: str, values: Values, removed: bool = False) -> None:
        """Add the next version of a row."""
        self.versions.setdefault(table, []).append(following(before, key, values, removed))
        if removed:
            self.removed += 1
        elif before is None or before.removed:
            self.added += 1
        else:
            self.changed += 1


def merge_table(
    merge: Merge,
    table: str,
    folder: Mapping[str, Values],
    now: Mapping[str, Version],
    base: Mapping[str, Version],
    whole: bool,
    folder_wins: bool,
) -> None:
    """Compare one table; ``whole`` says that a row which the folder lacks was taken out of it."""
    for key, values in folder.items():
        mine = now.get(key)
        theirs = following(mine, key, values)
        if mine is None or folder_wins or mine.same(base.get(key)):
            if not theirs.same(mine):
                merge.take(table, mine, key, values)
        elif not theirs.same(mine) and not theirs.same(base.get(key)):
            merge.kept.append(_disagreement(table, mine, values))
    for key, mine in now.items():
        if key in folder or mine.removed or not whole or key not in base:
            continue
        if folder_wins or mine.same(base[key]):
            merge.take(table, mine, key, mine.values, removed=True)
        else:
            merge.kept.append(_disagreement(table, mine, None))


def keep_references(
    merge: Merge,
    now: Mapping[str, Mapping[str, Version]],
    folder: Mapping[str, Mapping[str, Values]],
) -> None:
    """Leave standing what a row that stands refers to, though the folder has it no more; bring back what is missing."""
    while True:
        living = {table: _living(now[table], merge.versions.get(table, ())) for table in frames.TABLES}
        wanted: dict[str, set[str]] = {table: set() for table in frames.TABLES}
        for table, references in _REFERENCES.items():
            for values in living[table].values():
                for name, refers in references:
                    wanted[refers].add(values[name])
        again = False
        for table, keys in wanted.items():
            for key in keys - set(living[table]) - {""}:
                again |= _restore(merge, table, key, now[table].get(key), folder[table].get(key))
        if not again:
            return


def _restore(merge: Merge, table: str, key: str, mine: Version | None, theirs: Values | None) -> bool:
    planned = [each for each in merge.versions.get(table, ()) if each.key == key]
    if planned and mine is not None:  # it was to be removed
        merge.versions[table].remove(planned[0])
        merge.removed -= 1
        merge.kept.append(_disagreement(table, mine, None, "rows that stand in the store refer to it"))
        return True
    values = theirs if theirs is not None else mine.values if mine else None
    if values is not None:
        merge.kept = [each for each in merge.kept if (each.table, each.key) != (table, key)]
        merge.take(table, mine, key, values)
    return values is not None


def _living(now: Mapping[str, Version], planned: Iterable[Version]) -> dict[str, Values]:
    after = dict(now) | {version.key: version for version in planned}
    return {key: version.values for key, version in after.items() if not version.removed}


def _disagreement(table: str, mine: Version, theirs: Values | None, because: str = "") -> Kept:
    who = f"{mine.who} changed it in the store" + (f" on {mine.at:%Y-%m-%d %H:%M} UTC" if mine.at else "")
    if because:
        message = f"the folder has it no more, but {because}: it stays"
    elif theirs is None:
        message = f"the folder has it no more, but {who}: it stays"
    elif mine.removed:
        message = f"the folder has it, but {mine.who} took it out of the store: it stays out"
    else:
        message = f"folder and store differ, and {who}: the store's version stays"
    fields = () if theirs is None or mine.removed else tuple(n for n in mine.values if mine.values[n] != theirs.get(n))
    return Kept(table, mine.key, fields, mine.who, mine.at, message)
