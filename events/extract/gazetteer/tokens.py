"""The words of a text with their places, folded for comparing, and the runs of names they make."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final

from events.places import normalise

# Apostrophes, ayn and hamza stand inside words; combining marks belong to the letter before.


def listed(text: str) -> frozenset[str]:
    """Give the words of a text, parted by spaces, as a set."""
    return frozenset(text.split())


_INNER: Final = "'’‘`´ʼʻʾʿ′"
_MARKS: Final = "\u0300-\u036f\u064b-\u065f"
# What is written out in a class is looked up at once; of other characters \w asks what they are.
_LETTERS: Final = "[a-zA-Z0-9\\w]+"
_WORD: Final = f"{_LETTERS}(?:[{_INNER}{_MARKS}]+{_LETTERS})*+[{_MARKS}]*+(?:(?:\\.[A-Z](?=\\.))+\\.)?"
_PIECE: Final = re.compile(f"({_WORD})([ ,.\n\\W]*+)")
"""A word and what parts it from the next."""
_POSSESSIVE: Final = re.compile("['’ʼ`´]s$", re.I)
ARTICLES: Final = listed("al el ul ar er as ash ez es et esh ad adh an at ath az ed en es")
"""Arabic articles as they are written in English, assimilated or not."""
_AYNS: Final = frozenset((" ‘", " '", "-‘", "-'", " ʿ", "-ʿ", " `", " ’", "-’"))
_JOINTS: Final = frozenset({" ", "-", "‑", "–", "\u00a0", " \n", "\n", "  ", " - ", " – "}) | _AYNS
_MONTHS: Final = listed("january february march april may june july august september october november december")
_ENGLISH: Final = frozenset(("as", "at", "an", "ad", "es", "en", "ed", "er"))
_LONGEST: Final = 40  # words in a run; headlines in capitals go on for long
_WRAPPED: Final = 60
_LINKS: Final = listed(
    """de des du del la las los el le les do da dos das i e o va wa bin ibn bint ul ud sur ez es er"""
)
_ENDS: Final = frozenset('.!?:;•*"“”»')
_KEPT: Final = 200_000
_OWNING: Final = 2  # letters of 's
ABBREVIATED: Final = listed(
    """gen col lt maj brig capt sgt mr mrs ms dr st mt ft jan feb mar apr jun jul aug sep sept"""
)


class Words:
    """The words of one text, in its order; a possessive 's is outside of its word, "U.S." is one word.

    ``starts`` and ``ends`` are offsets of characters, half-open. ``folded`` is the form names are compared in,
    ``lower`` the word in small letters, ``capital`` whether it begins with a capital, ``owns`` whether 's follows.
    ``joined`` tells whether only a space or hyphen stands between a word and the next; what a word owns does not go on
    with it: "Syria's Raqqa" is two names. ``count`` is the number of words.
    """

    __slots__ = ("capital", "count", "ends", "folded", "joined", "lower", "owns", "starts", "text")
    folded: list[str]
    lower: list[str]
    capital: list[bool]
    owns: list[bool]

    def __init__(self, text: str) -> None:
        self.text = text
        first = _PIECE.search(text)
        pieces: list[tuple[str, str]] = _PIECE.findall(text, first.start()) if first is not None else []
        self.count = len(pieces)
        # Pieces follow each other without a hole: sums of their lengths are quicker than a match object for each.
        bounds = list(accumulate(map(len, chain.from_iterable(pieces)), initial=first.start() if first else 0))
        self.starts = bounds[:-1:2]
        self.ends = bounds[1::2]
        forms = [_FORMS[word] for word, _ in pieces]
        columns = map(list, zip(*forms, strict=True)) if forms else ([], [], [], [])
        self.folded, self.lower, self.capital, self.owns = columns
        self.joined = [gap == " " or (gap in _JOINTS and self._joins(at, gap)) for at, (_, gap) in enumerate(pieces)]
        if pieces:
            self.joined[-1] = False
        if True in self.owns:
            for at, owns in enumerate(self.owns):
                if owns:
                    self.ends[at] -= _OWNING
                    self.joined[at] = False
        if len(_FORMS) > _KEPT:
            _FORMS.clear()

    def __len__(self) -> int:
        """Count the words."""
        return self.count

    def opens(self, at: int) -> bool:
        """Tell whether a word begins a sentence or a line."""
        if at == 0:
            return True
        gap = self.text[self.ends[at - 1] : self.starts[at]]
        if gap == " ":
            return False
        if "\n" in gap:
            # A line that goes on in the middle of a sentence is wrapped text, not a heading.
            return gap.strip() != "" or gap.count("\n") > 1
        if gap in (" - ", " – ") and self.lower[at - 1] in _MONTHS:
            return True
        if "." in gap and self.lower[at - 1] in ABBREVIATED:
            return False
        return any(sign in _ENDS for sign in gap)

    def _joins(self, at: int, gap: str) -> bool:
        if "\n" in gap:
            # Wrapped text goes on in the next line; a heading or place of issue does not.
            return self.ends[at] - self.text.rfind("\n", 0, self.ends[at]) > _WRAPPED
        if gap in (" - ", " – ") and self.lower[at] in _MONTHS:
            return False  # "24 March - Rebels ..."
        return gap not in _AYNS or self.lower[at] in ARTICLES

    def surface(self, first: int, last: int) -> str:
        """Give the text from one word to before another."""
        return self.text[self.starts[first] : self.ends[last - 1]]


class _Forms(dict[str, tuple[str, str, bool, bool]]):
    """What a word as written comes to, worked out once: folded, in small letters, has a capital, owns what follows."""

    def __missing__(self, word: str) -> tuple[str, str, bool, bool]:
        owns = len(word) > _OWNING and _POSSESSIVE.search(word) is not None
        whole = word[:-_OWNING] if owns else word
        forms = (normalise(whole).replace(" ", ""), whole.lower().replace("’", "'"), whole[0].isupper(), owns)
        self[word] = forms
        return forms


_FORMS: Final = _Forms()


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """Part a text into words; the last few texts are remembered."""
    return Words(text)


def runs(words: Words) -> list[tuple[int, int]]:
    """Give the runs of capitalised words, as half-open ranges of words.

    Arabic articles and Romance links in small letters belong to a run when a capital follows; an article may open one.
    """
    found: list[tuple[int, int]] = []
    count = words.count
    capital, lower = words.capital, words.lower
    done = 0
    for tall in [at for at, is_tall in enumerate(capital) if is_tall]:
        if tall < done:
            continue
        at = tall - 1 if tall > done and _leads(words, tall - 1) else tall
        end = tall + 1
        while end < count and words.joined[end - 1] and end - at < _LONGEST:
            if capital[end]:
                end += 1
            elif (lower[end] in ARTICLES and _is_article(words, end)) or lower[end] in _LINKS or _hyphened(words, end):
                follow = end + 1
                while follow < count and words.joined[follow - 1] and not capital[follow] and lower[follow] in _LINKS:
                    follow += 1
                if follow < count and words.joined[follow - 1] and capital[follow]:
                    end = follow + 1
                else:
                    break
            else:
                break
        found.append((at, end))
        done = end
    return found


def _leads(words: Words, at: int) -> bool:
    return words.lower[at] in ARTICLES and words.joined[at] and _is_article(words, at)


def _is_article(words: Words, at: int) -> bool:
    """Tell whether a word is an article: those that are English words too need their hyphen."""
    return words.lower[at] not in _ENGLISH or words.text[words.ends[at] : words.ends[at] + 1] in ("-", "‑", "–")


def _hyphened(words: Words, at: int) -> bool:
    """Tell whether a small word stands between hyphens, as in Mazar-i-Sharif."""
    return (
        len(words.lower[at]) <= 4
        and words.text[words.starts[at] - 1] in "-‑–"
        and words.text[words.ends[at] : words.ends[at] + 1] in ("-", "‑", "–")
    )
