"""The ledger's tables as CSV, JSON and Parquet, each with what it is, and with no cell that a spreadsheet would run."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard import selection
from dashboard.exports.credits import Credits, credits_of
from dashboard.exports.dictionary import MEANS, meaning
from dashboard.exports.spans import intervals_of
from dashboard.view import View
from events import AliasIndex, Timeline
from events.dates import iso, parse_day

TABLES: Final = ("states", "changes", "events", "intervals", "claims", "sources")
"""What can be asked for: the states of a day, what changed since another, and the tables behind them."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Tables:
    """The tables of a view, as frames with plain columns, and their credits."""

    frames: Mapping[str, pd.DataFrame]
    credits: Credits


def tables_of(timeline: Timeline, view: View, since: str = "", version: str = "") -> Tables:
    """Take the tables of a view; ``changes`` counts from ``since`` (ISO), else from the view's window before its day.

    The view's filters on places go for every table, those on actors and standings for states and changes.
    """
    start = since or iso(parse_day(view.day) - view.window)
    clock, rule = view.known or None, view.rule
    passes = selection.place_filter(timeline, AliasIndex(timeline.places), view)
    ids = timeline.places["place_id"] if passes is None else timeline.places["place_id"][passes]
    states = timeline.on(view.day, clock, rule)
    states = states[selection.state_filter(states, view) & states["place_id"].isin(ids).to_numpy()]
    changes = timeline.changes(start, view.day, clock, rule)
    changes = changes[changes["place_id"].isin(ids)]
    if view.actors:
        changes = changes[changes[["actor_id", "other_actor_id"]].isin(view.actors).any(axis=1)]
    if view.standings:
        changes = changes[changes["standing"].isin(view.standings)]
    known = view.day if view.known == "then" else view.known
    claims = known_claims(timeline, known)
    claims = claims[claims["place_id"].isin(ids)]
    frames = {
        "states": states,
        "changes": changes,
        "events": timeline.events(known or None, rule, ids.tolist()),
        "intervals": intervals_of(timeline, view, ids.tolist()),
        "claims": claims,
        "sources": timeline.sources[timeline.sources["source_id"].isin(claims["source_id"])],
    }
    return Tables(
        {name: _plain(frame) for name, frame in frames.items()},
        credits_of(timeline, view, start, version),
    )


def known_claims(timeline: Timeline, known: str) -> pd.DataFrame:
    """Give the claims that could be read on a day, by the doctrine of the second clock; all of them for no day."""
    if not known:
        return timeline.claims
    published = timeline.claims["source_id"].map(timeline.sources.set_index("source_id")["published"])
    return timeline.claims[(published.fillna(timeline.claims["recorded"]) <= pd.Timestamp(known)).to_numpy()]


def csv(tables: Tables, name: str) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8); a text that a spreadsheet would run gets a leading apostrophe."""
    frame = tables.frames[name].copy()
    for column in frame.columns:
        if pd.api.types.is_string_dtype(frame[column]):
            cells = frame[column].astype("str")
            frame[column] = cells.mask(cells.str.lstrip(" ").str.startswith(_FORMULA), "'" + cells)
    text: str = frame.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return text.encode()


def metadata(tables: Tables, name: str, file: str) -> bytes:
    """Describe a CSV file after the W3C's metadata vocabulary for tabular data: origin, licence, every column."""
    credits = tables.credits
    said = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": file,
        "dc:title": f"{credits.data_set}: {name}",
        "dc:description": MEANS[name],
        "dc:license": credits.licence,
        "notes": [{"label": label, "value": value} for label, value in credits.rows],
        "tableSchema": {
            "columns": [
                {"name": column, "dc:description": meaning(column), "datatype": _datatype(tables.frames[name][column])}
                for column in tables.frames[name].columns
            ]
        },
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def as_json(tables: Tables, name: str = "") -> bytes:
    """Write one table, or all of them, as a JSON document that begins with its origin; what is not known is null."""
    names = [name] if name else list(tables.frames)
    head = json.dumps(dict(tables.credits.rows), ensure_ascii=False)
    parts = [f'"about": {head}']
    for each in names:
        rows = _spelled(tables.frames[each]).to_json(orient="records", double_precision=10)
        parts.append(f'"{each}": {rows}')
    return ("{" + ",\n".join(parts) + "}\n").encode()


def parquet(tables: Tables, name: str) -> bytes:
    """Write a table as Parquet; its origin stands in the file's metadata."""
    table = pa.Table.from_pandas(tables.frames[name], preserve_index=False)
    said = dict(tables.credits.rows)
    meta = {**(table.schema.metadata or {}), b"territory_timeline": json.dumps(said, ensure_ascii=False).encode()}
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(meta), out, compression="zstd")
    return out.getvalue()


def bundle(tables: Tables, form: str) -> bytes:
    """Pack every table as ``csv`` (each with its metadata) or ``parquet`` into one ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in tables.frames:
            file = f"{name}.{form}"
            if form == "csv":
                _put(packed, file, csv(tables, name))
                _put(packed, f"{file}-metadata.json", metadata(tables, name, file))
            else:
                _put(packed, file, parquet(tables, name))
        about = "\n".join(f"{label}: {value}" for label, value in tables.credits.rows)
        _put(packed, "ABOUT.txt", f"{about}\n".encode())
    return out.getvalue()


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    # No time of making: the same tables give the same file.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    packed.writestr(info, content)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame whose columns every format can hold: texts, days, numbers."""
    out = frame.reset_index(drop=True)
    for name in [column for column in out.columns if isinstance(out[column].dtype, pd.CategoricalDtype)]:
        out[name] = out[name].astype("str")
    return out


def _spelled(frame: pd.DataFrame) -> pd.DataFrame:
    """Write days as ISO dates: pandas would add a time of day."""
    out = frame.copy()
    for name in [column for column in out.columns if pd.api.types.is_datetime64_any_dtype(out[column])]:
        out[name] = out[name].dt.strftime("%Y-%m-%d")
    return out


def _datatype(column: pd.Series) -> dict[str, Any] | str:
    if pd.api.types.is_datetime64_any_dtype(column):
        return {"base": "date", "format": "yyyy-MM-dd"}
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "string"
