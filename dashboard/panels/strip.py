"""The coverage strip: documents and claims per week, so that weeks in which nothing was read are seen as such."""

from __future__ import annotations

import pandas as pd

from dashboard.panels.markup import text
from events.dates import Day, in_words, iso, parse_day

_HIGH = 30.0


def over(weeks: pd.DataFrame, first: Day, last: Day) -> pd.DataFrame:
    """Spread `events.review.coverage` over the time of a data set: weeks in which nothing was read count too."""
    if weeks.empty:
        return weeks
    edges = pd.to_datetime([iso(first), iso(last)]).as_unit("s")
    mondays = edges - pd.to_timedelta(edges.day_of_week, unit="D")
    begin, end = min(mondays[0], weeks["week"].iloc[0]), max(mondays[1], weeks["week"].iloc[-1])
    every = pd.date_range(begin, end, freq="7D", unit="s", name="week")
    return weeks.set_index("week").reindex(every, fill_value=0).reset_index()


def strip(weeks: pd.DataFrame, day: str = "") -> str:
    """Draw `events.review.coverage`: above the line documents, below it claims; the week of ``day`` (ISO) is marked."""
    if weeks.empty:
        return '<p class="tt tt-muted">No dated document yet: the strip begins with the first.</p>'
    most = {name: max(int(weeks[name].max()), 1) for name in ("documents", "claims")}
    count = len(weeks)
    above, below = [], []
    for at, (documents, claims) in enumerate(zip(weeks["documents"], weeks["claims"], strict=True)):
        # The root keeps a week with one document visible beside one with forty.
        if documents:
            high = max(_HIGH * (documents / most["documents"]) ** 0.5, 2)
            above.append(f"M{at} {_HIGH}h.86v-{high:.1f}h-.86Z")
        if claims:
            high = max(_HIGH * (claims / most["claims"]) ** 0.5, 2)
            below.append(f"M{at} {_HIGH + 2}h.86v{high:.1f}h-.86Z")
    silent = int((weeks["documents"] == 0).sum())
    first, last = (in_words(parse_day(weeks["week"].iloc[at].date())) for at in (0, -1))
    said = (
        f"{_many(int(weeks['documents'].sum()), 'dated document')} and {_many(int(weeks['claims'].sum()), 'claim')}"
        f" in {_many(count, 'week')}, {first} to {last}; in {silent} of them nothing was read"
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {count} {2 * _HIGH + 2}" preserveAspectRatio="none">'
        f'<path d="{"".join(above)}" fill="#2f6f93"/><path d="{"".join(below)}" fill="#8a8f94"/></svg>'
    )
    return (
        f'<div class="tt tt-strip"><div class="tt-bars">{_image(svg, said)}{_mark(weeks, day)}</div>'
        f'<div class="tt-years">{_years(weeks)}</div><p class="tt-muted">Per week: documents read (above) and claims'
        f" (below). {text(said)}, which does not mean that nothing happened.</p></div>"
    )


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _image(svg: str, said: str) -> str:
    from dashboard.panels.locator import picture

    return picture(svg, said).replace("tt-locator", "tt-coverage")


def _mark(weeks: pd.DataFrame, day: str) -> str:
    if not day:
        return ""
    begin = parse_day(weeks["week"].iloc[0].date())
    share = (parse_day(day) - begin) / (7 * len(weeks))
    return f'<u style="left:{100 * share:.3f}%"></u>' if 0 <= share <= 1 else ""


def _years(weeks: pd.DataFrame) -> str:
    years = weeks["week"].dt.year
    firsts = [at for at in range(1, len(years)) if years.iloc[at] != years.iloc[at - 1]]
    # The last weeks have no room for the words of a year that begins in them.
    kept = [at for at in firsts[:: max(1, round(len(firsts) / 9))] if at <= 0.96 * len(years)]
    return "".join(f'<span style="left:{100 * at / len(years):.2f}%">{years.iloc[at]}</span>' for at in kept)
