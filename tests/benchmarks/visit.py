"""A visit to the dashboard: how soon the map is there, what a step costs, and what many steps leave behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, CDPSession, Frame, Page, WebSocket

from tests.benchmarks import made
from tests.benchmarks.browser import dashboard, open_map, settled, visitor
from tests.benchmarks.scrub import CHANGES
from tests.benchmarks.table import Row, within
from tests.benchmarks.wire import Wire, counted

_RELEASE_MS: Final = 250
_STEP_KB: Final = 10
_OPEN_MS: Final = 4000
_GROWTH_MB: Final = 2

# Runs in the page: when the hand lets go, and when headline and mark of the day say the map's day.
_WATCH: Final = """() => {
  const frame = document.querySelector('iframe[title*="st_folium"]').contentWindow;
  const said = () => [".tt-head h2", ".tt-daymark"].map((name) => {
    const node = document.querySelector(name);
    return node && (node.textContent || node.getAttribute("style"));
  });
  frame.addEventListener("pointerup", (e) => {
    const began = frame.performance.timeOrigin + e.timeStamp, before = said();
    window.__update = 0;
    const look = () => {
      if (!said().every((words, at) => words && words !== before[at])) requestAnimationFrame(look);
      else window.__update = performance.timeOrigin + performance.now() - began;
    };
    requestAnimationFrame(look);
  }, { capture: true });
}"""


@dataclass(frozen=True)
class Size:
    """How much is measured: places, timed releases, steps of the long visit and before it, new visits."""

    places: int = 6_000
    releases: int = 15
    steps: int = 200
    settle: int = 60
    opens: int = 3


QUICK: Final = Size(200, 2, 4, 2, 1)


def opening(browser: Browser, size: Size) -> Iterator[Row]:
    """From going to the address to the map on screen: for the first visitor after the start, and for the next."""
    taken: dict[str, list[float]] = {"first visit after the server's start": [], "next visitor": []}
    for _ in range(size.opens):
        with dashboard() as url:
            for times in taken.values():
                with visitor(browser) as context:
                    began = time.perf_counter()
                    open_map(context.new_page(), url)
                    times.append((time.perf_counter() - began) * 1000)
    for who, times in taken.items():
        yield within(
            f"first map on screen, {who}, empty cache", median(times), _OPEN_MS, "ms", f"slowest {max(times):,.0f} ms"
        )


def staying(browser: Browser, size: Size) -> Iterator[Row]:
    """Let go of the slider again and again: how soon the page follows, and what goes over the wire and into memory."""
    with TemporaryDirectory() as folder:
        dataset = made.folder(Path(folder), size.places, size.places * CHANGES, 0)
        with dashboard(dataset) as url, counted(url) as wire, visitor(browser) as context:
            page = context.new_page()
            plain = _Plain(page)
            frame = open_map(page, wire.url)
            settled(page)
            page.evaluate(_WATCH)
            yield from _releases(page, frame, size, wire, plain)
            yield from _many(page, frame, size)


class _Plain:
    """Counts the bytes of the page's websocket before they are compressed."""

    def __init__(self, page: Page) -> None:
        self.passed = 0
        page.on("websocket", self._follow)

    def _follow(self, opened: WebSocket) -> None:
        opened.on("framesent", self._count)
        opened.on("framereceived", self._count)

    def _count(self, frame: str | bytes) -> None:
        self.passed += len(frame)


def _releases(page: Page, frame: Frame, size: Size, wire: Wire, plain: _Plain) -> Iterator[Row]:
    where = f"{size.places:,} places"
    updates, passed, uncompressed = [], [], []
    for at in range(size.releases):
        before = wire.passed, plain.passed
        updates.append(_release(page, frame, at))
        settled(page)
        passed.append((wire.passed - before[0]) / 1000)
        uncompressed.append((plain.passed - before[1]) / 1000)
    slowest = f"slowest {max(updates):,.0f} ms"
    yield within(f"release of the slider to headline and chart, {where}", median(updates), _RELEASE_MS, "ms", slowest)
    more = f"{median(uncompressed):.1f} kB before compression"
    yield within(f"websocket per release, {where}", median(passed), _STEP_KB, "kB", more)


def _many(page: Page, frame: Frame, size: Size) -> Iterator[Row]:
    where = f"{size.places:,} places"
    cdp = page.context.new_cdp_session(page)
    heap = []
    # What is kept on purpose, such as the pictures of names, has filled up before the counting begins.
    for at in range(-size.settle, size.steps + 1):
        if at >= 0 and at % (size.steps // 2) == 0:
            settled(page)
            heap.append(_heap(cdp))
        _release(page, frame, at)
    mounts = int(page.evaluate("() => window.__timemapMounts"))
    steps = size.releases + size.settle + size.steps + 1
    yield Row(f"mounts of the map in a visit of {steps} releases, {where}", str(mounts), "exactly 1", None, mounts == 1)
    growth = max(heap[-1] - heap[0], 0.0)
    grown = " -> ".join(f"{each:.1f}" for each in heap) + " MB"
    yield within(f"growth of the JavaScript heap over {size.steps} releases, {where}", growth, _GROWTH_MB, "MB", grown)


def _release(page: Page, frame: Frame, at: int) -> float:
    """Press and let go somewhere else on the slider; gives the milliseconds until the page says the new day."""
    box = frame.locator(".tm-track").bounding_box()
    if box is None:
        raise RuntimeError("the map has no slider")
    # Jumps over the whole of it, never to where it stands.
    share = 0.05 + 0.9 * ((at * 0.382) % 1)
    page.evaluate("() => { window.__update = 0; }")
    page.mouse.click(box["x"] + share * box["width"], box["y"] + 40)
    page.wait_for_function("() => window.__update > 0", timeout=30_000)
    taken: float = page.evaluate("() => window.__update")
    return taken


def _heap(cdp: CDPSession) -> float:
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
    used: float = cdp.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return used
