"""What armed sides are called: names and abbreviations, nationalities, countries and seats of government, leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from events.extract.gazetteer.lexicon import table
from events.extract.gazetteer.tokens import Words
from events.places import normalise

STATE_WORDS: Final = ("army", "forces", "armedforces", "troops", "military", "government", "securityforces")
"""What a state is called by with its nationality before it."""
_ABBREVIATION: Final = 6


@dataclass(frozen=True, slots=True)
class Side:
    """Who a name means, and how the name may be written."""

    actor_id: str
    name: str
    countries: tuple[str, ...]
    role: str = "force"
    exact: bool = False  # an abbreviation: capitals only
    small: bool = False  # may be written without a capital


class Names:
    """Sides by name, normalised without spaces; and how many words the longest name with a first word has."""

    def __init__(self) -> None:
        self.sides: dict[str, Side] = {}
        self.longest: dict[str, int] = {}
        self.small: set[str] = set()  # words in small letters that names begin with

    def enter(self, row: Mapping[Any, Any], side: Side) -> None:
        """File all names of an actor's row; a name that is filed already stays whose it was."""
        for alias in (str(row["name"]), *str(row.get("aliases") or "").split("|")):
            for spelling in dict.fromkeys((alias, alias.partition("(")[0].strip(), *alias.split(" / "))):
                exact = spelling.isupper() and len(spelling) <= _ABBREVIATION
                self.file(spelling, replace(side, exact=exact, small=spelling[:1].islower()))

    def file(self, spelling: str, side: Side) -> None:
        """File one name, with and without what a possessive leaves."""
        spelling = spelling.removeprefix("the ")
        for folded in (Words(spelling).folded, normalise(spelling).split()):
            if folded:
                known = self.sides.setdefault("".join(folded), side)
                if side.small and not known.small and known.actor_id == side.actor_id:
                    self.sides["".join(folded)] = replace(known, small=True)
                known = self.sides["".join(folded)]
                if known.exact and not side.exact and known.actor_id == side.actor_id:
                    # "Unita" beside "UNITA": the word may be written either way.
                    self.sides["".join(folded)] = replace(known, exact=False)
                if side.small:
                    self.small.add(folded[0])
                self.longest[folded[0]] = max(self.longest.get(folded[0], 0), len(folded))


def folded(names: str) -> list[str]:
    """Give names that are parted by "|", each normalised without spaces."""
    return [normalise(name).replace(" ", "") for name in names.split("|") if name]


def nations_of(
    rows: Sequence[Mapping[str, str]], shown: Mapping[str, str], owned: Mapping[str, Side], names: Names
) -> tuple[dict[str, Side], dict[str, Side]]:
    """Give the states by adjective and by the name of the people; file countries and seats of government as names."""
    several = Counter(row["countries"] for row in rows if row["kind"] == "state" and not row["side_of"])
    # Of a country with rival governments none is meant by the nationality alone.
    states = {row["countries"]: row for row in rows if several[row["countries"]] == 1 and row["kind"] == "state"}
    states |= {
        row["countries"]: row for row in rows if row["kind"] == "state" and row["actor_id"].endswith("_government")
    }
    nations: dict[str, Side] = {}
    people: dict[str, Side] = {}
    for row in table("countries.csv"):
        state = states.get(row["country"])
        key = state["actor_id"] if state else f"{normalise(row['name']).replace(' ', '_')}_government"
        adjectives = folded(row["adjectives"])
        called = f"{row['adjectives'].split('|')[0]} government" if adjectives else f"Government of {row['name']}"
        side = Side(key, shown.get(key, state["name"] if state else called), (row["country"],))
        for adjective in adjectives:
            mine = [owned[adjective + word] for word in STATE_WORDS if adjective + word in owned]
            if mine and side.actor_id not in shown:
                side = replace(mine[0], countries=(row["country"],), exact=False, small=False)
        for adjective in adjectives:
            nations.setdefault(adjective, side)
        for word in filter(None, row["people"].split("|")):
            people.setdefault(normalise(word).replace(" ", ""), replace(side, role="people"))
        for word in filter(None, (row["name"], *row["aliases"].split("|"), *row["seats"].split("|"))):
            exact = word.isupper() and len(word) <= 4
            names.file(word, replace(side, role="government", exact=exact))
    return nations, people
