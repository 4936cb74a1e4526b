"""An export as one file for a browser: what belongs beside it is packed with it, and its name says what it is."""

from __future__ import annotations

import io
import mimetypes
import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from dashboard.exports.formats import FORMATS, Wish, export, suffix_of
from dashboard.exports.parcel import Parcel, Progress

_LONGEST: Final = 48
_TYPES: Final = {
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".kmz": "application/vnd.google-earth.kmz",
    ".parquet": "application/vnd.apache.parquet",
    ".webm": "video/webm",
    ".md": "text/markdown",
}


def wrapped(name: str, wish: Wish, dataset: str, progress: Progress) -> Parcel:
    """Make an export and give it as one file; ``dataset`` is what the data set is called in the file's name."""
    file = named(name, wish, dataset)
    made = export(name, replace(wish, file=file, progress=progress))
    content = made.content
    if made.beside:
        content = _packed({file: content} | {f"{file}{ending}": each for ending, each in made.beside.items()})
        file = f"{PurePath(file).stem}.zip"
    return Parcel(file, media_type(file), content, made.remarks)


def named(name: str, wish: Wish, dataset: str) -> str:
    """Name a file after what it tells of, its days and what it is: ``iraq-syria-2014-06-22-map.png``."""
    parts = [plain_name(wish.narrative.title if wish.narrative else dataset) or "timeline"]
    if wish.view.place and not wish.narrative and name in _OF_A_PLACE:
        parts.append(plain_name(_place(wish)))
    parts.append(f"{wish.since}-to-{wish.view.day}" if wish.since else wish.view.day)
    if wish.narrative and name in ("png", "svg", "map-pdf"):
        parts.append(f"step-{wish.step}")
    parts.append(wish.table if wish.table and name in _TABLES else FORMATS[name].word)
    return "-".join(filter(None, parts)) + suffix_of(name, wish.table)


def plain_name(text: str) -> str:
    """Give what every file system and mail program takes of a text: letters without accents, digits, hyphens."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:_LONGEST].strip("-")


def media_type(file: str) -> str:
    """Give the media type of a file by its name."""
    ending = PurePath(file).suffix
    return _TYPES.get(ending) or mimetypes.guess_type(file)[0] or "application/octet-stream"


_OF_A_PLACE: Final = ("png", "svg", "map-pdf")
_TABLES: Final = ("csv", "json", "parquet")


def _place(wish: Wish) -> str:
    places = wish.timeline.places
    found = places.loc[places["place_id"] == wish.view.place, "name"]
    return str(found.iloc[0]) if len(found) else ""


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, content in files.items():
            # No time of making: the same export gives the same file.
            info = zipfile.ZipInfo(file, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(info, content)
    return out.getvalue()
