"""The presentation that slides are put into: the house's own, or a user's template, with its slides taken out."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final, NamedTuple

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

FONT: Final = "Arial"
"""On every machine that opens slides, or with a twin of the same widths there."""
_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_BODIES: Final = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_SMALL_PRINT: Final = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_OF_TEMPLATE, _OF_DECK = (b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")
_MOST: Final = 100_000_000


class Stock(NamedTuple):
    """A presentation without slides, and its layouts for a title page, a step and a page of text."""

    deck: Deck
    cover: Any
    step: Any
    text: Any


def stock(template: bytes | None = None) -> Stock:
    """Open a template (``.pptx`` or ``.potx``), or the house's own; raises `ValueError` for one that cannot serve."""
    if template is None:
        return _house()
    try:
        deck = Presentation(io.BytesIO(_as_deck(template)))
        layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
        width, height = deck.slide_width, deck.slide_height
    except Exception as error:
        # Whatever is wrong inside a file of another's making, python-pptx and lxml say it in many classes of error.
        raise ValueError(f"the template is no presentation that can be opened: {_short(error)}") from None
    if not layouts:
        raise ValueError("the template has no slide layouts: save one from PowerPoint or LibreOffice with its master")
    if not width or not height:
        raise ValueError("the template does not say how large its slides are")
    _take_slides_out(deck)
    step = min(layouts, key=_unlike_a_step)
    cover = next((each for each in layouts if _has(each, (PP_PLACEHOLDER.CENTER_TITLE,))), step)
    text = next((each for each in layouts if _has(each, _TITLES) and not _has(each, _BODIES)), step)
    return Stock(deck, cover, step, text)


def count_parts(deck: Deck) -> None:
    """Let a presentation remember the names of its parts: for each new one python-pptx would go through all of them."""
    package: Any = deck.part.package
    taken: dict[str, set[str]] = {}

    def next_partname(template: str) -> PackURI:
        before = template.partition("%d")[0]
        if before not in taken:
            taken[before] = {str(part.partname) for part in package.iter_parts() if part.partname.startswith(before)}
        names = taken[before]
        # One of so many numbers is free.
        name = next(template % number for number in range(len(names) + 1, 0, -1) if template % number not in names)
        names.add(name)
        return PackURI(name)

    package.next_partname = next_partname


def _unlike_a_step(layout: Any) -> tuple[bool, int, int]:
    """Rank layouts: with a title, with one body, and little else."""
    kinds = [shape.placeholder_format.type for shape in layout.placeholders]
    bodies = sum(kind in _BODIES for kind in kinds)
    others = sum(kind not in (*_TITLES, *_BODIES, *_SMALL_PRINT) for kind in kinds)
    upright = any("vert" in (body.get("vert") or "horz") for body in layout.element.iter(_A + "bodyPr"))
    return not _has(layout, _TITLES) or upright, abs(bodies - 1), others


def _has(layout: Any, kinds: tuple[Any, ...]) -> bool:
    return any(shape.placeholder_format.type in kinds for shape in layout.placeholders)


def _take_slides_out(deck: Deck) -> None:
    ids = deck.slides._sldIdLst
    for each in list(ids):
        deck.part.drop_rel(each.rId)
        ids.remove(each)
    # Sections and custom shows name slides that are no longer there: PowerPoint would offer to repair the file.
    whole = deck.part._element
    for each in [*whole.iter(_SECTIONS), *whole.iter(_P + "custShowLst")]:
        parent = each.getparent()
        parent.remove(each)
        if not len(parent):
            parent.getparent().remove(parent)


def _as_deck(template: bytes) -> bytes:
    """Declare a template to be a presentation: a library that opens only those is told so in one of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as given:
            if sum(info.file_size for info in given.infolist()) > _MOST:
                raise ValueError(f"it unpacks to more than {_MOST // 1_000_000} MB")
            types = given.read("[Content_Types].xml")
            if _OF_TEMPLATE not in types:
                return template
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
                for info in given.infolist():
                    is_types = info.filename == "[Content_Types].xml"
                    made.writestr(info, types.replace(_OF_TEMPLATE, _OF_DECK) if is_types else given.read(info))
            return out.getvalue()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        raise ValueError("the file is not a .pptx or .potx") from None


def _house() -> Stock:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    master = deck.slide_masters[0]
    layouts = list(master.slide_layouts)
    cover, step, text = layouts[0], layouts[1], layouts[5]
    for layout in layouts:
        if layout not in (cover, step, text):
            master.slide_layouts.remove(layout)
    _theme(master)
    for style, size, bold in (("titleStyle", 26, True), ("bodyStyle", 16, False)):
        for level in master.element.iter(_P + style):
            _level(level, size, bold)
    for place in (master, cover, step, text):
        for shape in list(place.placeholders):
            kind = shape.placeholder_format.type
            if kind in _SMALL_PRINT:
                shape._element.getparent().remove(shape._element)
            else:
                _place(shape, kind, place is cover)
    return Stock(deck, cover, step, text)


def _place(shape: Any, kind: Any, on_cover: bool) -> None:
    left, wide = Inches(0.5), Inches(12.333)
    if kind in _TITLES:
        top, high = (Inches(2.1), Inches(1.5)) if on_cover else (Inches(0.3), Inches(0.85))
    elif on_cover:
        top, high = Inches(3.7), Inches(1.6)
    else:
        top, high = Inches(1.3), Inches(5.4)
    shape.left, shape.top, shape.width, shape.height = left, top, wide, high
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = Emu(0)
    for body in shape._element.iter(_A + "bodyPr"):
        body.set("anchor", "b" if kind in _TITLES and on_cover else "ctr" if kind in _TITLES else "t")
        for fit in list(body):
            body.remove(fit)
    for level in shape._element.iter(_A + "lvl1pPr"):
        level.set("algn", "l")


def _level(style: Any, size: int, bold: bool) -> None:
    for level in style.iterchildren():
        if level.tag == _A + "lvl1pPr":
            level.set("algn", "l")
            for runs in level.iter(_A + "defRPr"):
                runs.set("sz", str(int(Pt(size) / 127)))
                runs.set("b", "1" if bold else "0")


def _theme(master: Any) -> None:
    """Give the theme our type, ink and colour of links."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for face in ("majorFont", "minorFont"):
        for latin in theme.iterfind(f".//{_A}{face}/{_A}latin"):
            latin.set("typeface", FONT)
    for name, color in (("dk1", "23262B"), ("hlink", "1F4E79"), ("folHlink", "1F4E79")):
        for ink in theme.iterfind(f".//{_A}clrScheme/{_A}{name}"):
            for old in list(ink):
                ink.remove(old)
            etree.SubElement(ink, _A + "srgbClr", val=color)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SECTIONS: Final = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
