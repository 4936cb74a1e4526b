"""What a page asks to be exported, as words from outside, turned into a wish; whatever cannot be is said plainly."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qsl

from dashboard import selection
from dashboard.exports.film import LONGEST, lasting
from dashboard.exports.formats import FORMATS, Wish
from dashboard.exports.narrative import Narrative, read
from dashboard.exports.options import Options, sized
from dashboard.pair import Pair, from_address
from dashboard.timemap import payload
from dashboard.view import View, from_query
from events import AliasIndex, Timeline
from events.dates import iso, parse_day

MOST_PIXELS: Final = 7_680
_MAPS: Final = ("png", "svg", "map-pdf")
"""Formats that show one map."""


def asked(words: Mapping[str, Any], timeline: Timeline, names: AliasIndex) -> tuple[str, Wish]:
    """Read a wish: ``format``, ``query`` (the page's address), ``page`` (``compare`` has two views in its address),
    ``narrative`` (YAML, in place of an address), ``since``, ``theme``, ``size`` (WxH), ``transparent``, ``table``,
    ``maps``, ``seconds``, ``step``, ``side`` (left or right, of a picture of ``compare``), ``template`` (Base64).

    Gives the name of the format and the wish. Raises `ValueError` with a sentence for whatever cannot be done.
    """
    name = _text(words, "format")
    if name not in FORMATS:
        raise ValueError(f"there is no format {name[:40]!r}")
    wish = Wish(
        timeline=timeline,
        view=View(),
        options=_look(words, name),
        template=_template(words),
        table=_text(words, "table"),
        step=_number(words, "step", 1, 1, 1_000),
        maps=_number(words, "maps", 6, 2, 24),
        reel=lasting(_number(words, "seconds", 8, 2, LONGEST)),
    )
    if _text(words, "narrative"):
        wish = _of_narrative(wish, _text(words, "narrative"))
    elif _text(words, "page") == "compare":
        wish = _of_pair(wish, _text(words, "query"), _text(words, "side") if name in _MAPS else "")
    else:
        wish = _of_view(wish, _text(words, "query"), _text(words, "since"))
    places = selection.place_filter(timeline, names, wish.view)
    if timeline.places.empty or (places is not None and not places.any()):
        raise ValueError("No place passes the filters of this view: there is nothing to export. Widen the filters.")
    return name, wish


def _of_view(wish: Wish, query: str, since: str) -> Wish:
    view, _ = from_query(dict(parse_qsl(query.lstrip("?")[:20_000])), payload.initial_day(wish.timeline))
    view = _within(view, wish.timeline)
    if not since:
        return replace(wish, view=view)
    first = iso(parse_day(since))
    if first > view.day:
        raise ValueError(f"the first day ({first}) comes after the day of the map ({view.day})")
    return replace(wish, view=view, since="" if first == view.day else first)


def _of_pair(wish: Wish, query: str, side: str) -> Wish:
    usual = View(day=payload.initial_day(wish.timeline))
    pair, _ = from_address(dict(parse_qsl(query.lstrip("?")[:20_000])), Pair(usual, usual))
    if side:
        return replace(wish, view=_within(pair.left if side == "left" else pair.right, wish.timeline))
    sides = sorted((_within(side, wish.timeline) for side in (pair.left, pair.right)), key=lambda side: side.day)
    earlier, later = sides if pair.left.day != pair.right.day else (pair.left, pair.right)
    if (earlier.known, earlier.rule) == (later.known, later.rule):
        if earlier.day == later.day:
            raise ValueError("both sides show the same: choose another day, clock or rule on one of them")
        return replace(wish, view=later, since=earlier.day, other=earlier)
    return replace(wish, view=later, other=earlier)


def _of_narrative(wish: Wish, text: str) -> Wish:
    narrative, _ = read(text, payload.initial_day(wish.timeline))
    return replace(wish, **spanned(narrative))


def spanned(narrative: Narrative) -> dict[str, Any]:
    """Give the fields of a wish for a narrative: itself, the view of its last day, and its first day if another."""
    last = max(narrative.steps, key=lambda step: step.view.day)
    first = min(step.view.day for step in narrative.steps)
    return {"narrative": narrative, "view": last.view, "since": "" if first == last.view.day else first}


def _within(view: View, timeline: Timeline) -> View:
    """Bring a view within the data, as the page does with its address."""
    # Whether a clock or a rule exists is the ledger's to say, and before the work begins.
    timeline.replay(view.known or None, view.rule)
    known = set(timeline.actors["actor_id"])
    return replace(
        view,
        day=payload.day_within(timeline, view.day),
        actors=tuple(actor for actor in view.actors if actor in known),
    )


def measured(text: str, name: str, most: int = MOST_PIXELS) -> Options:
    """Read a size, WIDTHxHEIGHT in pixels, for a picture or film of a format; raises `ValueError` with a sentence."""
    wide, cross, high = text.partition("x")
    if not (cross and wide.isdecimal() and high.isdecimal() and min(int(wide), int(high)) >= 100):
        raise ValueError("a size is WIDTHxHEIGHT in pixels, 100 at least, such as 1920x1080")
    if max(int(wide), int(high)) > most:
        raise ValueError(f"{most:,} pixels are the most")
    # Lines have no pixels to be finer by.
    return Options(int(wide), int(high), 1.0) if name in ("svg", "map-pdf") else sized(int(wide), int(high))


def _look(words: Mapping[str, Any], name: str) -> Options:
    theme = _text(words, "theme") or "light"
    if theme not in ("light", "dark"):
        raise ValueError("the theme is light or dark")
    transparent = words.get("transparent") is True and name in _MAPS
    size = measured(_text(words, "size") or "1280x720", name)
    return replace(size, theme=theme, transparent=transparent)


def _template(words: Mapping[str, Any]) -> bytes | None:
    text = _text(words, "template")
    if not text:
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("the template did not arrive whole: choose it again") from None


def _text(words: Mapping[str, Any], name: str) -> str:
    value = words.get(name)
    return value if isinstance(value, str) else ""


def _number(words: Mapping[str, Any], name: str, usual: int, least: int, most: int) -> int:
    text = str(words.get(name) or usual)
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and least <= int(text) <= most):
        raise ValueError(f"{name}: a number from {least} to {most:,} is needed")
    return int(text)
