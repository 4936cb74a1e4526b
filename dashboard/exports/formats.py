"""Every format of an export, one line each: what it is called, what it is, what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any, Final, NamedTuple

from dashboard.exports.parcel import Unavailable as Unavailable
from dashboard.exports.wish import Wish as Wish
from dashboard.exports.wish import earlier


class Product(NamedTuple):
    """A made export: its bytes, what belongs beside it (by what is added to its name), what was remarked upon."""

    content: bytes
    beside: Mapping[str, bytes]
    remarks: tuple[str, ...]


def _deck(wish: Wish) -> bytes:
    made: bytes = _ask("deck", "python-pptx").deck(wish.told, wish.template, wish.options.theme, wish.progress)
    return made


def _booklet(wish: Wish) -> bytes:
    made: bytes = _ask("booklet", "pypdf").booklet(wish.told, wish.options.theme, wish.progress)
    return made


def _picture(form: str) -> Callable[[Wish], bytes]:
    def make(wish: Wish) -> bytes:
        made: bytes = _ask("maps", "matplotlib").map_of(wish.shown, _page(wish), form, wish.options)
        return made

    return make


def _page(wish: Wish) -> Any:
    pages = wish.shown.pages
    if not 1 <= wish.step <= len(pages):
        raise ValueError(f"there is no step {wish.step}: choose one from 1 to {len(pages)}")
    return pages[wish.step - 1]


def _film(form: str) -> Callable[[Wish], bytes]:
    def make(wish: Wish) -> bytes:
        room = _ask("film", "imageio-ffmpeg")
        pages = wish.told.pages if wish.narrative else ()
        # A headline told by another clock or rule than the film's would say what the film does not show.
        alike = [page for page in pages if (page.view.known, page.view.rule) == (wish.view.known, wish.view.rule)]
        captions = {page.view.day: page.headline for page in alike} if wish.narrative else None
        first = wish.since or earlier(wish.view)
        view = _ask("maps", "matplotlib").framed(wish.view, wish.options)
        try:
            made: bytes = room.film(
                wish.timeline, view, first, view.day, form, wish.options, wish.reel, wish.cites, captions, wish.progress
            )
        except room.MissingExtra as error:
            raise Unavailable(str(error)) from None
        return made

    return make


def _maps(wish: Wish) -> bytes:
    room = _ask("multiples", "matplotlib")
    views = [page.view for page in wish.told.pages] if wish.narrative else None
    page = room.Page(*room.SIZE, wish.options.theme)
    made: bytes
    if views or (wish.other and not wish.since):
        shown = room.few(views) if views else [wish.other, wish.view]
        made = room.side_by_side(wish.timeline, shown, page, wish.cites)
    else:
        days = room.spread(wish.since or earlier(wish.view), wish.view.day, wish.maps)
        made = room.multiples(wish.timeline, wish.view, days, page, wish.cites)
    return made


def _difference(form: str) -> Callable[[Wish], bytes]:
    def make(wish: Wish) -> bytes:
        room = _ask("comparison", "pandas")
        made: bytes = room.of_wish(wish.timeline, wish.before, replace(wish.view, against=""), form)
        return made

    return make


def _page_alone(wish: Wish) -> bytes:
    steps = _ask("pages_html", "folium").steps_of(wish.told)
    opens = wish.told.pages[0].view if wish.narrative else wish.view
    title = wish.told.narrative.title
    made: bytes = _ask("standalone", "folium").standalone(
        wish.timeline, opens, wish.cites, steps, title, wish.options.theme, wish.told.narrative.language
    )
    return made


def _table(form: str) -> Callable[[Wish], bytes]:
    def make(wish: Wish) -> bytes:
        room = _ask("tables", "pyarrow")
        tables = room.tables_of(wish.timeline, wish.view, wish.since, wish.version)
        made: bytes
        if form == "json":
            made = room.as_json(tables, "" if wish.table in ("", "all") else wish.table)
        elif wish.table == "all":
            made = room.bundle(tables, form)
        else:
            made = {"csv": room.csv, "parquet": room.parquet}[form](tables, wish.table or "states")
        return made

    return make


def _workbook(wish: Wish) -> bytes:
    room, tables = _ask("workbook", "xlsxwriter"), _ask("tables", "pyarrow")
    made: bytes = room.workbook(tables.tables_of(wish.timeline, wish.view, wish.since, wish.version))
    return made


def _spans(module: str, make: str, package: str) -> Callable[[Wish], bytes]:
    def made(wish: Wish) -> bytes:
        room = _ask(module, package)
        spans = _ask("spans", "pandas").spans_of(wish.timeline, wish.view, wish.since, wish.version)
        content: bytes = getattr(room, make)(spans)
        return content

    return made


def _report(form: str) -> Callable[[Wish], bytes]:
    def make(wish: Wish) -> bytes:
        room = _ask("report", "python-docx")
        made: bytes = getattr(room, form)(
            room.report(wish.timeline, wish.view, wish.since or earlier(wish.view), wish.version)
        )
        return made

    return make


class Format(NamedTuple):
    """One format: the end of its file's name, what it is in a word (of that name) and in a few, what makes it."""

    suffix: str
    word: str
    what: str
    make: Callable[[Wish], bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "pptx": Format(".pptx", "slides", "slides, native and editable", _deck),
    "pdf": Format(".pdf", "pages", "the same brief as pages", _booklet),
    "html": Format(".html", "page", "one page that opens with no network", _page_alone),
    "png": Format(".png", "map", "the map as a picture", _picture("png")),
    "svg": Format(".svg", "map", "the map as lines, for editing", _picture("svg")),
    "map-pdf": Format(".pdf", "map", "the map alone on a page", _picture("pdf")),
    "maps": Format(".png", "maps", "the same map on several days, in one picture", _maps),
    "gif": Format(".gif", "playback", "playback", _film("gif")),
    "mp4": Format(".mp4", "playback", "playback", _film("mp4")),
    "webm": Format(".webm", "playback", "playback", _film("webm")),
    "md": Format(".md", "report", "situation report, one page of text", _report("markdown")),
    "docx": Format(".docx", "report", "situation report, one page of text", _report("docx")),
    "xlsx": Format(".xlsx", "tables", "all tables, with a data dictionary", _workbook),
    "csv": Format(".csv", "states", "one table, or all in a ZIP", _table("csv")),
    "json": Format(".json", "tables", "all tables, or one", _table("json")),
    "parquet": Format(".parquet", "states", "one table, or all in a ZIP", _table("parquet")),
    "geojson": Format(".geojson", "intervals", "every state with its days", _spans("spans", "geojson", "pandas")),
    "gpkg": Format(
        ".gpkg", "intervals", "every state with its days, for QGIS", _spans("geopackage", "geopackage", "pyogrio")
    ),
    "kmz": Format(
        ".kmz", "intervals", "every state with its days, for Google Earth", _spans("kmz", "kmz", "matplotlib")
    ),
    "diff": Format(
        ".csv", "difference", "what differs between two days or rules, cited, as a table", _difference("csv")
    ),
    "diff-text": Format(".txt", "difference", "the same as text, for a mail", _difference("text")),
}


def suffix_of(name: str, table: str = "") -> str:
    """Give the end of a file's name: a bundle of tables is a ZIP file."""
    return ".zip" if table == "all" and name in ("csv", "parquet") else FORMATS[name].suffix


def export(name: str, wish: Wish) -> Product:
    """Make an export. Raises `ValueError` for what cannot be asked for, `Unavailable` for a package that is missing."""
    if name not in FORMATS:
        raise ValueError(f"{name!r} is no format: choose {', '.join(FORMATS)}")
    if wish.table and wish.table not in (*_tables(), "all"):
        raise ValueError(f"{wish.table!r} is no table: choose {', '.join(_tables())} or all")
    content = FORMATS[name].make(wish)
    beside = {}
    if name == "csv" and wish.table != "all":
        room = _ask("tables", "pyarrow")
        tables = room.tables_of(wish.timeline, wish.view, wish.since, wish.version)
        beside["-metadata.json"] = room.metadata(tables, wish.table or "states", wish.file)
    told = name in ("pptx", "pdf", "html") or wish.narrative is not None
    return Product(content, beside, tuple(str(remark) for remark in wish.told.remarks) if told else ())


def _tables() -> tuple[str, ...]:
    names: tuple[str, ...] = _ask("tables", "pyarrow").TABLES
    return names


def _ask(module: str, package: str) -> Any:
    """Import the room of a format when it is asked for: what it needs may be missing without harm to the others."""
    try:
        return import_module(f"dashboard.exports.{module}")
    except ImportError as error:
        raise Unavailable(
            f"this format needs the package {package}, which cannot be loaded ({error}):"
            " pip install -r requirements.txt brings it; the other formats work without it"
        ) from None
