"""Finding places by name: all spellings of one name meet, homonyms stay apart."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.places import AliasIndex, normalise, normalise_all, without_article

PLACES = pd.DataFrame(
    [
        ("iq-qaim", "Al-Qa'im", "Qaim|القائم"),
        ("iq-qaim-crossing", "Al-Qaim border crossing", ""),
        ("iq-hit", "Hīt", "Heet|هيت"),
        ("iq-rutbah", "Ar-Rutbah", "Rutba|الرطبة"),
        ("sy-albab", "Al-Bab", "الباب"),
        ("iq-bab", "Bab", ""),
        ("iq-wadi", "Al-Hawija", "الحَوِيجَة|Hawija"),
        ("sy-wadi", "Al-Hawija", "Hawija|Hawija"),
        ("iq-anah", "ʿĀnah", "عانة|Ana"),
        ("iq-aleph", "Tal Abta", "تل أبطة|آمرلي|ٱلإسكندرية"),
        ("xx-odd", "(1) = <b>|", "İstanbul|Straße"),
    ],
    columns=["place_id", "name", "aliases"],
)


@pytest.fixture(scope="module")
def index() -> AliasIndex:
    return AliasIndex(PLACES)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Al-Qa'im", "al qaim"),
        ("AL  QAʾIM", "al qaim"),
        ("Hīt", "hit"),
        ("ʿĀnah", "anah"),
        ("الرُّطْبَة", "الرطبه"),
        ("الـــرطبة", "الرطبه"),
        ("أإآٱا", "ااااا"),
        ("یک ى", "يك ي"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
        ("  \t-’ ", ""),
        ("a\nb", "a b"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text(max_size=12))
def test_the_normal_form_stays(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(max_examples=50)
@given(st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_many_at_once_is_the_same(texts: list[str]) -> None:
    assert normalise_all(texts) == [normalise(text) for text in texts]


@pytest.mark.parametrize(
    ("normal", "bare"),
    [
        ("al bab", "bab"),
        ("ar rutbah", "rutbah"),
        ("aleppo", "aleppo"),
        ("al", "al"),
        ("الرطبه", "رطبه"),
        ("الب", "الب"),
    ],
)
def test_the_article(normal: str, bare: str) -> None:
    assert without_article(normal) == bare


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Al-Qa'im", ["iq-qaim"]),
        ("al qaim", ["iq-qaim"]),
        ("El-Kaim", []),
        ("el-qaim", ["iq-qaim"]),
        ("القايم", ["iq-qaim"]),
        ("قائم", ["iq-qaim"]),
        ("HIT", ["iq-hit"]),
        ("هيت", ["iq-hit"]),
        ("rutbah", ["iq-rutbah"]),
        ("الرطبه", ["iq-rutbah"]),
        ("Bab", ["iq-bab"]),
        ("Al-Bab", ["sy-albab"]),
        ("ar-bab", ["sy-albab", "iq-bab"]),
        ("Hawija", ["iq-wadi", "sy-wadi"]),
        ("al-hawija", ["iq-wadi", "sy-wadi"]),
        ("الحويجة", ["iq-wadi"]),
        ("Anah", ["iq-anah"]),
        ("امرلي", ["iq-aleph"]),
        ("تل ابطه", ["iq-aleph"]),
        ("iq-hit", ["iq-hit"]),
        ("tal-abta", ["iq-aleph"]),
        ("talabta", ["iq-aleph"]),
        ("", []),
        ("'", []),
        ("al", []),
        ("istanbul", ["xx-odd"]),
        ("STRASSE", ["xx-odd"]),
    ],
)
def test_find(index: AliasIndex, text: str, found: list[str]) -> None:
    assert index.find(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qaim", ["iq-qaim", "iq-qaim-crossing"]),
        ("border", ["iq-qaim-crossing"]),
        ("رطب", ["iq-rutbah"]),
        ("bab", ["iq-bab", "sy-albab"]),
        ("utba", ["iq-rutbah"]),
        ("crossing al", []),
        (".*", []),
        ("<b>", ["xx-odd"]),
        ("", []),
    ],
)
def test_search(index: AliasIndex, text: str, found: list[str]) -> None:
    assert index.search(text) == found


def test_search_is_limited_and_best_first(index: AliasIndex) -> None:
    assert index.search("a", 3) == index.search("a")[:3]
    assert index.search("hit")[0] == "iq-hit"
    assert len(index.search("i", 100)) == len(set(index.search("i", 100)))
    assert index.search("a", 0) == []


def test_an_index_of_nothing() -> None:
    index = AliasIndex(PLACES.iloc[:0])
    assert index.find("Hit") == index.search("Hit") == []


@given(st.text(max_size=10))
def test_any_text_may_be_asked(text: str) -> None:
    index = AliasIndex(pd.DataFrame({"place_id": ["x-1"], "name": [text], "aliases": ["|" + text + "||"]}))
    if normalise(text) and "|" not in text:
        assert index.find(text) == index.search(text) == ["x-1"]
    index.find(text + "a")
    index.search(text + "%")
