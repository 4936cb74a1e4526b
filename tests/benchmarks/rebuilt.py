"""A Streamlit page as it is usually written: a slider, and a folium map that is built anew for each day.

Run by `scrub`, with the folder of a data set as its argument.
"""

import sys

import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

import events
from tests.benchmarks.made import DAYS, FIRST
from tests.benchmarks.rivals import of_one_day


class Stamp(MacroElement):
    """Writes on the frame's window which day the map shows, once all before it is drawn."""

    _template = Template("{% macro script(this, kwargs) %}window.shownDay = {{ this.day }};{% endmacro %}")

    def __init__(self, day: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.day = day


timeline = st.cache_resource(events.load)(sys.argv[1])
day = st.slider("Day", 0, DAYS, DAYS // 2)
built = of_one_day(timeline, str(FIRST + day))
built.add_child(Stamp(day))
st_folium(built, height=500, use_container_width=True, returned_objects=[])
