"""A frame while it is being read: which rule fired where, over which places, by and from whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from events.extract import words
from events.extract.grammar.clauses import Clause, clauses
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import Verb
from events.extract.phrases.targets import Target
from events.extract.sides.roles import NOBODY, Side
from events.extract.triggers import Rule


@dataclass(slots=True)
class Sentence:
    """One sentence ready for reading: its units, its clauses, and for each unit the clause it is in."""

    start: int
    end: int
    units: list[Unit]
    text: str = ""
    number: int = 0
    paragraph: int = 0
    heading: bool = False
    _clauses: list[Clause] = field(default_factory=list)

    @property
    def clauses(self) -> list[Clause]:
        """Give the clauses in order; they are cut when first asked for, as most words of change lead to no frame."""
        if not self._clauses:
            self._clauses = clauses(self.units)
        return self._clauses

    def clause_of(self, at: int) -> int:
        """Give the number of the clause that holds a unit."""
        for number, clause in enumerate(self.clauses):
            if clause.start <= at < clause.end:
                return number
        return len(self.clauses) - 1


@dataclass(slots=True)
class Draft:
    """One frame: ``at`` is the unit of the trigger, ``last`` the last unit read, ``targets`` the places.

    ``actor`` gains (or leaves, holds, enters), ``loser`` loses. ``cancelled`` says why it proposes nothing;
    ``inherits`` that the place must come from the clause it hangs on ("after the army withdrew"), ``echo`` that the
    change is that of the sentence before ("B followed"); ``fresh`` that a state is news where a date stands over it.
    """

    rule: Rule
    change: str
    at: int
    last: int
    clause: int
    targets: list[Target] = field(default_factory=list)
    actor: Side = NOBODY
    loser: Side = NOBODY
    verb: Verb | None = None
    cancelled: str = ""
    part: bool = False
    manner: str = "unknown"
    again: bool = False
    inherits: bool = False
    since: bool = False
    echo: bool = False
    fresh: bool = False
    weight: float = 1.0


def left_start(sentence: Sentence, at: int, clause: int) -> int:
    """Give the unit where the subject of a verb may begin: behind what opens its clause."""
    here = sentence.clauses[clause]
    start = here.start
    units: Sequence[Unit] = sentence.units
    while start < at and (
        units[start].kind in "sT"
        or units[start].low
        in ("and", "but", "that", "which", "who", "or", "yet", "however", "meanwhile", "also", "so", "then")
        or (start == here.start and here.kind in ("sub", "rel"))
        or (units[start].low in words.PREPOSITIONS and start + 1 < at and units[start + 1].kind == "T")
    ):
        start += 1
    return start
