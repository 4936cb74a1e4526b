"""Exports handed out to the pages: one request asks, its answer tells how far the work is and ends with the file."""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from dashboard import library
from dashboard.exports.parcel import Parcel, Progress, parcelled

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a request: a template of slides is the largest part of one."""
_HEADERS: Final = {
    "Cache-Control": "no-store",
    # Whoever packs or gathers the answer on its way would hold back the lines that tell of progress.
    "Content-Encoding": "identity",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}


async def handed_out(request: Request) -> Response:
    """Answer ``POST /export`` with a stream as `parcel` describes it; the body is JSON as `asked` describes it."""
    # A page elsewhere cannot send this header without being allowed to: it shall not make this server work.
    if request.headers.get("x-timeline") != "export":
        return PlainTextResponse("Exports are asked for by the pages of this dashboard.", status_code=403)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return PlainTextResponse("The template is too large.", status_code=413)
    try:
        words = json.loads(bytes(body))
    except (ValueError, RecursionError):
        words = None
    if not isinstance(words, dict):
        return PlainTextResponse("The request is no JSON object.", status_code=400)
    made = parcelled(lambda progress: _make(words, progress))
    return StreamingResponse(made, media_type="application/vnd.territory-timeline.export", headers=_HEADERS)


def _make(words: dict[str, Any], progress: Progress) -> Parcel:
    # What an export needs takes seconds to import: who only looks at the map does not wait for it.
    from dashboard.exports.asked import asked
    from dashboard.exports.wrapping import wrapped

    shelf = library.shelf()
    name, wish = asked(words, shelf.timeline, shelf.names)
    return wrapped(name, wish, shelf.folder.name, progress)
