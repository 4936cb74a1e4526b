"""Cutting layers to a box and writing them down compactly: whole arrays at a time, never vertex by vertex."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from . import detail
from .atlas import Ints, Layer, atlas

Box = tuple[int, int, int, int]
"""West, south, east, north in 1/1000 degree."""

_TURN = 360_000
_HALF = 180_000
_LEAST_AREA = 4
"""Square units. A clipped corner smaller than this is noise."""

Geometries = NDArray[np.object_]


@dataclass(frozen=True)
class Ragged:
    """Lines, or the rings of polygons, in one array.

    `steps` is (n, 2); part `i` is `[parts[i], parts[i + 1])`, its first step being its first point. For areas
    the parts are rings, and polygon `j` is the parts `[polygons[j], polygons[j + 1])`; for lines `polygons`
    is None.
    """

    steps: Ints
    parts: Ints
    polygons: Ints | None

    @property
    def size(self) -> int:
        """Bytes of its JSON as `json.dumps` writes it by default, a little over rather than under."""
        digits = np.ones(self.steps.shape, dtype=np.int64)
        for power in range(1, 7):
            digits += np.abs(self.steps) >= 10**power
        brackets = 4 * (len(self.parts) + (0 if self.polygons is None else len(self.polygons)))
        return int(digits.sum() + (self.steps < 0).sum() + 2 * self.steps.size + brackets)


def written(ragged: Ragged) -> list[object]:
    """The JSON-ready form: a list of flat lists of numbers, or for areas a list of lists of them."""
    flat = ragged.steps.ravel().tolist()
    ends = (2 * ragged.parts).tolist()
    parts: list[object] = [flat[first:last] for first, last in pairwise(ends)]
    if ragged.polygons is None:
        return parts
    groups = ragged.polygons.tolist()
    return [parts[first:last] for first, last in pairwise(groups)]


def areas(layer: Layer, box: Box, level: int) -> Ragged:
    """The polygons of a layer inside the box at a level of detail, every one of them valid."""
    found = np.concatenate([_moved(_areas(layer, there, level), turn) for turn, there in _worlds(box)])
    if not len(found):
        none = np.zeros(1, dtype=np.int64)
        return Ragged(np.zeros((0, 2), dtype=np.int64), none, none)
    _, points, (rings, polygons) = shapely.to_ragged_array(found)
    return _ragged(points, np.diff(rings), polygons)


def lines(layer: Layer, box: Box, level: int) -> Ragged:
    """The lines of a layer inside the box at a level of detail, none of them without length."""
    found = np.concatenate([_moved(_lines(layer, there, level), turn) for turn, there in _worlds(box)])
    return _ragged(shapely.get_coordinates(found), shapely.get_num_coordinates(found), None)


def vertices(layer: Layer, box: Box) -> Ints:
    """How many vertices of a layer each level adds inside the box: (FINEST + 1,)."""
    counts = np.zeros(detail.FINEST + 1, dtype=np.int64)
    for _, there in _worlds(box):
        which, _ = _members(layer, np.flatnonzero(_touching(layer.box, there)))
        points = atlas().points[which]
        inside = np.all((points >= there[:2]) & (points <= there[2:]), axis=1)
        counts += np.bincount(atlas().level[which[inside]], minlength=len(counts))
    return counts


def _worlds(box: Box) -> Iterator[tuple[int, Box]]:
    """Each copy of the world that the box reaches: its turn, and the box as seen from the first copy."""
    west, south, east, north = box
    for turn in range((west + _HALF) // _TURN, (east + _HALF - 1) // _TURN + 1):
        yield turn, (max(west - turn * _TURN, -_HALF), south, min(east - turn * _TURN, _HALF), north)


def _areas(layer: Layer, box: Box, level: int) -> Geometries:
    assert layer.polygon is not None
    first, last = layer.polygon[:-1], layer.polygon[1:]
    extent = layer.box[first]
    chosen = _touching(extent, box) & _visible(extent, level)
    first, last, extent = first[chosen], last[chosen], extent[chosen]
    rings, owner = _ranges(first, last), np.repeat(np.arange(len(first)), last - first)
    points, counts = _thinned(layer, rings, level)
    full = counts >= 4
    full &= full[np.searchsorted(owner, owner)]  # no shell, no polygon
    if not full.any():
        return np.array([], dtype=object)
    points = points[np.repeat(full, counts)]
    owners, sizes = np.unique(owner[full], return_counts=True)
    offsets = (np.concatenate([[0], np.cumsum(counts[full])]), np.concatenate([[0], np.cumsum(sizes)]))
    whole = shapely.from_ragged_array(shapely.GeometryType.POLYGON, points, offsets)
    pieces = shapely.transform(_cut(whole, extent[owners], box), np.rint)
    # Rounding a cut to whole numbers can make a thin sliver touch itself.
    valid = shapely.is_valid(pieces)
    if not valid.all():
        mended = shapely.make_valid(pieces[~valid], method="structure", keep_collapsed=False)
        pieces = np.concatenate([pieces[valid], shapely.get_parts(shapely.set_precision(mended, 1))])
    return np.asarray(pieces[shapely.area(pieces) >= _LEAST_AREA])


def _lines(layer: Layer, box: Box, level: int) -> Geometries:
    loop = np.all(atlas().points[layer.start] == atlas().points[layer.stop - 1], axis=1)
    visible = _visible(layer.box, level) | ~loop & (not layer.sparse)
    chosen = np.flatnonzero(_touching(layer.box, box) & visible)
    points, counts = _thinned(layer, chosen, level)
    full = (counts >= 4) | ~loop[chosen]  # otherwise the shore of a ring that is not drawn
    if not full.any():
        return np.array([], dtype=object)
    offsets = np.concatenate([[0], np.cumsum(counts[full])])
    points = points[np.repeat(full, counts)]
    whole = shapely.from_ragged_array(shapely.GeometryType.LINESTRING, points, (offsets,))
    pieces = _cut(whole, layer.box[chosen[full]], box)
    return np.asarray(pieces[shapely.length(pieces) > 0])


def _cut(whole: Geometries, extent: Ints, box: Box) -> Geometries:
    """The single geometries that remain inside the box; what lies in it already is left alone."""
    cross = np.any(extent[:, :2] < box[:2], axis=1) | np.any(extent[:, 2:] > box[2:], axis=1)
    pieces = shapely.get_parts(shapely.clip_by_rect(whole[cross], *map(float, box)))
    return np.concatenate([whole[~cross], pieces[~shapely.is_empty(pieces)]])


def _touching(extent: Ints, box: Box) -> NDArray[np.bool_]:
    return np.asarray(np.all((extent[:, :2] <= box[2:]) & (extent[:, 2:] >= box[:2]), axis=1))


def _visible(extent: Ints, level: int) -> NDArray[np.bool_]:
    """Which extents measure at least a pixel and a half at this level; at the finest level, all."""
    degrees = extent / 1000
    height = detail.mercator(degrees[:, 3]) - detail.mercator(degrees[:, 1])
    size = np.maximum(degrees[:, 2] - degrees[:, 0], height)
    return np.asarray(size >= (0 if level >= detail.FINEST else 3 * detail.tolerance(level)))


def _thinned(layer: Layer, parts: Ints, level: int) -> tuple[NDArray[np.float64], Ints]:
    """The vertices of some parts that matter at a level, and how many each part has left."""
    which, lengths = _members(layer, parts)
    kept = atlas().level[which] <= level
    ends = np.concatenate([[0], np.cumsum(kept)])[np.cumsum(lengths)]
    return atlas().points[which[kept]].astype(np.float64), np.diff(ends, prepend=0)


def _members(layer: Layer, parts: Ints) -> tuple[Ints, Ints]:
    return _ranges(layer.start[parts], layer.stop[parts]), layer.stop[parts] - layer.start[parts]


def _ranges(first: Ints, last: Ints) -> Ints:
    """The numbers of all the ranges [first, last), one range after the other."""
    lengths = last - first
    return np.asarray(np.arange(lengths.sum()) + np.repeat(first - (np.cumsum(lengths) - lengths), lengths))


def _moved(geometries: Geometries, turn: int) -> Geometries:
    if not turn:
        return geometries
    return np.asarray(shapely.transform(geometries, lambda points: points + np.array([turn * _TURN, 0])))


def _ragged(points: NDArray[np.float64], counts: Ints, polygons: Ints | None) -> Ragged:
    """Points of parts of `counts` vertices -> steps; vertices that round to the one before are dropped."""
    whole = np.rint(points).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=0)
    owner = np.repeat(np.arange(len(counts)), counts)
    first = np.diff(owner, prepend=-1) > 0
    fresh = first | np.any(steps != 0, axis=1)
    if polygons is None:  # a line that rounds to a single point; rings are beyond that
        fresh &= np.bincount(owner[fresh], minlength=len(counts))[owner] >= 2
    steps = np.where(first[:, None], whole, steps)[fresh]
    left = np.bincount(owner[fresh], minlength=len(counts))
    left = left if polygons is not None else left[left > 0]
    return Ragged(steps, np.concatenate([[0], np.cumsum(left)]), polygons)
