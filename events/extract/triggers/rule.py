"""What a rule is, and how its verbs are inflected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from events.extract.words import listed

IRREGULAR: Final = {
    "take": ("took", "taken"), "retake": ("retook", "retaken"), "re-take": ("re-took", "re-taken"),
    "overtake": ("overtook", "overtaken"), "overrun": ("overran", "overrun"), "run": ("ran", "run"),
    "fall": ("fell", "fallen"), "lose": ("lost", "lost"), "win": ("won", "won"), "leave": ("left", "left"),
    "flee": ("fled", "fled"), "drive": ("drove", "driven"), "throw": ("threw", "thrown"), "give": ("gave", "given"),
    "break": ("broke", "broken"), "fight": ("fought", "fought"), "hold": ("held", "held"), "keep": ("kept", "kept"),
    "sweep": ("swept", "swept"), "burst": ("burst", "burst"), "quit": ("quit", "quit"), "beat": ("beat", "beaten"),
    "withdraw": ("withdrew", "withdrawn"), "go": ("went", "gone"), "come": ("came", "come"), "get": ("got", "got"),
    "make": ("made", "made"), "have": ("had", "had"), "put": ("put", "put"), "cut": ("cut", "cut"),
    "bring": ("brought", "brought"), "set": ("set", "set"), "rise": ("rose", "risen"), "fly": ("flew", "flown"),
    "ride": ("rode", "ridden"), "see": ("saw", "seen"), "begin": ("began", "begun"), "lay": ("laid", "laid"),
    "be": ("was", "been"), "slip": ("slipped", "slipped"), "forgo": ("forwent", "forgone"), "hit": ("hit", "hit"),
    "rid": ("rid", "rid"), "retain": ("retained", "retained"), "find": ("found", "found"), "let": ("let", "let"),
}  # fmt: skip
_DOUBLING: Final = listed("grab slip expel repel transfer quit rid overrun run win cut get set put let control")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying that a place changes hands.

    ``family`` names the frame that reads its arguments, ``change`` what it proposes, ``words`` its verbs (as lemmas)
    or nouns. ``particles`` are words one of which must follow. ``confidence`` is how often a reading of the rule was
    right when measured. ``matches`` are sentences it must read, ``misses`` sentences it must leave alone.
    """

    name: str
    family: str
    change: str
    words: tuple[str, ...]
    particles: frozenset[str] = frozenset()
    confidence: float = 0.85
    manner: str = "unknown"
    again: bool = False
    matches: tuple[str, ...] = field(default=())
    misses: tuple[str, ...] = field(default=())


def inflect(lemma: str) -> dict[str, str]:
    """Give each form of a verb with its tags: b base, s third person, d past, n past participle, g -ing."""
    if lemma in IRREGULAR:
        past, participle = IRREGULAR[lemma]
    else:
        stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
        past = participle = (
            stem + "d" if stem[-1] == "e" else stem[:-1] + "ied" if _ends_in_consonant_y(stem) else stem + "ed"
        )
    third = (
        lemma[:-1] + "ies"
        if _ends_in_consonant_y(lemma)
        else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "")
    )
    third = third if third != lemma else lemma + "s"
    doubled = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    going = doubled[:-1] + "ing" if doubled[-1] == "e" and not doubled.endswith(("ee", "oe")) else doubled + "ing"
    forms: dict[str, str] = {}
    for form, tag in ((lemma, "b"), (third, "s"), (past, "d"), (participle, "n"), (going, "g")):
        forms[form] = forms.get(form, "") + tag
    return forms


def _ends_in_consonant_y(word: str) -> bool:
    return word[-1] == "y" and word[-2] not in "aeiou"
