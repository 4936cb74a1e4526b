"""What the tables and their columns mean: the data dictionary that goes with every table."""

from __future__ import annotations

from typing import Final

from events import vocab

MEANS: Final = {
    "states": "Control on the day: one row per place.",
    "changes": "What differs between two days: one row per place and actor concerned.",
    "events": "Changes that sources tell of: one row per event, with its standing.",
    "intervals": "Every state of every place: one row per state; they cover all time and never overlap.",
    "claims": "What one source says of one place: one row per claim. All else is replayed from these.",
    "sources": "The documents cited: one row per document.",
}

COLUMNS: Final = {
    "place_id": "stable key of a place",
    "name": "name of the place",
    "kind": f"kind of place: {', '.join(vocab.PLACE_KINDS)}",
    "country": "ISO 3166-1 alpha-2",
    "admin1": "first-level division",
    "latitude": "WGS84 degrees",
    "longitude": "WGS84 degrees",
    "status": f"what it was: {', '.join(vocab.STATUSES)}; changing is between the first and last day of a change",
    "holder": "actor id of who held it; while changing, of who held it before",
    "contender": "actor id of the other side while contested or changing",
    "besieged_by": "actor id of who surrounded it",
    "since_earliest": "first day on which the state can have begun, inclusive; blank = before the data",
    "since_latest": "last day on which the state can have begun, inclusive",
    "until_earliest": "first day on which the state can have ended, inclusive; blank = it lasts",
    "until_latest": "last day on which the state can have ended, inclusive",
    "start": "first day on which the state is shown; blank = before the data",
    "end": "day on which the next state is shown: the state ends before it; blank = it lasts",
    "standing": f"how well it is supported: {', '.join(word for word in vocab.STANDINGS if word)}; blank = unknown",
    "event_id": "key of the event that set the state; claims of one change share it",
    "last_confirmed": "day of the last evidence",
    "evidence_age_days": "days since the last evidence; blank = none",
    "claims": "how many claims speak of the event",
    "sources": "how many documents do; in the table of changes their ids, parted by |",
    "change": f"in events and claims: {', '.join(vocab.CHANGES)}; in changes: {', '.join(vocab.DIFFERENCES)}",
    "actor_id": "actor id: the subject of the change",
    "other_actor_id": "actor id of the other side",
    "from_actor_id": "actor id of who had it before, or of the other side",
    "from_status": "status on the first day",
    "from_holder": "holder on the first day",
    "from_contender": "the other side on the first day",
    "to_status": "status on the second day",
    "to_holder": "holder on the second day",
    "to_contender": "the other side on the second day",
    "earliest": "first day on which it can have happened, inclusive",
    "latest": "last day on which it can have happened, inclusive",
    "extent": f"{' or '.join(vocab.EXTENTS)} of the place",
    "voices": "independent voices for it",
    "denials": "independent voices against it",
    "first_known": "first day on which it could be read",
    "claim_id": "stable key of a claim",
    "manner": f"how: {', '.join(vocab.MANNERS)}",
    "stance": f"whether the source {' or '.join(vocab.STANCES)} it",
    "attribution": "whom the source quotes; blank = its own voice",
    "party": "actor id that the quoted person speaks for",
    "source_id": "stable key of a document",
    "locator": "where in the document",
    "quote": "the words that say so",
    "note": "the coder's remark",
    "origin": f"how the claim came in: {', '.join(vocab.ORIGINS)}",
    "coder": "who coded it",
    "recorded": "day on which it entered the ledger",
    "publisher": "who wrote the document",
    "wire": "the agency that the text credits; blank = own report",
    "title": "title of the document",
    "url": "where it stands",
    "archive_url": "where a copy stands",
    "published": "day of publication; blank = not known",
    "accessed": "day on which it was read",
    "language": "ISO 639-1",
    "licence": "licence of the document",
    "sha256": "hash of the text as read",
    "reliability": f"Admiralty grade {vocab.RELIABILITIES[0]} to {vocab.RELIABILITIES[-1]}; blank = not judged",
}


def meaning(column: str) -> str:
    """Say what a column means; a test holds that every column of every table has its line."""
    return COLUMNS.get(column, "")
