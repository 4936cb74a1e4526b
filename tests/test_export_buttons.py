"""What the button Export asks of the server: words from outside become a wish, a file comes back, or a sentence."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import sys
import threading
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from pptx import Presentation
from starlette.applications import Starlette

import events
from dashboard.exports import parcel
from dashboard.exports.asked import asked
from dashboard.exports.film import Reel
from dashboard.exports.formats import FORMATS
from dashboard.exports.narrative import Narrative, Step, write
from dashboard.exports.options import sized
from dashboard.exports.parcel import Parcel, Progress, parcelled
from dashboard.exports.tables import TABLES
from dashboard.exports.wish import Wish
from dashboard.exports.wrapping import media_type, named, plain_name, wrapped
from dashboard.panels import exporting
from dashboard.routes import routes
from dashboard.view import View
from events import AliasIndex, Timeline
from events.datasets import BUILT_IN

HEAD: Final = {"X-Timeline": "export"}
STORY: Final = Narrative("Dams & bridges: a story", (Step(View(day="2014-06-10")), Step(View(day="2014-06-24"))))


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return events.load(BUILT_IN)


@pytest.fixture(scope="module")
def index(timeline: Timeline) -> AliasIndex:
    return AliasIndex(timeline.places)


def asked_for(method: str = "POST", **given: Any) -> httpx.Response:
    """Ask the server's own routes, without a server."""

    async def ask() -> httpx.Response:
        app = httpx.ASGITransport(Starlette(routes=routes()))
        async with httpx.AsyncClient(transport=app, base_url="http://localhost", timeout=60) as client:
            return await client.request(method, "/export", **given)

    return asyncio.run(ask())


def answer(**words: Any) -> tuple[list[dict[str, Any]], bytes]:
    """Ask for an export; gives the lines of the answer and the file behind them."""
    response = asked_for(json=words, headers=HEAD)
    assert response.status_code == 200
    assert response.headers["content-encoding"] == "identity"
    lines, rest = [], response.content
    while rest and not (lines and "file" in lines[-1]):
        line, _, rest = rest.partition(b"\n")
        lines += [json.loads(line)] if line else []
    return lines, rest


def test_a_file_comes_back_with_its_name_and_its_length() -> None:
    query = "?day=2014-06-22&lat=34&lng=41&zoom=6"
    lines, content = answer(format="png", page="map", query=query, size="640x400")
    assert lines[-1]["file"] == "iraq-syria-2014-06-22-map.png"
    assert (lines[-1]["type"], lines[-1]["bytes"]) == ("image/png", len(content))
    assert content.startswith(b"\x89PNG")


def test_progress_is_told_on_the_way() -> None:
    lines, content = answer(format="pptx", page="tell", narrative=write(STORY))
    assert [line["done"] for line in lines if "done" in line] == [1, 2]
    assert lines[-1]["file"] == "dams-bridges-a-story-2014-06-10-to-2014-06-24-slides.pptx"
    assert "Dams & bridges: a story" in [shape.text for shape in Presentation(io.BytesIO(content)).slides[0].shapes]


def test_a_template_of_the_users_own_is_taken() -> None:
    own = Presentation()
    own.slide_width, own.slide_height = 9_144_000, 5_143_500
    kept = io.BytesIO()
    own.save(kept)
    words = {"format": "pptx", "page": "tell", "narrative": write(STORY)}
    _, content = answer(**words, template=base64.b64encode(kept.getvalue()).decode())
    assert Presentation(io.BytesIO(content)).slide_width == 9_144_000
    lines, content = answer(**words, template=base64.b64encode(b"no slides").decode())
    assert "template" in lines[-1]["error"].lower()
    assert content == b""


def test_what_belongs_beside_a_table_comes_with_it() -> None:
    lines, content = answer(format="csv", page="map", query="day=2014-06-22", table="states")
    assert lines[-1]["file"] == "iraq-syria-2014-06-22-states.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.namelist() == [f"iraq-syria-2014-06-22-states.csv{end}" for end in ("", "-metadata.json")]
        assert json.loads(packed.read(packed.namelist()[1]))["url"] == packed.namelist()[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"format": "exe"}, "There is no format 'exe'."),
        ({"format": "png", "size": "9999x10"}, "A size is WIDTHxHEIGHT in pixels"),
        ({"format": "png", "size": "99999x1000"}, "7,680 pixels are the most"),
        ({"format": "png", "size": "1e3x1e3"}, "A size is WIDTHxHEIGHT"),
        ({"format": "maps", "maps": "1"}, "Maps: a number from 2 to 24"),
        ({"format": "png", "theme": "<b>"}, "The theme is light or dark."),
        ({"format": "mp4", "since": "2014-06-23"}, "comes after the day of the map"),
        ({"format": "mp4", "since": "<script>"}, "'<script>' is not a date"),
        ({"format": "pptx", "template": "%%%"}, "The template did not arrive whole"),
        ({"format": "csv", "table": "../../etc"}, "'../../etc' is no table"),
        ({"format": "pptx", "page": "tell", "narrative": "steps: []"}, "A narrative needs a title"),
        ({"format": "pptx", "page": "tell", "narrative": "{" * 5000}, "This is no YAML"),
        ({"format": "png", "query": "day=2014-06-22&countries=XX"}, "No place passes the filters of this view"),
        ({"format": "png", "query": "day=2014-06-22&search=qqqqqqqqq"}, "No place passes the filters of this view"),
        ({"format": "png", "query": "day=2014-06-22&rule=publisher:Nobody"}, "Nobody"),
        ({"format": "diff", "page": "compare", "query": "left_day=2014-06-22&right_day=2014-06-22"}, "Both sides show"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(words: dict[str, Any], said: str) -> None:
    lines, content = answer(**{"page": "map", "query": "day=2014-06-22", **words})
    assert said in lines[-1]["error"]
    assert content == b""


def test_only_our_own_pages_may_ask() -> None:
    assert asked_for(json={"format": "md"}).status_code == 403
    assert asked_for("GET").status_code == 405
    assert asked_for(content=b"[" * 100_000, headers=HEAD).status_code == 400
    assert asked_for(content=b'"png"', headers=HEAD).status_code == 400
    assert asked_for(content=b" " * (64 * 1024 * 1024 + 1), headers=HEAD).status_code == 413


def test_a_missing_package_is_said_and_the_others_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    monkeypatch.setitem(sys.modules, "dashboard.exports.geopackage", None)
    words = {"page": "map", "query": "day=2014-06-22", "since": "2014-06-20", "size": "320x200"}
    assert "pip install imageio-ffmpeg" in answer(format="mp4", **words)[0][-1]["error"]
    assert "pyogrio" in answer(format="gpkg", **words)[0][-1]["error"]
    assert answer(format="gif", **words)[1].startswith(b"GIF8")


def test_every_choice_reaches_its_wish(timeline: Timeline, index: AliasIndex) -> None:
    words = {
        "format": "mp4", "page": "map", "query": "day=2014-06-22&rule=latest&known=then&kinds=dam",
        "since": "2014-06-01", "theme": "dark", "size": "1920x1080", "seconds": "5", "maps": "4", "table": "events",
        "step": "2",
    }  # fmt: skip
    name, wish = asked(words, timeline, index)
    assert name == "mp4"
    assert (wish.view.day, wish.view.rule, wish.view.known, wish.view.kinds) == (
        "2014-06-22",
        "latest",
        "then",
        ("dam",),
    )
    assert (wish.since, wish.maps, wish.table, wish.step) == ("2014-06-01", 4, "events", 2)
    assert wish.reel == Reel(40, 8.0)
    assert (wish.options.width, wish.options.scale, wish.options.theme) == (1280, 1.5, "dark")
    assert not wish.options.transparent
    assert asked({**words, "format": "png", "transparent": True}, timeline, index)[1].options.transparent


def test_a_day_outside_the_data_is_brought_within_as_on_the_page(timeline: Timeline, index: AliasIndex) -> None:
    last = asked({"format": "png", "query": "day=2030-01-01"}, timeline, index)[1].view.day
    assert last == str(timeline.on("2030-01-01").attrs.get("day", last)) < "2030"


def test_two_sides_are_one_span_or_two_views(timeline: Timeline, index: AliasIndex) -> None:
    words = {"format": "pptx", "page": "compare"}
    days = "left_day=2014-06-22&right_day=2014-06-01"
    span = asked({**words, "query": days}, timeline, index)[1]
    assert (span.since, span.view.day) == ("2014-06-01", "2014-06-22")
    rules = asked({**words, "query": f"{days}&right_rule=latest"}, timeline, index)[1]
    assert rules.other is not None
    assert (rules.since, rules.other.rule, rules.view.rule) == ("", "latest", "assessed")
    assert [page.view.rule for page in rules.told.pages] == ["latest", "assessed"]
    assert all(page.blocks for page in rules.told.pages)


@pytest.mark.parametrize(("side", "day"), [("left", "2014-06-01"), ("right", "2014-06-22")])
def test_a_picture_of_a_comparison_is_of_one_side(timeline: Timeline, index: AliasIndex, side: str, day: str) -> None:
    words = {"format": "png", "page": "compare", "query": "left_day=2014-06-01&right_day=2014-06-22", "side": side}
    wish = asked(words, timeline, index)[1]
    assert [page.view.day for page in wish.shown.pages] == [day]
    assert named("png", wish, "iraq-syria") == f"iraq-syria-{day}-map.png"


def test_names_of_files_speak(timeline: Timeline) -> None:
    wish = Wish(timeline, View(day="2014-06-22", place="iq-rutba"))
    span = replace(wish, since="2014-06-01")
    assert named("png", wish, "iraq-syria") == "iraq-syria-rutba-2014-06-22-map.png"
    assert named("mp4", span, "iraq-syria") == "iraq-syria-2014-06-01-to-2014-06-22-playback.mp4"
    assert named("parquet", replace(wish, table="all"), "iraq-syria") == "iraq-syria-2014-06-22-all.zip"
    assert named("svg", replace(wish, narrative=STORY, step=2), "x") == "dams-bridges-a-story-2014-06-22-step-2-map.svg"
    assert plain_name("../../Ğaziantep: القائم <b>") == "gaziantep-b"
    assert named("md", replace(wish, narrative=Narrative("القائم", STORY.steps)), "x").startswith("timeline-2014")
    kinds = {name: media_type(named(name, wish, "x")) for name in FORMATS}
    assert "application/octet-stream" not in kinds.values()
    assert kinds["pptx"].endswith("presentation")


def test_a_large_picture_is_a_finer_one_and_a_small_one_is_shrunk() -> None:
    for wide, high in ((1280, 720), (1920, 1080), (3840, 2160), (1080, 1080), (1366, 768), (2500, 1400), (800, 450)):
        options = sized(wide, high)
        assert (options.width * options.scale, options.height * options.scale) == (wide, high)
        assert options.width < 2 * 1280
    assert sized(3840, 2160).scale == 3
    for wide, high in ((640, 360), (320, 240), (333, 777), (1200, 200), (100, 100), (799, 449)):
        options = sized(wide, high)
        assert (int(options.width * options.scale), int(options.height * options.scale)) == (wide, high)
        assert options.width >= 800
        assert options.height >= 450


def test_the_panel_offers_every_format_once_and_each_choice_it_heeds() -> None:
    offers = [offer for group in exporting.GROUPS for offer in group.offers]
    assert sorted(offer.name for offer in offers) == sorted(FORMATS)
    shown = {"theme", "since", *(name for group in exporting.GROUPS for name in group.asks)}
    assert {name for offer in offers for name in offer.heeds} == shown
    assert [name for name, _ in exporting.TABLES] == ["all", *TABLES]
    script = (Path(exporting.__file__).parent / "static" / "exporting.js").read_text(encoding="utf-8")
    assert [name for name in shown if f"{name}:" not in script and f'"{name}"' not in script] == []


def test_whoever_leaves_stops_the_work() -> None:
    began, told = threading.Event(), threading.Event()

    def make(progress: Progress) -> Parcel:
        began.set()
        try:
            for done in range(10_000):
                progress(done, 10_000)
                told.wait(0.005)
        finally:
            told.set()
        return Parcel("x", "x/x", b"")

    lines = parcelled(make)
    assert json.loads(next(lines)) == {"waits": False}
    assert json.loads(next(lines)) == {"done": 0, "of": 10_000}
    lines.close()  # type: ignore[attr-defined]
    assert told.wait(10)


def test_an_unforeseen_failure_is_a_sentence_too(caplog: pytest.LogCaptureFixture) -> None:
    def make(progress: Progress) -> Parcel:
        raise KeyError("secret")

    last = json.loads(list(parcelled(make))[-1])
    assert last == {"error": "This could not be made (KeyError); the log of the server says more."}
    assert "secret" in caplog.text


def test_few_are_made_at_once_and_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel, "_making", threading.BoundedSemaphore(1))
    monkeypatch.setattr(parcel, "_admitted", threading.BoundedSemaphore(2))
    go = threading.Event()

    def make(progress: Progress) -> Parcel:
        go.wait(10)
        return Parcel("x.txt", "text/plain", b"done")

    first, second = parcelled(make), parcelled(make)
    assert json.loads(next(first)) == {"waits": False}
    assert json.loads(next(second)) == {"waits": True}
    assert "busy" in json.loads(next(parcelled(make)))["error"]
    go.set()
    assert [list(first)[-1], list(second)[-1]] == [b"done", b"done"]


def test_remarks_on_a_narrative_come_along(timeline: Timeline) -> None:
    story = Narrative("A story", (Step(View(day="2014-06-10"), "One", places=("nowhere",)),))
    made = wrapped("md", Wish(timeline, View(day="2014-06-10"), narrative=story), "x", lambda done, of: None)
    assert any("nowhere" in remark for remark in made.remarks)
