"""Which places a view lets through: its filters, applied to the state of a day."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.view import View
from events import AliasIndex, Timeline

_ALL: Final = 100_000


def place_filter(timeline: Timeline, names: AliasIndex, view: View) -> npt.NDArray[np.bool_] | None:
    """Flag the places that pass the filters which do not depend on the day; None = all of them."""
    if not (view.kinds or view.countries or view.search.strip()):
        return None
    places = timeline.places
    passes = np.ones(len(places), np.bool_)
    if view.kinds:
        passes &= places["kind"].isin(view.kinds).to_numpy(np.bool_)
    if view.countries:
        passes &= places["country"].isin(view.countries).to_numpy(np.bool_)
    if view.search.strip():
        passes &= places["place_id"].isin(names.search(view.search, _ALL)).to_numpy(np.bool_)
    return passes


def state_filter(state: pd.DataFrame, view: View) -> npt.NDArray[np.bool_]:
    """Flag the rows of a result of `Timeline.on` that pass the filters on who holds a place, and how surely."""
    passes = np.ones(len(state), np.bool_)
    if view.actors:
        for_them = state[["holder", "contender", "besieged_by"]].isin(view.actors).any(axis=1)
        passes &= for_them.to_numpy(np.bool_)
    if view.standings:
        passes &= state["standing"].isin(view.standings).to_numpy(np.bool_)
    return passes
