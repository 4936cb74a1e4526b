"""What must hold of every replay, whatever the claims: Hypothesis draws the ledgers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from events import Ledger, Timeline
from events.dates import iso
from events.model import NOBODY, Effect, Op, transition
from tests.ledgers import make

ACTORS = ("a", "b", "c")
FIRST = 16_000
SPAN = 40


@st.composite
def claims(draw: st.DrawFn, changes: tuple[str, ...] = ("takes", "contests", "leaves", "besieges")) -> str:
    """One line of a tiny ledger."""
    start = draw(st.integers(0, SPAN))
    length = draw(st.sampled_from([0, 0, 0, 1, 3, 9]))
    actor, loser = draw(st.sampled_from(ACTORS)), draw(st.sampled_from(("", *ACTORS)))
    event = draw(st.sampled_from(["", "e1: ", "e2: ", "e3: "]))
    change = draw(st.sampled_from(changes))
    place = event[1:2] or draw(st.sampled_from(["p", "q"]))
    words = draw(st.sampled_from(["", " part", " denies"]))
    voice = draw(st.sampled_from([f" says spokesman/{actor}", "", ""]))
    delay = draw(st.integers(0, 20))
    publisher = draw(st.sampled_from(["One", "Two", "Three"]))
    return (
        f"{event}p{place} {change} {actor}{' from ' + loser if loser else ''} {iso(FIRST + start)}.."
        f"{iso(FIRST + start + length)}{words}{voice} @{publisher} pub {iso(FIRST + start + length + delay)}"
    )


ALL = ("takes", "holds", "contests", "leaves", "besieges", "relieves", "repels")
ledgers = st.lists(claims(), min_size=1, max_size=12).map("\n".join)
any_ledgers = st.lists(claims(ALL), min_size=1, max_size=12).map("\n".join)
days = st.integers(-3, SPAN + 30).map(lambda n: iso(FIRST + n))
rules = st.sampled_from(["assessed", "confirmed", "latest"])
clocks = st.one_of(st.none(), st.just("then"), days)


def _control(frame: pd.DataFrame) -> list[dict[str, object]]:
    return frame[["place_id", "status", "holder", "contender", "besieged_by"]].astype("str").to_dict("records")


@settings(max_examples=150, deadline=None)
@given(any_ledgers, clocks, rules)
def test_intervals_cover_all_time_and_never_overlap(lines: str, known: str | None, rule: str) -> None:
    frame = Timeline(make(lines)).intervals(known, rule)
    for _, rows in frame.groupby("place_id"):
        assert rows["start"].isna().tolist() == [True] + [False] * (len(rows) - 1)
        assert rows["end"].isna().tolist() == [False] * (len(rows) - 1) + [True]
        assert (rows["start"].iloc[1:].to_numpy() == rows["end"].iloc[:-1].to_numpy()).all()
        assert rows["start"].iloc[1:].is_monotonic_increasing
        assert rows["start"].iloc[1:].is_unique


@settings(max_examples=100, deadline=None)
@given(any_ledgers, days, clocks, rules, st.randoms())
def test_row_order_is_irrelevant(lines: str, day: str, known: str | None, rule: str, random: object) -> None:
    ledger = make(lines)
    order = np.arange(len(ledger.claims))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = Ledger(**{**vars(ledger), "claims": ledger.claims.iloc[order].reset_index(drop=True)})
    pd.testing.assert_frame_equal(Timeline(ledger).on(day, known, rule), Timeline(shuffled).on(day, known, rule))


@settings(max_examples=150, deadline=None)
@given(ledgers, days, rules)
def test_an_event_never_alters_an_earlier_day(lines: str, day: str, rule: str) -> None:
    """The control of a day equals that from the events that may have begun by then, and what was implied before."""
    ledger = make(lines)
    whole = Timeline(ledger)
    events = whole.events(rule=rule)
    begun = events.loc[events["earliest"] <= pd.Timestamp(day), "event_id"]
    first = events.sort_values(["place_id", "latest"]).groupby("place_id")["event_id"].first()
    ids = ledger.claims["event_id"].where(ledger.claims["event_id"] != "", ledger.claims["claim_id"])
    part = ledger.claims[ids.isin(begun)].reset_index(drop=True)
    later_start = ~ledger.places["place_id"].isin(events.loc[events["event_id"].isin(begun), "place_id"])
    known = Timeline(Ledger(**{**vars(ledger), "claims": part}))
    settled = ~later_start.to_numpy()
    # A place that nothing has reached yet shows what its first event implies, which the shorter ledger cannot know;
    # the same where a window that opened earlier closes after a later event.
    same_first = known.events(rule=rule).sort_values(["place_id", "latest"]).groupby("place_id")["event_id"].first()
    same = ledger.places["place_id"].map(first) == ledger.places["place_id"].map(same_first)
    keep = settled & same.to_numpy()
    assert _control(whole.on(day, None, rule)[keep]) == _control(known.on(day, None, rule)[keep])


@settings(max_examples=60, deadline=None)
@given(any_ledgers, days, rules)
def test_as_reported_then_is_each_day_as_known_on_it(lines: str, day: str, rule: str) -> None:
    timeline = Timeline(make(lines))
    intervals = timeline.intervals("then", rule)
    at = pd.Timestamp(day)
    shown = intervals[
        (intervals["start"].isna() | (intervals["start"] <= at)) & (intervals["end"].isna() | (intervals["end"] > at))
    ]
    assert _control(shown) == _control(timeline.on(day, day, rule))
    assert _control(timeline.on(day, "then", rule)) == _control(timeline.on(day, day, rule))


@settings(max_examples=60, deadline=None)
@given(any_ledgers, days, rules)
def test_the_second_clock_forgets_what_was_not_yet_known(lines: str, known: str, rule: str) -> None:
    ledger = make(lines)
    published = ledger.sources.set_index("source_id")["published"].reindex(ledger.claims["source_id"]).to_numpy()
    by_then = ledger.claims[published <= np.datetime64(known)].reset_index(drop=True)
    only = Timeline(Ledger(**{**vars(ledger), "claims": by_then}))
    columns = ["status", "holder", "contender", "besieged_by", "since_earliest", "since_latest", "event_id", "standing"]
    for day in (known, iso(FIRST + SPAN)):
        one, other = Timeline(ledger).on(day, known, rule)[columns], only.on(day, None, rule)[columns]
        pd.testing.assert_frame_equal(one.astype("str"), other.astype("str"))


@settings(max_examples=60, deadline=None)
@given(any_ledgers, clocks, rules)
def test_series_count_what_the_days_show(lines: str, known: str | None, rule: str) -> None:
    timeline = Timeline(make(lines))
    series = timeline.series(known=known, rule=rule, start=iso(FIRST), end=iso(FIRST + SPAN))
    for day in (iso(FIRST), iso(FIRST + 17), iso(FIRST + SPAN)):
        state = timeline.on(day, known, rule).astype("str")
        held = state[state["status"] == "controlled"]["holder"].value_counts().to_dict()
        unsettled = int(state["status"].isin(["contested", "changing"]).sum())
        rows = series[series["date"] == pd.Timestamp(day)].set_index("actor_id")["places"]
        assert {k: v for k, v in rows.items() if v and k} == held
        assert rows.get("", 0) == unsettled


registers = st.integers(NOBODY, 3)


@given(st.sampled_from(Op), registers, registers, registers, registers, registers)
def test_transitions_are_equivariant(op: Op, a: int, b: int, h: int, c: int, s: int) -> None:
    """Renaming the actors renames the outcome: nothing in the machine knows one actor from another."""
    step = transition(op, a, b, h, c, s)
    rename = {NOBODY: NOBODY, 0: 7, 1: 5, 2: 9, 3: 4}
    renamed = transition(op, *(rename[value] for value in (a, b, h, c, s)))
    assert renamed[:3] == tuple(rename[value] for value in step[:3])
    assert renamed.effect is step.effect
    if step.effect in (Effect.NONE, Effect.CONFIRM, Effect.MARK):
        assert step[:3] == (h, c, s)
