"""Where a picture looks: its size in pixels and the part of the world that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from matplotlib.transforms import Affine2D

from dashboard.exports.stage import WORLD, mercator_x, mercator_y

_CLOSEST = 11.0


@dataclass(frozen=True)
class Window:
    """A picture of ``width`` by ``height`` pixels whose upper left corner is at world (``x``, ``y``); ``k`` pixels
    make a world unit."""

    width: float
    height: float
    x: float
    y: float
    k: float

    @property
    def zoom(self) -> float:
        """Zoom level as Leaflet counts it."""
        return log2(self.k)

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north in WGS84 degrees."""
        from numpy import arctan, degrees, pi, sinh

        def latitude(y: float) -> float:
            return float(degrees(arctan(sinh(pi * (1 - 2 * y / WORLD)))))

        right, below = self.x + self.width / self.k, self.y + self.height / self.k
        return (self.x / WORLD - 0.5) * 360, latitude(below), (right / WORLD - 0.5) * 360, latitude(self.y)

    def to_pixels(self) -> Affine2D:
        """Give the transform from world units to pixels, y downwards."""
        return Affine2D().translate(-self.x, -self.y).scale(self.k)


def at(width: float, height: float, latitude: float, longitude: float, zoom: float) -> Window:
    """Look at a point in WGS84 degrees at a zoom level, the point in the middle."""
    k = 2.0**zoom
    x, y = float(mercator_x(longitude)), float(mercator_y(latitude))
    return Window(width, height, x - width / 2 / k, y - height / 2 / k, k)


def fit(
    width: float,
    height: float,
    box: tuple[float, float, float, float],
    margins: tuple[float, float, float, float],
) -> Window:
    """Show a box (west, north, east, south in world units) whole, clear of margins (left, top, right, bottom)."""
    left, top, right, bottom = margins
    wide, high = max(width - left - right, 50.0), max(height - top - bottom, 50.0)
    k = min(wide / max(box[2] - box[0], 1e-6), high / max(box[3] - box[1], 1e-6), 2.0**_CLOSEST)
    x = (box[0] + box[2]) / 2 - (left + wide / 2) / k
    y = (box[1] + box[3]) / 2 - (top + high / 2) / k
    return Window(width, height, x, y, k)
