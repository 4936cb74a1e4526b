"""The working store: every version of every claim, the articles they come from, and who decided what.

``open_store`` gives a `Store`: SQLite in the user's data folder by default, PostgreSQL by URL.
"""

from __future__ import annotations

from events.store.articles import Article, Filed
from events.store.decisions import OPEN, Decision
from events.store.errors import Busy, Conflict, Full, Interrupted, Refused, StoreError, Unreachable
from events.store.importing import Imported
from events.store.merging import Kept
from events.store.narratives import Narratives, Written
from events.store.queue import Item
from events.store.working import Store, open_store

__all__ = [
    "OPEN",
    "Article",
    "Busy",
    "Conflict",
    "Decision",
    "Filed",
    "Full",
    "Imported",
    "Interrupted",
    "Item",
    "Kept",
    "Narratives",
    "Refused",
    "Store",
    "StoreError",
    "Unreachable",
    "Written",
    "open_store",
]
