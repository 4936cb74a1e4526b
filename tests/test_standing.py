"""How well an event stands, and what each rule makes of it."""

from __future__ import annotations

import pytest

from events import RULE_TABLE, Timeline, vocab
from tests.ledgers import make

DAY = "2014-06-12"


def standing(lines: str, **how: str) -> str:
    events = Timeline(make(lines)).events(**how)
    return str(events.loc[events["event_id"] == "e", "standing"].iloc[0])


def state(lines: str, rule: str, day: str = DAY, known: str | None = None) -> str:
    row = Timeline(make(lines)).on(day, known, rule).iloc[0]
    return " ".join(str(row[name]) for name in ("status", "holder", "contender") if row[name])


TAKES = "e: p takes a from b 2014-06-10"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(f"{TAKES} @One", "reported", id="one voice"),
        pytest.param(f"{TAKES} @One\n{TAKES} @Two", "confirmed", id="two publishers"),
        pytest.param(f"{TAKES} @One(Wire)\n{TAKES} @Two(Wire)", "reported", id="two copies of one wire"),
        pytest.param(f"{TAKES} @One\n{TAKES} @Two(One)", "reported", id="a copy of the publisher itself"),
        pytest.param(
            f"{TAKES} says officer @One\n{TAKES} says officer @Two", "reported", id="two outlets quoting one official"
        ),
        pytest.param(
            f"{TAKES} says officer @One\n{TAKES} says officer @Two\n{TAKES} says mayor @One",
            "confirmed",
            id="two voices among three claims",
        ),
        pytest.param(f"{TAKES} says spokesman/a @One", "claimed", id="only the gaining side"),
        pytest.param(f"{TAKES} says spokesman/b @One", "reported", id="the loser admits it"),
        pytest.param(
            f"{TAKES} says spokesman/a @One\n{TAKES} says envoy/a @Two", "claimed", id="the gaining side, twice"
        ),
        pytest.param(f"{TAKES} @One\ne: p leaves b 2014-06-10 @Two", "confirmed", id="one takes, the other leaves"),
        pytest.param(f"{TAKES} @One\ne: p takes c from b 2014-06-10 @Two", "disputed", id="two winners"),
        pytest.param(f"{TAKES} @One\ne: p holds b 2014-06-10 @Two", "disputed", id="still held, says another"),
        pytest.param(f"{TAKES} @One\n{TAKES} denies @Two", "disputed", id="denied"),
        pytest.param(f"{TAKES} @One\n{TAKES} denies @Two\n{TAKES} denies @Three", "refuted", id="denials outweigh"),
        pytest.param(
            f"{TAKES} @One\n{TAKES} denies @Two(Wire)\n{TAKES} denies @Three(Wire)",
            "disputed",
            id="denials of one wire",
        ),
        pytest.param(f"{TAKES} @One\n{TAKES} denies @One pub 2014-06-12", "refuted", id="withdrawn"),
        pytest.param(
            f"{TAKES} says officer @One\n{TAKES} denies says mayor @One pub 2014-06-12",
            "disputed",
            id="an outlet that reports a denial does not withdraw",
        ),
        pytest.param(f"{TAKES} @One\np holds a 2014-07-01 @Two", "confirmed", id="seen later by another"),
        pytest.param(f"{TAKES} @One\np holds a 2014-07-01 @One", "reported", id="seen later by the same"),
        pytest.param(
            f"{TAKES} @One\np takes b from a 2014-06-20 @Two\np holds a 2014-07-01 @Three",
            "reported",
            id="seen later, but it had changed hands between",
        ),
        pytest.param(f"{TAKES} denies @One", "refuted", id="nobody asserts it"),
        pytest.param(
            f"{TAKES} @One\np takes a from b 2014-06-20 @Two",
            "reported",
            id="taken again from the same is no observation",
        ),
        pytest.param(
            f"{TAKES} @One\np holds b 2014-06-15 @Two\np holds a 2014-07-01 @Three",
            "reported",
            id="seen later, but held by the other between",
        ),
    ],
)
def test_standing(lines: str, expected: str) -> None:
    assert standing(lines) == expected


def test_standing_grows_with_what_is_known() -> None:
    lines = f"{TAKES} @One pub 2014-06-10\n{TAKES} @Two pub 2014-06-14\n{TAKES} denies @Three pub 2014-06-20"
    assert [standing(lines, known=day) for day in ("2014-06-10", "2014-06-14", "2014-06-20")] == [
        "reported",
        "confirmed",
        "disputed",
    ]


@pytest.mark.parametrize(
    ("claims", "assessed", "confirmed", "latest"),
    [
        pytest.param(f"{TAKES} @One\n{TAKES} @Two", *["controlled a"] * 3, id="confirmed"),
        pytest.param(f"{TAKES} @One", "controlled a", "controlled b", "controlled a", id="reported"),
        pytest.param(f"{TAKES} says spokesman/a @One", "contested b a", "controlled b", "controlled a", id="claimed"),
        pytest.param(
            f"{TAKES} @One\n{TAKES} @Three\ne: p takes c from b 2014-06-10 @Two pub 2014-06-11",
            "controlled a",
            "controlled b",
            "controlled c",
            id="disputed: winners differ",
        ),
        pytest.param(
            f"{TAKES} @One\n{TAKES} denies @Two pub 2014-06-11",
            "contested b a",
            "controlled b",
            "controlled b",
            id="disputed: denied",
        ),
        pytest.param(
            f"{TAKES} denies @One\n{TAKES} denies @Two\n{TAKES} @Three pub 2014-06-11",
            "controlled b",
            "controlled b",
            "controlled a",
            id="refuted",
        ),
    ],
)
def test_each_rule_does_what_its_table_says(claims: str, assessed: str, confirmed: str, latest: str) -> None:
    assert [state(claims, rule) for rule in vocab.RULES] == [assessed, confirmed, latest]


def test_the_table_has_a_row_for_each_case_tested() -> None:
    assert list(RULE_TABLE) == [
        "confirmed",
        "reported",
        "claimed",
        "disputed: winners differ",
        "disputed: denied",
        "refuted",
    ]
    assert {len(row) for row in RULE_TABLE.values()} == {len(vocab.RULES)}


def test_an_unsettled_event_stands_against_the_state() -> None:
    row = Timeline(make(f"{TAKES} @One")).on(DAY, rule="confirmed").iloc[0]
    assert (row["holder"], row["standing"], row["event_id"]) == ("b", "reported", "e")


def test_a_weaker_word_that_agrees_does_not_stand_against_the_state() -> None:
    lines = (
        f"{TAKES} @One\n{TAKES} @Two\np holds a 2014-07-01 @Three\np repels a from b 2014-08-01 says spokesman/a @Three"
    )
    for rule in ("assessed", "confirmed"):
        assert Timeline(make(lines)).on("2014-09-01", rule=rule).iloc[0]["standing"] == "confirmed"


def test_a_denial_does_not_strengthen_what_only_the_gaining_side_says() -> None:
    denial = f"{TAKES} denies says officials @Three pub 2014-06-11"
    lines = f"{TAKES} says spokesman/a @One\n{TAKES} says command/a @Two\n{denial}"
    assert state(lines, "assessed", known="2014-06-10") == "contested b a"
    assert state(lines, "assessed", known="2014-06-11") == "contested b a"


def test_one_publisher_alone() -> None:
    lines = f"{TAKES} @One\ne: p takes c from b 2014-06-10 @Two\np takes b from c 2014-06-11 @Two"
    assert state(lines, "publisher:One") == "controlled a"
    assert state(lines, "publisher:two") == "controlled b"


def test_an_unknown_rule_or_publisher_is_said() -> None:
    timeline = Timeline(make(f"{TAKES} @Reuters"))
    with pytest.raises(ValueError, match="no rule is called 'majority'"):
        timeline.on(DAY, rule="majority")
    with pytest.raises(ValueError, match="did you mean Reuters"):
        timeline.on(DAY, rule="publisher:Reuter")
