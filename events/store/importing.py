"""A data set folder into the store: new versions of what changed, and word of what both sides changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, select

from events import frames
from events.frames import Ledger, Problem
from events.load import read
from events.store import journal
from events.store.errors import Refused, StoreError
from events.store.journal import Signature
from events.store.ledger import read_ledger
from events.store.merging import Kept, Merge, keep_references, merge_table
from events.store.schema import DATASETS, ENTRIES, IMPORTS
from events.store.versions import Values, Version, append, current, history, rows_of
from events.store.vetting import check_whole

KINDS_OF_FILE: Final = (".yml", ".md", ".txt")
LARGEST_FILE: Final = 1_000_000


@dataclass(frozen=True)
class Imported:
    """What an import came to: rows added, changed, removed, kept against the folder, and what the reader set aside."""

    dataset: str
    added: int
    changed: int
    removed: int
    kept: tuple[Kept, ...] = ()
    problems: tuple[Problem, ...] = ()


def import_folder(
    connection: Connection, folder: Path, name: str, signed: Signature, folder_wins: bool = False
) -> Imported:
    """Bring a folder in; rows that it does not have any more are removed unless the store has changed them since.

    ``folder_wins`` takes the folder's word wherever the two disagree. Rows that do not load are left as they are in
    the store. Raises `StoreError` for a folder without a data set.
    """
    ledger, files = read(folder), read_files(folder)
    lone = folder / "checkpoints.csv"
    if not len(ledger.checkpoints) and lone.is_file() and "checkpoints.csv" not in {p.file for p in ledger.problems}:
        # A file without rows is a file all the same.
        files[lone.name] = {"name": lone.name, "content": lone.read_bytes()}
    if ledger.problems and not any(len(getattr(ledger, table)) for table in frames.TABLES):
        raise StoreError(f"there is no data set in {str(folder)!r}: " + "; ".join(map(str, ledger.problems[:3])))
    dataset = journal.found(connection, name, signed.at)
    tables = {table: rows_of(table, getattr(ledger, table)) for table in frames.TABLES}
    now = {table: current(connection, table, dataset) for table in (*frames.TABLES, "files")}
    _rank(tables["actors"], now["actors"])
    broken = {problem.file for problem in ledger.problems if problem.severity == "error"}
    exported = _last_export(connection, dataset, folder)
    merge = Merge()
    for table in frames.TABLES:
        base = _bases(connection, table, dataset, now[table], exported)
        whole = f"{table}.csv" not in broken
        merge_table(merge, table, tables[table], now[table], base, whole, folder_wins)
    keep_references(merge, now, tables)
    base = _bases(connection, "files", dataset, now["files"], exported)
    merge_table(merge, "files", files, now["files"], base, True, folder_wins)
    return _written(connection, dataset, name, signed, folder, merge, ledger)


def _written(
    connection: Connection, dataset: int, name: str, signed: Signature, folder: Path, merge: Merge, ledger: Ledger
) -> Imported:
    entry = journal.enter(connection, dataset, "import", signed, turns_ledger=bool(merge.versions))
    for table, versions in merge.versions.items():
        append(connection, table, dataset, entry, versions)
    problems = check_whole(read_ledger(connection, dataset))
    if problems:
        raise Refused(problems)
    row = {
        "entry_id": entry,
        "folder": journal.plain(folder),
        "added": merge.added,
        "changed": merge.changed,
        "removed": merge.removed,
        "problems": json.dumps([asdict(problem) for problem in ledger.problems]),
        "kept": json.dumps([asdict(each) | {"at": str(each.at or "")} for each in merge.kept]),
    }
    connection.execute(insert(IMPORTS).values(row))
    return Imported(name, merge.added, merge.changed, merge.removed, tuple(merge.kept), ledger.problems)


def done(connection: Connection, request: str) -> Imported | None:
    """Give what the import of a request came to, None when there was none."""
    asked = select(IMPORTS, DATASETS.c.name).join(ENTRIES, ENTRIES.c.id == IMPORTS.c.entry_id)
    row = connection.execute(asked.join(DATASETS).where(ENTRIES.c.request == request)).mappings().first()
    if row is None:
        return None
    kept = [Kept(**each | {"fields": tuple(each["fields"]), "at": None}) for each in json.loads(row["kept"])]
    problems = tuple(Problem(**each) for each in json.loads(row["problems"]))
    return Imported(row["name"], row["added"], row["changed"], row["removed"], tuple(kept), problems)


def read_files(folder: Path) -> dict[str, Values]:
    """Give the files beside the tables that belong to a data set: dataset.yml, CHANGES.md and their like."""
    if not folder.is_dir():
        return {}
    return {
        path.name: {"name": path.name, "content": path.read_bytes()}
        for path in sorted(folder.iterdir())
        if path.suffix in KINDS_OF_FILE
        and path.is_file()
        and not path.name.startswith(".")
        and path.stat().st_size <= LARGEST_FILE
    }


def _bases(
    connection: Connection, table: str, dataset: int, now: Mapping[str, Version], exported: int
) -> dict[str, Version]:
    """Give, for every row, the version in which folder and store last agreed; none for rows made in the store since."""
    bases = {key: version for key, version in now.items() if version.kind == "import" or version.entry <= exported}
    others = [key for key in now if key not in bases]
    for key, versions in history(connection, table, dataset, others).items():
        agreed = [each for each in versions if each.kind == "import" or each.entry <= exported]
        if agreed:
            bases[key] = agreed[-1]
    return bases


def _last_export(connection: Connection, dataset: int, folder: Path) -> int:
    """Give the last entry that wrote this folder: what it did not change since is as the store was then."""
    wrote = (ENTRIES.c.dataset_id == dataset) & (ENTRIES.c.kind == "export") & (ENTRIES.c.why == journal.plain(folder))
    return int(
        connection.execute(select(ENTRIES.c.id).where(wrote).order_by(ENTRIES.c.id.desc()).limit(1)).scalar() or 0
    )


def _rank(actors: dict[str, Values], now: Mapping[str, Version]) -> None:
    """Give actors numbers in their order; those that have one keep it as long as the order allows."""
    known = {key: now[key].values["rank"] for key in actors if key in now}
    in_order = list(known.values()) == sorted(set(known.values()))
    for number, (key, values) in enumerate(actors.items()):
        values["rank"] = known[key] if in_order and key in known else float(number)
    if not in_order or len(known) == len(actors):
        return
    ranks = [known.get(key) for key in actors]
    top = max((rank for rank in ranks if rank is not None), default=-1.0)
    for at, values in enumerate(actors.values()):
        if ranks[at] is None:
            low = ranks[at - 1] if at else None
            high = next((rank for rank in ranks[at + 1 :] if rank is not None), None)
            top = max(top, low if low is not None else top)
            ranks[at] = _between(low, high, top)
            values["rank"] = ranks[at]


def _between(low: float | None, high: float | None, top: float) -> float:
    if high is None:
        return top + 1 if low is None else low + 1
    return high - 1 if low is None else (low + high) / 2
