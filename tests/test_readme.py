"""The documents keep their word: what they tell a reader to type works as it stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
COMMANDS: Final = [
    "python3 -m dashboard",
    "python3 -m tests",
]
_FENCE: Final = re.compile(r"^(?P<fence>```+|~~~+)(?P<language>\w*)[^\n]*\n(?P<body>.*?)^(?P=fence)\s*$", re.M | re.S)
_INLINE: Final = re.compile(r"`(python3? -m events [^`\n]+)`")
_EXAMPLE: Final = re.compile(r"(?:^|[|;&] *)python3? -m events\b")
# `check --dataset FOLDER` and `on|changes` tell of a form; they are not for typing as they stand.
_FORM: Final = re.compile(r"\b[A-Z]{3,}\b|\.\.\.|…|\[|<|\w\|\w")


def _text(name: str) -> str:
    path = ROOT / name
    if not path.is_file():
        pytest.skip(f"{name} is not written yet")
    return path.read_text(encoding="utf-8")


def _lines(body: str) -> list[str]:
    joined = re.sub(r"\s*\\\n\s*", " ", body)
    return [line for line in map(str.strip, joined.splitlines()) if line and not line.startswith("#")]


def examples(text: str) -> list[str]:
    """Every use of the command line of `events`, fenced (all of them) or inline (unless it shows a form)."""
    fenced = [line.removeprefix("$ ") for m in _FENCE.finditer(text) for line in _lines(m["body"])]
    inline = [said for said in _INLINE.findall(_FENCE.sub("", text)) if not _FORM.search(said)]
    return list(dict.fromkeys([line for line in fenced if _EXAMPLE.search(line)] + inline))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the examples read: some of them write."""
    folder = tmp_path_factory.mktemp("examples")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "events", folder / "events", ignore=ignore)
    for name in ("README.md", "requirements.txt"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, folder)
    return folder


def test_readme_has_two_commands_and_no_third() -> None:
    blocks = [
        _lines(m["body"]) for m in _FENCE.finditer(_text("README.md")) if m["language"] in ("bash", "sh", "shell")
    ]
    assert [line for block in blocks for line in block] == COMMANDS


@pytest.mark.parametrize("name", ["README.md", "events/CODEBOOK.md"])
def test_examples_run(name: str, copy: Path) -> None:
    found = examples(_text(name))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    # The names of the world are laid out once per user.
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    environment = {"PATH": path, "HOME": str(copy), "LANG": "C.UTF-8", "XDG_CACHE_HOME": cache}
    failed = []
    for line in found:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=copy,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            failed.append(f"{line}\n  exit code {done.returncode}: {(done.stderr or done.stdout)[-600:]}")
    assert not failed, "\n".join(failed)


def test_examples_are_found() -> None:
    text = (
        "Say `python -m events check` or `python -m events on DATE`.\n"
        "```bash\n# first\npython -m events on 2014-06-22 \\\n  --rule latest\nls\n```\n"
        "~~~console\n$ cat a.csv | python3 -m events check\n1 claims\n~~~\n"
    )
    assert examples(text) == [
        "python -m events on 2014-06-22 --rule latest",
        "cat a.csv | python3 -m events check",
        "python -m events check",
    ]
