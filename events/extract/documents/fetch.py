"""One page from the network, because a person asked for it: the only place where a document is fetched.

The name is resolved once, every address it gives is checked (`addresses.refusal`), and the connection goes to an
address that was checked, never to the name again; the name still goes into the Host header and the certificate check.
Each redirect is taken through the same gate. One deadline covers all of it, and the body is counted as it comes and
again as it is unpacked.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore

from events.extract.documents.addresses import refusal
from events.extract.documents.answers import Body, Limits, body, following, read_body
from events.extract.documents.article import Article
from events.extract.documents.links import Link, Refused, take_apart

__all__ = ["Limits", "Refused", "fetch"]


def fetch(url: str, *, limits: Limits | None = None) -> Article:
    """Fetch one page and read it: main text, title, publisher and publication day.

    Raises `Refused`, which is a `ValueError`: for an address that is not public, a scheme, port or type of content
    that is not fetched, a page that is too large or too slow, an answer that is no page, a page without main text.
    """
    return visit(url, _Internet(), limits or Limits())


class _Internet:
    """What lies outside of this machine. The tests put another world in its place; nothing else may."""

    def resolve(self, host: str, port: int) -> list[str]:
        """Give the addresses of a host; raises `OSError` when it has none."""
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]

    def dial(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        """Connect to an address."""
        return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)

    def trust(self) -> ssl.SSLContext:
        """Give the certificates that are trusted."""
        return httpcore.default_ssl_context()


def visit(url: str, world: _Internet, limits: Limits) -> Article:
    """Fetch from a world; `fetch` is the way in."""
    clock = _Clock(limits.seconds)
    link = take_apart(url, limits.ports)
    said: tuple[str, ...] = ()
    for _ in range(limits.redirects + 1):
        gate = _Gate(world, clock)
        with httpcore.ConnectionPool(ssl_context=world.trust(), network_backend=gate, retries=0) as pool:
            try:
                answer = _ask(pool, link, limits, clock)
            except (httpcore.TimeoutException, TimeoutError):
                raise clock.refused() from None
            except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
                raise Refused(_broken(link.host, error)) from None
        if isinstance(answer, Body):
            return read_body(answer, link, said)
        onward = take_apart(answer, limits.ports, link)
        if link.scheme == "https" and onward.scheme == "http":
            said = ("the site sent on to a page without encryption: someone on the way could have changed it",)
        link = onward
    raise Refused(
        f"the site sends from page to page more than {limits.redirects} times: open it in a browser and paste"
    )


@dataclass
class _Clock:
    seconds: float
    start: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        left = self.start + self.seconds - time.monotonic()
        if left <= 0:
            raise self.refused()
        return left

    def refused(self) -> Refused:
        return Refused(
            f"the site is too slow: it was not done after {self.seconds:g} seconds. Try again, or paste the text"
        )


class _Gate(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and to nothing else."""

    def __init__(self, world: _Internet, clock: _Clock) -> None:
        self._world = world
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = list(dict.fromkeys(self._resolved(host, port)))
        for address in addresses:
            what = refusal(address)
            if what:
                shown = host if host == address else f"{host} is {address}, and that"
                raise Refused(
                    f"{shown} is {what}; pages are fetched from the public internet only: paste the text instead"
                )
        failed: Exception = OSError("no address")
        for address in addresses[:4]:
            try:
                return _Timed(self._world.dial(address, port, min(8.0, self._clock.left())), self._clock)
            except (httpcore.NetworkError, httpcore.TimeoutException, OSError) as error:
                failed = error
        raise Refused(_broken(host, failed)) from failed

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise Refused("a socket of this machine is no page")

    def _resolved(self, host: str, port: int) -> list[str]:
        # The system's resolver keeps its own time; a thread lets the deadline hold for it too.
        answer: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answer.put(self._world.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=look_up, daemon=True).start()
        try:
            found = answer.get(timeout=self._clock.left())
        except queue.Empty:
            raise self._clock.refused() from None
        if isinstance(found, Exception) or not found:
            raise Refused(f"no host of the name {host} was found: copy the address again, or look at the connection")
        return found


class _Timed(httpcore.NetworkStream):
    """A connection on which no wait outlasts the deadline, however slowly its bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, clock: _Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._clock.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._clock.left()
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, timeout=left), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _ask(pool: httpcore.ConnectionPool, link: Link, limits: Limits, clock: _Clock) -> Body | str:
    """Ask for a page: its body, or the address that it sends on to."""
    url = httpcore.URL(
        scheme=link.scheme.encode(), host=link.host.encode(), port=_port(link), target=link.target.encode()
    )
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": "TerritoryTimeline/1 (one page, asked for by its reader)",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.8",
        "Accept-Language": "en",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    with pool.stream("GET", url, headers=headers) as response:
        fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        sent_on = following(response.status, fields)
        if sent_on:
            return sent_on
        got = body(response.status, fields, response.iter_stream(), limits)
    clock.left()
    return got


def _port(link: Link) -> int | None:
    # httpcore writes a port into the Host header when it is given one.
    return None if (link.scheme, link.port) in (("http", 80), ("https", 443)) else link.port


def _broken(host: str, error: Exception) -> str:
    if isinstance(error, ssl.SSLError) or "certificate" in str(error).lower():
        return (
            f"{host} does not prove that it is {host} (its certificate fails): look at it in a browser, paste the text"
        )
    return f"{host} did not answer ({type(error).__name__}): try again later, or paste the text"
