"""Finding armed sides in a text: names, nationalities with a word for force, governments, and bare nouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import pandas as pd

from events.extract.gazetteer.lexicon import table
from events.extract.gazetteer.tokens import Words, listed, words_of
from events.extract.mentions import ActorMention
from events.extract.sides.forces import FOES, GROUPS, QUALIFIERS, STATE, bare_end, follows, phrase_end, with_noun
from events.extract.sides.naming import STATE_WORDS, Names, Side, folded, nations_of
from events.places import normalise

_BEHIND: Final = listed("backed aligned allied supported sponsored trained armed funded friendly linked affiliated led")
"""Second halves of words whose first half is behind an actor, and is not that actor."""
_FOR: Final = frozenset(("pro", "anti"))
_LOYAL: Final = (
    ("loyal", "to"), ("faithful", "to"), ("answering", "to"), ("allied", "to"), ("allied", "with"), ("belonging", "to"),
    ("led", "by"), ("commanded", "by"), ("headed", "by"), ("of",), ("under",),
)  # fmt: skip
_BEGINNINGS: Final = listed("south north sri saudi new costa east central cape sierra papua puerto solomon bissau dr")
_REACH: Final = 5
_BRIEF: Final = 80  # letters of a phrase that is asked for again and again
_DASHES: Final = "-‑–"
_HYPHENS: Final = frozenset(_DASHES)


class Actors:
    """Finds actors in text. Make one with `Actors.open`."""

    def __init__(
        self, names: Names, nations: Mapping[str, Side], people: Mapping[str, Side], leaders: Mapping[str, Side]
    ) -> None:
        self._sides = names.sides
        self._longest = names.longest
        self._nations = nations
        self._people = people
        self._leaders = leaders
        nouns = {*STATE, *FOES, *GROUPS, *QUALIFIERS, "junta"}
        # Of a nation in two words, such as South Sudanese, the first begins it.
        firsts = {word for word in _BEGINNINGS if any(nation.startswith(word) for nation in nations)}
        self._starts = {*names.longest, *nations, *people, *leaders, *nouns, *firsts}
        self._small = nouns | names.small
        self._brief = lru_cache(maxsize=4096)(self._find)
        # Of the words that begin some side few begin a leader's name: to join those behind them takes time.
        self._may_lead = lru_cache(maxsize=4096)(lambda word: any(name.startswith(word) for name in leaders))

    @classmethod
    def open(cls, actors: pd.DataFrame | None = None) -> Actors:
        """Lay the data set's actors over the built-in ones.

        ``actors`` has the columns of `frames.ACTORS`; its names and aliases win over the lexicon's.
        """
        rows = table("actors.csv")
        mine = [] if actors is None else actors.to_dict("records")
        by_id = {row["actor_id"]: row for row in rows}
        countries = {key: tuple(filter(None, row["countries"].split("|"))) for key, row in by_id.items()}
        shown = {str(row["actor_id"]): str(row["name"]) for row in mine}
        names = Names()
        for own in mine:
            key = str(own["actor_id"])
            names.enter(own, Side(key, shown[key], countries.get(key, ())))
        owned = dict(names.sides)
        adjectives = {row["country"]: folded(row["adjectives"]) for row in table("countries.csv")}
        sides: dict[str, Side] = {}
        for row in rows:
            # A force of a state fights as the state; a militia on its side stays itself.
            side = by_id[row["side_of"]] if row["side_of"] and row["kind"] == "state" else row
            key = side["actor_id"]
            sides[row["actor_id"]] = Side(key, shown.get(key, side["name"]), countries[key])
            if key not in shown:
                # Whom the data set calls by one of these names, it means by all of them.
                mine_too = next((owned[name] for name in _spellings(row, adjectives) if name in owned), None)
                sides[row["actor_id"]] = mine_too or sides[row["actor_id"]]
            names.enter(row, replace(sides[row["actor_id"]], role="force"))
        nations, people = nations_of(rows, shown, owned, names)
        leaders = {
            normalise(name).replace(" ", ""): sides[row["actor_id"]]
            for row in table("leaders.csv")
            for name in (row["name"], *row["aliases"].split("|"))
            if name
        }
        return cls(names, nations, people, leaders)

    def find(self, text: str) -> list[ActorMention]:
        """Give the mentions of actors in the order of the text; the longest name wins, none overlap.

        "X-backed" and "pro-X" are no mention of X.
        """
        return list(self._brief(text)) if len(text) <= _BRIEF else self._find(text)

    def _find(self, text: str) -> list[ActorMention]:
        words = words_of(text)
        found: list[ActorMention] = []
        folded, starts = words.folded, self._starts
        done = 0
        for at in [at for at, word in enumerate(folded) if word in starts]:
            if at < done or not (words.capital[at] or folded[at] in self._small):
                continue
            done = max(done, self._at(words, at, found))
        return found

    def _at(self, words: Words, at: int, found: list[ActorMention]) -> int:
        """Add what begins at a word; give the word to go on from."""
        to, side = self._named(words, at)
        if to <= at + 1 and _behind(words, at):
            return (words.lower[at - 1 : at] == ["pro"] and self._leader(words, at, found)) or at + 1
        if side is not None:
            if side.role == "force":
                end, role = with_noun(words, to), "force"
            else:
                # "ABIDJAN - Forces loyal to X": a dateline owns no forces.
                apart = to < words.count and words.text[words.ends[to - 1] : words.starts[to]] in (" - ", " – ")
                end = phrase_end(words, to) if follows(words, to) and not apart else to
                role = "force" if end > to else side.role
                side = _unless_foes(words, at, end, to, side)
            found.append(_mention(words, at, end, side, "bare" if not side.actor_id else role))
            return end
        return self._nation(words, at, found) or self._leader(words, at, found) or self._bare(words, at, found)

    def _named(self, words: Words, at: int) -> tuple[int, Side | None]:
        most = self._longest.get(words.folded[at], 0)
        joined = ""
        best: tuple[int, Side | None] = (at, None)
        for to in range(at + 1, min(at + most, words.count) + 1):
            joined += words.folded[to - 1]
            side = self._sides.get(joined)
            if side is not None and _written(words, at, to, side):
                best = (to, side)
            if not follows(words, to):
                break
        return best

    def _nation(self, words: Words, at: int, found: list[ActorMention]) -> int:
        if not words.capital[at]:
            return 0
        for to in (at + 2, at + 1):
            if to == at + 2 and not words.joined[at]:
                continue
            joined = "".join(words.folded[at:to])
            side = self._nations.get(joined)
            end = phrase_end(words, to) if side and words.joined[to - 1] else to
            if side and end > to:
                side = _unless_foes(words, at, end, to, side)
                found.append(_mention(words, at, end, side, "force" if side.actor_id else "bare"))
                return end
            side = self._people.get(joined)
            if side and not (joined in self._nations and words.joined[to - 1]):
                found.append(_mention(words, at, to, side, "people"))
                return to
        return 0

    def _leader(self, words: Words, at: int, found: list[ActorMention]) -> int:
        """Take a leader's name with a noun for fighters: Haftar's forces, Haftar loyalists."""
        if not words.capital[at] or not self._may_lead(words.folded[at]):
            return 0
        for to in range(min(at + 4, words.count), at, -1):
            side = self._leaders.get("".join(words.folded[at:to]))
            if side is not None and follows(words, to):
                end = phrase_end(words, to)
                if end > to:
                    found.append(_mention(words, at, end, side, "force"))
                    return end
        return 0

    def _bare(self, words: Words, at: int, found: list[ActorMention]) -> int:
        end = bare_end(words, at)
        if end == at:
            return at + 1
        last, side = self._of_whom(words, end)
        side = side or Side("", " ".join(words.lower[at:end]), ())
        found.append(_mention(words, at, last, side, "force" if side.actor_id else "bare"))
        return last

    def _of_whom(self, words: Words, end: int) -> tuple[int, Side | None]:
        """Give whose the fighters are: forces loyal to X, the army of Y."""
        for joint in _LOYAL:
            first = end + len(joint)
            if tuple(words.lower[end:first]) != joint or not all(words.joined[end - 1 : first]):
                continue
            for at in range(first, min(first + _REACH, words.count)):
                for to in range(min(at + 3, words.count), at, -1):
                    joined = "".join(words.folded[at:to])
                    side = self._leaders.get(joined) if words.capital[at] else None
                    if side is None and joint == ("of",) and at <= first + 1:
                        last, known = self._named(words, at)
                        own = known is not None and known.role == "government" and last == to
                        side = known if own and words.capital[at] else None
                    if side is not None:
                        return to, side
                if not words.joined[at]:
                    break
        return end, None


def _spellings(row: Mapping[str, str], adjectives: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Give all an actor is called, normalised without spaces; a state is called by its nationality too."""
    for name in (row["name"], *filter(None, row["aliases"].split("|"))):
        yield "".join(Words(name).folded)
    if row["actor_id"].endswith("_government"):
        for adjective in adjectives.get(row["countries"], ()):
            yield from (adjective + word for word in STATE_WORDS)


def _unless_foes(words: Words, at: int, end: int, to: int, side: Side) -> Side:
    """Make a side of its own of "Ethiopian rebels": the nationality does not say whose they are."""
    if end > to and words.lower[end - 1] in FOES:
        return Side("", words.surface(at, end), side.countries, role="bare")
    return side


def _written(words: Words, at: int, to: int, side: Side) -> bool:
    if side.exact:
        return not any(letter.islower() for letter in words.surface(at, to))
    return side.small or any(words.capital[at:to])


def _behind(words: Words, at: int) -> bool:
    """Tell whether a word is the first half of "X-backed" or the second of "pro-X"."""
    if at and words.lower[at - 1] in _FOR and words.text[words.ends[at - 1]] in _DASHES:
        return True
    if at + 1 < words.count and words.text[words.ends[at] : words.starts[at + 1]] in _HYPHENS:
        return words.lower[at + 1] in _BEHIND
    return False


def _mention(words: Words, at: int, to: int, side: Side, role: str) -> ActorMention:
    start, end = words.starts[at], words.ends[to - 1]
    return ActorMention(start, end, words.text[start:end], side.actor_id, side.name, role, side.countries)
