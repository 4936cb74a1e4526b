"""The tell page as Streamlit runs it: stories read, written, saved with every change, and nothing of them lost."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from PIL import Image
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

import events
from dashboard import library, steps, working
from dashboard.exports.narrative import Narrative, Step, read, write
from dashboard.panels.choices import apart, choices
from dashboard.panels.story import remarked, told
from dashboard.view import View
from events.store import Store, open_store
from tests.ledgers import make
from tests.reviews import HOSTILE, data_set

VIEW = View(day="2015-04-05", lat=33.0, lng=44.0, zoom=6.5)
TOLD = Narrative(
    "The lowland",
    (
        Step(VIEW, "On {day}", "The Guard held {held:guard} {cite:xx-brelin-2015-04-guard}.", ("xx-brelin",)),
        Step(replace(VIEW, day="2015-04-12"), "Tolmen", "{state:xx-tolmen}", events=("xx-brelin-2015-04-guard",)),
        Step(replace(VIEW, day="2015-04-20"), "Karvala", "**{name:xx-karvala}**", notes="Say it slowly."),
    ),
    description="How a small war began.",
    author="The makers",
)


def tell_page() -> None:
    from dashboard.pages import tell

    tell.show()


def map_page() -> None:
    from dashboard.pages import map

    map.show()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = data_set(tmp_path / "small-war")
    (made / "narratives").mkdir()
    (made / "narratives" / "lowland.yml").write_text(write(TOLD), encoding="utf-8")
    monkeypatch.setenv("TIMELINE_DATASET", str(made))
    monkeypatch.setenv("TIMELINE_DATABASE_URL", str(tmp_path / "store.sqlite"))
    return made


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Iterator[Store]:
    """A second way into the store that the page uses, as a colleague has it."""
    with open_store(tmp_path / "store.sqlite") as opened:
        yield opened


def opened(**query: str) -> AppTest:
    page = AppTest.from_function(tell_page, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return ran(page)


def ran(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception
    return page


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return ran(page)


def field(page: AppTest, name: str) -> Any:
    """A field of the form, by the name of what is written into it."""
    kinds = (*page.text_input, *page.text_area, *page.multiselect)
    (found,) = [each for each in kinds if each.key and each.key.startswith(f"tt-{name}-")]
    return found


def typed(page: AppTest, name: str, words: Any) -> AppTest:
    field(page, name).set_value(words)
    return ran(page)


def sign(page: AppTest, name: str = "Ann") -> AppTest:
    page.text_input(key="tt-teller").set_value(name)
    return ran(page)


def mine(name: str = "Ann") -> AppTest:
    """A copy of the story, signed."""
    return press(sign(opened(), name), "tt-copy")


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def lines(page: AppTest) -> dict[str, Any]:
    """What the list of steps was given."""
    for element in page.get("bidi_component"):
        given: dict[str, Any] = json.loads(element.proto.json)
        if "editable" in given:
            return given
    raise AssertionError("there is no list of steps")


def headlines(page: AppTest) -> list[str]:
    return [line["headline"] for line in lines(page)["lines"]]


def newest(store: Store, name: str = "the-lowland-copy") -> Narrative:
    kept = store.narratives.newest(name)
    assert kept is not None
    return read(kept.content)[0]


def test_a_story_of_the_data_set_is_read_as_it_will_be_told(folder: Path) -> None:
    page = opened()
    assert headlines(page) == ["On 5 April 2015", "Tolmen", "Karvala"]
    said = html(page)
    assert '<h3><bdi dir="auto">On 5 April 2015</bdi></h3>' in said
    assert "The Guard held 1 " in said
    assert "[1]" in said
    assert "Morning Post" in said
    assert "Step 1 of 3" in said
    # It can be read and copied, not changed; and looking at it makes no store.
    assert not lines(page)["editable"]
    assert not page.text_area
    assert [button.label for button in page.button if button.key == "tt-copy"] == ["Copy to edit"]
    assert not working.in_use() or not Path(working.address()).exists()


def test_the_address_leads_to_a_step(folder: Path) -> None:
    page = opened(story="lowland", step="3")
    assert "Karvala" in html(page)
    assert [line["current"] for line in lines(page)["lines"]] == [False, False, True]
    page = opened(story="<script>", step="999")
    assert "There is no story &#x27;&lt;script&gt;&#x27;." in html(page)
    assert page.query_params["story"] == "lowland"
    assert page.query_params["step"] == "1"


def test_a_copy_is_saved_under_the_name_of_who_made_it(store: Store) -> None:
    page = mine("Ann")
    kept = store.narratives.newest("the-lowland-copy")
    assert kept is not None
    assert (kept.who, kept.number, kept.title) == ("Ann", 1, "The lowland (copy)")
    assert newest(store) == replace(TOLD, title="The lowland (copy)", author="Ann")
    assert lines(page)["editable"]
    assert page.query_params["story"] == "the-lowland-copy"
    # The data set is in the store with it, and the map shows the same.
    assert store.datasets() == ("small-war",)
    press(page, "tt-new")
    assert [each.title for each in store.narratives.listed()] == ["The lowland (copy)", "Untitled story"]


def test_without_a_name_nothing_is_saved_and_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    page = press(opened(), "tt-copy")
    typed(page, "headline", "Mine")
    assert "Not saved yet: give your name" in html(page)
    assert not (tmp_path / "store.sqlite").exists()
    # Another story, and back.
    page.selectbox[0].set_value("lowland")
    ran(page)
    assert "Not saved yet" not in html(page)
    (laid,) = list(page.session_state["tellings_aside"])
    page.selectbox[0].set_value(laid)
    ran(page)
    assert headlines(page)[0] == "Mine"
    sign(page, "Ben")
    with open_store(tmp_path / "store.sqlite") as store:
        assert newest(store).steps[0].headline == "Mine"
    assert "Not saved" not in html(page)


def test_what_is_typed_is_told_and_saved_at_once(store: Store) -> None:
    page = mine()
    typed(page, "text", "*{held:guard}* of {places}\n\n- one {cite:xx-tolmen}\n")
    typed(page, "headline", "{name:front}")
    typed(page, "notes", "Wait.")
    said = html(page)
    assert "<em>1</em> of 3" in said
    assert '<bdi dir="auto">Northern Front</bdi></h3>' in said
    assert "Wait." in said
    step = newest(store).steps[0]
    assert (step.text, step.headline, step.notes) == (
        "*{held:guard}* of {places}\n\n- one {cite:xx-tolmen}\n".strip("\n"),
        "{name:front}",
        "Wait.",
    )
    assert [each.who for each in store.narratives.history("the-lowland-copy")] == ["Ann"] * 4


def test_the_checker_speaks_beside_the_step(store: Store) -> None:
    page = mine()
    typed(page, "text", "{held:gaurd} {voices:nothing}")
    said = html(page)
    assert "No actor is called &#x27;gaurd&#x27;; did you mean &#x27;guard&#x27;?" in said
    assert "There is no event &#x27;nothing&#x27;" in said
    assert lines(page)["lines"][0]["remarks"] == "2 remarks"
    bad = Step(View(day="2031-01-01"), "H", places=("xx-nowhere",), events=("never",))
    name = store.narratives.begin("Bad", write(Narrative("Bad", (bad,))), who="Ben").narrative_id
    page = opened(story=name)
    said = html(page)
    for words in ("xx-nowhere", "never", "2031-01-01 lies outside the data"):
        assert words in said
    assert field(page, "places").value == ["xx-nowhere"]
    assert "xx-nowhere (not in this data set)" in field(page, "places").options


def test_places_and_events_are_picked(store: Store) -> None:
    page = mine()
    assert field(page, "places").options == ["Brelin (town)", "Karvala (town)", "Tolmen (town)"]
    assert any("Brelin, Guard took it" in option for option in field(page, "events").options)
    typed(page, "places", ["xx-karvala", "xx-tolmen"])
    typed(page, "events", ["xx-brelin-2015-04-guard"])
    step = newest(store).steps[0]
    assert (step.places, step.events) == (("xx-karvala", "xx-tolmen"), ("xx-brelin-2015-04-guard",))
    image = lines(page)["lines"][0]["image"]
    rings = dict(parse_qsl(urlsplit(image).query))["ring"]
    assert set(rings.split("~")) == {"xx-karvala", "xx-tolmen", "xx-brelin"}


def test_undo_takes_back_one_change_after_the_other(store: Store) -> None:
    page = mine()
    typed(page, "headline", "One")
    typed(page, "headline", "Two")
    press(page, "tt-like")
    assert len(headlines(page)) == 4
    for expected in (
        ["Two", "Tolmen", "Karvala"],
        ["One", "Tolmen", "Karvala"],
        ["On 5 April 2015", "Tolmen", "Karvala"],
    ):
        press(page, "tt-undo")
        assert headlines(page) == expected
        assert len(newest(store).steps) == 3
    assert page.button(key="tt-undo").disabled
    assert field(page, "headline").value == "On {day}"
    # Nothing was taken out of the store by it.
    assert len(store.narratives.history("the-lowland-copy")) == 7


def changed_by_another(store: Store, headline: str = "Theirs") -> None:
    kept = store.narratives.newest("the-lowland-copy")
    assert kept is not None
    told = read(kept.content)[0]
    told = replace(told, steps=(replace(told.steps[0], headline=headline), *told.steps[1:]))
    store.narratives.save(kept.narrative_id, kept.title, write(told), who="Ben", seen=kept.number)


def test_the_second_of_two_tellers_is_told(store: Store) -> None:
    page = mine()
    changed_by_another(store)
    typed(page, "text", "Mine")
    assert "Ben saved this story" in html(page)
    assert "Your changes are here and not saved yet" in html(page)
    assert newest(store).steps[0].text != "Mine"
    # What is typed meanwhile is kept too.
    typed(page, "notes", "Also mine")
    press(page, "tt-quicker-over")
    step = newest(store).steps[0]
    assert (step.headline, step.text, step.notes) == ("On {day}", "Mine", "Also mine")
    assert [each.who for each in store.narratives.history("the-lowland-copy")] == ["Ann", "Ben", "Ann"]
    assert "Ben saved" not in html(page)


def test_mine_can_be_kept_as_a_copy(store: Store) -> None:
    page = mine()
    changed_by_another(store)
    typed(page, "text", "Mine")
    press(page, "tt-quicker-copy")
    assert [(each.title, each.who) for each in store.narratives.listed()] == [
        ("The lowland (copy)", "Ben"), ("The lowland (copy) (Ann)", "Ann"),
    ]  # fmt: skip
    assert newest(store, "the-lowland-copy-ann").steps[0].text == "Mine"
    assert newest(store).steps[0].headline == "Theirs"
    assert page.query_params["story"] == "the-lowland-copy-ann"


def test_theirs_can_be_shown_and_mine_comes_back_by_undo(store: Store) -> None:
    page = mine()
    changed_by_another(store)
    typed(page, "text", "Mine")
    press(page, "tt-quicker-theirs")
    assert headlines(page)[0] == "Theirs"
    press(page, "tt-undo")
    assert newest(store).steps[0].text == "Mine"


def test_who_changed_nothing_sees_the_newest(store: Store) -> None:
    page = mine()
    changed_by_another(store)
    ran(page)
    assert headlines(page)[0] == "Theirs"
    assert "Ben saved this story" in html(page)
    assert field(page, "headline").value == "Theirs"


def test_a_story_is_deleted_and_brought_back(store: Store) -> None:
    page = open_menu(mine())
    press(page, "tt-delete-story")
    assert store.narratives.listed() == []
    assert "The lowland (copy) is deleted." in html(page)
    assert headlines(page)[0] == "On 5 April 2015"
    open_menu(page)
    press(page, "tt-back-the-lowland-copy")
    assert [each.number for each in store.narratives.listed()] == [3]
    assert lines(page)["editable"]


def test_a_story_that_another_deleted_comes_back_with_the_next_change(store: Store) -> None:
    page = mine()
    store.narratives.remove("the-lowland-copy", who="Ben", seen=1)
    ran(page)
    assert "Ben deleted this story" in html(page)
    assert headlines(page)[1] == "Tolmen"
    typed(page, "headline", "Still here")
    assert newest(store).steps[0].headline == "Still here"
    assert len(store.narratives.listed()) == 1


def open_menu(page: AppTest) -> AppTest:
    page.session_state["tt-story-menu"] = True
    return ran(page)


def test_the_title_and_the_history(store: Store) -> None:
    page = open_menu(mine())
    (title,) = [each for each in page.text_input if each.key.startswith("tt-about-title")]
    title.set_value("  Our valley ")
    ran(page)
    assert store.narratives.listed()[0].title == "Our valley"
    assert newest(store).title == "Our valley"
    (title,) = [each for each in page.text_input if each.key.startswith("tt-about-title")]
    title.set_value(" ")
    ran(page)
    assert "A story needs a title" in html(page)
    assert store.narratives.listed()[0].title == "Our valley"


def upload(page: AppTest, content: bytes, name: str = "given.yml") -> AppTest:
    (field,) = page.file_uploader
    field.set_value((name, content, "application/yaml"))
    return ran(page)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: [", "this is no YAML"),
        (b"\xff\xfe\x00", "can't decode"),
        (b"title: x", "needs a title and a list of steps"),
        (b"", "needs a title and a list of steps"),
    ],
)
def test_what_is_no_story_is_said_and_changes_nothing(store: Store, content: bytes, said: str) -> None:
    page = upload(open_menu(mine()), content)
    assert said in page.error[0].value.replace("\\", "")
    assert "Not imported, nothing was changed" in page.error[0].value
    assert len(store.narratives.history("the-lowland-copy")) == 1


def test_a_story_is_imported_with_what_is_wrong_in_it(store: Store) -> None:
    page = open_menu(mine())
    upload(page, b"title: Given\nsteps:\n- {headline: A, veiw: 1, view: {day: 2015-04-06}}\n- 7\n")
    assert "no field of it" in page.warning[0].value
    press(page, "tt-import")
    assert newest(store, "given").steps[0].view.day == "2015-04-06"
    assert headlines(page) == ["A"]
    assert len(store.narratives.history("the-lowland-copy")) == 1


def test_a_story_is_imported_in_place_of_another_and_undone(store: Store) -> None:
    page = open_menu(mine())
    upload(page, write(Narrative("Given", (Step(VIEW, "A"),))).encode())
    press(page, "tt-import-over")
    assert newest(store) == Narrative("Given", (Step(VIEW, "A"),))
    press(page, "tt-undo")
    assert newest(store).title == "The lowland (copy)"


def test_words_of_others_stay_words(store: Store) -> None:
    hostile = "<img src=x onerror=alert(1)> {held:<b>} \u202eabc"
    told = Narrative(hostile, (Step(VIEW, hostile, HOSTILE, notes=hostile),), hostile, author=hostile)
    store.import_folder(library.folder_named(), who="Ben")
    name = store.narratives.begin(hostile, write(told), who=hostile).narrative_id
    page = open_menu(opened(story=name))
    assert "<img src=x" not in html(page)
    assert "<script>" not in html(page)
    assert "javascript:" not in html(page).replace("(javascript:alert(3))", "")
    assert "&lt;img src=x onerror=alert(1)&gt;" in html(page)
    assert "\u202e" not in html(page)
    for element in (*page.markdown, *page.caption):
        assert "<img" not in element.value or "\\<img" in element.value


def test_long_stories_and_long_texts(store: Store) -> None:
    many = Narrative(
        "Many",
        tuple(
            Step(VIEW, f"\u0639\u0627\u0646\u0629 {at} \U0001f600", "x" * (10_000 if at == 499 else 2_000))
            for at in range(500)
        ),
    )
    store.import_folder(library.folder_named(), who="Ben")
    store.narratives.begin("Many", write(many), who="Ben")
    page = opened(story="many", step="500")
    assert headlines(page)[-1] == "\u0639\u0627\u0646\u0629 499 \U0001f600"
    assert len(headlines(page)) == 500
    sign(page)
    typed(page, "headline", "Last")
    assert newest(store, "many").steps[-1].headline == "Last"


def test_only_what_is_saved_can_be_presented(folder: Path) -> None:
    def present(page: AppTest) -> Any:
        (found,) = page.get("link_button")
        return found.proto

    assert present(opened()).url == "present/lowland?theme=light&step=1"
    page = press(opened(), "tt-copy")
    assert present(page).disabled
    sign(page)
    assert not present(page).disabled
    assert present(page).url == "present/the-lowland-copy?theme=light&step=1"


def test_a_store_that_fails_is_said_and_the_story_stays(store: Store, tmp_path: Path) -> None:
    page = mine()
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        typed(page, "headline", "Mine")
        assert "Not saved: somebody else is writing" in html(page)
        assert headlines(page)[0] == "Mine"
    press(page, "tt-save-again")
    assert "Not saved" not in html(page)
    assert newest(store).steps[0].headline == "Mine"


def map_opened(session: dict[str, Any] | None = None, **query: str) -> AppTest:
    page = AppTest.from_function(map_page, default_timeout=60)
    for name, value in (session or {}).items():
        page.session_state[name] = value
    for name, value in query.items():
        page.query_params[name] = value
    return ran(page)


def test_the_view_of_the_map_becomes_a_step(store: Store) -> None:
    page = map_opened(day="2015-04-07", kinds="town", lat="33.5", lng="44.5", zoom="7", known="then", place="xx-brelin")
    press(page, "tt-add-step")
    story = page.session_state["telling"]
    assert story.step.view == View(
        day="2015-04-07", known="then", kinds=("town",), lat=33.5, lng=44.5, zoom=7.0, place="xx-brelin"
    )
    assert story.step.places == ("xx-brelin",)
    assert "not saved before you give your name" in page.toast[0].value
    press(page, "tt-add-step")
    assert len(page.session_state["telling"].ids) == 2
    # With a name it is saved at once, and the word about it leads there.
    signed = map_opened({"telling": mine().session_state["telling"]}, day="2015-04-08")
    signed.session_state["sitting"] = mine_sitting("Ann")
    press(signed, "tt-add-step")
    assert newest(store).steps[-1].view.day == "2015-04-08"
    assert "(tell?story=the-lowland-copy&step=4)" in signed.toast[0].value


def mine_sitting(name: str) -> Any:
    from dashboard.pages.sitting import Sitting

    return Sitting(reviewer=name)


def test_a_step_gets_a_new_view_on_the_map(store: Store) -> None:
    story = mine().session_state["telling"]
    number = story.ids[1]
    given = {"telling": story, "adjusting": number, "sitting": mine_sitting("Ann"), "tell_page": None}
    page = map_opened(given, day="2015-05-01")
    assert [button.label for button in page.button if button.key == "tt-use-view"] == ["Use this view for step 2"]
    assert not [button for button in page.button if button.key == "tt-add-step"]


def test_a_step_is_drawn_for_its_address(folder: Path) -> None:
    shelf = library.shelf()
    step = TOLD.steps[0]
    asked = dict(parse_qsl(urlsplit(steps.address(shelf, step, "light")).query))
    assert asked["ring"] == "xx-brelin"
    with Image.open(io.BytesIO(steps.drawn(shelf, asked))) as light:
        assert light.size == (896, 584)
        plain = light.convert("RGB")
    with Image.open(io.BytesIO(steps.drawn(shelf, {**asked, "ring": ""}))) as bare:
        assert bare.convert("RGB").tobytes() != plain.tobytes()
    with Image.open(io.BytesIO(steps.drawn(shelf, {**asked, "theme": "dark"}))) as dark:
        assert sum(dark.convert("L").resize((1, 1)).tobytes()) < sum(plain.convert("L").resize((1, 1)).tobytes()) - 80


@pytest.mark.parametrize(
    ("version", "query", "status"),
    [("", "day=2015-04-05", 200), ("gone", "", 404), ("", "day=2015-04-05&rule=publisher:Nobody", 400)],
)
def test_the_picture_answers(folder: Path, version: str, query: str, status: int) -> None:
    asked = {
        "type": "http",
        "query_string": query.encode(),
        "headers": [],
        "path_params": {"version": version or library.shelf().version},
    }
    answer = asyncio.run(steps.picture(Request(asked)))
    assert answer.status_code == status
    assert (answer.headers.get("cache-control") is not None) == (status == 200)


def test_ids_with_the_same_words_are_told_apart() -> None:
    assert apart({"a": "Hit", "b": "Hit", "c": "Ana"}) == {"a": "Hit \u00b7 a", "b": "Hit \u00b7 b", "c": "Ana"}
    twice = [{"place_id": place, "name": "Same"} for place in ("rawa", "anah")]
    ledger = make("rawa takes isil from iraq 2014-06-20 @AFP\nanah takes isil from iraq 2014-06-20 @AFP", places=twice)
    found = choices(events.Timeline(ledger))
    assert len(set(found.places.values())) == 2
    assert len(set(found.events.values())) == 2


def test_remarks_are_escaped() -> None:
    assert remarked([]) == ""
    assert "<b>" not in remarked(["<b>x"])
    assert told is not None


def test_a_figure_is_chosen_and_put_into_the_text(store: Store) -> None:
    from dashboard.exports.figures import WORDS
    from dashboard.pages.telling_figures import ASKS

    assert list(ASKS) == list(WORDS)
    page = mine()
    page.session_state["tt-figures"] = True
    ran(page)
    for word in ASKS:
        page.selectbox(key="tt-figure-word").set_value(word)
        ran(page)
        said = [element.value for element in page.markdown if element.value.startswith("Now: ")]
        # The sides of this war gained nothing in these days: a report says so, and no figure fails.
        assert len(said) == 1, word
        assert "not known" not in said[0], (word, said)
    page.selectbox(key="tt-figure-word").set_value("held")
    ran(page)
    for side, count in (("front", 0), ("guard", 1)):
        page.selectbox(key="tt-figure-actor").set_value(side)
        ran(page)
        assert f"Now: **{count}**" in [element.value for element in page.markdown]
    press(page, "tt-figure-put")
    assert newest(store).steps[0].text.endswith("{cite:xx-brelin-2015-04-guard}. {held:guard}")
    assert field(page, "text").value.endswith(" {held:guard}")
