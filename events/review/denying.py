"""The denial that a text carries of what it tells: it becomes a claim together with what it denies."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from events.extract.candidates import Candidate
from events.review.drafting import Draft, key_of, proposals
from events.store.queue import Item
from events.store.ruling import Beside
from events.store.working import Store

_TOLD: Final = (
    "event_id", "place_id", "change", "actor_id", "from_actor_id", "earliest", "latest", "manner", "extent", "source_id"
)  # fmt: skip
"""The cells that a denial shares with what it denies."""


def denial_of(store: Store, item: Item, draft: Draft) -> list[Beside]:
    """Give what is accepted with a claim that its text denies: the denial that waits, as one of the same event.

    Nothing where the text carries none, or where somebody has decided on it by itself.
    """
    told = item.candidate
    if told.standing != "denied" or told.stance != "asserts":
        return []
    name, waiting = store.beside(item.candidate_id)
    denials = [each for each in waiting if _denies(each.candidate, told)]
    if not denials:
        return []
    denial = min(denials, key=lambda each: abs(each.candidate.start - told.end))
    claim_id = denial.claim["claim_id"] if denial.claim else ""
    [proposed, *_] = proposals(
        denial.candidate,
        store.timeline(name),
        store.article(item.article_id),
        reviewer=draft.claim["coder"],
        today=dt.date.fromisoformat(draft.claim["recorded"]),
    )
    made = _of(draft, proposed.draft, claim_id)
    return [] if made.missing else [Beside(denial.candidate_id, made.rows(), denial.seen)]


def _of(told: Draft, denial: Draft, claim_id: str) -> Draft:
    """Give the draft of a denial as one of what is told: the same event, place, sides and days, in other words.

    ``claim_id`` is that of the claim which the denial has already, if any. What ``told`` brings along is there then.
    """
    claim = denial.claim | {name: told.claim[name] for name in _TOLD}
    claim["claim_id"] = claim_id or key_of(claim)
    brought = {each["actor_id"] for each in told.actors}
    needed = {claim[name] for name in ("actor_id", "from_actor_id", "party")} - brought
    actors = tuple(each for each in denial.actors if each["actor_id"] in needed)
    return replace(
        denial, claim=claim, source=told.source, source_is_new=False, place=None, actors=actors, event_is_new=False
    )


def _denies(one: Candidate, told: Candidate) -> bool:
    """Tell whether a candidate denies that one: the same place going the same way, to the same side, in those days."""
    same = (one.place, one.change, one.actor_id) == (told.place, told.change, told.actor_id)
    days = {(each.earliest, each.latest) for each in (one, told)}
    return one.stance == "denies" and same and (len(days) == 1 or (None, None) in days)
