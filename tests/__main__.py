"""Set up this machine and run every check: ``python3 -m tests``.

Needs Python 3.11 and nothing else: it makes .venv, installs requirements.txt into it, finds a Chromium and a PostgreSQL
(or installs them, as root on Debian or Ubuntu) and runs itself again in .venv. A check that fails does not stop those
after it. The last line counts tests, and each other check as one: "N passed, N failed". Exit code 0 when all passed,
else 1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from xml.etree import ElementTree

from dashboard.install import venv
from dashboard.install.shell import SetupError, say
from tests import setup_chromium, setup_postgres

PARTS: Final = ("lint", "types", "data", "tests")
CHECKS: Final = (
    ("lint", "ruff check", ["ruff", "check", "."]),
    ("lint", "ruff format --check", ["ruff", "format", "--check", "."]),
    ("types", "mypy", ["mypy"]),
    ("data", "events check", ["events", "check"]),
    ("data", "events fmt --check", ["events", "fmt", "--check"]),
    # A little below what is reached: a change to the extractor that costs more than that is seen.
    ("data", "events score", ["events", "score", "--least", "0.71"]),
)


class Outcome(NamedTuple):
    """One line of the closing table; seconds are wall time."""

    name: str
    passed: int
    failed: int
    seconds: float
    remark: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up and run what is asked for; gives the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser().parse_args(given)
    if sys.version_info < venv.OLDEST:
        return _stopped(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    os.chdir(venv.ROOT)
    if options.setup:
        try:
            venv.prepare()
        except SetupError as error:
            return _stopped(str(error))
        if not venv.inside():
            os.execv(venv.PYTHON, [str(venv.PYTHON), "-m", "tests", *given])
    # The checks look at the data set in this repository, whatever the shell was set to show.
    os.environ.pop("TIMELINE_DATASET", None)
    return _close(_benchmarks(options) if options.benchmarks else _checks(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python3 -m tests", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fast", action="store_true", help="leave out the tests that need a browser")
    parser.add_argument("--only", choices=PARTS, action="append", help="run this part alone; may be repeated")
    parser.add_argument("--benchmarks", action="store_true", help="measure speed instead of checking")
    parser.add_argument("--no-setup", dest="setup", action="store_false", help="install nothing, use this Python")
    return parser


def _checks(options: argparse.Namespace) -> list[Outcome]:
    parts = options.only or PARTS
    outcomes = [_run(name, command) for part, name, command in CHECKS if part in parts]
    if "tests" in parts:
        browser = None if options.fast else _browser(options.setup)
        outcomes += [browser] if browser else []
        which = "not benchmark" if browser is None and not options.fast else "not benchmark and not browser"
        spread = [f"--numprocesses={_workers()}", "--dist=worksteal"]
        slow = ["--durations=8", "--durations-min=3"]
        server = _postgres(options.setup)
        outcomes += [server] if server else []
        without = ["-k", "not postgresql"] if server else []
        outcomes.append(_pytest("pytest", ["-m", which, *without, *spread, *slow, "--hypothesis-profile=ci"]))
    return outcomes


def _workers() -> int:
    """Three to two cores: a test that waits for its browser or its server leaves a core free.

    More than eight only fight for memory: each may have servers and a browser of its own.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores + cores // 2, 8)


def _benchmarks(options: argparse.Namespace) -> list[Outcome]:
    browser = _browser(options.setup)
    # Without pytest: a table is what is asked for, and a busy test runner is what it must not measure.
    measured = _run("benchmarks", ["tests.benchmarks"])
    return [browser, measured] if browser else [measured]


def _browser(setup: bool) -> Outcome | None:
    """Point the tests to a Chromium; without one, say so as a failure, for they cannot run."""
    left_out = "The browser tests are left out.", "browser tests did not run"
    find = setup_chromium.prepare if setup else setup_chromium.find
    return _provide("Chromium", "TIMELINE_CHROMIUM", find, left_out)


def _postgres(setup: bool) -> Outcome | None:
    """Point the tests of the store to a PostgreSQL; without one, say so as a failure."""
    left_out = "The store is tested on SQLite alone.", "its tests did not run"
    find = setup_postgres.prepare if setup else setup_postgres.find
    return _provide("PostgreSQL", "TIMELINE_POSTGRES", find, left_out)


def _provide(name: str, variable: str, find: Callable[[], str | None], left_out: tuple[str, str]) -> Outcome | None:
    """Name what the tests need in the environment; ``left_out`` says what a machine without it goes without."""
    began = time.perf_counter()
    try:
        found = find()
        if found is None:
            raise SetupError(f"no {name} was found, and nothing is installed with --no-setup")
    except SetupError as error:
        say(f"\n== {name}\nFAIL  {error}\n{left_out[0]}")
        return Outcome(name, 0, 1, time.perf_counter() - began, left_out[1])
    os.environ[variable] = found
    return None


def _run(name: str, command: Sequence[str]) -> Outcome:
    say(f"\n== {name}")
    began = time.perf_counter()
    ok = subprocess.run([sys.executable, "-m", *command], check=False).returncode == 0
    seconds = time.perf_counter() - began
    say(f"{'ok' if ok else 'FAIL'}  {name}: {seconds:.1f} s")
    return Outcome(name, int(ok), int(not ok), seconds)


def _pytest(name: str, options: Sequence[str]) -> Outcome:
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        ran = _run(name, ["pytest", f"--junitxml={report}", *options])
        cases = list(ElementTree.parse(report).iter("testcase")) if report.is_file() else []
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    # pytest also fails without a failed test: when it is interrupted, or finds none.
    failed = max(failed, ran.failed)
    passed = max(len(cases) - failed - skipped, 0)
    remark = f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")
    return ran._replace(passed=passed, failed=failed, remark=remark)


def _close(outcomes: Sequence[Outcome]) -> int:
    say("\n== Summary")
    for each in outcomes:
        say(f"{'FAIL' if each.failed else 'ok':4}  {each.name:20} {each.seconds:6.1f} s  {each.remark}".rstrip())
    failed = [each.name for each in outcomes if each.failed]
    if failed:
        say(f"Failed: {', '.join(failed)}")
    say(f"{sum(each.passed for each in outcomes)} passed, {sum(each.failed for each in outcomes)} failed")
    return int(bool(failed))


def _stopped(why: str) -> int:
    say(f"set-up: {why}\n0 passed, 1 failed")
    return 1


if __name__ == "__main__":
    sys.exit(main())
