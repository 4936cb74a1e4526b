"""What the ledger promises: a snapshot, a replay, a large data set read whole, the built-in one read at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import numpy as np
import pandas as pd

import events
from events import Timeline
from events.datasets import BUILT_IN
from tests.benchmarks import made
from tests.benchmarks.table import Row, beside, left_out, median_ms, within

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_MEMORY_MB: Final = 4096
_DAYS: Final = 6
"""Days that a snapshot is asked for, over the whole of the data."""


@dataclass(frozen=True)
class Size:
    """How much is measured: claims, places, and how often."""

    claims: int = 1_000_000
    places: int = 33_000
    times: int = 5


QUICK: Final = Size(20_000, 1_000, 2)


def snapshot_and_replay(size: Size) -> Iterator[Row]:
    """One day of very many claims, and their replay, beside what plain pandas needs for the same frame."""
    ledger = made.ledger(size.places, size.claims)
    claims = ledger.claims
    sort = median_ms(lambda: claims.sort_values(["place_id", "latest"]), size.times)
    replay = median_ms(lambda: Timeline(ledger).replay(), size.times)
    yield beside(
        f"replay {size.claims:,} claims into control, frames to intervals", replay, sort, "ms",
        "pandas sorting the same frame by place and day (promised: at most five times that)", 0.2,
    )  # fmt: skip
    timeline = Timeline(ledger)
    timeline.replay()
    days = [str(made.FIRST + made.DAYS * at // (_DAYS + 1)) for at in range(1, _DAYS + 1)]
    ours = median_ms(_over(days, timeline.on), size.times * _DAYS)
    plain = median_ms(_over(days, lambda day: plain_snapshot(claims, day)), max(size.times, _DAYS))
    yield beside(
        f"`Timeline.on`: one day of {size.claims:,} claims", ours, plain, "ms",
        "pandas filter, sort, drop_duplicates (promised: 50 times faster)", 50,
    )  # fmt: skip


def plain_snapshot(claims: pd.DataFrame, day: str) -> pd.DataFrame:
    """Give the newest claim of each place on a day as anyone would write it; it knows no windows, rules or voices."""
    past = claims[claims["latest"] <= np.datetime64(day)]
    return past.sort_values(["place_id", "latest"]).drop_duplicates("place_id", keep="last")


def whole(size: Size) -> Iterator[Row]:
    """Read, check and replay a very large data set in a process of its own, and weigh it."""
    try:
        import resource  # noqa: F401
    except ImportError:
        yield left_out(f"load, check and replay {size.claims:,} claims", "this system does not tell a process's memory")
        return
    with TemporaryDirectory() as folder:
        made.folder(Path(folder), size.places, size.claims)
        runs = [_in_process(f"weigh({folder!r})") for _ in range(1 if size.times < 3 else 3)]
    steps = {step: float(np.median([run[step] for run in runs])) for step in runs[0]}
    parts = ", ".join(f"{step} {steps[step] / 1000:.1f} s" for step in ("load", "check", "replay"))
    total = sum(steps[step] for step in ("load", "check", "replay"))
    peak = max(run["peak"] for run in runs)
    yield within(
        f"peak memory of load, check and replay of {size.claims:,} claims", peak, _MEMORY_MB, "MB",
        f"{total / 1000:.1f} s: {parts}",
    )  # fmt: skip


def built_in(size: Size) -> Iterator[Row]:
    """Read the data set that comes with the project: in a new process, and again in one that has read it."""
    cold = [_in_process("read()")["ms"] for _ in range(max(3, size.times))]
    what = f"`events.load` of the built-in data set ({len(events.load(BUILT_IN).claims)} claims)"
    yield within(f"{what}, new process", float(np.median(cold)), 300, "ms")
    yield within(f"{what}, again", median_ms(lambda: events.load(BUILT_IN), size.times * 2), 300, "ms")


def weigh(folder: str) -> dict[str, float]:
    """Load, check and replay a data set; gives milliseconds per step and the peak of this process's memory in MB."""
    import resource

    from events import check

    began = perf_counter()
    timeline = events.load(folder)
    loaded = perf_counter()
    # No checkpoints, so no replay hides in here. An error would mean that rows were set aside and not replayed.
    problems = [p for p in (*timeline.problems, *check.run(timeline.ledger)) if p.severity == "error"]
    checked = perf_counter()
    if problems:
        raise RuntimeError(f"the made data set has {len(problems)} errors, the first: {problems[0]}")
    timeline.replay()
    replayed = perf_counter()
    # Linux counts in kB, macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {
        "load": (loaded - began) * 1000,
        "check": (checked - loaded) * 1000,
        "replay": (replayed - checked) * 1000,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
    }


def read() -> dict[str, float]:
    """Read the built-in data set once; gives milliseconds without the imports."""
    began = perf_counter()
    events.load(BUILT_IN)
    return {"ms": (perf_counter() - began) * 1000}


def _in_process(call: str) -> dict[str, float]:
    script = f"import json; from tests.benchmarks import ledger; print(json.dumps(ledger.{call}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{call} failed:\n{done.stderr[-2000:]}")
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _over(days: Sequence[str], ask: Callable[[str], object]) -> Callable[[], object]:
    """Ask for one day after the other, so that no answer can be a kept one."""
    turn = cycle(days)
    return lambda: ask(next(turn))
