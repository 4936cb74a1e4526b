"""What is passed over at a glance would have told nothing: no sign is missed, in any sentence of the gold set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from events.dates import Day, parse_day
from events.extract import extract, words
from events.extract.answers import FALSE, YIELDING
from events.extract.gazetteer.tokens import Words
from events.extract.layout import sentences
from events.extract.score import BUILT_IN
from events.extract.signs import Signs
from events.extract.triggers import RULES as CHANGES
from events.extract.triggers import TELLING, WORDS
from events.extract.units import split
from events.extract.when import Context, find_times
from events.extract.when.cues import cues
from events.extract.when.finding import RULES
from events.extract.when.windows import date_of

EVERY = ~0
"""The cues of a sentence that has all of them: every rule is tried on it."""

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


def test_no_rule_of_time_is_passed_over_that_would_have_read_something() -> None:
    for text, published in _texts():
        signs, context = Signs(Words(text)), Context()
        for line in sentences(text, published):
            span = (line.start, line.end)
            every = find_times(text, *span, published, context, EVERY)
            assert find_times(text, *span, published, context, signs.of_time(*span)) == every, text[slice(*span)]
            assert find_times(text, *span, published, context) == every, text[slice(*span)]
            context = context.after(every)


@pytest.mark.parametrize("text", ODD)
def test_cues_are_found_in_odd_spellings(text: str) -> None:
    published, span = parse_day("2014-06-22"), (0, len(text))
    every = find_times(text, *span, published, Context(), EVERY)
    assert every
    assert find_times(text, *span, published, Context(), Signs(Words(text)).of_time(*span)) == every


def test_every_rule_of_time_asks_for_some_cue() -> None:
    assert [rule.name for rule in RULES if not rule.needs] == []
    assert cues("The army said nothing of it.") == 0


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
