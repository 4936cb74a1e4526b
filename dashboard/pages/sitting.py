"""One sitting of a reviewer: which article and candidate are in front of him, and what he has typed so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import streamlit as st

from dashboard.panels.queue import Entry
from events.extract import Reading

Tone = Literal["good", "warn", "bad", "asks"]


class Said(NamedTuple):
    """One sentence for the reviewer, and how good the news is."""

    tone: Tone
    words: str


@dataclass
class Sitting:
    """What a reviewer's page remembers between its runs; nothing of it is a decision before the store has it.

    ``edits`` holds by candidate the cells of the claim that were typed over, ``choices`` the place that was chosen,
    ``found`` places that were looked up, ``actors`` new sides, ``kinds`` those of new places; ``sources`` what was
    typed of articles. ``decided`` are this sitting's decisions as candidate and number, the last one last: what undo
    goes back through. ``queue`` is the queue as it was last shown. ``keeps_text`` says whether the text of an article
    that comes in is kept, or its hash and what is quoted from it.
    """

    reviewer: str = ""
    article_id: int | None = None
    candidate_id: int | None = None
    adding: bool = False
    keeps_text: bool = True
    editing: bool = False
    rejecting: bool = False
    threshold: float | None = None
    edits: dict[int, dict[str, str]] = field(default_factory=dict)
    choices: dict[int, int] = field(default_factory=dict)
    found: dict[int, tuple[Reading, ...]] = field(default_factory=dict)
    actors: dict[int, dict[str, dict[str, str]]] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    sources: dict[int, dict[str, str]] = field(default_factory=dict)
    decided: list[tuple[int, int]] = field(default_factory=list)
    queue: tuple[Entry, ...] = ()
    said: list[Said] = field(default_factory=list)
    focus: int = 0
    focused: str = "tt-form"

    def go(self, candidate_id: int | None) -> None:
        """Turn to another candidate."""
        if candidate_id != self.candidate_id:
            self.candidate_id = candidate_id
            self.rejecting = False

    def open_article(self, article_id: int | None) -> None:
        """Turn to another article."""
        if article_id != self.article_id:
            self.article_id, self.candidate_id, self.rejecting = article_id, None, False

    def say(self, tone: Tone, words: str) -> None:
        """Say how an action went; it stands until the next one."""
        self.said = [Said(tone, words)]

    def add(self, tone: Tone, words: str) -> None:
        """Say one thing more."""
        self.said.append(Said(tone, words))

    def focus_on(self, key: str) -> None:
        """Put the cursor into the first field of a container in the next run."""
        self.focus += 1
        self.focused = key

    def edit(self, candidate_id: int, cells: Mapping[str, str]) -> None:
        """Keep what was typed over in a claim."""
        self.edits[candidate_id] = dict(cells)

    def forget(self, candidate_id: int) -> None:
        """Let go of what was typed for a candidate that is decided."""
        for kept in (self.edits, self.choices, self.found, self.actors, self.kinds):
            kept.pop(candidate_id, None)


def sitting() -> Sitting:
    """Give this visit's sitting."""
    if "sitting" not in st.session_state:
        st.session_state.sitting = Sitting()
    current: Sitting = st.session_state.sitting
    return current
