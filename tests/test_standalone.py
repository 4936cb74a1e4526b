"""The page that opens from disk: whole without a network, small, its texts plain, its steps followed by the map."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

import events
from dashboard.exports.standalone import Step, standalone
from dashboard.view import View
from events import Timeline
from events.datasets import BUILT_IN

VIEW: Final = View(day="2014-06-22", lat=33.6, lng=41.6, zoom=6.5)
STEPS: Final = (
    Step("Along the river", "<p>Two towns on one day.</p>", replace(VIEW, place="iq-rawah", zoom=8)),
    Step("At the border", "<p>A crossing, claimed twice.</p>", View(day="2014-06-24", place="iq-turaibil-crossing")),
)


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return events.load(BUILT_IN)


@pytest.fixture(scope="module")
def told(timeline: Timeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("standalone") / "brief.html"
    path.write_bytes(standalone(timeline, VIEW, "785 claims", STEPS))
    return path


def test_it_is_small_and_names_no_host_to_ask(told: Path) -> None:
    page = told.read_text(encoding="utf-8")
    assert len(page.encode()) < 1_000_000
    head = page[: page.index("<body>")]
    assert "default-src 'none'" in head
    assert re.findall(r"<(?:link|img|iframe|script[^>]+src)", page) == []


def test_the_same_view_gives_the_same_page(timeline: Timeline, told: Path) -> None:
    assert standalone(timeline, VIEW, "785 claims", STEPS) == told.read_bytes()


def test_it_opens_from_disk_and_follows_its_steps(visit: Page, told: Path) -> None:
    visit.goto(told.as_uri())
    visit.wait_for_function("() => window.standalone && window.timemap.day === '2014-06-22'")
    expect(visit.locator("#step h2")).to_have_text("Along the river")
    expect(visit.locator("#card h3")).to_have_text("Rawah")
    expect(visit.locator("#card .tt-state")).to_contain_text("Islamic State")
    visit.keyboard.press("PageDown")
    expect(visit.locator("#step h2")).to_have_text("At the border")
    visit.wait_for_function("() => window.timemap.day === '2014-06-24'")
    expect(visit.locator("#card .tt-state")).to_contain_text("Held by Iraqi government")
    visit.keyboard.press("p")
    expect(visit.locator("#step h2")).to_have_text("Along the river")
    visit.wait_for_function("() => window.timemap.day === '2014-06-22'")


def test_what_it_shows_is_what_the_ledger_says(visit: Page, timeline: Timeline, told: Path) -> None:
    visit.goto(told.as_uri())
    visit.wait_for_function("() => window.standalone && window.timemap.day === '2014-06-22'")
    shown = {place["id"]: place["status"] for place in visit.evaluate("() => window.timemap.places()")}
    state = timeline.on("2014-06-22")
    assert shown == dict(zip(state["place_id"], state["status"].astype("str"), strict=True))


def test_a_click_opens_the_card(visit: Page, timeline: Timeline, tmp_path: Path) -> None:
    path = tmp_path / "view.html"
    path.write_bytes(standalone(timeline, VIEW, "785 claims"))
    visit.goto(path.as_uri())
    visit.wait_for_function("() => window.standalone && window.timemap.day === '2014-06-22'")
    visit.wait_for_timeout(1000)  # the map glides to its view
    spot = next(p for p in visit.evaluate("() => window.timemap.places()") if p["id"] == "iq-rutba")
    visit.mouse.click(spot["x"], spot["y"])
    expect(visit.locator("#card h3")).to_have_text("Rutba")
    assert visit.locator("#step").count() == 0
