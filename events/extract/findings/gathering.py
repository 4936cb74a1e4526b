"""From frames to findings: each place with its sides, days and standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from events.dates import Day
from events.extract import words
from events.extract.findings.attribution import Word, is_official, same_side, standing, word_for
from events.extract.findings.dating import Setting, date
from events.extract.findings.denials import denied as deny
from events.extract.findings.finding import Finding
from events.extract.findings.locating import located
from events.extract.findings.merge import same_place
from events.extract.findings.together import with_allies
from events.extract.frames.drafts import Draft, Sentence
from events.extract.gazetteer import Gazetteer
from events.extract.grammar.cancel import DENIED
from events.extract.layout import Sentence as Line
from events.extract.memory.discourse import Memory
from events.extract.memory.war import kind_of
from events.extract.mentions import ActorMention, PlaceMention
from events.extract.phrases.targets import Target
from events.extract.sides.roles import Side
from events.extract.when import Context

_LONG: Final = 400
"""Days after which a hold since then is an old state, and no news of a change."""


def findings(
    drafts: Sequence[Draft],
    sentence: Sentence,
    line: Line,
    text: str,
    published: Day | None,
    context: Context,
    memory: Memory,
    gazetteer: Gazetteer,
    same_paragraph: bool,
) -> list[Finding]:
    """Turn the frames of one sentence that were not cancelled into findings, and remember what they spoke of."""
    if not drafts:
        return []
    setting = Setting(
        published if published is not None else line.written,
        (line.heading_earliest, line.heading_latest),
        context.previous,
        same_paragraph,
    )
    found: list[Finding] = []
    for draft in drafts:
        if draft.inherits:
            continue
        if draft.fresh and setting.heading[0] is not None and setting.heading[0] == setting.heading[1]:
            draft.change = "takes"
        located_here = located(draft, sentence, text, memory, gazetteer)
        for place, _ in located_here:
            memory.places.spoke_of(place, sentence.clauses[draft.clause].kind not in ("sub", "rel", "aside"))
        if located_here and draft.cancelled == DENIED:
            found += deny(draft, sentence, located_here, setting, text, memory)
        if not located_here or draft.cancelled:
            continue
        if draft.change in ("takes", "leaves"):
            memory.places.listed_together([place for place, _ in located_here])
        found += _findings(draft, sentence, located_here, setting, text, memory)
    for draft in drafts:
        if draft.inherits and not draft.cancelled:
            found += _inherited(draft, sentence, found, setting, text, memory)
    found.sort(key=lambda each: (each.draft.at, each.place.start))
    return found


def _findings(
    draft: Draft,
    sentence: Sentence,
    located: Sequence[tuple[PlaceMention, Target]],
    setting: Setting,
    text: str,
    memory: Memory,
) -> list[Finding]:
    found_in = {each.country for each in located[0][0].readings}
    country = (
        memory.war.country if not found_in or memory.war.country in found_in else located[0][0].readings[0].country
    )
    actor = memory.parties.meant_by(draft.actor, sentence, country, draft.change == "takes")
    actor = with_allies(actor, draft.actor, sentence.units, text, memory.war)
    loser = memory.parties.meant_by(draft.loser, sentence, country)
    word = _spoken(word_for(draft, sentence, text), sentence, country, memory)
    if actor is None and draft.change == "takes" and not draft.echo and _claims(draft, word, loser, country, memory):
        actor = word.speaker
    inferred = actor is None and not draft.echo and draft.change == "takes"
    if inferred:
        holder = memory.war.holder(located[0][0])
        if loser is None and holder is not None and _tells_again(draft, sentence):
            actor = holder
        else:
            actor = memory.war.gainer(loser or holder, country, draft.again)
        if draft.rule.family == "lose" and actor is None and loser is not None:
            draft.change, draft.actor = "leaves", draft.loser
            actor, loser, inferred = loser, None, False
        elif actor is not None:
            memory.war.gained(actor)
    elif draft.change == "leaves" and not draft.echo:
        inferred = actor is None
        actor = actor or memory.war.leaver()
        if actor is not None:
            memory.war.left(actor)
    elif draft.change == "takes" and actor is not None:
        memory.war.gained(actor)
    pronoun = draft.actor.unit is not None and draft.actor.unit.actor is None
    if draft.echo:
        if memory.last is None:
            return []
        draft.change, actor, loser, inferred = memory.last[0], memory.last[1], memory.last[2], True
    status = standing(word, actor, loser, draft.change, pronoun)
    if status == "confirmed" and not word.verb and memory.war.is_own(actor, draft.change):
        status = "claimed"
    if actor is not None and actor.key and draft.change in ("takes", "holds"):
        for place, _ in located:
            memory.war.holds(place, actor)
    if draft.change in ("takes", "leaves"):
        memory.note_change(draft.change, actor, loser)
    if draft.change in ("takes", "contests"):
        memory.note_taken([place for place, _ in located], actor)
    if draft.change == "holds" and draft.since and _since(draft, sentence):
        dated = date(draft, sentence, setting)
        long = dated.latest is not None and setting.published is not None and setting.published - dated.latest > _LONG
        draft.change = "holds" if long or dated.how != "clause" else "takes"
    unit = sentence.units[draft.at]
    found = []
    for place, target in located:
        start = min(unit.start, sentence.units[target.first].start)
        end = max(unit.end, sentence.units[min(target.last, len(sentence.units) - 1)].end)
        if draft.actor.unit is not None and sentence.start <= draft.actor.unit.start:
            start, end = min(start, draft.actor.unit.start), max(end, draft.actor.unit.end)
        found.append(
            Finding(
                draft, sentence, place, draft.change, actor, loser, date(draft, sentence, setting, target), word,
                status, draft.part or target.part, target.name is None, target.guess, inferred, country, start, end,
            )
        )  # fmt: skip
    return found


def _spoken(word: Word, sentence: Sentence, country: str, memory: Memory) -> Word:
    """Say for which side "he" or "the army" speaks."""
    speaker = word.speaker
    if speaker is None and word.surface.lower() in ("he", "she"):
        speaker = memory.speaker()
    elif speaker is not None and not speaker.key and word.at >= 0:
        speaker = memory.parties.meant_by(Side(sentence.units[word.at], word.at), sentence, country)
    elif speaker is None and is_official(word):
        # "The ministry" is that of who spoke before, else of the country.
        state = memory.speaker() or memory.war.only_state(country)
        speaker = next((each for each in memory.war.sides if state is not None and each.key == state.key), None)
    elif speaker is None and word.surface:
        speaker = memory.parties.known_as(word.surface.split()[-1])
    if speaker is not None and speaker.key:
        memory.spoke(speaker)
    return word if speaker is word.speaker else replace(word, speaker=speaker)


def _claims(draft: Draft, word: Word, loser: ActorMention | None, country: str, memory: Memory) -> bool:
    """Tell whether who says that a place was taken is who took it: "a spokesman for X said it had been captured"."""
    speaker = word.speaker
    if speaker is None or not speaker.key or word.hearsay or same_side(speaker, loser):
        return False
    if speaker.key not in {each.key for each in memory.war.sides} or kind_of(speaker) in ("external", "civilian"):
        return False
    if draft.rule.family not in ("fall", "lose") or word.verb.startswith(("announc", "claim", "declar", "hail")):
        return True
    # That a town of its own has fallen a state says when it lost it.
    return word.verb not in words.ADMITTING and kind_of(speaker) == "state" and country not in speaker.countries


def _tells_again(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether "the capture of A", with no day and nobody of its own, is the one that the text told before."""
    units = sentence.units
    definite = draft.at > 0 and units[draft.at - 1].low in ("the", "this", "that")
    clause = sentence.clauses[draft.clause]
    dated = any(unit.kind == "T" for unit in units[clause.start : clause.end])
    return definite and draft.verb is None and not draft.again and not dated


def _since(draft: Draft, sentence: Sentence) -> bool:
    clause = sentence.clauses[draft.clause]
    return any(
        unit.time is not None and unit.time.relation == "since" for unit in sentence.units[clause.start : clause.end]
    )


def _inherited(
    draft: Draft, sentence: Sentence, found: Sequence[Finding], setting: Setting, text: str, memory: Memory
) -> list[Finding]:
    """Give "the army withdrew" the places taken a sentence ago; of a gain in the same sentence it is the loser."""
    if draft.change == "takes":
        return _retaken(draft, sentence, found, setting, text, memory)
    gains = [each for each in found if each.change == "takes" and each.draft.at != draft.at]
    actor = memory.parties.meant_by(draft.actor, sentence)
    if actor is None:
        return []
    if not gains:
        near = setting.same_paragraph or setting.heading == (None, None)
        places = memory.just_taken(actor) if near else []
        named = [unit.place for unit in sentence.units[: draft.at] if unit.place is not None and unit.actor is None]
        if named:
            # who withdraws in a sentence that names other places does not leave those told before
            places = [each for each in places if any(same_place(each, other) for other in named)]
        target = Target(draft.at, draft.at, draft.at, None)
        return (
            _findings(draft, sentence, [(place, target) for place in places], setting, text, memory) if places else []
        )
    first = gains[0].draft
    gains = [each for each in gains if each.draft is first]
    if gains[0].actor is None or not same_side(gains[0].actor, actor):
        for each in gains:
            each.loser = each.loser or actor
        return []
    if draft.at < first.at or draft.verb is None:
        return []
    # "took A but withdrew the next day": the same side has gone again.
    located = [(each.place, each.draft.targets[0]) for each in gains if not (len(gains) > 1 and each.anaphor)]
    made = _findings(draft, sentence, located, setting, text, memory)
    for each, gain in zip(made, gains, strict=False):
        if each.dated.earliest is None and each.dated.latest is None:
            each.dated = gain.dated
        each.anaphor = True
    return made


def _retaken(
    draft: Draft, sentence: Sentence, found: Sequence[Finding], setting: Setting, text: str, memory: Memory
) -> list[Finding]:
    """Give "but were driven out by Y" the places that those who were driven out had taken or held in the sentence."""
    loser = memory.parties.meant_by(draft.loser, sentence)
    if loser is None:
        return []
    gains = [each for each in found if each.change in ("takes", "holds") and each.draft.at < draft.at]
    gains = [each for each in gains if each.actor is not None and same_side(each.actor, loser)]
    here = [(each.place, target) for each in gains[-1:] for target in each.draft.targets[:1]]
    made = _findings(draft, sentence, here, setting, text, memory) if here else []
    for each in made:
        each.anaphor, each.draft.again = True, True
    return made
