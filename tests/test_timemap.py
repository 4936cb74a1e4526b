"""What Python hands to the map: its data, its orders, its folium element."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.style import PALETTE, actor_colors
from dashboard.timemap import payload
from dashboard.timemap.element import Command, bitset, build_map, script_json
from dashboard.timemap.steering import Steering
from events import Timeline
from tests.ledgers import make

LINES = """
p takes a from b 2014-06-10 @One
p takes b from a 2014-06-20..2014-06-22 @One
q contests a from b 2014-06-15 @Two
q takes c from b 2014-06-16 @Two unpublished recorded 2026-01-01
"""


@pytest.fixture
def timeline() -> Timeline:
    return Timeline(make(LINES))


def state_in(data: dict[str, object], place: int, day: int) -> tuple[int, int, int]:
    segments = {name: np.array(values) for name, values in data["segments"].items()}  # type: ignore[attr-defined]
    at = np.flatnonzero((segments["place"] == place) & (segments["start"] <= day))[-1]
    return tuple(int(segments[name][at]) for name in ("status", "holder", "contender"))  # type: ignore[return-value]


def test_the_data_say_what_the_ledger_says(timeline: Timeline) -> None:
    data = payload.build(timeline, None, "assessed")
    actors = [actor["id"] for actor in data["actors"]] + [""]
    statuses = ["unknown", "controlled", "contested", "changing"]
    for day in range(data["days"]):
        date = np.datetime64(data["epoch"]) + day
        shown = timeline.on(str(date))
        for place in range(len(shown)):
            status, holder, contender = state_in(data, place, day)
            row = shown.iloc[place]
            assert statuses[status] == row["status"]
            assert (actors[holder], actors[contender]) == (row["holder"], row["contender"])


def test_the_data_are_json_and_ordered(timeline: Timeline) -> None:
    data = json.loads(json.dumps(payload.build(timeline, "then", "latest"), allow_nan=False))
    places, starts = data["segments"]["place"], data["segments"]["start"]
    assert sorted(zip(places, starts, strict=True)) == list(zip(places, starts, strict=True))
    assert data["changes"]["day"] == sorted(data["changes"]["day"])
    assert starts[0] == payload.SINCE_ALWAYS


def test_changes_beyond_the_data_are_not_on_the_timeline(timeline: Timeline) -> None:
    data = payload.build(timeline, "then", "assessed")
    assert max(data["changes"]["day"]) < data["days"]


def test_a_window_is_one_change_on_the_day_it_closes(timeline: Timeline) -> None:
    data = payload.build(timeline, None, "assessed")
    of_p = [d for d, p in zip(data["changes"]["day"], data["changes"]["place"], strict=True) if p == 0]
    assert of_p == [0, 12]


def test_it_opens_where_most_changes_or_where_it_is_told(timeline: Timeline) -> None:
    assert payload.initial_day(timeline) == "2014-06-16"
    assert payload.day_within(timeline, "2031-01-01") == "2014-06-22"


@given(st.lists(st.booleans(), max_size=40))
def test_bitset(flags: list[bool]) -> None:
    import base64

    packed = base64.b64decode(bitset(flags))
    assert [bool(packed[i >> 3] >> (i & 7) & 1) for i in range(len(flags))] == flags


@given(st.text())
def test_no_text_leaves_a_script(text: str) -> None:
    written = script_json({"text": text})
    assert not set("<>&'\u2028\u2029") & set(written)
    assert json.loads(written) == {"text": text}


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% raw %}", "</script>", "{{'map_1'}}", "{# #}"])
def test_no_text_is_a_template(text: str) -> None:
    rendered = build_map(None, None, options={"title": text}).get_root().render()
    mounted = rendered.split("TM.mount(")[1]
    given = json.JSONDecoder().raw_decode(mounted[mounted.index("{") :])[0]
    assert given["title"] == text


def test_the_map_links_nothing_from_elsewhere() -> None:
    built = build_map("d", "b", "2014-06-22", "light", (38.0, 30.0, 48.0, 38.0))
    elements = [built, *built._children.values()]
    links = [url for e in elements for _, url in [*getattr(e, "default_js", []), *getattr(e, "default_css", [])]]
    assert links
    assert all(url.startswith("../../assets/") for url in links)


def test_orders_are_sent_once_and_whole() -> None:
    steering = Steering()
    standing = {"load": "x", "halo_days": 7}
    first = steering.order(standing, {"day": "2014-06-22"})
    assert steering.order(standing, {}).order == first.order
    second = json.loads(steering.order(standing | {"load": "y"}, {}).order)
    assert second["seq"] == 2
    assert (second["load"], second["halo_days"], second.get("day")) == ("y", 7, None)


def test_the_map_is_heard_once_per_word() -> None:
    steering = Steering()
    assert not steering.listens(None)
    assert steering.listens({"seq": 5})
    assert not steering.listens({"seq": 5})
    assert not steering.listens({"seq": 4})
    assert steering.listens({"seq": 6})


def test_an_unknown_order_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="dance"):
        Command(1, dance=True)


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_stand_out_from_the_land() -> None:
    """WCAG 1.4.11 asks 3:1 of what a mark stands on; the casing gives it where a fill falls short."""
    for light, dark in PALETTE[:8]:
        assert (_luminance("#f6f2e9") + 0.05) / (_luminance(light) + 0.05) >= 2.7, light
        assert (_luminance(dark) + 0.05) / (_luminance("#24272b") + 0.05) >= 3, dark


def test_a_data_set_may_name_colours_but_not_styles(timeline: Timeline) -> None:
    actors = timeline.actors.copy()
    actors["color"] = ["#123456", "red;background:url(//x)", *[""] * (len(actors) - 2)]
    colors = actor_colors(actors)
    assert colors[0] == ("#123456", "#123456")
    assert colors[1] == PALETTE[1]
