"""Telling as a person does it: views taken from the map, words that answer while they are typed, steps put in order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.exports.narrative import Narrative, Step, read, write
from dashboard.view import View
from events.store import Store, open_store
from tests.conftest import Serve
from tests.reviews import data_set
from tests.screen import PATIENCE, Screen, open_map
from tests.seeing import too_faint
from tests.stores import DATABASES, fresh

STORY: Final = Narrative(
    "The lowland",
    tuple(Step(View(day=f"2015-04-0{day}"), f"Day {day}", f"The {{name:guard}}, {day}.") for day in range(1, 6)),
)


class Teller:
    """The tell page in front of somebody."""

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        self.page = page
        expect(self.name).to_be_visible()
        self.rest()

    @property
    def name(self) -> Locator:
        return self.page.get_by_placeholder("Your name")

    @property
    def headlines(self) -> Locator:
        return self.page.locator(".steps .headline")

    @property
    def current(self) -> Locator:
        return self.page.locator('.steps [aria-current="step"]')

    @property
    def told(self) -> Locator:
        return self.page.locator(".tt-told h3")

    @property
    def said(self) -> Locator:
        return self.page.locator(".tt-said")

    def field(self, label: str) -> Locator:
        return self.page.get_by_role("textbox", name=label, exact=True)

    def rest(self) -> None:
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")

    def sign(self, name: str) -> None:
        self.name.fill(name)
        self.name.press("Enter")
        self.rest()

    def button(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.rest()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.rest()


def place(folder: Path) -> Path:
    """A data set with one story beside it."""
    made = data_set(folder)
    (made / "narratives").mkdir()
    (made / "narratives" / "lowland.yml").write_text(write(STORY), encoding="utf-8")
    return made


@pytest.fixture
def war(serve: Serve, tmp_path: Path) -> tuple[str, Store]:
    """A dashboard with a store of its own, and a second way into it."""
    address = str(tmp_path / "store.sqlite")
    return serve(place(tmp_path / "war"), TIMELINE_DATABASE_URL=address), open_store(address)


def newest(store: Store, name: str) -> Narrative:
    kept = store.narratives.newest(name)
    assert kept is not None
    return read(kept.content)[0]


@pytest.mark.parametrize("database", DATABASES)
def test_a_story_is_made_from_the_map_and_saved(visit: Page, serve: Serve, tmp_path: Path, database: str) -> None:
    address = fresh(database, tmp_path)
    screen = open_map(visit, serve(place(tmp_path / "war"), TIMELINE_DATABASE_URL=address), day="2015-04-05")
    screen.page.get_by_role("button", name="Add as step").click()
    toast = visit.get_by_test_id("stToast")
    expect(toast).to_contain_text("Step 1 of Untitled story")
    screen.type_day("2015-04-12")
    expect(screen.headline).to_have_text("12 April 2015")
    screen.pan(60, 20)
    screen.rest()
    seen = screen.position
    screen.page.get_by_role("button", name="Add as step").click()
    expect(toast.last).to_contain_text("Step 2 of Untitled story")
    assert screen.mounts == 1
    visit.get_by_role("link", name="Tell", exact=True).click()
    teller = Teller(visit)
    expect(teller.headlines).to_have_text(["5 April 2015", "12 April 2015"])
    expect(teller.said).to_contain_text("Not saved yet")
    teller.sign("Ann")
    expect(teller.said).to_have_count(0)
    expect(visit).to_have_url(re.compile(r"/tell\?story=untitled-story&step=2$"))
    with open_store(address) as store:
        told = newest(store, "untitled-story")
    assert [step.view.day for step in told.steps] == ["2015-04-05", "2015-04-12"]
    view = told.steps[1].view
    assert (view.lat, view.lng, view.zoom) == pytest.approx(seen, abs=0.02)
    # Both pictures came from this server.
    visit.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalWidth > 0)")
    pictures = "all => all.map(image => image.complete && image.naturalWidth)"
    expect(visit.locator(".steps img")).to_have_count(2)
    visit.wait_for_timeout(300)
    assert visit.locator(".steps img").evaluate_all(pictures) == [896, 896]


def test_words_answer_while_they_are_typed(visit: Page, war: tuple[str, Store]) -> None:
    visit.goto(f"{war[0]}/tell")
    teller = Teller(visit)
    teller.sign("Ann")
    teller.button("Copy to edit")
    headline = teller.field("Headline")
    headline.click()
    headline.press("End")
    headline.type(", {held:guard}", delay=20)
    # No key says that it is done.
    expect(teller.told).to_have_text("Day 1, 0")
    headline.type(" and on", delay=20)
    expect(teller.told).to_have_text("Day 1, 0 and on")
    expect(headline).to_have_value("Day 1, {held:guard} and on")
    expect(headline).to_be_focused()
    text = teller.field("Text, in Markdown")
    text.click()
    text.press("Control+End")
    text.type("\n\n{held:gaurd} **<b>**", delay=20)
    expect(visit.locator(".tt-remarks")).to_contain_text("did you mean 'guard'?")
    expect(visit.locator(".steps .remarks")).to_have_text("1 remark")
    expect(visit.locator(".tt-told strong")).to_have_text("<b>")
    expect(text).to_be_focused()
    assert newest(war[1], "the-lowland-copy").steps[0].text.endswith("{held:gaurd} **<b>**")


def test_steps_are_put_in_order_by_keys_and_by_hand(visit: Page, war: tuple[str, Store]) -> None:
    visit.goto(f"{war[0]}/tell")
    teller = Teller(visit)
    teller.sign("Ann")
    teller.button("Copy to edit")

    def days(*expected: int) -> None:
        expect(teller.headlines).to_have_text([f"Day {day}" for day in expected])
        assert [step.headline for step in newest(war[1], "the-lowland-copy").steps] == [
            f"Day {day}" for day in expected
        ]

    visit.locator(".steps .open").first.focus()
    teller.press("ArrowDown")
    teller.press("Enter")
    expect(teller.told).to_have_text("Day 2")
    teller.press("Alt+ArrowDown")
    days(1, 3, 2, 4, 5)
    # The hand stays on the step that it moves.
    teller.press("Alt+ArrowDown")
    days(1, 3, 4, 2, 5)
    teller.press("Delete")
    days(1, 3, 4, 5)
    expect(teller.said).to_have_text("Step 4 is deleted. Undo brings it back.")
    teller.button("Undo")
    days(1, 3, 4, 2, 5)
    visit.get_by_role("button", name="Move step 4 up").click()
    teller.rest()
    days(1, 3, 2, 4, 5)
    visit.locator(".steps .step").nth(4).drag_to(visit.locator(".steps .step").nth(0))
    teller.rest()
    days(5, 1, 3, 2, 4)
    expect(teller.current).to_contain_text("Day 5")
    # The store has every order, also those that were taken back.
    assert len(war[1].narratives.history("the-lowland-copy")) == 7


def test_a_step_is_taken_to_the_map_and_brought_back(visit: Page, war: tuple[str, Store]) -> None:
    visit.goto(f"{war[0]}/tell?story=lowland&step=3")
    teller = Teller(visit)
    expect(teller.told).to_have_text("Day 3")
    teller.sign("Ann")
    teller.button("Copy to edit")
    expect(teller.told).to_have_text("Day 3")
    teller.button("Open on the map")
    screen = Screen(visit)
    expect(screen.headline).to_have_text("3 April 2015")
    screen.type_day("2015-04-20")
    expect(screen.headline).to_have_text("20 April 2015")
    visit.get_by_role("button", name="Use this view for step 3").click()
    teller = Teller(visit)
    expect(teller.said).to_have_text("Step 3 now looks where the map looked.")
    expect(teller.current).to_contain_text("20 April 2015")
    assert [step.view.day[-2:] for step in newest(war[1], "the-lowland-copy").steps] == ["01", "02", "20", "04", "05"]
    # Looked at and left: the step stays as it was, and the map is the map again.
    teller.button("Open on the map")
    screen = Screen(visit)
    screen.type_day("2015-04-25")
    expect(screen.headline).to_have_text("25 April 2015")
    visit.get_by_role("button", name="Back to Tell").click()
    expect(Teller(visit).current).to_contain_text("20 April 2015")
    visit.get_by_role("link", name="Map", exact=True).click()
    expect(visit.get_by_role("button", name="Add as step")).to_be_visible()


def test_two_tellers_at_one_story(visit: Page, browser: Browser, war: tuple[str, Store]) -> None:
    url, store = war
    visit.goto(f"{url}/tell")
    ann = Teller(visit)
    ann.sign("Ann")
    ann.button("Copy to edit")
    expect(visit).to_have_url(re.compile("story=the-lowland-copy"))
    other = browser.new_context()
    other_page = other.new_page()
    other_page.goto(visit.url)
    ben = Teller(other_page)
    ben.sign("Ben")
    ben.field("Headline").fill("Ben's")
    expect(ben.told).to_have_text("Ben's")
    ann.field("Headline").fill("Ann's")
    expect(ann.said).to_contain_text("Ben saved this story")
    expect(ann.said).to_contain_text("Your changes are here and not saved yet.")
    assert newest(store, "the-lowland-copy").steps[0].headline == "Ben's"
    ann.button("Save mine over theirs")
    expect(ann.said).to_have_count(0)
    assert newest(store, "the-lowland-copy").steps[0].headline == "Ann's"
    # Ben changed nothing since: he is shown hers.
    ben.page.locator(".steps .open").nth(1).click()
    expect(ben.said).to_contain_text("Ann saved this story")
    expect(ben.headlines.first).to_have_text("Ann's")
    other.close()


def test_it_is_presented_as_it_is_saved(visit: Page, war: tuple[str, Store]) -> None:
    visit.goto(f"{war[0]}/tell?story=lowland&step=2")
    teller = Teller(visit)
    link = visit.get_by_role("link", name="Present")
    address = str(link.evaluate("link => link.href"))
    assert address == f"{war[0]}/present/lowland?theme=light&step=2"
    teller.sign("Ann")
    teller.button("Copy to edit")
    for name, title in (("lowland", "The lowland"), ("the-lowland-copy", "The lowland (copy)")):
        answer = visit.request.get(f"{war[0]}/present/{name}")
        assert answer.status == 200
        assert f"<title>{title}" in answer.text()


def test_the_story_leaves_and_comes_back_as_yaml(visit: Page, war: tuple[str, Store], tmp_path: Path) -> None:
    visit.goto(f"{war[0]}/tell")
    teller = Teller(visit)
    teller.sign("Ann")
    teller.button("Story")
    visit.get_by_role("tab", name="Import and export").click()
    with visit.expect_download() as waited:
        visit.get_by_role("button", name="Download as YAML").click()
    assert waited.value.suggested_filename == "lowland.yml"
    waited.value.save_as(tmp_path / "given.yml")
    assert read((tmp_path / "given.yml").read_text(encoding="utf-8"))[0] == STORY
    visit.set_input_files('input[type="file"]', tmp_path / "given.yml")
    visit.get_by_role("button", name="Import as a new story").click()
    teller.rest()
    expect(visit).to_have_url(re.compile("story=the-lowland&"))
    assert newest(war[1], "the-lowland") == STORY


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_can_be_read_in_both_themes(visit: Page, war: tuple[str, Store], theme: str) -> None:
    visit.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visit.goto(f"{war[0]}/tell")
    teller = Teller(visit)
    teller.sign("Ann")
    teller.button("Copy to edit")
    expect(teller.headlines).to_have_count(5)
    teller.field("Text, in Markdown").fill("{held:gaurd} {cite:xx-brelin-2015-04-guard}")
    expect(visit.locator(".tt-remarks")).to_be_visible()
    texts = {
        "steps": visit.locator(".steps .headline, .steps small, .steps .number"),
        "tools": visit.locator(".steps .tool:enabled"),
        "keys": visit.locator(".keys"),
        "told": visit.locator(".tt-told h3, .tt-told p, .tt-sources li, .tt-cite"),
        "remarks": visit.locator(".tt-remarks li"),
        "labels": visit.locator(".st-key-tt-form label p"),
        "fields": visit.locator(".st-key-tt-form textarea, .st-key-tt-form input"),
        "buttons": visit.locator(".st-key-tt-toolbar button:enabled p, .st-key-tt-toolbar a p"),
        "menu": visit.locator(".st-key-tt-story-menu button"),
    }
    assert too_faint(texts) == {}


def test_a_telephone_is_enough(visit: Page, war: tuple[str, Store]) -> None:
    visit.set_viewport_size({"width": 390, "height": 844})
    visit.goto(f"{war[0]}/tell")
    teller = Teller(visit)
    teller.sign("Ann")
    teller.button("Copy to edit")
    wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth"
    assert visit.evaluate(wide) <= 390
    teller.field("Headline").fill("By thumb")
    expect(teller.told).to_have_text("By thumb")
    visit.locator(".steps .open").nth(2).click()
    expect(teller.told).to_have_text("Day 3")
    assert visit.evaluate(wide) <= 390


def test_a_comparison_becomes_two_steps(visit: Page, war: tuple[str, Store]) -> None:
    visit.goto(f"{war[0]}/compare?left_day=2015-04-20&right_day=2015-04-03")
    visit.set_default_timeout(PATIENCE)
    visit.get_by_role("button", name="Add both as steps").click()
    expect(visit.get_by_test_id("stToast")).to_contain_text("Step 2 of Untitled story")
    visit.get_by_role("link", name="Tell", exact=True).click()
    expect(Teller(visit).headlines).to_have_text(["3 April 2015", "20 April 2015"])
