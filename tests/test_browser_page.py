"""The map and what stands around it: cards, clocks, rules, lists, and the address that holds it all."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Serve, Watch
from tests.screen import Screen, open_map

WALEED = "iq-al-waleed-crossing"


def test_a_click_on_turaibil_opens_who_says_what(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    screen.click("iq-turaibil-crossing")
    card = screen.card
    expect(card.get_by_role("heading", name="Turaibil border crossing")).to_be_visible()
    expect(card).to_contain_text("opposite Karameh border crossing")
    for words in ("USA Today", "Reuters", "Al-Monitor", "Says so", "Says otherwise"):
        expect(card.get_by_text(words).filter(visible=True).first).to_be_visible()
    links = card.locator("a").evaluate_all("all => all.map(a => [a.href, a.rel, a.target])")
    assert len(links) >= 6
    assert {urlsplit(href).scheme for href, _, _ in links} <= {"http", "https"}
    assert all("noopener" in rel and target == "_blank" for _, rel, target in links)
    assert any(href.startswith("https://web.archive.org/") for href, _, _ in links)
    assert screen.frame.evaluate("() => window.timemap.selected") == "iq-turaibil-crossing"
    visit.get_by_role("button", name="Close").click()
    expect(card).to_have_count(0)
    screen.frame.wait_for_function("() => window.timemap.selected === null", polling=50)


def test_hovering_says_what_a_mark_is(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    visit.mouse.move(*screen.point("iq-mosul"))
    tip = screen.inside.get_by_role("tooltip")
    expect(tip).to_be_visible()
    for words in ("Mosul", "City, Iraq", "Islamic State", "confirmed"):
        expect(tip).to_contain_text(words)
    # The day may change under a resting mouse.
    visit.keyboard.press("Home")
    expect(tip).to_contain_text("Iraqi government")


def test_as_reported_then_shows_what_was_known_then(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-23", place=WALEED, lat="33.4", lng="39.5", zoom="8")

    def seen() -> tuple[str, str]:
        screen.rest()
        place = screen.places()[WALEED]
        # The map draws what the card says, by whichever clock.
        expect(screen.card.locator(".tt-state")).to_contain_text(place["standing"].removesuffix("none"))
        return place["status"], place["standing"]

    def choose(clock: str, ends: str) -> None:
        visit.get_by_text(clock, exact=True).click()
        expect(visit.locator(".tt-head")).to_have_text(re.compile(ends + "$"))
        known = {"Hindsight": "", "As reported then": "then"}[clock]
        screen.frame.wait_for_function("k => window.timemap.app.source?.includes(`known=${k}&`)", arg=known, polling=50)

    assert seen() == ("contested", "disputed")
    choose("As reported then", "as reported then")
    assert seen() == ("contested", "claimed")
    reports = screen.card.get_by_text("were not yet known")
    expect(reports).to_be_visible()
    screen.type_day("2014-06-24")
    expect(screen.headline).to_have_text("24 June 2014")
    assert seen() == ("contested", "disputed")
    screen.type_day("2014-06-21")
    expect(screen.headline).to_have_text("21 June 2014")
    assert seen()[0] in ("unknown", "controlled")
    choose("Hindsight", "over 7 days")
    assert seen()[0] == "controlled"


def test_the_strict_rule_and_what_flips_under_it(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), lat="34.0", lng="41.6", zoom="6.5")
    assessed = screen.places()
    assert not any(place["flip"] for place in assessed.values())
    screen.choose(1, "Flips under: Confirmed only")
    screen.frame.wait_for_function("() => window.timemap.places().some(place => place.flip)", polling=50)
    flips = {place_id for place_id, place in screen.places().items() if place["flip"]}
    title = visit.get_by_text(re.compile(r"^\d+ places flip under Confirmed only$"))
    expect(title).to_have_text(f"{len(flips)} places flip under Confirmed only")
    assert {WALEED, "iq-baiji-refinery"} <= flips
    assert "iq-mosul" not in flips
    visit.locator(".st-key-tt-side").get_by_role("button", name=re.compile("^Al-Waleed border crossing.*→")).click()
    expect(screen.card).to_contain_text("Al-Waleed")
    # What was foretold comes true: exactly these look otherwise when the rule is changed.
    screen.choose(0, "Rule: Confirmed only")
    screen.frame.wait_for_function("() => window.timemap.app.source?.includes('rule=confirmed')", polling=50)
    screen.rest()
    strict = screen.places()
    changed = {
        place_id
        for place_id, place in strict.items()
        if any(place[key] != assessed[place_id][key] for key in ("status", "holder", "contender"))
    }
    assert changed == flips


def test_each_choice_counts_however_often(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    for rule, spelt in (("Confirmed only", "confirmed"), ("Latest word", "latest"), ("Assessed", "")):
        screen.choose(0, f"Rule: {rule}")
        visit.wait_for_url(lambda url, spelt=spelt: _query(url).get("rule", "") == spelt)  # type: ignore[misc]
    visit.get_by_test_id("stExpandSidebarButton").click()
    search = visit.get_by_label("Search places")
    for words in ("qaim", "mosul", ""):
        search.fill(words)
        search.press("Enter")
        visit.wait_for_url(lambda url, words=words: _query(url).get("search", "") == words)  # type: ignore[misc]
    for chart, spelt in (("Border crossings", "crossings"), ("By country", "country"), ("All places", "")):
        visit.get_by_text(chart, exact=True).click()
        visit.wait_for_url(lambda url, spelt=spelt: _query(url).get("series", "") == spelt)  # type: ignore[misc]


def test_filters_narrow_what_is_drawn_and_counted(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-22", kinds="border_crossing", actors="islamic_state")
    places = screen.places()
    shown = {place_id for place_id, place in places.items() if place["shown"]}
    wanted = {
        place_id
        for place_id, place in places.items()
        if place["kind"] == "border_crossing" and "islamic_state" in (place["holder"], place["contender"])
    }
    assert shown == wanted
    assert 0 < len(shown) < 30
    held = sum((places[i]["status"], places[i]["holder"]) == ("controlled", "islamic_state") for i in shown)
    expect(visit.locator(".tt-count").first).to_have_text(re.compile(rf"^IS {held}\b"))
    # What is not drawn cannot be clicked.
    visit.mouse.click(*_point_of(screen, "iq-mosul"))
    visit.wait_for_timeout(300)
    expect(screen.card).to_have_count(0)


def test_the_address_holds_the_view(
    visit: Page, serve: Serve, browser: Browser, browser_context_args: dict[str, Any], watch: Watch
) -> None:
    screen = open_map(visit, serve(), kinds="city~town~border_crossing", window="30")
    screen.type_day("2014-07-02")
    expect(screen.headline).to_have_text("2 July 2014")
    screen.choose(0, "Rule: Latest word")
    visit.get_by_text("As reported then", exact=True).click()
    expect(visit.locator(".tt-head")).to_contain_text("as reported then")
    screen.inside.get_by_role("button", name="Zoom in").click()
    visit.wait_for_url(lambda url: float(_query(url).get("zoom", 0)) > 7)
    screen.pan(50, 40)
    lng = _query(visit.url)["lng"]
    visit.wait_for_url(lambda url: _query(url)["lng"] != lng)
    screen.rest()
    screen.click("iq-qaim-crossing")
    screen.rest()
    query = _query(visit.url)
    assert query.keys() == {"day", "known", "rule", "window", "place", "kinds", "lat", "lng", "zoom"}
    visit.get_by_role("button", name="Share").click()
    shared = visit.get_by_test_id("stPopoverBody").locator("code").inner_text()
    assert _query(shared) == query
    elsewhere = browser.new_context(**browser_context_args)
    watch.follow(elsewhere)
    page = elsewhere.new_page()
    page.goto(shared)
    other = Screen(page)
    assert other.day == screen.day == "2014-07-02"
    assert other.frame.evaluate("() => window.timemap.selected") == "iq-qaim-crossing"
    assert other.position == pytest.approx(screen.position, abs=0.005)
    assert page.locator(".tt-head").inner_text() == visit.locator(".tt-head").inner_text()
    assert other.card.inner_text() == screen.card.inner_text()
    assert {i for i, p in other.places().items() if p["shown"]} == {i for i, p in screen.places().items() if p["shown"]}
    assert _query(page.url) == query
    elsewhere.close()


def _query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def _point_of(screen: Screen, place_id: str) -> tuple[float, float]:
    """Where a place would be drawn if the filters let it."""
    place, (left, top) = screen.places()[place_id], screen.corner()
    return left + place["x"], top + place["y"]
