"""Install what is missing and open the dashboard: ``python3 -m dashboard [DATASET] [--port N]``.

``python3 -m dashboard export`` makes slides, pages, pictures, films and tables instead; it has a ``--help`` of its own.
Needs Python 3.11 and nothing else: what the dashboard runs on goes into ``.venv``, unless it is there already.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from dashboard.install import venv
from dashboard.install.shell import SetupError


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the server and open a browser; gives the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["export"]:
        return _export(given[1:]) if find_spec("matplotlib") else _again_where_it_is(given)
    options = _parser().parse_args(given)
    if options.dataset and not Path(options.dataset).is_dir():
        print(f"there is no data set folder {options.dataset}", file=sys.stderr)
        return 2
    if find_spec("streamlit") is None:
        return _again_where_it_is(given)
    if options.dataset:
        os.environ["TIMELINE_DATASET"] = str(Path(options.dataset).resolve())
    return _serve(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m dashboard", description=__doc__)
    parser.add_argument(
        "dataset", nargs="?", metavar="DATASET", help="folder of a data set (default: the built-in one)"
    )
    parser.add_argument("--port", type=int, default=8501, help="default: %(default)s")
    parser.add_argument(
        "--address", default="localhost", help="who may connect; 0.0.0.0 is anybody (default: %(default)s)"
    )
    parser.add_argument("--headless", action="store_true", help="do not open a browser")
    return parser


def _again_where_it_is(given: Sequence[str]) -> int:
    if sys.version_info < venv.OLDEST:
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}", file=sys.stderr)
        return 1
    try:
        venv.prepare()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    folder = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(venv.ROOT), *([folder] if folder else [])])
    os.execv(venv.PYTHON, [str(venv.PYTHON), "-m", "dashboard", *given])


def _export(given: Sequence[str]) -> int:
    from dashboard.exports import command

    return command.main(given)


def _serve(options: argparse.Namespace) -> int:
    from streamlit.web import cli

    # Its settings stand beside the page: Streamlit reads them there, wherever the command is given.
    page = Path(__file__).resolve().with_name("app.py")
    flags = ["--server.port", str(options.port), "--server.headless", str(options.headless).lower()]
    cli.main(["run", str(page), "--server.address", options.address, *flags], standalone_mode=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
