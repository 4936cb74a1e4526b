"""One film in a process of its own, which prints what it took: ``python -m tests.benchmarks.filming 1280 720``."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import events
from dashboard.exports.formats import export
from dashboard.exports.options import Options
from dashboard.exports.wish import Wish
from dashboard.view import View
from events.datasets import BUILT_IN


def film(wide: int, high: int) -> dict[str, float]:
    """Make a film of 60 frames; gives its frames, milliseconds, and the most memory that this process and the encoder
    took, in MB."""
    timeline = events.load(BUILT_IN)
    frames: list[int] = []
    view = View(day="2014-07-30", lat=34.0, lng=41.3, zoom=6.5)
    wish = Wish(
        timeline,
        view,
        since="2014-06-01",
        options=Options(wide, high, 1.0),
        progress=lambda done, of: frames.append(done),
    )
    done, encoder = Event(), [0.0]
    watch = Thread(target=_watch, args=(done, encoder))
    watch.start()
    began = perf_counter()
    export("mp4", wish)
    taken = (perf_counter() - began) * 1000
    done.set()
    watch.join()
    return {"frames": len(frames), "ms": taken, "own": _own(), "encoder": encoder[0]}


def _own() -> float:
    try:
        # What `resource` says begins with the memory of the process that started this one.
        return float(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1e3
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _watch(done: Event, most: list[float]) -> None:
    """Look at the encoder while it runs: what the system says of it afterwards counts us as we were when it began."""
    while not done.wait(0.02):
        for listed in Path("/proc/self/task").glob("*/children"):
            try:
                for child in listed.read_text().split():
                    said = Path(f"/proc/{child}/status").read_text()
                    if "ffmpeg" in said.partition("\n")[0]:
                        most[0] = max(most[0], float(said.partition("VmHWM:")[2].split()[0]) / 1e3)
            except (OSError, IndexError):
                continue


if __name__ == "__main__":
    print(json.dumps(film(int(sys.argv[1]), int(sys.argv[2]))))
