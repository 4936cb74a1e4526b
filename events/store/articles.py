"""Articles: each filed once, known again by hash, address or likeness; a changed one reopens its reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, func, insert, select

from events.dates import iso
from events.extract.candidates import Candidate
from events.store import journal, likeness, proposed
from events.store.decisions import reopen
from events.store.errors import StoreError
from events.store.journal import Signature, plain
from events.store.schema import ARTICLE_BANDS, ARTICLE_TEXTS, ARTICLES, CANDIDATES, ENTRIES

if TYPE_CHECKING:
    from events.extract.documents import Article as Document

_TEXTS: Final = ("url", "publisher", "wire", "title", "language")


LISTED: Final = (
    "id", "url", "publisher", "title", "published", "sha256", "length", "changed_from", "copy_of", "lineage",
    "at", "who",
)  # fmt: skip
"""What a list of articles says of each."""


@dataclass(frozen=True)
class Article:
    """A document; ``published`` is the day of publication or None, ``text`` None where it was not kept.

    ``changed_from`` is the article that this one is a later version of, ``copy_of`` one with the same words elsewhere.
    """

    text: str | None
    url: str = ""
    publisher: str = ""
    wire: str = ""
    title: str = ""
    language: str = ""
    published: dt.date | None = None
    article_id: int = 0
    sha256: str = ""
    changed_from: int | None = None
    copy_of: int | None = None

    @classmethod
    def of(cls, document: Document, wire: str = "") -> Article:
        """Make one of a document that was read for extraction; spans refer to its text as it is here."""
        day = None if document.published is None else dt.date.fromisoformat(iso(document.published))
        return cls(
            document.text, document.url, document.publisher, wire, document.title, document.language, published=day
        )


@dataclass(frozen=True)
class Filed:
    """What filing came to.

    ``status`` is ``new``, ``known`` (the same text is there), ``changed`` (a later version of ``of``: same address, or
    nearly the same text from the same outlet), or ``copy`` (nearly the text of ``of``, elsewhere). ``added`` counts
    candidates that were new, ``reopened`` decided ones that went back to the queue.
    """

    article_id: int
    status: str
    of: int | None = None
    added: int = 0
    reopened: int = 0


def file_article(
    connection: Connection,
    dataset: int,
    article: Article,
    candidates: Sequence[Candidate],
    signed: Signature,
    keep_text: bool = True,
) -> Filed:
    """File an article with its candidates; filing it again adds only candidates that it did not have.

    Without ``keep_text`` only hash, signature, and the quotes and spans of the candidates are kept.
    Raises `StoreError` for an article without text.
    """
    text = article.text or ""
    if not text.strip():
        raise StoreError("the article is empty: there is nothing to file")
    entry = journal.enter(connection, dataset, "file", signed, turns_ledger=False)
    sha = likeness.sha256(text)
    known = connection.execute(
        select(ARTICLES.c.id, ARTICLES.c.lineage).where(ARTICLES.c.dataset_id == dataset, ARTICLES.c.sha256 == sha)
    ).first()
    if known is not None:
        added = _add(connection, dataset, known.id, known.lineage, candidates, entry)
        return Filed(known.id, "known", known.id, added)
    made = likeness.signature(text)
    earlier, copy = _relatives(connection, dataset, article, text, made)
    lineage = earlier.lineage if earlier else sha
    values = {
        "dataset_id": dataset,
        "entry_id": entry,
        "sha256": sha,
        "lineage": lineage,
        "length": len(text),
        "address": likeness.sha256(plain(article.url)),
        "published": article.published,
        "signature": made,
        "changed_from": earlier.id if earlier else None,
        "copy_of": copy.id if copy else None,
    }
    values |= {name: plain(getattr(article, name)) for name in _TEXTS}
    number = int(connection.execute(insert(ARTICLES).values(values).returning(ARTICLES.c.id)).scalar_one())
    filed = [{"article_id": number, "dataset_id": dataset, "band": band} for band in likeness.bands(made)]
    connection.execute(insert(ARTICLE_BANDS), filed)
    if keep_text:
        connection.execute(insert(ARTICLE_TEXTS).values(article_id=number, text=likeness.encoded(text)))
    reopened = reopen(connection, dataset, lineage, signed) if earlier else 0
    added = _add(connection, dataset, number, lineage, candidates, entry)
    if earlier:
        return Filed(number, "changed", earlier.id, added, reopened)
    return Filed(number, "copy" if copy else "new", copy.id if copy else None, added)


def filed(connection: Connection, dataset: int, request: str, text: str) -> Filed | None:
    """Give what a request to file a text has come to, None when it has come to nothing."""
    entry = journal.entry_of(connection, request)
    mine = (ARTICLES.c.dataset_id == dataset) & (ARTICLES.c.sha256 == likeness.sha256(text))
    row = connection.execute(select(ARTICLES).where(mine)).first()
    if entry is None or row is None:
        return None
    added = connection.execute(select(func.count()).where(CANDIDATES.c.entry_id == entry)).scalar_one()
    if row.entry_id != entry:
        return Filed(row.id, "known", row.id, added)
    kind = "changed" if row.changed_from else "copy" if row.copy_of else "new"
    return Filed(row.id, kind, row.changed_from or row.copy_of, added)


def read_article(connection: Connection, number: int) -> Article:
    """Give an article by its number; raises `StoreError` when there is none."""
    asked = select(ARTICLES, ARTICLE_TEXTS.c.text).outerjoin(ARTICLE_TEXTS).where(ARTICLES.c.id == number)
    row = connection.execute(asked).mappings().first()
    if row is None:
        raise StoreError(f"the store has no article {number}")
    text = None if row["text"] is None else likeness.decoded(bytes(row["text"]))
    rest = {name: row[name] for name in (*_TEXTS, "published", "sha256", "changed_from", "copy_of")}
    return Article(text, article_id=number, **rest)


def listed(connection: Connection, dataset: int) -> list[dict[str, Any]]:
    """Give every article of a data set without its text, oldest first, with when and by whom it was filed."""
    entry = {"at": ENTRIES.c.at, "who": ENTRIES.c.who}
    asked = select(*(entry[name] if name in entry else ARTICLES.c[name] for name in LISTED))
    rows = connection.execute(asked.join(ENTRIES).where(ARTICLES.c.dataset_id == dataset).order_by(ARTICLES.c.id))
    return [dict(row) for row in rows.mappings()]


def forget_text(connection: Connection, number: int, signed: Signature) -> int:
    """Delete the kept text of an article, where rights demand it; hash, spans and quotes stay. Gives the entry."""
    owner = connection.execute(select(ARTICLES.c.dataset_id).where(ARTICLES.c.id == number)).scalar()
    if owner is None:
        raise StoreError(f"the store has no article {number}")
    connection.execute(delete(ARTICLE_TEXTS).where(ARTICLE_TEXTS.c.article_id == number))
    return journal.enter(connection, int(owner), "forget", signed, turns_ledger=False)


def _relatives(connection: Connection, dataset: int, article: Article, text: str, made: bytes) -> tuple[Any, Any]:
    """Find the article that this one is a later version of, or else one whose words it has from elsewhere."""
    names = ("id", "lineage", "url", "publisher", "signature")
    asked = select(*(ARTICLES.c[name] for name in names), ARTICLE_TEXTS.c.text).outerjoin(ARTICLE_TEXTS)
    asked = asked.where(ARTICLES.c.dataset_id == dataset).order_by(ARTICLES.c.id.desc())
    if article.url:
        same = connection.execute(asked.where(ARTICLES.c.address == likeness.sha256(plain(article.url)))).first()
        if same is not None:
            return same, None
    shares = select(ARTICLE_BANDS.c.article_id).where(
        ARTICLE_BANDS.c.dataset_id == dataset, ARTICLE_BANDS.c.band.in_(list(likeness.bands(made)))
    )
    mine = likeness.runs(text)
    near = []
    for row in connection.execute(asked.where(ARTICLES.c.id.in_(shares))):
        theirs = None if row.text is None else likeness.runs(likeness.decoded(bytes(row.text)))
        share = likeness.estimated(made, bytes(row.signature)) if theirs is None else likeness.shared(mine, theirs)
        if share >= likeness.NEAR:
            near.append((share, row))
    near.sort(key=lambda pair: pair[0], reverse=True)
    here = next((row for _, row in near if not _elsewhere(article, row)), None)
    return here, next((row for _, row in near), None) if here is None else None


def _elsewhere(article: Article, row: Any) -> bool:
    """Whether two documents are of different outlets; where one does not say, they are taken for one."""
    if article.publisher and row.publisher:
        return article.publisher.casefold() != str(row.publisher).casefold()
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (article.url, row.url)]
    return all(hosts) and hosts[0] != hosts[1]


def _add(
    connection: Connection, dataset: int, article: int, lineage: str, candidates: Sequence[Candidate], entry: int
) -> int:
    there = connection.execute(
        select(CANDIDATES.c.digest, CANDIDATES.c.chain).where(CANDIDATES.c.article_id == article)
    ).all()
    digests, chains = {row.digest for row in there}, {row.chain for row in there}
    rows = []
    for candidate in candidates:
        digest = proposed.digest(candidate)
        if digest in digests:
            continue
        number = 0
        while (chain := proposed.chain(dataset, lineage, candidate, number)) in chains:
            number += 1
        digests.add(digest)
        chains.add(chain)
        row = {"article_id": article, "entry_id": entry, "digest": digest, "chain": chain}
        rows.append(row | {"confidence": candidate.confidence, "extraction": proposed.spelled(candidate)})
    if rows:
        connection.execute(insert(CANDIDATES), rows)
    return len(rows)
