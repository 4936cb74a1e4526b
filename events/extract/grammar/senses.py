"""Other senses of taking, winning and losing: games and ballots, what is overrun with people or taken by surprise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.clauses import Clause
from events.extract.grammar.units import Unit
from events.extract.words import listed

_GAMES: Final = listed(
    "cup championship championships tournament playoff playoffs play-off play-offs semi-final semi-finals semifinal"
    " semifinals quarter-final quarter-finals quarterfinal quarterfinals shoot-out shootout equaliser equalizer"
    " goalkeeper striker midfielder knockout innings wickets half-time stoppage-time football soccer basketball cricket"
    " rugby derby"
)
"""Words that are used of games alone."""

_GAMES_WHEN_COMMON: Final = listed("league match goals medal medals")
"""Words that are used of games unless a body bears them as its name: "the Arab League"."""

_BALLOTS: Final = listed(
    "election elections by-election by-elections vote polls poll ballot runoff run-off primary primaries referendum"
    " constituency constituencies landslide"
)
_IN: Final = frozenset(("in", "at"))
_SHARES: Final = listed("votes ballots seats")
_TAKEN_APART: Final = frozenset(("out", "apart", "down", "aback", "aside", "away"))
_TAKEN_BY: Final = frozenset(("surprise", "flooding"))
_REACH: Final = 6
_SIGNS: Final = _GAMES | _GAMES_WHEN_COMMON | _BALLOTS | _SHARES | {"final", "-", "–"}
"""One of these must stand in a sentence of another contest: most are told from them at a glance."""

_DIGITS: Final = 2
"""The most digits that one side of a score has."""


def other_contest(units: Sequence[Unit], clause: Clause, last: int) -> str:
    """Say in what other contest than a war a place is won or lost; an empty string for none.

    Words of games count wherever they stand in the sentence, those of ballots behind "in" and in the ``clause``
    only, as towns also fall before a vote; ``last`` is the last unit of the frame.
    """
    if _SIGNS.isdisjoint([unit.low for unit in units]):
        return ""
    for at, unit in enumerate(units):
        low = unit.low
        if low in _GAMES or (low in _GAMES_WHEN_COMMON and not unit.capital):
            return "a game: " + low
        if low == "final" and _of_a_game(units, at):
            return "a game: final"
        if unit.kind == "n" and _is_score(units, at):
            return "a game: its score"
        inside = clause.start <= at < clause.end
        if inside and ((low in _SHARES and at > last) or (low in _BALLOTS and _held_in(units, at, clause.start))):
            return "a ballot: " + low
    return ""


def _of_a_game(units: Sequence[Unit], at: int) -> bool:
    """Tell "in the final" from "in the final assault"."""
    behind = units[at + 1] if at + 1 < len(units) else None
    alone = behind is None or behind.kind in "sT" or behind.low in words.PREPOSITIONS or behind.low == "of"
    return at > 1 and units[at - 1].low == "the" and units[at - 2].low in _IN and alone


def _is_score(units: Sequence[Unit], at: int) -> bool:
    """Tell "lost 2-1 to" from "the 2-3 May" and "12-15 tanks": two small numbers, with no noun behind them."""
    if at + 3 >= len(units) or units[at + 1].low not in ("-", "–") or units[at + 2].kind != "n":
        return False
    one, dash, other, behind = units[at : at + 4]
    small = max(len(one.low), len(other.low)) <= _DIGITS and one.end == dash.start and dash.end == other.start
    return small and (behind.kind == "s" or behind.low in words.PREPOSITIONS)


def _held_in(units: Sequence[Unit], at: int, start: int) -> bool:
    """Tell "in the parliamentary elections" from "ahead of the elections"."""
    for k in range(at - 1, max(start - 1, at - 1 - _REACH), -1):
        if units[k].low in _IN:
            return True
        if (
            units[k].low in words.PREPOSITIONS
            or units[k].low == "of"
            or (units[k].kind == "s" and units[k].low != "'s")
        ):
            return False
    return False


def other_taking(units: Sequence[Unit], lemma: str, at: int) -> bool:
    """Tell "was overrun with the injured", "was taken out by a bomb" and "was taken by surprise" from a taking."""
    behind = units[at].low if at < len(units) else ""
    further = units[at + 1].low if at + 1 < len(units) else ""
    if lemma == "overrun":
        return behind == "with"
    return lemma == "take" and (behind in _TAKEN_APART or (behind == "by" and further in _TAKEN_BY))
