"""The page's own look: little room wasted, the map on screen at once, nothing that jumps."""

from typing import Final

PAGE: Final = """
[data-testid="stMainBlockContainer"] { padding: 4rem 1.4rem 1.5rem; max-width: none; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.4rem; }
.st-key-tt-side [data-testid="stVerticalBlock"] { gap: 0.1rem; }
.tt-title { font-weight: 650; font-size: 1.12rem; white-space: nowrap; padding-bottom: 0.5rem; margin-right: 0.6rem; }
.st-key-tt-toolbar > [data-testid="stLayoutWrapper"]:has(> [data-testid="stVerticalBlock"] > .st-key-tt-share) {
  flex: 1 1 70px; }
[data-testid="stMainBlockContainer"] { container-type: inline-size; }
@container (max-width: 1130px) {
  [data-testid="stElementContainer"]:has(.tt-title) { display: none; }
  .st-key-tt-toolbar > [data-testid="stElementContainer"]:has([data-testid="stSelectbox"]) {
    flex: 1 1 150px; width: auto; }
}
.st-key-timemap iframe, iframe[title^="streamlit_folium"] {
  height: clamp(420px, calc(100vh - 176px), 1000px) !important; border: 0; border-radius: 4px; }
.st-key-tt-side { height: clamp(420px, calc(100vh - 176px), 1000px) !important; }
[data-testid="stPopoverBody"] { min-width: min(46rem, 92vw); }
.st-key-tt-side button[kind="tertiary"] { text-align: left; justify-content: flex-start; padding: 0.1rem 0;
  min-height: 1.7rem; }
.st-key-tt-side button[kind="tertiary"] p { font-size: 0.9rem; text-align: left; }
.st-key-tt-chart { position: relative; }
.st-key-tt-chart [data-testid="stElementContainer"]:has(.tt-daymark) { position: absolute; inset: 0; }
.st-key-tt-chart [data-testid="stElementContainer"]:has(.tt-daymark),
.st-key-tt-chart [data-testid="stElementContainer"]:has(.tt-daymark) * { pointer-events: none; }
.st-key-tt-chart [data-testid="stHtml"] { position: absolute; inset: 0; }
.tt-daymark { position: absolute; top: 6px; bottom: 24px; width: 0; border-left: 2px solid currentColor; opacity: 0.8; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 4rem 0.7rem 1rem; }
  .st-key-timemap iframe, iframe[title^="streamlit_folium"] {
    height: clamp(360px, calc(100vh - 286px), 68vh) !important; }
  .st-key-tt-side { height: auto !important; }
  .st-key-tt-toolbar { gap: 0.4rem; }
  .st-key-tt-toolbar > [data-testid="stElementContainer"]:has([data-testid="stSelectbox"]) { flex: 1 1 44%; }
}
"""
"""Style sheet of the map page."""
