"""A spaCy model that the user has installed, beside the rules: its dependency parse tells subject from object.

spaCy is no requirement. Where it or a model is missing the rules work as they do, and this module says what to install.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, Final, TypeAlias

from events.dates import Day
from events.extract.candidates import Candidate, Candidates
from events.extract.engines.grounding import Actors, Gazetteer, Ground, chosen
from events.extract.engines.parse import Frame, Token, frames
from events.extract.engines.problem import EngineProblem
from events.extract.layout import sentences
from events.extract.mentions import ActorMention
from events.extract.when import interval_for, times_of

Pipeline: TypeAlias = Callable[[str], Any]

CONFIDENCE: Final = 0.5
AGREED: Final = 0.8
_INSTALL: Final = "the rules work without it; to have both: python3 -m pip install spacy, then"
_MODEL: Final = "python3 -m spacy download en_core_web_sm"


def installed() -> tuple[str, ...]:
    """Name the spaCy models on this machine that read English; none when spaCy itself is missing."""
    try:
        models = import_module("spacy.util").get_installed_models()
    except ImportError:
        return ()
    return tuple(sorted(name for name in models if name.startswith("en_")))


def load(model: str = "") -> Pipeline:
    """Load a model by its name or folder, or the first that is installed.

    Raises `EngineProblem` when spaCy or the model is missing, or when it cannot parse.
    """
    try:
        spacy = import_module("spacy")
    except ImportError:
        raise EngineProblem(f"spaCy is not installed; {_INSTALL} {_MODEL}") from None
    name = model or next(iter(installed()), "")
    if not name:
        raise EngineProblem(f"no English model of spaCy is installed: {_MODEL}")
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError, ImportError):
        raise EngineProblem(f"the spaCy model {name} is missing or does not fit this spaCy: {_MODEL}") from None
    if not {"parser", "trainable_parser"} & set(pipeline.pipe_names):
        raise EngineProblem(f"the spaCy model {name} has no parser, so it cannot tell subject from object: {_MODEL}")
    return pipeline  # type: ignore[no-any-return]


def propose(
    text: str,
    published: Day | None,
    gazetteer: Gazetteer,
    pipeline: Pipeline,
    *,
    actors: Actors | None = None,
    rules: Sequence[Candidate] = (),
) -> Candidates:
    """Read a text by its parse, and say where the rules' candidates (``rules``) are borne out and where not.

    A proposal that a rule makes as well has confidence `AGREED` and names the rule in ``why``; ``said`` lists the
    rules' candidates that the parse cancels. Raises `EngineProblem` for a text longer than the model reads.
    """
    longest = getattr(pipeline, "max_length", None)
    if longest is not None and len(text) > longest:
        raise EngineProblem(f"the article has {len(text):,} characters, the model reads {longest:,}: split it")
    document = pipeline(text)
    ground = Ground.of(text, gazetteer, actors)
    engine = f"spacy:{_name(document, pipeline)}"
    laid_out = sentences(text)
    times = times_of(text, laid_out, published)
    found: list[Candidate] = []
    said: list[str] = []
    for frame in frames(document):
        candidate = _candidate(frame, ground, engine)
        if candidate is None:
            continue
        same = [each for each in rules if _same(each, candidate)]
        if frame.cancelled:
            said += [
                f"the parse reads {each.place}, {each.change} ({each.rule}), as {frame.cancelled}" for each in same
            ]
            continue
        number = next((n for n, each in enumerate(laid_out) if each.start <= candidate.start < each.end), None)
        when = interval_for(times[number], candidate.start, candidate.end) if number is not None else None
        found.append(
            replace(
                candidate,
                earliest=when.earliest if when else None,
                latest=when.latest if when else None,
                confidence=AGREED if same else CONFIDENCE,
                why=f"the parse says so, as does {same[0].rule}" if same else candidate.why,
            )
        )
    unique = sorted(dict.fromkeys(found), key=lambda each: (each.start, each.end))
    return Candidates(text, published, tuple(unique), tuple(dict.fromkeys(said)))


def _name(document: Any, pipeline: Pipeline) -> str:
    meta = getattr(pipeline, "meta", {})
    return f"{meta.get('lang', 'en')}_{meta.get('name', 'pipeline')}" if meta else type(document).__name__


def _same(rule: Candidate, parsed: Candidate) -> bool:
    overlap = rule.sentence_start < parsed.end and parsed.start < rule.sentence_end
    return overlap and rule.change == parsed.change and rule.place == parsed.place


def _candidate(frame: Frame, ground: Ground, engine: str) -> Candidate | None:
    at, last = _span(frame.place)
    mention = ground.place(ground.text[at:last], at, last)
    if mention is None or not (mention.start <= frame.place.idx < mention.end or at <= mention.start < last):
        return None
    actor, loser, speaker = (_side(token, ground) for token in (frame.actor, frame.loser, frame.speaker))
    reading = chosen(mention)
    tokens = [token for token in (frame.verb, frame.actor, frame.loser) if token is not None]
    start = min(mention.start, *(token.idx for token in tokens))
    end = max(mention.end, *(token.idx + len(token.text) for token in tokens))
    first, until = ground.sentence(start, end)
    claimed = actor is not None and speaker is not None and actor.actor_id != "" and actor.actor_id == speaker.actor_id
    standing = "denied" if frame.denied else "claimed" if claimed else "reported" if speaker else "confirmed"
    return Candidate(
        place=mention.readings[0].name if reading else mention.surface,
        place_surface=mention.surface,
        kind=mention.readings[0].kind,
        change=frame.change,
        start=start,
        end=end,
        sentence_start=first,
        sentence_end=until,
        quote=ground.text[first:until],
        readings=mention.readings,
        place_id=reading.place_id if reading else "",
        geonameid=reading.geonameid if reading else 0,
        actor=actor.name if actor else "",
        actor_id=actor.actor_id if actor else "",
        actor_surface=actor.surface if actor else "",
        from_actor=loser.name if loser else "",
        from_actor_id=loser.actor_id if loser else "",
        from_actor_surface=loser.surface if loser else "",
        extent="part" if frame.part else "whole",
        stance="denies" if frame.denied else "asserts",
        standing=standing,
        attribution=speaker.surface if speaker else "",
        party=actor.actor_id if claimed and actor else "",
        rule=f"parse.{frame.rule}",
        why="the parse gives the verb this place and no word that cancels it",
        engine=engine,
    )


def _side(token: Token | None, ground: Ground) -> ActorMention | None:
    if token is None:
        return None
    start, end = _span(token)
    for each in ground.actors:
        if each.start < end and start < each.end:
            return each
    surface = ground.text[start:end]
    return ActorMention(start, end, surface, "", surface, "bare") if surface.strip() else None


def _span(token: Token) -> tuple[int, int]:
    """Give the span of a noun with the names and adjectives before it, without article, list or clause."""
    first = token
    while True:
        before = [
            child
            for child in first.children
            if child.i == first.i - 1 and child.dep_ in ("compound", "amod", "nmod", "flat", "poss", "nummod")
        ] or [
            child
            for child in token.children
            if child.i == first.i - 1 and child.dep_ in ("compound", "amod", "nmod", "flat", "poss", "nummod")
        ]
        if not before:
            break
        first = before[0]
    return first.idx, token.idx + len(token.text)
