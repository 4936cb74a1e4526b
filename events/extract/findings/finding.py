"""What a sentence tells of one place: a change with its sides, days and standing, or the denial of one."""

from __future__ import annotations

from dataclasses import dataclass

from events.extract.findings.attribution import Word
from events.extract.findings.own_times import Dated
from events.extract.frames.drafts import Draft, Sentence
from events.extract.mentions import ActorMention, PlaceMention


@dataclass(slots=True)
class Finding:
    """One change at one place as the sentence tells it, before findings of the article are merged.

    ``denies`` says that the sentence denies it.
    """

    draft: Draft
    sentence: Sentence
    place: PlaceMention
    change: str
    actor: ActorMention | None
    loser: ActorMention | None
    dated: Dated
    word: Word
    standing: str
    part: bool
    anaphor: bool
    guess: bool
    inferred: bool
    country: str
    start: int
    end: int
    denies: bool = False
