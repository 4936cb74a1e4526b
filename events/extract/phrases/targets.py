"""The places a verb or noun is about, as the sentence names them; `reader.read` finds them."""

from __future__ import annotations

from dataclasses import dataclass

from events.extract.grammar.units import Unit


@dataclass(slots=True)
class Target:
    """One place that a frame is about; ``at`` is its unit, ``first..last`` the units of the phrase (inclusive).

    ``name`` is the unit of a name, or None where a noun such as "the town" stands for it; ``noun`` is that noun, or
    the kind of place said beside a name. ``inside`` is the unit of a place that it lies in, ``owner`` that of the
    target whose part it is ("its airport"). ``guess`` marks a capitalised name that no gazetteer knows.
    """

    at: int
    first: int
    last: int
    name: Unit | None
    noun: str = ""
    definite: bool = False
    plural: bool = False
    part: bool = False
    inside: Unit | None = None
    owner: Unit | None = None
    guess: bool = False
    words: str = ""


@dataclass(slots=True)
class Reading:
    """The targets of a phrase, the unit where it stops, and why nothing was taken when nothing was."""

    targets: list[Target]
    stop: int
    refused: str = ""
