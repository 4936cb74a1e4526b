"""What is passed over at a glance would have told nothing: no sign is missed, in any sentence of the gold set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.dates import Day, parse_day
from events.extract import extract, words
from events.extract.findings.answers import FALSE, YIELDING
from events.extract.gazetteer.tokens import Words
from events.extract.grammar.units import split
from events.extract.layout import sentences
from events.extract.score import BUILT_IN
from events.extract.signs import Signs
from events.extract.triggers import RULES as CHANGES
from events.extract.triggers import TELLING, WORDS
from events.extract.when import Context, find_times
from events.extract.when.cues import Cues, cues_of
from events.extract.when.finding import RULES
from events.extract.when.reference import Rule
from events.extract.when.windows import date_of

ODD = (
    "Seized2 on the 9th, re-taken by mid-June: two-and-a-half weeks later the town\u2019s pull-out was over.",
    "So did Konna,the day before yesterday;in\nMay 2013 it had changed hands twice within 24 hours",
    "On the night of 3-4 March, and again in the spring of \u201999, rebel-held Bria was re-taken. They denied it.",
    "Late in the summer, a year before the fall; by next Friday they will hand-over the post, Saturday's papers said.",
)


def _texts() -> Iterator[tuple[str, Day]]:
    for path in sorted(BUILT_IN.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        yield article["text"], parse_day(article["published"])


def _searched(rule: Rule, text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span(rule.span) for match in rule.pattern.finditer(text, start, end)]


def _tried(rule: Rule, text: str, cues: Cues, end: int) -> list[tuple[int, int]]:
    asked = cues.found & rule.needs == rule.needs
    return [match.span(rule.span) for match in rule.matches(text, cues, end)] if asked else []


def test_no_time_is_passed_over_that_a_search_of_the_whole_sentence_finds() -> None:
    for text, published in [*_texts(), *((odd, 0) for odd in ODD)]:
        signs = Signs(Words(text))
        for line in sentences(text, published):
            span = (line.start, line.end)
            for rule in RULES:
                every = _searched(rule, text, *span)
                assert _tried(rule, text, signs.of_time(*span), line.end) == every, (rule.name, text[slice(*span)])
                assert _tried(rule, text, cues_of(text, *span), line.end) == every, (rule.name, text[slice(*span)])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_whatever_a_rule_may_read_is_found_by_its_cues(rule: Rule) -> None:
    # What must stand beside a phrase is written as a part of it, or hardly ever would it stand there.
    beside = re.sub(r"\(\?<?=", "(?:", rule.pattern.pattern)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.from_regex(beside, fullmatch=True))
    def check(phrase: str) -> None:
        text = f"They came {phrase}. No more."
        # Glued to its month a part of it is no word that anybody writes: midJanuary.
        if "_" not in phrase and phrase.isascii() and not re.search(r"(?i)mid[a-z]", phrase):
            assert _tried(rule, text, cues_of(text, 0, len(text)), len(text)) == _searched(rule, text, 0, len(text))

    check()


@pytest.mark.parametrize("text", ODD)
def test_times_are_found_in_odd_spellings(text: str) -> None:
    published, span = parse_day("2014-06-22"), (0, len(text))
    found = find_times(text, *span, published, Context())
    assert found
    assert find_times(text, *span, published, Context(), Signs(Words(text)).of_time(*span)) == found


def test_every_rule_of_time_asks_for_some_cue() -> None:
    assert [rule.name for rule in RULES if not rule.needs or not rule.anchor] == []
    assert cues_of("The army said nothing of it.", 0, 28).found == 0


def test_no_word_of_change_or_answer_is_passed_over() -> None:
    answers = words.DENYING | words.ADMITTING | FALSE | YIELDING
    for text in [*(text for text, _ in _texts()), *ODD]:
        signs = Signs(Words(text))
        for line in sentences(text):
            low = {unit.low for unit in split(text, line.start, line.end, (), (), ()) if unit.kind == "w"}
            if not signs.of_change(line.start, line.end):
                assert low.isdisjoint(TELLING), text[line.start : line.end]
            if not signs.of_answer(line.start, line.end):
                assert low.isdisjoint(answers), text[line.start : line.end]


def test_so_tells_of_a_change_only_before_a_verb_that_repeats() -> None:
    text = "So was Bria. They thought so."
    signs = Signs(Words(text))
    assert signs.of_change(0, 12)
    assert not signs.of_change(13, len(text))


def test_words_that_need_a_partner_tell_of_a_change_only_with_it() -> None:
    for told, silent in (
        ("They raised the flag over Bria.", "They raised the price of bread in Bria."),
        ("The army went from Bria.", "The mayor went north."),
        ("The rebels marched into Bria.", "The rebels marched all night."),
        ("The army is back in Bria.", "He came back late."),
        ("Timbuktu was next.", "The next day was quiet."),
        ("They\u2019ve gone.", "Who goes?"),
    ):
        signs = Signs(Words(f"{told} {silent}"))
        assert signs.of_change(0, len(told)), told
        assert not signs.of_change(len(told) + 1, len(told) + 1 + len(silent)), silent


def test_every_example_of_a_rule_has_a_sign_of_change() -> None:
    examples = [example for rule in CHANGES for example in rule.matches]
    assert [each for each in examples if not Signs(Words(each)).of_change(0, len(each))] == []


def test_no_sentence_is_passed_over_that_would_have_told_something(monkeypatch: pytest.MonkeyPatch) -> None:
    of_change = Signs.of_change
    passed = 0
    for text, published in list(_texts())[::3]:
        seen = extract(text, date_of(published)).found

        def any_word(signs: Signs, start: int, end: int, text: str = text) -> bool:
            nonlocal passed
            told, word = (
                of_change(signs, start, end),
                not WORDS.isdisjoint(re.findall("[a-z]+", text[start:end].lower())),
            )
            passed += word and not told
            return told or word

        with monkeypatch.context() as patched:
            patched.setattr(Signs, "of_change", any_word)
            assert extract(text, date_of(published)).found == seen
    assert passed, "no word of change stands without its partner: nothing was tried"
