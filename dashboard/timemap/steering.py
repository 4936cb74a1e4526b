"""What Python tells the mounted map: one standing order, sent again only when there is news in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.timemap.element import Command


@dataclass
class Steering:
    """The dialogue of one visit with its map.

    The standing part (data, filter, theme, ...) goes into every order, so that a map which had to be mounted anew
    comes out right; the day, the selection and the position only when Python is the one who changed them.
    ``heard`` is the ``seq`` of the newest value from the map.
    """

    seq: int = 0
    heard: int = 0
    standing: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, Any] = field(default_factory=dict)

    def listens(self, value: Mapping[str, Any] | None) -> bool:
        """Tell whether a value from the map is news; each is news once."""
        seq = (value or {}).get("seq")
        if not isinstance(seq, int) or seq <= self.heard:
            return False
        self.heard = seq
        return True

    def order(self, standing: Mapping[str, Any], push: Mapping[str, Any]) -> Command:
        """Give the command to hand to the map in this run of the page."""
        if push or dict(standing) != self.standing:
            self.seq += 1
            self.standing = dict(standing)
            self.sent = {**self.standing, **push, "seen": self.heard}
        return Command(self.seq, **self.sent)
