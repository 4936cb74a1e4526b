"""A relay in front of a server that counts what really goes over the wire, compressed as it is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass


@dataclass
class Wire:
    """Bytes that have passed, both ways together, and the address of the relay."""

    url: str
    passed: int = 0


@contextmanager
def counted(url: str) -> Iterator[Wire]:
    """Relay every connection to a server on this machine; the counter runs for as long as the block does."""
    target = ("127.0.0.1", int(url.rpartition(":")[2]))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        wire = Wire(f"http://localhost:{listener.getsockname()[1]}")
        accepting = threading.Thread(target=_accept, args=(listener, target, wire), daemon=True)
        accepting.start()
        try:
            yield wire
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for connections
            accepting.join(5)


def _accept(listener: socket.socket, target: tuple[str, int], wire: Wire) -> None:
    with suppress(OSError):  # the end of the block
        while True:
            near, _ = listener.accept()
            try:
                far = socket.create_connection(target)
            except OSError:
                near.close()
                continue
            for source, sink in ((near, far), (far, near)):
                # Small answers must not wait for one another here: they would not without this relay.
                sink.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=_relay, args=(source, sink, wire), daemon=True).start()


def _relay(source: socket.socket, sink: socket.socket, wire: Wire) -> None:
    with source:  # each thread closes the end that it reads
        with suppress(OSError):  # the other side hung up
            while data := source.recv(65536):
                wire.passed += len(data)
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
