"""Sources cited in a brief: numbered in the order in which they are first named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from dashboard.exports.prose import Run, address, plain
from dashboard.exports.wording import day_words
from events import Timeline

_APART = 3
"""Up to so many citations in one place stand singly, each a link; more are written as a range."""


class Reference(NamedTuple):
    """A document as it stands in a list of sources; ``url`` is an http address or empty."""

    number: int
    source_id: str
    text: str
    publisher: str
    url: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its number, its publisher as a link, the rest: a short link stays on one line."""
        return Run(f"[{self.number}] "), Run(self.publisher, href=self.url), Run(self.text[len(self.publisher) :])


class Citations:
    """The references of one brief. Ids may be of a claim, an event or a source."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._numbers: dict[str, int] = {}

    def sources(self, name: str, known: str = "") -> list[str]:
        """Give the source ids behind an id, sorted; none for an id that does not exist.

        With ``known``, an ISO day, what was published later or on a day unknown does not stand behind an event.
        """
        if name in self._rows:
            return [name]
        if name in self._of_claim:
            return [self._of_claim[name]]
        found = self._behind.get(name, [])
        return [i for i in found if self._rows[i]["published"] <= pd.Timestamp(known)] if known else found

    def numbers(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Number sources, those named before by their old numbers; ascending."""
        found = [self._numbers.setdefault(i, len(self._numbers) + 1) for i in source_ids if i in self._rows]
        return tuple(sorted(set(found)))

    def runs(self, source_ids: Iterable[str]) -> tuple[Run, ...]:
        """Cite sources, each as a linked number, many as ranges."""
        numbers = self.numbers(source_ids)
        if len(numbers) > _APART:
            return (Run(f"[{ranges(numbers)}]", cites=numbers),)
        by_number = {number: source_id for source_id, number in self._numbers.items()}
        return tuple(Run(f"[{n}]", href=address(str(self._rows[by_number[n]]["url"])), cites=(n,)) for n in numbers)

    def references(self) -> tuple[Reference, ...]:
        """List what was cited so far, in the order of the numbers."""
        return tuple(self.reference(source_id, number) for source_id, number in self._numbers.items())

    def reference(self, source_id: str, number: int) -> Reference:
        """Spell a source as in a list of sources."""
        row = self._rows[source_id]
        publisher = plain(str(row["publisher"]))
        text = publisher + (f" ({plain(str(row['wire']))})" if row["wire"] and row["wire"] != row["publisher"] else "")
        if row["title"]:
            text += f": \N{LEFT DOUBLE QUOTATION MARK}{plain(str(row['title']))}\N{RIGHT DOUBLE QUOTATION MARK}"
        published = "undated" if pd.isna(row["published"]) else day_words(row["published"])
        return Reference(number, source_id, f"{text}, {published}", publisher, address(str(row["url"])))

    def publishers(self, source_ids: Iterable[str]) -> list[str]:
        """Name the publishers of sources, each once, in the order of the ids; an agency goes before its reader."""
        rows = [self._rows[i] for i in source_ids if i in self._rows]
        return list(dict.fromkeys(plain(str(row["wire"] or row["publisher"])) for row in rows))

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        rows = self._timeline.sources.to_dict("records")
        return {str(row["source_id"]): {str(k): v for k, v in row.items()} for row in rows}

    @cached_property
    def _of_claim(self) -> dict[str, str]:
        claims = self._timeline.claims
        return dict(zip(claims["claim_id"], claims["source_id"], strict=True))

    @cached_property
    def _behind(self) -> dict[str, list[str]]:
        claims = self._timeline.claims
        found: dict[str, set[str]] = {}
        for name, source_id in zip(claims["event_id"], claims["source_id"], strict=True):
            found.setdefault(str(name), set()).add(str(source_id))
        return {name: sorted(ids) for name, ids in found.items() if name}


def ranges(numbers: Sequence[int]) -> str:
    """Write ascending numbers with an en dash for three or more in a row: 1–3, 5."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    spelled = (
        f"{part[0]}\N{EN DASH}{part[-1]}" if len(part) > 2 else ", ".join(str(number) for number in part)
        for part in parts
    )
    return ", ".join(spelled)
