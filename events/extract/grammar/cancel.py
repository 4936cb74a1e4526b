"""Why a verb of change proposes nothing: it was planned, tried, denied, feared or conditional."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.clauses import Clause
from events.extract.grammar.units import Unit
from events.extract.grammar.unreal import unreal
from events.extract.grammar.verbs import BASES, Verb, is_finite
from events.extract.grammar.wishes import HAPPENED, WISHED
from events.extract.words import listed

_WRONGLY: Final = listed("wrongly incorrectly mistakenly erroneously falsely version")
"""Words of a correction: what was said so is not so."""

_RETRACTING: Final = listed("withdrew withdraws withdrawn retracted retracts recanted")
DENIED: Final = "denied"
"""Why a change is none that the text only tells to deny it: a finding of its own kind."""

_RANKS: Final = listed("latest first second third fourth fifth sixth seventh eighth ninth tenth last")
"""Words after which an infinitive tells what happened: "the latest town to fall"."""

_CONDITIONS: Final = frozenset(("if", "unless", "whether", "lest", "whenever"))
_GERUND_OPENERS: Final = frozenset(
    ("to", "toward", "towards", "at", "of", "from", "for", "on", "about", "with", "without")
)
FACTUAL: Final = listed(
    "succeeded succeed success since credited responsible responsibility praised by in after before while celebrated"
    " announced confirmed claimed reported accused denied-x result report reports news claim claims part process"
    " hours days weeks months day week month within satisfaction blamed thanked commended"
)
"""Words whose preposition leads to what did happen: "responsible for taking A"."""


_THE_SAME: Final = words.DETERMINERS | {"same"}


def verb_cancelled(units: Sequence[Unit], clauses: Sequence[Clause], clause: int, verb: Verb) -> str:
    """Say why a verb tells of nothing that happened; an empty string when it does."""
    here = clauses[clause]
    if units[-1].low == "?" or (len(units) > 1 and units[-2].low == "?"):
        return "a question"
    if verb.negated:
        return "negated"
    if any(units[k].low in _WRONGLY for k in range(verb.first)):
        return "corrected"
    if verb.modal:
        return "modal: " + verb.modal
    if verb.infinitive:
        reason = _infinitive(units, here, verb)
        if reason:
            return reason
    elif "b" in verb.tags and not verb.passive:
        reason = _joined_to_wish(units, here, verb)
        if reason:
            return reason
    before = units[verb.first - 1].low if verb.first else ""
    if before in words.DENYING and (verb.tags == "g" or units[verb.first].low == "having"):
        return "not denied" if verb.first > 1 and units[verb.first - 2].low in words.NEGATIONS else DENIED
    if verb.tags == "g" and not verb.progressive:
        reason = _gerund(units, here, verb)
        if reason:
            return reason
    return unreal(units, clauses, clause, verb) or clause_cancelled(units, clauses, clause, verb)


def clause_cancelled(units: Sequence[Unit], clauses: Sequence[Clause], clause: int, verb: Verb | None) -> str:
    """Say why the clause around a verb or noun makes it hypothetical, wished for or denied."""
    seen = 0
    first = True
    while 0 <= clause < len(clauses) and seen < 6:
        here = clauses[clause]
        opener = here.opener
        if here.kind == "sub":
            if opener in _CONDITIONS and not (opener == "whether" and verb is None):
                return "condition: " + opener
            if opener in ("until", "till") and not _past(verb, first):
                return "until"
            if (
                opener in ("once", "when", "after", "before", "as", "where", "while")
                and first
                and not _past(verb, True)
            ):
                parent = here.parent
                if 0 <= parent < len(clauses) and _modal_in(units, clauses[parent]):
                    return "part of a plan"
        elif here.kind == "said":
            if opener in words.HOPING:
                return "wished or feared: " + opener
            speaking = clauses[here.parent] if 0 <= here.parent < len(clauses) else None
            if opener in words.REPORTS and speaking is not None and _retracts(units, speaking):
                return "retracted"
            if speaking is not None and _negated_saying(units, speaking):
                return "not said"
            if opener in words.DENYING or (speaking is not None and _denies_reports(units, speaking, opener)):
                return DENIED
        first = False
        if here.kind in ("main", "saying", "resumed", "rel"):
            break  # what a relative clause tells is taken for known
        clause = here.parent
        seen += 1
    return ""


def _retracts(units: Sequence[Unit], speaking: Clause) -> bool:
    return any(unit.low in _RETRACTING for unit in units[speaking.start : speaking.end])


def _denies_reports(units: Sequence[Unit], speaking: Clause, noun: str) -> bool:
    """Tell "denied reports that" from "denied X's claim that": of reports that are nobody's, the denial is all."""
    near = units[max(speaking.start, speaking.end - 5) : speaking.end]
    at = next((k for k in range(len(near) - 1, -1, -1) if near[k].low in words.DENYING), -1)
    return noun in words.REPORTS and at >= 0 and all(unit.actor is None for unit in near[at:])


def _past(verb: Verb | None, own: bool) -> bool:
    return own and verb is not None and ("d" in verb.tags or verb.had) and not verb.infinitive


def _infinitive(units: Sequence[Unit], here: Clause, verb: Verb) -> str:
    if verb.first and units[verb.first - 1].low == "only":
        return ""  # "took A, only to lose it again"
    for k in range(verb.first - 1, max(here.start - 1, verb.first - 10, -1), -1):
        unit = units[k]
        low = unit.low
        noun = low in ("force", "forces") and (units[k - 1].low in _THE_SAME if k else False)
        if low == "about" and k == verb.first - 1:
            return "not reached: about"
        if unit.kind == "w" and not noun and (low in HAPPENED or low in WISHED):
            if low in WISHED:
                return "attempt or plan: " + low
            if _denied_before(units, k, here.start):
                return "negated"
            return ""
        if low in _RANKS and units[k + 1].low not in words.HAVE:
            return ""
        if unit.kind == "s" and low in (";", ":"):
            break
    told = here.opener in HAPPENED and here.kind == "said"
    if told and not any(is_finite(units, k) or units[k].low in words.MODALS for k in range(here.start, verb.first)):
        return ""
    return "infinitive"


def _denied_before(units: Sequence[Unit], at: int, start: int) -> bool:
    return any(
        units[k].low in words.NEGATIONS
        or units[k].low in words.MODALS
        or units[k].low in ("hopes", "hoped", "wants", "tried", "trying")
        for k in range(max(start, at - 4), at)
    )


def _joined_to_wish(units: Sequence[Unit], here: Clause, verb: Verb) -> str:
    """A base form after "and" shares the "to" or "will" of the verb before it: "to enter and capture"."""
    before = units[verb.first - 1] if verb.first else None
    if before is None or before.kind == "A":
        return ""
    for k in range(verb.first - 1, max(here.start - 1, verb.first - 25, -1), -1):
        unit = units[k]
        low = unit.low
        if low in words.MODALS:
            return "modal: " + low
        if low == "to" and k + 1 < len(units) and units[k + 1].low in BASES:
            if before.low in ("and", "or", ",", "then", "also", "later"):
                return "infinitive"
            return ""
        if unit.actor is not None and before.low not in ("and", "or", ",", "then"):
            return ""
    return ""


def _gerund(units: Sequence[Unit], here: Clause, verb: Verb) -> str:
    at = verb.first - 1
    if at < 0:
        return ""
    before = units[at].low
    if before in ("without", "despite"):
        return "negated" if before == "without" else ""
    for k in range(at, max(here.start - 1, at - 7, -1), -1):
        unit = units[k]
        low = unit.low
        if unit.kind == "s" and low not in ("-", '"', "'", "“", "”"):
            return ""
        if unit.kind == "w" and low in FACTUAL and low != "in":
            return ""
        wished = unit.kind == "w" and (low in WISHED or low == "point")
        if wished and (before in _GERUND_OPENERS or before in WISHED):
            return "attempt or plan: " + low
    return "not reached: " + before if before in ("to", "toward", "towards", "at", "for", "about") else ""


def _modal_in(units: Sequence[Unit], clause: Clause) -> bool:
    return any(units[k].low in words.MODALS and units[k].kind == "w" for k in range(clause.start, clause.end))


def _negated_saying(units: Sequence[Unit], clause: Clause) -> bool:
    """Tell "did not say that", "could not confirm that" from a plain saying."""
    for k in range(clause.end - 1, max(clause.start - 1, clause.end - 6, -1), -1):
        if units[k].low in words.NEGATIONS or units[k].low in ("cannot", "unable", "impossible", "unclear", "declined"):
            return True
    return False
