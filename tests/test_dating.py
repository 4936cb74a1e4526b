"""Which day is whose: sentences with several times, and what each change in them is dated to."""

from __future__ import annotations

import pytest

from events.dates import iso
from events.extract import extract

PUBLISHED = "2016-03-20"  # a Sunday

HEADED = """20 November 2015
The militia hands over Mandali to the army under the ceasefire signed on 9 November.

25 November 2015
The army recaptures Khanaqin, its first gain since the spring.

27 November 2015
Rebels capture Jalawla, a week after a coup in the capital.
"""
YEARS = """A war of towns:
- 2014: first losses -
8 April: Mandali is captured by rebels.
6 October: Khanaqin falls to the rebels.
- 2015 -
3 November: Jalawla is recaptured by the army.
"""
CASES = {
    "the capture has the day, what followed only begins with it": (
        "Developing their attack after the capture of Mandali on 12 March, the troops took Khanaqin.",
        {"Mandali": "2016-03-12..2016-03-12", "Khanaqin": "2016-03-12..2016-03-20"},
    ),
    "as the others left it": (
        "Soldiers took Mandali on 3 March and moved into Khanaqin as the rebels left it on 9 March.",
        {"Mandali": "2016-03-03..2016-03-03", "Khanaqin": "2016-03-09..2016-03-09"},
    ),
    "admitted on a day": (
        "Soldiers took Khanaqin on Wednesday. The rebels admitted on Friday that they had abandoned Mandali.",
        {"Khanaqin": "2016-03-16..2016-03-16", "Mandali": "..2016-03-18"},
    ),
    "announced on the nearer of two days": (
        "Mandali was recaptured by the army on 8 March, and on 10 March the army announced that Khanaqin had been"
        " cleared.",
        {"Mandali": "2016-03-08..2016-03-08", "Khanaqin": "..2016-03-10"},
    ),
    "words between commas keep their time": (
        "Mandali, captured by rebels last month, was retaken by the army on Friday, the ministry said on Saturday.",
        {"Mandali": "2016-03-18..2016-03-18"},
    ),
    "a relative clause keeps its time": (
        "The rebels who stormed Mandali two weeks ago have abandoned Khanaqin, the United Nations said.",
        {"Khanaqin": "..2016-03-20"},
    ),
    "a hold since long ago is not the day of the attack": (
        "On 10 March the jihadists who had ruled the north since the previous spring overran Mandali, a market town.",
        {"Mandali": "2016-03-10..2016-03-10"},
    ),
    "truces, firsts and coups have days of their own": (
        HEADED,
        {
            "Mandali": "2015-11-20..2015-11-20",
            "Khanaqin": "2015-11-25..2015-11-25",
            "Jalawla": "2015-11-27..2015-11-27",
        },
    ),
    "a decorated heading begins with a year": (
        YEARS,
        {
            "Mandali": "2014-04-08..2014-04-08",
            "Khanaqin": "2014-10-06..2014-10-06",
            "Jalawla": "2015-11-03..2015-11-03",
        },
    ),
    "the flag came later": (
        "2 December 2015\nKhanaqin falls to government troops, and the flag is hoisted there three days later.",
        {"Khanaqin": "2015-12-02..2015-12-02"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_each_change_has_its_own_days(text: str, expected: dict[str, str]) -> None:
    found = [(each.place, f"{_day(each.earliest)}..{_day(each.latest)}") for each in extract(text, PUBLISHED)]
    assert set(expected.items()) <= set(found)


def _day(day: int | None) -> str:
    return "" if day is None else iso(day)
