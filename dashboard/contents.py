"""Table of contents: which pages there are."""

import streamlit as st

from dashboard.pages import data, map, visit


def main() -> None:
    """Show the page that the address asks for."""
    st.set_page_config(page_title="Territory Timeline", layout="wide", initial_sidebar_state="collapsed")
    pages = [
        st.Page(map.show, title="Map", url_path="map", default=True),
        st.Page(data.show, title="Data and sources", url_path="data"),
    ]
    page = st.navigation(pages, position="top")
    if page is not pages[0]:
        visit.left()
    page.run()


main()
