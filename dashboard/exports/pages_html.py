"""Blocks as HTML, for the page that stands alone: every text escaped by the one door there is."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.exports.brief import Brief
from dashboard.exports.citations import Reference
from dashboard.exports.prose import Block, Run
from dashboard.exports.standalone import Step
from dashboard.panels.markup import link, text


def steps_of(brief: Brief) -> list[Step]:
    """Give the steps of a brief as the page shows them, each with its sources and notes."""
    return [
        Step(
            headline=page.headline,
            html=html_of(page.blocks),
            view=page.view,
            sources="".join(_source(each) for each in brief.cited(page)),
            notes=html_of(page.notes),
            ringed=page.ringed,
            alt=page.alt,
        )
        for page in brief.pages
    ]


def html_of(blocks: Iterable[Block]) -> str:
    """Mark blocks up; bullets of any level are one list."""
    out, in_list = [], False
    for block in blocks:
        bullet = block.kind == "bullet"
        if bullet != in_list:
            out.append("<ul>" if bullet else "</ul>")
            in_list = bullet
        tag = {"bullet": "li", "heading": "h4", "quote": "blockquote"}.get(block.kind, "p")
        # A number of a source never begins a line.
        words = "".join(_run(run) for run in block.runs).replace(" <sup>", "\N{NO-BREAK SPACE}<sup>")
        out.append(f'<{tag} dir="auto">{words}</{tag}>')
    return "".join(out) + ("</ul>" if in_list else "")


def _source(each: Reference) -> str:
    # Where room is short the title gives way; who published it and when stay.
    rest, comma, published = each.text[len(each.publisher) :].rpartition(", ")
    title = f'<span class="title">{text(rest)}</span>' if rest else ""
    return f"<li><b>[{each.number}]</b>{_publisher(each)}{title}{text(comma + published)}</li>"


def _publisher(each: Reference) -> str:
    return link(each.url, each.publisher) if each.url else text(each.publisher)


def _run(run: Run) -> str:
    if run.cites:
        return f"<sup>{link(run.href, run.text) if run.href else text(run.text)}</sup>"
    words = link(run.href, run.text) if run.href else text(run.text)
    words = f"<em>{words}</em>" if run.italic else words
    return f"<strong>{words}</strong>" if run.bold else words
