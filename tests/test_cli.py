"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from events.__main__ import main
from events.write import write
from tests.ledgers import make


@pytest.fixture
def folder(tmp_path: Path) -> str:
    ledger = make(
        "e: p takes a from b 2014-06-20 @One\ne: p takes a from b 2014-06-20 @Two\nq holds b 2014-06-01 @One",
        places=[{"place_id": "p", "name": "=cmd|' /C calc'!A0", "latitude": 33.5, "longitude": 44.25}],
    )
    write(ledger, tmp_path)
    (tmp_path / "dataset.yml").write_text("title: Tiny\nlicence: none\n")
    return str(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    return code, capsys.readouterr().out


def test_on_as_csv_is_no_formula(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "on", "2014-06-20", "--dataset", folder, "--format", "csv")
    rows = {row["place_id"]: row for row in csv.DictReader(io.StringIO(out))}
    assert code == 0
    assert rows["p"]["holder"] == "a"
    assert rows["p"]["since_latest"] == "2014-06-20"
    assert rows["p"]["name"].startswith("'=")


def test_on_as_json_and_geojson(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, "on", "2014-06-20", "--dataset", folder, "--format", "json")
    assert {row["place_id"]: row["standing"] for row in json.loads(out)} == {"p": "confirmed", "q": "reported"}
    _, out = run(capsys, "on", "2014-06-20", "--dataset", folder, "--format", "geojson")
    feature = json.loads(out)["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [44.25, 33.5]}
    assert feature["properties"]["holder"] == "a"


def test_changes_and_series(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, "changes", "2014-06-19", "2014-06-20", "--dataset", folder, "--format", "json")
    assert {(row["place_id"], row["change"], row["actor_id"]) for row in json.loads(out)} >= {
        ("p", "gained", "a"),
        ("p", "lost", "b"),
    }
    code, out = run(capsys, "series", "--freq", "D", "--dataset", folder, "--format", "csv")
    assert code == 0
    assert out.startswith("date,actor_id,places")
    _, out = run(capsys, "changes", "2014-06-19", "2014-06-20", "--dataset", folder, "--format", "geojson")
    assert json.loads(out)["features"][0]["geometry"]["coordinates"] == [44.25, 33.5]


def test_clock_and_rule(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    known = ("on", "2014-06-20", "--dataset", folder, "--format", "json", "--known", "2014-06-10")
    assert {row["status"] for row in json.loads(run(capsys, *known)[1])} == {"unknown", "controlled"}
    publisher = ("on", "2014-06-20", "--dataset", folder, "--format", "json", "--rule", "publisher:One")
    assert json.loads(run(capsys, *publisher)[1])[0]["standing"] == "reported"


def test_check_counts_and_fails_on_errors(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "--dataset", folder)[0] == 0
    claims = Path(folder, "claims.csv")
    claims.write_text(claims.read_text() + "bad,,nowhere,2014-06-20,2014-06-20,takes,a,,,,,,,,,,,,,\n")
    code, out = run(capsys, "check", "--dataset", folder)
    assert code == 1
    assert "claims.csv:5" in out
    assert "nowhere" in out


def test_fmt_says_what_it_would_change(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    places = Path(folder, "places.csv")
    canonical = places.read_bytes()
    assert run(capsys, "fmt", "--check", "--dataset", folder)[0] == 0
    lines = places.read_text().splitlines()
    places.write_text("\r\n".join([lines[0], *reversed(lines[1:])]) + "\r\n")
    code, out = run(capsys, "fmt", "--check", "--dataset", folder)
    assert code == 1
    assert "places.csv" in out
    assert run(capsys, "fmt", "--dataset", folder)[0] == 0
    assert places.read_bytes() == canonical


@pytest.mark.parametrize(
    "arguments",
    [
        ("on", "20.6.2014"),
        ("on", "2014-06-20", "--rule", "majority"),
        ("on", "2014-06-20", "--known", "soon"),
        ("changes", "2014-06-20", "2014-06-19"),
        ("series", "--freq", "fortnightly"),
        ("series", "--format", "geojson"),
    ],
)
def test_wrong_use_is_two_and_a_sentence(
    folder: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert main([*arguments, "--dataset", folder]) == 2
    said = capsys.readouterr().err
    assert said.startswith("python -m events: ")
    assert "Traceback" not in said


def test_a_missing_folder_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "check", "--dataset", str(tmp_path / "none"))
    assert code == 1
    assert "none" in out
