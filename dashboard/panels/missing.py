"""What a claim still lacks before it can be accepted, in words that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_WORDS: Final = {
    "claims.place_id": "Look the place up: nobody knows the name.",
    "claims.earliest": "Set the first day on which it can have happened: the text does not say.",
    "claims.latest": "Set the last day on which it can have happened: the text does not say.",
    "claims.change": "Choose what happened.",
    "claims.actor_id": "Choose who did it: the text does not name a side that is known.",
    "claims.source_id": "The source is not known.",
    "sources.publisher": "Name the publisher of the article.",
    "places.kind": "Choose what kind of place it is.",
    "places.latitude": "The place has no coordinates: look up another.",
    "places.longitude": "The place has no coordinates: look up another.",
    "places.name": "Name the place.",
}
_SEVERAL: Final = "Choose which place is meant."


def missing_words(missing: Sequence[str], several: bool = False) -> dict[str, str]:
    """Give a sentence for each cell of `Draft.missing`; ``several`` says that the place has readings to choose from."""
    said = {}
    for cell in missing:
        if cell == "claims.place_id" and several:
            said[cell] = _SEVERAL
        elif cell.startswith("actors."):
            said[cell] = "Choose what kind of side the new one is."
        else:
            said[cell] = _WORDS.get(cell, f"{cell.partition('.')[2]} is needed.")
    return said
