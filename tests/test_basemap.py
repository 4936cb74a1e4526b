"""The basemap: known places are where they should be, and every box gives a sound, small map."""

import json
import math
import time
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.timemap import basemap
from dashboard.timemap.basemap import boundaries, detail
from dashboard.timemap.basemap.atlas import atlas

AREAS = ("land", "lakes")
LINES = ("coast", "borders", "disputed", "rivers")
WORLD = (-180.0, -90.0, 180.0, 90.0)
IRAQ_SYRIA = (29.5, 20.5, 55.5, 46.5)
DEGREE_KM = 111.2

Answer = dict[str, Any]


def points(flat: list[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.cumsum(np.array(flat).reshape(-1, 2), axis=0)


def polygons(layers: Answer, name: str) -> list[shapely.Polygon]:
    """A layer of areas, in degrees."""
    loops = [[points(ring) / 1000 for ring in rings] for rings in layers[name]]
    return [shapely.Polygon(shell, holes) for shell, *holes in loops]


def kilometres(layers: Answer, name: str, lon: float, lat: float) -> float:
    """How far a place is from the nearest line of a layer."""
    squeeze = np.array([math.cos(math.radians(lat)), 1])
    lines = [shapely.LineString(points(flat) / 1000 * squeeze) for flat in layers[name]]
    apart = shapely.distance(lines, shapely.Point(lon * squeeze[0], lat))
    return float(apart.min(initial=np.inf)) * DEGREE_KM


def near(west: float, south: float, east: float, north: float) -> Answer:
    found = basemap.clip(west, south, east, north)["near"]
    assert isinstance(found, dict)
    return found


def on_land(layers: Answer, lon: float, lat: float) -> bool:
    return any(polygon.contains(shapely.Point(lon, lat)) for polygon in polygons(layers, "land"))


@pytest.fixture(scope="module")
def middle_east() -> Answer:
    return near(*IRAQ_SYRIA)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        pytest.param(44.36, 33.31, id="Baghdad"),
        pytest.param(36.29, 33.51, id="Damascus"),
        pytest.param(47.78, 30.51, id="Basra"),
        pytest.param(33.36, 35.17, id="Nicosia, on an island"),
    ],
)
def test_towns_stand_on_land(middle_east: Answer, lon: float, lat: float) -> None:
    assert on_land(middle_east, lon, lat)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        pytest.param(33.0, 33.7, id="eastern Mediterranean"),
        pytest.param(35.0, 43.5, id="Black Sea"),
        pytest.param(50.5, 28.0, id="Persian Gulf"),
        pytest.param(51.0, 42.0, id="Caspian Sea, a hole in the land"),
    ],
)
def test_seas_are_not_land(middle_east: Answer, lon: float, lat: float) -> None:
    assert not on_land(middle_east, lon, lat)


def test_the_middle_of_the_mediterranean_is_sea_in_both_maps() -> None:
    answer = basemap.clip(10, 30, 25, 42)
    for layers in (answer["near"], answer["far"]):
        assert isinstance(layers, dict)
        assert not on_land(layers, 18.0, 35.5)
        assert on_land(layers, 23.0, 31.0)  # Cyrenaica


@pytest.mark.parametrize(
    ("lon", "lat", "layer", "within"),
    [
        pytest.param(41.00, 34.40, "borders", 5, id="Qaim - Albu Kamal, Iraq and Syria"),
        pytest.param(38.93, 33.37, "borders", 15, id="Tanf - Walid, Iraq and Syria"),
        pytest.param(39.00, 32.67, "borders", 15, id="Turaibil, Iraq and Jordan"),
        pytest.param(44.39, 33.32, "rivers", 5, id="Tigris in Baghdad"),
        pytest.param(43.13, 36.35, "rivers", 5, id="Tigris in Mosul"),
        pytest.param(40.15, 35.34, "rivers", 5, id="Euphrates in Deir ez-Zor"),
        pytest.param(35.82, 33.12, "disputed", 8, id="Golan ceasefire line near Quneitra"),
        pytest.param(35.52, 33.89, "coast", 6, id="Beirut"),
    ],
)
def test_lines_run_true(middle_east: Answer, lon: float, lat: float, layer: str, within: float) -> None:
    assert kilometres(middle_east, layer, lon, lat) < within


@pytest.mark.parametrize(
    ("box", "lon", "lat", "within"),
    [
        pytest.param((72, 30, 80, 38), 74.0, 34.1, 30, id="line of control in Kashmir"),
        pytest.param((30, 44, 40, 50), 33.8, 46.15, 12, id="Perekop, Crimea"),
        pytest.param((124, 36, 130, 40), 126.68, 37.95, 12, id="Panmunjom"),
        pytest.param((-20, 20, -5, 30), -12.37, 25.13, 30, id="Western Sahara, the berm near Guelta Zemmur"),
        pytest.param((20, 41, 23, 44), 21.3, 42.9, 25, id="Kosovo and Serbia"),
        pytest.param((24, 8, 36, 14), 29.0, 10.0, 60, id="Sudan and South Sudan"),
        pytest.param((30, 20, 38, 24), 35.0, 22.0, 5, id="Halaib"),
    ],
)
def test_disputed_lines_are_apart_from_borders(
    box: tuple[float, float, float, float], lon: float, lat: float, within: float
) -> None:
    layers = near(*box)
    assert kilometres(layers, "disputed", lon, lat) < within
    assert kilometres(layers, "borders", lon, lat) > kilometres(layers, "disputed", lon, lat)


def test_each_border_is_drawn_once() -> None:
    layers = near(35, 28, 50, 38)
    edges = [
        tuple(sorted(map(tuple, edge)))
        for name in ("borders", "disputed")
        for flat in layers[name]
        for edge in np.stack([points(flat)[:-1], points(flat)[1:]], axis=1).tolist()
    ]
    assert len(edges) == len(set(edges))


def test_a_border_both_readings_keep_is_not_disputed() -> None:
    layers = near(19, 41, 23, 44)
    assert kilometres(layers, "borders", 20.5, 42.2) < 15  # Kosovo and Albania, near Kukes
    assert kilometres(layers, "disputed", 20.5, 42.2) > 30


def test_every_dispute_names_neighbours_of_the_source() -> None:
    west, south, east, north = (np.array([box for *_, box in boundaries.DISPUTED])).T
    assert ((west < east) & (south < north)).all()
    assert not {name for *pair, _ in boundaries.DISPUTED for name in pair} & boundaries.INTERNAL


def test_labels_stand_inside_their_countries() -> None:
    labels = {label["name"]: label for label in basemap.clip(*WORLD)["labels"]}  # type: ignore[attr-defined]
    iraq = [
        (38.8, 33.4),
        (42.4, 37.1),
        (45.4, 35.9),
        (46.2, 33.0),
        (47.7, 31.0),
        (46.5, 29.1),
        (44.7, 29.2),
        (40.4, 31.9),
    ]
    assert shapely.Polygon(iraq).contains(shapely.Point(labels["Iraq"]["lon"], labels["Iraq"]["lat"]))
    assert {"Syria", "Ukraine", "South Sudan", "DR Congo", "North Macedonia", "Palestine"} <= labels.keys()
    assert not any(name.endswith(".") for name in labels)
    assert [label["rank"] for label in labels.values()] == list(range(1, len(labels) + 1))
    assert labels["Russia"]["rank"] < labels["Iraq"]["rank"] < labels["Kuwait"]["rank"]
    land = shapely.union_all(polygons(near(*WORLD), "land"))
    large = [label for label in labels.values() if label["rank"] <= 150]
    assert all(land.contains(shapely.Point(label["lon"], label["lat"])) for label in large)


def test_the_answer_has_the_agreed_shape(middle_east: Answer) -> None:
    answer = basemap.clip(*IRAQ_SYRIA)
    assert list(answer) == ["scale", "near", "far", "labels", "source"]
    assert answer["scale"] == 1000
    assert "Natural Earth" in str(answer["source"])
    assert "no endorsement" in str(answer["source"])
    assert middle_east["box"] == list(IRAQ_SYRIA)
    assert set(middle_east) == {"box", *AREAS, *LINES}
    assert set(answer["far"]) == {*AREAS, *LINES}  # type: ignore[call-overload]
    assert all(middle_east[name] for name in AREAS + LINES)


def test_sizes_are_kept() -> None:
    answer = basemap.clip(*IRAQ_SYRIA)
    assert compact(answer["near"]) < 150_000
    assert compact(answer["far"]) < 180_000
    assert len(json.dumps(basemap.clip(*WORLD))) < 500_000
    # The worst coasts for their area: fjords, and the Canadian Arctic.
    assert len(json.dumps(basemap.clip(0, 55, 35, 75))) < 500_000
    assert len(json.dumps(basemap.clip(-130, 50, -60, 84))) < 500_000


def test_a_country_is_drawn_in_full_detail() -> None:
    whole = [flat for flat in near(*IRAQ_SYRIA)["borders"] if len(flat) > 100]
    alone = [flat for flat in near(38, 28, 50, 38)["borders"] if len(flat) > 100]
    # The border of Iraq and Iran lies inside both boxes and is the same to the vertex.
    assert max(alone, key=len) in whole


def test_an_answer_is_the_callers_own() -> None:
    first = basemap.clip(40, 30, 41, 31)
    first["far"]["land"].clear()  # type: ignore[index]
    first["labels"].clear()  # type: ignore[attr-defined]
    again = basemap.clip(40, 30, 41, 31)
    assert again["far"]["land"]  # type: ignore[index]
    assert again["labels"]


def test_a_box_over_the_antimeridian_keeps_to_the_callers_numbers() -> None:
    layers = near(170, 60, 200, 72)
    assert layers["box"] == [170, 60, 200, 72]
    assert on_land(layers, 175.0, 66.5)  # Chukotka, this side
    assert on_land(layers, 185.0, 66.5)  # Chukotka, the far side
    assert on_land(layers, 198.0, 66.0)  # Alaska
    assert near(170, 60, -160, 72) == layers
    for flat in layers["coast"]:
        seam = points(flat)[:, 0] == 180_000
        assert not (seam[1:] & seam[:-1]).any()  # no shore along the cut


def test_the_world_repeats() -> None:
    here, there = near(30, 30, 50, 40), near(390, 30, 410, 40)
    assert there["box"] == [390, 30, 410, 40]
    area, again = (sum(polygon.area for polygon in polygons(one, "land")) for one in (here, there))
    assert again == pytest.approx(area)
    assert near(3990, 30, 4010, 40) == near(30, 30, 50, 40)


@pytest.mark.parametrize(
    ("asked", "given_back"),
    [
        pytest.param((50, 40, 30, 20), [50, 20, 390, 40], id="west > east goes round; latitudes swapped"),
        pytest.param((-400, -100, 400, 100), [-180, -90, 180, 90], id="larger than the world"),
        pytest.param((44, 33, 44, 33), [44, 33, 44.01, 33.01], id="a point"),
        pytest.param((0, 95, 10, 120), [0, 89.99, 10, 90], id="beyond the pole"),
    ],
)
def test_odd_boxes(asked: tuple[float, float, float, float], given_back: list[float]) -> None:
    assert near(*asked)["box"] == given_back


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="not a box"):
        basemap.clip(bad, 0, 1, 1)


degrees = st.one_of(st.floats(-200, 200), st.floats(allow_nan=False, allow_infinity=False))


@given(west=degrees, south=degrees, east=degrees, north=degrees)
@settings(max_examples=60, deadline=None)
def test_any_box_gives_a_sound_map(west: float, south: float, east: float, north: float) -> None:
    sound(basemap.clip(west, south, east, north))


@given(lon=st.floats(-180, 180), lat=st.floats(-85, 85), width=st.floats(0, 40), height=st.floats(0, 30))
@settings(max_examples=60, deadline=None)
def test_any_country_sized_box_gives_a_sound_map(lon: float, lat: float, width: float, height: float) -> None:
    sound(basemap.clip(lon, lat, lon + width, lat + height))


def sound(answer: Answer) -> None:
    text = json.dumps(answer, allow_nan=False)
    assert len(text) < 500_000
    assert json.loads(text) == answer
    box = answer["near"]["box"]
    assert box[0] < box[2] <= box[0] + 360
    assert -90 <= box[1] < box[3] <= 90
    for layers, (west, south, east, north) in ((answer["near"], box), (answer["far"], WORLD)):
        flats = [flat for name in LINES for flat in layers[name]]
        flats += [ring for name in AREAS for rings in layers[name] for ring in rings]
        for flat in flats:
            x, y = points(flat).T
            assert x.min() >= west * 1000 - 1
            assert x.max() <= east * 1000 + 1
            assert y.min() >= south * 1000 - 1
            assert y.max() <= north * 1000 + 1
            assert all(flat[at] or flat[at + 1] for at in range(2, len(flat), 2)), "a step of no length"
        assert all(len(flat) >= 4 for name in LINES for flat in layers[name])
        for name in AREAS:
            assert all(flat[:2] == points(flat)[-1].tolist() for rings in layers[name] for flat in rings)
            for polygon in polygons(layers, name):
                assert polygon.is_valid
                assert polygon.area > 0


def test_every_level_of_every_polygon_is_valid() -> None:
    whole = atlas()
    for layer in (whole.layers["near.land"], whole.layers["near.lakes"], whole.layers["far.land"]):
        assert layer.polygon is not None
        for level in range(detail.FINEST + 1):
            rings = [
                kept if len(kept := whole.points[first:last][whole.level[first:last] <= level]) >= 4 else None
                for first, last in zip(layer.start, layer.stop, strict=True)
            ]
            shapes = [
                shapely.Polygon(rings[first], [ring for ring in rings[first + 1 : last] if ring is not None])
                for first, last in zip(layer.polygon, layer.polygon[1:], strict=False)
                if rings[first] is not None
            ]
            assert shapely.is_valid(shapes).all(), level


def test_the_source_is_whole() -> None:
    """Land of the world: 149 million square kilometres, less the ice shelves, which the source leaves out."""
    land = polygons(near(*WORLD), "land")
    stretched = shapely.transform(
        land, lambda xy: np.column_stack([xy[:, 0], np.degrees(np.sin(np.radians(xy[:, 1])))])
    )
    assert shapely.area(stretched).sum() * DEGREE_KM**2 == pytest.approx(147e6, rel=0.015)
    assert len(atlas().labels) > 230


def test_a_clip_is_quick() -> None:
    basemap.clip(*IRAQ_SYRIA)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        basemap.clip(*IRAQ_SYRIA)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.25


def compact(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":")))
