"""The answer of a language model, judged row by row: what the text does not bear out is dropped, and counted."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from events.dates import Day, parse_day
from events.extract.candidates import Candidate
from events.extract.engines.grounding import Ground, chosen
from events.extract.engines.question import ROW
from events.extract.mentions import ActorMention

CONFIDENCE: Final = 0.3
"""Of every proposal: nobody has measured how often an unknown model is right, so none goes ahead of the rules."""

MOST_ROWS: Final = 200
_ROW: Final = Draft202012Validator(ROW)
_LONGEST_AGO: Final = 366 * 150


class NoAnswer(ValueError):
    """What came is no answer to the question; the message says in what it fails."""


def rows(content: str) -> list[Any]:
    """Give the rows of an answer as it came, not judged.

    Raises `NoAnswer` when it is no JSON object with a list of candidates.
    """
    text = content.strip()
    if text.startswith("```"):  # the fence of a code block, which models like to put around
        text = text.strip("`").removeprefix("json").strip()
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NoAnswer("it is no JSON") from None
    found = value.get("candidates") if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise NoAnswer("it holds no list of candidates")
    return found


def judge(
    answer: list[Any], ground: Ground, piece: tuple[int, int], published: Day | None, engine: str
) -> tuple[list[Candidate], Counter[str]]:
    """Give the candidates that stand the test, and how many did not, by reason.

    ``piece`` is the span of the text that was asked about: a quote must stand in it, character by character.
    """
    kept: list[Candidate] = []
    dropped: Counter[str] = Counter()
    if len(answer) > MOST_ROWS:
        dropped[f"beyond the first {MOST_ROWS}"] = len(answer) - MOST_ROWS
    for row in answer[:MOST_ROWS]:
        candidate = _judged(row, ground, piece, published, engine)
        if isinstance(candidate, str):
            dropped[candidate] += 1
        elif candidate not in kept:
            kept.append(candidate)
    return sorted(kept, key=lambda each: (each.start, each.end)), dropped


def _judged(row: Any, ground: Ground, piece: tuple[int, int], published: Day | None, engine: str) -> Candidate | str:
    if not _ROW.is_valid(row):
        return "not of the form that was asked for"
    quote = row["quote"]
    start = ground.text.find(quote, *piece)
    if start < 0 or not quote.strip():
        return "with a quote that is not in the text"
    end = start + len(quote)
    mention = ground.place(row["place"], start, end)
    if mention is None:
        return "at no town, base or crossing that the text names"
    try:
        earliest, latest = (None if row[key] is None else parse_day(row[key]) for key in ("earliest", "latest"))
    except ValueError:
        return "with a day that is none"
    if not _possible(earliest, latest, published):
        return "with days that cannot be"
    actor, loser = (ground.actor(row[key], start, end) for key in ("actor", "from_actor"))
    reading = chosen(mention)
    said_by = row["attribution"] if row["attribution"] in ground.text else ""
    first, last = ground.sentence(start, end)
    return Candidate(
        place=mention.readings[0].name if reading else mention.surface,
        place_surface=mention.surface,
        kind=mention.readings[0].kind,
        change=row["change"],
        start=start,
        end=end,
        sentence_start=first,
        sentence_end=last,
        quote=quote,
        readings=mention.readings,
        place_id=reading.place_id if reading else "",
        geonameid=reading.geonameid if reading else 0,
        **_side("actor", actor),
        **_side("from_actor", loser),
        earliest=earliest,
        latest=latest,
        manner=row["manner"],
        extent=row["extent"],
        stance=row["stance"],
        standing=row["standing"],
        attribution=said_by,
        confidence=CONFIDENCE,
        rule="model",
        why="the model proposes it and its quote stands in the text",
        engine=engine,
    )


def _side(field: str, mention: ActorMention | None) -> dict[str, Any]:
    if mention is None:
        return {}
    return {field: mention.name, f"{field}_id": mention.actor_id, f"{field}_surface": mention.surface}


def _possible(earliest: Day | None, latest: Day | None, published: Day | None) -> bool:
    if latest is None:
        return earliest is None
    if earliest is not None and earliest > latest:
        return False
    first = latest if earliest is None else earliest
    return published is None or (latest <= published and published - first <= _LONGEST_AGO)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
