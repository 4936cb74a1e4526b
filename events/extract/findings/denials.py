"""Denials as findings of their own: "the army denied that X had taken A", and the answer to what X claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from events.extract import words
from events.extract.findings.attribution import Word, speaker_of
from events.extract.findings.dating import Setting, date
from events.extract.findings.finding import Finding
from events.extract.frames.drafts import Draft, Sentence
from events.extract.memory.discourse import Memory
from events.extract.mentions import PlaceMention
from events.extract.phrases.targets import Target

_TELLING: Final = ("takes", "leaves", "contests")


_SPEAKING: Final = words.DENYING | words.SAYING


def denied(
    draft: Draft,
    sentence: Sentence,
    located: Sequence[tuple[PlaceMention, Target]],
    setting: Setting,
    text: str,
    memory: Memory,
) -> list[Finding]:
    """Turn a frame that the sentence only denies into findings that deny it; nothing is remembered of them."""
    said = next((k for k in range(draft.at - 1, -1, -1) if sentence.units[k].low in words.DENYING), -1)
    if said < 0 or draft.change not in _TELLING:
        return []
    country = located[0][0].readings[0].country if located[0][0].readings else ""
    actor = memory.parties.meant_by(draft.actor, sentence, country)
    loser = memory.parties.meant_by(draft.loser, sentence, country)
    change = draft.change
    if change == "takes" and actor is None and loser is not None:
        change, actor = "leaves", loser
    word = _word(sentence, said, text)
    made = []
    for place, target in located:
        units = sentence.units
        start = min(units[said].start, units[target.first].start)
        end = max(units[draft.at].end, units[target.last].end)
        dated = date(draft, sentence, setting, target)
        made.append(
            Finding(
                draft, sentence, place, change, actor, loser, dated, word, "denied", draft.part or target.part,
                target.name is None, target.guess, False, country, start, end, True,
            )
        )  # fmt: skip
    return made


def answered(claim: Finding, answer: Sentence, at: int, text: str) -> Finding:
    """Give the denial of a claim as a finding beside it; ``at`` is the unit of the word that denies."""
    word = _word(answer, at, text) if answer.units[at].low in _SPEAKING else Word("", None, "denied")
    unit = answer.units[at]
    first = word.speaker.start if word.speaker is not None and word.speaker.start >= answer.start else unit.start
    return replace(
        claim, sentence=answer, word=word, standing="denied", start=min(first, unit.start), end=unit.end, denies=True
    )


def _word(sentence: Sentence, at: int, text: str) -> Word:
    """Say who denies: the subject of the verb, or the side after "denied by"."""
    units = sentence.units
    if at + 1 < len(units) and units[at + 1].low == "by":
        return speaker_of(units, at + 2, min(len(units), at + 12), "denied", text)
    start = 0
    for k in range(at - 1, -1, -1):
        if units[k].low in (",", ";", ":", "but", "and", "which", "while"):
            start = k + 1
            break
    return speaker_of(units, start, at, "denied", text)
