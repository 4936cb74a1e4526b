"""The export command: every format, whole files or none, and a word for whatever is wrong."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from dashboard.__main__ import main
from dashboard.exports import deliver as delivery
from dashboard.exports import formats
from dashboard.exports.deliver import Undeliverable, deliver
from dashboard.exports.formats import FORMATS, Unavailable
from events import review, write
from tests.ledgers import make
from tests.stores import filled
from tests.test_store_decisions import drafted

LINES: Final = """
e1: rawa takes isil from iraq 2014-06-20..2014-06-22 @AFP pub 2014-06-22
e1: rawa takes isil from iraq 2014-06-21 @Reuters pub 2014-06-23
e2: anah takes isil from iraq 2014-06-22 @AP
"""
STORY: Final = """title: A story
steps:
- {headline: One, view: {day: 2014-06-20}, text: "{held:isil} places {cite:e1}"}
- {headline: Two, view: {day: 2014-06-23}, places: [nowhere]}
"""
BEGINS: Final = {
    "pptx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>", "png": b"\x89PNG", "svg": b"<?xml", "map-pdf": b"%PDF",
    "gif": b"GIF8", "mp4": b"\0\0\0", "webm": b"\x1aE\xdf\xa3", "maps": b"\x89PNG", "md": b"# ",
    "diff": b"\xef\xbb\xbfdirection,", "diff-text": b"Untitled data set, version", "docx": b"PK", "xlsx": b"PK",
    "csv": b"place_id,", "json": b'{"about"', "parquet": b"PAR1", "geojson": b'{"type"', "gpkg": b"SQLite format 3",
    "kmz": b"PK",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data")
    write.write(make(LINES), path)
    (path / "narratives").mkdir()
    (path / "narratives" / "story.yml").write_text(STORY)
    return path


def run(folder: Path, *arguments: str) -> int:
    return main(["export", "--dataset", str(folder), *arguments])


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_made(folder: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"out{FORMATS[name].suffix}"
    size = ("--size", "320x240") if name in ("gif", "mp4", "webm", "png") else ()
    assert run(folder, "--narrative", "story", "--format", name, "--out", str(out), *size) == 0
    assert out.read_bytes().startswith(BEGINS[name])
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ([out.name, f"{out.name}-metadata.json"] if name == "csv" else [out.name])
    assert "step 2: it names the place 'nowhere'" in capsys.readouterr().err
    assert stat.S_IMODE(out.stat().st_mode) & 0o600 == 0o600


@pytest.mark.parametrize("name", ["pptx", "pdf", "html", "png", "gif", "md", "xlsx", "json", "kmz"])
@pytest.mark.parametrize("when", [("--on", "2014-06-22"), ("--from", "2014-06-01", "--to", "2014-06-22")])
def test_a_day_or_a_span_in_place_of_a_narrative(
    folder: Path, tmp_path: Path, name: str, when: tuple[str, ...]
) -> None:
    out = tmp_path / f"out{FORMATS[name].suffix}"
    view = ("--rule", "latest", "--known", "then", "--actors", "isil,iraq", "--kinds", "town", "--position", "31,40,6")
    size = ("--size", "320x240") if name in ("gif", "png") else ()
    assert run(folder, *when, "--out", str(out), *view, *size) == 0
    assert out.read_bytes().startswith(BEGINS[name])


def test_narratives_and_formats_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--list") == 0
    assert capsys.readouterr().out == "story\n"
    assert main(["export", "--list"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "western-iraq-june-2014"
    assert run(folder, "--figures") == 0
    assert capsys.readouterr().out.startswith("{day}  the day of the view")
    assert run(folder, "--formats") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(FORMATS)


def test_a_file_is_a_narrative_too(folder: Path, tmp_path: Path) -> None:
    story = tmp_path / "mine.yml"
    story.write_text(STORY)
    out = tmp_path / "out.md"
    assert run(folder, "--narrative", str(story), "--out", str(out)) == 0
    assert "Situation report, 20\N{EN DASH}23 June 2014" in out.read_text()


def test_a_picture_of_a_step_in_a_size(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    look = ("--size", "640x360", "--transparent", "--theme", "dark", "--step", "2")
    assert run(folder, "--narrative", "story", "--out", str(out), *look) == 0
    with Image.open(out) as image:
        assert image.size == (640, 360)
        assert image.mode == "RGBA"


def test_one_table_or_all(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run(folder, "--on", "2014-06-22", "--table", "claims", "--out", str(out)) == 0
    assert out.read_text().startswith("claim_id,")
    assert json.loads((tmp_path / "out.csv-metadata.json").read_text())["url"] == "out.csv"
    out = tmp_path / "out.zip"
    assert run(folder, "--on", "2014-06-22", "--format", "parquet", "--table", "all", "--out", str(out)) == 0
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as packed:
        assert "intervals.parquet" in packed.namelist()


def test_the_name_of_the_file_is_made_if_none_is_given(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(folder, "--from", "2014-06-01", "--to", "2014-06-22", "--format", "md") == 0
    assert run(folder, "--narrative", "story", "--format", "csv", "--table", "all") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2014-06-01-to-2014-06-22.md", "story.zip"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--narrative", "nothing", "--format", "md"), "there is no narrative 'nothing': name a file, or one of story"),
        (("--narrative", "story", "--format", "md", "--rule", "latest"), "--rule: a narrative has views of its own"),
        (("--narrative", "story", "--format", "md", "--on", "2014-06-22"), "--on: a narrative has views of its own"),
        (("--narrative", "story", "--format", "png", "--step", "3"), "there is no step 3: choose one from 1 to 2"),
        (("--on", "22.6.2014", "--format", "md"), "is not a date of the form YYYY-MM-DD"),
        (("--on", "2014-06-22", "--from", "2014-06-01", "--format", "md"), "not both"),
        (("--from", "2014-06-01", "--format", "md"), "--from and --to go together"),
        (("--from", "2014-06-23", "--to", "2014-06-22", "--format", "pptx"), "must not be after"),
        (("--on", "2014-06-22", "--format", "md", "--rule", "majority"), "a rule is assessed, confirmed, latest"),
        (("--on", "2014-06-22", "--format", "md", "--known", "soon"), "is not a date"),
        (("--on", "2014-06-22", "--format", "md", "--actors", "isis"), "no actor is called 'isis'"),
        (("--on", "2014-06-22", "--format", "md", "--kinds", "hut"), "choose from city, town"),
        (("--on", "2014-06-22", "--format", "md", "--position", "1,2"), "--position is LATITUDE,LONGITUDE,ZOOM"),
        (("--on", "2014-06-22", "--format", "md", "--position", "91,2,3"), "a number in range is needed"),
        (("--on", "2014-06-22", "--format", "png", "--size", "12"), "a size is WIDTHxHEIGHT"),
        (("--on", "2014-06-22", "--format", "png", "--size", "99999x400"), "16,000 pixels are the most"),
        (("--on", "2014-06-22", "--format", "csv", "--table", "rows"), "'rows' is no table"),
        (
            ("--on", "2014-06-22", "--format", "pptx", "--template", "none.pptx"),
            "the template none.pptx cannot be read",
        ),
        (("--on", "2014-06-22"), "--format is needed"),
    ],
)
def test_wrong_use_is_two_and_a_sentence(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(folder, *arguments) == 2
    message = capsys.readouterr().err
    assert message.startswith("python -m dashboard export: ")
    assert said in message
    assert list(tmp_path.iterdir()) == []


def test_a_broken_narrative_is_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "broken.yml"
    story.write_text("steps: [")
    assert run(folder, "--narrative", str(story), "--format", "md", "--out", str(tmp_path / "o.md")) == 2
    assert "broken.yml: this is no YAML" in capsys.readouterr().err
    story.write_bytes(b"\xff\xfe\x00")
    assert run(folder, "--narrative", str(story), "--format", "md", "--out", str(tmp_path / "o.md")) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["broken.yml"]


def test_a_folder_that_cannot_be_written_is_said_first(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "export", lambda *_: pytest.fail("the work was begun"))
    file = tmp_path / "file"
    file.write_text("")
    for out, said in (
        (tmp_path / "none" / "o.md", "there is no folder"),
        (file / "o.md", "there is no folder"),
        (tmp_path, "is a folder: name a file"),
    ):
        assert run(folder, "--on", "2014-06-22", "--format", "md", "--out", str(out)) == 1
        assert said in capsys.readouterr().err
    monkeypatch.setattr(delivery.tempfile, "TemporaryFile", _refused)
    assert run(folder, "--on", "2014-06-22", "--format", "md", "--out", str(tmp_path / "o.md")) == 1
    assert "nothing can be written into" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def _refused(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(delivery.os, "replace", full)
    with pytest.raises(Undeliverable, match="one cannot be written: No space left on device"):
        deliver({one: b"new", two: b"new"})
    assert one.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_files_are_replaced_whole(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_bytes(b"old")
    deliver({one: b"new", tmp_path / "two": b"2"})
    assert one.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.parametrize(
    ("name", "module", "package"),
    [("pptx", "deck", "python-pptx"), ("xlsx", "workbook", "xlsxwriter"), ("gpkg", "geopackage", "pyogrio")],
)
def test_a_missing_package_is_a_word_and_harms_no_other_format(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    module: str,
    package: str,
) -> None:
    monkeypatch.setitem(sys.modules, f"dashboard.exports.{module}", None)
    out = tmp_path / "out"
    assert run(folder, "--on", "2014-06-22", "--format", name, "--out", str(out)) == 1
    assert f"needs the package {package}" in capsys.readouterr().err
    assert run(folder, "--on", "2014-06-22", "--format", "md", "--out", str(out)) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_unknown_format_is_refused(folder: Path) -> None:
    assert issubclass(Unavailable, RuntimeError)
    with pytest.raises(SystemExit) as left:
        run(folder, "--on", "2014-06-22", "--format", "bmp")
    assert left.value.code == 2


def test_how_many_maps_and_how_long_a_film(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    span = ("--from", "2014-06-20", "--to", "2014-06-22")
    two, three = (tmp_path / f"{count}.png" for count in (2, 3))
    for out, count in ((two, "2"), (three, "3")):
        assert run(folder, *span, "--format", "maps", "--maps", count, "--out", str(out)) == 0
    assert two.read_bytes() != three.read_bytes()
    assert run(folder, *span, "--format", "maps", "--maps", "99", "--out", str(tmp_path / "no.png")) == 2
    assert "2 to 24 dates" in capsys.readouterr().err
    gif = tmp_path / "film.gif"
    assert run(folder, *span, "--format", "gif", "--size", "320x240", "--seconds", "2", "--out", str(gif)) == 0
    with Image.open(gif) as image:
        assert image.n_frames == 3  # type: ignore[attr-defined]
    assert run(folder, *span, "--format", "gif", "--seconds", "1", "--out", str(gif)) == 2
    assert "from 2 to 60" in capsys.readouterr().err
    assert not (tmp_path / "no.png").exists()


def test_a_difference_names_both_moments_and_its_origin(folder: Path, tmp_path: Path) -> None:
    table, text = tmp_path / "diff.csv", tmp_path / "diff.txt"
    view = ("--on", "2014-06-22", "--rule", "latest", "--against", "confirmed")
    assert run(folder, *view, "--format", "diff", "--out", str(table)) == 0
    assert run(folder, *view, "--format", "diff-text", "--out", str(text)) == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert {(row["from_rule"], row["to_rule"]) for row in rows} == {("confirmed", "latest"), ("latest", "confirmed")}
    assert {row["data_set"] for row in rows} == {"Untitled data set"}
    assert all(row["version"] and row["licence"] for row in rows)
    told = text.read_text(encoding="utf-8")
    assert "rule: Confirmed only" in told
    assert "no endorsement of borders" in told


def test_an_export_tells_the_claims_accepted_in_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address, small, out = str(tmp_path / "store.sqlite"), tmp_path / "small", tmp_path / "out.csv"

    def holder() -> str:
        assert run(small, "--on", "2020-05-06", "--format", "csv", "--out", str(out)) == 0
        rows = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig")))
        return next(row["holder"] for row in rows if row["place_id"] == "brod")

    with filled(address, tmp_path) as store:
        assert holder() == "blues"
        monkeypatch.setenv("TIMELINE_DATABASE_URL", address)
        assert holder() == "blues"
        item = store.queue()[0]
        review.accept(store, item, drafted(store, item), who="Ann", why="clear")
        assert holder() == "reds"
    monkeypatch.delenv("TIMELINE_DATABASE_URL")
    assert holder() == "blues"


def test_a_store_that_does_not_answer_leaves_the_files(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "store.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("TIMELINE_DATABASE_URL", str(broken))
    out = tmp_path / "out.csv"
    assert run(folder, "--on", "2014-06-22", "--format", "csv", "--out", str(out)) == 0
    assert "the files alone are told of" in capsys.readouterr().err
    assert "rawa" in out.read_text(encoding="utf-8-sig")
