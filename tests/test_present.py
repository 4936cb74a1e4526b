"""Present mode on the server: the right page at the right address, made once, and a clear word for a wrong one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from dashboard import library, present, routes, stories
from dashboard.exports.narrative import Narrative, Step
from dashboard.view import View

STORY = "western-iraq-june-2014"
HOSTILE = "</title><script>alert(1)</script>"


def get(address: str, **headers: str) -> httpx.Response:
    """Ask the routes for an address, without a network."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=routes.routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(address, headers=headers)

    # In a thread of its own: where a browser was used before, this one has a loop of Playwright's.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def _tells(monkeypatch: pytest.MonkeyPatch, told: Narrative | None) -> None:
    monkeypatch.setattr(stories, "find", lambda name, folder=None, usual_day="": told)


def test_both_stories_have_a_page_of_their_own() -> None:
    pages = {}
    for each in stories.listed():
        answer = get(f"/present/{each.name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert f"<title>{each.title}</title>" in answer.text
        assert '<html lang="en" data-mode="present">' in answer.text
        assert len(answer.content) < 1_000_000
        pages[each.name] = answer.content
    assert len(set(pages.values())) == len(pages) == 2


def test_a_page_is_made_once_and_anew_when_the_story_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = present.page(STORY)
    again = present.page(STORY)
    assert first is not None
    assert again is not None
    assert again.content is first.content
    told = stories.find(STORY)
    assert told is not None
    _tells(monkeypatch, replace(told, title="Another title"))
    other = present.page(STORY)
    assert other is not None
    assert other.tag != first.tag
    assert b"<title>Another title</title>" in other.content
    # Other data, the same story: here they happen to be told alike, and are told anew all the same.
    shelf = library.shelf()
    monkeypatch.setattr(library, "shelf", lambda: library.Shelf(shelf.folder, "0" * 16, shelf.timeline))
    later = present.page(STORY)
    assert later is not None
    assert later.content is not other.content
    assert later == other


def test_only_a_few_pages_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "_page", lambda shelf, told: told.title.encode())
    monkeypatch.setattr(present, "_made", type(present._made)())
    for number in range(30):
        _tells(monkeypatch, Narrative(f"Story {number}", (Step(View(day="2014-06-22")),)))
        made = present.page("any")
        assert made is not None
        assert made.content == f"Story {number}".encode()
    assert len(present._made) == present._KEPT


def test_a_browser_that_has_the_page_is_not_sent_it_again() -> None:
    answer = get(f"/present/{STORY}")
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"] == "no-cache"
    again = get(f"/present/{STORY}", **{"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get(f"/present/{STORY}", **{"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("no-such-story", "no-such-story"),
        ("%3Cscript%3Ealert(1)%3C%2Fscript%3E", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("%2e%2e%2fetc%2fpasswd", "../etc/passwd"),
        ("a/b", "a/b"),
        ("", ""),
        ("%D8%A7%D9%84%D9%82%D8%A7%D8%A6%D9%85", "القائم"),
    ],
)
def test_a_name_that_is_none_gets_a_clear_page(address: str, shown: str) -> None:
    answer = get(f"/present/{address}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f'No narrative is called <bdi dir="auto">{shown}</bdi>' in answer.text
    assert "<script" not in answer.text
    # Its links lead to what there is, from wherever the address was.
    for name, title in ((each.name, each.title) for each in stories.listed()):
        assert f'<a href="{"../" * address.count("/")}{name}">' in answer.text
        assert title in answer.text


def test_what_people_write_never_becomes_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step(View(day="2014-06-22"), headline=HOSTILE, text=HOSTILE, notes=HOSTILE)
    _tells(monkeypatch, Narrative(HOSTILE, (step,), language='en"><script>alert(2)</script>'))
    made = present.page("any")
    assert made is not None
    page = made.content.decode()
    # What the page carries is packed; beside it, no script stands that was not made with the page.
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert page.count("</title>") == 1
    assert "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_unreadable_story_is_missing_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    _tells(monkeypatch, None)
    answer = get(f"/present/{STORY}")
    assert answer.status_code == 404
    assert "cannot be read" in answer.text
