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
from PIL import Image

import events
from dashboard.exports import outlines
from dashboard.exports.inks import THEMES, mix
from dashboard.exports.lettering import outlined
from dashboard.exports.picture import picture
from dashboard.exports.sheet import Options, draw
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
