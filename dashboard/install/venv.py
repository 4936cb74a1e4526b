"""The virtual environment ``.venv``: made when there is none that works, filled when requirements.txt has changed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from dashboard.install.shell import SetupError, install, may_install, quietly, say

ROOT: Final = Path(__file__).resolve().parent.parent.parent
VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
OLDEST: Final = (3, 11)
_REQUIREMENTS: Final = ROOT / "requirements.txt"
_STAMP: Final = VENV / "requirements.sha256"


def inside() -> bool:
    """Whether this process runs in ``.venv``."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def prepare() -> None:
    """Make and fill ``.venv`` as far as needed; raises SetupError when this machine does not allow it."""
    if not _answers("import pip"):
        _make()
    wanted = hashlib.sha256(_REQUIREMENTS.read_bytes()).hexdigest()
    if _STAMP.is_file() and _STAMP.read_text() == wanted:
        return
    say("set-up: pip install -r requirements.txt into .venv (what the dashboard and its checks run on; takes a minute)")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    quietly([*pip, "-r", str(_REQUIREMENTS)])
    _STAMP.write_text(wanted)


def _answers(statement: str) -> bool:
    code = f"{statement}\nimport sys\nsys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(PYTHON), "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make() -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not may_install():
            raise SetupError(
                "This Python cannot make virtual environments. Give this command once, then run the checks again:\n"
                f"  sudo apt-get install {package}"
            )
        install([package], "this Python cannot make virtual environments without it")
    say("set-up: python -m venv .venv (nothing is installed outside of it)")
    # A folder whose Python runs lacks pip only, and gets it; one whose Python is gone is of no use to anybody.
    clear = [] if _answers("") else ["--clear"]
    quietly([sys.executable, "-m", "venv", *clear, str(VENV)])
