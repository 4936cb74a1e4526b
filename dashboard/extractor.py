"""The extractor as this process uses it: what it knows is opened once, and other engines are there when they are.

Nothing here is imported from the extractor before somebody reads an article: the map page never waits for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

if TYPE_CHECKING:
    from events.extract import Actors, Candidate, Gazetteer, Reading
    from events.extract.documents import Article

RULES: Final = "rules"
_lock = threading.Lock()
_opened: dict[str, Reader] = {}


@dataclass(frozen=True)
class Reader:
    """Reads articles with the names of one data set over those of the world."""

    places: pd.DataFrame
    actors: pd.DataFrame
    progress: Callable[[float, str], None] | None = None

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places that are known."""
        from events.extract import Gazetteer

        return Gazetteer.open(self.places, _countries(self.places), self.progress)

    @cached_property
    def sides(self) -> Actors:
        """The armed sides that are known."""
        from events.extract import Actors

        return Actors.open(self.actors)

    def read(self, article: Article, engines: tuple[str, ...], settings: Mapping[str, Any]) -> Found:
        """Read an article with the rules and with the other engines that are asked for.

        An engine that cannot answer is said in ``said``, and what the others found is kept.
        """
        from events.dates import iso
        from events.extract import extract

        day = None if article.published is None else iso(article.published)
        found = extract(article.text, day, self.gazetteer, actors=self.sides)
        candidates, said = list(found), list(found.said)
        for engine in engines:
            if engine != RULES:
                more, words = self._beside(engine, article, found.found, settings)
                candidates += more
                said += words
        return Found(tuple(candidates), tuple(said))

    def lookup(self, name: str, country: str = "") -> list[Reading]:
        """Give every place in the world that is called so."""
        return self.gazetteer.lookup(name, country)

    def _beside(
        self, engine: str, article: Article, rules: tuple[Candidate, ...], settings: Mapping[str, Any]
    ) -> tuple[list[Candidate], list[str]]:
        from events.extract.engines import EngineProblem, endpoint, spacy_engine

        text, day = article.text, article.published
        try:
            if engine.startswith("spacy:"):
                parser = spacy_engine.load(engine.partition(":")[2])
                found = spacy_engine.propose(text, day, self.gazetteer, parser, actors=self.sides, rules=rules)
            else:
                asked = endpoint.Endpoint.from_environment(settings)
                if asked is None:
                    return [], [f"{engine} is not set up any more: the rules alone were asked"]
                found = endpoint.propose(text, day, self.gazetteer, asked, actors=self.sides)
        except EngineProblem as problem:
            return [], [f"{engine} gave nothing: {problem}"]
        return list(found), [f"{engine}: {sentence}" for sentence in found.said]


@dataclass(frozen=True)
class Found:
    """What reading an article came to: the candidates of all engines, and sentences for the reader."""

    candidates: tuple[Candidate, ...]
    said: tuple[str, ...]


def reader(
    version: str,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    progress: Callable[[float, str], None] | None = None,
) -> Reader:
    """Give the reader for a version of a data set, made on first use; ``progress`` is told of the first building."""
    with _lock:
        if version not in _opened:
            made = Reader(places, actors, progress)
            made.gazetteer, made.sides  # noqa: B018  # opened here, once, not under the first reader's hands
            _opened.clear()
            _opened[version] = made
        return _opened[version]


def engines(settings: Mapping[str, Any]) -> tuple[list[str], str]:
    """Name the engines that are there beside the rules; with a sentence where one is named but cannot be used.

    ``settings`` may name a language model's endpoint (TIMELINE_LLM_URL, TIMELINE_LLM_MODEL, TIMELINE_LLM_KEY).
    """
    from events.extract.engines import EngineProblem, endpoint, spacy_engine

    there = [f"spacy:{name}" for name in spacy_engine.installed()]
    try:
        found = endpoint.Endpoint.from_environment(settings)
    except EngineProblem as problem:
        return there, str(problem)
    if found is not None:
        there.append(f"llm:{found.model}")
    return there, ""


def _countries(places: pd.DataFrame) -> list[str]:
    """Give the countries that a data set is about: those with most of its places."""
    counts = places.loc[places["country"] != "", "country"].value_counts()
    return [str(country) for country in counts[counts >= max(counts.sum() * 0.1, 1)].index]
