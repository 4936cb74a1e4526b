"""What an extractor proposes, in the few words that the score compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from events.extract.candidates import Candidate
from events.extract.score.windows import Window, read_window

DIRECTIONS: Final[Mapping[str, frozenset[str]]] = {
    "captured": frozenset({"gain"}),
    "recaptured": frozenset({"gain"}),
    "transferred": frozenset({"gain"}),
    "withdrew": frozenset({"loss"}),
    "lost": frozenset({"loss"}),
    "entered": frozenset({"enter"}),
    "contested": frozenset({"contest"}),
    "takes": frozenset({"gain"}),
    "leaves": frozenset({"loss"}),
    # The ledger has one word for an enemy inside; labels tell "entered" from "contested".
    "contests": frozenset({"enter", "contest"}),
}
"""Which way a place goes, by the words of labels and of the ledger; a word that is missing changes nothing."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """One proposed change; ``places``, ``winners`` and ``losers`` hold the names it goes by, the canonical one first.

    ``kind`` and ``status`` are empty and ``confidence`` None where nothing is proposed.
    """

    places: tuple[str, ...]
    change: str
    winners: tuple[str, ...] = ()
    losers: tuple[str, ...] = ()
    window: Window | None = None
    kind: str = ""
    partial: bool = False
    status: str = ""
    confidence: float | None = None
    evidence: str = ""

    @property
    def directions(self) -> frozenset[str]:
        """Which way the place goes: gain, loss, enter, contest."""
        return DIRECTIONS.get(self.change, frozenset())

    @classmethod
    def of_candidate(cls, found: Candidate, *, canonical: bool = False) -> Prediction | None:
        """Read a candidate; None when it proposes no change, such as `holds` or `besieges`, or denies one.

        ``canonical`` leaves the surfaces of the text aside: only the names of the gazetteer and the lexicon count.
        """
        if found.change not in DIRECTIONS or found.stance == "denies":
            return None
        actor, loser = (found.actor, found.actor_surface), (found.from_actor, found.from_actor_surface)
        if found.change == "leaves":
            # Who leaves is the subject of the verb, or the loser when somebody drove it out.
            actor, loser = ("", ""), loser if any(loser) else actor
        names = [(found.place, found.place_surface), actor, loser]
        places, winners, losers = (_names(each[:1] if canonical else each) for each in names)
        dated = found.earliest is not None or found.latest is not None
        return cls(
            places=places,
            change=found.change,
            winners=winners,
            losers=losers,
            window=Window(found.earliest, found.latest) if dated else None,
            kind=found.kind,
            partial=found.extent == "part",
            status=found.standing,
            confidence=found.confidence,
            evidence=found.quote,
        )

    @classmethod
    def of_mapping(cls, found: Mapping[str, Any]) -> Prediction:
        """Read a proposal written like a label: place, change, date, actor_to, actor_from, partial, status, evidence.

        Raises `ValueError` when place or change is missing or the date cannot be read.
        """
        if not found.get("place") or not found.get("change"):
            raise ValueError("a prediction needs a place and a change")
        return cls(
            places=(str(found["place"]),),
            change=str(found["change"]),
            winners=_names((found.get("actor_to"),)),
            losers=_names((found.get("actor_from"),)),
            window=read_window(found.get("date")),
            kind=str(found.get("kind") or ""),
            partial=bool(found.get("partial")),
            status=str(found.get("status") or ""),
            confidence=found.get("confidence"),
            evidence=str(found.get("evidence") or ""),
        )


def _names(found: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(name) for name in found if name))
