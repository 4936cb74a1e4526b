"""How much was read, week by week: where nothing was read, silence is no news of calm."""

from __future__ import annotations

import pandas as pd

from events.store.working import Store


def coverage(store: Store, name: str = "") -> pd.DataFrame:
    """One row per week from the first document to the last: week (its Monday), documents, articles, claims.

    ``articles`` counts those filed in the store by day of publication, ``documents`` the data set's sources together
    with articles that are none of them yet, ``claims`` the claims by the publication of their source. Weeks without
    any stand there with zeros; documents without a day of publication are left out.
    """
    ledger = store.ledger(name)
    articles = store.articles(name)
    sources = ledger.sources[["source_id", "url", "sha256", "published"]]
    if len(articles):
        filed = pd.to_datetime(articles["published"]).astype("datetime64[s]")
        is_source = (articles["url"] != "") & articles["url"].isin(sources["url"])
        is_source |= articles["sha256"].isin(set(sources["sha256"]) - {""})
        unread = filed[~is_source]
    else:
        filed = unread = sources["published"][:0]
    claimed = ledger.claims["source_id"].map(sources.set_index("source_id")["published"])
    columns = {
        "documents": pd.concat([sources["published"], unread]),
        "articles": filed,
        "claims": claimed,
    }
    weeks = {column: _weeks(days) for column, days in columns.items()}
    every = pd.concat(list(weeks.values()))
    if not len(every):
        return pd.DataFrame(
            {"week": pd.Series([], dtype="datetime64[s]"), **dict.fromkeys(weeks, pd.Series([], dtype="int64"))}
        )
    index = pd.date_range(every.min(), every.max(), freq="7D", unit="s")
    counted = {column: days.value_counts().reindex(index, fill_value=0).to_numpy() for column, days in weeks.items()}
    return pd.DataFrame({"week": index, **counted})


def _weeks(days: pd.Series) -> pd.Series:
    known = pd.to_datetime(days).dropna().astype("datetime64[s]")
    return known - pd.to_timedelta(known.dt.day_of_week, unit="D")
