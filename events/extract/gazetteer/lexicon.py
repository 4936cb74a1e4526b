"""Reading what is built in: tables and word lists of the folder lexicon."""

from __future__ import annotations

import csv
from importlib import resources


def text(name: str) -> str:
    """Read a file of the lexicon."""
    return resources.files("events.extract.lexicon").joinpath(name).read_text(encoding="utf-8")


def table(name: str) -> list[dict[str, str]]:
    """Read a table of the lexicon as rows by column name."""
    return list(csv.DictReader(text(name).splitlines()))
