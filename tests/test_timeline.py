"""The door: what its frames hold, and the two clocks."""

from __future__ import annotations

import pandas as pd
import pytest

import events
from events import Timeline
from events.datasets import BUILT_IN
from tests.ledgers import make

STORY = """
seized: w takes isil from iraq 2014-06-22 @One pub 2014-06-22
back: w takes iraq from isil 2014-06-23 says spokesman/iraq @One pub 2014-06-23
back: w takes iraq from isil 2014-06-23 denies says officials @Two pub 2014-06-24
rawah: r takes isil from iraq 2014-06-20..2014-06-22 @One pub 2014-06-22
rawah: r takes isil 2014-06-20..2014-06-23 @Two unpublished recorded 2026-01-01
q holds iraq 2013-01-01 @One pub 2013-01-02
"""
ON_COLUMNS = """
place_id name kind country admin1 latitude longitude status holder contender besieged_by since_earliest since_latest
standing event_id last_confirmed evidence_age_days claims sources
"""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return Timeline(make(STORY))


def told(timeline: Timeline, place: str, day: str, known: str | None) -> str:
    row = timeline.on(day, known).set_index("place_id").loc[place]
    return " ".join(str(row[name]) for name in ("status", "holder", "contender") if row[name])


def test_on_has_one_row_per_place_and_its_columns(timeline: Timeline) -> None:
    frame = timeline.on("2014-06-22")
    assert list(frame.columns) == ON_COLUMNS.split()
    assert frame["place_id"].tolist() == timeline.places["place_id"].tolist()


@pytest.mark.parametrize(
    ("day", "known", "expected"),
    [
        ("2014-06-22", "2014-06-21", "unknown"),
        ("2014-06-21", "2014-06-22", "controlled iraq"),
        ("2014-06-22", "2014-06-22", "controlled isil"),
        ("2014-06-23", "2014-06-22", "controlled isil"),
        ("2014-06-23", "2014-06-23", "contested isil iraq"),
        ("2014-06-23", "2014-06-24", "contested isil iraq"),
        ("2014-06-22", "then", "controlled isil"),
        ("2014-06-23", "then", "contested isil iraq"),
        ("2014-06-21", "then", "unknown"),
    ],
)
def test_two_clocks(timeline: Timeline, day: str, known: str, expected: str) -> None:
    assert told(timeline, "w", day, known) == expected


def test_a_page_without_a_date_serves_hindsight_only(timeline: Timeline) -> None:
    assert timeline.undated() == 1
    by_then = timeline.on("2014-06-22", "2014-07-01").set_index("place_id").loc["r"]
    hindsight = timeline.on("2014-06-22").set_index("place_id").loc["r"]
    assert (by_then["standing"], hindsight["standing"]) == ("reported", "confirmed")
    assert timeline.events("2025-12-31")["claims"].sum() + 1 == timeline.events("2026-01-01")["claims"].sum()


def test_evidence_ages(timeline: Timeline) -> None:
    row = timeline.on("2014-01-01").set_index("place_id").loc["q"]
    assert row["evidence_age_days"] == 365
    assert row["last_confirmed"] == pd.Timestamp("2013-01-01")
    implied = timeline.on("2014-01-01").set_index("place_id").loc["w"]
    assert implied["standing"] == "implied"
    assert implied["evidence_age_days"] is pd.NA


def test_intervals_carry_the_windows_of_their_ends(timeline: Timeline) -> None:
    rows = timeline.intervals().query("place_id == 'r'").copy()
    for name in ("until_earliest", "until_latest"):
        rows[name] = rows[name].dt.strftime("%Y-%m-%d").fillna("")
    assert rows["status"].tolist() == ["controlled", "changing", "controlled"]
    assert rows["until_earliest"].tolist() == ["2014-06-20", "2014-06-22", ""]
    assert rows["until_latest"].tolist() == ["2014-06-22", "2014-06-22", ""]


def test_changes_say_both_sides_and_silence(timeline: Timeline) -> None:
    rows = timeline.changes("2014-06-19", "2014-06-22").set_index(["place_id", "change"])
    assert rows.loc[("w", "gained"), "actor_id"] == "isil"
    assert rows.loc[("w", "lost"), "actor_id"] == "iraq"
    assert rows.loc[("w", "gained"), "sources"]
    assert ("q", "no information") in rows.index
    later = timeline.changes("2014-06-22", "2014-06-24").set_index(["place_id", "change"])
    assert later.loc[("w", "contested"), ["actor_id", "other_actor_id"]].tolist() == ["iraq", "isil"]
    assert ("r", "no information") in later.index


def test_what_was_merely_observed_is_no_gain() -> None:
    rows = Timeline(make("p holds a 2014-06-10 @One")).changes("2014-06-01", "2014-06-30")
    assert rows["change"].tolist() == ["no information"]


def test_evidence_between_the_days_makes_it_unchanged() -> None:
    timeline = Timeline(make("p takes a 2014-01-10 @One\np holds a 2014-06-10 @Two"))
    assert timeline.changes("2014-06-01", "2014-06-30")["change"].tolist() == ["unchanged"]
    assert timeline.changes("2014-07-01", "2014-07-30")["change"].tolist() == ["no information"]


def test_series_sum_up_days() -> None:
    timeline = Timeline(make("p takes a from b 2014-06-10 @One\nq takes a from b 2014-06-12..2014-06-14 @One"))
    table = timeline.series(start="2014-06-09", end="2014-06-14").pivot(
        index="date", columns="actor_id", values="places"
    )
    assert table["a"].tolist() == [0, 1, 1, 1, 1, 2]
    assert table["b"].tolist() == [2, 1, 1, 0, 0, 0]
    assert table[""].tolist() == [0, 0, 0, 1, 1, 0]
    with pytest.raises(ValueError, match="not by 'moon'"):
        timeline.series("moon")


def test_flips_list_what_two_rules_show_differently(timeline: Timeline) -> None:
    rows = timeline.flips("2014-06-23", "assessed", "latest").set_index("place_id")
    assert list(rows.index) == ["w"]
    # The newest word on the return is its denial.
    assert rows.loc["w", ["status", "other_status", "other_holder"]].tolist() == ["contested", "controlled", "isil"]


@pytest.mark.parametrize("day", ["22.6.2014", "2014-6-22", "2014-02-30", "", "yesterday"])
def test_a_bad_day_is_said(timeline: Timeline, day: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar"):
        timeline.on(day)
    with pytest.raises(ValueError, match=r"date|calendar"):
        timeline.on("2014-06-22", known=day or "x")


def test_the_second_day_must_not_be_first(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="must not be after"):
        timeline.changes("2014-06-22", "2014-06-20")


def test_a_ledger_without_claims() -> None:
    timeline = Timeline(make("", places=[{"place_id": "p", "name": "P"}]))
    assert timeline.on("2014-06-22")["status"].tolist() == ["unknown"]
    assert timeline.intervals()["status"].tolist() == ["unknown"]
    assert timeline.intervals("then")["status"].tolist() == ["unknown"]
    assert timeline.changes("2014-06-20", "2014-06-22")["change"].tolist() == ["no information"]
    assert timeline.events().empty
    assert timeline.series().empty


@pytest.fixture(scope="module")
def built_in() -> Timeline:
    return events.load(BUILT_IN)


def test_the_built_in_data_set_loads_without_problems(built_in: Timeline) -> None:
    assert built_in.problems == ()
    assert len(built_in.claims) >= 750


@pytest.mark.parametrize("place", ["iq-al-waleed-crossing", "iq-turaibil-crossing"])
def test_four_days_of_june_2014_give_explained_states(built_in: Timeline, place: str) -> None:
    """21, 22, 23, 24 June as reported then: held by the government, taken, claimed back, and what came of it."""
    seen = [
        built_in.on(day, "then").set_index("place_id").loc[place]
        for day in ("2014-06-21", "2014-06-22", "2014-06-23", "2014-06-24")
    ]
    assert [row["status"] for row in seen[:3]] == ["unknown", "controlled", "contested"]
    assert seen[1]["holder"] == "islamic_state"
    assert {seen[2]["holder"], seen[2]["contender"]} == {"islamic_state", "iraq_government"}
    assert all(row["event_id"] for row in seen[1:])


def test_haditha_dam_was_threatened_and_not_taken(built_in: Timeline) -> None:
    held = built_in.intervals().query("place_id == 'iq-haditha-dam'")
    assert "islamic_state" not in set(held["holder"].astype("str"))


def test_every_crossing_knows_its_other_side(built_in: Timeline) -> None:
    places = built_in.places.set_index("place_id")
    paired = places[places["pair_id"] != ""]
    assert len(paired) >= 50
    assert (places.loc[paired["pair_id"], "pair_id"].to_numpy() == paired.index.to_numpy()).all()


def test_no_places_have_no_intervals() -> None:
    timeline = Timeline(make("p takes a from b 2014-06-18 @One"))
    assert len(timeline.intervals(places=[])) == 0
    assert list(timeline.intervals(places=[]).columns) == list(timeline.intervals().columns)
    assert len(Timeline(make("")).intervals()) == 0
