"""The working store, as other rooms see it: one object, whose methods are whole transactions."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import pandas as pd
from sqlalchemy import Connection

from events.extract.candidates import Candidate
from events.frames import Ledger
from events.store import articles, decisions, exporting, importing, journal, ledger, queue, ruling
from events.store.articles import Article, Filed
from events.store.decisions import OPEN, Decision
from events.store.errors import StoreError
from events.store.importing import Imported
from events.store.journal import Signature
from events.store.narratives import Narratives
from events.store.queue import Item
from events.store.transactions import Database, open_database
from events.store.vetting import Rows
from events.timeline import Timeline

Clock = Callable[[], dt.datetime]
T = TypeVar("T")


def now() -> dt.datetime:
    """Give this moment in UTC: when something was decided is a fact that only a clock knows."""
    return dt.datetime.now(dt.UTC)


def open_store(address: str | os.PathLike[str] | None = None, *, patience: float = 5.0, clock: Clock = now) -> Store:
    """Open the store and bring its tables up to date.

    ``address`` is the path of a SQLite file or a URL such as ``postgresql://user@host/name``; without one it is as
    TIMELINE_DATABASE_URL says, else a file in the user's data folder. ``patience`` is how many seconds a writer waits
    for another. Raises `StoreError` in words that a user can act on.
    """
    return Store(open_database(address, patience), clock)


class Store:
    """Data sets, articles, candidates and decisions; nothing in it is ever changed in place or lost.

    ``name`` is that of a data set, blank for the only one. ``who`` signs. ``request`` names a command: given again, as
    after a lost connection, it is not carried out twice. Every method raises `StoreError` or one of its kinds, and
    then nothing was written. Safe to share between threads. ``narratives`` are the stories told from the data sets.
    """

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock
        self.narratives = Narratives(database, clock)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @property
    def address(self) -> str:
        """Where the store is, without a password."""
        return self._database.name

    def datasets(self) -> tuple[str, ...]:
        """Name the data sets, oldest first."""
        return tuple(self._database.read(journal.datasets))

    def version(self, name: str = "") -> int:
        """Give a number that grows whenever the map of a data set may look different; cheap."""
        return self._read(name, journal.version)

    def ledger(self, name: str = "") -> Ledger:
        """Give a data set as it stands now, accepted claims included."""
        return self._read(name, ledger.read_ledger)

    def timeline(self, name: str = "") -> Timeline:
        """Give a data set as it stands now, to be asked who held what."""
        return Timeline(self.ledger(name))

    def log(self, name: str = "", limit: int = 1000) -> pd.DataFrame:
        """Give the journal, newest first: entry, kind, at (UTC), who, why."""
        return self._read(name, lambda c, number: journal.log(c, number, limit))

    def import_folder(
        self, folder: str | os.PathLike[str], *, who: str, name: str = "", folder_wins: bool = False, why: str = ""
    ) -> Imported:
        """Bring a data set folder in, under the folder's own name unless given another; see `importing`."""
        path = Path(folder).resolve()
        signed = Signature(who, self._clock(), why, journal.new_request())
        return self._database.write(
            lambda c: importing.import_folder(c, path, name or path.name, signed, folder_wins),
            lambda c: importing.done(c, signed.request),
        )

    def export_folder(self, folder: str | os.PathLike[str], *, who: str, name: str = "") -> list[str]:
        """Write a data set into a folder, all of it or nothing; gives the names of the files that changed.

        The store remembers the folder: what is changed there later, and imported, is taken as a change of the export.
        """
        path = Path(folder).resolve()
        signed = Signature(who, self._clock(), str(path), journal.new_request())

        def work(connection: Connection) -> list[str]:
            number = journal.dataset(connection, name)
            journal.enter(connection, number, "export", signed, turns_ledger=False)
            made, files = ledger.read_ledger(connection, number), ledger.files(connection, number)
            return exporting.export_folder(made, files, path)

        return self._database.write(work, lambda c: [] if journal.entry_of(c, signed.request) else None)

    def file_article(
        self,
        article: Article,
        candidates: Sequence[Candidate] = (),
        *,
        who: str,
        name: str = "",
        keep_text: bool = True,
        request: str = "",
    ) -> Filed:
        """File an article with what was extracted from it; see `articles.file_article`."""
        signed = Signature(who, self._clock(), "", request or journal.new_request())

        def work(connection: Connection) -> Filed:
            number = journal.dataset(connection, name)
            return articles.file_article(connection, number, article, candidates, signed, keep_text)

        def done(connection: Connection) -> Filed | None:
            number = journal.dataset(connection, name)
            return articles.filed(connection, number, signed.request, article.text or "")

        return self._database.write(work, done)

    def article(self, article_id: int) -> Article:
        """Give an article."""
        return self._database.read(lambda c: articles.read_article(c, article_id))

    def passage(self, claim_id: str, name: str = "") -> tuple[Article, Candidate] | None:
        """Give the article that an accepted claim comes from and what was proposed there; None for other claims."""
        found = self._read(name, lambda c, number: queue.passage(c, number, claim_id))
        return None if found is None else (self.article(found[0]), found[1])

    def articles(self, name: str = "") -> pd.DataFrame:
        """One row per article, oldest first, without the texts; columns `articles.LISTED`."""
        return pd.DataFrame(self._read(name, articles.listed), columns=list(articles.LISTED))

    def forget_text(self, article_id: int, *, who: str, why: str) -> None:
        """Delete the kept text of an article; hash, spans and quotes stay."""
        signed = Signature(who, self._clock(), why, journal.new_request())
        self._database.write(
            lambda c: articles.forget_text(c, article_id, signed), lambda c: journal.entry_of(c, signed.request)
        )

    def queue(
        self,
        name: str = "",
        *,
        statuses: Sequence[str] = OPEN,
        article_id: int | None = None,
        at_least: float = 0.0,
        limit: int | None = None,
    ) -> list[Item]:
        """Give the candidates that wait, the surest first, skipped ones last; see `queue.queue`."""
        return self._read(name, lambda c, number: queue.queue(c, number, statuses, article_id, at_least, limit))

    def item(self, candidate_id: int) -> Item:
        """Give one candidate with all decisions on it."""
        return self._database.read(lambda c: queue.item(c, candidate_id))

    def beside(self, candidate_id: int) -> tuple[str, list[Item]]:
        """Give the name of a candidate's data set, and the other candidates of its article that wait."""
        return self._database.read(lambda c: queue.beside(c, candidate_id))

    def counts(self, name: str = "") -> dict[str, int]:
        """Count the candidates by status."""
        return self._read(name, queue.counts)

    def accept(
        self,
        candidate_id: int,
        rows: Rows,
        *,
        who: str,
        seen: int | None = None,
        why: str = "",
        edits: Mapping[str, tuple[str, str]] | None = None,
        beside: Sequence[ruling.Beside] = (),
        request: str = "",
    ) -> Decision:
        """Make a candidate a claim, with the source, place and actors that it needs; all of it or nothing.

        Candidates ``beside`` it become claims with it, and are undone with it.
        """
        return self._decide(
            lambda c, signed: ruling.accept(c, candidate_id, rows, seen, signed, edits or {}, beside), who, why, request
        )

    def reject(self, candidate_id: int, *, who: str, why: str, seen: int | None = None, request: str = "") -> Decision:
        """Decide that a candidate is no claim; a reason is needed."""
        if not why.strip():
            raise StoreError("say why: a rejection without a reason teaches nobody")
        return self._decide(lambda c, signed: ruling.reject(c, candidate_id, seen, signed), who, why, request)

    def skip(
        self, candidate_id: int, *, who: str, why: str = "", seen: int | None = None, request: str = ""
    ) -> Decision:
        """Put a candidate at the end of the queue."""
        return self._decide(lambda c, signed: ruling.skip(c, candidate_id, seen, signed), who, why, request)

    def undo(
        self, candidate_id: int, *, who: str, why: str = "", seen: int | None = None, request: str = ""
    ) -> Decision:
        """Undo the last decision on a candidate; both stay on record."""
        return self._decide(lambda c, signed: ruling.undo(c, candidate_id, seen, signed), who, why, request)

    def _decide(self, work: Callable[[Connection, Signature], Decision], who: str, why: str, request: str) -> Decision:
        signed = Signature(who, self._clock(), why, request or journal.new_request())
        return self._database.write(lambda c: work(c, signed), lambda c: decisions.of_request(c, signed.request))

    def _read(self, name: str, work: Callable[[Connection, int], T]) -> T:
        return self._database.read(lambda c: work(c, journal.dataset(c, name)))
