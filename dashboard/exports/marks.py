"""Places as marks, one over the other, look for look as the map on the screen paints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.transforms import Transform

from dashboard.exports.brush import Brush
from dashboard.exports.inks import Theme
from dashboard.exports.outlines import radius, shape_of
from dashboard.exports.stage import Floats, Look, Scene, Stage
from dashboard.exports.stamps import Box, Placed
from dashboard.exports.window import Window


class Marks:
    """The marks of a scene. ``x`` and ``y`` are pixels of the places drawn, ``radii`` how far each reaches.

    ``flips`` have a dashed ring; so have those ``told`` of, which are drawn over all others; ``chosen`` has a full one.
    """

    def __init__(
        self,
        stage: Stage,
        scene: Scene,
        window: Window,
        theme: Theme,
        flips: frozenset[str] = frozenset(),
        told: frozenset[str] = frozenset(),
        chosen: str = "",
    ) -> None:
        self.scene, self.theme = scene, theme
        self.colors = [actor["dark" if theme.name == "dark" else "color"] for actor in stage.actors]
        self.scale = crowding(stage, window)
        x, y = positions(stage, window, self.scale)
        self.x, self.y = x[scene.place], y[scene.place]
        self.radii = np.array([radius(look.kind, self.scale) * shape_of(look.kind).reach for look in scene.looks])
        ids = [stage.ids[place] for place in scene.place.tolist()]
        raised = np.array([each in told for each in ids], np.bool_)
        self.flips = np.array([each in flips for each in ids], np.bool_) | raised
        self._chosen = ids.index(chosen) if chosen in ids else -1
        inside = (self.x > -16) & (self.y > -16) & (self.x < window.width + 16) & (self.y < window.height + 16)
        self._inside = np.concatenate([np.flatnonzero(inside & ~raised), np.flatnonzero(inside & raised)])

    def placed(self) -> Iterator[Placed]:
        """Give what is painted, lowest first: the halos, then each place in its order with its rings."""
        theme = self.theme
        x, y, radii = self.x.tolist(), self.y.tolist(), self.radii.tolist()
        for at in self._inside[self.scene.recent[self._inside]].tolist():
            yield Placed(x[at], y[at], _Halo(radii[at], theme))
        for at in self._inside.tolist():
            look = self.scene.looks[at]
            if self.flips[at]:
                yield Placed(x[at], y[at], _Ring(radii[at] + 6, theme.accent, theme, dashed=True))
            if self.scene.besieger[at] >= 0:
                yield Placed(x[at], y[at], _Ring(radii[at] + 3.6, self.colors[self.scene.besieger[at]], theme))
            yield Placed(x[at], y[at], self._mark(look, bool(self.scene.faded[at])))
        if self._chosen >= 0:
            at = self._chosen
            yield Placed(x[at], y[at], _Ring(radii[at] + 6, theme.ink, theme))

    def _mark(self, look: Look, faded: bool) -> _Mark:
        held, other = (
            self.colors[actor] if actor >= 0 else self.theme.nobody for actor in (look.holder, look.contender)
        )
        return _Mark(look, radius(look.kind, self.scale), faded, held, other, self.theme)


@dataclass(frozen=True)
class _Mark:
    """The mark of a place, its point in the middle."""

    look: Look
    radius: float
    faded: bool
    held: str
    other: str
    theme: Theme

    @property
    def box(self) -> Box:
        return _around(self.radius * 1.4 + 3)

    def paint(self, renderer: Any, where: Transform) -> None:
        colors = {self.look.holder: self.held, self.look.contender: self.other}
        Brush(renderer, where, self.theme, colors).mark(self.look, self.radius, self.faded)


@dataclass(frozen=True)
class _Halo:
    """The halo of a mark that reaches so far."""

    reach: float
    theme: Theme

    @property
    def box(self) -> Box:
        return _around(self.reach + 8)

    def paint(self, renderer: Any, where: Transform) -> None:
        Brush(renderer, where, self.theme, {}).halo(self.reach)


@dataclass(frozen=True)
class _Ring:
    """A ring around a mark."""

    radius: float
    color: str
    theme: Theme
    dashed: bool = False

    @property
    def box(self) -> Box:
        return _around(self.radius + 4)

    def paint(self, renderer: Any, where: Transform) -> None:
        Brush(renderer, where, self.theme, {}).ring(self.radius, self.color, self.dashed)


def _around(reach: float) -> Box:
    return -reach, -reach, reach, reach


def crowding(stage: Stage, window: Window) -> float:
    """Give the scale of the marks: how much room there is between places at this zoom, as on the screen."""
    room = float(np.sqrt(stage.area / max(1, len(stage.x)) * window.k**2))
    wish = max(0.3, room / 18) if room < 9 else max(0.5, room / 26)
    return min(1.15, int(wish * 12 + 0.5) / 12)


def positions(stage: Stage, window: Window, scale: float) -> tuple[Floats, Floats]:
    """Give all places in pixels; a crossing steps aside from the town or the gate that would share its pixel."""
    x, y = (stage.x - window.x) * window.k, (stage.y - window.y) * window.k
    want = 15 * max(0.75, scale)
    for gate in stage.gates:
        lack = (want - gate.distance * window.k) * gate.share
        if lack > 0:
            x[gate.place] += gate.right * lack
            y[gate.place] += gate.down * lack
    return x, y
