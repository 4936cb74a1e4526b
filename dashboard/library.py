"""The data sets of this process: loaded once, shared by every visitor, reloaded when files or the store change."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd

import events
from dashboard import working
from dashboard.panels.chart import steps
from dashboard.timemap import payload
from dashboard.timemap.basemap import clip
from events.datasets import BUILT_IN

_KEPT: Final = 24


@dataclass
class Shelf:
    """One loaded data set, with the bytes that the map has asked for.

    ``version`` changes with the files and the store; it stands in every address, so no browser keeps old data.
    """

    folder: Path
    version: str
    timeline: events.Timeline
    _made: OrderedDict[tuple[Any, ...], Any] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def data_address(self, known: str, rule: str) -> str:
        """Where the map fetches its data for a clock and a rule, relative to the root of the app."""
        return f"assets/data/{self.version}.json?{urlencode({'known': known, 'rule': rule})}"

    def basemap_address(self) -> str:
        """Where the map fetches the land under the data."""
        return f"assets/basemap/{self.version}.json"

    def data(self, known: str, rule: str) -> bytes:
        """Compressed JSON of the dated places; raises `ValueError` for a clock or rule that does not exist."""
        made: bytes = self._kept(
            ("data", known, rule), lambda: _packed(payload.build(self.timeline, known or None, rule))
        )
        return made

    def basemap(self) -> bytes:
        """Compressed JSON of the basemap, clipped to the data with room around it."""
        made: bytes = self._kept(("basemap",), lambda: _packed(clip(*payload.surroundings(self.timeline))))
        return made

    def steps(self, what: str, known: str, rule: str, shown: Sequence[str] | None) -> pd.DataFrame:
        """Places held over time for the chart; see `panels.chart.steps`. Callers leave the frame as it is."""
        key = ("steps", what, known, rule, None if shown is None else tuple(shown))
        made: pd.DataFrame = self._kept(key, lambda: steps(self.timeline, what, known, rule, shown))
        return made

    @cached_property
    def names(self) -> events.AliasIndex:
        """Index of the places' names in all scripts."""
        return events.AliasIndex(self.timeline.places)

    def _kept(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]


def _packed(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=5, mtime=0)


_shelves: dict[Path, Shelf] = {}
_problems: dict[Path, tuple[str, tuple[events.Problem, ...]]] = {}
_lock = threading.Lock()


def folder_named() -> Path:
    """The data set that this process shows: TIMELINE_DATASET, else the built-in one."""
    return Path(os.environ.get("TIMELINE_DATASET") or BUILT_IN)


def shelf(folder: Path | None = None) -> Shelf:
    """Give a data set, loading it on first use and again when a file of it has changed.

    Where the working store holds it, it comes from there, with the claims that were accepted in review.
    """
    where = (folder or folder_named()).resolve()
    files = files_version(where)
    with _lock:
        kept = working.token(where, files)
        version = files if kept is None else f"{files}-{kept}"
        found = _shelves.get(where)
        if found is None or found.version != version:
            found = _shelves[where] = Shelf(where, version, _loaded(where, files, kept))
        return found


def _loaded(where: Path, files: str, kept: int | None) -> events.Timeline:
    if kept is None:
        timeline = events.load(where)
        _problems[where] = (files, timeline.problems)
        return timeline
    if _problems.get(where, ("",))[0] != files:
        # The store has only rows that load; what was wrong in the files is said all the same.
        read = events.load(where)
        _problems[where] = (files, read.problems)
    ledger = working.store().ledger(working.name_of(where))
    return events.Timeline(replace(ledger, problems=_problems[where][1]))


def by_version(version: str) -> Shelf | None:
    """Find a loaded data set by its version; the shown one is loaded if need be."""
    current = shelf()
    return next((s for s in [current, *_shelves.values()] if s.version == version), None)


def files_version(folder: Path) -> str:
    """Give what changes with every change to the files of a folder."""
    digest = hashlib.sha256(str(folder).encode())
    try:
        files = sorted((e for e in os.scandir(folder) if e.is_file()), key=lambda e: e.name)
    except OSError:
        files = []
    for entry in files:
        stat = entry.stat()
        digest.update(f"{entry.name}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return digest.hexdigest()[:16]
