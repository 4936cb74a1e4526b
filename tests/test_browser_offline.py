"""Nothing phones home, and nothing is lost when something is missing: tiles, settings, data."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from dashboard.timemap.element import TILES
from events import write
from tests.conftest import Serve, Watch
from tests.ledgers import make
from tests.screen import PATIENCE, Screen, open_map

TILE_HOST = urlsplit(str(TILES["url"])).hostname


def test_tiles_are_asked_for_only_when_wanted(visit: Page, serve: Serve, watch: Watch) -> None:
    asked: list[str] = []
    visit.on("request", lambda request: asked.append(request.url) if _host(request) == TILE_HOST else None)
    visit.route(f"https://{TILE_HOST}/**", lambda route: route.abort())
    screen = open_map(visit, serve())
    screen.pan(-80, 20)
    visit.wait_for_timeout(500)
    assert asked == []
    assert TILE_HOST is not None
    watch.hosts.add(TILE_HOST)
    screen.layer(f"Web map tiles (asks {TILE_HOST})", True)
    notice = screen.inside.get_by_text("Tiles could not be loaded. The map stays as it is.")
    expect(notice).to_be_visible()
    assert asked
    # The map goes on.
    screen.type_day("2014-06-10")
    expect(screen.headline).to_have_text("10 June 2014")
    screen.click("iq-mosul")
    screen.layer(f"Web map tiles (asks {TILE_HOST})", False)
    expect(notice).to_be_hidden()
    asked.clear()
    screen.pan(80, -20)
    visit.wait_for_timeout(500)
    assert asked == []
    assert screen.mounts == 1


def test_it_runs_from_any_folder_and_still_asks_nobody(visit: Page, serve: Serve, tmp_path: Path) -> None:
    # Not by our command: Streamlit's own, given somewhere else, must find the packages and the settings too.
    screen = open_map(visit, serve(run_in=tmp_path))
    expect(screen.headline).to_have_text("22 June 2014")
    assert screen.places()["iq-mosul"]["visible"]
    expect(visit.get_by_text("Deploy")).to_have_count(0)


def test_the_data_page_shows_what_the_map_rests_on(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve())
    screen.type_day("2014-06-10")
    expect(screen.headline).to_have_text("10 June 2014")
    screen.pan(-60, 30)
    visit.wait_for_url(re.compile("lat=34[.]"))
    screen.click("iq-mosul")
    position, query = screen.position, urlsplit(visit.url).query
    visit.get_by_role("link", name="Data and sources").click()
    expect(visit.get_by_role("heading", name="Claims")).to_be_visible()
    expect(visit.get_by_test_id("stDataFrame")).to_have_count(3)
    # And back: the view is where it was, and the map that is mounted anew knows it.
    visit.get_by_role("link", name="Map", exact=True).click()
    expect(screen.headline).to_have_text("10 June 2014")
    screen = Screen(visit)
    assert screen.day == "2014-06-10"
    expect(screen.card).to_contain_text("Mosul")
    assert screen.frame.evaluate("() => window.timemap.selected") == "iq-mosul"
    assert screen.position == pytest.approx(position, abs=0.005)
    assert urlsplit(visit.url).query == query
    screen.type_day("2014-06-11")
    expect(screen.headline).to_have_text("11 June 2014")


def test_a_folder_without_data_says_so(visit: Page, serve: Serve, tmp_path: Path) -> None:
    visit.goto(serve(tmp_path))
    expect(visit.get_by_role("alert")).to_contain_text("no places that could be read", timeout=PATIENCE)
    table = visit.get_by_test_id("stDataFrame")
    expect(table.locator("tbody tr", has_text="places.csv")).to_contain_text("is missing")
    expect(visit.get_by_text("python -m events check")).to_be_visible()


def test_a_bad_row_is_named_and_the_rest_is_shown(visit: Page, serve: Serve, tmp_path: Path) -> None:
    write.write(make("rawa takes isil from iraq 2014-06-20 @AFP\nanah takes isil from iraq 2014-06-21 @AFP"), tmp_path)
    claims = tmp_path / "claims.csv"
    text = claims.read_text()
    claims.write_text(text + text.splitlines()[1].replace("c2", "c3").replace("2014-06-21", "midsummer"))
    screen = open_map(visit, serve(tmp_path), day="2014-06-21")
    assert {place_id for place_id, place in screen.places().items() if place["holder"] == "isil"} == {"rawa", "anah"}
    visit.get_by_role("button", name=re.compile(r"^\d+ problems?")).click()
    table = visit.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")
    row = table.locator("tbody tr", has_text="midsummer")
    expect(row.locator("td").nth(0)).to_have_text("error")
    expect(row.locator("td").nth(1)).to_have_text("claims.csv:4")
    expect(table).to_be_visible()


def _host(request: Request) -> str | None:
    return urlsplit(request.url).hostname
