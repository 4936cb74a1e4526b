"""What a teller's hand does to a story: typed, added, moved, deleted, undone; every change is saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dashboard.exports.narrative import MOST_STEPS, Narrative, Step
from dashboard.pages import telling_kept
from dashboard.pages.telling import Before, Telling, new_number

_UNDONE: Final = 200
"""Changes that can be undone."""


def edit(story: Telling, number: int, typed: bool = True, **fields: Any) -> None:
    """Change fields of the step of a number; ``typed`` ones stand in the fields of the page already.

    What was typed into a step that is gone by now is dropped.
    """
    if number not in story.ids:
        return
    at = story.ids.index(number)
    steps = list(story.narrative.steps)
    steps[at] = replace(steps[at], **fields)
    _become(story, steps, story.ids, story.current, f"a change to step {at + 1}", typed)


def about(story: Telling, **fields: Any) -> None:
    """Change the title, the description, the author or the language."""
    _change(
        story, replace(story.narrative, **fields), story.ids, story.current, f"a change of the {next(iter(fields))}"
    )


def insert(story: Telling, step: Step, after: int | None = None) -> int:
    """Add a step behind another, else at the end; gives its place counted from 1, 0 when there is no more room."""
    if len(story.ids) >= MOST_STEPS:
        story.say("warn", f"A story has {MOST_STEPS:,} steps at most.")
        return 0
    at = story.ids.index(after) + 1 if after in story.ids else len(story.ids)
    steps = [*story.narrative.steps[:at], step, *story.narrative.steps[at:]]
    number = new_number()
    _become(story, steps, (*story.ids[:at], number, *story.ids[at:]), number, f"adding step {at + 1}")
    return at + 1


def move(story: Telling, number: int, to: int) -> None:
    """Move a step to another place, counted from 0."""
    if number not in story.ids:
        return
    at, to = story.ids.index(number), min(max(to, 0), len(story.ids) - 1)
    steps, ids = list(story.narrative.steps), list(story.ids)
    steps.insert(to, steps.pop(at))
    ids.insert(to, ids.pop(at))
    _become(story, steps, ids, number, f"moving step {at + 1}")


def delete(story: Telling, number: int) -> None:
    """Take a step out; a story keeps at least one."""
    if number not in story.ids:
        return
    if len(story.ids) == 1:
        story.say("warn", "A story has at least one step: change this one, or delete the story.")
        return
    at = story.ids.index(number)
    ids = [each for each in story.ids if each != number]
    steps = [*story.narrative.steps[:at], *story.narrative.steps[at + 1 :]]
    _become(story, steps, ids, ids[min(at, len(ids) - 1)], f"deleting step {at + 1}")
    story.say("good", f"Step {at + 1} is deleted. Undo brings it back.")


def replace_all(story: Telling, narrative: Narrative) -> None:
    """Put another story, or another version, in place of this one."""
    ids = [new_number() for _ in narrative.steps]
    _change(story, narrative, ids, ids[min(story.at, len(ids) - 1)], "taking another version", typed=False)


def undo(story: Telling) -> None:
    """Take the last change back; for the store that is a further version."""
    if not story.past:
        return
    before = story.past.pop()
    story.narrative, story.ids, story.current = before.narrative, before.ids, before.current
    story.turn += 1
    telling_kept.save(story)
    story.say("good", f"Undone: {before.what}.")


def _become(
    story: Telling, steps: Sequence[Step], ids: Sequence[int], current: int, what: str, typed: bool = False
) -> None:
    _change(story, replace(story.narrative, steps=tuple(steps)), ids, current, what, typed)


def _change(
    story: Telling, narrative: Narrative, ids: Sequence[int], current: int, what: str, typed: bool = True
) -> None:
    if story.built_in or narrative == story.narrative:
        return
    story.past = [*story.past[1 - _UNDONE :], Before(story.narrative, story.ids, story.current, what)]
    story.narrative, story.ids, story.current = narrative, tuple(ids), current
    story.turn += 0 if typed else 1
    story.said = []
    telling_kept.save(story)
