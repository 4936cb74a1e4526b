"""Narratives in the store: texts told from a data set, every version kept; what they say is not the store's to know."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from events.store import journal, versions
from events.store.errors import Conflict, StoreError
from events.store.journal import Signature
from events.store.transactions import Database
from events.store.versions import Version

_TABLE: Final = "narratives"
_LONGEST_ID: Final = 60
_LONGEST: Final = 2_000_000
"""Characters of one version, as many as a narrative's file may have."""


@dataclass(frozen=True)
class Written:
    """One version of a narrative: ``content`` as it was written, who wrote it when (UTC); the first has ``number`` 1.

    ``removed`` says that this version took it off the list; its title and content are those of the version before.
    """

    narrative_id: str
    number: int
    title: str
    content: str
    who: str
    at: dt.datetime
    removed: bool = False


class Narratives:
    """The narratives of a store; its methods are whole transactions, like the store's own.

    ``name`` is that of a data set, blank for the only one; ``who`` signs; ``request`` makes a repeated command
    harmless. ``seen`` is the number of the version that was in front of the writer: where there is a newer one,
    nothing is written and `Conflict` says whose it is.
    """

    def __init__(self, database: Database, clock: Callable[[], dt.datetime]) -> None:
        self._database, self._clock = database, clock

    def listed(self, name: str = "", removed: bool = False) -> list[Written]:
        """Give the newest version of each narrative that stands, or of each that was removed, by title."""
        found = self._database.read(lambda c: versions.current(c, _TABLE, journal.dataset(c, name)))
        shown = [_written(each) for each in found.values() if each.removed == removed]
        return sorted(shown, key=lambda each: (each.title.casefold(), each.narrative_id))

    def newest(self, narrative_id: str, name: str = "") -> Written | None:
        """Give the newest version of a narrative, removed or not; None when there was never one."""
        found = self._database.read(lambda c: _newest(c, journal.dataset(c, name), narrative_id))
        return _written(found) if found else None

    def history(self, narrative_id: str, name: str = "") -> list[Written]:
        """Give every version of a narrative, the newest first."""

        def work(connection: Connection) -> list[Version]:
            number = journal.dataset(connection, name)
            return versions.history(connection, _TABLE, number, [narrative_id]).get(narrative_id, [])

        return [_written(each) for each in reversed(self._database.read(work))]

    def begin(
        self, title: str, content: str, *, who: str, name: str = "", avoid: Collection[str] = (), request: str = ""
    ) -> Written:
        """Keep a new narrative under an id made from its title; ``avoid`` are ids that mean something else."""

        def choose(connection: Connection, dataset: int) -> str:
            return _free(title, {*avoid, *versions.current(connection, _TABLE, dataset)})

        return self._write(choose, title, content, who, name, None, request)

    def save(
        self, narrative_id: str, title: str, content: str, *, who: str, seen: int, name: str = "", request: str = ""
    ) -> Written:
        """Keep the next version of a narrative; one that was removed stands again."""
        return self._write(lambda c, d: narrative_id, title, content, who, name, seen, request)

    def remove(self, narrative_id: str, *, who: str, seen: int, name: str = "", request: str = "") -> Written:
        """Take a narrative off the list; every version of it stays, and `save` brings it back."""
        return self._write(lambda c, d: narrative_id, "", "", who, name, seen, request, removed=True)

    def _write(
        self,
        choose: Callable[[Connection, int], str],
        title: str,
        content: str,
        who: str,
        name: str,
        seen: int | None,
        request: str,
        removed: bool = False,
    ) -> Written:
        if len(content) > _LONGEST:
            raise StoreError(f"the narrative has {len(content):,} characters; {_LONGEST:,} are the most")
        signed = Signature(who, self._clock(), "", request or journal.new_request())

        def work(connection: Connection) -> Written:
            dataset = journal.dataset(connection, name)
            key = choose(connection, dataset)
            before = _newest(connection, dataset, key)
            if seen is not None:
                _unchanged(before, key, seen)
            values = {"title": journal.plain(title), "content": journal.plain(content)}
            if removed and before:
                values = before.values
            entry = journal.enter(connection, dataset, "narrative", signed, turns_ledger=False)
            made = versions.following(before, key, values, removed)
            versions.append(connection, _TABLE, dataset, entry, [made])
            return Written(key, made.number, values["title"], values["content"], who.strip(), signed.at, removed)

        def done(connection: Connection) -> Written | None:
            entry = journal.entry_of(connection, signed.request)
            return None if entry is None else _written(versions.written_by(connection, _TABLE, entry)[0])

        return self._database.write(work, done)


def _newest(connection: Connection, dataset: int, key: str) -> Version | None:
    return versions.current(connection, _TABLE, dataset, [key]).get(key)


def _unchanged(before: Version | None, key: str, seen: int) -> None:
    """Refuse to write over a version that the writer has not seen."""
    if before is None:
        raise StoreError(f"the store has no narrative {key[:80]!r}")
    if before.number != seen:
        did = "removed" if before.removed else "saved"
        raise Conflict(f"{before.who} {did} this narrative meanwhile", before.who, did, before.at)


def _written(version: Version) -> Written:
    if version.at is None:
        raise StoreError("a version in the store has no entry in the journal")
    said = version.values
    return Written(
        version.key, version.number, said["title"], said["content"], version.who, version.at, version.removed
    )


def _free(title: str, taken: Collection[str]) -> str:
    """Make an id of small letters, digits and hyphens that nothing else has."""
    latin = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:_LONGEST_ID].strip("-") or "story"
    number, made = 1, stem
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    return made
