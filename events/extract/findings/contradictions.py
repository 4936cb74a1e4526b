"""Denials without the word: "Armenian officials maintain that the town is still theirs"."""

from __future__ import annotations

import re
from typing import Final

from events.extract import words
from events.extract.findings.attribution import same_side
from events.extract.frames.drafts import Sentence
from events.extract.memory.bare_nouns import is_state
from events.extract.memory.war import kind_of
from events.extract.mentions import ActorMention
from events.extract.words import listed

SIGNS: Final = listed(
    "theirs ours still never remained remains remain continue continuing continues continued thrown repelled repulsed"
    " beaten"
)
"""Words one of which such a sentence must hold."""

_SAYING: Final = words.SAYING | listed("reply replies replied maintain maintains maintained answer answers answered")
_STILL: Final = re.compile(
    r"\b(?:still (?:hold|holds|held|holding|control|controls|controlled|theirs|ours|in (?:its|their|our) hands)"
    r"|(?:is|are|was|were|remains?|remained) (?:still )?(?:theirs|ours)\b|never (?:left|lost|fell)"
    r"|(?:remains?|remained|is|was|still) (?:in|under) (?:its|their|our) (?:\w+ )?(?:hands|control|possession)"
    r"|(?:fighting|battles?|clashes)(?: \w+){0,4} (?:continue|continues|continued|continuing|are continuing)"
    r"|(?:attack|assault|offensive|raid)(?: \w+){0,3} (?:thrown back|repelled|repulsed|beaten (?:back|off)))"
)
_REACH: Final = 6


def contradiction_in(sentence: Sentence, gainer: ActorMention | None) -> int:
    """Give the unit of the word with which another side says that it was not so; -1 for none."""
    units = sentence.units
    for at, unit in enumerate(units):
        if unit.kind != "w" or unit.low not in _SAYING:
            continue
        who = next((units[k].actor for k in range(at - 1, max(-1, at - 1 - _REACH), -1) if units[k].actor), None)
        if who is None or _is_side_of(who, gainer) or kind_of(who) in ("external", "civilian"):
            continue
        if _STILL.search(" ".join(each.low for each in units[at + 1 :])):
            return at
    return -1


def _is_side_of(who: ActorMention, gainer: ActorMention | None) -> bool:
    """Tell whether "the army" may be the side that gains."""
    if gainer is None or who.key:
        return same_side(who, gainer)
    return is_state(who.surface) == (kind_of(gainer) == "state")
