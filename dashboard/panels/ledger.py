"""The tables of a data set as a person reads them: names for ids, words for codes, ids and addresses at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.panels.markup import is_web
from dashboard.style import CHANGE_WORDS
from events import Timeline

DAYS: Final = ("first day", "last day", "published", "first known")
"""The columns of these tables that hold days."""
LINK: Final = "link"
"""The column that holds addresses: none but those of the web, for a table makes a link of any, into a script too."""

_CLAIM: Final = {
    "place": "place", "actor_id": "side", "change": "what", "from_actor_id": "from", "earliest": "first day",
    "latest": "last day", "extent": "extent", "manner": "manner", "stance": "stance", "attribution": "according to",
    "publisher": "publisher", "wire": "wire", "published": "published", "note": "note",
    "origin": "origin", "claim_id": "claim", "event_id": "event", "source_id": "document", "url": LINK,
}  # fmt: skip
_EVENT: Final = {
    "place": "place", "actor_id": "side", "change": "what", "from_actor_id": "from", "earliest": "first day",
    "latest": "last day", "extent": "extent", "standing": "standing", "voices": "voices", "denials": "denials",
    "claims": "claims", "sources": "documents", "first_known": "first known", "event_id": "event",
}  # fmt: skip
_DOCUMENT: Final = {
    "publisher": "publisher", "wire": "wire", "title": "title", "published": "published", "language": "language",
    "claims": "claims", "reliability": "reliability", "source_id": "document", "url": LINK,
}  # fmt: skip


def claims_table(timeline: Timeline) -> pd.DataFrame:
    """Give every claim with its document, one row each, by place and day."""
    documents = timeline.sources[["source_id", "publisher", "wire", "published", "url"]]
    rows = timeline.claims.merge(documents, on="source_id", how="left")
    return _worded(_named(rows, timeline), _CLAIM).sort_values(["place", "last day", "claim"], ignore_index=True)


def events_table(timeline: Timeline) -> pd.DataFrame:
    """Give every event as it stands in hindsight, by place and day."""
    rows = _worded(_named(timeline.events(), timeline), _EVENT)
    return rows.sort_values(["place", "last day", "event"], ignore_index=True)


def documents_table(timeline: Timeline) -> pd.DataFrame:
    """Give every document with the number of claims that rest on it, by publisher and day."""
    counts = timeline.claims["source_id"].value_counts()
    rows = timeline.sources.assign(claims=timeline.sources["source_id"].map(counts).fillna(0).astype(int))
    return _worded(rows, _DOCUMENT).sort_values(["publisher", "published", "document"], ignore_index=True)


def _named(rows: pd.DataFrame, timeline: Timeline) -> pd.DataFrame:
    places = dict(zip(timeline.places["place_id"], timeline.places["name"], strict=True))
    sides = dict(zip(timeline.actors["actor_id"], timeline.actors["name"], strict=True))
    return rows.assign(
        place=_spelt(rows["place_id"], places),
        actor_id=_spelt(rows["actor_id"], sides),
        from_actor_id=_spelt(rows["from_actor_id"], sides),
        change=_spelt(rows["change"], CHANGE_WORDS),
    )


def _spelt(ids: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Put the name for each id; one that nobody named stays as it is, an empty one is blank."""
    keys = ids.astype("object").fillna("")
    return keys.map(lambda key: names.get(key, key))


def _worded(rows: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    if "url" in rows:
        rows = rows.assign(url=rows["url"].where(rows["url"].fillna("").map(is_web)))
    return rows[list(words)].rename(columns=dict(words))
