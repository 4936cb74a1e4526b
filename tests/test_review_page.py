"""The review page as Streamlit runs it: what comes in, what is decided, what the map then has."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import library, working
from dashboard.panels.article import Mark, stretches
from dashboard.panels.locator import Spot, locator
from dashboard.panels.quote import quoted
from dashboard.panels.strip import over, strip
from events.dates import parse_day
from events.store import Store, open_store
from tests.reviews import ARABIC, HOSTILE, REPORT, UNDATED, data_set


def review_page() -> None:
    from dashboard.pages import review

    review.show()


def map_page() -> None:
    from dashboard.pages import map

    map.show()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A second way into the store that the page uses, as a colleague has it."""
    monkeypatch.setenv("TIMELINE_DATASET", str(data_set(tmp_path / "small-war")))
    monkeypatch.setenv("TIMELINE_DATABASE_URL", str(tmp_path / "store.sqlite"))
    with open_store(tmp_path / "store.sqlite") as opened:
        yield opened


def opened(name: str = "A. Analyst") -> AppTest:
    page = AppTest.from_function(review_page, default_timeout=60).run()
    assert not page.exception, page.exception
    return typed(page, "tt-name", name) if name else page


def typed(page: AppTest, key: str, words: str) -> AppTest:
    page.text_input(key=key).set_value(words)
    return ran(page)


def ran(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception
    return page


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return ran(page)


def paste(page: AppTest, text: str, **about: Any) -> AppTest:
    """Paste an article, fill in what is asked of it, and have it read."""
    if any(button.key == "tt-add" and button.label == "Add articles" for button in page.button):
        press(page, "tt-add")
    page.text_area[0].set_value(text)
    ran(page)
    for label, value in about.items():
        found = [w for w in (*page.text_input, *page.date_input) if w.key.startswith(f"tt-{label}-paste")]
        found[0].set_value(value)
    if about:
        ran(page)
    return press(page, "tt-read-paste")


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def component(page: AppTest, name: str) -> dict[str, Any]:
    """What one of the two components was given."""
    for element in page.get("bidi_component"):
        given: dict[str, Any] = json.loads(element.proto.json)
        if name in given:
            return given
    raise AssertionError(f"no component was given {name}")


def queue(page: AppTest) -> dict[str, dict[str, Any]]:
    """The lines of the queue by place."""
    return {line["place"]: line for line in component(page, "lines")["lines"]}


def turn_to(page: AppTest, place: str) -> AppTest:
    """Go through the queue until a place is in front."""
    for _ in range(20):
        if queue(page)[place]["current"]:
            return page
        press(page, "tt-next")
    press(page, "tt-previous")
    while not queue(page)[place]["current"]:
        press(page, "tt-previous")
    return page


def ready(name: str = "A. Analyst") -> AppTest:
    return paste(opened(name), REPORT, publisher="The Valley Courier")


def test_the_first_visit_brings_the_data_set_in(store: Store) -> None:
    opened()
    assert store.datasets() == ("small-war",)
    assert len(store.ledger("small-war").claims) == 3


def test_a_pasted_article_lights_up(store: Store) -> None:
    page = ready()
    found = queue(page)
    assert {place: line["what"] for place, line in found.items()} == {
        "Karvala": "Front took it",
        "Tolmen": "Front took it",
        "Ostrag": "Front took it",
        "Brelin": "Guard held it",
    }
    assert found["Karvala"]["when"] == "2 May 2015"
    stretches = component(page, "stretches")["stretches"]
    assert "".join(each["text"] for each in stretches) == store.article(1).text
    current = [each for each in stretches if each.get("current")]
    assert current
    assert all(each["sentence"] for each in current)
    sure = [line["confidence"] for line in component(page, "lines")["lines"]]
    assert sure == sorted(sure, reverse=True)


def test_a_text_that_may_not_be_kept_leaves_its_quotes(store: Store) -> None:
    page = opened()
    page.toggle(key="tt-quotes-only").set_value(True)
    ran(page)
    page = paste(page, REPORT, publisher="The Valley Courier")
    assert store.article(1).text is None
    assert {item.candidate.place for item in store.queue("small-war")} == {"Karvala", "Tolmen", "Ostrag", "Brelin"}
    shown = "\n".join(each.value for each in page.markdown)
    assert all(item.candidate.quote.split()[0] in shown for item in store.queue("small-war"))
    assert any("was not kept" in each.value for each in page.caption)
    press(page, "tt-add")
    assert page.toggle(key="tt-quotes-only").value


def test_the_day_of_publication_is_proposed(store: Store) -> None:
    page = opened()
    page.text_area[0].set_value(REPORT)
    ran(page)
    (day,) = [w for w in page.date_input if w.key.startswith("tt-published-paste")]
    assert day.value == dt.date(2015, 5, 3)


def test_accepting_moves_the_map_at_once(store: Store) -> None:
    page = turn_to(ready(), "Karvala")
    before = library.shelf()
    assert before.timeline.on("2015-05-02").set_index("place_id").loc["xx-karvala", "holder"] == "guard"
    assert "Moves" in html(page)
    press(page, "tt-accept")
    after = library.shelf()
    assert after.version != before.version
    assert after.timeline.on("2015-05-02").set_index("place_id").loc["xx-karvala", "holder"] == "front"
    claim = (
        store.ledger("small-war").claims.set_index("place_id").loc["xx-karvala"].query("origin == 'extracted'").iloc[0]
    )
    assert (claim["coder"], claim["earliest"], claim["latest"]) == ("A. Analyst", *2 * [dt.datetime(2015, 5, 2)])
    assert claim["quote"].startswith("Fighters of the Northern Front captured")
    shown = AppTest.from_function(map_page, default_timeout=60)
    shown.query_params["day"], shown.query_params["place"] = "2015-05-02", "xx-karvala"
    card = html(ran(shown))
    assert "extracted, accepted by <bdi" in card
    assert '<mark class="tt-mark">Northern Front captured the town of Karvala</mark>' in card


def test_what_would_flip_is_said_before(store: Store) -> None:
    said = html(turn_to(ready(), "Karvala"))
    verdict = said[said.index("tt-verdict") :]
    assert "2 May 2015" in verdict
    assert verdict.index("Guard") < verdict.index("tt-arrow") < verdict.index("Front")


def test_what_changes_nothing_says_so(store: Store) -> None:
    said = html(turn_to(ready(), "Tolmen"))
    assert "nothing changes hands" in said


def test_nobody_decides_without_a_name(store: Store) -> None:
    page = ready("")
    press(page, "tt-accept")
    assert "Give your name first" in html(page)
    assert store.counts("small-war") == {"waiting": 4}


def test_days_that_the_text_does_not_say_are_set_by_the_reviewer(store: Store) -> None:
    page = paste(opened(), UNDATED, publisher="The Valley Courier")
    press(page, "tt-accept")
    assert "Set the first day" in html(page)
    assert store.counts("small-war") == {"waiting": 1}
    for name in ("earliest", "latest"):
        page.date_input(key=f"tt-claim-1-{name}").set_value(dt.date(2015, 6, 1))
    ran(page)
    press(page, "tt-accept")
    assert store.counts("small-war") == {"accepted": 1}
    (decision,) = store.item(1).decisions
    assert decision.edits["claims.earliest"] == ("", "2015-06-01")


def test_a_place_that_nobody_knows_is_not_accepted_but_can_be_looked_up(store: Store) -> None:
    page = turn_to(ready(), "Ostrag")
    press(page, "tt-accept")
    assert store.counts("small-war") == {"waiting": 4}
    assert "no coordinates" in html(page)
    number = next(line["id"] for line in component(page, "lines")["lines"] if line["current"])
    page.text_input(key=f"tt-lookup-name-{number}").set_value("Tolmen")
    next(button for button in page.button if button.label == "Look it up").click()
    ran(page)
    press(page, f"tt-take-{number}-0")
    press(page, "tt-accept")
    (claim_id,) = [each.claim_id for each in store.item(number).decisions]
    claims = store.ledger("small-war").claims.set_index("claim_id")
    assert claims.loc[claim_id, "place_id"] == "xx-tolmen"


def test_what_the_reviewer_corrects_is_accepted_and_on_record(store: Store) -> None:
    page = turn_to(ready(), "Karvala")
    press(page, "tt-edit")
    number = next(line["id"] for line in component(page, "lines")["lines"] if line["current"])
    page.selectbox(key=f"tt-claim-{number}-extent").set_value("part")
    page.text_input(key=f"tt-claim-{number}-note").set_value("the old town only")
    ran(page)
    press(page, "tt-accept")
    claims = store.ledger("small-war").claims
    claim = claims[claims["origin"] == "extracted"].iloc[0]
    assert (claim["extent"], claim["note"]) == ("part", "the old town only")
    assert store.item(number).decisions[0].edits["claims.extent"] == ("whole", "part")
    assert store.item(number).candidate.extent == "whole"


def test_a_new_side_needs_its_kind(store: Store) -> None:
    page = turn_to(ready(), "Karvala")
    number = next(line["id"] for line in component(page, "lines")["lines"] if line["current"])
    # As if the name had been typed into the field: AppTest can only choose there, the browser's tests type.
    sitting = page.session_state["sitting"]
    sitting.actors[number] = {"hills": {"actor_id": "hills", "name": "Hill People's Army", "kind": ""}}
    sitting.edit(number, {"actor_id": "hills"})
    press(page, "tt-edit")
    press(page, "tt-accept")
    assert "what kind of side" in html(page).lower()
    kind = next(box for box in page.selectbox if "is new here" in box.label)
    kind.set_value("rebel")
    ran(page)
    press(page, "tt-accept")
    actors = store.ledger("small-war").actors.set_index("actor_id")
    assert actors.loc["hills", "name"] == "Hill People's Army"


def test_rejecting_needs_a_reason_and_leaves_a_trace(store: Store) -> None:
    page = turn_to(ready(), "Tolmen")
    press(page, "tt-reject")
    press(page, "tt-why-2")
    assert queue(page)["Tolmen"]["status"] == "rejected"
    (item,) = store.queue("small-war", statuses=("rejected",))
    assert (item.decisions[0].who, item.decisions[0].why) == ("A. Analyst", "planned, attempted, feared or repelled")


def test_undo_brings_back_and_keeps_both_on_record(store: Store) -> None:
    page = turn_to(ready(), "Karvala")
    press(page, "tt-accept")
    press(page, "tt-undo")
    assert queue(page)["Karvala"]["status"] == "waiting"
    assert queue(page)["Karvala"]["current"]
    assert len(store.ledger("small-war").claims) == 3
    number = queue(page)["Karvala"]["id"]
    assert [each.kind for each in store.item(number).decisions] == ["accept", "undo"]
    assert "A. Analyst accepted this" in html(page)
    assert "A. Analyst undid" in html(page)


def test_the_second_reviewer_is_told_what_the_first_decided(store: Store) -> None:
    page = turn_to(ready(), "Karvala")
    number = queue(page)["Karvala"]["id"]
    store.reject(number, who="B. Colleague", why="told twice")
    press(page, "tt-accept")
    said = html(page)
    assert "Somebody was quicker" in said
    assert "B. Colleague rejected this" in said
    assert len(store.ledger("small-war").claims) == 3


def test_many_are_accepted_only_above_a_threshold_that_was_set(store: Store) -> None:
    page = ready()
    assert page.number_input(key="tt-threshold").value is None
    assert not any(button.key == "tt-accept-many" for button in page.button)
    page.number_input(key="tt-threshold").set_value(90)
    ran(page)
    assert page.button(key="tt-accept-many").label == "Accept these 2"
    shown = "\n".join(element.value for element in page.markdown)
    assert "Karvala" in shown
    assert "Tolmen" in shown
    assert "Brelin" not in shown
    press(page, "tt-accept-many")
    assert store.counts("small-war") == {"accepted": 2, "waiting": 2}


def test_a_denial_is_accepted_once_with_what_it_denies_when_many_are_accepted(store: Store) -> None:
    text = "Fighters of the Northern Front captured Karvala on Saturday. The Lowland Guard denied the claim.\n"
    page = paste(opened(), f"Karvala\n\n3 May 2015\n\n{text}", publisher="The Valley Courier")
    assert {each.candidate.stance for each in store.queue("small-war")} == {"asserts", "denies"}
    page.number_input(key="tt-threshold").set_value(10)
    press(ran(page), "tt-accept-many")
    assert store.counts("small-war") == {"accepted": 2}
    assert "2 of 2 accepted" in html(page)
    assert "Not accepted" not in html(page)


def test_an_article_that_was_filed_is_known_again(store: Store) -> None:
    page = turn_to(ready(), "Karvala")
    press(page, "tt-accept")
    paste(page, REPORT, publisher="The Valley Courier")
    assert "filed before" in html(page)
    assert queue(page)["Karvala"]["status"] == "accepted"
    changed = REPORT.replace("Friday", "Thursday")
    paste(page, changed, publisher="The Valley Courier")
    assert "changed version" in html(page)
    assert queue(page)["Karvala"]["status"] == "reopened"
    assert "A. Analyst accepted this" in html(turn_to(page, "Karvala"))


def test_words_of_an_article_never_become_markup(store: Store) -> None:
    page = paste(opened(), HOSTILE, publisher="<b>Courier</b>")
    assert "<img src=x" not in html(page)
    assert "<script" not in html(page)
    assert "<b>" not in html(page)
    texts = "".join(each["text"] for each in component(page, "stretches")["stretches"])
    assert "<script>alert(2)</script>" in texts
    press(page, "tt-accept")
    shown = AppTest.from_function(map_page, default_timeout=60)
    shown.query_params["day"], shown.query_params["place"] = "2015-05-02", "xx-karvala"
    assert "<script" not in html(ran(shown))


@pytest.mark.parametrize(
    ("text", "said"),
    [(ARABIC, "The rules read English"), ("Nothing happened today. The weather was fine.\n", "no candidate was found")],
)
def test_an_article_without_candidates_says_why(store: Store, text: str, said: str) -> None:
    page = paste(opened(), text)
    assert said in html(page)
    assert len(store.articles("small-war")) == 1


def test_what_cannot_be_read_is_said_and_nothing_is_lost(store: Store) -> None:
    page = opened()
    page.text_area[0].set_value("\u200b \n")
    ran(page)
    assert page.button(key="tt-read-paste").disabled
    page.text_area[0].set_value("* * *")
    ran(page)
    assert "cannot be read" in page.error[0].value
    assert page.text_area[0].value == "* * *"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1/", "private|local|public"),
        ("file:///etc/hosts", "https"),
        ("http://u:p@a.example/", "password"),
    ],
)
def test_a_link_that_is_refused_says_why(store: Store, url: str, said: str) -> None:
    page = opened()
    typed(page, "tt-url", url)
    press(page, "tt-fetch")
    assert "Not fetched" in page.error[0].value
    assert any(word in page.error[0].value for word in said.split("|"))


def test_files_come_in_together_and_a_broken_one_holds_none_up(store: Store) -> None:
    page = opened()
    rows = [{"text": UNDATED, "publisher": "The Valley Courier", "published": "2015-06-02"}, {"title": "no text here"}]
    files = [
        ("one.txt", REPORT.encode(), "text/plain"),
        ("broken.pdf", b"%PDF-1.7 nothing", "application/pdf"),
        ("two.jsonl", "\n".join(map(json.dumps, rows)).encode(), "application/jsonl"),
    ]
    page.file_uploader[0].set_value(files)
    ran(page)
    press(page, "tt-read-files")
    said = html(page)
    assert "broken.pdf" in said
    assert "two.jsonl" in said
    assert len(store.articles("small-war")) == 2


def test_other_engines_are_offered_only_where_they_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered() -> list[str]:
        return [option for each in opened().get("button_group") for option in each.proto.options]

    assert not offered()
    monkeypatch.setenv("TIMELINE_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("TIMELINE_LLM_MODEL", "small-model")
    monkeypatch.setenv("TIMELINE_LLM_KEY", "very-secret")
    page = opened()
    shown = [element.proto for element in page.get("button_group")]
    assert "llm:small-model" in str(shown)
    assert "very-secret" not in str(shown)
    monkeypatch.setenv("TIMELINE_LLM_MODEL", "")
    assert any("must name the model" in warning.value for warning in opened().warning)


def test_what_several_engines_say_alike_is_one_line(store: Store) -> None:
    page = ready()
    (karvala, *_) = [item for item in store.queue("small-war") if item.candidate.place == "Karvala"]
    second = replace(karvala.candidate, engine="llm:small-model", start=karvala.candidate.start + 9, confidence=0.99)
    article = store.article(karvala.article_id)
    store.file_article(article, [second], who="dashboard", name="small-war")
    page = opened()
    assert len(component(page, "lines")["lines"]) == 4
    assert queue(page)["Karvala"]["engines"] == "rules · llm:small-model"


def test_a_store_that_does_not_answer_leaves_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setenv("TIMELINE_DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    page = AppTest.from_function(review_page, default_timeout=60).run()
    assert not page.exception
    assert "working store cannot be used" in page.error[0].value
    assert "secret" not in "".join(each.value for each in (*page.error, *page.caption))
    shown = ran(AppTest.from_function(map_page, default_timeout=60))
    assert any("not on the map now" in warning.value for warning in shown.warning)
    assert "2015" in html(shown)


def test_a_change_of_the_files_reaches_the_store(store: Store, tmp_path: Path) -> None:
    opened()
    assert library.shelf().timeline.places["name"].tolist() == ["Brelin", "Karvala", "Tolmen"]
    places = tmp_path / "small-war" / "places.csv"
    places.write_text(places.read_text().replace("Tolmen,", "Tolmen Mills,"))
    assert "Tolmen Mills" in library.shelf().timeline.places["name"].tolist()


def test_what_files_and_store_say_differently_is_shown(store: Store, tmp_path: Path) -> None:
    page = turn_to(ready(), "Karvala")
    press(page, "tt-edit")
    press(page, "tt-accept")
    names = [source for source in store.ledger("small-war").sources["source_id"] if "valley" in source]
    sources = tmp_path / "small-war" / "sources.csv"
    sources.write_text(sources.read_text() + f"{names[0]},Another Courier,,,,,2015-05-03,,,,,\n")
    ran(page)
    assert any("say otherwise than the store" in each.label for each in page.expander)
    assert "The Valley Courier" in store.ledger("small-war").sources["publisher"].tolist()


def test_the_page_and_the_commands_mean_the_same_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("TIMELINE_DATABASE_URL", raising=False)
    assert not working.in_use()
    with open_store() as store:
        assert store.address == working.address() or working.address() in store.address
    assert working.in_use()


def _mark(number: int, start: int, end: int) -> Mark:
    return Mark(number, number, start, end, max(start - 5, 0), end + 5, "takes", "#123456", "label")


def test_stretches_are_the_text() -> None:
    text = "0123456789" * 10
    marks = [_mark(1, 10, 40), _mark(2, 30, 60), _mark(3, 95, 400)]
    made = stretches(text, marks, 2)
    assert "".join(each["text"] for each in made) == text
    over = next(each for each in made if len(each.get("marks", ())) == 2)
    assert over["text"] == text[30:40]
    assert over["marks"] == [2, 1]
    assert over["current"]
    assert stretches("", [_mark(1, 0, 3)], None) == []


def test_a_book_is_shown_around_its_marks() -> None:
    text = "word " * 60_000
    made = stretches(text, [_mark(1, 200_000, 200_010)], 1)
    shown = sum(len(each["text"]) for each in made)
    assert shown < 10_000
    assert shown + sum(each.get("gap", 0) for each in made) == len(text)
    assert any(each.get("current") for each in made)


@pytest.mark.parametrize(
    ("locator", "marked"),
    [
        ("characters 12-16, sentence 10-20", "cdef"),
        ("characters 12-16, sentence 10-21", ""),
        ("characters 8-16, sentence 10-20", ""),
        ("page 4", ""),
    ],
)
def test_only_a_quote_that_fits_its_locator_is_marked(locator: str, marked: str) -> None:
    made = quoted("abcdef&hij", locator)
    assert made.partition('<mark class="tt-mark">')[2].partition("</mark>")[0] == marked
    assert "&amp;" in made


def test_the_small_map_draws_readings_by_number_and_escapes_names() -> None:
    near, far = Spot("<b>A", 34.0, 41.0, number=1, chosen=True), Spot("B", -20.0, 10.0, number=2)
    svg = locator([near, far], [Spot("<i>C", 34.3, 41.3, "#112233", "border_crossing")], "light")
    ElementTree.fromstring(svg)
    assert "1 &lt;b&gt;A" in svg
    assert "&lt;i&gt;C" in svg
    assert ">2<" not in svg, "too far away to be on it"
    both = locator([replace(near, chosen=False), far], [], "dark")
    assert ">1<" in both
    assert ">2<" in both


def test_the_strip_shows_weeks_without_reading() -> None:
    week = pd.to_datetime(["2015-04-06", "2015-04-20"]).as_unit("s")
    weeks = pd.DataFrame({"week": week, "documents": [3, 1], "articles": [0, 1], "claims": [4, 0]})
    whole = over(weeks, parse_day("2015-04-01"), parse_day("2015-05-01"))
    assert whole["documents"].tolist() == [0, 3, 0, 1, 0]
    made = strip(whole, "2015-04-20")
    assert "in 3 of them nothing was read" in made
    assert "<u style" in made
    assert "<u style" not in strip(whole, "2019-01-01")
