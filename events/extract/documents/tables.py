"""Tables of articles: CSV, JSON lines, JSON and Parquet, one article a row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from events.extract.documents.article import Article, DocumentProblem, compose
from events.extract.documents.calendar import day_of
from events.extract.documents.characters import decode
from events.frames import Problem

Row: TypeAlias = tuple[int, Mapping[str, Any]]

SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "main_text", "maintext",
             "body_text", "articlebody", "story", "paragraphs"),
    "title": ("title", "headline", "heading", "subject"),
    "url": ("url", "link", "href", "source_url", "article_url", "web_url", "permalink", "uri"),
    "published": ("published", "publication_date", "published_at", "publish_date", "date_published", "datepublished",
                  "date_publish", "pub_date", "pubdate", "date", "day"),
    "publisher": ("publisher", "source", "outlet", "source_name", "site_name", "sitename", "newspaper", "medium",
                  "source_domain", "domain"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What a column may be called; the first that a table has is used. Case, spaces and hyphens do not matter."""

_BATCH: Final = 256


def rows(data: bytes, name: str, kind: str) -> Iterator[Article | Problem]:
    """Give the articles of a table, or a problem for each row that is none; lines count from 1 with the header.

    A table without a column of text is one problem, which names the columns found.
    """
    try:
        for line, row in _READERS[kind](data):
            if isinstance(row, str):
                yield Problem(name, line, "", row)
                continue
            yield _article(row, name, line)
    except DocumentProblem as problem:
        yield Problem(name, 0, "", str(problem))
    except (Exception, RecursionError) as error:
        yield Problem(
            name, 0, "", f"it is broken as {kind.upper()} from here on ({type(error).__name__}: {error})"[:300]
        )


def _article(row: Mapping[str, Any], name: str, line: int) -> Article | Problem:
    named = {_plain(str(key)): value for key, value in row.items() if key is not None}
    found = {field: next((s for s in words if s in named), "") for field, words in SYNONYMS.items()}
    if not found["text"]:
        return Problem(name, line, "text", _no_text(list(row)))
    value = named[found["text"]]
    text = "\n\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value if value is not None else "")
    words = {field: _word(named.get(found[field])) for field in ("title", "url", "publisher", "language")}
    published, said = day_of(named.get(found["published"]))
    try:
        if _TAGS.search(text[:5000]):
            from events.extract.documents import web_page

            text = web_page.words(text)
        return compose(text, published=published, name=f"{name}:{line}", kind="text", said=said, **words)
    except DocumentProblem as problem:
        return Problem(name, line, found["text"], str(problem))


def _plain(key: str) -> str:
    return re.sub(r"[\W_]+", "_", key.strip().lower()).strip("_")


def _word(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def _no_text(columns: Sequence[Any]) -> str:
    found = ", ".join(str(each)[:40] for each in columns[:20]) or "none"
    return f"no column holds the text; one must be called text (or body, content, article); found: {found}"


def _csv(data: bytes) -> Iterator[tuple[int, Any]]:
    text, _ = decode(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    if not set(map(_plain, header)) & set(SYNONYMS["text"]):
        raise DocumentProblem(_no_text(header))
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"the row cannot be read ({error})"
            continue
        if not any(map(str.strip, cells)):
            continue
        if len(cells) > len(header):
            yield line, f"it has {len(cells)} cells, the header {len(header)}: put texts in quotes"
            continue
        yield line, dict(zip(header, cells, strict=False))


def _json_lines(data: bytes) -> Iterator[tuple[int, Any]]:
    text, _ = decode(data)
    for line, each in enumerate(text.split("\n"), start=1):
        if not each.strip():
            continue
        try:
            value = json.loads(each)
        except (ValueError, RecursionError) as error:
            yield line, f"it is no JSON ({error})"
            continue
        yield line, value if isinstance(value, dict) else "it is no object with a text"


def _json(data: bytes) -> Iterator[tuple[int, Any]]:
    text, _ = decode(data)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error):
            yield from _json_lines(data)  # JSON lines by another name
            return
        raise DocumentProblem(f"it is no JSON ({error})") from None
    if isinstance(value, dict) and not {_plain(str(key)) for key in value} & set(SYNONYMS["text"]):
        lists = [each for each in value.values() if isinstance(each, list)]
        value = lists[0] if len(lists) == 1 else value
    for number, each in enumerate(value if isinstance(value, list) else [value], start=1):
        yield number, each if isinstance(each, dict) else "it is no object with a text"


def _parquet(data: bytes) -> Iterator[tuple[int, Any]]:
    import pyarrow
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
    names = file.schema_arrow.names
    known = {word for words in SYNONYMS.values() for word in words}
    if not set(map(_plain, names)) & set(SYNONYMS["text"]):
        raise DocumentProblem(_no_text(names))
    number = 1
    for batch in file.iter_batches(batch_size=_BATCH, columns=[each for each in names if _plain(each) in known]):
        for row in batch.to_pylist():
            number += 1
            yield number, row


_READERS: Final = {
    "csv": _csv,
    "tsv": _csv,
    "jsonl": _json_lines,
    "json": _json,
    "parquet": _parquet,
}
_TAGS: Final = re.compile(r"<(?:p|br|div|li|h[1-6]|article)\b[^<>]{0,300}>", re.I)
