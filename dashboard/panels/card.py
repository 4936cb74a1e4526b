"""The card of one place: what it is, its history, and who says what about each event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pandas as pd

from dashboard.panels.history import history
from dashboard.panels.markup import archive_search, link, name, swatch, text
from dashboard.panels.quote import quoted
from dashboard.style import NOBODY, STANDING_WORDS, VERBS, country_words, kind_words
from events import Timeline
from events.dates import in_words, parse_day, window_in_words

Record: TypeAlias = Mapping[Any, Any]

_SILENT_AFTER: Final = 365
_OPEN_EVENTS: Final = 2


@dataclass(frozen=True)
class Subject:
    """What a card is drawn from: a timeline under one clock and rule, on one day, and the colours in use."""

    timeline: Timeline
    known: str
    rule: str
    day: str
    colors: Mapping[str, str]

    @property
    def labels(self) -> dict[str, str]:
        """Names of the actors by id."""
        actors = self.timeline.actors
        return dict(zip(actors["actor_id"], actors["name"], strict=True))

    @property
    def clock(self) -> str:
        """The day of knowledge, empty in hindsight."""
        return self.day if self.known == "then" else self.known


def card(subject: Subject, place_id: str, state: pd.DataFrame) -> str:
    """Write the card of a place; ``state`` is `Timeline.on` for the subject's day. An unknown id gives a sentence."""
    none = f'<div class="tt tt-card"><p>No place is called {name(place_id)} in this data set.</p></div>'
    return cards(subject, state, [place_id]).get(place_id, none)


def cards(subject: Subject, state: pd.DataFrame, place_ids: Sequence[str]) -> dict[str, str]:
    """Write the cards of several places, by place id; an unknown id is left out."""
    timeline, labels = subject.timeline, subject.labels
    intervals = _by_place(timeline.intervals(subject.known or None, subject.rule, place_ids))
    events = _by_place(timeline.events(subject.clock or None, subject.rule, place_ids))
    claims = _by_place(_cited(timeline, place_ids))
    states = _by_place(state[state["place_id"].isin(place_ids)])
    first, last = timeline.coverage()
    pairs = dict(zip(timeline.places["place_id"], timeline.places["name"], strict=True))
    written = {}
    for place in timeline.places[timeline.places["place_id"].isin(place_ids)].to_dict("records"):
        place_id = str(place["place_id"])
        now = states[place_id][0]
        bar = history(intervals.get(place_id, []), subject.colors, labels, first, last, subject.day)
        told = _events(subject, events.get(place_id, []), claims.get(place_id, []), now["event_id"], labels)
        written[place_id] = (
            f'<div class="tt tt-card"><h3>{name(place["name"])}</h3>'
            f'<div class="tt-muted">{_what(place, pairs)}</div>'
            f'<div class="tt-state">{_state(now, subject.colors, labels)}</div>{bar}{told}</div>'
        )
    return written


def _by_place(rows: pd.DataFrame) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(str(row["place_id"]), []).append(row)
    return found


def _what(place: Record, pairs: Mapping[str, str]) -> str:
    parts = [
        text(kind_words(place["kind"])),
        text(", ".join(p for p in (place["admin1"], country_words(place["country"])) if p)),
    ]
    others = [alias for alias in str(place["aliases"]).split("|") if alias]
    if others:
        parts.append(", ".join(name(alias) for alias in others[:3]))
    if place["pair_id"] in pairs:
        parts.append(f"opposite {name(pairs[place['pair_id']])}")
    if place["geo_precision"] in ("2", "3"):
        parts.append("position approximate" if place["geo_precision"] == "2" else "position by region only")
    return " · ".join(p for p in parts if p)


def _state(now: Record, colors: Mapping[str, str], labels: Mapping[str, str]) -> str:
    holder, contender = str(now["holder"]), str(now["contender"])

    def actor(actor_id: str) -> str:
        if not actor_id:
            return "nobody known"
        return swatch(colors.get(actor_id, NOBODY[0])) + name(labels.get(actor_id, actor_id))

    said = {
        "unknown": "No information on who holds it",
        "controlled": f"Held by {actor(holder)}",
        "contested": f"Contested between {actor(holder)} and {actor(contender)}",
        "changing": f"Changing from {actor(holder)} to {actor(contender) if contender else 'nobody named'}",
    }[str(now["status"])]
    since = _window(now["since_earliest"], now["since_latest"])
    if since:
        said += f" since {since}"
    if now["besieged_by"]:
        said += f", besieged by {actor(str(now['besieged_by']))}"
    standing = str(now["standing"])
    if standing:
        said += f' <span class="tt-grade" title="{text(STANDING_WORDS[standing])}">{standing}</span>'
    return f"{said}<br>{_evidence(now)}"


def _evidence(now: Record) -> str:
    if pd.isna(now["last_confirmed"]):
        return '<span class="tt-muted">No dated evidence up to this day</span>'
    seen = in_words(parse_day(now["last_confirmed"].date()))
    age = int(now["evidence_age_days"])
    if age > _SILENT_AFTER:
        return f'<span class="tt-muted">No information since {seen} ({age} days)</span>'
    aged = "the same day" if age == 0 else f"{age} {'day' if age == 1 else 'days'} old"
    return f'<span class="tt-muted">Last evidence {seen}, {aged}</span>'


def _events(
    subject: Subject, events: list[Record], claims: list[Record], current: str, labels: Mapping[str, str]
) -> str:
    clock = subject.clock
    shown = [claim for claim in claims if not clock or claim["known"] <= pd.Timestamp(clock)]
    of_event: dict[str, list[Record]] = {}
    for claim in shown:
        of_event.setdefault(claim["event_id"], []).append(claim)
    events = events[::-1]
    blocks = [
        _event(event, of_event.get(event["event_id"], []), event["event_id"] == current, labels) for event in events
    ]
    # What the state rests on comes first to the eye, then what came before; the rest waits behind one line.
    at = next((i for i, event in enumerate(events) if event["event_id"] == current), 0)
    later, open_ones, earlier = blocks[:at], blocks[at : at + _OPEN_EVENTS], blocks[at + _OPEN_EVENTS :]
    hidden = len(claims) - len(shown)
    note = (
        f'<p class="tt-muted">{hidden} reports were not yet known or have no date of publication.</p>' if hidden else ""
    )
    return _folded(later, "later") + "".join(open_ones) + _folded(earlier, "earlier") + note


def _folded(blocks: list[str], word: str) -> str:
    if not blocks:
        return ""
    events = "event" if len(blocks) == 1 else "events"
    return f"<details><summary>{len(blocks)} {word} {events}</summary>{''.join(blocks)}</details>"


def _event(event: Record, claims: list[Record], current: bool, labels: Mapping[str, str]) -> str:
    actor = labels.get(str(event["actor_id"]), "nobody named")
    verb = VERBS[str(event["change"])]
    if event["extent"] == "part":
        verb = "took part of it"
    when = _window(event["earliest"], event["latest"])
    standing = str(event["standing"])
    for_it = [c for c in claims if _assents(c, str(event["actor_id"]))]
    against = [c for c in claims if not _assents(c, str(event["actor_id"]))]
    sides = [_side("Says so", for_it, labels)] if for_it else []
    if against:
        sides.append(_side("Says otherwise", against, labels))
    two = " tt-two" if len(sides) == 2 else ""
    return (
        f'<section class="tt-event{" tt-now" if current else ""}"><h4>{when}: {name(actor)} {verb}'
        f' <span class="tt-grade" title="{text(STANDING_WORDS[standing])}">{standing}</span></h4>'
        f'<div class="tt-sides{two}">{"".join(sides)}</div></section>'
    )


def _assents(claim: Record, actor_id: str) -> bool:
    return bool(claim["stance"] == "asserts" and (claim["actor_id"] == actor_id or claim["change"] == "leaves"))


def _side(title: str, claims: list[Record], labels: Mapping[str, str]) -> str:
    items = "".join(_claim(claim, labels) for claim in claims)
    return f"<div><h5>{title}</h5><ul>{items}</ul></div>"


def _claim(claim: Record, labels: Mapping[str, str]) -> str:
    actor = labels.get(claim["actor_id"] or claim["from_actor_id"], "nobody named")
    verb = VERBS[claim["change"]] if claim["extent"] == "whole" else "took part of it"
    denies = "denied: " if claim["stance"] == "denies" else ""
    said = f"{denies}{name(actor)} {verb}, {_window(claim['earliest'], claim['latest'])}"
    publisher = name(claim["publisher"]) + (f" ({name(claim['wire'])})" if claim["wire"] else "")
    published: str = "undated" if pd.isna(claim["published"]) else in_words(parse_day(claim["published"].date()))
    cited = link(claim["url"], claim["publisher"]) if claim["url"] else publisher
    if claim["url"] and claim["wire"]:
        cited += f" ({name(claim['wire'])})"
    kept = link(claim["archive_url"] or archive_search(claim["url"]), "archive") if claim["url"] else ""
    parts = [cited, published, kept]
    if claim["attribution"]:
        parts.insert(0, f"according to {name(claim['attribution'])}")
    if claim["origin"] == "extracted":
        who = f", accepted by {name(claim['coder'])}" if claim["coder"] else ""
        parts.append(f'<span class="tt-extracted">extracted{who}</span>')
    elif claim["origin"] != "curated":
        parts.append(text(claim["origin"]))
    note = f"<br><span class='tt-muted'>{name(claim['note'])}</span>" if claim["note"] else ""
    quote = f"<br><q>{quoted(claim['quote'], claim['locator'])}</q>" if claim["quote"] else ""
    return f'<li>{said}<br><span class="tt-muted">{" · ".join(p for p in parts if p)}</span>{quote}{note}</li>'


def _window(earliest: pd.Timestamp, latest: pd.Timestamp) -> str:
    if pd.isna(earliest):
        return ""
    return window_in_words(parse_day(earliest), parse_day(latest))


def _cited(timeline: Timeline, place_ids: Sequence[str]) -> pd.DataFrame:
    claims = timeline.claims
    claims = claims[claims["place_id"].isin(place_ids)].merge(timeline.sources, on="source_id", how="left")
    claims["event_id"] = claims["event_id"].where(claims["event_id"] != "", claims["claim_id"])
    claims["known"] = claims["published"].fillna(claims["recorded"]).fillna(pd.Timestamp.max.as_unit("s"))
    return claims.sort_values(["known", "claim_id"])
