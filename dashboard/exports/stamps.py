"""What stands on a map, as a print and the point where it stands: painted as lines, or once as a stamp for pixels.

A mark looks the same wherever it stands, and a name from day to day: a picture of many marks, or of many days, paints
each of them once and then only sets it down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from PIL import Image

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels, y downwards."""

_KEPT: Final = 1024


class Print(Protocol):
    """Something to set down at a point. Equal ones look the same."""

    def __hash__(self) -> int:
        """Make it findable."""

    @property
    def box(self) -> Box:
        """Room that it takes around its point."""

    def paint(self, renderer: Any, where: Transform) -> None:
        """Paint it with a renderer of matplotlib; ``where`` maps pixels around its point to the renderer's."""


class Placed(Artist):
    """A print at a point in pixels, y downwards."""

    def __init__(self, x: float, y: float, what: Print) -> None:
        super().__init__()
        self.x, self.y, self.what = float(x), float(y), what

    def draw(self, renderer: Any) -> None:
        """Paint it as lines."""
        self.what.paint(renderer, Affine2D().translate(self.x, self.y) + self.get_transform())


@dataclass(frozen=True)
class Tile:
    """A rectangle from its upper left corner on, its corners rounded by a radius; colours #rrggbb, empty for none."""

    wide: float
    high: float
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    opacity: float = 1.0
    rounding: float = 0.0

    @property
    def box(self) -> Box:
        """Room that it takes, with its edge."""
        edge = self.width / 2 + 1
        return -edge, -edge, self.wide + edge, self.high + edge

    def paint(self, renderer: Any, where: Transform) -> None:
        """Fill it, then draw its edge."""
        gc = renderer.new_gc()
        gc.set_linewidth(self.width if self.stroke else 0.0)
        gc.set_foreground(to_rgba(self.stroke or "none", self.opacity), isRGBA=True)
        gc.set_alpha(self.opacity)
        gc.set_joinstyle("miter")
        fill = to_rgba(self.fill, self.opacity) if self.fill else None
        renderer.draw_path(gc, _rounded(self.wide, self.high, self.rounding), where, fill)
        gc.restore()


@dataclass(frozen=True)
class Thread:
    """A thin line from its point to another, so many pixels away."""

    right: float
    down: float
    color: str

    @property
    def box(self) -> Box:
        """Room that it takes."""
        x, y = (0.0, self.right), (0.0, self.down)
        return min(x) - 2, min(y) - 2, max(x) + 2, max(y) + 2

    def paint(self, renderer: Any, where: Transform) -> None:
        """Draw it."""
        gc = renderer.new_gc()
        gc.set_linewidth(0.9)
        gc.set_foreground(self.color)
        renderer.draw_path(gc, Path([(0, 0), (self.right, self.down)]), where, None)
        gc.restore()


class _Stamp(NamedTuple):
    ink: Image.Image
    mask: Image.Image
    left: int
    top: int


def set_down(sheet: Image.Image, placed: Iterable[Placed], scale: float) -> None:
    """Set prints down on an opaque RGB picture, one over the other, at whole pixels."""
    wide, high = sheet.size
    for each in placed:
        stamp = _stamp(each.what, scale)
        x, y = round(each.x * scale) + stamp.left, round(each.y * scale) + stamp.top
        if x < wide and y < high and x + stamp.ink.width > 0 and y + stamp.ink.height > 0:
            sheet.paste(stamp.ink, (x, y), stamp.mask)


@lru_cache(maxsize=_KEPT)
def _stamp(what: Print, scale: float) -> _Stamp:
    left, top, right, bottom = what.box
    x, y = floor(left * scale), floor(top * scale)
    wide, high = max(1, ceil(right * scale) - x), max(1, ceil(bottom * scale) - y)
    renderer = RendererAgg(wide, high, 72 * scale)  # type: ignore[no-untyped-call]
    # The renderer counts upwards.
    what.paint(renderer, Affine2D().scale(scale, -scale).translate(-x, high + y))
    pixels = Image.fromarray(np.asarray(renderer.buffer_rgba()))  # type: ignore[no-untyped-call]
    return _Stamp(pixels.convert("RGB"), pixels.getchannel("A"), x, y)


@lru_cache(maxsize=256)
def _rounded(wide: float, high: float, r: float) -> Path:
    if not r:
        return Path([(0, 0), (wide, 0), (wide, high), (0, high), (0, 0)], closed=True)
    # A quarter of a circle as a Bézier curve.
    c = r * 0.4477
    corners = (
        ((wide - r, 0), (wide - c, 0), (wide, c), (wide, r)),
        ((wide, high - r), (wide, high - c), (wide - c, high), (wide - r, high)),
        ((r, high), (c, high), (0, high - c), (0, high - r)),
        ((0, r), (0, c), (c, 0), (r, 0)),
    )
    vertices, codes = [(r, 0.0)], [Path.MOVETO]
    for corner in corners:
        vertices += corner
        codes += [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    return Path([*vertices, (0, 0)], [*codes, Path.CLOSEPOLY])
