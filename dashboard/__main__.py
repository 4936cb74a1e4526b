"""Open the dashboard: ``python -m dashboard [DATASET] [--port N]``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the server and open a browser; gives the exit code."""
    parser = argparse.ArgumentParser("python -m dashboard", description=__doc__)
    parser.add_argument(
        "dataset", nargs="?", metavar="DATASET", help="folder of a data set (default: the built-in one)"
    )
    parser.add_argument("--port", type=int, default=8501, help="default: %(default)s")
    parser.add_argument("--headless", action="store_true", help="do not open a browser")
    options = parser.parse_args(arguments)
    if options.dataset:
        folder = Path(options.dataset)
        if not folder.is_dir():
            print(f"there is no data set folder {folder}", file=sys.stderr)
            return 2
        os.environ["TIMELINE_DATASET"] = str(folder.resolve())

    from streamlit.web import cli

    # Its settings stand beside the page: Streamlit reads them there, wherever the command is given.
    page = Path(__file__).resolve().with_name("app.py")
    flags = ["--server.port", str(options.port), "--server.headless", str(options.headless).lower()]
    cli.main(["run", str(page), *flags], standalone_mode=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
