"""Set-up commands, run quietly: one line says what and why; their own words are shown only when they fail.

Runs on a bare Python: standard library only.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from typing import Final

_SHOWN: Final = 15
_ADDRESS: Final = re.compile(r"\b[a-z][a-z0-9+.-]*://([^\s/'\"<>@]*@)?(?P<host>[^\s/'\":<>]*)[^\s'\"<>)]*", re.I)
_NAMED: Final = re.compile(r"host='(?P<host>[^']+)'|(?:resolve|connect to|connection to) '?(?P<other>[\w.-]+)'?", re.I)
_LOOKS_LIKE_A_HOST: Final = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:org|com|net|io|dev|edu|gov|cloud|app|info|local|lan|internal)\b(?::\d+)?", re.I
)


class SetupError(Exception):
    """The machine cannot be set up; the text says what to do."""


def say(line: str) -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(line, flush=True)


def quietly(command: Sequence[str], **environment: str) -> None:
    """Run a command; raises SetupError with the end of what it said when it fails."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, **environment},
        )
    except OSError as error:
        raise SetupError(f"{shlex.join(command)}: {error}") from error
    if done.returncode:
        said = "\n".join(f"  {line}" for line in without_hosts(done.stdout).splitlines()[-_SHOWN:])
        raise SetupError(f"{shlex.join(command)} failed:\n{said}")


def without_hosts(text: str) -> str:
    """Blank the addresses and host names in a text: a log may be public, where packages come from need not be."""
    hosts = {m["host"] for m in _ADDRESS.finditer(text)}
    hosts |= {m["host"] or m["other"] for m in _NAMED.finditer(text)}
    text = _ADDRESS.sub("(address)", text)
    for host in sorted(filter(None, hosts), key=len, reverse=True):
        text = re.sub(rf"(?<![\w.-]){re.escape(host)}(?![\w-])(:\d+)?", "(host)", text)
    return _LOOKS_LIKE_A_HOST.sub("(host)", text)


def has_apt() -> bool:
    """Whether this is Debian, Ubuntu or one of their kin."""
    return shutil.which("apt-get") is not None


def may_install() -> bool:
    """Whether system packages may be installed: apt is here and we are root."""
    return has_apt() and os.geteuid() == 0


def install(packages: Sequence[str], why: str) -> None:
    """Install system packages with apt; raises SetupError when that fails."""
    say(f"set-up: apt-get install {' '.join(packages)} ({why})")
    # One dead source among many fails this; whether the packages can be had is for the next command to say.
    subprocess.run(["apt-get", "update", "-qq"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    # A machine that has just started may still be updating itself.
    wait = "DPkg::Lock::Timeout=180"
    quietly(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", wait, *packages],
        DEBIAN_FRONTEND="noninteractive",
    )
