"""The PostgreSQL that the store's tests run on: found, or installed where that is allowed; started and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from dashboard.install.shell import SetupError, has_apt, install, may_install

_PACKAGE: Final = "postgresql"
_PACKAGED: Final = Path("/usr/lib/postgresql")
_OWNER: Final = "postgres"
# Nothing of it outlives the tests, so that nothing need reach the disk; no port is opened, only a socket in its folder.
_SETTINGS: Final = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "shared_buffers=16MB",
    "max_connections=40", "log_min_messages=warning",
)  # fmt: skip


def find() -> str | None:
    """Give the folder of PostgreSQL's programs: TIMELINE_POSTGRES if set, else of the newest installed, else None."""
    given = os.environ.get("TIMELINE_POSTGRES")
    if given:
        return given if _runs(given) else None
    packaged = sorted(_PACKAGED.glob("*/bin"), key=lambda path: path.parent.name.zfill(8), reverse=True)
    found = shutil.which("initdb")
    folders = [*map(str, packaged), *([str(Path(found).resolve().parent)] if found else [])]
    return next((folder for folder in folders if _runs(folder)), None)


def prepare() -> str:
    """Give that folder, installing PostgreSQL if need be; raises SetupError with the command to give."""
    found = find()
    if found:
        return found
    if os.environ.get("TIMELINE_POSTGRES"):
        raise SetupError("the PostgreSQL that TIMELINE_POSTGRES names does not start")
    if not may_install():
        by_hand = f"sudo apt-get install {_PACKAGE}" if has_apt() else "(install it with this system's package manager)"
        raise SetupError(f"no PostgreSQL for the tests of the store. Give this command once:\n  {by_hand}")
    install([_PACKAGE], "the store's tests run on SQLite and on PostgreSQL")
    found = find()
    if not found:
        raise SetupError("the PostgreSQL that was installed does not start")
    return found


class Cluster:
    """A PostgreSQL of its own, in a folder that goes with it. Raises SetupError when it does not start."""

    def __init__(self, programs: str) -> None:
        self._programs = Path(programs)
        # A short path: the name of a socket may have 107 characters.
        self.folder = Path(tempfile.mkdtemp(prefix="tt-pg-"))
        self._number = 0
        if os.geteuid() == 0:
            shutil.chown(self.folder, _OWNER)
        try:
            self._do(
                "initdb", "-D", self._data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"
            )
            with open(self.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as file:
                file.writelines("{} = '{}'\n".format(*line.split("=", 1)) for line in _SETTINGS)
            self.start()
        except BaseException:
            self.destroy()
            raise

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = str(self.folder / "log")
        self._do("pg_ctl", "start", "-w", "-s", "-D", self._data, "-l", log, "-o", f"-k {self.folder}")

    def stop(self) -> None:
        """Stop it at once; every connection is cut."""
        self._do("pg_ctl", "stop", "-w", "-s", "-D", self._data, "-m", "fast")

    def database(self) -> str:
        """Make an empty database and give its URL."""
        self._number += 1
        name = f"store{self._number}"
        self._do("createdb", "-h", str(self.folder), "-U", "test", name)
        return f"postgresql://test@/{name}?host={self.folder}"

    def destroy(self) -> None:
        """Stop it, if it runs, and remove all of it."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._do("pg_ctl", "stop", "-w", "-s", "-D", self._data, "-m", "immediate", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _do(self, program: str, *arguments: str, check: bool = True) -> None:
        done = _run([str(self._programs / program), *arguments], cwd=self.folder)
        if check and done.returncode:
            said = done.stdout.decode(errors="replace").strip()[-2000:]
            raise SetupError(f"{program} failed:\n{said}")


def _run(command: list[str], cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    settings: dict[str, Any] = {}
    if os.geteuid() == 0:
        # The server refuses to run as root.
        owner = pwd.getpwnam(_OWNER)
        settings = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    # Output to a file: the server inherits it, and a pipe would stay open as long as the server runs.
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=cwd or "/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            timeout=120,
            check=False,
            **settings,
        )
        out.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, out.read(), b"")


def _runs(folder: str) -> bool:
    needed = [Path(folder, name) for name in ("initdb", "pg_ctl", "createdb", "postgres")]
    if not all(path.is_file() for path in needed):
        return False
    try:
        return _run([str(needed[-1]), "--version"]).returncode == 0
    except (OSError, KeyError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    print(prepare())
    sys.exit(0)
