"""Everybody's map: at night, without a mouse, without colour, on a telephone."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import Serve
from tests.screen import Screen, open_map
from tests.seeing import Picture, differs, green_blind, grey, luminance, painted, picture, too_faint

TURAIBIL: Final = "iq-turaibil-crossing"


@pytest.mark.parametrize(
    "theme",
    [
        pytest.param("light", marks=pytest.mark.browser_context_args(color_scheme="light")),
        pytest.param("dark", marks=pytest.mark.browser_context_args(color_scheme="dark")),
    ],
)
def test_text_can_be_read_in_both_themes(visit: Page, serve: Serve, theme: str) -> None:
    screen = open_map(visit, serve(), day="2014-06-22", place=TURAIBIL, against="confirmed")
    screen.frame.wait_for_function("name => document.documentElement.dataset.tmTheme === name", arg=theme, polling=50)
    paper = visit.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", paper)[:3])
    assert (luminance((red, green, blue)) < 0.05) == (theme == "dark")
    land = picture(visit)[600, 700]
    assert (luminance(tuple(land)) < 0.05) == (theme == "dark")
    page, inside = visit.locator, screen.inside.locator
    texts = {
        "headline": page(".tt-head h2, .tt-count, .tt-count small, .tt-head .tt-muted"),
        "card": page(".tt-card").locator("h3, h4, h5, li, a, .tt-state, .tt-muted, .tt-grade"),
        "years": page(".tt-years span"),
        "lists": page(".st-key-tt-side button p"),
        "toolbar": page(".st-key-tt-toolbar button p, .st-key-tt-toolbar input"),
        "legend": inside(".tm-who, .tm-count, .tm-textbutton"),
        "timeline": inside(".tm-flag, .tm-field"),
        "foot": inside(".tm-credit, .tm-scale span"),
    }
    assert too_faint(texts) == {}


def test_everything_can_be_reached_by_tab(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    wanted: dict[str, Locator] = {
        "clock": visit.get_by_role("radio", name="Hindsight"),
        "rule": visit.get_by_role("combobox", name="Rule", exact=True),
        "flips": visit.get_by_role("combobox", name="What flips under another rule"),
        "share": visit.get_by_role("button", name="Share"),
        "zoom": screen.inside.get_by_role("button", name="Zoom in"),
        "key": screen.inside.get_by_role("button", name="Key to marks"),
        "play": screen.inside.get_by_role("button", name="Play (space)"),
        "speed": screen.inside.get_by_role("combobox", name="Speed of playing"),
        "date": screen.entry,
        "slider": screen.handle,
        "list": visit.locator(".st-key-tt-side").get_by_role("button").first,
    }
    for name, thing in wanted.items():
        thing.evaluate("(e, name) => { e.dataset.wanted = name; }", name)
    focus = "() => document.activeElement.closest('[data-wanted]')?.dataset.wanted ?? document.activeElement.tagName"
    visit.mouse.click(700, 25)
    unseen = dict(wanted)
    for _ in range(70):
        visit.keyboard.press("Tab")
        at = visit.evaluate(focus)
        if at == "IFRAME":
            at = screen.frame.evaluate(focus)
        if at in unseen and _focus_is_seen(visit, unseen.pop(at)):
            wanted.pop(at)
        if not unseen:
            break
    assert sorted(unseen) == [], "not reached"
    assert sorted(wanted) == [], "reached, but nobody sees that"


def test_it_can_be_used_without_a_mouse(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    visit.get_by_role("radio", name="Hindsight").focus()
    visit.keyboard.press("ArrowRight")
    visit.keyboard.press("Space")
    expect(visit.locator(".tt-head")).to_contain_text("as reported then")
    assert screen.day == "2014-06-22", "the arrows belong to what has the focus"
    visit.locator(".st-key-tt-side").get_by_role("button", name=re.compile("Turaibil")).focus()
    visit.keyboard.press("Enter")
    expect(screen.card).to_contain_text("Turaibil")
    screen.handle.focus()
    visit.keyboard.press("Escape")
    expect(screen.card).to_have_count(0)


def test_marks_differ_without_colour(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    screen.inside.get_by_role("button", name="Key to marks").click()
    lines = screen.inside.locator(".tm-samples li")
    samples = dict(zip(lines.all_inner_texts(), painted(lines.locator("canvas")), strict=True))
    sure = [
        "confirmed by independent sources",
        "reported or claimed by one side",
        "disputed: a source denies it",
        "implied by a later event",
        "contested",
        "changing hands in these days",
        "old evidence",
        "no information",
    ]
    kinds = ["City", "Border crossing", "Dam", "Air base", "Refinery"]
    for seen in (grey, green_blind):
        for group in (sure, kinds):
            for one, other in combinations(group, 2):
                apart = differs(seen(samples[one]), seen(samples[other]))
                assert apart > 4, f"{one} and {other} look alike ({apart:.1f}) to {seen.__name__}"


def test_places_on_the_map_differ_without_colour(visit: Page, serve: Serve) -> None:
    # The browser's own simulation, and the map itself: a city held for sure, one fought over, one hollow.
    screen = open_map(visit, serve(), day="2014-06-22")
    screen.layer("Place names", False)
    places = screen.places()
    looks = {
        "held": "iq-mosul",
        "fought over": "iq-ramadi",
        "by one voice": next(
            i
            for i, p in places.items()
            if p["bare"] and p["kind"] == "city" and p["standing"] == "reported" and p["status"] == "controlled"
        ),
    }
    assert places["iq-ramadi"]["status"] == "contested"
    wire = visit.context.new_cdp_session(visit)
    for blindness in ("achromatopsia", "deuteranopia", "protanopia"):
        wire.send("Emulation.setEmulatedVisionDeficiency", {"type": blindness})
        seen = picture(visit)
        marks = {name: _around(seen, screen, place_id) for name, place_id in looks.items()}
        for one, other in combinations(marks, 2):
            assert differs(marks[one], marks[other]) > 8, f"{one} and {other} look alike under {blindness}"


@pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
)
def test_a_telephone_is_enough(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())

    def fits() -> bool:
        widths: list[int] = visit.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
        inner: list[int] = screen.frame.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
        return widths[0] <= widths[1] == 390 and inner[0] <= inner[1]

    assert fits()
    visit.touchscreen.tap(*screen.point("iq-mosul"))
    expect(screen.card).to_contain_text("Mosul")
    assert fits()
    # The card and the list are below the map, as wide as the screen.
    card = screen.card.bounding_box()
    assert card is not None
    assert card["y"] >= screen.frame_box()["bottom"] - 1
    assert card["width"] > 330
    place = screen.places()["iq-mosul"]
    visit.touchscreen.tap(*_on_the_map(screen, 200, 420))
    expect(screen.card).to_have_count(0)
    assert place["visible"]
    visit.locator(".st-key-tt-side").get_by_role("button", name=re.compile("Turaibil")).tap()
    expect(screen.card).to_contain_text("Turaibil")
    visit.get_by_test_id("stMain").evaluate("e => e.scrollTo(0, 0)")
    legend = screen.inside.get_by_role("button", name="Legend")
    expect(screen.inside.locator(".tm-legend-body")).to_be_hidden()
    legend.tap()
    expect(screen.inside.locator(".tm-legend-body")).to_be_visible()
    # A finger needs room.
    for name in ("Play (space)", "Zoom in", "Layers"):
        box = screen.inside.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 32, name
    assert screen.mounts == 1
    assert fits()


def _focus_is_seen(page: Page, thing: Locator) -> bool:
    """Whether what has the focus looks otherwise than without it."""
    box = thing.bounding_box()
    assert box is not None
    around = {"x": box["x"] - 5, "y": box["y"] - 5, "width": box["width"] + 10, "height": box["height"] + 10}
    around = {**around, "x": max(0, around["x"]), "y": max(0, around["y"])}
    page.wait_for_timeout(150)
    with_focus = picture(page, around)
    mark = thing.evaluate_handle("e => e.ownerDocument.activeElement")
    mark.evaluate("e => e.blur()")
    page.wait_for_timeout(150)
    without = picture(page, around)
    mark.evaluate("e => e.focus()")
    return differs(with_focus, without) > 0.3


def _around(seen: Picture, screen: Screen, place_id: str) -> Picture:
    x, y = (round(v) for v in screen.point(place_id))
    return seen[y - 7 : y + 8, x - 7 : x + 8]


def _on_the_map(screen: Screen, x: float, y: float) -> tuple[float, float]:
    left, top = screen.corner()
    return left + x, top + y
