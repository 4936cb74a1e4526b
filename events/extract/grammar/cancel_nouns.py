"""Why a noun of change proposes nothing: "the battle for the capture of A", "a film about the fall of A"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.cancel import DENIED, FACTUAL, clause_cancelled
from events.extract.grammar.clauses import Clause
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.grammar.wishes import WISHED
from events.extract.words import listed

_ONGOING: Final = listed(
    "began begins begun begin starts started continues continued underway ongoing stalled resumed resumes slowed"
    " progressing faltered"
)
_REMEMBERING: Final = listed(
    "anniversary anniversaries film documentary novel book memorial museum exhibition monument statue veteran veterans"
    " commemorates commemorated commemorating recalls recalled recalling depicts depicted portrays"
)
_CHECKED: Final = listed("confirmed verified corroborated")
_LEADING: Final = frozenset(("led", "resulted", "culminated", "ended"))
_NAMED: Final = frozenset(("named", "called"))
_COPULAS: Final = words.AUXILIARIES | {"remains", "remained"}
_TERMS: Final = listed(
    "condition precondition prerequisite demand aim goal objective priority question matter imminent"
)
"""What a change is said to be before it has come."""

_MEANT: Final = FACTUAL | listed(
    "medal medals decorated honoured honored congratulated praise blame revenge retaliation avenge punished accounts"
    " evidence proof confirmation famous known"
)
"""Words whose "for" names no purpose: "praised for the capture of A"."""


def noun_cancelled(units: Sequence[Unit], clauses: Sequence[Clause], clause: int, at: int, end: int) -> str:
    """Say why a noun of change ("the capture of") tells of nothing that happened."""
    if units[-1].low == "?":
        return "a question"
    here = clauses[clause]
    return (
        _before(units, here.start, at)
        or _behind(units, here.end, end)
        or clause_cancelled(units, clauses, clause, None)
    )


def _before(units: Sequence[Unit], start: int, at: int) -> str:
    reach = 0
    for k in range(at - 1, start - 1, -1):
        unit = units[k]
        low = unit.low
        if unit.kind == "s" and low in (",", ";", ":", "."):
            break
        if low in words.NEGATIONS:
            return "negated"
        if unit.kind == "w" and low in words.DENYING and (k == 0 or units[k - 1].low not in words.NEGATIONS):
            return DENIED
        if low in _LEADING:
            break
        if low in _REMEMBERING or (low == "after" and units[k - 1].low in _NAMED):
            return "remembered"
        if unit.kind == "w" and low in WISHED:
            return "planned: " + low
        if low in words.MODALS:
            return "modal: " + low
        if low == "for" and _is_purpose(units, k, at):
            return "a purpose"
        if is_finite(units, k) and low not in words.REPORTS:
            reach += 1
            if reach > 1 or low not in _COPULAS:
                # "the film tells of the fall of A"
                return "remembered" if any(units[j].low in _REMEMBERING for j in range(start, k)) else ""
        if at - k > 8:
            break
    return ""


def _is_purpose(units: Sequence[Unit], at: int, noun: int) -> bool:
    """Tell "formed for the liberation of A" from "praised for the capture of A"; ``at`` is the unit of "for"."""
    if any(units[k].low not in words.DETERMINERS and units[k].low not in words.ADJECTIVES for k in range(at + 1, noun)):
        return False
    return not any(units[k].low in _MEANT for k in range(max(0, at - 6), at))


def _behind(units: Sequence[Unit], stop: int, end: int) -> str:
    for k in range(end, min(stop, end + 7)):
        low = units[k].low
        if low in ("could", "can", "cannot", "was", "were") and any(u.low in _CHECKED for u in units[k + 1 : k + 6]):
            break  # what could not be confirmed was told all the same
        if low in words.MODALS:
            return "modal: " + low
        if low in _ONGOING:
            return "not complete: " + low
        if low in words.NEGATIONS:
            return "negated"
        if low in _TERMS:
            return "wished for: " + low
        if units[k].kind == "s" and low in (";", "."):
            break
        if is_finite(units, k) and low not in words.AUXILIARIES:
            break
    return ""
