"""A brief as PDF: a page for each step with its map as lines, bookmarks, links, embedded fonts, title and language."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from dashboard.exports.brief import Brief, Page
from dashboard.exports.fitting import fit, height, split
from dashboard.exports.maps import map_of
from dashboard.exports.options import Options
from dashboard.exports.paper import HEIGHT, QUIET, WIDTH, Paper, bound
from dashboard.exports.prose import Block, Run
from dashboard.exports.tags import ENDS, Tag, begins, tag

_LEFT: Final = 36.0
_TOP: Final = 94.0
_COLUMN: Final = 312.0
_MAP: Final = (362.0, 94.0, 562.0, 402.0)
_FINER: Final = 1.33
"""A map is drawn larger than it is laid: its names are as large on paper as on a slide."""
_SIZES: Final = (13.0, 12.0, 11.0, 10.5, 10.0)
_SOURCE_SIZE: Final = 8.5
_BARS: Final = 158.0
_BORDERS: Final = "Borders as drawn by Natural Earth; no endorsement."


def booklet(brief: Brief, theme: str = "light", progress: Callable[[int, int], None] | None = None) -> bytes:
    """Make the pages: a cover, the steps (a text that is too long goes on overleaf), the sources."""
    papers = [_cover(brief)]
    marks = {0: "Cover"}
    maps: dict[int, Page] = {}
    for page in brief.pages:
        maps[len(papers)], marks[len(papers)] = page, page.headline
        papers += _step(page)
    marks[len(papers)] = "Sources"
    papers += _sources(brief)
    # The maps are laid in afterwards: their lines need no fonts, and a page without them is quickly read again.
    writer = PdfWriter(clone_from=io.BytesIO(bound(papers)))
    tags = [paper.tags for paper in papers]
    for done, (at, page) in enumerate(maps.items(), start=1):
        tags[at].append(Tag("Figure", page.alt))
        _lay_map(writer, at, brief, page, theme, begins("Figure", len(tags[at]) - 1))
        if progress:
            progress(done, len(maps))
    for at, title in marks.items():
        writer.add_outline_item(title=title, page_number=at)
    tag(writer, tags)
    _describe(writer, brief)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _describe(writer: PdfWriter, brief: Brief) -> None:
    """Say what the file is: title and language, for readers and for those who have it read to them."""
    said = {
        "/Title": brief.narrative.title,
        "/Author": brief.narrative.author or brief.credits.maintainers,
        "/Subject": "; ".join(f"{label}: {value}" for label, value in brief.credits.rows),
        "/Creator": "Territory Timeline",
        "/Producer": "Territory Timeline",
    }
    writer.add_metadata(said)
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(brief.narrative.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.page_mode = "/UseOutlines"


def _cover(brief: Brief) -> Paper:
    paper, credits = Paper(), brief.credits
    title = fit([Block("heading", (Run(brief.narrative.title),))], WIDTH - 2 * _LEFT, 110, (34, 28, 24, 20, 16))
    y = paper.blocks(title.blocks, _LEFT, 150, WIDTH - 2 * _LEFT, title.size, "H1")
    said = [Block("paragraph", (Run(brief.narrative.description),))] if brief.narrative.description else []
    span = f"{credits.since} to {credits.as_of}" if credits.since else credits.as_of
    said.append(Block("paragraph", (Run(f"{span}. Known as of: {credits.known}. Rule: {credits.rule}."),)))
    text = fit(said, 700, HEIGHT - y - 110, (15, 13, 11, 9))
    paper.blocks(text.blocks, _LEFT, y + 8, 700, text.size)
    _foot(paper, credits.line)
    return paper


def _step(page: Page) -> list[Paper]:
    paper = Paper()
    _headline(paper, page.headline)
    room = _MAP[3] - (_BARS + 12 if page.bars else 0)
    found = fit(page.blocks, _COLUMN, room, _SIZES)
    shown, rest = split(page.blocks, found.size, _COLUMN, room)
    y = paper.blocks(shown, _LEFT, _TOP, _COLUMN, found.size)
    if rest:
        more = Run("The text goes on overleaf.", italic=True)
        with paper.tagged("P"):
            paper.word(more, _LEFT, min(y + 8, _TOP + room + 8), 9, QUIET)
    if page.bars:
        paper.bars(page.counted, page.bars, page.unsettled, (_LEFT, _TOP + _MAP[3] - _BARS, _COLUMN, _BARS))
    credits = page.credits
    stamp = f"As of {credits.as_of}. Known as of: {credits.known}. Rule: {credits.rule}. {_BORDERS}"
    _foot(paper, stamp, str(page.number))
    papers = [paper]
    while rest:
        paper = Paper()
        _headline(paper, f"{page.headline}, continued")
        shown, rest = split(rest, _SIZES[-1], WIDTH - 2 * _LEFT, HEIGHT - _TOP - 50)
        paper.blocks(shown, _LEFT, _TOP, WIDTH - 2 * _LEFT, _SIZES[-1])
        _foot(paper, stamp, str(page.number))
        papers.append(paper)
    return papers


def _lay_map(writer: PdfWriter, at: int, brief: Brief, page: Page, theme: str, tagged: bytes) -> None:
    """Put the map into its place as a form: as it is, none of its lines is read or written anew."""
    left, top, wide, high = _MAP
    options = Options(round(wide * _FINER), round(high * _FINER), 1.0, theme)
    drawn = PdfReader(io.BytesIO(map_of(brief, page, "pdf", options))).pages[0]
    shrink = wide / float(drawn.mediabox.width)
    # The page's own stream, packed as it is.
    form: Any = _stream(drawn["/Contents"]).clone(writer)
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    form[NameObject("/BBox")] = drawn.mediabox
    form[NameObject("/Resources")] = _dictionary(drawn["/Resources"]).clone(writer)
    # The pages share one list of resources: each map needs a name of its own.
    sheet = writer.pages[at]
    kept = _dictionary(_dictionary(sheet["/Resources"]).setdefault(NameObject("/XObject"), DictionaryObject()))
    kept[NameObject(f"/Map{at}")] = form.indirect_reference
    place = f"{shrink:.5f} 0 0 {shrink:.5f} {left:.2f} {HEIGHT - top - float(drawn.mediabox.height) * shrink:.2f}"
    before, after = StreamObject(), StreamObject()
    before.set_data(b"q")
    after.set_data(b"Q " + tagged + f" q {place} cm /Map{at} Do Q ".encode() + ENDS)
    streams = [writer._add_object(before), sheet.raw_get("/Contents"), writer._add_object(after)]
    sheet[NameObject("/Contents")] = ArrayObject(streams)


def _stream(found: Any) -> Any:
    found = found.get_object()
    return found[0].get_object() if isinstance(found, ArrayObject) else found


def _dictionary(found: Any) -> DictionaryObject:
    made: DictionaryObject = found.get_object()
    return made


def _sources(brief: Brief) -> Iterator[Paper]:
    wide, room = (WIDTH - 2 * _LEFT - 24) / 2, HEIGHT - _TOP - 50
    entries = [Block("paragraph", each.runs) for each in brief.references] or [
        Block("paragraph", (Run("This brief cites no source."),))
    ]
    rows = [Block("paragraph", (Run(f"{label}: ", bold=True), Run(value))) for label, value in brief.credits.rows]
    columns = _columns([*entries, Block("heading", (Run("About this brief"),)), *rows], wide, room)
    for at in range(0, len(columns), 2):
        paper = Paper()
        _headline(paper, "Sources" if at == 0 else "Sources, continued")
        for side, blocks in enumerate(columns[at : at + 2]):
            paper.blocks(blocks, _LEFT + side * (wide + 24), _TOP, wide, _SOURCE_SIZE)
        _foot(paper, f"{brief.credits.line}. {_BORDERS}")
        yield paper


def _columns(blocks: Sequence[Block], wide: float, room: float) -> list[list[Block]]:
    columns: list[list[Block]] = [[]]
    left = room
    for block in blocks:
        needed = height(block, _SOURCE_SIZE, wide)
        if needed > left and columns[-1]:
            columns.append([])
            left = room
        columns[-1].append(block)
        left -= needed
    return columns


def _headline(paper: Paper, text: str) -> None:
    found = fit([Block("heading", (Run(text),))], WIDTH - 2 * _LEFT, 56, (22, 19, 16, 14, 12))
    blocks = found.blocks
    lines = height(blocks[0], found.size, WIDTH - 2 * _LEFT) if blocks else 0
    paper.blocks(blocks, _LEFT, 28 + (56 - lines) / 2, WIDTH - 2 * _LEFT, found.size, "H1")


def _foot(paper: Paper, text: str, number: str = "") -> None:
    paper.rule(HEIGHT - 30)
    found = fit([Block("paragraph", (Run(text),))], WIDTH - 2 * _LEFT - 30, 14, (8.5, 8, 7, 6))
    paper.blocks(found.blocks, _LEFT, HEIGHT - 26, WIDTH - 2 * _LEFT - 30, found.size)
    with paper.tagged(""):
        paper.word(Run(number or " "), WIDTH - _LEFT, HEIGHT - 17, 8.5, QUIET, right=True)
