"""The folium elements of the dated map: one that mounts it once, one that steers it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

STATIC_DIR: Final = Path(__file__).parent / "static"
"""Folder of our scripts and style sheets; serve it as `assets/timemap`."""

SCRIPTS: Final = (
    "dates.js", "dom.js", "theme.js", "payload.js", "shapes.js", "sprites.js", "blit.js", "surface.js",
    "basemap.js", "marks.js", "labels.js", "pointer.js", "track.js", "transport.js", "legend.js",
    "controls.js", "keys.js", "link.js", "view.js", "app.js", "twin.js", "mount.js",
)  # fmt: skip
"""Our scripts in the order in which they must run, after Leaflet."""

STYLES: Final = ("timemap.css", "panel.css")
"""Our style sheets, after Leaflet's."""

ASSETS: Final = "../../assets/"
"""From streamlit-folium's frame back to the root of the app; holds under any base path."""

TILES: Final[Mapping[str, str | int]] = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": "© OpenStreetMap contributors",
    "maxZoom": 19,
}
"""The optional tile layer. It is off until the user turns it on; only then a request leaves the machine."""

MAP_OPTIONS: Final[Mapping[str, Any]] = {
    "zoomControl": False,
    "attributionControl": False,
    "keyboard": False,
    "minZoom": 2,
    "maxZoom": 16,
    "zoomSnap": 0.25,
    "wheelPxPerZoomLevel": 110,
}
"""What Leaflet's map is born with: our own controls and keys stand in for its."""

Bounds = tuple[float, float, float, float]
"""West, south, east, north in WGS84 degrees."""


ESCAPES: Final = {
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027", "\u2028": "\\u2028", "\u2029": "\\u2029",
}  # fmt: skip


def script_json(value: object) -> str:
    """JSON that may stand in a script element, an `eval` and a Jinja template: no text can leave its string.

    Raises TypeError or ValueError for what JSON cannot say (NaN among it).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in ESCAPES.items():
        text = text.replace(character, escape)
    # branca reads rendered scripts once more as templates: a place named {{7*7}} would be computed here.
    # Outside of strings JSON never has a brace before one of these, so only text is touched.
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text)


def bitset(shown: Iterable[bool]) -> str:
    """Base64 of one bit per place in payload order, lowest bit first, for `Command(filter=...)`."""
    flags = list(shown)
    packed = bytearray((len(flags) + 7) // 8)
    for at, flag in enumerate(flags):
        if flag:
            packed[at >> 3] |= 1 << (at & 7)
    return base64.b64encode(bytes(packed)).decode("ascii")


@cache
def _version() -> str:
    """Digest of our static files: it goes into their URLs, so that no browser keeps an old script."""
    digest = hashlib.sha256()
    for name in (*SCRIPTS, *STYLES):
        digest.update((STATIC_DIR / name).read_bytes())
    return digest.hexdigest()[:10]


class TimeMap(JSCSSMixin, MacroElement):
    """Mounts the dated map on its folium map.

    `constants` go into the script as they are. streamlit-folium hashes that script and mounts anew when it
    differs by a byte: whatever can change during a visit belongs in a `Command`.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        TM.mount({{ this._parent.get_name() }}, {{ this.constants }});
        {% endmacro %}
    """)

    def __init__(self, constants: Mapping[str, object], assets: str = ASSETS) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "TimeMap"
        self.constants = script_json(dict(constants))
        version = _version()
        # All scripts in one: streamlit-folium fetches them one after the other, and twenty answers are twenty waits.
        self.default_js = [("timemap", f"{assets}timemap/all.js?v={version}")]
        self.default_css = [(name, f"{assets}timemap/{name}?v={version}") for name in STYLES]


class Command(MacroElement):
    """One order from Python to the mounted map; put it into the `feature_group_to_add` of `st_folium`.

    Each `seq` is carried out once, however often the page is drawn. Fields, all optional: `day` (ISO date),
    `load` (URL of a payload), `select` (place id or None), `filter` ({bits: see `bitset`, actors: ids, standings:
    words}, each None = all), `theme` ("light" or "dark"), `view` ({lat, lng, zoom}), `flips` (place ids to ring, or
    None), `halo_days`, `fit` (True), `locale` (BCP 47), `seen` (the `seq` of the newest value that Python knew: if
    the user has acted since, day, select and view are left as the user set them). Raises TypeError for an unknown
    field.
    """

    FIELDS: Final = frozenset(
        {"day", "load", "select", "filter", "theme", "view", "flips", "halo_days", "fit", "locale", "seen"}
    )

    # Line 1: streamlit-folium removes the layers of old feature groups but never forgets them; a long visit
    # would grow by every one. Line 2 waits in a queue if the map is not there yet.
    _template = Template(
        "{% macro script(this, kwargs) %}(window.feature_group || []).length = 0;\n"
        "(function (c) { if (window.timemap) window.timemap.command(c); "
        "else (window.TMQ = window.TMQ || []).push(c); })({{ this.order }});{% endmacro %}"
    )

    def __init__(self, seq: int, **fields: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        unknown = sorted(set(fields) - self.FIELDS)
        if unknown:
            raise TypeError(f"Command has no field {', '.join(unknown)}")
        self._name = "Command"
        self.order = script_json({"seq": seq, **fields})


def build_map(
    data_url: str | None,
    basemap_url: str | None,
    day: str | None = None,
    theme: str = "light",
    bounds: Bounds | None = None,
    *,
    assets: str = ASSETS,
    tiles: Mapping[str, str | int] | None = TILES,
    halo_days: int = 7,
    stale_days: int = 365,
    options: Mapping[str, object] | None = None,
) -> folium.Map:
    """A folium map that holds the dated map and nothing from any other host.

    Call it with the same arguments on every rerun of a session (the first ones); change things with
    `Command`. `day` is an ISO date, `bounds` west, south, east, north in degrees, `tiles` None removes the
    tile choice altogether. `data_url` may be None when the first `Command(load=...)` brings the data.
    """
    corners = [[bounds[1], bounds[0]], [bounds[3], bounds[2]]] if bounds else None
    centre = [(bounds[1] + bounds[3]) / 2, (bounds[0] + bounds[2]) / 2] if bounds else [33.5, 42.0]
    built = folium.Map(
        centre,
        zoom_start=6,
        tiles=None,
        zoom_control=False,
        **{name: value for name, value in MAP_OPTIONS.items() if name != "zoomControl"},
    )
    # Only the instance: the lists of the class are shared with every other folium map in the process.
    built.default_js = [("leaflet", f"{assets}leaflet/leaflet.js")]
    built.default_css = [("leaflet_css", f"{assets}leaflet/leaflet.css")]
    constants: dict[str, object] = {
        "data": data_url, "basemap": basemap_url, "day": day, "theme": theme, "bounds": corners,
        "tiles": dict(tiles) if tiles else None, "haloDays": halo_days, "staleDays": stale_days,
    }  # fmt: skip
    built.add_child(TimeMap({**constants, **(options or {})}, assets))
    return built


@cache
def all_scripts() -> str:
    """Our scripts in running order as one; serve it as `assets/timemap/all.js`."""
    return "\n".join(path.read_text(encoding="utf-8") for path in script_paths())


def script_paths() -> Sequence[Path]:
    """Our scripts in running order, for an export that inlines them."""
    return [STATIC_DIR / name for name in SCRIPTS]


def style_paths() -> Sequence[Path]:
    """Our style sheets in order, for an export that inlines them."""
    return [STATIC_DIR / name for name in STYLES]
