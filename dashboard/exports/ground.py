"""The quiet map under the marks: land, water, borders and the names of countries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Transform

from dashboard.exports.inks import Theme
from dashboard.exports.stage import mercator_x, mercator_y
from dashboard.exports.window import Window
from dashboard.timemap.basemap import clip

_DASH: Final = (0, (4, 3.2))


def artists(window: Window, theme: Theme, base: Transform, transparent: bool) -> Iterator[Artist]:
    """Give what to draw, lowest first; ``base`` maps pixels to the figure. Water and land are left out on a
    transparent ground."""
    layers = _layers(tuple(round(edge, 2) for edge in _around(window)))
    world = window.to_pixels() + base
    if not transparent:
        yield Rectangle((0, 0), window.width, window.height, facecolor=theme.water, edgecolor="none", transform=base)
        yield PathPatch(layers["land"], facecolor=theme.land, edgecolor="none", transform=world)
        yield PathPatch(layers["lakes"], facecolor=theme.lake, edgecolor="none", transform=world)
    grow = max(0.7, min(1.6, window.zoom / 6.5))
    for name, color, width, dash in (
        ("rivers", theme.river, 1.15 * grow, "-"),
        ("lakes", theme.river, 0.7, "-"),
        ("coast", theme.coast, 0.8 * grow, "-"),
        ("borders", theme.border, 1.05 * grow, "-"),
        ("disputed", theme.disputed, 1.05 * grow, _DASH),
    ):
        line = PathCollection([layers[name]], facecolor="none", edgecolor=color, linewidth=width, linestyle=[dash])
        line.set(capstyle="round", joinstyle="round")
        line.set_transform(world)
        yield line


def countries(window: Window) -> list[tuple[str, float, float]]:
    """Give the names of countries with their points in pixels, the largest country first."""
    return [(name, (x - window.x) * window.k, (y - window.y) * window.k) for name, x, y in _named()]


@cache
def _named() -> list[tuple[str, float, float]]:
    labels: Any = clip(-180.0, -85.0, 180.0, 85.0)["labels"]
    return [
        (str(label["name"]), float(mercator_x(label["lon"])), float(mercator_y(label["lat"])))
        for label in sorted(labels, key=lambda label: label["rank"])
    ]


def _around(window: Window) -> tuple[float, float, float, float]:
    west, south, east, north = window.degrees
    wide, high = (east - west) * 0.05, (north - south) * 0.05
    return west - wide, max(-90.0, south - high), east + wide, min(90.0, north + high)


@lru_cache(maxsize=8)
def _layers(box: tuple[float, float, float, float]) -> dict[str, Path]:
    found: dict[str, Any] = clip(*box)
    near, scale = found["near"], found["scale"]
    paths = {
        name: _path((ring for polygon in near[name] for ring in polygon), scale, closed=True)
        for name in ("land", "lakes")
    }
    for name in ("rivers", "coast", "borders", "disputed"):
        paths[name] = _path(near[name], scale, closed=False)
    return paths


def _path(lines: Any, scale: float, closed: bool) -> Path:
    vertices, codes = [np.zeros((0, 2))], [np.zeros(0, np.uint8)]
    for flat in lines:
        steps = np.asarray(flat, np.float64).reshape(-1, 2)
        degrees = np.cumsum(steps, axis=0) / scale
        points = np.column_stack([mercator_x(degrees[:, 0]), mercator_y(degrees[:, 1])])
        code = np.full(len(points), Path.LINETO, np.uint8)
        code[0] = Path.MOVETO
        if closed:
            points, code = np.vstack([points, points[:1]]), np.append(code, np.uint8(Path.CLOSEPOLY))
        vertices.append(points)
        codes.append(code)
    return Path(np.concatenate(vertices), np.concatenate(codes))
