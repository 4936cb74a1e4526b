"""One HTML file that opens by double click with no network: the map, the cards, the steps of a narrative.

It presents them too, to a room, with the notes of whoever speaks in a second window.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import xstatic.pkg.leaflet as leaflet

from dashboard import selection
from dashboard.exports.plates import clock_words
from dashboard.panels.card import Subject, cards
from dashboard.panels.markup import STYLES, text
from dashboard.style import actor_colors, rule_words
from dashboard.timemap import payload
from dashboard.timemap.basemap import clip
from dashboard.timemap.element import MAP_OPTIONS, all_scripts, bitset, style_paths
from dashboard.view import View
from events import AliasIndex, Timeline

Opening = Literal["read", "present"]

_STATIC: Final = Path(__file__).with_name("static")
_LEAFLET: Final = Path(leaflet.BASE_DIR)
_SCRIPTS: Final = ("hands.js", "talk.js", "board.js", "telling.js", "notes.js", "standalone.js")
_STYLES: Final = ("standalone.css", "present.css")
_CARDED: Final = 8
"""Clocks for which every place has a card; for more the page would grow without end."""


@dataclass(frozen=True)
class Step:
    """One step as the page shows it.

    ``html``, ``sources`` (list items) and ``notes`` are markup of ours, in which every text of others is escaped;
    ``ringed`` are the ids of the places that it tells of, ``alt`` says what its map shows.
    """

    headline: str
    html: str
    view: View
    sources: str = ""
    notes: str = ""
    ringed: frozenset[str] = frozenset()
    alt: str = ""


def standalone(
    timeline: Timeline,
    view: View,
    cites: str,
    steps: Sequence[Step] = (),
    title: str = "",
    theme: str = "light",
    language: str = "en",
    opens: Opening = "read",
) -> bytes:
    """Write the page. ``cites`` is the line at its foot: data set, version, sources, licence."""
    title = title or timeline.about.title or "Territory Timeline"
    west, south, east, north = payload.bounds(timeline)
    names = AliasIndex(timeline.places)
    orders = [_order(timeline, step.view, names, step.ringed) for step in steps]
    first = orders[0] if orders else _order(timeline, view, names)
    views = [step.view for step in steps] or [view]
    packed = {
        "payloads": _payloads(timeline, views),
        "basemap": clip(*payload.surroundings(timeline)),
        "cards": _cards(timeline, views),
        "map": MAP_OPTIONS,
        "centre": [(south + north) / 2, (west + east) / 2],
        "options": {
            "day": views[0].day,
            "theme": theme,
            "bounds": [[south, west], [north, east]],
            "haloDays": views[0].window,
        },
        "first": first,
        "opens": opens,
        "steps": [
            {
                "headline": step.headline,
                "html": step.html,
                "sources": step.sources,
                "notes": step.notes,
                "stamp": clock_words(step.view),
                "rings": _told(step),
                "alt": step.alt or f"Map: {step.headline}",
                "order": order,
            }
            for step, order in zip(steps, orders, strict=True)
        ],
    }
    # Nothing may be asked of any host, and nothing can: the policy of the page lets it use only what it carries, and
    # run only the scripts that it was made with.
    sheets = [path.read_text(encoding="utf-8") for path in (_LEAFLET / "leaflet.css", *style_paths())]
    sheets += [STYLES, *((_STATIC / name).read_text(encoding="utf-8") for name in _STYLES)]
    scripts = [(_LEAFLET / "leaflet.js").read_text(encoding="utf-8"), all_scripts()]
    scripts += [(_STATIC / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    scripts = [_script(script) for script in scripts]
    page = (
        (_STATIC / "standalone.html")
        .read_text(encoding="utf-8")
        .format(
            title=text(title),
            language=text(language),
            opens=opens,
            stamp=text(clock_words(views[0])),
            cites=text(cites),
            allowed=" ".join(f"'sha256-{_digest(script)}'" for script in scripts),
            styles="\n".join([*(_style(sheet) for sheet in sheets), _colors(timeline)]),
            packed=base64.b64encode(gzip.compress(_json(packed), compresslevel=6, mtime=0)).decode(),
            scripts="\n".join(f"<script>{script}</script>" for script in scripts),
        )
    )
    return page.encode()


def _clock(view: View) -> str:
    """Name what the states of a view rest on: the clock and the rule."""
    return f"{view.known}|{view.rule}"


def _card_clock(view: View) -> str:
    """Name what the cards of a view rest on: as reported then, it is another one every day."""
    return f"{view.day if view.known == 'then' else view.known}|{view.rule}"


def _payloads(timeline: Timeline, views: Sequence[View]) -> dict[str, dict[str, Any]]:
    """Give the states by clock; those after the first without what no clock alters."""
    made: dict[str, dict[str, Any]] = {}
    for view in views:
        if _clock(view) not in made:
            built = payload.build(timeline, view.known or None, view.rule)
            made[_clock(view)] = {name: built[name] for name in ("segments", "changes")} if made else built
    return made


def _cards(timeline: Timeline, views: Sequence[View]) -> dict[str, dict[str, str]]:
    """Give the cards of all places by clock; a colour is a variable, so that a card can be read on light and dark."""
    colors = {actor: f"var(--actor-{at})" for at, actor in enumerate(timeline.actors["actor_id"])}
    spoken = timeline.claims["place_id"].unique().tolist()
    made: dict[str, dict[str, str]] = {}
    for view in views:
        key = _card_clock(view)
        if key not in made and len(made) < _CARDED:
            known = key.partition("|")[0]
            state = timeline.on(view.day, known or None, view.rule)
            made[key] = cards(Subject(timeline, known, view.rule, view.day, colors), state, spoken)
    return made


def _told(step: Step) -> str:
    if step.view.against:
        return f"dashed rings: told of here, or otherwise by the rule {rule_words(step.view.against)}"
    return "dashed rings: told of here" if step.ringed else ""


def _order(timeline: Timeline, view: View, names: AliasIndex, ringed: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Say a view as the page's map takes it; see `board.js`."""
    shown = selection.place_filter(timeline, names, view)
    rings = set(ringed)
    if view.against:
        rings |= set(timeline.flips(view.day, view.rule, view.against, view.known or None)["place_id"])
    order: dict[str, Any] = {
        "clock": _clock(view),
        "cards": _card_clock(view),
        "day": view.day,
        "select": view.place or None,
        "halo_days": view.window,
        "filter": {
            "bits": None if shown is None else bitset(shown.tolist()),
            "actors": list(view.actors) or None,
            "standings": list(view.standings) or None,
        },
        "rings": sorted(rings),
    }
    if view.lat is not None and view.lng is not None and view.zoom is not None:
        order["view"] = {"lat": view.lat, "lng": view.lng, "zoom": view.zoom}
    return order


def _colors(timeline: Timeline) -> str:
    pairs = actor_colors(timeline.actors)

    def variables(of: int) -> str:
        return "".join(f"--actor-{at}:{pair[of]};" for at, pair in enumerate(pairs))

    return f':root{{{variables(0)}}}:root[data-tm-theme="dark"]{{{variables(1)}}}'


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _script(script: str) -> str:
    # Ours and Leaflet's: an end tag in one of their strings would end the element.
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--").partition("//# sourceMappingURL")[0]


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _style(style: str) -> str:
    # Leaflet's pictures of its own controls and markers, which this map does not have.
    return "\n".join(line for line in style.splitlines() if "url(" not in line).replace("</style", "<\\/style")
