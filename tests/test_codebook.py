"""Every worked case of the codebook is run; the cases from the built-in data set hold there too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

import events
from events import frames
from events.datasets import BUILT_IN
from tests.ledgers import make

TEXT = (Path(events.__file__).parent / "CODEBOOK.md").read_text("utf-8")
LEAST_CASES, LEAST_BUILT_IN = 14, 7
STATE = ("status", "holder", "contender", "besieged_by")
_SAID = frames.names("claims")
COMPARED = [*_SAID[_SAID.index("event_id") : _SAID.index("source_id")], "publisher", "wire", "published"]
_EXPECTED = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d) (?P<rule>assessed|confirmed|latest|publisher:[^:]+?)"
    r"(?: known (?P<known>\S+))?: "
    r"(?P<place>\S+) (?P<status>\w+)(?: (?P<holder>\w+|-))?(?: (?!besieged )(?P<contender>\w+))?"
    r"(?: besieged by (?P<besieged_by>\w+))?(?: \((?P<standing>\w+)\))?"
)


class Case(NamedTuple):
    title: str
    claims: str
    expected: list[dict[str, str]]
    built_in: bool


def read_case(section: str) -> Case:
    """Raise `ValueError` unless the section is a situation in prose, a claims block and an expect block."""
    title, _, body = section.partition("\n")
    blocks = re.findall(r"^```(\S[^\n]*)\n(.*?)^```$", body, re.M | re.S)
    kinds = [kind for kind, _ in blocks]
    if kinds not in (["claims", "expect"], ["claims", "expect iraq-syria"]) or body.count("```") != 4:
        raise ValueError(f"{title}: a claims block, then an expect block are wanted, not {kinds}")
    lines = [line for line in blocks[1][1].splitlines() if line.strip()]
    found = [match for match in map(_EXPECTED.fullmatch, lines) if match]
    claims, situation = blocks[0][1], body.partition("```")[0]
    if not found or len(found) < len(lines) or not claims.strip() or not situation.strip():
        raise ValueError(f"{title}: situation, claims and expectations are wanted, all readable: {lines}")
    return Case(title, claims, [match.groupdict(default="") for match in found], kinds[1] != "expect")


CASES = [read_case(section) for section in re.split(r"^### (?=Case )", TEXT, flags=re.M)[1:]]


@cache
def built_in() -> events.Timeline:
    return events.load(BUILT_IN)


def rows(timeline: events.Timeline, event_ids: pd.Series) -> list[tuple[str, ...]]:
    claims = timeline.claims.merge(timeline.sources, on="source_id")
    claims = claims.loc[claims["event_id"].isin(event_ids), COMPARED]
    return sorted(claims.astype(str).itertuples(index=False, name=None))


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= LEAST_CASES
    assert sum(case.built_in for case in CASES) >= LEAST_BUILT_IN
    assert len(re.findall(r"^```", TEXT, re.M)) == 4 * len(CASES), "a block that no case owns"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: Case) -> None:
    told = events.Timeline(make(case.claims))
    for timeline in [told, built_in()] if case.built_in else [told]:
        for line in case.expected:
            states = timeline.on(line["day"], line["known"] or None, line["rule"]).set_index("place_id")
            wanted = {name: line[name].strip("-") for name in STATE}
            wanted |= {"standing": line["standing"]} if line["standing"] else {}
            assert {name: states.loc[line["place"], name] for name in wanted} == wanted, line


@pytest.mark.parametrize("case", [c for c in CASES if c.built_in], ids=lambda case: case.title)
def test_case_is_coded_as_in_the_data_set(case: Case) -> None:
    told = events.Timeline(make(case.claims))
    assert rows(told, told.claims["event_id"]) == rows(built_in(), told.claims["event_id"])


@pytest.mark.parametrize("damage", ["no expectation", "an unreadable one", "no situation", "a third block"])
def test_a_malformed_case_is_refused(damage: str) -> None:
    expected = "2014-06-20 assessed: p controlled a\n"
    sound = f"Case 0\nText.\n```claims\np holds a 2014-06-20 @X\n```\n```expect\n{expected}```\n"
    assert read_case(sound).expected
    broken = {
        "no expectation": sound.replace(expected, ""),
        "an unreadable one": sound.replace("assessed:", "assesed:"),
        "no situation": sound.replace("Text.", ""),
        "a third block": sound + "```claims\n```\n",
    }
    with pytest.raises(ValueError, match="wanted"):
        read_case(broken[damage])
