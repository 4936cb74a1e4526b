"""Whether a text is English enough for the rules."""

from __future__ import annotations

import re
from typing import Final

from events.extract.words import listed

_COMMON: Final = listed(
    "the of and to in a is was that for on as with by he it his at from they were are this have had be has its an who"
    " which their not but after said says"
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_FOREIGN: Final = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_TOKEN: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = (
    ("Arabic", "\u0600", "\u06ff"), ("Cyrillic", "\u0400", "\u04ff"), ("Hebrew", "\u0590", "\u05ff"),
    ("Chinese or Japanese", "\u3040", "\u9fff"), ("Korean", "\uac00", "\ud7af"), ("Burmese", "\u1000", "\u109f"),
    ("Ethiopic", "\u1200", "\u137f"), ("Devanagari", "\u0900", "\u097f"), ("Georgian", "\u10a0", "\u10ff"),
    ("Armenian", "\u0530", "\u058f"), ("Greek", "\u0370", "\u03ff"), ("Thai", "\u0e00", "\u0e7f"),
)  # fmt: skip
_LEAST_WORDS: Final = 12
_RARELY: Final = 20
"""Of so many words of English one is common at least."""

_SAMPLE: Final = 1_500


def not_english(text: str) -> str:
    """Say why a text is not read: it is in another script or another language; an empty string for English."""
    sample = text[:_SAMPLE]
    if _is_plainly_english(sample):
        return ""
    if _LETTER.search(sample) is None:
        sample = text[: _SAMPLE * 20]
    if _LETTER.search(sample) is None:
        return "There is no text to read: not one letter was found." if sample.strip() else "The text is empty."
    foreign = 0 if sample.isascii() else len(_FOREIGN.findall(sample))
    if foreign and foreign > len(_LATIN.findall(sample)):
        counts = {name: sum(low <= c <= high for c in sample) for name, low, high in _SCRIPTS}
        name = max(counts, key=lambda each: counts[each])
        script = f"the {name} script" if counts[name] else "another script"
        return f"The rules read English, and this text is in {script}: no candidates are proposed."
    tokens = _TOKEN.findall(sample.lower())
    if len(tokens) >= _LEAST_WORDS * 2 and sum(map(_COMMON.__contains__, tokens)) * _RARELY < len(tokens):
        return "The rules read English, and this text seems to be in another language: no candidates are proposed."
    return ""


def _is_plainly_english(sample: str) -> bool:
    """Tell nearly all English at a glance, by words that blanks part; the sure ways take five times as long."""
    low = sample.lower()
    common = sum(map(_COMMON.__contains__, low.split()))
    # A text has a word for every two characters at most, and every common word has a Latin letter.
    return common * _RARELY * 2 > len(low) and common >= len(sample) - len(sample.encode("ascii", "ignore"))
