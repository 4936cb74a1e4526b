"""Verbs that change no holder: rings, attacks that failed, and what is only held."""

from __future__ import annotations

from typing import Final

from events.extract.frames.arguments import before_verb, drafted, may_be_active, object_before, subject_of
from events.extract.frames.drafts import Draft, Sentence
from events.extract.frames.participles import before_adverbs
from events.extract.grammar.verbs import Verb
from events.extract.phrases.reader import read
from events.extract.sides.roles import after
from events.extract.triggers import Rule
from events.extract.triggers.partners import ATTACKS

_BY: Final = frozenset(("by",))


def besiege(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X besieged A" and "A is besieged by X"."""
    return _by_an_armed_side(sentence, rule, verb)


def _by_an_armed_side(sentence: Sentence, rule: Rule, verb: Verb) -> Draft | None:
    """Read a verb of either voice whose doer is named in the sentence and bears arms."""
    units = sentence.units
    if verb.passive:
        reading = before_verb(sentence, verb)
        actor = after(units, verb.at + 1, len(units), _BY)
    else:
        if not may_be_active(verb):
            return None
        reading = read(units, verb.at + 1, len(units), guess=rule.family == "hold" and verb.perfect)
        if not reading.targets and not any(unit.low == "which" for unit in units[: verb.at]):
            return None
        actor = subject_of(sentence, verb)
        if not reading.targets and units[sentence.clauses[sentence.clause_of(verb.at)].start].low == "which":
            reading = object_before(sentence, verb, reading)
    if actor.unit is None or actor.unarmed or not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = actor
    return draft


def repel(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X repelled an attack on A"."""
    units = sentence.units
    total = len(units)
    span = range(verb.at + 1, min(verb.at + 12, total))
    if verb.passive:
        span = range(max(0, verb.first - 12), verb.first)
    attack = next((k for k in span if units[k].low in ATTACKS), -1)
    if attack < 0 or (lemma in ("beat", "fend", "fight", "push") and units[verb.at + 1].low not in ("off", "back")):
        return None
    on = next(
        (
            k
            for k in range(attack + 1, min(attack + 8, total))
            if units[k].low in ("on", "against", "at", "in", "near", "towards", "toward", "into", "to")
        ),
        -1,
    )
    if on < 0 or units[on].low in ("near", "towards", "toward"):
        return None
    reading = read(units, on + 1, total, guess=False)
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = after(units, verb.at + 1, total, _BY) if verb.passive else subject_of(sentence, verb)
    return draft


def hold(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X holds A" and "A is held by X"; "X now holds A" is a change."""
    if verb.passive and lemma not in ("hold", "control"):
        return None
    draft = _by_an_armed_side(sentence, rule, verb)
    if draft is None:
        return None
    draft.since = verb.perfect or verb.passive
    here = sentence.clauses[draft.clause]
    times = (unit.time for unit in sentence.units[here.start : here.end])
    behind = sentence.units[verb.at + 1].low if verb.at + 1 < len(sentence.units) else ""
    old = behind in ("only", "just") or any(u.low == "still" for u in sentence.units[verb.first : verb.at])
    if "d" in verb.tags and not old and any(time is not None and time.relation == "by" for time in times):
        draft.change = "takes"  # "which it controlled by Thursday"
    if "now" in {unit.low for unit in sentence.units[before_adverbs(sentence, verb) : verb.at]}:
        draft.change = "takes"
    return draft
