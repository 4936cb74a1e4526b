"""Control said with a noun and a verb: "seized control of A", "lost control of A", "control of A passed to X"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.arguments import before_verb, new_draft
from events.extract.frames.drafts import Draft, Sentence
from events.extract.frames.states import state
from events.extract.grammar.cancel import verb_cancelled
from events.extract.grammar.verbs import group
from events.extract.phrases.reader import read
from events.extract.sides.owners import owner
from events.extract.sides.roles import NOBODY, after, subject
from events.extract.triggers import Rule, inflect
from events.extract.words import listed

_GAINING: Final = listed(
    "take seize gain assume establish regain retake wrest win secure claim declare announce recapture restore reassert"
    " re-establish reestablish extend achieve capture obtain acquire recover reclaim impose grab snatch resume wrestle"
    " report complete attain exert"
)
_GIVING: Final = listed("cede hand relinquish surrender transfer give yield turn return deliver abandon")
_GIVING_UP: Final = listed("cede relinquish surrender give yield abandon")
"""Those that need nobody who receives: "gave up control of A"."""

_RESTORING: Final = listed("restore reassert re-establish reestablish reimpose regain lose impose extend")
"""What may be done to an "authority" or a "rule" in a place."""
_KEEPING: Final = listed(
    "hold have keep retain maintain exercise consolidate solidify strengthen tighten cement defend contest remain"
)
_PASSING: Final = listed("pass go revert slip fall return shift switch")
_FORMS: Final = {
    form: (lemma, tags)
    for lemma in (*_KEEPING, *_PASSING, *_GIVING, *_GAINING, "lose")
    for form, tags in inflect(lemma).items()
} | {"having": ("have", "g"), "has": ("have", "s")}
"""Each form of a verb of control, with its lemma and tags."""

_QUALITIES: Final = listed(
    "military absolute effective firm tight 's ' operational overall sole undisputed territorial security the its their"
    " his own of a hands secure"
)
_TAKING: Final = {"take": "b", "takes": "s", "took": "d", "taken": "n", "taking": "g"}
_BEFORE: Final = frozenset(("under", "in", "into", "within"))
_NOUNS: Final = frozenset(("control", "possession", "charge", "authority", "rule", "grip", "hold"))
_AUTHORITY: Final = frozenset(("authority", "rule"))
_FULL: Final = frozenset(("full", "complete", "total", "now"))
_GRIP: Final = frozenset(("grip", "hold"))
_BY: Final = frozenset(("by",))
_FROM: Final = frozenset(("from",))
_TO: Final = frozenset(("to",))
_SURE: Final = 1.2
_SURER: Final = 1.15


def control(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "control" with the verb before it, the preposition before it, or the verb after "control of A"."""
    units = sentence.units
    low = units[at].low
    k = at - 1
    while k >= 0 and _qualifies(sentence, k):
        k -= 1
    before = units[k].low if k >= 0 else ""
    if before == "under" and k and units[k - 1].low in _TAKING:
        return _taken_under(sentence, rule, at, k - 1)
    if before in _BEFORE and units[k].kind == "w":
        return state(sentence, rule, at, k)
    if low not in _NOUNS:
        return None
    if before in ("over", "up") and k:
        k -= 1
        before = units[k].low
    lemma = _FORMS[before][0] if before in _FORMS else ""
    if (low == "charge" and lemma != "take") or (low in _GRIP and lemma not in ("lose", "give", "regain")):
        return None
    if low in _AUTHORITY and lemma and lemma not in _RESTORING:
        return None
    if not lemma or (lemma in _PASSING and lemma not in _GIVING):
        return _control_first(sentence, rule, at)
    return _controlled(sentence, rule, at, k, lemma)


def _taken_under(sentence: Sentence, rule: Rule, at: int, verb_at: int) -> Draft | None:
    """Read "took under control A" and "A was taken under control", the words of communiques."""
    units = sentence.units
    verb = group(units, verb_at, _TAKING[units[verb_at].low])
    reading = before_verb(sentence, verb) if verb.passive else read(units, at + 1, len(units))
    if not reading.targets:
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.verb = verb
    draft.clause = sentence.clause_of(verb_at)
    draft.actor = NOBODY if verb.passive else subject(units, sentence.clauses, draft.clause, verb.first)
    draft.cancelled = verb_cancelled(units, sentence.clauses, draft.clause, verb)
    return None if draft.actor.unarmed else draft


def _qualifies(sentence: Sentence, at: int) -> bool:
    unit = sentence.units[at]
    low = unit.low
    return (
        low in words.ADJECTIVES
        or low in words.ADVERBS
        or low in words.WHOLES
        or low in _QUALITIES
        or low.endswith("ly")
        or unit.actor is not None
    )


def _controlled(sentence: Sentence, rule: Rule, at: int, verb_at: int, lemma: str) -> Draft | None:
    units = sentence.units
    total = len(units)
    k = at + 1
    while k < total and (units[k].kind == "T" or units[k].low == "back"):
        k += 1
    extends = lemma == "extend" and k < total and units[k].low == "to"
    if k >= total or (units[k].low not in ("of", "over", "in", "at", "on") and not extends):
        return None
    if (units[k].low == "on") != (units[at].low in _GRIP):
        return None
    reading = read(units, k + 1, total)
    verb = group(units, verb_at, _FORMS[units[verb_at].low][1])
    if not reading.targets or verb.passive:
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.verb = verb
    draft.clause = sentence.clause_of(verb_at)
    side = subject(units, sentence.clauses, draft.clause, verb.first)
    if side.unarmed or (
        side.unit is None and any(unit.low == "both" for unit in units[max(0, verb.first - 3) : verb.first])
    ):
        return None
    draft.cancelled = verb_cancelled(units, sentence.clauses, draft.clause, verb)
    draft.part = bool({unit.low for unit in units[verb_at:at]} & words.PART_ADVERBS)
    if lemma in _KEEPING:
        full = lemma == "have" and {unit.low for unit in units[verb_at:at]} & _FULL
        draft.change, draft.actor = "takes" if full else "holds", side
    elif lemma == "lose":
        draft.actor, draft.loser, draft.weight = after(units, reading.stop, total, _TO), side, _SURER
        if draft.actor.unit is None:
            draft.change, draft.actor = "leaves", side
            return draft if side.unit is not None else None
    elif lemma in _GIVING:
        draft.actor, draft.loser = after(units, reading.stop, total, _TO), side
        draft.manner, draft.weight = "agreement", _SURER
        if draft.actor.unit is None and lemma in _GIVING_UP and (lemma != "give" or units[verb_at + 1].low == "up"):
            draft.change, draft.actor, draft.manner = "leaves", side, "unknown"
        return draft if draft.actor.unit is not None else None
    else:
        draft.actor, draft.weight = side, _SURE
        draft.loser = after(units, draft.last + 1, total, _FROM)
        draft.again = lemma.startswith("re")
    return draft


def _control_first(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "control of A was seized by X" and "control of A passed to X"."""
    units = sentence.units
    total = len(units)
    if at + 1 >= total or units[at + 1].low not in ("of", "over"):
        return _restored(sentence, rule, at)
    reading = read(units, at + 2, total)
    verb_at = next((k for k in range(reading.stop, min(reading.stop + 5, total)) if _tells(units[k].low)), -1)
    if not reading.targets or verb_at < 0:
        return None
    lemma, tags = _FORMS[units[verb_at].low]
    verb = group(units, verb_at, tags)
    draft = new_draft(sentence, rule, at, reading)
    draft.verb = verb
    draft.cancelled = verb_cancelled(units, sentence.clauses, sentence.clause_of(verb_at), verb)
    if verb.passive and lemma in _GAINING:
        draft.actor = after(units, verb_at + 1, total, _BY)
        return draft
    if lemma in _GIVING or lemma in _PASSING:
        draft.actor = after(units, verb_at + 1, total, _TO)
        return draft if draft.actor.unit is not None else None
    return None


def _tells(low: str) -> bool:
    return low in _FORMS and low not in words.AUXILIARIES


def _restored(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "government control was restored in A" and "state authority has been re-established over A"."""
    units = sentence.units
    total = len(units)
    verb_at = next((k for k in range(at + 1, min(at + 5, total)) if units[k].low in _FORMS), -1)
    if verb_at < 0 or _FORMS[units[verb_at].low][0] not in _RESTORING:
        return None
    verb = group(units, verb_at, _FORMS[units[verb_at].low][1])
    k = verb_at + 1
    while k < total and units[k].kind == "T":
        k += 1
    if not verb.passive or k >= total or units[k].low not in ("in", "over", "at", "to"):
        return None
    reading = read(units, k + 1, total)
    if not reading.targets:
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.verb, draft.again = verb, True
    draft.actor = owner(units, at)
    draft.cancelled = verb_cancelled(units, sentence.clauses, sentence.clause_of(verb_at), verb)
    return draft
