"""The compare page in a real Chromium: two maps as one, days of their own, and what is taken along."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Frame, FrameLocator, Page, expect

from tests.conftest import Serve, Watch
from tests.screen import PATIENCE, open_map

JUNE = {"left_day": "2014-06-01", "right_day": "2014-06-30", "lat": "34.3", "lng": "42", "zoom": "6.5"}
SIDES = ("left", "right")


class Twins:
    """A compare page whose two maps have come to rest."""

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        self.page = page
        self.frames: dict[str, Frame] = {}
        for side, at in zip(SIDES, (0, 1), strict=True):
            expect(page.locator('iframe[title*="st_folium"]')).to_have_count(2)
            element = page.locator('iframe[title*="st_folium"]').nth(at).element_handle()
            frame = element.content_frame() if element else None
            assert frame is not None
            frame.wait_for_function("() => window.timemap", polling=50)
            frame.evaluate("() => window.timemap.ready.then(() => true)")
            self.frames[side] = frame
        self.rest()

    def inside(self, side: str) -> FrameLocator:
        return self.page.locator('iframe[title*="st_folium"]').nth(SIDES.index(side)).content_frame

    def box(self, side: str) -> FloatRect:
        found = self.page.locator('iframe[title*="st_folium"]').nth(SIDES.index(side)).bounding_box()
        assert found is not None
        return found

    def rest(self) -> None:
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
        for frame in self.frames.values():
            frame.evaluate("() => window.timemap.command({})")
            frame.wait_for_function(
                """() => {
                    const map = window.timemap.app.map, now = [map.getCenter(), map.getZoom()].join();
                    const still = now === window.__before && !map._animatingZoom;
                    window.__before = now;
                    return still;
                }""",
                polling=60,
            )

    def position(self, side: str) -> tuple[float, float, float]:
        lat, lng, zoom = self.frames[side].evaluate(
            "() => (map => [map.getCenter().lat, map.getCenter().lng, map.getZoom()])(window.timemap.app.map)"
        )
        return lat, lng, zoom

    def day(self, side: str) -> str:
        return str(self.frames[side].evaluate("() => window.timemap.day"))

    def selected(self, side: str) -> str | None:
        found: str | None = self.frames[side].evaluate("() => window.timemap.selected")
        return found

    def point(self, side: str, place_id: str) -> tuple[float, float]:
        place: dict[str, Any] = self.frames[side].evaluate(
            "id => window.timemap.places().find(place => place.id === id)", place_id
        )
        assert place["visible"], f"{place_id} is not in sight"
        box = self.box(side)
        return box["x"] + place["x"], box["y"] + place["y"]

    def together(self) -> None:
        """Wait until both look at the same land."""
        self.rest()
        assert self.position("left") == pytest.approx(self.position("right"), abs=0.02)

    @property
    def mounts(self) -> int:
        return int(self.page.evaluate("() => window.__timemapMounts"))

    def head(self, side: str) -> Any:
        return self.page.locator(".tt-side h2").nth(SIDES.index(side))

    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}


def open_twins(page: Page, url: str, **query: str) -> Twins:
    page.goto(f"{url}/compare?{urlencode(query or JUNE)}")
    return Twins(page)


def test_where_one_map_goes_the_other_goes_too(visit: Page, serve: Serve) -> None:
    twins = open_twins(visit, serve())
    twins.together()
    began = twins.position("left")
    for side, other in (SIDES, SIDES[::-1]):
        box, mouse = twins.box(side), visit.mouse
        x, y = box["x"] + box["width"] / 2, box["y"] + 240
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 60, y + 30, steps=6)
        # Before the hand lets go.
        twins.frames[other].wait_for_function(
            "at => Math.abs(window.timemap.app.map.getCenter().lng - at) < 0.05",
            arg=twins.position(side)[1],
            polling=50,
        )
        mouse.up()
        twins.together()
        assert twins.position(other)[1] != pytest.approx(began[1], abs=0.2)
        began = twins.position(other)
        twins.inside(side).get_by_role("button", name="Zoom in").click()
        twins.frames[other].wait_for_function("z => window.timemap.app.map.getZoom() > z", arg=began[2], polling=50)
        twins.together()
        began = twins.position(other)
    visit.mouse.move(twins.box("left")["x"] + 200, twins.box("left")["y"] + 200)
    visit.mouse.wheel(0, 300)
    twins.frames["right"].wait_for_function("z => window.timemap.app.map.getZoom() < z", arg=began[2], polling=50)
    twins.together()
    visit.wait_for_url(lambda url: parse_qs(urlsplit(url).query)["zoom"][0] != JUNE["zoom"])
    assert twins.mounts == 2


def test_what_one_map_points_at_the_other_tells_as_well(visit: Page, serve: Serve) -> None:
    twins = open_twins(visit, serve())
    visit.mouse.move(*twins.point("right", "iq-mosul"))
    there = [twins.inside(side).get_by_role("tooltip") for side in SIDES]
    expect(there[1]).to_contain_text("Islamic State")
    expect(there[0]).to_contain_text("Mosul")
    expect(there[0]).to_contain_text("Iraqi government")
    visit.mouse.move(10, 400)
    expect(there[0]).to_be_hidden()
    visit.mouse.click(*twins.point("right", "iq-mosul"))
    expect(visit.locator(".tt-card h3")).to_have_text(["Mosul", "Mosul"])
    twins.frames["left"].wait_for_function("() => window.timemap.selected === 'iq-mosul'", polling=50)
    twins.rest()
    assert twins.query()["place"] == "iq-mosul"
    visit.get_by_role("button", name="Close").click()
    expect(visit.locator(".tt-card")).to_have_count(0)
    for side in SIDES:
        twins.frames[side].wait_for_function("() => window.timemap.selected === null", polling=50)
    assert twins.mounts == 2


def test_each_side_has_its_own_day(visit: Page, serve: Serve) -> None:
    twins = open_twins(visit, serve())
    said = visit.locator(".tt-what")
    before = said.inner_text()
    track = twins.inside("left").locator(".tm-track").bounding_box()
    assert track is not None
    visit.mouse.move(track["x"] + 0.6 * track["width"], track["y"] + 40)
    visit.mouse.down()
    visit.mouse.move(track["x"] + 0.7 * track["width"], track["y"] + 40, steps=4)
    visit.mouse.up()
    expect(twins.head("left")).not_to_have_text("1 June 2014")
    twins.rest()
    expect(twins.head("right")).to_have_text("30 June 2014")
    assert twins.day("right") == "2014-06-30"
    assert twins.query()["left_day"] == twins.day("left") > "2015"
    expect(said).not_to_have_text(before)
    # The field over the map leads it too.
    entry = twins.inside("right").locator(".tm-date")
    entry.fill("2014-07-15")
    entry.press("Enter")
    expect(twins.head("right")).to_have_text("15 July 2014")
    visit.get_by_role("button", name="Swap sides").click()
    expect(twins.head("left")).to_have_text("15 July 2014")
    twins.frames["left"].wait_for_function("() => window.timemap.day === '2014-07-15'", polling=50)
    twins.rest()
    assert twins.day("right") == twins.query()["right_day"] > "2015"
    assert twins.mounts == 2


def test_clock_and_rule_of_each_side(visit: Page, serve: Serve) -> None:
    twins = open_twins(visit, serve(), **{**JUNE, "left_day": "2014-06-22", "right_day": "2014-06-22"})
    expect(visit.locator(".tt-what")).to_contain_text("Both sides are the same")
    visit.locator(".st-key-tt-right-bar").get_by_role("combobox").last.click()
    visit.get_by_role("option", name="Rule: Confirmed only", exact=True).click()
    expect(visit.locator(".tt-what")).to_contain_text("judgement (the rule), not control")
    for side in SIDES:
        twins.frames[side].wait_for_function("() => window.timemap.places().some(place => place.flip)", polling=50)
    twins.frames["right"].wait_for_function("() => window.timemap.app.source?.includes('rule=confirmed')", polling=50)
    twins.rest()
    left, right = ({p["id"]: p for p in twins.frames[side].evaluate("() => window.timemap.places()")} for side in SIDES)
    rings = {place for place, found in left.items() if found["flip"]}
    differ = {
        place
        for place in left
        if any(left[place][key] != right[place][key] for key in ("status", "holder", "contender"))
        and "unknown" not in (left[place]["status"], right[place]["status"])
    }
    assert rings == differ
    assert len(rings) > 10
    assert twins.mounts == 2


def test_the_address_holds_both_sides(
    visit: Page, serve: Serve, browser: Browser, browser_context_args: dict[str, Any], watch: Watch
) -> None:
    twins = open_twins(visit, serve(), **JUNE, right_rule="latest", left_known="then", kinds="city", place="iq-mosul")
    visit.get_by_role("button", name="Share").click()
    shared = visit.get_by_test_id("stPopoverBody").locator("code").inner_text()
    assert urlsplit(shared).path.endswith("/compare")
    elsewhere = browser.new_context(**browser_context_args)
    watch.follow(elsewhere)
    page = elsewhere.new_page()
    page.goto(shared)
    other = Twins(page)
    for side in SIDES:
        assert other.day(side) == twins.day(side)
        assert other.selected(side) == "iq-mosul"
        assert other.position(side) == pytest.approx(twins.position(side), abs=0.01)
    assert other.query() == twins.query()
    assert page.locator(".tt-what").inner_text() == visit.locator(".tt-what").inner_text()
    elsewhere.close()


def test_text_table_and_picture_are_taken_along(visit: Page, serve: Serve, tmp_path: Path) -> None:
    twins = open_twins(visit, serve())
    runs = visit.locator(".tt-what").evaluate("node => (node.__kept = true)")
    assert runs
    visit.get_by_role("button", name="Export", exact=True).click()
    with visit.expect_download() as coming:
        visit.get_by_role("button", name="Difference, CSV").click()
    assert coming.value.suggested_filename == "iraq-syria-2014-06-01-to-2014-06-30-difference.csv"
    coming.value.save_as(tmp_path / "table.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "table.csv").read_text("utf-8-sig"))))
    assert {"Mosul"} <= {
        row["name"] for row in rows if row["change"] == "gained" and row["actor_id"] == "islamic_state"
    }
    with visit.expect_download() as coming:
        visit.get_by_role("button", name="Maps in a row").click()
    coming.value.save_as(tmp_path / "maps.png")
    with Image.open(tmp_path / "maps.png") as image:
        assert image.size == (3200, 1800)
    visit.keyboard.press("Escape")
    # Nothing was drawn anew for either.
    assert visit.locator(".tt-what").evaluate("node => node.__kept === true")
    visit.get_by_role("button", name="Copy as text").click()
    text = visit.get_by_test_id("stPopoverBody").locator("code")
    expect(text).to_contain_text("FROM 30 June 2014")
    expect(text).to_contain_text(re.compile(r"\+ Mosul \(city, Ninawa, IQ\): .*https?://"))
    assert twins.mounts == 2


def test_from_the_map_and_back(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-08-10", rule="latest")
    visit.get_by_role("link", name="Compare").click()
    twins = Twins(visit)
    assert (twins.day("left"), twins.day("right")) == ("2014-07-11", "2014-08-10")
    assert twins.query()["right_rule"] == "latest"
    entry = twins.inside("left").locator(".tm-date")
    entry.fill("2014-06-12")
    entry.press("Enter")
    expect(twins.head("left")).to_have_text("12 June 2014")
    twins.rest()
    visit.get_by_role("link", name="Map", exact=True).click()
    expect(screen.headline).to_have_text("10 August 2014")
    visit.get_by_role("link", name="Compare").click()
    twins = Twins(visit)
    twins.frames["left"].wait_for_function("() => window.timemap.day === '2014-06-12'", polling=50)
    assert twins.day("right") == "2014-08-10"
    assert twins.query()["left_day"] == "2014-06-12"


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_nothing_runs_over_the_edge(visit: Page, serve: Serve, size: tuple[int, int]) -> None:
    visit.set_viewport_size({"width": size[0], "height": size[1]})
    twins = open_twins(visit, serve())
    wide = visit.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= size[0]
    for side in SIDES:
        box = twins.box(side)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
    if size[0] > 1000:
        assert twins.box("left")["y"] == twins.box("right")["y"]
        assert twins.box("left")["y"] + twins.box("left")["height"] < size[1]
