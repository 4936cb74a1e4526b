"""One outline per kind of place, as on the screen: the shape says what a place is, colour only who holds it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from matplotlib.path import Path


@dataclass(frozen=True)
class Shape:
    """An outline of radius 1, y downwards; ``radius`` in pixels at scale 1, ``least`` is how far it may shrink in a
    crowd, ``reach`` its outermost point in radii; ``bar`` marks a crossing."""

    outline: Path
    radius: float
    least: float
    reach: float
    name: str
    bar: bool = False


def _polygon(*points: tuple[float, float]) -> Path:
    return Path([*points, points[0]], closed=True)


def _box(wide: float, high: float, rounding: float) -> Path:
    # A quarter of a circle as a Bézier curve.
    r, c = min(rounding, wide, high), min(rounding, wide, high) * 0.4477
    vertices: list[tuple[float, float]] = [(-wide + r, -high)]
    codes = [Path.MOVETO]
    for start, one, two, end in (
        ((wide - r, -high), (wide - c, -high), (wide, -high + c), (wide, -high + r)),
        ((wide, high - r), (wide, high - c), (wide - c, high), (wide - r, high)),
        ((-wide + r, high), (-wide + c, high), (-wide, high - c), (-wide, high - r)),
        ((-wide, -high + r), (-wide, -high + c), (-wide + c, -high), (-wide + r, -high)),
    ):
        vertices += [start, one, two, end]
        codes += [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    return Path([*vertices, vertices[0]], [*codes, Path.CLOSEPOLY])


def _curved(start: tuple[float, float], steps: Sequence[tuple[float, ...]]) -> Path:
    vertices, codes = [start], [Path.MOVETO]
    for step in steps:
        points = list(zip(step[::2], step[1::2], strict=True))
        vertices += points
        codes += [Path.LINETO] if len(points) == 1 else [Path.CURVE4] * 3
    return Path([*vertices, start], [*codes, Path.CLOSEPOLY])


_HEXAGON: Final = _polygon(*((math.sin(i * math.pi / 3) * 1.08, -math.cos(i * math.pi / 3) * 1.08) for i in range(6)))
_DROP: Final = _curved(
    (0, -1.25),
    [
        (0.35, -0.6, 0.88, -0.2, 0.88, 0.3),
        (0.88, 1.3, -0.88, 1.3, -0.88, 0.3),
        (-0.88, -0.2, -0.35, -0.6, 0, -1.25),
    ],
)
_BRIDGE: Final = _curved(
    (-1.2, -0.62),
    [(1.2, -0.62), (1.2, 0.62), (0.72, 0.62), (0.6, -0.2, -0.6, -0.2, -0.72, 0.62), (-1.2, 0.62)],
)
_HULL: Final = _curved((-1.1, -0.5), [(1.1, -0.5), (1.05, 1.15, -1.05, 1.15, -1.1, -0.5)])

SHAPES: Final = {
    "city": Shape(Path.unit_circle(), 7.5, 0.55, 1, "City"),
    "town": Shape(Path.unit_circle(), 5.6, 0.5, 1, "Town"),
    "village": Shape(Path.unit_circle(), 3.7, 0.5, 1, "Village"),
    "district": Shape(_box(1, 1, 0.45), 5.8, 0.55, 1.2, "District"),
    "border_crossing": Shape(
        _polygon((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)), 6.4, 0.72, 1.2, "Border crossing", bar=True
    ),
    "dam": Shape(_polygon((-0.62, -0.8), (0.62, -0.8), (1.3, 0.85), (-1.3, 0.85)), 6, 0.7, 1.2, "Dam"),
    "air_base": Shape(_polygon((0, -1.25), (1.2, 1), (0, 0.5), (-1.2, 1)), 6.8, 0.7, 1.2, "Air base"),
    "military_base": Shape(_polygon((-1, -1), (1, -1), (1, 1), (-1, 1)), 5.4, 0.68, 1.3, "Military base"),
    "refinery": Shape(_HEXAGON, 6.2, 0.7, 1.1, "Refinery"),
    "oil_field": Shape(_DROP, 6, 0.7, 1.2, "Oil field"),
    "bridge": Shape(_BRIDGE, 6.2, 0.7, 1.2, "Bridge"),
    "port": Shape(_HULL, 6.6, 0.7, 1.1, "Port"),
    "road": Shape(_box(1.35, 0.62, 0.62), 5.6, 0.65, 1.25, "Road"),
    "other": Shape(_polygon((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)), 4.2, 0.6, 1.1, "Other"),
}


def shape_of(kind: str) -> Shape:
    """Give the shape of a kind of place."""
    return SHAPES.get(kind, SHAPES["other"])


def radius(kind: str, scale: float) -> float:
    """Radius in pixels at a scale of crowding, from 1.15 (roomy) down to 0.3 (tens of thousands in sight)."""
    shape = shape_of(kind)
    return shape.radius * max(shape.least * min(1.0, scale / 0.5), scale)


def outline(kind: str, size: float) -> Path:
    """Give the outline of a kind at a radius in pixels."""
    return scaled(shape_of(kind).outline, size)


def circle(size: float, below: float = 0.0) -> Path:
    """Give a circle of a radius in pixels, moved down by some."""
    return scaled(Path.unit_circle(), size, below)


def scaled(path: Path, size: float, below: float = 0.0) -> Path:
    """Give a path at another size, moved down by some pixels."""
    return Path(np.asarray(path.vertices) * size + (0.0, below), path.codes)


@cache
def stripes(reach: float, step: float, slope: int) -> Path:
    """Give parallel lines across a square of some reach, for hatching."""
    starts = np.arange(-3 * reach, 3 * reach + step, step)
    vertices = np.empty((2 * len(starts), 2))
    vertices[::2] = np.column_stack([starts - slope * 2 * reach, np.full(len(starts), -2 * reach)])
    vertices[1::2] = np.column_stack([starts + slope * 2 * reach, np.full(len(starts), 2 * reach)])
    return Path(vertices, [Path.MOVETO, Path.LINETO] * len(starts))
