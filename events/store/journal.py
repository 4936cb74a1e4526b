"""The journal: who did what to which data set, when and why. Every row of the store belongs to one entry of it."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from events.store.errors import StoreError
from events.store.schema import DATASETS, ENTRIES

LONGEST_NAME = 200


class Signature(NamedTuple):
    """Who writes, when (UTC) and why; ``request`` makes a repeated command harmless: each command has its own."""

    who: str
    at: dt.datetime
    why: str = ""
    request: str = ""


def new_request() -> str:
    """Give the name of a new request."""
    return secrets.token_hex(16)


def plain(text: object) -> str:
    """Give a text as any database can hold it."""
    return str(text or "").replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def enter(connection: Connection, dataset: int, kind: str, signed: Signature, turns_ledger: bool) -> int:
    """Add an entry and give its id; ``turns_ledger`` says that the map may look different after it.

    Raises `StoreError` when nobody signs: a decision without a name could not be traced.
    """
    if not signed.who.strip():
        raise StoreError("a name is needed: every change is kept with who made it")
    values = {
        "dataset_id": dataset,
        "kind": kind,
        "at": signed.at,
        "who": plain(signed.who.strip()),
        "why": plain(signed.why),
        "request": signed.request or None,
        "turns_ledger": turns_ledger,
    }
    return int(connection.execute(insert(ENTRIES).values(values).returning(ENTRIES.c.id)).scalar_one())


def entry_of(connection: Connection, request: str) -> int | None:
    """Give the entry that a request has made, None when it has made none."""
    found = connection.execute(select(ENTRIES.c.id).where(ENTRIES.c.request == request)).scalar()
    return None if found is None else int(found)


def version(connection: Connection, dataset: int) -> int:
    """Give the last entry after which the map may look different; 0 when there is none."""
    newest = select(func.max(ENTRIES.c.id)).where(ENTRIES.c.dataset_id == dataset, ENTRIES.c.turns_ledger)
    return int(connection.execute(newest).scalar() or 0)


def datasets(connection: Connection) -> dict[str, int]:
    """Give the ids of the data sets by name, oldest first."""
    rows = connection.execute(select(DATASETS.c.name, DATASETS.c.id).order_by(DATASETS.c.id))
    return {str(name): int(number) for name, number in rows}


def dataset(connection: Connection, name: str) -> int:
    """Give the id of a data set; a blank name means the only one. Raises `StoreError` when there is none such."""
    known = datasets(connection)
    if not name and len(known) == 1:
        return next(iter(known.values()))
    if name in known:
        return known[name]
    if not known:
        raise StoreError("the store is empty: `python -m events import FOLDER` brings a data set in")
    there = ", ".join(known)
    raise StoreError(f"the store has no data set {name!r}, only {there}" if name else f"name a data set: {there}")


def found(connection: Connection, name: str, at: dt.datetime) -> int:
    """Give the id of a data set, which is begun when there is none of that name."""
    known = datasets(connection)
    if name in known:
        return known[name]
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise StoreError(f"a data set needs a name of 1 to {LONGEST_NAME} printable characters")
    made = connection.execute(insert(DATASETS).values(name=name, created=at).returning(DATASETS.c.id))
    return int(made.scalar_one())


def log(connection: Connection, number: int, limit: int) -> pd.DataFrame:
    """Give the newest entries, newest first: entry, kind, at (UTC), who, why."""
    wanted = [ENTRIES.c.id.label("entry"), *(ENTRIES.c[name] for name in ("kind", "at", "who", "why"))]
    rows: Any = connection.execute(
        select(*wanted).where(ENTRIES.c.dataset_id == number).order_by(ENTRIES.c.id.desc()).limit(limit)
    ).all()
    return pd.DataFrame(rows, columns=[column.name for column in wanted])
