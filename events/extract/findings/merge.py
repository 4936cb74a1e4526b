"""Findings of one article that tell of the same change become one candidate, with its readings and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.dates import Day
from events.extract import words
from events.extract.candidates import Candidate
from events.extract.findings.attribution import same_side
from events.extract.findings.called import name_of_place, name_of_side
from events.extract.findings.finding import Finding
from events.extract.mentions import ActorMention, PlaceMention

_FADES: Final = 31
"""Days after which a change told without a first day is no longer taken for the same as one told before."""


def candidates(found: Sequence[Finding], text: str) -> tuple[Candidate, ...]:
    """Merge what tells of the same change and write each as a candidate, in the order of the text."""
    groups: list[list[Finding]] = []
    homes: dict[tuple[object, ...], list[list[Finding]]] = {}
    taken: dict[int, list[Finding]] = {}
    for each in found:
        if each.change == "takes" and not each.denies:
            taken.setdefault(each.sentence.start, []).append(each)
    for each in found:
        if each.change == "contests" and any(
            same_place(each.place, gain.place) for gain in taken.get(each.sentence.start, ())
        ):
            continue  # entering the place was the first step of taking it in the same breath
        near = [group for key in _keys(each.place) for group in homes.get(key, ())]
        home = next((group for group in near if _same(group[0], each)), None)
        if home is None:
            home = []
            groups.append(home)
            for key in _keys(each.place):
                homes.setdefault(key, []).append(home)
        home.append(each)
    made = [_candidate(group, text) for group in groups]
    made.sort(key=lambda each: (each.start, each.end, each.place))
    return tuple(made)


def _same(one: Finding, other: Finding) -> bool:
    if one.change != other.change or one.denies != other.denies or not same_place(one.place, other.place):
        return False
    if one.part != other.part and one.sentence is not other.sentence:
        return False
    if one.actor is not None and other.actor is not None and not _one_actor(one.actor, other.actor):
        return False
    if one.change == "takes" and one.draft.again != other.draft.again:
        known = one.actor is not None and other.actor is not None
        if one.sentence is other.sentence or (known and not same_side(one.actor, other.actor)):
            return False
    return _windows_meet(one, other)


def _keys(place: PlaceMention) -> set[tuple[object, ...]]:
    """Give the keys under which two mentions of one place must meet (see `same_place`)."""
    keys: set[tuple[object, ...]] = {("surface", place.surface.lower())}
    if place.readings:
        first = place.readings[0]
        keys.add(("id", first.place_id or first.geonameid or (first.name, first.kind)))
        keys.add(("name", first.name, first.kind))
    return keys


def _one_actor(one: ActorMention, other: ActorMention) -> bool:
    if one.actor_id and other.actor_id:
        return one.actor_id == other.actor_id
    return one.surface.lower() == other.surface.lower() or "bare" in (one.role, other.role)


def same_place(one: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether two mentions may be one place: the same likeliest reading, or the same name."""
    if one.readings and other.readings:
        a, b = one.readings[0], other.readings[0]
        if a.kind != b.kind and "region" in (a.kind, b.kind):
            return False
        if a.place_id or b.place_id:
            return a.place_id == b.place_id
        if a.geonameid and a.geonameid == b.geonameid:
            return True
        if a.name == b.name and a.kind == b.kind:
            return True
    return one.surface.lower() == other.surface.lower()


def _windows_meet(one: Finding, other: Finding) -> bool:
    if one.dated.latest is None or other.dated.latest is None:
        return True
    (first, a), (second, b) = sorted(
        ((each.dated.earliest, each.dated.latest or 0) for each in (one, other)),
        key=lambda window: window[0] is not None,
    )
    if second is None:
        return abs(a - b) <= _FADES
    if first is not None:
        return first <= b and second <= a
    # "Not later than" goes with any window before it, unless that lies far back.
    return second <= a and a - b <= _FADES


def _width(finding: Finding) -> tuple[int, int]:
    dated = finding.dated
    if dated.earliest is None or dated.latest is None:
        return (1, 0)
    return (0, dated.latest - dated.earliest)


def _candidate(group: Sequence[Finding], text: str) -> Candidate:
    best = min(group, key=lambda each: (each.anaphor, each.place.readings == (), each.start))
    dated = min(group, key=_width).dated
    actor = next((each.actor for each in group if each.actor is not None and each.actor.actor_id), None) or next(
        (each.actor for each in group if each.actor is not None), None
    )
    loser = next((each.loser for each in group if each.loser is not None), None)
    status = _standing(group, best)
    source = next((each for each in group if each.standing == status), best)
    place = best.place
    kind = place.readings[0].kind if place.readings else "town"
    readings = place.readings
    one = readings[0] if len(readings) == 1 else None
    earliest, latest = _ordered(dated.earliest, dated.latest)
    if best.change == "leaves":
        loser = actor
    name = (
        (one.name if one is not None and one.place_id else "")
        or name_of_place(place.surface)
        or (readings[0].name if readings else "")
    )
    return Candidate(
        place=name,
        place_surface=name_of_place(place.surface),
        kind=kind,
        change=best.change,
        start=best.start,
        end=best.end,
        sentence_start=best.sentence.start,
        sentence_end=best.sentence.end,
        quote=text[best.sentence.start : best.sentence.end],
        readings=readings,
        place_id=one.place_id if one is not None else "",
        geonameid=one.geonameid if one is not None else 0,
        actor=name_of_side(actor),
        actor_id=actor.actor_id if actor is not None else "",
        actor_surface=actor.surface if actor is not None else "",
        from_actor=name_of_side(loser),
        from_actor_id=loser.actor_id if loser is not None else "",
        from_actor_surface=loser.surface if loser is not None else "",
        earliest=earliest,
        latest=latest,
        manner=best.draft.manner,
        extent="part" if best.part else "whole",
        stance="denies" if best.denies else "asserts",
        standing=status,
        attribution=source.word.surface,
        party=source.word.speaker.actor_id if source.word.speaker is not None else "",
        confidence=confidence(best, len(group)),
        rule=best.draft.rule.name,
        why=_why(best),
    )


def _standing(group: Sequence[Finding], best: Finding) -> str:
    """Take the standing where the text first tells of it, unless it is denied or admitted elsewhere."""
    if any(each.standing == "denied" for each in group):
        return "denied"
    if any(each.standing == "confirmed" and each.word.verb in words.ADMITTING for each in group):
        return "confirmed"
    return best.standing


def _ordered(earliest: Day | None, latest: Day | None) -> tuple[Day | None, Day | None]:
    if earliest is not None and latest is not None and earliest > latest:
        return latest, earliest
    return earliest, latest


def confidence(finding: Finding, times_told: int) -> float:
    """Give how likely a finding is right, from 0 to 1: the rule's own record, less what weakens this reading."""
    value = finding.draft.rule.confidence * finding.draft.weight
    if finding.anaphor:
        value *= 0.88
    if finding.guess:
        value *= 0.8
    if finding.actor is None or finding.inferred:
        value *= 0.88
    elif not finding.actor.actor_id:
        value *= 0.95
    if len(finding.place.readings) > 1:
        value *= 0.93
    if finding.change == "takes" and finding.place.readings and finding.place.readings[0].kind == "region":
        value *= 0.9
    if times_told > 1:
        value = 1 - (1 - min(value, 0.97)) * 0.7
    return round(min(max(value, 0.05), 0.98), 3)


def _why(finding: Finding) -> str:
    verb = finding.draft.verb
    told = "told as a fact"
    if verb is not None:
        told = (
            "a passive verb"
            if verb.passive
            else "a finished verb"
            if verb.perfect or "d" in verb.tags
            else "a verb of the present"
        )
    if finding.word.verb:
        told += f", by the word of {finding.word.surface or 'others'} ({finding.word.verb})"
    if finding.inferred and finding.actor is not None:
        told += "; who gained is taken from the sentences before"
    return told + f"; days from {finding.dated.how}"
