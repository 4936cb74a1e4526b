"""What the panel of exports offers: its groups of formats, and which choices each of them heeds."""

from __future__ import annotations

from typing import Any, Final, NamedTuple


class Offer(NamedTuple):
    """One button: the name of its format, its label, what is said beside it, and the choices that it heeds."""

    name: str
    label: str
    hint: str
    heeds: tuple[str, ...] = ()


class Group(NamedTuple):
    """Buttons that belong together, below one word; ``asks`` are the choices shown with them."""

    title: str
    offers: tuple[Offer, ...]
    asks: tuple[str, ...] = ()


_LOOK: Final = ("since", "theme")
GROUPS: Final = (
    Group(
        "Brief",
        (
            Offer("pptx", "Slides", "PowerPoint: native text and charts, sources in the notes", (*_LOOK, "template")),
            Offer("pdf", "Pages", "PDF: the same brief, maps as lines", _LOOK),
            Offer("html", "One page", "HTML that opens by double click, with no network", _LOOK),
        ),
        ("template",),
    ),
    Group(
        "Picture",
        (
            Offer("png", "PNG", "The map as a picture", ("theme", "size", "transparent", "step", "side")),
            Offer("svg", "SVG", "The map as lines, for editing", ("theme", "size", "transparent", "step", "side")),
            Offer("map-pdf", "PDF", "The map alone on a page", ("theme", "size", "transparent", "step", "side")),
            Offer("maps", "Maps in a row", "The same map on several days, in one picture", (*_LOOK, "maps")),
        ),
        ("size", "transparent", "side", "step", "maps"),
    ),
    Group(
        "Film",
        (
            Offer("mp4", "MP4", "Playback for slides and phones", (*_LOOK, "size", "seconds")),
            Offer("webm", "WebM", "Playback for web pages", (*_LOOK, "size", "seconds")),
            Offer("gif", "GIF", "Playback that runs anywhere", (*_LOOK, "size", "seconds")),
        ),
        ("seconds",),
    ),
    Group(
        "Report",
        (
            Offer("docx", "Word", "Situation report: each sentence cited, editable", ("since",)),
            Offer("md", "Markdown", "The same report as plain text", ("since",)),
            Offer("diff", "Difference, CSV", "What was gained, lost, contested, in both directions", ("since",)),
            Offer("diff-text", "Difference, text", "The same, for a mail", ("since",)),
        ),
    ),
    Group(
        "Data",
        (
            Offer("xlsx", "Excel", "All tables, with a data dictionary", ("since",)),
            Offer("csv", "CSV", "A table, with what its columns mean", ("since", "table")),
            Offer("json", "JSON", "A table with its origin", ("since", "table")),
            Offer("parquet", "Parquet", "A table with its origin", ("since", "table")),
            Offer("geojson", "GeoJSON", "Every state with its days", ("since",)),
            Offer("gpkg", "GeoPackage", "For QGIS, styled, plays in time", ("since",)),
            Offer("kmz", "KMZ", "For Google Earth, plays in time", ("since",)),
        ),
        ("table",),
    ),
)

SIZES: Final = (
    ("1280x720", "1280 × 720"),
    ("1920x1080", "1920 × 1080"),
    ("2560x1440", "2560 × 1440"),
    ("3840x2160", "3840 × 2160"),
    ("1080x1080", "1080 × 1080, square"),
    ("1080x1920", "1080 × 1920, upright"),
)
TABLES: Final = (
    ("all", "All tables"),
    ("states", "States on the day"),
    ("changes", "Changes"),
    ("events", "Events"),
    ("intervals", "Intervals"),
    ("claims", "Claims"),
    ("sources", "Sources"),
)
_SECONDS: Final = ((5, "5 s"), (8, "8 s"), (15, "15 s"), (30, "30 s"))


def offered(page: str, theme: str, first: str, last: str, narrative: str = "", steps: int = 0) -> dict[str, Any]:
    """Give all that the panel's script needs; ``first`` and ``last`` are the days that the data span.

    ``page`` is the path of the page in the address; ``narrative`` is YAML where the page tells one, of ``steps`` steps.
    """
    # A comparison has its earlier day on the page, a narrative in itself.
    takes = {"since": page != "compare" and not narrative, "step": steps > 1, "side": page == "compare"}
    return {
        "page": page,
        "theme": theme,
        "first": first,
        "last": last,
        "narrative": narrative,
        "steps": steps,
        "takes": takes,
        "groups": [
            {"title": group.title, "asks": group.asks, "offers": [offer._asdict() for offer in group.offers]}
            for group in GROUPS
        ],
        "sizes": SIZES,
        "tables": TABLES,
        "seconds": _SECONDS,
    }
