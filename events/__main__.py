"""The ledger on the command line: ``python -m events COMMAND``; ``--help`` lists the commands.

Exit code 0 on success, 1 when problems are found, 2 on wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from events.commands import extracting, ledger, parents, reviewing, scoring, storing


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    parser = argparse.ArgumentParser("python -m events", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = parents()
    for room in (ledger, extracting, scoring, storing, reviewing):
        room.add(commands, shared)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except ValueError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is still buffered must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
