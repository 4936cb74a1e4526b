"""The commands of review: file, queue, review, accept, reject, undo."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from events.commands import Commands, Parents
from events.commands.storing import options, signer, told
from events.dates import parse_day
from events.frames import Problem, names
from events.render import FORMATS, render

# What the store and the extractor stand on is slow to import, and most commands need neither: they are imported where
# they are used.
if TYPE_CHECKING:
    from events.store import Article, Store


def add(commands: Commands, _: Parents) -> None:
    """Add the commands."""
    command = commands.add_parser("file", parents=[options()], help="file articles in the store, for review")
    _add_sources(command, "+")
    command.set_defaults(run=told(_file))
    command = commands.add_parser("queue", parents=[options()], help="list the candidates that wait for review")
    command.add_argument("--all", action="store_true", help="decided ones too")
    command.add_argument("--at-least", type=float, default=0.0, metavar="CONFIDENCE", help="from 0 to 1")
    command.add_argument("--format", choices=FORMATS[:3], default="table", help="default: %(default)s")
    command.set_defaults(run=told(_queue))
    command = commands.add_parser("review", parents=[options()], help="go through the queue at the terminal")
    _add_sources(command, "*")
    command.set_defaults(run=told(_review))
    command = commands.add_parser("accept", parents=[options()], help="make a candidate a claim")
    command.add_argument("candidate", type=int, metavar="CANDIDATE")
    command.add_argument("--reading", type=int, default=0, help="which place, where the name means several (from 1)")
    command.add_argument(
        "--set", action="append", default=[], metavar="COLUMN=VALUE", help="another value for a column of the claim"
    )
    command.add_argument("--why", default="", help="a remark for the record")
    command.set_defaults(run=told(_accept))
    command = commands.add_parser("reject", parents=[options()], help="decide that a candidate is no claim")
    command.add_argument("candidate", type=int, metavar="CANDIDATE")
    command.add_argument("--why", required=True, help="the reason, for the record")
    command.set_defaults(run=told(_reject))
    command = commands.add_parser("undo", parents=[options()], help="undo the last decision on a candidate")
    command.add_argument("candidate", type=int, metavar="CANDIDATE")
    command.add_argument("--why", default="", help="a remark for the record")
    command.set_defaults(run=told(_undo))


def _add_sources(command: argparse.ArgumentParser, count: str) -> None:
    command.add_argument("source", nargs=count, metavar="FILE", help="articles: files, folders, - for standard input")
    command.add_argument("--published", metavar="DATE", help="day of publication, where the article does not say")
    for name in ("publisher", "title", "url", "wire"):
        command.add_argument(f"--{name}", default="", help="as far as the article does not say")
    command.add_argument(
        "--no-text", action="store_true", help="keep hash, quotes and spans of the article, but not its text"
    )


def _file(given: argparse.Namespace, store: Store) -> int:
    from events.commands import desk

    who, wrong = signer(given), 0
    extractor = desk.extractor(store.ledger(given.name))
    for document in _documents(given):
        if isinstance(document, Problem):
            print(f"{document.severity}: {document}", file=sys.stderr)
            wrong += document.severity == "error"
            continue
        candidates = extractor(document)
        filed = store.file_article(document, candidates, who=who, name=given.name, keep_text=not given.no_text)
        print(desk.in_words(document, filed))
    return int(wrong > 0)


def _documents(given: argparse.Namespace) -> Iterator[Article | Problem]:
    from events.extract.documents import DocumentProblem, pasted, read_many
    from events.store import Article

    day = dt.date.fromisoformat(given.published) if given.published and parse_day(given.published) else None
    for source in given.source:
        try:
            found = [pasted(sys.stdin.read())] if source == "-" else read_many(source)
        except DocumentProblem as error:
            yield Problem("standard input", 0, "", str(error))
            continue
        for each in found:
            if isinstance(each, Problem):
                yield each
                continue
            article = Article.of(each, given.wire)
            more = {name: getattr(given, name) for name in ("publisher", "title", "url")}
            more = {name: value for name, value in more.items() if value and not getattr(article, name)}
            yield replace(article, **more, published=article.published or day)


def _queue(given: argparse.Namespace, store: Store) -> int:
    from events.store import OPEN

    statuses = (*OPEN, "accepted", "rejected") if given.all else OPEN
    items = store.queue(given.name, statuses=statuses, at_least=given.at_least)
    columns = ("place", "kind", "change", "actor", "earliest", "latest", "extent", "stance", "standing", "confidence")
    rows = []
    for item in items:
        said = item.candidate.as_row()
        last = str(item.decisions[-1]) if item.decisions else ""
        row = {"candidate": item.candidate_id, "article": item.article_id, "status": item.status}
        rows.append(row | {name: said[name] for name in columns} | {"quote": said["quote"], "last": last})
    frame = pd.DataFrame(rows, columns=["candidate", "article", "status", *columns, "quote", "last"])
    if given.format == "table":
        frame = frame.assign(quote=frame["quote"].astype("str").str.slice(0, 60))
    print(render(frame, given.format))
    return 0


def _review(given: argparse.Namespace, store: Store) -> int:
    from events.commands import desk

    if "-" in given.source:
        raise ValueError("standard input is the keyboard here: file the article first (`python -m events file -`)")
    if given.source and _file(given, store):
        print("some articles were not filed; the queue goes on with the others", file=sys.stderr)
    return desk.Desk(store, given.name, signer(given)).run()


def _accept(given: argparse.Namespace, store: Store) -> int:
    from events import review
    from events.commands import desk
    from events.store import StoreError

    item = store.item(given.candidate)
    found = desk.drafts(store, item, given.name, signer(given))
    if given.reading > len(found) or (len(found) > 1 and not given.reading):
        for number, each in enumerate(found, 1):
            print(f"{number}  {desk.place_in_words(each)}", file=sys.stderr)
        raise StoreError(f"choose with --reading 1..{len(found)}, for the name may mean several places")
    proposed = found[max(given.reading, 1) - 1].draft
    cells = dict(_cell(each) for each in given.set)
    draft = review.revised(proposed, store.timeline(given.name), cells) if cells else proposed
    done = review.accept(store, item, draft, proposed=proposed, who=signer(given), why=given.why)
    print(f"claim {done.claim_id}, version {done.claim_version}: {draft.claim['event_id']}")
    return 0


def _cell(text: str) -> tuple[str, str]:
    name, is_pair, value = text.partition("=")
    if not is_pair or name not in names("claims"):
        raise ValueError(f"--set takes COLUMN=VALUE with a column of claims.csv, not {text!r}")
    return name, value


def _reject(given: argparse.Namespace, store: Store) -> int:
    item = store.item(given.candidate)
    print(store.reject(given.candidate, who=signer(given), why=given.why, seen=item.seen))
    return 0


def _undo(given: argparse.Namespace, store: Store) -> int:
    item = store.item(given.candidate)
    print(store.undo(given.candidate, who=signer(given), why=given.why, seen=item.seen))
    return 0
