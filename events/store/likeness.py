"""When two texts are one: equal, or nearly so.

Texts are compared by their runs of three words, whatever the case, spacing and punctuation. The share of runs that
both have among all that either has (Jaccard) is 1 for equal texts; a note of 70 words with two words corrected is at
.82, one of 400 words at .97, a text that grew by a third at .75, two papers' own reports of one battle are below .2.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

import numpy as np

NEAR: Final = 0.7
"""From this share of common runs on, two texts are versions or copies of one another."""

_RUN: Final = 3
_HASHES: Final = 128
# 32 bands of 4: two texts at .7 share a band with probability .9999, at .3 with .23, and are then compared in full.
_BANDS: Final = 32
_WORD: Final = re.compile(r"\w+")


def sha256(text: str) -> str:
    """Give the hash of a text, in UTF-8."""
    return hashlib.sha256(encoded(text)).hexdigest()


def encoded(text: str) -> bytes:
    """Give a text as bytes, whatever it holds; `decoded` gives it back as it was."""
    return text.encode("utf-8", "surrogatepass")


def decoded(content: bytes) -> str:
    """Give the text of `encoded` bytes."""
    return content.decode("utf-8", "surrogatepass")


def runs(text: str) -> set[str]:
    """Give the runs of three words of a text; one shorter than that is one run."""
    words = _WORD.findall(text.casefold())
    return {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}


def shared(one: set[str], other: set[str]) -> float:
    """Give the share of common runs among all, from 0 to 1."""
    return len(one & other) / max(1, len(one | other))


def signature(text: str) -> bytes:
    """Give the MinHash of a text: its likeness to others can be judged when the text itself is not kept."""
    # Slow to import, and only wanted where texts come in.
    from datasketch import MinHash  # type: ignore[import-untyped]

    made = MinHash(num_perm=_HASHES)
    made.update_batch([encoded(run) for run in sorted(runs(text))])
    values: bytes = made.hashvalues.astype("<u8").tobytes()
    return values


def estimated(one: bytes, other: bytes) -> float:
    """Estimate the share of common runs from two signatures; within .04 or so."""
    return float(np.mean(np.frombuffer(one, "<u8") == np.frombuffer(other, "<u8")))


def bands(made: bytes) -> Iterator[str]:
    """Give the words under which a signature is filed: texts that are near share at least one."""
    values = np.frombuffer(made, "<u8").reshape(_BANDS, -1)
    for number, band in enumerate(values):
        yield f"{number:02x}-{hashlib.blake2b(band.tobytes(), digest_size=8).hexdigest()}"
