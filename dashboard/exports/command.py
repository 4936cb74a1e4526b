"""Exports on the command line: ``python -m dashboard export``.

Exit code 0 on success, 1 when it cannot be made or written here, 2 on wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from tqdm import tqdm

from dashboard import library, stories
from dashboard.exports.asked import measured
from dashboard.exports.deliver import Undeliverable, deliver, writable
from dashboard.exports.figures import WORDS
from dashboard.exports.film import FORMATS as FILMS
from dashboard.exports.film import lasting
from dashboard.exports.formats import FORMATS, Unavailable, Wish, export, suffix_of
from dashboard.exports.narrative import Narrative, read
from dashboard.exports.options import Options
from dashboard.timemap.payload import initial_day
from dashboard.view import View, from_query
from events import Timeline
from events.datasets import BUILT_IN

_VIEW: Final = (
    "known", "rule", "against", "window", "place", "actors", "kinds", "countries", "standings", "search", "position",
)  # fmt: skip
_LARGEST: Final = 16_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Make one export; gives the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except (Unavailable, Undeliverable) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    except ValueError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    folder = Path(options.dataset)
    if not folder.is_dir():
        raise ValueError(f"there is no data set folder {folder}")
    if options.list:
        for each in stories.listed(folder):
            print(each.name)
        return 0
    if options.formats:
        wide = max(map(len, FORMATS))
        print("\n".join(f"{name:{wide}}  {each.what}" for name, each in FORMATS.items()))
        return 0
    if options.figures:
        for word, means in WORDS.items():
            print(f"{{{word}}}  {means}")
        return 0
    name = _format(options)
    out = Path(options.out or f"{_stem(options)}{suffix_of(name, options.table)}")
    writable(out)
    # As the dashboard shows it: where the store holds the data set, with the claims that were accepted in review.
    timeline = library.shelf(folder).timeline
    if trouble := stories.trouble():
        print(f"the store was not asked, the files alone are told of: {trouble}", file=sys.stderr)
    if timeline.problems:
        print(f"{len(timeline.problems)} problems in the data: python -m events check lists them", file=sys.stderr)
    with ExitStack() as stack:
        made = export(name, replace(_wish(options, folder, timeline, stack), file=out.name))
    for remark in made.remarks:
        print(remark, file=sys.stderr)
    deliver({out: made.content} | {Path(f"{out}{ending}"): content for ending, content in made.beside.items()})
    return 0


def _wish(options: argparse.Namespace, folder: Path, timeline: Timeline, stack: ExitStack) -> Wish:
    narrative, remarks = _narrative(options, folder, timeline)
    for remark in remarks:
        print(remark, file=sys.stderr)
    if narrative is None:
        view, since = _view(options, timeline), options.start or ""
    else:
        last = max(narrative.steps, key=lambda step: step.view.day)
        view, since = last.view, min(step.view.day for step in narrative.steps)
        since = "" if since == view.day else since
    bar = stack.enter_context(tqdm(disable=None, leave=False, file=sys.stderr))

    def progress(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    return Wish(
        timeline=timeline,
        view=view,
        since=since,
        narrative=narrative,
        options=_look(options),
        template=_template(options.template),
        table=options.table or "",
        step=options.step,
        maps=options.maps,
        reel=lasting(options.seconds),
        progress=progress,
    )


def _narrative(
    options: argparse.Namespace, folder: Path, timeline: Timeline
) -> tuple[Narrative | None, Sequence[object]]:
    if options.narrative is None:
        return None, ()
    asked = [f"--{word}" for word in _VIEW if getattr(options, word) is not None]
    asked += [
        f"--{word}" for word, value in (("on", options.on), ("from", options.start), ("to", options.end)) if value
    ]
    if asked:
        raise ValueError(f"{', '.join(asked)}: a narrative has views of its own; leave it out, or the narrative")
    text = _source(options.narrative, folder)
    try:
        return read(text, initial_day(timeline))
    except ValueError as error:
        raise ValueError(f"{Path(options.narrative).name}: {error}") from None


def _source(name: str, folder: Path) -> str:
    """Give the YAML of a narrative of the list, else of a file."""
    text = stories.source(name, folder)
    if text is not None:
        return text
    path = Path(name)
    if not path.is_file():
        there = ", ".join(each.name for each in stories.listed(folder)) or "none"
        trouble = stories.trouble()
        more = f" (the store was not asked: {trouble})" if trouble else ""
        raise ValueError(f"there is no narrative {name!r}: name a file, or one of {there}{more}")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"the narrative {path} cannot be read: {error}") from None


def _view(options: argparse.Namespace, timeline: Timeline) -> View:
    if options.on and (options.start or options.end):
        raise ValueError("give --on DATE, or --from DATE and --to DATE, not both")
    if bool(options.start) != bool(options.end):
        raise ValueError("--from and --to go together")
    query = {"day": options.on or options.end or initial_day(timeline)}
    for word in _VIEW:
        value = getattr(options, word)
        if value is not None:
            query |= (
                _position(value) if word == "position" else {word: value.replace(",", "~") if word in _LISTS else value}
            )
    view, said = from_query(query, query["day"])
    if said:
        # What an address leaves out a command refuses.
        raise ValueError(said[0].removeprefix("The address asks for ").removesuffix(" It is left out."))
    known = set(timeline.actors["actor_id"])
    for actor in view.actors:
        if actor not in known:
            raise ValueError(f"no actor is called {actor!r}: choose from {', '.join(sorted(known))}")
    # Whether a rule or a clock exists is the ledger's to say, and before the work begins.
    timeline.replay(view.known or None, view.rule)
    return view


_LISTS: Final = ("actors", "kinds", "countries", "standings")


def _position(text: str) -> dict[str, str]:
    parts = text.split(",")
    if len(parts) != 3:
        raise ValueError("--position is LATITUDE,LONGITUDE,ZOOM, such as 34.0,41.3,6.5")
    return dict(zip(("lat", "lng", "zoom"), (part.strip() for part in parts), strict=True))


def _look(options: argparse.Namespace) -> Options:
    name = _format(options)
    try:
        # One that is not asked for is drawn twice as fine; a film is watched, not printed.
        look = measured(options.size or "1280x720", name, _LARGEST)
    except ValueError as error:
        raise ValueError(f"--size {options.size}: {error}") from None
    scale = look.scale if options.size or name in FILMS else 2.0
    return replace(look, scale=scale, theme=options.theme, transparent=options.transparent)


def _template(name: str | None) -> bytes | None:
    if name is None:
        return None
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise ValueError(f"the template {name} cannot be read: {error.strerror or error}") from None


def _format(options: argparse.Namespace) -> str:
    if options.format:
        return str(options.format)
    ending = Path(options.out or "").suffix.lower()
    found = next((name for name, each in FORMATS.items() if each.suffix == ending), None)
    if found is None:
        raise ValueError(f"--format is needed: {', '.join(FORMATS)}")
    return found


def _stem(options: argparse.Namespace) -> str:
    if options.narrative:
        return Path(options.narrative).stem
    return "-to-".join(filter(None, [options.on, options.start, options.end])) or "territory-timeline"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m dashboard export", description=__doc__)
    add: Any = parser.add_argument
    add("--list", action="store_true", help="name the narratives, those beside the data set first, one a line, and end")
    add("--formats", action="store_true", help="name the formats, one a line, and end")
    add("--figures", action="store_true", help="list what the text of a narrative can ask for in braces, and end")
    add("--format", choices=tuple(FORMATS), metavar="FORMAT", help="one of --formats (default: by the end of --out)")
    add("--out", metavar="FILE", help="default: named after what is told, in this folder")
    add("--narrative", metavar="NAME", help="one of --list, or a YAML file")
    add("--on", metavar="DATE", help="one day, in place of a narrative")
    add("--from", dest="start", metavar="DATE", help="with --to: the days between two, in place of a narrative")
    add("--to", dest="end", metavar="DATE")
    usual = os.environ.get("TIMELINE_DATASET") or str(BUILT_IN)
    add("--dataset", metavar="DIR", default=usual, help="default: TIMELINE_DATASET, else the built-in one")
    view = parser.add_argument_group("the view, as in the address of the dashboard; lists are parted by commas")
    for word in _VIEW:
        view.add_argument(f"--{word}", metavar="LAT,LNG,ZOOM" if word == "position" else word.upper())
    look = parser.add_argument_group("the look")
    add = look.add_argument
    add("--theme", choices=("light", "dark"), default="light")
    add("--size", metavar="WxH", help="size of a picture or film in pixels")
    add("--transparent", action="store_true", help="leave out the ground of a picture")
    add("--template", metavar="FILE", help="a .pptx or .potx whose master the slides take")
    add(
        "--table",
        metavar="TABLE",
        help="of csv, json, parquet: states, changes, events, intervals, claims, sources, all",
    )
    add("--maps", type=int, default=6, help="how many a row of maps has (default: %(default)s)")
    add("--seconds", type=int, default=8, help="how long a film runs, without its stops to read (default: %(default)s)")
    add("--step", type=int, default=1, help="of a narrative: whose map a picture shows (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
