"""The case in front of a reviewer in words: what is claimed, by whose word, and what was decided on it before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.panels.markup import name, swatch, text
from dashboard.panels.verdict import window
from dashboard.style import CANDIDATE_STANDINGS, CHANGE_WORDS, NOBODY
from events.dates import parse_day
from events.review import Near

_SAID_AT_ONCE: Final = 4
_MANNERS = {"battle": "by battle", "unopposed": "unopposed", "agreement": "by agreement", "unknown": "not said"}


def heading(place: str, what: str, number: int, count: int, how: Sequence[str]) -> str:
    """Head the case: where, what, which of how many, and how sure by whose reading."""
    small = " · ".join(text(each) for each in (f"{number} of {count}", *how) if each)
    return f'<div class="tt tt-case"><h3>{name(place)}: {text(what)}</h3><div class="tt-muted">{small}</div></div>'


def fields(
    claim: Mapping[str, str],
    event: str,
    names: Mapping[str, str],
    colors: Mapping[str, str],
    standing: str,
    wrong: Mapping[str, str],
) -> str:
    """List the cells of a claim; ``wrong`` gives by ``table.column`` what must be filled in first."""

    def actor(actor_id: str) -> str:
        if not actor_id:
            return "nobody named"
        return swatch(colors.get(actor_id, NOBODY[0])) + name(names.get(actor_id, actor_id))

    first, last = (parse_day(claim[key]) if claim[key] else None for key in ("earliest", "latest"))
    rows = [
        ("who", actor(claim["actor_id"]), "claims.actor_id"),
        ("what", text(CHANGE_WORDS.get(claim["change"], claim["change"])) + _part(claim), "claims.change"),
        ("from", actor(claim["from_actor_id"]) if claim["from_actor_id"] else "", ""),
        ("when", text(window(first, last) or "no day given"), "claims.earliest"),
        ("how", text(_MANNERS[claim["manner"] or "unknown"]) if claim["manner"] not in ("", "unknown") else "", ""),
        ("told as", f"{text(standing)}: {text(CANDIDATE_STANDINGS.get(standing, ''))}" if standing else "", ""),
        ("according to", name(claim["attribution"]) + _for(claim, names) if claim["attribution"] else "", ""),
        ("event", name(event) if event else "", ""),
        ("note", name(claim["note"]) if claim["note"] else "", ""),
    ]
    made = []
    for label, value, cell in rows:
        cells = [cell, "claims.latest"] if cell == "claims.earliest" else [cell]
        asked = next((wrong[each] for each in cells if each in wrong), "")
        if asked:
            made.append(f'<dt>{label}</dt><dd class="tt-unset">{value}. {text(asked)}</dd>')
        elif value:
            made.append(f"<dt>{label}</dt><dd>{value}</dd>")
    shown = {"claims.actor_id", "claims.change", "claims.earliest", "claims.latest"}
    made += [f'<dt></dt><dd class="tt-unset">{text(wrong[cell])}</dd>' for cell in wrong if cell not in shown]
    return f'<dl class="tt tt-fields">{"".join(made)}</dl>'


def event_words(event: Near | None, names: Mapping[str, str]) -> str:
    """Spell the event that a claim joins; None is a new one."""
    if event is None:
        return "a new event"
    who = names.get(event.actor_id or event.from_actor_id, "nobody named")
    days = window(parse_day(event.earliest), parse_day(event.latest))
    what = CHANGE_WORDS.get(event.change, event.change)
    return f"joins: {who} {what}, {days} ({event.standing}); {event.why}"


def said(sentences: Sequence[tuple[str, str]]) -> str:
    """Show how an action went: sentences with their tone (good, warn, bad, asks)."""
    if not sentences:
        return ""
    lines = "".join(f'<p class="tt-said tt-{tone}">{text(words)}</p>' for tone, words in sentences)
    # Many of them scroll in a box of their own: the case stays in sight, and keys reach what is below.
    long = ' tt-many" tabindex="0' if len(sentences) > _SAID_AT_ONCE else ""
    return f'<div class="tt{long}" role="status" aria-live="polite">{lines}</div>'


def decided(decisions: Sequence[object]) -> str:
    """List what was decided on a case before, oldest first."""
    if not decisions:
        return ""
    lines = "".join(f"<li>{name(each)}</li>" for each in decisions)
    return f'<div class="tt tt-case"><ul class="tt-muted">{lines}</ul></div>'


def _part(claim: Mapping[str, str]) -> str:
    denies = " (the text denies it)" if claim["stance"] == "denies" else ""
    return (", part of it" if claim["extent"] == "part" else "") + denies


def _for(claim: Mapping[str, str], names: Mapping[str, str]) -> str:
    party = claim["party"]
    return f" (speaks for {name(names.get(party, party))})" if party else ""
