"""How far one must zoom in before a vertex matters, for the build and for the choice of detail at run time.

Level `n` is half a zoom step of a web map: at level `n` a vertex is drawn when leaving it out would move the
line by half a pixel or more at zoom `n / 2` (256-pixel tiles, Mercator). One number per vertex then serves
every scale, and because it belongs to the arc and not to the ring, neighbours stay neighbours at every scale.
"""

import numpy as np
from numpy.typing import NDArray

FINEST = 17
"""Half a pixel at zoom 8.5 is 0.002 degree, about what the source was rounded by; nothing finer is kept."""
_HALF_PIXEL = 180 / 256
_POLAR = 60.0
"""Beyond this latitude Mercator's growth is not followed: arctic coasts would take half of every far view."""


def tolerance(level: int) -> float:
    """Half a pixel at this level, in degrees of longitude."""
    return float(_HALF_PIXEL / 2 ** (level / 2))


def mercator(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Latitude in degrees -> Mercator height in degrees of longitude, growing evenly beyond 60 degrees."""
    bounded = np.clip(latitude, -_POLAR, _POLAR)
    height = np.degrees(np.arcsinh(np.tan(np.radians(bounded))))
    return np.asarray(height + (latitude - bounded) / np.cos(np.radians(_POLAR)))


def levels(degrees: NDArray[np.float64]) -> NDArray[np.int64]:
    """The level at which each vertex of one line appears, after Douglas and Peucker.

    `degrees` is (n, 2) longitude, latitude. Ends are always 0. A vertex is never coarser than the one it
    refines, so that `levels <= n` is the simplified line itself. Values above FINEST mean that the vertex may
    be dropped.
    """
    plane = np.column_stack([degrees[:, 0], mercator(degrees[:, 1])])
    matter = np.full(len(plane), np.inf)
    waiting = [(0, len(plane) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        offsets = plane[first + 1 : last] - plane[first]
        along = plane[last] - plane[first]
        length = float(along @ along)
        if length:
            offsets = offsets - np.clip(offsets @ along / length, 0, 1)[:, None] * along
        squares = np.einsum("ij,ij->i", offsets, offsets)
        middle = first + 1 + int(squares.argmax())
        matter[middle] = min(matter[first], matter[last], float(np.sqrt(squares.max())))
        waiting += [(first, middle), (middle, last)]
    with np.errstate(divide="ignore"):
        steps = np.ceil(2 * np.log2(_HALF_PIXEL / matter))
    return np.asarray(np.clip(steps, 0, 99), dtype=np.int64)
