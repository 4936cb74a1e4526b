"""The checks: each finds what it is for, and stays silent otherwise."""

from __future__ import annotations

import inspect
from pathlib import Path

import pandas as pd
import pytest

from events import check, vocab
from events.frames import About, Ledger
from events.load import read
from events.timeline import Timeline
from tests.ledgers import make

PLAIN = Path(__file__).with_name("ledgers") / "plain"
SOUND = "e1: p takes isil from iraq 2014-06-10..2014-06-12 @AFP pub 2014-06-12"


def found(ledger: Ledger, of: check.Snapshot | None = None) -> list[str]:
    return [f"{p.severity}: {p}" for p in check.run(ledger, of)]


def test_a_sound_data_set_passes() -> None:
    ledger = read(PLAIN)
    assert found(ledger, Timeline(ledger).on) == []
    assert found(make(SOUND)) == []
    assert found(make("")) == []


def test_every_check_says_what_it_is_for() -> None:
    for one in check.CHECKS:
        assert inspect.getdoc(one), one.__name__
        assert list(one(make(SOUND))) == []


def test_minimums() -> None:
    ledger = make(SOUND, about=About(minimums={"claims": 2, "places": 1}))
    assert found(ledger) == [
        "error: dataset.yml: minimums: only 1 claims load, 2 are promised: mend the rows set aside, or the promise"
    ]


def test_coverage() -> None:
    lines = "\n".join(f"p holds iraq {day} @AFP" for day in ("2013-12-31", "2014-01-01", "2014-12-31", "2015-01-01"))
    ledger = make(lines, about=About(coverage_from="2014-01-01", coverage_to="2014-12-31"))
    assert [p.field for p in check.run(ledger)] == ["earliest", "earliest"]
    assert found(make(lines, about=About(coverage_from="2013-01-01"))) == []


def test_lines_are_those_of_the_files(tmp_path: Path) -> None:
    for path in PLAIN.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "sources.csv").open("a") as file:
        file.write('\n"broken\nunused,P,,"a\nb",ftp://x,,,,,,,\nalso,P,,,,javascript:alert(1),,,,,,\n')
    assert [str(p) for p in check.run(read(tmp_path)) if p.field != "archive_url"] == [
        "sources.csv:8: source_id: no claim and no checkpoint cites this source: cite it or delete it",
        "sources.csv:8: url: no address that begins with http:// or https://, so that it will not be a link: mend or "
        "clear it",
        "sources.csv:10: source_id: no claim and no checkpoint cites this source: cite it or delete it",
    ]


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("actors", {"actor_id": "isil", "color": "red"}, "color"),
        ("actors", {"actor_id": "isil", "color": "#12345g"}, "color"),
        ("places", {"place_id": "p", "country": "Iraq"}, "country"),
        ("sources", {"source_id": "afp-2014-06-12", "url": "www.example.org"}, "url"),
        ("sources", {"source_id": "afp-2014-06-12", "archive_url": "file:///etc/passwd"}, "archive_url"),
        ("claims", {"claim_id": "c1", "from_actor_id": "isil"}, "from_actor_id"),
    ],
)
def test_cells(table: str, row: dict[str, str], field: str) -> None:
    problems = check.run(make(SOUND, **{table: [row]}))
    assert [(p.file, p.field, p.severity) for p in problems] == [(f"{table}.csv", field, "warning")]


def test_addresses_and_colours_that_are_fine() -> None:
    source = {"source_id": "afp-2014-06-12", "url": "HTTPS://example.org/a?b=%20", "archive_url": "http://a"}
    assert found(make(SOUND, sources=[source], actors=[{"actor_id": "isil", "color": "#D55E00"}])) == []


@pytest.mark.parametrize(
    ("line", "rivals"),
    [
        ("e2: p takes tribes from iraq 2014-06-12 @Reuters", True),
        ("p takes tribes from iraq 2014-06-01..2014-06-30 @Reuters", True),
        ("e1: p takes tribes from iraq 2014-06-12 @Reuters", False),  # one event: disputed, as it should be
        ("e2: p takes tribes from iraq 2014-06-13 @Reuters", False),  # later
        ("e2: p takes isil from iraq 2014-06-12 @Reuters", False),  # the same winner
        ("e2: p takes tribes from isil 2014-06-12 @Reuters", False),  # from the one before
        ("e2: q takes tribes from iraq 2014-06-12 @Reuters", False),
        ("e2: p takes tribes from iraq 2014-06-12 denies @Reuters", False),
        ("e2: p takes tribes from iraq 2014-06-12 part @Reuters", False),
    ],
)
def test_rival_events(line: str, rivals: bool) -> None:
    problems = check.run(make(f"{SOUND}\n{line}"))
    assert [p.field for p in problems] == ["event_id"] * rivals
    assert all("'c" in p.message for p in problems)


def test_rivals_are_told_once_per_pair_of_events() -> None:
    lines = [SOUND, SOUND, *(f"e2: p takes tribes from iraq 2014-06-1{n} @Reuters" for n in range(3))]
    assert len(check.run(make("\n".join(lines)))) == 1


def snapshot(status: str, holder: str = "", contender: str = "") -> check.Snapshot:
    words = pd.CategoricalDtype(["", "iraq", "isil"])

    def on(day: str) -> pd.DataFrame:
        assert day == "2014-06-22"
        return pd.DataFrame(
            {
                "place_id": ["q", "p"],
                "status": pd.Categorical(["unknown", status], categories=vocab.STATUSES),
                "holder": pd.Series(["", holder], dtype=words),
                "contender": pd.Series(["", contender], dtype=words),
            }
        )

    return on


def with_checkpoint(status: str, actor: str, *declared: tuple[str, str, str]) -> Ledger:
    row = {"place_id": "p", "date": "2014-06-22", "status": status, "actor_id": actor, "source_id": "afp-2014-06-12"}
    return make(SOUND, about=About(known_differences=declared), checkpoints=[row])


@pytest.mark.parametrize(
    ("status", "actor", "state", "met"),
    [
        ("controlled", "isil", ("controlled", "isil"), True),
        ("controlled", "", ("controlled", "isil"), True),
        ("controlled", "isil", ("controlled", "iraq"), False),
        ("controlled", "isil", ("contested", "iraq", "isil"), True),
        ("controlled", "isil", ("changing", "isil", "iraq"), True),
        ("controlled", "isil", ("contested", "iraq", ""), False),
        ("controlled", "isil", ("unknown",), False),
        ("contested", "isil", ("contested", "iraq", "isil"), True),
        ("contested", "", ("contested", "iraq", "isil"), True),
        ("contested", "", ("changing", "iraq", "isil"), False),
        ("contested", "isil", ("controlled", "isil"), False),
        ("unknown", "", ("unknown",), True),
        ("unknown", "", ("controlled", "isil"), False),
    ],
)
def test_checkpoints(status: str, actor: str, state: tuple[str, ...], met: bool) -> None:
    problems = check.run(with_checkpoint(status, actor), snapshot(*state))
    assert [(p.file, p.field, p.severity) for p in problems] == [("checkpoints.csv", "status", "error")] * (not met)


def test_a_declared_difference() -> None:
    declared = ("p", "2014-06-22", "the paper is wrong")
    assert found(with_checkpoint("controlled", "isil", declared), snapshot("controlled", "iraq")) == []
    assert found(with_checkpoint("controlled", "isil", declared), snapshot("contested", "iraq", "isil")) == []
    (stale,) = found(with_checkpoint("controlled", "isil", declared), snapshot("controlled", "isil"))
    assert stale.startswith("error: dataset.yml: known_differences: p on 2014-06-22 is stale (the replay meets")
    elsewhere = ("p", "2014-06-23", "no such day")
    (stale,) = found(with_checkpoint("controlled", "isil", elsewhere), snapshot("controlled", "isil"))
    assert "there is no such checkpoint" in stale


def test_without_a_snapshot_checkpoints_are_left_out() -> None:
    assert found(with_checkpoint("controlled", "iraq", ("x", "2014-01-01", "y"))) == []


def test_the_replay_meets_its_checkpoints() -> None:
    ledger = with_checkpoint("controlled", "isil")
    assert found(ledger, Timeline(ledger).on) == []
    ledger = with_checkpoint("controlled", "iraq")
    assert found(ledger, Timeline(ledger).on)[0].startswith(
        "error: checkpoints.csv: status: p on 2014-06-22: the checkpoint says controlled (iraq), the replay controlled"
    )
