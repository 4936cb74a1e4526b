"""The labelled articles: one JSON file each, and the only reader of them.

Labels follow the text, not the truth. An event is a place that changes hands, or that a side leaves:

- date: ISO day, month or year, or start and end; an end alone is "not later than", null an undated past;
- status: confirmed (the outlet's own voice, or a third party or the loser confirms), reported (attributed to others),
  claimed (only the side that gains says so), denied (the text carries a denial);
- partial: parts, most or a half of the place; optional: neither required nor punished;
- negatives: places that are named and do not change hands, with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from events.dates import Day, parse_day
from events.extract.score.windows import Window, read_window

BUILT_IN: Final = Path(__file__).resolve().parent.parent / "gold"
"""The articles that come with the project."""

CHANGES: Final = ("captured", "recaptured", "transferred", "withdrew", "entered", "contested")
"""What a label may say has happened; the first three put a place into other hands."""


@dataclass(frozen=True, slots=True)
class Event:
    """One labelled change of hands; ``kind`` is empty where the labeller gave none, ``window`` None when undated."""

    place: str
    change: str
    window: Window | None
    actor_to: str | None
    actor_from: str | None
    partial: bool
    status: str
    evidence: str
    kind: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Negative:
    """A place that the article names and that does not change hands there, with the reason."""

    place: str
    why: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Article:
    """One labelled article: its text, its day of publication, and what a careful reader finds in it."""

    slug: str
    title: str
    style: str
    published: Day
    text: str
    events: tuple[Event, ...]
    negatives: tuple[Negative, ...]


class Folder(NamedTuple):
    """The articles of a folder in the order of their slugs, and a sentence on every file that was set aside."""

    articles: tuple[Article, ...]
    set_aside: tuple[str, ...]


def read_folder(folder: str | Path) -> Folder:
    """Read every ``*.json`` of a folder; keys that the score does not need are passed over.

    A file that is no labelled article is set aside with its reason. Raises `ValueError` when there is no such folder
    or not one article in it.
    """
    path = Path(folder)
    if not path.is_dir():
        raise ValueError(f"{str(folder)!r} is not a folder; labelled articles are *.json files in one folder")
    articles, set_aside = [], []
    for file in sorted(path.glob("*.json")):
        try:
            articles.append(_article(file.stem, json.loads(file.read_text(encoding="utf-8"))))
        except ValueError as error:
            set_aside.append(f"{file.name}: {error}")
    if not articles:
        reasons = "".join(f"\n  {reason}" for reason in set_aside)
        raise ValueError(f"no labelled article in {str(folder)!r}{reasons}")
    return Folder(tuple(articles), tuple(set_aside))


def _article(slug: str, found: Any) -> Article:
    if not isinstance(found, Mapping):
        raise ValueError("not an object with text, published, events and negatives")
    return Article(
        slug=slug,
        title=str(found.get("title") or ""),
        style=_text(found, "style"),
        published=parse_day(_text(found, "published")),
        text=_text(found, "text"),
        events=tuple(_event(each) for each in _list(found, "events")),
        negatives=tuple(_negative(each) for each in _list(found, "negatives")),
    )


def _event(found: Any) -> Event:
    if not isinstance(found, Mapping):
        raise ValueError("an event is not an object")
    change = _text(found, "change")
    if change not in CHANGES:
        raise ValueError(f"change {change!r} is none of {', '.join(CHANGES)}")
    return Event(
        place=_text(found, "place"),
        change=change,
        window=read_window(found.get("date")),
        actor_to=_text(found, "actor_to") if found.get("actor_to") else None,
        actor_from=_text(found, "actor_from") if found.get("actor_from") else None,
        partial=bool(found.get("partial")),
        status=_text(found, "status"),
        evidence=_text(found, "evidence"),
        kind=str(found.get("kind") or found.get("place_kind") or ""),
        optional=bool(found.get("optional")),
    )


def _negative(found: Any) -> Negative:
    if not isinstance(found, Mapping):
        raise ValueError("a negative is not an object")
    return Negative(_text(found, "place"), _text(found, "why"), _text(found, "evidence"))


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is missing or is no text")
    return value


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    value = found.get(key)
    if not isinstance(value, list):
        raise ValueError(f"{key} is missing or is no list")
    return value
