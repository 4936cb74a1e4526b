"""Maps without a browser: the same places, colours and order as the screen's map is sent, in every format."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

import events
from dashboard.exports import ground, multiples, outlines, stamps, window
from dashboard.exports.inks import THEMES, mix
from dashboard.exports.lettering import Line, outlined
from dashboard.exports.names import country_labels
from dashboard.exports.options import Options
from dashboard.exports.picture import picture
from dashboard.exports.png import png
from dashboard.exports.sheet import draw
from dashboard.exports.stage import Stage
from dashboard.view import View
from events import Timeline
from events.datasets import BUILT_IN

STATIC: Final = Path(__file__).resolve().parent.parent / "dashboard" / "timemap" / "static"
VIEW: Final = View(day="2014-06-22", lat=34.0, lng=41.3, zoom=6.5)
SMALL: Final = Options(width=640, height=400, scale=1.0)


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return events.load(BUILT_IN)


def test_colours_are_those_of_the_screen() -> None:
    script = (STATIC / "theme.js").read_text(encoding="utf-8")
    for name, theme in THEMES.items():
        block = script[script.index(f'name: "{name}"') :].partition("}")[0]
        said = dict(re.findall(r'(\w+): "(#\w{6})"', block))
        assert said == {token: getattr(theme, token) for token in said}
        assert len(said) == 15
        assert f"rim: {theme.rim}" in block


def test_shapes_are_those_of_the_screen() -> None:
    script = (STATIC / "shapes.js").read_text(encoding="utf-8")
    said = re.findall(
        r"(\w+): \{ draw: .*?radius: ([\d.]+), least: ([\d.]+), reach: ([\d.]+),( bar: true,)? name", script
    )
    ours = {kind: (shape.radius, shape.least, shape.reach, shape.bar) for kind, shape in outlines.SHAPES.items()}
    assert {kind: (float(r), float(least), float(reach), bool(bar)) for kind, r, least, reach, bar in said} == ours


def test_a_scene_is_what_the_ledger_says(timeline: Timeline) -> None:
    scene = Stage(timeline, VIEW).scene(VIEW.day)
    state = timeline.on(VIEW.day)
    held = state.loc[state["status"] == "controlled", "holder"].value_counts()
    assert dict(zip(timeline.actors["actor_id"], scene.held, strict=True)) == {
        actor: int(held.get(actor, 0)) for actor in timeline.actors["actor_id"]
    }
    for status in ("contested", "changing"):
        assert scene.tally[status] == int((state["status"] == status).sum())
    assert [look.status for look in scene.looks] == state["status"].to_numpy()[scene.place].tolist()
    assert sorted(scene.place.tolist()) == list(range(len(state)))


def test_filters_of_the_view_are_kept_to(timeline: Timeline) -> None:
    view = replace(VIEW, kinds=("border_crossing",), actors=("islamic_state",))
    scene = Stage(timeline, view).scene(view.day)
    state = timeline.on(view.day)
    wanted = (state["kind"] == "border_crossing") & (
        state[["holder", "contender", "besieged_by"]] == "islamic_state"
    ).any(axis=1)
    assert sorted(scene.place.tolist()) == np.flatnonzero(wanted).tolist()


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_each_format_is_what_it_says(timeline: Timeline, form: str) -> None:
    made = picture(timeline, VIEW, form, SMALL, "785 claims <b>&amp;")
    assert made == picture(timeline, VIEW, form, SMALL, "785 claims <b>&amp;")
    if form == "png":
        with Image.open(io.BytesIO(made)) as image:
            assert image.size == (640, 400)
            assert image.convert("RGB").getcolors(200_000) is not None
    elif form == "svg":
        assert ElementTree.fromstring(made).tag.endswith("svg")
    else:
        assert made.startswith(b"%PDF-")


def test_the_ground_may_be_left_out(timeline: Timeline) -> None:
    made = picture(timeline, VIEW, "png", replace(SMALL, transparent=True))
    with Image.open(io.BytesIO(made)) as image:
        alpha = np.asarray(image.convert("RGBA"))[:, :, 3]
    assert (alpha[:370] == 0).mean() > 0.5
    assert (alpha == 255).any()


def test_a_mark_has_its_holders_colour(timeline: Timeline) -> None:
    made = picture(timeline, VIEW, "png", Options(width=1280, height=720, scale=2.0))
    sheet = draw(Stage(timeline, VIEW), VIEW, Options(width=1280, height=720, scale=2.0), "")
    marks = sheet.marks
    at = marks.scene.place.tolist().index(timeline.places["place_id"].tolist().index("sy-raqqa"))
    with Image.open(io.BytesIO(made)) as image:
        pixel = image.convert("RGB").getpixel((round(marks.x[at] * 2), round(marks.y[at] * 2)))
    islamic_state = timeline.actors["actor_id"].tolist().index("islamic_state")
    assert marks.scene.looks[at].holder == islamic_state
    assert "#{:02x}{:02x}{:02x}".format(*pixel) == marks.colors[islamic_state]  # type: ignore[misc]


def test_names_do_not_run_into_each_other(timeline: Timeline) -> None:
    boxes = [label.box for label in draw(Stage(timeline, VIEW), VIEW, Options(), "").labels]
    assert len(boxes) > 40
    for at, one in enumerate(boxes):
        assert not any(
            one[0] < box[2] and one[2] > box[0] and one[1] < box[3] and one[3] > box[1] for box in boxes[:at]
        )


def test_arabic_is_shaped_and_turned() -> None:
    # Joined letters take less room than letters that stand alone; the first of a word stands at its right.
    joined = outlined("القائم", 20.0)[1]
    apart = sum(outlined(letter, 20.0)[1] for letter in "القائم")
    assert joined < apart
    assert outlined("$x$ <b>", 20.0)[1] > 0


def test_an_unknown_format_is_refused(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="png, svg, pdf"):
        picture(timeline, VIEW, "bmp")


def test_colours_mix() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_stamps_show_what_lines_show(timeline: Timeline, theme: str) -> None:
    view = replace(VIEW, against="latest", place="iq-rutba")
    sheet = draw(Stage(timeline, view), view, Options(640, 400, 2.0, theme), "785 claims", told=frozenset({"iq-qaim"}))
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()
    lines = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    stamps = sheet.image()
    assert (stamps.mode, stamps.size) == ("RGB", (1280, 800))
    # Stamps stand at whole pixels: edges may differ by a part of one, what an eye sees from afar may not.
    apart = np.abs(np.asarray(stamps.reduce(4), int) - np.asarray(lines.reduce(4), int)).max(axis=2)
    assert np.quantile(apart, 0.99) < 24
    assert apart.max() < 90


def test_a_stamp_is_painted_once_and_the_ground_is_never_painted_on(timeline: Timeline) -> None:
    sheet = draw(Stage(timeline, VIEW), VIEW, SMALL, "")
    first = np.asarray(sheet.image())
    painted = stamps._stamp.cache_info().misses
    clean = np.asarray(ground.image(sheet.window, sheet.theme, 1.0)).copy()
    assert np.array_equal(first, np.asarray(sheet.image()))
    assert stamps._stamp.cache_info().misses == painted
    assert np.array_equal(clean, np.asarray(ground.image(sheet.window, sheet.theme, 1.0)))
    assert not np.array_equal(clean, first)


@pytest.mark.parametrize("size", [(1280, 720), (480, 300), (400, 400)])
def test_what_is_told_of_is_always_named_and_on_top(timeline: Timeline, size: tuple[int, int]) -> None:
    crowded = ["iq-qaim", "iq-qaim-crossing", "sy-abu-kamal", "iq-tikrit", "iq-baiji", "iq-baiji-refinery", "iq-mosul"]
    known = set(timeline.places["place_id"])
    told = frozenset(place for place in crowded if place in known)
    assert len(told) > 4
    stage = Stage(timeline, VIEW)
    sheet = draw(stage, replace(VIEW, zoom=5.5), Options(*size, 1.0, legend=False), "", told=told)
    ids = [stage.ids[place] for place in sheet.scene.place.tolist()]
    assert told <= {ids[label.at] for label in sheet.labels}
    marks = [each for each in sheet.placed if type(each.what).__name__ == "_Mark"]
    last = {(round(each.x, 3), round(each.y, 3)) for each in marks[-len(told) :]}
    at = {
        (round(float(sheet.marks.x[i]), 3), round(float(sheet.marks.y[i]), 3)) for i, p in enumerate(ids) if p in told
    }
    assert last == at
    boxes = [label.box for label in sheet.labels]
    for i, one in enumerate(boxes):
        assert not any(one[0] < box[2] and one[2] > box[0] and one[1] < box[3] and one[3] > box[1] for box in boxes[:i])


def test_a_name_far_from_its_place_is_tied_to_it(timeline: Timeline) -> None:
    stage = Stage(timeline, VIEW)
    every = frozenset(stage.ids)
    sheet = draw(stage, replace(VIEW, zoom=5.5), Options(640, 400, 1.0, legend=False), "", told=every)
    tied = [each for each in sheet.placed if isinstance(each.what, stamps.Thread)]
    assert tied
    assert all(np.hypot(each.what.right, each.what.down) > 10 for each in tied)


def test_two_rules_stand_side_by_side(timeline: Timeline) -> None:
    views = [VIEW, replace(VIEW, rule="latest", known="then")]
    page = multiples.Page(width=800, height=450)
    made = multiples.side_by_side(timeline, views, page, "785 claims")
    alike = multiples.side_by_side(timeline, [VIEW, VIEW], page, "785 claims")
    assert made != alike
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, image.mode) == ((1600, 900), "RGB")
    many = [replace(VIEW, day=f"2014-06-{day:02d}") for day in range(1, 31)]
    assert len(multiples.few(many)) == multiples.MOST
    assert (multiples.few(many)[0], multiples.few(many)[-1]) == (many[0], many[-1])
    with pytest.raises(ValueError, match="1 to 24 maps"):
        multiples.side_by_side(timeline, many, page)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_written_picture_is_read_back_to_the_pixel(mode: str) -> None:
    chance = np.random.default_rng(3)
    pixels = chance.integers(0, 256, (37, 53, len(mode)), np.uint8)
    made = png(Image.fromarray(pixels), "22 June 2014, القائم")
    with Image.open(io.BytesIO(made)) as image:
        image.load()
        assert (image.mode, image.size) == (mode, (53, 37))
        assert np.array_equal(np.asarray(image), pixels)
        assert image.text["Title"].startswith("22 June 2014, ")  # type: ignore[attr-defined]
        assert image.text["Software"] == "Territory Timeline"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("latitude", "longitude", "zoom"), [(32.6, 36.2, 8.0), (31.9, 35.2, 8.5), (32.0, 36.0, 6.5)])
def test_of_two_rivals_both_are_named_or_neither(latitude: float, longitude: float, zoom: float) -> None:
    for size in ((640, 400), (480, 300), (1280, 720)):
        where = window.at(*size, latitude, longitude, zoom)
        shown = {each.name for each in ground.countries(where) if 0 < each.x < size[0] and 0 < each.y < size[1]}
        words, boxes = country_labels(ground.countries(where), where, THEMES["light"], [])
        said = {each.what.text.replace("\N{THIN SPACE}", "") for each in words if isinstance(each.what, Line)}
        assert len(said) == len(boxes)
        assert ("ISRAEL" in said) == ("PALESTINE" in said)
        assert said <= {name.upper() for name in shown}


def test_both_rivals_are_named_where_there_is_room() -> None:
    where = window.at(1280, 720, 32.0, 36.0, 7.0)
    words, _ = country_labels(ground.countries(where), where, THEMES["light"], [])
    said = {each.what.text.replace("\N{THIN SPACE}", "") for each in words if isinstance(each.what, Line)}
    assert {"ISRAEL", "PALESTINE", "JORDAN"} <= said
