"""A story before a room: keys and clickers, two windows that follow each other, every screen, no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard import library, present, stories
from dashboard.exports.narrative import Narrative
from tests.conftest import Serve, Watch
from tests.screen import PATIENCE
from tests.seeing import picture, too_faint

WEST: Final = "western-iraq-june-2014"
BORDERS: Final = "border-crossings-2014-2017"
SIZES: Final = ((1280, 720), (1920, 1080), (390, 844), (844, 390))


def story(name: str) -> Narrative:
    told = stories.find(name)
    assert told is not None
    return told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of both stories as files."""
    where = tmp_path_factory.mktemp("present")
    for name in (WEST, BORDERS):
        made = present.page(name)
        assert made is not None
        (where / f"{name}.html").write_bytes(made.content)
    return where


@pytest.fixture(params=["server", "file"])
def root(request: pytest.FixtureRequest, serve: Serve, folder: Path) -> str:
    """Where the pages are: the address of a story is this and its name and the end of it."""
    return f"{serve()}/present/{{}}" if request.param == "server" else f"{folder.as_uri()}/{{}}.html"


@pytest.fixture
def file(folder: Path) -> str:
    return f"{folder.as_uri()}/{{}}.html"


def ready(page: Page) -> Page:
    page.set_default_timeout(PATIENCE)
    page.wait_for_function("() => window.standalone")
    return page


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    return ready(page)


def anew(page: Page, address: str) -> Page:
    """Open a page from nothing, also where only the end of the address is another."""
    page.goto("about:blank")
    return opened(page, address)


def at(page: Page) -> int:
    """The step on the screen, counted from 1."""
    count = page.locator("#count").inner_text()
    assert page.url.endswith(f"#{count.split()[0]}"), "the address names the step"
    return int(count.split()[0])


def arrived(page: Page, told: Narrative, number: int) -> None:
    """Wait until the map has come to the day and the place of a step."""
    view = told.steps[number - 1].view
    page.wait_for_function("day => window.timemap.day === day", arg=view.day, polling=50)
    page.wait_for_function(
        """([lat, lng]) => { const c = window.timemap.app.map.getCenter();
            return Math.abs(c.lat - lat) < 0.01 && Math.abs(c.lng - lng) < 0.01; }""",
        arg=[view.lat, view.lng],
        polling=50,
    )


def test_keys_and_clickers_lead_through_the_story(visit: Page, root: str) -> None:
    opened(visit, root.format(WEST))
    headlines = [step.headline for step in story(WEST).steps]
    path = [
        ("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("n", 5), ("PageUp", 4), ("ArrowLeft", 3), ("p", 2), ("End", 8),
        ("PageDown", 8), ("Backspace", 7), ("Shift+ ", 6), ("Home", 1), ("PageUp", 1), ("5", 1), ("Enter", 5),
        ("Enter", 6), ("1", 6), ("2", 6), ("Enter", 8), ("Control+Home", 8), ("0", 8), ("Enter", 1),
    ]  # fmt: skip
    for key, expected in path:
        visit.keyboard.press(key)
        assert at(visit) == expected, key
        if "{" not in headlines[expected - 1]:
            expect(visit.locator("#step h2")).to_have_text(headlines[expected - 1])


@pytest.mark.parametrize("name", [WEST, BORDERS])
def test_every_step_shows_what_the_ledger_says_by_its_own_clock(visit: Page, file: str, name: str) -> None:
    timeline, told = library.shelf().timeline, story(name)
    visit.emulate_media(reduced_motion="reduce")
    opened(visit, file.format(name))
    for number, step in enumerate(told.steps, start=1):
        if number > 1:
            visit.keyboard.press("PageDown")
        arrived(visit, told, number)
        state = timeline.on(step.view.day, step.view.known or None, step.view.rule)
        ledger = dict(zip(state["place_id"], state["status"].astype("str"), strict=True))
        shown = visit.evaluate("() => window.timemap.places()")
        assert {place["id"]: place["status"] for place in shown} == ledger
        on_it = {place["id"] for place in shown if place["flip"]}
        assert on_it >= set(step.places), "what the step points at is ringed"
        assert all(place["visible"] for place in shown if place["id"] in step.places)
        # Of a story about crossings only crossings are drawn.
        kinds = {place["kind"] for place in shown if place["shown"]}
        assert kinds == set(step.view.kinds) or not step.view.kinds
        plate = visit.locator("#plate")
        expect(plate).to_contain_text("as known on 23 June 2014" if step.view.known else "hindsight")


def test_the_map_glides_and_the_days_pass_by(visit: Page, file: str) -> None:
    opened(visit, file.format(BORDERS))
    visit.evaluate(
        """() => { const seen = window.__seen = [], map = window.timemap.app.map;
            const look = () => {
                seen.push([window.timemap.day, map.getCenter().lat, map.getZoom()]);
                requestAnimationFrame(look);
            };
            look(); }"""
    )
    visit.keyboard.press("End")
    arrived(visit, story(BORDERS), 8)
    seen = visit.evaluate("() => window.__seen")
    days = list(dict.fromkeys(day for day, _, _ in seen))
    assert days[0] == "2014-03-01"
    assert days[-1] == "2017-11-10"
    assert len(days) > 5
    assert days == sorted(days)
    visit.keyboard.press("Home")
    arrived(visit, story(BORDERS), 1)
    visit.keyboard.press("2")
    visit.keyboard.press("Enter")
    arrived(visit, story(BORDERS), 2)
    # To another place and another height: neither is jumped to.
    assert len({round(lat, 3) for _, lat, _ in visit.evaluate("() => window.__seen")}) > 5
    assert len({round(zoom, 3) for _, _, zoom in visit.evaluate("() => window.__seen")}) > 5


def test_who_wants_no_motion_gets_none(visit: Page, file: str) -> None:
    visit.emulate_media(reduced_motion="reduce")
    opened(visit, file.format(BORDERS))
    steps = visit.evaluate(
        """async () => { const seen = [], map = window.timemap.app.map;
            map.on('move', () => seen.push(map.getZoom()));
            const press = new KeyboardEvent('keydown', { key: 'End', bubbles: true });
            document.body.dispatchEvent(press);
            await new Promise((r) => setTimeout(r, 900));
            return [new Set(seen).size, window.timemap.day]; }"""
    )
    assert steps == [1, "2017-11-10"]


def test_a_hurried_hand_arrives_where_it_went(visit: Page, file: str) -> None:
    opened(visit, file.format(WEST))
    for _ in range(6):
        visit.keyboard.press("PageDown")
    visit.keyboard.press("PageUp")
    arrived(visit, story(WEST), 6)
    visit.wait_for_timeout(2000)
    arrived(visit, story(WEST), 6)
    assert at(visit) == 6
    assert visit.evaluate("() => window.timemap.app.map._mapPane && !document.querySelector('.tt-flying')")


def test_the_screen_can_be_blank(visit: Page, file: str) -> None:
    opened(visit, file.format(WEST))
    blank = visit.locator("#blank")
    for key in ("b", "."):
        expect(blank).to_be_hidden()
        visit.keyboard.press(key)
        expect(blank).to_be_visible()
        assert picture(visit).max() == 0, "nothing shines through"
        visit.keyboard.press(key)
        expect(blank).to_be_hidden()
    # The next press shows the screen again, and goes nowhere while nobody sees it.
    visit.keyboard.press("b")
    visit.keyboard.press("PageDown")
    expect(blank).to_be_hidden()
    assert at(visit) == 1
    visit.keyboard.press("b")
    visit.keyboard.press("Escape")
    expect(blank).to_be_hidden()
    visit.keyboard.press("b")
    visit.mouse.click(300, 300)
    expect(blank).to_be_hidden()


def second(visit: Page) -> Page:
    with visit.context.expect_page() as opening:
        visit.keyboard.press("s")
    return ready(opening.value)


def test_the_second_window_follows_and_leads(visit: Page, root: str) -> None:
    opened(visit, root.format(WEST))
    notes = second(visit)
    expect(notes.locator(".count")).to_have_text("Step 1 of 8")
    expect(notes.locator(".said")).to_contain_text("A state marked implied is read off a later change")
    expect(notes.locator(".following")).to_have_text("Mosul, Baiji and Tikrit change hands")
    visit.keyboard.press("PageDown")
    expect(notes.locator("h1")).to_have_text("Mosul, Baiji and Tikrit change hands")
    notes.keyboard.press("ArrowRight")
    expect(visit.locator("#count")).to_have_text("3 of 8")
    notes.keyboard.press("b")
    expect(visit.locator("#blank")).to_be_visible()
    expect(notes.get_by_role("button", name="Show the screen")).to_be_visible()
    visit.keyboard.press("b")
    expect(notes.get_by_role("button", name="Blank the screen")).to_be_visible()
    notes.get_by_role("button", name="Next").click()
    expect(visit.locator("#count")).to_have_text("4 of 8")
    notes.keyboard.press("End")
    expect(notes.locator(".following")).to_have_text("This is the last step.")
    arrived(visit, story(WEST), 8)


def test_either_window_may_go_and_come_again(visit: Page, root: str) -> None:
    opened(visit, root.format(WEST))
    notes = second(visit)
    notes.keyboard.press("3")
    notes.keyboard.press("Enter")
    expect(visit.locator("#count")).to_have_text("3 of 8")
    visit.reload()
    ready(visit)
    assert at(visit) == 3
    notes.keyboard.press("PageDown")
    expect(visit.locator("#count")).to_have_text("4 of 8")
    # It is there already: asked for again it is not opened twice.
    visit.keyboard.press("s")
    visit.wait_for_timeout(200)
    assert len(visit.context.pages) == 2
    notes.reload()
    ready(notes)
    expect(notes.locator(".count")).to_have_text("Step 4 of 8")
    notes.keyboard.press("PageUp")
    expect(visit.locator("#count")).to_have_text("3 of 8")
    notes.close()
    visit.keyboard.press("PageDown")
    assert at(visit) == 4
    visit.wait_for_function("() => standalone.talk.wire.peer.closed", polling=50)
    notes = second(visit)
    expect(notes.locator(".count")).to_have_text("Step 4 of 8")
    # The map is closed; the notes go on, and the map that is opened again knows where.
    visit.close()
    expect(notes.locator(".status")).to_have_text("The window with the map is closed.")
    notes.keyboard.press("PageDown")
    expect(notes.locator(".count")).to_have_text("Step 5 of 8")
    with notes.context.expect_page() as opening:
        notes.get_by_role("button", name="Open the map").click()
    again = ready(opening.value)
    expect(again.locator("#count")).to_have_text("5 of 8")
    expect(notes.locator(".status")).to_have_text("")
    notes.keyboard.press("PageDown")
    expect(again.locator("#count")).to_have_text("6 of 8")


def test_windows_that_share_no_channel_speak_to_each_other_directly(visit: Page, file: str) -> None:
    # As in browsers for which every page from disk is a stranger to every other.
    visit.context.add_init_script("delete window.BroadcastChannel")
    opened(visit, file.format(WEST))
    notes = second(visit)
    assert notes.evaluate("() => window.BroadcastChannel === undefined")
    notes.keyboard.press("PageDown")
    expect(visit.locator("#count")).to_have_text("2 of 8")
    visit.keyboard.press("PageDown")
    expect(notes.locator(".count")).to_have_text("Step 3 of 8")
    visit.reload()
    ready(visit)
    notes.keyboard.press("PageDown")
    expect(visit.locator("#count")).to_have_text("4 of 8")
    visit.keyboard.press("PageDown")
    expect(notes.locator(".count")).to_have_text("Step 5 of 8")


def test_two_talks_do_not_disturb_each_other(visit: Page, root: str) -> None:
    opened(visit, root.format(WEST))
    other = opened(visit.context.new_page(), root.format(WEST))
    visit.keyboard.press("PageDown")
    visit.wait_for_timeout(300)
    assert (at(visit), at(other)) == (2, 1)


def test_the_clocks_run(visit: Page, file: str) -> None:
    visit.clock.install(time=0)
    opened(visit, file.format(WEST))
    notes = second(visit)
    clocks = notes.locator(".clocks b")
    expect(clocks.nth(1)).to_have_text("0:00")
    visit.keyboard.press("PageDown")
    notes.evaluate("() => { window.standalone.talk.set({ began: Date.now() - 3725000, since: Date.now() - 65000 }); }")
    expect(clocks.nth(1)).to_have_text("1:02:05")
    expect(clocks.nth(2)).to_have_text("1:05")
    notes.keyboard.press("r")
    expect(clocks.nth(1)).to_have_text("0:00")
    assert len(clocks.nth(0).inner_text().split(":")) == 3


def test_a_browser_that_opens_no_second_window_is_told_of(visit: Page, file: str) -> None:
    opened(visit, file.format(WEST))
    visit.evaluate("() => { window.open = () => null; }")
    visit.keyboard.press("s")
    expect(visit.get_by_role("alert")).to_contain_text("allow pop-up windows for this page, then press S again")
    visit.keyboard.press("PageDown")
    assert at(visit) == 2


def test_an_address_may_name_a_step(visit: Page, file: str) -> None:
    ends = {"#5": 5, "?step=3": 3, "#99": 8, "#0": 1, "#x<b>": 1, "?theme=dark&step=4": 4, "#notes=zz": 1}
    for end, number in ends.items():
        anew(visit, file.format(WEST) + end)
        assert at(visit) == number, end
        arrived(visit, story(WEST), number)
        theme = visit.evaluate("() => document.documentElement.dataset.tmTheme")
        assert theme == ("dark" if "dark" in end else "light"), end
        visit.evaluate("() => { location.hash = '#7'; }")
        expect(visit.locator("#count"), end).to_have_text("7 of 8")


def test_escape_ends_it_and_the_page_is_read(visit: Page, root: str) -> None:
    opened(visit, root.format(WEST))
    expect(visit.get_by_role("button", name="Zoom in")).to_be_hidden()
    visit.keyboard.press("Escape")
    expect(visit.get_by_role("button", name="Zoom in")).to_be_visible()
    # Now the arrows belong to the timeline again, and clickers still turn the steps.
    visit.keyboard.press("ArrowRight")
    visit.wait_for_function("() => window.timemap.day > '2014-06-08'")
    assert at(visit) == 1
    visit.keyboard.press("PageDown")
    assert at(visit) == 2
    visit.get_by_role("button", name="Present").click()
    expect(visit.get_by_role("button", name="Zoom in")).to_be_hidden()
    visit.keyboard.press(" ")
    assert at(visit) == 3, "the button that was clicked does not keep the space bar"
    # Reloaded it is as it was: some clickers begin with F5.
    for hidden in (True, False):
        visit.reload()
        ready(visit)
        assert at(visit) == 3
        expect(visit.get_by_role("button", name="Zoom in")).to_be_visible(visible=not hidden)
        visit.keyboard.press("Escape")
        visit.keyboard.press("Escape")


def test_f_fills_the_screen(visit: Page, file: str) -> None:
    opened(visit, file.format(WEST))
    visit.keyboard.press("f")
    visit.wait_for_function("() => !!document.fullscreenElement")
    expect(visit.get_by_role("button", name="Leave full screen")).to_have_count(1)
    visit.keyboard.press("f")
    visit.wait_for_function("() => !document.fullscreenElement")
    visit.evaluate("() => { document.documentElement.requestFullscreen = () => Promise.reject(new Error('no')); }")
    visit.keyboard.press("f")
    expect(visit.get_by_role("alert")).to_contain_text("does not allow full screen here")


def test_a_place_that_is_asked_about_shows_its_card(visit: Page, file: str) -> None:
    visit.emulate_media(reduced_motion="reduce")
    opened(visit, file.format(WEST) + "#5")
    spot = next(p for p in visit.evaluate("() => window.timemap.places()") if p["id"] == "iq-rutba")
    visit.mouse.click(spot["x"], spot["y"])
    expect(visit.locator("#card h3")).to_have_text("Rutba")
    expect(visit.locator("#card .tt-state")).to_contain_text("Held by Islamic State since 22 June 2014")
    expect(visit.locator("#step h2")).to_be_hidden()
    visit.keyboard.press("Escape")
    expect(visit.locator("#step h2")).to_be_visible()
    visit.mouse.click(spot["x"], spot["y"])
    visit.keyboard.press("PageDown")
    expect(visit.locator("#step h2")).to_have_text("Who took Turaibil? Sources contradict each other")
    expect(visit.locator("#card h3")).to_be_hidden()


@pytest.mark.parametrize("name", [WEST, BORDERS])
def test_everything_has_room_on_every_screen(visit: Page, file: str, name: str) -> None:
    visit.emulate_media(reduced_motion="reduce")
    for width, height in SIZES:
        visit.set_viewport_size({"width": width, "height": height})
        anew(visit, file.format(name))
        _room(visit, width, height)


def _room(visit: Page, width: int, height: int) -> None:
    small = min(width, height) < 700
    for number in range(1, 9):
        where = f"step {number} at {width}x{height}"
        if number > 1:
            visit.keyboard.press("PageDown")
        found: dict[str, Any] = visit.evaluate(
            """() => {
                const box = (q) => document.querySelector(q).getBoundingClientRect();
                const told = document.getElementById('told'), all = document.documentElement;
                const type = (q) => parseFloat(getComputedStyle(document.querySelector(q)).fontSize);
                const h2 = box('#step h2'), map = box('#map-here'), aside = box('aside'), plate = box('#plate');
                return { across: all.scrollWidth - innerWidth, down: all.scrollHeight - innerHeight,
                    aside: told.scrollWidth - told.clientWidth, more: told.scrollHeight - told.clientHeight,
                    headline: h2.top >= 0 && h2.bottom <= innerHeight && h2.left >= 0 && h2.right <= innerWidth + 1,
                    map: map.width * map.height / (innerWidth * innerHeight),
                    plate: plate.right <= map.right && plate.bottom <= map.bottom,
                    apart: map.right <= aside.left + 1 || map.bottom <= aside.top + 1,
                    text: type('.text'), sources: type('.sources'), day: type('#day') };
            }"""
        )
        assert found["across"] <= 0, where
        assert found["down"] <= 0, where
        assert found["aside"] <= 0, where
        assert found["headline"], where
        assert found["plate"], where
        assert found["apart"], where
        assert found["map"] > (0.3 if small else 0.5), where
        assert found["text"] >= (14.9 if small else height / 52), where
        assert found["sources"] >= 11, where
        assert found["day"] > found["text"], where
        # On a desk and on a wall nothing is left to be scrolled; in a hand it may be.
        assert found["more"] <= 1 or small, where


def test_a_finger_turns_the_steps(browser: Browser, file: str, watch: Watch) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    watch.follow(context)
    page = opened(context.new_page(), file.format(WEST))
    wire = context.new_cdp_session(page)

    def draw(start: tuple[int, int], end: tuple[int, int]) -> None:
        points = [[{"x": x, "y": y}] for x, y in (start, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), end)]
        for kind, touches in zip(("touchStart", "touchMove", "touchMove", "touchEnd"), [*points, []], strict=True):
            wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    draw((330, 600), (80, 610))
    expect(page.locator("#count")).to_have_text("2 of 8")
    draw((80, 600), (330, 590))
    expect(page.locator("#count")).to_have_text("1 of 8")
    draw((200, 700), (190, 520))
    page.wait_for_timeout(200)
    expect(page.locator("#count")).to_have_text("1 of 8")
    page.get_by_role("button", name="Next", exact=True).tap()
    expect(page.locator("#count")).to_have_text("2 of 8")
    context.close()
    assert watch.verdict() == []


def test_it_can_be_read_and_heard(visit: Page, file: str) -> None:
    for theme in ("light", "dark"):
        anew(visit, f"{file.format(WEST)}?theme={theme}#2")
        assert visit.evaluate("() => document.documentElement.dataset.tmTheme") == theme
        _read_and_heard(visit)


def _read_and_heard(visit: Page) -> None:
    visit.mouse.move(600, 600)
    shown = visit.locator
    texts = {
        "headline": shown("#step h2"), "text": shown(".text p, .text li, .text sup"), "sources": shown(".sources li"),
        "plate": shown("#plate b, #plate span"), "bar": shown("#back, #next"), "count": shown("#count"),
        "foot": shown("footer, footer b"), "legend": shown(".tm-who, .tm-count"),
    }  # fmt: skip
    assert too_faint(texts) == {}
    visit.keyboard.press("PageDown")
    expect(visit.locator("#said")).to_have_text("Step 3 of 8: Qaim: a crossing that one side left")
    assert visit.locator("#said").get_attribute("aria-live") == "polite"
    expect(visit.get_by_role("main")).to_have_accessible_name(
        visit.evaluate("() => standalone.telling.data.steps[2].alt")
    )


def test_everything_can_be_done_by_keyboard(visit: Page, file: str) -> None:
    opened(visit, file.format(WEST) + "#2")
    reached = set()
    for _ in range(60):
        visit.keyboard.press("Tab")
        focused: list[Any] = visit.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
                const seen = s.outlineStyle !== 'none' || e.matches('.tm-handle, body');
                return [e.id || e.className, seen && (box.width > 0)]; }"""
        )
        assert focused[1], f"nobody sees that {focused[0]} has the focus"
        visit.wait_for_timeout(10)
        reached.add(focused[0])
    assert reached >= {"back", "next", "notes", "full", "keys", "end", "theme"}
    visit.locator("#ticks button").nth(5).focus()
    visit.keyboard.press("Shift+Tab")
    visit.keyboard.press("Tab")
    visit.keyboard.press("Enter")
    assert at(visit) == 6
    visit.keyboard.press("?")
    expect(visit.get_by_role("dialog")).to_be_visible()
    expect(visit.get_by_role("button", name="Close")).to_be_focused()
    visit.keyboard.press("Escape")
    expect(visit.get_by_role("dialog")).to_be_hidden()
    expect(visit.get_by_role("button", name="Zoom in")).to_be_hidden()


def test_an_unknown_story_has_a_page_that_says_so(visit: Page, serve: Serve, watch: Watch) -> None:
    watch.expected.add("404")
    visit.goto(f"{serve()}/present/no%20such%20story")
    expect(visit.get_by_role("heading")).to_have_text("No narrative is called no such story")
    visit.get_by_role("link", name="Western Iraq, June 2014").click()
    ready(visit)
    assert at(visit) == 1
    opened(visit, f"{serve()}/present/{BORDERS}?theme=dark&step=4")
    assert at(visit) == 4
    assert visit.evaluate("() => document.documentElement.dataset.tmTheme") == "dark"


@pytest.fixture(autouse=True)
def no_other_host_was_asked(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page from disk asks for nothing at all but itself."""
    asked: list[str] = []
    from_disk = "file" in request.fixturenames or "file" in str(request.node.name)
    if "visit" in request.fixturenames and from_disk:
        page: Page = request.getfixturevalue("visit")
        page.context.on("request", lambda made: asked.append(made.url))
    yield
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
