"""The queue beside the article: one line per candidate, the surest first, with what was decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard.style import STATUS_WORDS, VERBS

DECIDED: Final = ("accepted", "rejected")


@dataclass(frozen=True)
class Entry:
    """One line of the queue: a candidate's number in it, its words, and how sure the machine is (0 to 1)."""

    candidate_id: int
    number: int
    place: str
    actor: str
    change: str
    when: str
    standing: str
    confidence: float
    color: str
    status: str
    engines: tuple[str, ...] = ()
    note: str = ""

    @property
    def words(self) -> str:
        """What the line says, for those who hear it."""
        said = f"{self.number}. {self.place}: {self.actor or 'nobody named'} {VERBS.get(self.change, self.change)}"
        return f"{said}, {self.when or 'no day given'}, {self.standing}, {STATUS_WORDS.get(self.status, self.status)}"


def lines(entries: Sequence[Entry], current: int | None) -> list[dict[str, Any]]:
    """Give the lines as plain values, ready to be shown as text; nothing in them is markup."""
    return [
        {
            "id": entry.candidate_id,
            "number": entry.number,
            "place": entry.place,
            "what": f"{entry.actor or 'nobody named'} {VERBS.get(entry.change, entry.change)}",
            "when": entry.when or "no day given",
            "standing": entry.standing,
            "confidence": round(entry.confidence, 2),
            "sure": percent(entry.confidence),
            "color": entry.color,
            "change": entry.change,
            "status": entry.status,
            "state": STATUS_WORDS.get(entry.status, entry.status),
            "engines": " · ".join(entry.engines),
            "note": entry.note,
            "current": entry.candidate_id == current,
            "label": entry.words,
        }
        for entry in entries
    ]


def percent(confidence: float) -> str:
    """Spell how sure the machine is (0 to 1), alike wherever it is shown."""
    return f"{confidence:.0%}"


def onward(entries: Sequence[Entry], current: int | None, step: int) -> int | None:
    """Give the candidate that comes after (``step`` 1) or before (-1) the current one; the ends stay where they are."""
    ids = [entry.candidate_id for entry in entries]
    if not ids:
        return None
    if current not in ids:
        return ids[0]
    return ids[min(max(ids.index(current) + step, 0), len(ids) - 1)]


def next_open(entries: Sequence[Entry], current: int | None) -> int | None:
    """Give the next candidate that waits, looking onward from the current one and then from the top; None when none."""
    ids = [entry.candidate_id for entry in entries]
    start = ids.index(current) + 1 if current in ids else 0
    waiting = [entry.candidate_id for entry in (*entries[start:], *entries[:start]) if entry.status not in DECIDED]
    return next((each for each in waiting if each != current), waiting[0] if waiting else None)


def tally(counts: Mapping[str, int]) -> str:
    """Say how many candidates wait and how many were decided."""
    waiting = sum(number for status, number in counts.items() if status not in DECIDED)
    said = [f"{waiting} waiting"] + [f"{counts[status]} {status}" for status in DECIDED if counts.get(status)]
    return ", ".join(said)
