"""The address bar: a view goes in, the same view comes out, and nothing in it raises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import SERIES, View, from_query
from events import vocab
from events.dates import iso

days = st.integers(0, 20_000).map(iso)
words = st.text(st.characters(blacklist_characters="~", codec="utf-8"), min_size=1, max_size=12)
views = st.builds(
    View,
    day=days,
    known=st.one_of(st.sampled_from(["", "then"]), days),
    rule=st.sampled_from([*vocab.RULES, "publisher:Reuters"]),
    against=st.sampled_from(["", *vocab.RULES]),
    window=st.integers(1, 365),
    place=words,
    actors=st.lists(words, max_size=3).map(tuple),
    kinds=st.lists(st.sampled_from(vocab.PLACE_KINDS), max_size=3).map(tuple),
    standings=st.lists(st.sampled_from(vocab.STANDINGS[1:]), max_size=3).map(tuple),
    search=words,
    series=st.sampled_from(SERIES),
)


@given(views, st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 20)))
def test_a_view_survives_the_address(view: View, position: tuple[float, float, float] | None) -> None:
    if position:
        view = view.with_position(dict(zip(("lat", "lng", "zoom"), (round(p, 5) for p in position), strict=True)))
    again, said = from_query(view.to_query(), "2000-01-01")
    assert said == []
    assert again == view


@given(st.dictionaries(st.one_of(st.sampled_from(list(View.__dataclass_fields__)), st.text()), st.text()))
def test_no_address_raises(query: dict[str, str]) -> None:
    view, said = from_query(query, "2014-06-22")
    assert from_query(view.to_query(), "2014-06-22")[0] == view
    assert all(sentence.endswith("It is left out.") for sentence in said)


def test_what_is_usual_is_left_out() -> None:
    assert View(day="2014-06-22").to_query() == {"day": "2014-06-22"}


def test_half_a_position_is_none() -> None:
    assert from_query({"lat": "33", "lng": "44"}, "2014-06-22")[0].zoom is None


def test_a_position_out_of_range_is_ignored() -> None:
    view = View(day="2014-06-22")
    assert view.with_position({"lat": 99, "lng": 0, "zoom": 5}) == view
    assert view.with_position(None) == view
