"""Polygons that stay valid at every level of detail, for the build.

Leaving out vertices can fold a narrow inlet over its own shore. Where that happens at some level, the
vertices that undo it are called in at that level already. Done once here, so that clipping never meets a
tangled ring.
"""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from .detail import FINEST
from .topojson import Points

Levels = NDArray[np.int64]


def repaired(rings: list[Points]) -> Iterator[list[Points]]:
    """One polygon as valid polygons on whole numbers; mostly the polygon itself, unchanged.

    The sources round, so a ring may touch or cross itself by one unit; what has no area left vanishes.
    """
    rings = [ring for ring in rings if len(ring) >= 4]
    if not rings:
        return
    whole = shapely.Polygon(rings[0], rings[1:])
    if whole.is_valid:
        yield rings
        return
    whole = shapely.set_precision(shapely.make_valid(whole, method="structure", keep_collapsed=False), 1)
    for piece in shapely.get_parts(whole):
        if piece.geom_type == "Polygon" and not piece.is_empty:
            loops = [piece.exterior, *piece.interiors]
            yield [np.rint(loop.coords).astype(np.int64) for loop in loops]


def untangled(rings: list[Points], levels: list[Levels]) -> list[Levels]:
    """Levels of a valid polygon's vertices, some lowered so that it is valid at every level.

    At a level, a ring with fewer than four vertices left is not drawn. The first and last vertex of a ring
    have level 0 in the answer.
    """
    points, level = np.concatenate(rings), np.concatenate(levels)
    ends = np.cumsum([len(ring) for ring in rings])
    level[ends - 1] = level[ends - [len(ring) for ring in rings]] = 0
    owner = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    # From coarse to fine: calling a vertex in changes this level and the finer ones, which are still to come.
    for limit in range(FINEST + 1):
        while not _valid(points, owner, kept := _kept(level, owner, limit)):
            gaps = _crossing(points, owner, kept)
            gaps = [(first + 1, last) for first, last in gaps if last - first > 1]
            called = [first + int(level[first:last].argmin()) for first, last in gaps]
            finer = level[level > limit]
            if not finer.size:
                break
            # Without a crossing, a hole lies outside its shell: the next level in full will tell.
            level[called or level == finer.min()] = limit
    return np.split(level, ends[:-1])


def _kept(level: Levels, owner: Levels, limit: int) -> Levels:
    kept = np.flatnonzero(level <= limit)
    return np.asarray(kept[np.bincount(owner[kept])[owner[kept]] >= 4])


def _valid(points: Points, owner: Levels, kept: Levels) -> bool:
    rings = [points[kept[owner[kept] == ring]] for ring in np.unique(owner[kept])]
    return not rings or owner[kept[0]] != 0 or bool(shapely.Polygon(rings[0], rings[1:]).is_valid)


def _crossing(points: Points, owner: Levels, kept: Levels) -> list[tuple[int, int]]:
    """The drawn edges, as vertex numbers, that meet another edge anywhere but at a shared end."""
    first, last = kept[:-1], kept[1:]
    same = owner[first] == owner[last]
    first, last = first[same], last[same]
    edges = shapely.linestrings(np.stack([points[first], points[last]], axis=1))
    one, other = shapely.STRtree(edges).query(edges, predicate="intersects")
    one, other = one[one < other], other[one < other]
    # Neighbours share a vertex, a ring's last and first edge too; only running back over each other counts.
    meets = shapely.intersection(edges[one], edges[other])
    shared = (shapely.get_type_id(meets) == 0) & (
        (last[one] == first[other]) | _closing(points, first[one], last[other])
    )
    both = np.unique(np.concatenate([one[~shared], other[~shared]]))
    return list(zip(first[both].tolist(), last[both].tolist(), strict=True))


def _closing(points: Points, first: Levels, last: Levels) -> NDArray[np.bool_]:
    return np.asarray(np.all(points[first] == points[last], axis=1))
