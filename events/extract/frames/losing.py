"""Verbs of leaving: X withdraws from P, X abandons P."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.frames.arguments import (
    antecedents,
    before_verb,
    drafted,
    may_be_active,
    object_before,
    subject_of,
)
from events.extract.frames.drafts import Draft, Sentence
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import Verb
from events.extract.phrases.heads import all_camps
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading
from events.extract.sides.people import ARMY_UNITS, ENEMIES, GROUPS
from events.extract.sides.roles import NOBODY, Side, after, between
from events.extract.triggers import Rule
from events.extract.words import listed

_BY: Final = frozenset(("by",))


_FROM: Final = frozenset(("from",))


_BARE: Final = listed("withdraw retreat flee evacuate leave depart pull fall")
"""Verbs of leaving that need not say what is left."""

_GOING: Final = listed("move march drive file walk")
_STATES: Final = listed("ruins rubble flames tatters shock chaos disarray mourning limbo dead devastated open exposed")
"""What a thing is left in or as, where nobody leaves it."""

_ARMS: Final = listed("artillery weapons weaponry guns howitzers mortars launchers equipment armour armor vehicles")
"""What is drawn back while those who serve it stay."""

_MEN: Final = frozenset(("men", "troops", "soldiers", "fighters", "units", "personnel", "everyone"))

_GOING_AWAY: Final = frozenset(("leave", "quit", "flee", "exit"))
_PERSONS: Final = frozenset(("he", "she", "i"))
"""One person leaves many a town without giving it up."""

_FOES: Final = ENEMIES | GROUPS | {"columns", "advancing"}
_SOME: Final = frozenset(("part", "some", "body", "column", "remnants", "elements"))
"""Of a force: who go while others stay, or never were in the place."""

_ONE: Final = frozenset(("a", "one", "some"))
_POSTED: Final = frozenset(("stationed", "based", "deployed", "posted", "garrisoned"))
"""Words before "at A" that say where those are who withdraw."""

_TO: Final = frozenset(("to",))


def abandon(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X abandoned A", "A was abandoned", and "X fled its posts" where A is named before."""
    units = sentence.units
    if lemma == "give" and not _gives_up(sentence, verb):
        return None
    if verb.passive:
        reading = before_verb(sentence, verb)
        actor = after(units, verb.at + 1, len(units), _BY)
        behind = units[verb.at + 1].low if verb.at + 1 < len(units) else ""
        left = lemma == "leave" and behind in ("behind", "to")
        foes = lemma in ("leave", "abandon") and behind == "to" and _to_foes(units, verb.at + 2)
        if not reading.targets or (lemma not in ("abandon", "evacuate", "vacate", "relinquish", "give") and not left):
            return None
        to = after(units, verb.at + 1, min(verb.at + 8, len(units)), _TO) if lemma in ("leave", "abandon") else NOBODY
        if to.named or foes or (left and behind == "to"):
            # "was left to X": X has it now
            draft = drafted(sentence, rule, verb, reading)
            draft.change, draft.actor, draft.loser, draft.manner = "takes", to, actor, "unopposed"
            return draft if to.named or foes else None
        if actor.unit is None and lemma == "evacuate" and not all_camps(reading):
            return None
    else:
        if not may_be_active(verb):
            return None
        actor = subject_of(sentence, verb)
        if actor.unit is None or actor.unarmed or (lemma in _GOING_AWAY and actor.unit.low in _PERSONS):
            return None
        start = verb.at + 1
        if lemma == "give" and units[start].low == "up":
            start += 1
        reading = read(units, start, len(units), guess=lemma != "leave")
        if not reading.targets:
            reading = object_before(sentence, verb, reading)
        if not reading.targets and _left_so(sentence, lemma, verb):
            draft = drafted(sentence, rule, verb, reading)
            draft.actor, draft.inherits, draft.weight = actor, True, 0.85
            return draft
        if not reading.targets:
            posts = {units[k].low for k in range(verb.at + 1, min(verb.at + 6, len(units)))}
            if posts & {"positions", "posts", "post", "bases"} and lemma in ("abandon", "leave", "flee", "desert"):
                draft = drafted(sentence, rule, verb, reading)
                draft.actor, draft.inherits, draft.weight = actor, True, 0.7
                return draft
            return None
        if lemma in ("cede", "surrender", "yield") and after(units, reading.stop, len(units), _TO).unit is not None:
            return None
        if lemma == "leave" and verb.tags == "g" and not verb.progressive and sentence.units[verb.first - 1].low == ",":
            return None
        state = {unit.low for unit in units[reading.stop : reading.stop + 3]}
        if lemma == "leave" and reading.targets and state & _STATES:
            return None
        if lemma == "leave" and any(t.name is not None and t.name.actor is not None for t in reading.targets):
            return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = actor
    return draft


def _gives_up(sentence: Sentence, verb: Verb) -> bool:
    """Tell "gave up A" and "gave A up" from other giving."""
    for unit in sentence.units[verb.at + 1 : verb.at + 6]:
        if unit.low in ("up", "to", ",") or unit.kind == "A":
            return unit.low == "up"
    return False


def _left_so(sentence: Sentence, lemma: str, verb: Verb) -> bool:
    """Tell "hours after X left" and "X left the next day": the place is that of the clause before."""
    units = sentence.units
    here = sentence.clauses[sentence.clause_of(verb.at)]
    behind = units[verb.at + 1] if verb.at + 1 < len(units) else None
    joined = (here.kind == "sub" and here.opener in ("after", "before", "when", "once")) or here.opener in (
        "but",
        "and",
    )
    joined = joined or units[verb.first - 1].low in ("and", "but", "then")
    ends = behind is None or behind.kind in "sT" or behind.low in ("before", "after", "at", "overnight", "hours")
    return lemma == "leave" and joined and not verb.infinitive and bool(set(verb.tags) & set("dbs")) and ends


def leave(sentence: Sentence, rule: Rule, lemma: str, verb: Verb) -> Draft | None:
    """Read "X withdrew from A", "X pulled its men out of A", and "X withdrew" where A is named before."""
    units = sentence.units
    total = len(units)
    if verb.passive and lemma not in ("withdraw", "evacuate", "redeploy", "pull", "move"):
        return None
    start = -1
    if lemma == "fall" and (verb.at + 1 >= total or units[verb.at + 1].low != "back"):
        return None
    loose = lemma in ("walk", "move", "slip", "run", "melt", "go", "escape", "pull", "march", "drive", "file")
    for k in range(verb.at + 1, min(verb.at + 9, total)):
        low = units[k].low
        if low == "from":
            start = k + 1
        elif (low == "out" and k + 1 < total and units[k + 1].low == "of") or (
            low == "away" and lemma in ("walk", "slip", "pull", "run") and k + 1 < total and units[k + 1].low == "from"
        ):
            start = k + 2
        elif (
            units[k].kind == "s"
            or low in words.SUBORDINATORS
            or (low in words.PREPOSITIONS and low not in ("out", "back", "off", "of", "up", "on", "down"))
        ):
            break
        if start > 0:
            break
    actor = between(units, verb.at + 1, start) if start > 0 else NOBODY
    pulled = {unit.low for unit in units[verb.at + 1 : max(start, 0)]}
    if pulled & ARMY_UNITS and units[verb.at + 1].low in _ONE:
        return None  # where one brigade is drawn off, others stay
    if actor.unit is None and pulled & _ARMS and not pulled & _MEN:
        return None
    if actor.unarmed:
        return None
    bare = actor.unit is not None and (actor.unit.actor is None or actor.unit.actor.role == "bare")
    if actor.unit is None or bare:
        leaver = _leaver(sentence, verb)
        actor = leaver if actor.unit is None or leaver.named else actor
    if actor.unarmed or actor.unit is None:
        return None
    here = sentence.clauses[sentence.clause_of(verb.at)]
    from_which = here.kind == "rel" and here.opener == "which" and units[here.start - 1].low == "from"
    if start < 0 and from_which and lemma not in ("run", "move", "walk", "march", "drive", "file", "escape"):
        # "A, from which X withdrew"
        reading = antecedents(sentence, here.start - 1)
        if reading.targets:
            draft = drafted(sentence, rule, verb, reading)
            draft.actor = actor
            return draft
    if start < 0 and lemma in ("flee", "evacuate") and read(units, verb.at + 1, total, guess=False).targets:
        return None
    if start < 0:
        if verb.progressive or _some_of(sentence, verb, actor):
            return None
        away = verb.at + 1 < total and units[verb.at + 1].low in ("away", "off") and lemma in ("melt", "slip", "drive")
        gone = lemma == "go" and verb.perfect and (verb.at + 1 >= total or units[verb.at + 1].kind in "sT")
        if not away and not gone and lemma not in _BARE:
            return None
        if lemma == "pull" and not (verb.at + 1 < total and units[verb.at + 1].low in ("out", "back")):
            return None
        posted = next((k for k in range(max(0, actor.at), verb.first) if units[k].low in _POSTED), -1)
        held = read(units, posted + 2, verb.first) if 0 < posted < verb.first - 2 else Reading([], verb.at)
        draft = drafted(sentence, rule, verb, held)
        draft.actor, draft.inherits, draft.weight = actor, not held.targets, 0.85
        return draft
    if lemma in ("run", "go") and units[start - 1].low != "from":
        return None
    if lemma in _GOING and units[start - 1].low == "from" and units[start - 2].low not in ("away", "out"):
        return None  # "moving down from A" says where a march began
    reading = read(units, start, total, guess=not loose or lemma == "pull")
    if not reading.targets:
        return None
    if any(t.noun in ("frontline", "border", "frontier") and t.name is None for t in reading.targets):
        return None
    draft = drafted(sentence, rule, verb, reading)
    draft.actor = actor
    if verb.progressive:
        draft.weight = 0.8
    return draft


def _to_foes(units: Sequence[Unit], at: int) -> bool:
    """Tell "abandoned to the advancing columns" from "abandoned to the weather"."""
    return any(unit.low in _FOES for unit in units[at : at + 4])


def _some_of(sentence: Sentence, verb: Verb, actor: Side) -> bool:
    """Tell "a part of the fighters withdrew" from "the fighters withdrew": it does not say from where."""
    units = sentence.units
    return any(units[k].low in _SOME and units[k + 1].low == "of" for k in range(max(0, actor.at - 6), verb.first - 1))


def _leaver(sentence: Sentence, verb: Verb) -> Side:
    """Find who withdraws; after "forced X to withdraw" it is X."""
    if verb.infinitive:
        units = sentence.units
        for k in range(verb.first - 1, max(-1, verb.first - 7), -1):
            if units[k].actor is not None and not units[k].modifier:
                return Side(units[k], k)
            if units[k].low in words.SUBORDINATORS or units[k].kind == "s":
                break
    return subject_of(sentence, verb)
