"""TopoJSON files -> rings and lines of whole milli-degrees, for the build only.

A topology stores every stretch of line once, as an *arc*, and features refer to arcs by number (`~i` means
arc `i` walked backwards). Keeping arcs until the very end is what keeps the map clean: a border simplified
once per arc is the same border for both of its neighbours.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

SCALE = 1000
"""Stored units per degree."""
TURN = 360 * SCALE
HALF = TURN // 2
POLE = 90 * SCALE

Points = NDArray[np.int64]
"""(n, 2) longitude, latitude in units of 1 / SCALE degree."""


@dataclass(frozen=True)
class Feature:
    """One geometry of a topology: its id and name (blank when the file has none) and its arc numbers.

    `parts` holds polygons as lists of rings, or lines as lists of one; a ring or line is a list of arc
    numbers.
    """

    id: str
    name: str
    parts: list[list[list[int]]]


@dataclass(frozen=True)
class Topology:
    """A decoded file: arcs as `Points` that may run past 180 degrees, and its layers of features."""

    arcs: list[Points]
    layers: dict[str, list[Feature]]


def read(path: Path) -> Topology:
    """Decode one quantised TopoJSON file.

    Raises OSError or ValueError when the file is missing or not TopoJSON.
    """
    raw = json.loads(path.read_text(encoding="utf-8"))
    if raw.get("type") != "Topology" or "transform" not in raw:
        raise ValueError(f"{path.name} is not quantised TopoJSON")
    scale, move = (np.array(raw["transform"][key], dtype=np.float64) for key in ("scale", "translate"))
    arcs = [_whole(np.cumsum(np.array(arc, dtype=np.int64), axis=0) * scale + move) for arc in raw["arcs"]]
    layers = {
        name: [_feature(one) for one in layer.get("geometries", [layer]) if one["type"] is not None]
        for name, layer in raw["objects"].items()
    }
    return Topology(arcs, layers)


def owners(features: list[Feature]) -> dict[int, list[str]]:
    """Which features use each arc: arc number -> names in file order, a name repeated when used twice."""
    found: dict[int, list[str]] = {}
    for feature in features:
        for part in feature.parts:
            for ring in part:
                for arc in ring:
                    found.setdefault(max(arc, ~arc), []).append(feature.name)
    return found


def join(arcs: list[Points], numbers: list[int]) -> Points:
    """The points of one ring or line, arcs end to end, turning past 180 degrees rather than jumping."""
    pieces: list[Points] = []
    for number in numbers:
        piece = arcs[number] if number >= 0 else arcs[~number][::-1]
        if pieces:
            piece = piece[1:] + np.array([pieces[-1][-1, 0] - piece[0, 0], 0])
        if len(piece):
            pieces.append(piece)
    return np.concatenate(pieces)


def cut(rings: list[Points]) -> Iterator[list[Points]]:
    """Split one polygon at the 180th meridian into polygons that lie between -180 and 180 degrees.

    The sources are stitched: a ring runs on over the meridian, and the ring of Antarctica goes once round the
    pole without closing. The first ring is the shell.
    """
    rings = [_close_over_pole(ring) for ring in rings]
    low, high = int(rings[0][:, 0].min()), int(rings[0][:, 0].max())
    if low >= -HALF and high <= HALF:
        yield rings
        return
    whole = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]), method="structure", keep_collapsed=False)
    for turn in range((low + HALF) // TURN, (high + HALF) // TURN + 1):
        window = shapely.box(turn * TURN - HALF, -POLE, turn * TURN + HALF, POLE)
        for piece in shapely.get_parts(shapely.intersection(whole, window)):
            if piece.geom_type == "Polygon" and piece.area > 0:
                loops = [piece.exterior, *piece.interiors]
                yield [np.rint(loop.coords).astype(np.int64) - np.array([turn * TURN, 0]) for loop in loops]


def _whole(degrees: NDArray[np.float64]) -> Points:
    points = np.rint(degrees * SCALE).astype(np.int64)
    step = np.diff(points[:, 0])
    points[1:, 0] -= TURN * np.cumsum(np.rint(step / TURN).astype(np.int64))
    fresh = np.ones(len(points), dtype=bool)
    fresh[1:] = np.any(points[1:] != points[:-1], axis=1)
    return points[fresh]


def _feature(raw: dict[str, Any]) -> Feature:
    numbers = raw["arcs"]
    parts: list[list[list[int]]]
    match raw["type"]:
        case "LineString":
            parts = [[numbers]]
        case "MultiLineString":
            parts = [[line] for line in numbers]
        case "Polygon":
            parts = [numbers]
        case "MultiPolygon":
            parts = numbers
        case other:
            raise ValueError(f"no use for a {other}")
    return Feature(str(raw.get("id") or ""), str(raw.get("properties", {}).get("name") or ""), parts)


def _close_over_pole(ring: Points) -> Points:
    gap = ring[-1, 0] - ring[0, 0]
    if abs(gap) < TURN:
        return ring
    pole = -POLE if ring[:, 1].mean() < 0 else POLE
    return np.concatenate([ring, [[ring[-1, 0], pole], [ring[0, 0], pole], ring[0]]])
