"""The button Export in Chromium: a click, a file that is what it says, and a map that never noticed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Download, Locator, Page, expect
from pptx import Presentation

import events
from dashboard.exports.options import Options
from dashboard.exports.sheet import Sheet, draw
from dashboard.exports.stage import Stage
from dashboard.view import from_query
from events.datasets import BUILT_IN
from tests.conftest import Serve, Watch
from tests.screen import open_map
from tests.seeing import picture
from tests.test_browser_compare import open_twins

BEGINS: Final = {
    "png": b"\x89PNG", "svg": b"<?xml", "map-pdf": b"%PDF", "html": b"<!DOCTYPE html>", "gif": b"GIF8", "docx": b"PK",
    "md": b"# ", "xlsx": b"PK", "csv": b"PK", "json": b'{"about"', "geojson": b'{"type"', "kmz": b"PK",
    "diff-text": b"Territorial control",
}  # fmt: skip


class Panel:
    """The panel of exports, opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open = page.get_by_role("button", name="Export", exact=True)
        self.open.click()
        self.sheet = page.get_by_role("dialog", name="Export")
        expect(self.sheet).to_be_visible()

    @property
    def jobs(self) -> Locator:
        """One line for each export that was asked for, the latest first."""
        return self.sheet.locator(".jobs li")

    def take(self, name: str) -> Download:
        """Choose a format and wait for its file."""
        with self.page.expect_download() as coming:
            self.sheet.locator(f'[data-format="{name}"]').click()
        return coming.value


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_a_click_brings_a_file_and_the_map_plays_on(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-01")
    visit.locator(".tt-head h2").evaluate("node => { node.__kept = true; }")
    screen.inside.get_by_role("button", name=re.compile("^Play")).click()
    panel = Panel(visit)
    download = panel.take("png")
    assert re.fullmatch(r"iraq-syria-2014-\d\d-\d\d-map\.png", download.suggested_filename)
    with Image.open(io.BytesIO(content(download))) as image:
        assert (image.size, image.mode) == ((1280, 720), "RGB")
    expect(panel.jobs.first).to_contain_text(download.suggested_filename)
    day = screen.day
    screen.frame.wait_for_function("day => window.timemap.day > day", arg=day)
    # The page was not drawn anew for it, and what was asked of the map was the day on which it was just then.
    assert screen.mounts == 1
    assert download.suggested_filename[11:21] >= "2014-06-01"


def test_every_kind_arrives_as_what_it_says(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-22")
    panel = Panel(visit)
    panel.sheet.get_by_label("From day").fill("2014-06-20")
    panel.sheet.get_by_label("Size").select_option("1280x720")
    for name, begins in BEGINS.items():
        assert content(panel.take(name)).startswith(begins), name
    assert screen.mounts == 1


def test_slides_in_a_template_of_ones_own(visit: Page, serve: Serve, tmp_path: Path) -> None:
    own = Presentation()
    own.slide_width, own.slide_height = 9_144_000, 5_143_500
    own.save(str(tmp_path / "own.pptx"))
    open_map(visit, serve(), day="2014-06-22")
    panel = Panel(visit)
    panel.sheet.get_by_label("Your template").set_input_files(tmp_path / "own.pptx")
    download = panel.take("pptx")
    assert download.suggested_filename == "iraq-syria-2014-06-22-slides.pptx"
    made = Presentation(io.BytesIO(content(download)))
    assert (made.slide_width, len(made.slides)) == (9_144_000, 3)
    (tmp_path / "own.pptx").write_bytes(b"PK no slides")
    panel.sheet.get_by_label("Your template").set_input_files(tmp_path / "own.pptx")
    panel.sheet.locator('[data-format="pptx"]').click()
    expect(panel.jobs.first).to_contain_text("emplate")
    expect(panel.jobs.first).to_have_class("failed")


def test_choices_stay_while_the_map_moves(visit: Page, serve: Serve) -> None:
    screen = open_map(visit, serve(), day="2014-06-22")
    panel = Panel(visit)
    panel.sheet.get_by_label("Table").select_option("events")
    panel.sheet.get_by_label("Theme").select_option("dark")
    visit.keyboard.press("Escape")
    expect(panel.sheet).to_be_hidden()
    screen.type_day("10 June 2014")
    expect(screen.headline).to_have_text("10 June 2014")
    panel.open.click()
    expect(panel.sheet).to_contain_text("The map as it is now: 10 June 2014")
    expect(panel.sheet.get_by_label("Theme")).to_have_value("dark")
    download = panel.take("csv")
    assert download.suggested_filename == "iraq-syria-2014-06-10-events.zip"
    with zipfile.ZipFile(io.BytesIO(content(download))) as packed:
        assert packed.read("iraq-syria-2014-06-10-events.csv").startswith(b"event_id,")
    assert np.asarray(Image.open(io.BytesIO(content(panel.take("png")))).convert("L")).mean() < 90


def test_progress_is_seen_and_work_can_be_stopped(visit: Page, serve: Serve) -> None:
    open_map(visit, serve(), day="2014-06-30")
    panel = Panel(visit)
    panel.sheet.get_by_label("From day").fill("2013-06-01")
    panel.sheet.get_by_label("Length").select_option("30")
    panel.sheet.locator('[data-format="gif"]').click()
    expect(panel.jobs.first).to_contain_text(re.compile(r"\d+ of 240"))
    expect(panel.jobs.first.get_by_role("progressbar")).to_have_attribute("max", "240")
    panel.jobs.first.get_by_role("button", name="Stop").click()
    expect(panel.jobs.first).to_contain_text("stopped")
    expect(panel.jobs.first.get_by_role("progressbar")).to_have_count(0)


def test_what_cannot_be_is_said_and_the_rest_works(visit: Page, serve: Serve, tmp_path: Path) -> None:
    broken = tmp_path / "imageio_ffmpeg"
    broken.mkdir()
    (broken / "__init__.py").write_text('raise ImportError("it was built for another machine")\n')
    screen = open_map(visit, serve(PYTHONPATH=str(tmp_path)), day="2014-06-22")
    panel = Panel(visit)
    panel.sheet.locator('[data-format="mp4"]').click()
    expect(panel.jobs.first).to_contain_text("MP4 needs the package imageio-ffmpeg: pip install imageio-ffmpeg")
    expect(panel.jobs.first).to_have_class("failed")
    panel.sheet.get_by_label("From day").fill("2014-06-23")
    panel.sheet.locator('[data-format="docx"]').click()
    expect(panel.jobs.first).to_contain_text("comes after the day of the map")
    panel.sheet.get_by_label("From day").fill("")
    assert content(panel.take("docx")).startswith(b"PK")
    assert screen.mounts == 1


def test_a_server_that_is_gone_is_said(visit: Page, serve: Serve, watch: Watch) -> None:
    watch.expected |= {"/export", "ERR_FAILED"}
    open_map(visit, serve(), day="2014-06-22")
    visit.route("**/export", lambda route: route.abort())
    panel = Panel(visit)
    panel.sheet.locator('[data-format="png"]').click()
    expect(panel.jobs.first).to_contain_text("The server does not answer. Nothing was saved.")


def test_a_comparison_is_exported_side_by_side(visit: Page, serve: Serve) -> None:
    twins = open_twins(visit, serve())
    panel = Panel(visit)
    expect(panel.sheet).to_contain_text("Both sides: 1 June 2014 and 30 June 2014")
    expect(panel.sheet.get_by_label("From day")).to_have_count(0)
    assert panel.take("pptx").suggested_filename == "iraq-syria-2014-06-01-to-2014-06-30-slides.pptx"
    panel.sheet.get_by_label("Side").select_option("left")
    assert panel.take("png").suggested_filename == "iraq-syria-2014-06-01-map.png"
    assert twins.mounts == 2


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_panel_is_whole_on_the_screen(visit: Page, serve: Serve, size: tuple[int, int]) -> None:
    visit.set_viewport_size({"width": size[0], "height": size[1]})
    open_map(visit, serve(), day="2014-06-22")
    panel = Panel(visit)
    box = panel.sheet.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]
    assert panel.sheet.evaluate("node => node.scrollWidth <= node.clientWidth")


# What the map's canvas is painted from: the marks in sight, in their order, with the colours of this theme.
_PAINTED: Final = """() => {
  const { marks } = window.timemap.app, p = marks.payload;
  const colour = (a) => a < 0 ? "" : TM.theme.actorColour(p.actors[a], marks.theme);
  const box = window.timemap.app.map.getContainer().getBoundingClientRect();
  return [...marks.inside.subarray(0, marks.insides)].map((i) => {
    const c = p.cur[i], look = p.looks[c === p.nothing ? p.lookOfNothing[i] : p.look[c]];
    const faded = p.status[c] !== 0 && window.timemap.app.day - p.evidence[c] > marks.staleDays;
    return [p.id[i], look.kind, ["unknown", "controlled", "contested", "changing"][look.status], colour(look.holder),
      colour(look.contender), faded, p.besieger[c] >= 0, marks.sx[i], marks.sy[i]];
  });
}"""
_SIZE: Final = "() => { const s = window.timemap.app.map.getSize(); return [s.x, s.y]; }"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_screen_and_export_show_the_same(visit: Page, serve: Serve, theme: Literal["light", "dark"]) -> None:
    visit.emulate_media(color_scheme=theme)
    asked = {"day": "2014-06-22", "rule": "latest", "known": "then", "actors": "islamic_state~iraq", "zoom": "6.25",
             "lat": "34.2", "lng": "41.5"}  # fmt: skip
    screen = open_map(visit, serve(), **asked)
    painted = screen.frame.evaluate(_PAINTED)
    # Where the map came to rest: to the pixel, not to the degree.
    lat, lng, zoom = screen.position
    view = replace(from_query(asked, "")[0], lat=lat, lng=lng, zoom=zoom)
    timeline = events.load(BUILT_IN)
    stage = Stage(timeline, view)
    wide, high = screen.frame.evaluate(_SIZE)
    sheet = draw(stage, view, Options(wide, high, 1.0, theme), "")
    marks, scene = sheet.marks, sheet.scene
    ours = []
    for at, (place, look) in enumerate(zip(scene.place.tolist(), scene.looks, strict=True)):
        if -16 < marks.x[at] < wide + 16 and -16 < marks.y[at] < high + 16:
            colors = [marks.colors[actor] if actor >= 0 else "" for actor in (look.holder, look.contender)]
            around = bool(scene.faded[at]), bool(scene.besieger[at] >= 0)
            ours.append([stage.ids[place], look.kind, look.status, *colors, *around])
    # The same places, in the same order, in the same colours; and where they are on the screen.
    assert len(painted) > 20
    assert ours == [each[:-2] for each in painted]
    at = {stage.ids[place]: (x, y) for place, x, y in zip(scene.place.tolist(), marks.x, marks.y, strict=True)}
    assert max(max(abs(at[each[0]][0] - each[-2]), abs(at[each[0]][1] - each[-1])) for each in painted) < 1.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_has_the_pixels_of_the_screen(visit: Page, serve: Serve, theme: Literal["light", "dark"]) -> None:
    visit.emulate_media(color_scheme=theme)
    asked = {"day": "2014-06-22", "kinds": "city~town", "zoom": "6.25", "lat": "34.2", "lng": "41.5"}
    screen = open_map(visit, serve(), **asked)
    # Where the map came to rest: to the pixel, not to the degree.
    lat, lng, zoom = screen.position
    view = replace(from_query(asked, "")[0], lat=lat, lng=lng, zoom=zoom)
    wide, high = screen.frame.evaluate(_SIZE)
    stage = Stage(events.load(BUILT_IN), view)
    sheet = draw(stage, view, Options(wide, high, 1.0, theme), "")
    drawn = np.asarray(sheet.image())
    seen = picture(visit)
    left, top = screen.corner()
    spots = screen.places()
    seen_here, drawn_here = {}, {}
    for at, place in enumerate(sheet.scene.place.tolist()):
        spot, x, y = spots[stage.ids[place]], float(sheet.marks.x[at]), float(sheet.marks.y[at])
        written = any(box[0] < x < box[2] and box[1] < y < box[3] for box in _written(sheet))
        near = np.hypot(sheet.marks.x - x, sheet.marks.y - y)
        crowded = bool((near < 2.5 * sheet.marks.radii[at]).sum() > 1)
        # A mark of one colour that nothing lies over: no other, no name, no plate, on the screen or here.
        if spot["bare"] and sheet.scene.looks[at].standing == "confirmed" and not (written or crowded):
            here, there = seen[round(top + spot["y"]), round(left + spot["x"])], drawn[round(y), round(x)]
            seen_here[stage.ids[place]] = here.tolist()
            drawn_here[stage.ids[place]] = there.tolist()
    assert len(drawn_here) > 2
    assert seen_here == drawn_here


def _written(sheet: Sheet) -> list[tuple[float, ...]]:
    title, legend = (0.0, 0.0, 260.0, 90.0), (sheet.window.width - 200, 0.0, sheet.window.width, 300.0)
    return [*(label.box for label in sheet.labels), title, legend]
