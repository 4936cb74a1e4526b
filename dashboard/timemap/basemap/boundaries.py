"""Which lines are dashed, which are left out, and what countries are called: editorial, for the build.

Natural Earth draws who holds the ground. Its world-atlas edition carries no note on which lines are
contested, so the choice is made here, in the open. A line is *disputed* when it is a line of control or
armistice, or parts a territory from the state it broke from, or when no final boundary has been agreed. A
border that both readings keep (Kosovo and Albania, Western Sahara and Mauritania) stays a border. `ORIGIN.md`
says the same in words.
"""

from itertools import pairwise

import numpy as np

from .topojson import SCALE, Points

_WORLD = (-180.0, -90.0, 180.0, 90.0)

DISPUTED: tuple[tuple[str, str, tuple[float, float, float, float]], ...] = (
    ("Morocco", "W. Sahara", _WORLD),
    ("Somalia", "Somaliland", _WORLD),
    ("Kosovo", "Serbia", _WORLD),
    ("Cyprus", "N. Cyprus", _WORLD),
    ("Cyprus", "Cyprus U.N. Buffer Zone", _WORLD),
    ("Cyprus U.N. Buffer Zone", "N. Cyprus", _WORLD),
    ("Israel", "Palestine", _WORLD),
    ("Israel", "Syria", _WORLD),  # Golan Heights: the source follows the ceasefire line
    ("Israel", "Lebanon", _WORLD),  # a line of withdrawal, not an agreed border
    ("North Korea", "South Korea", _WORLD),
    ("India", "Siachen Glacier", _WORLD),
    ("Pakistan", "Siachen Glacier", _WORLD),
    ("China", "Siachen Glacier", _WORLD),
    ("China", "Pakistan", _WORLD),  # runs through Kashmir from end to end
    ("India", "Pakistan", (73.5, 32.3, 78.0, 36.0)),  # Kashmir; the border further south is agreed
    ("China", "India", (77.5, 30.0, 81.1, 35.7)),  # Aksai Chin and the middle sector
    ("China", "India", (91.5, 26.5, 97.5, 29.6)),  # Arunachal Pradesh
    ("Russia", "Ukraine", (32.4, 45.0, 35.2, 46.3)),  # Crimea
    ("S. Sudan", "Sudan", _WORLD),  # not yet marked out; Abyei unresolved
    ("Egypt", "Sudan", (33.1, 21.5, 37.2, 23.2)),  # Halaib and Bir Tawil
    ("Kenya", "S. Sudan", _WORLD),  # Ilemi
    ("Cuba", "USNB Guantanamo Bay", _WORLD),
)
"""Pairs of neighbours whose line is disputed, and the box (west, south, east, north) that limits it."""

INTERNAL = frozenset({"Baikonur", "Hong Kong", "Macao"})
"""Drawn apart by the source, though no state calls their outline an international border."""

NAMES = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
    "British Virgin Is.": "British Virgin Islands",
    "Cayman Is.": "Cayman Islands",
    "Central African Rep.": "Central African Republic",
    "Congo": "Republic of the Congo",
    "Cook Is.": "Cook Islands",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia",
    "Fr. S. Antarctic Lands": "French Southern and Antarctic Lands",
    "Heard I. and McDonald Is.": "Heard Island and McDonald Islands",
    "Macedonia": "North Macedonia",
    "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands",
    "Pitcairn Is.": "Pitcairn Islands",
    "S. Geo. and the Is.": "South Georgia and the South Sandwich Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "St-Barthélemy": "Saint Barthélemy",
    "St-Martin": "Saint Martin",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Pierre and Miquelon": "Saint Pierre and Miquelon",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "São Tomé and Principe": "São Tomé and Príncipe",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "U.S. Virgin Islands",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
    "Wallis and Futuna Is.": "Wallis and Futuna",
    "eSwatini": "Eswatini",
}
"""The source's abbreviations and dated names, written out."""

UNNAMED = frozenset(
    {
        "Akrotiri",
        "Ashmore and Cartier Is.",
        "Baikonur",
        "Bajo Nuevo Bank",
        "Clipperton I.",
        "Coral Sea Is.",
        "Cyprus U.N. Buffer Zone",
        "Dhekelia",
        "Indian Ocean Ter.",
        "Scarborough Reef",
        "Serranilla Bank",
        "Siachen Glacier",
        "Spratly Is.",
        "U.S. Minor Outlying Is.",
        "USNB Guantanamo Bay",
    }
)
"""Bases, banks and buffer zones: their outlines are drawn, but they get no country label."""

RIVALS = (
    ("Cyprus", "Northern Cyprus"),
    ("Israel", "Palestine"),
    ("Morocco", "Western Sahara"),
    ("Serbia", "Kosovo"),
    ("Somalia", "Somaliland"),
)
"""Neighbours whose lands or standing are disputed between them: a map that named one of them alone would take sides.
They are named together or not at all. China and Taiwan are not among them: their names stand too far apart for that."""


def split(line: Points, sides: set[str]) -> tuple[list[Points], list[Points]]:
    """One line between two neighbours -> (its agreed stretches, its disputed stretches).

    Both lists are empty for a line that is not an international border.
    """
    if sides & INTERNAL:
        return [], []
    boxes = [box for one, other, box in DISPUTED if {one, other} == sides]
    middle = (line[1:] + line[:-1]) / (2 * SCALE)
    inside = np.zeros(len(middle), dtype=bool)
    for west, south, east, north in boxes:
        lon, lat = middle.T
        inside |= (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
    turns = [0, *(np.flatnonzero(inside[1:] != inside[:-1]) + 1).tolist(), len(middle)]
    stretches: tuple[list[Points], list[Points]] = ([], [])
    for first, last in pairwise(turns):
        stretches[int(inside[first])].append(line[first : last + 1])
    return stretches
