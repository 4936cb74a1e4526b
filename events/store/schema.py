"""The tables of the store. Rows are only ever added: a new version stands beside the old one, a decision after another.

Triggers on both databases refuse to change or delete them (see ``migrations/``).
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from events import frames

REVISION: Final = "0002"
"""The newest migration; a store at any other is migrated when it is opened."""

KEY: Final = BigInteger().with_variant(Integer, "sqlite")
METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[dt.datetime]):
    """A moment in UTC; SQLite knows no time zones and gets the bare time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Bring a moment to UTC."""
        moment = value.astimezone(dt.UTC) if value else None
        return moment.replace(tzinfo=None) if moment and dialect.name == "sqlite" else moment

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Say that a moment is in UTC."""
        return (value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)) if value else None


def _key(name: str = "id") -> Column[int]:
    return Column(name, KEY, primary_key=True, autoincrement=True)


def _to(column: str, name: str, nullable: bool = False) -> Column[int]:
    return Column(name, KEY, ForeignKey(column), nullable=nullable)


DATASETS: Final = Table(
    "datasets",
    METADATA,
    _key(),
    Column("name", String(200), nullable=False, unique=True),
    Column("created", Utc, nullable=False),
)
ENTRIES: Final = Table(
    "entries",
    METADATA,
    _key(),
    _to("datasets.id", "dataset_id"),
    Column("kind", String(20), nullable=False),  # import, file, accept, ..., narrative
    Column("at", Utc, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("request", String(64), unique=True),  # the same request twice is one entry
    Column("turns_ledger", Boolean, nullable=False),  # whether the map may look different after it
    Index(None, "dataset_id", "turns_ledger"),
)


def _versions(name: str, *columns: Column[Any]) -> Table:
    """Make a table of versions; the current one of a row is that with the highest number, unless it was removed."""
    return Table(
        name,
        METADATA,
        _key("version_id"),
        _to("datasets.id", "dataset_id"),
        Column("row_key", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("removed", Boolean, nullable=False),
        _to("entries.id", "entry_id"),
        *columns,
        UniqueConstraint("dataset_id", "row_key", "version"),
        Index(None, "entry_id"),
    )


def _cell(column: frames.Column) -> Column[Any]:
    if column.kind == "day":
        return Column(column.name, Date)
    if column.kind == "number":
        return Column(column.name, Double)
    return Column(column.name, Text, nullable=False)


_BESIDE: Final[dict[str, tuple[str, ...]]] = {"actors": ("rank",)}
ROWS: Final = {
    name: _versions(
        f"{name}_versions",
        *map(_cell, columns),
        *(Column(more, Double, nullable=False) for more in _BESIDE.get(name, ())),
    )
    for name, columns in frames.TABLES.items()
}
"""The tables of a data set, every version of every row; actors also keep their ``rank``, the order of their colours."""

FILES: Final = _versions(
    "files_versions", Column("name", Text, nullable=False), Column("content", LargeBinary, nullable=False)
)
"""The other files of a data set as they are: dataset.yml, CHANGES.md."""

NARRATIVES: Final = _versions(
    "narratives_versions", Column("title", Text, nullable=False), Column("content", Text, nullable=False)
)
"""Stories told from a data set, as YAML."""

IMPORTS: Final = Table(
    "imports",
    METADATA,
    _key(),
    Column("entry_id", KEY, ForeignKey("entries.id"), nullable=False, unique=True),
    Column("folder", Text, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("problems", Text, nullable=False),  # JSON: what the reader set aside
    Column("kept", Text, nullable=False),  # JSON: rows on which folder and store disagree
)
ARTICLES: Final = Table(
    "articles",
    METADATA,
    _key(),
    _to("datasets.id", "dataset_id"),
    _to("entries.id", "entry_id"),
    Column("sha256", String(64), nullable=False),
    Column("lineage", String(64), nullable=False),  # sha256 of the first of its versions
    Column("length", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("address", String(64), nullable=False),  # sha256 of the url: no index takes one of any length
    Column("publisher", Text, nullable=False),
    Column("wire", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published", Date),
    Column("signature", LargeBinary, nullable=False),  # MinHash, 64-bit little-endian
    _to("articles.id", "changed_from", nullable=True),
    _to("articles.id", "copy_of", nullable=True),
    UniqueConstraint("dataset_id", "sha256"),
    Index(None, "dataset_id", "address"),
    Index(None, "dataset_id", "lineage"),
)
ARTICLE_BANDS: Final = Table(
    "article_bands",
    METADATA,
    _to("articles.id", "article_id"),
    Column("dataset_id", KEY, nullable=False),
    Column("band", String(24), nullable=False),
    Index(None, "dataset_id", "band"),
)
ARTICLE_TEXTS: Final = Table(
    "article_texts",
    METADATA,
    Column("article_id", KEY, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("text", LargeBinary, nullable=False),
)
"""Texts stand apart: where rights demand it one can be forgotten, hash, spans and quotes stay."""

CANDIDATES: Final = Table(
    "candidates",
    METADATA,
    _key(),
    _to("articles.id", "article_id"),
    _to("entries.id", "entry_id"),
    Column("digest", String(64), nullable=False),
    Column("chain", String(64), nullable=False),  # shared with the same proposal of the same article's other versions
    Column("confidence", Double, nullable=False),
    Column("extraction", Text, nullable=False),  # JSON as extracted, never touched
    UniqueConstraint("article_id", "digest"),
    Index(None, "chain"),
)
DECISIONS: Final = Table(
    "decisions",
    METADATA,
    _key(),
    _to("entries.id", "entry_id"),
    _to("candidates.id", "candidate_id"),
    Column("chain", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, 3 within the chain: of two at once only one can be the next
    Column("kind", String(20), nullable=False),  # accept, reject, skip, undo, reopen
    _to("decisions.id", "undoes", nullable=True),
    Column("claim_id", Text, nullable=False),
    Column("claim_version", Integer, nullable=False),  # 0 where the decision made none
    Column("edited", Text, nullable=False),  # JSON: what was accepted, where it differs from the draft
    UniqueConstraint("chain", "number"),
    Index(None, "entry_id"),
)

HISTORY: Final = (
    *(table.name for table in ROWS.values()),
    *(t.name for t in (FILES, NARRATIVES, DATASETS, ENTRIES, IMPORTS, ARTICLES, ARTICLE_BANDS, CANDIDATES, DECISIONS)),
)
"""Tables that nobody may change or delete from; article_texts may be deleted from, but not changed."""
