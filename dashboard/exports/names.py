"""Names that do not collide: which places are named, and where their names stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import hypot
from typing import Final, NamedTuple

from dashboard.exports.ground import Country
from dashboard.exports.inks import Theme
from dashboard.exports.lettering import Style, Words, width
from dashboard.exports.marks import Marks
from dashboard.exports.stage import Stage
from dashboard.exports.stamps import Box, Placed, Thread
from dashboard.exports.window import Window

_CELL: Final = 24
_MOST, _FEW, _TRIES, _CROWD = 150, 40, 900, 1500
_HIGH: Final = 16.0
_FAR: Final = 240
"""Pixels that the name of a selected place may stand away from it where it is crowded."""
_TIED: Final = 14.0
"""Pixels between a place and its name from which on a line ties them."""


class Room:
    """A grid of boxes taken: a new one is compared only with those that share a cell."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, int]]] = {}

    def free(self, box: Box, owner: int = -1) -> bool:
        """Tell whether a box meets none that another owner holds."""
        return not any(
            held != owner and one[0] < box[2] and one[2] > box[0] and one[1] < box[3] and one[3] > box[1]
            for cell in self._over(box)
            for one, held in self._cells.get(cell, ())
        )

    def take(self, box: Box, owner: int) -> None:
        """Hold a box."""
        for cell in self._over(box):
            self._cells.setdefault(cell, []).append((box, owner))

    @staticmethod
    def _over(box: Box) -> Iterator[tuple[int, int]]:
        for x in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
            for y in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
                yield x, y


class Label(NamedTuple):
    """A name and its box in pixels; ``at`` counts in the marks, in their order."""

    at: int
    text: str
    box: Box


def country_labels(
    named: Iterable[Country], window: Window, theme: Theme, blocked: Iterable[Box]
) -> tuple[list[Placed], list[Box]]:
    """Write the names of countries where they fit, spaced wide, of two rivals both or neither; gives them with the
    boxes they take."""
    size = max(10.0, min(15.0, 5.2 + window.zoom * 1.15))
    found: dict[Country, tuple[Words, Box]] = {}
    room = Room()
    for box in blocked:
        room.take(box, -1)
    for country in named:
        x, y = country.x, country.y
        if not (0 < x < window.width and 0 < y < window.height):
            continue
        # Thin spaces stand for the wide spacing of the screen's letters.
        text = "\N{THIN SPACE}".join(country.name.upper())
        wide, high = width(text, size), size * 0.8
        for shift in (0.0, size * 0.9, -size * 0.9):
            box = (x - wide / 2 - 2, y + shift - high / 2 - 2, x + wide / 2 + 2, y + shift + high / 2 + 2)
            inside = box[0] > 0 and box[1] > 0 and box[2] < window.width and box[3] < window.height
            if inside and room.free(box, -2):
                room.take(box, len(found))
                found[country] = Words(x - wide / 2, y + shift + high / 2, text, size, theme.country), box
                break
    names = {country.name for country in found}
    fair = [each for country, each in found.items() if not country.rival or country.rival in names]
    return [words for words, _ in fair], [box for _, box in fair]


def place_labels(
    stage: Stage,
    marks: Marks,
    window: Window,
    selected: frozenset[str],
    blocked: Iterable[Box],
    kept: Iterable[Box],
    earlier: Mapping[int, Box] | None = None,
) -> list[Label]:
    """Choose names: the selected, which are always named, and the lately changed first, then by weight.

    ``blocked`` boxes are never run under, ``kept`` ones only by names that must stand. ``earlier`` has boxes by place
    that names keep to if they can.
    """
    names, room, lands = Room(), Room(), Room()
    for box in blocked:
        names.take(box, -3)
    for box in kept:
        room.take(box, -2)
        lands.take(box, -2)
    place = marks.scene.place.tolist()
    if len(place) <= _CROWD:
        for at, (x, y, r) in enumerate(
            zip(marks.x.tolist(), marks.y.tolist(), (marks.radii - 0.5).tolist(), strict=True)
        ):
            room.take((x - r, y - r, x + r, y + r), at)
    row = {p: at for at, p in enumerate(place)}
    chosen: list[Label] = []
    first = [at for at, p in enumerate(place) if stage.ids[p] in selected]
    recent = [at for at in reversed(range(len(place))) if marks.scene.recent[at] and at not in first]
    first += recent[: 10 if len(place) > _CROWD else _FEW]
    rest = [row[p] for p in stage.naming.tolist() if p in row]
    must, seen, tries = set(first), set[int](), 0
    for at in (*first, *rest):
        x, y = float(marks.x[at]), float(marks.y[at])
        if at in seen or not (0 <= x <= window.width and 0 <= y <= window.height):
            continue
        if at not in must:
            tries += 1
            if tries > _TRIES or len(chosen) >= (_FEW if len(place) > _CROWD else _MOST):
                break
        seen.add(at)
        forced = at in must or (len(place) <= _CROWD and marks.scene.looks[at].kind == "city")
        text = stage.names[place[at]]
        spot = (earlier or {}).get(place[at])
        if spot is None or not names.free(spot):
            spot = _spot(at, text, marks, window, names, (room, lands, Room()) if forced else (room,))
        if spot is None and stage.ids[place[at]] in selected:
            spot = _nearest(at, text, marks, window, names)
        if spot is not None:
            names.take(spot, at)
            chosen.append(Label(at, text, spot))
    return chosen


def written(labels: Iterable[Label], marks: Marks, theme: Theme) -> Iterator[Placed]:
    """Turn labels into text with its halo; a name that stands far from its place is tied to it by a line."""
    labels = list(labels)
    for label in labels:
        x, y = float(marks.x[label.at]), float(marks.y[label.at])
        left, top, right, bottom = label.box
        end = min(max(x, left), right), min(max(y, top), bottom)
        far = hypot(end[0] - x, end[1] - y)
        near = float(marks.radii[label.at]) + 2
        if far > near + _TIED:
            start = x + (end[0] - x) * near / far, y + (end[1] - y) * near / far
            yield Placed(*start, Thread(end[0] - start[0], end[1] - start[1], theme.quiet))
    for label in labels:
        kind = marks.scene.looks[label.at].kind
        size, weight, style = font_of(kind)
        color = theme.quiet if kind == "village" else theme.ink
        x, y = label.box[0] + 1, (label.box[1] + label.box[3]) / 2 + size * 0.36
        yield Words(x, y, label.text, size, color, weight, style, halo=theme.label_halo)


def font_of(kind: str) -> tuple[float, str, Style]:
    """Give size in pixels, weight and style of the names of a kind of place."""
    if kind == "city":
        return 12.5, "bold", "normal"
    if kind == "border_crossing":
        return 11.0, "normal", "italic"
    return (10.5 if kind == "village" else 11.5), "normal", "normal"


def _spot(at: int, text: str, marks: Marks, window: Window, names: Room, clear: tuple[Room, ...]) -> Box | None:
    """Try right, left, above, below, clear of one room after the other: a name that must stand may cover marks, in the
    end names of countries, never other names."""
    size, weight, style = font_of(marks.scene.looks[at].kind)
    wide, h = width(text, size, weight, style), _HIGH / 2 - 1.5
    x, y, gap = float(marks.x[at]), float(marks.y[at]), float(marks.radii[at]) + 3
    corners = (
        (x + gap, y - h), (x - gap - wide, y - h), (x - wide / 2, y - gap - 2 * h + 1), (x - wide / 2, y + gap - 1),
        (x + gap * 0.7, y - gap - h), (x + gap * 0.7, y + gap - h),
    )  # fmt: skip
    for room in clear:
        for left, top in corners:
            box = (left - 1, top, left + wide + 1, top + 2 * h)
            if _within(box, window) and names.free(box) and room.free(box, at):
                return box
    return None


def _nearest(at: int, text: str, marks: Marks, window: Window, names: Room) -> Box | None:
    """Find the free spot nearest to a place whose name must stand where there is no room beside it."""
    size, weight, style = font_of(marks.scene.looks[at].kind)
    wide, high = width(text, size, weight, style) + 2, _HIGH - 3
    x, y = float(marks.x[at]), float(marks.y[at])
    spots = sorted(
        (max(abs(dx) - wide / 2, 0.0) ** 2 + dy**2, dx, dy)
        for dx in range(-_FAR, _FAR + 1, 8)
        for dy in range(-_FAR, _FAR + 1, 4)
    )
    for _, dx, dy in spots:
        box = (x + dx - wide / 2, y + dy - high / 2, x + dx + wide / 2, y + dy + high / 2)
        beside = abs(dy) > float(marks.radii[at]) + high / 2 or abs(dx) > float(marks.radii[at]) + wide / 2
        if beside and _within(box, window) and names.free(box):
            return box
    return None


def _within(box: Box, window: Window) -> bool:
    return box[0] >= 2 and box[1] >= 2 and box[2] <= window.width - 2 and box[3] <= window.height - 2
