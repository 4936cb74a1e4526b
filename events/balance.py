"""Sums of a comparison: how many places each actor gained and lost where, and who holds what of whom."""

from __future__ import annotations

from typing import Final

import pandas as pd

GROUPS: Final = ("kind", "country", "admin1")


def totals(rows: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Count the rows of `Timeline.compare` per change and actor, and per ``by`` (one of `GROUPS`) if given.

    Columns: ``by``, change, actor_id, places; only counts above 0, ordered. Of places without information the actor
    is who was last known to hold them. Raises `ValueError` for an unknown ``by``.
    """
    if by is not None and by not in GROUPS:
        raise ValueError(f"totals go by {', '.join(GROUPS)}, not by {by!r}")
    names = [*([by] if by else []), "change", "actor_id"]
    keys = rows[names].astype({name: "str" for name in names if name != "change"})
    counted = keys.groupby(names, observed=True, sort=True).size()
    return counted.rename("places").reset_index()


def turnover(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the places of `Timeline.compare` by who held them before and after.

    Columns: from_status, from_holder, to_status, to_holder, places; the holder is blank unless the status is
    controlled. Each place counts once; those without information are left out.
    """
    names = ["from_status", "from_holder", "to_status", "to_holder"]
    told = rows[rows["change"] != "no information"].drop_duplicates("place_id")[names].astype("str")
    for side in ("from", "to"):
        told[f"{side}_holder"] = told[f"{side}_holder"].where(told[f"{side}_status"] == "controlled", "")
    return told.groupby(names, sort=True).size().rename("places").reset_index()
