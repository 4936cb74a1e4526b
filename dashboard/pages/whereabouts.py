"""Where the place of a case is: the small map, the other places that its name may mean, and the search for another."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import extractor
from dashboard.pages.case import Case, Desk
from dashboard.pages.sitting import Sitting
from dashboard.panels.listing import plain
from dashboard.panels.locator import Spot, locator, picture
from dashboard.style import country_words, kind_words
from events import vocab
from events.extract import Reading

_LISTED = 8


def whereabouts(case: Case, desk: Desk, sitting: Sitting, dark: bool) -> None:
    """Show where it is, and let the reviewer choose among the readings or look another place up."""
    number = case.item.candidate_id
    shown = _map(case, desk, dark)
    if shown:
        st.html(shown)
    if len(case.places) > 1:
        options = list(range(min(len(case.places), _LISTED)))
        if case.choice is not None and case.choice not in options:
            options.append(case.choice)
        chosen = st.radio(
            "Which place is meant?",
            options,
            None if case.choice is None else options.index(case.choice),
            format_func=lambda at: f"{at + 1} {_words(case.places[at])}",
            key=f"tt-place-{number}-{len(case.places)}",
        )
        if chosen is not None and chosen != case.choice:
            sitting.choices[number] = chosen
            st.rerun(scope="fragment")
    with st.popover("Another place …", key=f"tt-another-{number}"):
        _look_up(case, desk, sitting)


def _map(case: Case, desk: Desk, dark: bool) -> str:
    spots = [
        Spot(each.name, each.latitude, each.longitude, "", each.kind, at + 1 if len(case.places) > 1 else 0, False)
        for at, each in enumerate(case.places[:_LISTED])
        if each.latitude is not None and each.longitude is not None
    ]
    place = case.place
    if place is not None and place.latitude is not None and place.longitude is not None:
        at = case.places.index(place) + 1 if len(case.places) > 1 else 0
        spots = [spot for spot in spots if spot.number != at or not at]
        spots = [spot for spot in spots if at]
        spots.insert(0, Spot(place.name, place.latitude, place.longitude, "", place.kind, at, True))
    if not spots:
        return ""
    day = case.draft.claim["latest"] or case.draft.claim["earliest"] or desk.timeline.about.coverage_to
    around = _neighbours(desk, day, dark) if day else []
    here = case.draft.claim["place_id"]
    mine = next((spot for place_id, spot in around if place_id == here), None)
    if mine and spots[0].chosen:
        spots[0] = replace(spots[0], color=mine.color)
    svg = locator(spots, [spot for place_id, spot in around if place_id != here], "dark" if dark else "light")
    label = f"Small map of where {spots[0].name} is, with the places around it as they are held on {day}"
    return picture(svg, label)


def _neighbours(desk: Desk, day: str, dark: bool) -> list[tuple[str, Spot]]:
    colors = desk.colors(dark)
    state = desk.timeline.on(day)
    rows = zip(
        state["place_id"],
        state["name"],
        state["latitude"],
        state["longitude"],
        state["kind"],
        state["holder"].astype("str").where(state["status"] == "controlled", ""),
        strict=True,
    )
    return [
        (place_id, Spot(name, lat, lon, colors.get(holder, ""), kind))
        for place_id, name, lat, lon, kind, holder in rows
    ]


def _look_up(case: Case, desk: Desk, sitting: Sitting) -> None:
    number = case.item.candidate_id
    with st.form(f"tt-lookup-{number}", border=False):
        name = st.text_input("Name, in any script", case.candidate.place_surface, key=f"tt-lookup-name-{number}")
        asked = st.form_submit_button("Look it up")
    st.caption("The data set's places and the towns of the world (GeoNames) are searched, on this machine.")
    if asked:
        with st.spinner("Looking …"):
            reader = extractor.reader(desk.shelf.version, desk.timeline.places, desk.timeline.actors)
            found = _own(desk, name) + [r for r in reader.lookup(name) if r.kind in vocab.PLACE_KINDS]
        st.session_state[f"tt-looked-{number}"] = list(dict.fromkeys(found))[:20]
        if not found:
            st.warning(plain(f"No place is called {name} here or in GeoNames."))
    for at, reading in enumerate(st.session_state.get(f"tt-looked-{number}", [])):
        st.button(
            plain(_words(reading)),
            key=f"tt-take-{number}-{at}",
            type="tertiary",
            on_click=_take,
            args=(sitting, case, reading),
        )


def _own(desk: Desk, name: str) -> list[Reading]:
    places = desk.timeline.places
    rows = places[places["place_id"].isin(desk.shelf.names.search(name, 10))]
    return [
        Reading(
            row["name"],
            row["kind"],
            row["country"],
            row["admin1"],
            float(row["latitude"]),
            float(row["longitude"]),
            place_id=row["place_id"],
            geonameid=int(row["geonameid"]) if str(row["geonameid"]).isdecimal() else 0,
        )
        for row in rows.to_dict("records")
    ]


def _take(sitting: Sitting, case: Case, reading: Reading) -> None:
    number = case.item.candidate_id
    places = case.places if reading in case.places else (*case.places, reading)
    sitting.found[number] = places[len(case.candidate.readings) :]
    sitting.choices[number] = places.index(reading)


def _words(reading: Reading) -> str:
    where = ", ".join(filter(None, (reading.admin1, country_words(reading.country))))
    people = f", {reading.population:,} people" if reading.population else ""
    known = "" if reading.place_id else ", new here"
    return f"{reading.name} ({kind_words(reading.kind)}{', ' if where else ''}{where}{people}{known})"
