"""What is done before the first visitor comes, so that he need not wait for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from dashboard import library
from dashboard.timemap import payload


@asynccontextmanager
async def warm(app: Any) -> AsyncIterator[None]:
    """Load the data set and the map's first data while the server starts to listen."""
    # In a thread: a visitor who is faster than it waits for the same lock, not for the whole start.
    Thread(target=_prepare, name="warm-up", daemon=True).start()
    yield


def _prepare() -> None:
    # Not streamlit_folium: it must be imported by a page, or Streamlit never learns of its component.

    shelf = library.shelf()
    shelf.data("", "assessed")
    shelf.basemap()
    payload.initial_day(shelf.timeline)
