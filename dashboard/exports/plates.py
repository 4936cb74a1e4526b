"""What lies over a map: its day and clocks, who holds how much, a scale, what the marks mean and where it is from."""

from __future__ import annotations

from math import cos, radians
from typing import Final

from dashboard.exports.inks import Theme
from dashboard.exports.lettering import Words, width
from dashboard.exports.options import Options
from dashboard.exports.stage import Scene, Stage
from dashboard.exports.stamps import Box, Placed, Tile
from dashboard.exports.window import Window
from dashboard.style import rule_words
from dashboard.timemap.basemap.window import SOURCE
from dashboard.view import View
from events.dates import in_words, parse_day

_WIDE: Final = 1000
"""Pixels from which on the strip at the foot says in one line what the marks mean."""
_SUBTITLE: Final = 27.0
_STEPS_KM: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_KEY: Final = (
    "Filled: confirmed; inner line: disputed; hollow: one voice or one side; dot: implied; striped: contested or"
    " changing; pale: old evidence; small and empty: no information"
)


def clock_words(view: View) -> str:
    """Say by which clock and rule a view is seen."""
    known = "hindsight"
    if view.known:
        known = "as reported then" if view.known == "then" else f"as known on {in_words(parse_day(view.known))}"
    return f"{known}, rule: {rule_words(view.rule)}"


def key_words(lately: str) -> str:
    """Say what the marks mean; ``lately`` says how long a change is shaded."""
    return f"{_KEY}; shade around: changed in the {lately} before."


def title(view: View, caption: str, theme: Theme) -> tuple[list[Placed], Box]:
    """Write the day, its clock and rule, and a caption."""
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


def legend(stage: Stage, scene: Scene, options: Options, theme: Theme) -> tuple[list[Placed], Box]:
    """List who holds how many places, and how many are unsettled."""
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


def scale_bar(where: Window, options: Options, theme: Theme) -> tuple[list[Placed], Box]:
    """Draw a round number of kilometres as long as it is in the middle of the map."""
    _, south, _, north = where.degrees
    km_per_pixel = 40_075.017 * cos(radians((south + north) / 2)) / 256 / where.k
    km = max((step for step in _STEPS_KM if step / km_per_pixel <= 130), default=_STEPS_KM[0])
    long, text = km / km_per_pixel, f"{km:,} km"
    y = options.height - foot_height(options) - 12 - (_SUBTITLE if options.steady else 0)
    box = (12.0, y - 20, 20 + max(long, width(text, 11)), y + 4)
    bar = Placed(14, y - 5, Tile(long, 5, "", theme.ink, 1.0))
    return [Words(14, y - 9, text, 11, theme.ink, halo=theme.label_halo), bar], box


def foot_height(options: Options) -> float:
    """Give the height of the strip at the foot: on a narrow sheet its first line is broken in two."""
    return 15.0 * (2 if options.width >= _WIDE else 3) + 8


def foot(options: Options, theme: Theme, view: View, cites: str) -> tuple[list[Placed], Box]:
    """Write what the marks mean, and where all this is from."""
    high = foot_height(options)
    box = (0.0, options.height - high, float(options.width), float(options.height))
    parts = key_words(f"{view.window} days").split("; ")
    half = len(parts) if options.width >= _WIDE else (len(parts) + 1) // 2
    lines = ["; ".join(part) for part in (parts[:half], parts[half:]) if part]
    lines.append(f"{cites}. Basemap: {SOURCE} of borders.")
    said = (_fitted(text, box[1] + 15 + 15 * at, 10.5, theme.quiet, options) for at, text in enumerate(lines))
    return [Placed(0, box[1], Tile(options.width, high, theme.paper)), *said], box


def subtitle(options: Options, theme: Theme, caption: str) -> tuple[list[Placed], Box]:
    """Write the caption of a frame where it covers nothing and moves nothing."""
    box = (
        0.0,
        options.height - foot_height(options) - _SUBTITLE,
        float(options.width),
        options.height - foot_height(options),
    )
    strip = Placed(0, box[1], Tile(options.width, _SUBTITLE, theme.paper))
    return [strip, _fitted(caption, box[3] - 8, 15.0, theme.ink, options)], box


def _fitted(text: str, y: float, size: float, color: str, options: Options) -> Words:
    """Write a line as large as it fits, its baseline at ``y``."""
    while width(text, size) > options.width - 24 and size > 6:
        size -= 0.5
    return Words(12, y, text, size, color)


def _plate(box: Box, theme: Theme) -> Placed:
    tile = Tile(box[2] - box[0], box[3] - box[1], theme.paper, theme.border, 0.6, rounding=6)
    return Placed(box[0], box[1], tile)


def _to_the_right(x: float, y: float, text: str, size: float, color: str, weight: str = "normal") -> Words:
    return Words(x - width(text, size, weight), y, text, size, color, weight)
