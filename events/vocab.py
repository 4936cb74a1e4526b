"""The closed word lists of a data set, and what each word does to control.

The words follow the field's usage: kinds after GeoNames feature classes as ACLED and UCDP coders use them,
``reliability`` is the Admiralty (NATO) source grade. Worked cases stand in ``CODEBOOK.md``.
"""

from __future__ import annotations

from typing import Final

PLACE_KINDS: Final = (
    "city",
    "town",
    "village",
    "district",
    "border_crossing",
    "dam",
    "air_base",
    "military_base",
    "refinery",
    "oil_field",
    "bridge",
    "port",
    "road",
    "other",
)
ACTOR_KINDS: Final = ("state", "rebel", "militia", "external", "civilian", "other")
CHANGES: Final = ("takes", "holds", "contests", "leaves", "besieges", "relieves", "repels")
MANNERS: Final = ("battle", "unopposed", "agreement", "unknown")
EXTENTS: Final = ("whole", "part")
STANCES: Final = ("asserts", "denies")
ORIGINS: Final = ("curated", "extracted", "imported")
RELIABILITIES: Final = ("A", "B", "C", "D", "E", "F")
GEO_PRECISIONS: Final = ("1", "2", "3")

STATUSES: Final = ("unknown", "controlled", "contested", "changing")
"""What a place is on a day, in the order of the codes that the replay uses."""

STANDINGS: Final = ("", "implied", "refuted", "claimed", "reported", "disputed", "confirmed")
"""How well a state or an event is supported; ``""`` is an unknown state, ``implied`` is read off a later loss."""

RULES: Final = ("assessed", "confirmed", "latest")
"""The rules a user may choose; ``publisher:<name>`` replays one outlet's claims alone."""

DIFFERENCES: Final = ("gained", "lost", "contested", "unchanged", "no information")
"""What two days can differ by, as `Timeline.changes` says it."""

SAME_DAY_ORDER: Final = {
    "besieges": "a ring closes before anyone is inside",
    "contests": "an enemy enters before the place changes hands",
    "repels": "an attack fails only after it was made",
    "relieves": "a siege is broken before the relief takes over",
    "leaves": "whoever goes has gone when another moves in",
    "takes": "control passes; the day ends in the new hands",
    "holds": "an observation describes how the day ended",
}
"""Order of different changes at one place on one day, each with its reason.

A part is taken before the whole. Two ``takes`` on one day are chained: first the one that takes it from whoever
held it before that day, then the one known earlier, then by event id. Row order never matters.
"""
