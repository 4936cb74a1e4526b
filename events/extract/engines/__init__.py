"""Two engines that may propose beside the rules, and never instead of them: a spaCy model, a language model's endpoint.

Both give `Candidates` as `events.extract.extract` does, each candidate with its ``engine``: ``spacy:<model>`` or
``llm:<model>``. Neither is needed, neither is asked unless the user says so, and nothing that they propose may be
accepted without a person: `needs_a_person` tells by the name of the engine.

``spacy_engine.installed()`` lists the spaCy models on this machine, ``spacy_engine.propose`` reads a text with one.
``endpoint.Endpoint.from_environment()`` gives the endpoint that the user named, or None; ``endpoint.propose`` asks it.
What cannot be done raises `EngineProblem`, whose message is for the reader.
"""

from __future__ import annotations

from events.extract.engines.problem import EngineProblem

__all__ = ["EngineProblem", "endpoint", "needs_a_person", "spacy_engine"]


def needs_a_person(engine: str) -> bool:
    """Tell whether what an engine proposes may never be accepted in bulk, whatever its confidence."""
    return engine.startswith("llm:")
