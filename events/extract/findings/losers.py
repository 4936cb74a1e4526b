"""Who lost a place where the sentence does not say: who held it, whom the gainer fights elsewhere, the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final, TypeAlias

from events.extract.findings.finding import Finding
from events.extract.findings.merge import same_place
from events.extract.memory.war import War
from events.extract.mentions import ActorMention

_TELLING: Final = frozenset(("takes", "holds", "leaves"))
_Teller: TypeAlias = tuple[int, Finding, ActorMention, str]
"""A finding that says who was at a place: its number in the text, and the side with its key."""


def name_losers(found: Sequence[Finding], war: War) -> None:
    """Give the gains of an article, in the order of the text, the losers that the rest of it tells, in place."""
    pairs: Counter[tuple[str, str]] = Counter()
    named: dict[str, ActorMention] = {}
    for each in found:
        for side in (each.actor, each.loser):
            if side is not None and side.key:
                named.setdefault(side.key, side)
        if each.actor is not None and each.loser is not None and each.change == "takes" and not each.denies:
            pairs[each.actor.key, each.loser.key] += 1
            pairs[each.loser.key, each.actor.key] += 1
    tellers: list[_Teller] = []
    for at, each in enumerate(found):
        if each.actor is not None and each.actor.key and each.change in _TELLING and not each.denies:
            tellers.append((at, each, each.actor, each.actor.key))
    for at, each in enumerate(found):
        if each.change != "takes" or each.loser is not None or each.actor is None or not each.actor.key:
            continue
        each.loser = _at_the_place(tellers, at, each) or _fought_elsewhere(each.actor, pairs, named)
        each.loser = each.loser or war.opponent(each.actor, each.country)


def _at_the_place(tellers: Sequence[_Teller], at: int, mine: Finding) -> ActorMention | None:
    """Give who else took, held or left the place: the nearest before in the text, else the nearest behind."""
    own = mine.actor.key if mine.actor is not None else ""
    before = (each for each in reversed(tellers) if each[0] < at)
    behind = (each for each in tellers if each[0] > at)
    for _, other, actor, key in chain(before, behind):
        if key != own and same_place(other.place, mine.place):
            return actor
    return None


def _fought_elsewhere(
    actor: ActorMention, pairs: Counter[tuple[str, str]], named: dict[str, ActorMention]
) -> ActorMention | None:
    foes = [(count, other) for (one, other), count in pairs.items() if one == actor.key and other in named]
    return named[max(foes, key=lambda foe: foe[0])[1]] if foes else None
