"""What the map fetches from this server: Leaflet, our scripts, the dated places, the land; and from no other."""

from __future__ import annotations

import gzip
from typing import Final

import xstatic.pkg.leaflet as leaflet
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard import library
from dashboard.timemap import STATIC_DIR, all_scripts

# The version stands in the address: what was fetched once never changes.
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "gzip"}


def routes() -> list[BaseRoute]:
    """List the routes beside Streamlit's own."""
    return [
        Mount("/assets/leaflet", StaticFiles(directory=leaflet.BASE_DIR)),
        Route("/assets/timemap/all.js", _scripts),
        Mount("/assets/timemap", StaticFiles(directory=STATIC_DIR)),
        Route("/assets/data/{version}.json", _data),
        Route("/assets/basemap/{version}.json", _basemap),
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


def _gone() -> Response:
    return PlainTextResponse("The data set has changed since this page was opened: reload it.", status_code=404)
