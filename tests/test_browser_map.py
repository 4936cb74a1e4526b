"""The dated map in a real Chromium: what it paints, that it is mounted once and keeps its memory."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import events
from dashboard.style import actor_colors
from events.datasets import BUILT_IN
from tests.conftest import Serve
from tests.screen import Screen, open_map
from tests.seeing import picture, rgb, square


@cache
def colours() -> dict[str, str]:
    """Colour of each actor of the built-in data set on light ground."""
    actors = events.load(BUILT_IN).actors
    return dict(zip(actors["actor_id"], (light for light, _ in actor_colors(actors)), strict=True))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_it_opens_on_the_day_of_the_data_set_without_scrolling(
    visit: Page, serve: Serve, width: int, height: int
) -> None:
    visit.set_viewport_size({"width": width, "height": height})
    screen = open_map(visit, serve())
    expect(screen.headline).to_have_text("22 June 2014")
    expect(screen.entry).to_have_value("2014-06-22")
    box = screen.frame_box()
    assert box["left"] >= 0
    assert box["top"] >= 0
    assert box["right"] <= width
    assert box["bottom"] <= height
    # The largest thing on the page.
    assert (box["right"] - box["left"]) * (box["bottom"] - box["top"]) > 0.45 * width * height
    track = screen.track_box()
    assert track["y"] + track["height"] <= height


def test_marks_have_the_colours_of_who_holds_them(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    seen = picture(visit)
    places = screen.places()
    mosul = places["iq-mosul"]
    assert (mosul["holder"], mosul["standing"]) == ("islamic_state", "confirmed")
    x, y = screen.point("iq-mosul")
    assert tuple(seen[round(y), round(x)]) == rgb(colours()["islamic_state"])
    # Hollow or with a ring in it: somewhere in its mark every holder's colour is.
    held = {
        place_id: place
        for place_id, place in places.items()
        if place["bare"] and place["status"] == "controlled" and not place["faded"]
        if place["standing"] in ("confirmed", "reported", "disputed")
        if all(abs(o["x"] - place["x"]) + abs(o["y"] - place["y"]) > 12 for o in places.values() if o is not place)
    }
    assert len({place["holder"] for place in held.values()}) >= 4
    left, top = screen.corner()
    wrong = []
    for place_id, place in held.items():
        x, y = round(left + place["x"]), round(top + place["y"])
        if not (seen[y - 8 : y + 9, x - 8 : x + 9] == rgb(colours()[place["holder"]])).all(axis=2).any():
            wrong.append(place_id)
    assert wrong == []


def test_a_crossing_does_not_look_like_a_town(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-22", lat="34.37", lng="41.0", zoom="13")
    screen.layer("Place names", False)
    places = screen.places()
    assert places["iq-qaim"]["kind"] == "city"
    assert places["iq-qaim-crossing"]["kind"] == places["iq-turaibil-crossing"]["kind"] == "border_crossing"
    assert places["iq-qaim"]["holder"] == places["iq-qaim-crossing"]["holder"] == "islamic_state"
    # Of the box around it a disc fills nearly four fifths, a diamond half.
    assert _fullness(screen, "iq-qaim") > 0.7
    assert _fullness(screen, "iq-qaim-crossing") < 0.62
    screen.frame.evaluate("() => window.timemap.command({ view: { lat: 32.955, lng: 38.98, zoom: 13 } })")
    screen.rest()
    assert _fullness(screen, "iq-turaibil-crossing") < 0.62


def test_nothing_mounts_the_map_anew(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    frame = screen.frame

    def still_the_same(after: str) -> None:
        screen.rest()
        assert (screen.mounts, frame.is_detached()) == (1, False), after
        assert frame.evaluate("() => window.timemap.mounts") == 1, after

    # A position of the user's own, which nothing below may lose.
    screen.pan(-60, 30)
    visit.wait_for_url("**lat=**")
    position = screen.position
    screen.drag(0.32, 0.3)
    expect(screen.headline).not_to_have_text("22 June 2014")
    still_the_same("a drag")
    screen.handle.focus()
    for _ in range(20):
        visit.keyboard.press("ArrowRight")
    expect(screen.headline).to_have_text(screen.day_in_words)
    still_the_same("20 arrow keys")
    before = screen.day
    visit.keyboard.press("Space")
    frame.wait_for_function("day => window.timemap.day > day", arg=before)
    visit.keyboard.press("Space")
    expect(screen.headline).to_have_text(screen.day_in_words)
    still_the_same("playing")
    screen.type_day("2014-06-23")
    expect(screen.headline).to_have_text("23 June 2014")
    screen.click("iq-mosul")
    expect(screen.card).to_contain_text("Mosul")
    still_the_same("a click on a place")
    screen.choose(0, "Rule: Confirmed only")
    visit.wait_for_url("**rule=confirmed**")
    still_the_same("another rule")
    screen.choose(1, "Flips under: Latest word")
    expect(visit.get_by_text("places flip under")).to_be_visible()
    still_the_same("a second rule")
    visit.get_by_text("As reported then", exact=True).click()
    expect(visit.locator(".tt-head")).to_contain_text("as reported then")
    still_the_same("another clock")
    visit.get_by_test_id("stExpandSidebarButton").click()
    search = visit.get_by_label("Search places")
    search.fill("qaim")
    search.press("Enter")
    visit.wait_for_url("**search=**")
    search.fill("")
    search.press("Enter")
    visit.wait_for_url(lambda url: "search=" not in url)
    still_the_same("a filter")
    visit.locator(".st-key-tt-side .stButton button", has_text="Anah").first.click()
    expect(screen.card).to_contain_text("Anah")
    still_the_same("a choice from the list")
    chart = visit.get_by_test_id("stVegaLiteChart")
    chart.scroll_into_view_if_needed()
    chart.click(position={"x": 300, "y": 60})
    expect(screen.headline).not_to_have_text("23 June 2014")
    assert screen.headline.text_content() == screen.day_in_words
    still_the_same("a click on the chart")
    assert screen.position == pytest.approx(position, abs=0.01)


def test_memory_stays_flat_over_200_steps(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    wire = visit.context.new_cdp_session(visit)
    listed = visit.locator(".st-key-tt-side .stButton").get_by_role("button")

    def used() -> float:
        wire.send("HeapProfiler.collectGarbage")
        size: float = wire.send("Runtime.getHeapUsage")["usedSize"]
        return size / 1e6

    def choose(times: int) -> None:
        """Choose from the list: each choice is an order to the map, and old orders are what once stayed for ever."""
        for at in range(times):
            name = ("Anah", "Rutba")[at % 2]
            listed.filter(has_text=name).first.click()
            expect(screen.card.locator("h3")).to_have_text(name)

    def walk(steps: int, heard: int) -> None:
        """So many steps in time, after some of which Python is waited for."""
        screen.handle.focus()
        for step in range(steps):
            visit.keyboard.press("ArrowRight" if step % 40 < 20 else "ArrowLeft")
            if step % (steps // heard) == 0:
                expect(screen.headline).to_have_text(screen.day_in_words)

    choose(2)
    walk(40, 4)
    before = used()
    walk(200, 20)
    assert screen.day == "2014-06-22"
    choose(8)
    screen.rest()
    assert used() - before < 3
    assert screen.frame.evaluate("() => (window.feature_group || []).length") <= 1


def _fullness(screen: Screen, place_id: str) -> float:
    """Give the share that a mark in the darkest of the colours fills of the box around it."""
    dark = square(screen.page, *screen.point(place_id), 10).max(axis=2) < 120
    # Rings and bars inside a mark are no part of its shape.
    filled = np.logical_or.accumulate(dark, axis=1) & np.logical_or.accumulate(dark[:, ::-1], axis=1)[:, ::-1]
    high, wide = (int(filled.any(axis=axis).sum()) for axis in (1, 0))
    return float(filled.sum() / (high * wide))
