"""Reading and writing as whole transactions; the database's errors in words, and what is done about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from events.store.errors import Busy, Conflict, Full, Interrupted, StoreError, Unreachable
from events.store.opening import engine, migrate, take_turn, where

T = TypeVar("T")
Work = Callable[[Connection], T]

_WRITERS: Final = 0x7E4418
_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_FULL: Full,
    sqlite3.SQLITE_IOERR: Full,
}
_SAID: Final[dict[type[StoreError], str]] = {
    Busy: "somebody else is writing to the store; nothing was saved, try again in a moment",
    Full: "the disk of the store is full or cannot be written; nothing was saved, make room and try again",
    Unreachable: "the database of the store does not answer; nothing was saved, see that it runs and try again",
}


class Database:
    """One database, opened and up to date; safe to share between threads.

    Raises `StoreError` when it cannot be opened.
    """

    def __init__(self, url: URL, patience: float = 5.0) -> None:
        self.url = url
        self._engine = engine(url, patience)
        try:
            self._run(migrate, writes=True)
        except StoreError as error:
            self.close()
            raise type(error)(f"{self.name}: {error}") from error.__cause__

    @property
    def name(self) -> str:
        """What the database is called in messages: without a password."""
        return str(self.url.database) if self.url.drivername == "sqlite" else self.url.render_as_string(True)

    @property
    def engine(self) -> Engine:
        """The engine, for those who look at the tables themselves."""
        return self._engine

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def read(self, work: Work[T]) -> T:
        """Run a transaction that only reads; it is run again once when the connection was lost."""
        try:
            return self._run(work)
        except Unreachable:
            return self._run(work)

    def write(self, work: Work[T], done: Work[T | None]) -> T:
        """Run a transaction that writes, all of it or nothing.

        ``done`` gives what a request has come to, None if nothing: it is asked first, so that a request that is
        repeated is not carried out twice, and again when the connection was lost on the way. Raises `Interrupted`
        when it then turns out that nothing was saved.
        """

        def once(connection: Connection) -> T:
            take_turn(connection, _WRITERS)
            before = done(connection)
            return work(connection) if before is None else before

        try:
            return self._run(once, writes=True)
        except Unreachable:
            after = self.read(done)
            if after is None:
                raise Interrupted("the database went away; nothing was saved, give the command again") from None
            return after

    def _run(self, work: Work[T], writes: bool = False) -> T:
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(writes=writes)
                with connection.begin():
                    return work(connection)
        except DBAPIError as error:
            raise _translated(error) from error
        except sqlite3.Error as error:
            raise _translated(OperationalError(None, None, error)) from error


def _translated(error: DBAPIError) -> StoreError:
    cause = error.orig
    kind: type[StoreError] | None = None
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        kind = _SQLITE.get(code)
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            return StoreError(f"the file of the store cannot be opened for writing ({cause}); nothing was saved")
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return StoreError(f"the file is no store, or is damaged ({cause}); nothing was changed in it")
    else:
        state = str(getattr(cause, "sqlstate", None) or "")
        if state in ("55P03", "40001", "40P01"):
            kind = Busy
        elif state.startswith("53") and state != "53300":
            kind = Full
        elif error.connection_invalidated or state.startswith(("08", "57P", "53300")) or _is_cut(error, state):
            kind = Unreachable
        elif state.startswith("28"):
            return StoreError("the database does not let this user in: check name and password")
    if kind is not None:
        return kind(_SAID[kind])
    if isinstance(error, IntegrityError):
        return Conflict("somebody else changed the same rows at the same moment; nothing was saved, look again")
    return StoreError(f"the database refused: {type(cause).__name__}: {cause}")


def _is_cut(error: DBAPIError, state: str) -> bool:
    """Whether it is the client that gave up: the server had no chance to say why."""
    return not state and isinstance(error, OperationalError | InterfaceError)


def open_database(address: object = None, patience: float = 5.0) -> Database:
    """Open the database at an address; see `opening.where`."""
    return Database(where(address), patience)  # type: ignore[arg-type]
