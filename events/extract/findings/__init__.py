"""From frames to findings: which place, which days, by whose word, and what answers it."""
