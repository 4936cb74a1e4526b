"""The Chromium that the browser tests drive: found, or installed where that is allowed."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from dashboard.install.shell import SetupError, has_apt, install, may_install, quietly, say

# Debian's build of what a page needs and no more: without windows around it, opening one is a third less work.
_SHELL: Final = "chromium-headless-shell"
_NAMES: Final = (_SHELL, "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
_FONTS: Final = "fonts-noto-core"
_ATOMIC: Final = "libatomic1"  # a bare Debian has none, and the shell, unlike the whole Chromium, brings none
_ASK_PLAYWRIGHT: Final = (
    "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: print(p.chromium.executable_path)"
)


def find() -> str | None:
    """Give the path of a Chromium that starts: TIMELINE_CHROMIUM alone if set, else installed ones, else None."""
    given = os.environ.get("TIMELINE_CHROMIUM")
    if given:
        return given if _starts(given) else None
    installed = (shutil.which(name) for name in _NAMES)
    return next((path for path in installed if path and _starts(path)), None) or _playwrights_own()


def prepare() -> str:
    """Give the path of a Chromium that can be driven, installing what is missing; raises SetupError with a way out."""
    found = find() or _installed()
    if not _can_drive() and may_install():
        install([_ATOMIC], "what drives the browser in the tests is linked to it")
    if not _can_drive():
        by_hand = f". Give this command once:\n  sudo apt-get install {_ATOMIC}" if has_apt() else ""
        raise SetupError(f"Playwright, which drives the browser, does not start{by_hand}")
    return found


def _installed() -> str:
    if os.environ.get("TIMELINE_CHROMIUM"):
        raise SetupError("the browser that TIMELINE_CHROMIUM names does not start")
    # Ubuntu's package is a stub for a snap, whose confinement keeps test drivers out.
    packaged = has_apt() and platform.freedesktop_os_release().get("ID") != "ubuntu"
    playwright = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if not may_install():
        by_hand = (
            f"sudo apt-get install chromium {_FONTS}" if packaged else ".venv/bin/python " + " ".join(playwright[1:])
        )
        raise SetupError(f"no Chromium for the browser tests. Give this command once:\n  {by_hand}")
    # Debian before 12 packages no shell.
    for browser in ([_SHELL], ["chromium"]) if packaged else ([],):
        try:
            install([*browser, _FONTS], "the browser tests see the map as a reader does, Arabic names too")
        except SetupError as error:
            say(f"set-up: {error}")
        if browser and (found := find()):
            return found
    say("set-up: playwright install --with-deps chromium (the system has no Chromium package that tests can drive)")
    quietly(playwright)
    found = find()
    if not found:
        raise SetupError("the Chromium that was installed does not start")
    return found


def _can_drive() -> bool:
    return _output([sys.executable, "-m", "playwright", "--version"]) is not None


def _starts(path: str) -> bool:
    real = Path(path).resolve()
    try:
        with real.open("rb") as file:
            launcher = file.read(4096)
    except OSError:
        return False
    if real.name == "snap" or real.is_relative_to("/snap") or (launcher.startswith(b"#!") and b"/snap/" in launcher):
        return False
    return _output([path, "--version"]) is not None


def _playwrights_own() -> str | None:
    # In a process of its own: Playwright does not run twice in one.
    path = (_output([sys.executable, "-c", _ASK_PLAYWRIGHT]) or "").strip()
    return path if path and _starts(path) else None


def _output(command: list[str]) -> str | None:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
