"""Replay: small named ledgers, then properties."""

from __future__ import annotations

import re

import pytest

from events import Timeline
from tests.ledgers import make


def state(
    lines: str, day: str, known: str | None = None, rule: str = "assessed", place: str = "p"
) -> dict[str, object]:
    frame = Timeline(make(lines)).on(day, known, rule).set_index("place_id")
    return frame.loc[place].to_dict()


def short(lines: str, day: str, **how: str) -> str:
    row = state(lines, day, **how)
    parts = [str(row["status"]), str(row["holder"]), str(row["contender"])]
    return " ".join(parts).strip() + (f" besieged by {row['besieged_by']}" if row["besieged_by"] else "")


CAPTURE = "e1: p takes a from b 2014-06-20 @One"


@pytest.mark.parametrize(
    ("lines", "day", "expected"),
    [
        pytest.param(CAPTURE, "2014-06-19", "controlled b", id="implied before the first event"),
        pytest.param(CAPTURE, "2014-06-20", "controlled a", id="held on the day itself"),
        pytest.param("p takes a 2014-06-20 @One", "2014-06-19", "unknown", id="nobody implied"),
        pytest.param("p takes a from b 2014-06-20..2014-06-22 @One", "2014-06-20", "changing b a", id="window opens"),
        pytest.param("p takes a from b 2014-06-20..2014-06-22 @One", "2014-06-21", "changing b a", id="in the window"),
        pytest.param("p takes a from b 2014-06-20..2014-06-22 @One", "2014-06-22", "controlled a", id="window closes"),
        pytest.param("p takes a from b 2014-06-20 part @One", "2014-06-21", "contested b a", id="a part is contested"),
        pytest.param("p contests a from b 2014-06-20 @One", "2014-06-21", "contested b a", id="an enemy inside"),
        pytest.param("p besieges a from b 2014-06-20 @One", "2014-06-21", "controlled b besieged by a", id="besieged"),
        pytest.param(
            "p besieges a from b 2014-06-20 @One\np relieves b from a 2014-07-01 @Two",
            "2014-07-01",
            "controlled b",
            id="relieved",
        ),
        pytest.param(
            "p contests a from b 2014-06-20 @One\np repels b from a 2014-06-25 @Two",
            "2014-06-25",
            "controlled b",
            id="repelled",
        ),
        pytest.param("p leaves b 2014-06-20 @One", "2014-06-19", "controlled b", id="who leaves was there"),
        pytest.param("p leaves b 2014-06-20 @One", "2014-06-20", "unknown", id="nobody named moves in"),
        pytest.param("p leaves from b 2014-06-20 @One", "2014-06-20", "unknown", id="leaves, coded as the loser"),
        pytest.param(
            "p contests a from b 2014-06-20 @One\np leaves b 2014-06-25 @Two",
            "2014-06-25",
            "controlled a",
            id="whoever was inside remains",
        ),
        pytest.param("p holds a 2014-06-20 @One", "2014-06-19", "unknown", id="an observation says nothing of before"),
        pytest.param("p holds a 2014-06-20 @One", "2014-06-20", "controlled a", id="an observation sets the holder"),
        pytest.param(
            "p takes a from b 2014-06-01 @One\np holds b 2014-06-20 @Two",
            "2014-06-10",
            "changing a b",
            id="a contradicting observation: changed since the last evidence",
        ),
        pytest.param(
            "p takes a from b 2014-06-01 @One\np holds b 2014-06-20 @Two",
            "2014-06-20",
            "controlled b",
            id="and after it",
        ),
        pytest.param(
            "p takes a from b 2014-06-01..2014-06-30 @One\np takes c from b 2014-06-10 @Two",
            "2014-06-15",
            "changing c a",
            id="a window stays open over another change",
        ),
        pytest.param(
            "p takes a from b 2014-06-10 @One\np takes b from a 2014-06-10 @Two",
            "2014-06-10",
            "controlled b",
            id="two captures on one day are chained",
        ),
        pytest.param(
            "x: p takes a from b 2014-06-10 @One\na: p takes b from a 2014-06-10 @Two\np holds b 2014-06-01 @Three",
            "2014-06-10",
            "controlled b",
            id="chained from the holder of the day before",
        ),
        pytest.param(
            "p takes a from b 2014-06-10 @One\np leaves b 2014-06-10 @Two",
            "2014-06-10",
            "controlled a",
            id="leave, then take",
        ),
        pytest.param(
            "p takes a from b 2014-06-10 @One says spokesman/a",
            "2014-06-10",
            "contested b a",
            id="only the gainer says so",
        ),
        pytest.param(
            "e: p takes a from b 2014-06-10 says spokesman/a @One\ne: p takes a from b 2014-06-10 @Two",
            "2014-06-10",
            "controlled a",
            id="the claim is confirmed by another",
        ),
        pytest.param(
            "a: p takes a from b 2014-06-10 @One\nb: p takes a from b 2014-06-10 part @Two",
            "2014-06-10",
            "controlled a",
            id="a part falls before the whole",
        ),
        pytest.param("p holds b 2014-06-10 @One says spokesman/b", "2014-06-10", "controlled b", id="says it holds"),
        pytest.param(
            "p takes a from b 2014-06-01 @Two\np holds b 2014-06-10 @One says spokesman/b",
            "2014-06-10",
            "contested a b",
            id="says it holds, against the record",
        ),
        pytest.param(
            "e: p takes a from b 2014-06-10 @One\ne: p takes c from b 2014-06-10 @Two",
            "2014-06-10",
            "contested a c",
            id="two winners, a tie",
        ),
        pytest.param(
            "e: p takes a from b 2014-06-10 @One\n"
            + "e: p takes a from b 2014-06-10 @Three\ne: p takes c from b 2014-06-10 @Two",
            "2014-06-10",
            "controlled a",
            id="two winners, more voices",
        ),
        pytest.param(
            "e: p takes a from b 2014-06-10 @One\ne: p takes a 2014-06-10 denies @Two",
            "2014-06-10",
            "contested b a",
            id="one asserts, one denies",
        ),
        pytest.param(
            "e: p takes a from b 2014-06-10 @One\n"
            + "e: p takes a 2014-06-10 denies @Two\ne: p takes a 2014-06-10 denies @Three",
            "2014-06-10",
            "controlled b",
            id="denials outweigh",
        ),
        pytest.param(
            "e: p takes a from b 2014-06-10 @One pub 2014-06-10\ne: p takes a 2014-06-10 denies @One pub 2014-06-12",
            "2014-06-12",
            "controlled b",
            id="the claimant withdraws",
        ),
    ],
)
def test_state(lines: str, day: str, expected: str) -> None:
    lines = re.sub(r"(@\w+) (says \S+)", r"\2 \1", lines)
    assert short(lines, day) == expected
