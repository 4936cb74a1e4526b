"""Maps as files: PNG, SVG and PDF of a view, drawn without a browser."""

from __future__ import annotations

import io
from typing import Final

import matplotlib

from dashboard.exports.options import Options
from dashboard.exports.png import png
from dashboard.exports.sheet import Sheet, draw
from dashboard.exports.stage import Stage
from dashboard.view import View
from events import Timeline

# Names inside an SVG are drawn by lot otherwise.
matplotlib.rcParams["svg.hashsalt"] = "territory-timeline"

FORMATS: Final = ("png", "svg", "pdf")


def picture(timeline: Timeline, view: View, form: str, options: Options | None = None, cites: str = "") -> bytes:
    """Draw a view as ``png``, ``svg`` or ``pdf``; raises `ValueError` for another format."""
    if form not in FORMATS:
        raise ValueError(f"{form!r} is no picture format: choose {', '.join(FORMATS)}")
    flips = timeline.flips(view.day, view.rule, view.against, view.known or None)["place_id"] if view.against else ()
    sheet = draw(Stage(timeline, view), view, options or Options(), cites, frozenset(flips))
    return saved(sheet, form, view.day)


def saved(sheet: Sheet, form: str, title: str) -> bytes:
    """Write a sheet that is drawn already."""
    if form == "png":
        return png(sheet.image(), title)
    out = io.BytesIO()
    # No date of making: the same view gives the same file.
    stamp = {"Date": None} if form == "svg" else {"CreationDate": None}
    sheet.figure.savefig(out, format=form, transparent=True, metadata={"Title": title, **stamp})
    return out.getvalue()
