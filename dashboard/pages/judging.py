"""The case in front: its keys, what accepting it would do, and every cell of the claim."""

from __future__ import annotations

import streamlit as st

from dashboard.pages import deciding
from dashboard.pages.case import Case, Desk, case, today
from dashboard.pages.claim_form import claim_form
from dashboard.pages.sitting import Sitting
from dashboard.pages.whereabouts import whereabouts
from dashboard.panels.case import decided, event_words, fields, heading, said
from dashboard.panels.missing import missing_words
from dashboard.panels.queue import DECIDED, percent
from dashboard.panels.verdict import verdict
from dashboard.style import CHANGE_WORDS, STATUS_WORDS
from events.review import Foresight

_FORETOLD = 64


def judge(here: Desk, at: Sitting, current: Case, dark: bool) -> None:
    """Show a case, and let the reviewer correct and decide it."""
    it = current.candidate
    # The keys stand first, and whatever is said below them does not move them.
    _keys(here, at, current)
    number = next(entry.number for entry in at.queue if entry.candidate_id == current.item.candidate_id)
    place = current.place.name if current.place else it.place
    what = f"{current.who} {CHANGE_WORDS.get(current.draft.claim['change'], '')}"
    engine = "" if it.engine == "rules" else it.engine
    status = "" if current.item.status == "waiting" else STATUS_WORDS[current.item.status]
    head = heading(place, what, number, len(at.queue), (it.standing, f"{percent(it.confidence)} sure", engine, status))
    st.html(head + decided(current.item.decisions))
    news = st.container()
    if at.rejecting:
        _reasons(here, at, current)
    foretold = st.container()
    wrong = _wrong(current)
    if at.editing and not at.rejecting and current.item.status not in DECIDED:
        with st.container(key="tt-form"):
            claim_form(current, here, at, wrong)
            current = case(current.item, current.article, here, at, today())
            wrong = _wrong(current)
    st.session_state["case"] = current
    if not wrong:
        at.said = [each for each in at.said if each.tone != "asks"]
    done = [("good", "All candidates of this article are decided.")] if _all_decided(at) else []
    if at.said or done:
        news.html(said([*at.said, *done]))
    with foretold:
        _verdict(here, current, dark)
    whereabouts(current, here, at, dark)
    if not at.editing or current.item.status in DECIDED:
        claim = current.draft.claim
        joined = next((each for each in current.events if each.event_id == claim["event_id"]), None)
        event = event_words(joined, current.names) if claim["event_id"] else ""
        st.html(fields(claim, event, current.names, here.colors(dark), it.standing, wrong))


def _all_decided(at: Sitting) -> bool:
    return all(entry.status in DECIDED for entry in at.queue)


def _wrong(current: Case) -> dict[str, str]:
    return missing_words(current.draft.missing, several=current.choice is None and len(current.places) > 1)


def _keys(here: Desk, at: Sitting, current: Case) -> None:
    done = current.item.status in DECIDED
    with st.container(horizontal=True, key="tt-keys"):
        st.button(
            "Accept", key="tt-accept", type="primary", shortcut="A", on_click=_accept, args=(here,), disabled=done
        )
        st.button("Edit", key="tt-edit", shortcut="E", on_click=deciding.toggle_form, disabled=done)
        st.button("Reject", key="tt-reject", shortcut="X", on_click=deciding.begin_reject, disabled=done)
        st.button("Next", key="tt-next", shortcut="N", on_click=deciding.step, args=(1,))
        st.button("Previous", key="tt-previous", shortcut="P", on_click=deciding.step, args=(-1,))
        st.button("Undo", key="tt-undo", shortcut="U", on_click=deciding.undo, args=(here, current))
    with st.container(key="tt-hidden"):
        # The same by the keys of other programs.
        st.button("Next", key="tt-next-j", shortcut="J", on_click=deciding.step, args=(1,))
        st.button("Previous", key="tt-previous-k", shortcut="K", on_click=deciding.step, args=(-1,))


def _accept(here: Desk) -> None:
    deciding.accept(here, st.session_state["case"])


def _reasons(here: Desk, at: Sitting, current: Case) -> None:
    with st.container(key="tt-reasons"):
        st.caption("Why? One key rejects it.")
        for number, why in enumerate(deciding.REASONS, 1):
            st.button(
                why,
                key=f"tt-why-{number}",
                type="tertiary",
                shortcut=str(number),
                on_click=deciding.reject,
                args=(here, current, why),
            )
        with st.form("tt-reason", border=False):
            other = st.text_input("Another reason", key=f"tt-other-{current.item.candidate_id}", max_chars=300)
            if st.form_submit_button("Reject for this reason"):
                deciding.reject(here, current, other or "")
                st.rerun(scope="fragment")


def _verdict(here: Desk, current: Case, dark: bool) -> None:
    draft = current.draft
    if draft.missing or current.item.status in DECIDED:
        return
    foresight = _foreseen(here, current)
    errors = [problem for problem in foresight.problems if problem.severity == "error"]
    if errors:
        st.html(said([("bad", f"{problem.field}: {problem.message}") for problem in errors]))
        return
    place = current.place.name if current.place else current.candidate.place
    joins = not draft.event_is_new
    st.html(verdict(place, foresight.flips, foresight.event, joins, current.names, here.colors(dark)))
    warned = [("warn", problem.message) for problem in foresight.problems] + [
        ("warn", note[:1].upper() + note[1:] + ".") for note in current.proposal.notes
    ]
    if warned:
        st.html(said(warned))


def _foreseen(here: Desk, current: Case) -> Foresight:
    """Replay the place with the claim; a case that was looked at before is not replayed again."""
    kept: dict[object, Foresight] = st.session_state.setdefault("foreseen", {})
    key = (here.shelf.version, repr(current.draft.rows()))
    if key not in kept:
        if len(kept) >= _FORETOLD:
            kept.clear()
        kept[key] = current.foresee(here.timeline, "assessed")
    return kept[key]
