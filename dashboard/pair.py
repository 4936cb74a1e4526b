"""Two views side by side: each its own day, clock and rule, all else in common; and their form in the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from dashboard.view import View, from_query
from events import Known

Side = Literal["left", "right"]
SIDES: Final[tuple[Side, Side]] = ("left", "right")

_OWN: Final = ("day", "known", "rule")
_COMMON: Final = ("place", "actors", "kinds", "countries", "lat", "lng", "zoom")


@dataclass(frozen=True)
class Pair:
    """Two views of one data set that differ in day, clock and rule only; see `View` for the fields."""

    left: View
    right: View

    def side(self, side: Side) -> View:
        """Give the view of a side."""
        return self.left if side == "left" else self.right

    def with_side(self, side: Side, **fields: Any) -> Pair:
        """Give the pair with fields of one side replaced."""
        return replace(self, **{side: replace(self.side(side), **fields)})

    def with_both(self, **fields: Any) -> Pair:
        """Give the pair with fields of both sides replaced."""
        return Pair(replace(self.left, **fields), replace(self.right, **fields))

    def swapped(self) -> Pair:
        """Give the pair with its sides exchanged."""
        return Pair(self.right, self.left)

    @property
    def same_view(self) -> bool:
        """Tell whether the sides differ in their day at most."""
        return (self.left.known, self.left.rule) == (self.right.known, self.right.rule)

    def to_query(self) -> dict[str, str]:
        """Spell the pair as query parameters; what is as usual is left out."""
        query: dict[str, str] = {}
        for side in SIDES:
            spelled = self.side(side).to_query()
            query |= {f"{side}_{name}": spelled[name] for name in _OWN if name in spelled}
            if side == "right":
                query |= {name: spelled[name] for name in _COMMON if name in spelled}
        return query


def moment(view: View) -> tuple[str, Known, str]:
    """Give the day, the clock and the rule of a view as the ledger takes them."""
    return view.day, view.known or None, view.rule


def from_address(query: Mapping[str, str], usual: Pair) -> tuple[Pair, list[str]]:
    """Read a pair from query parameters; what cannot be read is left as in ``usual`` and said in a sentence each."""
    common, said = from_query({name: text for name, text in query.items() if name in _COMMON}, "")
    shared = {name: getattr(common, name) for name in _COMMON if name in query}
    sides: dict[str, View] = {}
    for side in SIDES:
        own = {name: query[f"{side}_{name}"] for name in _OWN if f"{side}_{name}" in query}
        asked, wrong = from_query(own, usual.side(side).day)
        said += [f"{side.title()}: {sentence}" for sentence in wrong]
        given = own if own else {"known": "", "rule": ""}
        fields = {name: getattr(asked, name) for name in _OWN} if given is own else {}
        sides[side] = replace(usual.side(side), **fields, **shared)
    return Pair(sides["left"], sides["right"]), said
