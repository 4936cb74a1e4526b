"""Verbs of change: one frame for each, with its places, who gains and who loses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from events.extract import words
from events.extract.frames.defeats import lose
from events.extract.frames.drafts import Draft, Sentence
from events.extract.frames.driving import enter, expel, flag
from events.extract.frames.echoes import add_gapped, echo
from events.extract.frames.gaining import fall, take
from events.extract.frames.handing import hand
from events.extract.frames.keeping import besiege, hold, repel
from events.extract.frames.losing import abandon, leave
from events.extract.grammar.cancel import verb_cancelled
from events.extract.grammar.senses import other_contest
from events.extract.grammar.verbs import Verb, group, is_nominal
from events.extract.triggers import Rule
from events.extract.words import listed

_PART_VERBS: Final = listed("nearly almost partially partly mostly largely virtually")
_BEGUN: Final = listed("begin begins began begun beginning start starts started starting")
_HELD_OVER: Final = frozenset(("control", "hold", "rule", "grip", "command", "fall", "claim"))

_FAMILIES: Final[dict[str, Callable[[Sentence, Rule, str, Verb], Draft | None]]] = {
    "take": take,
    "enter": enter,
    "abandon": abandon,
    "leave": leave,
    "fall": fall,
    "lose": lose,
    "hand": hand,
    "expel": expel,
    "flag": flag,
    "besiege": besiege,
    "repel": repel,
    "hold": hold,
    "echo": echo,
}


def _goes_on(sentence: Sentence, verb: Verb) -> bool:
    """Tell "continued to clear A" and "began to clear A"."""
    before = sentence.units[verb.first - 1].low if verb.first else ""
    return before.startswith(("continu", "beg", "start", "work", "mov", "help"))


def _only_begun(sentence: Sentence, verb: Verb) -> bool:
    """Tell "began to withdraw from A" and "started leaving A", unless the last to go are spoken of, too."""
    units = sentence.units
    before = units[verb.first - 1].low if verb.first else ""
    begun = (verb.infinitive or verb.tags == "g") and before in _BEGUN
    return begun and not any(unit.low == "last" for unit in units[verb.at + 1 :])


def frame(sentence: Sentence, rule: Rule, lemma: str, tags: str, at: int) -> Draft | None:
    """Read the frame of one verb; None when the words around it make no such frame."""
    units = sentence.units
    bare = "n" not in tags and "d" not in tags and "g" not in tags
    behind = units[at + 1].low if at + 1 < len(units) else ""
    noun = (behind == "of" and rule.family != "flag") or (behind == "over" and lemma in _HELD_OVER)
    if bare and (is_nominal(units, at) or noun):
        return None
    if at and units[at - 1].low in words.PLAIN_DETERMINERS and not (rule.family == "take" and "n" in tags):
        return None
    verb = group(units, at, tags)
    draft = _FAMILIES[rule.family](sentence, rule, lemma, verb)
    if draft is None:
        return None
    draft.verb = verb
    if draft.targets:
        add_gapped(sentence, draft)
    draft.cancelled = draft.cancelled or verb_cancelled(units, sentence.clauses, draft.clause, verb)
    if rule.name == "take.free" and (verb.progressive or (verb.infinitive and _goes_on(sentence, verb))):
        draft.cancelled = draft.cancelled or "not complete"
    if draft.change in ("takes", "leaves") and not draft.cancelled:
        draft.cancelled = other_contest(units, sentence.clauses[draft.clause], draft.last)
        if draft.change == "leaves" and _only_begun(sentence, verb):
            draft.cancelled = "not complete"
    if verb.passive and draft.change == "takes" and any(units[k].low == "still" for k in range(verb.first, at)):
        draft.change = "holds"
    if any(units[k].low in _PART_VERBS for k in range(verb.first, at)):
        draft.part = True
    return draft
