"""Present mode on the server: the page that the HTML export makes, at an address of its own, opened as for a room."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from dashboard import library, stories
from dashboard.exports import narrative
from dashboard.exports.brief import brief
from dashboard.exports.pages_html import steps_of
from dashboard.exports.standalone import standalone
from dashboard.panels.markup import name as marked
from dashboard.timemap.payload import initial_day

_KEPT: Final = 8
_MISSING: Final = Path(__file__).parent / "exports" / "static" / "missing.html"

_lock = threading.Lock()


class Presented(NamedTuple):
    """A page as bytes of HTML; ``tag`` changes with every byte of it."""

    content: bytes
    tag: str


_made: OrderedDict[str, Presented] = OrderedDict()


def page(name: str) -> Presented | None:
    """Give the page of a narrative, None when there is none of that name that can be read.

    It is made once for a data set and what the narrative says, then kept.
    """
    shelf = library.shelf()
    told = stories.find(name, shelf.folder, initial_day(shelf.timeline))
    if told is None:
        return None
    key = _digest(f"{shelf.version}\n{narrative.write(told)}".encode())
    # One page at a time: a second visitor of the same story waits for it rather than making it again.
    with _lock:
        if key not in _made:
            content = _page(shelf, told)
            _made[key] = Presented(content, _digest(content))
            while len(_made) > _KEPT:
                _made.popitem(last=False)
        _made.move_to_end(key)
        return _made[key]


def missing(name: str, below: int = 0) -> bytes:
    """Write the page that says that there is no narrative of a name; ``below``: slashes in it, for the links."""
    listed = "".join(
        f'<li><a href="{"../" * below}{quote(each.name, safe="")}">{marked(each.title)}</a></li>'
        for each in stories.listed()
    )
    there = f"<p>These can be presented:</p><ul>{listed}</ul>" if listed else ""
    return _MISSING.read_text(encoding="utf-8").format(name=marked(name[:120]), there=there).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


def _page(shelf: library.Shelf, told: narrative.Narrative) -> bytes:
    made = brief(shelf.timeline, told)
    return standalone(
        shelf.timeline,
        made.pages[0].view,
        made.credits.line,
        steps_of(made),
        made.narrative.title,
        language=made.narrative.language,
        opens="present",
    )
