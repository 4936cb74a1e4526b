"""Counts as figures: precision, recall, F1, accuracies, their intervals, and how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from events.extract.score.matching import Error, Outcome

FIELDS: Final = ("place", "kind", "actor", "from_actor", "date", "extent", "standing")
"""The fields of a matched proposal that are compared with its label."""

EDGES: Final = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Edges of the bins of confidence; a bin has its lower edge, the last one both."""

SAMPLES: Final = 2000
_SEED: Final = 20140622
_COUNTED: Final = (
    "right", "strict", "false", "missed", "repeated", "covered", "soft_missed", "soft_false", "optional", "unchanged",
    "alarms", *FIELDS, *(f"{name}_of" for name in FIELDS),
)  # fmt: skip
_Array = npt.NDArray[np.float64]


class Figure(NamedTuple):
    """A share from 0 to 1 with its 95 % interval over articles; all None where there is nothing to divide by."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Figures(NamedTuple):
    """All figures of some articles.

    ``counts`` are whole numbers as in `Outcome.counts`; ``shares`` are precision, recall, f1, the same three with
    ``strict_`` before them (actor and date right too), negative_alarms, and one accuracy for each of `FIELDS`.
    """

    articles: int
    counts: dict[str, int]
    shares: dict[str, Figure]


class Bin(NamedTuple):
    """Proposals with a confidence from ``low`` to ``high``: how many were judged, and which share was right."""

    low: float
    high: float
    judged: int
    precision: float | None
    mean_confidence: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """The score of a folder: all articles, each style, the reliability of confidence, and the errors by slug."""

    overall: Figures
    styles: dict[str, Figures]
    reliability: tuple[Bin, ...]
    errors: tuple[tuple[str, Error], ...]


def report(outcomes: dict[str, Outcome], *, samples: int = SAMPLES) -> Report:
    """Sum up articles by slug; ``samples`` is how many times the articles are drawn again for the intervals."""
    every = list(outcomes.values())
    styles = sorted({each.style for each in every})
    return Report(
        overall=_figures(every, samples),
        styles={style: _figures([each for each in every if each.style == style], samples) for style in styles},
        reliability=tuple(_bins(every)),
        errors=tuple((slug, error) for slug, each in outcomes.items() for error in each.errors),
    )


def _figures(outcomes: Sequence[Outcome], samples: int) -> Figures:
    table = np.array([[each.counts[name] for name in _COUNTED] for each in outcomes], dtype=np.float64)
    totals = table.sum(axis=0)
    # Articles are drawn, not events: the events of one article stand and fall together.
    drawn = np.random.default_rng(_SEED).multinomial(len(outcomes), [1 / len(outcomes)] * len(outcomes), size=samples)
    again = _shares(drawn @ table)
    shares = {
        name: _with_interval(float(value[0]), again[name]) for name, value in _shares(totals[np.newaxis, :]).items()
    }
    counts = dict(zip(_COUNTED, totals.astype(int).tolist(), strict=True))
    return Figures(len(outcomes), counts, shares)


def _shares(totals: _Array) -> dict[str, _Array]:
    """Turn rows of counts into shares, one for each row; NaN where there is nothing to divide by."""
    of = dict(zip(_COUNTED, totals.T, strict=True))
    proposed, labelled = of["right"] + of["false"], of["right"] + of["missed"]
    shares = {}
    for name, right in (("", of["right"]), ("strict_", of["strict"])):
        shares[f"{name}precision"] = _ratio(right, proposed)
        shares[f"{name}recall"] = _ratio(right, labelled)
        shares[f"{name}f1"] = _ratio(2 * right, proposed + labelled)
    shares["negative_alarms"] = _ratio(of["alarms"], of["unchanged"])
    return shares | {name: _ratio(of[name], of[f"{name}_of"]) for name in FIELDS}


def _ratio(part: _Array, whole: _Array) -> _Array:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def _with_interval(value: float, again: _Array) -> Figure:
    if np.isnan(value):
        return Figure(None)
    known = again[~np.isnan(again)]
    low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (np.nan, np.nan)
    return Figure(value, None if np.isnan(low) else float(low), None if np.isnan(high) else float(high))


def _bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    judged = [each for outcome in outcomes for each in outcome.judged]
    bins = []
    for low, high in pairwise(EDGES):
        here = [each for each in judged if low <= each.confidence < high or each.confidence == high == EDGES[-1]]
        if here:
            right, confidence = sum(each.right for each in here), sum(each.confidence for each in here)
            bins.append(Bin(low, high, len(here), right / len(here), confidence / len(here)))
        else:
            bins.append(Bin(low, high, 0, None, None))
    return bins
