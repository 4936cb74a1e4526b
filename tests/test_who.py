"""Who gains, who loses, and by whose word: sentences and short texts of our own."""

from __future__ import annotations

import pytest

from events import extract
from events.extract import Candidate


def changes(text: str, published: str = "2014-06-22") -> list[Candidate]:
    return [each for each in extract(text, published) if each.change not in ("holds", "besieges")]


def who(text: str, published: str = "2014-06-22") -> list[tuple[str, str]]:
    return [(each.place, each.actor) for each in changes(text, published)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Tuareg rebels captured Aguelhok.", "National Movement for the Liberation of Azawad (Tuareg rebels)"),
        ("The RSF captured Nyala.", "Rapid Support Forces (RSF)"),
        ("Asmara said it had captured Badme.", "Eritrean government (Asmara)"),
        ("The Malian army captured Kidal.", "Malian government"),
        ("The Houthis captured Hajjah.", "Houthis"),
    ],
)
def test_a_side_is_called_what_it_is_and_what_the_text_calls_it(text: str, actor: str) -> None:
    assert [each for _, each in who(text)] == [actor]
