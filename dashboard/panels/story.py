"""A step of a story as it will be told: its headline, its words filled in, its sources, its notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dashboard.exports.brief import Page
from dashboard.exports.citations import Reference
from dashboard.exports.prose import Block, Run
from dashboard.panels.markup import link, name, text

_TAGS: Final = {"paragraph": "p", "heading": "h4", "quote": "blockquote"}


def still(page: Page, image: str) -> str:
    """Show the picture of a step; ``image`` is its address."""
    return f'<img class="tt-still" src="{text(image)}" alt="{text(page.alt)}" width="860" height="560">'


def told(page: Page, references: Sequence[Reference], position: str) -> str:
    """Lay the words of a step out as HTML; every one of them is escaped."""
    parts = [
        '<article class="tt tt-told">',
        f'<p class="tt-muted tt-position">{text(position)}</p>',
        f"<h3>{name(page.headline)}</h3>",
        _flow(page.blocks),
    ]
    if page.notes:
        parts.append(f'<div class="tt-notes"><h5>Speaker notes</h5>{_flow(page.notes)}</div>')
    if references:
        lines = "".join(f"<li>{_inline(reference.runs)}</li>" for reference in references)
        parts.append(f'<ol class="tt-sources">{lines}</ol>')
    return "".join([*parts, "</article>"])


def remarked(remarks: Iterable[str]) -> str:
    """List what the checker says of a step; blank when it has nothing to say."""
    lines = "".join(f"<li>{text(remark[:1].upper() + remark[1:])}.</li>" for remark in remarks)
    return f'<ul class="tt tt-remarks" role="status">{lines}</ul>' if lines else ""


def _flow(blocks: Sequence[Block]) -> str:
    out: list[str] = []
    for block in blocks:
        if block.kind == "bullet":
            out.append(
                f'<p class="tt-bullet" style="--level:{min(block.level, 4)}" dir="auto">{_inline(block.runs)}</p>'
            )
        else:
            tag = _TAGS[block.kind]
            out.append(f'<{tag} dir="auto">{_inline(block.runs)}</{tag}>')
    return "".join(out)


def _inline(runs: Iterable[Run]) -> str:
    return "".join(_styled(run) for run in runs)


def _styled(run: Run) -> str:
    said = link(run.href, run.text) if run.href else text(run.text)
    said = f"<strong>{said}</strong>" if run.bold else said
    said = f"<em>{said}</em>" if run.italic else said
    return f'<span class="tt-cite">{said}</span>' if run.cites else said


TELL: Final = """
[data-testid="stMainBlockContainer"] { padding: 4rem 1.4rem 1rem; max-width: none; container-type: inline-size; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.45rem; }
[data-testid="stPopoverBody"] { min-width: min(30rem, 92vw); }
.st-key-tt-storyline { --steps-height: auto; --steps-most: calc(100vh - 196px); }
.st-key-tt-step, .st-key-tt-form { height: calc(100vh - 168px) !important; min-height: 300px; padding-right: 0.4rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-tt-step), [data-testid="stLayoutWrapper"]:has(> .st-key-tt-form) {
  height: auto !important; }
.st-key-tt-form label p { font-size: 0.85rem; }
.st-key-tt-form textarea { font-size: 0.92rem; line-height: 1.45; }
.tt-told h3 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 0.35rem; }
.tt-told p, .tt-told blockquote { margin: 0 0 0.5rem; overflow-wrap: anywhere; }
.tt-told h4 { font-size: 1rem; margin: 0.5rem 0 0.25rem; }
.tt-told blockquote { border-left: 3px solid rgba(127,127,127,.5); padding-left: 0.6rem; }
.stHtml .tt-told p.tt-bullet { margin: 0 0 0.3rem calc(1.1rem * (1 + var(--level))); text-indent: -0.85rem; }
.tt-bullet::before { content: "\\2022"; display: inline-block; width: 0.85rem; text-indent: 0; }
.stHtml .tt-told p.tt-position { margin: 0.3rem 0 0.15rem; font-size: 0.84rem; }
img.tt-still { display: block; width: 100%; height: auto; aspect-ratio: 86 / 56; border-radius: 4px;
  background: rgba(127,127,127,.12); }
.tt-cite { font-size: 0.8em; opacity: 0.85; white-space: nowrap; }
.stHtml ol.tt-sources { list-style: none; margin: 0.6rem 0 0; padding: 0.4rem 0 0; font-size: 0.82rem; opacity: 0.9;
  border-top: 1px solid rgba(127,127,127,.3); }
.stHtml ol.tt-sources li { margin: 0 0 0.15rem; font-size: 0.82rem; overflow-wrap: anywhere; }
.tt-notes { border-left: 3px solid rgba(127,127,127,.4); padding: 0.1rem 0 0.1rem 0.7rem; margin: 0.5rem 0; }
.tt-notes h5 { margin: 0 0 0.15rem; padding: 0; font-size: 0.78rem; font-weight: 600; opacity: 0.8; }
.tt-notes p { font-size: 0.88rem; }
.stHtml ul.tt-remarks { list-style: none; margin: 0; padding: 0.3rem 0.6rem; border-left: 3px solid #a86f00;
  background: rgba(168,111,0,.13); }
.stHtml ul.tt-remarks li { margin: 0; font-size: 0.88rem; overflow-wrap: anywhere; }
.tt-said { margin: 0; padding: 0.3rem 0.6rem; border-left: 3px solid; font-size: 0.9rem; overflow-wrap: anywhere; }
.tt-said.tt-good { border-color: #2b7a4b; background: rgba(43,122,75,.12); }
.tt-said.tt-warn { border-color: #a86f00; background: rgba(168,111,0,.13); }
.tt-said.tt-bad, .tt-said.tt-asks { border-color: #b3261e; background: rgba(179,38,30,.12); }
.stHtml p.tt-saved { margin: 0; font-size: 0.86rem; line-height: 1.35; }
@container (max-width: 1000px) { .st-key-tt-storyline { --steps-most: 40vh; }
  .st-key-tt-step, .st-key-tt-form { height: auto !important; min-height: 0; } }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 4rem 0.7rem 1rem; } }
"""
"""Style sheet of the page on which stories are told."""

BY_NIGHT: Final = """
button[kind="primary"]:enabled, button[kind="primary"]:enabled p, a[kind="primary"], a[kind="primary"] p,
[data-testid="stMultiSelect"] [data-baseweb="tag"], [data-testid="stMultiSelect"] [data-baseweb="tag"] * {
  color: #14181b; }
"""
"""What more it needs on dark paper: its accent is pale there, and white on it cannot be read."""
