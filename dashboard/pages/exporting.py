"""The button from which everything is exported; what it asks goes to `handout`, beside Streamlit.

Why not `st.download_button`: given a callable it makes the file lazily and without a rerun, but it cannot tell how far
it is, it cannot be stopped, and what goes wrong is one sentence for all that can. A component of a few lines asks the
server itself, reads its progress from the answer and hands the file to the browser: no run of the page is needed, so
the map stays as it is and its playback goes on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from streamlit.components.v2 import component

from dashboard.exports.narrative import Narrative, write
from dashboard.pages import visit
from dashboard.panels.exporting import offered
from events import Timeline
from events.dates import iso

_STATIC: Final = Path(__file__).resolve().parent.parent / "panels" / "static"


def buttons(page: str, timeline: Timeline, narrative: Narrative | None = None, key: str = "tt-export") -> None:
    """Show the button "Export", which opens a panel with every format and its choices.

    ``page`` is the path of the page in the address (``map``, ``compare``, ``tell``). Without a narrative the address
    says what is exported: the view of ``map``, the two of ``compare``; the map's day and position are asked of the map
    when a format is chosen. With ``narrative`` that is exported as it is given here, saved or not; call this again
    after it has changed. Nothing is made before it is asked for and nothing of the page is run again for it.
    """
    first, last = timeline.coverage()
    text = write(narrative) if narrative else ""
    steps = len(narrative.steps) if narrative else 0
    data = offered(page, visit.theme(), iso(first), iso(last), text, steps)
    _renderer()(key=key, data=data, width="content", height="content")


@cache
def _source(kind: str) -> str:
    return (_STATIC / f"exporting.{kind}").read_text(encoding="utf-8")


def _renderer() -> Any:
    shell = '<div class="exporting"></div>'
    return component("timeline_exporting", html=shell, css=_source("css"), js=_source("js"))
