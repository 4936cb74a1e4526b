"""Nothing is lost: the process killed, the disk full, the database locked, the server gone."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from sqlalchemy import event, text

from dashboard.install.shell import SetupError
from events import review
from events.store import Busy, Decision, Interrupted, Item, Store, Unreachable, open_store
from tests import setup_postgres
from tests.stores import DATABASES, article, candidates, dataset, filled, fresh
from tests.test_store_decisions import drafted, rows_of

ROOT = Path(__file__).resolve().parent.parent

# Accepts the first candidate, and is killed as it is about to carry out a statement or to commit, or has committed.
ACCEPT = """
import os, signal, sys
from sqlalchemy import event
from tests.stores import open_store
from tests.test_store_decisions import drafted
from events import review

address, point = sys.argv[1], sys.argv[2]
store = open_store(address)
item = store.queue()[0]
draft = drafted(store, item)
engine = store._database.engine

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def before(connection, cursor, statement, *_):
    if statement.startswith("INSERT INTO " + point):
        kill()

event.listen(engine, "before_cursor_execute", before)
if point == "commit":
    event.listen(engine, "commit", kill)
review.accept(store, item, draft, who="Ann", request="r-1")
if point == "committed":
    kill()
print("survived")
"""


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return fresh(request.param, tmp_path)


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    with filled(str(tmp_path / "store.sqlite"), tmp_path, patience=0.2) as store:
        yield store


def accepted(store: Store, item: Item, request: str = "") -> Decision:
    return review.accept(store, item, drafted(store, item), who="Ann", request=request)


@pytest.mark.parametrize(
    "point", ["entries", "sources_versions", "claims_versions", "decisions", "commit", "committed"]
)
def test_killed_while_accepting(address: str, tmp_path: Path, point: str) -> None:
    with filled(address, tmp_path) as store:
        before = rows_of(store)
        item = store.queue()[0]
    done = subprocess.run(
        [sys.executable, "-c", dedent(ACCEPT), address, point], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    with open_store(address) as store:
        saved = point == "committed"
        assert (rows_of(store) == before) is not saved
        assert store.item(item.candidate_id).status == ("accepted" if saved else "waiting")
        # The reviewer, who saw no answer, gives the same command again: done once, whatever had come of the first.
        decision = accepted(store, store.item(item.candidate_id), "r-1")
        after = rows_of(store)
        assert {name: after[name] - before[name] for name in ("claims", "decisions", "sources")} == dict.fromkeys(
            ("claims", "decisions", "sources"), 1
        )
        assert decision.claim_id in set(store.ledger().claims["claim_id"])


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A file system of its own as root; else a limit on the size of files, which the kernel enforces as well."""
    with filled(str(tmp_path / "store.sqlite"), tmp_path):
        pass
    small = tmp_path / "mounted"
    small.mkdir()
    mounted = os.geteuid() == 0 and _mount(small)
    script = dedent(
        """
        import resource, shutil, signal, sys
        from pathlib import Path
        from tests.stores import open_store
        from tests.test_store_failures import accepted
        from events.store import Full

        folder, limited = Path(sys.argv[1]), sys.argv[2] == "limited"
        store = open_store(folder / "store.sqlite")
        item = store.queue()[0]
        if limited:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        else:
            with open(folder / "ballast", "wb", buffering=0) as file:
                try:
                    while file.write(b"0" * 4096):
                        pass
                except OSError:
                    pass
        try:
            accepted(store, item)
        except Full as error:
            print("told:", error)
        if limited:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        else:
            (folder / "ballast").unlink()
        print("queue:", len(store.queue()), "claims:", len(store.ledger().claims))
        print("then:", accepted(store, item).kind, len(store.queue()))
        """
    )
    try:
        shutil.copy(tmp_path / "store.sqlite", small)
        done = subprocess.run(
            [sys.executable, "-c", script, str(small), "mounted" if mounted else "limited"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        if mounted:
            subprocess.run(["umount", str(small)], check=True)
    said = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert said[0].startswith("told: the disk of the store is full")
    assert said[1:] == ["queue: 3 claims: 3", "then: accept 2"]


def _mount(folder: Path) -> bool:
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    return shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0


def test_a_locked_file_is_said_and_the_queue_stays(sqlite_store: Store) -> None:
    item = sqlite_store.queue()[0]
    other = sqlite3.connect(sqlite_store.address, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = rows_of(sqlite_store)
    with pytest.raises(Busy, match="somebody else is writing"):
        accepted(sqlite_store, item)
    assert rows_of(sqlite_store) == before
    assert len(sqlite_store.queue()) == 3
    other.execute("COMMIT")
    other.close()
    assert accepted(sqlite_store, item).kind == "accept"


def test_a_locked_postgresql_is_said_and_the_queue_stays(tmp_path: Path) -> None:
    with filled(fresh("postgresql", tmp_path), tmp_path, patience=0.3) as store:
        item = store.queue()[0]
        with store._database.engine.connect() as other, other.begin():
            other.execute(text("LOCK TABLE claims_versions IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(Busy, match="somebody else is writing"):
                store.import_folder(dataset(tmp_path / "two", "alga holds reds 2021-01-01 @New"), who="Ann")
        assert len(store.queue()) == 3
        assert accepted(store, item).kind == "accept"


def test_two_open_an_empty_store_at_once(address: str) -> None:
    script = "import sys; from events.store import open_store; print(open_store(sys.argv[1]).datasets())"
    command = [sys.executable, "-c", script, address]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for each in started:
        out, err = each.communicate(timeout=120)
        assert (each.returncode, out) == (0, b"()\n"), err.decode()


@pytest.fixture
def server() -> Iterator[setup_postgres.Cluster]:
    """A PostgreSQL that a test may stop."""
    found = setup_postgres.find()
    if found is None:
        pytest.fail("no PostgreSQL was found: python3 -m tests installs one", pytrace=False)
    try:
        made = setup_postgres.Cluster(found)
    except SetupError as error:
        pytest.fail(str(error), pytrace=False)
    yield made
    made.destroy()


def test_a_postgresql_restarted_between_two_commands(server: setup_postgres.Cluster, tmp_path: Path) -> None:
    with filled(server.database(), tmp_path) as store:
        item = store.queue()[0]
        server.stop()
        with pytest.raises(Unreachable, match="does not answer"):
            store.queue()
        with pytest.raises((Unreachable, Interrupted)):
            store.skip(item.candidate_id, who="Ann")
        server.start()
        assert len(store.queue()) == 3
        server.stop()
        server.start()
        assert accepted(store, item).number == 1
        server.stop()
        server.start()
        # Nothing was under way when the server went: the next command does not notice, be it one that writes.
        assert store.undo(item.candidate_id, who="Ann").number == 2


@pytest.mark.parametrize("moment", ["before_cursor_execute", "commit", "committed"])
def test_a_postgresql_restarted_during_an_accept(server: setup_postgres.Cluster, tmp_path: Path, moment: str) -> None:
    with filled(server.database(), tmp_path) as store:
        item, before = store.queue()[0], rows_of(store)
        draft = drafted(store, item)
        restarts: list[str] = []

        def restart(*said: object) -> None:
            writes = moment == "commit" or str(said[2]).startswith("INSERT INTO claims")
            if writes and not restarts:
                restarts.append(moment)
                server.stop()
                server.start()

        engine = store._database.engine
        if moment == "committed":
            _lose_the_answer(store, server, restarts)
            # The server saved it, and its answer was lost: asked again after the restart, it says so.
            assert review.accept(store, item, draft, who="Ann").claim_version == 1
        else:
            event.listen(engine, moment, restart)
            with pytest.raises(Interrupted, match="nothing was saved"):
                review.accept(store, item, draft, who="Ann")
            assert rows_of(store) == before
            assert accepted(store, item).claim_version == 1
        assert restarts
        assert rows_of(store)["decisions"] == before["decisions"] + 1
        assert rows_of(store)["claims"] == before["claims"] + 1


def _lose_the_answer(store: Store, server: setup_postgres.Cluster, restarts: list[str]) -> None:
    dialect = store._database.engine.dialect
    commit = dialect.do_commit

    def lost(connection: object) -> None:
        commit(connection)
        if not restarts:
            restarts.append("committed")
            server.stop()
            server.start()
            connection.execute("SELECT 1")  # type: ignore[attr-defined]

    dialect.do_commit = lost  # type: ignore[method-assign]


def test_a_repeated_filing_is_filed_once(address: str, tmp_path: Path) -> None:
    with filled(address, tmp_path) as store:
        words = article("Other news of the day, of no weight to anybody here.", url="", publisher="Herald")
        first = store.file_article(words, candidates()[:0], who="Filer", request="f-1")
        assert store.file_article(words, candidates()[:0], who="Filer", request="f-1") == first
        assert len(store.articles()) == 2
