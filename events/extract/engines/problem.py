"""What stops an engine, said to the reader."""

from __future__ import annotations


class EngineProblem(RuntimeError):
    """An engine cannot answer; the message says why, and never holds a key."""
