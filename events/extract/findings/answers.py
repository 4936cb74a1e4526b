"""Answers to what was told: a sentence that denies it, or confirms it by another word."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.findings.attribution import same_side
from events.extract.frames.drafts import Sentence
from events.extract.mentions import ActorMention
from events.extract.words import listed

_ABOUT: Final = listed(
    "claim claims report reports reported capture fall loss losses allegation allegations assertion it that this"
    " advance takeover seizure withdrawal retreat statement news rumours rumors having"
)
FALSE: Final = listed(
    "false untrue propaganda fabricated fabrication baseless unfounded invented lie lies fake staged fiction"
)
"""Words that say of a report that it is not true."""

YIELDING: Final = listed("deny dispute contest argue contradict challenge")
"""Verbs that, with "not" before them, confirm."""

_LOST: Final = listed("losing lost withdrawn fallen")


_MAYBE: Final = words.MODALS | {"if"}
_ABOUT_LOSS: Final = _ABOUT | _LOST
_OF: Final = _ABOUT - {"that", "this"}


def denial_in(sentence: Sentence, gainer: ActorMention | None) -> int:
    """Give the unit that denies what was just told: "Kyiv denied the claim", "it was false"; -1 for none."""
    units = sentence.units
    for at, unit in enumerate(units):
        if unit.kind != "w" or not (unit.low in words.DENYING or unit.low in FALSE):
            continue
        if (at and units[at - 1].low in ("not", "n't", "neither", "never")) or (at > 1 and units[at - 2].low == "not"):
            continue
        by = at + 1 < len(units) and units[at + 1].low == "by"
        span = range(at + 2, len(units)) if by else range(at - 1, -1, -1)
        who = next((units[k].actor for k in span if units[k].actor is not None), None)
        if who is not None and same_side(who, gainer):
            continue
        if by and any(units[k].low in _ABOUT for k in range(max(0, at - 4), at)):
            return at
        if unit.low in FALSE:
            before = {units[k].low for k in range(max(0, at - 6), at)}
            if before & _ABOUT and not before & words.NEGATIONS:
                return at
            continue
        behind = {units[k].low for k in range(at + 1, min(len(units), at + 8))}
        if behind & _ABOUT_LOSS or at + 1 >= len(units) - 1:
            return at
    return -1


def confirmation_in(sentence: Sentence, gainer: ActorMention | None) -> bool:
    """Tell whether a sentence confirms what was just told by somebody else than who gains."""
    units = sentence.units
    for at, unit in enumerate(units):
        if unit.kind == "w" and unit.low in YIELDING and at > 1 and units[at - 1].low == "not":
            who = next((units[k] for k in range(at - 1, -1, -1) if units[k].actor is not None), None)
            if who is not None and not same_side(who.actor, gainer):
                return True
        if (
            unit.kind != "w"
            or unit.low not in words.ADMITTING
            or unit.low == "confirmation"
            or unit.low.endswith("ing")
        ):
            continue
        if any(units[k].low in words.NEGATIONS or units[k].low in words.MODALS for k in range(max(0, at - 4), at)):
            continue
        if any(units[k].low in _MAYBE for k in range(0, at)):
            continue
        who = next((units[k] for k in range(at - 1, -1, -1) if units[k].actor is not None), None)
        if who is None or same_side(who.actor, gainer):
            continue
        behind = {units[k].low for k in range(at + 1, min(len(units), at + 6))}
        if behind & {"no", "not", "only", "fighting", "clashes"}:
            continue
        if behind & _OF:
            return True
    return False
