"""The story in front and the store: opened from it, saved into it with every change, and who was quicker."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

from dashboard import library, stories, working
from dashboard.exports.narrative import Narrative, Step, read, write
from dashboard.pages.sitting import Said, sitting
from dashboard.pages.telling import Before, Telling, aside, put_in_front, telling
from dashboard.timemap.payload import initial_day
from events.store import Conflict, StoreError

if TYPE_CHECKING:
    from events.store import Narratives, Written

UNTITLED: Final = "Untitled story"
Choice = Literal["copy", "over", "theirs"]


def open_story(key: str, at: int = 0) -> Telling:
    """Put a story of the list, or one that was laid aside, in front.

    What in it cannot be read is said beside it. Raises `ValueError` when there is none, or none of it can be read.
    """
    found = aside().get(key)
    if found is None:
        text = stories.source(key)
        if text is None:
            raise ValueError(f"There is no story {key[:80]!r}.")
        narrative, remarks = read(text, _usual_day())
        found = Telling(narrative, key)
        found.built_in = next((each.built_in for each in stories.listed() if each.name == key), False)
        newest = None if found.built_in else narratives().newest(key, _data_set())
        if newest is not None:
            # Read again: it may have been saved since.
            found.show(read(newest.content, _usual_day())[0])
            found.seen, found.saved = newest.number, found.narrative
        found.current = found.ids[min(max(at, 0), len(found.ids) - 1)]
        for remark in remarks:
            found.said.append(Said("warn", f"{remark}."))
    put_in_front(found)
    return found


def begin(narrative: Narrative) -> Telling:
    """Put a new story in front and save it."""
    story = Telling(narrative)
    put_in_front(story)
    save(story)
    return story


def begin_with(step: Step) -> Telling:
    """Put a new story of one step in front and save it."""
    return begin(Narrative(free_title(UNTITLED), (step,), author=sitting().reviewer))


def copy_of(story: Telling) -> Telling:
    """Put a copy of a story in front, at the same step, and save it."""
    mine = story.narrative
    title, author = free_title(f"{mine.title} (copy)"), sitting().reviewer or mine.author
    made = begin(Narrative(title, mine.steps, mine.description, mine.language, author))
    made.current = made.ids[story.at]
    return made


def free_title(title: str) -> str:
    """Give a title that no story of the list has yet, with a number if need be."""
    taken = {each.title for each in stories.listed()} | {each.narrative.title for each in aside().values()}
    if (here := telling()) is not None:
        taken.add(here.narrative.title)
    return next(made for number in count(1) if (made := title if number == 1 else f"{title} {number}") not in taken)


def save(story: Telling) -> None:
    """Keep the story as it stands, as its next version; without a name of the teller it waits.

    Who was quicker, or why it could not be kept, is noted in it; nothing of it is lost.
    """
    who = sitting().reviewer.strip()
    if not story.unsaved or not who or story.quicker:
        return
    content, title = write(story.narrative), story.narrative.title
    try:
        if story.name:
            made = narratives().save(story.name, title, content, who=who, seen=story.seen, name=_data_set())
        else:
            taken = [each.name for each in stories.listed()]
            made = narratives().begin(title, content, who=who, name=_brought_in(), avoid=taken)
    except Conflict as conflict:
        story.quicker = f"{conflict.who or 'Somebody'} {conflict.what or 'changed'} this story{_when(conflict.at)}"
    except StoreError as error:
        story.trouble = str(error)
    else:
        aside().pop(story.key, None)
        story.name, story.seen, story.saved, story.trouble = made.narrative_id, made.number, story.narrative, ""


def refresh(story: Telling) -> None:
    """Take up what others saved since, unless there are changes here that they would undo: then say who was quicker."""
    if story.built_in or not story.name or story.quicker:
        return
    try:
        newest = narratives().newest(story.name, _data_set())
    except StoreError as error:
        story.trouble = str(error)
        return
    if newest is None or newest.number <= story.seen:
        story.trouble = story.trouble if story.unsaved else ""
        return
    did = "deleted" if newest.removed else "saved"
    words = f"{newest.who} {did} this story{_when(newest.at)}"
    if story.unsaved:
        story.quicker = words
    elif newest.removed:
        story.seen, story.saved = newest.number, None
        story.say("warn", f"{words}. What you see is its last version; the next change brings it back.")
    else:
        _take(story, newest)
        story.say("good", f"{words}: the newest version is shown. Undo brings back the one before.")


def settle(story: Telling, choice: Choice) -> None:
    """Decide between two versions: mine as a copy, mine over theirs (which stays in the history), or theirs."""
    newest = narratives().newest(story.name, _data_set())
    if newest is None:
        return
    if choice == "copy":
        mine, at = story.narrative, story.at
        story.quicker, story.saved = "", mine
        _take(story, newest, undoable=False)
        title = free_title(f"{mine.title} ({sitting().reviewer})")
        made = begin(Narrative(title, mine.steps, mine.description, mine.language, mine.author))
        made.current = made.ids[at]
        made.say("good", "This is your copy; the other version stands under its own title.")
        return
    story.quicker = ""
    if choice == "theirs":
        _take(story, newest)
        return
    story.seen = newest.number
    save(story)


def remove(story: Telling) -> bool:
    """Take a story off the list; tells whether it is off. Every version of it stays."""
    who = sitting().reviewer.strip()
    if not story.name:
        return True
    if not who:
        story.say("bad", "Give your name first: every change is kept with who made it.")
        return False
    try:
        narratives().remove(story.name, who=who, seen=story.seen, name=_data_set())
    except Conflict as conflict:
        story.say("warn", f"Not deleted: {conflict}. Look at it first.")
        return False
    except StoreError as error:
        story.say("bad", f"Not deleted: {error}.")
        return False
    return True


def restore(written: Written) -> None:
    """Make a version the newest again, also of a story that was deleted."""
    newest = narratives().newest(written.narrative_id, _data_set())
    seen = newest.number if newest else written.number
    who = sitting().reviewer.strip()
    narratives().save(written.narrative_id, written.title, written.content, who=who, seen=seen, name=_data_set())


def history(story: Telling) -> list[Written]:
    """Give the versions of a story, the newest first; none while it was never saved."""
    return narratives().history(story.name, _data_set()) if story.name and not story.built_in else []


def deleted() -> list[Written]:
    """List the stories that were taken off the list."""
    if not working.in_use() or _data_set() not in working.store().datasets():
        return []
    return narratives().listed(_data_set(), removed=True)


def narratives() -> Narratives:
    """Give the narratives of the store; raises `StoreError`."""
    return working.store().narratives


def _take(story: Telling, newest: Written, undoable: bool = True) -> None:
    if undoable:
        story.past.append(Before(story.narrative, story.ids, story.current, "the change to another's version"))
    at = story.at
    story.show(read(newest.content, _usual_day())[0], at)
    story.seen, story.saved = newest.number, story.narrative


def _when(at: dt.datetime | None) -> str:
    return f" on {at.day} {at:%B, %H:%M} UTC" if at else ""


def _usual_day() -> str:
    return initial_day(library.shelf().timeline)


def _data_set() -> str:
    return working.name_of(library.folder_named().resolve())


def _brought_in() -> str:
    """Name the data set in the store, after it was brought in if need be."""
    folder, name = library.folder_named().resolve(), _data_set()
    if name not in working.store().datasets():
        working.bring_in(folder, library.files_version(folder))
    return name
