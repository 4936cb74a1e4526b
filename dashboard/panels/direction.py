"""One direction of a comparison as a list on the page: per actor, what it gained, lost or contests, each cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from dashboard.panels.difference import Entry, Source, grouped
from dashboard.panels.markup import link, name, swatch, text
from dashboard.style import NOBODY, STANDING_WORDS
from events.balance import totals

SIGNS: Final = {
    "gained": "+",
    "lost": "\N{MINUS SIGN}",
    "contested": "?",
    "unchanged": "=",
    "no information": "\N{MIDDLE DOT}",
}
_ARROW: Final = "\N{RIGHTWARDS ARROW}"


def direction(
    title: str,
    rows: pd.DataFrame,
    found: Sequence[Entry],
    names: Mapping[str, str],
    colors: Mapping[str, str],
) -> str:
    """Write one direction: the sums of ``rows`` per actor, in the order of ``colors``, and under each its entries.

    ``found`` may be only the first of the rows' entries; how many are missing is said.
    """
    sums: dict[str, dict[str, int]] = {}
    for change, actor, count in totals(rows)[["change", "actor_id", "places"]].itertuples(index=False):
        sums.setdefault(str(actor), {})[str(change)] = int(count)
    entries = dict(grouped(found, list(colors)))
    order = [actor for actor in [*colors, *sorted(set(sums) - set(colors))] if actor in sums]
    blocks = [_block(actor, sums[actor], entries.get(actor, []), names, colors) for actor in order]
    none = '<p class="tt-muted">Nothing of this kind.</p>' if not blocks else ""
    return f'<section class="tt tt-diff"><h3>{text(title)}</h3>{none}{"".join(blocks)}</section>'


def _block(
    actor: str, sums: Mapping[str, int], shown: Sequence[Entry], names: Mapping[str, str], colors: Mapping[str, str]
) -> str:
    tally = [
        f"<span><b>{SIGNS[word] if word in ('gained', 'lost') else ''}{sums[word]}</b> {word}</span>"
        for word in SIGNS
        if word in sums
    ]
    who = swatch(colors.get(actor, NOBODY[0])) + name(names.get(actor, actor) or "Nobody known")
    more = sum(sums.values()) - len(shown)
    rest = f'<li class="tt-muted">{more} more: the table has them all.</li>' if more else ""
    lines = "".join(_line(entry) for entry in shown)
    return f"<details open><summary><span>{who}</span>{''.join(tally)}</summary><ul>{lines}{rest}</ul></details>"


def _line(entry: Entry) -> str:
    head = f'<i class="tt-sign" title="{text(entry.change)}">{SIGNS[entry.change]}</i><b>{name(entry.place)}</b>'
    if entry.change == "no information":
        since = f"no information since {text(entry.seen)}" if entry.seen else "no dated evidence by then"
        told = f"{name(entry.after)}, {since}"
        if "no information" in (entry.before, entry.after):
            told = f"{name(entry.before)} {_ARROW} {name(entry.after)}" if entry.before != entry.after else since
    elif entry.change == "unchanged":
        told = name(entry.after)
    else:
        told = f"{name(entry.before)} {_ARROW} {name(entry.after)}"
    grade = ""
    if entry.standing:
        grade = f' <span class="tt-grade" title="{text(STANDING_WORDS[entry.standing])}">{text(entry.standing)}</span>'
    where, event = f'<span class="tt-muted">{text(entry.where)}</span>', name(entry.event) if entry.event else ""
    cited = " · ".join(part for part in (where, event, _cited(entry.sources)) if part)
    return f"<li>{head} {told}{grade}<small>{cited}</small></li>"


def _cited(sources: Sequence[Source]) -> str:
    return ", ".join(link(source.url, source.publisher) for source in sources)
