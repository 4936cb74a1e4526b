"""Participles: "A, liberated last month", "was captured and retaken", "is declared liberated", "captured by X"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.arguments import from_left
from events.extract.frames.drafts import Sentence, left_start
from events.extract.grammar.verbs import Verb, group
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading
from events.extract.words import listed


def before_adverbs(sentence: Sentence, verb: Verb) -> int:
    """Give the unit where a participle begins with its adverbs: "recently recaptured"."""
    units = sentence.units
    at = verb.first
    while (
        at > 1
        and units[at - 1].kind == "w"
        and (units[at - 1].low in words.ADVERBS or units[at - 1].low.endswith("ly"))
    ):
        at -= 1
    return at


def shared_subject(sentence: Sentence, verb: Verb) -> Reading:
    """Read the places before "was captured by X and retaken by Y": the second participle shares the first "was"."""
    units = sentence.units
    clause = sentence.clause_of(verb.at)
    start = left_start(sentence, verb.first, clause)
    first = before_adverbs(sentence, verb)
    if units[first - 1].low not in ("and", "but", "then", ","):
        return Reading([], verb.at)
    linked = next((k for k in range(start, first) if units[k].low in words.BE and units[k].kind == "w"), -1)
    return from_left(sentence, start, linked) if linked > start else Reading([], verb.at)


def describes(sentence: Sentence, verb: Verb) -> bool:
    """Tell "A, liberated last month," from a verb with its subject."""
    units = sentence.units
    at = before_adverbs(sentence, verb) - 1
    behind = units[verb.at + 1] if verb.at + 1 < len(units) else None
    if at < 1 or units[at].low not in (",", "(", "|", "-", "–") or behind is None:
        return False
    before = units[at - 1]
    return (before.kind == "P" or (before.kind == "w" and before.capital and at > 1)) and (
        behind.kind == "T"
        or behind.low in (",", ".", ")", "|", "in", "on", "from", "earlier", "last", "briefly", "only")
    )


def by_follows(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether "by" and somebody follow a participle."""
    units = sentence.units
    k = verb.at + 1
    while k < len(units) and (units[k].kind == "T" or units[k].low in words.ADVERBS or units[k].low.endswith("ly")):
        k += 1
    return k < len(units) and units[k].low == "by" and k + 1 < len(units) and not units[k + 1].low.endswith("ing")


def declared_so(sentence: Sentence, verb: Verb) -> Reading | None:
    """Read "A is declared liberated" and "declared A liberated"; None where nobody declares."""
    units = sentence.units
    if "n" not in verb.tags or (verb.passive and not verb.infinitive) or (verb.perfect and not verb.infinitive):
        return None
    at = next((k for k in range(verb.at - 1, max(-1, verb.at - 9), -1) if units[k].low in _DECLARING), -1)
    if at < 0:
        return None
    if at == verb.first - 1:
        declared = group(units, at, "dn")
        if not declared.passive:
            return None
        clause = sentence.clause_of(verb.at)
        return from_left(sentence, left_start(sentence, declared.first, clause), declared.first)
    return read(units, at + 1, verb.first)


_DECLARING: Final = listed(
    "declared declares declare declaring pronounced proclaimed proclaims announced reported considered reports"
)
