"""The map page as a visitor has it before him: what it shows, and how a hand moves it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from playwright.sync_api import FloatRect, Frame, FrameLocator, Locator, Page, expect

from events.dates import in_words, parse_day
from tests.conftest import frame_of

# A busy machine is not a wrong result.
PATIENCE: Final = 30_000
expect.set_options(timeout=PATIENCE)

_FRAME: Final = 'iframe[title*="st_folium"]'


class Screen:
    """A page with a map on it that has come to rest; `page` is all of it, `frame` what is inside the map."""

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        self.page = page
        self.frame: Frame = frame_of(page)
        self.rest()

    @property
    def inside(self) -> FrameLocator:
        """Finds what is inside the map."""
        return self.page.frame_locator(_FRAME)

    @property
    def day(self) -> str:
        """The day on the map, ISO."""
        return str(self.frame.evaluate("() => window.timemap.day"))

    @property
    def mounts(self) -> int:
        """How often a map was mounted since the page was opened; counted by the page, which outlives its frames."""
        return int(self.page.evaluate("() => window.__timemapMounts"))

    @property
    def headline(self) -> Locator:
        """The day in words, as Python has it."""
        return self.page.locator(".tt-head h2")

    @property
    def card(self) -> Locator:
        """The card of the selected place."""
        return self.page.locator(".tt-card")

    @property
    def entry(self) -> Locator:
        """The field for a typed date."""
        return self.inside.locator(".tm-date")

    @property
    def handle(self) -> Locator:
        """The handle of the timeline."""
        return self.inside.get_by_role("slider")

    def rest(self) -> None:
        """Wait until Python has nothing more to say and the map has done all that it said."""
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
        self.frame.evaluate("() => window.timemap.command({})")
        self.frame.wait_for_function(
            """() => {
                const map = window.timemap.app.map, now = [map.getCenter(), map.getZoom()].join();
                const still = now === window.__before;
                window.__before = now;
                return still;
            }""",
            polling=60,
        )

    def places(self) -> dict[str, dict[str, Any]]:
        """Every place as the map has it on its day, by id; x and y in pixels of the frame.

        ``bare`` ones are in sight, and no button, legend or notice lies over them.
        """
        found: list[dict[str, Any]] = self.frame.evaluate(
            """() => window.timemap.places().map(place => ({...place, bare: place.visible &&
                !!document.elementFromPoint(place.x, place.y)?.closest('.leaflet-container')}))"""
        )
        return {place["id"]: place for place in found}

    def corner(self) -> tuple[float, float]:
        """Where on the page the frame begins."""
        box = self.page.locator(_FRAME).bounding_box()
        assert box is not None
        return box["x"], box["y"]

    def point(self, place_id: str) -> tuple[float, float]:
        """Where on the page a place is drawn."""
        place, (left, top) = self.places()[place_id], self.corner()
        assert place["visible"], f"{place_id} is not in sight"
        return left + place["x"], top + place["y"]

    def click(self, place_id: str) -> None:
        """Click on a place of the map, and wait for its card."""
        self.page.mouse.click(*self.point(place_id))
        expect(self.card).to_be_visible()

    def frame_box(self) -> dict[str, float]:
        """Box of the map on the page."""
        box = self.page.locator(_FRAME).bounding_box()
        assert box is not None
        return {"left": box["x"], "top": box["y"], "right": box["x"] + box["width"], "bottom": box["y"] + box["height"]}

    @property
    def day_in_words(self) -> str:
        """The day on the map as the headline spells it."""
        return in_words(parse_day(self.day))

    @property
    def position(self) -> tuple[float, float, float]:
        """Latitude and longitude of the middle of the map in degrees, and its zoom."""
        lat, lng, zoom = self.frame.evaluate(
            "() => (map => [map.getCenter().lat, map.getCenter().lng, map.getZoom()])(window.timemap.app.map)"
        )
        return lat, lng, zoom

    def pan(self, right: int, down: int) -> None:
        """Draw the land under the hand by so many pixels."""
        box = self.frame_box()
        x, y = (box["left"] + box["right"]) / 2, box["top"] + 420
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right, y + down, steps=5)
        self.page.mouse.up()

    def track_box(self) -> FloatRect:
        """Box of the timeline on the page."""
        box = self.inside.locator(".tm-track").bounding_box()
        assert box is not None
        return box

    def drag(self, *shares: float, release: bool = True) -> None:
        """Press on the timeline and draw over it; shares of its width from 0 to 1."""
        box = self.track_box()
        mouse, y = self.page.mouse, box["y"] + 40
        mouse.move(box["x"] + shares[0] * box["width"], y)
        mouse.down()
        for share in shares[1:]:
            mouse.move(box["x"] + share * box["width"], y, steps=3)
        if release:
            mouse.up()

    def choose(self, which: int, option: str) -> None:
        """Choose from a list of the line above the map: 0 the rule, 1 the rule to compare with."""
        self.page.locator(".st-key-tt-toolbar").get_by_role("combobox").nth(which).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def layer(self, words: str, on: bool) -> None:
        """Switch a layer of the map on or off."""
        opener = self.inside.get_by_role("button", name="Layers")
        opener.click()
        self.inside.get_by_role("checkbox", name=words).set_checked(on)
        opener.click()
        self.rest()

    def type_day(self, words: str) -> None:
        """Type a date into the field of the map."""
        self.entry.fill(words)
        self.entry.press("Enter")


def open_map(page: Page, url: str, **view: str) -> Screen:
    """Open the map page at a view spelled as query parameters."""
    page.goto(f"{url}/?{urlencode(view)}" if view else url)
    return Screen(page)
