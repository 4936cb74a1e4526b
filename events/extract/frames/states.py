"""Control said as a state: "A is now in the hands of X", "brought A under its control", "X is in full control of A"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.arguments import antecedents, from_left, new_draft, resumed, winner_of
from events.extract.frames.drafts import Draft, Sentence, left_start
from events.extract.frames.echoes import add_gapped
from events.extract.grammar.cancel import clause_cancelled, verb_cancelled
from events.extract.grammar.verbs import group
from events.extract.phrases.reader import read
from events.extract.sides.roles import NOBODY, Side, subject
from events.extract.triggers import Rule
from events.extract.words import listed

STILL: Final = listed("remain remains remained remaining still stay stays stayed continue continues continued keeping")
"""Words that say that a state is old."""

_TURNED: Final = listed(
    "now back again fully completely entirely firmly once come comes came bring brought brings put placed returned"
    " return"
)
_NEWLY: Final = listed("now back again come came comes brought returned return placed")
_CAUSING: Final = {
    "bring": "b", "brings": "s", "brought": "dn", "bringing": "g", "put": "bdn", "puts": "s", "putting": "g",
    "place": "b", "places": "s", "placed": "dn", "placing": "g", "take": "b", "takes": "s", "took": "d",
    "taken": "n", "taking": "g", "restore": "b", "restored": "dn", "restoring": "g",
}  # fmt: skip
_LEAVING: Final = {"left": "dn", "leaving": "g", "leaves": "s", "put": "bdn", "putting": "g"}
_BRINGING: Final = listed("bring brings brought bringing take takes took taken taking put puts")
_WHOLLY: Final = listed("fully completely entirely firmly")
_FULL: Final = frozenset(("full", "complete", "total", "now", "back", "again"))
_OWN: Final = frozenset(("its", "their", "our"))


_LINKING: Final = words.BE | STILL | words.MODALS
_BEFORE_STATE: Final = words.ADVERBS | words.AUXILIARIES | STILL
_STILL_ONLY: Final = STILL | {"only"}


def state(sentence: Sentence, rule: Rule, at: int, preposition: int) -> Draft | None:
    """Read "A is (now) in X's hands", "back under X control" and "X is in full control of A"."""
    units = sentence.units
    low, before = units[at].low, units[preposition].low
    if before == "in" and low in ("control", "possession"):
        return _in_control(sentence, rule, at, preposition)
    holder = _holder(sentence, at, preposition)
    brought = before == "under" and any(u.low in _BRINGING for u in units[max(0, preposition - 4) : preposition])
    if before in ("into", "within") or (holder.unit is None and not brought):
        return None
    clause = sentence.clause_of(at)
    first = preposition
    while first > 0 and _belongs(sentence, first - 1):
        first -= 1
    between = {unit.low for unit in units[first:preposition]}
    linked = between & _LINKING or (between & _TURNED and units[first - 1].low != ",")
    if not linked or (between & _CAUSING.keys() and not between & words.BE):
        return _caused(sentence, rule, at, preposition, holder) or _apposed(sentence, rule, at, first, holder)
    reading = resumed(sentence, from_left(sentence, left_start(sentence, first, clause), first), clause, first)
    here = sentence.clauses[clause]
    if not reading.targets and here.kind == "rel" and here.opener in ("which", "that"):
        reading = antecedents(sentence, here.start)
    if not reading.targets:
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.actor = holder
    draft.last = max(at, draft.last)
    add_gapped(sentence, draft)
    part = any(target.part for target in reading.targets)
    past = between & {"was", "were"} and between & _WHOLLY
    new = between & _NEWLY or past or _dated(sentence, clause, ("in", "by")) or (part and "has" not in between)
    if between & STILL or not new:
        draft.change = "holds"
        draft.since = not between & STILL and "been" in between
        draft.fresh = not between & STILL and bool(between & {"is", "are", "'s"})
    draft.again = bool(between & {"back", "again"})
    if between & words.NEGATIONS:
        draft.cancelled = "negated"
    elif between & words.MODALS:
        draft.cancelled = "modal"
    elif draft.change == "holds" and between & {"was", "were", "been"} and not between & {"has", "have"}:
        draft.cancelled = "a state of the past"
    draft.cancelled = draft.cancelled or clause_cancelled(units, sentence.clauses, clause, None)
    return draft


def _holder(sentence: Sentence, at: int, preposition: int) -> Side:
    units = sentence.units
    for k in range(preposition + 1, at):
        if units[k].actor is not None or units[k].low in _OWN:
            return Side(units[k], k)
    if at + 1 < len(units) and units[at + 1].low == "of":
        holder = winner_of(sentence, at + 2)
        return holder if holder.at <= at + 9 else NOBODY
    return NOBODY


def _belongs(sentence: Sentence, at: int) -> bool:
    """Tell whether a unit belongs to the verb of a state: an auxiliary, an adverb, a time."""
    unit = sentence.units[at]
    low = unit.low
    return (
        low in words.ADVERBS
        or unit.kind == "T"
        or low.endswith("ly")
        or low in words.AUXILIARIES
        or low in words.MODALS
        or low in STILL
        or low in _TURNED
        or low in words.NEGATIONS
    )


def _dated(sentence: Sentence, clause: int, relations: tuple[str, ...]) -> bool:
    """Tell whether a clause names a day: a state of one day is news of a change."""
    here = sentence.clauses[clause]
    units = sentence.units[here.start : here.end]
    if any(unit.low in words.HOURS and units[at].low == "by" for at, unit in enumerate(units[1:])):
        return True
    times = (unit.time for unit in units)
    return any(time is not None and time.precision == "day" and time.relation in relations for time in times)


def _apposed(sentence: Sentence, rule: Rule, at: int, first: int, holder: Side) -> Draft | None:
    """Read "A, in X's hands since May," and "A, now under X's control,"."""
    units = sentence.units
    if first < 2 or units[first - 1].low not in (",", "(") or units[first - 2].kind != "P":
        return None
    reading = antecedents(sentence, first)
    if not reading.targets or holder.unit is None:
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.actor, draft.last = holder, at
    draft.again = any(units[k].low in ("back", "again") for k in range(first, at))
    if not any(units[k].low in _NEWLY for k in range(first, at)):
        draft.change, draft.since = "holds", True
    draft.cancelled = clause_cancelled(units, sentence.clauses, draft.clause, None)
    return draft


def _caused(sentence: Sentence, rule: Rule, at: int, preposition: int, holder: Side) -> Draft | None:
    """Read "brought A under its control" and "put A back in government hands"."""
    units = sentence.units
    near = range(preposition - 1, max(-1, preposition - 14), -1)
    verb_at = next((k for k in near if units[k].low in _CAUSING), -1)
    if verb_at < 0:
        return None
    reading = read(units, verb_at + 1, preposition)
    if not reading.targets and verb_at == preposition - 1:
        reading = read(units, at + 1, len(units))
    if not reading.targets:
        return None
    verb = group(units, verb_at, _CAUSING[units[verb_at].low])
    draft = new_draft(sentence, rule, at, reading)
    draft.verb = verb
    draft.clause = sentence.clause_of(verb_at)
    draft.actor = holder
    if holder.unit is not None and holder.unit.actor is None:
        draft.actor = subject(units, sentence.clauses, draft.clause, verb.first)
    draft.cancelled = verb_cancelled(units, sentence.clauses, draft.clause, verb)
    return draft


def _in_control(sentence: Sentence, rule: Rule, at: int, preposition: int) -> Draft | None:
    """Read "X is in full control of A": a change only where the words say that it is new."""
    units = sentence.units
    if at + 1 >= len(units) or units[at + 1].low not in ("of", "over"):
        return None
    reading = read(units, at + 2, len(units))
    if not reading.targets:
        return None
    draft = new_draft(sentence, rule, at, reading)
    first = preposition
    while first > 0 and units[first - 1].low in _BEFORE_STATE:
        first -= 1
    between = {unit.low for unit in units[first:at]}
    put = next((k for k in range(first - 1, max(-1, first - 6), -1) if units[k].low in _LEAVING), -1)
    if put > 0 and units[first - 1].actor is not None:
        # "the withdrawal left X in control of A"
        draft.actor = Side(units[first - 1], first - 1)
        draft.verb = group(units, put, _LEAVING[units[put].low])
        if between & _STILL_ONLY:
            draft.change = "holds"
        draft.cancelled = verb_cancelled(units, sentence.clauses, draft.clause, draft.verb)
        return draft
    draft.actor = subject(units, sentence.clauses, draft.clause, first)
    if draft.actor.unarmed:
        return None
    behind = {unit.low for unit in units[draft.last + 1 : draft.last + 3]}
    new = between & _FULL or behind & {"again"} or _dated(sentence, draft.clause, ("in", "by"))
    if between & STILL or not new or not between & words.BE:
        draft.change = "holds"
        draft.since = "been" in between and not between & STILL
    if between & words.NEGATIONS:
        draft.cancelled = "negated"
    elif between & words.MODALS:
        draft.cancelled = "modal"
    else:
        draft.cancelled = clause_cancelled(units, sentence.clauses, draft.clause, None)
    draft.weight = 0.95
    return draft
