"""Changes told by their likeness to one told before: "B followed", "so was B", "as did B", "B went the same way"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.arguments import before_verb, drafted, from_left, new_draft
from events.extract.frames.drafts import Draft, Sentence, left_start
from events.extract.grammar.cancel import clause_cancelled
from events.extract.grammar.verbs import Verb, is_finite
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading
from events.extract.triggers import Rule
from events.extract.triggers.partners import BEFALLS, REPEATING
from events.extract.words import listed

_ALONG: Final = frozenset(("along", "together", "as"))
_WHEN: Final = listed("on in a soon within two three four five days hours shortly the later early late at during by")
_SPANS: Final = listed("day days week weeks next following few same month hour morning evening night afternoon")
_SHARES: Final = listed("went goes gone go met suffered suffers shared shares")


_BEFORE_VERB: Final = words.AUXILIARIES | words.ADVERBS


def echo(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "B followed on Monday": what was told of A before goes for B too."""
    units = sentence.units
    k = verb.at + 1
    behind = units[k] if k < len(units) else None
    if verb.passive or verb.tags == "g" or verb.infinitive or behind is None:
        return None
    if behind.kind not in "sT" and behind.low not in _WHEN and behind.low not in ("suit", "and", "as"):
        return None
    if behind.low in ("a", "the") and k + 1 < len(units) and units[k + 1].low not in _SPANS:
        return None
    reading = before_verb(sentence, verb)
    if not _named(reading):
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.echo = True
    return draft


def likewise(sentence: Sentence, rule: Rule, at: int) -> Draft | None:
    """Read "B was next", "so was B", "B went the same way" and "the same fate befell B"."""
    units = sentence.units
    low = units[at].low
    if low == "so":
        reading = _after_so(sentence, at)
    elif low == "next":
        reading = _next(sentence, at)
    else:
        reading = _the_same(sentence, at)
    if not _named(reading):
        return None
    draft = new_draft(sentence, rule, at, reading)
    draft.echo = True
    draft.cancelled = clause_cancelled(units, sentence.clauses, draft.clause, None)
    return draft


def _named(reading: Reading) -> bool:
    """Tell whether all places of a reading are named, and none of them for a government."""
    return bool(reading.targets) and all(
        target.name is not None and target.name.actor is None for target in reading.targets
    )


def _after_so(sentence: Sentence, at: int) -> Reading:
    units = sentence.units
    if at + 1 >= len(units) or units[at + 1].low not in REPEATING:
        return Reading([], at)
    if at and units[at - 1].kind != "s" and units[at - 1].low not in words.CONJUNCTIONS:
        return Reading([], at)
    return read(units, at + 2, len(units), guess=units[at + 1].low in words.BE)


def _next(sentence: Sentence, at: int) -> Reading:
    units = sentence.units
    behind = units[at + 1] if at + 1 < len(units) else None
    if at < 2 or behind is None or behind.kind not in "sT":
        return Reading([], at)
    if units[at - 1].low not in ("was", "were", "came", "comes"):
        return Reading([], at)
    return _subject(sentence, at - 1, at)


def _the_same(sentence: Sentence, at: int) -> Reading:
    units = sentence.units
    noun = at + 1
    if noun < len(units) and units[noun].low in ("way", "fate"):
        if at > 2 and units[at - 1].low == "the" and units[at - 2].low in _SHARES:
            return _subject(sentence, at - 2, at)
        noun += 1
    if noun >= len(units) or units[noun].low not in BEFALLS:
        return Reading([], at)
    if units[noun].low in ("happened", "happens", "goes", "held"):
        noun += 1
        if noun >= len(units) or units[noun].low not in ("in", "to", "at", "for"):
            return Reading([], at)
    return read(units, noun + 1, len(units), guess=False)


def _subject(sentence: Sentence, verb: int, at: int) -> Reading:
    first = verb
    while first > 0 and sentence.units[first - 1].low in _BEFORE_VERB:
        first -= 1
    return from_left(sentence, left_start(sentence, first, sentence.clause_of(at)), first)


def add_gapped(sentence: Sentence, draft: Draft) -> None:
    """Add B in "A fell on Friday and B on Saturday", "A fell, as did B": the second verb is left out.

    Where the places are the object, only "X took A, followed by B" says so.
    """
    units = sentence.units
    last = max(target.last for target in draft.targets)
    first = last < draft.at
    end = sentence.clauses[draft.clause].end
    k = max(draft.at, last) + 1
    while k + 1 < len(units):
        low, behind = units[k].low, units[k + 1].low
        if (low == "followed" and behind == "by") or (first and low == "as" and behind in REPEATING):
            more = read(units, k + 2, len(units), guess=behind in words.BE)
            if _named(more):
                draft.targets = [*draft.targets, *more.targets]
            return
        if first and k < end and low in _ALONG and behind in ("with", "well"):
            # "A was taken on Friday, together with B"
            more = read(units, k + (3 if low == "as" else 2), end)
            draft.targets = [*draft.targets, *(each for each in more.targets if each.name is not None)]
            return
        out = (behind == "out" and k + 3 < len(units) and units[k + 2].low == "of") or behind == "from"
        if low == "and" and out and draft.rule.family in ("leave", "expel"):
            more = read(units, k + (3 if behind == "out" else 2), len(units), guess=False)
            draft.targets = [*draft.targets, *more.targets]
            return
        if first and k < end and low in ("and", ",") and any(u.kind == "T" for u in units[draft.at : k]):
            time = next((j for j in range(k + 1, min(k + 14, end)) if units[j].kind == "T"), -1)
            reading = read(units, k + 1, time) if time > 0 else Reading([], k)
            gap = reading.targets and time - reading.targets[-1].last <= 2
            owned = any(unit.low in ("its", "their") for unit in units[k + 1 : k + 4])
            for each in reading.targets:
                if owned and each.name is None and each.owner is None:
                    each.owner = draft.targets[-1].name  # "B fell on Friday and its airfield the day after"
            if gap and not any(is_finite(units, j) for j in range(k + 1, time)):
                draft.targets = [*draft.targets, *reading.targets]
                k = time
                continue
        if first and low == "," and behind == "then":
            more = read(units, k + 2, len(units))
            if _named(more) and units[min(more.stop, len(units) - 1)].kind == "s":
                draft.targets = [*draft.targets, *more.targets]
            return
        if units[k].kind == "s" and low in (";", ":"):
            return
        k += 1
