"""world.npz in memory: opened at first use, then kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dashboard.timemap.basemap.boundaries import RIVALS

Ints = NDArray[np.int64]

LINES = ("coast", "borders", "disputed", "rivers")
AREAS = ("land", "lakes")


@dataclass(frozen=True)
class Layer:
    """Parts of the vertex list: part `i` is `[start[i], stop[i])`, and `box[i]` its west, south, east, north.

    For areas the parts are rings, and polygon `j` owns the rings `[polygon[j], polygon[j + 1])`, the shell
    first; for lines `polygon` is None. Extents are in 1/1000 degree. Of a `sparse` layer, parts too small to
    see may be left out; borders are not sparse, since a short stretch between two long ones would leave a
    gap.
    """

    start: Ints
    stop: Ints
    box: Ints
    polygon: Ints | None
    sparse: bool


@dataclass(frozen=True)
class Label:
    """A country's name and where to write it, in degrees; the largest country has rank 1. Who writes it writes the name
    of its ``rival`` too, or neither; empty for most."""

    name: str
    lat: float
    lon: float
    rank: int
    rival: str


@dataclass(frozen=True)
class Atlas:
    """The whole file: vertices (n, 2) in 1/1000 degree, the level of each, layers by their names, labels."""

    points: NDArray[np.int32]
    level: NDArray[np.uint8]
    layers: Mapping[str, Layer]
    labels: tuple[Label, ...]


@cache
def atlas() -> Atlas:
    """The basemap of the world, read once per process."""
    with np.load(Path(__file__).with_name("world.npz"), allow_pickle=False) as file:
        names = [f"{distance}.{name}" for distance in ("near", "far") for name in LINES + AREAS]
        places = file["label.place"] / 1000
        rivals = {one: other for pair in RIVALS for one, other in (pair, pair[::-1])}
        labels = [
            Label(str(name), float(lat), float(lon), rank, rivals.get(str(name), ""))
            for rank, (name, (lon, lat)) in enumerate(zip(file["label.name"], places, strict=True), start=1)
        ]
        points = np.column_stack([np.cumsum(file["x"], dtype=np.int32), np.cumsum(file["y"], dtype=np.int32)])
        return Atlas(points, file["level"], {name: _layer(file, name) for name in names}, tuple(labels))


def _layer(file: Mapping[str, NDArray[np.int32]], name: str) -> Layer:
    start, stop, box = (file[f"{name}.{part}"].astype(np.int64) for part in ("start", "stop", "box"))
    polygon = file[f"{name}.polygon"].astype(np.int64) if f"{name}.polygon" in file else None
    return Layer(start, stop, box, polygon, not name.endswith(("borders", "disputed")))
