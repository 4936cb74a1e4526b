"""The map of a brief's page: the view of its step, what it points at ringed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from math import log2
from typing import Final

from dashboard.exports.brief import Brief, Page
from dashboard.exports.options import Options
from dashboard.exports.picture import saved
from dashboard.exports.sheet import draw
from dashboard.style import rule_words
from dashboard.view import View

_SCREEN: Final = (860.0, 560.0)
"""Size of the map on the screen on which a step's position was chosen."""
_WIDE: Final = 1000
"""Pixels from which on a picture has room for the whole line of its origin."""
_AHEAD: Final = 2
"""Maps drawn before they are asked for: while one is packed, the next is drawn."""


def pictures(brief: Brief, options: Options) -> Iterator[bytes]:
    """Draw the maps of all pages as PNG, in their order; a few are made ahead, never all."""
    with ThreadPoolExecutor(_AHEAD) as workers:
        waiting: deque[Future[bytes]] = deque()
        for page in brief.pages:
            waiting.append(workers.submit(map_of, brief, page, "png", options))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def map_of(brief: Brief, page: Page, form: str, options: Options) -> bytes:
    """Draw the map of a page as ``png``, ``svg`` or ``pdf``: as much land as the screen shows, whatever the size."""
    view = framed(page.view, options)
    stage = brief.stage(page.view)
    cites = page.credits.line if options.width >= _WIDE else page.credits.short
    flips = _flips(brief, page)
    said = ["told of here"] if page.ringed else []
    said += [f"otherwise by the rule {rule_words(view.against)}"] if flips else []
    if said and not options.caption:
        options = replace(options, caption=f"dashed rings: {', or '.join(said)}")
    sheet = draw(stage, view, options, cites, flips, page.ringed)
    return saved(sheet, form, page.headline)


def _flips(brief: Brief, page: Page) -> frozenset[str]:
    """Give the places that flip under the second rule of a step."""
    view = page.view
    if not view.against:
        return frozenset()
    flips = brief.timeline.flips(view.day, view.rule, view.against, view.known or None)
    return frozenset(flips["place_id"])


def framed(view: View, options: Options) -> View:
    """Turn the zoom level of a view so that a picture of another size shows the same land."""
    if view.zoom is None:
        return view
    return replace(view, zoom=view.zoom + log2(min(options.width / _SCREEN[0], options.height / _SCREEN[1])))
