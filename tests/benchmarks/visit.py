"""A visit to the dashboard: how soon the map is there, what a step costs, and what many steps leave behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, CDPSession, Frame, Page

from tests.benchmarks import made
from tests.benchmarks.browser import dashboard, open_map, settled, visitor
from tests.benchmarks.scrub import CHANGES
from tests.benchmarks.table import Row, within
from tests.benchmarks.wire import counted

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
    """How much is measured: places, timed releases, and steps of the long visit."""

    places: int = 6_000
    releases: int = 15
    steps: int = 200
    opens: int = 3


QUICK: Final = Size(200, 2, 4, 1)


def opening(browser: Browser, size: Size) -> Iterator[Row]:
    """From going to the address to the map on screen: for the first visitor after the start, and for the next."""
    first, second = [], []
    for _ in range(size.opens):
        with dashboard() as url:
            for taken in (first, second):
                with visitor(browser) as context:
                    began = time.perf_counter()
                    open_map(context.new_page(), url)
                    taken.append((time.perf_counter() - began) * 1000)
    yield within(
        "first map on screen, first visit after the server's start, empty cache", median(first), _OPEN_MS, "ms"
    )
    yield within("first map on screen, next visitor, empty cache", median(second), _OPEN_MS, "ms")


def staying(browser: Browser, size: Size) -> Iterator[Row]:
    """Let go of the slider again and again: how soon the page follows, and what goes over the wire and into memory."""
    where = f"{size.places:,} places"
    with TemporaryDirectory() as folder:
        dataset = made.folder(Path(folder), size.places, size.places * CHANGES, 0)
        with dashboard(dataset) as url, counted(url) as wire, visitor(browser) as context:
            page = context.new_page()
            plain: list[int] = []
            page.on("websocket", lambda socket: [
                socket.on(name, lambda data: plain.append(len(data))) for name in ("framesent", "framereceived")
            ])  # fmt: skip
            frame = open_map(page, wire.url)
            settled(page)
            page.evaluate(_WATCH)
            updates, bytes_passed, uncompressed = [], [], []
            for at in range(size.releases):
                before, told = wire.passed, len(plain)
                _release(page, frame, at)
                page.wait_for_function("() => window.__update")
                settled(page)
                updates.append(float(page.evaluate("() => window.__update")))
                bytes_passed.append((wire.passed - before) / 1000)
                uncompressed.append(sum(plain[told:]) / 1000)
            worst = f"slowest {max(updates):.0f} ms"
            yield within(
                f"release of the slider to headline and chart, {where}", median(updates), _RELEASE_MS, "ms", worst
            )
            size_told = f"{median(uncompressed):.1f} kB before compression"
            yield within(f"websocket per release, {where}", median(bytes_passed), _STEP_KB, "kB", size_told)
            cdp = context.new_cdp_session(page)
            settling = size.steps // 5
            heap = []
            for at in range(settling + size.steps + 1):
                if at >= settling and (at - settling) % (size.steps // 2) == 0:
                    settled(page)
                    heap.append(_heap(cdp))
                _release(page, frame, at)
                page.wait_for_function("() => window.__update")
            mounts = int(page.evaluate("() => window.__timemapMounts"))
            steps = size.releases + settling + size.steps + 1
            yield within(f"mounts of the map in a visit of {steps} releases, {where}", mounts, 1, "mounts")
            told_heap = " -> ".join(f"{each:.1f}" for each in heap) + " MB"
            growth = max(heap[-1] - heap[0], 0.0)
            yield within(
                f"growth of the JavaScript heap over {size.steps} releases, {where}",
                growth,
                _GROWTH_MB,
                "MB",
                told_heap,
            )


def _release(page: Page, frame: Frame, at: int) -> None:
    """Press and let go somewhere else on the slider."""
    box = frame.locator(".tm-track").bounding_box()
    if box is None:
        raise RuntimeError("the map has no slider")
    # Jumps over the whole of it, never to where it stands.
    share = 0.05 + 0.9 * ((at * 0.382) % 1)
    page.mouse.click(box["x"] + share * box["width"], box["y"] + 40)


def _heap(cdp: CDPSession) -> float:
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
    used: float = cdp.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return used
