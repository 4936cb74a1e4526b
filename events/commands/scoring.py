"""The command that measures the extractor: score."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from events.commands import Commands, Parents
from events.dates import iso
from events.extract.score import BUILT_IN, Article, Outcome, Prediction, Report, as_table, match, read_folder, report
from events.extract.score.figures import Figures


def add(commands: Commands, parents: Parents) -> None:
    """Add the command."""
    command = commands.add_parser("score", help="measure the extractor on labelled articles")
    command.add_argument(
        "folder", metavar="FOLDER", nargs="?", default=str(BUILT_IN), help="labelled articles (default: the gold set)"
    )
    command.add_argument("--errors", action="store_true", help="list what is missed, false or wrong in a field")
    command.add_argument(
        "--canonical", action="store_true", help="compare canonical names only, not the words of the text"
    )
    command.add_argument("--format", choices=("table", "json"), default="table", help="default: %(default)s")
    command.add_argument(
        "--least", type=float, metavar="F1", default=0.0, help="exit code 1 when F1 of place and direction is lower"
    )
    command.set_defaults(run=_score)


def _score(options: argparse.Namespace) -> int:
    articles, set_aside = read_folder(options.folder)
    for reason in set_aside:
        print(f"set aside: {reason}", file=sys.stderr)
    outcomes = {article.slug: _outcome(article, canonical=options.canonical) for article in articles}
    found = report(outcomes)
    if options.format == "json":
        print(json.dumps(_plain(found, errors=options.errors), ensure_ascii=False, indent=1))
    else:
        print(as_table(found, errors=options.errors))
    reached = found.overall.shares["f1"].value or 0.0
    if reached < options.least:
        print(f"F1 of place and direction is {reached:.3f}; at least {options.least} was asked for", file=sys.stderr)
    return int(bool(set_aside) or reached < options.least)


def _outcome(article: Article, *, canonical: bool) -> Outcome:
    # Asked for here: the other commands need not wait for the lexicon and the gazetteer.
    from events.extract import extract

    candidates = extract(article.text, published=iso(article.published))
    proposed = (Prediction.of_candidate(each, canonical=canonical) for each in candidates)
    return match(article, [each for each in proposed if each is not None])


def _plain(found: Report, *, errors: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "overall": _figures(found.overall),
        "styles": {style: _figures(figures) for style, figures in found.styles.items()},
        "reliability": [each._asdict() for each in found.reliability],
    }
    if errors:
        plain["errors"] = [{"slug": slug, **error._asdict()} for slug, error in found.errors]
    return plain


def _figures(figures: Figures) -> dict[str, Any]:
    shares = {name: share._asdict() for name, share in figures.shares.items()}
    return {"articles": figures.articles, "counts": figures.counts, "shares": shares}
