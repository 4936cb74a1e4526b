"""Small multiples: the same map at several dates in one picture, with one legend for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final

import numpy as np
from PIL import Image

from dashboard.exports.inks import THEMES, Theme
from dashboard.exports.lettering import Words, width
from dashboard.exports.options import Options
from dashboard.exports.plates import clock_words, key_words
from dashboard.exports.png import png
from dashboard.exports.sheet import Easel, Sheet
from dashboard.exports.stage import Scene, Stage
from dashboard.exports.stamps import Box, Placed, Tile, set_down
from dashboard.timemap.basemap.window import SOURCE
from dashboard.view import View
from events import Timeline
from events.dates import in_words, iso, parse_day, window_in_words

MOST: Final = 24
_GAP, _EDGE, _HEAD, _LINE, _FOOT = 10.0, 20.0, 64.0, 24.0, 34.0
_SCALE: Final = 2.0
SIZE: Final = (1600, 900)
"""Of the picture in pixels, before it is drawn twice as fine."""


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


def few(views: Sequence[View]) -> list[View]:
    """Choose from views, in their order, as many as a picture has room for."""
    at = np.unique(np.linspace(0, len(views) - 1, min(len(views), MOST)).round().astype(int))
    return [views[each] for each in at.tolist()]


def multiples(timeline: Timeline, view: View, days: Sequence[str], page: Page | None = None, cites: str = "") -> bytes:
    """Draw a view at several ISO days as one PNG, earliest first; ``cites`` is the line at the foot.

    Raises `ValueError` for no day, or more than `MOST`.
    """
    step = _step(days)
    return side_by_side(timeline, [replace(view, day=day, window=step) for day in days], page, cites)


def side_by_side(timeline: Timeline, views: Sequence[View], page: Page | None = None, cites: str = "") -> bytes:
    """Draw several views as one PNG, all of them of the land that the last one shows.

    Raises `ValueError` for no view, or more than `MOST`.
    """
    if not 1 <= len(views) <= MOST:
        raise ValueError(f"a picture has room for 1 to {MOST} maps, not for {len(views)}")
    page = page or Page()
    theme = THEMES[page.theme]
    stages: dict[View, Stage] = {}
    for view in views:
        stages.setdefault(_apart(view), Stage(timeline, view))
    drawn = [stages[_apart(view)].scene(view.day) for view in views]
    legend, rows = _legend(stages[_apart(views[-1])], drawn, page, theme)
    top = _HEAD + rows * _LINE
    columns, lines = _grid(len(views), page.width, page.height - top)
    wide = (page.width - 2 * _EDGE - (columns - 1) * _GAP) / columns
    high = (page.height - top - _FOOT - (lines - 1) * _GAP) / lines
    panel = Options(int(wide), int(high), _SCALE, page.theme, legend=False)
    where = _closer(views[-1], panel)
    alike = len(stages) == 1
    easels = {key: _Panel(stage, where, panel, "", alike) for key, stage in stages.items()}
    whole = Image.new("RGB", (round(page.width * _SCALE), round(page.height * _SCALE)), theme.paper)
    set_down(whole, [*_frame(views, page, theme, cites), *legend], _SCALE)
    before: Sheet | None = None
    for at, view in enumerate(views):
        shown = replace(view, lat=where.lat, lng=where.lng, zoom=where.zoom)
        before = easels[_apart(view)].sheet(shown, before=before)
        left = _EDGE + at % columns * (wide + _GAP)
        whole.paste(before.image(), (round(left * _SCALE), round((top + at // columns * (high + _GAP)) * _SCALE)))
    return png(whole)


def _apart(view: View) -> View:
    """What one stage can show: views that differ in their day, or in where they look, share it."""
    return replace(view, day="", against="", place="", series="places", lat=None, lng=None, zoom=None)


class _Panel(Easel):
    """A sheet with nothing on it but its day, and its clock and rule where they are not those of all."""

    def __init__(self, stage: Stage, view: View, options: Options, cites: str, alike: bool) -> None:
        self._alike = alike
        super().__init__(stage, view, options, cites)

    def _plates(self, scene: Scene, view: View, caption: str) -> Iterator[tuple[list[Placed], Box]]:
        day, by = in_words(scene.day), "" if self._alike else clock_words(view)
        wide = max(width(day, 15, "bold"), width(by, 11))
        box = (8.0, 8.0, 20 + wide, 50.0 if by else 34.0)
        plate = Placed(box[0], box[1], Tile(box[2] - box[0], box[3] - box[1], self.theme.paper, opacity=0.9))
        said = [Words(14, 43, by, 11, self.theme.quiet)] if by else []
        yield [plate, Words(14, 26, day, 15, self.theme.ink, "bold"), *said], box


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


def _legend(stage: Stage, drawn: Sequence[Scene], page: Page, theme: Theme) -> tuple[list[Placed], int]:
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
    parts: list[Placed] = []
    x, y, rows = _EDGE, _HEAD + 12, 1
    for color, who, told in entries:
        long = (18 if color else 0) + width(who, 13) + 8 + width(told, 13, "bold") + 26
        if x + long > page.width - _EDGE and x > _EDGE:
            x, y, rows = _EDGE, y + _LINE, rows + 1
        if color:
            parts.append(Placed(x, y - 11, Tile(12, 12, color, theme.quiet, 0.6)))
        start = x + (18 if color else 0)
        parts.append(Words(start, y, who, 13, theme.ink))
        parts.append(Words(start + width(who, 13) + 8, y, told, 13, theme.ink, "bold"))
        x += long
    return parts, rows


def _frame(views: Sequence[View], page: Page, theme: Theme, cites: str) -> list[Placed]:
    """Write what is said once for all maps."""
    alike = len({(view.known, view.rule) for view in views}) == 1
    by = clock_words(views[-1]) if alike else "each by its clock and rule"
    days = [view.day for view in views]
    span = window_in_words(parse_day(min(days)), parse_day(max(days)))
    foot = f"{cites}. Basemap: {SOURCE} of borders." if cites else f"Basemap: {SOURCE} of borders."
    said, title = f"{by[0].upper()}{by[1:]}. {_key(views)}", f"Territorial control, {span}"
    return [
        _fitting(36, title, 22, theme.ink, page, "bold"),
        _fitting(56, said, 12.5, theme.quiet, page),
        _fitting(page.height - 12, foot, 11, theme.quiet, page),
    ]


def _key(views: Sequence[View]) -> str:
    """Say what the marks mean; the days before in which a change is shaded only where they are the same for all."""
    windows = {view.window for view in views}
    step = f"{windows.pop()} days" if len(windows) == 1 else "days"
    return f"Numbers: places held on these maps, in their order. {key_words(step)}"


def _fitting(y: float, text: str, size: float, color: str, page: Page, weight: str = "normal") -> Words:
    """Write a line as large as it fits on the page."""
    room = page.width - 2 * _EDGE
    while width(text, size, weight) > room and size > 6:
        size -= 0.5
    return Words(_EDGE, y, text, size, color, weight)
