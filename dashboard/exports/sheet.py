"""A map as a sheet: ground, marks and names, with the day, both clocks, the rule, a legend, a scale and the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D
from PIL import Image

from dashboard.exports import ground, names, window
from dashboard.exports.inks import THEMES, Theme
from dashboard.exports.lettering import Words, width
from dashboard.exports.marks import Marks
from dashboard.exports.stage import Scene, Stage
from dashboard.exports.stamps import Box, Placed, Tile, set_down
from dashboard.exports.window import Window
from dashboard.style import rule_words
from dashboard.timemap.basemap.window import SOURCE
from dashboard.view import View
from events.dates import in_words, parse_day

_FOOT: Final = 24.0
_SUBTITLE: Final = 27.0
_READ: Final = 1200
"""Pixels that a sheet is wide at least before it is drawn finer instead of larger."""
_FINER: Final = (6.0, 5.0, 4.0, 3.0, 2.5, 2.0, 1.5, 1.25)
_STEPS_KM: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Options:
    """How a sheet looks. Size in pixels at ``scale`` 1; ``scale`` 2 makes a picture twice as fine."""

    width: int = 1280
    height: int = 720
    scale: float = 2.0
    theme: str = "light"
    transparent: bool = False
    legend: bool = True
    caption: str = ""
    """A line under the day; empty for none."""
    steady: bool = False
    """Keep every actor that ever holds a place in the legend, so that nothing jumps from frame to frame."""


def sized(wide: int, high: int) -> Options:
    """Give a sheet of so many pixels: a large one is a finer one, so that names and marks keep their size on it."""
    finer = (scale for scale in _FINER if wide / scale >= _READ and high / scale >= _READ / 2)
    scale = next((each for each in finer if not (wide % each or high % each)), 1.0)
    return Options(round(wide / scale), round(high / scale), scale)


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
        yield _title(view, "" if self.options.steady else caption, self.theme)
        if self.options.legend:
            yield _legend(self.stage, scene, self.options, self.theme)
        yield _scale_bar(self.window, self.options, self.theme)
        yield _foot(self.options, self.theme, self.cites)
        if self.options.steady:
            yield _subtitle(self.options, self.theme, caption)


def _look(stage: Stage, view: View, options: Options) -> Window:
    if view.lat is not None and view.lng is not None and view.zoom is not None:
        return window.at(options.width, options.height, view.lat, view.lng, view.zoom)
    right = 190.0 if options.legend and options.width > 640 else 16.0
    return window.fit(options.width, options.height, stage.box(), (24, 64, right, 28 + _FOOT))


def clock_words(view: View) -> str:
    """Say by which clock and rule a view is seen."""
    known = "hindsight"
    if view.known:
        known = "as reported then" if view.known == "then" else f"as known on {in_words(parse_day(view.known))}"
    return f"{known}, rule: {rule_words(view.rule)}"


def _title(view: View, caption: str, theme: Theme) -> tuple[list[Placed], Box]:
    day, by = in_words(parse_day(view.day)), clock_words(view)
    wide = max(width(day, 24, "bold"), width(by, 12), width(caption, 13)) + 24
    high = 54.0 + (20 if caption else 0)
    box = (12.0, 12.0, 12 + wide, 12 + high)
    parts: list[Placed] = [
        _plate(box, theme),
        Words(24, 38, day, 24, theme.ink, "bold"),
        Words(24, 57, by, 12, theme.quiet),
    ]
    if caption:
        parts.append(Words(24, 76, caption, 13, theme.ink))
    return parts, box


def _legend(stage: Stage, scene: Scene, options: Options, theme: Theme) -> tuple[list[Placed], Box]:
    rows = [
        (actor["dark" if theme.name == "dark" else "color"], actor["short"], count)
        for actor, count in zip(stage.actors, scene.held, strict=True)
        if count or (options.steady and actor["id"] in stage.holders)
    ]
    other = [(word, count) for word, count in scene.tally.items() if count or options.steady]
    line, wide = 19.0, 0.0
    for _, text, count in rows:
        wide = max(wide, 26 + width(text, 12.5) + 14 + width(str(count), 12.5, "bold"))
    for text, count in other:
        wide = max(wide, width(text, 12) + 14 + width(str(count), 12))
    wide, high = max(wide + 24, 120.0), line * (len(rows) + len(other)) + 18 + (8 if other and rows else 0)
    left = options.width - 12 - wide
    box = (left, 12.0, options.width - 12.0, 12 + high)
    parts: list[Placed] = [_plate(box, theme)]
    y = 12 + 9 + line * 0.7
    for color, text, count in rows:
        parts.append(Placed(left + 12, y - 10, Tile(11, 11, color, theme.quiet, 0.6)))
        parts.append(Words(left + 31, y, text, 12.5, theme.ink))
        parts.append(_to_the_right(box[2] - 12, y, str(count), 12.5, theme.ink, "bold"))
        y += line
    y += 8 if other and rows else 0
    for text, count in other:
        parts.append(Words(left + 12, y, text, 12, theme.quiet))
        parts.append(_to_the_right(box[2] - 12, y, str(count), 12, theme.quiet))
        y += line
    return parts, box


def _scale_bar(where: Window, options: Options, theme: Theme) -> tuple[list[Placed], Box]:
    _, south, _, north = where.degrees
    km_per_pixel = 40_075.017 * cos(radians((south + north) / 2)) / 256 / where.k
    km = max((step for step in _STEPS_KM if step / km_per_pixel <= 130), default=_STEPS_KM[0])
    long, text = km / km_per_pixel, f"{km:,} km"
    y = options.height - _FOOT - 12 - (_SUBTITLE if options.steady else 0)
    box = (12.0, y - 20, 20 + max(long, width(text, 11)), y + 4)
    bar = Placed(14, y - 5, Tile(long, 5, "", theme.ink, 1.0))
    return [Words(14, y - 9, text, 11, theme.ink, halo=theme.label_halo), bar], box


def _foot(options: Options, theme: Theme, cites: str) -> tuple[list[Placed], Box]:
    box = (0.0, options.height - _FOOT, float(options.width), float(options.height))
    strip = Placed(0, box[1], Tile(options.width, _FOOT, theme.paper, opacity=0.88))
    text = f"{cites}. Basemap: {SOURCE} of borders."
    size = 10.5
    while width(text, size) > options.width - 24 and size > 6:
        size -= 0.5
    return [strip, Words(12, options.height - 8, text, size, theme.quiet)], box


def _subtitle(options: Options, theme: Theme, caption: str) -> tuple[list[Placed], Box]:
    """Write the caption of a frame where it covers nothing and moves nothing."""
    box = (0.0, options.height - _FOOT - _SUBTITLE, float(options.width), options.height - _FOOT)
    strip = Placed(0, box[1], Tile(options.width, _SUBTITLE, theme.paper, opacity=0.88))
    size = 15.0
    while width(caption, size) > options.width - 24 and size > 8:
        size -= 0.5
    return [strip, Words(12, box[3] - 8, caption, size, theme.ink)], box


def _plate(box: Box, theme: Theme) -> Placed:
    tile = Tile(box[2] - box[0], box[3] - box[1], theme.paper, theme.border, 0.6, 0.92, 6)
    return Placed(box[0], box[1], tile)


def _to_the_right(x: float, y: float, text: str, size: float, color: str, weight: str = "normal") -> Words:
    return Words(x - width(text, size, weight), y, text, size, color, weight)
