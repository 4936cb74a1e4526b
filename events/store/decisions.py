"""Decisions on candidates: each a row of its own, the last that was not undone counts.

Of two reviewers who decide at once one comes second, and is told what the first decided.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Select, insert, select

from events.store import journal
from events.store.errors import Conflict, StoreError
from events.store.journal import Signature
from events.store.schema import ARTICLES, CANDIDATES, DECISIONS, ENTRIES

STATUSES: Final = {"": "waiting", "accept": "accepted", "reject": "rejected", "skip": "skipped", "reopen": "reopened"}
"""What the last decision that counts makes of a candidate; all but accepted and rejected ones stand in the queue."""

OPEN: Final = ("waiting", "skipped", "reopened")
_SAYING: Final = {"accept": "accepted", "reject": "rejected", "skip": "skipped", "undo": "undid the decision on",
                  "reopen": "reopened"}  # fmt: skip


@dataclass(frozen=True)
class Decision:
    """One decision: who made it when (UTC) and why, and the version of the claim that it made (0 = none).

    ``number`` counts within the candidate's history, ``undoes`` is the id of the decision that this one undoes.
    ``edits`` gives, by column, what was proposed and what was accepted.
    """

    decision_id: int
    candidate_id: int
    chain: str
    number: int
    kind: str
    who: str
    at: dt.datetime
    why: str = ""
    claim_id: str = ""
    claim_version: int = 0
    undoes: int | None = None
    edits: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    entry: int = 0

    def __str__(self) -> str:
        why = f" ({self.why})" if self.why else ""
        return f"{self.who} {_SAYING[self.kind]} this on {self.at:%Y-%m-%d at %H:%M} UTC{why}"


@dataclass(frozen=True)
class Subject:
    """What is decided on: a candidate, its data set, and all decisions on it, oldest first."""

    candidate_id: int
    dataset: int
    chain: str
    decisions: tuple[Decision, ...]

    @property
    def counting(self) -> list[Decision]:
        """The decisions that were not undone, oldest first."""
        return counting(self.decisions)

    @property
    def status(self) -> str:
        """One of the values of `STATUSES`."""
        return status(self.decisions)


def counting(decisions: Sequence[Decision]) -> list[Decision]:
    """Leave out what was undone, and the undoing."""
    undone = {each.undoes for each in decisions}
    return [each for each in decisions if each.kind != "undo" and each.decision_id not in undone]


def status(decisions: Sequence[Decision]) -> str:
    """Give what decisions make of a candidate."""
    left = counting(decisions)
    return STATUSES[left[-1].kind if left else ""]


def asked() -> Select[Any]:
    """Select decisions with who made them and when."""
    entry = (ENTRIES.c.who, ENTRIES.c.at, ENTRIES.c.why)
    return select(DECISIONS, *entry).join(ENTRIES, ENTRIES.c.id == DECISIONS.c.entry_id)


def made(row: Any) -> Decision:
    """Give the decision of a row of `asked`."""
    return Decision(
        row["id"],
        row["candidate_id"],
        row["chain"],
        row["number"],
        row["kind"],
        row["who"],
        row["at"],
        row["why"],
        row["claim_id"],
        row["claim_version"],
        row["undoes"],
        {name: (was, now) for name, (was, now) in json.loads(row["edited"]).items()},
        row["entry_id"],
    )


def whereabouts(connection: Connection, candidate: int) -> tuple[int, str]:
    """Give the data set and the chain of a candidate; raises `StoreError` when there is no such candidate."""
    found = connection.execute(
        select(ARTICLES.c.dataset_id, CANDIDATES.c.chain).join(CANDIDATES).where(CANDIDATES.c.id == candidate)
    ).first()
    if found is None:
        raise StoreError(f"the store has no candidate {candidate}")
    return found.dataset_id, found.chain


def subject(connection: Connection, candidate: int) -> Subject:
    """Give what stands on a candidate; raises `StoreError` when there is no such candidate."""
    dataset, chain = whereabouts(connection, candidate)
    rows = connection.execute(asked().where(DECISIONS.c.chain == chain).order_by(DECISIONS.c.number))
    return Subject(candidate, dataset, chain, tuple(made(row) for row in rows.mappings()))


def check_turn(on: Subject, seen: int | None) -> None:
    """Raise `Conflict` when somebody decided after what this reviewer saw, or when all is decided.

    ``seen`` is the number of the last decision that the reviewer saw, 0 for none, None to look away.
    """
    last = on.decisions[-1] if on.decisions else None
    number = last.number if last else 0
    if last is not None and ((seen is not None and seen != number) or on.status not in OPEN):
        shown = last if seen is not None and seen != number else on.counting[-1]
        hint = "" if on.status in OPEN else ": undo that first, if it should be decided anew"
        raise Conflict(f"{shown}{hint}", shown.who, shown.kind, shown.at, shown.why)


def record(
    connection: Connection,
    on: Subject,
    kind: str,
    signed: Signature,
    entry: int,
    claim: tuple[str, int] = ("", 0),
    undoes: int | None = None,
    edits: Mapping[str, tuple[str, str]] | None = None,
) -> Decision:
    """Add a decision; the database refuses a second one with the same number."""
    values = {
        "entry_id": entry,
        "candidate_id": on.candidate_id,
        "chain": on.chain,
        "number": (on.decisions[-1].number if on.decisions else 0) + 1,
        "kind": kind,
        "undoes": undoes,
        "claim_id": claim[0],
        "claim_version": claim[1],
        "edited": json.dumps(dict(edits or {})),
    }
    number = connection.execute(insert(DECISIONS).values(values).returning(DECISIONS.c.id)).scalar_one()
    return made(connection.execute(asked().where(DECISIONS.c.id == number)).mappings().one())


def of_request(connection: Connection, request: str) -> Decision | None:
    """Give the decision that a request has made, the asked one before those beside it; None when there is none."""
    query = asked().where(ENTRIES.c.request == request).order_by(DECISIONS.c.id)
    row = connection.execute(query).mappings().first()
    return None if row is None else made(row)


def decided_in(connection: Connection, entry: int) -> list[Decision]:
    """Give the decisions of one entry of the journal, in their order."""
    rows = connection.execute(asked().where(DECISIONS.c.entry_id == entry).order_by(DECISIONS.c.id))
    return [made(row) for row in rows.mappings()]


def reopen(connection: Connection, dataset: int, lineage: str, signed: Signature) -> int:
    """Send what was decided on an article back to the queue, for it has changed; gives how many."""
    newest = _newest_of(connection, dataset, lineage)
    decided = [each for each in newest if each.status not in OPEN]
    if decided:
        why = signed._replace(why="the article has changed", request="")
        entry = journal.enter(connection, dataset, "reopen", why, turns_ledger=False)
        for each in decided:
            record(connection, each, "reopen", why, entry)
    return len(decided)


def _newest_of(connection: Connection, dataset: int, lineage: str) -> list[Subject]:
    ours = (ARTICLES.c.dataset_id == dataset) & (ARTICLES.c.lineage == lineage)
    rows = connection.execute(select(CANDIDATES.c.id, CANDIDATES.c.chain).join(ARTICLES).where(ours)).all()
    newest = {row.chain: row.id for row in sorted(rows, key=lambda row: row.id)}
    return [subject(connection, number) for number in newest.values()]
