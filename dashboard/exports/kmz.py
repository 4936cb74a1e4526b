"""The states as KMZ: each with its span of time, which the time slider of Google Earth plays, and the map's marks."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
import zipfile
from typing import Any, Final

import pandas as pd

from dashboard.exports.icons import icon
from dashboard.exports.prose import plain
from dashboard.exports.spans import Spans, days
from dashboard.exports.stage import Look
from dashboard.panels.markup import text
from dashboard.style import STANDING_WORDS, kind_words
from events import vocab

_NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
_LABELS: Final = {"city": "0.8", "border_crossing": "0.7", "town": "0.6"}
_ONE_SECOND: Final = pd.Timedelta(seconds=1)


def kmz(spans: Spans) -> bytes:
    """Write the states, a folder for each kind of place; every text of others is escaped where KML would read HTML."""
    frame = spans.frame
    root = ElementTree.Element("kml", xmlns=_NAMESPACE)
    document = ElementTree.SubElement(root, "Document")
    _leaf(document, "name", plain(spans.credits.data_set))
    _leaf(document, "description", "<br>".join(f"{text(a)}: {text(plain(b))}" for a, b in spans.credits.rows))
    looks: dict[Look, int] = {}
    numbers = {actor: at for at, actor in enumerate(spans.colors)}
    rows = [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
    for row in rows:
        looks.setdefault(_look(row, numbers), len(looks))
    for look, number in looks.items():
        _style(document, number, look.kind)
    begins = days(frame["valid_from"])
    ends = (frame["valid_to"] - _ONE_SECOND).dt.strftime("%Y-%m-%dT%H:%M:%SZ").fillna("").tolist()
    folders: dict[str, ElementTree.Element] = {}
    for kind in vocab.PLACE_KINDS:
        if (frame["kind"] == kind).any():
            folders[kind] = ElementTree.SubElement(document, "Folder")
            _leaf(folders[kind], "name", kind_words(kind))
    for row, begin, end in zip(rows, begins, ends, strict=True):
        _placemark(folders[str(row["kind"])], row, looks[_look(row, numbers)], begin, end, spans)
    return _zipped(root, looks, tuple(spans.colors.values()))


def _placemark(
    folder: ElementTree.Element, row: dict[str, Any], style: int, begin: str, end: str, spans: Spans
) -> None:
    mark = ElementTree.SubElement(folder, "Placemark")
    _leaf(mark, "name", plain(str(row["name"])))
    standing = str(row["standing"])
    said = [spans.names.state(row)]
    said += [f"{standing}: {STANDING_WORDS[standing]}"] if standing else []
    said += [f"event {row['event_id']}"] if row["event_id"] else []
    _leaf(mark, "description", "<br>".join(text(plain(each)) for each in said))
    if begin or end:
        span = ElementTree.SubElement(mark, "TimeSpan")
        for tag, value in (("begin", begin), ("end", end)):
            if value:
                _leaf(span, tag, value)
    _leaf(mark, "styleUrl", f"#s{style}")
    point = ElementTree.SubElement(mark, "Point")
    _leaf(point, "coordinates", f"{row['longitude']:.6f},{row['latitude']:.6f}")


def _style(document: ElementTree.Element, number: int, kind: str) -> None:
    style = ElementTree.SubElement(document, "Style", id=f"s{number}")
    mark = ElementTree.SubElement(style, "IconStyle")
    _leaf(mark, "scale", "0.9")
    _leaf(ElementTree.SubElement(mark, "Icon"), "href", f"marks/{number}.png")
    _leaf(ElementTree.SubElement(style, "LabelStyle"), "scale", _LABELS.get(kind, "0"))


def _look(row: dict[str, Any], numbers: dict[str, int]) -> Look:
    status = str(row["status"])
    two = status in ("contested", "changing")
    return Look(
        kind=str(row["kind"]),
        status=status,
        standing="" if two or status == "unknown" else str(row["standing"]),
        holder=-1 if status == "unknown" else numbers.get(row["holder"], -1),
        contender=numbers.get(row["contender"], -1) if two else -1,
    )


def _zipped(root: ElementTree.Element, looks: dict[Look, int], colors: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        # The first file of a KMZ is the one that is opened.
        _put(packed, "doc.kml", ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))
        for look, number in looks.items():
            _put(packed, f"marks/{number}.png", icon(look, colors))
    return out.getvalue()


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    # No time of making: the same states give the same file.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(info, content)


def _leaf(parent: ElementTree.Element, tag: str, content: str) -> None:
    ElementTree.SubElement(parent, tag).text = content
