"""What a change does to a place: the one statement of the ledger's meaning, without files or pandas.

Control of a place is three registers: the holder, the contender (an enemy inside, in force) and the besieger.
`transition` says what one operation makes of them. The replay in ``control.py`` runs the same function as a table.
Actors are small integers here; `NOBODY` is -1.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

NOBODY: Final = -1


class Op(IntEnum):
    """What the rule decided to do with an event."""

    TAKE = 0
    CONTEST = 1
    """Part of it taken, an enemy inside, or a claim not believed yet: contested between holder and actor."""
    TIE = 2
    """Two winners, equally supported: contested between them."""
    LEAVE = 3
    BESIEGE = 4
    RELIEVE = 5
    REPEL = 6
    HOLD = 7
    PROFESS = 8
    """Its own side alone says that it holds the place: believed where nobody else is known to."""
    MARK = 9
    """The rule does not act on it, but it stands against the state: only the standing is shown."""
    MARK_LEAVING = 10
    """The same for a departure."""


class Effect(IntEnum):
    """How a transition touches the record of a state."""

    NONE = 0
    SET = 1
    """A new state begins with this event."""
    KEEP = 2
    """The siege changes; who holds it, and since when, does not."""
    CONFIRM = 3
    """Nothing changes; the evidence is newer."""
    CONTRADICT = 4
    """An observation shows another holder: it changed hands since the last evidence."""
    MARK = 5


class Step(NamedTuple):
    """Holder, contender and besieger after a transition, and its effect on the record."""

    holder: int
    contender: int
    besieger: int
    effect: Effect


def transition(op: Op, actor: int, other: int, holder: int, contender: int, besieger: int) -> Step:
    """Apply one operation to the registers of a place.

    ``actor`` is the subject (who takes, holds, leaves, besieges, relieves, repels), ``other`` the other side:
    the loser, the holder under attack, the besieger, the attacker, or the second winner of a tie.
    """
    unchanged = Step(holder, contender, besieger, Effect.NONE)
    confirmed = Step(holder, contender, besieger, Effect.CONFIRM)
    match op:
        case Op.TAKE:
            if holder == actor and contender == NOBODY:
                return confirmed
            # A siege ends with the fall; a holder who clears the town may still be besieged.
            return Step(actor, NOBODY, besieger if holder == actor else NOBODY, Effect.SET)
        case Op.CONTEST:
            stands = other if holder == NOBODY and other != actor else holder
            if stands == actor:
                if other in (NOBODY, actor, contender):
                    return confirmed
                return Step(actor, other, besieger, Effect.SET)
            if contender == actor:
                return confirmed
            return Step(stands, actor, besieger, Effect.SET)
        case Op.TIE:
            if {holder, contender} == {actor, other}:
                return confirmed
            first, second = (other, actor) if holder == other else (actor, other)
            return Step(first, second, NOBODY, Effect.SET)
        case Op.LEAVE:
            if actor == NOBODY:
                return unchanged
            if holder == actor:
                # Whoever was inside already remains, alone.
                return Step(contender, NOBODY, NOBODY if besieger == contender else besieger, Effect.SET)
            if contender == actor:
                return Step(holder, NOBODY, besieger, Effect.SET)
            if besieger == actor:
                return Step(holder, contender, NOBODY, Effect.KEEP)
            return unchanged
        case Op.BESIEGE:
            stands = other if holder == NOBODY and other != actor else holder
            if stands == actor:
                return unchanged
            if stands != holder:
                return Step(stands, contender, actor, Effect.SET)
            return confirmed if besieger == actor else Step(holder, contender, actor, Effect.KEEP)
        case Op.RELIEVE:
            if besieger == NOBODY or other not in (NOBODY, besieger):
                return unchanged
            return Step(holder, contender, NOBODY, Effect.KEEP)
        case Op.REPEL | Op.HOLD:
            if holder == actor:
                cleared = op is Op.HOLD or other in (NOBODY, contender)
                if contender != NOBODY and cleared:
                    return Step(actor, NOBODY, besieger, Effect.SET)
                return confirmed
            if holder == NOBODY and contender == NOBODY:
                return Step(actor, NOBODY, besieger if besieger != actor else NOBODY, Effect.SET)
            if contender == actor:
                return Step(actor, NOBODY, NOBODY, Effect.SET)
            return Step(actor, NOBODY, NOBODY, Effect.CONTRADICT)
        case Op.PROFESS:
            if actor in (holder, contender):
                return confirmed
            if holder == NOBODY and contender == NOBODY:
                return Step(actor, NOBODY, besieger if besieger != actor else NOBODY, Effect.SET)
            return Step(holder, actor, besieger, Effect.SET)
        case Op.MARK:
            if holder == actor and contender == NOBODY:
                return unchanged
            return Step(holder, contender, besieger, Effect.MARK)
        case Op.MARK_LEAVING:
            here = actor != NOBODY and actor in (holder, contender, besieger)
            return Step(holder, contender, besieger, Effect.MARK) if here else unchanged


HOLDER_BEFORE: Final = {
    Op.TAKE: "other",
    Op.CONTEST: "other",
    Op.LEAVE: "actor",
    Op.BESIEGE: "other",
    Op.REPEL: "actor",
}
"""Who must have held a place before its first event, as that event implies it; the rest imply nobody."""
