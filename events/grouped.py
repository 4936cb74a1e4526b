"""Arithmetic per group on integer arrays: the few reductions that numpy lacks."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from events.arrays import Codes
from events.model import NOBODY

_DENSE: Final = 10


def number(keys: Codes) -> tuple[Codes, Codes]:
    """Give the sorted distinct keys and the place of each key among them; `numpy.unique`, several times faster."""
    if len(keys) and keys.min() >= 0 and keys.max() < _DENSE * len(keys):
        # Keys without large gaps are counted off; nothing needs to be hashed or sorted.
        there = np.zeros(int(keys.max()) + 1, np.bool_)
        there[keys] = True
        place = np.cumsum(there) - 1
        return np.flatnonzero(there), place[keys]
    codes, distinct = pd.factorize(keys)
    order = np.argsort(distinct)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return np.asarray(distinct, np.int64)[order], rank[codes]


def extreme(pick: np.ufunc, group: Codes, value: Codes, groups: int) -> Codes:
    """Largest (`np.maximum`) or smallest (`np.minimum`) value per group; the far end of int64 where there is none."""
    start = np.iinfo(np.int64).min if pick is np.maximum else np.iinfo(np.int64).max
    result = np.full(groups, start, np.int64)
    pick.at(result, group, value)
    return result


def majority(group: Codes, value: Codes, groups: int) -> Codes:
    """Most frequent value >= 0 per group, the lowest of equals; -1 where there is none."""
    result = np.full(groups, NOBODY, np.int64)
    given = value >= 0
    if not given.any():
        return result
    width = int(value.max()) + 1
    keys, inverse = number(group[given] * width + value[given])
    counts = np.bincount(inverse)
    result[keys[::-1] // width] = keys[::-1] % width
    owner = keys // width
    shared = np.flatnonzero(np.bincount(owner, minlength=groups)[owner] > 1)
    order = shared[np.lexsort((-keys[shared], counts[shared], owner[shared]))]
    result[owner[order]] = keys[order] % width
    return result


def count_distinct(group: Codes, value: Codes, groups: int) -> Codes:
    """Count different values per group."""
    width = int(value.max(initial=0)) + 1
    return np.bincount(pd.unique(group * width + value) // width, minlength=groups)
