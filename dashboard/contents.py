"""Table of contents: which pages there are."""

import streamlit as st

from dashboard import working
from dashboard.pages import compare, data, map, visit
from dashboard.pages.settings import settings


def review() -> None:
    """Show the review page."""
    # What it needs takes a second to import; who only looks at the map does not wait for it.
    from dashboard.pages import review

    review.show()


def tell() -> None:
    """Show the page on which stories are told."""
    # As above: what draws takes a while to import.
    from dashboard.pages import tell

    tell.show()


def main() -> None:
    """Show the page that the address asks for."""
    st.set_page_config(page_title="Territory Timeline", layout="wide", initial_sidebar_state="collapsed")
    working.tell(settings().get("TIMELINE_DATABASE_URL", ""))
    pages = [
        st.Page(map.show, title="Map", url_path="map", default=True),
        st.Page(compare.show, title="Compare", url_path="compare"),
        st.Page(tell, title="Tell", url_path="tell"),
        st.Page(review, title="Review", url_path="review"),
        st.Page(data.show, title="Data and sources", url_path="data"),
    ]
    st.session_state["map_page"], st.session_state["tell_page"] = pages[0], pages[2]
    page = st.navigation(pages, position="top")
    if page is not pages[0]:
        visit.left()
    page.run()


main()
