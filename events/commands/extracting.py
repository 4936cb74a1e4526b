"""The command that reads articles: extract."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
from tqdm import tqdm

from events.commands import Commands, Parents
from events.dates import parse_day
from events.extract import Candidates
from events.extract.documents import Article, DocumentProblem, batch, holds_many, read
from events.render import render

SHOWN: Final = [
    "place", "kind", "change", "actor", "from_actor", "earliest", "latest", "extent", "standing", "confidence", "quote",
]  # fmt: skip
"""Columns of the table; CSV and JSON lines have all."""
_QUOTED: Final = 60


def add(commands: Commands, parents: Parents) -> None:
    """Add the command."""
    command = commands.add_parser(
        "extract", parents=[parents.dataset], help="propose what an article, a folder or a link says of control"
    )
    command.add_argument("source", metavar="FILE|FOLDER|URL|-", help="what to read; - is the standard input")
    command.add_argument("--published", metavar="DATE", help="day of publication (default: the document's own)")
    command.add_argument("--country", default="", metavar="IQ,SY", help="countries the articles are about")
    command.add_argument(
        "--out", metavar="FILE", help="write JSON lines here; an interrupted run over a folder goes on where it stopped"
    )
    command.add_argument("--format", choices=("table", "csv", "jsonl"), default="table", help="default: %(default)s")
    command.set_defaults(run=_extract)


def _extract(options: argparse.Namespace) -> int:
    published = parse_day(options.published) if options.published else None
    reader = _Reader(options.dataset, options.country, published)
    if options.out or holds_many(options.source):
        return _many(options, reader)
    try:
        article = reader.dated(_article(options.source))
    except DocumentProblem as problem:
        raise ValueError(f"{options.source}: {problem}") from problem
    found = reader.read(article)
    for line in (*article.said, *found.said):
        print(line, file=sys.stderr)
    _print(found.json_lines(), found.frame(), options.format)
    return 0


def _article(source: str) -> Article:
    if source == "-":
        return read(sys.stdin.buffer.read(), name="standard input")
    if "://" in source:
        # Asked for here: nothing that can reach a network is loaded before a person names a link.
        from events.extract.documents.fetch import fetch

        return fetch(source)
    if not Path(source).exists():
        raise ValueError(f"{source} is no file or folder: name one, a link that begins with https://, or - ")
    return read(Path(source))


def _many(options: argparse.Namespace, reader: _Reader) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(options.out) if options.out else Path(scratch) / "found.jsonl"
        settings = f"{options.published or ''} {options.country} {options.dataset}"
        outcome = batch(
            options.source, out, lambda article: reader.read(article).json_lines(), settings=settings,
            prepare=reader.dated,
        )  # fmt: skip
        for problem in outcome.problems:
            print(f"{problem.severity}: {problem}", file=sys.stderr)
        said = f"{outcome.done} articles read, {outcome.skipped} read before, {outcome.lines} candidates"
        print(f"{said}, in {out}" if options.out else said, file=sys.stderr)
        if not options.out:
            lines = out.read_text(encoding="utf-8").splitlines()
            found = pd.DataFrame([json.loads(line) for line in lines])
            frame = found if lines else Candidates("", None).frame()
            _print(lines, frame, options.format)
    return int(any(problem.severity == "error" for problem in outcome.problems))


def _print(lines: Iterable[str], frame: pd.DataFrame, form: str) -> None:
    if form == "jsonl":
        for line in lines:
            print(line)
        return
    if form == "table":
        frame = frame[SHOWN].assign(quote=frame["quote"].astype(str).str.slice(0, _QUOTED))
    print(render(frame.fillna(""), form))


class _Reader:
    """Reads articles with the places and sides of one data set over those of the world."""

    def __init__(self, dataset: str, countries: str, published: int | None) -> None:
        from events.extract import Actors, Gazetteer
        from events.load import read as load

        ledger = load(dataset)
        named = [each.strip().upper() for each in countries.split(",") if each.strip()]
        wrong = [each for each in named if len(each) != 2 or not each.isalpha()]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no country: give ISO 3166-1 codes of two letters, such as IQ,SY")
        self._gazetteer = Gazetteer.open(ledger.places, named, _Bar())
        self._actors = Actors.open(ledger.actors)
        self._published = published

    def dated(self, article: Article) -> Article:
        """Give an article the day that was named on the command line, where one was."""
        return article if self._published is None else replace(article, published=self._published)

    def read(self, article: Article) -> Candidates:
        """Give the candidates of an article."""
        from events.extract.pipeline import run

        return run(article.text, article.published, self._gazetteer, self._actors)


class _Bar:
    """A bar on standard error while the index of the world's towns is built, which happens once for each user."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __call__(self, share: float, what: str) -> None:
        """Move the bar to a share of the whole."""
        if self._bar is None:
            self._bar = tqdm(total=100, unit="%", file=sys.stderr)
        self._bar.set_description(what)
        self._bar.update(round(share * 100) - self._bar.n)
        if share >= 1:
            self._bar.close()
