"""The store: what goes in comes out, every version stays, and a folder that changed is taken up with care."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import events
from events import frames
from events.datasets import BUILT_IN
from events.store import Store, StoreError, open_store
from events.store.opening import VARIABLE, where
from events.store.schema import HISTORY, METADATA, REVISION
from events.store.transactions import open_database
from events.write import write
from tests.ledgers import make
from tests.stores import DATABASES, dataset, filled, fresh


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return fresh(request.param, tmp_path)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened


def edit(folder: Path, table: str, key: str, **cells: str) -> None:
    """Change cells of one row of a file; without any, delete the row."""
    path = folder / f"{table}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    name = frames.TABLES[table][0].name
    kept = [row | cells if row[name] == key else row for row in rows if cells or row[name] != key]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, frames.names(table), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".py"}


def test_the_built_in_data_set_comes_back_byte_for_byte(store: Store, tmp_path: Path) -> None:
    done = store.import_folder(BUILT_IN, who="Ann")
    assert (done.dataset, done.changed, done.removed, done.kept, done.problems) == ("iraq-syria", 0, 0, (), ())
    store.export_folder(tmp_path / "out", who="Ann")
    assert contents(tmp_path / "out") == {n: c for n, c in contents(Path(BUILT_IN)).items() if n != "__init__.py"}
    again = store.import_folder(tmp_path / "out", name="iraq-syria", who="Ann")
    assert (again.added, again.changed, again.removed) == (0, 0, 0)


def test_the_timeline_of_the_store_is_that_of_the_folder(store: Store) -> None:
    store.import_folder(BUILT_IN, who="Ann")
    ours, files = store.timeline(), events.load(BUILT_IN)
    for table in frames.TABLES:
        pd.testing.assert_frame_equal(getattr(ours.ledger, table), getattr(files.ledger, table))
    assert ours.about == files.about
    pd.testing.assert_frame_equal(ours.on("2014-06-22"), files.on("2014-06-22"))


@pytest.mark.parametrize("name", ["plain", "quotes-and-newlines", "markup-and-formulas", "homonyms", "other-dates"])
def test_small_folders_come_back_byte_for_byte(store: Store, tmp_path: Path, name: str) -> None:
    ledgers = Path(__file__).parent / "ledgers"
    for part in ("plain", name):
        shutil.copytree(ledgers / part, tmp_path / "given", dirs_exist_ok=True)
    write(events.load(tmp_path / "given").ledger, tmp_path / "canonical")
    store.import_folder(tmp_path / "canonical", who="Ann")
    store.export_folder(tmp_path / "out", who="Ann")
    assert contents(tmp_path / "out") == contents(tmp_path / "canonical")


def test_identical_checkpoints_and_files_without_rows_survive(store: Store, tmp_path: Path) -> None:
    point = {"place_id": "brod", "date": "2020-04-20", "status": "controlled", "source_id": "courier-2020-04-20"}
    folder = dataset(tmp_path / "small", checkpoints=[point, point])
    (folder / "CHANGES.md").write_text("# Changes\n\nNone.\n")
    empty = dataset(tmp_path / "empty", checkpoints=())
    (empty / "checkpoints.csv").write_text(",".join(frames.names("checkpoints")) + "\n")
    for each in (folder, empty):
        store.import_folder(each, who="Ann")
        store.export_folder(tmp_path / "out" / each.name, who="Ann", name=each.name)
        assert contents(tmp_path / "out" / each.name) == contents(each)
    assert len(store.ledger("small").checkpoints) == 2


def test_only_changed_rows_get_a_version(store: Store, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "small")
    store.import_folder(folder, who="Ann")
    before = store.version()
    edit(folder, "claims", "c1", quote="they came at dawn")
    edit(folder, "claims", "c2")
    done = store.import_folder(folder, who="Bob", why="proof-reading")
    assert (done.added, done.changed, done.removed, done.kept) == (0, 1, 1, ())
    assert store.version() > before
    with store._database.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT claim_id, version, removed, quote, who, why, superseded_by FROM claims_history ORDER BY 1, 2")
        ).all()
    seen = [(row[0], row[1], bool(row[2]), row[3], row[4], row[5], row[6]) for row in rows]
    assert seen == [
        ("c1", 1, False, "", "Ann", "", "Bob"),
        ("c1", 2, False, "they came at dawn", "Bob", "proof-reading", None),
        ("c2", 1, False, "", "Ann", "", "Bob"),
        ("c2", 2, True, "", "Bob", "proof-reading", None),
        ("c3", 1, False, "", "Ann", "", None),
    ]
    assert store.ledger().claims["claim_id"].tolist() == ["c1", "c3"]


def test_a_broken_file_takes_nothing_out_of_the_store(store: Store, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "small")
    store.import_folder(folder, who="Ann")
    edit(folder, "claims", "c2", earliest="soon")
    done = store.import_folder(folder, who="Ann")
    assert (done.removed, done.changed) == (0, 0)
    assert [problem.field for problem in done.problems] == ["earliest"]
    assert set(store.ledger().claims["claim_id"]) == {"c1", "c2", "c3"}
    (folder / "claims.csv").unlink()
    assert store.import_folder(folder, who="Ann").removed == 0


def test_new_actors_come_in_where_they_stand(store: Store, tmp_path: Path) -> None:
    actors = [{"actor_id": name, "name": name, "kind": "rebel"} for name in ("a", "b", "c")]
    write(make("", actors=actors), tmp_path / "d")
    store.import_folder(tmp_path / "d", who="Ann")
    order = ["new", "a", "between", "b", "c", "last"]
    rows = [{"actor_id": name, "name": name, "kind": "rebel"} for name in order]
    write(make("", actors=rows), tmp_path / "d")
    assert store.import_folder(tmp_path / "d", who="Ann").changed == 0
    assert store.ledger().actors["actor_id"].tolist() == order
    write(make("", actors=rows[::-1]), tmp_path / "d")
    store.import_folder(tmp_path / "d", who="Ann")
    assert store.ledger().actors["actor_id"].tolist() == order[::-1]


def test_nothing_is_changed_in_place_or_deleted(address: str, tmp_path: Path) -> None:
    with filled(address, tmp_path) as store:
        item = store.queue()[-1]
        store.reject(item.candidate_id, who="Ann", why="no change")
        store.narratives.begin("A story", "title: A story", who="Ann")
        engine = store._database.engine
        for table in (*HISTORY, "article_texts"):
            column = next(iter(METADATA.tables[table].columns)).name
            verbs = [f"UPDATE {table} SET {column} = {column}"]
            verbs += [f"DELETE FROM {table}"] if table != "article_texts" else []
            verbs += [f"TRUNCATE {table} CASCADE"] if engine.dialect.name == "postgresql" else []
            for verb in verbs:
                with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
                    connection.execute(text(verb))


def test_tables_are_as_the_code_has_them(address: str) -> None:
    database = open_database(address)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    database.close()
    assert ScriptDirectory("events/store/migrations").get_current_head() == REVISION


def test_a_store_of_a_newer_program_is_left_alone(address: str) -> None:
    with open_store(address) as store, store._database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(address)


def test_a_database_of_others_is_left_alone(address: str) -> None:
    database = open_database(address)
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    database.close()
    with pytest.raises(StoreError, match="one of its own"):
        open_store(address)


def test_an_import_that_cannot_stand_is_no_import(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no data set"):
        store.import_folder(tmp_path / "none", who="Ann")
    with pytest.raises(StoreError, match="name is needed"):
        store.import_folder(dataset(tmp_path / "small"), who=" ")
    assert store.datasets() == ()
    with pytest.raises(StoreError, match="empty"):
        store.ledger()


def test_data_sets_stand_side_by_side(store: Store, tmp_path: Path) -> None:
    store.import_folder(dataset(tmp_path / "one"), who="Ann")
    store.import_folder(
        dataset(tmp_path / "two", "brod takes reds 2021-01-01 @Courier", sources=(), checkpoints=()), who="Ann"
    )
    assert store.datasets() == ("one", "two")
    assert "published" in store.articles("one").columns
    assert (len(store.ledger("one").claims), len(store.ledger("two").claims)) == (3, 1)
    with pytest.raises(StoreError, match="one, two"):
        store.ledger()


def test_export_is_all_or_nothing(store: Store, tmp_path: Path) -> None:
    store.import_folder(dataset(tmp_path / "small"), who="Ann")
    target = tmp_path / "out"
    target.mkdir()
    (target / "claims.csv").mkdir()
    with pytest.raises(StoreError, match="as it was"):
        store.export_folder(target, who="Ann")
    assert [path.name for path in target.iterdir()] == ["claims.csv"]


def test_where_the_store_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    assert Path(str(where().database)).parts[-2:] == ("territory-timeline", "store.sqlite")
    monkeypatch.setenv(VARIABLE, "postgresql://me:secret@db.example/tt")
    assert where().drivername == "postgresql+psycopg"
    assert where(tmp_path / "a.sqlite").drivername == "sqlite"
    with pytest.raises(StoreError, match="mysql"):
        where("mysql://me:secret@db.example/tt")
    with pytest.raises(StoreError) as caught:
        where("postgresql://me:secret@db.example:port/tt")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but dear to somebody\n" * 200)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="no store"):
        open_store(file)
    assert file.read_bytes() == before
