"""Tiny ledgers for tests, written as short lines.

Each line is one claim::

    [event_id:] place change [actor] [from actor] earliest[..latest] [part] [denies] [manner]
    [says attribution[/party]] @publisher[(wire)] [pub date | unpublished] [recorded date]

as in ``e1: rawa takes isil from iraq 2014-06-20..2014-06-22 battle says officials/iraq @AFP pub 2014-06-22``.
Attribution and publisher may hold spaces. Without ``pub`` the source was published on the latest day. ``#``
starts a comment. Places, actors and sources are made on the fly; keyword arguments add rows, or mend the made
ones by id: ``make("...", actors=[{"actor_id": "iraq", "kind": "state"}], checkpoints=[...], about=About())``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from events import dates, frames, vocab
from events.frames import About, Ledger

Row = dict[str, Any]

_LINE = re.compile(
    r"""(?:(?P<event>[^\s:]+):\s+)?
        (?P<place>\S+)\s+(?P<change>\S+)\s+
        (?:(?P<actor>(?!from\s|\d{4}-)\S+)\s+)?
        (?:from\s+(?P<loser>\S+)\s+)?
        (?P<earliest>\d{4}-\d\d-\d\d)(?:\.\.(?P<latest>\d{4}-\d\d-\d\d))?
        (?P<words>(?:\s+(?!says\s)[a-z]+)*)
        (?:\s+says\s+(?P<attribution>[^@/]+?)(?:/(?P<party>[^\s@]+))?)?
        \s+@(?P<publisher>[^(]+?)(?:\((?P<wire>[^)]*)\))?
        (?:\s+(?:pub\s+(?P<published>\d{4}-\d\d-\d\d)|(?P<unpublished>unpublished)))?
        (?:\s+recorded\s+(?P<recorded>\d{4}-\d\d-\d\d))?\s*""",
    re.VERBOSE,
)
_KEYS = {
    "places": "place_id",
    "actors": "actor_id",
    "sources": "source_id",
    "claims": "claim_id",
    "checkpoints": "",
}


def make(lines: str, about: About | None = None, **tables: Iterable[Mapping[str, Any]]) -> Ledger:
    """Give the ledger that the lines describe.

    Claims are ``c1, c2, ...`` in the order of the lines; a source is made per publisher, wire and day of
    publication. Places lie half a degree apart. Raises `ValueError` for a line that is not of the form above.
    """
    rows: dict[str, dict[str, Row]] = {table: {} for table in frames.TABLES}
    for text in lines.splitlines():
        line = text.partition("#")[0].strip()
        if line:
            _claim(line, rows)
    for table, extra in tables.items():
        for number, given in enumerate(extra):
            key = str(given[_KEYS[table]]) if _KEYS[table] else f"row {number}"
            if table == "places" and key not in rows[table]:
                _place(key, rows)
            rows[table].setdefault(key, {}).update(given)
    made = {table: frame(table, found.values()) for table, found in rows.items()}
    return Ledger(
        about=about or About(),
        places=made["places"],
        actors=made["actors"],
        sources=made["sources"],
        claims=made["claims"],
        checkpoints=made["checkpoints"],
    )


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Give a frame of the contract's columns and dtypes; cells that the rows leave out are blank."""
    kept = list(rows)
    columns = {}
    for column in frames.TABLES[table]:
        blank = frames.DEFAULTS.get(column.name, "") if column.kind == "choice" else ""
        cells = [row.get(column.name, blank) for row in kept]
        if column.kind == "day":
            cells = [pd.Timestamp(cell) if cell else pd.NaT for cell in cells]
        columns[column.name] = pd.Series(cells, dtype=frames.dtype(column))
    return pd.DataFrame(columns)


def _claim(line: str, rows: dict[str, dict[str, Row]]) -> None:
    found = _LINE.fullmatch(line)
    if not found or found["change"] not in vocab.CHANGES:
        raise ValueError(f"not a claim: {line!r}")
    said = found.groupdict(default="")
    words = said["words"].split()
    strange = set(words) - {"part", "denies", *vocab.MANNERS}
    if strange:
        raise ValueError(f"unknown words {sorted(strange)} in {line!r}")
    latest = said["latest"] or said["earliest"]
    published = "" if said["unpublished"] else said["published"] or latest
    for day in filter(None, (said["earliest"], latest, published, said["recorded"])):
        dates.parse_day(day)
    _place(said["place"], rows)
    for actor in filter(None, (said["actor"], said["loser"], said["party"])):
        rows["actors"].setdefault(actor, {"actor_id": actor, "name": actor.title(), "kind": "rebel"})
    publisher = said["publisher"].strip()
    edition = f"{publisher} {said['wire']} {published or 'undated'}"
    source = re.sub(r"[^a-z0-9]+", "-", edition.lower()).strip("-")
    rows["sources"].setdefault(
        source, {"source_id": source, "publisher": publisher, "wire": said["wire"], "published": published}
    )
    claim = f"c{len(rows['claims']) + 1}"
    rows["claims"][claim] = {
        "claim_id": claim,
        "event_id": said["event"],
        "place_id": said["place"],
        "earliest": said["earliest"],
        "latest": latest,
        "change": said["change"],
        "actor_id": said["actor"],
        "from_actor_id": said["loser"],
        "manner": next((word for word in words if word in vocab.MANNERS), "unknown"),
        "extent": "part" if "part" in words else "whole",
        "stance": "denies" if "denies" in words else "asserts",
        "attribution": said["attribution"].strip(),
        "party": said["party"],
        "source_id": source,
        "recorded": said["recorded"],
    }


def _place(key: str, rows: dict[str, dict[str, Row]]) -> None:
    count = len(rows["places"])
    row = {
        "place_id": key,
        "name": key.title(),
        "kind": "town",
        "country": "IQ",
        "latitude": 30 + count // 20 * 0.5,
        "longitude": 40 + count % 20 * 0.5,
    }
    rows["places"].setdefault(key, row)
