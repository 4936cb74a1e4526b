"""The switches of the map page: clock, rule, comparison, filters, address, problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.library import Shelf
from dashboard.pages import exporting, telling_map, visit
from dashboard.panels.listing import plain
from dashboard.style import STANDING_WORDS, country_words, kind_words, rule_words
from dashboard.view import View
from events import RULE_TABLE, Timeline, vocab

# Every widget has a key: without one it is known by its value at first, and each change of the view would make it
# another, which forgets what was chosen meanwhile.
_PROBLEMS = 1000
_CLOCKS = {"": "Hindsight", "then": "As reported then", "day": "As known on"}


def toolbar(view: View, shelf: Shelf) -> None:
    """Show the line above everything: what is shown, by which clock and rule, and where it can be found again."""
    timeline = shelf.timeline
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="tt-toolbar"):
        st.html('<div class="tt-title">Territory Timeline</div>', width="content")
        _clock(view, timeline)
        _rule(view, timeline)
        with st.popover("Rules", help="What the clocks and rules mean"):
            _explained(timeline)
        # Whoever came for the view of one step has the line to go back by, and takes nothing else along.
        if not telling_map.buttons():
            exporting.buttons("map", timeline)
            _share(timeline)
        if timeline.problems:
            count = len(timeline.problems)
            with st.popover(
                "1 problem" if count == 1 else f"{count} problems", help="What was wrong in the data set's files"
            ):
                problems(timeline)
    for sentence in st.session_state.pop("said", []):
        st.warning(plain(sentence))


def filters(view: View, timeline: Timeline) -> None:
    """Show the filters in the sidebar."""
    places, actors = timeline.places, timeline.actors
    with st.sidebar:
        st.subheader("Filters")
        found: dict[str, Any] = {
            "search": st.text_input(
                "Search places",
                view.search,
                placeholder="Qaim, القائم, crossing …",
                max_chars=200,
                key="tt-search",
            ),
            "actors": _several("Actors", actors["actor_id"].tolist(), view.actors, _names(timeline).get),
            "kinds": _several("Kinds", _present(places["kind"], vocab.PLACE_KINDS), view.kinds, kind_words),
            "countries": _several("Countries", sorted(set(places["country"]) - {""}), view.countries, country_words),
            "standings": _several(
                "Standing", [s for s in vocab.STANDINGS if s not in ("", "refuted")], view.standings, str
            ),
        }
        for word in found["standings"]:
            st.caption(f"{word}: {STANDING_WORDS[word]}")
        found["window"] = int(
            st.number_input(
                "Show change over this many days", 1, 365, view.window, key="tt-window", help="Halos, headline and list"
            )
        )
    if any(getattr(view, name) != value for name, value in found.items()):
        visit.change(**found)


def problems(timeline: Timeline) -> None:
    """List what was wrong in the files; text is text."""
    rows = [
        {"kind": p.severity, "where": f"{p.file}:{p.line}" if p.line else p.file, "field": p.field, "what": p.message}
        for p in timeline.problems[:_PROBLEMS]
    ]
    st.dataframe(rows, hide_index=True, column_config={"what": st.column_config.TextColumn(width="large")})
    if len(timeline.problems) > _PROBLEMS:
        st.caption(f"The first {_PROBLEMS:,} of {len(timeline.problems):,}.")


@st.fragment
def _share(timeline: Timeline) -> None:
    # Spelled when it is opened: the map may have moved since this line of the page was drawn.
    with st.popover("Share", key="tt-share", on_change="rerun") as opened:
        if opened.open:
            st.code(visit.address(visit.current(timeline)), language=None, wrap_lines=True)
            st.caption("Day, clock, rule, filters, selection and map position are in it.")


def _clock(view: View, timeline: Timeline) -> None:
    mode = view.known if view.known in ("", "then") else "day"
    chosen = st.segmented_control(
        "Clock",
        list(_CLOCKS),
        default=mode,
        required=True,
        format_func=_CLOCKS.__getitem__,
        label_visibility="collapsed",
        key="tt-clock",
    )
    known = chosen if chosen in ("", "then") else view.known if mode == "day" else view.day
    if chosen == "day":
        day = st.date_input(
            "Known on",
            known,
            min_value="1900-01-01",
            max_value="2100-12-31",
            format="YYYY-MM-DD",
            label_visibility="collapsed",
            key="tt-known",
            width=130,
        )
        known = day.isoformat() if day else known
    if known != view.known:
        visit.change(known=known)


def _rule(view: View, timeline: Timeline) -> None:
    publishers = timeline.sources["publisher"].value_counts()
    rules = [*vocab.RULES, *(f"publisher:{name}" for name in publishers.index if name)]
    rules += [r for r in (view.rule, view.against) if r and r not in rules]
    rule = st.selectbox(
        "Rule",
        rules,
        rules.index(view.rule),
        format_func=lambda r: f"Rule: {rule_words(r)}",
        label_visibility="collapsed",
        key="tt-rule",
        width=180,
    )
    against = st.selectbox(
        "What flips under another rule",
        ["", *rules],
        ["", *rules].index(view.against),
        format_func=lambda r: f"Flips under: {rule_words(r)}" if r else "What flips under …",
        label_visibility="collapsed",
        key="tt-against",
        width=185,
    )
    if (rule, against) != (view.rule, view.against):
        visit.change(rule=rule, against=against)


def rules() -> None:
    """Print the table of the rules."""
    table = pd.DataFrame(RULE_TABLE, index=[rule_words(rule) for rule in vocab.RULES]).T
    st.table(table.replace("-", "\N{EM DASH}"))


def _explained(timeline: Timeline) -> None:
    st.markdown(
        "**Hindsight** uses all that is known today. **As reported then** shows each day as it was known on that day; "
        "**as known on** fixes the day of knowledge."
    )
    if timeline.undated():
        st.caption(f"{timeline.undated()} claims have no date of publication: only hindsight uses them.")
    st.markdown("What an event does, by its standing and the rule:")
    rules()


def _several(label: str, options: list[str], chosen: tuple[str, ...], spell: Callable[[Any], Any]) -> tuple[str, ...]:
    there = [c for c in chosen if c in options]
    return tuple(st.multiselect(label, options, there, format_func=spell, key=f"tt-{label.lower()}"))


def _present(column: Iterable[str], order: tuple[str, ...]) -> list[str]:
    there = set(column)
    return [word for word in order if word in there]


def _names(timeline: Timeline) -> dict[str, str]:
    return dict(zip(timeline.actors["actor_id"], timeline.actors["name"], strict=True))
