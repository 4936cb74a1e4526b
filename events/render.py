"""Frames as text for other programs and for people: table, CSV, JSON, GeoJSON."""

from __future__ import annotations

import json
from typing import Any, Final

import pandas as pd

FORMATS: Final = ("table", "csv", "json", "geojson")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def render(frame: pd.DataFrame, form: str) -> str:
    """Write a frame in one of `FORMATS`; days as ISO dates, blanks as nothing (null in JSON).

    GeoJSON (RFC 7946) needs the columns latitude and longitude, WGS84 degrees. In CSV a text that a spreadsheet
    would run as a formula gets a leading apostrophe. Raises `ValueError` for GeoJSON without coordinates.
    """
    if form == "geojson" and not {"latitude", "longitude"} <= set(frame.columns):
        raise ValueError("these rows have no place on a map: choose table, csv or json")
    spelled = _spelled(frame)
    if form == "table":
        return spelled.to_string(index=False) if len(spelled) else "(no rows)"
    if form == "csv":
        return _harmless(spelled).to_csv(index=False, lineterminator="\n").rstrip("\n")
    records: list[dict[str, Any]] = json.loads(spelled.to_json(orient="records", double_precision=10))
    if form == "json":
        return json.dumps(records, ensure_ascii=False, indent=1)
    return json.dumps({"type": "FeatureCollection", "features": [_feature(r) for r in records]}, ensure_ascii=False)


def _spelled(frame: pd.DataFrame) -> pd.DataFrame:
    out = frame.copy()
    for name in out.columns:
        column = out[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            out[name] = column.dt.strftime("%Y-%m-%d").fillna("")
        elif isinstance(column.dtype, pd.CategoricalDtype):
            out[name] = column.astype("str")
        elif isinstance(column.dtype, pd.Int64Dtype):
            out[name] = column.astype("str").replace("<NA>", "").fillna("") if column.isna().any() else column
    return out


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    out = frame.copy()
    for name in [column for column in out.columns if pd.api.types.is_string_dtype(out[column])]:
        risky = out[name].str.startswith(_FORMULA)
        out[name] = out[name].mask(risky, "'" + out[name])
    return out


def _feature(record: dict[str, Any]) -> dict[str, Any]:
    longitude, latitude = record.pop("longitude"), record.pop("latitude")
    return {
        "type": "Feature",
        "id": record.get("place_id"),
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": record,
    }
