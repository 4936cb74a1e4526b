"""What the claims of an event say happened: one outcome per named actor, with its voices and denials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from events.arrays import CHANGE, Claims, Codes, Flags
from events.dates import Days
from events.grouped import extreme, majority, number
from events.model import NOBODY
from events.voices import count_voices, withdrawn

# When sources of one outcome describe it differently, the word most of them use stands, the stronger of equals.
_PRECEDENCE: Final = ("takes", "leaves", "contests", "besieges", "repels", "relieves", "holds")
_BY_PRECEDENCE: Final = np.array([CHANGE[word] for word in _PRECEDENCE])
_RANK: Final = np.argsort(_BY_PRECEDENCE)
_NAMES_A_HOLDER: Final = [CHANGE["takes"], CHANGE["holds"], CHANGE["repels"]]


@dataclass(frozen=True)
class Outcomes:
    """Outcomes, one element each, ordered by event and actor.

    ``claims`` counts assertions that still stand, ``by_party`` those of the actor's own side, ``voices`` and
    ``denials`` independent voices for and against, ``outside`` those for it that are not its own side's.
    ``candidate`` outcomes can win: those that name a holder, or all where none does; ``alive`` ones are not
    outweighed by denials. ``newest`` days are when the newest claims were made.
    """

    event: Codes
    actor: Codes
    change: Codes
    loser: Codes
    part: Flags
    claims: Codes
    by_party: Codes
    voices: Codes
    outside: Codes
    denials: Codes
    newest: Days
    newest_denial: Days
    names_holder: Flags
    candidate: Flags
    alive: Flags

    def __len__(self) -> int:
        return len(self.event)

    @staticmethod
    def placeholder() -> Outcomes:
        """One dead outcome, for a ledger whose every claim is a denial."""
        zero, no = np.zeros(1, np.int64), np.zeros(1, np.bool_)
        nobody = np.full(1, NOBODY)
        return Outcomes(zero, nobody, zero, nobody, no, zero, zero, zero, zero, zero, zero, zero, no, no, no)


def outcomes_of(claims: Claims, event: Codes, events: int) -> Outcomes:
    """Gather the outcomes that the claims name; ``event`` numbers each claim's event 0..events-1."""
    asserting, denying = claims.where(~claims.denies), claims.where(claims.denies)
    said, denied = event[~claims.denies], event[claims.denies]
    subject = _subjects(asserting, said, events)
    width = int(claims.actor.max(initial=0)) + 2
    keys, group = number(said * width + subject + 1)
    of_event, actor = keys // width, keys % width - 1
    groups = len(keys)

    live = ~withdrawn(asserting, denying)
    own_side = live & (asserting.party == subject) & (subject >= 0)
    standing = np.bincount(group[live], minlength=groups)
    voices = count_voices(np.where(live, group, -1), asserting, groups)
    target, witness = _denials(denying, denied, of_event, actor)
    denials = count_voices(target, denying.where(witness), groups)

    change = _BY_PRECEDENCE[np.maximum(majority(group, _RANK[asserting.change], groups), 0)]
    described = asserting.change == change[group]
    parts = np.bincount(group[described & asserting.part], minlength=groups)
    names_holder = np.isin(change, _NAMES_A_HOLDER)
    any_named = np.bincount(of_event[names_holder], minlength=events) > 0
    candidate = names_holder | ~any_named[of_event]
    return Outcomes(
        event=of_event,
        actor=actor,
        change=change,
        loser=majority(group, asserting.loser, groups),
        # The cautious word wins a tie: part of it.
        part=(parts > 0) & (2 * parts >= np.bincount(group[described], minlength=groups)),
        claims=standing,
        by_party=np.bincount(group[own_side], minlength=groups),
        voices=voices,
        outside=count_voices(np.where(live & ~own_side, group, -1), asserting, groups),
        denials=denials,
        newest=extreme(np.maximum, group[live], asserting.said[live], groups),
        newest_denial=extreme(np.maximum, target, denying.said[witness], groups),
        names_holder=names_holder,
        candidate=candidate,
        alive=candidate & (standing > 0) & (denials <= voices),
    )


def _subjects(asserting: Claims, event: Codes, events: int) -> Codes:
    """Name the subject of each claim; a loser who says he left speaks for whoever took it."""
    takes = asserting.change == CHANGE["takes"]
    taker = majority(event[takes], asserting.actor[takes], events)
    leaves = (asserting.change == CHANGE["leaves"]) & (taker[event] != NOBODY)
    return np.where(leaves, taker[event], asserting.actor)


def _denials(denying: Claims, event: Codes, of_event: Codes, of_actor: Codes) -> tuple[Codes, Codes]:
    """Pair denials with the outcomes they deny: (group, row of ``denying``); no actor denies them all."""
    if not len(denying) or not len(of_event):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first = np.searchsorted(of_event, event)
    count = np.searchsorted(of_event, event, side="right") - first
    row = np.repeat(np.arange(len(denying)), count)
    group = np.repeat(first, count) + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    fits = (denying.actor[row] == NOBODY) | (denying.actor[row] == of_actor[group])
    return group[fits], row[fits]
