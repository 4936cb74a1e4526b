"""How texts are laid out: sentences, headings, date lines, datelines and sources, all with their spans."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates import iso, parse_day
from events.extract.layout import Sentence, blocks, sentences
from events.extract.when import times_of

PUBLISHED = parse_day("2017-06-22")


def spoken(text: str) -> list[str]:
    return [" ".join(text[each.start : each.end].split()) for each in sentences(text, PUBLISHED) if not each.is_heading]


def headings(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text, PUBLISHED) if each.is_heading]


def days(each: Sentence) -> str:
    if each.heading_earliest is None or each.heading_latest is None:
        return ""
    first, last = iso(each.heading_earliest), iso(each.heading_latest)
    return first if first == last else f"{first}..{last}"


def dated(text: str, published: int | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(days(each), text[each.start : each.end]) for each in sentences(text, published) if not each.is_heading]


ONE_SENTENCE = [
    "Gen. Amos Okot and Lt. Col. J.R. Lado met Dr. Achan at St. Mary's church.",
    "The U.S. embassy and the U.N. mission in Washington, D.C. kept silent.",
    "No. 4 company lost 2.5 tonnes of rice at 3.30 a.m. on Sunday.",
    "On Sept. 5 and Jan. 12 the mill burned.",
    "The rebels ... left the mill.",
    '"Who holds the mill?" he asked.',
    '"We do!" said the miller.',
    "Brig. Gen. A. B. Ochieng (ret.) signed it.",
    "The army of Mr. Kony's rivals, et al., went home.",
    "They wrote to www.example.org/news.html about it.",
    "The mill, bought by Grain Co. of Juba, burned.",
]

TWO_SENTENCES = [
    ("The mill burned.", "The bridge fell."),
    ("The rebels left the U.S.", "The army stayed."),
    ("It was 4 a.m.", "The rebels slept."),
    ("Who holds it?", "Nobody does."),
    ("They left!", "It was quiet."),
    ("Then silence…", "Nothing moved."),
    ("Then silence...", "Nothing moved."),
    ('"The mill is ours."', "The army did not answer."),
    ("“We took it at dawn.”", "“We keep it.”"),
    ("He said: 'It fell.'", "Others doubted it."),
    ("(This was later denied.)", "The mill burned."),
    ("In all 40 men fell.", "12 were hurt."),
    ("They met Okot Jr.", "The talks failed."),
    ("They came in May.", "Others stayed."),
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_a_stop_that_ends_no_sentence(text: str) -> None:
    assert spoken(f"{text} It rained.") == [text, "It rained."]


@pytest.mark.parametrize("pair", TWO_SENTENCES)
def test_a_stop_that_ends_one(pair: tuple[str, str]) -> None:
    assert spoken(" ".join(pair)) == list(pair)


def test_sources_in_brackets_are_no_part_of_the_sentence() -> None:
    text = "Rebels take Nor. (AP) (via Yahoo! News)\nArmy takes it back, it says.(The Daily Miller)\nIt burns (Reuters)"
    assert spoken(text) == ["Rebels take Nor.", "Army takes it back, it says.", "It burns"]
    sources = [text[slice(*each.sources)] for each in sentences(text) if each.sources]
    assert sources == ["(AP) (via Yahoo! News)", "(The Daily Miller)", "(Reuters)"]


def test_brackets_that_are_no_source_stay() -> None:
    text = "They took Nor (also Nur). Then they left (it is said)."
    assert spoken(text) == ["They took Nor (also Nur).", "Then they left (it is said)."]
    assert spoken("They took Nor (Nur)\nand left.") == ["They took Nor (Nur) and left."]


@pytest.mark.parametrize(
    "heading",
    [
        "NORTHERN FRONT",
        "# The north",
        "### The north ###",
        "- The north again -",
        "== The north ==",
        "**The north**",
        "The northern front",
        "What the army says",
    ],
)
def test_a_line_that_is_a_heading(heading: str) -> None:
    text = f"The war goes on.\n\n{heading}\nThe mill burned. The bridge fell.\n"
    found = sentences(text)
    assert [each.is_heading for each in found] == [False, True, False, False]
    assert [text[slice(*each.heading)] if each.heading else None for each in found] == [None, None, heading, heading]
    assert text[found[1].start : found[1].end] == heading.strip("#=*- ")


@pytest.mark.parametrize(
    "line",
    [
        "The mill burned.",
        "He said:",
        "and left",
        "- The mill burned",
        "* the mill burned",
        "1. The mill burned",
        "The army took the mill, the bridge, the ford, the church, the school, the barracks and the well of the town",
    ],
)
def test_a_line_that_is_no_heading(line: str) -> None:
    assert headings(f"The war goes on.\n\n{line}\nThe bridge fell.\n") == []


def test_a_list_of_headlines_is_no_list_of_headings() -> None:
    text = "Nor falls to rebels\nArmy takes Sud\nEst under siege\nWest quiet\nMill burns"
    assert headings(text) == []
    assert spoken(text) == text.split("\n")


def test_bullets_are_left_out() -> None:
    text = "Today:\n* Nor: taken.\n- Sud fell.\n1. Est fell.\n• West holds."
    assert spoken(text) == ["Today:", "Nor: taken.", "Sud fell.", "Est fell.", "West holds."]


def test_a_broken_paragraph_is_one_block() -> None:
    text = (
        "The army of the north said on Monday that its soldiers had retaken\n"
        "Nor from the rebels after a fight of three days, and that more than\n"
        "forty had been captured. A spokesman said that the town of Sud was\n"
        "next.\n\n"
        "A second column reached Est, where the governor and his guards had\n"
        "waited since May.\n"
    )
    found = sentences(text)
    assert [each.paragraph for each in found] == [0, 0, 1]
    assert text[found[0].start : found[0].end].endswith("more than\nforty had been captured.")
    assert headings(text) == []


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = [
        "Army of the north takes Nor and the mill",
        "Rebels hold Sud, and nobody knows how long the bridge of Est will stand",
        "Governor leaves Est",
        "Mill burns",
    ]
    assert spoken("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("10 June 2014: ", "2014-06-10"),
        ("10 June 2014 - ", "2014-06-10"),
        ("June 10, 2014 -- ", "2014-06-10"),
        ("Jan 5, 2015 | ", "2015-01-05"),
        ("31 March 2015 — ", "2015-03-31"),
        ("Sept. 5, 2015: ", "2015-09-05"),
        ("Tuesday, June 10, 2014: ", "2014-06-10"),
        ("2014-06-10: ", "2014-06-10"),
        ("10.06.2014: ", "2014-06-10"),
        ("**10 June 2014:** ", "2014-06-10"),
        ("- 10 June 2014: ", "2014-06-10"),
        ("(10 June 2014) – ", "2014-06-10"),
        ("10-12 June 2014: ", "2014-06-10..2014-06-12"),
        ("June 10–12, 2014: ", "2014-06-10..2014-06-12"),
        ("June 2014: ", "2014-06-01..2014-06-30"),
        ("2014: ", "2014-01-01..2014-12-31"),
        ("10 June: ", "2017-06-10"),
        ("December 28: ", "2016-12-28"),
        ("June 10. ", "2017-06-10"),
        ("May 23 (Tuesday). ", "2017-05-23"),
        ("Monday: ", "2017-06-19"),
    ],
)
def test_a_date_at_the_head_of_a_line(head: str, expected: str) -> None:
    text = f"{head}The mill burned.\nThe bridge fell.\n\nPeace came."
    assert dated(text) == [(expected, "The mill burned."), (expected, "The bridge fell."), ("", "Peace came.")]


@pytest.mark.parametrize("head", ["31 June 2014: ", "2014 ", "10 June ", "12: ", "May ", "Monday ", "10 June 2014 "])
def test_a_number_or_a_date_that_heads_no_entry(head: str) -> None:
    found = dated(f"{head}they burned the mill.\nThe bridge fell.")
    assert found == [("", f"{head}they burned the mill."), ("", "The bridge fell.")]


def test_a_date_alone_stands_over_all_below_it() -> None:
    text = "12 May 2014\nNor fell.\n\nSud fell.\n\nThe west\n\nEst fell.\n\nMay 14, 2014\nThe mill burned.\n"
    assert dated(text) == [
        ("2014-05-12", "Nor fell."),
        ("2014-05-12", "Sud fell."),
        ("2014-05-12", "Est fell."),
        ("2014-05-14", "The mill burned."),
    ]
    assert {text[slice(*each.date)] for each in sentences(text) if each.date} == {"12 May 2014", "May 14, 2014"}


def test_days_take_their_year_and_month_from_the_headings_above() -> None:
    entries = {
        "10 March: Nor fell.": "2015-03-10",
        "- 12 April - Sud fell.": "2015-04-12",
        "### June\n5: Est fell.": "2015-06-05",
        "7-9: The west burned.": "2015-06-07..2015-06-09",
        "2016\nJan 5 | The mill fell.": "2016-01-05",
        "December 2016\n31: The ford fell.": "2016-12-31",
        "January\n4: The bridge fell.": "2017-01-04",
    }
    text = "# The war\n\n## 2015\n\n" + "\n\n".join(entries)
    assert [day for day, _ in dated(text)] == list(entries.values())


def test_years_go_on_from_line_to_line() -> None:
    text = "20 November 2014: Nor fell.\n28 December: Sud fell.\n3 January: Est fell.\n"
    assert [day for day, _ in dated(text)] == ["2014-11-20", "2014-12-28", "2015-01-03"]
    assert [day for day, _ in dated(text, None)] == ["2014-11-20", "2014-12-28", "2015-01-03"]


def test_without_any_year_and_day_of_publication_a_date_line_has_no_day() -> None:
    text = "10 June: Nor fell.\n"
    assert dated(text, None) == [("", "Nor fell.")]
    assert [text[slice(*each.date)] for each in sentences(text, None) if each.date] == ["10 June"]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("NOR, June 20 (Reuters) - ", "2017-06-20"),
        ("NOR, South Land (AP) — ", None),
        ("NOR/SUD, 20 June 2017 (AFP) – ", "2017-06-20"),
        ("NOR -- ", None),
        ("Nor City, June 20 (UPI) -- ", "2017-06-20"),
    ],
)
def test_the_dateline_of_a_wire_is_no_part_of_the_sentence(line: str, written: str | None) -> None:
    text = f"Mill burns\n\n{line}The mill burned on Sunday. It is gone.\n\nThe bridge stands."
    assert spoken(text) == ["The mill burned on Sunday.", "It is gone.", "The bridge stands."]
    told = {each.written for each in sentences(text, PUBLISHED) if not each.is_heading}
    assert told == {None if written is None else parse_day(written)}


@pytest.mark.parametrize(
    "line",
    ["Rebels - and soldiers - fled.", "The army -- what is left of it -- fled.", "Nor City (the north) - Sud fled."],
)
def test_a_dash_makes_no_dateline(line: str) -> None:
    assert spoken(line) == [line]


@pytest.mark.parametrize(
    "line",
    ["June 22, 2017", "Published: 22 June 2017", "Last updated 22 June 2017 14:05 GMT", "Thursday, 22 June 2017"],
)
def test_the_day_of_the_text_itself_is_no_heading(line: str) -> None:
    text = f"Mill burns\n\n{line}\n\nThe mill burned."
    last = sentences(text, PUBLISHED)[-1]
    assert (last.heading_earliest, last.written) == (None, PUBLISHED)
    assert sentences(text, None)[-1].written == PUBLISHED


def test_a_lone_date_far_from_publication_dates_what_is_below() -> None:
    assert dated("The war\n\n12 May 2014\nNor fell.\n") == [("2014-05-12", "Nor fell.")]


@pytest.mark.parametrize(
    "title", ["Nor, 20 June 2017", "The north, Tuesday 20 June 2017, 0900 hrs", "NOR, JUNE 20, 2017"]
)
def test_a_title_that_names_its_day(title: str) -> None:
    text = f"{title}\n\nThe mill burned."
    assert [each.written for each in sentences(text, PUBLISHED)][-1] == parse_day("2017-06-20")
    assert [each.written for each in sentences(text, None)][-1] == parse_day("2017-06-20")
    assert [each.written for each in sentences(text, PUBLISHED + 300)][-1] is None


def test_a_colon_ends_a_dateline_only_behind_a_date() -> None:
    assert spoken("Nor, 20 June 2017: The mill burned.") == ["The mill burned."]
    assert spoken("NOR: The mill burned.") == ["NOR: The mill burned."]


def test_headings_that_begin_a_paragraph() -> None:
    text = "NOR. The mill burned. It is gone.\n\nThe bridge stands."
    found = sentences(text)
    assert [each.is_heading for each in found] == [True, False, False, False]
    assert [each.heading and text[slice(*each.heading)] for each in found] == [None, "NOR.", "NOR.", None]
    assert headings("Nor. The mill burned.\n\nSud at Sea. The bridge fell.") == ["Nor.", "Sud at Sea."]


@pytest.mark.parametrize(
    "text",
    [
        "Nor. The mill burned.",
        "Gen. Okot left.\n\nCol. Lado came.",
        "NOR.",
        "NOR. and so on.",
        "It fell. NOR. It fell.",
    ],
)
def test_what_begins_a_paragraph_and_is_no_heading(text: str) -> None:
    assert headings(text) == []


def test_sources_in_square_brackets() -> None:
    text = "The mill burned. [local officials; a miller]\n\nThe bridge [of Nor] fell."
    assert spoken(text) == ["The mill burned.", "The bridge [of Nor] fell."]
    assert [text[slice(*each.sources)] for each in sentences(text) if each.sources] == ["[local officials; a miller]"]


def test_times_follow_the_layout() -> None:
    text = "10 June 2014: Nor fell.\nThree days later Sud fell.\n\n4 May 2015: Est fell, the previous day the mill.\n"
    times = times_of(text, sentences(text, PUBLISHED), PUBLISHED)
    assert [[(iso(each.earliest or 0), each.anchor) for each in row] for row in times] == [
        [],
        [("2014-06-13", "heading")],
        [("2015-05-03", "heading")],
    ]


def test_without_a_day_of_publication_the_texts_own_day_serves() -> None:
    text = "NOR, June 20, 2017 (AFP) - The mill burned yesterday."
    times = times_of(text, sentences(text), None)
    assert [iso(each.earliest or 0) for row in times for each in row] == ["2017-06-19"]


LINES = st.sampled_from(
    [
        "12 May 2014",
        "2015",
        "June",
        "5: Nor fell.",
        "10 June 2014: Nor fell. (AP)",
        "# North",
        "- East -",
        "",
        "  ",
        "* Nor: taken",
        "1. Sud fell",
        "NOR, June 20 (AFP) - The mill burned.",
        "Published: 12 May 2014",
        "The army took Nor",
        "and left.",
        "(Reuters)",
        "-----",
        "=====",
        "Monday: quiet.",
        "It fell. “Why?” (BBC)",
        "The army of the north said on Monday that its soldiers had retaken the",
        '1 . . ! ? ... "',
        "31 June: x",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(LINES, max_size=14).map("\n".join),
    st.lists(st.one_of(LINES, st.text()), max_size=8).map("\r\n".join),
)
DAYS = st.one_of(st.none(), st.integers(10_000, 20_000), st.integers(-(2**41), 2**41))


@given(TEXTS, DAYS)
def test_no_text_is_too_strange(text: str, published: int | None) -> None:
    whole, found = blocks(text, published), sentences(text, published)
    edges = [place for each in whole for place in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start <= each.text_start <= each.end <= len(text) for each in whole)
    spans = [place for each in found for place in (each.start, each.end, *(each.sources or ()))]
    assert spans == sorted(spans)
    assert all(0 <= place <= len(text) for place in spans)
    for each in found:
        assert text[each.start : each.end].strip() == text[each.start : each.end] != ""
        around = whole[each.block]
        assert around.start <= each.start < each.end <= around.end
        assert (each.heading_earliest is None) == (each.heading_latest is None)
    times_of(text, found, published)


@given(
    st.lists(st.sampled_from(["The mill burned.", "He left!", "Who fell?", "“It is ours.”"]), min_size=1, max_size=30)
)
def test_no_word_is_lost(parts: list[str]) -> None:
    assert spoken(" ".join(parts)) == parts


RUNAWAYS = {
    "a. ": 30_000, "A.B. ": 20_000, "(AP) ": 20_000, "(": 50_000, "- ": 40_000, "\n": 100_000, "# ": 30_000,
    "12 May\n": 8_000, "NOR, ": 20_000, ". (x) ": 15_000, "*": 50_000, "“.” ": 20_000, "The army took Nor\n": 5_000,
    "A ": 40_000, "!": 60_000,
}  # fmt: skip


@pytest.mark.parametrize("part", RUNAWAYS)
def test_no_text_takes_long(part: str) -> None:
    text = part * RUNAWAYS[part] + "The mill burned."
    began = time.process_time()
    sentences(text, PUBLISHED)
    assert time.process_time() - began < 2
