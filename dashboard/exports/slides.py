"""Parts of a slide: native text with its links and bullets, a native chart, a picture with words for it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from dashboard.exports.brief import Bar
from dashboard.exports.fitting import AFTER, INDENT
from dashboard.exports.prose import Block, Run, is_rtl


def _color(color: str) -> Any:
    return RGBColor.from_string(color.lstrip("#").upper())  # type: ignore[no-untyped-call]


INK: Final = _color("#23262b")
QUIET: Final = _color("#565b63")
_GREY: Final = "#8a8a8a"
_FORMULA: Final = ("=", "{=", "+", "-", "@")
_CITE: Final = 0.72
"""Size of a citation's number over that of its text."""


def set_blocks(frame: Any, blocks: Sequence[Block], size: float) -> None:
    """Write blocks into a text frame, in place of what was there."""
    frame.clear()
    frame.word_wrap = True
    for at, block in enumerate(blocks):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        _shape(paragraph, block, size)
        add_runs(paragraph, block.runs, size, bold=block.kind == "heading")


def add_runs(paragraph: Any, runs: Iterable[Run], size: float, bold: bool = False, color: Any = None) -> None:
    """Add runs to a paragraph; a citation is small and leads to its source."""
    for run in runs:
        made = paragraph.add_run()
        made.text = run.text
        font = made.font
        font.size = Pt(round(size * (_CITE if run.cites else 1), 1))
        if run.bold or bold:
            font.bold = True
        if run.italic:
            font.italic = True
        if color is not None:
            font.color.rgb = color
        if run.href:
            made.hyperlink.address = run.href


def set_line(shape: Any, text: str, size: float, color: Any = INK, bold: bool | None = None) -> None:
    """Write one line into a shape."""
    frame = shape.text_frame
    frame.clear()
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    if is_rtl(text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
        paragraph._p.get_or_add_pPr().set("algn", "r")
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.color.rgb = color
    if bold is not None:
        run.font.bold = bold


def add_text(slide: Any, box: tuple[int, int, int, int], name: str) -> Any:
    """Add a text box without margins; the box is left, top, width, height in EMU."""
    shape = slide.shapes.add_textbox(*(Emu(edge) for edge in box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    return shape


def add_number(paragraph: Any, size: float) -> None:
    """Add the number of the slide as a field, which stays right when slides are moved."""
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="en-GB" sz="{round(size * 100)}"><a:solidFill><a:srgbClr val="{QUIET}"/></a:solidFill></a:rPr>'
        "<a:t>#</a:t></a:fld>"
    )
    paragraph._p.append(field)


def add_picture(slide: Any, png: bytes, box: tuple[int, int, int, int], name: str, alt: str) -> None:
    """Add a picture with words for those who cannot see it."""
    shape = slide.shapes.add_picture(io.BytesIO(png), *(Emu(edge) for edge in box))
    shape.name = name
    describe(shape, alt)


def describe(shape: Any, alt: str) -> None:
    """Give a shape its alternative text."""
    next(shape._element.iter(qn("p:cNvPr"))).set("descr", alt)


def add_chart(
    slide: Any,
    box: tuple[int, int, int, int],
    title: str,
    bars: Sequence[Bar],
    unsettled: Sequence[tuple[str, int]],
    alt: str,
) -> None:
    """Add a native bar chart of places held, largest on top, what nobody holds below in grey."""
    rows = [(bar.name, bar.places, bar.color) for bar in sorted(bars, key=lambda b: -b.places)]
    rows += [(word, count, _GREY) for word, count in unsettled if word in ("contested", "changing")]
    data: Any = CategoryChartData(number_format="0")  # type: ignore[no-untyped-call]
    # A bar chart counts from below.
    data.categories = [_harmless(name) for name, _, _ in reversed(rows)]
    data.add_series("Places", [count for _, count, _ in reversed(rows)])
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *(Emu(edge) for edge in box), data)
    shape.name = "Places held"
    describe(shape, alt)
    chart = shape.chart
    chart.has_legend = False
    chart.has_title = True
    chart.chart_title.include_in_layout = False
    run = chart.chart_title.text_frame.paragraphs[0].add_run()
    run.text = title
    run.font.size, run.font.bold, run.font.color.rgb = Pt(12), True, INK
    chart.font.size, chart.font.color.rgb = Pt(11), INK
    chart.value_axis.visible = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.has_major_gridlines = False
    chart.category_axis.format.line.fill.background()
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.major_tick_mark = chart.category_axis.minor_tick_mark = XL_TICK_MARK.NONE
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 38, False
    plot.has_data_labels = True
    plot.data_labels.show_value = True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(11)
    for at, (_, _, color) in enumerate(reversed(rows)):
        fill = plot.series[0].points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = _color(color)


def _harmless(name: str) -> str:
    """Keep a name from being a formula in the small workbook that a chart carries."""
    return f"'{name}" if name.startswith(_FORMULA) else name


def _shape(paragraph: Any, block: Block, size: float) -> None:
    """Make a paragraph a bullet or none, whatever the template would have it be."""
    paragraph.space_before = Pt(0)
    paragraph.space_after = Pt(round(size * AFTER, 1))
    properties = paragraph._p.get_or_add_pPr()
    step = int(Pt(size * INDENT))
    if block.kind == "bullet":
        properties.set("marL", str(step * (block.level + 1)))
        properties.set("indent", str(-step))
        properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
        properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="\N{BULLET}"/>'))
        paragraph.level = min(block.level, 8)
    else:
        properties.set("marL", str(step) if block.kind == "quote" else "0")
        properties.set("indent", "0")
        properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
    if is_rtl(block.text):
        properties.set("rtl", "1")
        properties.set("algn", "r")
