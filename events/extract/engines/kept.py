"""Answers that were paid for once, kept in the user's cache: one file each, named by what was asked."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path


def default_folder() -> Path:
    """Name the folder of answers in the user's cache."""
    return user_cache_path("territory-timeline", appauthor=False) / "answers"


def key(*parts: str) -> str:
    """Give the name under which an answer is kept: a hash of all that it depends on."""
    return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()


def find(folder: Path, name: str) -> str | None:
    """Give a kept answer; None when there is none, or its file is damaged."""
    try:
        value = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    content = value.get("content") if isinstance(value, dict) else None
    return content if isinstance(content, str) else None


def keep(folder: Path, name: str, content: str) -> None:
    """Keep an answer, whole or not at all; a cache that cannot be written costs time, not the answer."""
    target = folder / f"{name}.json"
    fresh = folder / f".{name}.{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps({"content": content}, ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, target)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
