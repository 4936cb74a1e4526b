"""The codebook's tables are those of the code: columns, vocabularies, rules, order, transitions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import events
from events import frames, rules, vocab
from events.datasets import BUILT_IN
from events.model import HOLDER_BEFORE, NOBODY, Op, transition

TEXT = (Path(events.__file__).parent / "CODEBOOK.md").read_text("utf-8")
_OPS = {
    "takes": Op.TAKE,
    "takes, part": Op.CONTEST,
    "contests": Op.CONTEST,
    "two winners": Op.TIE,
    "leaves": Op.LEAVE,
    "besieges": Op.BESIEGE,
    "relieves": Op.RELIEVE,
    "repels": Op.REPEL,
    "holds": Op.HOLD,
    "holds, its own word": Op.PROFESS,
}


def table(heading: str) -> list[str]:
    """Rows of the one table under a heading; its own heading and rule are checked and left out."""
    parts = re.split(rf"^#+ {re.escape(heading)}\n", TEXT, flags=re.M)
    assert len(parts) == 2, f"one heading {heading!r} is wanted, there are {len(parts) - 1}"
    section = re.split(r"^#+ ", parts[1], maxsplit=1, flags=re.M)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    assert len(rows) > 2, f"no table under {heading!r}"
    assert re.fullmatch(r"[|-]+", rows[1]), f"more than a table under {heading!r}"
    return rows[2:]


def cells(heading: str) -> list[list[str]]:
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in table(heading)]


def words(heading: str) -> tuple[str, ...]:
    assert all(all(row) for row in cells(heading)), f"a blank cell under {heading!r}"
    return tuple(row[0].strip("`") for row in cells(heading))


def spelled(column: frames.Column) -> str:
    kind = "key" if column.unique else f"key of {column.refers}.csv" if column.refers else column.kind
    blank = f", blank = {frames.DEFAULTS[column.name]}" if column.name in frames.DEFAULTS else ""
    means = re.sub(r"([|<])", r"\\\1", column.means)
    return f"| `{column.name}` | {kind}{blank} | {'yes' if column.required else ''} | {means} |"


@pytest.mark.parametrize("name", frames.TABLES)
def test_columns(name: str) -> None:
    assert table(f"{name}.csv") == [spelled(column) for column in frames.TABLES[name]]


def test_dataset_file() -> None:
    assert set(yaml.safe_load((BUILT_IN / "dataset.yml").read_text("utf-8"))) <= set(words("dataset.yml"))


def test_vocabularies() -> None:
    columns = [(f"{name}.{column.name}", column) for name in frames.TABLES for column in frames.TABLES[name]]
    choices = {heading: column.choices for heading, column in columns if column.choices}
    open_lists = {"standing": vocab.STANDINGS[1:], "difference": vocab.DIFFERENCES}
    for heading, expected in (choices | open_lists).items():
        assert words(heading) == expected, heading


def test_rule_table() -> None:
    assert {standing.strip("`"): tuple(does) for standing, *does in cells("The rule table")} == rules.TABLE
    header = next(line for line in TEXT.splitlines() if line.startswith("| standing of the event |"))
    assert tuple(re.findall(r"`(\w+)`", header)) == vocab.RULES


def test_order_on_one_day() -> None:
    order = [(change.strip("`"), reason) for change, reason in cells("Order on one day")]
    assert order == list(vocab.SAME_DAY_ORDER.items())


def test_transitions() -> None:
    letters = {"-": NOBODY, "A": 0, "B": 1, "C": 2}
    rows = cells("What a change does")
    for change, who, before, after, _ in rows:
        actor, other = who.split(", ")
        registers = [letters[letter] for letter in before.split()]
        step = transition(_OPS[change.strip("`")], letters[actor], letters[other], *registers)
        assert [letters[letter] for letter in after.split()] == list(step[:3]), f"{change}: {who}, {before}"
    assert {row[0].strip("`") for row in rows} == set(_OPS)


def test_the_holder_before_the_first_event() -> None:
    implied = {"actor": "`actor_id`", "other": "`from_actor_id`", "": "nobody"}
    expected = [[f"`{change}`", implied[HOLDER_BEFORE.get(_OPS[change], "")]] for change in vocab.CHANGES]
    assert cells("The holder before the first event") == expected
