"""Narratives in the store: every version stays, a second writer is told, and the map does not move for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard import library, stories, working
from dashboard.__main__ import main
from dashboard.exports.narrative import Narrative, Step, write
from dashboard.view import View
from events.store import Conflict, Store, StoreError, open_store
from tests.stores import DATABASES, dataset, fresh

TOLD = write(Narrative("At the ford", (Step(View(day="2020-05-02"), "Before", "{held:reds}"),)))


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return fresh(request.param, tmp_path)


@pytest.fixture
def store(address: str, tmp_path: Path) -> Iterator[Store]:
    with open_store(address) as opened:
        opened.import_folder(dataset(tmp_path / "small"), who="Importer")
        yield opened


def test_what_is_written_is_read_again_and_every_version_stays(store: Store) -> None:
    tales = store.narratives
    first = tales.begin("At the ford", "one", who="Ann")
    assert (first.narrative_id, first.number, first.who, first.removed) == ("at-the-ford", 1, "Ann", False)
    second = tales.save(
        first.narrative_id,
        "At the bridge",
        "zw\u00f6lf \U0001f600 \u0627\u0644\u0642\u0627\u0626\u0645\n'; --",
        who="Ben",
        seen=1,
    )
    assert tales.newest("at-the-ford") == second == tales.listed()[0]
    assert [(each.number, each.title, each.who) for each in tales.history("at-the-ford")] == [
        (2, "At the bridge", "Ben"), (1, "At the ford", "Ann"),
    ]  # fmt: skip
    assert tales.history("at-the-ford")[1].content == "one"
    assert tales.newest("nothing") is None
    assert tales.history("nothing") == []


def test_two_stories_of_one_title_have_two_ids(store: Store) -> None:
    made = [store.narratives.begin("The  Ford!", "x", who="Ann", avoid=["the-ford"]).narrative_id for _ in range(2)]
    made += [
        store.narratives.begin(title, "x", who="Ann").narrative_id
        for title in ("\u0639\u0627\u0646\u0629", "", "../../etc", "a" * 500)
    ]
    assert made == ["the-ford-2", "the-ford-3", "story", "story-2", "etc", "a" * 60]


def test_the_second_of_two_writers_is_told_and_writes_nothing(store: Store) -> None:
    tales = store.narratives
    name = tales.begin("Ford", "one", who="Ann").narrative_id
    tales.save(name, "Ford", "two", who="Ben", seen=1)
    with pytest.raises(Conflict, match="Ben saved this narrative meanwhile") as caught:
        tales.save(name, "Ford", "three", who="Ann", seen=1)
    assert (caught.value.who, caught.value.what) == ("Ben", "saved")
    assert caught.value.at == tales.history(name)[0].at
    with pytest.raises(Conflict):
        tales.remove(name, who="Ann", seen=1)
    assert [each.content for each in tales.history(name)] == ["two", "one"]


def test_of_writers_at_once_one_is_served(address: str, store: Store) -> None:
    name = store.narratives.begin("Ford", "0", who="Ann").narrative_id
    ready, told = threading.Barrier(4), []

    def writes(who: str) -> None:
        with open_store(address) as mine:
            ready.wait()
            try:
                told.append(mine.narratives.save(name, "Ford", who, who=who, seen=1).who)
            except Conflict as conflict:
                told.append(f"after {conflict.who}")

    threads = [threading.Thread(target=writes, args=(f"writer {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    newest = store.narratives.newest(name)
    assert newest is not None
    assert sorted(told) == sorted([newest.who] + [f"after {newest.who}"] * 3)
    assert newest.number == 2


def test_what_is_removed_can_be_brought_back(store: Store) -> None:
    tales = store.narratives
    name = tales.begin("Ford", "one", who="Ann").narrative_id
    gone = tales.remove(name, who="Ben", seen=1)
    assert (gone.removed, gone.content, gone.title) == (True, "one", "Ford")
    assert tales.listed() == []
    assert tales.listed(removed=True) == [gone]
    # Its id is not given to another story.
    assert tales.begin("Ford", "x", who="Ann").narrative_id == "ford-2"
    back = tales.save(name, gone.title, gone.content, who="Ann", seen=gone.number)
    assert (back.number, back.removed) == (3, False)
    assert [each.narrative_id for each in tales.listed()] == ["ford", "ford-2"]


def test_a_request_that_is_repeated_is_carried_out_once(store: Store) -> None:
    first = store.narratives.begin("Ford", "one", who="Ann", request="r1")
    assert store.narratives.begin("Ford", "one", who="Ann", request="r1") == first
    saved = store.narratives.save("ford", "Ford", "two", who="Ann", seen=1, request="r2")
    assert store.narratives.save("ford", "Ford", "two", who="Ann", seen=1, request="r2") == saved
    assert len(store.narratives.history("ford")) == 2


def test_what_cannot_be_kept_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreError, match="a name is needed"):
        store.narratives.begin("Ford", "one", who=" ")
    with pytest.raises(StoreError, match="2,000,001 characters"):
        store.narratives.begin("Ford", "x" * 2_000_001, who="Ann")
    with pytest.raises(StoreError, match="no narrative 'nothing'"):
        store.narratives.save("nothing", "Ford", "x", who="Ann", seen=1)
    with pytest.raises(StoreError, match="no data set 'other'"):
        store.narratives.listed("other")
    assert store.narratives.listed() == []
    assert "\x00" not in store.narratives.begin("Fo\x00rd", "a\x00b", who="Ann").content


def test_a_story_moves_neither_the_map_nor_the_files(store: Store, tmp_path: Path) -> None:
    before = store.version()
    store.narratives.begin("Ford", "one", who="Ann")
    assert store.version() == before
    assert store.log()["kind"].iloc[0] == "narrative"
    store.export_folder(tmp_path / "out", who="Ann")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        path.name for path in (tmp_path / "small").iterdir()
    )


def test_a_store_of_the_first_revision_is_brought_up_to_date(address: str, tmp_path: Path) -> None:
    with open_store(address) as store, store._database.engine.begin() as connection:
        store_had = "DROP TABLE narratives_versions"
        connection.execute(text("DROP VIEW narratives_history"))
        connection.execute(text(store_had))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with open_store(address) as store:
        store.import_folder(dataset(tmp_path / "small"), who="Importer")
        assert store.narratives.begin("Ford", "one", who="Ann").number == 1


def test_stored_narratives_are_found_after_those_beside_the_data_set(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = dataset(tmp_path / "small")
    (folder / "narratives").mkdir()
    (folder / "narratives" / "at-the-ford.yml").write_text(TOLD, encoding="utf-8")
    monkeypatch.setenv("TIMELINE_DATABASE_URL", address)
    monkeypatch.setenv("TIMELINE_DATASET", str(folder))
    assert [each.name for each in stories.listed()] == ["at-the-ford"]
    files = library.files_version(folder.resolve())
    working.bring_in(folder.resolve(), files)
    kept = working.store().narratives
    mine = write(Narrative("Mine", (Step(View(day="2020-05-03"), "After"),)))
    kept.begin("At the ford", mine, who="Ann", avoid=["at-the-ford"])
    kept.begin("Broken", "a: [", who="Ann")
    assert [(each.name, each.title, each.built_in) for each in stories.listed()] == [
        ("at-the-ford", "At the ford", True), ("at-the-ford-2", "At the ford", False), ("broken", "Broken", False),
    ]  # fmt: skip
    found = stories.find("at-the-ford-2")
    assert found is not None
    assert (found.title, found.steps[0].headline) == ("Mine", "After")
    assert stories.find("broken") is None
    assert stories.find("../at-the-ford") is None
    assert main(["export", "--dataset", str(folder), "--list"]) == 0
    assert capsys.readouterr().out.splitlines() == ["at-the-ford", "at-the-ford-2", "broken"]
    out = tmp_path / "told.md"
    assert main(["export", "--dataset", str(folder), "--narrative", "at-the-ford-2", "--out", str(out)]) == 0
    assert out.exists()
    capsys.readouterr()
    assert main(["export", "--dataset", str(folder), "--narrative", "nobody", "--out", str(out)]) == 2
    assert "at-the-ford-2" in capsys.readouterr().err


def test_a_store_that_does_not_answer_leaves_those_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset(tmp_path / "small")
    (folder / "narratives").mkdir()
    (folder / "narratives" / "ford.yml").write_text(TOLD, encoding="utf-8")
    monkeypatch.setenv("TIMELINE_DATASET", str(folder))
    assert stories.trouble() == ""
    monkeypatch.setenv("TIMELINE_DATABASE_URL", str(tmp_path / "small" / "dataset.yml"))
    assert [each.name for each in stories.listed()] == ["ford"]
    assert "no store" in stories.trouble()
