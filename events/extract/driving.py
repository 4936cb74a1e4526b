"""Verbs of driving out and of showing the flag: X drives Y out of P, X raises its flag over P, X marches into P."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.arguments import (
    drafted,
    may_be_active,
    subject_of,
)
from events.extract.drafts import Draft, Sentence
from events.extract.phrases import read
from events.extract.sides import NOBODY, after, between
from events.extract.triggers import Rule
from events.extract.verbs import Verb

_BY: Final = frozenset(("by",))


def enter(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X entered A" and "X marched into A"."""
    units = sentence.units
    at = verb.at + 1
    if verb.passive or not may_be_active(verb):
        return None
    if rule.particles:
        into = next((k for k in range(at, min(at + 5, len(units))) if units[k].low == "into"), -1)
        if into < 0 or any(units[k].kind in "PA" for k in range(at, into)):
            return None
        at = into + 1
    actor = subject_of(sentence, verb)
    if actor.unit is None or actor.unarmed:
        return None
    reading = read(units, at, len(units), guess=False)
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = actor
    if any(target.part for target in reading.targets):
        draft.change = "contests"
    return draft


def expel(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X drove Y out of A" and "Y was driven out of A"."""
    units = sentence.units
    total = len(units)
    start = -1
    for k in range(verb.at + 1, min(verb.at + 14, total)):
        low = units[k].low
        if low == "from" and units[k - 1].low == "back":
            return None
        if low == "from" or (low == "of" and units[k - 1].low == "out"):
            start = k + 1
            break
        if (
            low in words.SUBORDINATORS
            or low == "into"
            or (units[k].kind == "s" and low not in ("-", "(", ")", "'s", "'"))
            or low == "to"
        ):
            break
    if start < 0:
        return None
    if verb.passive or ("n" in verb.tags and not verb.perfect and between(units, verb.at + 1, start).unit is None):
        loser = subject_of(sentence, verb) if verb.passive else NOBODY
        actor = after(units, verb.at + 1, total, _BY)
        if loser.unit is None or loser.unarmed:
            return None
    else:
        loser = between(units, verb.at + 1, start)
        actor = subject_of(sentence, verb)
        if actor.unarmed or loser.unit is None:
            return None
    reading = read(units, start, total)
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor, draft.loser = actor, loser
    return draft


def flag(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X raised its flag over A"."""
    units = sentence.units
    total = len(units)
    flag = next(
        (k for k in range(verb.at + 1, min(verb.at + 8, total)) if units[k].low in ("flag", "flags", "banner")), -1
    )
    if verb.passive or flag < 0 or not may_be_active(verb):
        return None
    place = next(
        (
            k
            for k in range(flag + 1, min(flag + 4, total))
            if units[k].low in ("over", "in", "on", "at", "above", "across")
        ),
        -1,
    )
    if place < 0:
        return None
    actor = subject_of(sentence, verb)
    if actor.unarmed:
        return None
    reading = read(units, place + 1, total, guess=False)
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = actor
    return draft
