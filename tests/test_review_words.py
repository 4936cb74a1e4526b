"""What the review page says: who did it, how sure it is, which event is joined, in words and never in ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard import library
from dashboard.pages.case import Case, Desk, Group, case, entries, today
from dashboard.pages.sitting import Sitting
from dashboard.panels.case import event_words, said
from dashboard.panels.queue import lines
from events.review import Near
from events.store import Item, Store
from tests.stores import article, candidate, filled

QUOTE = "Fighters of the Red Front entered Brod on Tuesday"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    store: Store = filled(str(tmp_path / "store.sqlite"), tmp_path)
    monkeypatch.setenv("TIMELINE_DATASET", str(tmp_path / "small"))
    with store:
        yield Desk(library.shelf(), store, "small")


def line(desk: Desk, **more: Any) -> dict[str, Any]:
    """The line of the queue for one candidate."""
    group = Group(Item(1, 1, candidate(QUOTE, **more), "waiting"))
    (found,) = lines(entries([group], desk, dark=False), None)
    return found


def in_front(desk: Desk, **more: Any) -> Case:
    item = Item(1, 1, candidate(QUOTE, **more), "waiting")
    return case(item, article(), desk, Sitting("Me"), today())


NOBODY = {"actor": "", "actor_id": ""}
STRANGERS = {"actor": "hill clans", "actor_id": ""}


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({}, "Reds took it"),
        (STRANGERS, "hill clans took it"),
        (NOBODY, "nobody named took it"),
        (NOBODY | {"change": "leaves"}, "Blues left it"),
        (STRANGERS | {"change": "leaves"}, "hill clans left it"),
    ],
)
def test_the_loser_is_never_told_as_the_one_who_took_it(desk: Desk, more: dict[str, Any], what: str) -> None:
    assert line(desk, **more)["what"] == what
    verb = {"took it": "takes it", "left it": "leaves it"}
    who, done = what[: -len(" took it")], what[-len("took it") :]
    assert in_front(desk, **more).title == f"Brod, {who} {verb[done]}, 5 May 2020"


def test_a_part_is_told_as_a_part(desk: Desk) -> None:
    assert in_front(desk, extent="part").title == "Brod, Reds takes it, part of it, 5 May 2020"


def test_how_sure_it_is_reads_alike_everywhere(desk: Desk) -> None:
    # Halves round to the even neighbour or up, depending on who is asked.
    assert line(desk, confidence=0.855)["sure"] == f"{0.855:.0%}"


def test_the_event_is_told_in_words() -> None:
    near = Near(
        "brod-2020-05", "2020-05-04", "2020-05-05", "takes", "reds", "blues", "whole", "reported", 2, True, "why"
    )
    assert event_words(near, {"reds": "Reds"}) == "joins: Reds takes it, 4\N{EN DASH}5 May 2020 (reported); why"
    assert event_words(None, {}) == "a new event"


def test_many_sentences_scroll_in_a_box_that_keys_reach() -> None:
    assert "tabindex" not in said([("good", "one")] * 4)
    assert 'tabindex="0"' in said([("good", "one")] * 5)
