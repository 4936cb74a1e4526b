"""Exports into files: written under another name first, so that no half of one is ever left behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


class Undeliverable(OSError):
    """A file cannot be written where it was asked for; the message says why, and nothing was left there."""


def writable(path: Path) -> None:
    """Raise `Undeliverable` when nothing can be written at a path: better before the work than after it."""
    folder = path.parent
    if path.is_dir():
        raise Undeliverable(f"{path} is a folder: name a file")
    if not folder.is_dir():
        raise Undeliverable(f"there is no folder {folder}: make it first, or name another")
    try:
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise Undeliverable(f"nothing can be written into {folder}: {error.strerror or error}") from None


def deliver(contents: Mapping[Path, bytes]) -> None:
    """Write files, all or none; raises `Undeliverable`."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
            waiting.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # A temporary file is for its maker's eyes only; an export is an ordinary file.
            Path(name).chmod(0o666 & ~_umask())
        for made, path in waiting:
            os.replace(made, path)
    except OSError as error:
        named = next(iter(contents), Path())
        raise Undeliverable(f"{named} cannot be written: {error.strerror or error}") from None
    finally:
        for made, _ in waiting:
            made.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
