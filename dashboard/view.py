"""The view: everything that makes two people see the same page, frozen, and its form in the address bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from events import vocab
from events.dates import iso, parse_day

SERIES: Final = ("places", "crossings", "country")
"""What the chart of places held can count."""

_LISTS: Final = ("actors", "kinds", "countries", "standings")
_RULE_PREFIX: Final = "publisher:"


@dataclass(frozen=True)
class View:
    """One view of a data set.

    ``day`` is an ISO date; ``known`` is empty (hindsight), ``then`` (each day as reported then) or an ISO date;
    ``rule`` decides, ``against`` is a second rule to compare with or empty. Empty filters let everything pass.
    ``lat``, ``lng`` (WGS84 degrees) and ``zoom`` are the map's position, None = fit to the data.
    """

    day: str = ""
    known: str = ""
    rule: str = "assessed"
    against: str = ""
    window: int = 7
    place: str = ""
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    search: str = ""
    series: str = "places"
    lat: float | None = None
    lng: float | None = None
    zoom: float | None = None

    def to_query(self) -> dict[str, str]:
        """Spell the view as query parameters; what is as usual is left out."""
        usual = View()
        query: dict[str, str] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value == getattr(usual, field.name) or value in (None, ""):
                continue
            query[field.name] = "~".join(value) if field.name in _LISTS else _spell(value)
        return query

    def with_position(self, position: Mapping[str, object] | None) -> View:
        """Take over the map's position as the map reports it; anything else leaves the view as it is."""
        if not isinstance(position, Mapping):
            return self
        lat, lng, zoom = (_number(str(position.get(key, "")), *_RANGES[key]) for key in ("lat", "lng", "zoom"))
        return self if None in (lat, lng, zoom) else replace(self, lat=lat, lng=lng, zoom=zoom)


def from_query(query: Mapping[str, str], usual_day: str) -> tuple[View, list[str]]:
    """Read a view from query parameters; what cannot be read is left as usual and said in a sentence each."""
    view, said = View(day=usual_day), []
    for name, text in query.items():
        try:
            view = with_fields(view, **{name: _read(name, str(text))})
        except _Unknown:
            continue
        except ValueError as error:
            said.append(f"The address asks for {name} = {str(text)[:60]!r}: {error}. It is left out.")
    if None in (view.lat, view.lng, view.zoom):
        view = replace(view, lat=None, lng=None, zoom=None)
    return view, said


def with_fields(view: View, **fields: Any) -> View:
    """Give the view with some fields replaced."""
    return replace(view, **fields)


class _Unknown(Exception):
    """A parameter that is not ours."""


_RANGES: Final = {"lat": (-90.0, 90.0), "lng": (-540.0, 540.0), "zoom": (0.0, 20.0)}


def _read(name: str, text: str) -> object:
    if name == "day" or (name == "known" and text not in ("", "then")):
        return iso(parse_day(text))
    if name == "known":
        return text
    if name in ("rule", "against"):
        if text in vocab.RULES or (text.startswith(_RULE_PREFIX) and text != _RULE_PREFIX):
            return text
        raise ValueError(f"a rule is {', '.join(vocab.RULES)} or {_RULE_PREFIX}<name>")
    if name == "window":
        if text.isdecimal() and 1 <= int(text) <= 365:
            return int(text)
        raise ValueError("a number of days from 1 to 365 is needed")
    if name == "series":
        return _one_of(text, SERIES)
    if name in _RANGES:
        number = _number(text, *_RANGES[name])
        if number is None:
            raise ValueError("a number in range is needed")
        return number
    if name in _LISTS:
        words = tuple(word for word in text.split("~") if word)
        allowed = {"kinds": vocab.PLACE_KINDS, "standings": vocab.STANDINGS}.get(name)
        return tuple(_one_of(word, allowed) for word in words) if allowed else words
    if name in ("place", "search"):
        return text[:200]
    raise _Unknown(name)


def _one_of(word: str, allowed: Iterable[str]) -> str:
    if word in allowed:
        return word
    raise ValueError(f"choose from {', '.join(w for w in allowed if w)}")


def _number(text: str, low: float, high: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if low <= value <= high else None


def _spell(value: object) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
