"""A sentence cut into clauses: each with what opens it and the clause it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.insertions import before_insertion, short_aside
from events.extract.grammar.prepositions import bare_preposition
from events.extract.grammar.relatives import ends_relative
from events.extract.grammar.speech import closing_attribution, telling
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite

_NEW_SUBJECT: Final = words.DETERMINERS | words.PRONOUNS | words.QUANTITIES
_OPENING: Final = words.SUBORDINATORS | words.RELATIVES | words.SAYING | {"and", "but", "or", "yet"}
"""Words that may open a clause; no others are looked at."""


class Clause:
    """A run of units ``start..end`` (half-open); ``opener`` is the word that opens it, ``parent`` its clause, or -1.

    ``kind`` is main, sub (after, while, if ...), rel (which, who), said (what somebody says), saying (", X said"),
    aside (in brackets or between dashes) or resumed (the main clause after an insertion).
    """

    __slots__ = ("end", "kind", "opener", "parent", "start")

    def __init__(self, start: int, kind: str, opener: str, parent: int) -> None:
        self.start = start
        self.end = start
        self.kind = kind
        self.opener = opener
        self.parent = parent

    def __repr__(self) -> str:
        return f"{self.kind}({self.opener})[{self.start}:{self.end}]<{self.parent}"


def clauses(units: Sequence[Unit]) -> list[Clause]:
    """Cut a row of units into clauses, in order, together covering every unit."""
    found = [Clause(0, "main", "", -1)]
    verb_seen = any_verb = False
    total = len(units)
    closes = -1
    at = 0
    while at < total:
        unit = units[at]
        low, kind = unit.low, unit.kind
        # Most units open nothing, and only a verb among them counts.
        if kind not in "sT" and (kind != "w" or low not in _OPENING) and at != closes and found[-1].kind != "rel":
            if not verb_seen and kind == "w" and is_finite(units, at):
                verb_seen = any_verb = True
            at += 1
            continue
        new: Clause | None = None
        here = len(found) - 1
        if closes == at:
            closes = -1
            new = Clause(at, "resumed", "", _main(found, here))
            verb_seen = True
        elif unit.kind == "s":
            if low == "(":
                end = next((k for k in range(at, total) if units[k].low == ")"), -1)
                # A short bracket after a name is another name of it and stays inside.
                if end - at > 3:
                    closes = end + 1
                    new = Clause(at, "aside", low, here)
                    verb_seen = False
            elif low == ":" and at and units[at - 1].kind == "n" and units[at - 1].end == unit.start:
                pass  # "at 7:00"
            elif low in (";", ":", "—", "–", "--") and at + 1 < total:
                closing = short_aside(units, at)
                if closing > 0:
                    at = closing + 1
                    continue
                clock = low == ":" and at and units[at - 1].kind == units[at + 1].kind == "n"
                if not clock and not (low in "–—" and at and units[at - 1].end == unit.start):
                    new = Clause(at, "main", low, -1)
                    verb_seen = False
            elif low == "," and at + 1 < total:
                new, verb_seen = _at_comma(units, at, found, verb_seen, any_verb)
        elif unit.kind == "T" and verb_seen and low[-6:] in (" after", "before") and _subject_and_verb(units, at + 1):
            verb_seen = False
            found[here].end = at + 1
            found.append(Clause(at + 1, "sub", low.rpartition(" ")[2], _main(found, here)))
        elif unit.kind == "w" and low in _OPENING:
            if low in words.SUBORDINATORS and at + 1 < total and not bare_preposition(units, at):
                new = Clause(at, "sub", low, _main(found, here))
                if at == found[-1].start and not at:
                    found[-1].kind, found[-1].opener = "sub", low
                    found[-1].parent = 1
                    new = None
                verb_seen = False
            elif low in words.RELATIVES and at:
                new = _relative(units, at, found)
                verb_seen = verb_seen and new is None
            elif low in ("and", "but", "or", "yet") and verb_seen and _subject_and_verb(units, at + 1):
                new = Clause(at, _sibling(found[here]), low, found[here].parent)
                verb_seen = False
            elif low in words.SAYING and verb_seen is not None and _opens_speech(units, at):
                verb_seen = False
                found.append(Clause(at + 1, "said", low, here))
                found[here].end = at + 1
                at += 1
                continue
        elif verb_seen and found[here].kind == "rel" and ends_relative(units, found, at):
            new = Clause(at, "resumed", "", _main(found, here))
        if new is not None and new.start == at:
            if found[-1].start == at and len(found) > 1:
                new.parent = found[-1].parent if found[-1].kind == "said" else new.parent
                found[-1] = new
            else:
                found[-1].end = at
                found.append(new)
        if not verb_seen and unit.kind == "w" and is_finite(units, at):
            verb_seen = any_verb = True
        at += 1
    found[-1].end = total
    for clause in found:
        if clause.parent >= len(found):
            clause.parent = -1
    return found


def _main(found: Sequence[Clause], here: int) -> int:
    """Find the clause that an inner one hangs on: the nearest that stands by itself."""
    while here > 0 and found[here].kind in ("sub", "rel", "aside"):
        parent = found[here].parent
        if not 0 <= parent < here:
            break
        here = parent
    return here


def _sibling(clause: Clause) -> str:
    return clause.kind if clause.kind in ("said", "sub") else "main"


def _opens_speech(units: Sequence[Unit], at: int) -> bool:
    """Tell whether what a verb of saying says follows: "says it has", "confirmed that", but not "announced plans"."""
    k = at + 1
    total = len(units)
    while k < total and (units[k].kind == "T" or units[k].low in ("on", "in", "late", "early", "also", ",")):
        k += 1
    if k >= total:
        return False
    if units[k].low == "that":
        return True
    if units[k].kind not in "wnAP" or units[k].low in ("control", "to"):
        return False
    return _subject_and_verb(units, k, 9)


def _relative(units: Sequence[Unit], at: int, found: Sequence[Clause]) -> Clause | None:
    unit = units[at]
    before = units[at - 1]
    here = len(found) - 1
    if unit.low == "that":
        before = before_insertion(units, at)
        if (
            before.low in words.SAYING
            or before.low in words.REPORTS
            or before.low in words.HOPING
            or before.low in ("fact", "extent", "sign", "signs")
        ):
            return Clause(at, "said", before.low, here)
        if before.kind in "T" and any(units[k].low in words.SAYING for k in range(max(0, at - 5), at)):
            said = next(units[k].low for k in range(at - 1, -1, -1) if units[k].low in words.SAYING)
            return Clause(at, "said", said, here)
        if before.low in ("and", "but"):
            said_by = next((c.opener for c in reversed(found) if c.kind == "said"), "")
            return Clause(at, "said", said_by, here) if said_by else None
        told = telling(units, found[here].start, at)
        if told and _subject_and_verb(units, at + 1):
            return Clause(at, "said", told, here)
        if at + 1 < len(units) and (before.kind in "AP" or before.low in words.PLACE_NOUNS):
            return Clause(at, "rel", "that", here)
        if before.kind == "w" and at + 1 < len(units) and is_finite(units, at + 1):
            return Clause(at, "rel", "that", here)
        return None
    return Clause(at, "rel", unit.low, here)


def _at_comma(
    units: Sequence[Unit], at: int, found: Sequence[Clause], verb_seen: bool, any_verb: bool
) -> tuple[Clause | None, bool]:
    here = len(found) - 1
    last = found[here]
    follows = units[at + 1]
    if (last.kind in ("rel", "aside", "saying") or last.opener == "where") and (
        is_finite(units, at + 1) or follows.low in words.MODALS
    ):
        return Clause(at, "resumed", "", last.parent if last.kind == "saying" else _main(found, here)), True
    if any_verb and closing_attribution(units, at + 1):
        return Clause(at, "saying", ",", here), True
    if verb_seen and follows.low not in words.CONJUNCTIONS and _subject_and_verb(units, at + 1):
        if last.kind == "sub" and not last.start:
            return Clause(at, "main", ",", -1), False
        if last.kind in ("rel", "sub", "said"):
            return None, verb_seen
        return Clause(at, "main", ",", -1), False
    if last.kind == "sub" and not last.start and not verb_seen and _subject_and_verb(units, at + 1):
        return Clause(at, "main", ",", -1), False
    if follows.low == "with" and verb_seen:
        return Clause(at, "sub", "with", _main(found, here)), False
    return None, verb_seen


def _subject_and_verb(units: Sequence[Unit], at: int, reach: int = 12) -> bool:
    """Tell whether a noun phrase and then a finite verb follow: a new subject, hence a new clause."""
    noun = False
    opened = False
    after_preposition = False
    for k in range(at, min(at + reach, len(units))):
        unit = units[k]
        low = unit.low
        if unit.kind == "s":
            if low in ("'", '"', "“", "”", "‘", "’", "-"):
                continue
            if low == "," and noun and units[k - 1].kind == "P":
                # "and A, taken in May, was theirs": words set between a name and its verb
                close = next((j for j in range(k + 2, min(k + 13, len(units))) if units[j].low == ","), -1)
                between = close > 0 and not any(units[j].kind == "P" for j in range(k + 1, k + 3))
                return between and close + 1 < len(units) and units[close + 1].low in words.BE | words.HAVE
            return False
        if unit.kind == "T":
            continue
        if unit.kind in "AP":
            noun = True
            continue
        if low in words.PRONOUNS and not noun and low not in ("them", "him", "her", "us", "one", "both", "itself"):
            noun = True
            continue
        if noun and is_finite(units, k) and not (after_preposition and units[k - 1].low in words.PREPOSITIONS):
            return True
        if low in words.SUBORDINATORS or low in words.RELATIVES or low in ("and", "or", "but", "to"):
            if low == "and" and noun:
                continue
            return False
        if low in words.PREPOSITIONS:
            if not noun:
                return False
            after_preposition = True
            continue
        if low in _NEW_SUBJECT or low in words.ADJECTIVES:
            opened = True
            continue
        if low in words.ADVERBS:
            continue
        if is_finite(units, k) and not opened and not noun:
            return False
        noun = True
    return False
