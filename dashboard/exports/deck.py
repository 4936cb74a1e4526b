"""A brief as slides (PPTX): headlines, bullets and charts stay native, so that they can be edited."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any, Final

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from dashboard.exports.brief import Brief, Page
from dashboard.exports.citations import Reference
from dashboard.exports.fitting import AFTER, LEADING, fit, wrap
from dashboard.exports.maps import pictures
from dashboard.exports.options import Options
from dashboard.exports.prose import Block, Run
from dashboard.exports.slides import QUIET, add_chart, add_number, add_picture, add_text, set_blocks, set_line
from dashboard.exports.template import Stock, count_parts, stock

Box = tuple[int, int, int, int]
Progress = Callable[[int, int], None]

_MAP_PIXELS: Final = 750
"""Width of a map at scale 1, 96 to the inch of a slide: its names read as they do on the screen."""
_SIZES: Final = (16, 15, 14, 13, 12, 11, 10)
_SOURCE_SIZE: Final = 9.5
_POINT: Final = 12_700
"""EMU in a point."""


def deck(brief: Brief, template: bytes | None = None, theme: str = "light", progress: Progress | None = None) -> bytes:
    """Make the slides: a cover, one for each step, the sources. Raises `ValueError` for a template that cannot serve.

    ``progress`` is told how many steps are done, of how many.
    """
    base = stock(template)
    count_parts(base.deck)
    _cover(base, brief)
    box = _box(base, 0.3775, 0.173, 0.585, 0.747)
    options = Options(_MAP_PIXELS, round(_MAP_PIXELS * box[3] / box[2]), 2.0, theme)
    for page, picture in zip(brief.pages, pictures(brief, options), strict=True):
        _step(base, brief, page, picture, box)
        if progress:
            progress(page.number, len(brief.pages))
    _sources(base, brief)
    _properties(base, brief)
    out = io.BytesIO()
    base.deck.save(out)
    return out.getvalue()


def _cover(base: Stock, brief: Brief) -> None:
    slide = base.deck.slides.add_slide(base.cover)
    title = _title(base, slide, brief.narrative.title, 34)
    credits = brief.credits
    span = f"{credits.since} to {credits.as_of}" if credits.since else credits.as_of
    said = [brief.narrative.description] if brief.narrative.description else []
    said.append(f"{span}. Known as of: {credits.known}. Rule: {credits.rule}.")
    blocks = [Block("paragraph", (Run(" ".join(text.split())),)) for text in said]
    wide = _size(base)[0]
    body = _body(slide) or add_text(slide, _box(base, 0.0375, 0.5, 0.925, 0.2), "Summary")
    found = fit(blocks, wide * 0.9 / _POINT, body.height / _POINT, (18, 16, 14, 12))
    set_blocks(body.text_frame, found.blocks, found.size)
    _foot(base, slide, f"{credits.line}. {_BORDERS}")
    _notes(slide, _rows(brief.credits.rows))
    _drop_empty(slide, keep=(title, body))


def _step(base: Stock, brief: Brief, page: Page, picture: bytes, box: Box) -> None:
    slide = base.deck.slides.add_slide(base.step)
    title = _title(base, slide, page.headline, 26)
    left = _box(base, 0.0375, 0.173, 0.325, 0.44 if page.bars else 0.73)
    body = _body(slide)
    if body is None:
        body = add_text(slide, left, "Text")
    else:
        body.left, body.top, body.width, body.height = left
        body.text_frame.margin_left = body.text_frame.margin_right = 0
        body.text_frame.margin_top = body.text_frame.margin_bottom = 0
    found = fit(page.blocks, left[2] / _POINT, left[3] / _POINT, _SIZES)
    blocks = found.blocks
    if found.cut:
        blocks = (*blocks[:-1], _cut(blocks[-1])) if blocks else ()
    set_blocks(body.text_frame, blocks or (Block("paragraph", (Run(" "),)),), found.size)
    if page.bars:
        chart = _box(base, 0.03, 0.625, 0.335, 0.3)
        held = ", ".join(f"{bar.name} {bar.places}" for bar in page.bars)
        add_chart(
            slide, chart, page.counted, page.bars, page.unsettled, f"{page.counted}, {page.credits.as_of}: {held}."
        )
    add_picture(slide, picture, box, "Map", page.alt)
    credits = page.credits
    _foot(base, slide, f"As of {credits.as_of}. Known as of: {credits.known}. Rule: {credits.rule}. {_BORDERS}")
    _notes(slide, _spoken(brief, page, found.cut))
    _drop_empty(slide, keep=(title, body))


def _sources(base: Stock, brief: Brief) -> None:
    """List the sources in two columns, on as many slides as they need."""
    wide, high = _box(base, 0, 0, 0.4475, 0.74)[2:]
    column: list[Reference] = []
    columns = [column]
    left = high / _POINT
    for each in brief.references:
        lines = len(wrap([Run(f"[{each.number}] {each.text}")], _SOURCE_SIZE, wide / _POINT))
        needed = (lines * LEADING + AFTER) * _SOURCE_SIZE
        if needed > left:
            column, left = [], high / _POINT
            columns.append(column)
        column.append(each)
        left -= needed
    for at in range(0, len(columns), 2):
        slide = base.deck.slides.add_slide(base.text)
        title = _title(base, slide, "Sources" if at == 0 else "Sources, continued", 26)
        for side, listed in enumerate(columns[at : at + 2]):
            shape = add_text(slide, _box(base, 0.0375 + side * 0.4775, 0.173, 0.4475, 0.74), "Sources")
            set_blocks(shape.text_frame, [_entry(each) for each in listed] or _NONE, _SOURCE_SIZE)
        _foot(base, slide, f"{brief.credits.line}. {_BORDERS}")
        _notes(slide, _rows(brief.credits.rows))
        _drop_empty(slide, keep=(title,))


def _spoken(brief: Brief, page: Page, cut: bool) -> list[Block]:
    """Write the speaker notes: what is to be said, what did not fit, the sources, what the map is."""
    said = list(page.notes)
    if cut:
        said += [Block("paragraph", (Run("The whole text of this slide:", bold=True),)), *page.blocks]
    cited = brief.cited(page)
    if cited:
        said += [Block("paragraph", (Run("Sources", bold=True),)), *(_entry(each) for each in cited)]
    return [*said, Block("paragraph", (Run("This map", bold=True),)), *_rows(page.credits.rows)]


def _entry(each: Reference) -> Block:
    return Block("paragraph", each.runs)


def _rows(rows: Sequence[tuple[str, str]]) -> list[Block]:
    return [Block("paragraph", (Run(f"{label}: "), Run(value))) for label, value in rows]


def _notes(slide: Any, blocks: Sequence[Block]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        set_blocks(frame, blocks, 11)


def _title(base: Stock, slide: Any, text: str, size: float) -> Any:
    shape = slide.shapes.title
    if shape is None:
        shape = add_text(slide, _box(base, 0.0375, 0.04, 0.925, 0.113), "Headline")
    lines = fit([Block("heading", (Run(text),))], shape.width / _POINT, shape.height / _POINT, _smaller(size))
    shown = lines.blocks[0].text + ("\N{HORIZONTAL ELLIPSIS}" if lines.cut else "") if lines.blocks else text
    set_line(shape, shown, lines.size, bold=True)
    return shape


def _smaller(size: float) -> tuple[float, ...]:
    return tuple(size - step for step in (0, 2, 4, 6, 8, 10))


def _foot(base: Stock, slide: Any, text: str) -> None:
    wide = base.deck.slide_width or 0
    shape = add_text(slide, _box(base, 0.0375, 0.937, 0.87, 0.045), "As of")
    found = fit([Block("paragraph", (Run(text),))], wide * 0.87 / _POINT, 0.045 * _size(base)[1] / _POINT, (9, 8, 7, 6))
    set_line(shape, text if not found.cut else found.blocks[0].text, found.size, QUIET)
    number = add_text(slide, _box(base, 0.9175, 0.937, 0.045, 0.045), "Number")
    paragraph = number.text_frame.paragraphs[0]
    paragraph._p.get_or_add_pPr().set("algn", "r")
    add_number(paragraph, 9)


def _body(slide: Any) -> Any:
    """Find the placeholder for text, if the layout has one."""
    kinds = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)
    return next((shape for shape in slide.placeholders if shape.placeholder_format.type in kinds), None)


def _drop_empty(slide: Any, keep: tuple[Any, ...]) -> None:
    """Take away the placeholders that were not filled: they would ask for a click."""
    kept = [shape._element for shape in keep]
    for shape in list(slide.placeholders):
        if shape._element not in kept:
            shape._element.getparent().remove(shape._element)


def _cut(block: Block) -> Block:
    more = Run(" \N{HORIZONTAL ELLIPSIS} (whole text in the notes)", italic=True)
    return Block(block.kind, (*block.runs, more), block.level)


def _size(base: Stock) -> tuple[int, int]:
    return base.deck.slide_width or int(Inches(13.333)), base.deck.slide_height or int(Inches(7.5))


def _box(base: Stock, left: float, top: float, wide: float, high: float) -> Box:
    """Turn shares of the slide into EMU."""
    across, down = _size(base)
    return round(left * across), round(top * down), round(wide * across), round(high * down)


def _properties(base: Stock, brief: Brief) -> None:
    core = base.deck.core_properties
    core.title = brief.narrative.title[:255]
    core.author = (brief.narrative.author or brief.credits.maintainers)[:255]
    core.subject = f"{brief.credits.data_set}, version {brief.credits.version}"[:255]
    core.comments = "; ".join(f"{label}: {value}" for label, value in brief.credits.rows)[:255]
    core.keywords, core.language = "", brief.narrative.language[:255]


_BORDERS: Final = "Borders as drawn by Natural Earth; no endorsement."
_NONE: Final = [Block("paragraph", (Run("This brief cites no source."),))]
