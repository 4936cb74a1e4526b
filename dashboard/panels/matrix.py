"""Who has what of whom, and how much of it where: the sums of a comparison as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.panels.markup import name, swatch, text
from dashboard.style import COUNTRY_WORDS, NOBODY, UNSETTLED, kind_words
from events import vocab
from events.balance import totals

GROUPS: Final = {"kind": "Kind of place", "country": "Country", "admin1": "First-level area"}
_UNSETTLED: Final = ("contested", "changing", "unknown")
_OTHERS: Final = ("contested", "unchanged", "no information")
_WORDS: Final = {"unknown": "nobody known"}


def matrix(rows: pd.DataFrame, before: str, after: str, names: Mapping[str, str], colors: Mapping[str, str]) -> str:
    """Draw `events.balance.turnover` as a table: a row for who had places before, a column for who has them after.

    ``before`` and ``after`` name the two sides.
    """
    if rows.empty:
        return '<p class="tt tt-muted">No place is known well enough on both sides to be counted.</p>'
    cells: dict[tuple[str, str], int] = {}
    for row in rows.to_dict("records"):
        key = (_key(row["from_status"], row["from_holder"]), _key(row["to_status"], row["to_holder"]))
        cells[key] = cells.get(key, 0) + int(row["places"])
    order = [*colors, *_UNSETTLED]
    had = [key for key in order if any(key == one for one, _ in cells)]
    has = [key for key in order if any(key == other for _, other in cells)]
    head = "".join(f'<th scope="col">{_who(key, names, colors)}</th>' for key in has)
    body = "".join(
        f'<tr><th scope="row">{_who(one, names, colors)}</th>'
        + "".join(_cell(cells.get((one, other), 0), one == other) for other in has)
        + f"<td>{sum(count for (key, _), count in cells.items() if key == one)}</td></tr>"
        for one in had
    )
    foot = "".join(f"<td>{sum(n for (_, key), n in cells.items() if key == other)}</td>" for other in has)
    caption = f"Row: who has it, {text(before)}. Column: who has it, {text(after)}. Read back, the two change places."
    return (
        f'<div class="tt"><p class="tt-caption">{caption}</p><div class="tt-scroll"><table class="tt-table"><thead>'
        f'<tr><th scope="col"></th>{head}<th scope="col">places</th></tr></thead><tbody>{body}</tbody>'
        f'<tfoot><tr><th scope="row">places</th>{foot}<td>{sum(cells.values())}</td></tr></tfoot></table></div></div>'
    )


def balance(rows: pd.DataFrame, by: str | None, names: Mapping[str, str], colors: Mapping[str, str]) -> str:
    """Draw `events.balance.totals` of a comparison's rows as a table, in both directions.

    Without ``by`` a row is an actor, read forth and back; with it a group of places, and each actor a column.
    """
    counted = totals(rows, by)
    if by is None:
        return _by_actor(counted, names, colors)
    moved = counted[counted["change"].isin(["gained", "lost"])]
    actors = [actor for actor in colors if actor in set(moved["actor_id"])]
    head = "".join(f'<th scope="col">{_who(actor, names, colors)}</th>' for actor in actors)
    head += "".join(f'<th scope="col">{word}</th>' for word in _OTHERS)
    lines = []
    for group, part in counted.groupby(by, sort=True):
        line = "".join(_net(part[part["actor_id"] == actor]) for actor in actors)
        line += "".join(_plain(int(part.loc[part["change"] == word, "places"].sum())) for word in _OTHERS)
        lines.append(f'<tr><th scope="row">{_group(by, str(group))}</th>{line}</tr>')
    caption = "Gains and losses from left to right. From right to left every + is a − and every − a +."
    return (
        f'<div class="tt"><p class="tt-caption">{caption}</p><div class="tt-scroll"><table class="tt-table"><thead><tr>'
        f'<th scope="col">{GROUPS[by]}</th>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table></div></div>'
    )


def _by_actor(counted: pd.DataFrame, names: Mapping[str, str], colors: Mapping[str, str]) -> str:
    sums = {(str(c), str(a)): int(n) for c, a, n in counted[["change", "actor_id", "places"]].itertuples(index=False)}
    lines = []
    for actor in [*colors, ""]:
        got = {word: sums.get((word, actor), 0) for word in vocab.DIFFERENCES}
        if not any(got.values()):
            continue
        forth = _signed(got["gained"], got["lost"])
        back = _signed(got["lost"], got["gained"])
        rest = "".join(_plain(got[word]) for word in _OTHERS)
        lines.append(f'<tr><th scope="row">{_who(actor or "unknown", names, colors)}</th>{forth}{back}{rest}</tr>')
    titles = ("left → right", "right → left", *_OTHERS)
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    return (
        '<div class="tt"><p class="tt-caption">Places gained and lost, in both directions.</p><div class="tt-scroll">'
        f'<table class="tt-table"><thead><tr><th scope="col">Actor</th>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div></div>"
    )


def _signed(gained: int, lost: int) -> str:
    if not gained and not lost:
        return "<td></td>"
    told = "&ensp;".join(part for part in (f"+{gained}" if gained else "", f"−{lost}" if lost else "") if part)
    return f'<td class="tt-moved">{told}</td>'


def _net(part: pd.DataFrame) -> str:
    gained, lost = (int(part.loc[part["change"] == word, "places"].sum()) for word in ("gained", "lost"))
    return _signed(gained, lost)


def _plain(count: int) -> str:
    return f"<td>{count or ''}</td>"


def _cell(count: int, same: bool) -> str:
    if not count:
        return "<td></td>"
    return f'<td class="{"tt-same" if same else "tt-moved"}">{count}</td>'


def _key(status: object, holder: object) -> str:
    return str(holder) if status == "controlled" else str(status)


def _who(key: str, names: Mapping[str, str], colors: Mapping[str, str]) -> str:
    if key in colors:
        return swatch(colors[key]) + name(names.get(key, key))
    mark = swatch(UNSETTLED[0], key) if key != "unknown" else swatch(NOBODY[0])
    return mark + text(_WORDS.get(key, key))


def _group(by: str, group: str) -> str:
    if by == "kind":
        return text(kind_words(group))
    if by == "country":
        return text(COUNTRY_WORDS.get(group, group))
    return name(group) if group else "not given"
