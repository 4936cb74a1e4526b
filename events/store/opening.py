"""Opening a database: where it is, how it is spoken to, and its tables brought up to date."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from events.store.errors import StoreError
from events.store.schema import REVISION

VARIABLE: Final = "TIMELINE_DATABASE_URL"
_MIGRATION_LOCK: Final = 0x7E4417  # any number, the same in every process
_POSTGRESQL: Final = ("postgres", "postgresql", "postgresql+psycopg")


def where(address: str | os.PathLike[str] | None = None) -> URL:
    """Give the URL of a store: as given, else as TIMELINE_DATABASE_URL says, else a file in the user's data folder.

    A path is a SQLite file. Raises `StoreError` for an address that is neither a path nor of a known database.
    """
    given = address if address is not None else os.environ.get(VARIABLE, "").strip()
    if not given:
        given = platformdirs.user_data_path("territory-timeline", appauthor=False) / "store.sqlite"
    if isinstance(given, os.PathLike) or "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser().absolute()))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        # What was given may hold a password; it is not repeated.
        raise StoreError("the address of the store is not a URL such as postgresql://user@host/name") from None
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise StoreError(f"the store can be SQLite (a path) or PostgreSQL (postgresql://...), not {url.drivername!r}")


def engine(url: URL, patience: float) -> Engine:
    """Make the engine; ``patience`` is how many seconds a writer waits for another."""
    if url.drivername == "sqlite":
        folder = Path(str(url.database)).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the folder of the store cannot be made ({folder}: {error.strerror})") from error
        made = create_engine(url, connect_args={"timeout": patience, "check_same_thread": False})
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
        return made
    wait = {"connect_timeout": max(2, round(patience)), "application_name": "territory-timeline"}
    made = create_engine(url, pool_pre_ping=True, connect_args=wait)

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{max(1, round(patience * 1000))}ms'")

    event.listen(made, "begin", begin)
    return made


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver must not begin or commit by itself: what is one transaction is said in `transactions`.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn before it reads: what it decides on cannot change under it.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def take_turn(connection: Connection, number: int) -> None:
    """Let one writer at a time pass on PostgreSQL; SQLite has but one anyway. Held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def revision(connection: Connection) -> str:
    """Give the revision of the tables; blank for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def migrate(connection: Connection) -> None:
    """Bring the tables up to date within the transaction of the connection; two at once do it one after the other.

    Raises `StoreError` for a database that a newer version of this program made, or that holds other tables.
    """
    take_turn(connection, _MIGRATION_LOCK)
    found = revision(connection)
    if found == REVISION:
        return
    if not found and inspect(connection).get_table_names():
        raise StoreError("the database holds tables that are not a store's: give it one of its own")
    # Alembic is slow to import, and mostly there is nothing to do.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "events.store:migrations")
    config.set_main_option("path_separator", "os")
    known = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    if found and found not in known:
        raise StoreError("the store was made by a newer version of this program: update the program")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, REVISION)
    except CommandError as error:
        raise StoreError(f"the tables of the store could not be brought up to date: {error}") from error
