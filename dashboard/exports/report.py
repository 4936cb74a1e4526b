"""A situation report of one page, told from what differs between two days: every sentence cited, all editable."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.exports.citations import Citations, Reference
from dashboard.exports.credits import Credits, credits_of
from dashboard.exports.prose import Block, Run, is_rtl, plain
from dashboard.exports.situation import LEDGER, Sentence, Situation, told
from dashboard.view import View
from events import Timeline
from events.dates import parse_day, window_in_words

_WORDS: Final = 420
"""Of the text on its page; the sources follow it."""
_SECTIONS: Final = (
    ("Overview", "overview"),
    ("Taken and left", "taken"),
    ("Contested, changing, besieged", "contested"),
    ("Seen and unchanged", "unchanged"),
    ("No information", "silent"),
)
# What Markdown would take for a mark of its own, inside a line and where one begins.
_MARKS: Final = re.compile(r"([\\`*_\[\]<>&|~$])")
_BEGINS: Final = re.compile(r"^(\s*)(#|[-+=:]|\d+(?=[.)]))")


@dataclass(frozen=True)
class Report:
    """A report: its blocks, the references they cite by number, and its origin."""

    title: str
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    credits: Credits


def report(timeline: Timeline, view: View, start: str, version: str = "") -> Report:
    """Tell what a view's day shows that an ISO day before it did not; as much as one page holds.

    Raises `ValueError` when ``start`` comes after the view's day.
    """
    if parse_day(start) > parse_day(view.day):
        raise ValueError(f"the first day ({start}) must not be after the second ({view.day})")
    sections: list[tuple[str, list[Sentence]]] = []
    for level in range(3):
        situation = Situation(timeline, view, start, level)
        sections = [(title, getattr(situation, name)()) for title, name in _SECTIONS]
        if _words(sections) <= _WORDS:
            break
    left_out = _shorten(sections)
    citations = Citations(timeline)
    blocks = tuple(_blocks(sections, citations))
    if left_out:
        said = f"{left_out} more sentences do not fit on a page; the table of changes has all that they tell"
        blocks = (*blocks, *told([Sentence(said, ())], citations, "paragraph"))
    return Report(
        title=f"Situation report, {window_in_words(parse_day(start), parse_day(view.day))}",
        blocks=blocks,
        references=citations.references(),
        credits=credits_of(timeline, view, start, version),
    )


def markdown(made: Report) -> bytes:
    """Write a report as Markdown (CommonMark)."""
    lines = [f"# {_escaped(made.title)}", "", f"*{_escaped(made.credits.line)}*", ""]
    for block in made.blocks:
        body = "".join(_run(run) for run in block.runs).strip()
        lines += {"heading": [f"## {body}"], "bullet": [f"- {_begun(body)}"]}.get(block.kind, [_begun(body)])
        lines += [] if block.kind == "bullet" else [""]
        if block.kind == "bullet":
            lines.append("")
    lines += ["## Sources", "", f"- \\[{LEDGER}\\] {_escaped(made.credits.line)}"]
    lines += [f"- \\[{each.number}\\] {_reference(each)}" for each in made.references]
    lines += ["", "## About this report", ""]
    lines += [f"- {label}: {_escaped(value)}" for label, value in made.credits.rows]
    return ("\n".join(_single_blanks(lines)) + "\n").encode()


def docx(made: Report) -> bytes:
    """Write a report as DOCX with Word's own headings, bullets and links."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(18)
    _styles(document)
    document.add_heading(plain(made.title), 0)
    _add(document, Block("paragraph", (Run(made.credits.line, italic=True),)), 9)
    for block in made.blocks:
        _add(document, block)
    document.add_heading("Sources", 1)
    _add(document, Block("paragraph", (Run(f"[{LEDGER}] {made.credits.line}"),)), 9)
    for each in made.references:
        _add(document, Block("paragraph", each.runs), 9)
    document.add_heading("About this report", 1)
    for label, value in made.credits.rows:
        _add(document, Block("paragraph", (Run(f"{label}: ", bold=True), Run(value))), 9)
    core = document.core_properties
    core.title, core.subject = made.title[:255], made.credits.data_set[:255]
    core.author, core.language, core.comments = made.credits.maintainers[:255], "en", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _words(sections: Sequence[tuple[str, list[Sentence]]]) -> int:
    return sum(len(each.words.split()) for _, said in sections for each in said)


def _shorten(sections: list[tuple[str, list[Sentence]]]) -> int:
    """Leave out sentences from the ends of the longest sections until the page holds the rest; count them."""
    left_out = 0
    while _words(sections) > _WORDS:
        longest = max((said for title, said in sections if title != "Overview"), key=len)
        if len(longest) < 2:
            break
        longest.pop()
        left_out += 1
    return left_out


def _blocks(sections: Sequence[tuple[str, list[Sentence]]], citations: Citations) -> Iterator[Block]:
    for title, said in sections:
        if said:
            yield Block("heading", (Run(title),))
            yield from told(said, citations)
    if not any(said for title, said in sections[1:-1] if title):
        yield Block("paragraph", (Run("Nothing else is told of these days."),))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    if run.cites:
        return f"[{text}]({_target(run.href)})" if run.href else text
    if run.href:
        return f"[{text}]({_target(run.href)})"
    return f"**{text}**" if run.bold and text.strip() else text


def _reference(each: Reference) -> str:
    return f"[{_escaped(each.text)}]({_target(each.url)})" if each.url else _escaped(each.text)


def _target(url: str) -> str:
    return f"<{url.replace('<', '%3C').replace('>', '%3E')}>"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(plain(text).split()) if text.strip() else text).join(_edges(text))


def _edges(text: str) -> tuple[str, str]:
    """Keep the blanks at both ends of a text, which part it from its neighbours."""
    if not text.strip():
        return "", ""
    return " " * text[:1].isspace(), " " * text[-1:].isspace()


def _begun(line: str) -> str:
    return _BEGINS.sub(r"\1\\\2", line) if not line[:1].isdigit() else re.sub(r"^(\d+)([.)])", r"\1\\\2", line)


def _single_blanks(lines: Sequence[str]) -> Iterator[str]:
    before = ""
    for at, line in enumerate(lines):
        bullets = line == "" and before.startswith("- ") and at + 1 < len(lines) and lines[at + 1].startswith("- ")
        if not (bullets or (line == "" and before == "")):
            yield line
            before = line


def _styles(document: Any) -> None:
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 12.5), ("List Bullet", 10)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0x23, 0x26, 0x2B)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), "Arial")
        for themed in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(themed), None)
        style.paragraph_format.space_after = Pt(3)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(9)


def _add(document: Any, block: Block, size: float = 0) -> None:
    if block.kind == "heading":
        paragraph = document.add_heading("", 1)
    else:
        paragraph = document.add_paragraph(style="List Bullet" if block.kind == "bullet" else None)
    if is_rtl(block.text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in block.runs:
        made = paragraph.add_run(plain(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None
        if size:
            made.font.size = Pt(size)
        if run.cites:
            made.font.size = Pt(7.5)
        if run.href:
            _link(paragraph, made, run.href)


def _link(paragraph: Any, run: Any, url: str) -> None:
    """Put a run into a link; python-docx reads links and does not make them."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.getparent().replace(run._r, link)
    link.append(run._r)
    run.font.color.rgb, run.font.underline = RGBColor(0x1F, 0x4E, 0x79), True
