"""One HTML file that opens by double click with no network: the map, the cards, the steps of a narrative."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import xstatic.pkg.leaflet as leaflet

from dashboard import selection
from dashboard.exports.sheet import clock_words
from dashboard.panels.card import Subject, cards
from dashboard.panels.markup import STYLES, text
from dashboard.style import actor_colors
from dashboard.timemap import all_scripts, bitset, payload, style_paths
from dashboard.timemap.basemap import clip
from dashboard.timemap.element import MAP_OPTIONS
from dashboard.view import View
from events import AliasIndex, Timeline
from events.dates import in_words, parse_day

_STATIC: Final = Path(__file__).with_name("static")
_LEAFLET: Final = Path(leaflet.BASE_DIR)


@dataclass(frozen=True)
class Step:
    """One step as the page shows it: ``html`` is markup of ours, in which every text of others is escaped."""

    headline: str
    html: str
    view: View


def standalone(
    timeline: Timeline, view: View, cites: str, steps: Sequence[Step] = (), title: str = "", theme: str = "light"
) -> bytes:
    """Write the page. ``cites`` is the line at its foot: data set, version, sources, licence."""
    title = title or timeline.about.title or "Territory Timeline"
    west, south, east, north = payload.bounds(timeline)
    dark = theme == "dark"
    colors = {
        actor: pair[dark]
        for actor, pair in zip(timeline.actors["actor_id"], actor_colors(timeline.actors), strict=True)
    }
    names = AliasIndex(timeline.places)
    packed = {
        "payload": payload.build(timeline, view.known or None, view.rule),
        "basemap": clip(*payload.surroundings(timeline)),
        "cards": cards(
            Subject(timeline, view.known, view.rule, view.day, colors),
            timeline.on(view.day, view.known or None, view.rule),
            timeline.claims["place_id"].unique().tolist(),
        ),
        "map": MAP_OPTIONS,
        "centre": [(south + north) / 2, (west + east) / 2],
        "options": {"day": view.day, "theme": theme, "bounds": [[south, west], [north, east]], "haloDays": view.window},
        "first": _order(timeline, view, names),
        "steps": [
            {"headline": step.headline, "html": step.html, "order": _order(timeline, step.view, names)}
            for step in steps
        ],
    }
    styles = [_LEAFLET / "leaflet.css", *style_paths(), _STATIC / "standalone.css"]
    scripts = [(_LEAFLET / "leaflet.js").read_text(encoding="utf-8"), all_scripts()]
    scripts.append((_STATIC / "standalone.js").read_text(encoding="utf-8"))
    page = _PAGE.format(
        title=text(title),
        stamp=text(f"{clock_words(view)}; opens on {in_words(parse_day(view.day))}"),
        cites=text(cites),
        styles="\n".join(_style(path.read_text(encoding="utf-8")) for path in styles) + STYLES,
        packed=base64.b64encode(gzip.compress(_json(packed), compresslevel=6, mtime=0)).decode(),
        scripts="\n".join(f"<script>{_script(script)}</script>" for script in scripts),
    )
    return page.encode()


def _order(timeline: Timeline, view: View, names: AliasIndex) -> dict[str, Any]:
    """Say a view as an order to the map; see `timemap.element.Command`."""
    shown = selection.place_filter(timeline, names, view)
    flips = timeline.flips(view.day, view.rule, view.against, view.known or None) if view.against else None
    order: dict[str, Any] = {
        "day": view.day,
        "select": view.place or None,
        "halo_days": view.window,
        "filter": {
            "bits": None if shown is None else bitset(shown.tolist()),
            "actors": list(view.actors) or None,
            "standings": list(view.standings) or None,
        },
        "flips": None if flips is None else flips["place_id"].tolist(),
    }
    if view.lat is not None and view.lng is not None and view.zoom is not None:
        order["view"] = {"lat": view.lat, "lng": view.lng, "zoom": view.zoom}
    else:
        order["fit"] = True
    return order


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _script(script: str) -> str:
    # Ours and Leaflet's: an end tag in one of their strings would end the element.
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--").partition("//# sourceMappingURL")[0]


def _style(style: str) -> str:
    # Leaflet's pictures of its own controls and markers, which this map does not have.
    return "\n".join(line for line in style.splitlines() if "url(" not in line).replace("</style", "<\\/style")


# Nothing may be asked of any host, and nothing can: the policy lets the page use only what it carries.
_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Territory Timeline">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>{styles}</style>
</head>
<body>
<header><h1><bdi>{title}</bdi></h1><span class="stamp">{stamp}</span>
<button id="theme" type="button">Light or dark</button>
</header>
<main id="map-here"><div id="map"></div></main>
<aside aria-label="What is told"><section id="step"></section><section id="card" aria-live="polite"></section></aside>
<footer>{cites}. Boundaries on the map are no endorsement.</footer>
<script id="packed" type="text/plain">{packed}</script>
{scripts}
</body>
</html>
"""
