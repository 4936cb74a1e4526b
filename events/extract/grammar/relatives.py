"""Where a relative clause ends: at the verb that the noun before it still waits for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite

if TYPE_CHECKING:
    from events.extract.grammar.clauses import Clause

_JOINED: Final = frozenset(("and", "but", "or", "to", ",", "then", "not", "never", "also"))


def ends_relative(units: Sequence[Unit], clauses: Sequence[Clause], at: int) -> bool:
    """Tell whether the unit at ``at`` is the verb that stands behind the last clause, a relative one, and not in it.

    "The rebels who took A have fled": what stands before the relative clause has no verb yet.
    """
    opens, subject = clauses[-1].start, clauses[clauses[-1].parent].start
    if not is_finite(units, at) or _goes_on(units, at) or any(is_finite(units, k) for k in range(subject, opens)):
        return False
    own = next((k for k in range(opens, at) if is_finite(units, k)), at)
    # What it waits for stands apart from the relative clause's own verb: "who had fled" is one verb.
    return any(units[k].kind in "APT" or units[k].low in words.PLACE_NOUNS for k in range(own + 1, at))


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    before = units[at - 1].low
    if before in _JOINED or before in words.AUXILIARIES or before in words.MODALS or before in words.SUBORDINATORS:
        return True
    # "who hold the town captured by rebels": no verb of its own.
    follows = units[at + 1].low if at + 1 < len(units) else ""
    return units[at].low not in words.AUXILIARIES and follows in ("by", "in", "on", "from", "during")
