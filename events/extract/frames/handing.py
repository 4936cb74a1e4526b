"""Verbs of handing over: X hands P to Y, P is returned to Y."""

from __future__ import annotations

from typing import Final

from events.extract.frames.arguments import before_verb, drafted, subject_of
from events.extract.frames.drafts import Draft, Sentence
from events.extract.grammar.verbs import Verb
from events.extract.phrases.reader import read
from events.extract.sides.roles import after
from events.extract.triggers import Rule
from events.extract.words import listed

_BY: Final = frozenset(("by",))
_TO: Final = frozenset(("to",))
_CIVIL: Final = listed(
    "charity agency company firm contractor museum university ministry owner owners bank residents"
    " engineers doctors families investors successor"
)
"""To whom works are handed that stay on the side where they were."""


def hand(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X handed A to Y" and "A was handed over"."""
    units = sentence.units
    total = len(units)
    if verb.passive:
        reading = before_verb(sentence, verb)
        start = verb.at + 1
    else:
        start = verb.at + 1
        while start < total and units[start].low in ("over", "back", "up"):
            start += 1
        reading = read(units, start, total, guess=lemma == "hand")
        start = reading.stop
    if not reading.targets:
        return None
    winner = after(units, start, total, _TO, 8)
    over = {unit.low for unit in units[verb.at + 1 : start + 1]} & {"over", "back"}
    handed = verb.passive or any(units[k].low == "to" for k in range(start, min(start + 3, total)))
    handed = handed and lemma in ("hand", "turn", "transfer") and bool(over)
    handed = handed or (verb.passive and lemma == "surrender")
    returned = verb.passive and lemma == "return" and winner.named
    named = lemma == "hand" and not verb.passive and reading.targets[0].name is not None
    if winner.unit is None and not handed and not (named and start < total and units[start].low == "to"):
        return None
    to = next((k for k in range(start, min(start + 8, total)) if units[k].low == "to"), -1)
    if to > 0 and winner.unit is None and any(unit.low in _CIVIL for unit in units[to + 1 : to + 5]):
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = winner
    draft.loser = after(units, verb.at + 1, total, _BY) if verb.passive else subject_of(sentence, verb)
    if (
        lemma in ("give", "return", "deliver", "turn", "concede")
        and not returned
        and not any(
            units[k].low in ("over", "control", "back", "up") for k in range(verb.at + 1, min(verb.at + 8, total))
        )
    ):
        return None
    return draft
