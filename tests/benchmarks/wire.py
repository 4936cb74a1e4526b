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
        threading.Thread(target=_accept, args=(listener, target, wire), daemon=True).start()
        yield wire


def _accept(listener: socket.socket, target: tuple[str, int], wire: Wire) -> None:
    with suppress(OSError):  # closed at the end of the block
        while True:
            near, _ = listener.accept()
            far = socket.create_connection(target)
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_relay, args=(source, sink, wire), daemon=True).start()


def _relay(source: socket.socket, sink: socket.socket, wire: Wire) -> None:
    with suppress(OSError):  # the other side hung up
        while data := source.recv(65536):
            wire.passed += len(data)
            sink.sendall(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
