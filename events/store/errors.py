"""What the store refuses or cannot do, in words that a reviewer can act on; when one is raised, nothing was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from events.frames import Problem


class StoreError(Exception):
    """The store could not do it; the text says why and what to do, and never holds a password."""


class Busy(StoreError):
    """Another process is writing and did not finish in time."""


class Full(StoreError):
    """The disk, or the quota on it, is full."""


class Unreachable(StoreError):
    """The database does not answer."""


class Interrupted(StoreError):
    """The database went away while it was written to; what was under way was not saved, and is safe to repeat."""


class Refused(StoreError):
    """The rows cannot stand in a data set; ``problems`` says why, by file and field, in the reader's words."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.field}: {p.message}" if p.field else p.message for p in self.problems))


class Conflict(StoreError):
    """Somebody else was quicker; ``who`` did ``what`` at the time ``at`` (UTC), with ``why`` if they said so."""

    def __init__(
        self, message: str, who: str = "", what: str = "", at: dt.datetime | None = None, why: str = ""
    ) -> None:
        self.who, self.what, self.at, self.why = who, what, at, why
        super().__init__(message)
