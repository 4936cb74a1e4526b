"""Verbs of losing: X loses P to Y, P is lost."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.arguments import antecedents, before_verb, drafted, object_before, subject_of
from events.extract.frames.drafts import Draft, Sentence
from events.extract.frames.enumerations import behind_colon
from events.extract.frames.listings import listed_behind, which_ones
from events.extract.frames.participles import before_adverbs, describes, shared_subject
from events.extract.grammar.verbs import Verb, is_finite
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading
from events.extract.sides.roles import NOBODY, after, subject
from events.extract.triggers import Rule

_BY: Final = frozenset(("by",))
_TO: Final = frozenset(("to",))
_CONCEDING: Final = ("conced", "admit", "acknowledg")
"""How the verbs begin of those who speak of a loss of their own."""


def _is_beaten(sentence: Sentence, verb: Verb) -> bool:
    """Tell "A lost to B", where the name is who lost a game, from "A, lost to B in May," and "the towns lost to B"."""
    units = sentence.units
    here = sentence.clauses[sentence.clause_of(verb.at)]
    own = any(is_finite(units, k) for k in range(here.start, here.end) if k != verb.at)
    before = units[verb.first - 1]
    named = before.kind == "P" or (before.capital and verb.first > 1 and before.low not in words.PLACE_NOUNS)
    return verb.first > 0 and named and not own


def lose(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X lost A (to Y)" and "A was lost"."""
    units = sentence.units
    behind = units[verb.at + 1].low if verb.at + 1 < len(units) else "."
    timed = behind in ("to", "in", "on", "again") or (verb.at + 1 < len(units) and units[verb.at + 1].kind == "T")
    described = not verb.passive and not verb.perfect and (timed or describes(sentence, verb))
    if verb.passive:
        reading = before_verb(sentence, verb)
    elif described and object_before(sentence, verb, Reading([], verb.at)).targets:
        reading, described = object_before(sentence, verb, Reading([], verb.at)), False
    elif described:
        reading = shared_subject(sentence, verb)
        reading = reading if reading.targets else antecedents(sentence, before_adverbs(sentence, verb))
    else:
        reading = object_before(sentence, verb, read(units, verb.at + 1, len(units), guess=False))
    if not reading.targets and "n" in verb.tags and not verb.passive:
        reading = behind_colon(sentence, verb.at)
        described = bool(reading.targets)
    if not reading.targets and not verb.passive:
        reading = listed_behind(sentence, verb.at + 1, verb.at)
    which = which_ones(sentence, verb) if not reading.targets else None
    reading = which if which is not None else reading
    if not reading.targets:
        return None
    draft = drafted(sentence, rule, verb, reading)
    winner = after(units, verb.at + 1 if described else max(reading.stop, verb.at + 1), len(units), _TO)
    if verb.passive:
        draft.loser = after(units, verb.at + 1, len(units), _BY, 3)
    else:
        draft.loser = NOBODY if described else subject_of(sentence, verb)
    if draft.loser.unarmed:
        return None
    if described and behind == "to" and _is_beaten(sentence, verb):
        return None
    draft.actor = winner
    here = sentence.clauses[draft.clause]
    if verb.passive and winner.unit is None and here.kind == "said" and here.opener in words.ADMITTING:
        # "conceded that A was lost": who concedes has lost it
        draft.loser = subject(units, sentence.clauses, here.parent, here.start - 1)
        own = draft.loser.named or here.opener.startswith(_CONCEDING)
        draft.change, draft.actor = ("leaves", draft.loser) if own else (draft.change, winner)
    if winner.unit is None and not verb.passive and not described and draft.loser.unit is None:
        return None
    return draft
