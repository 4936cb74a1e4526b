"""Stores for tests: an empty one on either database, and what goes into it."""

from __future__ import annotations

import atexit
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from dashboard.install.shell import SetupError
from events.dates import parse_day
from events.extract import Candidate, Reading
from events.store import Article, Store, open_store
from events.write import write
from tests import setup_postgres
from tests.ledgers import make

DATABASES: Final = ("sqlite", "postgresql")

LEDGER: Final = """
alga-2020-05-reds: alga takes reds from blues 2020-05-01..2020-05-03 battle @Courier
alga-2020-05-reds: alga takes reds from blues 2020-05-02 @Gazette
brod holds blues 2020-04-20 @Courier
"""

TEXT: Final = (
    "Fighters of the Red Front entered Brod on Tuesday after a week of shelling, the mayor said. "
    "Shops were shut and buses stood still, a resident told this paper by telephone. "
    "In Crna, a village on the road south, the garrison of the Blues laid down its arms without a shot. "
    "The Blues said that they still held the bridge at Dell."
)


@cache
def cluster() -> setup_postgres.Cluster:
    """Give the PostgreSQL of this process."""
    found = setup_postgres.find()
    if found is None:
        pytest.fail("no PostgreSQL was found: python3 -m tests installs one, or set TIMELINE_POSTGRES", pytrace=False)
    try:
        made = setup_postgres.Cluster(found)
    except SetupError as error:
        pytest.fail(str(error), pytrace=False)
    atexit.register(made.destroy)
    return made


def fresh(database: str, folder: Path) -> str:
    """Give the address of an empty database."""
    return cluster().database() if database == "postgresql" else str(folder / "store.sqlite")


def dataset(folder: Path, lines: str = LEDGER, **tables: Any) -> Path:
    """Write a small data set into a folder."""
    tables.setdefault("sources", [{"source_id": "courier-2020-05-03", "url": "https://courier.example/one"}])
    point = {"place_id": "brod", "date": "2020-04-20", "status": "controlled", "source_id": "courier-2020-04-20"}
    tables.setdefault("checkpoints", [point])
    write(make(lines, **tables), folder)
    (folder / "dataset.yml").write_text("# by hand\ntitle: Small war\n\nlicence: none\n")
    return folder


def filled(address: str, folder: Path, **options: Any) -> Store:
    """Open a store with the small data set, one article and three candidates in it."""
    store = open_store(address, **options)
    store.import_folder(dataset(folder / "small"), who="Importer")
    store.file_article(article(), candidates(), who="Filer")
    return store


def article(text: str = TEXT, **more: Any) -> Article:
    """Give an article of 6 May 2020."""
    said = {"url": "https://gazette.example/brod", "publisher": "Gazette", "title": "Brod"}
    return Article(text, **said | {"published": dt.date(2020, 5, 6)} | more)


def candidate(quote: str, text: str = TEXT, **more: Any) -> Candidate:
    """Give a candidate whose quote stands in a text."""
    start = text.index(quote)
    said = {
        "place": "Brod",
        "place_surface": "Brod",
        "kind": "town",
        "change": "takes",
        "place_id": "brod",
        "readings": (Reading("Brod", "town", "IQ", place_id="brod"),),
        "actor": "Reds",
        "actor_id": "reds",
        "from_actor": "Blues",
        "from_actor_id": "blues",
        "earliest": parse_day("2020-05-05"),
        "latest": parse_day("2020-05-05"),
        "confidence": 0.9,
    }
    end = start + len(quote)
    span = {"start": start, "end": end, "sentence_start": start, "sentence_end": end, "quote": quote}
    return Candidate(**said | span | more)


def candidates(text: str = TEXT) -> list[Candidate]:
    """Give three candidates of the article: a capture, one at a place that is not in the data set, an observation."""
    crna = Reading("Crna", "village", "IQ", "North", 31.5, 44.5, 900, geonameid=4711)
    return [
        candidate("Fighters of the Red Front entered Brod on Tuesday", text, attribution="mayor"),
        candidate(
            "the garrison of the Blues laid down its arms",
            text,
            place="Crna",
            place_surface="Crna",
            place_id="",
            kind="village",
            readings=(crna,),
            geonameid=4711,
            actor="Green Guard",
            actor_id="greens",
            manner="agreement",
            confidence=0.7,
        ),
        candidate(
            "they still held the bridge at Dell", text, place="Alga", place_id="alga", change="holds", actor="Blues",
            actor_id="blues", from_actor_id="", from_actor="", standing="claimed", confidence=0.5,
            readings=(Reading("Alga", "town", "IQ", place_id="alga"),),
        ),
    ]  # fmt: skip
