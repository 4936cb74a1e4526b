"""The case in front of a reviewer: an article, its candidates, and the draft that the current one has become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard import library, working
from dashboard.pages.sitting import Sitting
from dashboard.panels.queue import Entry
from dashboard.panels.verdict import window
from dashboard.style import CHANGE_WORDS, NOBODY, actor_colors
from events import Timeline
from events.dates import parse_day
from events.extract import Candidate, Reading
from events.review import Draft, Foresight, Near, Proposal, foresee, near, proposals, revised
from events.store import Article, Item, Store


@dataclass(frozen=True)
class Desk:
    """The data set as the store has it, and the store."""

    shelf: library.Shelf
    store: Store
    name: str

    @property
    def timeline(self) -> Timeline:
        """The data set, accepted claims included."""
        return self.shelf.timeline

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the actors by id."""
        actors = self.timeline.actors
        short = actors["short_name"].where(actors["short_name"] != "", actors["name"])
        return dict(zip(actors["actor_id"], short, strict=True))

    def colors(self, dark: bool) -> dict[str, str]:
        """Colours of the actors by id, as on the map."""
        actors = self.timeline.actors
        return {str(actor): pair[dark] for actor, pair in zip(actors["actor_id"], actor_colors(actors), strict=True)}


def desk() -> Desk:
    """Open the store, with the data set in it; raises `StoreError` in words for the reader."""
    folder = library.folder_named().resolve()
    store = working.store()
    name = working.name_of(folder)
    if name not in store.datasets():
        working.bring_in(folder, library.files_version(folder))
    return Desk(library.shelf(), store, name)


@dataclass(frozen=True)
class Group:
    """One line of the queue: a candidate, and those of other engines that say the same."""

    item: Item
    others: tuple[Item, ...] = ()

    @property
    def engines(self) -> tuple[str, ...]:
        """Who proposed it."""
        return tuple(dict.fromkeys(each.candidate.engine for each in (self.item, *self.others)))


def groups(items: Sequence[Item]) -> list[Group]:
    """Bring together what several engines say alike of one sentence; a decided one, then the surest, stands for all."""
    found: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        it = item.candidate
        said = (it.place_id or it.geonameid or it.place.casefold(), it.change, it.actor_id or it.actor.casefold())
        found.setdefault((*said, it.stance, it.sentence_start), []).append(item)
    made = []
    for alike in found.values():
        first = min(
            alike, key=lambda each: (each.status not in ("accepted", "rejected"), each.candidate.engine != "rules")
        )
        made.append(Group(first, tuple(each for each in alike if each is not first)))
    return made


def entries(lines: Sequence[Group], desk: Desk, dark: bool) -> list[Entry]:
    """Give the lines of the queue for some groups."""
    colors = desk.colors(dark)
    several = {engine for group in lines for engine in group.engines} != {"rules"}
    made = []
    for number, group in enumerate(lines, 1):
        it = group.item.candidate
        # Who leaves a place is named as the loser; of any other change the loser is not the one who made it.
        left = it.change == "leaves" and not (it.actor_id or it.actor)
        actor, named = (it.from_actor_id, it.from_actor) if left else (it.actor_id, it.actor)
        made.append(
            Entry(
                group.item.candidate_id,
                number,
                it.place + ("" if it.extent == "whole" else " (part)"),
                desk.names.get(actor, named),
                it.change,
                window(it.earliest, it.latest),
                it.standing if it.stance == "asserts" else "denied",
                it.confidence,
                colors.get(actor, NOBODY[dark]),
                group.item.status,
                group.engines if several else (),
                "no longer in the article" if group.item.gone else "",
            )
        )
    return made


@dataclass(frozen=True)
class Case:
    """A candidate on its way to a claim.

    ``places`` are all that its name may mean, with those that were looked up; ``choice`` is the one that was chosen,
    None while that is open. ``proposed`` is the draft as the machine has it, ``draft`` as the reviewer has it now,
    ``events`` are those that it may belong to, and ``names`` those of the sides by id, new ones included.
    """

    item: Item
    article: Article
    places: tuple[Reading, ...]
    choice: int | None
    proposal: Proposal
    draft: Draft
    events: tuple[Near, ...]
    names: Mapping[str, str]

    @property
    def candidate(self) -> Candidate:
        """What was extracted."""
        return self.item.candidate

    @property
    def title(self) -> str:
        """Place, side and days in a few words."""
        claim = self.draft.claim
        place = self.place.name if self.place else self.candidate.place
        days = [parse_day(claim[name]) if claim[name] else None for name in ("earliest", "latest")]
        what = CHANGE_WORDS.get(claim["change"], "") + (", part of it" if claim["extent"] == "part" else "")
        return f"{place}, {self.who} {what}, {window(*days) or 'no day given'}"

    @property
    def who(self) -> str:
        """The side that the claim is about: it takes, holds or leaves."""
        it, claim = self.candidate, self.draft.claim
        left = claim["change"] == "leaves" and not (claim["actor_id"] or it.actor)
        side = claim["from_actor_id"] if left else claim["actor_id"]
        return self.names.get(side) or (it.from_actor if left else it.actor) or "nobody named"

    @property
    def proposed(self) -> Draft:
        """The draft before the reviewer's hand."""
        return self.proposal.draft

    @property
    def place(self) -> Reading | None:
        """The chosen place."""
        return None if self.choice is None else self.places[self.choice]

    def foresee(self, timeline: Timeline, rule: str) -> Foresight:
        """Say what would flip; see `events.review.foresee`."""
        return foresee(timeline, self.draft, rule)


def case(item: Item, article: Article, desk: Desk, sitting: Sitting, today: dt.date) -> Case:
    """Draft the claim of a candidate with what the reviewer has chosen and typed."""
    number = item.candidate_id
    typed = sitting.sources.get(article.article_id, {})
    published = dt.date.fromisoformat(typed["published"]) if typed.get("published") else article.published
    article = replace(article, publisher=typed.get("publisher") or article.publisher, published=published)
    places = (*item.candidate.readings, *sitting.found.get(number, ()))
    choice = sitting.choices.get(number, 0 if len(item.candidate.readings) == 1 else None)
    if choice is not None and choice >= len(places):
        choice = None
    accepted = _accepted(item)
    if accepted:
        places, choice = (_reading(desk.timeline, accepted["place_id"]),), 0
    candidate = item.candidate
    if choice is None:
        candidate = replace(candidate, readings=(), place_id="", geonameid=0)
    else:
        chosen = places[choice]
        candidate = replace(candidate, readings=(chosen,), place_id=chosen.place_id, geonameid=chosen.geonameid)
    claim_id = item.claim["claim_id"] if item.claim else ""
    (proposal, *_) = proposals(
        candidate, desk.timeline, article, reviewer=sitting.reviewer, today=today, claim_id=claim_id
    )
    draft = proposal.draft
    cells = accepted or sitting.edits.get(number, {})
    if cells:
        draft = revised(draft, desk.timeline, cells)
    draft = _with_actors(draft, desk, sitting.actors.get(number, {}))
    kind = sitting.kinds.get(number)
    if draft.place is not None and kind is not None:
        draft = replace(draft, place=draft.place | {"kind": kind})
    events = tuple(near(desk.timeline, draft.claim))
    names = desk.names | {row["actor_id"]: row["name"] for row in draft.actors}
    return Case(item, article, places, choice, proposal, draft, events, names)


def _accepted(item: Item) -> dict[str, str]:
    """Give the cells of the claim that a candidate was made, nothing while it waits."""
    if item.status != "accepted" or item.claim is None:
        return {}
    return {
        name: cell.isoformat()[:10] if isinstance(cell, dt.date) else str(cell or "")
        for name, cell in item.claim.items()
    }


def _reading(timeline: Timeline, place_id: str) -> Reading:
    row = timeline.places[timeline.places["place_id"] == place_id].iloc[0]
    where = (float(row["latitude"]), float(row["longitude"]))
    return Reading(row["name"], row["kind"], row["country"], row["admin1"], *where, place_id=place_id)


def _with_actors(draft: Draft, desk: Desk, typed: dict[str, dict[str, str]]) -> Draft:
    """Keep the new actors that the claim still names, with what was typed of them."""
    named = {draft.claim[name] for name in ("actor_id", "from_actor_id", "party")} - {""}
    new = {row["actor_id"]: dict(row) for row in draft.actors}
    for actor_id, cells in typed.items():
        new[actor_id] = new.get(actor_id, {}) | cells | {"actor_id": actor_id}
    known = set(desk.names)
    return replace(draft, actors=tuple(row for key, row in new.items() if key in named and key not in known))


Today = Callable[[], dt.date]


def today() -> dt.date:
    """Give the day on which a decision is made: this is where a person acts, so a clock may be asked."""
    return dt.datetime.now(dt.UTC).date()
