"""The rules a user chooses between: what an event of a given standing does to control.

`TABLE` is their one statement; the page prints it and `decide` follows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from events import vocab
from events.arrays import CHANGE, Codes
from events.model import NOBODY, Op
from events.standing import STANDING, Events

TABLE: Final = {
    "confirmed": ("applies", "applies", "applies"),
    "reported": ("applies", "-", "applies"),
    "claimed": ("contested between holder and claimant until confirmed or overtaken", "-", "applies"),
    "disputed: winners differ": (
        "the winner with more independent voices; a tie is contested between them",
        "-",
        "the newest claim's winner",
    ),
    "disputed: denied": (
        "applies while more independent voices assert than deny, else contested",
        "-",
        "the newest stance",
    ),
    "refuted": ("-", "-", "the newest stance"),
}
"""Standing of an event -> what it does under the rules of `vocab.RULES`, in their order."""

_NATURAL: Final = np.array(
    [
        {
            "takes": Op.TAKE,
            "holds": Op.HOLD,
            "contests": Op.CONTEST,
            "leaves": Op.LEAVE,
            "besieges": Op.BESIEGE,
            "relieves": Op.RELIEVE,
            "repels": Op.REPEL,
        }[word]
        for word in vocab.CHANGES
    ]
)

# What becomes of an operation that only the gaining side vouches for, or that as many voices deny.
_UNSURE: Final = np.full(len(Op), int(Op.MARK))
_UNSURE[[Op.TAKE, Op.CONTEST, Op.BESIEGE, Op.HOLD]] = [Op.CONTEST, Op.CONTEST, Op.BESIEGE, Op.PROFESS]
_UNSURE[Op.LEAVE] = Op.MARK_LEAVING


@dataclass(frozen=True)
class Decision:
    """What a rule does with each event: an `Op`, its subject and the other side; -1 as ``op`` is nothing."""

    op: Codes
    actor: Codes
    other: Codes
    natural: Codes


def decide(events: Events, rule: str) -> Decision:
    """Say what each event does under a rule, as `TABLE` has it.

    ``publisher:<name>`` decides as ``assessed``: the claims were narrowed to that outlet before.
    Raises `ValueError` for a rule that does not exist.
    """
    check_rule(rule)
    latest = rule == "latest"
    change = events.newest_change if latest else events.change
    actor = events.newest_actor if latest else events.actor
    loser = events.newest_loser if latest else events.loser
    part = events.newest_part if latest else events.part
    natural = np.where(part & (change == CHANGE["takes"]), Op.CONTEST, _NATURAL[change])
    grade = {word: events.standing == code for word, code in STANDING.items()}
    mark = np.where(natural == Op.LEAVE, Op.MARK_LEAVING, Op.MARK)
    other = loser
    if latest:
        op = np.where(events.retracted, np.where(grade["refuted"], -1, mark), natural)
    elif rule == "confirmed":
        op = np.where(grade["confirmed"], natural, np.where(grade["refuted"], -1, mark))
    else:
        unsure = _UNSURE[natural]
        tie = grade["disputed"] & (events.second != NOBODY)
        doubtful = grade["claimed"] | (grade["disputed"] & events.doubtful & ~tie)
        op = np.select([grade["refuted"], tie, doubtful], [np.int64(-1), np.int64(Op.TIE), unsure], natural)
        other = np.where(op == Op.TIE, events.second, loser)
    natural = np.where(part & (change == CHANGE["takes"]), Op.CONTEST, _NATURAL[change])
    return Decision(op=op.astype(np.int64), actor=actor, other=other, natural=natural.astype(np.int64))


def check_rule(rule: str) -> None:
    """Raise `ValueError` unless the rule is one of `vocab.RULES` or ``publisher:<name>``."""
    if rule not in vocab.RULES and not (rule.startswith("publisher:") and rule.partition(":")[2].strip()):
        choices = ", ".join(vocab.RULES)
        raise ValueError(f"no rule is called {rule!r}: choose {choices} or publisher:<name>")
