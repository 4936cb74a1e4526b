"""What stands over each of two maps: its day, who holds how much there, and how much more or less than beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.panels.markup import name, swatch, text
from dashboard.style import UNSETTLED, rule_words
from dashboard.view import View
from events.dates import in_words, parse_day


def day_words(view: View) -> str:
    """Write the day of a view in full."""
    return in_words(parse_day(view.day))


def clock_words(view: View) -> str:
    """Say by which clock a view is seen."""
    if not view.known:
        return "in hindsight"
    return "as reported then" if view.known == "then" else f"as known on {in_words(parse_day(view.known))}"


def moment_words(view: View, other: View | None = None) -> str:
    """Say the day of a view, and its clock and rule; with ``other`` only what differs from that."""
    parts = []
    if other is None or view.day != other.day or (view.known, view.rule) == (other.known, other.rule):
        parts.append(day_words(view))
    if other is None or view.known != other.known:
        parts.append(clock_words(view))
    if other is None or view.rule != other.rule:
        parts.append(f"rule: {rule_words(view.rule)}")
    return ", ".join(parts)


def side_head(
    view: View, state: pd.DataFrame, beside: pd.DataFrame, names: Mapping[str, str], colors: Mapping[str, str]
) -> str:
    """Write the line over a map from its own and the other side's result of `Timeline.on`."""
    held, there = _held(state), _held(beside)
    counts = [
        _count(swatch(color), names[actor], held.get(actor, 0), there.get(actor, 0))
        for actor, color in colors.items()
        if held.get(actor) or there.get(actor)
    ]
    for status in ("contested", "changing", "unknown"):
        here, other = (int((side["status"] == status).sum()) for side in (state, beside))
        if here or other:
            mark = swatch(UNSETTLED[0], status) if status != "unknown" else ""
            counts.append(_count(mark, "no information" if status == "unknown" else status, here, other))
    by = text(f"{clock_words(view)}, rule: {rule_words(view.rule)}")
    return (
        f'<div class="tt tt-side"><h2>{text(day_words(view))}</h2> <span class="tt-muted">{by}</span>'
        f'<p class="tt-counts">{" ".join(counts)}</p></div>'
    )


def _held(state: pd.DataFrame) -> dict[str, int]:
    counts = state.loc[state["status"] == "controlled", "holder"].astype("str").value_counts()
    return {str(actor): int(count) for actor, count in counts.items()}


def _count(mark: str, label: str, here: int, there: int) -> str:
    sign = f" <small>{here - there:+d}</small>".replace("-", "\N{MINUS SIGN}") if here != there else ""
    return f'<span class="tt-count">{mark}{name(label)} <b>{here}</b>{sign}</span>'


COMPARE: Final = """
[data-testid="stMainBlockContainer"] { padding: 4rem 1.4rem 2rem; max-width: none; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.4rem; }
[data-testid="stPopoverBody"] { min-width: min(46rem, 92vw); }
.st-key-tt-left-bar, .st-key-tt-right-bar { flex-wrap: nowrap; }
.st-key-tt-left-bar > *, .st-key-tt-right-bar > * { min-width: 0; flex: 1 1 0; }
.st-key-tt-twins iframe { height: clamp(340px, calc(100vh - 322px), 900px) !important; border: 0; border-radius: 4px; }
.tt-side { min-height: 3.9rem; }
.tt-side h2 { display: inline; margin-right: 0.5rem; font-size: 1.3rem; line-height: 1.25;
  font-variant-numeric: tabular-nums; }
.tt-counts { display: flex; flex-wrap: wrap; gap: 0 0.85rem; margin: 0; font-size: 0.87rem; }
.tt-what { font-size: 1.02rem; margin: 0.5rem 0 0.1rem; }
.tt-what b { font-variant-numeric: tabular-nums; }
.tt-diff > h3 { font-size: 1.02rem; padding: 0.3rem 0 0.2rem; border-bottom: 2px solid currentColor; }
.tt-diff summary { display: flex; gap: 0.7rem; align-items: baseline; border-bottom: 1px solid rgba(127,127,127,.3); }
.tt-diff summary::before { content: "\\25B8"; opacity: 0.7; width: 0.7em; }
.tt-diff details[open] > summary::before { content: "\\25BE"; }
.tt-diff summary b { font-variant-numeric: tabular-nums; }
.tt-diff ul { list-style: none; margin: 0; padding: 0; }
.tt-diff li { margin: 0; padding: 0.3rem 0 0.3rem 1.4rem; text-indent: -0.9rem; overflow-wrap: anywhere;
  border-bottom: 1px solid rgba(127,127,127,.16); font-size: 0.9rem; }
.tt-diff li small { display: block; text-indent: 0; opacity: 0.82; font-size: 0.82rem; }
.tt-diff li i.tt-sign { font-style: normal; font-weight: 600; display: inline-block; width: 0.9rem; text-indent: 0; }
.tt-diff li b { margin-right: 0.45em; }
.tt-scroll { overflow-x: auto; padding-bottom: 2px; }
.tt-table { border-collapse: collapse; font-size: 0.87rem; font-variant-numeric: tabular-nums; }
.tt-caption { margin: 0.2rem 0 0.3rem; opacity: 0.8; font-size: 0.87rem; }
.tt-table th { font-weight: 500; text-align: right; padding: 0.22rem 0.45rem; vertical-align: bottom; }
.tt-table thead th:first-child { text-align: left; padding-left: 0; }
.tt-table th[scope="row"] { text-align: left; white-space: nowrap; padding-left: 0; }
.tt-table thead th { border-bottom: 1px solid rgba(127,127,127,.6); max-width: 7.5rem; }
.tt-table td { text-align: right; white-space: nowrap; padding: 0.22rem 0.45rem;
  border-bottom: 1px solid rgba(127,127,127,.16); }
.tt-table tbody th { border-bottom: 1px solid rgba(127,127,127,.16); }
.tt-table td.tt-same { opacity: 0.62; }
.tt-table td.tt-moved { font-weight: 650; background: rgba(127,127,127,.13); }
.tt-table tfoot td, .tt-table tfoot th { border-top: 1px solid rgba(127,127,127,.6); border-bottom: 0; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 4rem 0.7rem 1rem; }
  .st-key-tt-twins iframe { height: clamp(320px, 46vh, 480px) !important; }
  .tt-side { min-height: 0; }
}
"""
"""Style sheet of the compare page."""
