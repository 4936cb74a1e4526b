"""Moving through time: by hand, by key, by a typed date, by playing; Python hears of it when the hand rests."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocket, expect

from tests.conftest import Serve
from tests.screen import open_map


def test_a_drag_changes_the_day_without_a_word_to_python(visit: Page, serve: Serve) -> None:
    said: list[str] = []

    def listen(wire: WebSocket) -> None:
        wire.on("framesent", lambda _: said.append("sent"))
        wire.on("framereceived", lambda _: said.append("received"))

    visit.on("websocket", listen)
    screen = open_map(visit, serve())
    # Long enough for a word that was still under way.
    visit.wait_for_timeout(400)
    assert said
    said.clear()
    track = screen.track_box()
    visit.mouse.move(track["x"] + 0.3 * track["width"], track["y"] + 40)
    visit.mouse.down()
    days = []
    for step in range(12):
        visit.mouse.move(track["x"] + (0.3 + 0.03 * step) * track["width"], track["y"] + 40)
        days.append(screen.day)
    assert days == sorted(set(days)), "each step of the hand is a step in time"
    visit.wait_for_timeout(400)
    assert said == []
    expect(screen.headline).to_have_text("22 June 2014")
    visit.mouse.up()
    assert screen.day == days[-1]
    expect(screen.headline).to_have_text(screen.day_in_words)
    assert {"sent", "received"} <= set(said)
    visit.wait_for_url(f"**day={days[-1]}**")
    expect(screen.handle).to_have_attribute("aria-valuetext", screen.day_in_words)


def test_the_marks_follow_the_hand(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-22")
    assert screen.places()["iq-mosul"]["holder"] == "islamic_state"
    counts = screen.inside.locator(".tm-counts").first.inner_text()
    screen.drag(0.28, 0.97, release=False)
    assert screen.day > "2018"
    assert screen.places()["iq-mosul"]["holder"] == "iraq_government"
    assert screen.inside.locator(".tm-counts").first.inner_text() != counts
    visit.mouse.up()
    expect(screen.headline).to_have_text(screen.day_in_words)


def test_a_date_can_be_typed(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    screen.type_day("2014-06-10")
    expect(screen.headline).to_have_text("10 June 2014")
    screen.type_day("12 June 2014")
    expect(screen.headline).to_have_text("12 June 2014")
    expect(screen.entry).to_have_value("2014-06-12")
    message = screen.inside.get_by_role("alert")
    for words, said in (
        ("hello", "is not a date"),
        ("31 June 2014", "is not a date"),
        ("3/4/2014", "could mean two days"),
        ("1914-06-28", "The data runs from"),
    ):
        screen.type_day(words)
        expect(message).to_contain_text(said)
        expect(screen.entry).to_have_attribute("aria-invalid", "true")
        assert screen.day == "2014-06-12"
    visit.wait_for_timeout(400)
    expect(screen.headline).to_have_text("12 June 2014")
    # Escape gives the field back its day, and the message goes.
    screen.entry.press("Escape")
    expect(screen.entry).to_have_value("2014-06-12")
    expect(message).to_have_text("")


def test_keys_move_the_day(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-22")
    # Keys work from the page too, not only inside the map.
    visit.locator(".tt-title").click()
    visit.keyboard.press("Shift+ArrowRight")
    screen.frame.wait_for_function("() => window.timemap.day === '2014-06-23'", polling=50)
    screen.handle.focus()
    visit.keyboard.press("Shift+ArrowLeft")
    assert screen.day == "2014-06-22"
    visit.keyboard.press("ArrowLeft")
    before = screen.day
    assert before < "2014-06-22"
    visit.keyboard.press("ArrowRight")
    visit.keyboard.press("ArrowRight")
    assert before < "2014-06-22" < screen.day
    visit.keyboard.press("Home")
    first = screen.day
    visit.keyboard.press("End")
    assert first < "2013" < "2019" <= screen.day
    expect(screen.headline).to_have_text(screen.day_in_words)
    visit.keyboard.press("Home")
    speed = screen.inside.locator(".tm-speed")
    slow = speed.input_value()
    visit.keyboard.press("+")
    assert float(speed.input_value()) > float(slow)
    visit.keyboard.press("-")
    assert speed.input_value() == slow
    play = screen.inside.get_by_role("button", name="Play (space)")
    expect(play).to_be_visible()
    visit.keyboard.press("Space")
    expect(screen.inside.get_by_role("button", name="Pause (space)")).to_be_visible()
    screen.frame.wait_for_function("day => window.timemap.day > day", arg=first, polling=50)
    visit.keyboard.press("Space")
    expect(play).to_be_visible()
    rested = screen.day
    expect(screen.headline).to_have_text(screen.day_in_words)
    assert screen.day == rested


def test_no_day_outside_of_the_data(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="1900-01-01")
    assert screen.day == "2012-07-17"
    expect(visit.get_by_text("The data do not reach")).to_be_visible()
    for asked, shown in (("2100-01-01", "2019-03-31"), ("hello", "2019-03-31"), ("1900-01-01", "2012-07-17")):
        screen.frame.evaluate("day => window.timemap.setDay(day)", asked)
        assert screen.day == shown
