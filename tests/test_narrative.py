"""Narratives: read, written, checked, told; no figure in them is typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import events
from dashboard.exports.brief import brief
from dashboard.exports.figures import PLACEHOLDER, WORDS
from dashboard.exports.made import of_day, of_span
from dashboard.exports.narrative import Narrative, Step, check, read, shelf, write
from dashboard.exports.stage import Stage
from dashboard.view import View
from events import Timeline
from events.datasets import BUILT_IN
from tests.ledgers import make

VIEW = View(day="2014-06-22")
LINES = """
e1: rawa takes isil from iraq 2014-06-20..2014-06-22 @AFP pub 2014-06-22
e1: rawa takes isil from iraq 2014-06-21 @Reuters pub 2014-06-23
e2: anah takes isil from iraq 2014-06-22 @AP
e3: haditha holds iraq 2014-06-21 @CNN
"""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return events.load(BUILT_IN)


@pytest.fixture
def small() -> Timeline:
    return Timeline(make(LINES))


def told(timeline: Timeline, text: str, view: View = VIEW, **more: object) -> tuple[str, list[str]]:
    """Tell one text; gives its words and the remarks."""
    step = Step(view, "H", text, **more)  # type: ignore[arg-type]
    made = brief(timeline, Narrative("T", (step,)))
    return "\n".join(block.text for block in made.pages[0].blocks), [str(remark) for remark in made.remarks]


def test_two_narratives_stand_beside_the_data_set(timeline: Timeline) -> None:
    kept = shelf(BUILT_IN)
    assert list(kept) == ["western-iraq-june-2014", "border-crossings-2014-2017"]
    for path in kept.values():
        narrative, said = read(path.read_text(encoding="utf-8"))
        made = brief(timeline, narrative)
        assert said == []
        assert made.remarks == ()
        assert len(narrative.steps) == 8
        assert all(page.cites and page.ringed for page in made.pages)
        assert read(write(narrative)) == (narrative, [])


def test_no_figure_in_them_is_typed() -> None:
    for path in shelf(BUILT_IN).values():
        for step in read(path.read_text(encoding="utf-8"))[0].steps:
            bare = re.sub(r"\{cite:[^}]*\}", "", step.text + step.notes)
            assert re.findall(r"\d", PLACEHOLDER.sub("", bare)) == []


def test_other_files_of_a_data_set_are_left_alone() -> None:
    ledger = events.load(BUILT_IN).ledger
    assert not [problem for problem in ledger.problems if "narratives" in problem.file]


def test_figures_are_the_ledgers(timeline: Timeline) -> None:
    state = timeline.on(VIEW.day)
    held = state[(state["status"] == "controlled") & (state["holder"] == "islamic_state")]
    crossings = held[held["kind"] == "border_crossing"]
    changes = timeline.changes("2014-06-15", VIEW.day)
    gained = changes[(changes["change"] == "gained") & (changes["actor_id"] == "islamic_state")]
    words, said = told(
        timeline,
        "{held:islamic_state} {held:islamic_state:border_crossing} {gained:islamic_state:7} {contested} {unknown}"
        " {places:border_crossing}",
    )
    assert said == []
    counts = [
        len(held), len(crossings), len(gained), (state["status"] == "contested").sum(),
        (state["status"] == "unknown").sum(), (state["kind"] == "border_crossing").sum(),
    ]  # fmt: skip
    assert words.split() == [str(count) for count in counts]
    assert min(counts) > 1


def test_figures_keep_to_the_filters_as_the_map_does(timeline: Timeline) -> None:
    view = View(day="2015-05-25", kinds=("border_crossing",), countries=("SY", "IQ"))
    scene = Stage(timeline, view).scene(view.day)
    asked = " ".join(f"{{held:{actor}}}" for actor in timeline.actors["actor_id"])
    words, said = told(timeline, asked + " {contested} {changing}", view)
    assert said == []
    assert [int(word) for word in words.split()] == [*scene.held, scene.tally["contested"], scene.tally["changing"]]


def test_events_and_places_are_told(small: Timeline) -> None:
    asked = "{day} | {day:e1} | {standing:e1} | {voices:e1} | {denials:e1} | {claims:e1} | {sources:e1} | {state:rawa}"
    words, said = told(small, asked)
    assert said == []
    assert words == "22 June 2014 | 21 June 2014 | confirmed | 2 | 0 | 2 | 2 | held by Isil"
    words, said = told(
        small, "{holder:haditha} | {since:haditha} | {age:haditha} | {name:isil} | {name:rawa} | {silent:1}"
    )
    assert said == []
    assert words == "Iraq | 21 June 2014 | 1 | Isil | Rawa | 0"
    assert told(small, "{published:afp-2014-06-22}")[0] == "22 June 2014"


def test_the_second_clock_counts_what_was_known(small: Timeline) -> None:
    then = replace(VIEW, known="2014-06-22")
    words, _ = told(small, "{voices:e1} {sources:e1} {cite:e1}", then)
    assert words == "1 1 [1]"
    assert told(small, "{voices:e1} {cite:e1}")[0] == "2 [1][2]"
    # What its author cites by name is cited, whenever it was published.
    assert told(small, "{cite:c1,c2}", then)[0] == "[1][2]"


def test_every_word_of_the_list_can_be_asked(small: Timeline) -> None:
    given = {
        "held": ":isil", "changes": ":7", "gained": ":isil:7", "lost": ":iraq:7", "silent": ":7", "name": ":isil",
        "published": ":ap-2014-06-22",
    }  # fmt: skip
    given |= {"cite": ":c1", "report": ":2014-06-01"}
    for word, means in WORDS.items():
        least = ":e1" if "EVENT}" in means and word != "day" else ":rawa" if "PLACE}" in means or "ID}" in means else ""
        words, said = told(small, f"{{{word}{given.get(word, least)}}}")
        assert said == [], word
        assert words, word


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{held:isis}", "no actor is called 'isis'; did you mean 'isil'?"),
        ("{held:isil:twon}", "'twon' is no kind of place; did you mean 'town'?"),
        ("{state:rawah}", "no place is called 'rawah'; did you mean 'rawa'?"),
        ("{voices:e9}", "there is no event 'e9'"),
        ("{cite:c9}", "it cites 'c9', which is no claim, event or source"),
        ("{cited:c1}", "{cited} is no figure"),
        ("{changes}", "is asked otherwise"),
        ("{changes:soon}", "'soon' is no number of days"),
        ("{report:22.6.2014}", "is not a date"),
        ("{report:2015-01-01}", "must not be after"),
    ],
)
def test_what_does_not_exist_is_said(small: Timeline, text: str, said: str) -> None:
    _, remarks = told(small, f"So: {text}" if "report" not in text else text)
    assert len(remarks) == 1
    assert said in remarks[0]
    assert remarks[0].startswith("step 1: ")


def test_missing_places_events_actors_and_days_are_said(timeline: Timeline) -> None:
    view = View(day="2024-01-01", actors=("nobody",), countries=("XX",), place="nowhere")
    step = Step(view, "H", "", places=("iq-rutbax", "iq-rutba"), events=("never",))
    said = [str(remark) for remark in check(Narrative("T", (Step(VIEW), step)), timeline)]
    assert [line.partition(":")[0] for line in said] == ["step 2"] * 6
    for word in ("iq-rutbax", "nowhere", "never", "nobody", "XX", "2024-01-01"):
        assert sum(word in line for line in said) == 1
    # The rest is told all the same.
    assert brief(timeline, Narrative("T", (step,))).pages[0].ringed == {"iq-rutba"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs a title and a list of steps"),
        ("title: x\nsteps: []", "needs a title and a list of steps"),
        ("- a\n- b", "needs a title and a list of steps"),
        ("a: [", "no YAML"),
        ("[" * 5000, "no YAML"),
        ("steps: [1, x]", "none of the steps can be read"),
        ("steps:\n" + "- {headline: x}\n" * 1001, "1,001 steps"),
        ("x" * 2_000_001, "2,000,001 characters"),
    ],
)
def test_no_narrative_at_all(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read(text, "2014-06-22")


def test_what_cannot_be_read_is_left_out_and_said() -> None:
    found, said = read(
        "title: T\nsteps:\n- {headline: A, veiw: {}}\n- {headline: B, view: {day: 2014-13-01, kinds: [town, hut]}}\n"
        "- 7\n- {view: {day: [1]}, places: x, text: [a]}\n",
        "2014-06-22",
    )
    assert [step.view.day for step in found.steps] == ["2014-06-22"] * 3
    assert [remark.step for remark in said] == [1, 2, 2, 3, 4]
    assert "'veiw' is no field" in said[0].message
    assert "hut" in said[2].message or "hut" in said[1].message


def test_names_do_not_become_markdown_or_figures() -> None:
    name = "**A** [x](http://evil.example) {held:isil} <b>&amp;"
    small = Timeline(make(LINES, places=[{"place_id": "rawa", "name": name}]))
    made = brief(small, Narrative("T", (Step(VIEW, "{name:rawa}", "see {name:rawa}\n\n{report:2014-06-01}"),)))
    assert made.pages[0].headline == name
    assert made.pages[0].blocks[0].text == f"see {name}"
    assert {run.href for block in made.pages[0].blocks for run in block.runs} == {""}
    assert not any(run.bold for block in made.pages[0].blocks for run in block.runs)


def test_html_and_other_schemes_are_text(small: Timeline) -> None:
    step = Step(VIEW, "<i>x</i>", "<b>x</b> [a](javascript:alert(1)) [b](https://b.example) <https://c.example>\u202e")
    page = brief(small, Narrative("T", (step,))).pages[0]
    assert page.headline == "<i>x</i>"
    assert "<b>x</b>" in page.blocks[0].text
    assert "\u202e" not in page.blocks[0].text
    assert {run.href for run in page.blocks[0].runs} == {"", "https://b.example", "https://c.example"}


def test_five_hundred_steps_are_told(small: Timeline) -> None:
    steps = tuple(Step(VIEW, f"{{held:isil}} {number}", "x" * 20) for number in range(500))
    made = brief(small, read(write(Narrative("T", steps)))[0])
    assert [page.headline for page in made.pages] == [f"2 {number}" for number in range(500)]
    assert made.remarks == ()
    # Steps that look at the same thing share what they are drawn from.
    assert made.stage(VIEW) is made.stage(replace(VIEW, day="2014-06-01", zoom=3.0, lat=1.0, lng=1.0))


def test_of_a_day_and_of_a_span(timeline: Timeline) -> None:
    one = brief(timeline, of_day(timeline, VIEW))
    assert len(one.pages) == 1
    assert one.remarks == ()
    assert any("took" in block.text for block in one.pages[0].blocks)
    span = brief(timeline, of_span(timeline, VIEW, "2014-06-01"))
    days = [page.view.day for page in span.pages]
    assert days == sorted(set(days))
    assert (days[0], days[-1], len(days)) == ("2014-06-01", "2014-06-22", 8)
    assert span.remarks == ()
    assert of_span(timeline, VIEW, VIEW.day).steps[0].view.day == VIEW.day
    with pytest.raises(ValueError, match="must not be after"):
        of_span(timeline, VIEW, "2014-06-23")


_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60).map(str.strip)
_IDS = st.lists(_TEXT.filter(bool), max_size=3).map(tuple)
_VIEWS: Callable[..., st.SearchStrategy[View]] = st.builds(
    View,
    day=st.dates(min_value=np.datetime64("1900-01-01").item()).map(str),
    known=st.sampled_from(("", "then", "2014-06-23")),
    rule=st.sampled_from(("assessed", "latest", "publisher:AFP: x")),
    kinds=st.sampled_from(((), ("town",), ("town", "dam"))),
    lat=st.just(34.25),
    lng=st.just(-41.5),
    zoom=st.just(6.5),
)  # type: ignore[assignment]


@settings(max_examples=60)
@given(st.lists(st.builds(Step, view=_VIEWS, headline=_TEXT, text=_TEXT, places=_IDS, notes=_TEXT), min_size=1))  # type: ignore[arg-type]
def test_what_is_written_is_read_again(steps: list[Step]) -> None:
    plain = str.maketrans("", "", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
    kept = tuple(
        replace(
            step,
            headline=step.headline.translate(plain),
            text=step.text.translate(plain),
            notes=step.notes.translate(plain),
        )
        for step in steps
    )
    narrative = Narrative("null", kept, description="yes", author="~")
    assert read(write(narrative)) == (narrative, [])
