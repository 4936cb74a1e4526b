"""The words around a verb: is it passive, denied, wished for, in the past, and who governs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.triggers import VERBS

_OTHER_VERBS: Final = (
    "launch attack begin start continue try attempt kill wound injure use make send reach meet face fire shell bomb"
    " strike destroy arrest open close lead join move stop end follow receive release ask call visit die plunge"
    " become remain appear seem stand live hope want plan vow order help allow let back support arrive approach"
    " clash retaliate respond cause leave burn loot pledge agree sign accuse blame urge bring suffer defeat"
    " intercept damage block isolate impose clear hit target conduct carry flee cross pose threaten serve"
    " welcome condemn call describe consider describe set put run stage mount prompt add lie host pour see find"
    " mark come go give get show have surround advance prepare intensify collapse defect gather mass arrive work"
    " happen occur take need know think look turn play include provide return win kidnap execute round overthrow"
)


def _forms() -> frozenset[str]:
    from events.extract.triggers import inflect

    found = {form for lemma in _OTHER_VERBS.split() for form, tags in inflect(lemma).items() if set(tags) & set("dns")}
    return frozenset(found - {"plans", "attacks", "strikes", "calls", "hopes", "ends", "orders", "uses", "shows"})


KNOWN: Final = _forms()
"""Past and third-person forms of common verbs that are no triggers."""

BASES: Final = (
    frozenset(_OTHER_VERBS.split()) | {form for form, rows in VERBS.items() if "b" in rows[0][2]} | {"be", "have"}
)
"""Verbs as they stand behind "to"."""
_NOT_PAST: Final = frozenset(
    "hundred red armed united allied bed seed need speed breed shed aged indeed based naked sacred exceed feed weed"
    " led wounded displaced besieged embattled disputed contested unnamed so-called self-proclaimed mohammed ahmed"
).difference({"led"})


@dataclass(slots=True)
class Verb:
    """A verb with its auxiliaries: ``first`` is the unit where the group begins, ``at`` that of the verb itself.

    ``tags`` are those of the form (see `triggers.inflect`), narrowed by the auxiliaries.
    """

    at: int
    first: int
    tags: str
    passive: bool = False
    perfect: bool = False
    modal: str = ""
    negated: bool = False
    infinitive: bool = False
    progressive: bool = False
    had: bool = False


def group(units: Sequence[Unit], at: int, tags: str) -> Verb:
    """Read the group of the verb at a unit, going left over auxiliaries, adverbs and times set between."""
    first = at
    passive = perfect = negated = infinitive = had = False
    modal = ""
    nearest = ""
    k = at - 1
    while k >= 0:
        unit = units[k]
        low = unit.low
        if unit.kind == "T":
            # "had on Sunday captured": a time belongs inside only when an auxiliary stands before it.
            if k == 0 or (units[k - 1].low not in words.AUXILIARIES and units[k - 1].low not in words.MODALS):
                break
            k -= 1
            continue
        if unit.kind == "s" and low == "," and k and first < at:
            break
        if unit.kind != "w":
            break
        if low in words.NEGATIONS:
            negated = True
            first = k
            if low in ("nobody", "nothing", "none", "without"):
                break
        if low in words.MODALS:
            modal = modal or low
            first = k
        elif low in words.AUXILIARIES and low != "'s":
            nearest = nearest or low
            if low in words.HAVE:
                perfect = True
                had = had or low == "had"
            first = k
        elif low == "to" and "b" in (tags if not nearest else "b"):
            infinitive = True
            first = k
            break
        elif _inserted(units, k):
            k = _inserted(units, k)
        elif low in words.NEGATIONS or low in words.ADVERBS or (low.endswith("ly") and low not in ("only", "family")):
            if low in ("both", "up", "down", "here", "there", "back", "no", "all", "one") and low != "all":
                break
        else:
            break
        k -= 1
    if nearest in words.BE and "n" in tags:
        passive = True
        tags = "n"
    elif nearest in words.BE and "g" in tags:
        tags = "g"
    elif nearest in words.HAVE and "n" in tags:
        tags = "n"
    return Verb(at, first, tags, passive, perfect, modal, negated, infinitive, nearest in words.BE and tags == "g", had)


_INSERTED: Final = frozenset(("meantime", "interim", "meanwhile", "turn", "process", "fact", "effect", "last", "end"))


def _inserted(units: Sequence[Unit], at: int) -> int:
    """Give the first unit of "in the meantime" in "had in the meantime taken", for its last; 0 for no such words."""
    if at < 2 or units[at].low not in _INSERTED:
        return 0
    first = at - 1 - (units[at - 1].low == "the")
    opens = first > 0 and units[first].low in ("in", "at") and units[first - 1].low in words.AUXILIARIES
    return first if opens else 0


def is_finite(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a unit looks like a finite verb or an auxiliary."""
    unit = units[at]
    if unit.kind != "w":
        return False
    form = _FORMS[unit.low]
    if form in (_NEVER, _ALWAYS):
        return form == _ALWAYS
    before = units[at - 1] if at else None
    if form == _PAST:
        return before is None or before.low not in words.DETERMINERS
    if form == _PRESENT:
        return before is not None and (
            before.kind in "AP"
            or before.low in words.PRONOUNS
            or before.low == ")"
            or (before.capital and before.kind == "w" and at > 1)
            or before.low in words.ADVERBS
            or _plural(before)
        )
    if unit.capital:
        return False
    return before is None or (before.low not in words.DETERMINERS and before.low not in words.ADJECTIVES)


_NEVER, _ALWAYS, _PAST, _PRESENT, _LIKE_PAST = range(5)
"""What a word may be by itself: no finite verb, an auxiliary, a past or present form, or one that ends like a past."""


class _Forms(dict[str, int]):
    """What each word may be, worked out once."""

    def __missing__(self, low: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        form = self[low] = _form(low)
        return form


_KEPT: Final = 200_000
_FORMS: Final = _Forms()


def _form(low: str) -> int:
    if low in words.AUXILIARIES or low in words.MODALS:
        return _NEVER if low in ("being", "having", "been", "be", "'s") else _ALWAYS
    rules = VERBS.get(low)
    if rules is not None:
        tags = rules[0][2]
        if "d" in tags:
            return _PAST
        return _PRESENT if "s" in tags or ("b" in tags and "n" not in tags) else _NEVER
    if low in words.SAYING or low in KNOWN:
        return _NEVER if low.endswith("ing") else _PAST
    past = len(low) > 4 and low.endswith("ed") and "-" not in low and low not in _NOT_PAST
    return _LIKE_PAST if past else _NEVER


def is_nominal(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a form that may be noun or verb ("capture", "control", "fall") stands as a noun here."""
    if not at:
        return True
    before = units[at - 1]
    low = before.low
    if before.kind in "AP":
        return before.modifier
    if before.actor is not None and units[at].low == "hands":
        return True  # "in rebel hands"
    if before.kind == "T":
        return False
    if low in ("'s", "'"):
        return True
    if low == "to":
        return False
    if low in words.DETERMINERS and low not in ("that", "all", "both", "each"):
        return True
    if at > 1 and units[at - 2].low in ("a", "an", "the", "its", "their") and not is_finite(units, at - 1):
        return before.kind == "w" and not low.endswith("s")
    return (
        low in words.PREPOSITIONS
        or low in words.ADJECTIVES
        or low
        in ("after", "before", "since", "following", "recent", "swift", "rapid", "reported", "alleged", "military")
    )


def _plural(unit: Unit) -> bool:
    return unit.kind == "w" and len(unit.low) > 3 and unit.low.endswith("s") and not unit.low.endswith("ss")
