"""A walk over a noun phrase or a list of places: its names, its commas, its brackets, and nouns without a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.phrases.commas import after_comma, list_goes_on
from events.extract.phrases.compounds import PREFIXES, called, is_next, kind, past_where, work_behind
from events.extract.phrases.heads import CAMPS, QUARTERS, Phrase, joined, of_many
from events.extract.phrases.lists import PEOPLE, is_adjective, leads_to_place
from events.extract.phrases.nearby import leads_into, lie_in, name_behind
from events.extract.phrases.targets import Reading, Target

_QUOTES: Final = frozenset(('"', "'", "“", "”", "‘", "’", "*", "_"))
_INSIDE: Final = frozenset(("in", "at", "inside", "within", "on"))


class Walk:
    """A walk over a noun phrase or a list: ``open`` while a name may still come, ``preposition`` once one began.

    ``bare`` says that it goes over a list behind a colon, whose commas need no "and".
    """

    def __init__(self, units: Sequence[Unit], at: int, end: int, guess: bool, bare: bool = False) -> None:
        self.units = units
        self.bare = bare
        self.at = self.k = at
        self.end = end
        self.guess = guess
        self.got: list[Target] = []
        self.phrase = Phrase(at)
        self.preposition = ""
        self.apposition = self.nameless = self.stopped = self.several = self.listing = False
        self.open = True
        self.refused = ""

    def run(self) -> Reading:
        """Go as far as the phrase goes."""
        while self.k < self.end and not self.stopped:
            self._step(self.units[self.k])
        if not self.refused and self.open and not self.preposition and not self._anonymous() and not self.got:
            self.refused = f"no place: {self.phrase.odd}"
        return Reading(self.got, self.k, self.refused)

    def _stop(self, reason: str = "") -> None:
        self.stopped = True
        self.refused = reason

    def _next(self, to: int) -> None:
        """Begin a further noun phrase of the list."""
        self.open, self.preposition, self.apposition, self.phrase = True, "", False, Phrase(to)
        self.several, self.k = False, to

    def _take(self, target: Target, to: int) -> None:
        self.got.append(target)
        self.open, self.phrase = False, Phrase(to)
        self.k = to

    def _step(self, unit: Unit) -> None:
        low = unit.low
        follows = self.units[self.k + 1] if self.k + 1 < self.end else None
        if unit.kind == "T" or (unit.kind == "s" and low in _QUOTES and not (low in "'’" and self.phrase.head)):
            self.k += 1
        elif unit.modifier and follows is not None:
            self.k += 2
        elif unit.kind == "P" and not (unit.actor is not None and is_adjective(self.units, self.k, self.end)):
            self._place(unit, follows)
        elif unit.kind in "AP":
            self._actor()
        elif low in ("'s", "'") and self.phrase.head and self.open:
            # "the town's airport": the town is whose, not what.
            self.phrase.head, self.phrase.odd, self.phrase.plural, self.phrase.definite = "", "", False, True
            self.k += 1
        elif low in ("'s", "'") and self.open and self.k > self.at:
            self.k += 1
        elif unit.kind == "n":
            self.phrase.plural = True
            self.k += 1
        elif unit.kind == "s":
            self._sign(low, follows)
        else:
            self._word(unit, low, follows)

    def _place(self, unit: Unit, follows: Unit | None) -> None:
        if self.open and follows is not None and follows.kind == "P" and follows.start - unit.end == 1:
            if kind(unit) in ("region", "country", "other") and follows.actor is None:
                self.k += 1  # "the Red Sea port of A"
                return
            if unit.low in PREFIXES and self.guess and not (self.apposition or self.preposition):
                self._take(joined(self.k, unit, self.phrase), self.k + 2)
                return
        if self.open and leads_into(self.units, self.k, self.end):
            self.phrase.part = self.phrase.part or unit.low.startswith(("old ", "new "))
            self.phrase.definite, self.k = True, self.k + 2  # "the Aleppo suburb of A", "the Old City of A"
            return
        if follows is not None and follows.low in ("'s", "'"):
            if self.open:
                self.phrase.owner, self.phrase.definite = unit, True
            self.k += 2
        elif self.apposition or self.preposition or not self.open:
            self._lies_in(unit)
            self.open = self.open and not self.preposition
            self.k += 1
        else:
            self._named(unit)

    def _named(self, unit: Unit) -> None:
        """Take a name, with a noun that may follow: "Homs province", "Mosul outskirts", but not "Kabul residents"."""
        phrase, k = self.phrase, self.k
        if k > 2 and self.units[k - 1].low == "the" and self.units[k - 3].low in ("bank", "banks", "shore"):
            self._stop("a river")
            return
        if of_many(self.units, phrase, k, self.end):
            self.preposition, self.open, self.k = "in", False, k + 1
            return
        target = Target(k, phrase.first, k, unit, phrase.head, phrase.definite, part=phrase.part)
        noun = unit.low.split()[0]
        if phrase.run >= 0 and noun in words.FACILITIES and noun not in CAMPS:
            target.words = " ".join([*(each.surface for each in self.units[phrase.run : k]), noun])
        after = self.units[k + 1] if k + 1 < self.end else None
        to = k + 1
        if after is not None and after.kind == "w" and not after.modifier:
            behind = self.units[k + 2].low if k + 2 < self.end else ""
            if after.low in words.PARTS and behind == "of":
                # "the Gaza side of the crossing": the name only tells which side.
                phrase.part = phrase.part or after.low != "side"
                phrase.head, phrase.definite, self.k = "", True, k + 3
                return
            work = work_behind(self.units, k, self.end)
            if work and (after.low not in words.PARTS or after.low in words.PLACE_NOUNS):
                target.noun, target.last = work, k + 2  # "A city hall", "A artillery base"
                to += 2
            elif after.low in words.PARTS:
                target.part = True
                to += 1
            elif after.low in words.PLACE_NOUNS and after.start - unit.end <= 1:
                target.noun, target.last = after.low, k + 1
                to += 1
            elif after.low in PEOPLE:
                self._stop("another thing: " + after.low)
                return
        self._take(target, to)

    def _lies_in(self, unit: Unit) -> None:
        if not self.got or self.got[-1].inside is not None:
            return
        crossing = words.PLACE_NOUNS.get(self.got[-1].noun) == "border_crossing"
        beside = self.preposition in ("near", "with", "outside") and crossing and kind(unit) != "country"
        if self.preposition in _INSIDE or not self.preposition or beside:
            lie_in(self.got, unit)

    def _actor(self) -> None:
        if self.open and not self.got and not self.preposition and not leads_to_place(self.units, self.k + 1, self.end):
            self._stop("actor")
        elif not self.open and not self.apposition and not self.preposition:
            self._stop()
        else:
            self.k += 1

    def _sign(self, low: str, follows: Unit | None) -> None:
        if low == ",":
            self._comma(follows)
            return
        if low == "(" and self.got and not self.open:
            close = next((j for j in range(self.k, min(self.k + 9, self.end)) if self.units[j].low == ")"), -1)
            if close > 0:
                self.k = close + 1
                return
        if low in ("–", "—", "--") and self.got and not self.open:
            close = next((j for j in range(self.k + 1, min(self.k + 12, self.end)) if self.units[j].low == low), -1)
            if close > 0:
                self.k = close + 1
                return
        if low == ":" and self.phrase.plural and not self.got:
            self.bare = True
            self._next(self.k + 1)
        elif low == ";" and self.bare and self.got:
            self._next(self.k + 1)
        elif low == "-" and self.open:
            self.k += 1
        else:
            self._stop()

    def _comma(self, follows: Unit | None) -> None:
        units, k, end = self.units, self.k, self.end
        if self.bare and self.got and follows is not None and is_next(follows):
            self._next(k + 1)
            return
        behind = past_where(units, k, end) if self.listing and self.got else 0
        if behind:
            self._next(behind + 1)
            return
        if k == self.at:
            # "occupied, in turn, the base": a few words set between verb and object.
            close = next((j for j in range(k + 2, min(k + 7, end)) if units[j].low == ","), -1)
            if close > 0 and units[k + 1].kind == "w":
                self.k = close + 1
                return
        if not self.got and self.open and not self.preposition and self.phrase.head:
            self.nameless = self._anonymous()
            self.open = not self.got
        elif self.open and self.got and not self.preposition and self.phrase.head and self.phrase.owner is not None:
            self._anonymous()
            self.open = False
        part = len(self.got) == 1 and self.got[0].noun == "part" and follows is not None
        if part and follows is not None and follows.kind == "P" and list_goes_on(units, k + 1, end):
            self.got.clear()
            self._next(k + 1)
            return
        to = name_behind(units, k, end, self.got[-1]) if self.got else 0
        if to:
            self.k, self.open = to, False
            return
        step = after_comma(units, k, end, bool(self.got), self.preposition, self.apposition)
        if self.nameless and not self.got and follows is not None and follows.low in words.DETERMINERS:
            step = "apposition"
        if step == "stop":
            self._stop()
        elif step == "list":
            self._next(k + 1)
        else:
            if step == "apposition":
                self.apposition, self.open = True, False
            elif step == "chain":
                self.preposition, self.open = "in", False
            self.k += 1

    def _anonymous(self) -> bool:
        """Add a target for a noun without a name, where it can mean a place that was named or a work of its own."""
        phrase, head = self.phrase, self.phrase.head
        if not self.open or self.preposition or not head:
            return False
        if phrase.owner is None and not phrase.definite and head not in words.FACILITIES:
            if head in QUARTERS and phrase.plural:
                last = self.k - 1
                self.got.append(Target(last, phrase.first, last, None, "part", True, part=True))
            return True
        last = self.k - 1
        while last > phrase.first and self.units[last].kind in "sT":
            last -= 1
        if phrase.run >= 0 and phrase.owner is None:
            named = called(self.units, phrase.run, last, phrase.first, head, phrase.part)
            if named is not None and self.guess:
                self.got.append(named)
            if named is not None or head not in words.FACILITIES:
                return True  # what has a name of its own stands for no place named before
        self.got.append(
            Target(
                last, phrase.first, last, None, head, phrase.definite, phrase.plural, phrase.part, owner=phrase.owner
            )
        )  # fmt: skip
        return True

    def _word(self, unit: Unit, low: str, follows: Unit | None) -> None:
        """Pass over a word; the reader of phrases says what each does."""
        raise NotImplementedError
