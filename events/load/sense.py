"""What the cells of a row say together, and whether that can be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from events.load.cells import Codes, Table
from events.load.findings import show

_Mask = npt.NDArray[np.bool_]
_ACTING = ("takes", "holds", "contests", "besieges", "repels")
_KM_PER_DEGREE = 111.2
_SAME_KM = 2.0
_COMPARED = 6


def judge_places(places: Table) -> None:
    """No place at 0,0, none with its coordinates swapped, no two that are one."""
    if not places.rows.complete:
        return
    latitude, longitude = places.numbers["latitude"], places.numbers["longitude"]
    nowhere = (latitude == 0) & (longitude == 0)
    places.fault(nowhere, "latitude", lambda _: "0,0 is not a place: look its coordinates up, or leave it out")
    good = np.flatnonzero(places.good)
    frame = pd.DataFrame(
        {
            "name": places.text("name").to_pandas().to_numpy(object)[good],
            "kind": places.codes["kind"][good],
            "country": places.text("country").to_pandas().to_numpy(object)[good],
            "latitude": latitude[good],
            "longitude": longitude[good],
            "row": good,
        }
    )
    _find_swapped(places, frame)
    _find_twins(places, frame)


def _find_swapped(places: Table, frame: pd.DataFrame) -> None:
    """Warn where the swapped coordinates lie among the country's places and the given ones do not."""
    degrees = ["latitude", "longitude"]
    countries = frame.groupby("country")[degrees]
    centre = countries.transform("median")
    # The median of the distances from the median: a few swapped rows do not widen what counts as near.
    reach = (frame[degrees] - centre).abs().groupby(frame["country"]).transform("median") * 2.5 + 1.0
    swapped = frame[degrees[::-1]].set_axis(degrees, axis=1)
    given_fits = ((frame[degrees] - centre).abs() <= reach).all(axis=1)
    swapped_fits = ((swapped - centre).abs() <= reach).all(axis=1)
    known = (frame["country"] != "") & (frame.groupby("country")["row"].transform("size") >= 4)
    places.fault(
        frame["row"].to_numpy()[known & ~given_fits & swapped_fits],
        "latitude",
        lambda _: (
            "are latitude and longitude swapped? Swapped they lie among the country's other places, "
            "as given they do not"
        ),
        "warning",
    )


def _find_twins(places: Table, frame: pd.DataFrame) -> None:
    """Warn of places of one name that seem to be the same one twice, or were given each other's coordinates.

    Each is compared with the next few of its name to the north: every pair of a common name would be too many.
    """
    frame = frame.assign(name=frame["name"].str.strip().str.casefold())
    frame = frame[frame.duplicated("name", keep=False)].sort_values(["name", "latitude", "longitude", "row"])
    first: dict[int, int] = {}
    for step in range(1, _COMPARED + 1):
        other = frame.shift(-step)
        north = (frame["latitude"] - other["latitude"]) * _KM_PER_DEGREE
        east = (frame["longitude"] - other["longitude"]) * _KM_PER_DEGREE * np.cos(np.radians(frame["latitude"]))
        alike = (frame["kind"] == other["kind"]) & (frame["country"] == other["country"])
        near = (frame["name"] == other["name"]) & (np.hypot(north, east) <= np.where(alike, _SAME_KM, 0.0))
        for a, b in zip(frame["row"][near].tolist(), other["row"][near].astype(int).tolist(), strict=True):
            first.setdefault(max(a, b), min(a, b))
    places.fault(
        np.array(sorted(first), np.intp),
        "name",
        lambda row: (
            f"{show(places.cell('name', row))} has the name and the position of line "
            f"{places.lines[first[row]]}: delete one, or mend the coordinates"
        ),
        "warning",
    )


def judge_actors(actors: Table) -> None:
    """An actor exists from its first day to its last."""
    if actors.rows.complete:
        actors.fault(
            actors.days["active_from"] > actors.days["active_to"],
            "active_to",
            lambda _: "the last day is before the first: mend active_from or active_to",
        )


def judge_claims(claims: Table, sources: Table, actors: Table) -> None:
    """A claim has a window that opens before it closes and before its source, and someone who acts."""
    if not claims.rows.complete:
        return
    earliest, latest = claims.days["earliest"], claims.days["latest"]
    claims.fault(
        earliest > latest,
        "latest",
        lambda row: f"the last day ({latest[row]}) is before the first ({earliest[row]}): are they swapped?",
    )
    nobody, no_loser = claims.blank("actor_id"), claims.blank("from_actor_id")
    claims.fault(
        nobody & claims.is_word("change", *_ACTING),
        "actor_id",
        lambda row: f"{show(claims.cell('change', row))} needs who does it: fill in actor_id",
    )
    claims.fault(
        nobody & no_loser & claims.is_word("change", "leaves"),
        "actor_id",
        lambda _: "'leaves' needs who goes: fill in actor_id (or from_actor_id)",
    )
    published = _of(sources.days.get("published"), claims.refers["source_id"])
    claims.fault(
        earliest > published,
        "earliest",
        lambda row: (
            f"the source was published on {published[row]}, before {earliest[row]}: a page cannot report "
            "the future; mend the window here or the day of publication in sources.csv"
        ),
    )
    claims.fault(
        (earliest <= published) & (latest > published) & (earliest <= latest),
        "latest",
        lambda row: f"the window reaches past the day of publication ({published[row]}): end it there",
        "warning",
    )
    for field in ("actor_id", "from_actor_id"):
        _judge_activity(claims, actors, field)
    _judge_events(claims)


def _judge_activity(claims: Table, actors: Table, field: str) -> None:
    begins = _of(actors.days.get("active_from"), claims.refers[field])
    ends = _of(actors.days.get("active_to"), claims.refers[field])
    outside = (claims.days["latest"] < begins) | (claims.days["earliest"] > ends)
    claims.fault(
        outside,
        field,
        lambda row: (
            f"{show(claims.cell(field, row))} did not exist then (active {_span(begins[row], ends[row])}): "
            "name the actor of that time, or mend actors.csv"
        ),
        "warning",
    )


def _judge_events(claims: Table) -> None:
    """An event is at one place: that of most of its claims, the first of them when even."""
    rows = np.flatnonzero(claims.good & ~claims.blank("event_id"))
    frame = pd.DataFrame(
        {"row": rows, "event": claims.codes["event_id"][rows], "place": claims.codes["place_id"][rows]}
    )
    counts = frame.groupby(["event", "place"], sort=False)["row"].agg(["size", "min"]).reset_index()
    counts = counts[counts.duplicated("event", keep=False)]
    if counts.empty:
        return
    kept = counts.sort_values(["size", "min"], ascending=[False, True]).drop_duplicates("event")
    place = frame["event"].map(kept.set_index("event")["place"])
    others = frame[place.notna() & (place != frame["place"])]
    words = claims.words["place_id"]
    where = {row: words[int(place[at])] for at, row in zip(others.index, others["row"], strict=True)}
    claims.fault(
        others["row"].to_numpy(),
        "event_id",
        lambda row: (
            f"event {show(claims.cell('event_id', row))} is at {show(where[row])}, this claim at "
            f"{show(claims.cell('place_id', row))}: an event has one place; give this claim another event_id"
        ),
    )


def _of(days: npt.NDArray[np.datetime64] | None, rows: Codes) -> npt.NDArray[np.datetime64]:
    """Look days up by row; row -1 has none."""
    if days is None or not len(days):
        return np.full(len(rows), np.datetime64("NaT"), "datetime64[D]")
    return np.where(rows >= 0, days[rows], np.datetime64("NaT"))


def _span(begins: np.datetime64, ends: np.datetime64) -> str:
    first = "" if np.isnat(begins) else f"from {begins}"
    last = "" if np.isnat(ends) else f"to {ends}"
    return f"{first} {last}".strip()
