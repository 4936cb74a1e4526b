"""Two moments side by side: what the ledger says differs, and what the page, the text, the table and the picture do."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

import events
from dashboard.exports.comparison import as_table, as_text
from dashboard.exports.multiples import MOST, Page, multiples, spread
from dashboard.pair import Pair, from_address
from dashboard.panels.difference import CHANGED, compared, counts, entries
from dashboard.panels.direction import direction
from dashboard.panels.matrix import balance, matrix
from dashboard.panels.summary import summary
from dashboard.view import View
from events import Timeline, write
from events.balance import totals, turnover
from events.datasets import BUILT_IN
from tests.ledgers import make

PROBE: Final = "<img src=x onerror=alert(1)>"
HINDSIGHT: Final = (None, "assessed")

# Four towns on the Nile: one taken and confirmed, one claimed by the side that gains, one that only Two reports,
# one merely watched.
STORY: Final = """
fall: dongola takes raiders from crown 2031-03-10 @One pub 2031-03-10
fall: dongola takes raiders from crown 2031-03-10 @Two pub 2031-04-20
boast: karima takes raiders from crown 2031-03-12 says spokesman/raiders @One pub 2031-03-13
abri takes levy 2031-03-01 @Two pub 2031-03-02
merowe holds crown 2031-03-15 @One pub 2031-03-15
shendi takes crown from raiders 2031-01-05 @One pub 2031-01-06
"""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return Timeline(make(STORY))


@pytest.fixture(scope="module")
def built_in() -> Timeline:
    return events.load(BUILT_IN)


def told(rows: pd.DataFrame) -> dict[str, set[str]]:
    """Changes as words, by place."""
    found: dict[str, set[str]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(row["place_id"], set()).add(f"{row['change']} {row['actor_id']}".strip())
    return found


def test_changes_are_the_comparison_by_one_clock_and_rule(timeline: Timeline) -> None:
    for known, rule in ((None, "assessed"), ("then", "latest"), ("2031-03-20", "confirmed")):
        pd.testing.assert_frame_equal(
            timeline.changes("2031-03-01", "2031-03-31", known, rule),
            timeline.compare(("2031-03-01", known, rule), ("2031-03-31", known, rule)),
        )


def test_both_directions_tell_the_same_story(timeline: Timeline) -> None:
    early, late = ("2031-03-05", *HINDSIGHT), ("2031-03-31", *HINDSIGHT)
    forth, back = told(timeline.compare(early, late)), told(timeline.compare(late, early))
    assert forth["dongola"] == {"gained raiders", "lost crown"}
    assert back["dongola"] == {"gained crown", "lost raiders"}
    assert forth["karima"] == {"contested raiders"}
    # Read back, the claim is not there yet.
    assert back["karima"] == {"gained crown"}
    assert forth["merowe"] == back["merowe"] == {"no information crown"}
    assert forth["shendi"] == back["shendi"] == {"no information crown"}


@pytest.mark.parametrize("same", [True, False])
def test_read_back_the_turnover_is_turned(built_in: Timeline, same: bool) -> None:
    clocks: list[tuple[Any, str]] = [(None, "assessed"), ("then", "assessed"), (None, "publisher:Reuters")]
    days = ("2014-06-01", "2014-06-22", "2016-03-01")
    pairs = [
        ((one, *clock), (other, *(clock if same else clocks[0])))
        for clock in (clocks if same else clocks[1:])
        for one, other in (permutations(days, 2) if same else [(d, d) for d in days])
    ]
    moved = 0
    for before, after in pairs:
        forth = turnover(built_in.compare(before, after))
        back = turnover(built_in.compare(after, before))
        turned = back.rename(columns=lambda name: name.replace("from_", "x_").replace("to_", "from_"))
        turned = turned.rename(columns=lambda name: name.replace("x_", "to_"))[forth.columns]
        key = list(forth.columns[:-1])
        pd.testing.assert_frame_equal(
            forth.sort_values(key, ignore_index=True), turned.sort_values(key, ignore_index=True)
        )
        moved += int(forth["places"].sum())
    assert moved > 50


def test_two_rules_on_one_day(timeline: Timeline) -> None:
    rows = timeline.compare(("2031-03-31", None, "assessed"), ("2031-03-31", None, "latest"))
    assert told(rows)["karima"] == {"gained raiders"}
    assert told(rows)["dongola"] == {"unchanged raiders"}
    row = rows.set_index("place_id").loc["karima"]
    assert (row["from_status"], row["from_holder"], row["from_contender"]) == ("contested", "crown", "raiders")
    assert (row["to_status"], row["to_holder"], row["to_contender"]) == ("controlled", "raiders", "")


def test_what_one_outlet_never_wrote_of_was_not_lost(timeline: Timeline) -> None:
    rows = timeline.compare(("2031-03-31", None, "assessed"), ("2031-03-31", None, "publisher:Two"))
    assert told(rows)["shendi"] == {"no information crown"}
    assert told(rows)["dongola"] == {"unchanged raiders"}
    # Told by what was known where the other side is silent.
    assert rows.set_index("place_id").loc["shendi", ["from_holder", "to_status", "standing", "sources"]].tolist() == [
        "crown", "unknown", "reported", "one-2031-01-06",
    ]  # fmt: skip


def test_two_clocks_on_one_day(timeline: Timeline) -> None:
    rows = timeline.compare(("2031-03-12", "then", "assessed"), ("2031-03-12", None, "assessed"))
    # On that day the claim on Karima was not published, and no later word on Merowe either.
    assert told(rows)["karima"] == {"no information crown"}
    assert rows.set_index("place_id").loc["karima", "from_status"] == "unknown"
    assert told(rows)["dongola"] == {"unchanged raiders"}


def test_sources_are_those_that_clock_and_rule_admit(timeline: Timeline) -> None:
    def cited(known: str | None, rule: str) -> str:
        rows = timeline.compare(("2031-03-05", known, rule), ("2031-03-31", known, rule))
        gained = rows[(rows["place_id"] == "dongola") & (rows["change"] == "gained")]
        return str(gained["sources"].iloc[0])

    assert cited(None, "assessed") == "one-2031-03-10|two-2031-04-20"
    assert cited("then", "assessed") == "one-2031-03-10"
    assert cited("2031-04-20", "assessed") == "one-2031-03-10|two-2031-04-20"
    assert cited(None, "publisher:Two") == "two-2031-04-20"


def test_totals_and_turnover(timeline: Timeline) -> None:
    rows = timeline.changes("2031-02-28", "2031-03-31")
    table = totals(rows).set_index(["change", "actor_id"])["places"]
    assert table[("gained", "raiders")] == table[("lost", "crown")] == 1
    assert table[("gained", "levy")] == 1
    assert table.sum() == len(rows)
    assert totals(rows, "kind")["kind"].unique().tolist() == ["town"]
    with pytest.raises(ValueError, match="not by 'colour'"):
        totals(rows, "colour")
    moved = turnover(rows)
    assert moved.set_index(["from_holder", "to_holder"])["places"].to_dict()[("crown", "raiders")] == 1
    silent = rows.loc[rows["change"] == "no information", "place_id"].nunique()
    assert moved["places"].sum() == rows["place_id"].nunique() - silent
    assert turnover(rows[:0]).empty


def test_a_pair_goes_through_the_address() -> None:
    left = View(day="2031-03-01", known="then", kinds=("town",), lat=1.5, lng=2.0, zoom=6.0)
    right = View(day="2031-03-31", rule="publisher:Two", kinds=("town",), lat=1.5, lng=2.0, zoom=6.0)
    pair = Pair(left, right)
    usual = Pair(View(day="2030-01-01"), View(day="2030-02-01"))
    assert from_address(pair.to_query(), usual) == (pair, [])
    assert pair.swapped().swapped() == pair
    assert from_address({}, usual) == (usual, [])
    half, said = from_address({"right_day": "31.3.2031", "left_rule": "latest", "utm": "x", "day": "1999"}, usual)
    assert (half.left.rule, half.left.day, half.right.day) == ("latest", "2030-01-01", "2030-02-01")
    assert len(said) == 1
    assert said[0].startswith("Right: ")


def test_a_long_list_says_what_it_leaves_out(built_in: Timeline) -> None:
    names = named(built_in)
    colors = dict.fromkeys(names, "#123456")
    rows = built_in.changes("2014-06-01", "2014-06-30")
    rows = rows[rows["change"] == "no information"]
    whole = direction("x", rows, entries(built_in, rows, View(day="2014-06-30"), names), names, colors)
    some = direction("x", rows, entries(built_in, rows.head(20), View(day="2014-06-30"), names), names, colors)
    assert whole.count("<li>") == len(rows)
    assert " more: the table has them all" not in whole
    left_out = sum(int(number) for number in re.findall(r"(\d+) more: the table has them all", some))
    assert some.count("<li>") + left_out == len(rows)
    assert "Nothing of this kind" in direction("x", rows[:0], [], names, colors)


@pytest.fixture
def hostile() -> Timeline:
    ledger = make(
        "e: p takes a from b 2031-03-10 says =cmd() @One",
        places=[{"place_id": "p", "name": f"=1+1 {PROBE}\u202e", "admin1": PROBE}],
        actors=[{"actor_id": "a", "name": f"@{PROBE}"}],
    )
    ledger.sources["publisher"] = PROBE
    ledger.sources["url"] = "javascript:alert(1)"
    return Timeline(ledger)


PAIR: Final = Pair(View(day="2031-03-01"), View(day="2031-03-31"))


def everything(timeline: Timeline) -> pd.Series:
    return pd.Series(True, index=range(len(timeline.places)))


def named(timeline: Timeline) -> dict[str, str]:
    return dict(zip(timeline.actors["actor_id"], timeline.actors["name"], strict=True))


def test_words_of_a_data_set_stay_words_on_the_page(hostile: Timeline) -> None:
    names = named(hostile)
    colors = dict.fromkeys(names, "#123456")
    rows = compared(hostile, PAIR.left, PAIR.right, everything(hostile))
    page = direction(PROBE, rows, entries(hostile, rows, PAIR.right, names), names, colors)
    page += matrix(turnover(rows), PROBE, PROBE, names, colors)
    page += "".join(balance(rows, by, names, colors) for by in (None, "kind", "country", "admin1"))
    assert "<img" not in page
    assert "javascript:" not in page
    assert "&lt;img" in page


def test_no_cell_of_the_table_is_a_formula(hostile: Timeline) -> None:
    made = as_table(hostile, PAIR, everything(hostile), named(hostile)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))
    assert {row["direction"] for row in rows} == {"left to right", "right to left"}
    assert rows[0]["name"].startswith("'=1+1")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_table_says_what_the_ledger_says(timeline: Timeline) -> None:
    made = as_table(timeline, PAIR, everything(timeline), named(timeline)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))
    forth = [row for row in rows if row["direction"] == "left to right"]
    ledger = timeline.changes("2031-03-01", "2031-03-31")
    assert [(r["place_id"], r["change"], r["actor_id"]) for r in forth] == list(
        ledger[["place_id", "change", "actor_id"]].astype("str").itertuples(index=False, name=None)
    )
    assert {(r["from_day"], r["to_day"], r["from_known"]) for r in forth} == {("2031-03-01", "2031-03-31", "hindsight")}


def test_the_text_cites_every_change_in_both_directions(built_in: Timeline) -> None:
    pair = Pair(View(day="2014-06-01"), View(day="2014-06-30"))
    text = as_text(built_in, pair, everything(built_in), named(built_in))
    forth, back = (text.index(f"FROM {day} June") for day in (1, 30))
    assert forth < back
    lines = [line for line in text.splitlines() if line.startswith(("+ ", "− ", "? "))]
    rows = [
        built_in.compare((one.day, *HINDSIGHT), (other.day, *HINDSIGHT))
        for one, other in ((pair.left, pair.right), (pair.right, pair.left))
    ]
    assert len(lines) == sum(int(r["change"].isin(CHANGED).sum()) for r in rows)
    assert not [line for line in lines if "no source" in line]
    assert "Mosul (city, Ninawa, IQ): Iraqi government → Islamic State" in text
    assert "no endorsement of borders" in text


def test_the_text_cannot_turn_its_lines(hostile: Timeline) -> None:
    assert "\u202e" not in as_text(hostile, PAIR, everything(hostile), named(hostile))


def test_the_sentence_says_what_kind_of_difference_it_is(timeline: Timeline) -> None:
    rows = compared(timeline, PAIR.left, PAIR.right, everything(timeline))
    assert counts(rows) == {"gained": 1, "contested": 1, "lost": 0, "unchanged": 0, "no information": 3}
    said = summary(PAIR, counts(rows))
    assert "<b>1</b> place changed hands" in said
    assert "no information since 1 March 2031" in said
    same = PAIR.with_side("left", day="2031-03-31")
    assert "Both sides are the same" in summary(same, counts(rows))
    assert "judgement (the rule), not control" in summary(same.with_side("left", rule="latest"), counts(rows))
    assert "clock too" in summary(PAIR.with_side("left", known="then"), counts(rows))


def test_the_matrix_adds_up(built_in: Timeline) -> None:
    moved = turnover(built_in.changes("2014-06-01", "2014-06-30"))
    names = named(built_in)
    drawn = matrix(moved, "before", "after", names, dict.fromkeys(names, "#123456"))
    taken = moved[(moved["from_holder"] == "iraq_government") & (moved["to_holder"] == "islamic_state")]
    assert f'<td class="tt-moved">{taken["places"].sum()}</td>' in drawn
    assert drawn.endswith(f"<td>{moved['places'].sum()}</td></tr></tfoot></table></div></div>")
    assert "no place is known" in matrix(moved[:0], "a", "b", names, {}).lower()


def test_days_are_spread_evenly() -> None:
    assert spread("2031-03-01", "2031-03-31", 4) == ["2031-03-01", "2031-03-11", "2031-03-21", "2031-03-31"]
    assert spread("2031-03-01", "2031-03-03", 12) == ["2031-03-01", "2031-03-02", "2031-03-03"]
    with pytest.raises(ValueError, match="must be after"):
        spread("2031-03-02", "2031-03-01", 3)
    for count in (1, MOST + 1):
        with pytest.raises(ValueError, match="room for"):
            spread("2031-01-01", "2031-12-31", count)


def test_one_picture_of_several_days(built_in: Timeline) -> None:
    page = Page(800, 450)

    def halves(*days: str) -> tuple[Any, Any]:
        made = multiples(built_in, View(day=days[-1]), days, page, "cited")
        assert made == multiples(built_in, View(day=days[-1]), days, page, "cited")
        with Image.open(io.BytesIO(made)) as image:
            assert image.size == (1600, 900)
            pixels = np.asarray(image.convert("RGB")).astype(int)[300:800]
        return pixels[:, 40:790], pixels[:, 810:1560]

    first, last = halves("2014-06-01", "2014-06-30")
    again, _ = halves("2014-06-30", "2014-07-29")
    # The same day is the same picture, whichever comes before it; only names may have moved.
    assert np.abs(last - again).mean() < 0.3 * np.abs(first - again).mean()
    with pytest.raises(ValueError, match="room for"):
        multiples(built_in, View(day="2014-06-30"), [])


# ---- the page ----


def compare_page() -> None:
    from dashboard.pages import compare

    compare.show()


@pytest.fixture(autouse=True)
def no_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_DATABASE_URL", str(tmp_path_factory.mktemp("store") / "none.sqlite"))


def opened(**query: str) -> AppTest:
    page = AppTest.from_function(compare_page, default_timeout=30)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    return page


def arguments(page: AppTest) -> list[dict[str, Any]]:
    """What the two maps were given, left before right."""
    return [json.loads(component.proto.json_args) for component in page.get("component_instance")]


def orders(page: AppTest) -> list[dict[str, Any]]:
    found = []
    for given in arguments(page):
        script = given["feature_group"]
        text = script if isinstance(script, str) else json.dumps(script)
        mark = "(window.TMQ = window.TMQ || []).push(c); })("
        found.append(json.JSONDecoder().raw_decode(text[text.index(mark) + len(mark) :])[0])
    return found


def answer(page: AppTest, left: Mapping[str, Any] | None = None, right: Mapping[str, Any] | None = None) -> AppTest:
    """Run the page again as if a map had reported a value."""
    with patch("streamlit_folium._component_func", side_effect=[left, right]):
        page.run()
    assert not page.exception, page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def query_of(page: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[0] for name, value in page.query_params.items()}


JUNE: Final = {"left_day": "2014-06-01", "right_day": "2014-06-30"}


def test_the_page_opens_with_two_maps_a_month_apart() -> None:
    page = opened()
    assert len(arguments(page)) == 2
    left, right = orders(page)
    assert (left["day"], right["day"]) == ("2014-05-23", "2014-06-22")
    assert "left_day" in query_of(page)


def test_maps_share_a_channel_and_nothing_comes_from_another_host() -> None:
    left, right = arguments(opened(**JUNE))
    channels = [given["script"].partition('"twin":"')[2][:16] for given in (left, right)]
    assert channels[0] == channels[1]
    assert len(set(channels[0])) > 4
    for given in (left, right):
        assert all(url.startswith("../../assets/") for url in [*given["js_links"], *given["css_links"]])


def test_maps_are_mounted_with_the_same_scripts_whatever_changes() -> None:
    page = opened(**JUNE)
    first = [given["script"] for given in arguments(page)]
    page.selectbox(key="tt-right-rule").select("confirmed").run()
    page.selectbox(key="tt-left-clock").select("then").run()
    answer(page, {"day": "2014-06-10", "picked": "iq-rutba", "view": {"lat": 33, "lng": 40, "zoom": 8}, "seq": 7})
    page.run()
    assert [given["script"] for given in arguments(page)] == first
    left, right = orders(page)
    assert left["load"].endswith("known=then&rule=assessed")
    assert right["load"].endswith("known=&rule=confirmed")


def test_a_day_from_one_map_moves_that_side_alone() -> None:
    page = opened(**JUNE)
    answer(page, None, {"day": "2014-07-02", "picked": None, "view": {"lat": 33.5, "lng": 41, "zoom": 7}, "seq": 3})
    assert query_of(page) == {
        "left_day": "2014-06-01", "right_day": "2014-07-02", "lat": "33.5", "lng": "41", "zoom": "7"
    }  # fmt: skip
    assert "2 July 2014" in html(page)
    assert page.date_input(key="tt-right-day").value.isoformat() == "2014-07-02"
    # What has been heard is not told back.
    page.run()
    assert "2014-07-02" not in json.dumps(orders(page)[1].get("day", ""))


def test_a_chosen_day_reaches_its_map() -> None:
    page = opened(**JUNE)
    page.date_input(key="tt-left-day").set_value("2014-06-15").run()
    left, right = orders(page)
    assert left["day"] == "2014-06-15"
    # The other map is not told a day that it may have left.
    assert "day" not in right
    assert query_of(page)["left_day"] == "2014-06-15"


def test_as_known_on_asks_for_the_day() -> None:
    page = opened(**JUNE)
    page.selectbox(key="tt-right-clock").select("day").run()
    assert query_of(page)["right_known"] == "2014-06-30"
    page.date_input(key="tt-right-known").set_value("2014-07-15").run()
    assert not page.exception
    assert query_of(page)["right_known"] == "2014-07-15"
    assert "known=2014-07-15" in orders(page)[1]["load"]
    assert "too: not every difference" in html(page)


def test_what_two_rules_show_otherwise_is_ringed() -> None:
    assert orders(opened(**JUNE))[0]["flips"] is None
    page = opened(left_day="2014-06-22", right_day="2014-06-22", right_rule="confirmed")
    left, right = orders(page)
    assert left["flips"] == right["flips"]
    assert "iq-turaibil-crossing" in left["flips"]
    assert "judgement (the rule)" in html(page)


def test_both_directions_and_both_cards_are_on_the_page() -> None:
    text = html(opened(**JUNE, place="iq-mosul"))
    assert "1 June 2014 → 30 June 2014" in text
    assert "30 June 2014 → 1 June 2014" in text
    assert text.count('<div class="tt tt-card"><h3><bdi dir="auto">Mosul</bdi></h3>') == 2
    assert 'target="_blank"' in text


def test_sides_can_be_swapped() -> None:
    page = opened(**JUNE, right_rule="latest")
    page.button(key="tt-swap").click().run()
    assert query_of(page) == {"left_day": "2014-06-30", "right_day": "2014-06-01", "left_rule": "latest"}
    assert [order["day"] for order in orders(page)] == ["2014-06-30", "2014-06-01"]


def test_filters_narrow_maps_and_lists() -> None:
    page = opened(**JUNE)
    everything = html(page)
    assert "Mosul Airport" in everything
    page.multiselect(key="tt-pair-kinds").select("border_crossing").run()
    assert not page.exception
    assert query_of(page)["kinds"] == "border_crossing"
    assert "Mosul Airport" not in html(page)
    assert "Rabia border crossing" in html(page)
    assert all(order["filter"]["bits"] for order in orders(page))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"left_day": "1.6.2014"}, "YYYY-MM-DD"),
        ({"right_day": "1914-06-28"}, "do not reach"),
        ({"left_rule": "majority"}, "a rule is"),
        ({"right_rule": "publisher:The Onyx"}, "no source was published"),
        ({"place": PROBE}, "not in this data set"),
        ({"left_known": "yesterday"}, "YYYY-MM-DD"),
        ({"lat": "north"}, "number in range"),
    ],
)
def test_a_bad_address_is_said_and_survived(query: dict[str, str], said: str) -> None:
    page = opened(**query)
    assert said in "\n".join(warning.value for warning in page.warning).replace("\\", "")


def test_the_same_on_both_sides_is_said() -> None:
    page = opened(left_day="2014-06-22", right_day="2014-06-22")
    assert "Both sides are the same" in html(page)


def test_words_of_a_data_set_never_become_markup(
    hostile: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write.write(hostile.ledger, tmp_path)
    monkeypatch.setenv("TIMELINE_DATASET", str(tmp_path))
    page = opened(left_day="2031-03-10", right_day="2031-03-10", left_known="2031-03-01", place="p")
    assert "<img" not in html(page)
    assert 'href="javascript' not in html(page)


def test_an_empty_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_DATASET", str(tmp_path))
    assert "no places" in opened().error[0].value
