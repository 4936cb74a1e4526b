"""The quiet map under the marks: land, water, borders and the names of countries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from math import ceil, floor, log2
from typing import Any, Final, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from PIL import Image

from dashboard.exports.inks import Theme
from dashboard.exports.stage import mercator_x, mercator_y
from dashboard.exports.window import Window
from dashboard.timemap.basemap.atlas import atlas
from dashboard.timemap.basemap.window import SCALE, near

_DASH: Final = (0, (4, 3.2))


def artists(window: Window, theme: Theme, base: Transform, transparent: bool) -> Iterator[Artist]:
    """Give what to draw, lowest first; ``base`` maps pixels to the figure. Water and land are left out on a
    transparent ground."""
    layers = _layers(_around(window))
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


@lru_cache(maxsize=3)
def image(window: Window, theme: Theme, scale: float) -> Image.Image:
    """Draw water, land and lines as an RGB picture; callers set nothing down on it, but on a copy."""
    figure = Figure(figsize=(window.width / 72, window.height / 72), dpi=72 * scale)
    base = Affine2D().scale(1 / window.width, -1 / window.height).translate(0, 1) + figure.transFigure
    for order, artist in enumerate(artists(window, theme, base, transparent=False)):
        artist.set_zorder(order)
        figure.add_artist(artist)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]


class Country(NamedTuple):
    """The name of a country and its point; the name of its ``rival`` is written with it, or neither."""

    name: str
    x: float
    y: float
    rival: str


def countries(window: Window) -> list[Country]:
    """Give the names of countries with their points in pixels, the largest country first."""
    return [each._replace(x=(each.x - window.x) * window.k, y=(each.y - window.y) * window.k) for each in _named()]


@cache
def _named() -> list[Country]:
    return [
        Country(label.name, float(mercator_x(label.lon)), float(mercator_y(label.lat)), label.rival)
        for label in sorted(atlas().labels, key=lambda label: label.rank)
    ]


def _around(window: Window) -> tuple[float, float, float, float]:
    """Give west, south, east, north in degrees, somewhat wider: windows side by side are cut from one piece of land."""
    west, south, east, north = window.degrees
    step = 2.0 ** floor(log2(max(east - west, north - south, 1e-3) / 4))
    return (
        floor(west / step - 0.1) * step,
        max(-90.0, floor(south / step - 0.1) * step),
        ceil(east / step + 0.1) * step,
        min(90.0, ceil(north / step + 0.1) * step),
    )


@lru_cache(maxsize=32)
def _layers(box: tuple[float, float, float, float]) -> dict[str, Path]:
    found: dict[str, Any] = near(*box)
    paths = {
        name: _path((ring for polygon in found[name] for ring in polygon), SCALE, closed=True)
        for name in ("land", "lakes")
    }
    for name in ("rivers", "coast", "borders", "disputed"):
        paths[name] = _path(found[name], SCALE, closed=False)
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
