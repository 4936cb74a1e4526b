"""DOCX: paragraphs, lists and tables in the order of the document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from events.extract.documents.article import Article, DocumentProblem, compose

LARGEST_UNPACKED: Final = 150_000_000
"""Bytes of all parts of a DOCX together, before any is unpacked."""


def read(data: bytes, name: str) -> Article:
    """Read the text of a DOCX; headings get a ``#``, list items a ``-``, rows of tables ``|`` between their cells.

    Raises `DocumentProblem` for one that is broken, or that unpacks to more than `LARGEST_UNPACKED` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > LARGEST_UNPACKED:
            raise DocumentProblem(
                f"it unpacks to {size / 1e6:,.0f} MB, as no article does, and was left closed: save its text anew"
            )
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, OpcError, KeyError, OSError, EOFError, NotImplementedError, SyntaxError) as error:
        raise DocumentProblem(f"the DOCX is broken ({type(error).__name__}): fetch or save it again") from error
    about = document.core_properties
    lines = list(_lines(document))
    text = "\n\n".join(lines).replace("\n\n- ", "\n- ")
    titles = (line.lstrip("# ") for line in lines if line.startswith("#"))
    return compose(
        text,
        title=about.title or next(titles, ""),
        language=about.language or "",
        name=name,
        kind="docx",
        said=("a DOCX does not say when it was published: give the day, or relative dates stay open",),
    )


def _lines(document: Document) -> Iterator[str]:
    for each in document.iter_inner_content():
        yield from _paragraph(each) if isinstance(each, Paragraph) else _table(each)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    text = paragraph.text.strip()
    if not text:
        return
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    if style.startswith(("Heading", "Title")):
        yield f"# {text}"
    elif style.startswith("List") or numbered:
        yield f"- {text}"
    else:
        yield text


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if text and text not in cells[-1:]:  # a merged cell is given once for each column it spans
                cells.append(text)
        if cells:
            yield " | ".join(cells)
