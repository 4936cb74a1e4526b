"""The ledger's versions, articles, candidates, decisions, and the triggers that keep them."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY: Final = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT: Final = sa.DateTime(timezone=True)
# The columns of the data set as they were when this step was written: d day, n number, else text.
_ROWS: Final = {
    "places": "place_id name kind country admin1 latitude:n longitude:n geo_precision coordinate_source geonameid"
    " pair_id aliases",
    "actors": "actor_id name short_name kind aliases active_from:d active_to:d color rank:r",
    "sources": "source_id publisher wire title url archive_url published:d accessed:d language licence sha256"
    " reliability",
    "claims": "claim_id event_id place_id earliest:d latest:d change actor_id from_actor_id manner extent stance"
    " attribution party source_id locator quote note origin coder recorded:d",
    "checkpoints": "place_id date:d status actor_id source_id",
}
_TYPES: Final[dict[str, Any]] = {"d": sa.Date(), "n": sa.Double(), "r": sa.Double(), "": sa.Text()}


def upgrade() -> None:
    """Make every table, the views of their history, and the triggers."""
    _make_journal()
    for name, cells in _ROWS.items():
        parted = [cell.partition(":") for cell in cells.split()]
        _versions(f"{name}_versions", *(sa.Column(n, _TYPES[k], nullable=k in ("d", "n")) for n, _, k in parted))
    _versions(
        "files_versions",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    _make_articles()
    _make_review()
    kept = [f"{name}_versions" for name in (*_ROWS, "files")]
    for name in kept:
        op.execute(_history(name))
    kept += ["datasets", "entries", "imports", "articles", "article_bands", "candidates", "decisions"]
    _guard(kept, ("UPDATE", "DELETE"))
    _guard(["article_texts"], ("UPDATE",))


def _make_journal() -> None:
    op.create_table(
        "datasets",
        _id(),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("created", _MOMENT, nullable=False),
    )
    op.create_table(
        "entries",
        _id(),
        _to("datasets.id", "dataset_id"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("request", sa.String(64), unique=True),
        sa.Column("turns_ledger", sa.Boolean, nullable=False),
    )
    op.create_index(op.f("ix_entries_dataset_id_turns_ledger"), "entries", ["dataset_id", "turns_ledger"])
    op.create_table(
        "imports",
        _id(),
        sa.Column("entry_id", _KEY, sa.ForeignKey("entries.id"), nullable=False, unique=True),
        sa.Column("folder", sa.Text, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("added", "changed", "removed")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("problems", "kept")),
    )


def _make_articles() -> None:
    texts = ("url", "publisher", "wire", "title", "language")
    op.create_table(
        "articles",
        _id(),
        _to("datasets.id", "dataset_id"),
        _to("entries.id", "entry_id"),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("lineage", sa.String(64), nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        _to("articles.id", "changed_from", nullable=True),
        _to("articles.id", "copy_of", nullable=True),
        sa.UniqueConstraint("dataset_id", "sha256"),
    )
    op.create_index(op.f("ix_articles_dataset_id_address"), "articles", ["dataset_id", "address"])
    op.create_index(op.f("ix_articles_dataset_id_lineage"), "articles", ["dataset_id", "lineage"])
    op.create_table(
        "article_bands",
        _to("articles.id", "article_id"),
        sa.Column("dataset_id", _KEY, nullable=False),
        sa.Column("band", sa.String(24), nullable=False),
    )
    op.create_index(op.f("ix_article_bands_dataset_id_band"), "article_bands", ["dataset_id", "band"])
    op.create_table(
        "article_texts",
        sa.Column("article_id", _KEY, sa.ForeignKey("articles.id"), primary_key=True, autoincrement=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )


def _make_review() -> None:
    op.create_table(
        "candidates",
        _id(),
        _to("articles.id", "article_id"),
        _to("entries.id", "entry_id"),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("extraction", sa.Text, nullable=False),
        sa.UniqueConstraint("article_id", "digest"),
    )
    op.create_index(op.f("ix_candidates_chain"), "candidates", ["chain"])
    op.create_table(
        "decisions",
        _id(),
        _to("entries.id", "entry_id"),
        _to("candidates.id", "candidate_id"),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        _to("decisions.id", "undoes", nullable=True),
        sa.Column("claim_id", sa.Text, nullable=False),
        sa.Column("claim_version", sa.Integer, nullable=False),
        sa.Column("edited", sa.Text, nullable=False),
        sa.UniqueConstraint("chain", "number"),
    )
    op.create_index(op.f("ix_decisions_entry_id"), "decisions", ["entry_id"])


def _id(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, _KEY, primary_key=True, autoincrement=True)


def _to(column: str, name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, _KEY, sa.ForeignKey(column), nullable=nullable)


def _versions(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        _id("version_id"),
        _to("datasets.id", "dataset_id"),
        sa.Column("row_key", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        _to("entries.id", "entry_id"),
        *columns,
        sa.UniqueConstraint("dataset_id", "row_key", "version"),
    )
    op.create_index(op.f(f"ix_{name}_entry_id"), name, ["entry_id"])


def _history(name: str) -> str:
    """Give a view with what a person asks a version: recorded when and by whom, why, and superseded when."""
    return (
        f"CREATE VIEW {name.removesuffix('_versions')}_history AS"
        " SELECT v.*, e.kind AS entry_kind, e.at AS recorded_at, e.who, e.why,"
        " m.at AS superseded_at, m.who AS superseded_by"
        f" FROM {name} v JOIN entries e ON e.id = v.entry_id"
        f" LEFT JOIN {name} n ON n.dataset_id = v.dataset_id AND n.row_key = v.row_key AND n.version = v.version + 1"
        " LEFT JOIN entries m ON m.id = n.entry_id"
    )


def _guard(tables: list[str], against: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in tables:
            for verb in against:
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in tables:
        verbs = " OR ".join(against)
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE {verbs} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
