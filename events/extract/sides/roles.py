"""Who acts: the subject of a verb, the one after "by", "from" or "to", and the loser in "drove X out"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.extract import words
from events.extract.grammar.clauses import Clause
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.sides.people import ENEMIES, GROUPS, UNARMED
from events.extract.sides.strangers import is_band, stranger

PRONOUNS: Final = frozenset(("it", "they", "he", "we", "she", "who", "which", "that", "them", "both", "i"))
_PROPER_STOPS: Final = frozenset(("on", "in", "at", "the", "a", "an", "but", "and", "after", "meanwhile", "elsewhere"))


@dataclass(frozen=True, slots=True)
class Side:
    """A side as the sentence names it: the unit of an actor, or of a pronoun or noun that stands for one.

    ``unit`` is None when nobody is named. ``unarmed`` says that the subject is somebody who takes no towns.
    """

    unit: Unit | None = None
    at: int = -1
    unarmed: bool = False

    @property
    def named(self) -> bool:
        """Tell whether an actor is named, and not only meant."""
        return self.unit is not None and self.unit.actor is not None


NOBODY: Final = Side()
_EVENTS: Final = frozenset(
    ("siege", "battle", "offensive", "attack", "fighting", "assault", "operation", "war", "clashes")
)


def subject(units: Sequence[Unit], clauses: Sequence[Clause], clause: int, before: int) -> Side:
    """Find the subject of the verb whose group begins at unit ``before``; in the clause it hangs on if it has none."""
    seen: set[int] = set()
    while 0 <= clause < len(clauses) and clause not in seen:
        seen.add(clause)
        here = clauses[clause]
        start = here.start
        if here.kind == "rel" and here.opener in ("who", "which", "that"):
            if any(units[k].low == "," for k in range(start + 1, min(before, here.end))):
                return _antecedent(units, start)  # "X, who ..., took it": the verb is that of X
            inner = _first(units, start + 1, _first_verb(units, start + 1, min(before, here.end)))
            if inner.unit is not None or inner.unarmed:
                return inner
            return _antecedent(units, start)
        found = _first(units, start, min(before, here.end))
        if found.unit is not None or found.unarmed:
            return found
        if here.kind == "sub" and _has_a_subject(units, start + 1, min(before, here.end)):
            return NOBODY  # "as officials pulled out": whoever they are, it is not the side that the clause hangs on
        parent = here.parent
        if parent < 0 and here.kind in ("main", "resumed") and here.opener in (",", "and", "but", ":", ";", ""):
            parent = clause - 1
            if here.opener in (";", ":") or parent < 0:
                return NOBODY
        if parent < 0:
            return NOBODY
        clause = parent
        before = clauses[parent].end
    return NOBODY


def _has_a_subject(units: Sequence[Unit], start: int, end: int) -> bool:
    """Tell whether nothing but a plain noun stands between what opens a clause and its verb."""
    nouns = [unit for unit in units[start:end] if unit.low not in words.ADVERBS and unit.low not in words.DETERMINERS]
    return len(nouns) == 1 and nouns[0].kind == "w" and nouns[0].low in words.PUBLISHING


def _first_verb(units: Sequence[Unit], start: int, end: int) -> int:
    """Give the first verb of a relative clause: what stands behind it is no subject of a later one."""
    return next((k for k in range(start, end) if is_finite(units, k)), end)


_THAT: Final = frozenset(("the", "this", "that"))
_WHOSE: Final = frozenset(("his", "its", "their", "our"))


def _first(units: Sequence[Unit], start: int, end: int) -> Side:
    """Give the first side from the left that stands in no prepositional phrase, else the first in one."""
    inside = 0
    nouns = 0
    second = NOBODY
    unarmed = False
    third = NOBODY
    k = start
    while k < end:
        unit = units[k]
        low = unit.low
        if unit.kind == "s":
            if low == ",":
                inside = 0
        elif unit.kind == "T":
            inside = 0
        elif unit.actor is not None and not unit.modifier:
            possessive = k + 1 < end and units[k + 1].low in ("'s", "'")
            if not inside or (inside and units[k - 1].low in ("by",) and k - 2 >= start and units[k - 2].low == "led"):
                if not possessive or unit.kind == "A":
                    joined = unarmed and "and" in (units[k - 1].low, units[max(start, k - 2)].low)
                    if (unarmed and not joined) or _people_after(units, k + 1, end):
                        return Side(None, k, True)
                    return _led_by(units, k, end)
            elif second.unit is None and not possessive and units[k - 1].low not in ("against", "with", "to", "toward"):
                second = Side(unit, k)
            nouns += 1
        elif unit.kind == "P":
            nouns += 1
        elif (low in words.PRONOUNS and low not in ("there", "them", "us", "him", "her")) or (
            unit.kind == "w"
            and k
            and (
                (low in GROUPS and (units[k - 1].low in _THAT or (k > 1 and units[k - 2].low in _THAT)))
                or (low == "men" and units[k - 1].low in _WHOSE)
            )
        ):
            if low in GROUPS and k + 2 < end and units[k + 1].low == "of" and units[k + 2].low in UNARMED:
                return Side(None, k, True)
            inside = 0 if low in ("they", "he", "she", "we") else inside
            if not inside and third.unit is None:
                third = Side(unit, k)
        elif low in words.DETERMINERS:
            if inside and nouns:
                inside = 0
        elif low in words.PREPOSITIONS:
            # "fighters from", "forces of", "troops loyal to": what follows is still the subject.
            loose = low in ("of", "from") or (low == "to" and k and units[k - 1].low == "loyal")
            inside = (inside if loose else 1) if inside or not (loose and nouns) else 0
            nouns = 0
        elif unit.kind == "w":
            if low in UNARMED and not inside and second.unit is None and third.unit is None:
                unarmed = True
            if unarmed and is_finite(units, k):
                return Side(None, k, True)
            nouns += 1
        k += 1
    if third.unit is not None:
        return third
    if unarmed:
        return Side(None, start, True)
    return second if second.unit is not None else _unknown(units, start, end)


def _unknown(units: Sequence[Unit], start: int, end: int) -> Side:
    """Take a name before the verb for a side that no list knows: "the Islamists took"."""
    unit = stranger(units, start, end)
    return NOBODY if unit is None else Side(unit, units.index(unit, start))


def _led_by(units: Sequence[Unit], at: int, end: int) -> Side:
    """Read "forces loyal to X", "fighters of X", "troops led by X": the side is X."""
    unit = units[at]
    if unit.actor is not None and unit.actor.role in ("bare", "people"):
        for k in range(at + 1, min(end, at + 9)):
            low = units[k].low
            if units[k].actor is not None and not units[k].modifier:
                behind = {u.low for u in units[at + 1 : k]}
                joined = behind & {"loyal", "of", "from", "to", "by", "under", "belonging", "affiliated"}
                return (
                    Side(units[k], k) if joined and not behind & {"backed", "supported", "against"} else Side(unit, at)
                )
            if units[k].kind in "sT" or (units[k].kind == "P" and units[k].actor is None) or low in ("and", "in", "on"):
                break
    return Side(unit, at)


def _people_after(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell "Syrian refugees" and "Kyiv residents" from a side."""
    for k in range(at, min(end, at + 6)):
        unit = units[k]
        if unit.kind != "w" and unit.low not in ("'s", "'"):
            return False
        if unit.low in UNARMED and not is_finite(units, k):
            return True
        if unit.low in words.PREPOSITIONS or unit.low in words.CONJUNCTIONS or is_finite(units, k):
            return False
    return False


def _antecedent(units: Sequence[Unit], at: int) -> Side:
    if at and units[at].low == "that" and units[at - 1].low in _EVENTS:
        return NOBODY
    for k in range(at - 1, max(-1, at - 10), -1):
        unit = units[k]
        if unit.actor is not None and not unit.modifier:
            return Side(unit, k)
        if unit.low in UNARMED:
            return Side(None, k, True)
        if unit.kind == "s" and unit.low not in (",", ")", "("):
            break
    return NOBODY


def after(units: Sequence[Unit], start: int, end: int, prepositions: frozenset[str], reach: int = 14) -> Side:
    """Find the side after one of the prepositions, to the right: "by X", "from X", "to X"."""
    k = start
    while k < min(end, start + reach * 2):
        low = units[k].low
        if low in prepositions and units[k].kind == "w":
            found = _in_phrase(units, k + 1, end)
            if found.unit is not None or found.unarmed:
                return found
        elif (k > start and k - start > reach and is_finite(units, k)) or (
            low in words.SUBORDINATORS and units[k].kind == "w" and low not in prepositions
        ):
            break
        k += 1
    return NOBODY


def _in_phrase(units: Sequence[Unit], start: int, end: int) -> Side:
    for k in range(start, min(end, start + 9)):
        unit = units[k]
        low = unit.low
        if unit.actor is not None and not unit.modifier:
            if k + 1 < end and units[k + 1].low in ("'s", "'") and unit.kind == "P":
                continue
            return NOBODY if _people_after(units, k + 1, end) else _led_by(units, k, end)
        if unit.kind == "P" and k == start:
            return NOBODY
        if k == start + 1 and units[start].low == "the" and is_band(units, k, end):
            return _unknown(units, start, k + 1)
        if low in ("it", "them", "him") and k == start:
            return Side(unit, k)
        if low in UNARMED and (k + 1 >= end or units[k + 1].low != "of"):
            # "by a former minister", but not "by men loyal to the former minister"
            heads = all(unit.low in words.DETERMINERS or unit.low in words.ADJECTIVES for unit in units[start:k])
            return Side(None, k, True) if heads else NOBODY
        if unit.kind == "s" and low not in ("-", "'", '"', "“", "”"):
            return NOBODY
        if unit.kind == "T" or (low in words.PREPOSITIONS and low not in ("of", "from", "to", "in", "than")):
            return NOBODY
        if k > start and is_finite(units, k):
            return NOBODY
    return NOBODY


def between(units: Sequence[Unit], start: int, end: int) -> Side:
    """Find a side that is the object between two units: "drove X out of"."""
    for k in range(start, end):
        unit = units[k]
        if unit.actor is not None and not unit.modifier:
            return NOBODY if _people_after(units, k + 1, end) else Side(unit, k)
        if unit.low in ("them", "it") or unit.low in ENEMIES:
            return Side(unit, k)
        if unit.low in UNARMED:
            return Side(None, k, True)
    return NOBODY
