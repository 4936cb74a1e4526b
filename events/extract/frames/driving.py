"""Verbs of driving out and of showing the flag: X drives Y out of P, X raises its flag over P, X marches into P."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from events.extract import words
from events.extract.frames.arguments import (
    behind_comma,
    drafted,
    may_be_active,
    subject_of,
)
from events.extract.frames.drafts import Draft, Sentence
from events.extract.grammar.verbs import Verb
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading, Target
from events.extract.sides.owners import owner
from events.extract.sides.people import ENEMIES
from events.extract.sides.roles import NOBODY, Side, after, between
from events.extract.sides.strangers import is_band
from events.extract.triggers import Rule
from events.extract.triggers.partners import FLAGS
from events.extract.words import listed

_FIGHT: Final = listed("fight fighting shot shots resistance opposition firing battle incident")
_MEASURES: Final = listed("miles mile kilometres kilometers km metres meters yards")
_EDGES: Final = frozenset(("outskirts", "edge", "edges", "approaches", "entrance", "entrances", "gates"))
_BY: Final = frozenset(("by",))
_OF: Final = frozenset(("of",))
_OVER: Final = frozenset(("over", "in", "on", "at", "above", "across"))


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
    reading = read(units, at, len(units), guess=False)
    if not reading.targets:
        return None
    if any(units[k].low in _EDGES for k in range(at, reading.targets[-1].last + 1)):
        return None  # who is on the outskirts has not come in
    actor = subject_of(sentence, verb)
    if actor.unit is None or actor.unarmed:
        return None
    if lemma == "storm" and all(t.name is None and t.noun in words.FACILITIES for t in reading.targets):
        return None  # a building that is stormed is attacked
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = actor
    if _unopposed(sentence, draft.last + 1):
        draft.change, draft.manner = "takes", "unopposed"
    if any(target.part for target in reading.targets):
        draft.change = "contests"
    return draft


def _unopposed(sentence: Sentence, at: int) -> bool:
    """Tell "entered A without a fight" and "entered A unopposed": whoever does so has the place."""
    units = sentence.units
    for k in range(at, min(at + 7, len(units))):
        if units[k].low == "unopposed":
            return True
        if units[k].low in ("without", "no"):
            return any(unit.low in _FIGHT for unit in units[k + 1 : k + 5])
        if units[k].kind == "s" or units[k].low in words.CONJUNCTIONS:
            break
    return False


def expel(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X drove Y out of A" and "Y was driven out of A"."""
    units = sentence.units
    total = len(units)
    start = -1
    for k in range(verb.at + 1, min(verb.at + 14, total)):
        low = units[k].low
        if low == "from" and (units[k - 1].low in ("back", "away") or units[k - 1].low in _MEASURES):
            return None  # kept off, and not driven out
        if low == "from" or (low == "of" and units[k - 1].low == "out"):
            start = k + 1
            break
        if (
            low in words.SUBORDINATORS
            or low in ("into", "by")
            or (units[k].kind == "s" and low not in ("-", "(", ")", "'s", "'"))
            or low == "to"
        ):
            break
    if start < 0:
        return _driven_out(sentence, rule, verb)
    ousted = between(units, verb.at + 1, start)
    the = verb.at + 1
    if ousted.unit is None and not ousted.unarmed and units[the].low == "the" and is_band(units, the + 1, start):
        ousted = Side(units[the + 1], the + 1)  # "dislodged the Ecuadoreans from A"
    if verb.passive or ("n" in verb.tags and not verb.perfect and ousted.unit is None):
        loser = subject_of(sentence, verb) if verb.passive else NOBODY
        if loser.unit is None and not loser.unarmed:
            foe = next((k for k in range(verb.first - 1, max(-1, verb.first - 4), -1) if units[k].low in ENEMIES), -1)
            loser = Side(units[foe], foe) if foe >= 0 else loser
        actor = after(units, verb.at + 1, total, _BY)
        if not verb.passive:
            loser = _fronted_side(sentence, verb)
        if loser.unit is None or loser.unarmed:
            return None
    else:
        loser = ousted
        actor = subject_of(sentence, verb)
        if actor.unarmed or loser.unit is None:
            return None
    reading = read(units, start, total)
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor, draft.loser = actor, loser
    return draft


def _fronted_side(sentence: Sentence, verb: Verb) -> Side:
    """Find whom "driven from A, X regrouped" and "X, driven from A, regrouped" speak of."""
    units = sentence.units
    if not verb.first:
        return behind_comma(sentence, verb.at)
    comma = verb.first - 1
    if units[comma].low == "," and comma and units[comma - 1].actor is not None and not units[comma - 1].modifier:
        return Side(units[comma - 1], comma - 1)
    return NOBODY


def _driven_out(sentence: Sentence, rule: Rule, verb: Verb) -> Draft | None:
    """Read "but were driven out by X" of those who had just taken A."""
    units = sentence.units
    out = verb.at + 1 < len(units) and units[verb.at + 1].low in ("out", "away", "back") and rule.name == "expel"
    out = out or units[verb.at].low in ("expelled", "ousted", "dislodged", "evicted", "ejected", "routed")
    if not verb.passive or not out:
        return None
    loser = subject_of(sentence, verb)
    actor = after(units, verb.at + 1, min(verb.at + 8, len(units)), _BY)
    if loser.unit is None or loser.unarmed or actor.unarmed:
        return None
    clause = sentence.clauses[sentence.clause_of(verb.at)]
    fronted = _fronted(sentence, clause.start, verb.first)
    draft = drafted(sentence, rule, verb, fronted)
    draft.actor, draft.loser, draft.inherits = actor, loser, not fronted.targets
    return draft


def _fronted(sentence: Sentence, start: int, end: int) -> Reading:
    """Read the place of "in A they were driven out again"."""
    units = sentence.units
    while start < end and (units[start].kind in "sT" or units[start].low in words.CONJUNCTIONS):
        start += 1
    if start + 1 < end and units[start].low in ("in", "at", "from"):
        reading = read(units, start + 1, end, guess=False)
        if len(reading.targets) == 1 and reading.targets[0].name is not None:
            return reading
    return Reading([], start)


def _is_square(target: Target) -> bool:
    """Tell "the main square" from a place with a name and from a work that is a place of its own."""
    other = words.PLACE_NOUNS.get(target.noun) == "other" and target.noun not in words.FACILITIES
    return other and target.name is None and target.inside is None


def flag(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X raised its flag over A"."""
    units = sentence.units
    total = len(units)
    flies = verb.passive or lemma == "fly"
    span = range(verb.first - 1, max(-1, verb.first - 9), -1) if flies else range(verb.at + 1, min(verb.at + 8, total))
    flag = next((k for k in span if units[k].low in FLAGS), -1)
    if flag < 0 or not (flies or may_be_active(verb)):
        return None
    first = verb.at + 1 if flies else flag + 1
    place = next((k for k in range(first, min(first + 3, total)) if units[k].low in _OVER), -1)
    if place < 0:
        return None
    if flies:
        actor = after(units, flag + 1, verb.first, _OF)
        actor = actor if actor.unit is not None else owner(units, flag)
        by = after(units, verb.at + 1, total, _BY)
        actor = by if by.unit is not None else actor
        if actor.unit is None or by.unarmed or units[place].low not in ("over", "above"):
            return None
    else:
        actor = subject_of(sentence, verb)
    if actor.unarmed:
        return None
    reading = read(units, place + 1, total, guess=units[place].low == "over")
    if not reading.targets:
        return None
    if all(_is_square(t) for t in reading.targets):
        reading.targets[:] = [replace(reading.targets[0], noun="it")]  # "the main square" of the place spoken of
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = actor
    return draft
