"""Colours of paper and ink, the same as in the script ``theme.js`` of the map (a test compares them)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb; ``halo``, ``halo_rim`` and ``label_halo`` as (colour, opacity); ``rim`` is a share."""

    name: str
    water: str
    land: str
    coast: str
    border: str
    disputed: str
    river: str
    lake: str
    country: str
    ink: str
    quiet: str
    paper: str
    casing: str
    grey: str
    accent: str
    nobody: str
    halo: tuple[str, float]
    halo_rim: tuple[str, float]
    label_halo: tuple[str, float]
    rim: float


THEMES: Final = {
    "light": Theme(
        name="light", water="#d9e2e7", land="#f6f2e9", coast="#a9b8c0", border="#b3a99b", disputed="#b3a99b",
        river="#bccdd6", lake="#d9e2e7", country="#8b857b", ink="#23262b", quiet="#565b63", paper="#ffffff",
        casing="#ffffff", grey="#7d7f83", accent="#6a3fb5", nobody="#9a9c9f", halo=("#23262b", 0.15),
        halo_rim=("#23262b", 0.42), label_halo=("#faf8f3", 0.92), rim=0.42,
    ),
    "dark": Theme(
        name="dark", water="#15191d", land="#24272b", coast="#3d464e", border="#565b61", disputed="#565b61",
        river="#313c45", lake="#15191d", country="#868b92", ink="#f0eeea", quiet="#b4b8be", paper="#1b1e22",
        casing="#0c0e10", grey="#9b9fa5", accent="#b99cff", nobody="#7f848a", halo=("#f0eeea", 0.17),
        halo_rim=("#f0eeea", 0.5), label_halo=("#14171a", 0.9), rim=0.3,
    ),
}  # fmt: skip


def mix(one: str, other: str, share: float) -> str:
    """Give the colour that lies a share of the way from one to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
