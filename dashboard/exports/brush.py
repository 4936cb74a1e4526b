"""The brush that paints single marks, rings and halos, for the map and for its key alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform, TransformedPath

from dashboard.exports.inks import Theme, mix
from dashboard.exports.outlines import circle, outline, shape_of, stripes
from dashboard.exports.stage import Look

FADE: Final = 0.52
"""Share of the land in the colour of a mark whose evidence is old."""


class Brush:
    """Paints single marks at a point, for the map and for its key alike."""

    def __init__(self, renderer: Any, base: Transform, theme: Theme, colors: Mapping[int, str] | Sequence[str]) -> None:
        self._renderer, self._base, self._theme, self._colors = renderer, base, theme, colors
        self._at: Transform = base

    def to(self, x: float, y: float) -> Brush:
        """Move to a point in pixels."""
        self._at = Affine2D().translate(float(x), float(y)) + self._base
        return self

    def mark(self, look: Look, r: float, faded: bool = False) -> None:
        """Paint the mark of a place of radius ``r``."""
        theme = self._theme

        def fade(color: str) -> str:
            return mix(color, theme.land, FADE) if faded else color

        held = fade(theme.nobody if look.holder < 0 else self._colors[look.holder])
        other = fade(theme.nobody if look.contender < 0 else self._colors[look.contender])
        unknown = look.status == "unknown"
        size = r * 0.78 if unknown else r
        small = size < 4
        shape = outline(look.kind, size)
        self._paint(shape, stroke=theme.casing, width=1.6 if size < 2 else 2.6 if small else 3.6)
        rim, rim_width, dash = mix(held, theme.ink, theme.rim), 0.5 if size < 2 else 0.8 if small else 1.0, None
        bar: str | None = theme.casing
        if unknown:
            rim, rim_width = fade(theme.grey), 1.1
            bar = rim
            self._paint(shape, fill=theme.paper)
        elif look.status in ("contested", "changing"):
            changing = look.status == "changing"
            self._paint(shape, fill=held)
            step = max(3.4 if changing else 4.6, r * (0.62 if changing else 0.85))
            hatch = stripes(round(r, 2), round(step, 2), 1 if changing else -1)
            self._paint(hatch, stroke=other, width=step * (0.36 if changing else 0.38), clip=shape)
            rim, rim_width, bar = fade(theme.ink), 1.15, theme.paper
            dash = (2.2, 1.7) if changing else None
        elif look.standing == "implied":
            self._paint(shape, fill=theme.paper)
            centre = size * 0.1 if look.kind == "air_base" else 0.0
            self._paint(circle(max(1.2, size * 0.36), centre), fill=held)
            rim, rim_width, bar = fade(theme.grey), 1.0, None
        elif look.standing in ("claimed", "reported"):
            self._paint(shape, stroke=rim, width=1.6 if small else 2.0)
            self._paint(shape, fill=theme.paper)
            self._paint(shape, stroke=held, width=2 * max(1.4, size * 0.36), clip=shape)
            rim_width, bar = 0.0, rim
        else:
            self._paint(shape, fill=held)
            if look.standing == "disputed":
                self._paint(outline(look.kind, size * 0.6), stroke=theme.paper, width=max(1.0, size * 0.2))
        if rim_width:
            self._paint(shape, stroke=rim, width=rim_width, dash=dash)
        if bar and shape_of(look.kind).bar:
            self._paint(Path([(-size * 0.62, 0), (size * 0.62, 0)]), stroke=bar, width=max(1.4, size * 0.3))

    def halo(self, r: float) -> None:
        """Paint the soft disc of a late change around a mark that reaches ``r``."""
        (fill, opacity), (rim, rim_opacity) = self._theme.halo, self._theme.halo_rim
        self._paint(circle(r + 6.5), fill=fill, opacity=opacity)
        self._paint(circle(r + 6.5), stroke=rim, width=0.9, opacity=rim_opacity)

    def ring(self, r: float, color: str, dashed: bool = False) -> None:
        """Paint a hard ring: of a besieger, or, dashed, where another rule would decide otherwise."""
        self._paint(circle(r), stroke=self._theme.casing, width=4.2)
        self._paint(circle(r), stroke=color, width=2.1, dash=(4, 2.6) if dashed else None)

    def _paint(
        self,
        path: Path,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 0.0,
        dash: tuple[float, float] | None = None,
        clip: Path | None = None,
        opacity: float = 1.0,
    ) -> None:
        gc = self._renderer.new_gc()
        gc.set_linewidth(width if stroke else 0.0)
        gc.set_foreground(to_rgba(stroke or "none", opacity), isRGBA=True)
        gc.set_alpha(opacity)
        gc.set_joinstyle("round")
        gc.set_antialiased(True)
        if dash:
            gc.set_dashes(0, list(dash))
        if clip is not None:
            gc.set_clip_path(TransformedPath(clip, self._at))
        self._renderer.draw_path(gc, path, self._at, to_rgba(fill, opacity) if fill else None)
        gc.restore()
