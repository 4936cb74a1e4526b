"""PDF: the text that stands in it, its lines joined to paragraphs. Pictures of text are not read."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from typing import Final

import pypdf
from pypdf.errors import PyPdfError

from events.extract.documents.article import LONGEST_TEXT, Article, DocumentProblem, compose
from events.extract.documents.plain import title_of
from events.extract.documents.wrapping import unwrap

logging.getLogger("pypdf").addHandler(logging.NullHandler())

MOST_PAGES: Final = 400
SECONDS: Final = 60.0
_SCANNED: Final = (
    "it holds pictures of pages and no text (a scan): run OCR over it, for example"
    " ocrmypdf in.pdf out.pdf, and read what that makes"
)


def read(data: bytes, name: str) -> Article:
    """Read the text of a PDF.

    Raises `DocumentProblem` for one that is encrypted, broken or a scan, or that has more than `MOST_PAGES` pages.
    """
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise DocumentProblem("it is encrypted with a password: open it in its own program and save it without one")
        number = len(document.pages)
        if number > MOST_PAGES:
            raise DocumentProblem(f"it has {number} pages; up to {MOST_PAGES} are read as one article: split it")
        pages: list[str] = []
        until = time.monotonic() + SECONDS
        for page in document.pages:
            pages.append(page.extract_text())
            if time.monotonic() > until:
                raise DocumentProblem(f"it takes longer than {SECONDS:g} seconds to read: split it, or save its text")
            if sum(map(len, pages)) > LONGEST_TEXT:
                break
        title = str((document.metadata and document.metadata.title) or "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        if isinstance(error, DocumentProblem):
            raise
        raise DocumentProblem(f"the PDF is broken ({type(error).__name__}): fetch or save it again") from error
    said: tuple[str, ...] = ()
    empty = sum(len(page.split()) < 3 for page in pages)
    if empty == len(pages):
        raise DocumentProblem(_SCANNED)
    if empty:
        said = (f"{empty} of {number} pages hold no text; if they are pictures, run OCR over them",)
    text = "\n\n".join(_paragraphs(page) for page in _without_running_heads(pages))
    title = "" if _NO_TITLE.search(title) else title
    return compose(text, title=title or title_of(text, alone=False), name=name, kind="pdf", said=(*said, _NO_DAY))


def _paragraphs(page: str) -> str:
    lines = "\n".join(line.rstrip() for line in page.replace("\r", "").split("\n"))
    return unwrap(lines, printed=True)[0]


def _without_running_heads(pages: list[str]) -> list[str]:
    """Take out what stands at the top or bottom of most pages: titles that run along, and page numbers."""
    if len(pages) < 3:
        return pages
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    ends = Counter(_counted(line) for lines in split for line in {*lines[:2], *lines[-2:]})
    running = {line for line, times in ends.items() if times >= max(3, len(pages) * 0.6)}
    kept = []
    for lines in split:
        inner = range(2, len(lines) - 2)
        kept.append("\n".join(line for at, line in enumerate(lines) if at in inner or _counted(line) not in running))
    return kept


def _counted(line: str) -> str:
    return re.sub(r"^\d+|\d+$", "0", line.strip())


# What programs write into the title when nobody gave one.
_NO_TITLE: Final = re.compile(
    r"^(?:about:|microsoft |untitled|.{0,200}\.(?:docx?|pdf|indd|html?|qxd|txt)$)|^\s*$", re.I
)
_NO_DAY: Final = "a PDF does not say when it was published: give the day, or relative dates stay open"
