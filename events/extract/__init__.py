"""From text to candidates: who may have taken, left or held which place, when, and by whose word.

Language and spans live here, nothing else. It may be unsure, and it never writes a claim.
"""

from __future__ import annotations

from events.extract.candidates import Candidate, Candidates
from events.extract.mentions import ActorMention, PlaceMention, Reading, TimeMention

__all__ = ["ActorMention", "Candidate", "Candidates", "PlaceMention", "Reading", "TimeMention"]
