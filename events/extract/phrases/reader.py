"""Reading the places of a noun phrase, or of a list of them, from left to right.

"the towns of A, B and C", "A, the provincial capital, as well as B", "parts of A", "A and its airport", "the town",
"several villages, including A". What stands behind "near", "south of" or "in" is where a thing lies, not the thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.insertions import past_insertion
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.phrases.compounds import called, ends_here, numbered, two_regions
from events.extract.phrases.heads import Phrase, is_noun, work_of
from events.extract.phrases.lists import (
    ENTITLED,
    LISTING,
    PEOPLE,
    STOPS,
    begins_otherwise,
    capitals,
    describes_noun,
    entitled,
    initials,
    joins,
    leads_to_place,
    place_follows,
)  # fmt: skip
from events.extract.phrases.targets import Reading, Target
from events.extract.phrases.walk import Walk

_SUCH: Final = frozenset((("such", "as"), ("beginning", "with"), ("starting", "with")))
_MANY: Final = words.listed("string number handful series cluster host score scores couple row chain network range")
_COMPASS: Final = words.listed(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west outside"
)
_REGIONS: Final = words.listed("districts provinces regions states governorates counties departments municipalities")
_COUNTS: Final = frozenset(("two", "three", "four", "five"))
_STANDING_FOR: Final = frozenset(("both", "latter", "former", "there"))
_DIRECTIONS: Final = frozenset(
    ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside")
)
_AROUND: Final = frozenset(("near", "between", "around", "outside", "of", "beyond", "towards", "toward"))


def read(units: Sequence[Unit], at: int, end: int, *, guess: bool = True, bare: bool = False) -> Reading:
    """Read the places of the noun phrase that begins at a unit, going no further than ``end``.

    ``guess`` takes capitalised words that no gazetteer knows for names of places, too; ``bare`` takes commas alone for
    those of a list.
    """
    return _Reader(units, at, end, guess, bare).run()


class _Reader(Walk):
    """Says what each word does to the walk."""

    def _word(self, unit: Unit, low: str, follows: Unit | None) -> None:
        units, k, end = self.units, self.k, self.end
        joined = joins(units, k, end)
        if joined:
            self._join(joined)
        elif low == "at" and follows is not None and follows.low in ("least", "most"):
            self.k += 2
        elif low == "among" and follows is not None and follows.low == "them":
            self._anonymous()
            self._next(k + 2)
        elif low in LISTING or (follows is not None and (low, follows.low) in _SUCH):
            self._anonymous()
            self._next(k + 1 if low in LISTING else k + 2)
            self.listing = True
        elif low == "of":
            self._of()
        elif low == "known" and self.got:
            self._known_as()
        elif self.apposition:
            if low in words.SUBORDINATORS or low in words.RELATIVES or low in ("but", "yet"):
                self._stop()
            else:
                self.k += 1
        elif low == "with" and self._crossing():
            self._anonymous()
            self.preposition, self.open = low, False
            self.k += 1
        elif low == "following" and k and units[k - 1].low in words.DETERMINERS:
            self.k += 1
        elif low == "that" and k == self.at and follows is not None and follows.low in words.PLACE_NOUNS:
            self.phrase.definite = True
            self.k += 1
        elif low in STOPS or low in words.SUBORDINATORS or low in words.RELATIVES:
            self._stop()
        elif low in words.PREPOSITIONS:
            if self.open and not self.preposition:
                self.nameless = self._anonymous()
                if not self.nameless and not self.got:
                    self._stop("no place before " + low)
                    return
            self.preposition, self.open = low, False
            self.k += 1
        elif not self.open:
            self._behind(unit, low)
        else:
            self._before(unit, low)

    def _crossing(self) -> bool:
        noun = self.got[-1].noun if self.got else self.phrase.head
        return words.PLACE_NOUNS.get(noun) == "border_crossing"

    def _join(self, joined: int) -> None:
        units, k, end = self.units, self.k, self.end
        to = past_insertion(units, k + joined, end)
        if self.open and not self.got:
            # "the town and airport of A" has two heads; "the hall and the hospital" are two works.
            behind = [each.low for each in units[to : min(to + 5, end)]]
            work = self.phrase.head in words.FACILITIES and "of" not in behind
            if self.phrase.head and self.phrase.definite and (work or behind[:1] == ["the"]):
                self._anonymous()
                owner = self.phrase.owner
                self.phrase = Phrase(to)
                self.phrase.owner, self.phrase.definite = owner, True
            self.k = to
        elif not place_follows(units, to, end, self.guess or bool(self.got)):
            self._stop()
        elif units[k - 1].low != "," and (
            self.preposition in _AROUND
            or self.several
            or self.apposition
            or (bool(self.preposition) and two_regions(units, k, to))
        ):
            self.k = to
        elif units[k - 1].low != "," and self.preposition == "in" and all(target.name is None for target in self.got):
            self.k = to  # "six villages in A and B"
        else:
            if self.open and self.phrase.owner is not None:
                self._anonymous()  # "A, its airport and B"
            self.guess = self.guess or bool(self.got)
            self._next(to)

    def _of(self) -> None:
        phrase = self.phrase
        before = self.units[self.k - 1] if self.k else None
        beside = before is not None and before.low in _COMPASS and self.k > 1
        if beside and self.open and self.units[self.k - 2].low not in words.DETERMINERS and (phrase.head or phrase.odd):
            # "an air base west of A" and "positions south of A" lie beside it, "the north of A" in it
            self.nameless = self._anonymous()
            self.preposition, self.open = "of", False
        elif self.open and not self.preposition:
            named = phrase.run >= 0 and called(
                self.units, phrase.run, self.k - 1, phrase.first, phrase.head, phrase.part
            )
            if named and self.guess:
                self._take(named, self.k)
                self.preposition = "in"
            elif phrase.odd in _MANY:
                phrase.plural = True
            elif phrase.odd and not phrase.head and not phrase.part:
                self._stop("of another thing")
                return
            if phrase.head in words.FACILITIES and not place_follows(self.units, self.k + 1, self.end, self.guess):
                self._take(*work_of(self.units, self.k, self.end, phrase))
                return
            if phrase.head and self.units[self.k - 1].low in _DIRECTIONS:
                self.nameless = self._anonymous()
                self.preposition, self.open = "of", False
            phrase.odd = ""
        elif not self.open and self.got and self.units[self.k - 1].low in words.ADJECTIVES:
            self.preposition = "of"
        self.k += 1

    def _known_as(self) -> None:
        """Read "the crossing, known there as A"."""
        alias = next((j for j in range(self.k + 1, min(self.k + 6, self.end)) if self.units[j].kind == "P"), -1)
        if alias > 0 and self.got[-1].name is None:
            self.got[-1].name, self.got[-1].last = self.units[alias], alias
            self.k = alias + 1
        else:
            self._stop()

    def _behind(self, unit: Unit, low: str) -> None:
        """Pass what may stand behind a name: "south of B", "in the province"."""
        if low in words.ADJECTIVES or low in words.ADVERBS or low.endswith("ly"):
            if (low in ("east", "west") or low.startswith(("north", "south"))) and self.preposition != "in":
                self.preposition = "of"
        elif self.preposition and low in _REGIONS:
            self.several = True  # "seven villages in the districts of A and B"
        elif not (self.preposition and (low in words.DETERMINERS or low in words.PLACE_NOUNS or unit.capital)):
            self._stop()
            return
        self.k += 1

    def _before(self, unit: Unit, low: str) -> None:
        """Take in what may stand before a name."""
        if self.guess and numbered(self.units, self.k, self.end):
            phrase = self.phrase
            name = Target(self.k, phrase.first, self.k + 1, unit, low, True, guess=True, part=phrase.part)
            self._take(name, self.k + 2)
        elif (
            low in _COUNTS
            and self.units[max(0, self.k - 2)].low != "of"
            and ends_here(self.units, self.k, self.phrase.definite)
        ):
            self._take(Target(self.k, self.phrase.first, self.k, None, low, True, True), self.k + 1)
            self._stop()
        elif low == "there" and self.phrase.head:
            self._stop()
        elif low in _STANDING_FOR and not self.got and ends_here(self.units, self.k, self.phrase.definite):
            self._take(Target(self.k, self.phrase.first, self.k, None, low, True, low == "both"), self.k + 1)
            self._stop()
        elif low in words.PLACE_NOUNS and describes_noun(self.units, self.k, self.end):
            self.phrase.puzzle(low)
            self.k += 1
        elif self.phrase.hear(low, self.got[-1].name if self.got else None):
            self.k += 1
        elif low in ("it", "them") and not self.got:
            self._take(Target(self.k, self.k, self.k, None, low, True, low == "them"), self.k + 1)
            self._stop()
        elif unit.capital and self.guess:
            self._unknown(low)
        elif is_finite(self.units, self.k) and not self.phrase.definite:
            self._stop()
        elif low in PEOPLE:
            self._stop("another thing: " + low)
        elif low in words.MODALS or low in words.AUXILIARIES or low in words.PRONOUNS or not self.phrase.puzzle(low):
            self._stop()
        else:
            self.k += 1

    def _unknown(self, low: str) -> None:
        """Take capitalised words that no gazetteer knows for a name, unless they are a person, a body or a title."""
        units, k, end, phrase = self.units, self.k, self.end, self.phrase
        stop = capitals(units, k, end)
        work = stop and stop < end and units[stop].kind == "P" and units[stop].low.split()[0] in words.FACILITIES
        if work or (stop and leads_to_place(units, stop, end)):
            numbered = k and units[k - 1].kind == "n" and not units[k - 1].low.isdigit()
            phrase.definite, phrase.run = True, k - 1 if numbered else k
            self.k = stop
        elif stop and not k and begins_otherwise(units, stop, end):
            self._stop("another thing: " + low)
        elif stop and stop < end and is_noun(units, stop):
            self._stop("another thing: " + units[stop].low)
        elif not stop or not ENTITLED.isdisjoint(u.low for u in units[k:stop]) or initials(units, k, stop):
            self._stop("a person or a body")
        elif stop + 2 < end and units[stop].low == "," and entitled(units, stop + 1, end):
            self._stop("a person")
        elif stop < end and units[stop].low in words.PLACE_NOUNS:
            phrase.definite, phrase.run = True, k
            self.k = stop
        elif units[stop - 1].low in words.PLACE_NOUNS:
            phrase.head = units[stop - 1].low
            self.k = stop
        else:
            name = Target(
                k, phrase.first, stop - 1, units[k], phrase.head, phrase.definite, guess=True, part=phrase.part
            )
            self._take(name, stop)
