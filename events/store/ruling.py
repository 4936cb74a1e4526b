"""What a decision does to the ledger: accepting, rejecting, skipping and undoing, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from events import frames
from events.frames import Problem
from events.store import journal
from events.store.decisions import Decision, Subject, check_turn, decided_in, record, subject
from events.store.errors import Conflict, Refused, StoreError
from events.store.journal import Signature
from events.store.ledger import read_around
from events.store.schema import ROWS
from events.store.versions import Values, Version, append, current, following, history, written_by
from events.store.vetting import Rows, vet

_BESIDE: Final = ("places", "actors", "sources")
Edits = Mapping[str, tuple[str, str]]


class Beside(NamedTuple):
    """A candidate that is accepted with another: its number, its rows, and the last decision on it that was seen."""

    candidate_id: int
    rows: Rows
    seen: int | None


def accept(
    connection: Connection,
    candidate: int,
    rows: Rows,
    seen: int | None,
    signed: Signature,
    edits: Edits,
    beside: Sequence[Beside] = (),
) -> Decision:
    """Make a candidate a claim: the claim and what it needs that is not there yet, or nothing at all.

    ``rows`` holds one row of claims, and new rows of sources, places and actors. A candidate whose claim still stands
    (its article has changed) gets a new version of that claim. Those ``beside`` it become claims in the same entry of
    the journal, and are undone with it. Raises `Refused` when the rows cannot stand, `Conflict` when somebody else was
    quicker.
    """
    on = subject(connection, candidate)
    check_turn(on, seen)
    entry = journal.enter(connection, on.dataset, "accept", signed, turns_ledger=True)
    done = record(connection, on, "accept", signed, entry, _claim(connection, on, rows, entry), edits=edits)
    for other in beside:
        also = subject(connection, other.candidate_id)
        check_turn(also, other.seen)
        record(connection, also, "accept", signed, entry, _claim(connection, also, other.rows, entry))
    return done


def _claim(connection: Connection, on: Subject, rows: Rows, entry: int) -> tuple[str, int]:
    """Write the claim of a candidate with what it needs; give its key and version."""
    if len(rows.get("claims", ())) != 1:
        raise StoreError("one claim is accepted at a time")
    made, problems = vet(read_around(connection, on.dataset, rows), rows)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise Refused(errors)
    for table in _BESIDE:
        _add(connection, table, on.dataset, entry, made[table])
    (key, values), standing = next(iter(made["claims"].items())), claim_of(connection, on)
    before = current(connection, "claims", on.dataset, [key]).get(key)
    if standing is not None:
        key, before = standing.key, standing
        values = values | {"claim_id": key}
    elif before is not None and not before.removed:
        message = f"claim {key} is in the ledger already ({before.kind} by {before.who}): this is the same claim twice"
        raise Refused([Problem("claims.csv", 1, "claim_id", message)])
    fresh = following(before, key, values)
    append(connection, "claims", on.dataset, entry, [fresh])
    if standing is not None:
        _sweep(connection, on.dataset, entry, standing.values)
    return key, fresh.number


def reject(connection: Connection, candidate: int, seen: int | None, signed: Signature) -> Decision:
    """Decide that a candidate is no claim; a claim that it made before its article changed is withdrawn."""
    on = subject(connection, candidate)
    check_turn(on, seen)
    standing = claim_of(connection, on)
    entry = journal.enter(connection, on.dataset, "reject", signed, turns_ledger=standing is not None)
    if standing is None:
        return record(connection, on, "reject", signed, entry)
    gone = following(standing, standing.key, standing.values, removed=True)
    append(connection, "claims", on.dataset, entry, [gone])
    _sweep(connection, on.dataset, entry, standing.values)
    return record(connection, on, "reject", signed, entry, (gone.key, gone.number))


def skip(connection: Connection, candidate: int, seen: int | None, signed: Signature) -> Decision:
    """Put a candidate at the end of the queue."""
    on = subject(connection, candidate)
    check_turn(on, seen)
    entry = journal.enter(connection, on.dataset, "skip", signed, turns_ledger=False)
    return record(connection, on, "skip", signed, entry)


def undo(connection: Connection, candidate: int, seen: int | None, signed: Signature) -> Decision:
    """Undo the last decision on a candidate that was not undone: its claim is again as it was before, as a new version.

    What was accepted beside it in the same entry is undone with it: the two were one decision.
    Raises `Conflict` when somebody decided meanwhile, or changed the claim in another way; `StoreError` when there is
    nothing to undo.
    """
    on = subject(connection, candidate)
    last = on.decisions[-1] if on.decisions else None
    if last is not None and seen is not None and seen != last.number:
        raise Conflict(str(last), last.who, last.kind, last.at, last.why)
    target = next((each for each in reversed(on.counting) if each.kind != "reopen"), None)
    if target is None:
        raise StoreError("there is no decision on this candidate to undo")
    written = written_by(connection, "claims", target.entry)
    entry = journal.enter(connection, on.dataset, "undo", signed, turns_ledger=bool(written))
    back = [_before(connection, on, each) for each in written]
    append(connection, "claims", on.dataset, entry, back)
    for each, was in zip(written, back, strict=True):
        if not was.removed:
            _revive(connection, on.dataset, entry, was.values)
        _sweep(connection, on.dataset, entry, each.values)
    claims = {each.key: (each.key, each.number) for each in back}
    if target.kind == "accept":
        for other in decided_in(connection, target.entry):
            if other.chain != on.chain:
                also = subject(connection, other.candidate_id)
                now = claims.get(other.claim_id, ("", 0))
                record(connection, also, "undo", signed, entry, now, undoes=other.decision_id)
    claim = claims.get(target.claim_id, ("", 0))
    return record(connection, on, "undo", signed, entry, claim, undoes=target.decision_id)


def claim_of(connection: Connection, on: Subject) -> Version | None:
    """Give the claim that a candidate has in the ledger, None when it has none."""
    named = [each.claim_id for each in on.decisions if each.claim_id]
    now = current(connection, "claims", on.dataset, named[-1:]).get(named[-1]) if named else None
    return None if now is None or now.removed else now


def _before(connection: Connection, on: Subject, written: Version) -> Version:
    """Give the version that brings a claim back to what it was before one was written."""
    versions = history(connection, "claims", on.dataset, [written.key])[written.key]
    now, earlier = versions[-1], [each for each in versions if each.number < written.number]
    if not now.same(written):
        when = f" on {now.at:%Y-%m-%d at %H:%M} UTC" if now.at else ""
        raise Conflict(
            f"claim {now.key} was changed after this decision ({now.kind} by {now.who}{when}): undo would lose that",
            now.who,
            now.kind,
            now.at,
        )
    was = earlier[-1] if earlier else None
    return following(now, now.key, was.values if was else now.values, removed=was is None or was.removed)


def _add(connection: Connection, table: str, dataset: int, entry: int, rows: Mapping[str, Values]) -> None:
    """Add rows that are not there; one that is there already must say the same."""
    there = current(connection, table, dataset, rows)
    problems = []
    for key, values in rows.items():
        mine = there.get(key)
        if table == "actors":
            values = values | {"rank": _last_rank(connection, dataset) + 1 if mine is None else mine.values["rank"]}
        if mine is None or mine.removed:
            append(connection, table, dataset, entry, [following(mine, key, values)])
        elif mine.values != values:
            differ = [name for name, cell in values.items() if cell != mine.values[name]]
            message = f"{key} is there already and says otherwise: refer to it as it is, or give this one another id"
            problems += [Problem(f"{table}.csv", 1, name, message) for name in differ]
    if problems:
        raise Refused(problems)


def _last_rank(connection: Connection, dataset: int) -> float:
    ranks = [each.values["rank"] for each in current(connection, "actors", dataset).values()]
    return float(max(ranks, default=-1.0))


def _references(values: Values) -> Iterable[tuple[str, str]]:
    for column in frames.CLAIMS:
        if column.refers and values[column.name]:
            yield column.refers, values[column.name]


def _revive(connection: Connection, dataset: int, entry: int, values: Values) -> None:
    """Bring back what a claim that stands again refers to."""
    for table, key in dict.fromkeys(_references(values)):
        there = current(connection, table, dataset, [key]).get(key)
        if there is not None and there.removed:
            append(connection, table, dataset, entry, [following(there, key, there.values)])


def _sweep(connection: Connection, dataset: int, entry: int, values: Values) -> None:
    """Take out what came in by review, for a claim that is gone, and that nothing refers to any more."""
    for table, key in dict.fromkeys(_references(values)):
        first = history(connection, table, dataset, [key]).get(key, [])
        if not first or first[0].kind != "accept" or first[-1].removed or _is_cited(connection, dataset, table, key):
            continue
        append(connection, table, dataset, entry, [following(first[-1], key, first[-1].values, removed=True)])


def _is_cited(connection: Connection, dataset: int, table: str, key: str) -> bool:
    for name, columns in frames.TABLES.items():
        for column in columns:
            if column.refers != table:
                continue
            of = ROWS[name]
            citing = select(of.c.row_key).where(of.c.dataset_id == dataset, of.c[column.name] == key).distinct()
            keys = connection.execute(citing).scalars().all()
            now: Iterable[Any] = current(connection, name, dataset, keys).values()
            if any(not each.removed and each.values[column.name] == key for each in now):
                return True
    return False
