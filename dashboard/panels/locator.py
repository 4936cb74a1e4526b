"""A small still map of where a place is: the land, its neighbours in their colours, other readings numbered."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from dashboard.panels.markup import text
from dashboard.timemap.basemap import clip

WIDTH: Final = 420
HEIGHT: Final = 176
"""Units of the drawing; it is scaled to the width that it is given."""

_NEAR: Final = 0.7
_FAR: Final = 12.0
_LABELS: Final = 9
_PAPER: Final = {
    "light": {"water": "#d9e2e7", "land": "#f6f2e9", "line": "#b3a99b", "river": "#b4c8d3", "ink": "#23262b",
              "halo": "#faf8f3", "ring": "#6a3fb5"},
    "dark": {"water": "#15191d", "land": "#24272b", "line": "#62676d", "river": "#35434e", "ink": "#f0eeea",
             "halo": "#14171a", "ring": "#b99cff"},
}  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A place on the small map: WGS84 degrees, its colour (blank = hollow), and a number where it is a reading."""

    name: str
    latitude: float
    longitude: float
    color: str = ""
    kind: str = ""
    number: int = 0
    chosen: bool = False


class _Frame:
    """Degrees into units of the drawing, true in the middle."""

    def __init__(self, readings: Sequence[Spot]) -> None:
        chosen = next((spot for spot in readings if spot.chosen), None)
        near = [s for s in readings if chosen is None or _apart(s, chosen) < _FAR]
        south, north = min(s.latitude for s in near), max(s.latitude for s in near)
        west, east = min(s.longitude for s in near), max(s.longitude for s in near)
        self.lat, self.lon = (south + north) / 2, (west + east) / 2
        self.narrow = max(math.cos(math.radians(self.lat)), 0.05)
        high = max((north - south) * 0.75, (east - west) * self.narrow * HEIGHT / WIDTH * 0.75, _NEAR)
        self.scale = HEIGHT / 2 / high
        wide = WIDTH / 2 / self.scale / self.narrow
        self.box = (self.lon - wide, max(self.lat - high, -90.0), self.lon + wide, min(self.lat + high, 90.0))

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        away = (longitude - self.lon + 180) % 360 - 180
        return WIDTH / 2 + away * self.narrow * self.scale, HEIGHT / 2 - (latitude - self.lat) * self.scale


def locator(readings: Sequence[Spot], neighbours: Iterable[Spot], theme: str) -> str:
    """Draw the readings (at least one) and what lies around them, as SVG; every word in it is escaped.

    ``theme`` is light or dark. Readings far from the chosen one are left out; while none is chosen, all are shown.
    """
    paper = _PAPER[theme]
    frame = _Frame(readings)
    marks, taken = [], []
    inside = [(spot, *frame.at(spot.latitude, spot.longitude)) for spot in readings]
    for spot, x, y in inside:
        if _shown(x, y):
            taken.append(_box(x, y, f"{spot.number} {spot.name}" if spot.chosen else "", 12))
            marks.append(_reading(spot, x, y, paper))
    around = [(spot, *frame.at(spot.latitude, spot.longitude)) for spot in neighbours]
    around = [each for each in around if _shown(each[1], each[2]) and not _covered(each, inside)]
    around.sort(key=lambda each: (each[1] - WIDTH / 2) ** 2 + (each[2] - HEIGHT / 2) ** 2)
    dots, labels = [], 0
    for spot, x, y in around:
        dots.append(_dot(spot, x, y, paper))
        room = _box(x, y, spot.name, 10)
        if labels < _LABELS and room[2] < WIDTH and not any(_meet(room, other) for other in taken):
            taken.append(room)
            labels += 1
            dots.append(_label(spot.name, x + 7, y + 3.5, 10, paper))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="Source Sans Pro, Source Sans, system-ui, sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paper["water"]}"/>{_land(frame, paper)}'
        f"{''.join(dots)}{''.join(marks)}</svg>"
    )


def picture(svg: str, label: str) -> str:
    """Give a drawing as an image element with words for those who do not see it; nothing in an image can run."""
    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="tt-locator" alt="{text(label)}" src="data:image/svg+xml;base64,{data}">'


def _land(frame: _Frame, paper: dict[str, str]) -> str:
    layers = _clipped(*(round(edge, 1) for edge in frame.box))
    land = f'<path d="{_paths(layers["land"], frame, True)}" fill="{paper["land"]}" fill-rule="evenodd"/>'
    rivers = f'<path d="{_paths(layers["rivers"], frame, False)}" fill="none" stroke="{paper["river"]}"/>'
    lakes = f'<path d="{_paths(layers["lakes"], frame, True)}" fill="{paper["water"]}" fill-rule="evenodd"/>'
    lines = []
    for name, dash in (("borders", ""), ("disputed", ' stroke-dasharray="4 3"')):
        path = _paths(layers[name], frame, False)
        lines.append(f'<path d="{path}" fill="none" stroke="{paper["line"]}" stroke-width="1.2"{dash}/>')
    return land + rivers + lakes + "".join(lines)


@lru_cache(maxsize=64)
def _clipped(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    near: dict[str, Any] = clip(west - 0.2, south - 0.2, east + 0.2, north + 0.2)["near"]  # type: ignore[assignment]
    return near


def _paths(shapes: Iterable[Any], frame: _Frame, closed: bool) -> str:
    made = []
    for shape in shapes:
        for ring in shape if closed else [shape]:
            points, x, y, last = [], 0, 0, (-9.0, -9.0)
            for east, north in zip(ring[::2], ring[1::2], strict=True):
                x, y = x + east, y + north
                here = frame.at(y / 1000, x / 1000)
                # Steps of less than a unit cannot be seen.
                if abs(here[0] - last[0]) + abs(here[1] - last[1]) >= 1.0:
                    points.append(f"{here[0]:.1f} {here[1]:.1f}")
                    last = here
            if len(points) > 1:
                made.append("M" + "L".join(points) + ("Z" if closed else ""))
    return "".join(made)


def _reading(spot: Spot, x: float, y: float, paper: dict[str, str]) -> str:
    width = 2.6 if spot.chosen else 1.4
    dash = "" if spot.chosen else ' stroke-dasharray="3 2"'
    fill = spot.color or paper["halo"]
    ring = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="none" stroke="{paper["ring"]}" stroke-width="{width}"{dash}/>'
    )
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{paper["ink"]}" stroke-width="0.8"/>'
    words = f"{spot.number} {spot.name}" if spot.number else spot.name
    if not spot.chosen:
        return ring + dot + _label(str(spot.number or spot.name), x - 12, y - 8, 12, paper, bold=True, end=True)
    if x + 13 + len(words) * 6.6 > WIDTH:
        return ring + dot + _label(words, x - 13, y + 4, 12, paper, bold=True, end=True)
    return ring + dot + _label(words, x + 13, y + 4, 12, paper, bold=True)


def _dot(spot: Spot, x: float, y: float, paper: dict[str, str]) -> str:
    fill, rim = spot.color or paper["halo"], paper["ink"]
    if spot.kind == "border_crossing":
        # A crossing is told from a town by its shape, as on the large map.
        return f'<path d="M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5Z" fill="{fill}" stroke="{rim}" stroke-width="0.7"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{fill}" stroke="{rim}" stroke-width="0.7"/>'


def _label(
    words: str, x: float, y: float, size: int, paper: dict[str, str], bold: bool = False, end: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    anchor = ' text-anchor="end"' if end else ""
    halo = f'stroke="{paper["halo"]}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    where = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}"{weight}{anchor}'
    return f'<text {where} fill="{paper["ink"]}" {halo}>{text(words)}</text>'


def _box(x: float, y: float, words: str, size: int) -> tuple[float, float, float, float]:
    return x - 8, y - size * 0.8, x + 12 + len(words) * size * 0.55, y + size * 0.8


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _apart(one: Spot, other: Spot) -> float:
    return abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)


def _shown(x: float, y: float) -> bool:
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def _covered(each: tuple[Spot, float, float], readings: Sequence[tuple[Spot, float, float]]) -> bool:
    return any(abs(each[1] - x) < 2 and abs(each[2] - y) < 2 for _, x, y in readings)
