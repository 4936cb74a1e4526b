"""What goes with a verb of change: its subject, the places before it, and who stands behind "to" and "by"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.drafts import Draft, Sentence, left_start
from events.extract.frames.enumerations import behind_colon, nameless
from events.extract.grammar.verbs import Verb, is_finite
from events.extract.phrases.compounds import kind
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading, Target
from events.extract.sides.roles import NOBODY, Side, subject
from events.extract.triggers import Rule


def drafted(sentence: Sentence, rule: Rule, verb: Verb, reading: Reading) -> Draft:
    """Begin the draft of a verb with the places it reads."""
    last = max([verb.at, *(target.last for target in reading.targets)])
    return Draft(
        rule,
        rule.change,
        verb.at,
        last,
        sentence.clause_of(verb.at),
        reading.targets,
        manner=rule.manner,
        again=rule.again,
    )


_DASHES: Final = frozenset(("–", "—", "--"))


def may_be_active(verb: Verb) -> bool:
    """Tell whether a verb may have an object: it is no passive and no bare participle."""
    return not verb.passive and (verb.perfect or bool({"d", "b"} & set(verb.tags)) or "n" not in verb.tags)


def subject_of(sentence: Sentence, verb: Verb) -> Side:
    """Find the subject of a verb."""
    found = subject(sentence.units, sentence.clauses, sentence.clause_of(verb.at), verb.first)
    fronted = not verb.first and (verb.tags == "g" or sentence.units[0].low == "having")
    return behind_comma(sentence, verb.at) if fronted and found.unit is None and not found.unarmed else found


def behind_comma(sentence: Sentence, at: int) -> Side:
    """Find who "having lost A, X withdrew" speaks of."""
    units = sentence.units
    comma = next((k for k in range(at, len(units)) if units[k].low == ","), len(units))
    for k in range(comma + 1, min(comma + 5, len(units))):
        if units[k].actor is not None and not units[k].modifier:
            return Side(units[k], k)
    return NOBODY


def before_verb(sentence: Sentence, verb: Verb) -> Reading:
    """Read the places left of a passive verb or of a participle that follows its noun."""
    clause = sentence.clause_of(verb.at)
    here = sentence.clauses[clause]
    units = sentence.units
    if here.kind == "rel" and here.opener in ("which", "that", "who"):
        return antecedents(sentence, here.start)
    start = left_start(sentence, verb.first, clause)
    reading = resumed(sentence, from_left(sentence, start, verb.first), clause, verb.first)
    if here.opener in _DASHES and here.start:
        opened = next((k for k in range(here.start - 1, -1, -1) if units[k].low == units[here.start].low), -1)
        if opened > 0:
            reading = read(units, opened + 1, here.start)  # "three towns - A, B and C - fell"
    if not reading.targets and here.start == verb.first - 1 and units[here.start].low in words.CONJUNCTIONS and clause:
        previous = sentence.clauses[clause - 1]
        reading = from_left(sentence, left_start(sentence, verb.first, clause - 1), previous.end)
    if nameless(reading):
        listed = behind_colon(sentence, verb.at)
        reading = listed if listed.targets else reading
    return reading


def resumed(sentence: Sentence, reading: Reading, clause: int, first: int) -> Reading:
    """Read the subject again where a clause was inserted behind it: "A, which lies on the river, was taken"."""
    here = sentence.clauses[clause]
    if reading.targets or here.kind != "resumed" or not clause:
        return reading
    parent = max(here.parent, 0)
    return from_left(sentence, left_start(sentence, first, parent), sentence.clauses[parent].end)


def from_left(sentence: Sentence, start: int, end: int) -> Reading:
    """Read a subject made of places, behind any adverbial that opens the clause: "In the north, A and B"."""
    units = sentence.units
    tries = 0
    while start < end and tries < 4:
        tries += 1
        if units[start].low in words.PREPOSITIONS:
            if start + 1 < end and (units[start + 1].kind == "T" or units[start + 1].low in words.HOURS):
                start += 2
                continue
            comma = next((k for k in range(start, end) if units[k].low == ","), -1)
            if comma < 0:
                return Reading([], start, "a phrase")
            start = comma + 1
            continue
        reading = read(units, start, end)
        if reading.targets:
            return reading
        comma = next((k for k in range(start, end) if units[k].low == ","), -1)
        if comma < 0:
            return reading
        start = comma + 1
    return Reading([], start, "no subject")


def antecedents(sentence: Sentence, at: int) -> Reading:
    """Read the noun before "which was captured": the names that end there, as a list or one alone."""
    units = sentence.units
    for k in range(at - 1, max(-1, at - 8), -1):
        unit = units[k]
        if unit.kind == "P":
            first = phrase_start(sentence, k)
            lies_in = first and units[first - 1].low in ("in", "near", "on", "around", "at")
            if lies_in and _place_before(sentence, first - 1):
                continue
            whose = _apposed_to(sentence, k)
            if whose >= 0:
                return Reading([Target(whose, phrase_start(sentence, whose), whose, units[whose])], whose)
            targets = [Target(k, first, k, unit)]
            while first > 1 and units[first - 1].low in ("and", ",", "&"):
                j = first - 2 if units[first - 2].low != "," else first - 3
                if j < 0 or units[j].kind != "P":
                    break
                first = phrase_start(sentence, j)
                targets.insert(0, Target(j, first, j, units[j]))
            return Reading(targets, k)
        if unit.kind == "w" and unit.low in words.PLACE_NOUNS:
            before = {units[j].low for j in range(max(0, k - 4), k)}
            called = next((j for j in range(k - 1, max(0, k - 8), -1) if units[j].low == ","), -1)
            if called > 0 and units[called - 1].kind == "P" and units[called + 1].low in ("a", "an", "the", "another"):
                return Reading([Target(called - 1, called - 1, called - 1, units[called - 1])], called - 1)
            if not before & {"the", "that", "this", "both", "these"}:
                break
            return Reading([Target(k, k, k, None, unit.low, True, unit.low.endswith("s"))], k)
        if unit.kind == "s" and unit.low not in (",", ")", "(", "|", "-", "–"):
            break
        if unit.kind == "w" and unit.capital and k == at - 1 - (units[at - 1].low == ",") and k:
            first = k
            while first > 1 and units[first - 1].capital and units[first - 1].kind == "w":
                first -= 1
            reading = read(units, first, k + 1)
            return reading if len(reading.targets) == 1 else Reading([], at, "no antecedent")
        if unit.kind == "w" and unit.low not in words.PREPOSITIONS and not unit.capital:
            break
    return Reading([], at, "no antecedent")


def _apposed_to(sentence: Sentence, at: int) -> int:
    """Give the name that "A, the capital of B, which" speaks of, and "A, B region, which"; -1 where it is B."""
    units = sentence.units
    comma = next((j for j in range(at - 1, max(0, at - 8), -1) if units[j].low == ","), -1)
    if comma < 1 or units[comma - 1].kind != "P" or any(unit.kind == "P" for unit in units[comma + 1 : at]):
        return -1
    between = {unit.low for unit in units[comma + 1 : at]}
    region = at == comma + 1 and kind(units[at]) in ("region", "country")
    described = units[comma + 1].low in ("the", "a", "an", "its", "their") and bool(between & {"of", "in", "on"})
    return comma - 1 if region or described else -1


def _place_before(sentence: Sentence, at: int) -> bool:
    """Tell whether what lies in or near a name is a place itself: "the town of A in B"."""
    units = sentence.units
    for k in range(at - 1, max(-1, at - 6), -1):
        if units[k].kind == "P" or units[k].low in words.PLACE_NOUNS:
            return True
        if units[k].kind == "s" or is_finite(units, k):
            return False
    return False


def phrase_start(sentence: Sentence, at: int) -> int:
    """Give the first unit of the noun phrase that ends in a name: "the town of A"."""
    units = sentence.units
    first = at
    while (
        first > 0
        and units[first - 1].kind == "w"
        and (
            units[first - 1].low in words.PLACE_NOUNS
            or units[first - 1].low in ("of", "the")
            or units[first - 1].low in words.ADJECTIVES
            or (units[first - 1].capitals and units[at].low.split()[0] in words.FACILITIES)
        )
    ):
        first -= 1
    return first


def object_before(sentence: Sentence, verb: Verb, reading: Reading) -> Reading:
    """Read the object of a verb in "the town that X took", "A, which X overran": it stands before the clause."""
    number = sentence.clause_of(verb.at)
    here = sentence.clauses[number]
    if here.kind != "rel" or here.opener not in ("which", "that") or reading.refused.startswith("another"):
        return reading
    inner = subject(sentence.units, sentence.clauses, number, verb.first)
    unknown = inner.unit is None and not inner.unarmed and verb.first > here.start + 1
    if unknown or (inner.unit is not None and inner.at > here.start):
        return antecedents(sentence, here.start)
    return reading


def winner_of(sentence: Sentence, at: int) -> Side:
    """Find X in "fell to X", "into the hands of X", "into X's hands", "under X control"."""
    units = sentence.units
    for k in range(at, min(at + 12, len(units))):
        unit = units[k]
        if unit.actor is not None and not unit.modifier:
            return Side(unit, k)
        if unit.low in ("its", "their", "them", "it", "us") and k > at:
            return Side(unit, k)
        if k > at and (
            (unit.kind in "s" and unit.low not in ("'s", "'", '"', "-"))
            or unit.low in words.SUBORDINATORS
            or unit.low == "and"
        ):
            break
    return NOBODY


def new_draft(sentence: Sentence, rule: Rule, at: int, reading: Reading) -> Draft:
    """Begin the draft of a noun with the places it reads."""
    last = max([at, *(target.last for target in reading.targets)])
    return Draft(
        rule, rule.change, at, last, sentence.clause_of(at), reading.targets, manner=rule.manner, again=rule.again
    )
