"""Alembic's way in: the steps run on the connection that `events.store.opening` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from events.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # Both databases undo a half-made schema; Alembic doubts it of SQLite, whose driver does not begin by itself here.
    transactional_ddl=True,
)
context.run_migrations()
