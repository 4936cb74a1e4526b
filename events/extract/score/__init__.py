"""How good the extractor is: labelled articles against candidates, in the figures of the field."""

from __future__ import annotations

from events.extract.score.figures import Bin, Figures, Report, report
from events.extract.score.gold import BUILT_IN, Article, Event, Negative, read_folder
from events.extract.score.matching import Outcome, match
from events.extract.score.prediction import Prediction
from events.extract.score.table import as_table

__all__ = [
    "BUILT_IN",
    "Article",
    "Bin",
    "Event",
    "Figures",
    "Negative",
    "Outcome",
    "Prediction",
    "Report",
    "as_table",
    "match",
    "read_folder",
    "report",
]
