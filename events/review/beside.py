"""The rows that a claim needs beside itself: its source, its place and its sides, found in the data set or drafted."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pandas as pd

from events import frames, vocab
from events.extract.candidates import Candidate
from events.extract.gazetteer.lexicon import table
from events.extract.mentions import Reading
from events.review import naming
from events.store.articles import Article
from events.store.likeness import sha256
from events.timeline import Timeline

Cells = dict[str, str]


def source(timeline: Timeline, article: Article, today: dt.date) -> tuple[Cells, bool]:
    """Give the row of the document that an article is, and whether the data set has none yet.

    A page that was published anew, on another day, is another document though its address is the same.
    """
    sources = timeline.sources
    sha = article.sha256 or sha256(article.text or "")
    for name, value in (("url", article.url.strip()), ("sha256", sha)):
        same = sources[sources[name] == value] if value else sources[:0]
        if article.published:
            day = pd.Timestamp(article.published)
            same = same[same["published"].isna() | (same["published"] == day)]
        if len(same):
            return _cells(same.iloc[0]), False
    published = article.published.isoformat() if article.published else ""
    row = dict.fromkeys(frames.names("sources"), "")
    row |= {name: getattr(article, name) for name in ("publisher", "wire", "title", "url", "language")}
    taken = set(sources["source_id"])
    row["source_id"] = naming.source_id(article.publisher, article.url, published, sha, taken)
    return row | {"published": published, "accessed": today.isoformat(), "sha256": sha}, True


def place(timeline: Timeline, candidate: Candidate, reading: Reading | None) -> tuple[str, Cells | None]:
    """Give the id of the place, and its row when the data set does not have it."""
    places = timeline.places
    known = set(places["place_id"])
    for key in (reading.place_id if reading else "", candidate.place_id if len(candidate.readings) < 2 else ""):
        if key in known:
            return key, None
    if reading is None:
        return "", None
    if reading.geonameid:
        same = places[places["geonameid"] == str(reading.geonameid)]
        if len(same):
            return str(same["place_id"].iloc[0]), None
    key = naming.place_id(reading.country, reading.name, reading.admin1, known)
    kinds = [kind for kind in (candidate.kind, reading.kind) if kind in vocab.PLACE_KINDS]
    row = dict.fromkeys(frames.names("places"), "") | {
        "place_id": key,
        "name": reading.name,
        "kind": kinds[0] if kinds else "",
        "country": reading.country,
        "admin1": reading.admin1,
        "latitude": "" if reading.latitude is None else repr(float(reading.latitude)),
        "longitude": "" if reading.longitude is None else repr(float(reading.longitude)),
        "geo_precision": "1" if reading.geonameid else "2",
        "coordinate_source": "GeoNames" if reading.geonameid else "",
        "geonameid": str(reading.geonameid) if reading.geonameid else "",
        "aliases": _alias(candidate.place_surface, reading.name),
    }
    return key, row


def actor(key: str, name: str, surface: str, kind: str) -> Cells:
    """Give the row of a side that the data set does not have."""
    if name.endswith((f" ({surface})", f", {surface})")):
        # What the article calls it is an alias, not a part of its name.
        name = name.removesuffix(f" ({surface})").replace(f", {surface})", ")")
    row = dict.fromkeys(frames.names("actors"), "")
    return row | {"actor_id": key, "name": name or surface or key, "kind": kind, "aliases": _alias(surface, name)}


@cache
def _lexicon() -> dict[str, str]:
    return {row["actor_id"]: row["kind"] for row in table("actors.csv")}


def kind_in_lexicon(key: str) -> str:
    """Give the kind of an actor of the built-in lexicon, blank where it has none such."""
    return _lexicon().get(key, "")


def _alias(surface: str, name: str) -> str:
    """Give what a text calls a place or side, if that is another name: "the town" and "the rebels" are none."""
    is_name = surface[:1].isupper() and not surface.startswith("The ")
    return surface.replace("|", " ") if is_name and surface != name else ""


def _cells(row: pd.Series) -> Cells:
    """Spell the cells of a frame's row as in a file."""
    return {
        str(name): "" if pd.isna(cell) else f"{cell:%Y-%m-%d}" if isinstance(cell, pd.Timestamp) else str(cell)
        for name, cell in row.items()
    }
