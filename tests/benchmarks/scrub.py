"""Scrubbing: from the hand on the slider to the picture on the map, ours and folium's own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Frame, Page

import events
from events import Timeline
from tests.benchmarks import made, plugins, rivals
from tests.benchmarks.browser import dashboard, open_map, settled, streamlit, visitor
from tests.benchmarks.table import Row, beside, left_out, within

CHANGES: Final = 6
_FRAMES: Final = "input until two animation frames later"

# The same yardstick for all: two frames after a movement of the pressed mouse its picture is on the screen.
_YARDSTICK: Final = """() => {
  window.__taken = [];
  addEventListener("pointermove", (e) => {
    if (!e.buttons) return;
    const began = e.timeStamp;
    requestAnimationFrame(() => requestAnimationFrame(() => window.__taken.push(performance.now() - began)));
  }, { capture: true });
}"""
_PRESSED: Final = """() => addEventListener("keydown", (e) => { window.__pressed = e.timeStamp; }, { capture: true })"""
_SHOWN: Final = """(day) => new Promise((done) => {
  const look = () => {
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow && frame.contentWindow.shownDay === day) {
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - window.__pressed)));
        return;
      }
    }
    requestAnimationFrame(look);
  };
  look();
})"""


@dataclass(frozen=True)
class Size:
    """One number of places: our limit in ms, and which rivals are measured beside it."""

    places: int
    limit: float
    beside: tuple[str, ...] = ("Timeline", "TimestampedGeoJson", "rebuilt")
    drags: int = 3
    moves: int = 160
    seconds: float = 20
    steps: int = 5


SIZES: Final = (Size(1_000, 17), Size(6_000, 17, seconds=30, steps=3), Size(33_000, 50, ()))
QUICK: Final = (Size(200, 17, drags=1, moves=12, seconds=2, steps=1),)


def scrubbing(browser: Browser, sizes: tuple[Size, ...]) -> Iterator[Row]:
    """Drag through time at every size, with our map and with each rival."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            dataset = made.folder(Path(folder), size.places, size.places * CHANGES, 0)
            yield from _at(browser, size, dataset)


def _at(browser: Browser, size: Size, dataset: Path) -> Iterator[Row]:
    where = f"{size.places:,} places x {CHANGES} changes"
    drawn, shown = _ours(browser, size, dataset)
    yield within(f"scrub, input to painted canvas, p50; {where}", median(drawn), size.limit, "ms", _spread(drawn))
    timeline = events.load(dataset)
    for rival in size.beside:
        what = f"scrub, {_FRAMES}; {where}"
        try:
            taken = _RIVALS[rival](browser, size, timeline, dataset)
        except plugins.NoPlugins as error:
            yield left_out(what, f"folium `{rival}`: {error}")
            continue
        told = f"{_NAMES[rival]} ({len(taken)} steps, {_spread(taken)})"
        yield beside(what, median(shown), median(taken), "ms", told, extra=_spread(shown))
    if not size.beside:
        yield Row(f"scrub, {_FRAMES}; {where}", f"{median(shown):.1f} ms ({_spread(shown)})", _TOO_LARGE, None, None)


def _ours(browser: Browser, size: Size, dataset: Path) -> tuple[list[float], list[float]]:
    """Give milliseconds from input to painted canvas as the map counts them, and by the common yardstick."""
    with dashboard(dataset) as url, visitor(browser) as context:
        page = context.new_page()
        frame = open_map(page, url)
        settled(page)
        frame.evaluate(_YARDSTICK)
        drawn: list[float] = []
        for _ in range(size.drags):
            frame.evaluate("() => { window.timemap.frames.length = 0; }")
            _drag(page, frame, ".tm-track", 40, size)
            drawn += frame.evaluate("() => window.timemap.frames")
            settled(page)
        return drawn, frame.evaluate("() => window.__taken")


def _timeline(browser: Browser, size: Size, timeline: Timeline, _: Path) -> list[float]:
    return _plugin(browser, size, rivals.with_timeline(timeline), ".leaflet-timeline-control input[type=range]", "")


def _timestamps(browser: Browser, size: Size, timeline: Timeline, _: Path) -> list[float]:
    knob = ".timecontrol-dateslider .slider .knob.main"
    return _plugin(browser, size, rivals.with_timestamps(timeline), ".timecontrol-dateslider .slider", knob)


def _plugin(browser: Browser, size: Size, html: str, track: str, knob: str) -> list[float]:
    scripts = plugins.scripts()
    with visitor(browser) as context, TemporaryDirectory() as folder:
        plugins.serve(context, scripts)
        file = Path(folder) / "map.html"
        file.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_selector(track)
        page.wait_for_timeout(500)
        page.evaluate(_YARDSTICK)
        _drag(page, page.main_frame, track, None, size, knob)
        page.wait_for_timeout(500)
        taken: list[float] = page.evaluate("() => window.__taken")
        return taken


def _rebuilt(browser: Browser, size: Size, _: Timeline, dataset: Path) -> list[float]:
    taken = []
    script = Path(__file__).parent / "rebuilt.py"
    with streamlit(script, str(dataset)) as url, visitor(browser) as context:
        plugins.serve(context, {})
        page = context.new_page()
        page.goto(url)
        page.evaluate(_PRESSED)
        slider = page.locator('[data-testid="stSlider"] input[type=range]')
        slider.focus()
        day = made.DAYS // 2
        page.evaluate("() => { window.__pressed = 0; }")
        page.evaluate(_SHOWN, day)
        for _step in range(size.steps):
            settled(page)
            day += 1
            page.keyboard.press("ArrowRight")
            taken.append(float(page.evaluate(_SHOWN, day)))
    return taken


def _drag(page: Page, frame: Frame, track: str, down: float | None, size: Size, grip: str = "") -> None:
    """Press on a slider and draw over the whole of it, a step per frame, for no longer than ``size.seconds``."""
    box = frame.locator(track).bounding_box()
    held = frame.locator(grip).bounding_box() if grip else box
    if box is None or held is None:
        raise RuntimeError(f"there is no slider {track}")
    y = box["y"] + (box["height"] / 2 if down is None else down)
    page.mouse.move(held["x"] + held["width"] / 2 if grip else box["x"] + 0.03 * box["width"], y)
    page.mouse.down()
    until = time.monotonic() + size.seconds
    for step in range(1, size.moves + 1):
        page.mouse.move(box["x"] + (0.03 + 0.94 * step / size.moves) * box["width"], y)
        if time.monotonic() > until:
            break
    page.mouse.up()


def _spread(taken: list[float]) -> str:
    return f"p95 {quantiles(taken, n=20)[-1]:.0f} ms" if len(taken) > 1 else "once"


_RIVALS: Final[dict[str, Callable[[Browser, Size, Timeline, Path], list[float]]]] = {
    "Timeline": _timeline,
    "TimestampedGeoJson": _timestamps,
    "rebuilt": _rebuilt,
}
_NAMES: Final = {
    "Timeline": "folium `Timeline` + `TimelineSlider`",
    "TimestampedGeoJson": "folium `TimestampedGeoJson`",
    "rebuilt": "a folium map of `CircleMarker`s rebuilt per date, `st_folium`",
}
_TOO_LARGE: Final = "rivals not measured at this size: a step takes them many seconds; see the smaller sizes"
