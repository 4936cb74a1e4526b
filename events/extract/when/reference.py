"""What a time is reckoned from, and what comes of the reckoning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from events.dates import Day
from events.extract.when.cues import Cues, anchor_of, bits
from events.extract.when.windows import Window, date_of, hull


@dataclass(slots=True)
class Sense:
    """What a phrase means: a window of inclusive days, or none where nothing tells from which day to reckon."""

    window: Window | None
    precision: str = "day"
    anchor: str = "absolute"
    relation: str = "in"
    apart: tuple[tuple[float, float], str, int] | None = None
    """Number, unit and direction from the main event to the one told after the words: "two days after it fell"."""

    year: int | None = None
    """The year, where the phrase itself names it."""

    many: bool = False
    """The phrase gives both ends, as in "from 2011 to 2013"."""


FUTURE: Final = Sense(None, "day", "published", "after")
"""What is still to come when the text is written: no event yet."""

VAGUE: Final = 10
"""Days beyond which a window is too long to count days from."""

FRESH: Final = 60
"""Days within which a date without a year is news, whatever year the text spoke of before."""


@dataclass(slots=True)
class Reference:
    """From where relative times are reckoned.

    ``now`` is the day of writing, or the window of the heading that stands over the sentence; ``previous`` the window
    of the time mentioned last, ``exact`` that of the last which is no longer than two days; ``year`` the year the text
    spoke of last; ``limit`` the day past which nothing is known.
    """

    now: Window | None
    anchor: str = "published"
    limit: Day | None = None
    previous: Window | None = None
    year: int | None = None
    exact: Window | None = None
    soon: bool = False
    """A word such as "will" stands before the phrase."""

    may_be_soon: bool = False
    """Such a word, or "would", which a story of the past has too."""

    def reckon(self, reading: Callable[[Day], Window], precision: str) -> Sense:
        """Read a phrase from the day of writing; under a heading of many days, from its first and last alike."""
        if self.now is None:
            return Sense(None, precision, self.anchor)
        first, last = self.now
        window = reading(first) if first == last else hull(reading(first), reading(last))
        return Sense(window, precision, self.anchor)

    def go_on(self, reading: Callable[[Window], Window], precision: str) -> Sense:
        """Read a phrase from the time mentioned before it, or else from the day of writing.

        Days are not counted from a month: "a day earlier" goes back to the last day that was mentioned.
        """
        told = self.previous
        if told is not None and precision in ("day", "days") and told[1] - told[0] > VAGUE and self.exact is not None:
            told = self.exact
        base = told or self.now
        if base is None:
            return Sense(None, precision, "previous")
        window = reading(base)
        if told is None and self.anchor == "published" and window[0] > base[1]:
            return Sense(None, precision, "previous")  # "the next day", but next to which?
        return Sense(window, precision, "previous" if told else self.anchor)

    def latest(self, of_year: Callable[[int], Window | None], precision: str) -> Sense | None:
        """Read a date without a year: the latest that has begun, or in the year the text speaks of if that is long ago.

        Gives None where no year has such a day.
        """
        if self.soon:
            return FUTURE
        newest = None
        if self.now is not None:
            last = self.now[1]
            years = range(date_of(last).year, date_of(last).year - 9, -1)  # nine years hold a 29 February
            newest = next((w for w in map(of_year, years) if w is not None and w[0] <= last), None)
            if newest is not None and newest[1] >= last - FRESH:
                return Sense(newest, precision, self.anchor)
        told = of_year(self.year) if self.year is not None else None
        if told is not None and (self.limit is None or told[0] <= self.limit):
            return Sense(told, precision, "previous", year=self.year)
        if newest is None and self.now is not None:
            return None
        return Sense(newest, precision, self.anchor)


Reading = Callable[["re.Match[str]", Reference], "Sense | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to speak of time: when to look for it, its pattern, and how a match is read (None: it is no time)."""

    name: str
    needs: int
    """The cues of which a sentence must have every one, as in `when.cues`."""

    anchor: int
    """The cue that a word of the phrase itself has."""

    pattern: re.Pattern[str]
    read: Reading
    span: int | str = 0
    """The group that is the surface."""

    def matches(self, text: str, cues: Cues, end: int) -> Iterator[re.Match[str]]:
        """Find all that may be read in a sentence with these cues, which ends at an offset in the text.

        A pattern begins at a word: to try the few words before its cue takes far less than to search the sentence.
        """
        done = 0
        match = self.pattern.match
        for start in cues.near(self.anchor):
            if start >= done and (found := match(text, start, end)) is not None:
                done = found.end()
                yield found


def rule(name: str, needs: str, pattern: str, read: Reading) -> Rule:
    """Make a rule; its surface is the group ``surface`` of the pattern, or else the whole match."""
    compiled = re.compile(pattern)
    span = "surface" if "surface" in compiled.groupindex else 0
    asked = bits(needs)
    return Rule(name, asked, anchor_of(asked), compiled, read, span)
