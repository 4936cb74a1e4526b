"""What the extractor promises: articles per second on one core, memory, and how soon its names are there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from events.extract import extract
from events.extract.score import BUILT_IN
from tests.benchmarks.table import Row, beside, left_out, within

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_WORDS: Final = 400
_PER_SECOND: Final = 300
_MEMORY_MB: Final = 600
_OPEN_MS: Final = 200


@dataclass(frozen=True)
class Size:
    """How many articles are read, and how often it is measured."""

    articles: int = 600
    times: int = 3


QUICK: Final = Size(20, 1)


def articles(count: int) -> list[tuple[str, str]]:
    """Make articles of 400 words out of the gold set's paragraphs, each with its day of publication."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(BUILT_IN.glob("*.json"))]
    made: list[tuple[str, str]] = []
    at = 0
    while len(made) < count:
        # Another start each time: no two articles are alike, and nothing can be remembered from the last.
        first, words, parts = found[at % len(found)], 0, []
        while words < _WORDS:
            text = found[(at + len(parts) * (7 + at // len(found))) % len(found)]["text"]
            cut = _beginning(text, _WORDS - words)
            parts.append(cut)
            words += len(cut.split())
        made.append(("\n\n".join(parts), first["published"]))
        at += 1
    return made


def _beginning(text: str, words: int) -> str:
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    return text[: ends[min(words, len(ends)) - 1]]


def reading(size: Size) -> Iterator[Row]:
    """Read many articles on one core, beside spaCy's tokenizer, which only parts them into words."""
    made = articles(size.articles)
    for text, day in made[:5]:
        extract(text, day)
    ours = min(_timed(lambda: [extract(text, day) for text, day in made]) for _ in range(size.times)) / len(made)
    what = f"extract one article of {_WORDS} words, one core, after warm-up"
    yield within(what, ours, 1000 / _PER_SECOND, "ms", f"{1000 / ours:,.0f} articles a second")
    try:
        import spacy
    except ImportError:
        yield left_out(f"{what}, beside spaCy", "spaCy is not installed: pip install spacy")
    else:
        tokenizer: Any = spacy.blank("en")
        rival = min(_timed(lambda: [tokenizer(text) for text, _ in made]) for _ in range(size.times)) / len(made)
        yield beside(f"{what}, beside spaCy", ours, rival, "ms", "`spacy.blank('en')`, which only tokenizes", 0)
    weighed = _in_process(f"weigh({min(size.articles, 100)})")
    yield within("peak memory of a process that extracts", weighed["peak"], _MEMORY_MB, "MB")
    yield within("opening the index of the world's towns", weighed["open"], _OPEN_MS, "ms")


def weigh(count: int) -> dict[str, float]:
    """Open the names and read articles in this process; gives milliseconds and the peak of its memory in MB."""
    import resource

    from events.extract import Gazetteer

    made = articles(count)
    began = perf_counter()
    Gazetteer.open()
    opened = perf_counter()
    for text, day in made:
        extract(text, day)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {
        "open": (opened - began) * 1000,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
    }


def _timed(call: Any) -> float:
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000


def _in_process(call: str) -> dict[str, float]:
    # The index is built on the first run of all; what is measured is every run after it.
    program = f"import json\nfrom tests.benchmarks import reading\nprint(json.dumps(reading.{call}))"
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", program], cwd=_ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
