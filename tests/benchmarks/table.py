"""What was measured, as one Markdown table."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from time import perf_counter

_VERSIONS = ("numpy", "pandas", "folium", "streamlit", "streamlit-folium", "playwright")


@dataclass(frozen=True)
class Row:
    """One measurement.

    ``ratio`` is the other number over ours where less is better, so above 1 ours is ahead; ``met`` is None where
    nothing was promised.
    """

    what: str
    ours: str
    other: str
    ratio: float | None
    met: bool | None


def within(what: str, ours: float, limit: float, unit: str, extra: str = "") -> Row:
    """Hold a number against a limit that it must not pass; ``extra`` is told beside it."""
    told = f"{amount(ours, unit)}{f' ({extra})' if extra else ''}"
    return Row(what, told, f"at most {amount(limit, unit)}", limit / ours if ours > 0 else None, ours <= limit)


def beside(what: str, ours: float, rival: float, unit: str, other: str, least: float = 1.0, extra: str = "") -> Row:
    """Hold a number against a rival's; ``other`` names the rival, ``least`` is the ratio that was promised."""
    told = f"{amount(ours, unit)}{f' ({extra})' if extra else ''}"
    return Row(what, told, f"{amount(rival, unit)}, {other}", rival / ours, rival / ours >= least)


def left_out(what: str, why: str) -> Row:
    """Say what could not be measured here, and why."""
    return Row(what, "not measured", why, None, None)


def amount(value: float, unit: str) -> str:
    """Spell a number: three digits are as many as were measured; milliseconds from 10 s on are seconds."""
    if unit == "ms" and value >= 10_000:
        return f"{value / 1000:,.1f} s"
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


def markdown(rows: Iterable[Row]) -> str:
    """Write the table, and below it on what machine it was measured."""
    lines = ["| what | ours | rival or limit | ratio | met |", "|---|---|---|---:|---|"]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:,.{0 if row.ratio >= 10 else 1 if row.ratio >= 2 else 2}f}"
        met = {True: "yes", False: "**no**", None: ""}[row.met]
        lines.append(f"| {row.what} | {row.ours} | {row.other} | {ratio} | {met} |")
    return "\n".join([*lines, "", machine()])


def machine() -> str:
    """Name what the numbers depend on."""
    system = f"{platform.system()} {platform.machine()}"
    parts = [f"{os.cpu_count()} cores", system, f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in _VERSIONS]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"Ratio: the other number over ours. Measured on {', '.join(parts)}; load at the end {load:.1f}."


def median_ms(call: Callable[[], object], times: int) -> float:
    """Time a call again and again; gives the median in milliseconds."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        call()
        taken.append((perf_counter() - began) * 1000)
    return median(taken)
