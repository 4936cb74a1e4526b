"""What the exports promise: slides, pictures, films, pages and maps within seconds, and no browser for any of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import events
from dashboard.exports import ground
from dashboard.exports.formats import export
from dashboard.exports.narrative import Narrative, read, shelf
from dashboard.exports.options import sized
from dashboard.exports.wish import Wish
from dashboard.view import View
from events import Timeline
from events.datasets import BUILT_IN
from tests.benchmarks import made
from tests.benchmarks.browser import NoBrowser, chromium, dashboard, open_map
from tests.benchmarks.table import Row, beside, left_out, within

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_SLIDES_MS: Final = 3000
_PICTURE_MS: Final = 250
_FILM_MS: Final = 8000
_PAGE_MS: Final = 1000
_LAYER_MS: Final = 1000
_MEMORY_MB: Final = 500
_FASTER: Final = 4.0
VIEW: Final = View(day="2014-06-22", lat=34.0, lng=41.3, zoom=6.5)


@dataclass(frozen=True)
class Size:
    """How much is made: steps of the slides, pixels of the pictures, frames, intervals; and how often, best of all."""

    steps: int = 20
    picture: tuple[int, int] = (1920, 1080)
    frames: tuple[int, int] = (1280, 720)
    intervals: int = 10_000
    times: int = 5


QUICK: Final = Size(2, (320, 200), (320, 200), 60, 1)


def story(timeline: Timeline, steps: int) -> Narrative:
    """Take the built-in narratives' steps one after the other, over again, until there are so many."""
    kept = [read(path.read_text(encoding="utf-8"))[0] for path in shelf(BUILT_IN).values()]
    told = islice(cycle(step for narrative in kept for step in narrative.steps), steps)
    return Narrative("Many steps", tuple(told))


def exporting(size: Size) -> Iterator[Row]:
    """Make each kind of export again and again."""
    timeline = events.load(BUILT_IN)
    wide, high = size.picture
    slides = Wish(timeline, VIEW, narrative=story(timeline, size.steps))
    yield _best(f"{size.steps}-step PPTX, without a browser", "pptx", lambda: slides, _SLIDES_MS, size)
    picture = Wish(timeline, VIEW, options=sized(wide, high))
    # The ground of a view is kept from picture to picture; a first picture has none.
    yield _best(f"map PNG {wide}x{high}", "png", lambda: picture, _PICTURE_MS, size, ground.image.cache_clear)
    yield _beside_the_screen(picture, size)
    yield from _film(size)
    page = Wish(timeline, VIEW)
    yield _best("standalone HTML", "html", lambda: page, _PAGE_MS, size)
    many = events.Timeline(made.ledger(max(size.intervals // 6, 10), size.intervals, 0))
    layer = Wish(many, View(day="2016-05-05"))
    count = f"{len(many.intervals()):,} intervals"
    yield _best(f"GeoPackage of {count}", "gpkg", lambda: layer, _LAYER_MS, size)


def _best(
    what: str, form: str, wish: Callable[[], Wish], limit: float, size: Size, before: Callable[[], None] | None = None
) -> Row:
    taken = _times(form, wish, size.times, before)
    extra = f"best of {size.times}, median {median(taken):,.0f} ms, the first {taken[0]:,.0f} ms"
    return within(what, min(taken), limit, "ms", extra)


def _times(form: str, wish: Callable[[], Wish], times: int, before: Callable[[], None] | None) -> list[float]:
    taken = []
    for _ in range(times):
        if before:
            before()
        # A wish remembers what was told for it.
        asked = replace(wish())
        began = perf_counter()
        export(form, asked)
        taken.append((perf_counter() - began) * 1000)
    return taken


def _beside_the_screen(wish: Wish, size: Size) -> Row:
    """Photograph the live map with a Chromium that was just started, as who has no other way to a picture must."""
    wide, high = size.picture
    what = f"map PNG {wide}x{high} beside a photograph of the live map"
    try:
        with dashboard() as url:
            taken = [_photographed(url, wide, high) for _ in range(min(size.times, 3) + 1)]
    except NoBrowser as error:
        return left_out(what, str(error))
    # The first visit of a server is the slowest, and no fault of the browser.
    rival = min(taken[1:])
    ours = min(_times("png", lambda: wish, size.times, ground.image.cache_clear))
    return beside(what, ours, rival, "ms", "Chromium started, map opened, photographed", _FASTER)


def _photographed(url: str, wide: int, high: int) -> float:
    began = perf_counter()
    with chromium() as browser:
        page = browser.new_context(viewport={"width": wide, "height": high}).new_page()
        open_map(page, url)
        page.locator('iframe[title*="st_folium"]').screenshot()
        return (perf_counter() - began) * 1000


def _film(size: Size) -> Iterator[Row]:
    """Make the film in a process of its own: its memory is measured too."""
    wide, high = size.frames
    asked = [sys.executable, "-m", "tests.benchmarks.filming", str(wide), str(high)]
    runs = [
        json.loads(subprocess.run(asked, cwd=_ROOT, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        for _ in range(min(size.times, 3))
    ]
    what = f"{runs[0]['frames']}-frame MP4 {wide}x{high}"
    best = min(run["ms"] for run in runs)
    yield within(what, best, _FILM_MS, "ms", f"best of {len(runs)}, slowest {max(run['ms'] for run in runs):,.0f} ms")
    peak, encoder = max((run["own"] + run["encoder"], run["encoder"]) for run in runs)
    extra = f"{encoder:,.0f} MB of it the encoder"
    yield within(f"peak memory of the processes that make a {what}", peak, _MEMORY_MB, "MB", extra)
