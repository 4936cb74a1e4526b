"""What the keys do: accept, reject, undo, go on. Each is a callback: the page is drawn anew after it, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.pages.case import Case, Desk
from dashboard.pages.sitting import Sitting, sitting
from dashboard.panels.missing import missing_words
from dashboard.panels.queue import next_open, onward
from events.review import accept as accept_draft
from events.store import Conflict, Refused, StoreError

REASONS = (
    "it tells of no change and no hold",
    "planned, attempted, feared or repelled",
    "another place is meant",
    "another side is meant",
    "told twice",
)
"""Why candidates are rejected; the reviewer may say it otherwise."""


def step(by: int) -> None:
    """Go to the next candidate (1) or the one before (-1)."""
    at = sitting()
    at.said = []
    at.go(onward(at.queue, at.candidate_id, by))


def accept(desk: Desk, case: Case) -> None:
    """Make the case a claim, as it stands on the page."""
    at = sitting()
    if not _ready(at, case):
        return
    with _told(at, case):
        decision = accept_draft(desk.store, case.item, case.draft, who=at.reviewer, proposed=case.proposed)
        at.decided.append((case.item.candidate_id, decision.number))
        at.say("good", f"Accepted: {case.title}. It is on the map.")
        _onward(at, case)


def begin_reject() -> None:
    """Ask why."""
    at = sitting()
    at.rejecting = not at.rejecting
    at.said = []


def reject(desk: Desk, case: Case, why: str) -> None:
    """Decide that the case is no claim, and say why."""
    at = sitting()
    if not why.strip():
        at.say("bad", "Say why: a rejection without a reason teaches nobody.")
        at.focus_on("tt-reasons")
        return
    if not _named(at):
        return
    with _told(at, case):
        decision = desk.store.reject(case.item.candidate_id, who=at.reviewer, why=why, seen=case.item.seen)
        at.decided.append((case.item.candidate_id, decision.number))
        at.say("good", f"Rejected: {case.title} ({why}).")
        _onward(at, case)


def undo(desk: Desk, case: Case | None) -> None:
    """Take back the last decision of this sitting, else the one on the case in front; the trace stays."""
    at = sitting()
    if not _named(at):
        return
    if at.decided:
        number, seen = at.decided[-1]
    elif case is not None and case.item.decisions:
        number, seen = case.item.candidate_id, case.item.seen
    else:
        at.say("warn", "There is no decision to undo.")
        return
    try:
        desk.store.undo(number, who=at.reviewer, seen=seen)
        item = desk.store.item(number)
    except Conflict as conflict:
        at.say("warn", f"Not undone: {conflict}.")
        return
    except StoreError as error:
        at.say("bad", f"Not undone: {error}.")
        return
    finally:
        at.decided = [each for each in at.decided if each[0] != number]
    at.open_article(item.article_id)
    at.go(number)
    at.say("good", f"Undone: {item.candidate.place}. Both decisions stay in the log.")


def toggle_form() -> None:
    """Open the form with the cursor in it, or close it."""
    at = sitting()
    at.editing = not at.editing
    if at.editing:
        at.focus_on("tt-form")


def accept_many(desk: Desk, cases: list[Case]) -> None:
    """Accept those that the reviewer was shown, one after the other; what fails stays in the queue."""
    at = sitting()
    if not _named(at):
        return
    done, failed = 0, []
    entries: set[int] = set()
    bar = st.progress(0.0)
    for count, case in enumerate(cases, 1):
        try:
            item = desk.store.item(case.item.candidate_id)
            if item.status == "accepted" and item.decisions[-1].entry in entries:
                done += 1  # a denial, accepted just now with what it denies
                continue
            decision = accept_draft(desk.store, case.item, case.draft, who=at.reviewer, proposed=case.proposed)
            entries.add(decision.entry)
            at.decided.append((case.item.candidate_id, decision.number))
            at.forget(case.item.candidate_id)
            done += 1
        except StoreError as error:
            failed.append(f"{case.title}: {error}")
        bar.progress(count / len(cases))
    at.say("good" if done else "bad", f"{done} of {len(cases)} accepted.")
    for words in failed:
        at.add("warn", f"Not accepted: {words}.")


def _ready(at: Sitting, case: Case) -> bool:
    """Tell whether a case can be accepted; else say what is missing, and open the form at it."""
    if not _named(at):
        return False
    if case.item.status == "accepted":
        at.say("warn", f"Already decided: {case.item.decisions[-1]}.")
        return False
    wanted = missing_words(case.draft.missing, several=case.choice is None and len(case.places) > 1)
    if wanted:
        at.say("asks", "Not accepted yet. " + " ".join(wanted.values()))
        if "claims.place_id" not in wanted:
            at.editing = True
            at.focus_on(_field(case, next(iter(wanted))))
    return not wanted


def _field(case: Case, cell: str) -> str:
    """Name the field of the form in which a cell is set."""
    table, _, name = cell.partition(".")
    if table == "sources":
        return f"tt-pub-{case.article.article_id}"
    if table == "actors":
        actor, _, name = name.rpartition(".")
        name = f"kind-{actor}"
    return f"tt-claim-{case.item.candidate_id}-{name}"


def _named(at: Sitting) -> bool:
    if not at.reviewer.strip():
        at.say("bad", "Give your name first: every decision is kept with who made it.")
        at.focus_on("tt-who")
    return bool(at.reviewer.strip())


def _onward(at: Sitting, case: Case) -> None:
    at.forget(case.item.candidate_id)
    at.rejecting = False
    at.candidate_id = next_open(at.queue, case.item.candidate_id)


@contextmanager
def _told(at: Sitting, case: Case) -> Iterator[None]:
    """Say in words why a decision was not saved; the case stays in front of the reviewer."""
    try:
        yield
    except Conflict as conflict:
        at.say("warn", f"Somebody was quicker: {conflict}. Your decision was not saved; theirs is shown.")
    except Refused as refused:
        at.say("bad", f"Not accepted: {refused}.")
        at.editing = True
    except StoreError as error:
        at.say("bad", f"Not saved: {error}. The queue is as it was.")
