"""Narratives: stories told from a data set, every version of each, kept like its rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TABLE = "narratives_versions"
_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table, the view of its history, and the triggers that keep it."""
    op.create_table(
        _TABLE,
        sa.Column("version_id", _KEY, primary_key=True, autoincrement=True),
        sa.Column("dataset_id", _KEY, sa.ForeignKey("datasets.id"), nullable=False),
        sa.Column("row_key", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("entry_id", _KEY, sa.ForeignKey("entries.id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("dataset_id", "row_key", "version"),
    )
    op.create_index(op.f(f"ix_{_TABLE}_entry_id"), _TABLE, ["entry_id"])
    op.execute(
        "CREATE VIEW narratives_history AS"
        " SELECT v.*, e.kind AS entry_kind, e.at AS recorded_at, e.who, e.why,"
        " m.at AS superseded_at, m.who AS superseded_by"
        f" FROM {_TABLE} v JOIN entries e ON e.id = v.entry_id"
        f" LEFT JOIN {_TABLE} n ON n.dataset_id = v.dataset_id AND n.row_key = v.row_key AND n.version = v.version + 1"
        " LEFT JOIN entries m ON m.id = n.entry_id"
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {_TABLE}_no_{verb.lower()} BEFORE {verb} ON {_TABLE}"
                f" BEGIN SELECT RAISE(ABORT, '{_TABLE} is append-only'); END"
            )
        return
    # refuse_change stands since the first step.
    op.execute(
        f"CREATE TRIGGER {_TABLE}_append_only BEFORE UPDATE OR DELETE ON {_TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {_TABLE}_no_truncate BEFORE TRUNCATE ON {_TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
