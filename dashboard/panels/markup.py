"""Text into HTML: the only door through which a user's words reach a page."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import quote, urlsplit

from dashboard.style import NOBODY, UNSETTLED


def text(value: object) -> str:
    """Escape a text; its direction follows its script."""
    return escape(str(value), quote=True)


def name(value: object) -> str:
    """Mark up a name in any script, so that its direction does not upset the line."""
    return f'<bdi dir="auto">{text(value)}</bdi>'


def link(url: str, label: str) -> str:
    """Link to a web page; anything but http and https stays text."""
    if not is_web(url):
        return name(label)
    return f'<a href="{text(url)}" target="_blank" rel="noopener noreferrer">{name(label)}</a>'


def archive_search(url: str) -> str:
    """Where the Wayback Machine would have copies of a page."""
    return f"https://web.archive.org/web/*/{quote(url, safe=':/?&=%#')}" if is_web(url) else ""


def is_web(url: str) -> bool:
    """Tell whether an address leads to the web and not into a script or a file."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def swatch(color: str, pattern: str = "") -> str:
    """Draw a small square in a colour of ours; ``pattern`` is empty, ``contested`` or ``changing``."""
    extra = f" tt-{pattern}" if pattern else ""
    return f'<i class="tt-swatch{extra}" style="--c:{color}"></i>'


STYLES: Final = f"""
.tt {{ font-size: 0.93rem; line-height: 1.4; }}
.tt bdi {{ unicode-bidi: isolate; }}
.tt h2, .tt h3, .tt h4 {{ margin: 0; padding: 0; font-weight: 600; letter-spacing: 0; }}
.tt a {{ color: inherit; text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px; }}
.tt-muted {{ opacity: 0.78; }}
.tt-swatch {{ display: inline-block; width: 0.78em; height: 0.78em; border-radius: 2px; margin-right: 0.38em;
  background: var(--c, {NOBODY[0]}); box-shadow: 0 0 0 1px rgba(127,127,127,.55); vertical-align: -0.03em; }}
.tt-contested {{ background: repeating-linear-gradient(45deg, var(--c) 0 3px, var(--d, #fff) 3px 6px); }}
.tt-changing {{ background: repeating-linear-gradient(-45deg, var(--c) 0 2px, var(--d, {UNSETTLED[0]}55) 2px 5px); }}
.tt-head {{ display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 1.15rem; }}
.tt-head h2 {{ font-size: 1.5rem; line-height: 1.25; margin-right: 0.4rem; font-variant-numeric: tabular-nums; }}
.tt-count b {{ font-variant-numeric: tabular-nums; }}
.tt-count small {{ opacity: 0.78; font-variant-numeric: tabular-nums; }}
.tt-card h3 {{ font-size: 1.15rem; }}
.tt-state {{ margin: 0.3rem 0 0.5rem; }}
.tt-history {{ position: relative; height: 18px; margin: 0.5rem 0 0; border-radius: 2px; overflow: hidden;
  background: rgba(127,127,127,.14); }}
.tt-history i {{ position: absolute; top: 0; bottom: 0; }}
.tt-history u {{ position: absolute; top: -2px; bottom: -2px; width: 2px; background: currentColor; }}
.tt-years {{ position: relative; height: 1.1rem; font-size: 0.74rem; opacity: 0.78; margin-bottom: 0.5rem; }}
.tt-years span {{ position: absolute; padding-left: 2px; border-left: 1px solid rgba(127,127,127,.6); }}
.tt-event {{ border-top: 1px solid rgba(127,127,127,.3); padding: 0.45rem 0; }}
.tt-event h4 {{ font-size: 0.93rem; }}
.tt-event.tt-now h4::before {{ content: "\\25B8\\00A0"; }}
.tt-sides {{ display: grid; grid-template-columns: 1fr; gap: 0.15rem; margin-top: 0.2rem; }}
.tt-sides.tt-two {{ grid-template-columns: 1fr 1fr; gap: 0.6rem; }}
.tt-sides h5 {{ margin: 0 0 0.1rem; padding: 0; font-size: 0.78rem; font-weight: 600; opacity: 0.8; }}
.tt-sides ul {{ margin: 0; padding: 0 0 0 1.1rem; }}
.tt-sides li {{ margin: 0 0 0.25rem; font-size: 0.87rem; overflow-wrap: anywhere; }}
.tt-mark {{ color: inherit; background: rgba(255,196,0,.3); border-bottom: 2px solid; border-radius: 2px; }}
.tt-extracted {{ border-bottom: 1px dotted currentColor; }}
.tt details summary {{ cursor: pointer; padding: 0.4rem 0; }}
.tt-grade {{ font-size: 0.8rem; border: 1px solid rgba(127,127,127,.6); border-radius: 3px; padding: 0 0.3em;
  white-space: nowrap; }}
@media (max-width: 640px) {{ .tt-head h2 {{ font-size: 1.25rem; width: 100%; }}
  .tt-sides.tt-two {{ grid-template-columns: 1fr; }} }}
"""
