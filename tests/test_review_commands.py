"""The store and its queue on the command line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from events.__main__ import main
from events.commands.desk import Desk
from events.store import Article, Store, open_store
from tests.stores import TEXT, dataset, filled

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled(str(tmp_path / "store.sqlite"), tmp_path) as opened:
        yield opened


@pytest.fixture
def run(store: Store, capsys: pytest.CaptureFixture[str]) -> Run:
    def given(command: str, *arguments: str) -> tuple[int, str, str]:
        code = main([command, "--store", store.address, "--reviewer", "Ann", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return given


def typed(store: Store, *lines: str) -> str:
    """Type lines at the desk, and give what it says."""
    said: list[str] = []
    rest = iter(lines)

    def ask(prompt: str) -> str:
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    assert Desk(store, "", "Ann", ask, said.append).run() == 0
    return "\n".join(said)


def test_a_folder_goes_in_and_comes_out(run: Run, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "second")
    code, out, _ = run("import", str(folder), "--why", "first delivery")
    assert (code, out.splitlines()[-1].split(":")[0]) == (0, "second")
    code, out, _ = run("export", str(tmp_path / "out"), "--name", "second")
    assert code == 0
    for file in folder.iterdir():
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes()
        assert str(tmp_path / "out" / file.name) in out
    assert run("export", str(tmp_path / "out"), "--name", "second")[1] == "the folder is as the store has it\n"
    code, out, _ = run("log", "--name", "second", "--format", "json")
    assert [(row["kind"], row["who"]) for row in json.loads(out)][-1] == ("import", "Ann")


def test_an_import_says_what_it_did_not_take(run: Run, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "second")
    (folder / "claims.csv").write_text((folder / "claims.csv").read_text().replace("2020-05-02", "second of May"))
    code, out, _ = run("import", str(folder))
    assert code == 1
    assert "error: claims.csv:" in out


def test_queue_accept_reject_undo(run: Run, store: Store) -> None:
    code, out, _ = run("queue", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert [(row["candidate"], row["place"], row["status"]) for row in rows] == [
        (1, "Brod", "waiting"),
        (2, "Crna", "waiting"),
        (3, "Alga", "waiting"),
    ]
    code, out, _ = run("accept", "1", "--set", "manner=battle", "--why", "clear")
    assert code == 0
    assert out.startswith("claim c-")
    [decision] = store.item(1).decisions
    assert (decision.who, decision.why, decision.edits) == ("Ann", "clear", {"claims.manner": ("unknown", "battle")})
    code, _, err = run("accept", "1")
    assert (code, "Ann accepted this on" in err) == (1, True)
    assert run("reject", "3", "--why", "an old report")[0] == 0
    assert json.loads(run("queue", "--all", "--format", "json")[1])[-1]["last"].endswith("(an old report)")
    code, out, _ = run("undo", "1", "--why", "too soon")
    assert (code, "Ann undid the decision" in out) == (0, True)
    assert store.item(1).status == "waiting"
    assert run("undo", "2")[0] == 1
    assert run("reject", "99", "--why", "none")[0] == 1
    assert "Crna" in run("queue")[1]


def test_what_is_missing_is_named(run: Run) -> None:
    code, _, err = run("accept", "2")
    assert code == 1
    assert "kind" in err
    code, _, err = run("accept", "1", "--set", "latest=soon")
    assert (code, "latest" in err) == (1, True)


def test_wrong_use_is_two(run: Run) -> None:
    code, _, err = run("accept", "1", "--set", "colour=red")
    assert (code, "COLUMN=VALUE" in err) == (2, True)
    assert run("file", "-", "--published", "soon")[0] == 2
    assert run("review", "-")[0] == 2


def test_a_store_that_cannot_be_opened_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x" * 5000)
    assert main(["queue", "--store", str(tmp_path / "file")]) == 1
    assert main(["queue", "--store", "mysql://host/name"]) == 1
    assert main(["queue", "--store", str(tmp_path / "file" / "below.sqlite")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert "no store" in said[0]


def test_the_desk_shows_and_saves(store: Store) -> None:
    said = typed(store, "e manner=battle", "a", "r not the whole village", "n", "q")
    assert "[Fighters of the Red Front entered Brod on Tuesday]" in said
    assert "would flip from 5 May 2020 on: controlled by Reds (was controlled by Blues)" in said
    assert "still to fill in: actors.greens.kind" in said
    assert [store.item(number).status for number in (1, 2, 3)] == ["accepted", "rejected", "skipped"]
    assert store.item(1).decisions[0].edits == {"claims.manner": ("unknown", "battle")}
    assert store.item(2).decisions[0].why == "not the whole village"


def test_the_desk_undoes_and_refuses_in_words(store: Store) -> None:
    said = typed(store, "r", "e nonsense", "e latest=2020-06-01", "a", "e latest=2020-05-06", "a", "u", "q")
    assert "say why" in said
    assert "COLUMN=VALUE" in said
    assert "claims.latest" in said or "window reaches past" in said
    assert [each.kind for each in store.item(1).decisions][-1] == "undo"
    assert store.item(1).status == "waiting"


def test_the_desk_goes_on_when_another_was_quicker(store: Store) -> None:
    with open_store(store.address) as other:
        said: list[str] = []
        lines = iter(["r mine", "q"])

        def ask(_: str) -> str:
            line = next(lines)
            if line == "r mine":
                other.reject(1, who="Bob", why="first")
            return line

        Desk(store, "", "Ann", ask, said.append).run()
    assert any("Bob rejected this on" in line for line in said)
    assert store.item(1).decisions[-1].who == "Bob"
    assert any("candidate 2 of" in line for line in said)


def test_an_empty_queue_ends_and_can_still_be_undone(store: Store) -> None:
    for number in (1, 2):
        store.reject(number, who="Ann", why="no")
    said = typed(store, "r old", "u", "q")
    assert "the queue is empty" in said
    assert store.item(3).status == "waiting"


def test_articles_are_filed_from_files(run: Run, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "news.txt"
    file.write_text("Blues fighters seized the town of Alga on Friday, police said.\n\nNothing else is known.\n")
    given = ("--published", "2020-05-09", "--publisher", "Herald", "--title", "Alga")
    code, out, err = run("file", str(file), *given)
    assert (code, err) == (0, "")
    assert out.startswith("article 2: Alga: new; ")
    article: Article = store.article(2)
    assert (article.publisher, str(article.published)) == ("Herald", "2020-05-09")
    assert "known already" in run("file", str(file), *given)[1]
    monkeypatch.setattr(sys, "stdin", io.StringIO(TEXT + " And more."))
    assert "changed version of article 1" in run("file", "-", "--publisher", "Gazette")[1]
    code, _, err = run("file", str(tmp_path / "none.txt"), str(file), "--no-text")
    assert (code, "none.txt" in err) == (1, True)


def test_a_session_at_a_real_terminal_saves_as_it_goes(store: Store) -> None:
    command = [sys.executable, "-m", "events", "review", "--store", store.address, "--reviewer", "Ann"]
    clean = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=ROOT, input="a\nr doubtful\n", capture_output=True, text=True, timeout=120, check=False, env=clean
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "accepted: claim c-" in done.stdout
    assert [store.item(number).status for number in (1, 2, 3)] == ["accepted", "rejected", "waiting"]
