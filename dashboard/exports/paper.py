"""A page of paper: text set in lines with its links, bars, a map in its place; drawn without a browser."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dashboard.exports import lettering
from dashboard.exports.brief import Bar
from dashboard.exports.fitting import AFTER, INDENT, LEADING, width, wrap
from dashboard.exports.lettering import FAMILIES, Style
from dashboard.exports.prose import Block, Run, is_rtl
from dashboard.exports.tags import BEGINS_NOTHING, ENDS, Marker, Tag, begins

# Type 42 embeds the fonts as they are: text can be searched and copied.
matplotlib.rcParams["pdf.fonttype"] = 42

WIDTH, HEIGHT = 960.0, 540.0
"""Of a page in points: 16 to 9, as the slides."""
INK, QUIET, LINK = "#23262b", "#565b63", "#1f4e79"
_CITE: Final = 0.72
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"


def _mixed(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def bound(papers: Sequence[Paper]) -> bytes:
    """Give pages as one PDF, in which each font is embedded once."""
    out = io.BytesIO()
    # No date of making: the same pages give the same file.
    with PdfPages(out, metadata={"CreationDate": None}) as pages:
        for paper in papers:
            pages.savefig(paper.figure)
    return out.getvalue()


class Paper:
    """One page; places are in points from its upper left corner. ``tags`` say what of it is what, in its order."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self._painted = 0
        self.figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
        self.figure.patch.set_facecolor("white")

    @contextmanager
    def tagged(self, kind: str, said: str = "") -> Iterator[None]:
        """Tag what is set meanwhile; no kind for what is not to be read."""
        self._add(Marker(begins(kind, len(self.tags)) if kind else BEGINS_NOTHING))
        if kind:
            self.tags.append(Tag(kind, said))
        yield
        self._add(Marker(ENDS))

    def blocks(
        self, blocks: Sequence[Block], x: float, y: float, wide: float, size: float, headline: str = "H2"
    ) -> float:
        """Set blocks from a corner downwards; gives where they end. Headings are tagged as a ``headline``."""
        for block in blocks:
            with self.tagged({"heading": headline, "bullet": "LBody", "quote": "BlockQuote"}.get(block.kind, "P")):
                y = self._block(block, x, y, wide, size)
        return y

    def _block(self, block: Block, x: float, y: float, wide: float, size: float) -> float:
        heading, bullet = block.kind == "heading", block.kind == "bullet"
        indent = INDENT * size * (block.level + 1) if bullet else 0.0
        rtl = is_rtl(block.text)
        if bullet:
            mark = x + wide - indent + 0.3 * size if rtl else x + indent - INDENT * size
            self.word(Run("\N{BULLET}"), mark, y + size, size)
        for line in wrap(block.runs, size, max(wide - indent, 4 * size), heading):
            self._line(line, x + (0 if rtl else indent), y + size, wide - indent, size, heading, rtl)
            y += LEADING * size
        return y + AFTER * size

    def word(
        self, run: Run, x: float, y: float, size: float, color: str = INK, bold: bool = False, right: bool = False
    ) -> None:
        """Set a run on its baseline, from ``x`` or, with ``right``, up to it."""
        raised = size * 0.3 if run.cites else 0.0
        set_text = self.figure.text(
            x / WIDTH,
            1 - (y - raised) / HEIGHT,
            run.text,
            fontsize=size * (_CITE if run.cites else 1),
            family=list(FAMILIES),
            color=LINK if run.href and not run.cites else color,
            weight="bold" if bold or run.bold else "normal",
            style="italic" if run.italic else "normal",
            ha="right" if right else "left",
            va="baseline",
            url=run.href or None,
            # A name in dollars is a name, not a formula.
            parse_math=False,
        )
        self._order(set_text)

    def bars(
        self, title: str, bars: Sequence[Bar], unsettled: Sequence[tuple[str, int]], box: tuple[float, ...]
    ) -> None:
        """Draw places held as bars in a box (left, top, width, height), the largest on top."""
        said = ", ".join(f"{bar.name} {bar.places:,}" for bar in bars)
        with self.tagged("Figure", f"{title}: {said}."):
            self._bars(title, bars, unsettled, box)

    def _bars(
        self, title: str, bars: Sequence[Bar], unsettled: Sequence[tuple[str, int]], box: tuple[float, ...]
    ) -> None:
        left, top, wide, high = box
        self.word(Run(title), left, top + 10, 10, bold=True)
        rows = [(bar.name, bar.places, bar.color) for bar in sorted(bars, key=lambda bar: -bar.places)]
        rows += [(word, count, "#8a8a8a") for word, count in unsettled if word in ("contested", "changing")]
        step = min((high - 18) / max(len(rows), 1), 17.0)
        size = min(9.5, step * 0.72)
        names = max((width(name, size) for name, _, _ in rows), default=0.0) + 6
        most = max((count for _, count, _ in rows), default=1)
        for at, (name, count, color) in enumerate(rows):
            y = top + 18 + at * step
            self.word(Run(name), left + names - 5, y + step * 0.68, size, right=True)
            long = (wide - names - 30) * count / most
            self._rectangle(left + names, y + step * 0.15, long, step * 0.66, color)
            self.word(Run(f"{count:,}"), left + names + long + 4, y + step * 0.68, size)

    def rule(self, y: float) -> None:
        """Draw a thin line across the page."""
        with self.tagged(""):
            self._rectangle(36, y, WIDTH - 72, 0.5, "#c9c4ba")

    def _add(self, artist: Artist) -> None:
        self.figure.add_artist(artist)
        self._order(artist)

    def _order(self, artist: Artist) -> None:
        """Paint in the order in which it was asked for: so the tags stand around what they are about."""
        self._painted += 1
        artist.set_zorder(self._painted)

    def _line(self, line: Sequence[Run], x: float, y: float, wide: float, size: float, bold: bool, rtl: bool) -> None:
        at = x + wide if rtl else x
        for run in line:
            long = self._width(run, size, bold)
            if run.text.strip():
                # The direction is the line's, whatever letter the run begins with.
                turned = replace(run, text=f"{_RIGHT_TO_LEFT if rtl else _LEFT_TO_RIGHT}{run.text}")
                self.word(turned if _mixed(run.text) else run, at, y, size, bold=bold, right=rtl)
            at += -long if rtl else long

    def _width(self, run: Run, size: float, bold: bool) -> float:
        """Measure a run as it is drawn: neighbours stand close, so here the shaped width counts."""
        inner = run.text.strip()
        blanks = (len(run.text) - len(inner)) * 0.26 * size
        style: Style = "italic" if run.italic else "normal"
        actual = size * (_CITE if run.cites else 1)
        return lettering.width(inner, actual, "bold" if bold or run.bold else "normal", style) + blanks

    def _rectangle(self, x: float, y: float, wide: float, high: float, color: str) -> None:
        self._add(
            Rectangle(
                (x / WIDTH, 1 - (y + high) / HEIGHT),
                wide / WIDTH,
                high / HEIGHT,
                facecolor=color,
                edgecolor="none",
                transform=self.figure.transFigure,
            )
        )
