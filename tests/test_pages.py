"""The pages as Streamlit runs them: what they ask, what reaches the map, what bad addresses and data do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import library
from events import write
from tests.ledgers import make

PROBE = "<img src=x onerror=alert(1)>"


def map_page() -> None:
    from dashboard.pages import map

    map.show()


def data_page() -> None:
    from dashboard.pages import data

    data.show()


def fresh(script: Callable[[], None] = map_page) -> AppTest:
    # Not the table of contents: AppTest runs st.navigation with callables once only.
    return AppTest.from_function(script, default_timeout=30)


@pytest.fixture
def app() -> AppTest:
    return fresh()


def visit(page: AppTest, **query: str) -> AppTest:
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    return page


def arguments(page: AppTest) -> dict[str, Any]:
    """What the map component was given."""
    (component,) = page.get("component_instance")
    given: dict[str, Any] = json.loads(component.proto.json_args)
    return given


def query_of(page: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[0] for name, value in page.query_params.items()}


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def order(page: AppTest) -> dict[str, Any]:
    """The command that the map was sent."""
    script = arguments(page)["feature_group"]
    text = script if isinstance(script, str) else json.dumps(script)
    start = text.index("(window.TMQ = window.TMQ || []).push(c); })(") + len(
        "(window.TMQ = window.TMQ || []).push(c); })("
    )
    command: dict[str, Any] = json.JSONDecoder().raw_decode(text[start:])[0]
    return command


def answer(page: AppTest, value: Mapping[str, Any]) -> AppTest:
    """Run the page again as if the map had reported a value."""
    with patch("streamlit_folium._component_func", return_value=dict(value)):
        page.run()
    assert not page.exception, page.exception
    return page


def test_the_page_opens_on_the_data(app: AppTest) -> None:
    visit(app)
    assert "2014" in html(app)
    assert order(app)["load"].startswith("../../assets/data/")


def test_nothing_comes_from_another_host(app: AppTest) -> None:
    given = arguments(visit(app))
    for url in [*given["js_links"], *given["css_links"]]:
        assert url.startswith("../../assets/")


def test_the_map_is_mounted_with_the_same_script_whatever_changes(app: AppTest) -> None:
    first = arguments(visit(app, day="2014-06-22"))["script"]
    app.selectbox[0].select("confirmed").run()
    answer(app, {"day": "2014-06-24", "picked": "iq-rutba", "view": {"lat": 33, "lng": 40, "zoom": 8}, "seq": 7})
    app.run()
    assert arguments(app)["script"] == first
    assert order(app)["load"].endswith("rule=confirmed")


def test_turaibil_shows_who_says_what(app: AppTest) -> None:
    text = html(visit(app, day="2014-06-22", place="iq-turaibil-crossing"))
    for publisher in ("USA Today", "Reuters", "Al-Monitor", "Deutsche Welle"):
        assert publisher in text
    assert "Says otherwise" in text
    assert "Sunni tribal forces" in text


def test_al_waleed_differs_by_clock() -> None:
    seen = {}
    for clock in ("", "2014-06-22", "2014-06-23"):
        page = visit(fresh(), day="2014-06-23", place="iq-al-waleed-crossing", known=clock)
        text = html(page)
        seen[clock] = text[text.index('class="tt-state"') : text.index("tt-history")]
    assert len(set(seen.values())) == 3


def test_the_view_is_in_the_address(app: AppTest) -> None:
    visit(app, day="2014-06-22")
    answer(app, {"day": "2014-06-24", "picked": "iq-rutba", "view": {"lat": 33.1, "lng": 40.2, "zoom": 8.5}, "seq": 7})
    assert query_of(app) == {"day": "2014-06-24", "place": "iq-rutba", "lat": "33.1", "lng": "40.2", "zoom": "8.5"}


def test_an_old_answer_of_the_map_is_heard_once(app: AppTest) -> None:
    visit(app, day="2014-06-22")
    value = {"day": "2014-06-24", "picked": "iq-rutba", "view": None, "seq": 7}
    answer(app, value)
    app.button(key="tt-close").click()
    answer(app, value)
    assert "place" not in query_of(app)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"day": "22.6.2014"}, "YYYY-MM-DD"),
        ({"day": "1914-06-28"}, "do not reach"),
        ({"rule": "majority"}, "a rule is"),
        ({"rule": "publisher:The Onyx"}, "no source was published"),
        ({"place": PROBE}, "not in this data set"),
        ({"window": "0"}, "number of days"),
        ({"lat": "abc"}, "number in range"),
        ({"kinds": "castle"}, "choose from"),
    ],
)
def test_a_bad_address_is_said_and_survived(app: AppTest, query: dict[str, str], said: str) -> None:
    visit(app, **query)
    # Warnings are Markdown, in which the words of the address are escaped.
    assert said in "\n".join(warning.value for warning in app.warning).replace("\\", "")


def test_what_flips_is_ringed_and_listed(app: AppTest) -> None:
    visit(app, day="2014-06-22", against="confirmed")
    flips = order(app)["flips"]
    assert "iq-al-waleed-crossing" in flips
    assert any("flip under" in element.value for element in app.markdown)


def test_filters_narrow_map_and_counts(app: AppTest) -> None:
    visit(app, day="2014-06-22", kinds="border_crossing", search="القائم")
    assert order(app)["filter"]["bits"] is not None
    assert "confirmed" in html(app) or "IS" in html(app)


def test_words_of_a_data_set_never_become_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = make(
        "e: p takes a from b 2014-06-20 says official @One",
        places=[{"place_id": "p", "name": PROBE, "aliases": PROBE, "admin1": PROBE}],
        actors=[{"actor_id": "a", "name": PROBE, "short_name": PROBE}],
    )
    ledger.claims["note"] = PROBE
    ledger.claims["attribution"] = PROBE
    ledger.sources["publisher"] = PROBE
    ledger.sources["url"] = "javascript:alert(1)"
    write.write(ledger, tmp_path)
    monkeypatch.setenv("TIMELINE_DATASET", str(tmp_path))
    page = visit(fresh(), day="2014-06-20", place="p")
    assert "<img" not in html(page)
    assert 'href="javascript' not in html(page)
    assert not any(PROBE in button.label for button in page.button)
    assert b"<img" in __import__("gzip").decompress(library.shelf().data("", "assessed"))


def test_an_empty_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_DATASET", str(tmp_path))
    page = visit(fresh())
    assert "no places" in page.error[0].value


def test_the_data_page_shows_claims_rules_and_thin_spots() -> None:
    page = visit(fresh(data_page))
    assert len(page.dataframe) >= 2
    assert any("thin" in element.value for element in page.subheader)
    assert "contested between holder and claimant" in str(page.table[0].value)
