"""A map as a sheet: ground, marks and names, with the day, both clocks, the rule, a legend, a scale and the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from math import cos, radians
from typing import Final

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.transforms import Affine2D, Transform

from dashboard.exports import ground, names, window
from dashboard.exports.inks import THEMES, Theme
from dashboard.exports.lettering import Words, width
from dashboard.exports.marks import Marks
from dashboard.exports.stage import Scene, Stage
from dashboard.exports.window import Window
from dashboard.style import rule_words
from dashboard.timemap.basemap.window import SOURCE
from dashboard.view import View
from events.dates import in_words, parse_day

_FOOT: Final = 24.0
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


@dataclass(frozen=True)
class Sheet:
    """A drawn sheet, with what a test or a caller may ask of it."""

    figure: Figure
    window: Window
    scene: Scene
    marks: Marks
    labels: tuple[names.Label, ...]


def draw(stage: Stage, view: View, options: Options, cites: str, flips: frozenset[str] = frozenset()) -> Sheet:
    """Draw the view's day. ``cites`` is the line at the foot: data set, version, sources, licence."""
    easel = Easel(stage, view, options, cites)
    return easel.sheet(view, flips=flips)


class Easel:
    """What stays the same from day to day: where the sheet looks, its ground, the names of countries."""

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
        on_ground: bool = True,
        before: Sheet | None = None,
    ) -> Sheet:
        """Draw a day; without its ground if that lies below already. Names keep to where they were ``before``."""
        scene = self.stage.scene(view.day)
        marks = Marks(self.stage, scene, self.window, self.theme, flips)
        parts, blocked = [], []
        for plate, box in self._plates(scene, view, caption):
            parts += plate
            blocked.append(box)
        earlier = {before.scene.place[label.at]: label.box for label in before.labels} if before else {}
        labels = names.place_labels(
            self.stage, marks, self.window, frozenset({view.place}), blocked, self._kept, earlier
        )
        figure, base = self._blank()
        if on_ground:
            self._add_ground(figure, base)
        _add(figure, (marks, *names.written(labels, marks, self.theme), *parts), base)
        return Sheet(figure, self.window, scene, marks, tuple(labels))

    def ground(self) -> Figure:
        """Draw the ground alone."""
        figure, base = self._blank()
        self._add_ground(figure, base)
        return figure

    def _blank(self) -> tuple[Figure, Transform]:
        wide, high = self.options.width, self.options.height
        figure = Figure(figsize=(wide / 72, high / 72), dpi=72 * self.options.scale)
        figure.patch.set_visible(False)
        # Pixels from the upper left corner, as on a screen; at 72 dots per inch a point is a pixel.
        return figure, Affine2D().scale(1 / wide, -1 / high).translate(0, 1) + figure.transFigure

    def _add_ground(self, figure: Figure, base: Transform) -> None:
        _add(figure, ground.artists(self.window, self.theme, base, self.options.transparent), None)
        # An artist belongs to one figure only.
        _add(figure, (copy(words) for words in self._far), base)

    def _plates(self, scene: Scene, view: View, caption: str) -> Iterator[tuple[list[Artist], names.Box]]:
        yield _title(view, caption or self.options.caption, self.theme)
        if self.options.legend:
            yield _legend(self.stage, scene, self.options, self.theme)
        yield _scale_bar(self.window, self.options, self.theme)
        yield _foot(self.options, self.theme, self.cites)


def _look(stage: Stage, view: View, options: Options) -> Window:
    if view.lat is not None and view.lng is not None and view.zoom is not None:
        return window.at(options.width, options.height, view.lat, view.lng, view.zoom)
    right = 190.0 if options.legend and options.width > 640 else 16.0
    return window.fit(options.width, options.height, stage.box(), (24, 64, right, 28 + _FOOT))


def _add(figure: Figure, artists: Iterable[Artist], base: Transform | None) -> None:
    for order, artist in enumerate(artists, start=len(figure.artists)):
        if base is not None:
            artist.set_transform(base)
        artist.set_zorder(order)
        figure.add_artist(artist)


def clock_words(view: View) -> str:
    """Say by which clock and rule a view is seen."""
    known = "hindsight"
    if view.known:
        known = "as reported then" if view.known == "then" else f"as known on {in_words(parse_day(view.known))}"
    return f"{known}, rule: {rule_words(view.rule)}"


def _title(view: View, caption: str, theme: Theme) -> tuple[list[Artist], names.Box]:
    day, by = in_words(parse_day(view.day)), clock_words(view)
    wide = max(width(day, 24, "bold"), width(by, 12), width(caption, 13)) + 24
    high = 54.0 + (20 if caption else 0)
    box = (12.0, 12.0, 12 + wide, 12 + high)
    parts: list[Artist] = [
        _plate(box, theme),
        Words(24, 38, day, 24, theme.ink, "bold"),
        Words(24, 57, by, 12, theme.quiet),
    ]
    if caption:
        parts.append(Words(24, 76, caption, 13, theme.ink))
    return parts, box


def _legend(stage: Stage, scene: Scene, options: Options, theme: Theme) -> tuple[list[Artist], names.Box]:
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
    parts: list[Artist] = [_plate(box, theme)]
    y = 12 + 9 + line * 0.7
    for color, text, count in rows:
        parts.append(Rectangle((left + 12, y - 10), 11, 11, facecolor=color, edgecolor=theme.quiet, linewidth=0.6))
        parts.append(Words(left + 31, y, text, 12.5, theme.ink))
        parts.append(_to_the_right(box[2] - 12, y, str(count), 12.5, theme.ink, "bold"))
        y += line
    y += 8 if other and rows else 0
    for text, count in other:
        parts.append(Words(left + 12, y, text, 12, theme.quiet))
        parts.append(_to_the_right(box[2] - 12, y, str(count), 12, theme.quiet))
        y += line
    return parts, box


def _scale_bar(where: Window, options: Options, theme: Theme) -> tuple[list[Artist], names.Box]:
    _, south, _, north = where.degrees
    km_per_pixel = 40_075.017 * cos(radians((south + north) / 2)) / 256 / where.k
    km = max((step for step in _STEPS_KM if step / km_per_pixel <= 130), default=_STEPS_KM[0])
    long, text = km / km_per_pixel, f"{km:,} km"
    y = options.height - _FOOT - 12
    box = (12.0, y - 20, 20 + max(long, width(text, 11)), y + 4)
    bar = Rectangle((14, y - 5), long, 5, facecolor="none", edgecolor=theme.ink, linewidth=1.0)
    return [Words(14, y - 9, text, 11, theme.ink, halo=theme.label_halo), bar], box


def _foot(options: Options, theme: Theme, cites: str) -> tuple[list[Artist], names.Box]:
    box = (0.0, options.height - _FOOT, float(options.width), float(options.height))
    strip = Rectangle((0, box[1]), options.width, _FOOT, facecolor=theme.paper, edgecolor="none", alpha=0.88)
    text = f"{cites}. Basemap: {SOURCE} of borders."
    size = 10.5
    while width(text, size) > options.width - 24 and size > 6:
        size -= 0.5
    return [strip, Words(12, options.height - 8, text, size, theme.quiet)], box


def _plate(box: names.Box, theme: Theme) -> Artist:
    return FancyBboxPatch(
        (box[0] + 4, box[1] + 4), box[2] - box[0] - 8, box[3] - box[1] - 8, boxstyle="round,pad=4,rounding_size=6",
        facecolor=theme.paper, edgecolor=theme.border, linewidth=0.6, alpha=0.92,
    )  # fmt: skip


def _to_the_right(x: float, y: float, text: str, size: float, color: str, weight: str = "normal") -> Words:
    return Words(x - width(text, size, weight), y, text, size, color, weight)
