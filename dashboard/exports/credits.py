"""What every export says of itself: as of when, known when, by which rule, from which data, under which licence."""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple

import pandas as pd

from dashboard.exports.prose import plain
from dashboard.style import rule_words
from dashboard.view import View
from events import Timeline
from events.dates import in_words, parse_day

NO_ENDORSEMENT: Final = (
    "Places are not areas, and borders are de facto as drawn by Natural Earth: no endorsement of borders or of any"
    " claim to territory is meant."
)
_TABLES: Final = ("places", "actors", "sources", "claims")


class Credits(NamedTuple):
    """The words that stand on an export; ``since`` is empty unless it spans two days."""

    data_set: str
    version: str
    as_of: str
    since: str
    known: str
    rule: str
    contents: str
    licence: str
    maintainers: str

    @property
    def line(self) -> str:
        """All that fits at the foot of a picture."""
        return f"{self.data_set}, version {self.version}: {self.contents}. Licence: {_first(self.licence)}"

    @property
    def short(self) -> str:
        """What fits at the foot of a small picture."""
        return f"Data version {self.version}, {self.contents}"

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Label and value, one for each thing an export must say."""
        return [
            ("Data set", self.data_set),
            ("Data set version", self.version),
            *([("From", self.since)] if self.since else []),
            ("As of", self.as_of),
            ("Known as of", self.known),
            ("Rule", self.rule),
            ("Contents", self.contents),
            ("Maintainers", self.maintainers),
            ("Licence", self.licence),
            ("Borders", NO_ENDORSEMENT),
        ]


def credits_of(timeline: Timeline, view: View, since: str = "", version: str = "") -> Credits:
    """Say what a view of a timeline is; ``since`` is the ISO day from which it is told, ``version`` as the caller
    counts them, else a hash of the contents."""
    about = timeline.about
    return Credits(
        data_set=plain(about.title),
        version=version or version_of(timeline),
        as_of=in_words(parse_day(view.day)),
        since=in_words(parse_day(since)) if since else "",
        known=known_words(view),
        rule=plain(rule_words(view.rule)),
        contents=(
            f"{_counted(len(timeline.claims), 'claim')} at {_counted(len(timeline.places), 'place')}"
            f" from {_counted(len(timeline.sources), 'source')}"
        ),
        licence=" ".join(plain(about.licence).split()) or "not stated",
        maintainers=plain(", ".join(about.maintainers)) or "not stated",
    )


def known_words(view: View) -> str:
    """Say by which of the two clocks a view is seen."""
    if not view.known:
        return "today (hindsight)"
    return "as reported then" if view.known == "then" else in_words(parse_day(view.known))


def version_of(timeline: Timeline) -> str:
    """Give a short hash of all rows of a data set: the same contents have the same version on every machine."""
    digest = hashlib.sha256()
    for name in _TABLES:
        frame: pd.DataFrame = getattr(timeline, name)
        digest.update(name.encode())
        digest.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return digest.hexdigest()[:12]


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _first(text: str) -> str:
    """Give the first sentence or bracket-free part of a licence, where room is short."""
    return text.partition(" (")[0].partition(". ")[0]
