"""From text to candidates: who may have taken, left or held which place, when, and by whose word.

Language and spans live here, nothing else. It may be unsure, and it never writes a claim.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from events.dates import DayLike, parse_day
from events.extract.candidates import Candidate, Candidates
from events.extract.mentions import ActorMention, PlaceMention, Reading, TimeMention

if TYPE_CHECKING:
    import pandas as pd

    from events.extract.gazetteer import Gazetteer
    from events.extract.sides.actors import Actors

__all__ = [
    "ActorMention", "Actors", "Candidate", "Candidates", "Gazetteer", "PlaceMention", "Reading", "TimeMention",
    "extract",
]  # fmt: skip

# Who only reads a ledger need not wait for the lexicon and the rules: these come when they are asked for.
_LATER = {"Actors": "events.extract.sides.actors", "Gazetteer": "events.extract.gazetteer"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)


def extract(
    text: str,
    published: DayLike | None = None,
    gazetteer: Gazetteer | None = None,
    *,
    actors: Actors | None = None,
) -> Candidates:
    """Propose which places changed hands, were held or attacked, as one English article tells it.

    ``published`` is the day of publication (``YYYY-MM-DD`` or a date); without it relative times have no days.
    ``gazetteer`` and ``actors`` say which places and sides are known; by default those of the built-in data set over
    the world's towns and the built-in lexicon. Spans of the candidates are half-open offsets in ``text``. Raises
    `ValueError` when ``published`` is no day, OSError when the index of the world's towns can be neither read nor
    written; no text raises.
    """
    from events.extract.pipeline import run

    day = None if published is None else parse_day(published)
    return run(text, day, gazetteer or _gazetteer(), actors or _actors())


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    from events.extract.gazetteer import Gazetteer

    return Gazetteer.open(_built_in("places"))


@lru_cache(maxsize=1)
def _actors() -> Actors:
    from events.extract.sides.actors import Actors

    return Actors.open(_built_in("actors"))


def _built_in(table: str) -> pd.DataFrame:
    from events.datasets import BUILT_IN
    from events.load import read

    frame: pd.DataFrame = getattr(read(BUILT_IN), table)
    return frame
