"""A language model behind any OpenAI-compatible endpoint, asked when the user names one; the rules need none.

The key goes into one header of the request and nowhere else: not into a file, a log, a message or a representation.
The article leaves this machine for the address that the user gave, and for no other: redirects are not followed.
"""

from __future__ import annotations

import email.utils
import json
import os
import queue
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

import httpx

from events.dates import Day
from events.extract.candidates import Candidate, Candidates
from events.extract.engines import kept, question
from events.extract.engines.grounding import Actors, Gazetteer, Ground
from events.extract.engines.judging import NoAnswer, judge, rows
from events.extract.engines.problem import EngineProblem

URL: Final = "TIMELINE_LLM_URL"
MODEL: Final = "TIMELINE_LLM_MODEL"
KEY: Final = "TIMELINE_LLM_KEY"

_Answer: TypeAlias = "tuple[int, httpx.Headers, bytes]"
_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LONGEST_WAIT: Final = 30.0


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers: base URL as far as ``/v1``, the model's name, the key if it wants one.

    ``seconds`` is the deadline of one question, with all that comes before its answer is there; ``attempts`` counts
    how often a busy endpoint is asked; ``largest`` is bytes of an answer. Raises `EngineProblem` for an address that
    is none.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 90.0
    attempts: int = 4
    largest: int = 2_000_000

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise EngineProblem(
                f"{URL} must be an address such as http://localhost:11434/v1, without a name or password"
            )
        if not self.model.strip():
            raise EngineProblem(f"{MODEL} must name the model to ask")
        if not (self.key.isascii() and self.key.isprintable()) or " " in self.key:
            raise EngineProblem(f"{KEY} holds characters that no key has: copy it again")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Endpoint | None:
        """Give the endpoint that the environment names, None when it names none.

        ``environment`` may be any mapping, such as the secrets of a page. Raises `EngineProblem` when it is half named.
        """
        found = os.environ if environment is None else environment
        url, model, key = (str(found.get(name, "")).strip() for name in (URL, MODEL, KEY))
        if not url and not model:
            return None
        return cls(url, model, key)


def propose(
    text: str,
    published: Day | None,
    gazetteer: Gazetteer,
    endpoint: Endpoint,
    *,
    actors: Actors | None = None,
    cache: Path | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Candidates:
    """Ask a model for candidates; ``said`` tells how many it proposed and how many were dropped, and why.

    ``cache`` is a folder for answers (default: in the user's cache). Raises `EngineProblem` when there is no answer.
    """
    asked = question.pieces(text)
    if len(asked) > question.MOST_PIECES:
        raise EngineProblem(f"the article has {len(text):,} characters, too many for a model: let the rules read it")
    folder = kept.default_folder() if cache is None else cache
    ground = Ground.of(text, gazetteer, actors)
    engine = f"llm:{endpoint.model}"
    found: list[Candidate] = []
    dropped: Counter[str] = Counter()
    number = start = 0
    for piece in asked:
        answer = _answer(piece, published, endpoint, folder, sleep)
        number += len(answer)
        candidates, failed = judge(answer, ground, (start, start + len(piece)), published, engine)
        found += candidates
        dropped += failed
        start += len(piece)
    return Candidates(text, published, tuple(found), (_account(endpoint.model, number, dropped),))


def _account(model: str, number: int, dropped: Counter[str]) -> str:
    said = f"{model} proposed {number}"
    if dropped:
        said += f"; {dropped.total()} were dropped: " + ", ".join(f"{n} {why}" for why, n in sorted(dropped.items()))
    return said


def _answer(
    piece: str, published: Day | None, endpoint: Endpoint, folder: Path, sleep: Callable[[float], None]
) -> list[Any]:
    messages = question.messages(piece, published)
    name = kept.key(question.VERSION, endpoint.url, endpoint.model, json.dumps(messages))
    known = kept.find(folder, name)
    if known is not None:
        try:
            return rows(known)
        except NoAnswer:
            pass  # kept by another version, or damaged: it is asked again
    content = _ask(messages, endpoint, sleep)
    try:
        answer = rows(content)
    except NoAnswer as problem:
        raise EngineProblem(f"the answer of {endpoint.model} cannot be used: {problem}") from None
    kept.keep(folder, name, content)
    return answer


def _ask(messages: list[dict[str, str]], endpoint: Endpoint, sleep: Callable[[float], None]) -> str:
    """Ask until there is an answer, waiting longer each time the endpoint is busy."""
    form: dict[str, Any] = {
        "type": "json_schema",
        "json_schema": {"name": "candidates", "strict": True, "schema": question.SCHEMA},
    }
    body = {"model": endpoint.model, "messages": messages, "temperature": 0, "response_format": form}
    status, fields, content = 0, httpx.Headers(), b""
    for attempt in range(max(1, endpoint.attempts)):
        if attempt:
            sleep(_wait(attempt, fields.get("retry-after", "")))
        status, fields, content = _post(body, endpoint)
        if status == 400 and b"response_format" in content and body["response_format"] is form:
            # Endpoints that know no schemas; the question says the form in words, and the answer is judged anyway.
            body["response_format"] = {"type": "json_object"}
            status, fields, content = _post(body, endpoint)
        if status not in _AGAIN:
            break
    if status != 200:
        raise EngineProblem(_status(status, endpoint))
    return _content(content, endpoint)


def _post(body: Mapping[str, Any], endpoint: Endpoint) -> _Answer:
    """Send one question and wait for the answer until the deadline, whatever the waiting is for."""
    # httpx counts the seconds of each step anew; a thread lets one deadline hold for all of them together.
    came: queue.SimpleQueue[_Answer | EngineProblem] = queue.SimpleQueue()

    def ask() -> None:
        try:
            came.put(_sent(body, endpoint))
        except EngineProblem as problem:
            came.put(problem)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = came.get(timeout=endpoint.seconds)
    except queue.Empty:
        raise EngineProblem(_slow(endpoint)) from None
    if isinstance(answer, EngineProblem):
        raise answer
    return answer


def _sent(body: Mapping[str, Any], endpoint: Endpoint) -> _Answer:
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    url = f"{endpoint.url.rstrip('/')}/chat/completions"
    until = time.monotonic() + endpoint.seconds
    try:
        with (
            httpx.Client(timeout=httpx.Timeout(endpoint.seconds, connect=min(10.0, endpoint.seconds))) as client,
            client.stream("POST", url, json=body, headers=headers) as response,
        ):
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > endpoint.largest:
                    raise EngineProblem(f"the answer of {endpoint.model} is larger than {endpoint.largest:,} bytes")
                if time.monotonic() > until:
                    raise EngineProblem(_slow(endpoint))
            return response.status_code, response.headers, bytes(content)
    except httpx.ReadTimeout:
        raise EngineProblem(_slow(endpoint)) from None
    except (httpx.TransportError, httpx.DecodingError):
        return 503, httpx.Headers(), b""  # nobody answers; that may pass
    except (httpx.InvalidURL, ValueError, OSError):
        # Their own messages may repeat what was sent.
        raise EngineProblem(f"{URL} is no address that can be asked: copy it again") from None


def _content(content: bytes, endpoint: Endpoint) -> str:
    try:
        choice = json.loads(content)["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise EngineProblem(f"what answers at the address of {endpoint.model} does not speak the protocol") from None
    if choice.get("finish_reason") == "length":
        raise EngineProblem(f"{endpoint.model} broke off in the middle of its answer: give it shorter articles")
    if not isinstance(text, str):
        raise EngineProblem(f"{endpoint.model} would not answer")
    return text


def _wait(attempt: int, asked: str) -> float:
    """Give the seconds to wait: what the endpoint asks for, else twice as long each time, never in step with others."""
    own = 2.0 ** (attempt - 1) * (0.75 + random.random() / 2)
    if asked.strip().isdigit():
        own = max(own, float(asked))
    elif asked:
        with suppress(ValueError, TypeError, OverflowError):
            own = max(own, email.utils.parsedate_to_datetime(asked).timestamp() - time.time())
    return min(own, _LONGEST_WAIT)


def _slow(endpoint: Endpoint) -> str:
    return f"{endpoint.model} gave no answer in {endpoint.seconds:g} seconds: let the rules read it, or try again"


def _status(status: int, endpoint: Endpoint) -> str:
    if status in (401, 403):
        return f"the endpoint refuses the key ({status}): look at {KEY}"
    if status == 404:
        return f"the endpoint has no model {endpoint.model}, or {URL} is not its address as far as /v1 ({status})"
    if 300 <= status < 400:
        return f"the endpoint sends on to another address ({status}), which is not followed: put that one in {URL}"
    if status in _AGAIN:
        return f"the endpoint of {endpoint.model} is busy or not there ({status}), also after waiting: try again later"
    return f"the endpoint of {endpoint.model} refuses the question ({status})"
