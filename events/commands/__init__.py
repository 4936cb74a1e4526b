"""The commands of ``python -m events``, one module for each room they speak for.

A module has ``add(commands, parents)``, which adds its commands; each sets ``run``, a function that takes the options
and gives the exit code: 0 on success, 1 when problems are found. `ValueError` is wrong use and becomes exit code 2.
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from events import vocab
from events.datasets import BUILT_IN
from events.render import FORMATS

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object


class Parents(NamedTuple):
    """Options that several commands share: ``--dataset``, and with it ``--known``, ``--rule`` and ``--format``."""

    dataset: argparse.ArgumentParser
    view: argparse.ArgumentParser


def parents() -> Parents:
    """Make the shared options."""
    dataset = argparse.ArgumentParser(add_help=False)
    dataset.add_argument(
        "--dataset",
        metavar="DIR",
        default=os.environ.get("TIMELINE_DATASET") or str(BUILT_IN),
        help="folder of the data set (default: TIMELINE_DATASET, else the built-in one)",
    )
    view = argparse.ArgumentParser(add_help=False, parents=[dataset])
    view.add_argument(
        "--known",
        metavar="DATE",
        help="as known on this day, or 'then' for each day as reported then (default: hindsight)",
    )
    view.add_argument(
        "--rule", default="assessed", help=f"{', '.join(vocab.RULES)} or publisher:<name> (default: %(default)s)"
    )
    view.add_argument("--format", choices=FORMATS, default="table", help="default: %(default)s")
    return Parents(dataset, view)
