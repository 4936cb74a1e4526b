"""The working store as this process uses it: opened once, when there is one, and asked for its data set.

Nothing here is imported from the store before one is in use: its libraries take half a second to load.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

import events

if TYPE_CHECKING:
    from events.store import Imported, Kept, Store

_VARIABLE: Final = "TIMELINE_DATABASE_URL"
_PATIENCE: Final = 3.0
_QUIET: Final = 20.0
"""Seconds for which a store that did not answer is not asked again by those who can do without it."""

_lock = threading.RLock()
_opened: dict[str, Store] = {}
_names: dict[tuple[str, Path], str] = {}
_imported: dict[tuple[str, Path], tuple[str, Imported]] = {}
_failed: dict[str, tuple[float, str]] = {}
_told: list[str] = []


def tell(address: str) -> None:
    """Say where the store is, as the page's secrets have it; the environment goes before."""
    _told[:] = [address] if address else []


def address() -> str:
    """Give where the store is or would be: the environment, the secrets, else a file in the user's data folder."""
    given = os.environ.get(_VARIABLE, "").strip() or (_told[0] if _told else "")
    return given or str(platformdirs.user_data_path("territory-timeline", appauthor=False) / "store.sqlite")


def in_use() -> bool:
    """Tell whether there is a store already, or one was named."""
    where = address()
    return "://" in where or Path(where).is_file()


def store() -> Store:
    """Give the store, opening it first if need be; raises `StoreError` in words for the reader."""
    from events.store import open_store

    where = address()
    with _lock:
        if where not in _opened:
            _opened[where] = open_store(where, patience=_PATIENCE)
        return _opened[where]


def name_of(folder: Path) -> str:
    """Name the data set of a folder in the store: as the folder is called, unless another set has that name there."""
    key = (address(), folder)
    with _lock:
        if key not in _names:
            there = store()
            name = folder.name
            mine = events.load(folder) if name in there.datasets() else None
            if mine and there.ledger(name).about.title != mine.about.title:
                name += "-" + hashlib.sha256(str(folder).encode()).hexdigest()[:6]
            _names[key] = name
        return _names[key]


def bring_in(folder: Path, files: str) -> Imported:
    """Import a folder into the store; ``files`` is the version of its files, each version is brought in once."""
    key = (address(), folder)
    with _lock:
        known = _imported.get(key)
        if known is None or known[0] != files:
            name = name_of(folder)
            known = _imported[key] = (files, store().import_folder(folder, who="dashboard", name=name))
        return known[1]


def token(folder: Path, files: str) -> int | None:
    """Give the number that grows with the data set of a folder in the store, None when no store holds it.

    A folder whose files were changed since they were brought in is brought in first. A store that does not answer
    counts as none; `trouble` has its words.
    """
    if not in_use():
        return None
    where = address()
    failed = _failed.get(where)
    if failed and time.monotonic() - failed[0] < _QUIET:
        return None
    from events.store import StoreError

    try:
        with _lock:
            name = name_of(folder)
            if name not in store().datasets():
                return None
            if (known := _imported.get((where, folder))) is None or known[0] != files:
                _catch_up(folder, files, name)
        found = store().version(name)
    except StoreError as error:
        _failed[where] = (time.monotonic(), str(error))
        return None
    _failed.pop(where, None)
    return found


def kept(folder: Path) -> tuple[Kept, ...]:
    """Give the rows on which folder and store disagreed when it was last brought in: the store's stand."""
    known = _imported.get((address(), folder))
    return known[1].kept if known else ()


def trouble() -> str:
    """Give the words of a store that does not answer, blank when all is well."""
    failed = _failed.get(address())
    return failed[1] if failed else ""


def _catch_up(folder: Path, files: str, name: str) -> None:
    """Bring a folder in when a file of it is younger than the last time it was."""
    log = store().log(name)
    seen = log.loc[log["kind"].isin(["import", "export"]), "at"]
    last: dt.datetime | None = None if seen.empty else seen.iloc[0]
    youngest = max((entry.stat().st_mtime for entry in os.scandir(folder) if entry.is_file()), default=0.0)
    if last is None or youngest > last.timestamp():
        bring_in(folder, files)
        return
    from events.store import Imported

    _imported[(address(), folder)] = (files, Imported(name, 0, 0, 0))
