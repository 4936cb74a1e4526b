"""The states as a GeoPackage: one layer with the days of validity, its style and its origin inside the file."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import Final

import numpy as np
import pyogrio  # type: ignore[import-untyped]
import shapely

from dashboard.exports.qgis import layer_style
from dashboard.exports.spans import COLUMNS, Spans

LAYER: Final = "control"
_DAYS: Final = ("last_confirmed", "valid_from", "valid_to")
# As QGIS makes it.
_STYLES: Final = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
  VALUES ('layer_styles', 'attributes', 'layer_styles', '', '1980-01-01T00:00:00.000Z', 0);
"""
_MADE: Final = "1980-01-01T00:00:00.000Z"


def geopackage(spans: Spans) -> bytes:
    """Write a GeoPackage with the layer `LAYER` (points, WGS84), whose style QGIS takes up by itself."""
    frame = spans.frame
    fields = [name for name in COLUMNS if name not in _DAYS]
    values = [frame[name].to_numpy(object) for name in fields]
    missing = [np.zeros(len(frame), np.bool_) for _ in fields]
    for name in _DAYS:
        fields.append(name)
        days = frame[name].to_numpy("datetime64[D]")
        values.append(days)
        missing.append(np.isnat(days))
    out = io.BytesIO()
    points = shapely.points(frame["longitude"].to_numpy(np.float64), frame["latitude"].to_numpy(np.float64))
    pyogrio.raw.write(
        out, np.asarray(shapely.to_wkb(points), object), values, fields, field_mask=missing, driver="GPKG",
        layer=LAYER, geometry_type="Point", crs="EPSG:4326",
        dataset_metadata=dict(spans.credits.rows), layer_options={"DESCRIPTION": spans.credits.line},
    )  # fmt: skip
    return _with_style(out.getvalue(), layer_style(spans))


def _with_style(content: bytes, style: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as file:
        file.deserialize(content)
        file.executescript(_STYLES)
        file.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
            " styleQML, styleSLD, useAsDefault, description, owner, update_time)"
            " VALUES ('', '', ?, 'geom', ?, ?, '', 1, 'Holder by colour, kind by shape', '', ?)",
            (LAYER, LAYER, style, _MADE),
        )
        # No time of making: the same states give the same file.
        file.execute("UPDATE gpkg_contents SET last_change = ?", (_MADE,))
        for table in ("gpkg_metadata_reference",):
            if file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                file.execute(f"UPDATE {table} SET timestamp = ?", (_MADE,))
        file.commit()
        return file.serialize()
