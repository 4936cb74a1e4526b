"""Bare nouns for sides, "the army", "the rebels", "the same forces": whose kind they are, and who may be meant."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from events.extract.frames.drafts import Sentence
from events.extract.gazetteer.lexicon import table
from events.extract.mentions import ActorMention
from events.extract.sides.people import ARMY_UNITS
from events.extract.words import listed

_STATE_NOUNS: Final = listed(
    "army armies military government troops soldiers soldier police policemen authorities regime junta security armed"
    " forces navy air marines commandos paratroopers conscripts servicemen federal loyalist loyalists infantry"
)
_PLURALS: Final = listed("troops forces soldiers rebels militants fighters police marines commandos men units")
_WHOSE: Final = (
    ("loyal", "to"), ("faithful", "to"), ("loyal",), ("led", "by"), ("commanded", "by"), ("headed", "by"),
    ("belonging", "to"), ("of",), ("under",),
)  # fmt: skip
_REACH: Final = 7


@lru_cache(maxsize=4096)
def is_state(surface: str) -> bool:
    """Tell whether a bare noun stands for the forces of a state, and not for those who fight it."""
    told = surface.lower().split()
    return "ethnic" not in told and any(word in _STATE_NOUNS or word in ARMY_UNITS for word in told)


def agrees(mention: ActorMention, pronoun: str) -> bool:
    """Tell whether a pronoun may take a side up: "it" stands for no "troops", and "they" for no capital."""
    if pronoun in ("they", "them"):
        return mention.role != "government"
    last = mention.surface.lower().split()[-1]
    return pronoun not in ("it", "its", "itself") or not (
        last in _PLURALS or (last.endswith("s") and mention.role == "people")
    )


def named_after(sentence: Sentence, at: int, mention: ActorMention) -> ActorMention | None:
    """Read "troops of Ali Hassan" and "Hassan's men": a side that goes by a person's name, which no list knows."""
    units = sentence.units
    k = at + 1
    joint = next((each for each in _WHOSE if tuple(u.low for u in units[k : k + len(each)]) == each), ())
    if joint:
        first = k + len(joint)
        # "loyal to the ousted president X" and "led by a former general, X"
        while first < len(units) and first - k < _REACH and units[first].kind == "w" and not units[first].capital:
            first += 1
        last = first
        while last < len(units) and units[last].kind == "w" and units[last].capital:
            last += 1
        if last > first and units[first].low not in _STATE_NOUNS:
            name = " ".join(unit.surface for unit in units[first:last])
            return replace(mention, name=f"{mention.surface} of {name}", role="force")
    if at > 1 and units[at - 1].low in ("'s", "'") and units[at - 2].capital and units[at - 2].kind == "w":
        return replace(mention, name=f"{units[at - 2].low.title()}'s {mention.surface}")
    return None


def fits(mention: ActorMention, state: bool | None) -> bool:
    """Tell whether a side that was named may be meant by a noun for state forces, or for those who fight a state."""
    if state is None:
        return mention.role != "bare"
    if state:
        return _is_government(mention)
    return not _is_government(mention) and mention.actor_id not in _outsiders()


def _is_government(mention: ActorMention) -> bool:
    return mention.actor_id.endswith("_government") and not mention.actor_id.startswith("national_unity")


@lru_cache(maxsize=1)
def _outsiders() -> frozenset[str]:
    return frozenset(row["actor_id"] for row in table("actors.csv") if row["kind"] == "external")


@lru_cache(maxsize=1)
def adjectives() -> dict[str, str]:
    """Give for each country code the adjective of its name: what "the army" there is called."""
    return {row["country"]: row["adjectives"].split("|")[0] for row in table("countries.csv")}
