"""Claims as arrays of small integers: what the rules and the replay run on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from events import vocab
from events.dates import NEVER, Days
from events.frames import Ledger

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CHANGE: Final = {word: code for code, word in enumerate(vocab.CHANGES)}
"""Codes of the changes, in the order of the vocabulary."""


@dataclass(frozen=True)
class Claims:
    """Claims, one element each, in the order of the frame they were read from.

    ``place``, ``actor``, ``loser``, ``party`` index the ledger's places and actors, -1 = none. ``event`` numbers the
    events (see `Claims.of`), ``outlet`` and ``quoted`` the voices. Days are day numbers, ``latest`` inclusive;
    ``known`` is the day the claim became known, ``said`` the day it was made: its publication, or where that is not
    known the last day it speaks of. ``row`` is the row in the ledger's claims.
    """

    row: Codes
    event: Codes
    place: Codes
    actor: Codes
    loser: Codes
    party: Codes
    change: Codes
    part: Flags
    denies: Flags
    earliest: Days
    latest: Days
    known: Days
    said: Days
    outlet: Codes
    quoted: Codes
    source: Codes

    def __len__(self) -> int:
        return len(self.row)

    def where(self, keep: Any) -> Claims:
        """Keep the claims of a mask or an index array, in its order."""
        return Claims(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})

    @classmethod
    def of(cls, ledger: Ledger) -> tuple[Claims, pd.Index]:
        """Read a ledger's claims into arrays; gives them with the event ids that ``event`` indexes.

        Event codes follow the order of the ids, so ties are settled alike whatever the order of rows. A claim
        without an event_id is an event of its own under its claim_id.
        """
        frame = ledger.claims
        sources = ledger.sources
        source = _codes(frame["source_id"], sources["source_id"])
        event_id = frame["event_id"].where(frame["event_id"] != "", frame["claim_id"])
        event, ids = _in_order(event_id)
        wire = sources["wire"].where(sources["wire"] != "", sources["publisher"])
        outlet = pd.factorize(wire.str.strip().str.casefold())[0]
        quoted = _spoken(frame["attribution"])
        published = day_numbers(sources["published"])[source]
        known = np.where(published < NEVER, published, day_numbers(frame["recorded"]))
        actor = _codes(frame["actor_id"], ledger.actors["actor_id"])
        loser = _codes(frame["from_actor_id"], ledger.actors["actor_id"])
        change = frame["change"].map(CHANGE).to_numpy().astype(np.int64)
        # The subject of "leaves" is who goes; a coder may have named them as the loser.
        actor = np.where((change == CHANGE["leaves"]) & (actor < 0), loser, actor)
        claims = cls(
            row=np.arange(len(frame), dtype=np.int64),
            event=event.astype(np.int64),
            place=_codes(frame["place_id"], ledger.places["place_id"]),
            actor=actor,
            loser=loser,
            party=_codes(frame["party"], ledger.actors["actor_id"]),
            change=change,
            part=(frame["extent"] == "part").to_numpy(np.bool_),
            denies=(frame["stance"] == "denies").to_numpy(np.bool_),
            earliest=day_numbers(frame["earliest"]),
            latest=day_numbers(frame["latest"]),
            known=known,
            said=np.where(published < NEVER, published, day_numbers(frame["latest"])),
            outlet=outlet[source].astype(np.int64),
            quoted=quoted,
            source=source,
        )
        return claims, ids


def day_numbers(column: pd.Series) -> Days:
    """Turn a ``datetime64[s]`` column into day numbers; NaT becomes `NEVER`."""
    values = column.to_numpy("datetime64[s]")
    days = values.astype("datetime64[D]").astype(np.int64)
    numbers: Days = np.where(np.isnat(values), NEVER, days)
    return numbers


def _in_order(values: pd.Series) -> tuple[Codes, pd.Index]:
    """Number texts in the order of the texts; as `pd.factorize` with ``sort``, which sorts them in Python."""
    codes, texts = pd.factorize(values)
    order = pc.sort_indices(pa.array(texts, pa.large_string())).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[codes], pd.Index(texts)[order]


def _spoken(attributions: pd.Series) -> Codes:
    """Number the people quoted, however they are spelled; -1 is the source's own voice."""
    codes, texts = pd.factorize(attributions)
    same = pd.Series(texts).str.strip().str.casefold()
    people = np.where((same == "").to_numpy(), -1, pd.factorize(same)[0])
    return people[codes].astype(np.int64) if len(codes) else codes.astype(np.int64)


def _codes(values: pd.Series, keys: pd.Series) -> Codes:
    found = pc.index_in(pa.array(values, pa.large_string()), pa.array(keys, pa.large_string()))
    codes: Codes = found.fill_null(-1).to_numpy().astype(np.int64)
    return codes
