"""Who counts as a voice of their own: wires, mirrors, shared officials, withdrawals.

Two copies of one wire story, or two outlets quoting the same official, are one voice. The number of independent
voices is the largest set of claims no two of which share an outlet or an attribution: a maximum matching between
outlets (the wire credited, else the publisher) and the people they quote.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from events.arrays import Claims, Codes, Flags


def count_voices(group: Codes, claims: Claims, groups: int) -> Codes:
    """Count independent voices per group; ``group`` numbers each claim 0..groups-1, or -1 to leave it out."""
    kept = group >= 0
    frame = pd.DataFrame(
        {
            "group": group[kept],
            "outlet": claims.outlet[kept],
            # An outlet in its own voice shares nobody with anybody: it is quoted by itself.
            "quoted": np.where(claims.quoted < 0, -2 - claims.outlet, claims.quoted)[kept],
        }
    )
    size = np.bincount(frame["group"], minlength=groups)
    result = np.minimum(size, 1).astype(np.int64)
    frame = frame[size[frame["group"].to_numpy()] > 1]
    if frame.empty:
        return result
    frame = frame.drop_duplicates()
    left = frame.groupby(["group", "outlet"], sort=False).ngroup().to_numpy()
    right = frame.groupby(["group", "quoted"], sort=False).ngroup().to_numpy()
    edges = csr_matrix((np.ones(len(frame), np.int8), (left, right)))
    matched = maximum_bipartite_matching(edges, perm_type="column") >= 0
    owner = np.empty(left.max() + 1, np.int64)
    owner[left] = frame["group"].to_numpy()
    counted = np.bincount(owner[matched], minlength=groups)
    return np.maximum(result, counted)


def withdrawn(asserting: Claims, denying: Claims) -> Flags:
    """Flag assertions that the same voice or the same party later took back."""
    flags = np.zeros(len(asserting), np.bool_)
    touched = np.flatnonzero(np.isin(asserting.event, denying.event))
    if not len(touched):
        return flags
    said = _voices_of(asserting.where(touched)).assign(index=touched)
    denied = _voices_of(denying)
    for key in ("voice", "party"):
        pairs = said[said[key] != -1].merge(denied[denied[key] != -1], on=["event", key], suffixes=("", "_d"))
        same = (pairs["actor_d"] == pairs["actor"]) | (pairs["actor_d"] == -1)
        flags[pairs.loc[same & (pairs["said_d"] >= pairs["said"]), "index"]] = True
    return flags


def _voices_of(claims: Claims) -> pd.DataFrame:
    # Outlets and quoted people share one number line here: people even, outlets odd.
    voice = np.where(claims.quoted >= 0, claims.quoted * 2, claims.outlet * 2 + 1)
    return pd.DataFrame(
        {
            "event": claims.event,
            "voice": voice,
            "party": claims.party,
            "actor": claims.actor,
            "said": claims.said,
        }
    )
