"""The story in front of a teller: what this visit remembers of it between the runs of the page."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import NamedTuple

import streamlit as st

from dashboard.exports.narrative import Narrative, Step
from dashboard.pages.sitting import Said, Tone

_numbers = itertools.count(1)


class Before(NamedTuple):
    """How the story was before a change, and what undo would undo."""

    narrative: Narrative
    ids: tuple[int, ...]
    current: int
    what: str


@dataclass
class Telling:
    """One story, open to be read or written.

    ``name`` is blank while the story was never saved; ``seen`` is the number of the newest version of it that was in
    front of the teller, ``saved`` is that version. ``ids`` number the steps, so that a change finds its step wherever
    that was moved to; ``current`` is one of them. ``turn`` grows when the fields have to be filled anew.
    ``quicker`` says who saved meanwhile, ``trouble`` why the store did not save; both are blank when all is well.
    """

    narrative: Narrative
    name: str = ""
    built_in: bool = False
    seen: int = 0
    saved: Narrative | None = None
    ids: tuple[int, ...] = ()
    current: int = 0
    turn: int = 0
    quicker: str = ""
    trouble: str = ""
    past: list[Before] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    number: int = field(default_factory=_numbers.__next__)

    def __post_init__(self) -> None:
        self.show(self.narrative)

    @property
    def key(self) -> str:
        """What the story is chosen by among others; one that was never saved has no name yet."""
        return self.name or f"new {self.number}"

    @property
    def at(self) -> int:
        """Where among the steps the current one is, counted from 0."""
        return self.ids.index(self.current)

    @property
    def step(self) -> Step:
        """The current step."""
        return self.narrative.steps[self.at]

    @property
    def unsaved(self) -> bool:
        """Whether something stands here that the store does not have."""
        return not self.built_in and self.narrative != self.saved

    def say(self, tone: Tone, words: str) -> None:
        """Say how an action went; it stands until the next one."""
        self.said = [Said(tone, words)]

    def go(self, number: int) -> None:
        """Turn to another step."""
        if number in self.ids and number != self.current:
            self.current = number
            self.said = []

    def show(self, narrative: Narrative, at: int = 0) -> None:
        """Put a whole story in place of what stands here, at one of its steps."""
        self.narrative = narrative
        self.ids = tuple(new_number() for _ in narrative.steps)
        self.current = self.ids[min(max(at, 0), len(self.ids) - 1)]
        self.turn += 1


def new_number() -> int:
    """Number a step; no two of this process are alike."""
    return next(_numbers)


def telling() -> Telling | None:
    """Give this visit's story, None before one was opened."""
    current: Telling | None = st.session_state.get("telling")
    return current


def put_in_front(story: Telling) -> None:
    """Turn to a story; one that is left with unsaved changes is laid aside as it is."""
    before = telling()
    if before is not None and before is not story and before.unsaved:
        aside()[before.key] = before
    aside().pop(story.key, None)
    st.session_state.telling = story


def aside() -> dict[str, Telling]:
    """Give the stories of this visit that were laid aside with changes which the store does not have."""
    laid: dict[str, Telling] = st.session_state.setdefault("tellings_aside", {})
    return laid
