"""A map as a sheet: ground, marks and names, with the day, both clocks, the rule, a legend, a scale and the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D
from PIL import Image

from dashboard.exports import ground, names, plates, window
from dashboard.exports.inks import THEMES, Theme
from dashboard.exports.marks import Marks
from dashboard.exports.options import Options
from dashboard.exports.stage import Scene, Stage
from dashboard.exports.stamps import Box, Placed, set_down
from dashboard.exports.window import Window
from dashboard.view import View

_NARROW: Final = 520
"""Pixels up to which no room is kept beside the legend: half of the map would be gone."""


@dataclass(frozen=True)
class Sheet:
    """A day on a map: what stands on it, lowest first, and what a test or a caller may ask of it."""

    window: Window
    scene: Scene
    marks: Marks
    labels: tuple[names.Label, ...]
    placed: tuple[Placed, ...]
    options: Options
    theme: Theme

    @property
    def figure(self) -> Figure:
        """Draw it as lines."""
        wide, high = self.options.width, self.options.height
        figure = Figure(figsize=(wide / 72, high / 72), dpi=72 * self.options.scale)
        figure.patch.set_visible(False)
        # Pixels from the upper left corner, as on a screen; at 72 dots per inch a point is a pixel.
        base = Affine2D().scale(1 / wide, -1 / high).translate(0, 1) + figure.transFigure
        under = list(ground.artists(self.window, self.theme, base, self.options.transparent))
        for order, artist in enumerate([*under, *self.placed]):
            if order >= len(under):
                artist.set_transform(base)
            artist.set_zorder(order)
            figure.add_artist(artist)
        return figure

    def image(self) -> Image.Image:
        """Draw it as pixels: RGB, or RGBA when its ground is transparent."""
        if self.options.transparent:
            canvas = FigureCanvasAgg(self.figure)
            canvas.draw()  # type: ignore[no-untyped-call]
            return Image.fromarray(np.asarray(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]
        drawn = ground.image(self.window, self.theme, self.options.scale).copy()
        set_down(drawn, self.placed, self.options.scale)
        return drawn


def draw(
    stage: Stage,
    view: View,
    options: Options,
    cites: str,
    flips: frozenset[str] = frozenset(),
    told: frozenset[str] = frozenset(),
) -> Sheet:
    """Draw the view's day. ``cites`` is the line at the foot: data set, version, sources, licence; for ``flips`` and
    ``told`` see `Marks`."""
    easel = Easel(stage, view, options, cites)
    return easel.sheet(view, flips=flips, told=told)


class Easel:
    """What stays the same from day to day: where the sheet looks, the names of countries."""

    def __init__(self, stage: Stage, view: View, options: Options, cites: str) -> None:
        self.stage, self.options, self.cites = stage, options, cites
        self.theme = THEMES[options.theme]
        self.window = _look(stage, view, options)
        blocked = [box for _, box in self._plates(stage.scene(view.day), view, "")]
        self._far, self._kept = names.country_labels(ground.countries(self.window), self.window, self.theme, blocked)

    def sheet(
        self,
        view: View,
        caption: str = "",
        flips: frozenset[str] = frozenset(),
        told: frozenset[str] = frozenset(),
        before: Sheet | None = None,
    ) -> Sheet:
        """Draw a day. Names keep to where they were ``before``."""
        scene = self.stage.scene(view.day)
        marks = Marks(self.stage, scene, self.window, self.theme, flips, told, view.place)
        parts, blocked = [], []
        for plate, box in self._plates(scene, view, caption):
            parts += plate
            blocked.append(box)
        earlier = {before.scene.place[label.at]: label.box for label in before.labels} if before else {}
        chosen = flips | told | {view.place}
        labels = names.place_labels(self.stage, marks, self.window, chosen, blocked, self._kept, earlier)
        # An artist belongs to one figure only.
        far = (Placed(words.x, words.y, words.what) for words in self._far)
        placed = (*far, *marks.placed(), *names.written(labels, marks, self.theme), *parts)
        return Sheet(self.window, scene, marks, tuple(labels), placed, self.options, self.theme)

    def _plates(self, scene: Scene, view: View, caption: str) -> Iterator[tuple[list[Placed], Box]]:
        caption = caption or self.options.caption
        yield plates.title(view, "" if self.options.steady else caption, self.theme)
        if self.options.legend:
            yield plates.legend(self.stage, scene, self.options, self.theme)
        yield plates.scale_bar(self.window, self.options, self.theme)
        yield plates.foot(self.options, self.theme, view, self.cites)
        if self.options.steady:
            yield plates.subtitle(self.options, self.theme, caption)


def _look(stage: Stage, view: View, options: Options) -> Window:
    if view.lat is not None and view.lng is not None and view.zoom is not None:
        return window.at(options.width, options.height, view.lat, view.lng, view.zoom)
    right = 190.0 if options.legend and options.width > _NARROW else 16.0
    return window.fit(options.width, options.height, stage.box(), (24, 64, right, 28 + plates.foot_height(options)))
