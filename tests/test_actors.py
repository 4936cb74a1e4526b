"""Armed sides in text: names, nationalities, governments, bare nouns, and those who are only behind a side."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import load, vocab
from events.datasets import __file__ as datasets
from events.extract.gazetteer.lexicon import table
from events.extract.mentions import ActorMention
from events.extract.sides.actors import Actors


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.open()


def _told(found: list[ActorMention]) -> list[tuple[str, str, str]]:
    return [(each.surface, each.actor_id, each.role) for each in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ISIL and the Islamic State group met Da'esh.",
         [("ISIL", "islamic_state", "force"), ("Islamic State group", "islamic_state", "force"),
          ("Da'esh", "islamic_state", "force")]),
        ("M23 rebels, FARDC troops and the Lord's Resistance Army",
         [("M23 rebels", "m23", "force"), ("FARDC troops", "dr_congo_government", "force"),
          ("Lord's Resistance Army", "lra", "force")]),
        ("The peshmerga, the People’s Defence Force (PDF) and al-Shabab",
         [("peshmerga", "peshmerga", "force"), ("People’s Defence Force", "pdf_myanmar", "force"),
          ("PDF", "pdf_myanmar", "force"), ("al-Shabab", "al_shabaab", "force")]),
        ("Ethiopian federal troops, the Congolese army and Uruguayan soldiers",
         [("Ethiopian federal troops", "ethiopia_government", "force"),
          ("Congolese army", "dr_congo_government", "force"), ("Uruguayan soldiers", "uruguay_government", "force")]),
        ("South Sudanese police and Sri Lankan forces",
         [("South Sudanese police", "south_sudan_government", "force"),
          ("Sri Lankan forces", "sri_lanka_government", "force")]),
        ("Moscow's forces and Armenia's army",
         [("Moscow's forces", "russia_government", "force"), ("Armenia's army", "armenia_government", "force")]),
        ("the government of Chad; an army of Eritrea",
         [("government of Chad", "chad_government", "force"), ("army of Eritrea", "eritrea_government", "force")]),
        ("Haftar's fighters and forces loyal to General Khalifa Haftar",
         [("Haftar's fighters", "libya_lna", "force"),
          ("forces loyal to General Khalifa Haftar", "libya_lna", "force")]),
        ("Baku said the Azerbaijanis had crossed into Armenia.",
         [("Baku", "azerbaijan_government", "government"), ("Azerbaijanis", "azerbaijan_government", "people"),
          ("Armenia", "armenia_government", "government")]),
    ],
)  # fmt: skip
def test_sides_are_known_by_their_names(actors: Actors, text: str, told: list[tuple[str, str, str]]) -> None:
    assert _told(actors.find(text)) == told


@pytest.mark.parametrize(
    ("text", "surface", "actor"),
    [
        ("The Turkish-backed Syrian National Army left.", "Syrian National Army", "syrian_national_army"),
        ("Rwandan-backed M23 rebels left.", "M23 rebels", "m23"),
        ("Pro-Russian separatists left.", "Pro-Russian separatists", "russian_separatists"),
        ("The Saudi-led coalition left.", "Saudi-led coalition", "saudi_led_coalition"),
        ("US-led coalition warplanes left.", "US-led coalition warplanes", "us_led_coalition"),
        ("An Iranian-backed militia left.", "militia", ""),
        ("Uganda-aligned fighters left.", "fighters", ""),
        ("Pro-Kenyan gunmen left.", "gunmen", ""),
    ],
)
def test_who_is_behind_a_side_is_not_the_side(actors: Actors, text: str, surface: str, actor: str) -> None:
    (mention,) = actors.find(text)
    assert (mention.surface, mention.actor_id) == (surface, actor)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("The rebels drove government troops out.", ["rebels", "government troops"]),
        ("Opposition fighters and the junta agreed; the group denied it.", ["Opposition fighters", "junta", "group"]),
        ("Sudanese fighters met Ethiopian rebels.", ["Sudanese fighters", "Ethiopian rebels"]),
        ("Special forces and local militias came.", ["Special forces", "local militias"]),
        ("Jihadists and tribal fighters came.", ["Jihadists", "tribal fighters"]),
    ],
)
def test_bare_nouns_leave_the_side_open(actors: Actors, text: str, bare: list[str]) -> None:
    found = actors.find(text)
    assert [(each.surface, each.actor_id, each.role) for each in found] == [(noun, "", "bare") for noun in bare]


@pytest.mark.parametrize(
    "text",
    [
        "This is as it was; aa and rsf in small letters are nothing.",
        "A military base, an army spokesman and a police station.",
        "A group of tourists moved on.",
        "Union Army Captain Jones read on.",
        "The opposition to the plan grew.",
    ],
)
def test_what_is_no_side_is_not_found(actors: Actors, text: str) -> None:
    assert _told(actors.find(text)) == []


def test_the_data_sets_own_actors_win() -> None:
    columns = ["actor_id", "name", "short_name", "kind", "aliases", "active_from", "active_to", "color"]
    mine = pd.DataFrame(
        [
            ("east_front", "Eastern Front of Borduria", "EF", "rebel", "M23|EFB", "", "", ""),
            ("kenya_own", "Kenya", "KE", "state", "Kenyan army", "", "", ""),
        ],
        columns=columns,
    )
    found = Actors.open(mine).find("M23, EFB and Kenyan troops met the Taliban.")
    assert [each.actor_id for each in found] == ["east_front", "east_front", "kenya_own", "taliban"]
    assert found[0].name == "Eastern Front of Borduria"


@given(st.text(alphabet=st.sampled_from("ISA aM23-'’s.,\nUthe rmyofKyivgovernment loyalto"), max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    ends = 0
    for each in _SHARED.find(text):
        assert ends <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.surface
        assert each.role in ("force", "government", "people", "bare")
        assert bool(each.actor_id) == (each.role != "bare")
        ends = each.end


_SHARED = Actors.open()


def test_the_lexicon_of_actors_is_sound() -> None:
    rows = table("actors.csv")
    ids = [row["actor_id"] for row in rows]
    assert len(rows) >= 250
    assert ids == sorted(set(ids))
    countries = {row["country"] for row in table("countries.csv")}
    for row in rows:
        assert row["name"], row
        assert row["source"], row
        assert row["kind"] in vocab.ACTOR_KINDS, row
        assert not row["side_of"] or row["side_of"] in ids, row
        assert row["side_of"] != row["actor_id"], row
        assert {*filter(None, row["countries"].split("|"))} <= countries, row
    assert {row["actor_id"] for row in table("leaders.csv")} <= set(ids)


def test_an_abbreviation_means_one_side() -> None:
    seen: dict[str, str] = {}
    for row in table("actors.csv"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            assert seen.setdefault(name.casefold(), row["actor_id"]) == row["actor_id"], name


def test_ids_are_those_of_the_built_in_data_set() -> None:
    folder = datasets.replace("__init__.py", "iraq-syria")
    mine = load(folder).ledger.actors
    assert set(mine["actor_id"]) <= {row["actor_id"] for row in table("actors.csv")}
    found = Actors.open(mine).find("ISIS, the Iraqi army, Turkish troops, the YPG and Nusra")
    assert [each.actor_id for each in found] == ["islamic_state", "iraq_government", "turkey_backed", "sdf", "nusra"]
