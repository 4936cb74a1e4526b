"""The ledger: cited claims of who controls which place, and their replay into control on any day.

``load`` a data set, ask its `Timeline`. Nothing here knows a screen.
"""

from __future__ import annotations

import os

from events.dates import DayLike

# Imported here, once: a first import later would put the module of the same name in the place of the function.
from events.extract import extract
from events.frames import About, Ledger, Problem
from events.load import read as _read
from events.places import AliasIndex
from events.replays import Known
from events.rules import TABLE as RULE_TABLE
from events.timeline import Timeline

__all__ = ["RULE_TABLE", "About", "AliasIndex", "DayLike", "Known", "Ledger", "Problem", "Timeline", "extract", "load"]


def load(folder: str | os.PathLike[str]) -> Timeline:
    """Load a data set folder; bad rows are set aside in ``Timeline.problems``, good ones load, nothing raises."""
    return Timeline(_read(folder))
