"""Playback between two dates as GIF, MP4 or WebM, captions burnt in."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image

from dashboard.exports.brush import FADE
from dashboard.exports.inks import THEMES, mix
from dashboard.exports.options import Options
from dashboard.exports.sheet import Easel, Sheet
from dashboard.exports.stage import NOTHING_KNOWN, Stage
from dashboard.style import actor_colors
from dashboard.view import View
from events import Timeline
from events.dates import iso, parse_day

FORMATS: Final = ("gif", "mp4", "webm")
# Few threads and a short look ahead: frames that wait for others are what an encoder's memory is full of.
_LEAN: Final = ("-threads", "2", "-x264-params", "rc-lookahead=5:sync-lookahead=0")
_CODECS: Final = {
    "mp4": ("libx264", ["-preset", "veryfast", "-crf", "20", "-tune", "animation", "-movflags", "+faststart", *_LEAN]),
    "webm": ("libvpx-vp9", ["-deadline", "realtime", "-cpu-used", "6", "-crf", "28", "-b:v", "0", "-row-mt", "1"]),
}
LONGEST: Final = 60
"""Seconds that a film may be asked to run."""
_SLOWEST: Final = 2.0
"""Days a second of a film of few days."""
_COLORS: Final = 128
_SIDES: Final = 40
"""Whose colours are kept in a GIF, which has 256 in all."""
_MOST: Final = 3
"""Changes named in a caption."""


class MissingExtra(RuntimeError):
    """An optional package is not installed; the message says which and how to get it."""


@dataclass(frozen=True)
class Reel:
    """How a film runs: frames and frames a second at the most, how long its last frame stays, and one that brings a
    headline, which has to be read."""

    frames: int = 60
    per_second: float = 8.0
    rest_seconds: float = 2.0
    read_seconds: float = 1.5

    def over(self, days: int) -> Reel:
        """Give the reel for so many days: few of them go by more slowly."""
        slower = max(_SLOWEST, self.per_second * min(1.0, days / self.frames))
        return replace(self, per_second=round(min(self.per_second, slower), 2))


def lasting(seconds: int) -> Reel:
    """Give a film that runs so long where its days are enough for it, without the times to read in; raises `ValueError`
    for too short or too long."""
    if not 2 <= seconds <= LONGEST:
        raise ValueError(f"seconds: a number from 2 to {LONGEST} is needed")
    return Reel(frames=round(seconds * Reel.per_second))


def days_of(start: str, end: str, frames: int) -> list[str]:
    """Spread a number of frames over the days from ``start`` to ``end``, no day twice; raises `ValueError` for dates
    in the wrong order."""
    first, last = parse_day(start), parse_day(end)
    if last < first:
        raise ValueError(f"the film begins on {start}, which is after its end on {end}")
    spread = np.unique(np.linspace(first, last, max(1, min(frames, last - first + 1))).round().astype(int))
    return [iso(day) for day in spread.tolist()]


def film(
    timeline: Timeline,
    view: View,
    start: str,
    end: str,
    form: str,
    options: Options | None = None,
    reel: Reel | None = None,
    cites: str = "",
    captions: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Play a view from one ISO day to another as ``gif``, ``mp4`` or ``webm``.

    ``captions`` are lines by day that stand until the next; without them each frame names its changes. Raises
    `ValueError` for another format or dates in the wrong order, `MissingExtra` when nothing here can write the format.
    """
    if form not in FORMATS:
        raise ValueError(f"{form!r} is no film format: choose {', '.join(FORMATS)}")
    reel = reel or Reel()
    options = replace(options or Options(scale=1.0), steady=True, transparent=False)
    days = days_of(start, end, reel.frames)
    if captions:
        # A headline stands over the day it tells of, not over the next that has a frame.
        days = sorted({*days, *(day for day in captions if days[0] <= day <= days[-1])})
    reel = reel.over(len(days))
    stage = Stage(timeline, view)
    said = _standing(captions, days) if captions else _changes(stage, days)
    frames = _frames(stage, view, days, said, options, cites)

    stays = _stays(said, reel) if captions else [1] * len(days)
    stays[-1] += round(reel.rest_seconds * reel.per_second)

    def counted() -> Iterator[tuple[Image.Image, int]]:
        for at, (frame, stay) in enumerate(zip(frames, stays, strict=True), start=1):
            yield frame, stay
            if progress:
                progress(at, len(days))

    return _gif(counted(), reel, _inks(timeline, options)) if form == "gif" else _encoded(counted(), form, reel)


def _stays(said: list[str], reel: Reel) -> list[int]:
    """Give for how many frames' time each day is seen: longer where there is something new to read."""
    longer = 1 + round(reel.read_seconds * reel.per_second)
    return [longer if text and text != before else 1 for before, text in pairwise(["", *said])]


def _frames(
    stage: Stage, view: View, days: list[str], said: list[str], options: Options, cites: str
) -> Iterator[Image.Image]:
    easel = Easel(stage, replace(view, day=days[-1]), options, cites)
    before: Sheet | None = None
    for day, caption in zip(days, said, strict=True):
        before = easel.sheet(replace(view, day=day), caption, before=before)
        yield before.image()


def _standing(captions: Mapping[str, str], days: list[str]) -> list[str]:
    given = sorted(captions.items())
    return [next((text for day, text in reversed(given) if day <= shown), "") for shown in days]


def _changes(stage: Stage, days: list[str]) -> list[str]:
    """Name what a frame shows for the first time: who gained which place since the frame before."""
    said = [""]
    before = stage.held(days[0])
    for day in days[1:]:
        held = stage.held(day)
        # What was first seen between two frames was not taken between them.
        gained = np.flatnonzero((held >= 0) & (held != before) & (before != NOTHING_KNOWN))
        told = [f"{stage.names[place]} to {stage.actors[held[place]]['short']}" for place in gained.tolist()]
        more = f" and {len(told) - _MOST} more" if len(told) > _MOST else ""
        said.append(", ".join(told[:_MOST]) + more)
        before = held
    return said


def _inks(timeline: Timeline, options: Options) -> list[str]:
    """Give the colours that a frame must keep: of the sides, of their pale and their dark lines, of the ground."""
    theme = THEMES[options.theme]
    held = [pair[theme.name == "dark"] for pair in actor_colors(timeline.actors)][:_SIDES]
    pale = [mix(color, theme.land, FADE) for color in held]
    rims = [mix(color, theme.ink, theme.rim) for color in held]
    return [*held, theme.paper, theme.ink, theme.land, theme.water, theme.nobody, theme.quiet, *pale, *rims]


def _gif(frames: Iterator[tuple[Image.Image, int]], reel: Reel, inks: list[str]) -> bytes:
    opening = next(frames)
    first = opening[0]
    # One palette for all: a palette of each frame's own would make still ground shimmer. The colours that tell sides
    # apart are set, for few pixels have them and a palette made by counting would mix them.
    counted = first.quantize(_COLORS, method=Image.Quantize.MEDIANCUT).getpalette() or []
    colors = [int(ink[at : at + 2], 16) for ink in inks for at in (1, 3, 5)]
    palette = Image.new("P", (1, 1))
    palette.putpalette((colors + counted)[: 3 * 256])
    shown, stays = [], []
    for frame, stay in chain([opening], frames):
        shown.append(frame.quantize(palette=palette, dither=Image.Dither.NONE))
        stays.append(round(1000 * stay / reel.per_second))
    out = io.BytesIO()
    shown[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=shown[1:],
        duration=stays,
        loop=0,
        optimize=False,
    )
    return out.getvalue()


def _encoded(frames: Iterator[tuple[Image.Image, int]], form: str, reel: Reel) -> bytes:
    try:
        import imageio_ffmpeg
    except ImportError:
        raise MissingExtra(
            f"{form.upper()} needs the package imageio-ffmpeg: pip install imageio-ffmpeg; GIF works without it"
        ) from None
    codec, flags = _CODECS[form]
    # The encoder writes a file, not a stream: an MP4's table of contents is known only at its end.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{form}"
        writer: Any = None
        try:
            for frame, stay in frames:
                # Video comes in pairs of pixels.
                even = frame.crop((0, 0, frame.width // 2 * 2, frame.height // 2 * 2))
                if writer is None:
                    writer = imageio_ffmpeg.write_frames(
                        os.fspath(path), even.size, fps=reel.per_second, codec=codec, macro_block_size=2, quality=None,
                        pix_fmt_out="yuv420p", output_params=flags, ffmpeg_log_level="error",
                    )  # fmt: skip
                    writer.send(None)
                shown = even.tobytes()
                for _ in range(stay):
                    writer.send(shown)
        finally:
            # Whoever stops the film half-way leaves no encoder behind that writes into a folder which is gone.
            if writer is not None:
                writer.close()
        return path.read_bytes()
