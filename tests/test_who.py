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


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Druze fighters took Thaala air base.", "Druze fighters"),
        ("Tutsi rebels seized Rutshuru.", "Tutsi rebels"),
        ("Pro-government fighters recaptured Zinjibar.", "Pro-government fighters"),
        ("Rwandan-backed rebels captured Goma.", "Rwandan-backed rebels"),
        ("The Bakassi Freedom Fighters captured Akwa.", "Bakassi Freedom Fighters"),
        ("Abala was captured by the Sons of Zakaria militia.", "Sons of Zakaria militia"),
        ("The Popular Salvation Front seized Abala.", "Popular Salvation Front"),
        ("A new coalition, the Alliance for the Republic, captured Birao.", "Alliance for the Republic"),
        ("A new movement, the PRFK, seized Birao.", "PRFK"),
        ("Birao was taken by a second rebel army, the PRFK.", "PRFK"),
        ("A splinter group under Martin Koumta took Birao.", "splinter group under Martin Koumta"),
        ("Fighters of the Azawad Salvation Movement took Menaka.", "Azawad Salvation Movement"),
        ("Fighters led by the warlord Mohamed Hersi took Kismayo.", "Fighters of Mohamed Hersi"),
        ("Soldiers loyal to the ousted president, Habib Traore, took Gao.", "Malian government"),
        ("Habib Traore's men took Gao.", "Habib Traore's men"),
        ("Dostum Rashidi captured Shibirghan in 1997.", "Dostum Rashidi"),
        ("Men of the 3rd Assault Brigade retook Andriivka.", "Ukrainian government (3rd Assault Brigade)"),
        ("Sankoh seized Koidu in 1992.", "Revolutionary United Front (RUF, Sankoh)"),
        ("Men loyal to Khalifa Haftar seized Brak.", "Libyan National Army (LNA, Khalifa Haftar)"),
    ],
)  # fmt: skip
def test_a_side_that_no_list_knows_is_called_what_the_text_calls_it(text: str, actor: str) -> None:
    assert [each for _, each in who(text)] == [actor]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("On Monday in Aleppo rebels captured Khan Tuman.", "Syrian opposition groups"),
        ("Masked gunmen captured Khan Tuman.", "gunmen"),
        ("A group of gunmen captured Khan Tuman.", "gunmen"),
        ("The jihadists who had ruled northern Mali for a year overran Menaka.", "Malian jihadists"),
        ("Reuters captured Derna in photographs.", ""),
        ("Fighting captured Derna.", ""),
        ("A group of residents took over Gbarnga.", None),
    ],
)
def test_what_stands_before_a_noun_is_not_always_its_name(text: str, actor: str | None) -> None:
    assert [each for _, each in who(text)] == ([] if actor is None else [actor])
