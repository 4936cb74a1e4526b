"""The ledger on the command line: ``python -m events check|fmt|on|changes|series``.

Exit code 0 on success, 1 when problems are found, 2 on wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import pandas as pd

import events
from events import check, vocab, write
from events.datasets import BUILT_IN
from events.render import FORMATS, render


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except ValueError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is still buffered must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m events", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    dataset = argparse.ArgumentParser(add_help=False)
    dataset.add_argument(
        "--dataset",
        metavar="DIR",
        default=os.environ.get("TIMELINE_DATASET") or str(BUILT_IN),
        help="folder of the data set (default: TIMELINE_DATASET, else the built-in one)",
    )
    view = argparse.ArgumentParser(add_help=False, parents=[dataset])
    view.add_argument(
        "--known",
        metavar="DATE",
        help="as known on this day, or 'then' for each day as reported then (default: hindsight)",
    )
    view.add_argument(
        "--rule", default="assessed", help=f"{', '.join(vocab.RULES)} or publisher:<name> (default: %(default)s)"
    )
    view.add_argument("--format", choices=FORMATS, default="table", help="default: %(default)s")

    command = commands.add_parser("check", parents=[dataset], help="list what is wrong with a data set")
    command.add_argument("--strict", action="store_true", help="warnings count as problems too")
    command.set_defaults(run=_check)
    command = commands.add_parser("fmt", parents=[dataset], help="rewrite the files in canonical form")
    command.add_argument("--check", action="store_true", help="only say what would change")
    command.set_defaults(run=_fmt)
    command = commands.add_parser("on", parents=[view], help="who held what on a day")
    command.add_argument("day", metavar="DATE")
    command.set_defaults(run=_on)
    command = commands.add_parser("changes", parents=[view], help="what differs between two days")
    command.add_argument("start", metavar="FROM")
    command.add_argument("end", metavar="TO")
    command.set_defaults(run=_changes)
    command = commands.add_parser("series", parents=[view], help="places held per actor over time")
    command.add_argument("--by", default="actor", choices=("actor", "country", "kind", "admin1"))
    command.add_argument("--freq", default="MS", help="pandas offset: D, W, MS, YS (default: %(default)s)")
    command.add_argument("--from", dest="start", metavar="DATE")
    command.add_argument("--to", dest="end", metavar="DATE")
    command.set_defaults(run=_series)
    return parser


def _check(options: argparse.Namespace) -> int:
    timeline = events.load(options.dataset)
    problems = [*timeline.problems, *check.run(timeline.ledger, timeline.on)]
    for problem in problems:
        print(f"{problem.severity}: {problem}")
    errors = sum(p.severity == "error" for p in problems)
    print(
        f"{len(timeline.claims)} claims, {len(timeline.places)} places, {len(timeline.sources)} sources,"
        f" {len(timeline.ledger.checkpoints)} checkpoints: {errors} errors, {len(problems) - errors} warnings"
    )
    return int(bool(problems if options.strict else errors))


def _fmt(options: argparse.Namespace) -> int:
    changed = write.format_folder(options.dataset, dry=options.check)
    for line in changed:
        print(line)
    return int(bool(changed) and options.check)


def _on(options: argparse.Namespace) -> int:
    timeline = _load(options)
    return _print(timeline.on(options.day, options.known, options.rule), options)


def _changes(options: argparse.Namespace) -> int:
    timeline = _load(options)
    rows = timeline.changes(options.start, options.end, options.known, options.rule)
    if options.format == "geojson":
        rows = rows.merge(timeline.places[["place_id", "latitude", "longitude"]], on="place_id", how="left")
    return _print(rows, options)


def _series(options: argparse.Namespace) -> int:
    timeline = _load(options)
    try:
        rows = timeline.series(
            options.by, options.freq, options.known, options.rule, start=options.start, end=options.end
        )
    except (ValueError, AttributeError) as error:
        raise ValueError(str(error)) from error
    return _print(rows, options)


def _load(options: argparse.Namespace) -> events.Timeline:
    timeline = events.load(options.dataset)
    if timeline.problems:
        print(f"{len(timeline.problems)} problems in the data: python -m events check lists them", file=sys.stderr)
    return timeline


def _print(rows: pd.DataFrame, options: argparse.Namespace) -> int:
    print(render(rows, options.format))
    return 0


if __name__ == "__main__":
    sys.exit(main())
