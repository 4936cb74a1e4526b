"""One step of a narrative as it stands on a data set: its words filled in, its remarks, and a picture of its map."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard import library
from dashboard.exports.brief import Page, brief
from dashboard.exports.citations import Reference
from dashboard.exports.maps import framed
from dashboard.exports.narrative import Narrative, Step
from dashboard.exports.options import Options
from dashboard.exports.picture import saved
from dashboard.exports.sheet import draw
from dashboard.exports.stage import Stage
from dashboard.timemap.payload import initial_day
from dashboard.view import View, from_query

T = TypeVar("T")

SIZE: Final = (560, 365)
"""Size of a picture in pixels of the page, in the shape of the map on the screen: as much land is seen."""
_FINE: Final = 1.6
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_KEPT: Final = 600
_STAGES: Final = 6
_RINGS: Final = 200


@dataclass(frozen=True)
class Told:
    """A step filled in: its page, the references that the page cites, and what could not be told as written."""

    page: Page
    references: tuple[Reference, ...]
    remarks: tuple[str, ...]


class _Kept:
    """The newest of what was made, by what it was made from; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most, self._made, self._lock = most, OrderedDict[Any, Any](), threading.Lock()

    def get(self, key: object, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                found: T = self._made[key]
                return found
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


_told = _Kept(_KEPT)
_stages = _Kept(_STAGES)
# A visitor who opens a long story asks for all its pictures at once; the page itself must not wait for them.
_easels = threading.BoundedSemaphore(2)


def told(shelf: library.Shelf, step: Step) -> Told:
    """Tell one step by itself: its citations are numbered from 1."""

    def make() -> Told:
        made = brief(shelf.timeline, Narrative("", (step,)), shelf.version)
        return Told(made.pages[0], tuple(made.cited(made.pages[0])), tuple(each.message for each in made.remarks))

    return _told.get((shelf.version, step), make)


def address(shelf: library.Shelf, step: Step, theme: str) -> str:
    """Where the browser fetches the picture of a step, relative to the root of the app; ``theme`` is light or dark."""
    rings = sorted(pointed(shelf, step))[:_RINGS]
    query = step.view.to_query() | {"theme": theme} | ({"ring": "~".join(rings)} if rings else {})
    return f"assets/steps/{shelf.version}.png?{urlencode(query)}"


def pointed(shelf: library.Shelf, step: Step) -> frozenset[str]:
    """Give the ids of the places that a step points at: those it highlights, and those of its events."""
    claims = shelf.timeline.claims
    at_events = claims.loc[claims["event_id"].isin(step.events), "place_id"] if step.events else ()
    return frozenset(step.places) & frozenset(shelf.timeline.places["place_id"]) | frozenset(at_events)


async def picture(request: Request) -> Response:
    """Answer with the picture of a step; 404 when the data set has changed since the page was drawn."""
    shelf = library.by_version(request.path_params["version"])
    if shelf is None:
        return PlainTextResponse("The data set has changed since this page was opened: reload it.", status_code=404)
    try:
        body = await run_in_threadpool(drawn, shelf, dict(request.query_params))
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=400)
    return Response(body, media_type="image/png", headers=_FOREVER)


def drawn(shelf: library.Shelf, query: Mapping[str, str]) -> bytes:
    """Draw what an address of `address` asks for as PNG; raises `ValueError` for a rule that does not exist."""
    theme = "dark" if query.get("theme") == "dark" else "light"
    view, _ = from_query(query, initial_day(shelf.timeline))
    rings = frozenset(filter(None, query.get("ring", "").split("~")[:_RINGS]))
    if view.against:
        rings |= frozenset(shelf.timeline.flips(view.day, view.rule, view.against, view.known or None)["place_id"])
    with _easels:
        caption = "dashed rings: told of here" if rings else ""
        options = Options(*SIZE, _FINE, theme, legend=False, caption=caption)
        sheet = draw(_stage(shelf, view), framed(view, options), options, shelf.timeline.about.title, rings)
        return saved(sheet, "png", view.day)


def _stage(shelf: library.Shelf, view: View) -> Stage:
    # What a stage is made from; the rest of a view says where on it to look.
    key = replace(view, day="", against="", place="", series="places", lat=None, lng=None, zoom=None)
    return _stages.get((shelf.version, key), lambda: Stage(shelf.timeline, view))
