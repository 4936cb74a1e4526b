"""What a place and a side are called in a candidate."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from events.extract import words
from events.extract.gazetteer.lexicon import table
from events.extract.mentions import ActorMention

_LED_BY_NOUN: Final = re.compile(r"(?P<kind>(?:[a-z]+ )?)(?P<noun>[A-Za-z]+) of (?P<name>[A-Z‘'][^,()]+)\Z")
_PORTS: Final = frozenset(("port", "ports", "harbour", "harbor", "seaport"))
_SINGULAR: Final = frozenset(("headquarters", "barracks"))
_SHORTEST: Final = 3


def name_of_place(surface: str) -> str:
    """Write the name of a place as it stands alone: "Amhara regions" -> "Amhara region", "port of Aden" -> "Aden"."""
    name = surface.strip()
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
    """Give the name of a side, with the initials it goes by: "Rapid Support Forces (RSF)"."""
    if mention is None:
        return ""
    name, initials = _initials().get(mention.actor_id, ("", ""))
    return f"{mention.name} ({initials})" if name and name == mention.name else mention.name


@lru_cache(maxsize=1)
def _initials() -> dict[str, tuple[str, str]]:
    """Give the sides of the lexicon that go by the initials of their names."""
    found = {}
    for row in table("actors.csv"):
        letters = "".join(part[0] for part in re.split(r"[\s–-]+", row["name"]) if part[:1].isupper())
        if len(letters) >= _SHORTEST and letters in row["aliases"].split("|"):
            found[row["actor_id"]] = (row["name"], letters)
    return found
