"""The way in for every document: one file, a folder of files, a table of articles, a string from a form."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from events.extract.documents import kinds, tables
from events.extract.documents.article import Article, DocumentProblem
from events.frames import Problem

Source: TypeAlias = "str | os.PathLike[str] | bytes"

LARGEST: Final = 25_000_000
"""Bytes of one document."""

LARGEST_TABLE: Final = 500_000_000
"""Bytes of one table of articles."""

_HEAD: Final = 2_000
"""Characters of an article in which the day that it begins with is looked for."""

# Where the readers are; each brings a library that takes its time to import, so it is asked for when it is needed.
_READERS: Final = {
    "text": ("plain", "read"),
    "markdown": ("plain", "read_markdown"),
    "html": ("web_page", "read"),
    "pdf": ("pdf", "read"),
    "docx": ("word", "read"),
    "mail": ("mail", "read"),
}
# What a browser puts beside a saved page, and what programs leave in folders.
_NO_ARTICLES: Final = frozenset(
    {".js", ".css", ".map", ".svg", ".ico", ".woff", ".woff2", ".ttf", ".xml", ".py", ".pyc", ".ini", ".yml", ".yaml",
     ".log", ".lock", ".journal", ".db", ".bak", ".tmp", ".mp4", ".mp3", ".webp", ".png", ".jpg", ".jpeg", ".gif"}
)  # fmt: skip


def read(source: Source, *, name: str = "") -> Article:
    """Read one document: a path, or bytes with the name they came by.

    Raises `DocumentProblem` when it cannot be read, saying why and what to do.
    """
    if isinstance(source, bytes):
        return _article(source, name)
    path = Path(source)
    return _article(_bytes(path), name or path.name)


def pasted(text: str, *, name: str = "pasted text") -> Article:
    """Make an article of a string that a person pasted: plain text, or the source of a page.

    Raises `DocumentProblem` when there is no text in it.
    """
    if len(text) > LARGEST:
        raise DocumentProblem(f"it is longer than {LARGEST // 1_000_000} million characters: paste one article")
    # A lone half of a surrogate pair is no character, and a NUL would make the text look like binary data.
    data = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
    return _guarded(data, name, "html" if kinds.is_markup(data) else "text")


def holds_many(source: Source, *, name: str = "") -> bool:
    """Tell whether a source is a folder or a table, for `read_many`, by its content before its name."""
    if isinstance(source, bytes):
        head = source
    else:
        path = Path(source)
        if not path.is_file():
            return path.is_dir()
        name = name or path.name
        with path.open("rb") as file:
            head = file.read(1 << 20)
    try:
        kind = kinds.kind_of(head, name)
    except DocumentProblem:
        return False
    return kind in kinds.TABLES


def read_many(source: Source, *, name: str = "", leave: Collection[Path] = ()) -> Iterator[Article | Problem]:
    """Go through a document, a table of articles or a folder, and give an article or a problem for each, in order.

    Folders are read with those below them, sorted by name; hidden files, and the paths in ``leave``, are not. Names
    are relative to the folder. What no article is made of on purpose (scripts and styles of saved pages, pictures) is
    a problem of severity ``warning``. Nothing raises for what is in a document.
    """
    if isinstance(source, bytes):
        yield from _each(source, name)
        return
    path = Path(source)
    if not path.is_dir():
        yield from _of_file(path, name or path.name)
        return
    left = {each.resolve() for each in leave}
    for file in files(path):
        if file.resolve() not in left:
            yield from _of_file(file, file.relative_to(path).as_posix(), among_others=True)


def files(folder: Path) -> Iterator[Path]:
    """Go through the files of a folder and of those below it, sorted by name; hidden ones are passed by."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        yield from (Path(here) / each for each in sorted(names) if not each.startswith("."))


def count(source: Source) -> int | None:
    """Count the articles of a source without reading it; None where only reading tells."""
    if isinstance(source, bytes):
        return None
    path = Path(source)
    if not path.is_dir():
        return None if kinds.SUFFIXES.get(path.suffix.lower()) in kinds.TABLES else 1
    number = 0
    for file in files(path):
        if kinds.SUFFIXES.get(file.suffix.lower()) in kinds.TABLES:
            return None
        number += 1
    return number


def _of_file(path: Path, name: str, among_others: bool = False) -> Iterator[Article | Problem]:
    suffix = path.suffix.lower()
    if among_others and suffix in _NO_ARTICLES:
        yield Problem(name, 0, "", f"files named {suffix} are no articles; it was passed by", "warning")
        return
    try:
        data = _bytes(path)
    except DocumentProblem as problem:
        yield Problem(name, 0, "", str(problem))
        return
    yield from _each(data, name)


def _each(data: bytes, name: str) -> Iterator[Article | Problem]:
    try:
        kind = kinds.kind_of(data, name)
        if kind not in kinds.TABLES:
            yield _document(data, name, kind)
            return
    except DocumentProblem as problem:
        yield Problem(name, 0, "", str(problem))
        return
    yield from tables.rows(data, name, kind)


def _article(data: bytes, name: str) -> Article:
    kind = kinds.kind_of(data, name)
    if kind not in kinds.TABLES:
        return _document(data, name, kind)
    found = tables.rows(data, name, kind)
    first, second = next(found, None), next(found, None)
    if second is not None:
        raise DocumentProblem("it is a table of articles, not one: read it as a folder or table of many")
    if isinstance(first, Article):
        return first
    raise DocumentProblem(first.message if first else "there is no article in it")


def _document(data: bytes, name: str, kind: str) -> Article:
    if len(data) > LARGEST:
        raise DocumentProblem(f"it has {len(data) / 1e6:.0f} MB; documents of up to {LARGEST / 1e6:.0f} MB are read")
    return _guarded(data, name, kind)


def _guarded(data: bytes, name: str, kind: str) -> Article:
    module, function = _READERS[kind]
    reader: Callable[[bytes, str], Article] = getattr(import_module(f"{__package__}.{module}"), function)
    try:
        return _dated(reader(data, name))
    except DocumentProblem:
        raise
    except (Exception, RecursionError) as error:
        # Parsers of other people's formats raise whatever they stumble over; for the reader it is one thing.
        raise DocumentProblem(f"it is broken as {kind.upper()} ({type(error).__name__}): save it again") from error


def _dated(article: Article) -> Article:
    """Give an article that names no day of publication the day that its text begins with, as a dateline or alone."""
    if article.published is not None:
        return article
    from events.extract.layout import sentences

    days = (sentence.written for sentence in sentences(article.text[:_HEAD]))
    written = next((day for day in days if day is not None), None)
    if written is None:
        return article
    said = "the day of publication is the one that its text begins with"
    return replace(article, published=written, said=(*article.said, said))


def _bytes(path: Path) -> bytes:
    table = kinds.SUFFIXES.get(path.suffix.lower()) in kinds.TABLES
    limit = LARGEST_TABLE if table else LARGEST
    try:
        if path.is_dir():
            raise DocumentProblem("it is a folder: read it as many")
        if not path.is_file():
            raise DocumentProblem("there is no such file" if not path.exists() else "it is no ordinary file")
        size = path.stat().st_size
        if size > limit:
            raise DocumentProblem(
                f"it has {size / 1e6:.0f} MB; {'tables' if table else 'documents'} of up to {limit / 1e6:.0f} MB are"
                " read: split it, or save its text"
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentProblem(f"it cannot be read ({error.strerror or type(error).__name__})") from None
