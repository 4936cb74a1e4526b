"""Review: the claim that a candidate would become, the event it would join, and what that flips."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import events
from events import frames
from events.datasets import BUILT_IN
from events.dates import parse_day
from events.extract import Candidate, Reading
from events.review import Draft, Proposal, coverage, foresee, naming, near, proposals, revised
from events.store import Article, open_store
from events.timeline import Timeline
from tests.ledgers import make
from tests.stores import article, candidate, dataset

TODAY = dt.date(2020, 6, 1)


def timeline(lines: str = "", **tables: Any) -> Timeline:
    tables.setdefault("actors", [{"actor_id": name, "name": name, "kind": "rebel"} for name in ("reds", "blues")])
    return Timeline(make(lines, **tables))


def proposed(candidate: Candidate, at: Timeline, of: Article | None = None) -> list[Proposal]:
    return proposals(candidate, at, of or article(), reviewer="Ann", today=TODAY, kind_of_actor=lambda _: "")


def draft(at: Timeline, **cells: str) -> Draft:
    """Give the draft of the fixture's first candidate, with other cells."""
    first = proposed(candidate("Fighters of the Red Front entered Brod"), at)[0].draft
    return revised(first, at, cells) if cells else first


BROD = [{"place_id": "brod", "name": "Brod"}]


def test_every_cell_of_the_claim_is_filled_from_the_text() -> None:
    at = timeline(places=BROD)
    said = candidate("Fighters of the Red Front entered Brod", attribution="mayor", manner="battle")
    made = proposed(said, at)[0].draft
    assert list(made.claim) == frames.names("claims")
    assert made.missing == ()
    expected = {
        "event_id": "brod-2020-05-reds", "place_id": "brod", "earliest": "2020-05-05", "latest": "2020-05-05",
        "change": "takes", "actor_id": "reds", "from_actor_id": "blues", "manner": "battle", "extent": "whole",
        "stance": "asserts", "attribution": "mayor", "party": "", "locator": "characters 0-38, sentence 0-38",
        "quote": "Fighters of the Red Front entered Brod", "note": "", "origin": "extracted", "coder": "Ann",
        "recorded": "2020-06-01",
    }  # fmt: skip
    assert {name: made.claim[name] for name in expected} == expected
    assert made.source == made.source | {
        "publisher": "Gazette", "url": "https://gazette.example/brod", "published": "2020-05-06",
        "accessed": "2020-06-01", "title": "Brod",
    }  # fmt: skip
    assert made.claim["source_id"] == made.source["source_id"]
    assert made.source["source_id"].startswith("gazette-2020-05-06-")
    assert made.claim["claim_id"] == proposed(said, at)[0].draft.claim["claim_id"]


@pytest.mark.parametrize(
    ("standing", "more", "attribution", "party"),
    [
        ("confirmed", {"attribution": "mayor"}, "mayor", ""),
        ("confirmed", {}, "", ""),
        ("reported", {"attribution": "residents"}, "residents", ""),
        ("reported", {}, "unnamed reports", ""),
        ("claimed", {}, "Reds", "reds"),
        ("claimed", {"attribution": "a spokesman", "party": "reds"}, "a spokesman", "reds"),
        ("claimed", {"change": "leaves", "actor_id": "", "from_actor_id": "blues"}, "Reds", "blues"),
        ("denied", {"stance": "denies", "attribution": "the army", "party": "blues"}, "the army", "blues"),
    ],
)
def test_how_a_text_stands_to_a_change_becomes_voice_and_party(
    standing: str, more: dict[str, Any], attribution: str, party: str
) -> None:
    said = replace(candidate("Fighters of the Red Front entered Brod"), standing=standing, **more)
    claim = proposed(said, timeline(places=BROD))[0].draft.claim
    assert (claim["attribution"], claim["party"], claim["stance"]) == (attribution, party, said.stance)


def test_a_denial_beside_a_claim_is_said_to_be_a_second_claim() -> None:
    said = candidate("Fighters of the Red Front entered Brod", standing="denied")
    [made] = proposed(said, timeline(places=BROD))
    assert made.draft.claim["stance"] == "asserts"
    assert any("second claim" in note for note in made.notes)


def test_nothing_is_invented_where_the_text_gives_no_day() -> None:
    at = timeline("e: brod takes reds from blues 2020-05-01 @One", places=BROD)
    for earliest, latest in [(None, None), (None, parse_day("2020-05-06"))]:
        said = candidate("Fighters of the Red Front entered Brod", earliest=earliest, latest=latest)
        made = proposed(said, at)[0].draft
        assert made.claim["earliest"] == ""
        assert "claims.earliest" in made.missing
        assert made.event_is_new
    dated = revised(made, at, {"earliest": "2020-04-30"})
    assert (dated.claim["event_id"], dated.event_is_new) == ("e", False)


def test_each_homonym_is_a_proposal_of_its_own() -> None:
    readings = (
        Reading("Lipa", "town", "BA", "Una", 44.8, 16.0, 900, geonameid=1),
        Reading("Lipa", "city", "PH", "Batangas", 13.9, 121.2, 300_000, geonameid=2),
        Reading("Lipa", "town", "IQ", place_id="lipa"),
    )
    said = candidate(
        "Fighters of the Red Front entered Brod", place="Lipa", place_surface="Lipa", place_id="", readings=readings
    )
    made = proposed(said, timeline(places=[{"place_id": "lipa", "name": "Lipa"}]))
    assert [each.draft.claim["place_id"] for each in made] == ["ba-lipa", "ph-lipa", "lipa"]
    assert [each.draft.place is None for each in made] == [False, False, True]
    assert len({each.draft.claim["claim_id"] for each in made}) == 3
    assert made[1].draft.place is not None
    assert made[1].draft.place["latitude"] == "13.9"
    assert all("the name may mean several places: choose one" in each.notes for each in made)


def test_a_place_of_the_data_set_is_known_by_its_geonameid() -> None:
    at = timeline(places=[{"place_id": "brod", "name": "Brod", "geonameid": "77"}])
    reading = Reading("Brod", "town", "IQ", "", 30.0, 40.0, geonameid=77)
    said = candidate("Fighters of the Red Front entered Brod", place_id="", readings=(reading,))
    assert proposed(said, at)[0].draft.claim["place_id"] == "brod"


def test_an_unknown_place_and_unknown_sides_are_drafted_or_named_as_missing() -> None:
    at = timeline()
    quote = "Fighters of the Red Front entered Brod"
    nowhere = proposed(candidate(quote, place_id="", readings=()), at)[0].draft
    assert (nowhere.claim["place_id"], nowhere.claim["event_id"], nowhere.place) == ("", "", None)
    assert "claims.place_id" in nowhere.missing
    unplaced = Reading("Brod", "village", "IQ")
    made = proposed(candidate(quote, place_id="", readings=(unplaced,), actor_id="greens", actor="Green Guard"), at)[
        0
    ].draft
    assert {"places.latitude", "places.longitude", "actors.greens.kind"} == set(made.missing)
    assert made.actors[0]["name"] == "Green Guard"
    nobody = proposed(candidate(quote, place_id="", readings=(unplaced,), actor_id="", actor=""), at)[0].draft
    assert "claims.actor_id" in nobody.missing


@pytest.mark.parametrize(
    ("surface", "alias"), [("Brodd", "Brodd"), ("Brod", ""), ("the town", ""), ("The town", ""), ("Br|od", "Br od")]
)
def test_only_names_become_aliases(surface: str, alias: str) -> None:
    reading = Reading("Brod", "village", "IQ", "", 30.5, 40.5)
    said = candidate("Fighters of the Red Front entered Brod", place_id="", readings=(reading,), place_surface=surface)
    made = proposed(said, timeline())[0].draft
    assert made.place is not None
    assert made.place["aliases"] == alias


def test_the_lexicon_knows_what_kind_of_actor_it_is() -> None:
    said = candidate("Fighters of the Red Front entered Brod", actor_id="abu_sayyaf", actor="Abu Sayyaf")
    [made] = proposals(said, timeline(places=BROD), article(), reviewer="Ann", today=TODAY)
    assert [(each["actor_id"], each["kind"]) for each in made.draft.actors] == [("abu_sayyaf", "rebel")]


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("Red Front (Reds)", "Red Front"),
        ("Red Front (RF, Reds)", "Red Front (RF)"),
        ("Red Front (RF)", "Red Front (RF)"),
    ],
)
def test_what_the_article_calls_a_new_side_is_no_part_of_its_name(actor: str, name: str) -> None:
    said = candidate("Fighters of the Red Front entered Brod", actor_id="red_front", actor=actor, actor_surface="Reds")
    [made] = proposals(said, timeline(places=BROD), article(), reviewer="Ann", today=TODAY)
    assert [(each["name"], each["aliases"]) for each in made.draft.actors] == [(name, "Reds")]


def test_a_source_that_is_there_is_cited_not_doubled() -> None:
    source = {
        "source_id": "gz",
        "publisher": "Gazette",
        "url": "https://gazette.example/brod",
        "published": "2020-05-06",
    }
    made = proposed(candidate("Fighters of the Red Front entered Brod"), timeline(places=BROD, sources=[source]))[
        0
    ].draft
    assert (made.claim["source_id"], made.source_is_new) == ("gz", False)
    assert made.rows()["sources"] == []
    at = timeline(places=BROD, sources=[source | {"published": "2020-05-01"}])
    anew = proposed(candidate("Fighters of the Red Front entered Brod"), at)[0].draft
    assert (anew.source_is_new, anew.source["published"]) == (True, "2020-05-06")
    assert foresee(at, anew).problems == ()


EVENTS = """
reds-in: brod takes reds from blues 2020-05-04..2020-05-06 @One
reds-in: brod takes reds from blues 2020-05-04..2020-05-06 @Five
blues-out: alga leaves blues 2020-05-05 @One
later: brod takes reds from blues 2020-05-09 @Two
greens-in: brod takes greens from blues 2020-05-05 @Three
part: brod takes reds from blues 2020-05-05 part @Four
seen: brod holds reds 2020-05-06 @One
far: brod takes reds from blues 2020-07-01 @One
"""


@pytest.mark.parametrize(
    ("cells", "event"),
    [
        ({}, "reds-in"),
        ({"stance": "denies"}, "reds-in"),
        ({"earliest": "2020-05-09", "latest": "2020-05-10"}, "later"),
        ({"earliest": "2020-05-07", "latest": "2020-05-07"}, "brod-2020-05-reds"),
        ({"earliest": "2020-06-30", "latest": "2020-07-01"}, "far"),
        ({"actor_id": "greens"}, "greens-in"),
        ({"extent": "part"}, "part"),
        ({"change": "holds", "earliest": "2020-05-06", "latest": "2020-05-06", "from_actor_id": ""}, "seen"),
        ({"change": "contests"}, "brod-2020-05-reds-contests"),
        ({"change": "leaves", "actor_id": "blues", "from_actor_id": ""}, "reds-in"),
        ({"change": "leaves", "actor_id": "", "from_actor_id": "blues"}, "reds-in"),
        ({"place_id": "alga"}, "blues-out"),
    ],
)
def test_a_claim_joins_the_event_of_the_same_outcome(cells: dict[str, str], event: str) -> None:
    at = timeline(EVENTS)
    made = draft(at, **cells)
    assert made.claim["event_id"] == event
    assert made.event_is_new == (event not in set(at.claims["event_id"]))


def test_other_events_of_those_days_are_offered() -> None:
    at = timeline(EVENTS)
    found = near(at, draft(at).claim)
    assert found[0].event_id == "reds-in"
    assert (found[0].same, found[0].claims, found[0].earliest) == (True, 2, "2020-05-04")
    others = {each.event_id: each for each in found[1:]}
    assert set(others) == {"later", "greens-in", "part", "seen"}
    assert not any(each.same for each in others.values())
    assert "another outcome" in others["greens-in"].why
    assert others["later"].why == "the same outcome, 4 days apart"


def test_an_event_chosen_by_hand_stays() -> None:
    at = timeline(EVENTS)
    made = draft(at, event_id="greens-in")
    assert (made.claim["event_id"], made.event_is_new) == ("greens-in", False)


def test_ids_are_those_of_the_built_in_data_set() -> None:
    """Most event ids there are what would be proposed, for claims that open their event."""
    ledger = events.load(BUILT_IN).ledger
    firsts = ledger.claims.sort_values(["event_id", "earliest"]).drop_duplicates("event_id")
    made = [
        naming.event_id(row.place_id, f"{row.earliest:%Y-%m-%d}", row.actor_id, row.change, row.extent, ())
        for row in firsts.itertuples()
    ]
    assert sum(a == b for a, b in zip(made, firsts["event_id"], strict=True)) > 0.8 * len(firsts)
    assert naming.event_id("p", "2020-05-01", "a", "takes", "whole", {"p-2020-05-a"}) == "p-2020-05-01-a"
    assert (
        naming.event_id("p", "2020-05-01", "a", "takes", "whole", {"p-2020-05-a", "p-2020-05-01-a"})
        == "p-2020-05-01-a-2"
    )
    assert naming.place_id("SY", "عين العرب", "", ()).startswith("sy-")
    assert naming.place_id("SY", "Hama", "Hama", {"sy-hama"}) == "sy-hama-hama"
    assert naming.source_id("", "https://www.news.example/a", "", "", ()).startswith("news-example-undated-")


def test_what_would_flip_is_what_flips() -> None:
    at = timeline("e0: brod takes blues from reds 2020-01-01 @One\nbrod holds blues 2020-06-01 @Two")
    made = draft(at, manner="battle", earliest="2020-05-03")
    seen = foresee(at, made)
    assert seen.problems == ()
    with_it = Timeline(_with(at, made))
    before, after = at.intervals(places=["brod"]), with_it.intervals(places=["brod"])
    assert not before.equals(after)
    for day in pd.date_range("2019-12-25", "2020-07-01"):
        then, now = (_state(each, day) for each in (before, after))
        row = seen.flips[(seen.flips["start"].isna() | (seen.flips["start"] <= day))
                         & (seen.flips["end"].isna() | (seen.flips["end"] > day))]  # fmt: skip
        assert len(row) == (then != now), day
        if len(row):
            shown = row.iloc[0]
            assert tuple(shown[f"before_{n}"] for n in SHOWN) == then
            assert tuple(shown[f"after_{n}"] for n in SHOWN) == now
    assert any("controlled by reds (was controlled by blues)" in sentence for sentence in seen.sentences())
    assert seen.event is not None
    assert (seen.event["event_id"], seen.event["standing"]) == ("brod-2020-05-reds", "reported")


SHOWN = ("status", "holder", "contender", "besieged_by", "standing")


def _state(intervals: pd.DataFrame, day: pd.Timestamp) -> tuple[str, ...]:
    starts, ends = intervals["start"], intervals["end"]
    [row] = intervals[(starts.isna() | (starts <= day)) & (ends.isna() | (ends > day))].to_dict("records")
    return tuple(str(row[name]) for name in SHOWN)


def _with(at: Timeline, made: Draft) -> Any:
    """Write the ledger with the draft in it as a data set would be, and read it."""
    rows = made.rows()
    tables = {}
    for table in ("claims", "sources", "places", "actors"):
        column = getattr(at.ledger, table)
        days = {c.name for c in frames.TABLES[table] if c.kind == "day"}
        fresh = pd.DataFrame(rows[table], columns=column.columns)
        for name in fresh.columns:
            cells = pd.to_datetime(fresh[name].replace("", None)) if name in days else fresh[name]
            fresh[name] = cells.astype(column[name].dtype)
        tables[table] = pd.concat([column, fresh], ignore_index=True)
    return replace(at.ledger, **tables)


def test_nothing_flips_where_one_more_source_says_the_same() -> None:
    at = timeline("e: brod takes reds from blues 2020-05-05 @One\ne: brod takes reds from blues 2020-05-05 @Two")
    seen = foresee(at, draft(at, actor_id="reds"))
    assert len(seen.flips) == 0
    assert seen.event is not None
    assert (seen.event["event_id"], seen.event["claims"]) == ("e", 3)


def test_rule_and_clock_are_those_of_the_page() -> None:
    at = timeline("e0: brod takes blues from reds 2020-01-01 @One\ne0: brod takes blues from reds 2020-01-01 @Two")
    made = draft(at)
    assert len(foresee(at, made, "assessed").flips) > 0
    assert not (foresee(at, made, "confirmed").flips["after_holder"] == "reds").any()
    assert len(foresee(at, made, "assessed", "2020-05-01").flips) == 0
    with pytest.raises(ValueError, match="majority"):
        foresee(at, made, "majority")


def test_a_place_that_is_new_flips_from_unknown() -> None:
    at = timeline()
    reading = Reading("Brod", "town", "IQ", "", 30.5, 40.5, geonameid=5)
    [made] = proposed(candidate("Fighters of the Red Front entered Brod", place_id="", readings=(reading,)), at)
    seen = foresee(at, made.draft)
    assert set(seen.flips["before_status"]) == {"unknown"}
    assert seen.flips["after_holder"].iloc[-1] == "reds"


@pytest.mark.parametrize("cells", [{"latest": "soon"}, {"earliest": "5.5.2020"}, {"latest": "", "earliest": ""}])
def test_a_draft_may_be_wrong_while_it_is_edited(cells: dict[str, str]) -> None:
    at = timeline(EVENTS)
    made = draft(at, **cells)
    assert (made.claim["event_id"], made.event_is_new) == ("", True)
    assert {problem.field for problem in foresee(at, made).problems} == set(cells)


def test_what_is_wrong_with_a_draft_is_said_by_field() -> None:
    at = timeline(places=BROD)
    made = draft(at)
    wrong = Draft(made.claim | {"latest": "2020-05-01", "change": "conquers"}, made.source, True)
    seen = foresee(at, wrong)
    assert {(problem.file, problem.field) for problem in seen.problems} == {
        ("claims.csv", "latest"),
        ("claims.csv", "change"),
    }
    assert seen.event is None
    assert len(seen.flips) == 0
    own = foresee(at, Draft(made.claim | {"from_actor_id": "reds"}, made.source, True))
    assert [(problem.severity, problem.field) for problem in own.problems] == [("warning", "from_actor_id")]
    nameless = foresee(at, Draft(made.claim, made.source | {"publisher": ""}, True))
    assert [(problem.file, problem.field) for problem in nameless.problems] == [("sources.csv", "publisher")]


def test_a_claim_that_is_drafted_again_replaces_itself() -> None:
    at = timeline("e: brod takes reds from blues 2020-05-05 @One", places=BROD)
    said = candidate("Fighters of the Red Front entered Brod", latest=parse_day("2020-05-05"))
    [made] = proposals(said, at, article(), reviewer="Ann", today=TODAY, claim_id="c1")
    assert made.draft.claim["event_id"] == "brod-2020-05-reds"
    seen = foresee(at, made.draft)
    assert seen.event is not None
    assert seen.event["claims"] == 1


def test_the_coverage_strip_counts_what_was_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        store.import_folder(dataset(tmp_path / "small"), who="Ann")
        store.file_article(article(published=dt.date(2020, 5, 20)), who="Ann")
        store.file_article(article("Not dated, other words.", url="", published=None), who="Ann")
        strip = coverage(store)
    weeks = strip.set_index("week")
    assert list(strip.columns) == ["week", "documents", "articles", "claims"]
    assert (strip["week"].dt.day_of_week == 0).all()
    assert (strip["week"].diff().dropna() == pd.Timedelta(7, "D")).all()
    assert weeks.loc["2020-04-20"].tolist() == [1, 0, 1]
    assert weeks.loc["2020-04-27"].tolist() == [2, 0, 2]
    assert weeks.loc["2020-05-11"].tolist() == [0, 0, 0]
    assert weeks.loc["2020-05-18"].tolist() == [1, 1, 0]
