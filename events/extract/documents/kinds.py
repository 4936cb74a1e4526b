"""What sort of document some bytes are: by their first bytes, then by their name, never by the name alone."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePath
from typing import Final

from events.extract.documents.article import DocumentProblem

KINDS: Final = ("text", "markdown", "html", "pdf", "docx", "mail", "csv", "tsv", "jsonl", "json", "parquet")
TABLES: Final = frozenset({"csv", "tsv", "jsonl", "json", "parquet"})
"""The kinds that hold many articles."""

SUFFIXES: Final = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".htm": "html", ".html": "html",
    ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".csv": "csv",
    ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet",
}  # fmt: skip

_SAVE_AS = "open it in its own program and save it as {0}"
_OTHERS: Final = (  # first bytes, what it is, what to do
    (b"{\\rtf", "an RTF document", _SAVE_AS.format("DOCX, PDF or plain text")),
    (b"\x1f\x8b", "a gzip archive", "unpack it and read what is in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and read what is in it"),
    (b"Rar!", "a RAR archive", "unpack it and read what is in it"),
    (b"BZh", "a bzip2 archive", "unpack it and read what is in it"),
    (b"\xfd7zXZ", "an xz archive", "unpack it and read what is in it"),
    (b"(\xb5/\xfd", "a zstd archive", "unpack it and read what is in it"),
    (b"\x89PNG", "a picture", "text in a picture needs OCR (ocrmypdf makes a PDF with text of it)"),
    (b"\xff\xd8\xff", "a picture", "text in a picture needs OCR (ocrmypdf makes a PDF with text of it)"),
    (b"GIF8", "a picture", "text in a picture needs OCR (ocrmypdf makes a PDF with text of it)"),
    (b"II*\x00", "a picture", "text in a picture needs OCR (ocrmypdf makes a PDF with text of it)"),
    (b"MM\x00*", "a picture", "text in a picture needs OCR (ocrmypdf makes a PDF with text of it)"),
    (b"SQLite format 3", "a database", "export its articles as CSV, JSONL or Parquet"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_MARKUP: Final = re.compile(
    rb"(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s{1,200}){0,20}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEADER: Final = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]{0,4000}\r?\n(?:[ \t][^\r\n]{0,4000}\r?\n){0,200}){2,}", re.S
)
_MAIL_HEADERS: Final = re.compile(rb"^(?:from|received|return-path|mime-version|message-id|delivered-to):", re.I | re.M)
# Marks of text in two- and four-byte units; without one of them, a NUL is no character of a text.
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes, name: str = "") -> str:
    """Name the kind of a document, one of `KINDS`.

    Raises `DocumentProblem` for what is no document of these, saying what it is and what to do.
    """
    if not data.strip():
        raise DocumentProblem("it is empty")
    suffix = SUFFIXES.get(PurePath(name).suffix.lower(), "")
    if data[:1024].lstrip()[:5] == b"%PDF-" or (suffix == "pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data[:4] == b"PAR1":
        return "parquet"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zipped(data)
    if data.startswith(_OLE):
        raise DocumentProblem(_of_ole(data))
    for mark, what, remedy in _OTHERS:
        if data.startswith(mark):
            raise DocumentProblem(f"it is {what}: {remedy}")
    if data.startswith(_WIDE):
        return suffix if suffix in ("csv", "tsv", "jsonl", "json", "html", "markdown") else "text"
    return _of_text(data, suffix)


def is_markup(data: bytes) -> bool:
    """Tell whether some bytes begin as a page of HTML does."""
    return _MARKUP.match(data[:8192]) is not None


def _of_text(data: bytes, suffix: str) -> str:
    start = data[:8192].removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(start):
        return "html"
    if suffix in ("pdf", "docx", "parquet"):
        raise DocumentProblem(f"its name says {suffix.upper()}, its content does not: it is broken, or was never one")
    if suffix:
        return suffix
    headers = _HEADER.match(start)
    if headers and len(_MAIL_HEADERS.findall(headers[0])) >= 2:
        return "mail"
    if start.lstrip()[:1] in (b"{", b"["):
        return _of_json(data)
    return "text"


def _of_json(data: bytes) -> str:
    first = data.lstrip().split(b"\n", 1)[0]
    for text, kind in ((first, "jsonl"), (data, "json")):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) or (kind == "json" and isinstance(value, list)):
            return kind
    return "text"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise DocumentProblem("it is a broken archive or DOCX: fetch or save it again") from None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        raise DocumentProblem(f"it is a spreadsheet: {_SAVE_AS.format('CSV')}")
    if "mimetype" in names or "ppt/presentation.xml" in names:
        raise DocumentProblem(f"it is a document of another office program: {_SAVE_AS.format('DOCX or PDF')}")
    raise DocumentProblem("it is a ZIP archive: unpack it and read the folder")


def _of_ole(data: bytes) -> str:
    if _ENCRYPTED_PACKAGE in data:
        return "it is encrypted with a password: open it in its own program and save it without one"
    return f"it is an old Office document (.doc, .xls, .msg): {_SAVE_AS.format('DOCX or PDF')}"
