"""How a name sounds, roughly: what stays the same when different people spell it in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from events.extract.gazetteer.tokens import ARTICLES
from events.places import normalise

NOT_LATIN: Final = "\u0370"
"""Letters before this one are Latin."""
_SOUNDS: Final = (
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "j"),
    ("ts", "s"),
)
_LETTERS: Final = str.maketrans("qczvoe", "kkswua")
_VOWELS: Final = re.compile(r"[aeiouyw]")
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sounds(name: str) -> tuple[str, str]:
    """Give a name in plain Latin letters without articles, and its consonants as they sound."""
    normal = normalise(name)
    words = (normal if normal.isascii() else normalise(anyascii(normal))).split()
    word = "".join(each for each in words if each not in ARTICLES) or "".join(words)
    heard = word
    for letters, sound in _SOUNDS:
        heard = heard.replace(letters, sound)
    heard = heard.translate(_LETTERS)
    skeleton = heard[:1] + _VOWELS.sub("", heard[1:]).removesuffix("h")
    return _DOUBLED.sub(r"\1", word), _DOUBLED.sub(r"\1", skeleton)
