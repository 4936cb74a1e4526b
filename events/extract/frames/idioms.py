"""Set phrases of having a place: "A is theirs", "X is the new master of A", "A is now free of X"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.arguments import from_left, new_draft
from events.extract.frames.drafts import Draft, Sentence, left_start
from events.extract.frames.states import STILL
from events.extract.grammar.cancel import clause_cancelled
from events.extract.phrases.reader import read
from events.extract.sides.roles import Side, after, subject
from events.extract.triggers import Rule
from events.extract.words import listed

_OF: Final = frozenset(("of", "from"))
_MAKING: Final = listed("made make makes making")
_NEWLY: Final = listed("now finally again become becomes became")
_WISHED: Final = listed("soon will would may might could once if until")


_BEFORE_NOUN: Final = words.DETERMINERS | words.ADJECTIVES | words.ADVERBS
_BEFORE_VERB: Final = words.AUXILIARIES | words.ADVERBS | words.BE | words.NEGATIONS | words.MODALS
_UNREAL: Final = words.NEGATIONS | words.MODALS | _WISHED


def theirs(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "A is theirs": it belongs to who says so, or to who was spoken of."""
    units = sentence.units
    first = _verb_before(sentence, at)
    if first < 0:
        return None
    clause = sentence.clause_of(at)
    reading = from_left(sentence, left_start(sentence, first, clause), first)
    if not reading.targets:
        return None
    draft = new_draft(sentence, rule, at, reading)
    here = sentence.clauses[clause]
    speaking = sentence.clauses[here.parent] if here.kind == "said" and here.parent >= 0 else None
    draft.actor = Side(units[at], at)
    if speaking is not None:
        found = subject(units, sentence.clauses, here.parent, speaking.end)
        if not found.named:
            return None
        draft.actor = found
    return _judged(sentence, draft, first)


def master(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "X are the new masters of A" and "X made itself master of A"."""
    units = sentence.units
    if at + 2 >= len(units) or units[at + 1].low != "of":
        return None
    first = at
    while first > 0 and units[first - 1].low in _BEFORE_NOUN:
        first -= 1
    if first and units[first - 1].low in _MAKING:
        first -= 1
    else:
        first = _verb_before(sentence, first)
    reading = read(units, at + 2, len(units), guess=False)
    if first < 0 or not reading.targets:
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.actor = subject(units, sentence.clauses, draft.clause, first)
    if draft.actor.unit is None or draft.actor.unarmed:
        return None
    draft.since = True
    return _judged(sentence, draft, first)


def rid(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "A is now free of X": X has lost it."""
    units = sentence.units
    first = _verb_before(sentence, at)
    if first < 0 or at + 1 >= len(units) or units[at + 1].low not in _OF:
        return None
    loser = after(units, at + 1, min(at + 8, len(units)), _OF)
    reading = from_left(sentence, left_start(sentence, first, sentence.clause_of(at)), first)
    if not loser.named or not reading.targets or any(target.name is None for target in reading.targets):
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.loser, draft.again = loser, True
    if not {unit.low for unit in units[first:at]} & _NEWLY:
        draft.change = "holds"
    return _judged(sentence, draft, first)


def _verb_before(sentence: Sentence, at: int) -> int:
    """Give the unit where "is now", "has become" before a unit begins; -1 where no such verb stands."""
    units = sentence.units
    first = at
    while first > 0 and (units[first - 1].low in _BEFORE_VERB or (units[first - 1].kind == "T" and first < at)):
        first -= 1
    return first if any(units[k].low in words.BE for k in range(first, at)) else -1


def _judged(sentence: Sentence, draft: Draft, first: int) -> Draft:
    between = {unit.low for unit in sentence.units[first : draft.at]}
    if (first and sentence.units[first - 1].low == "to") or between & _UNREAL:
        draft.cancelled = "negated or to come"
    elif between & STILL:
        draft.change = "holds"
    draft.cancelled = draft.cancelled or clause_cancelled(sentence.units, sentence.clauses, draft.clause, None)
    return draft
