"""What is wished for when an export is asked: a narrative or a view, what to compare with, how it is to look."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from dashboard.exports.brief import Brief, brief
from dashboard.exports.credits import credits_of
from dashboard.exports.film import Reel
from dashboard.exports.made import of_day, of_pair, of_span
from dashboard.exports.narrative import Narrative, Step
from dashboard.exports.options import Options
from dashboard.exports.parcel import Progress
from dashboard.view import View
from events import Timeline
from events.dates import iso, parse_day


@dataclass(frozen=True)
class Wish:
    """What is to be exported: a narrative, or a view and perhaps the ISO day from which it is told.

    ``other`` is a view to compare with, where that is more than an earlier day; ``table`` is one of `tables.TABLES` or
    ``all``; ``step`` counts from 1 and chooses the map of a picture; ``maps`` is how many a row of maps has; ``reel``
    says how a film runs; ``file`` is the name under which the export will stand, for what has to say it.
    """

    timeline: Timeline
    view: View
    since: str = ""
    other: View | None = None
    narrative: Narrative | None = None
    version: str = ""
    options: Options = field(default_factory=Options)
    template: bytes | None = None
    table: str = ""
    step: int = 1
    maps: int = 6
    reel: Reel | None = None
    file: str = ""
    progress: Progress | None = None

    @cached_property
    def told(self) -> Brief:
        """The narrative on the ledger; one is made where none was given."""
        narrative = self.narrative
        if narrative is None and self.since:
            narrative = of_span(self.timeline, self.view, self.since)
        elif narrative is None and self.other:
            narrative = of_pair(self.timeline, self.other, self.view)
        elif narrative is None:
            narrative = of_day(self.timeline, self.view)
        return brief(self.timeline, narrative, self.version)

    @cached_property
    def shown(self) -> Brief:
        """The brief of a map alone: without a narrative the view with no text, which takes no time to tell."""
        if self.narrative:
            return self.told
        narrative = Narrative(self.timeline.about.title, (Step(self.view, "{day}"),))
        return brief(self.timeline, narrative, self.version)

    @property
    def before(self) -> View:
        """The view to compare with: the other one, else the one that flips under a second rule, else the earlier."""
        if self.other:
            return self.other
        if self.view.against and not self.since:
            return replace(self.view, rule=self.view.against, against="")
        return replace(self.view, day=self.since or earlier(self.view), against="")

    @property
    def cites(self) -> str:
        """The line at the foot of a picture or a page."""
        return credits_of(self.timeline, self.view, self.since, self.version).line


def earlier(view: View) -> str:
    """Give the ISO day at which the window of a view begins: what is told of when no other day is named."""
    return iso(parse_day(view.day) - view.window)
