"""The commands of the working store: import, export, log, and what all commands on the store share."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from events.commands import Commands, Parents
from events.render import FORMATS, render

if TYPE_CHECKING:
    from events.store import Store

Run = Callable[[argparse.Namespace], int]


def add(commands: Commands, _: Parents) -> None:
    """Add the commands."""
    command = commands.add_parser("import", parents=[options()], help="bring a data set folder into the store")
    command.add_argument("folder", metavar="FOLDER")
    command.add_argument("--why", default="", help="a remark for the journal")
    command.add_argument(
        "--folder-wins", action="store_true", help="where store and folder disagree, take the folder's rows"
    )
    command.set_defaults(run=told(_import))
    command = commands.add_parser("export", parents=[options()], help="write a data set of the store into a folder")
    command.add_argument("folder", metavar="FOLDER")
    command.set_defaults(run=told(_export))
    command = commands.add_parser("log", parents=[options()], help="who did what to a data set of the store, and when")
    command.add_argument("--limit", type=int, default=50, help="how many, newest first (default: %(default)s)")
    command.add_argument("--format", choices=FORMATS[:3], default="table", help="default: %(default)s")
    command.set_defaults(run=told(_log))


def options() -> argparse.ArgumentParser:
    """Give the options of every command on the store."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--store",
        metavar="ADDRESS",
        help="path of a SQLite file, or postgresql://user@host/name (default: TIMELINE_DATABASE_URL, else a file in "
        "your data folder)",
    )
    parser.add_argument("--name", default="", help="which data set of the store (default: the only one)")
    parser.add_argument(
        "--reviewer",
        metavar="NAME",
        default=os.environ.get("TIMELINE_REVIEWER", ""),
        help="who signs (default: TIMELINE_REVIEWER, else your login name)",
    )
    return parser


def told(run: Callable[[argparse.Namespace, Store], int]) -> Run:
    """Run a command with its store open; what the store refuses is said, and is exit code 1."""

    def opened(given: argparse.Namespace) -> int:
        # Databases are slow to import, and most commands need none.
        from events.store import Conflict, StoreError, open_store

        try:
            with open_store(given.store) as store:
                return run(given, store)
        except StoreError as error:
            lead = "not saved, for " if isinstance(error, Conflict) else ""
            print(f"{lead}{error}", file=sys.stderr)
            return 1

    return opened


def signer(given: argparse.Namespace) -> str:
    """Give who signs; raises `ValueError` when nobody can be named."""
    try:
        return str(given.reviewer).strip() or getpass.getuser()
    except (OSError, KeyError):
        raise ValueError("say who you are: --reviewer NAME, or set TIMELINE_REVIEWER") from None


def _import(given: argparse.Namespace, store: Store) -> int:
    done = store.import_folder(
        given.folder, who=signer(given), name=given.name, folder_wins=given.folder_wins, why=given.why
    )
    for problem in done.problems:
        print(f"{problem.severity}: {problem}")
    for kept in done.kept:
        columns = f" ({', '.join(kept.fields)})" if kept.fields else ""
        print(f"kept: {kept.table} {kept.key}{columns}: {kept.message}")
    print(f"{done.dataset}: {done.added} rows added, {done.changed} changed, {done.removed} removed")
    if done.kept:
        print("`import --folder-wins` takes the folder's rows; the store's stay on record")
    return int(bool(done.kept) or any(problem.severity == "error" for problem in done.problems))


def _export(given: argparse.Namespace, store: Store) -> int:
    changed = store.export_folder(given.folder, who=signer(given), name=given.name)
    for name in changed:
        print(Path(given.folder) / name)
    if not changed:
        print("the folder is as the store has it")
    return 0


def _log(given: argparse.Namespace, store: Store) -> int:
    rows = store.log(given.name, given.limit)
    rows["at"] = [f"{at:%Y-%m-%d %H:%M:%S}Z" for at in rows["at"]]
    print(render(rows, given.format))
    return 0
