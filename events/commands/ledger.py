"""The commands that read a data set: check, fmt, on, changes, series."""

from __future__ import annotations

import argparse
import sys

import pandas as pd

import events
from events import check, write
from events.commands import Commands, Parents
from events.render import render


def add(commands: Commands, parents: Parents) -> None:
    """Add the commands."""
    command = commands.add_parser("check", parents=[parents.dataset], help="list what is wrong with a data set")
    command.add_argument("--strict", action="store_true", help="warnings count as problems too")
    command.set_defaults(run=_check)
    command = commands.add_parser("fmt", parents=[parents.dataset], help="rewrite the files in canonical form")
    command.add_argument("--check", action="store_true", help="only say what would change")
    command.set_defaults(run=_fmt)
    command = commands.add_parser("on", parents=[parents.view], help="who held what on a day")
    command.add_argument("day", metavar="DATE")
    command.set_defaults(run=_on)
    command = commands.add_parser("changes", parents=[parents.view], help="what differs between two days")
    command.add_argument("start", metavar="FROM")
    command.add_argument("end", metavar="TO")
    command.set_defaults(run=_changes)
    command = commands.add_parser("series", parents=[parents.view], help="places held per actor over time")
    command.add_argument("--by", default="actor", choices=("actor", "country", "kind", "admin1"))
    command.add_argument("--freq", default="MS", help="pandas offset: D, W, MS, YS (default: %(default)s)")
    command.add_argument("--from", dest="start", metavar="DATE")
    command.add_argument("--to", dest="end", metavar="DATE")
    command.set_defaults(run=_series)


def _check(options: argparse.Namespace) -> int:
    timeline = events.load(options.dataset)
    problems = [*timeline.problems, *check.run(timeline.ledger, timeline.on)]
    for problem in problems:
        print(f"{problem.severity}: {problem}")
    errors = sum(p.severity == "error" for p in problems)
    held = (timeline.claims, "claim"), (timeline.places, "place"), (timeline.sources, "source")
    counts = [_many(len(rows), word) for rows, word in held]
    counts.append(_many(len(timeline.ledger.checkpoints), "checkpoint"))
    print(f"{', '.join(counts)}: {_many(errors, 'error')}, {_many(len(problems) - errors, 'warning')}")
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
        told = _many(len(timeline.problems), "problem")
        print(f"{told} in the data: python -m events check lists them", file=sys.stderr)
    return timeline


def _print(rows: pd.DataFrame, options: argparse.Namespace) -> int:
    print(render(rows, options.format))
    return 0


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
