"""Blocks as HTML, for the page that stands alone: every text escaped by the one door there is."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.exports.brief import Brief, Page
from dashboard.exports.prose import Block, Run
from dashboard.exports.standalone import Step
from dashboard.panels.markup import link, text


def steps_of(brief: Brief) -> list[Step]:
    """Give the steps of a brief as the page shows them, each with its sources."""
    return [Step(page.headline, _step(brief, page), page.view) for page in brief.pages]


def html_of(blocks: Iterable[Block]) -> str:
    """Mark blocks up; bullets of any level are one list."""
    out, in_list = [], False
    for block in blocks:
        bullet = block.kind == "bullet"
        if bullet != in_list:
            out.append("<ul>" if bullet else "</ul>")
            in_list = bullet
        tag = {"bullet": "li", "heading": "h4", "quote": "blockquote"}.get(block.kind, "p")
        out.append(f'<{tag} dir="auto">{"".join(_run(run) for run in block.runs)}</{tag}>')
    return "".join(out) + ("</ul>" if in_list else "")


def _step(brief: Brief, page: Page) -> str:
    cited = "".join(
        f"<li>[{each.number}] {link(each.url, each.text) if each.url else text(each.text)}</li>"
        for each in brief.cited(page)
    )
    sources = f"<details><summary>Sources</summary><ul>{cited}</ul></details>" if cited else ""
    return html_of(page.blocks) + sources


def _run(run: Run) -> str:
    if run.cites:
        return f"<sup>{link(run.href, run.text) if run.href else text(run.text)}</sup>"
    words = link(run.href, run.text) if run.href else text(run.text)
    words = f"<em>{words}</em>" if run.italic else words
    return f"<strong>{words}</strong>" if run.bold else words
