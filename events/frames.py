"""The columns of a data set: one contract for the reader, the writer, the checks and the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from events import vocab

Kind = Literal["id", "text", "day", "number", "integer", "choice", "list", "ids"]


@dataclass(frozen=True)
class Column:
    """One column of a file.

    ``kind`` says what a cell may be: ``id`` (a key, or a reference when ``refers`` names a table), ``text``,
    ``day`` (ISO date), ``number`` (decimal degrees), ``integer``, ``choice`` (one of ``choices``), ``list`` (values
    parted by ``|``). ``required`` cells may not be blank.
    """

    name: str
    kind: Kind
    means: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    unique: bool = False


def _c(name: str, kind: Kind, means: str, **more: object) -> Column:
    return Column(name, kind, means, **more)  # type: ignore[arg-type]


PLACES: Final = (
    _c("place_id", "id", "stable key, <iso2>-<slug>", required=True, unique=True),
    _c("name", "text", "the name shown", required=True),
    _c("kind", "choice", "what kind of place", required=True, choices=vocab.PLACE_KINDS),
    _c("country", "text", "ISO 3166-1 alpha-2"),
    _c("admin1", "text", "first-level division"),
    _c("latitude", "number", "WGS84 degrees, -90 to 90", required=True),
    _c("longitude", "number", "WGS84 degrees, -180 to 180", required=True),
    _c("geo_precision", "choice", "1 exact, 2 near, 3 region (ACLED)", choices=vocab.GEO_PRECISIONS),
    _c("coordinate_source", "text", "who gives the coordinates"),
    _c("geonameid", "integer", "GeoNames id"),
    _c("pair_id", "id", "the crossing on the other side of the border", refers="places"),
    _c("aliases", "list", "other names, any script, parted by |"),
)
ACTORS: Final = (
    _c("actor_id", "id", "stable key", required=True, unique=True),
    _c("name", "text", "the name shown", required=True),
    _c("short_name", "text", "the name where room is short"),
    _c("kind", "choice", "what kind of actor", required=True, choices=vocab.ACTOR_KINDS),
    _c("aliases", "list", "other names, any script, parted by |"),
    _c("active_from", "day", "first day of its existence"),
    _c("active_to", "day", "last day of its existence"),
    _c("color", "text", "#rrggbb in place of the palette's"),
)
SOURCES: Final = (
    _c("source_id", "id", "stable key", required=True, unique=True),
    _c("publisher", "text", "who wrote it", required=True),
    _c("wire", "text", "the agency the text credits; blank = own report"),
    _c("title", "text", "title of the document"),
    _c("url", "text", "where it stands"),
    _c("archive_url", "text", "where a copy stands"),
    _c("published", "day", "day of publication; blank = not known"),
    _c("accessed", "day", "day it was read"),
    _c("language", "text", "ISO 639-1"),
    _c("licence", "text", "licence of the document"),
    _c("sha256", "text", "hash of the text as read"),
    _c("reliability", "choice", "Admiralty grade A-F; blank = not judged", choices=vocab.RELIABILITIES),
)
CLAIMS: Final = (
    _c("claim_id", "id", "stable key", required=True, unique=True),
    _c("event_id", "id", "claims of the same change share it; blank = an event of its own"),
    _c("place_id", "id", "where", required=True, refers="places"),
    _c("earliest", "day", "first day it can have happened, inclusive", required=True),
    _c("latest", "day", "last day it can have happened, inclusive", required=True),
    _c("change", "choice", "what happened", required=True, choices=vocab.CHANGES),
    _c("actor_id", "id", "the subject of the verb: who takes, holds, leaves", refers="actors"),
    _c("from_actor_id", "id", "who had it, or the other side", refers="actors"),
    _c("manner", "choice", "how", choices=vocab.MANNERS),
    _c("extent", "choice", "the whole place or part of it; blank = whole", choices=vocab.EXTENTS),
    _c("stance", "choice", "whether the source says so or denies it; blank = asserts", choices=vocab.STANCES),
    _c("attribution", "text", "whom the source quotes; blank = its own voice"),
    _c("party", "id", "the belligerent that the attribution speaks for", refers="actors"),
    _c("source_id", "id", "which document", required=True, refers="sources"),
    _c("locator", "text", "where in the document"),
    _c("quote", "text", "the words that say so"),
    _c("note", "text", "the coder's remark"),
    _c("origin", "choice", "how the claim came here; blank = curated", choices=vocab.ORIGINS),
    _c("coder", "text", "who coded it"),
    _c("recorded", "day", "day it entered the ledger"),
)
CHECKPOINTS: Final = (
    _c("place_id", "id", "where", required=True, refers="places"),
    _c("date", "day", "the day spoken of", required=True),
    _c("status", "choice", "what it was", required=True, choices=vocab.STATUSES),
    _c("actor_id", "id", "who held it", refers="actors"),
    _c("source_id", "id", "which document says so", required=True, refers="sources"),
)
TABLES: Final = {
    "places": PLACES,
    "actors": ACTORS,
    "sources": SOURCES,
    "claims": CLAIMS,
    "checkpoints": CHECKPOINTS,
}
"""Every file of a data set, ``<key>.csv``, with its columns in canonical order."""

DEFAULTS: Final = {"extent": "whole", "stance": "asserts", "origin": "curated", "manner": "unknown"}
"""What a blank choice means; `load` fills it in."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in a data set, where it stands, and what to do about it.

    ``file`` is relative to the data set, ``line`` counts from 1 with the header as line 1 (0 = the whole file),
    ``field`` is a column name or empty. ``severity`` is ``error`` (the row is set aside) or ``warning`` (it loads).
    """

    file: str
    line: int
    field: str
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.field + ': ' if self.field else ''}{self.message}"


@dataclass(frozen=True)
class About:
    """What ``dataset.yml`` says: who made the data set, what it covers and what it promises.

    ``opens_on`` is the day a reader sees first, ``opens_at`` where the map looks: latitude, longitude, zoom.
    """

    title: str = "Untitled data set"
    description: str = ""
    coverage_from: str = ""
    coverage_to: str = ""
    licence: str = ""
    maintainers: tuple[str, ...] = ()
    minimums: dict[str, int] = field(default_factory=dict)
    thin: tuple[str, ...] = ()
    known_differences: tuple[tuple[str, str, str], ...] = ()
    opens_on: str = ""
    opens_at: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Ledger:
    """A data set in memory: five frames with the columns of `TABLES`, and what its maintainers say of it.

    Text columns are strings (blank = ""), ``day`` columns ``datetime64[s]`` (blank = NaT), ``number`` columns
    float64 degrees. Every reference resolves: rows that do not are in ``problems`` instead. ``lines`` gives, per
    table, the line of each row in the file it was read from; it is empty for a ledger that was not read.
    """

    about: About
    places: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame
    checkpoints: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    lines: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)


def names(table: str) -> list[str]:
    """Name the columns of a table in canonical order."""
    return [column.name for column in TABLES[table]]


def empty(table: str) -> pd.DataFrame:
    """Give a table with its columns and dtypes and no rows."""
    return pd.DataFrame({c.name: pd.Series(dtype=dtype(c)) for c in TABLES[table]})


def dtype(column: Column) -> str:
    """Name the pandas dtype that a column has once loaded."""
    return {"day": "datetime64[s]", "number": "float64"}.get(column.kind, "str")


def spelled(codes: npt.NDArray[np.int64], words: Sequence[str], missing: bool = False) -> Any:
    """Spell codes as a categorical column; -1 is the empty string where ``missing`` is allowed."""
    dictionary = [*words, ""] if missing else list(words)
    if missing:
        codes = np.where(codes < 0, len(words), codes)
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(dictionary))
