"""Verbs of gaining: X takes P, P falls to X."""

from __future__ import annotations

from typing import Final

from events.extract.frames.arguments import (
    antecedents,
    before_verb,
    drafted,
    may_be_active,
    object_before,
    subject_of,
    winner_of,
)
from events.extract.frames.drafts import Draft, Sentence, left_start
from events.extract.frames.enumerations import behind_colon, nameless
from events.extract.frames.listings import listed_behind, which_ones
from events.extract.frames.participles import before_adverbs, by_follows, declared_so, describes, shared_subject
from events.extract.grammar.senses import other_taking
from events.extract.grammar.verbs import Verb
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading
from events.extract.sides.roles import NOBODY, after
from events.extract.triggers import Rule
from events.extract.triggers.partners import COMPLEMENT
from events.extract.words import PLAIN_DETERMINERS, listed

_BY: Final = frozenset(("by",))


_FROM: Final = frozenset(("from",))
_FROM_OR_OF: Final = frozenset(("from", "of"))


_AFTER_FALL: Final = listed(
    "to into under on after following without within when as back in at during early late earlier last this yesterday"
    " again and but while since amid days hours weeks months that despite thanks because overnight today two three"
    " four five six one once because first soon a"
)


_GIVEN_UP: Final = frozenset(("on", "after", "without", "when", "at", "within", "following", "and"))
"""What may follow "A surrendered" that does not say to whom."""

_OFTEN: Final = frozenset(("twice", "times", "repeatedly", "often", "frequently", "occasions"))
"""Words by which nobody can tell who holds a place that "changed hands"."""

_MARKETS: Final = frozenset(("exchange", "index", "bourse", "market", "markets"))

_TAKE_NO_PLACE: Final = listed("part place to off on up control out refuge time")
"""What, right after "take", makes it no taking of a place."""

_RECORDED: Final = frozenset(("video", "film", "camera", "tape", "footage", "audio", "canvas"))
"""What is captured on these is no place."""

_FILM: Final = listed("film camera video tape canvas")
_HARMLESS: Final = listed(
    "mines mine rubble debris explosives snow landmines ordnance bombs ieds unexploded waste weapons garbage protesters"
    " checkpoints barricades bodies"
)


def take(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X captured A", "A was captured by X", "A, captured by X" and "the town that X captured"."""
    units = sentence.units
    total = len(units)
    at = verb.at + 1
    if other_taking(units, lemma, at):
        return None
    if any(unit.low in _RECORDED for unit in units[at : at + 6]) and "on" in {unit.low for unit in units[at : at + 4]}:
        return None
    if "back" in rule.particles:
        back = next((k for k in range(at, min(at + 6, total)) if units[k].low == "back"), -1)
        wrested = lemma in ("wrest", "wrestle")
        if back < 0 and not wrested:
            return None
    elif lemma == "take" and not verb.passive and at < total and units[at].low in _TAKE_NO_PLACE:
        return None
    while at < total and units[at].low in ("over", "back", "up", "hold"):
        at += 1
    which = which_ones(sentence, verb)
    if which is not None:
        draft = drafted(sentence, rule, verb, which)
        draft.actor = after(units, verb.at + 1, total, _BY)
        return draft if which.targets else None
    if verb.at and units[verb.at - 1].low in PLAIN_DETERMINERS:
        return None
    declared = declared_so(sentence, verb)
    if declared is not None and declared.targets:
        return drafted(sentence, rule, verb, declared)
    if verb.passive or ("n" in verb.tags and not verb.perfect and by_follows(sentence, verb)):
        reading = before_verb(sentence, verb) if verb.passive else _reduced(sentence, verb)
        if not reading.targets and not verb.passive:
            reading = shared_subject(sentence, verb)
        if not reading.targets and verb.passive:
            reading = listed_behind(sentence, left_start(sentence, verb.first, sentence.clause_of(verb.at)), verb.at)
        if not verb.passive and nameless(reading):
            reading = behind_colon(sentence, verb.at)
        if not reading.targets:
            return None
        if any(unit.low in _FILM for unit in units[verb.at + 2 : verb.at + 4]) and units[verb.at + 1].low == "on":
            return None
        draft = drafted(sentence, rule, verb, reading)
        draft.actor = after(units, verb.at + 1, total, _BY)
        draft.loser = after(units, verb.at + 1, total, _FROM)
        if draft.actor.unarmed or (rule.name == "take.free" and not verb.passive):
            return None
        return draft
    if not may_be_active(verb):
        return _shared(sentence, rule, verb)
    reading = read(units, at, total, guess=rule.name not in ("take.take", "take.free"))
    if not reading.targets:
        reading = object_before(sentence, verb, reading)
    if not reading.targets:
        reading = listed_behind(sentence, at, at)
    if not reading.targets and "n" in verb.tags and not verb.perfect:
        shared = _shared(sentence, rule, verb)
        if shared is not None:
            return shared
    if not reading.targets and "n" in verb.tags and not verb.perfect and describes(sentence, verb):
        reading = antecedents(sentence, before_adverbs(sentence, verb))
        if reading.targets:
            draft = drafted(sentence, rule, verb, reading)
            draft.loser = after(units, verb.at + 1, total, _FROM, 4)
            return draft
    if nameless(reading) and "n" in verb.tags and not verb.perfect:
        # "Liberated: A, B and C", "Towns taken since May: A, B"
        listed = behind_colon(sentence, verb.at)
        if listed.targets:
            draft = drafted(sentence, rule, verb, listed)
            draft.loser = after(units, verb.at + 1, listed.targets[0].first, _FROM, 4)
            return draft
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = subject_of(sentence, verb)
    if draft.actor.unarmed:
        return None
    if (
        rule.name == "take.free"
        and verb.infinitive
        and units[verb.first - 1].low.startswith(("contin", "beg", "start"))
    ):
        draft.cancelled = "going on"
    draft.loser = after(units, draft.last + 1, total, _FROM_OR_OF if rule.name == "take.free" else _FROM)
    if rule.name == "take.free" and lemma in ("clear", "rid", "cleanse", "purge"):
        of = next((k for k in range(draft.last + 1, min(draft.last + 3, total)) if units[k].low == "of"), -1)
        if of > 0 and draft.loser.unit is None and units[of + 1 if of + 1 < total else of].low in _HARMLESS:
            return None
    return draft


def _shared(sentence: Sentence, rule: Rule, verb: Verb) -> Draft | None:
    """Read "was captured on Monday and retaken by X": the second participle has the subject of the first."""
    units = sentence.units
    reading = shared_subject(sentence, verb)
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = after(units, verb.at + 1, len(units), _BY)
    draft.loser = after(units, verb.at + 1, len(units), _FROM)
    return draft


def _reduced(sentence: Sentence, verb: Verb) -> Reading:
    """Read the noun that a participle describes: "A, captured by X on Sunday"."""
    return antecedents(sentence, before_adverbs(sentence, verb))


def fall(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "A fell to X", "A passed into the hands of X" and "A changed hands"."""
    units = sentence.units
    total = len(units)
    if verb.passive or verb.tags == "g" or (verb.first and units[verb.first - 1].low in _MARKETS):
        return None
    k = verb.at + 1
    while k < total and (
        units[k].low in ("quickly", "back", "again", "then", "completely", "entirely", "also", "swiftly", "yesterday")
        or units[k].kind == "T"
    ):
        k += 1
    low = units[k].low if k < total else "."
    hands = any(
        units[j].low in COMPLEMENT and any(units[i].low in ("into", "in", "under", "to") for i in range(k, j))
        for j in range(k, min(k + 9, total))
    )
    changed = lemma == "change" and low in ("hands", "sides", "masters")
    if changed and {unit.low for unit in units[k + 1 : k + 5]} & _OFTEN:
        return None
    if lemma in ("slip", "escape") and low in ("from", "out"):
        return _slipped(sentence, rule, verb, k)
    if changed:
        winner = NOBODY
    elif lemma == "fall":
        if units[k].kind == "w" and low not in _AFTER_FALL if k < total else False:
            return None
        if low == "into" and not hands:
            return None
        dated = k + 2 < total and (units[k + 1].kind == "T" or units[k + 2].kind in "nT")
        if low in ("on", "in") and not dated and not hands:
            return None
        winner = winner_of(sentence, k) if low in ("to", "into", "under", "in") else NOBODY
        if low == "to" and winner.unit is None and not hands:
            return None
        if low == "under" and not hands and winner.unit is None:
            return None
    else:
        winner = winner_of(sentence, k)
        straight = (
            lemma in ("go", "pass", "revert", "return", "surrender", "capitulate", "succumb")
            and low == "to"
            and winner.named
            and winner.at - k <= 3
        )
        straight = straight and winner.unit is not None and winner.unit.kind == "A"
        given_up = lemma in ("surrender", "capitulate") and (k >= total or units[k].kind in "sT" or low in _GIVEN_UP)
        if straight or given_up:
            winner = winner if straight else NOBODY
        elif (
            not hands
            or low not in ("into", "in", "to", "under", "from", "out")
            or (winner.unit is None and lemma != "change")
        ):
            return None
    reading = before_verb(sentence, verb)
    if not reading.targets:
        reading = listed_behind(sentence, left_start(sentence, verb.first, sentence.clause_of(verb.at)), verb.at)
    if not reading.targets:
        return None
    if low == "sides" and any(target.guess or target.name is None for target in reading.targets):
        return None  # people change sides, too
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = winner
    if lemma in ("surrender", "capitulate"):
        for target in draft.targets:
            if target.noun in ("garrison", "defenders"):
                target.noun, target.words = "", ""
    draft.loser = after(units, k, min(k + 8, total), _FROM)
    draft.last = max(draft.last, verb.at)
    return draft


def _slipped(sentence: Sentence, rule: Rule, verb: Verb, at: int) -> Draft | None:
    """Read "A slipped out of X's grasp" and "A slipped from X control": who loses is named."""
    units = sentence.units
    held = next((k for k in range(at + 1, min(at + 8, len(units))) if units[k].low in COMPLEMENT), -1)
    reading = before_verb(sentence, verb)
    if held < 0 or not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.loser = winner_of(sentence, at)
    draft.last = held
    return draft if draft.loser.unit is not None else None
