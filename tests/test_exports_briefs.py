"""Slides, pages and reports: what is on them is native, cited, described and fits."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import docx
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml import parse_xml
from pptx.util import Inches
from pypdf import PdfReader

import events
from dashboard.exports import fitting, lettering
from dashboard.exports.booklet import booklet
from dashboard.exports.brief import Brief, brief
from dashboard.exports.credits import NO_ENDORSEMENT
from dashboard.exports.deck import deck
from dashboard.exports.figures import WORDS
from dashboard.exports.fitting import fit, height, split, wrap
from dashboard.exports.maps import framed, map_of
from dashboard.exports.narrative import Narrative, Step, read, shelf
from dashboard.exports.options import Options
from dashboard.exports.pages_html import html_of, steps_of
from dashboard.exports.prose import Block, Run, blocks
from dashboard.exports.report import docx as as_docx
from dashboard.exports.report import markdown, report
from dashboard.view import View
from events import Timeline
from events.datasets import BUILT_IN
from tests.ledgers import make

DAY: Final = View(day="2014-06-22", lat=34.0, lng=41.3, zoom=6.5)
HOSTILE: Final = "=1+1 <script>alert(1)</script> $x$ القائم \U0001f600\u202e\x07 {held:isil} **b**"
PRESENTATION: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
ZWNJ: Final = "\u200c"


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return events.load(BUILT_IN)


@pytest.fixture(scope="module")
def story(timeline: Timeline) -> Brief:
    narrative = read(shelf(BUILT_IN)["western-iraq-june-2014"].read_text(encoding="utf-8"))[0]
    return brief(timeline, replace(narrative, steps=narrative.steps[3:6]))


@pytest.fixture(scope="module")
def slides(story: Brief) -> Any:
    return Presentation(io.BytesIO(deck(story)))


@pytest.fixture(scope="module")
def printed(story: Brief) -> bytes:
    return booklet(story)


@pytest.fixture(scope="module")
def pages(printed: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(printed))


def small(name: str = "Rawa") -> Timeline:
    lines = "e1: rawa takes isil from iraq 2014-06-20..2014-06-22 @AFP pub 2014-06-22"
    return Timeline(make(lines, places=[{"place_id": "rawa", "name": name}]))


def one(timeline: Timeline, headline: str, text: str, view: View = DAY) -> Brief:
    return brief(timeline, Narrative("T", (Step(view, headline, text),)))


def of_kind(slide: Any, kind: str) -> list[Any]:
    return [shape for shape in slide.shapes if getattr(shape, f"has_{kind}", False)]


def alt(shape: Any) -> str:
    return str(next(each for each in shape._element.iter() if each.tag.endswith("}cNvPr")).get("descr", ""))


def test_a_slide_for_each_step_native_and_editable(story: Brief, slides: Any) -> None:
    assert (slides.slide_width, slides.slide_height) == (Inches(13.333), Inches(7.5))
    assert len(slides.slides) == 1 + len(story.pages) + 1
    for page, slide in zip(story.pages, list(slides.slides)[1:], strict=False):
        assert slide.shapes.title.text_frame.text == page.headline
        words = "\n".join(shape.text_frame.text for shape in of_kind(slide, "text_frame"))
        assert all(block.text in words for block in page.blocks)
        chart = of_kind(slide, "chart")[0].chart
        plot = chart.plots[0]
        shown = dict(zip(plot.categories, plot.series[0].values, strict=True))
        assert shown | {bar.name: bar.places for bar in page.bars} == shown
        assert not any(shape.is_placeholder and not shape.text_frame.text.strip() for shape in slide.placeholders)


def test_every_map_is_twice_as_fine_and_described(story: Brief, slides: Any) -> None:
    for page, slide in zip(story.pages, list(slides.slides)[1:], strict=False):
        picture = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
        with Image.open(io.BytesIO(picture.image.blob)) as image:
            # Two pixels for each of the 96 that an inch of a slide has.
            assert image.width / (picture.width / Inches(1)) == pytest.approx(192, rel=0.02)
            assert image.height / image.width == pytest.approx(picture.height / picture.width, rel=0.01)
        assert alt(picture) == page.alt
        assert page.credits.as_of in page.alt
        assert str(page.bars[0].places) in page.alt
        assert alt(of_kind(slide, "chart")[0])


def test_every_slide_says_when_by_which_clock_and_rule(slides: Any) -> None:
    for slide in list(slides.slides)[1:-1]:
        words = "\n".join(shape.text_frame.text for shape in of_kind(slide, "text_frame"))
        assert re.search(r"As of \d+ June 2014\. Known as of: .+\. Rule: Assessed\.", words)
        assert "no endorsement" in words
        assert NO_ENDORSEMENT in slide.notes_slide.notes_text_frame.text


def test_notes_cite_the_sources_with_links(story: Brief, slides: Any) -> None:
    for page, slide in zip(story.pages, list(slides.slides)[1:], strict=False):
        frame = slide.notes_slide.notes_text_frame
        links = [run.hyperlink.address for each in frame.paragraphs for run in each.runs if run.hyperlink.address]
        assert links == [each.url for each in story.cited(page) if each.url]
        assert len(links) > 2
        assert all(f"[{number}]" in frame.text for number in page.cites)


def test_the_last_slide_lists_every_source(story: Brief, slides: Any) -> None:
    words = "\n".join(shape.text_frame.text for shape in of_kind(list(slides.slides)[-1], "text_frame"))
    assert all(f"[{each.number}] {each.text}" in words for each in story.references)
    assert len(story.references) > 10


@pytest.mark.parametrize("wide", [10.0, 13.333])
def test_a_template_gives_its_size_and_master(wide: float) -> None:
    template = Presentation()
    template.slide_width = Inches(wide)
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "a slide of the template"
    template.core_properties.title = "old"
    sections = '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"/>'
    extension = f'<p:extLst xmlns:p="{PRESENTATION}"><p:ext uri="{{521415D9}}">{sections}</p:ext></p:extLst>'
    template.part._element.append(parse_xml(extension))
    out = io.BytesIO()
    template.save(out)
    made = Presentation(io.BytesIO(deck(one(small(), "H", "x"), out.getvalue())))
    assert made.slide_width == Inches(wide)
    assert "sectionLst" not in made.part.blob.decode()
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles == ["T", "H", "Sources"]
    assert len(list(made.slide_layouts)) == len(list(template.slide_layouts))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width + 1
            assert shape.top + shape.height <= made.slide_height + 1


def test_a_potx_serves_too() -> None:
    out = io.BytesIO()
    Presentation().save(out)
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as given, zipfile.ZipFile(changed, "w") as packed:
        for name in given.namelist():
            packed.writestr(name, given.read(name).replace(b"presentation.main+xml", b"template.main+xml"))
    assert len(Presentation(io.BytesIO(deck(one(small(), "H", "x"), changed.getvalue()))).slides) == 3


def test_templates_that_cannot_serve_are_refused_in_words() -> None:
    bare = Presentation()
    for layout in list(bare.slide_layouts):
        bare.slide_layouts.remove(layout)
    out = io.BytesIO()
    bare.save(out)
    made = one(small(), "H", "x")
    with pytest.raises(ValueError, match="has no slide layouts"):
        deck(made, out.getvalue())
    for wrong in (b"", b"not a zip", _zip({"a.txt": b"x"}), _zip({"[Content_Types].xml": b"<x"})):
        with pytest.raises(ValueError, match="template"):
            deck(made, wrong)


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_a_long_text_is_cut_on_the_slide_and_whole_in_the_notes() -> None:
    text = " ".join(f"word{number}" for number in range(1_200))
    made = one(small(), "H " * 300, text)
    slide = list(Presentation(io.BytesIO(deck(made))).slides)[1]
    shown = "\n".join(shape.text_frame.text for shape in of_kind(slide, "text_frame"))
    assert "whole text in the notes" in shown
    assert "word1199" not in shown
    assert text in slide.notes_slide.notes_text_frame.text
    pages = PdfReader(io.BytesIO(booklet(made))).pages
    words = " ".join(page.extract_text() for page in pages)
    assert "goes on overleaf" in words
    assert all(f"word{number}" in words for number in range(0, 1_200, 7))


@pytest.mark.parametrize("text", ["x" * 10_000, "القائم " * 300, "\U0001f600" * 400, "- a\n" * 400, HOSTILE, ""])
def test_odd_texts_make_whole_files(text: str) -> None:
    made = one(small(HOSTILE), "{name:rawa}", text)
    slide = list(Presentation(io.BytesIO(deck(made))).slides)[1]
    assert "<script>" in slide.shapes.title.text_frame.text
    assert "\u202e" not in slide.shapes.title.text_frame.text
    read_again = PdfReader(io.BytesIO(booklet(made)))
    assert len(read_again.pages) >= 3
    assert all(page.extract_text() for page in read_again.pages)


def test_nothing_in_the_window_is_told_as_nothing() -> None:
    made = brief(Timeline(make("")), Narrative("T", (Step(View(day="2014-06-22"), "", "{report:2014-06-01}"),)))
    assert made.pages[0].headline == "22 June 2014"
    assert made.pages[0].blocks[0].text == "No change is known of in these days."
    slide = list(Presentation(io.BytesIO(deck(made))).slides)[1]
    assert of_kind(slide, "chart") == []
    assert len(PdfReader(io.BytesIO(booklet(made))).pages) == 3


def test_the_same_brief_gives_the_same_pages(story: Brief, printed: bytes) -> None:
    assert booklet(story) == printed


def test_charts_carry_no_formula_and_not_too_many_bars() -> None:
    lines = "\n".join(f"e{at}: p{at} takes a{at} 2014-06-20 @AFP" for at in range(20))
    many = Timeline(make(lines, actors=[{"actor_id": "a0", "name": "=1+1"}, {"actor_id": "a1", "name": "+x"}]))
    made = one(many, "H", "x")
    assert len(made.pages[0].bars) == 12
    assert sum(bar.places for bar in made.pages[0].bars) == 20
    lines = "e1: rawa takes isil 2014-06-20 @AFP"
    made = one(Timeline(make(lines, actors=[{"actor_id": "isil", "name": "=1+1"}])), "H", "x")
    chart = of_kind(list(Presentation(io.BytesIO(deck(made))).slides)[1], "chart")[0].chart
    assert list(chart.plots[0].categories) == ["'=1+1"]
    book = io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)
    with zipfile.ZipFile(book) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_pages_have_bookmarks_links_fonts_title_and_language(story: Brief, pages: PdfReader) -> None:
    assert [item["/Title"] for item in pages.outline] == ["Cover", *(page.headline for page in story.pages), "Sources"]  # type: ignore[index,call-overload]
    assert pages.metadata is not None
    assert pages.metadata.title == story.narrative.title
    assert NO_ENDORSEMENT in str(pages.metadata.subject)
    root: Any = pages.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    links = {
        str(note.get_object()["/A"]["/URI"])
        for page in pages.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    }
    assert links >= {each.url for each in story.references if each.url}
    fonts = [font.get_object() for page in pages.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_each_page_has_its_own_map_as_lines(story: Brief, pages: PdfReader) -> None:
    contents = set()
    for page in list(pages.pages)[1 : 1 + len(story.pages)]:
        used = re.findall(rb"/Map\d+", b"".join(part.get_object().get_data() for part in page["/Contents"]))  # type: ignore[union-attr,attr-defined]
        assert len(used) == 1
        form: Any = page["/Resources"]["/XObject"][used[0].decode()]  # type: ignore[index]
        assert form["/Subtype"] == "/Form"
        drawn = form.get_data()
        assert drawn.count(b"\nf") > 80
        contents.add(drawn)
    assert len(contents) == len(story.pages)


def test_text_of_pages_can_be_searched(story: Brief, pages: PdfReader) -> None:
    for page, sheet in zip(story.pages, list(pages.pages)[1:], strict=False):
        words = " ".join(sheet.extract_text().replace(ZWNJ, "").split())
        assert page.headline.split()[0] in words
        assert "Rule: Assessed" in words


def test_the_map_of_a_page_shows_the_land_of_the_screen() -> None:
    view = replace(DAY, zoom=6.0)
    assert framed(view, Options(860, 560)).zoom == pytest.approx(6.0)
    assert framed(view, Options(1720, 1120)).zoom == pytest.approx(7.0)
    assert framed(replace(view, zoom=None), Options()).zoom is None


def test_maps_keep_transparency_and_size(story: Brief) -> None:
    made = map_of(story, story.pages[0], "png", Options(400, 300, 1.0, transparent=True))
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, image.mode) == ((400, 300), "RGBA")
    made = map_of(story, story.pages[0], "png", Options(400, 300, 1.0))
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, image.mode) == ((400, 300), "RGB")


def test_libreoffice_opens_the_slides(story: Brief, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / "deck.pptx"
    file.write_bytes(deck(story))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shown = PdfReader(tmp_path / "deck.pdf").pages
    assert len(shown) == len(story.pages) + 2
    for page, sheet in zip(story.pages, list(shown)[1:], strict=False):
        words = " ".join(sheet.extract_text().split())
        assert page.headline.split(",")[0] in words
        # The chart's words are there: it was drawn, not skipped.
        assert "Places held" in words


def test_a_report_cites_every_sentence(timeline: Timeline) -> None:
    made = report(timeline, View(day="2014-06-22"), "2014-06-15")
    sentences = [block for block in made.blocks if block.kind != "heading"]
    assert len(sentences) > 8
    for block in sentences:
        assert re.search(r"\[(ledger|[\d, \N{EN DASH}]+)\]\.$", block.text), block.text
    cited = {number for block in sentences for run in block.runs for number in run.cites if number}
    assert cited == {each.number for each in made.references}
    told = " ".join(block.text for block in sentences)
    rows = timeline.changes("2014-06-15", "2014-06-22")
    for row in rows[rows["change"] == "gained"].to_dict("records"):
        assert row["name"] in told
    assert f"{rows.loc[rows['change'].isin(['gained', 'lost']), 'place_id'].nunique()} places changed hands" in told
    assert "according to CNN (reported)" in told
    assert "No information since" in told


@pytest.mark.parametrize("start", ["2014-06-15", "2013-01-01"])
def test_a_report_is_one_page_of_text(timeline: Timeline, start: str) -> None:
    made = report(timeline, View(day="2019-01-01" if start == "2013-01-01" else "2014-06-22"), start)
    words = sum(len(block.text.split()) for block in made.blocks)
    assert 100 < words < 560


def test_a_report_as_markdown_is_read_as_it_was_meant() -> None:
    made = report(small("1. *a* [b](c) <d> _e_ # f"), View(day="2014-06-22"), "2014-06-01")
    text = markdown(made).decode()
    read_again = blocks(text.partition("## Sources")[0])
    told = [block.text for block in made.blocks]
    shown = [block.text for block in read_again][2:]
    assert shown == [" ".join(line.split()) for line in told]
    assert any("1. *a* [b](c) <d> _e_ # f" in line for line in shown)
    assert NO_ENDORSEMENT in text


def test_a_report_as_docx_has_headings_bullets_and_links(timeline: Timeline) -> None:
    made = report(timeline, View(day="2014-06-22"), "2014-06-15")
    document = docx.Document(io.BytesIO(as_docx(made)))
    styles = [str(paragraph.style.name) for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    assert styles.count("List Bullet") == sum(block.kind == "bullet" for block in made.blocks)
    assert "Heading 1" in styles
    links = [link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert {each.url for each in made.references if each.url} == set(links)
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert all(block.text in words for block in made.blocks)
    assert NO_ENDORSEMENT in words


def test_the_second_clock_keeps_later_sources_out(timeline: Timeline) -> None:
    made = report(timeline, View(day="2014-06-23", known="2014-06-23"), "2014-06-15")
    published = timeline.sources.set_index("source_id")["published"]
    days = [published[each.source_id] for each in made.references]
    assert days
    assert max(days).date().isoformat() <= "2014-06-23"


def test_dates_in_the_wrong_order_are_refused(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match="must not be after"):
        report(timeline, DAY, "2014-06-23")


def test_steps_as_html_are_escaped(timeline: Timeline) -> None:
    made = html_of(blocks("**b** <b>x</b> [l](http://a.example/?q=1&r=2)\n\n- one\n- two\n\n> q"))
    root = ElementTree.fromstring(f"<r>{made}</r>")
    assert [each.tag for each in root] == ["p", "ul", "blockquote"]
    assert "<b>x</b>" in "".join(root.itertext())
    assert [link.get("href") for link in root.iter("a")] == ["http://a.example/?q=1&r=2"]
    steps = steps_of(one(timeline, "H", "{cite:iq-rutba-2014-06-islamic-state}"))
    assert steps[0].sources.count("<li>") == 3


def test_a_report_within_a_sentence_is_told_how_to_stand(timeline: Timeline) -> None:
    made = brief(timeline, Narrative("N", (Step(DAY, "H", "Since then {report:2014-06-21} and more"),)))
    [remark] = made.remarks
    assert str(remark) == f"step 1: {{report:2014-06-21}} is asked otherwise: {WORDS['report']}"


@pytest.mark.parametrize("text", ["gained 19 places, held 55", "illicit little filling", "To WAVE", "اللاذقية"])
def test_a_text_takes_no_more_room_than_was_measured(text: str) -> None:
    for weight in ("normal", "bold"):
        assert lettering.width(text, 13, weight) <= fitting.width(text, 13, weight == "bold")


def test_lines_are_no_wider_than_their_room() -> None:
    runs = [Run("several words of a line, "), Run("some of them bold", bold=True), Run(" " + "y" * 90)]
    lines = wrap(runs, 12, 100)
    assert "".join(run.text for line in lines for run in line).replace(" ", "") == "".join(
        run.text for run in runs
    ).replace(" ", "")
    assert len(lines) > 4
    long = [Block("paragraph", (Run("word " * 500),))]
    found = fit(long, 200, 300, (14, 10))
    assert found.cut
    assert sum(height(block, found.size, 200) for block in found.blocks) <= 300 + found.size
    shown, rest = split(long, 10, 200, 300)
    assert " ".join((shown[0].text + " " + rest[0].text).split()) == " ".join(["word"] * 500)
