"""The page's own look: little room wasted, the map on screen at once, nothing that jumps."""

from typing import Final

PAGE: Final = """
[data-testid="stMainBlockContainer"] { padding: 3.4rem 1.4rem 1.5rem; max-width: none; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
.tt-title { font-weight: 650; font-size: 1.12rem; white-space: nowrap; padding-bottom: 0.45rem; margin-right: 0.6rem; }
.st-key-timemap iframe, iframe[title^="streamlit_folium"] { height: max(420px, calc(100vh - 215px)) !important;
  border: 0; border-radius: 4px; }
.st-key-tt-side { height: max(420px, calc(100vh - 215px)) !important; }
.st-key-tt-side button[kind="tertiary"] { text-align: left; justify-content: flex-start; padding: 0.12rem 0;
  min-height: 1.9rem; }
.st-key-tt-side button[kind="tertiary"] p { font-size: 0.9rem; text-align: left; }
.st-key-tt-chart { position: relative; }
.st-key-tt-chart [data-testid="stHtml"] { position: absolute; inset: 0; pointer-events: none; }
.tt-daymark { position: absolute; top: 6px; bottom: 24px; width: 0; border-left: 2px solid currentColor; opacity: 0.8; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 3.2rem 0.7rem 1rem; }
  .st-key-timemap iframe, iframe[title^="streamlit_folium"] { height: 68vh !important; }
  .st-key-tt-side { height: auto !important; }
}
"""
"""Style sheet of the map page."""
