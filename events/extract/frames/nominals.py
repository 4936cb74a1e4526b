"""Nouns of change: "the fall of A", "X's withdrawal from A", "back in A", "victory in A", "rebel-held A"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from events.extract import words
from events.extract.frames.arguments import antecedents, new_draft
from events.extract.frames.controls import control
from events.extract.frames.drafts import Draft, Sentence
from events.extract.frames.echoes import likewise
from events.extract.frames.idioms import master, rid, theirs
from events.extract.grammar.cancel import clause_cancelled, verb_cancelled
from events.extract.grammar.cancel_nouns import noun_cancelled
from events.extract.grammar.verbs import group, is_finite, is_nominal
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading, Target
from events.extract.sides.owners import owner
from events.extract.sides.roles import NOBODY, Side, after, subject
from events.extract.triggers import VERBS, Rule
from events.extract.triggers.partners import OFFICES
from events.extract.words import listed

_PROUD: Final = frozenset(
    ["announce", "announces", "announced", "claim", "claims", "claimed", "declare", "declares", "declared"]
)
"""Words by which a side tells of the fall of a place to itself; who only reports a fall may have lost it."""


_MAKING: Final = listed(
    "made make makes making staged stage staging began begun started completed complete completes executed effected"
    " beat beaten conducted undertook carried finished"
)
"""Verbs whose subject is who withdraws: "made a withdrawal from A"."""


_TELLING_OF_LOSS: Final = words.ADMITTING | _PROUD
_LEAVING: Final = words.SAYING | _MAKING


def frame(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read the frame of one noun or set phrase; None when the words around it make no such frame."""
    return _FAMILIES[rule.family](sentence, rule, at)


def _of(sentence: Sentence, at: int) -> int:
    """Give the unit after "of" that follows a noun, over a time or an adverb between; -1 without one."""
    units = sentence.units
    k = at + 1
    if k + 3 < len(units) and units[k].low == ",":
        close = next((j for j in range(k + 2, min(k + 5, len(units))) if units[j].low == ","), -1)
        k = close + 1 if close > 0 and any(unit.kind == "T" for unit in units[k:close]) else k
    while k < len(units) and (units[k].kind == "T" or (units[k].low in words.ADVERBS and units[k].low != "over")):
        k += 1
    return k + 1 if k < len(units) and units[k].low == "of" else -1


def _end(sentence: Sentence, at: int, start: int) -> int:
    """Give the unit where what follows "the capture of" ends: at the verb whose subject it is, if it is one."""
    units = sentence.units
    clause = sentence.clauses[sentence.clause_of(at)]
    if any(is_finite(units, k) for k in range(clause.start, at)):
        return len(units)
    return next((k for k in range(start, len(units)) if is_finite(units, k)), len(units))


def noun(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "the capture of A by X", "the fall of A to X" and "the loss of A"."""
    units = sentence.units
    low = units[at].low
    if low in VERBS or low.endswith("ing"):
        before = units[at - 1].low if at else "the"
        if low.endswith("ing") and before not in words.DETERMINERS and before not in ("'s", "'"):
            return None
        if not is_nominal(units, at):
            return None
    start = _of(sentence, at)
    if start < 0 and at > 1 and units[at - 1].low == "whose":
        reading = antecedents(sentence, at - 1)
    elif start < 0:
        whose = (
            at > 1 and units[at - 1].low in ("'s", "'") and units[at - 2].kind == "P" and units[at - 2].actor is None
        )
        if not whose:
            return None
        # "since Mosul's fall": the town is whose, and the object.
        reading = Reading([Target(at - 2, at - 2, at - 2, units[at - 2])], at + 1)
    else:
        reading = read(units, start, _end(sentence, at, start))
    if not reading.targets:
        return None
    draft = new_draft(sentence, rule, at, reading)
    total = len(units)
    if low in ("fall", "collapse", "loss", "surrender", "handover", "hand-over", "ceding"):
        if low == "collapse" and after(units, reading.stop, total, frozenset(("to",)), 6).unit is None:
            return None
        comma = next((k for k in range(draft.last + 1, total) if units[k].low == ","), total)
        draft.actor = after(units, reading.stop, comma, frozenset(("to",)), 6)
        if low == "fall" and draft.actor.unit is None:
            draft.actor = announcer(sentence, at, draft.clause, _PROUD)
        draft.loser = owner(units, at) if low in ("loss", "surrender", "handover") else NOBODY
        if draft.loser.unit is None:
            draft.loser = after(units, reading.stop, total, frozenset(("by",)), 6)
        if low == "loss" and draft.loser.unit is None:
            draft.loser = announcer(sentence, at, draft.clause, _TELLING_OF_LOSS)
        if low == "loss" and draft.actor.unit is None:
            if draft.loser.unit is None:
                draft.weight = 0.8
            else:
                draft.change, draft.actor = "leaves", draft.loser
    else:
        draft.actor = after(units, reading.stop, total, frozenset(("by",)), 8)
        draft.loser = after(units, reading.stop, total, frozenset(("from",)), 8)
        if draft.actor.unit is None:
            draft.actor = owner(units, at)
        if draft.actor.unit is None:
            draft.actor = announcer(sentence, at, draft.clause)
        if draft.actor.unarmed:
            return None
    draft.again = rule.again or low.startswith(("re", "liberation"))
    that = next((k for k in range(reading.stop, min(reading.stop + 16, total - 2)) if units[k].low == "that"), -1)
    if that > 0 and units[that + 1].low == "of":
        # "the capture of A follows that of B"
        draft.targets = [*draft.targets, *(t for t in read(units, that + 2, total).targets if t.name is not None)]
    draft.cancelled = noun_cancelled(units, sentence.clauses, draft.clause, at, max(reading.stop, draft.last + 1))
    return draft


def announcer(sentence: Sentence, at: int, clause: int, verbs: frozenset[str] = words.SAYING) -> Side:
    """Take who announces a capture for who made it, unless it only reports on others."""
    units = sentence.units
    verb = next((k for k in range(at - 1, max(-1, at - 8), -1) if is_finite(units, k)), -1)
    if verb < 0 or units[verb].low not in verbs or units[verb].low in words.DENYING:
        return NOBODY
    found = subject(units, sentence.clauses, clause, verb)
    return found if found.unit is not None else NOBODY


def departure(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "the withdrawal of X from A", and "the withdrawal of X" where A is named before."""
    units = sentence.units
    total = len(units)
    if units[at].low in VERBS and not is_nominal(units, at):
        return None
    of = _of(sentence, at)
    who = after(units, at + 1, min(at + 10, total), frozenset(("of", "by")), 6)
    if who.unit is None:
        who = owner(units, at)
    start = next((k + 1 for k in range(at + 1, min(at + 14, total)) if units[k].low == "from"), -1)
    if any(
        units[k].kind == "s" and units[k].low not in ("(", ")", "-", "'s")
        for k in range(at + 1, max(start - 1, at + 1))
    ):
        start = -1
    if start > 0:
        reading = read(units, start, total)
        if not reading.targets:
            return None
    elif of > 0 and units[at].low in ("evacuation", "abandonment"):
        reading = read(units, of, total, guess=False)
    else:
        reading = Reading([], at)
    if who.unit is None and start > 0:
        who = announcer(sentence, at, sentence.clause_of(at), _LEAVING)
    thing = of > 0 and 0 < start < who.at  # "the departure of the last flight from A": who stands behind "from" only
    if who.unit is None or who.unarmed or thing:
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.actor = who
    draft.inherits = not reading.targets
    draft.cancelled = noun_cancelled(units, sentence.clauses, draft.clause, at, max(reading.stop, draft.last + 1))
    return draft


def back(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "X is back in A"."""
    units = sentence.units
    if (
        at + 2 >= len(units)
        or units[at + 1].low not in ("in", "inside")
        or not at
        or units[at - 1].low not in words.BE | {"now"}
    ):
        return None
    if any(unit.low in ("hands", "control", "hand", "possession") for unit in units[at + 2 : at + 6]):
        return None
    clause = sentence.clause_of(at)
    first = at - 1
    while first > 0 and (units[first - 1].low in words.AUXILIARIES or units[first - 1].low in words.ADVERBS):
        first -= 1
    actor = subject(units, sentence.clauses, clause, first)
    if actor.unit is None or actor.unarmed:
        return None
    reading = read(units, at + 2, len(units))
    if not reading.targets or any(t.name is None and t.noun in ("hands", "control") for t in reading.targets):
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.actor = actor
    if any(units[k].low in words.NEGATIONS or units[k].low in words.MODALS for k in range(first, at)):
        draft.cancelled = "negated or to come"
    draft.cancelled = draft.cancelled or clause_cancelled(units, sentence.clauses, clause, None)
    return draft


def victory(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "X declared victory in A"."""
    units = sentence.units
    before = next((k for k in range(at - 1, max(-1, at - 4), -1) if units[k].low in OFFICES), -1)
    if before < 0 or at + 2 >= len(units) or units[at + 1].low not in ("in", "at"):
        return None
    reading = read(units, at + 2, len(units), guess=False)
    if not reading.targets:
        return None
    verb = group(units, before, "dn" if units[before].low.endswith("ed") else "s")
    draft = new_draft(sentence, rule, at, reading)
    draft.verb = verb
    draft.actor = subject(units, sentence.clauses, draft.clause, verb.first)
    draft.cancelled = verb_cancelled(units, sentence.clauses, draft.clause, verb)
    return draft


def held(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "rebel-held A" and "the government-controlled town of A": who holds it, and no change."""
    units = sentence.units
    if not at or not units[at - 1].modifier or units[at - 1].actor is None:
        return None
    reading = read(units, at + 1, min(len(units), at + 8), guess=False)
    if not reading.targets or reading.targets[0].name is None:
        return None
    draft = new_draft(sentence, rule, at, Reading(reading.targets[:1], reading.stop))
    draft.actor = Side(units[at - 1], at - 1)
    return draft


_FAMILIES: Final[dict[str, Callable[[Sentence, Rule, int], Draft | None]]] = {
    "noun": noun,
    "departure": departure,
    "state": control,
    "back": back,
    "victory": victory,
    "held": held,
    "likewise": likewise,
    "theirs": theirs,
    "master": master,
    "rid": rid,
}
