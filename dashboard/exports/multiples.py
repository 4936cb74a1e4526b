"""Small multiples: the same map at several dates in one picture, with one legend for all."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D
from PIL import Image

from dashboard.exports.inks import THEMES, Theme
from dashboard.exports.lettering import Words, width
from dashboard.exports.names import Box
from dashboard.exports.sheet import Easel, Options, Sheet, clock_words
from dashboard.exports.stage import Scene, Stage
from dashboard.timemap.basemap.window import SOURCE
from dashboard.view import View
from events import Timeline
from events.dates import in_words, iso, parse_day

MOST: Final = 24
_GAP, _EDGE, _HEAD, _LINE, _FOOT = 10.0, 20.0, 64.0, 24.0, 34.0
_SCALE: Final = 2.0
_KEY: Final = (
    "Numbers: places held on these dates. Filled: confirmed; hollow: one voice or one side; striped: contested or"
    " changing; pale: implied, or old evidence; shade around: changed in the {step} days before."
)


@dataclass(frozen=True)
class Page:
    """How the picture looks: size in pixels of all of it, before it is drawn twice as fine."""

    width: int = 1600
    height: int = 900
    theme: str = "light"


def spread(start: str, end: str, count: int) -> list[str]:
    """Spread a number of days evenly from one ISO day to another, both among them, no day twice.

    Raises `ValueError` for fewer than two days or more than `MOST`, or dates in the wrong order.
    """
    if not 2 <= count <= MOST:
        raise ValueError(f"a picture has room for 2 to {MOST} dates, not for {count}")
    first, last = parse_day(start), parse_day(end)
    if last <= first:
        raise ValueError(f"the last date ({end}) must be after the first ({start})")
    return [iso(int(day)) for day in np.unique(np.linspace(first, last, min(count, last - first + 1)).round())]


def multiples(timeline: Timeline, view: View, days: Sequence[str], page: Page | None = None, cites: str = "") -> bytes:
    """Draw a view at several ISO days as one PNG, earliest first; ``cites`` is the line at the foot.

    Raises `ValueError` for no day, or more than `MOST`.
    """
    if not 1 <= len(days) <= MOST:
        raise ValueError(f"a picture has room for 1 to {MOST} dates, not for {len(days)}")
    page = page or Page()
    theme = THEMES[page.theme]
    step = _step(days)
    stage = Stage(timeline, replace(view, window=step))
    drawn = [stage.scene(day) for day in days]
    legend, rows = _legend(stage, drawn, page, theme)
    top = _HEAD + rows * _LINE
    columns, lines = _grid(len(days), page.width, page.height - top)
    wide = (page.width - 2 * _EDGE - (columns - 1) * _GAP) / columns
    high = (page.height - top - _FOOT - (lines - 1) * _GAP) / lines
    panel = Options(int(wide), int(high), _SCALE, page.theme, legend=False)
    easel = _Panel(stage, _closer(view, panel), panel, "")
    whole = _pixels(_frame(timeline, view, days, page, theme, legend, cites))
    ground = _pixels(easel.ground()).convert("RGBA")
    before: Sheet | None = None
    for at, day in enumerate(days):
        before = easel.sheet(replace(view, day=day), on_ground=False, before=before)
        picture = Image.alpha_composite(ground, _pixels(before.figure))
        left = _EDGE + at % columns * (wide + _GAP)
        whole.paste(picture, (round(left * _SCALE), round((top + at // columns * (high + _GAP)) * _SCALE)))
    out = io.BytesIO()
    whole.convert("RGB").save(out, "PNG", compress_level=3)
    return out.getvalue()


class _Panel(Easel):
    """A sheet with nothing on it but its day: all else is said once, for all of them."""

    def _plates(self, scene: Scene, view: View, caption: str) -> Iterator[tuple[list[Artist], Box]]:
        day = in_words(scene.day)
        box = (8.0, 8.0, 20 + width(day, 15, "bold"), 34.0)
        plate = Rectangle(
            (box[0], box[1]), box[2] - box[0], box[3] - box[1], facecolor=self.theme.paper, edgecolor="none", alpha=0.9
        )
        yield [plate, Words(14, 26, day, 15, self.theme.ink, "bold")], box


def _step(days: Sequence[str]) -> int:
    """Days from one picture to the next."""
    numbers = [parse_day(day) for day in days]
    return min((after - before for before, after in pairwise(numbers)), default=7)


def _closer(view: View, panel: Options) -> View:
    """Show in a small panel the land that the view shows on a screen."""
    if view.zoom is None:
        return view
    return replace(view, zoom=view.zoom + float(np.log2(min(panel.width / 610, panel.height / 400))))


def _grid(count: int, wide: float, high: float) -> tuple[int, int]:
    """Columns and lines that leave each panel nearest to four by three."""

    def waste(columns: int) -> float:
        lines = ceil(count / columns)
        shape = (wide / columns) / (high / lines)
        return abs(float(np.log(shape / (4 / 3)))) + 0.4 * (columns * lines - count)

    best = min(range(1, count + 1), key=waste)
    return best, ceil(count / best)


def _legend(stage: Stage, drawn: Sequence[Scene], page: Page, theme: Theme) -> tuple[list[Artist], int]:
    """One line, or more, of who is on the pictures, with how many places they hold from day to day."""
    arrow = f" {chr(0x2192)} "
    entries: list[tuple[str, str, str]] = []
    for at, actor in enumerate(stage.actors):
        held = [scene.held[at] for scene in drawn]
        if any(held):
            told = arrow.join(str(n) for n in (held if len(held) <= 6 else (held[0], held[-1])))
            entries.append((actor["dark" if theme.name == "dark" else "color"], actor["short"], told))
    for word in ("contested", "changing"):
        held = [scene.tally[word] for scene in drawn]
        if any(held):
            entries.append(("", word, arrow.join(str(n) for n in (held if len(held) <= 6 else (held[0], held[-1])))))
    parts: list[Artist] = []
    x, y, rows = _EDGE, _HEAD + 12, 1
    for color, who, told in entries:
        long = (18 if color else 0) + width(who, 13) + 8 + width(told, 13, "bold") + 26
        if x + long > page.width - _EDGE and x > _EDGE:
            x, y, rows = _EDGE, y + _LINE, rows + 1
        if color:
            parts.append(Rectangle((x, y - 11), 12, 12, facecolor=color, edgecolor=theme.quiet, linewidth=0.6))
        start = x + (18 if color else 0)
        parts.append(Words(start, y, who, 13, theme.ink))
        parts.append(Words(start + width(who, 13) + 8, y, told, 13, theme.ink, "bold"))
        x += long
    return parts, rows


def _frame(
    timeline: Timeline, view: View, days: Sequence[str], page: Page, theme: Theme, legend: list[Artist], cites: str
) -> Figure:
    figure = Figure(figsize=(page.width / 72, page.height / 72), dpi=72 * _SCALE)
    figure.patch.set_facecolor(theme.paper)
    base = Affine2D().scale(1 / page.width, -1 / page.height).translate(0, 1) + figure.transFigure
    by = clock_words(view)
    span = f"{in_words(parse_day(days[0]))} to {in_words(parse_day(days[-1]))}"
    foot = f"{cites}. Basemap: {SOURCE} of borders." if cites else f"Basemap: {SOURCE} of borders."
    said, title = f"{by[0].upper()}{by[1:]}. {_KEY.format(step=_step(days))}", f"{timeline.about.title}: {span}"
    parts = [
        _fitting(36, title, 22, theme.ink, page, "bold"),
        _fitting(56, said, 12.5, theme.quiet, page),
        *legend,
        _fitting(page.height - 12, foot, 11, theme.quiet, page),
    ]
    for order, artist in enumerate(parts):
        artist.set_transform(base)
        artist.set_zorder(order)
        figure.add_artist(artist)
    return figure


def _fitting(y: float, text: str, size: float, color: str, page: Page, weight: str = "normal") -> Words:
    """Write a line as large as it fits on the page."""
    room = page.width - 2 * _EDGE
    while width(text, size, weight) > room and size > 6:
        size -= 0.5
    return Words(_EDGE, y, text, size, color, weight)


def _pixels(figure: Figure) -> Image.Image:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return Image.fromarray(np.asarray(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]
