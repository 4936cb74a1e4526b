"""Review: what a candidate would become, what it would flip, and how it is accepted.

``proposals`` drafts the claim, ``foresee`` replays the place with it, ``accept`` saves it with its decision.
"""

from __future__ import annotations

from events.review.accepting import accept, edited
from events.review.coverage import coverage
from events.review.denying import denial_of
from events.review.drafting import Draft, Proposal, proposals, revised
from events.review.foresight import Foresight, foresee
from events.review.joining import Near, near

__all__ = [
    "Draft",
    "Foresight",
    "Near",
    "Proposal",
    "accept",
    "coverage",
    "denial_of",
    "edited",
    "foresee",
    "near",
    "proposals",
    "revised",
]
