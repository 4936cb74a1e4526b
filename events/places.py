"""Finding places by what people call them: any script, any spelling of the article, homonyms kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_MARKS: Final = {code: None for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)) == "Mn"}
_LETTERS: Final = {
    **dict.fromkeys(map(ord, "'`´’‘ʼʻʾʿˈ′\"“”"), None),  # apostrophes, hamza and ayn as people type them
    **dict.fromkeys(map(ord, "ـ\u200c\u200d\u200e\u200f\u061c\u00ad\ufeff"), None),  # tatweel, joiners, directions
    **dict.fromkeys(map(ord, "-‐‑‒–—−_/.,()،·"), " "),
    ord("ٱ"): "ا",  # the other alefs fall apart into alef and a mark
    ord("ى"): "ي",
    ord("ی"): "ي",
    ord("ة"): "ه",  # the two dots are often not typed
    ord("ک"): "ك",
    ord("ı"): "i",
}
_ARTICLES: Final = frozenset(("al", "el", "ul", "il", "ar", "as", "ash", "ad", "adh", "an", "at", "ath", "az"))
_ARABIC_ARTICLE: Final = "ال"
_LINES: Final = re.compile(r"\n")
_SPACES: Final = re.compile(r"[^\S\n]+")


def normalise(text: str) -> str:
    """Give the form in which names are compared: folded case, no marks, apostrophes or hyphens, one kind of alef.

    Words stay parted by single spaces.
    """
    return normalise_all([text])[0]


def normalise_all(texts: Sequence[str]) -> list[str]:
    """Do the same for many texts at once."""
    # One long text is worked on far quicker than many short ones.
    text = "\n".join(_LINES.sub(" ", text) for text in texts).casefold().translate(_LETTERS)
    if not text.isascii():
        # Decomposing brings forth marks to drop, and now and then capitals and apostrophes to fold once more.
        text = unicodedata.normalize("NFKD", text).translate(_MARKS).casefold().translate(_LETTERS)
    return [line.strip() for line in _SPACES.sub(" ", text).split("\n")]


def without_article(normal: str) -> str:
    """Drop the leading article of a normalised name: al-, ar-, el- and their kin, or the Arabic one."""
    first, _, rest = normal.partition(" ")
    if rest and first in _ARTICLES:
        return rest
    if normal.startswith(_ARABIC_ARTICLE) and len(first) >= len(_ARABIC_ARTICLE) + 2:
        return normal.removeprefix(_ARABIC_ARTICLE)
    return normal


class AliasIndex:
    """The names of all places: their own, their aliases in any script, and their ids.

    ``places`` has the columns of `frames.PLACES`; ``place_id``, ``name`` and ``aliases`` are read.
    """

    def __init__(self, places: pd.DataFrame) -> None:
        self._ids: list[str] = places["place_id"].tolist()
        self._exact: dict[str, list[int]] = {}
        self._bare: dict[str, list[int]] = {}
        texts: list[str] = []
        owners: list[int] = []
        called = zip(self._ids, places["name"].tolist(), places["aliases"].tolist(), strict=True)
        for place, (key, name, aliases) in enumerate(called):
            for text in dict.fromkeys((name, *aliases.split("|"), key)):
                texts.append(text)
                owners.append(place)
        spelled = normalise_all(texts) if texts else []
        for normal, place in zip(spelled, owners, strict=True):
            if normal:
                _enter(self._exact, normal.replace(" ", ""), place)
                bare = without_article(normal)
                if bare != normal:
                    _enter(self._bare, bare.replace(" ", ""), place)
        self._spaced: Any = pa.array(spelled, pa.large_string())
        self._joined: Any = pc.replace_substring(self._spaced, " ", "")
        self._lengths = pc.utf8_length(self._joined).to_numpy()
        self._owners = np.array(owners, np.int64)

    def find(self, text: str) -> list[str]:
        """Give the ids of every place that is called so, in the order of the places; none when none is.

        The article counts only as long as some place is called exactly so.
        """
        normal = normalise(text)
        if not normal:
            return []
        found = self._exact.get(normal.replace(" ", ""), [])
        if not found:
            bare = without_article(normal).replace(" ", "")
            found = sorted({*self._exact.get(bare, []), *self._bare.get(bare, [])})
        return [self._ids[place] for place in found]

    def search(self, text: str, limit: int = 20) -> list[str]:
        """Give up to ``limit`` ids of places with a name, alias or id that holds the text, best first.

        Best is the whole name, then the beginning of a name or of a word in it; shorter names first.
        """
        normal = normalise(text)
        joined = normal.replace(" ", "")
        if not joined:
            return []
        at = pc.find_substring(self._joined, joined).to_numpy()
        hits = np.flatnonzero(at >= 0)
        if not len(hits):
            return []
        spaced = self._spaced.take(pa.array(hits))
        begins = (at[hits] == 0) | pc.match_substring(spaced, f" {normal}").to_numpy(zero_copy_only=False)
        rank = np.select([self._lengths[hits] == len(joined), begins], [0, 1], 2)
        order = np.lexsort((self._owners[hits], self._lengths[hits], rank))
        owners = self._owners[hits][order]
        _, first = np.unique(owners, return_index=True)
        return [self._ids[place] for place in owners[np.sort(first)][:limit]]


def _enter(index: dict[str, list[int]], key: str, place: int) -> None:
    known = index.setdefault(key, [])
    if not known or known[-1] != place:  # places come in order
        known.append(place)
