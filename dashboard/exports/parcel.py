"""An export on its way to a browser: lines that tell how far it is, then what it is called, then its bytes.

Each line is a JSON object: ``{"done": 3, "of": 8}``, ``{"waits": true}`` or, as the last one, either
``{"error": "..."}`` or ``{"file": name, "type": media type, "bytes": length, "remarks": [...]}`` with the bytes behind
it. An empty line says that there is nothing new. One answer carries it all: nothing is kept for a later request.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Event, Thread
from typing import Any, Final, NamedTuple

Progress = Callable[[int, int], None]
"""Told how many parts are done, of how many; what it raises ends the work."""

_AT_ONCE: Final = 2
"""Exports that are made at the same time; more would only make each other, and the pages, slower."""
_MOST: Final = 12
"""Exports that are made or wait."""
_SILENCE: Final = 0.5
"""Seconds after which a line is sent although there is nothing new: so a reader who left is found out."""
_LONGEST: Final = 400

_making = BoundedSemaphore(_AT_ONCE)
_admitted = BoundedSemaphore(_MOST)
_log = logging.getLogger(__name__)


class Parcel(NamedTuple):
    """A file for a browser, with what was remarked upon in its making."""

    file: str
    media_type: str
    content: bytes
    remarks: tuple[str, ...] = ()


class Unavailable(RuntimeError):
    """A format cannot be made here; the message says what is missing and how to get it."""


class _Unwanted(Exception):
    """Nobody waits for the export any more."""


def parcelled(make: Callable[[Progress], Parcel]) -> Iterator[bytes]:
    """Make an export and tell of it; whatever goes wrong becomes a sentence. Closing the iterator stops the work."""
    if not _admitted.acquire(blocking=False):
        yield _line(error="The server is busy with many exports: try again in a minute.")
        return
    said: SimpleQueue[Parcel | dict[str, Any]] = SimpleQueue()
    gone = Event()
    Thread(target=_work, args=(make, said, gone), name="export", daemon=True).start()
    try:
        while True:
            try:
                word = said.get(timeout=_SILENCE)
            except Empty:
                yield b"\n"
                continue
            if isinstance(word, Parcel):
                yield _line(
                    file=word.file, type=word.media_type, bytes=len(word.content), remarks=list(word.remarks[:20])
                )
                yield word.content
                return
            yield _line(**word)
            if "error" in word:
                return
    finally:
        gone.set()


def _work(make: Callable[[Progress], Parcel], said: SimpleQueue[Parcel | dict[str, Any]], gone: Event) -> None:
    def progress(done: int, of: int) -> None:
        if gone.is_set():
            raise _Unwanted
        said.put({"done": done, "of": of})

    try:
        if not _making.acquire(blocking=False):
            said.put({"waits": True})
            _making.acquire()
        try:
            if not gone.is_set():
                said.put({"waits": False})
                said.put(make(progress))
        finally:
            _making.release()
    except _Unwanted:
        pass
    except (ValueError, Unavailable) as error:
        said.put({"error": _sentence(str(error))})
    except MemoryError:
        said.put({"error": "There is not enough memory on the server for this: ask for a smaller size or fewer days."})
    except Exception as error:
        _log.exception("an export failed")
        said.put({"error": f"This could not be made ({type(error).__name__}); the log of the server says more."})
    finally:
        _admitted.release()


def _line(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def _sentence(text: str) -> str:
    """Begin with a capital and end with a full stop: the words were made for the end of a line of a terminal."""
    text = " ".join(text.split())[:_LONGEST]
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
