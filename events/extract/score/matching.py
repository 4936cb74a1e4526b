"""One article: its labels and the proposals, matched one to one, and what is left over on either side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from events import vocab
from events.dates import iso
from events.extract.score.gold import Article, Event
from events.extract.score.names import same_place, same_side
from events.extract.score.prediction import DIRECTIONS, Prediction
from events.extract.score.windows import Window, agree


class Error(NamedTuple):
    """Something to look at: ``what`` is missed, false, or the field that is wrong; ``said`` a few words of the text."""

    what: str
    place: str
    change: str
    detail: str
    said: str


class Judged(NamedTuple):
    """The confidence of a proposal that was right or wrong; those that are neither are not judged."""

    confidence: float
    right: bool


@dataclass
class Outcome:
    """What was counted in one article.

    ``counts``: right, strict, false, missed, repeated, covered, soft_missed, soft_false, optional, unchanged and
    alarms (places), and for each field its ``<field>`` right and ``<field>_of`` compared.
    """

    style: str
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)


class _Pair(NamedTuple):
    rank: float
    label: int
    proposal: int
    side: bool | None
    date: bool | None


def match(article: Article, proposals: Sequence[Prediction]) -> Outcome:
    """Match proposals with labels: the same place going the same way, best pairs first, each used once.

    Left aside, neither right nor wrong: labels marked optional; a second proposal of a change that is matched already;
    a withdrawal whose place another label gives to somebody, when that proposal names the loser; a label that says only
    "entered" or "contested" and is not found, and a capture proposed where the label says "entered".
    """
    outcome = Outcome(article.style)
    pairs: dict[int, _Pair] = {}
    matched: set[int] = set()
    for pair in sorted(_pairs(article.events, proposals), key=lambda each: -each.rank):
        if pair.label not in pairs and pair.proposal not in matched:
            pairs[pair.label] = pair
            matched.add(pair.proposal)
    for at, label in enumerate(article.events):
        if at in pairs:
            _count_found(outcome, label, proposals[pairs[at].proposal], pairs[at])
        elif not label.optional:
            _count_missed(outcome, label, article.events, proposals, pairs)
    alarms = set()
    for at, proposal in enumerate(proposals):
        if at in matched or _is_left_aside(outcome, proposal, article.events, pairs):
            continue
        outcome.counts["false"] += 1
        outcome.errors.append(Error("false", proposal.places[0], proposal.change, "", proposal.evidence))
        _judge(outcome, proposal, right=False)
        alarms |= {each.place for each in article.negatives if _at(each.place, proposal)}
    outcome.counts["unchanged"] = len({each.place for each in article.negatives})
    outcome.counts["alarms"] = len(alarms)
    return outcome


def _pairs(labels: Sequence[Event], proposals: Sequence[Prediction]) -> Iterator[_Pair]:
    for i, label in enumerate(labels):
        for j, proposal in enumerate(proposals):
            if not _same_way(label, proposal) or not _at(label.place, proposal):
                continue
            leaving = label.change == "withdrew"
            side = _side(
                label.actor_from if leaving else label.actor_to, proposal.losers if leaving else proposal.winners
            )
            date = agree(label.window, proposal.window)
            rank = 4 + 2 * (side is not False) + 2 * (date is not False)
            yield _Pair(rank + (proposal.status == label.status) + 0.5 * (not label.optional), i, j, side, date)


def _count_found(outcome: Outcome, label: Event, proposal: Prediction, pair: _Pair) -> None:
    counts = outcome.counts
    if label.optional:
        counts["optional"] += 1
        return
    counts["right"] += 1
    counts["strict"] += pair.side is not False and pair.date is not False
    _judge(outcome, proposal, right=True)
    gained = label.change != "withdrew"
    fields = {
        "place": (same_place(label.place, proposal.places[0]), label.place, proposal.places[0]),
        "kind": (_same_kind(label.kind, proposal.kind), label.kind, proposal.kind),
        "actor": (
            pair.side,
            label.actor_to if gained else label.actor_from,
            ", ".join(proposal.winners if gained else proposal.losers),
        ),
        "from_actor": (
            _side(label.actor_from, proposal.losers) if gained else None,
            label.actor_from,
            ", ".join(proposal.losers),
        ),
        "date": (pair.date, _days(label.window), _days(proposal.window)),
        "extent": (label.partial == proposal.partial, _extent(label.partial), _extent(proposal.partial)),
        "standing": (label.status == proposal.status, label.status, proposal.status),
    }
    for name, (right, wanted, given) in fields.items():
        counts[f"{name}_of"] += right is not None
        counts[name] += right is True
        if right is False:
            detail = f"{wanted}, not {given or 'nothing'}"
            outcome.errors.append(Error(name, label.place, label.change, detail, label.evidence))


def _count_missed(
    outcome: Outcome,
    label: Event,
    labels: Sequence[Event],
    proposals: Sequence[Prediction],
    pairs: dict[int, _Pair],
) -> None:
    if label.change == "withdrew" and any(
        _way(labels[at]) == "gain"
        and same_place(labels[at].place, label.place)
        and label.actor_from is not None
        and any(same_side(label.actor_from, name) for name in proposals[pair.proposal].losers)
        for at, pair in pairs.items()
    ):
        outcome.counts["covered"] += 1
    elif label.change in ("entered", "contested"):
        outcome.counts["soft_missed"] += 1
    else:
        outcome.counts["missed"] += 1
        outcome.errors.append(Error("missed", label.place, label.change, _days(label.window), label.evidence))


def _is_left_aside(outcome: Outcome, proposal: Prediction, labels: Sequence[Event], pairs: dict[int, _Pair]) -> bool:
    here = [at for at, label in enumerate(labels) if _at(label.place, proposal)]
    if any(
        at in pairs and _same_way(labels[at], proposal) and agree(labels[at].window, proposal.window) is not False
        for at in here
    ):
        outcome.counts["repeated"] += 1
    elif "gain" in proposal.directions and any(labels[at].change == "entered" for at in here):
        outcome.counts["soft_false"] += 1
    else:
        return False
    return True


def _judge(outcome: Outcome, proposal: Prediction, *, right: bool) -> None:
    if proposal.confidence is not None:
        outcome.judged.append(Judged(proposal.confidence, right))


def _at(place: str, proposal: Prediction) -> bool:
    return any(same_place(place, name) for name in proposal.places)


def _way(label: Event) -> str:
    (way,) = DIRECTIONS[label.change]
    return way


def _same_way(label: Event, proposal: Prediction) -> bool:
    return _way(label) in proposal.directions


def _side(wanted: str | None, given: Sequence[str]) -> bool | None:
    """Compare sides; None when the label names none, and a proposal that names none is wrong."""
    return None if wanted is None else any(same_side(wanted, name) for name in given)


def _same_kind(wanted: str, given: str) -> bool | None:
    return wanted == given if wanted in vocab.PLACE_KINDS and given else None


def _extent(partial: bool) -> str:
    return "part" if partial else "whole"


def _days(window: Window | None) -> str:
    if window is None:
        return "no date"
    first, last = ("" if day is None else iso(day) for day in window)
    return first if first == last else f"{first}..{last}"
