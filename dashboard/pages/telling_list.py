"""The steps of the story on screen: a small component that shows words as words and reports what was done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v2 import component

from dashboard import library
from dashboard.exports.narrative import check
from dashboard.exports.wording import counted, day_words
from dashboard.pages import telling_edits
from dashboard.pages.telling import Telling, telling
from dashboard.steps import address, told

_STATIC: Final = Path(__file__).resolve().parent.parent / "panels" / "static"
_KEY: Final = "tt-steps-component"
_TOLD: Final = 30
"""Steps whose texts are filled in for the list: of longer stories each is, once it is in front."""


def steps(shelf: library.Shelf, story: Telling, theme: str) -> None:
    """Show the steps; what the teller does to them is done before the page is drawn anew."""
    renderer = component(
        "timeline_steps",
        html='<div class="steps" role="group" aria-label="Steps"></div><p class="keys"></p>',
        css=(_STATIC / "steps.css").read_text(encoding="utf-8"),
        js=(_STATIC / "steps.js").read_text(encoding="utf-8"),
    )
    data = {"lines": _lines(shelf, story, theme), "current": story.current, "editable": not story.built_in}
    renderer(key=_KEY, data=data, on_did_change=_heard)


def _heard() -> None:
    story, did = telling(), (st.session_state.get(_KEY) or {}).get("did")
    if story is not None and isinstance(did, Mapping):
        do(story, did)


def do(story: Telling, did: Mapping[str, Any]) -> None:
    """Do what the list reports: ``what`` (open, move, delete) to the step ``id``, moved ``to`` a place from 0."""
    number, to = did.get("id"), did.get("to")
    if not isinstance(number, int | float) or not isinstance(to, int | float):
        return
    what = did.get("what")
    if what == "open":
        story.go(int(number))
    elif what == "move":
        telling_edits.move(story, int(number), int(to))
    elif what == "delete":
        telling_edits.delete(story, int(number))


def _lines(shelf: library.Shelf, story: Telling, theme: str) -> list[dict[str, Any]]:
    narrative = story.narrative
    missing: dict[int, int] = {}
    for remark in check(narrative, shelf.timeline):
        missing[remark.step] = missing.get(remark.step, 0) + 1
    lines = []
    for number, (step, step_id) in enumerate(zip(narrative.steps, story.ids, strict=True), start=1):
        headline, remarks = step.headline, missing.get(number, 0)
        if number <= _TOLD or step_id == story.current:
            found = told(shelf, step)
            headline, remarks = found.page.headline, len(found.remarks)
        when = day_words(step.view.day)
        lines.append(
            {
                "id": step_id,
                "number": number,
                "headline": headline or when,
                "when": when,
                "remarks": counted(remarks, "remark") if remarks else "",
                "image": f"./{address(shelf, step, theme)}",
                "current": step_id == story.current,
                "label": f"Step {number}: {headline or when}, {when}" + (f", {remarks} remarks" if remarks else ""),
            }
        )
    return lines
