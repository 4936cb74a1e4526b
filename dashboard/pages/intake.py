"""How articles come in: pasted, by a link, as files; read by the extractor and filed, or said why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import extractor
from dashboard.pages.case import Desk
from dashboard.pages.settings import settings
from dashboard.pages.sitting import Sitting
from dashboard.panels.listing import plain
from events import Problem
from events.dates import in_words, iso, parse_day
from events.extract.documents import Article, DocumentProblem, linked, pasted, read_many
from events.store import Article as Kept
from events.store import StoreError

_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
_TYPES = ["txt", "md", "html", "htm", "pdf", "docx", "eml", "csv", "jsonl", "parquet"]
_TOLD = {
    "known": "This article was filed before: its candidates and all decisions on them are shown.",
    "changed": "This is a changed version of an article that was filed before.",
    "copy": "Nearly the same words were filed before from elsewhere: two prints of one report are one voice.",
}


def intake(desk: Desk, sitting: Sitting) -> None:
    """Show the ways in."""
    with st.container(key="tt-intake"):
        st.caption("What is found in an article waits in a queue; nothing is on the map before somebody accepts it.")
        paste, link, upload = st.tabs(["Paste", "Link", "Upload"])
        engines = _engines()
        with paste:
            _paste(desk, sitting, engines)
        with link:
            _link(desk, sitting, engines)
        with upload:
            _upload(desk, sitting, engines)
        sitting.keeps_text = not st.toggle(
            "Keep the hash and the quoted passages only",
            not sitting.keeps_text,
            key="tt-quotes-only",
            help="For articles whose text may not be stored. The passages that are quoted from them stay readable.",
        )


def _paste(desk: Desk, sitting: Sitting, engines: tuple[str, ...]) -> None:
    turn = st.session_state.setdefault("tt-paste-turn", 0)
    words = st.text_area(
        "Text of the article",
        height=220,
        key=f"tt-paste-{turn}",
        placeholder="Paste the text, or the source of the page. Ctrl+Enter when done.",
    )
    found = _understood(words or "")
    if isinstance(found, str):
        st.error(plain(found))
        found = None
    about = _about(found, f"paste-{turn}")
    ready = st.button("Read it", key="tt-read-paste", type="primary", disabled=found is None)
    if ready and found is not None:
        _take([replace(found, **about)], desk, sitting, engines)
        if not any(said.tone == "bad" for said in sitting.said):
            st.session_state["tt-paste-turn"] = turn + 1
        st.rerun(scope="app")


def _link(desk: Desk, sitting: Sitting, engines: tuple[str, ...]) -> None:
    url = st.text_input("Address of the page", key="tt-url", placeholder="https://", max_chars=4000)
    st.caption("The page is fetched now, from this machine. Nothing else here leaves it.")
    if st.button("Fetch it", key="tt-fetch", type="primary", disabled=not (url or "").strip()):
        try:
            with st.spinner("The page is fetched …"):
                found = linked(url or "")
        except DocumentProblem as problem:
            st.error(plain(f"Not fetched: {problem}."))
            return
        _take([found], desk, sitting, engines)
        st.rerun(scope="app")


def _upload(desk: Desk, sitting: Sitting, engines: tuple[str, ...]) -> None:
    turn = st.session_state.setdefault("tt-upload-turn", 0)
    most = st.get_option("server.maxUploadSize")
    files = st.file_uploader(
        f"Articles: text, HTML, PDF, DOCX, EML, or tables of them (CSV, JSON lines, Parquet); up to {most} MB each",
        type=_TYPES,
        accept_multiple_files=True,
        key=f"tt-files-{turn}",
    )
    # One address for several articles would make them versions of one another.
    about = _about(None, f"upload-{turn}", "where a file does not say", addressed=len(files or ()) < 2)
    if st.button("Read them", key="tt-read-files", type="primary", disabled=not files):
        every = (each for file in files or () for each in read_many(file.getvalue(), name=file.name))
        _take((_filled(each, about) for each in every), desk, sitting, engines)
        st.session_state["tt-upload-turn"] = turn + 1
        st.rerun(scope="app")


def _about(found: Article | None, key: str, when: str = "", addressed: bool = True) -> dict[str, Any]:
    """Ask who published it, when and (where ``addressed``) at which address; proposed as far as the article says."""
    mark = found.sha256[:8] if found else ""
    left, middle, right = st.columns([0.34, 0.26, 0.4], gap="small")
    note = f" ({when})" if when else ""
    with left:
        publisher = st.text_input(
            f"Publisher{note}", found.publisher if found else "", key=f"tt-publisher-{key}-{mark}", max_chars=200
        )
    with middle:
        day = st.date_input(
            "Published on",
            dt.date.fromisoformat(iso(found.published)) if found and found.published is not None else None,
            min_value=_FIRST,
            max_value=_LAST,
            format="YYYY-MM-DD",
            key=f"tt-published-{key}-{mark}",
        )
    url = ""
    if addressed:
        with right:
            url = st.text_input("Address", found.url if found else "", key=f"tt-address-{key}-{mark}", max_chars=4000)
    if found and found.published is not None:
        st.caption(
            f"The day was read from the article: {in_words(found.published)}. \u201cYesterday\u201d counts from it."
        )
    elif found:
        st.caption(
            "No day of publication was found. Without one, \u201cyesterday\u201d and \u201con Sunday\u201d stay open."
        )
    given = {"publisher": (publisher or "").strip(), "url": (url or "").strip()}
    return {**given, "published": parse_day(day) if isinstance(day, dt.date) else None}


def _filled(each: Article | Problem, about: Mapping[str, Any]) -> Article | Problem:
    if isinstance(each, Problem):
        return each
    return replace(each, **{name: value for name, value in about.items() if not getattr(each, name) and value})


def _understood(words: str) -> Article | str | None:
    if not words.strip():
        return None
    try:
        return pasted(words, name="The pasted text")
    except DocumentProblem as problem:
        return f"This cannot be read: {problem}."


def _engines() -> tuple[str, ...]:
    """Let the user ask other engines beside the rules, where there are any."""
    there, trouble = extractor.engines(settings())
    if trouble:
        st.warning(plain(trouble))
    if not there:
        return ()
    chosen = st.pills("Ask beside the rules", there, selection_mode="multi", key="tt-engines")
    if any(name.startswith("llm:") for name in chosen):
        st.caption("The article is sent to the endpoint that you set up. What it proposes is never accepted in bulk.")
    return tuple(chosen)


def _take(articles: Iterable[Article | Problem], desk: Desk, sitting: Sitting, engines: tuple[str, ...]) -> None:
    """Read and file each; a problem is said, and the others are not held up by it."""
    sitting.said = []
    with st.status("Reading …", expanded=True) as status:
        bar = st.progress(0.0, "The names of the world are laid out; the first time that takes a while.")
        try:
            reader = extractor.reader(
                desk.shelf.version,
                desk.timeline.places,
                desk.timeline.actors,
                lambda share, what: _show(bar, share, what),
            )
        except OSError as error:
            sitting.say("bad", f"Nothing was read: the names of the world cannot be laid out ({error}).")
            return
        done = 0
        for each in articles:
            if isinstance(each, Problem):
                sitting.add("bad" if each.severity == "error" else "warn", f"{each.file}: {each.message}.")
                continue
            done += 1
            bar.progress(0.0, f"{done}: {plain(each.title or each.name)[:80]}")
            _file(each, desk, sitting, reader, engines)
        status.update(label=f"{done} read", state="complete", expanded=False)


def _show(bar: DeltaGenerator, share: float, what: str) -> None:
    bar.progress(min(share, 1.0), what)


def _file(article: Article, desk: Desk, sitting: Sitting, reader: extractor.Reader, engines: tuple[str, ...]) -> None:
    found = reader.read(article, engines, settings())
    published = None if article.published is None else dt.date.fromisoformat(iso(article.published))
    kept = Kept(
        article.text,
        url=article.url,
        publisher=article.publisher,
        title=article.title,
        language=article.language,
        published=published,
    )
    who = sitting.reviewer.strip() or "dashboard"
    try:
        filed = desk.store.file_article(kept, found.candidates, who=who, name=desk.name, keep_text=sitting.keeps_text)
    except StoreError as error:
        sitting.add("bad", f"{article.name}: not filed: {error}.")
        return
    name = article.title or article.name
    if filed.status == "new":
        count = len(found.candidates)
        told = {0: "no candidate was found", 1: "1 candidate was found"}.get(count, f"{count} candidates were found")
        sitting.add("good" if count else "warn", f"{name}: {told}.")
    else:
        again = {0: "", 1: " 1 decided candidate waits again."}
        reopened = again.get(filed.reopened, f" {filed.reopened} decided candidates wait again.")
        sitting.add("warn", f"{name}: {_TOLD[filed.status]}{reopened}")
    # Of many articles a sentence must say which one it is about.
    for sentence in (*article.said, *found.said):
        sitting.add("warn", f"{name}: {sentence}" + ("" if sentence.endswith(".") else "."))
    sitting.open_article(filed.article_id)
    sitting.adding = False
