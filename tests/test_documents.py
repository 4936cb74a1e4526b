"""How articles come in: every kind of document, every way in which one can be broken, and runs that are interrupted."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Final

import docx
import pandas as pd
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from events.dates import parse_day
from events.extract.documents import Article, DocumentProblem, batch, compose, pasted, read, read_many, reading
from events.extract.documents.wrapping import unwrap
from events.frames import Problem

ROOT: Final = Path(__file__).resolve().parent.parent
WORDS: Final = "Fighters entered Adoru before dawn on Sunday and met no resistance at the bridge."


def problem(data: bytes, name: str = "") -> str:
    with pytest.raises(DocumentProblem) as caught:
        read(data, name=name)
    return str(caught.value)


def whatever(data: bytes, name: str = "") -> str:
    """Read, and give the text or what is said of its absence; nothing else may come of it."""
    try:
        return read(data, name=name).text
    except DocumentProblem as said:
        return str(said)


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", ""),
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
    ],
)
def test_text_is_read_in_its_encoding_and_what_was_assumed_is_said(encoding: str, said: str) -> None:
    text = "The garrison left Möng Tai for Peñas on Friday, and the governor of Évora with it."
    article = read(text.encode(encoding), name="a.txt")
    assert article.text == text + "\n"
    assert said in " ".join(article.said)
    assert bool(article.said) == bool(said)


def test_quotes_of_the_press_and_turkish_letters_are_read_right() -> None:
    press = "“We left Kessi” – the mayor’s words, €5 a loaf"
    assert read(press.encode("cp1252"), name="a.txt").text == press + "\n"
    assert read("Diyarbakır, Şırnak and Iğdır are quiet.".encode("cp1254"), name="a.txt").text.startswith(
        "Diyarbakır, Şır"
    )


def test_other_scripts_are_read() -> None:
    russian = "Войска вошли в город Тамба утром в пятницу и заняли мост через реку. Бои продолжаются на окраинах."
    for encoding in ("utf-8", "cp1251"):
        assert read(russian.encode(encoding), name="a.txt").text == russian + "\n"
    arabic = "دخلت القوات مدينة تمبا صباح الجمعة"
    assert read(arabic.encode(), name="a.txt").text == arabic + "\n"


def test_one_broken_byte_does_not_make_another_encoding() -> None:
    data = "Peñas, Möng Tai, Évora, São Tomé, Kraków, Łódź, Çorum, Iğdır.".encode() + b" \xff and on"
    article = read(data, name="a.txt")
    assert "Kraków, Łódź" in article.text
    assert article.said == ("1 broken characters in UTF-8 were replaced",)


def test_line_ends_and_invisible_characters_are_settled_in_one_place() -> None:
    article = pasted(
        "\ufeffOne\r\ntwo\rthree\u2028four\x85five\fsix\u00a0se\u00adven\u200b ei\u200eght\x00\x07 ﬁve e\u0301"
    )
    assert article.text == "One\ntwo\nthree\nfour\nfive\nsix seven eight five é\n"
    assert pasted("a\ud800b").text == "a\N{REPLACEMENT CHARACTER}b\n"
    # Joiners belong to the spelling of Persian and of Indian scripts.
    assert "\u200c" in pasted("می\u200cخواهم").text


def test_the_hash_is_of_the_text_and_not_of_its_packing() -> None:
    first, second = read("Kessi fell.\r\n".encode("utf-16"), name="a.txt"), pasted("Kessi fell.")
    assert first.sha256 == second.sha256
    assert first.sha256 != pasted("Kessi fell!").sha256
    assert len(first.sha256) == 64


def test_a_title_is_a_line_that_stands_alone() -> None:
    assert pasted(f"Three towns lost\n\n{WORDS}").title == "Three towns lost"
    assert pasted(f"{WORDS}\n\n{WORDS}").title == ""
    assert pasted("Three towns lost").title == ""


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (b"... --- ...", "a.txt", "no text"),
        (bytes(range(256)) * 40, "a.txt", "binary"),
        (os.urandom(5000), "", ""),
        (b"\x7fELF\x02\x01\x01" + bytes(90), "a", "binary"),
        (b"\xff\xfe\x00\xd8" * 50, "a.txt", "UTF-16"),
        (b"{\\rtf1 hello}", "a.rtf", "RTF"),
        (b"\x1f\x8b\x08\x00abcd", "a.txt.gz", "unpack"),
        (b"\x89PNG\r\n\x1a\n0000", "a.png", "OCR"),
        (b"\xff\xd8\xff\xe0JFIF", "scan.pdf", "OCR"),
        (b"plain words", "a.pdf", "its name says PDF"),
        (b"plain words", "a.docx", "its name says DOCX"),
    ],
)
def test_what_is_no_text_says_what_it_is(data: bytes, name: str, says: str) -> None:
    assert says in problem(data, name)


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentProblem, match="it has 50 MB; documents of up to 25 MB are read"):
        read(large)
    assert "up to 25 MB" in problem(b"words " * 8_400_000, "a.txt")
    assert "2,000,000" in problem(b"words " * 400_000, "a.txt")
    with pytest.raises(DocumentProblem, match="million characters"):
        pasted("x" * 25_000_001)


def test_files_that_are_not_there_or_no_files_say_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentProblem, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(DocumentProblem, match="a folder"):
        read(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentProblem, match="no ordinary file"):
        read(tmp_path / "pipe")


def test_lines_of_a_fixed_width_are_joined_and_lists_are_not() -> None:
    wrapped = (
        "The army lost three towns along the river in a single night, according to\n"
        "residents and two officers who spoke by telephone from the provincial\n"
        "capital.\n\nFighters entered Adoru shortly before midnight on Sunday and met no\n"
        "resistance. By dawn they held Kessi and the crossing at Lomo as well, the\ngovernor said.\n\n"
        "- Adoru\n- Kessi\n- Lomo\n"
    )
    text, breaks = unwrap(wrapped)
    assert breaks == 4
    assert "according to residents and two officers" in text
    assert text.endswith("governor said.\n\n- Adoru\n- Kessi\n- Lomo\n")
    article = read(wrapped.encode(), name="a.txt")
    assert "joined" in article.said[0]


@pytest.mark.parametrize(
    "text",
    [
        "4 January\nThe army takes Kessi.\n5 January\nThe army leaves Kessi again.\n6 January\nRebels return.\n",
        "Adoru\nKessi\nLomo\nTamba\n",
        f"{WORDS}\n{WORDS}\n{WORDS} {WORDS}\n",
        "10 June 2014: Fighters enter the city of Adoru from the west and the north\n"
        "12 June 2014: Fighters reach the river at Lomo and the dam beside the town\n"
        "14 June 2014: The army comes back to Adoru with tanks from the south coast.\n",
        "",
        "\n\n\n",
    ],
)
def test_lines_that_end_where_they_should_stay(text: str) -> None:
    assert unwrap(text) == (text, 0)


# --- Markdown, HTML --------------------------------------------------------------------------------------------------


def test_markdown_gives_its_words_and_what_stands_before_them() -> None:
    source = (
        "---\ntitle: Three towns lost\ndate: 2019-03-04\npublisher: The Lakeside Herald\nlanguage: en\n---\n"
        '# Night of the bridges\n\n**Fighters** entered [Adoru](https://example.org/a_(b) "map") on *Sunday*.\n\n'
        "- Kessi\n- Lomo\n"
    )
    article = read(source.encode(), name="a.md")
    assert article.text.startswith("# Night of the bridges\n\nFighters entered Adoru on")
    assert "on Sunday.\n\n- Kessi\n- Lomo\n" in article.text
    assert (article.title, article.published) == ("Three towns lost", parse_day("2019-03-04"))
    assert (article.publisher, article.language, article.kind) == ("The Lakeside Herald", "en", "markdown")
    assert read(b"# A title\n\nWords [Kessi](x) here.", name="a.md").text == "# A title\n\nWords Kessi here.\n"
    assert "YAML" in problem(b"---\na: [\n---\nWords", "a.md")


PAGE: Final = """<!doctype html><html lang="en-GB"><head><meta charset="{charset}">
<title>Rebels take Adoru | Herald</title>
<meta property="og:site_name" content="The Lakeside Herald">
<meta property="article:published_time" content="2019-03-04T21:10:00-05:00">
<link rel="canonical" href="https://herald.example/adoru"><style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<article><h1>Rebels take Adoru</h1>{lead}
<p>Fighters drove the army out of Adoru on Monday, the mayor told this newspaper by telephone from the “capital”.</p>
<p>The towns now in rebel hands are:</p><ul><li>Adoru</li><li>Kessi</li><li>the Lomo bridge</li></ul>
<p>The army still holds <b>Tamba</b>, 40 kilometres to the south, and said that help was on its way from the coast.</p>
<script>var town = "<p>Tamba was captured</p>";</script>
<p onclick="alert(1)">A soldier said that they had left because they had no ammunition, no food and no orders.</p>
<aside class="related"><h3>Read more</h3><ul><li><a href="/x">Old story: Kessi captured in 2012</a></li></ul></aside>
</article><footer><p>Copyright The Lakeside Herald.</p></footer></body></html>"""
LEADS: Final = {
    "standfirst": '<p class="article__standfirst">Three villages fell before dawn, residents said.</p>',
    "teaser": '<div class="teaser">Three villages fell before dawn, residents said.</div>',
    "promo": '<div class="promo-lead"><p>Three villages fell before dawn, residents said.</p></div>',
    "sidebar": '<div class="article-sidebar-summary"><p>Three villages fell before dawn, residents said.</p></div>',
    "key points": '<ul class="key-points"><li>Three villages fell before dawn, residents said.</li></ul>',
    "subtitle": '<h2 class="subtitle">Three villages fell before dawn, residents said.</h2>',
    "header": "<header><p>Three villages fell before dawn, residents said.</p></header>",
}


@pytest.mark.parametrize("lead", [*LEADS])
def test_a_page_gives_its_article_with_lead_and_lists(lead: str) -> None:
    article = read(PAGE.format(charset="utf-8", lead=LEADS[lead]).encode(), name="saved.html")
    assert article.text.count("Three villages fell before dawn") == 1
    assert article.text.index("Three villages") < article.text.index("Fighters drove")
    assert "- Adoru\n- Kessi\n- the Lomo bridge" in article.text
    assert "holds Tamba, 40" in article.text
    for absent in ("cookies", "Home", "Old story", "Copyright", "was captured", "color", "alert", "**"):
        assert absent not in article.text
    assert (article.title, article.publisher) == ("Rebels take Adoru", "The Lakeside Herald")
    assert (article.published, article.language) == (parse_day("2019-03-04"), "en")
    assert (article.url, article.kind) == ("https://herald.example/adoru", "html")


@pytest.mark.parametrize(
    ("charset", "written"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-16", "utf-16"),
        ("none", "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_names(charset: str, written: str) -> None:
    article = read(PAGE.format(charset=charset, lead="").encode(written), name="saved.html")
    assert "from the “capital”." in article.text
    assert "Adoru" in article.text


def test_kind_is_told_by_content_before_the_name() -> None:
    page = PAGE.format(charset="utf-8", lead="").encode()
    assert read(page, name="article.txt").kind == "html"
    assert read(page).kind == "html"
    assert pasted(page.decode()).kind == "html"
    assert read(b"Words about <b>nothing</b> and the <html> tag.", name="a.txt").kind == "text"


def test_what_stands_beside_the_article_stays_there() -> None:
    beside = (
        '<div class="newsletter-signup"><p>Sign up for our letter and never miss a story about Kessi again.</p></div>'
        '<p><a href="/2">Read more: how Kessi was captured by rebels in the year 2012</a></p>'
        '<div id="share-bar"><p>Share this story about captured towns with your friends.</p></div>'
        '<figure><img src="x"><figcaption>Rebels in Kessi, which they captured in 2012.</figcaption></figure>'
        "<form><p>Tell us what you think of the capture of Kessi.</p></form>"
    )
    article = read(PAGE.format(charset="utf-8", lead=beside).encode(), name="a.html")
    assert "Kessi was captured" not in article.text
    for absent in ("never miss", "your friends", "they captured", "you think"):
        assert absent not in article.text
    after = PAGE.format(charset="utf-8", lead="").replace(
        "</article>",
        '<div class="teasers"><p>In another story the town of Lomo was captured by nobody at all.</p></div></article>',
    )
    assert read(after.encode()).text.count("captured by nobody") <= 1


def test_a_day_that_was_guessed_is_said() -> None:
    words = f"<p>{WORDS}</p>" * 4
    guessed = read(f"<html><body><article><p>4 March 2019</p>{words}</article></body></html>".encode())
    assert guessed.published == parse_day("2019-03-04")
    assert "guessed" in " ".join(guessed.said)
    for unsure in ("Room 1995, in 2014", "14.2.1 of 2017"):
        assert read(f"<html><body><article><p>{unsure}</p>{words}</article></body></html>".encode()).published is None
    none = read(f"<html><body><article>{words}</article></body></html>".encode())
    assert none.published is None
    assert "does not say when" in " ".join(none.said)


def test_a_page_for_subscribers_says_that_it_may_break_off() -> None:
    page = PAGE.format(charset="utf-8", lead="").replace(
        "<style>", '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script><style>'
    )
    assert "subscribers" in " ".join(read(page.encode()).said)


def test_a_page_saved_with_its_pictures_inside_is_read_and_a_book_is_not() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 6_000_000}"><style>{"p{}" * 300_000}</style>'
    article = read(PAGE.format(charset="utf-8", lead=picture + f"<script>{'x();' * 900_000}</script>").encode())
    assert "Fighters drove the army" in article.text
    assert article.published == parse_day("2019-03-04")
    book = f"<p>{WORDS}</p>" * 60_000
    assert "up to 4 MB are read" in problem(f"<html><body>{book}</body></html>".encode(), "a.html")


def test_nothing_in_a_page_is_ever_fetched() -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        page = PAGE.format(charset="utf-8", lead=f'<img src="{here}/i.png"><iframe src="{here}/f"></iframe>')
        entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{here}/e">]><html><body><p>{WORDS} &x;</p></body></html>'
        for source in (page, entity, f"{here}/only-an-address", f"<html><body>{here}/address</body></html>"):
            for name in ("a.html", "a.txt", ""):
                assert whatever(source.encode(), name)
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


@pytest.mark.parametrize(
    "markup",
    [
        "<html>",
        "<html><body></body></html>",
        "<!doctype html>",
        "<html>" + "<div>" * 30_000 + WORDS,
        "<html><body>" + "<p>" * 50_000,
        "<html><!--",
        "<html><body><table>" + "<tr><td>" * 5000,
        "<html>\x00\x00</html>",
        "<?xml version='1.0' encoding='utf-7'?><html><body/></html>",
        "<html lang=" + "x" * 100_000 + ">",
    ],
)
def test_broken_pages_are_a_clear_word(markup: str) -> None:
    start = time.monotonic()
    assert whatever(markup.encode(), "a.html")
    assert time.monotonic() - start < 10


# --- PDF, DOCX, mail -------------------------------------------------------------------------------------------------


def pdf(*pages: Iterable[str]) -> bytes:
    """Write a PDF by hand: one line of Helvetica for each string."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


LINES: Final = (
    "Three towns lost in one night",
    "The army lost three towns along the river in a single night, according to",
    "residents and two officers who spoke by telephone from the provincial capital.",
    "By dawn the fighters held Kessi and the border crossing at Lomo as well, the",
    "governor said.",
)


def test_a_pdf_gives_its_text_with_lines_joined() -> None:
    article = read(pdf(LINES), name="report.pdf")
    assert "according to residents and two officers" in article.text
    assert "Lomo as well, the governor said." in article.text
    assert (article.title, article.kind, article.published) == (LINES[0], "pdf", None)
    assert "give the day" in " ".join(article.said)
    assert read(pdf(LINES), name="report.txt").kind == "pdf"


def test_heads_that_run_along_and_page_numbers_are_left_out() -> None:
    pages = [("The Lakeside Herald", f"Town number {n} fell.", "It fell late.", f"{n} of 5") for n in range(1, 6)]
    text = read(pdf(*pages), name="a.pdf").text
    assert "Town number 3 fell." in text
    assert "Herald" not in text
    assert "of 5" not in text


def _rewritten(data: bytes, **encryption: Any) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(**encryption)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_an_encrypted_pdf_says_so_and_one_locked_against_changes_is_read(algorithm: str) -> None:
    closed = _rewritten(pdf(LINES), user_password="sesame", algorithm=algorithm)
    assert "encrypted with a password" in problem(closed, "a.pdf")
    locked = _rewritten(pdf(LINES), user_password="", owner_password="sesame", algorithm=algorithm)
    assert "Kessi" in read(locked, name="a.pdf").text


def test_a_scan_says_how_to_go_on() -> None:
    out = io.BytesIO()
    Image.new("L", (200, 300), 255).save(out, "PDF")
    assert "ocrmypdf" in problem(out.getvalue(), "scan.pdf")
    mixed = read(pdf(LINES, [], LINES), name="a.pdf")
    assert "1 of 3 pages hold no text" in " ".join(mixed.said)


def test_pdfs_with_too_many_pages_are_to_be_split() -> None:
    assert "up to 400 are read" in problem(pdf(*[["Words."]] * 401), "a.pdf")


def test_a_pdf_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from events.extract.documents import pdf as reader

    monkeypatch.setattr(reader, "SECONDS", 0.0)
    assert "takes longer" in problem(pdf(LINES), "a.pdf")


@pytest.mark.parametrize("cut", [6, 60, 400, 700])
def test_a_pdf_that_is_cut_off_is_a_clear_word(cut: int) -> None:
    assert whatever(pdf(LINES)[:cut], "a.pdf")


def _docx(write: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _report(document: Any) -> None:
    document.core_properties.title = "Situation report"
    document.add_heading("River front", 1)
    document.add_paragraph(WORDS)
    document.add_paragraph("Adoru", style="List Bullet")
    document.add_paragraph("Kessi", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Town", "Holder", "Lomo", "army"), strict=True
    ):
        cell.text = words
    document.add_paragraph("The army holds Tamba.")


def test_a_docx_gives_headings_lists_and_tables_in_order() -> None:
    article = read(_docx(_report), name="report.docx")
    assert article.text == (
        f"# River front\n\n{WORDS}\n- Adoru\n- Kessi\n\nTown | Holder\n\nLomo | army\n\nThe army holds Tamba.\n"
    )
    assert (article.title, article.kind) == ("Situation report", "docx")
    assert "give the day" in " ".join(article.said)


def test_a_docx_that_is_broken_encrypted_or_something_else_says_so() -> None:
    good = _docx(_report)
    assert "broken" in problem(good[: len(good) // 2], "a.docx")
    middle = bytearray(good)
    middle[200:1200] = os.urandom(1000)
    assert "broken" in problem(bytes(middle), "a.docx")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "encrypted with a password" in problem(ole + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    assert "old Office document" in problem(ole + "WordDocument".encode("utf-16-le"), "a.doc")
    assert "no text" in problem(_docx(lambda document: None), "a.docx")
    for inside, says in (("xl/workbook.xml", "spreadsheet"), ("mimetype", "office"), ("photo.jpg", "ZIP archive")):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(inside, "x")
        assert says in problem(packed.getvalue(), "a.docx")


def test_a_bomb_in_a_docx_is_not_opened() -> None:
    packed = io.BytesIO(_docx(_report))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.bin", "w") as file:
        for _ in range(200):
            file.write(bytes(1_000_000))
    assert len(packed.getvalue()) < 1_000_000
    start = time.monotonic()
    assert "unpacks to 201 MB" in problem(packed.getvalue(), "a.docx")
    assert time.monotonic() - start < 1


def test_entities_in_a_docx_do_not_grow() -> None:
    laughs = (
        '<!DOCTYPE w [<!ENTITY a "'
        + "ha" * 50
        + '">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
    )
    body = laughs + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
    body += "<w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    source, out = io.BytesIO(_docx(_report)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, body if each == "word/document.xml" else old.read(each))
    start = time.monotonic()
    assert problem(out.getvalue(), "a.docx")
    assert time.monotonic() - start < 3


def _mail(**parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Lakeside Herald, desk" <desk@herald.example>'
    message["To"] = "list@example.org"
    message["Subject"] = "Three towns lost – night of the bridges"
    message["Date"] = "Mon, 04 Mar 2019 23:30:00 -0500"
    if "plain" in parts:
        message.set_content(parts["plain"])
    if "html" in parts:
        (message.add_alternative if "plain" in parts else message.set_content)(parts["html"], subtype="html")
    return message


def test_a_mail_gives_its_text_subject_sender_and_day() -> None:
    page = PAGE.format(charset="utf-8", lead="")
    article = read(_mail(plain=f"{WORDS}\n\n-- \nThe desk\n", html=page).as_bytes(), name="a.eml")
    assert article.text == WORDS + "\n"
    assert article.title == "Three towns lost – night of the bridges"
    assert (article.publisher, article.kind) == ("Lakeside Herald, desk", "mail")
    assert article.published == parse_day("2019-03-04")
    fallback = read(_mail(html=page).as_bytes(), name="a.eml")
    assert "Fighters drove the army" in fallback.text
    assert fallback.published == parse_day("2019-03-04")
    assert read(_mail(plain=WORDS).as_bytes()).kind == "mail"


def test_a_page_saved_with_all_its_parts_is_read() -> None:
    page = PAGE.format(charset="utf-8", lead="").replace("\n", "\r\n")
    saved = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/adoru?a=1\r\n"
        "Subject: Rebels take Adoru\r\nDate: Fri, 10 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n--b\r\nContent-Type: text/css\r\n\r\np {{}}\r\n--b--\r\n"
    )
    article = read(saved.encode(), name="page.mhtml")
    assert "from the “capital”." in article.text
    assert article.url == "https://herald.example/adoru?a=1"
    # The day on which somebody saved it is not the day on which it was published.
    assert article.published == parse_day("2019-03-04")


def test_what_is_attached_is_named_and_a_mail_without_text_says_so() -> None:
    message = _mail(plain=WORDS)
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="annex.pdf")
    assert "annex.pdf" in " ".join(read(message.as_bytes(), name="a.eml").said)
    only = EmailMessage()
    only["From"], only["Subject"] = "a@example.org", "x"
    only.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="annex.pdf")
    assert "no text" in problem(only.as_bytes(), "a.eml")


def test_flowed_lines_quoted_printable_and_broken_heads_are_read() -> None:
    flowed = (
        b"From: a@example.org\r\nMIME-Version: 1.0\r\nDate: yesterday\r\nSubject: =?utf-8?q?L=C3=B3mo?=\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Fighters entered Ad=F3ru =\r\n\r\nbefore dawn on Sunday =\r\n\r\nand met no resistance.\r\n"
    )
    article = read(flowed)
    assert article.kind == "mail"
    assert "Adóru" in article.text
    assert article.title == "Lómo"
    assert article.published is None
    assert "'yesterday' was not understood" in " ".join(article.said)


# --- tables ----------------------------------------------------------------------------------------------------------

ROWS: Final = [
    {
        "Headline": "Adoru",
        "Body": "Fighters entered Adoru.",
        "Date": "2019-03-04",
        "Link": "https://a.example/1",
        "Source": "H",
    },
    {
        "Headline": "Kessi",
        "Body": 'Line one,\n\nline "two".',
        "Date": "2019-03-05T23:59:00-08:00",
        "Link": "",
        "Source": "H",
    },
    {"Headline": "Blank", "Body": "", "Date": "", "Link": "", "Source": ""},
    {
        "Headline": "Lomo",
        "Body": "<p>Lomo <b>fell</b>.</p><p>It is quiet.</p>",
        "Date": "03/04/2019",
        "Link": "",
        "Source": "",
    },
]


def _table(kind: str) -> bytes:
    frame, out = pd.DataFrame(ROWS), io.BytesIO()
    if kind in ("csv", "tsv"):
        return frame.to_csv(index=False, sep="," if kind == "csv" else "\t").encode()
    if kind == "parquet":
        frame.to_parquet(out)
        return out.getvalue()
    return "\n".join(map(json.dumps, ROWS)).encode() if kind == "jsonl" else json.dumps(ROWS).encode()


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("csv", (2, 3, 6, 7)),
        ("tsv", (2, 3, 6, 7)),
        ("jsonl", (1, 2, 3, 4)),
        ("json", (1, 2, 3, 4)),
        ("parquet", (2, 3, 4, 5)),
    ],
)
def test_tables_give_an_article_a_row_and_name_the_rows_that_are_none(kind: str, lines: tuple[int, ...]) -> None:
    first, second, blank, fourth = read_many(_table(kind), name=f"news.{kind}")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(blank, Problem)
    assert isinstance(fourth, Article)
    assert (first.title, first.text, first.url) == ("Adoru", "Fighters entered Adoru.\n", "https://a.example/1")
    assert (first.publisher, first.published) == ("H", parse_day("2019-03-04"))
    assert second.text == 'Line one,\n\nline "two".\n'
    assert second.published == parse_day("2019-03-05")
    assert blank.message == "there is no text in it"
    assert (blank.file, blank.line, blank.field) == (f"news.{kind}", lines[2], "body")
    assert fourth.text == "Lomo fell.\n\nIt is quiet.\n"
    assert fourth.published is None
    assert "'03/04/2019' was not understood" in fourth.said[0]
    assert [each.name for each in (first, second, fourth)] == [f"news.{kind}:{lines[n]}" for n in (0, 1, 3)]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json", "parquet"])
def test_a_table_without_text_names_the_columns_found(kind: str) -> None:
    frame, out = pd.DataFrame({"Headline": ["Adoru"], "when": ["2019-03-04"]}), io.BytesIO()
    if kind == "parquet":
        frame.to_parquet(out)
    data = {
        "csv": frame.to_csv(index=False),
        "jsonl": frame.to_json(orient="records", lines=True),
        "json": frame.to_json(orient="records"),
    }.get(kind, "").encode() or out.getvalue()
    (found,) = read_many(data, name=f"a.{kind}")
    assert isinstance(found, Problem)
    assert "no column holds the text" in found.message
    assert "Headline, when" in found.message


def test_semicolons_marks_and_other_encodings_of_tables_are_read() -> None:
    data = "\ufeffTitle;Text;Published\nA;Möng fell;2019-03-04\n".encode()
    (article,) = read_many(data, name="a.csv")
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("A", "Möng fell\n")
    (article,) = read_many("title,text\nA,Möng fell\n".encode("cp1252"), name="a.csv")
    assert isinstance(article, Article)
    assert article.text == "Möng fell\n"


def test_rows_that_are_broken_do_not_cost_the_others() -> None:
    found = list(read_many(b"title,text\nA,Kessi fell, they said\nB,Lomo fell\n\nC,\n", name="a.csv"))
    assert [type(each).__name__ for each in found] == ["Problem", "Article", "Problem"]
    assert "3 cells, the header 2" in str(found[0])
    found = list(read_many(b'{"text": "Kessi fell"}\n{"text": \n[1]\n{"text": "Lomo fell"}\n', name="a.jsonl"))
    assert [type(each).__name__ for each in found] == ["Article", "Problem", "Problem", "Article"]
    assert [each.line for each in found if isinstance(each, Problem)] == [2, 3]


def test_one_object_of_json_is_one_article() -> None:
    one = json.dumps({"slug": "a", "text": WORDS, "published": "2019-03-04", "title": "Adoru"}).encode()
    assert read(one, name="a.json").published == parse_day("2019-03-04")
    nested = json.dumps({"status": "ok", "articles": [{"content": WORDS}, {"content": WORDS}]}).encode()
    assert len(list(read_many(nested, name="a.json"))) == 2
    with pytest.raises(DocumentProblem, match="a table of articles"):
        read(nested, name="a.json")
    assert "no column" in problem(b'{"a": 1}', "a.json")
    assert "no JSON" in problem(b"{", "a.json")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-03-04", "2019-03-04"),
        ("20190304", "2019-03-04"),
        ("2019-03-04 10:00", "2019-03-04"),
        ("4 March 2019", "2019-03-04"),
        ("March 4, 2019", "2019-03-04"),
        ("Mon, 04 Mar 2019 10:00:00 GMT", "2019-03-04"),
        ("4 Mar 2019", "2019-03-04"),
        ("2019/03/04", "2019-03-04"),
        ("03/04/2019", ""),
        ("2019-13-04", ""),
        ("soon", ""),
        ("2019", ""),
        ("1551657600", ""),
        ("", ""),
        (None, ""),
        (float("nan"), ""),
        (dt.date(2019, 3, 4), "2019-03-04"),
        (dt.datetime(2019, 3, 4, 23), "2019-03-04"),
        (pd.Timestamp("2019-03-04"), "2019-03-04"),
        (pd.NaT, ""),
        ("9" * 400, ""),
    ],
)
def test_days_are_read_where_they_are_certain(value: Any, day: str) -> None:
    from events.extract.documents.calendar import day_of

    found, said = day_of(value)
    assert found == (parse_day(day) if day else None)
    blank = value is None or value != value or value == ""
    assert bool(said) == (not day and not blank)


# --- folders ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    (place / "b").mkdir(parents=True)
    (place / ".git").mkdir()
    (place / "b" / "2.txt").write_text("Kessi fell on Sunday.")
    (place / "b" / "10.txt").write_text("Lomo fell on Monday.")
    (place / "a.html").write_text(PAGE.format(charset="utf-8", lead=""))
    (place / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (place / "empty.txt").write_bytes(b"")
    (place / "z.csv").write_text("text,date\nTamba is quiet.,2019-03-04\n,2019-03-05\n")
    (place / "style.css").write_text("p { color: red }")
    (place / ".hidden.txt").write_text("not seen")
    (place / ".git" / "config").write_text("not seen")
    return place


def test_a_folder_is_read_in_order_and_nothing_else_in_it_is_lost(folder: Path) -> None:
    found = list(read_many(folder))
    names = [each.name if isinstance(each, Article) else each.file for each in found]
    assert names == ["a.html", "broken.pdf", "empty.txt", "style.css", "z.csv:2", "z.csv", "b/10.txt", "b/2.txt"]
    kinds = ["Article", "Problem", "Problem", "Problem", "Article", "Problem", "Article", "Article"]
    assert [type(each).__name__ for each in found] == kinds
    assert [each.severity for each in found if isinstance(each, Problem)] == ["error", "error", "warning", "error"]


def test_files_that_may_not_be_read_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    real = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "2.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    said = {each.file: each.message for each in read_many(folder) if isinstance(each, Problem)}
    assert said["gone.txt"] == "there is no such file"
    assert said["b/2.txt"] == "it cannot be read (Permission denied)"


def test_counting_tells_what_a_bar_needs(folder: Path) -> None:
    assert reading.count(folder) is None
    (folder / "z.csv").unlink()
    assert reading.count(folder) == 6
    assert reading.count(folder / "a.html") == 1
    assert reading.count(b"x") is None


# --- runs ------------------------------------------------------------------------------------------------------------


def lines_of(article: Article) -> Iterable[str]:
    for number in range(len(article.text) % 4):
        yield json.dumps({"name": article.name, "n": number, "text": article.text})


@pytest.fixture
def many(tmp_path: Path) -> Path:
    place = tmp_path / "many"
    place.mkdir()
    for number in range(60):
        (place / f"{number:03}.txt").write_text(f"Town {number} fell on day {number}." + "x" * (number % 7))
    return place


def test_a_run_writes_lines_and_a_second_one_nothing(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "found.jsonl"
    first = batch(many, out, lines_of, progress=False)
    written = out.read_bytes()
    assert (first.done, first.skipped, first.problems) == (60, 0, ())
    assert first.lines == written.count(b"\n") > 0
    assert [json.loads(line)["name"] for line in written.splitlines()] == sorted(
        json.loads(line)["name"] for line in written.splitlines()
    )
    second = batch(many, out, lines_of, progress=False)
    assert (second.done, second.skipped, second.lines) == (0, 60, 0)
    assert out.read_bytes() == written
    (many / "999.txt").write_text("One more town fell.")
    assert batch(many, out, lines_of, progress=False).done == 1
    assert out.read_bytes().startswith(written)
    assert not list(out.parent.glob("*.lock"))


def test_a_copy_is_not_done_twice_and_another_day_is_another_article(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("text,date\nTamba fell.,2019-03-04\nTamba fell.,2019-03-04\nTamba fell.,2019-03-05\n")
    outcome = batch(source, tmp_path / "o.jsonl", lines_of, progress=False)
    assert (outcome.done, outcome.skipped) == (2, 1)


def test_what_fails_is_named_and_tried_again(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    (many / "000.txt").write_bytes(b"")

    def fragile(article: Article) -> Iterable[str]:
        yield from lines_of(article)
        if article.name == "013.txt":
            raise KeyError("unlucky")

    outcome = batch(many, out, fragile, progress=False)
    assert outcome.done == 58
    assert [(each.file, each.message) for each in outcome.problems] == [
        ("000.txt", "it is empty"),
        ("013.txt", "the extractor failed (KeyError: 'unlucky')"),
    ]
    assert b"013.txt" not in out.read_bytes()
    (many / "000.txt").write_text("It fell, too.")
    again = batch(many, out, lines_of, progress=False)
    assert (again.done, again.problems) == (2, ())


def test_a_line_says_behind_its_own_keys_which_article_it_is_of(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "text,date,title,source,url\nTamba fell.,2019-03-04,Gone,Herald,https://a.example/1\n"
    )
    own = ['{\n"place": "Tamba",\r\n"quote": "a\u2028b"}', "no JSON"]
    outcome = batch(tmp_path / "a.csv", tmp_path / "o.jsonl", lambda _: own[:1], progress=False)
    assert outcome.lines == 1
    written = (tmp_path / "o.jsonl").read_text(encoding="utf-8")
    assert written.count("\n") == 1
    row = json.loads(written)
    assert [*row] == ["place", "quote", "article", "sha256", "title", "publisher", "url", "published"]
    assert [*row.values()][:3] == ["Tamba", "a\u2028b", "a.csv:2"]
    assert [*row.values()][4:] == ["Gone", "Herald", "https://a.example/1", "2019-03-04"]
    outcome = batch(tmp_path / "a.csv", tmp_path / "p.jsonl", lambda _: own, progress=False)
    assert outcome.done == 0
    assert "JSONDecodeError" in outcome.problems[0].message
    assert (tmp_path / "p.jsonl").read_bytes() == b""


def test_what_holds_many_is_told_from_one_document(folder: Path) -> None:
    held = {
        each.name: reading.holds_many(each) for each in (folder, folder / "z.csv", folder / "a.html", folder / "no")
    }
    assert [*held.values()] == [True, True, False, False]
    assert reading.holds_many(_table("parquet"))
    assert reading.holds_many(_table("jsonl"))
    assert not reading.holds_many(b"%PDF-1.4")
    assert not reading.holds_many(b"")


def test_the_output_may_lie_in_the_folder_that_is_read(many: Path) -> None:
    outcome = batch(many, many / "found.jsonl", lines_of, progress=False)
    assert (outcome.done, outcome.problems) == (60, ())
    assert batch(many, many / "found.jsonl", lines_of, progress=False).problems == ()


def test_files_of_others_and_other_settings_are_left_alone(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    out.write_text("my notes\n")
    with pytest.raises(DocumentProblem, match="name another file"):
        batch(many, out, lines_of, progress=False)
    assert out.read_text() == "my notes\n"
    out.unlink()
    batch(many, out, lines_of, settings="IQ", progress=False)
    written = out.read_bytes()
    with pytest.raises(DocumentProblem, match="other settings"):
        batch(many, out, lines_of, settings="SY", progress=False)
    assert out.read_bytes() == written


def test_two_runs_do_not_write_one_file(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"

    def nested(article: Article) -> Iterable[str]:
        with pytest.raises(DocumentProblem, match="another run is writing"):
            batch(many, out, lines_of, progress=False)
        return lines_of(article)

    assert batch(many, out, nested, progress=False).done == 60


def test_what_an_interruption_leaves_is_cut_off_and_done_again(many: Path, tmp_path: Path) -> None:
    out, journal = tmp_path / "o.jsonl", tmp_path / "o.jsonl.journal"
    batch(many, out, lines_of, progress=False)
    whole, noted = out.read_bytes(), journal.read_bytes()
    dice = random.Random(7)
    for _ in range(40):
        # A death between the output and the journal, or within the writing of either.
        ends = [0, *(at + 1 for at, byte in enumerate(noted) if byte == 10)]
        kept = dice.choice(ends[1:])
        length = int(noted[:kept].splitlines()[-1].split()[-1]) if kept > ends[1] else 0
        torn = dice.randrange(0, 30)
        out.write_bytes(whole[: min(len(whole), length + dice.randrange(0, 80))])
        journal.write_bytes(noted[: kept + torn] if noted[kept : kept + torn].count(b"\n") == 0 else noted[:kept])
        batch(many, out, lines_of, progress=False)
        assert out.read_bytes() == whole
        assert journal.read_bytes() == noted


_SCRIPT: Final = """
import json, sys, time
from events.extract.documents import batch
def one(article):
    for number in range(3):
        yield json.dumps({"name": article.name, "n": number, "text": article.text * 20})
    time.sleep(float(sys.argv[3]))
batch(sys.argv[1], sys.argv[2], one, progress=False)
"""


def _run(many: Path, out: Path, pause: str, **more: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _SCRIPT, str(many), str(out), pause], cwd=ROOT, **more)


def test_a_run_that_is_killed_goes_on_where_it_stopped(many: Path, tmp_path: Path) -> None:
    straight, out = tmp_path / "straight.jsonl", tmp_path / "killed.jsonl"
    assert _run(many, straight, "0").wait(60) == 0
    seen = 0
    for _ in range(3):
        process = _run(many, out, "0.03")
        until = time.monotonic() + 30
        while time.monotonic() < until and (out.stat().st_size if out.exists() else 0) <= seen + 5000:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        assert seen < out.stat().st_size < straight.stat().st_size
        seen = out.stat().st_size
    assert _run(many, out, "0").wait(60) == 0
    assert out.read_bytes() == straight.read_bytes()


def test_a_full_disk_stops_the_run_and_loses_nothing(many: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    straight, out = tmp_path / "straight.jsonl", tmp_path / "full.jsonl"
    assert _run(many, straight, "0").wait(60) == 0
    limit = straight.stat().st_size // 2 + 17

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = _run(many, out, "0", preexec_fn=small_disk, stderr=subprocess.PIPE)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"OSError" in said
    assert out.stat().st_size <= limit
    assert _run(many, out, "0").wait(60) == 0
    assert out.read_bytes() == straight.read_bytes()


def test_the_bar_goes_to_standard_error(many: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    batch(many, tmp_path / "o.jsonl", lines_of)
    out, err = capfd.readouterr()
    assert out == ""
    assert "60/60" in err


# --- whatever comes --------------------------------------------------------------------------------------------------

_STARTS: Final = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"PAR1",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html>",
    b"<!doctype html><body>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"From: a@b\nDate: x\nMIME-Version: 1.0\n\n",
    b"---\n",
    b"text,date\n",
    b'{"text": "',
    b"[",
    b"{\\rtf",
]
_NAMES: Final = [
    "",
    "a",
    "a.txt",
    "a.md",
    "a.html",
    "a.pdf",
    "a.docx",
    "a.eml",
    "a.csv",
    "a.tsv",
    "a.jsonl",
    "a.json",
    "a.parquet",
]


@given(st.sampled_from(_STARTS), st.binary(max_size=400), st.sampled_from(_NAMES))
def test_no_bytes_break_the_reading(start: bytes, rest: bytes, name: str) -> None:
    for each in read_many(start + rest, name=name):
        assert isinstance(each, Article | Problem)
        if isinstance(each, Article):
            assert each.text.encode()
            assert "\r" not in each.text
        else:
            assert each.message


@given(st.integers(0, 4), st.integers(0, 10**9), st.binary(min_size=1, max_size=40))
def test_no_damage_to_a_good_document_breaks_the_reading(which: int, at: int, damage: bytes) -> None:
    name, good = _GOOD[which]
    at %= len(good)
    for each in read_many(good[:at] + damage + good[at + len(damage) :], name=name):
        assert isinstance(each, Article | Problem)


_GOOD: Final = [
    ("a.pdf", pdf(LINES, LINES)),
    ("a.docx", _docx(_report)),
    ("a.html", PAGE.format(charset="utf-8", lead="").encode()),
    ("a.eml", _mail(plain=WORDS, html=PAGE.format(charset="utf-8", lead="")).as_bytes()),
    ("a.parquet", _table("parquet")),
]


@given(st.text(max_size=300))
def test_composing_settles_every_text_once(text: str) -> None:
    try:
        article = compose(text)
    except DocumentProblem:
        assert not any(map(str.isalnum, compose(text + "x").text.strip()[:-1]))
        return
    assert compose(article.text) == article
