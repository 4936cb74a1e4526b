"""By whose word: the outlet's own, a third party's, or only that of the side that gains; and who denies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.extract import words
from events.extract.frames.drafts import Draft, Sentence
from events.extract.grammar.clauses import Clause
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.mentions import ActorMention
from events.extract.words import listed

_HEARSAY: Final = frozenset(("reportedly", "allegedly", "purportedly", "apparently", "supposedly"))
_CLAIMS: Final = listed(
    "claim claims claimed claiming announce announces announced announcing declare declares declared declaring report"
    " reports reported reporting say says said confirm confirms confirmed boast boasted insists insisted hail hails"
    " hailed proclaim proclaims proclaimed assert asserts asserted repeat repeats repeated"
)
_OFFICIALS: Final = listed(
    "army military government ministry minister president general generals colonel commander command troops spokesman"
    " spokeswoman spokesperson chief junta authorities state service"
)
_OTHERS: Final = listed(
    "local rebel rebels un united nations witnesses residents aid opposition former group human rights governor mayor"
    " tribal police militant separatist"
)
_REBELS: Final = listed("rebel separatist insurgent militant guerrilla opposition")
_LEADERS: Final = listed("leader commander spokesman spokeswoman official officer chief")
_FOR: Final = listed("for of the a an from")


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word a statement is: the surface of who says it, the actor it speaks for, the verb, and ``at`` its unit."""

    surface: str = ""
    speaker: ActorMention | None = None
    verb: str = ""
    hearsay: bool = False
    at: int = -1


def word_for(draft: Draft, sentence: Sentence, text: str) -> Word:
    """Find who says what a frame tells; an empty `Word` when it is the outlet's own voice.

    What stands in a relative clause ("A, which X took in May, ...") is taken for known, whoever says the rest.
    """
    units = sentence.units
    clauses = sentence.clauses
    number = draft.clause
    if clauses[number].kind == "rel":
        return Word()
    hops = 0
    while 0 <= number < len(clauses) and hops < 5:
        here = clauses[number]
        if here.kind == "said":
            parent = clauses[here.parent] if 0 <= here.parent < len(clauses) else None
            # "X said on Monday that" opens two clauses; who says it stands before the first.
            while parent is not None and parent.kind == "said" and parent.opener == here.opener:
                here, parent = parent, clauses[parent.parent] if 0 <= parent.parent < len(clauses) else None
            if parent is not None:
                return speaker_of(units, parent.start, here.start, here.opener, text)
        if here.kind == "sub" and 0 <= here.parent < len(clauses):
            claimed = _claimed_in(units, clauses[here.parent], text)
            if claimed is not None:
                return claimed
        number = here.parent
        hops += 1
    for clause in clauses:
        if clause.kind == "saying":
            verb = next((units[k].low for k in range(clause.start, clause.end) if units[k].low in words.SAYING), "said")
            return speaker_of(units, clause.start, clause.end, verb, text)
    own = _own_clause(draft, sentence, text)
    if own is not None:
        return own
    for at, unit in enumerate(units):
        if unit.low == "according" and at + 1 < len(units) and units[at + 1].low == "to":
            return speaker_of(units, at + 2, min(len(units), at + 16), "said", text)
    clause = clauses[draft.clause]
    if any(units[k].low in _HEARSAY for k in range(clause.start, clause.end)):
        return Word("unnamed reports", None, "reportedly", True)
    first = clauses[0]
    if units[0].low == "there" and any(units[k].low in words.REPORTS for k in range(first.start, min(6, len(units)))):
        return Word("unnamed reports", None, "reports", True)
    return Word()


def _claimed_in(units: Sequence[Unit], clause: Clause, text: str) -> Word | None:
    """Read the "X claims to have" of a main clause: what hangs on it is said by X too."""
    for k in range(clause.start, clause.end - 2):
        if units[k].low in _CLAIMS and units[k + 1].low == "to" and units[k + 2].low == "have":
            return speaker_of(units, clause.start, k, units[k].low, text)
    return None


def _own_clause(draft: Draft, sentence: Sentence, text: str) -> Word | None:
    """Read "X claims to have captured A" and "X announced the capture of A", where the clause is one."""
    units = sentence.units
    clause = sentence.clauses[draft.clause]
    first = draft.verb.first if draft.verb is not None else draft.at
    for k in range(first, max(clause.start, first - 40) - 1, -1):
        unit = units[k]
        if k < first and unit.kind == "w" and unit.low in _CLAIMS and (is_finite(units, k) or unit.low.endswith("ing")):
            nominal = units[k - 1].low in words.DETERMINERS if k else False
            if nominal:
                continue
            passive = k and units[k - 1].low in words.BE
            if passive:
                return Word("unnamed reports", None, "reported", True)
            return speaker_of(units, clause.start, k, unit.low, text)
    low = units[draft.at].low
    if draft.rule.family in ("state", "victory") and draft.verb is not None:
        low = units[draft.verb.at].low
        if low in (
            "claim",
            "claims",
            "claimed",
            "declare",
            "declares",
            "declared",
            "announced",
            "announces",
            "announce",
            "declaring",
            "claiming",
        ):
            return speaker_of(units, clause.start, draft.verb.at, low, text)
    before = units[first - 1].low if first else ""
    if before in ("declared", "proclaimed", "pronounced"):
        return Word("", None, "declared", False) if draft.actor.unit is None else None
    return None


def speaker_of(units: Sequence[Unit], start: int, end: int, verb: str, text: str) -> Word:
    """Read who says something, between two units."""
    speaker: ActorMention | None = None
    first = start
    while first < end and (units[first].kind in "sT" or units[first].low in words.CONJUNCTIONS):
        first += 1
    last = first
    hearsay = False
    at = -1
    for k in range(first, end):
        unit = units[k]
        if unit.actor is not None and (
            speaker is None or (units[at + 1].low in ("of", "in", "from") and not speaker.key)
        ):
            speaker, at = unit.actor, k
        if unit.low in _HEARSAY or (k == first and unit.low == "there"):
            hearsay = True
        if k > first and (unit.low in words.SAYING or unit.low in words.AUXILIARIES) and is_finite(units, k):
            break
        if unit.kind == "T" or (unit.kind == "s" and unit.low in (",", ".", ";") and k > first + 1):
            break
        last = k + 1
    if speaker is None:
        # "X, a spokesman for the army, said": whose word it is stands in the apposition.
        at = next((k for k in range(last, end) if units[k].actor is not None and units[k - 1].low in _FOR), -1)
        speaker = units[at].actor if at >= 0 else None
    surface = text[units[first].start : units[last - 1].end] if first < last <= len(units) else ""
    if hearsay or surface.lower().startswith(("there ", "it ")):
        return Word("unnamed reports", speaker, verb, True)
    return Word(surface[:120], speaker, verb, at=at)


def same_side(one: ActorMention | None, other: ActorMention | None) -> bool:
    """Tell whether two mentions speak for one side: one id, or a state's words for the state's own forces."""
    if one is None or other is None:
        return False
    if one.actor_id and one.actor_id == other.actor_id:
        return True
    if one.actor_id and other.actor_id:
        return False
    return one.surface.lower() == other.surface.lower()


def standing(word: Word, actor: ActorMention | None, loser: ActorMention | None, change: str, pronoun: bool) -> str:
    """Give the standing of a change by whose word it is."""
    if not word.verb:
        return "confirmed"
    if word.hearsay:
        return "reported"
    gains = same_side(word.speaker, actor) or (pronoun and actor is None) or _speaks_for(word, actor)
    if change == "leaves":
        if gains:
            return "claimed" if word.verb.startswith("claim") else "confirmed"
        return "confirmed" if word.verb in words.ADMITTING and word.verb != "confirmation" else "reported"
    if gains:
        return "claimed"
    if word.verb in words.ADMITTING:
        return "confirmed"
    return "reported"


def _speaks_for(word: Word, actor: ActorMention | None) -> bool:
    """Tell whether "the general" or "a spokesman" speaks for the state that gains."""
    if actor is None:
        return False
    if not actor.actor_id.endswith("_government"):
        said_by = set(word.surface.lower().split())
        return word.speaker is None and bool(said_by & _REBELS) and bool(said_by & _LEADERS)
    if word.speaker is not None and word.speaker.actor_id:
        return False
    return is_official(word)


def is_official(word: Word) -> bool:
    """Tell whether "the general" or "the prime minister" speaks, for whatever state."""
    said_by = set(word.surface.lower().replace("'s", "").split())
    return bool(said_by & _OFFICIALS) and not said_by & _OTHERS
