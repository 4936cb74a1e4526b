"""A brief: a narrative told on a ledger, its figures counted, its citations numbered; every format starts from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dashboard.exports.citations import Citations, Reference
from dashboard.exports.credits import Credits, credits_of
from dashboard.exports.figures import PLACEHOLDER, Figures, Unknown
from dashboard.exports.narrative import Narrative, Remark, Step, check
from dashboard.exports.prose import Block, Run, blocks, joined, plain
from dashboard.exports.situation import Situation, told
from dashboard.exports.stage import Scene, Stage
from dashboard.exports.wording import Names, counted, listed
from dashboard.style import COUNTRY_WORDS, NOBODY, kind_words
from dashboard.view import View
from events import Timeline

_CITE: Final = re.compile(r"\{cite:([^{}]*)\}")
_REPORT: Final = re.compile(r"\{report:([^{}]*)\}")
_MOST: Final = 12
"""Changes told on one page by ``{report:DATE}``, a paragraph of its own."""
_BARS: Final = 12
_EITHER: Final = re.compile(rf"{_CITE.pattern}|{PLACEHOLDER.pattern}")


@dataclass(frozen=True)
class Bar:
    """One actor's places on a day, for a chart; ``color`` as #rrggbb on light."""

    name: str
    places: int
    color: str


@dataclass(frozen=True)
class Page:
    """One step, filled in. ``cites`` are the numbers of its references, ``ringed`` the place ids it points at,
    ``counted`` says what its bars count."""

    number: int
    view: View
    headline: str
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...]
    cites: tuple[int, ...]
    ringed: frozenset[str]
    bars: tuple[Bar, ...]
    unsettled: tuple[tuple[str, int], ...]
    counted: str
    credits: Credits
    alt: str


@dataclass(frozen=True)
class Brief:
    """A narrative on a ledger. ``remarks`` say what in it could not be told as written."""

    narrative: Narrative
    timeline: Timeline
    pages: tuple[Page, ...]
    references: tuple[Reference, ...]
    credits: Credits
    remarks: tuple[Remark, ...]
    _stages: dict[View, Stage]

    def stage(self, view: View) -> Stage:
        """Give the stage of a view; steps that differ in their day alone share one."""
        return _stage(self._stages, self.timeline, view)

    def cited(self, page: Page) -> list[Reference]:
        """List the references of a page in the order of their numbers."""
        return [self.references[number - 1] for number in page.cites]


def brief(timeline: Timeline, narrative: Narrative, version: str = "") -> Brief:
    """Tell a narrative on a timeline. What it names and the ledger lacks is remarked upon, and the rest is told."""
    names, citations = Names(timeline), Citations(timeline)
    words: dict[str, Any] = {
        name: plain(getattr(narrative, name)) for name in ("title", "description", "author", "language")
    }
    narrative = replace(narrative, **words)
    remarks = check(narrative, timeline)
    stages: dict[View, Stage] = {}
    first = credits_of(timeline, narrative.steps[0].view, version=version)
    days = [step.view.day for step in narrative.steps]
    pages = []
    for number, step in enumerate(narrative.steps, start=1):
        teller = _Teller(timeline, step, names, citations)
        pages.append(_page(number, step, teller, _stage(stages, timeline, step.view), names, first.version))
        remarks += [Remark(number, message) for message in teller.complaints]
    last = max(narrative.steps, key=lambda step: step.view.day)
    return Brief(
        narrative=narrative,
        timeline=timeline,
        pages=tuple(pages),
        references=citations.references(),
        credits=credits_of(timeline, last.view, min(days) if len(set(days)) > 1 else "", first.version),
        remarks=tuple(sorted(remarks, key=lambda remark: remark.step)),
        _stages=stages,
    )


class _Teller:
    """Fills in the texts of one step; ``complaints`` say what could not be."""

    def __init__(self, timeline: Timeline, step: Step, names: Names, citations: Citations) -> None:
        self.figures = Figures(timeline, step.view, names)
        self.names = names
        self.citations = citations
        self.complaints: list[str] = []
        self.cites: set[int] = set()

    def text(self, markdown: str) -> tuple[Block, ...]:
        """Fill in a text. A name put in is never read as Markdown, for it is put in after that was read."""
        filled: list[Block] = []
        for block in blocks(markdown):
            whole = _REPORT.fullmatch(block.text.strip())
            if whole:
                filled += self._reported(whole[1])
            else:
                runs = joined(each for run in block.runs for each in self._run(run))
                filled.append(replace(block, runs=runs))
        return tuple(filled)

    def _reported(self, start: str) -> list[Block]:
        """Tell what changed since a day, as bullets."""
        try:
            figures = self.figures
            situation = Situation(figures.timeline, figures.view, start, 1, self.names, self.citations)
            said = [*situation.taken(), *situation.contested()]
        except ValueError as error:
            self.complaints.append(f"{{report:{start}}}: {error}")
            return []
        found = told(said[:_MOST], self.citations)
        if len(said) > _MOST:
            found.append(Block("bullet", (Run(f"{len(said) - _MOST} more changes are in the table of changes."),)))
        if not said:
            found.append(Block("paragraph", (Run("No change is known of in these days."),)))
        self.cites.update(number for block in found for run in block.runs for number in run.cites if number)
        return found

    def line(self, text: str) -> str:
        """Fill in a headline: no style, no line breaks."""
        return " ".join("".join(run.text for run in self._run(Run(plain(text)))).split())

    def cite(self, names: Sequence[str]) -> None:
        """Count what a step points at among its sources."""
        for name in names:
            self.cites.update(self.citations.numbers(self.citations.sources(name, self.figures.clock)))

    def _run(self, run: Run) -> Iterator[Run]:
        at = 0
        for found in _EITHER.finditer(run.text):
            yield replace(run, text=run.text[at : found.start()])
            at = found.end()
            if found[1] is not None:
                yield from self._cited(found[1])
            else:
                yield replace(run, text=self._figure(found[2], found[3]))
        yield replace(run, text=run.text[at:])

    def _figure(self, word: str, given: str) -> str:
        try:
            return self.figures(word, tuple(given.split(":")[1:]))
        except Unknown as error:
            self.complaints.append(str(error))
            return f"({word}{given}: not known)"

    def _cited(self, given: str) -> Iterator[Run]:
        ids: list[str] = []
        for name in filter(None, (part.strip() for part in given.split(","))):
            behind = self.citations.sources(name, self.figures.clock)
            if not self.citations.sources(name):
                self.complaints.append(f"it cites {name[:80]!r}, which is no claim, event or source of this data set")
            ids += behind
        for run in self.citations.runs(ids):
            self.cites.update(run.cites)
            yield run


def _page(number: int, step: Step, teller: _Teller, stage: Stage, names: Names, version: str) -> Page:
    view = step.view
    scene = stage.scene(view.day)
    headline = teller.line(step.headline) or teller.figures("day", ())
    body, notes = teller.text(step.text), teller.text(step.notes)
    teller.cite(step.events)
    timeline = teller.figures.timeline
    pointed = {place for place in step.places if place in names.places}
    events = timeline.claims.loc[timeline.claims["event_id"].isin(step.events), "place_id"]
    bars = _bars(stage, scene)
    unsettled = tuple((word, count) for word, count in scene.tally.items() if count)
    return Page(
        number=number,
        view=view,
        headline=headline,
        blocks=body,
        notes=notes,
        cites=tuple(sorted(teller.cites)),
        ringed=frozenset(pointed | set(events)),
        bars=bars,
        unsettled=unsettled,
        counted=_counted(view),
        credits=credits_of(timeline, view, version=version),
        alt=_alt(scene, stage, bars, unsettled, teller.figures("day", ())),
    )


def _bars(stage: Stage, scene: Scene) -> tuple[Bar, ...]:
    """Give a bar to each actor that holds a place; of very many the largest, the others together."""
    held = zip(stage.actors, scene.held, strict=True)
    bars = [Bar(" ".join(plain(actor["short"]).split()), count, actor["color"]) for actor, count in held if count]
    if len(bars) <= _BARS:
        return tuple(bars)
    least = sorted(bars, key=lambda bar: bar.places)[: len(bars) - _BARS + 1]
    others = Bar(f"{len(least)} others", sum(bar.places for bar in least), NOBODY[0])
    return (*(bar for bar in bars if bar not in least), others)


def _counted(view: View) -> str:
    """Say what the bars count: places, or those that the view lets through."""
    through = [kind_words(kind) for kind in view.kinds] + [COUNTRY_WORDS.get(each, each) for each in view.countries]
    return f"Places held ({', '.join(through)})" if through else "Places held"


def _alt(scene: Scene, stage: Stage, bars: Sequence[Bar], unsettled: Sequence[tuple[str, int]], day: str) -> str:
    """Say in a sentence what a map shows, for those who cannot see it."""
    held = [f"{bar.name} {bar.places}" for bar in bars]
    said = f"Map of {counted(len(scene.place), 'place')} on {day}."
    said += f" Places held: {listed(held)}." if held else " No place is held by anybody."
    return said + (f" Besides: {listed([f'{count} {word}' for word, count in unsettled])}." if unsettled else "")


def _stage(stages: dict[View, Stage], timeline: Timeline, view: View) -> Stage:
    # What a stage is made from; the rest of a view says where on it to look.
    key = replace(view, day="", against="", place="", series="places", lat=None, lng=None, zoom=None)
    if key not in stages:
        stages[key] = Stage(timeline, view)
    return stages[key]
