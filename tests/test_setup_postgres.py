"""The PostgreSQL of the tests: found where it is, refused where it is not, gone when it is thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dashboard.install.shell import SetupError
from events.store.opening import where
from tests import __main__ as runner
from tests import setup_postgres


def test_a_folder_without_its_programs_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_POSTGRES", str(tmp_path))
    assert setup_postgres.find() is None
    with pytest.raises(SetupError, match="TIMELINE_POSTGRES"):
        setup_postgres.prepare()
    for name in ("initdb", "pg_ctl", "createdb", "postgres"):
        (tmp_path / name).write_text("#!/bin/sh\necho broken\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    assert setup_postgres.find() is None


def test_without_one_the_runner_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIMELINE_POSTGRES", str(tmp_path))
    outcome = runner._postgres(setup=True)
    assert outcome is not None
    assert (outcome.passed, outcome.failed) == (0, 1)
    assert "SQLite alone" in capsys.readouterr().out


def test_who_may_not_install_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    # The runner names the one it has found.
    monkeypatch.delenv("TIMELINE_POSTGRES", raising=False)
    monkeypatch.setattr(setup_postgres, "find", lambda: None)
    monkeypatch.setattr(setup_postgres, "may_install", lambda: False)
    monkeypatch.setattr(setup_postgres, "has_apt", lambda: True)
    with pytest.raises(SetupError, match="apt-get install postgresql"):
        setup_postgres.prepare()


def test_what_is_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    # The runner names the one it has found.
    monkeypatch.delenv("TIMELINE_POSTGRES", raising=False)
    asked: list[tuple[list[str], str]] = []
    found = iter([None, "there"])
    monkeypatch.setattr(setup_postgres, "find", lambda: next(found))
    monkeypatch.setattr(setup_postgres, "may_install", lambda: True)
    monkeypatch.setattr(setup_postgres, "install", lambda packages, why: asked.append((list(packages), why)))
    assert setup_postgres.prepare() == "there"
    assert asked == [(["postgresql"], "the store's tests run on SQLite and on PostgreSQL")]


def test_a_postgresql_cluster_comes_and_goes() -> None:
    found = setup_postgres.find()
    assert found is not None, "no PostgreSQL was found: python3 -m tests installs one"
    cluster = setup_postgres.Cluster(found)
    try:
        engine = create_engine(where(cluster.database()))
        with engine.connect() as connection:
            assert connection.execute(text("SHOW listen_addresses")).scalar() == ""
        engine.dispose()
    finally:
        cluster.destroy()
    assert not cluster.folder.exists()
