"""The runner counts what it saw, and keeps the hosts that packages come from out of its log."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.install.shell import SetupError, quietly, without_hosts
from tests import setup_chromium
from tests.__main__ import Outcome, _close, _pytest


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Looking in indexes: https://me:secret@nexus.corp/simple/", "Looking in indexes: (address)"),
        ("Pool(host='nexus', port=443): no route to nexus", "Pool(host='(host)', port=443): no route to (host)"),
        ("Could not resolve 'mirror.example.lan'", "Could not resolve '(host)'"),
        ("Get:1 http://mirror.example/debian bookworm/main curl 1.0", "Get:1 (address) bookworm/main curl 1.0"),
        ("Looking in links: file:///srv/wheels", "Looking in links: (address)"),
        ("No matching distribution found for numpy==2.4.6", "No matching distribution found for numpy==2.4.6"),
        ("ERROR: numpy-2.4.6.tar.gz is broken", "ERROR: numpy-2.4.6.tar.gz is broken"),
    ],
)
def test_hosts_stay_out_of_the_log(said: str, shown: str) -> None:
    assert without_hosts(said) == shown


def test_a_command_is_heard_only_when_it_fails(capfd: pytest.CaptureFixture[str]) -> None:
    quietly([sys.executable, "-c", "print('chatter')"])
    with pytest.raises(SetupError, match=r"(?s)failed:\n.*from \(address\)"):
        quietly([sys.executable, "-c", "print('from https://mirror.example/x'); raise SystemExit(3)"])
    with pytest.raises(SetupError, match="no-such-command"):
        quietly(["no-such-command"])
    assert capfd.readouterr() == ("", "")


def test_tests_are_counted_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\n\n"
        "@pytest.fixture\ndef late():\n    yield\n    raise ValueError\n\n"
        "def test_good(): pass\ndef test_bad(): assert 0\ndef test_late(late): pass\ndef test_not(): pytest.skip()\n"
    )
    outcome = _pytest("inner", ["-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)])
    assert (outcome.passed, outcome.failed, outcome.remark) == (1, 2, "1 passed, 2 failed, 1 skipped")
    nothing = _pytest("inner", ["-q", "-p", "no:cacheprovider", str(tmp_path / "none.py")])
    assert (nothing.passed, nothing.failed) == (0, 1)


def test_the_last_line_counts_all(capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = Outcome("ruff check", 1, 0, 0.1), Outcome("pytest", 41, 2, 9.0, "41 passed, 2 failed")
    assert (_close([good, bad]), _close([good])) == (1, 0)
    lines = capsys.readouterr().out.splitlines()
    assert "Failed: pytest" in lines
    assert "42 passed, 2 failed" in lines
    assert lines[-1] == "1 passed, 0 failed"


def test_a_snap_is_no_browser_for_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium"
    stub.write_text('#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    stub.chmod(0o755)
    monkeypatch.setenv("TIMELINE_CHROMIUM", str(stub))
    assert setup_chromium.find() is None
    with pytest.raises(SetupError, match="TIMELINE_CHROMIUM"):
        setup_chromium.prepare()
    stub.write_text("#!/bin/sh\necho Chromium 1\n")
    assert setup_chromium.find() == str(stub)


def _stub(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\necho Chromium 1\n")
    path.chmod(0o755)
    return str(path)


def test_the_lightest_browser_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    whole = _stub(tmp_path, "chromium")
    assert setup_chromium.find() == whole
    shell = _stub(tmp_path, "chromium-headless-shell")
    assert setup_chromium.find() == shell


@pytest.mark.parametrize("packaged", ["chromium-headless-shell", "chromium"])
def test_where_no_shell_is_packaged_the_whole_browser_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packaged: str
) -> None:
    asked: list[str] = []

    def install(packages: Sequence[str], _: str) -> None:
        asked.append(packages[0])
        if packages[0] != packaged:
            raise SetupError(f"no {packages[0]} here")
        _stub(tmp_path, packages[0])

    monkeypatch.delenv("TIMELINE_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(setup_chromium, "install", install)
    monkeypatch.setattr(setup_chromium, "has_apt", lambda: True)
    monkeypatch.setattr(setup_chromium, "may_install", lambda: True)
    monkeypatch.setattr(setup_chromium, "_playwrights_own", lambda: None)
    monkeypatch.setattr(setup_chromium.platform, "freedesktop_os_release", lambda: {"ID": "debian"})
    assert setup_chromium.prepare() == str(tmp_path / packaged)
    assert asked == ["chromium-headless-shell", "chromium"][: len(asked)]
    assert asked[-1] == packaged


@pytest.mark.parametrize(("after", "root"), [(True, True), (False, True), (False, False)])
def test_what_the_driver_is_linked_to_is_installed(monkeypatch: pytest.MonkeyPatch, after: bool, root: bool) -> None:
    asked: list[str] = []
    monkeypatch.setattr(setup_chromium, "find", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(setup_chromium, "_can_drive", lambda: after and bool(asked))
    monkeypatch.setattr(setup_chromium, "may_install", lambda: root)
    monkeypatch.setattr(setup_chromium, "has_apt", lambda: True)
    monkeypatch.setattr(setup_chromium, "install", lambda packages, why: asked.extend(packages))
    if after:
        assert setup_chromium.prepare() == "/usr/bin/chromium"
    else:
        with pytest.raises(SetupError, match="apt-get install libatomic1"):
            setup_chromium.prepare()
    assert asked == (["libatomic1"] if root else [])
