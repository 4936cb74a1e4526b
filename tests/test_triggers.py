"""Every rule reads the sentences it must read, and leaves alone those it must not."""

from __future__ import annotations

import pytest

from events import extract
from events.extract.triggers import RULES, VERBS, Rule, inflect

PUBLISHED = "2014-06-22"
CHANGES = ("takes", "leaves", "contests")


@pytest.mark.parametrize(("rule", "sentence"), [(rule, text) for rule in RULES for text in rule.matches])
def test_a_rule_reads_what_it_must(rule: Rule, sentence: str) -> None:
    found = extract(sentence, PUBLISHED)
    assert rule.name in {each.rule for each in found}, [each.rule for each in found]


@pytest.mark.parametrize(("rule", "sentence"), [(rule, text) for rule in RULES for text in rule.misses])
def test_a_rule_leaves_alone_what_it_must(rule: Rule, sentence: str) -> None:
    found = [each for each in extract(sentence, PUBLISHED) if each.change in CHANGES or each.rule == rule.name]
    assert [(each.rule, each.change, each.place) for each in found] in ([], _held(found))


def _held(found: list) -> list:  # type: ignore[type-arg]
    # "Bria remains under rebel control" fires the rule of control, rightly: as an observation, which changes nothing.
    return [(each.rule, each.change, each.place) for each in found if each.change == "holds" and each.rule == "control"]


def test_every_rule_has_examples_both_ways() -> None:
    assert [rule.name for rule in RULES if not rule.matches or not rule.misses] == []


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("capture", {"capture": "b", "captures": "s", "captured": "dn", "capturing": "g"}),
        ("overrun", {"overrun": "bn", "overruns": "s", "overran": "d", "overrunning": "g"}),
        ("expel", {"expel": "b", "expels": "s", "expelled": "dn", "expelling": "g"}),
        ("flee", {"flee": "b", "flees": "s", "fled": "dn", "fleeing": "g"}),
        ("occupy", {"occupy": "b", "occupies": "s", "occupied": "dn", "occupying": "g"}),
        ("withdraw", {"withdraw": "b", "withdraws": "s", "withdrew": "d", "withdrawn": "n", "withdrawing": "g"}),
        ("relinquish", {"relinquish": "b", "relinquishes": "s", "relinquished": "dn", "relinquishing": "g"}),
    ],
)
def test_verbs_are_inflected(lemma: str, forms: dict[str, str]) -> None:
    assert inflect(lemma) == forms


@pytest.mark.parametrize("verb", sorted({lemma for rows in VERBS.values() for _, lemma, _ in rows}))
def test_every_verb_is_found_in_all_its_forms(verb: str) -> None:
    assert {form for form, rows in VERBS.items() if any(lemma == verb for _, lemma, _ in rows)} == set(inflect(verb))


TAKING = (
    "captured",
    "seized",
    "overran",
    "conquered",
    "retook",
    "recaptured",
    "liberated",
    "took",
    "occupied",
    "regained",
)


@pytest.mark.parametrize("verb", TAKING)
def test_synonyms_of_taking(verb: str) -> None:
    (found,) = extract(f"On Friday rebels {verb} the town of Kidal.", PUBLISHED)
    assert (found.change, found.place, found.as_row()["latest"]) == ("takes", "Kidal", "2014-06-20")


@pytest.mark.parametrize(
    "wording",
    [
        "will capture", "could capture", "may soon capture", "tried to capture", "failed to capture", "hope to capture",
        "have not captured", "are about to capture", "vowed to capture", "are fighting to capture",
        "were close to capturing", "were prevented from capturing", "want to capture",
    ],
)  # fmt: skip
def test_what_did_not_happen_is_no_candidate(wording: str) -> None:
    assert list(extract(f"Rebels {wording} the town of Kidal.", PUBLISHED)) == []


@pytest.mark.parametrize(
    "wording",
    [
        "managed to capture", "claimed to have captured", "are said to have captured", "have captured", "had captured",
        "later captured", "advanced and captured", "succeeded in capturing",
    ],
)  # fmt: skip
def test_what_happened_is_one(wording: str) -> None:
    (found,) = extract(f"Rebels {wording} the town of Kidal.", PUBLISHED)
    assert (found.change, found.place) == ("takes", "Kidal")
