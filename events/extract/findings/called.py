"""What a place and a side are called in a candidate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from events.extract import words
from events.extract.gazetteer.lexicon import table
from events.extract.mentions import ActorMention
from events.extract.sides.forces import FOES, GROUPS, QUALIFIERS, STATE
from events.places import normalise

_LED_BY_NOUN: Final = re.compile(r"(?P<kind>(?:[a-z]+ )?)(?P<noun>[A-Za-z]+) of (?P<name>[A-Z‘'][^,()]+)\Z")
_CROSSING_AT: Final = re.compile(
    r"(?:border |frontier )?(?:crossing|post)(?: point)?(?: (?:with|to|into|from) [A-Z][\w' -]+?)? (?:at|of)"
    r" (?P<name>[A-Z‘'][^,()]+)\Z"
)
_PORTS: Final = frozenset(("port", "ports", "harbour", "harbor", "seaport"))
_SINGULAR: Final = frozenset(("headquarters", "barracks"))
_SHORTEST: Final = 3
_ABBREVIATION: Final = 6
_FIGHTERS: Final = STATE | FOES | GROUPS | {"of", "the", "and"}
_WORDS: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def name_of_place(surface: str) -> str:
    """Write the name of a place as it stands alone: "Amhara regions" -> "Amhara region", "port of Aden" -> "Aden"."""
    name = surface.strip()
    crossing = _CROSSING_AT.match(name)
    if crossing is not None:
        return f"{crossing['name']} border crossing"
    led = _LED_BY_NOUN.match(name)
    if led is not None and led["noun"].lower() in words.PLACE_NOUNS:
        noun = led["noun"].lower()
        single = noun in words.FACILITIES and noun not in _PORTS
        return f"{led['name']} {led['kind'].lower()}{noun}" if single else led["name"]
    last = name.rpartition(" ")[2]
    if last.islower() and last.endswith("s") and last[:-1] in words.PLACE_NOUNS and last not in _SINGULAR:
        return name[:-1]
    return name


def name_of_side(mention: ActorMention | None) -> str:
    """Give the name of a side, and in brackets what else it goes by: its initials, and the words of the text.

    "Rapid Support Forces (RSF)", "Eritrean government (Asmara)"; words that say nothing more are left out.
    """
    if mention is None:
        return ""
    name, initials = _named().get(mention.actor_id, ("", ""))
    own = name == mention.name or (not name and mention.name.endswith(" government"))
    if not own:
        # A data set calls its sides what it likes; and a side without an id is called what the text calls it.
        return mention.name
    more = _says_more(mention.surface, f"{mention.name} {initials}")
    called = [*filter(None, [initials]), *([mention.surface] if more else [])]
    return f"{mention.name} ({', '.join(called)})" if called else mention.name


@lru_cache(maxsize=4096)
def _says_more(surface: str, known: str) -> bool:
    surface = surface.removeprefix("The ").removeprefix("the ")
    told = [word for word in _WORDS.findall(surface) if word.lower() not in _FIGHTERS]
    # "Government troops" has its capital from the sentence that it begins, "Joint Forces" from its name.
    named = told if len(told) > 1 or surface.istitle() else [word for word in told if word.lower() not in QUALIFIERS]
    if not any(word[:1].isupper() for word in named) or (surface.isupper() and len(surface) > _ABBREVIATION):
        return False
    return not set(normalise(" ".join(told)).split()) <= set(normalise(known).split())


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[str, str]]:
    """Give the sides of the lexicon with the abbreviation of their names, blank where they go by none."""
    return {row["actor_id"]: (row["name"], _abbreviation(row)) for row in table("actors.csv")}


def _abbreviation(row: Mapping[str, str]) -> str:
    """Give the alias of capitals whose letters begin the words of the name, in whatever order: RAFC is FARC."""
    letters = Counter(part[0].upper() for part in re.split(r"[\s–-]+", row["name"]) if part[:1].isalpha())
    for alias in row["aliases"].split("|"):
        if _SHORTEST <= len(alias) <= _ABBREVIATION and alias.isupper() and not Counter(alias) - letters:
            return alias
    return ""
