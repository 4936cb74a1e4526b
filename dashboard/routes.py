"""What the map fetches from this server, and from no other: Leaflet, our scripts, the dated places, the land; and the
pages of present mode."""

from __future__ import annotations

import gzip
from typing import Final

import xstatic.pkg.leaflet as leaflet
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard import library
from dashboard.handout import handed_out
from dashboard.timemap.element import STATIC_DIR, all_scripts

# The version stands in the address: what was fetched once never changes.
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "gzip"}
# A narrative may be edited at any time: a browser asks whether what it has is still the page.
_PLAIN: Final = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


def routes() -> list[BaseRoute]:
    """List the routes beside Streamlit's own."""
    return [
        Mount("/assets/leaflet", StaticFiles(directory=leaflet.BASE_DIR)),
        Route("/assets/timemap/all.js", _scripts),
        Mount("/assets/timemap", StaticFiles(directory=STATIC_DIR)),
        Route("/export", handed_out, methods=["POST"]),
        Route("/assets/data/{version}.json", _data),
        Route("/assets/basemap/{version}.json", _basemap),
        Route("/present/{name:path}", _present),
        Route("/assets/steps/{version}.png", _step),
    ]


async def _scripts(request: Request) -> Response:
    return Response(gzip.compress(all_scripts().encode()), media_type="text/javascript", headers=_FOREVER)


async def _data(request: Request) -> Response:
    shelf = library.by_version(request.path_params["version"])
    if shelf is None:
        return _gone()
    query = request.query_params
    try:
        body = await run_in_threadpool(shelf.data, query.get("known", ""), query.get("rule", "assessed"))
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=400)
    return Response(body, media_type="application/json", headers=_FOREVER)


async def _basemap(request: Request) -> Response:
    shelf = library.by_version(request.path_params["version"])
    if shelf is None:
        return _gone()
    return Response(await run_in_threadpool(shelf.basemap), media_type="application/json", headers=_FOREVER)


async def _step(request: Request) -> Response:
    # What draws takes a while to import: who never opens a story does not wait for it.
    from dashboard import steps

    return await steps.picture(request)


async def _present(request: Request) -> Response:
    name = request.path_params["name"]
    # What makes the page takes a second to import, and only who presents waits for it.
    from dashboard import present

    made = await run_in_threadpool(present.page, name)
    if made is None:
        # As a browser counts: a slash within the name is a step down for the links of the page.
        below = request.scope.get("raw_path", b"").partition(b"/present/")[2].count(b"/")
        return HTMLResponse(await run_in_threadpool(present.missing, name, below), status_code=404, headers=_PLAIN)
    headers = {**_PLAIN, "ETag": f'"{made.tag}"'}
    if made.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(made.content, headers=headers)


def _gone() -> Response:
    return PlainTextResponse("The data set has changed since this page was opened: reload it.", status_code=404)
