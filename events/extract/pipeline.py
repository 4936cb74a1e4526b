"""One article from text to candidates: sentences, units, clauses, frames, places, sides, days, standing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from events.dates import Day
from events.extract.candidates import Candidates
from events.extract.findings.answers import confirmation_in, denial_in
from events.extract.findings.contradictions import contradiction_in
from events.extract.findings.denials import answered
from events.extract.findings.finding import Finding
from events.extract.findings.gathering import findings
from events.extract.findings.losers import name_losers
from events.extract.findings.merge import candidates, same_place
from events.extract.frames import nominals
from events.extract.frames import verbal as frames
from events.extract.frames.drafts import Draft, Sentence
from events.extract.frames.enumerations import itemised
from events.extract.gazetteer import Gazetteer
from events.extract.gazetteer.tokens import words_of
from events.extract.grammar.units import split
from events.extract.language import not_english
from events.extract.layout import Sentence as Line
from events.extract.layout import sentences
from events.extract.memory.discourse import Memory
from events.extract.memory.recall import kind_of
from events.extract.mentions import ActorMention, PlaceMention, TimeMention
from events.extract.sides.actors import Actors
from events.extract.sides.adjectives import adopt
from events.extract.sides.bands import may_hold_bands, name_bands, strangers_in
from events.extract.sides.namesakes import tell_apart
from events.extract.sides.spokesmen import speak_for
from events.extract.signs import Signs
from events.extract.triggers import NOUNS, VERBS, WORDS
from events.extract.triggers.partners import lacks_partner
from events.extract.when import Context, find_times

_Named = TypeVar("_Named", PlaceMention, ActorMention)

LONGEST: Final = 1500
"""Characters of one sentence that are read; longer ones are lists or broken text, and are cut."""

_BACK: Final = 3
"""How many sentences without a change are read for times that the next one may reckon from."""


def run(text: str, published: Day | None, gazetteer: Gazetteer, actors: Actors) -> Candidates:
    """Give the candidates of one article, in the order of the text."""
    refusal = not_english(text)
    if refusal:
        return Candidates(text, published, (), (refusal,))
    found = _Article(text, published, gazetteer, actors).read()
    return Candidates(text, published, candidates(found, text), ())


class _Article:
    """An article while it is read; only sentences with a word of change in them are taken apart."""

    def __init__(self, text: str, published: Day | None, gazetteer: Gazetteer, actors: Actors) -> None:
        self.text = text
        self.published = published
        self.gazetteer = gazetteer
        self.find = actors.find
        self.places = gazetteer.resolve(gazetteer.find(text), text)
        self.actors = tell_apart(actors.find(text), self.places, actors.find)
        self.place_starts = [each.start for each in self.places]
        self.actor_starts = [each.start for each in self.actors]
        self.memory = Memory(actors.find)
        self.memory.places.survey(self.places)
        self.memory.war.survey(text, self.places, self.actors)
        self.signs = Signs(words_of(text))
        self.context = Context()
        self.waiting: list[Line] = []

    def read(self) -> list[Finding]:
        """Read the sentences in their order."""
        found: list[Finding] = []
        told: list[tuple[Line, list[Finding]]] = []
        earlier = -1
        for number, line in enumerate(sentences(self.text, self.published)):
            self.memory.begin(number)
            mine = self._sentence(line, number, earlier == line.paragraph)
            earlier = line.paragraph
            told.append((line, mine))
            found += mine
        name_losers(found, self.memory.war)
        return found + self._judge(told)

    def _sentence(self, line: Line, number: int, same_paragraph: bool) -> list[Finding]:
        end = min(line.end, line.start + LONGEST)
        places = _within(self.places, self.place_starts, line.start, end)
        if line.is_heading:
            self.memory.places.headed_by(places)
            return []
        heading = (line.heading_earliest, line.heading_latest)
        if heading != (self.context.heading_earliest, self.context.heading_latest):
            self.context = Context(*heading, None, self.context.year)
            self.waiting.clear()
        actors = self._actors_in(line.start, end)
        mine: list[Finding] = []
        if self.signs.of_change(line.start, end):
            day = line.written if line.written is not None and self.published is None else self.published
            for back in range(min(_BACK, len(self.waiting)), 0, -1):
                # These told of no change, but this one may reckon from their times and speak of their sides.
                self.context = self.context.after(self._times(self.waiting[-back], day))
                self._note_strangers(self.waiting[-back], number - back)
            self.waiting.clear()
            times = self._times(line, day)
            units = split(self.text, line.start, end, places, actors, times)
            if line.items:
                units = itemised(units, line.items)
            adopt(units, self.find)
            speak_for(units, self.find)
            name_bands(units, self.text)
            sentence = Sentence(line.start, end, units, self.text, number, line.paragraph)
            mine = findings(
                _frames(sentence), sentence, line, self.text, day, self.context, self.memory, self.gazetteer,
                same_paragraph,
            )  # fmt: skip
            self.context = self.context.after(times)
            actors = [*actors, *strangers_in(units)]
        else:
            self.waiting.append(line)
        for actor in actors:
            self.memory.parties.named(actor)
        self.memory.places.named_in(self.text, end, places, actors)
        return mine

    def _actors_in(self, start: int, end: int) -> list[ActorMention]:
        """Give the sides named in a sentence; of a name that begins in the dateline before it, what stands in it."""
        found = _within(self.actors, self.actor_starts, start, end)
        at = bisect_left(self.actor_starts, start) - 1
        if at >= 0 and start < self.actors[at].end <= end:
            cut = self.actors[at]
            found.insert(0, replace(cut, start=start, surface=self.text[start : cut.end]))
        return found

    def _times(self, line: Line, day: Day | None) -> list[TimeMention]:
        end = min(line.end, line.start + LONGEST)
        return find_times(self.text, line.start, end, day, self.context, self.signs.of_time(line.start, end))

    def _note_strangers(self, line: Line, number: int) -> None:
        """Remember sides that no list knows and that a sentence without a change brought in."""
        end = min(line.end, line.start + LONGEST)
        if not may_hold_bands(self.text[line.start : end]):
            return
        actors = _within(self.actors, self.actor_starts, line.start, end)
        places = _within(self.places, self.place_starts, line.start, end)
        units = split(self.text, line.start, end, places, actors, ())
        name_bands(units, self.text)
        for actor in strangers_in(units):
            self.memory.parties.named_before(actor, number)

    def _judge(self, told: Sequence[tuple[Line, list[Finding]]]) -> list[Finding]:
        """Look in each sentence and the next for a denial or a confirmation of what was told; give the denials."""
        denials: list[Finding] = []
        for at, (line, mine) in enumerate(told):
            open_ = [each for each in mine if each.change in ("takes", "leaves") and each.standing != "denied"]
            if not open_:
                continue
            own = self._answer(line)
            follows = told[at + 1][0] if at + 1 < len(told) else None
            next_one = (
                self._answer(follows) if follows is not None and follows.paragraph - line.paragraph <= 1 else None
            )
            for each in open_:
                answers = [own, next_one if next_one is not None and _is_about(next_one, each) else None]
                gainer = None if each.change == "leaves" else each.actor
                denial = next(((a, at) for a in answers if a is not None and (at := _denied(a, gainer)) >= 0), None)
                if denial is not None:
                    each.standing = "denied"
                    denials.append(answered(each, *denial, self.text))
                elif each.standing in ("claimed", "reported") and any(
                    answer is not None and confirmation_in(answer, each.actor) for answer in answers
                ):
                    each.standing = "confirmed"
        return denials

    def _answer(self, line: Line) -> Sentence | None:
        """Take a sentence apart that may deny or confirm; None when no word in it does."""
        end = min(line.end, line.start + LONGEST)
        if not self.signs.of_answer(line.start, end):
            return None
        actors = _within(self.actors, self.actor_starts, line.start, end)
        places = _within(self.places, self.place_starts, line.start, end)
        return Sentence(line.start, end, split(self.text, line.start, end, places, actors, ()), self.text)


def _denied(answer: Sentence, gainer: ActorMention | None) -> int:
    at = denial_in(answer, gainer)
    return at if at >= 0 else contradiction_in(answer, gainer)


def _is_about(answer: Sentence, told: Finding) -> bool:
    """Tell whether an answer may be about a place: it names that one, or none at all."""
    named = [u.place for u in answer.units if u.place is not None and u.actor is None and kind_of(u.place) != "country"]
    return not named or any(same_place(place, told.place) for place in named)


def _within(mentions: Sequence[_Named], starts: list[int], start: int, end: int) -> list[_Named]:
    found = list(mentions[bisect_left(starts, start) : bisect_left(starts, end)])
    while found and found[-1].end > end:
        found.pop()  # mentions stand apart: only the last can go on behind the sentence
    return found


def _frames(sentence: Sentence) -> list[Draft]:
    """Read the frames of all triggers of a sentence: the first rule of a word that makes sense of it counts."""
    drafts: list[Draft] = []
    low = {unit.low for unit in sentence.units}
    for at in [at for at, unit in enumerate(sentence.units) if unit.low in WORDS and unit.kind == "w"]:
        unit = sentence.units[at]
        draft = None
        for rule, lemma, tags in VERBS.get(unit.low, ()):
            if lacks_partner(rule.name, lemma, low):
                continue
            draft = frames.frame(sentence, rule, lemma, tags, at)
            if draft is not None:
                break
        else:
            for named in NOUNS.get(unit.low, ()):
                if lacks_partner(named.name, unit.low, low):
                    continue
                draft = nominals.frame(sentence, named, at)
                if draft is not None:
                    break
        if draft is not None:
            drafts.append(draft)
    return drafts
