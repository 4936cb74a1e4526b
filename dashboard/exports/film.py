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
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from dashboard.exports.inks import THEMES
from dashboard.exports.sheet import Easel, Options, Sheet
from dashboard.exports.stage import Stage
from dashboard.style import actor_colors
from dashboard.view import View
from events import Timeline
from events.dates import iso, parse_day

FORMATS: Final = ("gif", "mp4", "webm")
_CODECS: Final = {
    "mp4": ("libx264", ["-preset", "veryfast", "-crf", "20", "-tune", "animation", "-movflags", "+faststart"]),
    "webm": ("libvpx-vp9", ["-deadline", "realtime", "-cpu-used", "6", "-crf", "28", "-b:v", "0", "-row-mt", "1"]),
}
_COLORS: Final = 96
_MOST: Final = 3
"""Changes named in a caption."""


class MissingExtra(RuntimeError):
    """An optional package is not installed; the message says which and how to get it."""


@dataclass(frozen=True)
class Reel:
    """How a film runs: frames in all, frames a second, and how long its last frame stays."""

    frames: int = 60
    per_second: float = 8.0
    rest_seconds: float = 2.0


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
    said = _standing(captions, days) if captions else _changes(timeline, view, days)
    frames = _frames(Stage(timeline, view), view, days, said, options, cites)

    def counted() -> Iterator[Image.Image]:
        for at, frame in enumerate(frames, start=1):
            yield frame
            if progress:
                progress(at, len(days))

    return _gif(counted(), reel, _inks(timeline, options)) if form == "gif" else _encoded(counted(), form, reel)


def _frames(
    stage: Stage, view: View, days: list[str], said: list[str], options: Options, cites: str
) -> Iterator[Image.Image]:
    easel = Easel(stage, replace(view, day=days[-1]), options, cites)
    ground = _pixels(easel.ground()).convert("RGBA")
    before: Sheet | None = None
    for day, caption in zip(days, said, strict=True):
        before = easel.sheet(replace(view, day=day), caption, on_ground=False, before=before)
        yield Image.alpha_composite(ground, _pixels(before.figure)).convert("RGB")


def _pixels(figure: Figure) -> Image.Image:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return Image.fromarray(np.asarray(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]


def _standing(captions: Mapping[str, str], days: list[str]) -> list[str]:
    given = sorted(captions.items())
    return [next((text for day, text in reversed(given) if day <= shown), "") for shown in days]


def _changes(timeline: Timeline, view: View, days: list[str]) -> list[str]:
    """Name what a frame shows for the first time."""
    short = dict(zip(timeline.actors["actor_id"], timeline.actors["short_name"], strict=True))
    said = [""]
    for earlier, later in pairwise(days):
        rows = timeline.changes(earlier, later, view.known or None, view.rule)
        rows = rows[rows["change"] == "gained"]
        told = [f"{row['name']} to {short.get(row['actor_id'], row['actor_id'])}" for row in rows.to_dict("records")]
        more = f" and {len(told) - _MOST} more" if len(told) > _MOST else ""
        said.append(", ".join(told[:_MOST]) + more)
    return said


def _inks(timeline: Timeline, options: Options) -> list[str]:
    theme = THEMES[options.theme]
    dark = theme.name == "dark"
    return [*(pair[dark] for pair in actor_colors(timeline.actors)), theme.paper, theme.ink, theme.land, theme.water]


def _gif(frames: Iterator[Image.Image], reel: Reel, inks: list[str]) -> bytes:
    first = next(frames)
    # One palette for all: a palette of each frame's own would make still ground shimmer. The colours that tell sides
    # apart are set, for few pixels have them and a palette made by counting would mix them.
    counted = first.quantize(_COLORS, method=Image.Quantize.MEDIANCUT).getpalette() or []
    colors = [int(ink[at : at + 2], 16) for ink in inks for at in (1, 3, 5)]
    palette = Image.new("P", (1, 1))
    palette.putpalette((colors + counted)[: 3 * 256])
    shown = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in chain([first], frames)]
    step = round(1000 / reel.per_second)
    out = io.BytesIO()
    shown[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=shown[1:],
        duration=[step] * (len(shown) - 1) + [step + round(reel.rest_seconds * 1000)],
        loop=0,
        optimize=False,
    )
    return out.getvalue()


def _encoded(frames: Iterator[Image.Image], form: str, reel: Reel) -> bytes:
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
        last = b""
        for frame in frames:
            # Video comes in pairs of pixels.
            even = frame.crop((0, 0, frame.width // 2 * 2, frame.height // 2 * 2))
            if writer is None:
                writer = imageio_ffmpeg.write_frames(
                    os.fspath(path), even.size, fps=reel.per_second, codec=codec, macro_block_size=2, quality=None,
                    pix_fmt_out="yuv420p", output_params=flags, ffmpeg_log_level="error",
                )  # fmt: skip
                writer.send(None)
            last = even.tobytes()
            writer.send(last)
        for _ in range(round(reel.rest_seconds * reel.per_second)):
            writer.send(last)
        writer.close()
        return path.read_bytes()
