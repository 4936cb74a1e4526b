"""Measure what the project promises about speed: ``python -m tests.benchmarks [--only NAME] [--quick]``.

Prints one Markdown table. Needs an idle machine: whatever else uses its cores slows what is measured. Exit code 0 when
every promise that could be measured is kept, else 1.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from playwright.sync_api import Browser

from tests.benchmarks import exporting, ledger, reading, scrub, visit
from tests.benchmarks.browser import NoBrowser, chromium
from tests.benchmarks.table import Row, left_out, markdown

IN_MEMORY: Final[dict[str, Callable[[bool], Iterator[Row]]]] = {
    "snapshot": lambda quick: ledger.snapshot_and_replay(ledger.QUICK if quick else ledger.Size()),
    "whole": lambda quick: ledger.whole(ledger.QUICK if quick else ledger.Size()),
    "load": lambda quick: ledger.built_in(ledger.QUICK if quick else ledger.Size()),
    "extract": lambda quick: reading.reading(reading.QUICK if quick else reading.Size()),
    "export": lambda quick: exporting.exporting(exporting.QUICK if quick else exporting.Size()),
}
ON_SCREEN: Final[dict[str, Callable[[Browser, bool], Iterator[Row]]]] = {
    "open": lambda browser, quick: visit.opening(browser, visit.QUICK if quick else visit.Size()),
    "stay": lambda browser, quick: visit.staying(browser, visit.QUICK if quick else visit.Size()),
    "scrub": lambda browser, quick: scrub.scrubbing(browser, scrub.QUICK if quick else scrub.SIZES),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for and print the table; gives the exit code."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__)
    names = [*ON_SCREEN, *IN_MEMORY]
    parser.add_argument("--only", choices=names, action="append", help="measure this alone; may be repeated")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: whether it runs, not how fast")
    options = parser.parse_args(arguments)
    wanted = options.only or names
    rows: list[Row] = []
    on_screen = [name for name in ON_SCREEN if name in wanted]
    if on_screen:
        try:
            with chromium() as browser:
                for name in on_screen:
                    rows += _measured(name, ON_SCREEN[name](browser, options.quick))
        except NoBrowser as error:
            rows += [left_out(name, str(error)) for name in on_screen]
    for name in [name for name in IN_MEMORY if name in wanted]:
        rows += _measured(name, IN_MEMORY[name](options.quick))
    print(markdown(rows))
    return int(any(row.met is False for row in rows))


def _measured(name: str, rows: Iterator[Row]) -> Iterator[Row]:
    """Tell on the way what is measured; what fails in the middle leaves the rows before it and those of the others."""
    try:
        for row in rows:
            print(f"{row.what}: {row.ours}; {row.other}", file=sys.stderr, flush=True)
            yield row
    except Exception as error:
        traceback.print_exc()
        yield Row(name, "failed", f"{type(error).__name__}: see above the table", None, False)


if __name__ == "__main__":
    sys.exit(main())
