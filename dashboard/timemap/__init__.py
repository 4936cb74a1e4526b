"""The dated map: one folium map that is mounted once, scrubs without Python and is steered by commands."""

from dashboard.timemap.element import (
    ASSETS,
    SCRIPTS,
    STATIC_DIR,
    STYLES,
    TILES,
    Bounds,
    Command,
    TimeMap,
    all_scripts,
    bitset,
    build_map,
    script_json,
    script_paths,
    style_paths,
)

__all__ = [
    "ASSETS",
    "SCRIPTS",
    "STATIC_DIR",
    "STYLES",
    "TILES",
    "Bounds",
    "Command",
    "TimeMap",
    "all_scripts",
    "bitset",
    "build_map",
    "script_json",
    "script_paths",
    "style_paths",
]
