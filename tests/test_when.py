"""How news speaks of time: phrases and the windows they mean, and phrases that are no time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates import iso, parse_day
from events.extract import when
from events.extract.mentions import TimeMention
from events.extract.when import Context, begun, find_times, interval_for

SUNDAY = "2014-06-22"
MONDAY = "2014-06-23"
SATURDAY = "2014-06-21"


def read(sentence: str, published: str | None = SUNDAY, context: Context | None = None) -> list[TimeMention]:
    return find_times(sentence, 0, len(sentence), None if published is None else parse_day(published), context)


def in_short(mention: TimeMention) -> str:
    first, last = ("" if day is None else iso(day) for day in (mention.earliest, mention.latest))
    window = first if first == last and first else f"{first}..{last}" if first or last else "?"
    return window if mention.relation == "in" else f"{mention.relation} {window}"


def windows(sentence: str, published: str | None = SUNDAY, context: Context | None = None) -> list[str]:
    return [in_short(mention) for mention in read(sentence, published, context)]


# Every phrase of the doctrine's table is here, and its window on a day of writing.
DOCTRINE = {
    "on Saturday": {SUNDAY: "2014-06-21", SATURDAY: "2014-06-21", MONDAY: "2014-06-21"},
    "Saturday's": {SUNDAY: "2014-06-21"},
    "last Saturday": {SUNDAY: "2014-06-21", SATURDAY: "2014-06-14"},
    "Saturday night": {SUNDAY: "2014-06-21..2014-06-22", SATURDAY: "2014-06-21"},
    "on Friday and Saturday": {SUNDAY: "2014-06-20..2014-06-21", "2014-06-20": "2014-06-13..2014-06-14"},
    "overnight": {SUNDAY: "2014-06-21..2014-06-22"},
    "last night": {SUNDAY: "2014-06-21..2014-06-22"},
    "today": {SUNDAY: "2014-06-22"},
    "this morning": {SUNDAY: "2014-06-22"},
    "tonight": {SUNDAY: "2014-06-22"},
    "yesterday": {SUNDAY: "2014-06-21"},
    "at the weekend": {SUNDAY: "2014-06-21..2014-06-22", SATURDAY: "2014-06-21"},
    "earlier this week": {SUNDAY: "2014-06-16..2014-06-22", MONDAY: "2014-06-22..2014-06-23"},
    "last week": {SUNDAY: "2014-06-09..2014-06-15", MONDAY: "2014-06-16..2014-06-22"},
    "early May": {SUNDAY: "2014-05-01..2014-05-10"},
    "mid-May": {SUNDAY: "2014-05-11..2014-05-20"},
    "late May": {SUNDAY: "2014-05-21..2014-05-31", "2014-05-25": "2014-05-21..2014-05-25"},
    "early 2013": {SUNDAY: "2013-01-01..2013-04-30"},
    "mid-2013": {SUNDAY: "2013-05-01..2013-08-31"},
    "late 2013": {SUNDAY: "2013-09-01..2013-12-31"},
    "the start of 2013": {SUNDAY: "2013-01-01..2013-03-31"},
    "the end of 2013": {SUNDAY: "2013-10-01..2013-12-31"},
    "in May": {SUNDAY: "2014-05-01..2014-05-31", "2014-05-09": "2014-05-01..2014-05-09"},
    "last May": {SUNDAY: "2014-05-01..2014-05-31", "2014-05-09": "2013-05-01..2013-05-31"},
    "the previous May": {SUNDAY: "2014-05-01..2014-05-31"},
    "12 June": {SUNDAY: "2014-06-12", "2014-06-11": "2013-06-12"},
    "around 10 June": {SUNDAY: "2014-06-08..2014-06-12"},
    "04/05/2014": {SUNDAY: "2014-04-05..2014-05-04", "2014-04-20": "2014-04-05"},
    "June 10-12": {SUNDAY: "2014-06-10..2014-06-12"},
    "from 3 to 7 May": {SUNDAY: "2014-05-03..2014-05-07"},
    "two days ago": {SUNDAY: "2014-06-20"},
    "three weeks ago": {SUNDAY: "2014-05-29..2014-06-04"},
    "two months ago": {SUNDAY: "2014-04-12..2014-05-02"},
    "two years ago": {SUNDAY: "2012-02-23..2012-10-20"},
    "several days ago": {SUNDAY: "2014-06-15..2014-06-20"},
    "days ago": {SUNDAY: "2014-06-15..2014-06-20"},
    "a few days ago": {SUNDAY: "2014-06-17..2014-06-20"},
    "a couple of days ago": {SUNDAY: "2014-06-19..2014-06-20"},
    "in recent days": {SUNDAY: "2014-06-15..2014-06-22"},
    "in recent weeks": {SUNDAY: "2014-05-11..2014-06-22"},
    "in recent months": {SUNDAY: "2013-12-21..2014-06-22"},
    "in the past 24 hours": {SUNDAY: "2014-06-21..2014-06-22"},
    "in the past three days": {SUNDAY: "2014-06-19..2014-06-22"},
    "last summer": {SUNDAY: "2013-06-01..2013-08-31"},
    "in the summer of 2013": {SUNDAY: "2013-06-01..2013-08-31"},
    "since Friday": {SUNDAY: "since 2014-06-20..2014-06-22"},
    "since January": {SUNDAY: "since 2014-01-01..2014-06-22"},
    "by Sunday": {SUNDAY: "by ..2014-06-22", SATURDAY: "by ..2014-06-15"},
    "until Sunday": {SUNDAY: "until ..2014-06-22"},
    "before 10 June": {SUNDAY: "before ..2014-06-09"},
    "after 10 June": {SUNDAY: "after 2014-06-10..2014-06-22"},
    "next Monday": {SUNDAY: "after 2014-06-22.."},
    "will on Monday": {SUNDAY: "after 2014-06-22.."},
    "tomorrow": {SUNDAY: "after 2014-06-22.."},
    "a day earlier": {SUNDAY: "2014-06-21"},
    "the next day": {SUNDAY: "?"},
    "that month": {SUNDAY: "2014-06-01..2014-06-22"},
    "two days after the city fell": {SUNDAY: "?"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "published", "expected"),
    [(phrase, day, window) for phrase, rows in DOCTRINE.items() for day, window in rows.items()],
)
def test_the_doctrine(phrase: str, published: str, expected: str) -> None:
    sentence = f"The rebels, {phrase}, crossed the river with their guns."
    assert windows(sentence, published) == [expected]


def test_every_phrase_of_the_doctrine_is_tried() -> None:
    rows = re.findall(r"^\| (?!phrase|---)(.+?) \|", when.__doc__ or "", re.MULTILINE)
    assert {phrase for row in rows for phrase in row.split(", ")} == set(DOCTRINE)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("on June 12, 2014", "2014-06-12"),
        ("on 12 June 2014", "2014-06-12"),
        ("on the 12th of June 2014", "2014-06-12"),
        ("on the twelfth of June", "2014-06-12"),
        ("on Thursday, 12 June 2014", "2014-06-12"),
        ("on Thursday (June 12)", "2014-06-12"),
        ("on Thurs. Jun. 12", "2014-06-12"),
        ("on 12-June-2014", "2014-06-12"),
        ("on 2014-06-12", "2014-06-12"),
        ("on 12.06.2014", "2014-06-12"),
        ("on 06/13/2014", "2014-06-13"),
        ("on 12 June last year", "2013-06-12"),
        ("on Oct. 17, 2013", "2013-10-17"),
        ("on 29 February", "2012-02-29"),
        ("on 12 and 13 June", "2014-06-12..2014-06-13"),
        ("on 10, 11 and 12 June", "2014-06-10..2014-06-12"),
        ("between 10 and 12 June", "2014-06-10..2014-06-12"),
        ("between June 10 and June 12", "2014-06-10..2014-06-12"),
        ("from 30 May to 2 June", "2014-05-30..2014-06-02"),
        ("from 30 December to 2 January", "2013-12-30..2014-01-02"),
        ("between 30 December 2013 and 2 January", "2013-12-30..2014-01-02"),
        ("June 10–12, 2013", "2013-06-10..2013-06-12"),
        ("between May and July 2013", "2013-05-01..2013-07-31"),
        ("in April or May", "2014-04-01..2014-05-31"),
        ("in May last year", "2013-05-01..2013-05-31"),
        ("in JUNE", "2014-06-01..2014-06-22"),
        ("since early June", "since 2014-06-01..2014-06-22"),
        ("in the first week of June", "2014-06-01..2014-06-07"),
        ("in the second half of May", "2014-05-16..2014-05-31"),
        ("at the end of May", "2014-05-21..2014-05-31"),
        ("by the end of May", "by ..2014-05-31"),
        ("in 2012", "2012-01-01..2012-12-31"),
        ("in 2014", "2014-01-01..2014-06-22"),
        ("from 2011 to 2013", "2011-01-01..2013-12-31"),
        ("in 2012-13", "2012-01-01..2013-12-31"),
        ("during the 2012 offensive", "2012-01-01..2012-12-31"),
        ("in the winter of 2013", "2012-12-01..2014-02-28"),
        ("in the winter of 2012-13", "2012-12-01..2013-02-28"),
        ("in the fall of 2013", "2013-09-01..2013-11-30"),
        ("on Christmas Day", "2013-12-25"),
        ("late last month", "2014-05-21..2014-05-31"),
        ("earlier this month", "2014-06-01..2014-06-22"),
        ("the week before last", "2014-06-02..2014-06-08"),
        ("late last year", "2013-09-01..2013-12-31"),
        ("on Tuesday last week", "2014-06-10"),
        ("on Friday a week ago", "2014-06-13"),
        ("on Monday night", "2014-06-16..2014-06-17"),
        ("before dawn on Tuesday", "2014-06-17"),
        ("in the early hours of Friday", "2014-06-20"),
        ("overnight into Friday", "2014-06-19..2014-06-20"),
        ("overnight on Friday", "2014-06-19..2014-06-21"),
        ("between Thursday and Saturday", "2014-06-19..2014-06-21"),
        ("after Friday prayers", "2014-06-20"),
        ("the day before yesterday", "2014-06-20"),
        ("on the 12th", "2014-06-12"),
        ("since the first of this month", "since 2014-06-01..2014-06-22"),
        ("no later than 10 June", "by ..2014-06-10"),
        ("two or three days ago", "2014-06-19..2014-06-20"),
        ("48 hours ago", "2014-06-20"),
        ("a year ago this week", "2013-06-17..2013-06-23"),
        ("over the past two weeks", "2014-06-08..2014-06-22"),
        ("two days after 10 June", "2014-06-12"),
        ("a week before Friday's vote", "2014-06-11..2014-06-15"),
        ("in the week of 10 June", "2014-06-09..2014-06-15"),
        ("in the week ending 13 June", "2014-06-07..2014-06-13"),
        ("on the weekend of 14 June", "2014-06-14..2014-06-15"),
        ("on the last day of May", "2014-05-31"),
        ("in the opening weeks of 2014", "2014-01-01..2014-03-31"),
        ("in the third quarter of last year", "2013-07-01..2013-09-30"),
        ("in the final days of May", "2014-05-21..2014-05-31"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("in the late 1990s", "1996-01-01..1999-12-31"),
        ("half a year ago", "2013-12-12..2014-01-01"),
        ("two and a half years ago", "2011-12-12..2012-01-01"),
        ("a decade ago", "2003-06-22..2005-06-22"),
        ("a hundred days ago", "2014-03-14"),
        ("March-May 2014", "2014-03-01..2014-05-31"),
        ("in late May or early June", "2014-05-21..2014-06-10"),
        ("on Tuesday, Wednesday and Thursday", "2014-06-17..2014-06-19"),
        ("in the night of Tuesday to Wednesday", "2014-06-17..2014-06-18"),
        ("a week ago on Friday", "2014-06-13"),
        ("on New Year's Day", "2014-01-01"),
        ("at Christmas", "2013-12-24..2013-12-26"),
        ("over the next few days", "after 2014-06-22.."),
        ("which is to open on 30 June", "after 2014-06-22.."),
        ("in this past week", "2014-06-15..2014-06-22"),
        ("at the end of the previous month", "2014-05-21..2014-05-31"),
        ("in the battle of the 2012 war", "2012-01-01..2012-12-31"),
        ("in the opening weeks of the 2012 invasion", "2012-01-01..2012-12-31"),
        ("in 2014/06/05", "2014-06-05"),
    ],
)  # fmt: skip
def test_what_else_is_a_time(phrase: str, expected: str) -> None:
    assert windows(f"The garrison left the town {phrase}, its commander wrote.") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fighters of the March 23 Movement hold the town.",
        "The 17 February Martyrs Brigade gave up the airport.",
        "Soldiers crossed the 14 July Bridge and the April 9 Square.",
        "The June 4 neighbourhood and October 6 City stayed calm.",
        "The Sunday Times and the Mail on Sunday had the story.",
        "Shelling goes on every Friday, and on Mondays.",
        "The garrison may march in august company.",
        "They march 23 kilometres; 300 may follow.",
        "Theresa May spoke, and that May objected.",
        "After a nine-month siege the town fell.",
        "They held out for three days and two nights.",
        "The 24-hour curfew ended after 300 days.",
        "Two brothers, aged 12 and 24, a 30-year-old and a three-day-old child fled.",
        "More than 2,014 people left, and 2014 soldiers stayed in 2014 houses.",
        "The town lies 1990 metres above the sea, in range of 1,200 guns.",
        "Under the 1990 law the district belongs to the north.",
        "Both sides signed the 12 May agreement.",
        "Resolution 2014 and route 2012 were quoted at 10:12.",
        "The 9th Brigade left on the 5th floor of the 12th district.",
        "The fall of the city and the spring offensive were feared.",
        "In a second attack the last town of the day was lost.",
        "He was the last man of the next village.",
        "The second in command of the army of the east spoke.",
        "The Sept. 11 attacks were remembered.",
        "They left due to shelling, as they had for two days before soldiers came.",
        "Version 12.06.2014.7 of the map was printed.",
        "",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert [mention.surface for mention in read(sentence)] == []


def in_a_row(*sentences: str, published: str | None = SUNDAY, heading: str | None = None) -> list[str]:
    day = None if heading is None else parse_day(heading)
    context, found = Context(day, day), []
    for sentence in sentences:
        times = read(sentence, published, context)
        context = context.after(times)
        found = [in_short(mention) for mention in times]
    return found


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("Gunmen took the mill on 10 March.", "The bridge fell a day earlier.", "2014-03-09"),
        ("Gunmen took the mill on 10 March.", "Four days later the bridge fell.", "2014-03-14"),
        ("Gunmen took the mill on 10 March.", "The bridge fell the following day.", "2014-03-11"),
        ("Gunmen took the mill on 10 March.", "The bridge fell the same day.", "2014-03-10"),
        ("Gunmen took the mill on 10 March.", "The bridge fell later that week.", "2014-03-10..2014-03-16"),
        ("Gunmen took the mill on 10 March.", "The bridge fell the following week.", "2014-03-17..2014-03-23"),
        ("Gunmen took the mill on 10 March.", "Earlier that month the bridge fell.", "2014-03-01..2014-03-10"),
        ("Gunmen took the mill on 10 March.", "Two weeks after, the bridge fell.", "2014-03-21..2014-03-27"),
        ("Gunmen took the mill on 10 March.", "Three months later the bridge fell.", "2014-05-31..2014-06-20"),
        ("Gunmen took the mill on 10 March.", "The bridge fell the previous November.", "2013-11-01..2013-11-30"),
        ("Gunmen took the mill on 10 March.", "They have held it since then.", "since 2014-03-10..2014-06-22"),
        ("Gunmen took the mill on 10 March.", "The bridge fell on the 14th.", "2014-03-14"),
        ("Gunmen took the mill on 10 March.", "The bridge fell on the Saturday.", "2014-03-15"),
        ("Gunmen took the mill on 10 March.", "The bridge fell the weekend before.", "2014-03-08..2014-03-09"),
        ("Gunmen took the mill on 10 March.", "Within days the bridge fell.", "2014-03-10..2014-03-17"),
        ("Gunmen took the mill on 10 March.", "The bridge fell the day after.", "2014-03-11"),
        ("Gunmen took the mill on 10 March.", "The bridge fell in the following days.", "2014-03-10..2014-03-17"),
        ("Gunmen took the mill in 2012.", "The bridge fell later that year.", "2012-01-01..2012-12-31"),
        ("Gunmen took the mill in May 2012.", "Two years later the bridge fell.", "2014-01-01..2014-06-22"),
        ("Gunmen took the mill on Saturday.", "A day earlier the bridge fell.", "2014-06-20"),
        ("Gunmen took the mill on 10 March 2012.", "On 29 March the bridge fell.", "2012-03-29"),
        ("Gunmen took the mill on 10 March 2012.", "On 12 June the bridge fell.", "2014-06-12"),
        ("Gunmen held the mill since May 2012.", "In January the bridge fell.", "2014-01-01..2014-01-31"),
        ("Gunmen took the mill on 10 March, held since May.", "A day later the bridge fell.", "2014-03-11"),
        ("Gunmen took the mill on 10 March.", "At the start of that month the bridge fell.", "2014-03-01..2014-03-10"),
        ("Gunmen took the mill on Friday; it had been lost in May.", "A day earlier the bridge fell.", "2014-06-19"),
        (
            "Gunmen took the mill on Friday and some weeks later the ford.",
            "The bridge fell the same day.",
            "2014-06-20",
        ),
        ("Gunmen will come on Monday.", "A day earlier the bridge fell.", "2014-06-21"),
    ],
)
def test_a_text_goes_on_from_the_time_it_mentioned(first: str, then: str, expected: str) -> None:
    assert in_a_row(first, then) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The militia took the port yesterday.", "2014-01-03"),
        ("The militia took the port on Thursday.", "2014-01-02"),
        ("The militia, there since October, took the port.", "since 2013-10-01..2014-06-22"),
        ("Two weeks later the militia took the port.", "2014-01-15..2014-01-21"),
        ("The militia took the port on the 6th.", "2014-01-06"),
        ("The militia took the port on 2 May 2014.", "2014-05-02"),
    ],
)
def test_under_a_date_times_are_reckoned_from_it(sentence: str, expected: str) -> None:
    assert in_a_row(sentence, heading="2014-01-04") == [expected]


def test_under_a_heading_of_many_days_both_ends_are_reckoned() -> None:
    month = Context(parse_day("2014-03-01"), parse_day("2014-03-31"))
    assert windows("The port fell on Friday.", SUNDAY, month) == ["2014-02-28..2014-03-28"]
    assert windows("The port fell yesterday.", SUNDAY, month) == ["2014-02-28..2014-03-30"]
    assert [mention.anchor for mention in read("The port fell on Friday.", SUNDAY, month)] == ["heading"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army left on Saturday, eleven days after it had taken the town.", ["2014-06-21", "2014-06-10"]),
        ("Eleven days after they took the town the rebels left on Saturday.", ["2014-06-10", "2014-06-21"]),
        ("Gunmen took the mill a week earlier, on 2 May.", ["2014-05-02", "2014-05-02"]),
        ("Gunmen took the mill in March, on the 25th.", ["2014-03-25", "2014-03-25"]),
        ("Gunmen took the mill in March, and in May the ford.", ["2014-03-01..2014-03-31", "2014-05-01..2014-05-31"]),
        ("The army is back, 21 years after it lost the town.", ["1992-12-21..1993-12-22"]),
        ("The army is back, three days after it lost the town.", ["?"]),
    ],
)
def test_times_that_lean_on_another_of_the_sentence(sentence: str, expected: list[str]) -> None:
    assert windows(sentence) == expected


def test_without_a_day_of_writing_only_a_named_year_dates() -> None:
    sentence = "On Saturday, 12 June 2014 and in May, then yesterday, last week and three days ago."
    found = read(sentence, None)
    assert [in_short(mention) for mention in found] == ["2014-06-12", "2014-05-01..2014-05-31", "?", "?", "?"]
    assert [mention.surface for mention in found][2:] == ["yesterday", "last week", "three days ago"]
    assert windows("It fell in May, on Friday, a day earlier.", None) == ["?", "?", "?"]


def test_a_page_older_than_its_headings_does_not_lose_them() -> None:
    assert in_a_row("The port fell on Thursday.", published="2013-12-01", heading="2014-01-04") == ["2014-01-02"]


def test_what_names_a_time_is_told_apart_from_what_it_says() -> None:
    def named(sentence: str) -> list[str]:
        found = [begun(mention) for mention in read(sentence)]
        return ["?" if window is None else f"{iso(window[0])}..{iso(window[1])}" for window in found]

    assert named("held since January") == ["2014-01-01..2014-01-31"]
    assert named("held since 2012") == ["2012-01-01..2012-12-31"]
    assert named("held since Friday") == ["2014-06-20..2014-06-20"]
    assert named("held until the end of May") == ["2014-05-01..2014-05-31"]
    assert named("held by Sunday") == ["2014-06-22..2014-06-22"]
    assert named("held before 10 June") == ["2014-06-10..2014-06-10"]
    assert named("held in May") == ["2014-05-01..2014-05-31"]
    assert named("held until next Monday") == ["?"]


def test_an_event_is_dated_by_the_nearest_time_that_is_past() -> None:
    sentence = "On 3 May the mill burned, on 9 May the bridge fell, and talks will open on Monday."
    times = read(sentence)
    for word, day in (("burned", "2014-05-03"), ("fell", "2014-05-09"), ("open", "2014-05-09")):
        nearest = interval_for(times, sentence.index(word), sentence.index(word) + len(word), sentence)
        assert nearest is not None
        assert in_short(nearest) == day
    assert interval_for(read("Talks will open on Monday."), 0, 5) is None


def test_spans_are_those_of_the_text_and_keep_what_rules_the_time() -> None:
    text = "Before. The north, held since early June, fell on Friday. After."
    start, end = text.index("The north"), text.index(" After")
    found = find_times(text, start, end, parse_day(SUNDAY))
    assert [text[mention.start : mention.end] for mention in found] == ["since early June", "Friday"]
    assert [mention.surface for mention in found] == ["since early June", "Friday"]
    assert [(mention.precision, mention.anchor) for mention in found] == [("month", "published"), ("day", "published")]


WORDS = re.findall(
    r"\S+",
    "on in since until by before after the a of last next this that previous following same early late mid- Saturday "
    "Friday night overnight yesterday May June March 2014 2013 12 June 10-12 31 30th first week month year days weeks "
    "ago later earlier two several few past recent hours between and to from , . - – ( ) ; Christmas summer weekend "
    "day 29 February 1234 9999 00 12.06.2014 2014-06-12 within will would said then Movement end start half winter",
)
SENTENCES = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
DAYS = st.one_of(st.none(), st.integers(10_000, 20_000), st.integers(-(2**41), 2**41))


@given(SENTENCES, DAYS, DAYS, DAYS)
def test_no_sentence_is_too_strange(text: str, published: int | None, first: int | None, last: int | None) -> None:
    context = Context(first, last)
    for _ in range(2):
        found = find_times(text, 0, len(text), published, context)
        context = context.after(found)
        spans = [place for mention in found for place in (mention.start, mention.end)]
        assert spans == sorted(spans)
        for mention in found:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.surface
            if mention.earliest is not None and mention.latest is not None:
                assert mention.earliest <= mention.latest
            assert mention.latest is not None or mention.relation in ("after", "since") or mention.earliest is None
            begun(mention)


@given(SENTENCES, st.integers(10_000, 20_000), st.one_of(st.none(), st.integers(10_000, 20_000)))
def test_no_window_reaches_past_the_day_of_writing(text: str, published: int, heading: int | None) -> None:
    context = Context(heading, heading) if heading is not None and heading <= published else Context()
    for mention in find_times(text, 0, len(text), published, context):
        assert mention.latest is None or mention.latest <= published
        assert mention.earliest is None or mention.earliest <= published


RUNAWAYS = {
    "a ": 50_000, "12 June, ": 5_000, "the previous ": 8_000, "early ": 20_000, "2014-": 20_000, "10, ": 30_000,
    "will ": 20_000, "two or three days ": 6_000, "between 10 and June ": 5_000, " ": 100_000, "the first of ": 8_000,
}  # fmt: skip


@pytest.mark.parametrize("part", RUNAWAYS)
def test_no_sentence_takes_long(part: str) -> None:
    text = part * RUNAWAYS[part] + "on Monday"
    began = time.process_time()
    find_times(text, 0, len(text), parse_day(SUNDAY))
    assert time.process_time() - began < 1


def test_a_context_can_be_narrowed() -> None:
    context = Context().after(read("The mill fell on 10 March 2012."))
    assert context.year == 2012
    assert context._replace(year=None).previous == context.previous
