"""A window on the world: box -> the land, water and lines inside it, as compact JSON-ready lists."""

import json
import math
from functools import cache

import numpy as np

from .atlas import AREAS, LINES, Layer, atlas
from .shapes import Box, Ragged, areas, lines, vertices, written

SCALE = 1000
SOURCE = "Natural Earth, public domain; boundaries are de facto as drawn there, no endorsement"

NEAR_BYTES = 290_000
FAR_BYTES = 190_000
"""As `json.dumps` writes by default; labels and all it stays below 500 kB. Compact it is a fifth less."""

_SMALLEST = 10
"""Units; a box thinner than this is widened to it."""
_BYTES_PER_POINT = 6.0
"""On the low side: it picks the first level to try, and from there the search goes down."""


def clip(west: float, south: float, east: float, north: float) -> dict[str, object]:
    """The basemap for a box of WGS84 degrees, with a coarse map of the whole world behind it.

    Returns {"scale": 1000, "near": {...}, "far": {...}, "labels": [...], "source": "..."}, made of plain
    dicts, lists, ints, floats and strings, at most 400 kB of JSON; it is the caller's own, to change at will.
    `near` has "box" [west, south, east, north] in degrees and the layers; `far` the layers for the whole
    world. Layers: "land" and "lakes" are lists of polygons, each a list of closed rings, the shell first,
    holes after it; "coast", "borders", "disputed" and "rivers" are lists of lines. A ring or line is a flat
    list of whole numbers in 1 / scale degree: longitude and latitude of its first point, then the step to
    each next one. Draw lakes after rivers: a river runs on through its lakes. `near` is as fine as 290 kB
    allow, down to the 1:10 million source. "labels" has every country of the world: "name", "lat", "lon" in
    degrees, "rank" (1 is the largest by area), "rival" (whose name is written with it, or neither; "" for most).

    Latitudes are cut at the poles and may come in either order. Longitudes may pass 180: the world repeats,
    and the answer keeps to the caller's numbers, up to two turns from 0; a box further out comes back whole
    turns nearer. With west > east the box crosses the 180th meridian; wider than the world, it is one turn
    about its middle; thinner than 0.01 degree, it is widened to that. Raises ValueError for NaN or infinity,
    nothing otherwise.
    """
    return {
        "scale": SCALE,
        "near": near(west, south, east, north),
        "far": json.loads(_far()),
        "labels": [dict(vars(label)) for label in atlas().labels],
        "source": SOURCE,
    }


def near(west: float, south: float, east: float, north: float) -> dict[str, list[object]]:
    """The part `near` of `clip` alone, for who has no use for the world behind it; in units of 1 / `SCALE` degree."""
    box = _frame(west, south, east, north)
    return {"box": [edge / SCALE for edge in box], **_fitting("near", box, NEAR_BYTES)}


@cache
def _far() -> str:
    # Kept as text: reading it back is the cheapest way to give every caller a copy of its own.
    return json.dumps(_fitting("far", (-180 * SCALE, -90 * SCALE, 180 * SCALE, 90 * SCALE), FAR_BYTES))


def _fitting(distance: str, box: Box, limit: int) -> dict[str, list[object]]:
    """The layers inside the box, at the finest level whose JSON stays within `limit` bytes."""
    layers = {name: atlas().layers[f"{distance}.{name}"] for name in AREAS + LINES}
    counts = sum(vertices(layer, box) for layer in layers.values())
    level = max(0, int((np.cumsum(counts) * _BYTES_PER_POINT <= limit).sum()) - 1)
    while True:
        found = {name: _cut(layer, box, level) for name, layer in layers.items()}
        if level == 0 or sum(ragged.size for ragged in found.values()) <= limit:
            return {name: written(ragged) for name, ragged in found.items()}
        level -= 1


def _cut(layer: Layer, box: Box, level: int) -> Ragged:
    return lines(layer, box, level) if layer.polygon is None else areas(layer, box, level)


def _frame(west: float, south: float, east: float, north: float) -> Box:
    """A box as people and maps give it -> a proper one, in whole units; see `clip`."""
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ValueError(f"not a box: {west}, {south}, {east}, {north}")
    low, high = (min(max(edge, -90.0), 90.0) for edge in sorted((south, north)))
    width = (east % 360 - west % 360) % 360 if west > east else east - west
    if width > 360:
        west, width = west / 2 + east / 2 - 180, 360.0
    if abs(west) > 720:
        west = math.fmod(west, 360)
    left, right = _units(west, west + width)
    bottom, top = _units(low, high)
    bottom = min(bottom, 90 * SCALE - _SMALLEST)
    return left, bottom, min(max(right, left + _SMALLEST), left + 360 * SCALE), max(top, bottom + _SMALLEST)


def _units(low: float, high: float) -> tuple[int, int]:
    """Degrees -> whole units, outwards; the inner rounding forgives the last bit of a product."""
    return math.floor(round(low * SCALE, 6)), math.ceil(round(high * SCALE, 6))
