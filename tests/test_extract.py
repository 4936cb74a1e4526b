"""From articles to candidates: sentences of our own, each with what it must and must not give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import events
from events import extract
from events.__main__ import main
from events.extract import Candidate, Candidates
from events.extract.candidates import FIRST_KEYS, STANDINGS
from events.vocab import CHANGES, EXTENTS, MANNERS, STANCES


class Told(NamedTuple):
    """What a candidate says, in short."""

    change: str
    place: str
    actor: str


def told(text: str, published: str | None = "2014-06-22") -> list[Told]:
    found = extract(text, published)
    return [Told(each.change, each.place, each.actor) for each in found if each.change not in ("holds", "besieges")]


def one(text: str, published: str | None = "2014-06-22") -> Candidate:
    (found,) = extract(text, published)
    return found


def window(found: Candidate) -> tuple[str | None, str | None]:
    row = found.as_row()
    return row["earliest"], row["latest"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Seleka rebels captured Bambari, Bria and Kaga-Bandoro.", ["Bambari", "Bria", "Kaga-Bandoro"]),
        ("Rebels seized several towns, including Bambari and Bria.", ["Bambari", "Bria"]),
        ("Bambari and Bria, both in the centre of the country, were seized by rebels.", ["Bambari", "Bria"]),
        ("Rebels seized the city of Bambari, the capital of Ouaka, as well as the town of Bria.", ["Bambari", "Bria"]),
        ("Rebels captured Bambari in May, Bria in April and Bouar in March.", ["Bambari", "Bria", "Bouar"]),
        ("Rebels captured Bambari, east of Bouar.", ["Bambari"]),
        ("Rebels captured Bambari, Ouaka prefecture, Central African Republic.", ["Bambari"]),
        ("Rebels captured Bambari on Monday and burned houses in Bria.", ["Bambari"]),
    ],
)
def test_lists_of_places(text: str, places: list[str]) -> None:
    assert [each.place for each in told(text)] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Tamil Tigers lost Mullaitivu to the army.", [("takes", "Mullaitivu")]),
        ("Ansar Dine fighters drove the Malian army out of Tessalit.", [("takes", "Tessalit")]),
        ("Malian troops withdrew from Tessalit.", [("leaves", "Tessalit")]),
        ("Rebels captured Malakal, lost it a day later and retook it on 18 February.",
         [("takes", "Malakal"), ("leaves", "Malakal"), ("takes", "Malakal")]),
        ("Kidal was handed over to the Malian army.", [("takes", "Kidal")]),
        ("Kismayo is now in the hands of Kenyan troops.", [("takes", "Kismayo")]),
        ("Control of Kismayo passed to Kenyan troops.", [("takes", "Kismayo")]),
        ("The president announced the liberation of Marawi.", [("takes", "Marawi")]),
        ("Bria was captured by rebels on Monday and retaken by the army on Friday.",
         [("takes", "Bria"), ("takes", "Bria")]),
        ("Bria is the latest town to fall to the rebels.", [("takes", "Bria")]),
        ("Bria's fall was a setback for the army.", [("takes", "Bria")]),
        ("Bria, recently recaptured from rebels, is quiet.", [("takes", "Bria")]),
        ("Bria surrendered to the rebels.", [("takes", "Bria")]),
        ("Government troops fled Bria.", [("leaves", "Bria")]),
        ("The Islamists took Bria in 2013.", [("takes", "Bria")]),
        ("Troops ousted the rebels from their last stronghold in Bria.", [("takes", "Bria")]),
        ("Rebels have seized at least three towns in Ouaka, among them Bria and Ippy.",
         [("takes", "Bria"), ("takes", "Ippy")]),
        ("Rebels captured Bria on Friday. Ippy followed on Saturday.", [("takes", "Bria"), ("takes", "Ippy")]),
        ("Rebels entered Bangui.", [("contests", "Bangui")]),
        ("The army repelled an attack on Malakal.", [("repels", "Malakal")]),
    ],
)  # fmt: skip
def test_ways_of_saying_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.change, each.place) for each in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "If rebels take Malakal, the road to Juba will be open.",
        "The operation to retake Malakal has begun.",
        "Fighting continues for control of Malakal.",
        "Residents fled from Malakal.",
        "Police captured a smuggler in Malakal.",
        "The visitors captured the trophy in Malakal.",
        "Rebels captured 40 soldiers and two tanks near Malakal.",
        "Has Malakal fallen?",
        "The army will not stop until Malakal is retaken.",
        "The general fears that Malakal will fall.",
        "Rebels advanced on Malakal from the north.",
        "Under the agreement the rebels will hand over Malakal to the army.",
        "Malakal's market was reopened.",
        "The delegation withdrew from the talks in Malakal.",
        "The town has changed hands four times.",
    ],
)
def test_nothing_changed(text: str) -> None:
    assert told(text) == []


def test_a_list_of_dates_gives_each_place_its_own() -> None:
    found = extract("UNITA fighters took Soyo on 3 May 1993, Huambo on 6 May and Uige on 9 May.", "1993-06-01")
    assert [(each.place, *window(each)) for each in found] == [
        ("Soyo", "1993-05-03", "1993-05-03"),
        ("Huambo", "1993-05-06", "1993-05-06"),
        ("Uige", "1993-05-09", "1993-05-09"),
    ]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Rebels captured Bria on Friday.", "2014-06-20", "2014-06-20"),
        ("Rebels captured Bria last week.", "2014-06-09", "2014-06-15"),
        ("Rebels have captured Bria.", None, "2014-06-22"),
        ("Rebels capture Bria.", "2014-06-22", "2014-06-22"),
        ("The army said on Friday that it had retaken Bria.", None, "2014-06-20"),
        ("Rebels have held Bria since January.", "2014-01-01", "2014-01-31"),
        ("The capture of Bria since Friday alarmed many.", "2014-06-20", "2014-06-22"),
    ],
)
def test_windows(text: str, earliest: str | None, latest: str | None) -> None:
    assert window(one(text)) == (earliest, latest)


def test_without_publication_nothing_is_invented() -> None:
    assert window(one("Rebels captured Bria on Friday.", None)) == (None, None)


def test_a_chronology_is_dated_by_its_headings() -> None:
    found = extract("4 January 2013\nRebels capture Bria.\n\n9 January 2013\nThe army retakes Bria.\n", "2013-02-01")
    assert [(each.change, window(each)[0]) for each in found] == [("takes", "2013-01-04"), ("takes", "2013-01-09")]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Al-Shabaab captured Bardale.", "confirmed"),
        ("Al-Shabaab said it had captured Bardale.", "claimed"),
        ("Al-Shabaab claimed to have captured Bardale.", "claimed"),
        ("Residents said al-Shabaab had captured Bardale.", "reported"),
        ("Al-Shabaab reportedly captured Bardale.", "reported"),
        ("There were reports that Bardale had been captured by al-Shabaab.", "reported"),
        ("Al-Shabaab captured Bardale, a police officer said.", "reported"),
        ("The Somali army confirmed that al-Shabaab had captured Bardale.", "confirmed"),
        ("Al-Shabaab said it had captured Bardale. The Somali government denied the claim.", "denied"),
    ],
)
def test_standing(text: str, standing: str) -> None:
    assert {each.standing for each in extract(text, "2014-06-22")} == {standing}


def test_part_and_whole() -> None:
    text = "Rebels captured Bria and parts of Bambari."
    assert [(each.place, each.extent) for each in extract(text, "2014-06-22")] == [
        ("Bria", "whole"),
        ("Bambari", "part"),
    ]


def test_a_work_beside_a_town_is_a_place_of_its_own() -> None:
    found = extract("Rebels captured Bria and its airport.", "2014-06-22")
    assert [(each.place, each.kind) for each in found] == [("Bria", "town"), ("Bria airport", "air_base")]


def test_what_stands_for_a_place_and_for_a_side() -> None:
    text = (
        "Fighting was reported in Bardale on Friday. Al-Shabaab later captured the town."
        " The group withdrew from it on Sunday."
    )
    assert told(text) == [Told("takes", "Bardale", "Al-Shabaab"), Told("leaves", "Bardale", "Al-Shabaab")]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Troops of Ali Hassan captured Bria.", "Troops of Ali Hassan"),
        ("Seleka fighters attacked Bria. They captured the town on Friday.", "Séléka"),
        ("Seleka fighters said they had captured Bria.", "Séléka"),
        ("Bria is back under government control.", "Central African government"),
    ],
)
def test_who_gains(text: str, actor: str) -> None:
    assert one(text).actor == actor


def test_a_denial_of_one_place_is_a_denial_of_that_place() -> None:
    found = extract("Seleka rebels said they had taken Bria and Bambari. The army denied losing Bambari.", "2014-06-22")
    assert {each.place: each.standing for each in found} == {"Bria": "claimed", "Bambari": "denied"}


def test_who_backs_a_side_is_not_the_side() -> None:
    assert one("Rwandan-backed M23 rebels captured Rutshuru.").actor_id == "m23"


def test_who_loses_is_named() -> None:
    found = one("Somali troops captured Bardale from al-Shabaab.")
    assert (found.actor_id, found.from_actor_id) == ("somalia_government", "al_shabaab")


def test_a_withdrawal_takes_its_place_from_the_sentence_before() -> None:
    found = extract("Al-Shabaab entered Bardale on Friday. Ethiopian troops withdrew.", "2014-06-22")
    assert [(each.change, each.place, each.actor_id) for each in found] == [
        ("contests", "Bardale", "al_shabaab"),
        ("leaves", "Bardale", "ethiopia_government"),
    ]


def test_homonyms_stay_open() -> None:
    found = one("Rebels captured San Juan.")
    assert len(found.readings) > 1
    assert (found.place_id, found.geonameid) == ("", 0)


def test_one_reading_is_attached() -> None:
    found = one("Islamic State fighters captured Tikrit in Iraq.")
    assert len(found.readings) == 1
    assert found.place_id or found.geonameid


def test_one_change_told_twice_is_one_candidate() -> None:
    text = "Rebels captured Bria on Friday. The capture of Bria since Thursday has alarmed aid groups."
    assert window(one(text)) == ("2014-06-20", "2014-06-20")


def test_spans_lie_where_they_say() -> None:
    text = "Nothing new.\n\nOn Friday Seleka rebels captured Bria, officials said. More soon."
    found = one(text)
    assert text[found.sentence_start : found.sentence_end] == found.quote
    assert "Seleka rebels captured Bria" in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("سيطر مسلحون على مدينة الرقة يوم الجمعة بعد معارك عنيفة مع قوات النظام", "Arabic"),
        ("Російські війська захопили місто Бахмут після тривалих боїв", "Cyrillic"),
        ("Les rebelles ont pris la ville de Bria vendredi, selon des habitants joints par téléphone. " * 4, "language"),
        ("", "empty"),
        ("12 34 56", "not one letter"),
    ],
)
def test_what_is_not_english_is_said(text: str, word: str) -> None:
    found = extract(text, "2014-06-22")
    assert len(found) == 0
    assert word in found.said[0]


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        extract("Rebels captured Bria.", "last Friday")


def test_the_lines_have_the_keys_in_their_order() -> None:
    row = json.loads(next(extract("Rebels captured Bria.", "2014-06-22").json_lines()))
    assert tuple(row)[: len(FIRST_KEYS)] == FIRST_KEYS


PIECES = (
    "Rebels captured", "the town of", "Bria", "and", ",", "which", "the army", "had", "retaken", "from", "on Friday",
    "(", ")", "-held", "'s", "control of", "is now in the hands of", "al-Shabaab", "said", "that", ".", "\n", "\n\n",
    ":", "—", "4 May 2013", "fell to", "withdrew from", "its airport", "it", "parts of", "‘", "𝔘", "\u202e", "?", "\t",
    "including", "after", "headquarters of", "declared", "liberated", "over", "back", "Kyiv", "0", "-", "\x00",
)  # fmt: skip


def _sound(found: Candidates, text: str) -> None:
    for each in found:
        assert 0 <= each.sentence_start <= each.start < each.end <= each.sentence_end <= len(text)
        assert text[each.sentence_start : each.sentence_end] == each.quote
        assert each.change in CHANGES
        assert each.extent in EXTENTS
        assert each.manner in MANNERS
        assert each.stance in STANCES
        assert each.standing in STANDINGS
        assert 0 <= each.confidence <= 1
        assert each.earliest is None or each.latest is None or each.earliest <= each.latest
        assert (each.place_id, each.geonameid) == ("", 0) or len(each.readings) == 1
        assert all((r.latitude, r.longitude) != (0, 0) for r in each.readings)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_no_text_raises(text: str) -> None:
    _sound(extract(text, "2014-06-22"), text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_no_string_at_all_raises(text: str) -> None:
    _sound(extract(text, None), text)


GOLD = sorted((Path(events.__file__).parent / "extract" / "gold").glob("*.json"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(GOLD), st.integers(0, 3000), st.integers(1, 900))
def test_slices_of_articles_do_not_raise(path: Path, start: int, length: int) -> None:
    text = json.loads(path.read_text(encoding="utf-8"))["text"][start : start + length]
    _sound(extract(text, "2014-06-22"), text)


def test_the_same_text_gives_the_same_candidates() -> None:
    text = json.loads(GOLD[0].read_text(encoding="utf-8"))["text"]
    assert list(extract(text, "2014-06-22").json_lines()) == list(extract(text, "2014-06-22").json_lines())


@pytest.mark.parametrize("piece", ["Rebels captured Bria, ", "( ", "and the town of A ", "which ", "the ", "A, B and "])
def test_time_grows_with_length_only(piece: str) -> None:
    from time import process_time

    def seconds(times: int) -> float:
        text = "Rebels captured Bria. " + piece * times
        taken = []
        # The best of three: what other tests have left in memory may be swept up in the middle of one.
        for _ in range(3):
            start = process_time()
            extract(text, "2014-06-22")
            taken.append(process_time() - start)
        return min(taken)

    assert seconds(8000) < 40 * max(seconds(1000), 0.02)


def test_the_command_prints_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Seleka rebels captured Bria on Friday.\n", encoding="utf-8")
    assert main(["extract", str(path), "--published", "2014-06-22", "--format", "jsonl"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["place"], row["change"], row["earliest"]) == ("Bria", "takes", "2014-06-20")


@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_command_prints_tables(form: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Seleka rebels captured Bria on Friday.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    assert main(["extract", str(tmp_path), "--published", "2014-06-22", "--format", form]) == 1
    out, err = capsys.readouterr()
    assert "Bria" in out
    assert "b.txt" in err


def test_the_command_goes_on_where_it_stopped(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("Seleka rebels captured Bria on Friday.\n", encoding="utf-8")
    out = tmp_path / "found.jsonl"
    arguments = ["extract", str(source), "--published", "2014-06-22", "--out", str(out), "--format", "jsonl"]
    assert main(arguments) == 0
    first = out.read_text(encoding="utf-8")
    assert main(arguments) == 0
    assert out.read_text(encoding="utf-8") == first
    assert "1 read before" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["extract", "no-such-file.txt"], "no file or folder"),
        (["extract", "ftp://example.org/a"], "http"),
        (["extract", "no-such-file.txt", "--published", "Friday"], "YYYY-MM-DD"),
        (["extract", ".", "--country", "Iraq"], "ISO 3166-1"),
    ],
)
def test_wrong_use_is_said(arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert word in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "place", "actor", "loser"),
    [
        # "marines" are of the state, though rebels were named last.
        ("Abu Sayyaf held a school. Marines captured Jolo on Friday.", "Jolo", "philippines_government", "abu_sayyaf"),
        # "insurgents" are no peacekeepers.
        ("M23 denies it. UN peacekeepers watched. The insurgents captured Sake on Friday.", "Sake", "m23", ""),
        # who loses a place in a war of two is the other one's gain.
        ("Al-Shabaab fought Ugandan troops. Al-Shabaab lost Bardale on Friday.", "Bardale", "uganda_government",
         "al_shabaab"),
        # who announces a fall has won; "known to" names nobody.
        ("Azerbaijani forces met Armenian troops. Azerbaijan announced the fall of Lachin, known to Armenians as"
         " Berdzor.", "Lachin", "azerbaijan_government", ""),
        # "B was next" takes up what was told of A.
        ("UNITA captured Huambo on Friday. Kuito was next, on Sunday.", "Kuito", "unita", ""),
    ],
)  # fmt: skip
def test_who_gains_and_who_loses(text: str, place: str, actor: str, loser: str) -> None:
    found = [each for each in extract(text, "2014-06-22") if each.place == place]
    assert [(each.change, each.actor_id) for each in found] == [("takes", actor)]
    assert not loser or found[0].from_actor_id == loser


def test_a_release_of_a_headquarters_claims_its_own_gains() -> None:
    body = "Nigerian troops captured Gwoza on Friday."
    assert [each.standing for each in extract(body, "2014-06-22")] == ["confirmed"]
    assert [each.standing for each in extract(f"DEFENCE HEADQUARTERS, ABUJA\n\n{body}", "2014-06-22")] == ["claimed"]
