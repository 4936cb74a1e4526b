"""Which words may say that a place changes hands: every rule with the sentences it must and must not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from events.extract.triggers import gains, losses, moves, nouns
from events.extract.triggers.rule import Rule, inflect

VERB_RULES: Final = (*gains.RULES, *losses.RULES, *moves.RULES)
NOUN_RULES: Final = nouns.RULES
RULES: Final = (*VERB_RULES, *NOUN_RULES)


def _verbs() -> dict[str, tuple[tuple[Rule, str, str], ...]]:
    found: dict[str, list[tuple[Rule, str, str]]] = {}
    for rule in VERB_RULES:
        for lemma in rule.words:
            for form, tags in inflect(lemma).items():
                found.setdefault(form, []).append((rule, lemma, tags))
    return {form: tuple(rows) for form, rows in found.items()}


def _nouns() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in NOUN_RULES:
        for word in rule.words:
            found.setdefault(word, []).append(rule)
    return {word: tuple(rows) for word, rows in found.items()}


VERBS: Final[Mapping[str, tuple[tuple[Rule, str, str], ...]]] = _verbs()
"""Each form of a trigger verb: its rules, with the lemma and the tags of the form (see `inflect`)."""

NOUNS: Final[Mapping[str, tuple[Rule, ...]]] = _nouns()
WORDS: Final = frozenset(VERBS) | frozenset(NOUNS)
"""Every form that may begin a frame."""

TELLING: Final = WORDS - {"so"}
"""Those that may by themselves: a sentence without one need not be taken apart ("so" does only in "so was B")."""

__all__ = ["NOUNS", "NOUN_RULES", "RULES", "TELLING", "VERBS", "VERB_RULES", "WORDS", "Rule", "inflect"]
