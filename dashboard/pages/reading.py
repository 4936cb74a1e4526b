"""The article and the queue on screen: two small components that show words as words and report which was picked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from streamlit.components.v2 import component

from dashboard.panels.article import Mark, stretches
from dashboard.panels.queue import Entry, lines

_STATIC: Final = Path(__file__).resolve().parent.parent / "panels" / "static"
_SHELLS: Final = {
    "article": '<div class="article" role="region" aria-label="Article" tabindex="0"></div>',
    "queue": '<div class="queue" role="group" aria-label="Queue of candidates"></div>',
}


def article(
    number: int, text: str, marks: Sequence[Mark], current: int | None, focus: tuple[int, str] | None
) -> int | None:
    """Show an article with its marks; gives the candidate whose mark was clicked, None when none was.

    ``focus`` (a number that grows, the key of a container) puts the cursor into that container's first field.
    """
    data = {
        "article": number,
        "stretches": stretches(text, marks, current),
        "current": current,
        "focus": {"seq": focus[0], "key": focus[1]} if focus else None,
    }
    return _shown("article", data)


def queue(entries: Sequence[Entry], current: int | None) -> int | None:
    """Show the queue; gives the candidate whose line was clicked, None when none was."""
    return _shown("queue", {"lines": lines(entries, current)})


def _shown(name: str, data: dict[str, Any]) -> int | None:
    renderer = component(
        f"timeline_{name}",
        html=_SHELLS[name],
        css=(_STATIC / f"{name}.css").read_text(encoding="utf-8"),
        js=(_STATIC / f"{name}.js").read_text(encoding="utf-8"),
    )
    result = renderer(key=f"tt-{name}-component", data=data, on_picked_change=_heard)
    picked = result.get("picked")
    return int(picked) if isinstance(picked, int | float) else None


def _heard() -> None:
    """Streamlit reports a value only where somebody listens."""
