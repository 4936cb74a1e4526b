"""Where a sentence ends: stops that are none (Gen., U.S., 3.5), quotes, and the sources in brackets behind a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# It begins with the sign itself, which is looked for quickly, and looks back only from there.
_STOP: Final = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s|\Z|\([A-Z0-9])")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SOURCES: Final = re.compile(r"(?:\s{0,3}\([^()\n]{2,80}\)){1,12}(?=\s|\Z)|\s{0,3}\[[^\[\]\n]{2,120}\](?=\s*\Z)")
_SOURCE: Final = re.compile(r"\((?:via\s)?[A-Z0-9@‘'“\"](?:[^()\s]*\s){0,6}[^()\s]*(?<![.!?])\)")
_OUTLETS_LAST: Final = re.compile(
    r"(?:\s{0,3}\((?:AP|Associated Press|AFP|Reuters|BBC|BBC News|CNN|UPI|dpa|DPA|EFE|ANSA|TASS|RIA Novosti|Interfax|"
    r"Xinhua|Kyodo|Al Jazeera|SANA|IRNA|Anadolu|Anadolu Agency|Ukrinform|VOA|RFE/RL|Bloomberg|The Guardian|"
    r"The New York Times|The Washington Post)(?:,\s[^()]{2,60})?\)){1,12}\Z"
)
"""Brackets that are sources even where no stop stands before them."""

_NEXT: Final = re.compile(r"\s+(\S)")
_NO_WORD: Final = re.compile(r"[^\w'’.-]")
_LONGEST: Final = 24
"""Letters of a word before a stop that are looked at."""

_WORD: Final = re.compile(r"[\w'’-]+")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")

_TITLES: Final = frozenset(
    (
        "adm", "brig", "capt", "cdr", "cmdr", "col", "comdr", "cpl", "dr", "fr", "gen", "gov", "hon", "lt",
        "ltc", "ltg", "maj", "messrs", "mgr", "mr", "mrs", "ms", "mt", "pfc", "pres", "prof", "pvt", "rep",
        "reps", "rev", "rt", "sec", "sen", "sens", "sgt", "spc", "spec", "sr", "supt", "st", "ste", "sup",
        "vs", "viz", "cf", "al", "ft", "ph", "brig-gen", "lt-gen", "maj-gen", "lt-col", "mohd", "abp", "bp",
    )
)  # fmt: skip
"""Abbreviations after which a name follows: their stop ends no sentence."""

_NUMBERED: Final = frozenset(
    (
        "no", "nos", "art", "sec", "fig", "pp", "p", "vol", "ch", "para", "op", "jan", "feb", "mar", "apr",
        "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    )
)  # fmt: skip
"""Abbreviations after which a number follows."""

_MAY_END: Final = frozenset(
    (
        "a.m", "p.m", "u.s", "u.n", "u.k", "e.u", "u.s.a", "u.a.e", "d.c", "inc", "ltd", "corp", "co", "jr",
        "sr", "etc", "bros", "dept", "d.r.c",
    )
)  # fmt: skip
"""Abbreviations that may stand last in a sentence: it ends there when a word follows that begins sentences."""

_OPENERS: Final = frozenset(
    (
        "a", "after", "all", "although", "an", "and", "another", "as", "at", "because", "before", "both",
        "but", "by", "during", "earlier", "even", "for", "fighters", "forces", "from", "government", "he",
        "her", "his", "however", "if", "in", "it", "its", "last", "later", "local", "many", "meanwhile",
        "militants", "more", "most", "no", "not", "on", "one", "only", "other", "our", "rebels", "reports",
        "residents", "she", "since", "so", "some", "soldiers", "state", "such", "that", "the", "their",
        "then", "there", "these", "they", "this", "those", "though", "three", "troops", "two", "under",
        "until", "we", "what", "when", "where", "while", "who", "with", "witnesses",
    )
)  # fmt: skip


def sentence_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the end of each sentence of ``text[start:end]``, and the end of the source brackets behind it.

    Offsets are into ``text``; the two are equal where no source stands there.
    """
    done = start
    for match in _STOP.finditer(text, start, end):
        at = match.end()
        if match.start() < done:
            continue  # "Yahoo!" inside the brackets of a source
        behind = sources_end(text, at, end)
        if behind == at and at < end and text[at] == "(":
            continue
        if at == end or behind > at or _is_end(text, start, match, end):
            done = behind
            yield at, behind
    outlet = _OUTLETS_LAST.search(text, max(done, end - 120), end) if text[end - 1 : end] == ")" else None
    if outlet:  # a line that ends with its sources instead of a stop
        yield outlet.start(), end


def sources_end(text: str, at: int, end: int) -> int:
    """Give the end of the brackets with sources that begin at an offset, or the offset where none do."""
    match = _SOURCES.match(text, at, end)
    if not match or not all(_SOURCE.fullmatch(part) for part in _BRACKETS.findall(match[0])):
        return at
    return match.end()


def _is_end(text: str, start: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, match.end(), end)
    if following is None:
        return True
    if following[1].islower():
        return False
    stop = match[0]
    if stop[0] != "." or stop.startswith("..") or len(stop) > 1:
        return True
    spelled = _NO_WORD.split(text[max(start, match.start() - _LONGEST) : match.start()])[-1]
    word = spelled.lower().lstrip("'’")
    if word in _NUMBERED and (following[1].isdigit() or word in ("no", "nos")):
        return not following[1].isdigit()
    if word in _MAY_END:
        return _opens(text, following.start(1), end)
    if word in _TITLES:
        return False
    # An initial, or initials: "J. Smith", "J.R. Smith".
    if spelled[:1].isupper() and _INITIALS.fullmatch(word):
        return len(word) > 1 and _opens(text, following.start(1), end)
    return True


def _opens(text: str, at: int, end: int) -> bool:
    """Tell whether a word that begins sentences stands at an offset."""
    word = _WORD.match(text, at, end)
    return word is not None and word[0].lower() in _OPENERS
