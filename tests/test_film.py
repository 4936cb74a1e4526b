"""Films: as many frames as asked for, each on its day, and a clear word when nothing can write them."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

import events
from dashboard.exports import film as films
from dashboard.exports.film import MissingExtra, Reel, days_of, film
from dashboard.exports.options import Options
from dashboard.exports.stage import Stage
from dashboard.view import View
from events import Timeline
from events.datasets import BUILT_IN

VIEW: Final = View(day="2014-06-22", lat=34.0, lng=41.3, zoom=6.0)
SMALL: Final = Options(width=321, height=200, scale=1.0)
FEW: Final = Reel(frames=5, per_second=5.0, rest_seconds=1.0)


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return events.load(BUILT_IN)


def test_days_are_spread_and_none_comes_twice() -> None:
    assert days_of("2014-06-01", "2014-06-03", 60) == ["2014-06-01", "2014-06-02", "2014-06-03"]
    assert days_of("2014-06-01", "2014-06-11", 3) == ["2014-06-01", "2014-06-06", "2014-06-11"]
    assert days_of("2014-06-01", "2014-06-01", 9) == ["2014-06-01"]
    with pytest.raises(ValueError, match="after its end"):
        days_of("2014-06-02", "2014-06-01", 9)


def test_a_gif_has_its_frames_and_rests_on_the_last(timeline: Timeline) -> None:
    seen: list[tuple[int, int]] = []
    made = film(timeline, VIEW, "2014-06-01", "2014-06-30", "gif", SMALL, FEW, progress=lambda *at: seen.append(at))
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size, image.n_frames) == ("GIF", (321, 200), 5)  # type: ignore[attr-defined]
        lasting = []
        for at in range(5):
            image.seek(at)
            lasting.append(image.info["duration"])
    assert lasting == [200, 200, 200, 200, 1200]
    assert seen == [(at, 5) for at in range(1, 6)]


@pytest.mark.parametrize("form", ["mp4", "webm"])
def test_a_video_has_its_frames(timeline: Timeline, form: str, tmp_path: Path) -> None:
    import imageio_ffmpeg

    path = tmp_path / f"film.{form}"
    path.write_bytes(film(timeline, VIEW, "2014-06-01", "2014-06-30", form, SMALL, FEW))
    frames, seconds = imageio_ffmpeg.count_frames_and_secs(str(path))
    assert frames == 10
    assert seconds == pytest.approx(2.0, abs=0.25)
    said = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(path)], capture_output=True, text=True, check=False
    ).stderr
    assert "320x200" in said


def test_captions_stand_until_the_next() -> None:
    said = films._standing(
        {"2014-06-10": "Mosul falls", "2014-06-20": "West"}, ["2014-06-01", "2014-06-12", "2014-06-22"]
    )
    assert said == ["", "Mosul falls", "West"]


def test_a_headline_stands_over_its_own_day_and_long_enough_to_be_read(timeline: Timeline) -> None:
    reel = Reel(frames=4, per_second=4.0, rest_seconds=1.0, read_seconds=1.5)
    told = {"2014-06-02": "One", "2014-06-10": "Other"}
    made = film(timeline, VIEW, "2014-06-01", "2014-06-30", "gif", SMALL, reel, captions=told)
    with Image.open(io.BytesIO(made)) as image:
        lasting = []
        for at in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(at)
            lasting.append(image.info["duration"])
    assert lasting[1] == 1750
    assert sorted(lasting)[-2:] == [1750, 1750]
    assert len(lasting) == len({*days_of("2014-06-01", "2014-06-30", 4), *told})


def test_a_film_of_few_days_goes_by_slowly() -> None:
    assert Reel().over(60).per_second == 8
    assert Reel().over(30).per_second == 4
    assert Reel().over(3).per_second == 2


def test_frames_name_what_changed(timeline: Timeline) -> None:
    days = ["2014-06-18", "2014-06-20", "2014-06-22"]
    said = films._changes(Stage(timeline, VIEW), days)
    short = dict(zip(timeline.actors["actor_id"], timeline.actors["short_name"], strict=True))
    assert said[0] == ""
    for earlier, later, words in zip(days, days[1:], said[1:], strict=False):
        rows = timeline.changes(earlier, later)
        gained = {
            f"{row['name']} to {short[row['actor_id']]}" for row in rows[rows["change"] == "gained"].to_dict("records")
        }
        named, _, more = words.partition(" and ")
        told = set(filter(None, named.split(", ")))
        assert told <= gained
        assert len(told) + int(more.partition(" ")[0] or 0) == len(gained)
    assert said[-1]


def test_frames_name_no_place_that_the_view_hides(timeline: Timeline) -> None:
    view = replace(VIEW, kinds=("border_crossing",))
    said = films._changes(Stage(timeline, view), ["2014-06-18", "2014-06-22"])[1]
    assert "crossing" in said
    assert "Rutba" not in said


def test_a_missing_encoder_is_said_plainly(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MissingExtra, match="pip install imageio-ffmpeg"):
        film(timeline, VIEW, "2014-06-01", "2014-06-30", "mp4", SMALL, FEW)


def test_an_unknown_format_is_refused(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="gif, mp4, webm"):
        film(timeline, VIEW, "2014-06-01", "2014-06-30", "avi")
