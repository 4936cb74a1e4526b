"""Tags of a PDF: what of a page is headline, paragraph, bullet, figure; for those who have it read to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib.artist import Artist
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


class Tag(NamedTuple):
    """One tagged part of a page, in the order of reading. ``kind`` is a standard structure type: H1, P, LBody, Figure;
    ``said`` is read in place of a figure."""

    kind: str
    said: str = ""


class Marker(Artist):
    """Begins a tagged part in a page's stream, or ends it; in no other kind of file is anything of it left."""

    def __init__(self, words: bytes) -> None:
        super().__init__()
        self._words = words

    def draw(self, renderer: Any) -> None:
        """Write it."""
        from matplotlib.backends.backend_pdf import Verbatim

        file = getattr(renderer, "file", None)
        if file is not None:
            file.output(Verbatim(self._words))  # type: ignore[no-untyped-call]


def begins(kind: str, number: int) -> bytes:
    """Give the operator that begins the part of a page with this number."""
    return f"/{kind} <</MCID {number}>> BDC".encode()


BEGINS_NOTHING = b"/Artifact BMC"
"""Begins what is not to be read: lines, the number of the page."""
ENDS = b"EMC"


def tag(writer: PdfWriter, pages: Sequence[Sequence[Tag]]) -> None:
    """Give a file its structure: for each page its tags, numbered as they stand in the page's stream."""
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    top = writer._add_object(root)
    document = _Element(writer, "Document", top)
    numbers = ArrayObject()
    for at, tags in enumerate(pages):
        page: Any = writer.pages[at]
        section = _Element(writer, "Sect", document.reference)
        document.kids.append(section.reference)
        parts = ArrayObject()
        items: _Element | None = None
        for number, each in enumerate(tags):
            above = section
            if each.kind == "LBody":
                items = items or section.inner("L")
                above = items.inner("LI")
            else:
                items = None
            part = above.inner(each.kind)
            part.kids.append(NumberObject(number))
            part.fields[NameObject("/Pg")] = page.indirect_reference
            if each.said:
                part.fields[NameObject("/Alt")] = TextStringObject(each.said)
            parts.append(part.reference)
        numbers.extend([NumberObject(at), writer._add_object(parts)])
        page[NameObject("/StructParents")] = NumberObject(at)
        page[NameObject("/Tabs")] = NameObject("/S")
    root[NameObject("/K")] = document.reference
    root[NameObject("/ParentTree")] = writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))
    root[NameObject("/ParentTreeNextKey")] = NumberObject(len(pages))
    writer.root_object[NameObject("/StructTreeRoot")] = top
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})


class _Element:
    """An element of the structure, with those in it."""

    def __init__(self, writer: PdfWriter, kind: str, above: IndirectObject) -> None:
        self._writer = writer
        self.kids = ArrayObject()
        self.fields = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(f"/{kind}"),
                NameObject("/P"): above,
                NameObject("/K"): self.kids,
            }
        )
        self.reference: IndirectObject = writer._add_object(self.fields)

    def inner(self, kind: str) -> _Element:
        """Add an element at the end of this one."""
        made = _Element(self._writer, kind, self.reference)
        self.kids.append(made.reference)
        return made
