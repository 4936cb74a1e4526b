"""Review as a person does it: an article pasted, its sentences lit up, decided by keys, seen on the map."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Serve, Watch
from tests.reviews import HOSTILE, REPORT, UNDATED, data_set
from tests.screen import PATIENCE, Screen, open_map
from tests.seeing import luminance, too_faint
from tests.stores import DATABASES, fresh

_TWO_MINUTES: Final = 120.0


class Desk:
    """The review page in front of a reviewer."""

    def __init__(self, page: Page, url: str) -> None:
        page.set_default_timeout(PATIENCE)
        self.page = page
        page.goto(f"{url}/review")
        expect(self.name).to_be_visible()
        self.rest()

    @property
    def name(self) -> Locator:
        return self.page.get_by_placeholder("Your name")

    @property
    def lines(self) -> Locator:
        return self.page.locator(".queue button")

    @property
    def current(self) -> Locator:
        return self.page.locator('.queue button[aria-current="true"]')

    @property
    def head(self) -> Locator:
        return self.page.locator(".tt-case h3")

    @property
    def said(self) -> Locator:
        return self.page.locator(".tt-said")

    def rest(self) -> None:
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")

    def sign(self, name: str) -> None:
        self.name.fill(name)
        self.name.press("Enter")
        self.rest()

    def paste(self, text: str, publisher: str = "The Valley Courier") -> None:
        field = self.page.get_by_label("Text of the article")
        if not field.count():
            self.page.keyboard.press("i")
        field.fill(text)
        field.press("Control+Enter")
        self.rest()
        about = self.page.get_by_label("Publisher", exact=True)
        expect(about).to_have_count(1)
        about.fill(publisher)
        about.press("Enter")
        self.rest()
        self.page.get_by_role("button", name="Read it").press("Enter")
        expect(self.lines.first).to_be_visible(timeout=120_000)
        self.rest()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.rest()

    def turn_to(self, place: str) -> None:
        for _ in range(12):
            if place in self.current.inner_text():
                return
            self.press("n")
        raise AssertionError(f"{place} is not in the queue after the current one")


@pytest.mark.parametrize("database", DATABASES)
def test_an_article_is_pasted_reviewed_by_keys_and_on_the_map(
    visit: Page, serve: Serve, tmp_path: Path, database: str
) -> None:
    # The address of the page is the first that this server is asked for.
    desk = Desk(visit, serve(data_set(tmp_path / "war"), TIMELINE_DATABASE_URL=fresh(database, tmp_path)))
    desk.sign("A. Analyst")
    desk.paste(REPORT)
    began = time.monotonic()
    expect(desk.lines).to_have_count(4)
    expect(visit.locator(".article mark.current")).to_have_text(re.compile("captured the town of Karvala"))
    expect(visit.locator(".tt-verdict")).to_contain_text("Moves Karvala")
    desk.press("a")
    expect(desk.said.first).to_have_text("Accepted: Karvala, Front takes it, 2 May 2015. It is on the map.")
    expect(desk.head).to_contain_text("Tolmen")
    expect(visit.locator(".tt-verdict")).to_contain_text("nothing changes hands")
    desk.press("a")
    desk.turn_to("Ostrag")
    desk.press("x")
    expect(visit.get_by_text("Why? One key rejects it.")).to_be_visible()
    desk.press("2")
    expect(desk.lines.filter(has_text="Ostrag")).to_contain_text("rejected")
    desk.press("u")
    expect(desk.said.first).to_contain_text("Undone: Ostrag")
    desk.press("x")
    desk.press("1")
    expect(desk.head).to_contain_text("Brelin")
    desk.press("a")
    expect(desk.said.last).to_have_text("All candidates of this article are decided.")
    assert time.monotonic() - began < _TWO_MINUTES
    desk.lines.filter(has_text="Karvala").press("Enter")
    expect(desk.head).to_contain_text("Karvala")
    desk.press("m")
    screen = Screen(visit)
    expect(screen.headline).to_have_text("2 May 2015")
    karvala = screen.places()["xx-karvala"]
    assert (karvala["holder"], karvala["status"]) == ("front", "controlled")
    expect(screen.card).to_contain_text("extracted, accepted by A. Analyst")
    expect(screen.card.locator("mark")).to_have_text("Northern Front captured the town of Karvala")


def test_a_map_that_is_open_takes_accepted_claims_without_being_mounted_anew(
    visit: Page, serve: Serve, tmp_path: Path
) -> None:
    url = serve(data_set(tmp_path / "war"))
    screen = open_map(visit, url, day="2015-05-02")
    assert screen.places()["xx-karvala"]["holder"] == "guard"
    source = screen.frame.evaluate("() => window.timemap.app.source")
    desk = Desk(visit.context.new_page(), url)
    desk.sign("A. Analyst")
    desk.paste(REPORT)
    desk.press("a")
    expect(desk.said.first).to_contain_text("Accepted: Karvala")
    screen.click("xx-karvala")
    screen.frame.wait_for_function("was => window.timemap.app.source !== was", arg=source, polling=50)
    screen.rest()
    assert screen.places()["xx-karvala"]["holder"] == "front"
    expect(screen.card).to_contain_text("extracted, accepted by A. Analyst")
    assert screen.mounts == 1


def test_a_day_that_the_text_does_not_give_is_typed(visit: Page, serve: Serve, tmp_path: Path) -> None:
    desk = Desk(visit, serve(data_set(tmp_path / "war")))
    desk.sign("A. Analyst")
    desk.paste(UNDATED)
    desk.press("a")
    expect(desk.said.first).to_contain_text("Set the first day")
    for name in ("earliest", "latest"):
        visit.wait_for_function(f"() => document.activeElement.closest('[class*=\"-{name}\"]')", polling=50)
        visit.keyboard.type("20150603")
        desk.press("Escape")
        desk.press("a")
    expect(desk.said.last).to_have_text("All candidates of this article are decided.")
    expect(desk.lines.first).to_contain_text("accepted")


def test_keys_do_nothing_while_somebody_types(visit: Page, serve: Serve, tmp_path: Path) -> None:
    desk = Desk(visit, serve(data_set(tmp_path / "war")))
    desk.sign("A. Analyst")
    desk.paste(REPORT)
    desk.press("e")
    note = visit.get_by_label("Note", exact=True)
    note.click()
    visit.keyboard.type("a new map, exactly unjust")
    expect(note).to_have_value("a new map, exactly unjust")
    desk.press("Escape")
    expect(desk.head).to_contain_text("Karvala")
    expect(desk.lines.filter(has_text="accepted")).to_have_count(0)
    # A side that is new is typed, and its kind is asked.
    who = visit.get_by_role("combobox", name="Who", exact=True)
    who.fill("Hill People's Army")
    who.press("Enter")
    desk.rest()
    desk.press("Escape")
    desk.press("a")
    expect(desk.said.first).to_contain_text("what kind of side")
    visit.wait_for_function("() => document.activeElement.closest('[class*=\"-kind-\"]')", polling=50)
    visit.keyboard.press("ArrowDown")
    expect(visit.get_by_role("option", name="rebel", exact=True)).to_be_visible()
    visit.get_by_role("option", name="rebel", exact=True).click()
    desk.rest()
    desk.press("Escape")
    desk.press("a")
    expect(desk.said.first).to_contain_text("Accepted: Karvala")
    # To and fro, by the keys of other programs too.
    for key, place in (("j", "Ostrag"), ("k", "Tolmen"), ("p", "Karvala"), ("n", "Tolmen")):
        desk.press(key)
        expect(desk.head).to_contain_text(place)
    desk.lines.first.focus()
    desk.press("ArrowDown")
    desk.press("ArrowDown")
    desk.press("Enter")
    expect(desk.head).to_contain_text("Ostrag")


def test_a_click_on_a_sentence_turns_to_it(visit: Page, serve: Serve, tmp_path: Path) -> None:
    desk = Desk(visit, serve(data_set(tmp_path / "war")))
    desk.paste(REPORT)
    visit.locator(".article mark").filter(has_text="still held Brelin").click()
    expect(desk.head).to_contain_text("Brelin")
    expect(visit.locator(".article mark.current")).to_have_text(re.compile("still held Brelin"))
    expect(desk.current).to_contain_text("Brelin")
    # Long articles are scrolled to the sentence.
    desk.sign("A. Analyst")
    desk.paste("A quiet day in the valley, as so many before it.\n\n" * 60 + UNDATED)
    mark = visit.locator(".article mark.current")
    expect(mark).to_be_in_viewport()


def test_an_article_cannot_run_anything(visit: Page, serve: Serve, tmp_path: Path) -> None:
    desk = Desk(visit, serve(data_set(tmp_path / "war")))
    visit.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    desk.sign("<img src=x onerror=alert(4)>")
    desk.paste(HOSTILE, "<b onmouseover=alert(5)>Courier</b>")
    article = visit.locator(".article")
    expect(article).to_contain_text("<script>alert(2)</script>")
    assert article.locator("img, script, a").count() == 0
    desk.press("a")
    expect(desk.said.first).to_contain_text("Accepted: Karvala")
    desk.press("p")
    desk.press("m")
    screen = Screen(visit)
    expect(screen.card).to_contain_text("<script>alert(2)</script>")
    expect(screen.card).to_contain_text("<img src=x onerror=alert(4)>")
    assert screen.card.locator("img, script").count() == 0


def test_review_can_be_read_in_both_themes(
    visit: Page, serve: Serve, tmp_path: Path, browser: Browser, browser_context_args: dict[str, Any], watch: Watch
) -> None:
    url = serve(data_set(tmp_path / "war"))
    light = Desk(visit, url)
    light.sign("A. Analyst")
    light.paste(REPORT)
    _can_be_read(light, "light")
    at_night = browser.new_context(**browser_context_args, color_scheme="dark")
    watch.follow(at_night)
    dark = Desk(at_night.new_page(), url)
    dark.sign("B. Analyst")
    _can_be_read(dark, "dark")
    at_night.close()


def _can_be_read(desk: Desk, theme: str) -> None:
    desk.press("a")
    desk.press("e")
    page = desk.page.locator
    paper = desk.page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", paper)[:3])
    assert (luminance((red, green, blue)) < 0.05) == (theme == "dark")
    texts = {
        "article": page(".article, .article mark, .article .sentence, .article sup"),
        "queue": page(".queue .place, .queue .what, .queue small, .queue .sure, .queue .state, .queue .number"),
        "keys": page(".st-key-tt-keys button:not([disabled]) p"),
        "case": page(".tt-case h3, .tt-case .tt-muted, .tt-case li, .tt-verdict h4, .tt-verdict p, .tt-said"),
        "form": page(".st-key-tt-form label p, .st-key-tt-form input"),
        "strip": page(".tt-strip p, .tt-years span, .tt-tally"),
    }
    assert too_faint(texts) == {}


@pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
)
def test_review_fits_a_telephone(visit: Page, serve: Serve, tmp_path: Path) -> None:
    desk = Desk(visit, serve(data_set(tmp_path / "war")))
    desk.sign("A. Analyst")
    desk.paste(REPORT)
    widths: list[int] = visit.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1] == 390
    visit.locator(".st-key-tt-accept button").tap()
    expect(desk.said.first).to_contain_text("Accepted: Karvala")
    box = visit.locator(".st-key-tt-next button").bounding_box()
    assert box is not None
    assert box["height"] >= 30
