"""Which words may say that a place changes hands: every rule with the sentences it must and must not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from events.extract.triggers import gains, losses, moves, nouns
from events.extract.triggers.partners import beside, tells_alone, within
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


def _senses(form: str) -> list[tuple[str, str]]:
    """Give the name of each rule of a form, with the word it goes by there: the lemma of a verb, a noun itself."""
    verbs = [(rule.name, lemma) for rule, lemma, _ in VERBS.get(form, ())]
    return [*verbs, *((rule.name, form) for rule in NOUNS.get(form, ()))]


TELLING: Final = frozenset(form for form in WORDS if any(tells_alone(*sense) for sense in _senses(form)))
"""Those that may by themselves; a sentence with none of them is taken apart only for a word with its partner in it."""


def partners(form: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that make a form tell that does not by itself: those right beside it, and those anywhere."""
    senses = _senses(form)
    return frozenset().union(*(beside(*each) for each in senses)), frozenset().union(
        *(within(*each) for each in senses)
    )


__all__ = ["NOUNS", "NOUN_RULES", "RULES", "TELLING", "VERBS", "VERB_RULES", "WORDS", "Rule", "inflect", "partners"]
