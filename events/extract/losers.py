"""Who lost a place where the sentence does not say: who held it, whom the gainer fights elsewhere, the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from events.extract.finding import Finding
from events.extract.mentions import ActorMention
from events.extract.merge import same_place
from events.extract.war import War


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
    for at, each in enumerate(found):
        if each.change != "takes" or each.loser is not None or each.actor is None or not each.actor.key:
            continue
        each.loser = _at_the_place(found, at) or _fought_elsewhere(each.actor, pairs, named)
        each.loser = each.loser or war.opponent(each.actor, each.country)


def _at_the_place(found: Sequence[Finding], at: int) -> ActorMention | None:
    """Give who else took, held or left the place: before in the text, else behind."""
    mine = found[at]
    key = mine.actor.key if mine.actor is not None else ""
    for other in (*reversed(found[:at]), *found[at + 1 :]):
        if other is mine or other.denies or other.actor is None or other.change not in ("takes", "holds", "leaves"):
            continue
        if other.actor.key in ("", key) or not same_place(other.place, mine.place):
            continue
        return other.actor
    return None


def _fought_elsewhere(
    actor: ActorMention, pairs: Counter[tuple[str, str]], named: dict[str, ActorMention]
) -> ActorMention | None:
    foes = [(count, other) for (one, other), count in pairs.items() if one == actor.key and other in named]
    return named[max(foes, key=lambda foe: foe[0])[1]] if foes else None
