"""A narrative: an ordered list of views, each with a headline, a text in Markdown and what it points at.

It is kept as YAML. Reading, writing and checking are here; what its texts say on a given ledger is `brief`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from dashboard.exports.prose import plain
from dashboard.view import View, from_query
from events import Timeline
from events.dates import iso

LONGEST: Final = 2_000_000
"""Characters of a file; more is no narrative."""
MOST_STEPS: Final = 1_000
FOLDER: Final = "narratives"
"""Where in the folder of a data set its narratives lie."""
_LISTS: Final = ("actors", "kinds", "countries", "standings")
_TEXTS: Final = ("headline", "text", "notes")


@dataclass(frozen=True)
class Step:
    """One stop: where to look, what to say there, which places and events it points at (ids)."""

    view: View
    headline: str = ""
    text: str = ""
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class Narrative:
    """A story told from a ledger. ``language`` is a code such as ``en``; ``order`` puts it among others."""

    title: str
    steps: tuple[Step, ...]
    description: str = ""
    language: str = "en"
    author: str = ""
    order: int = field(default=1_000, compare=False)


class Remark(NamedTuple):
    """Something that is not as it should be; ``step`` counts from 1, 0 is the whole."""

    step: int
    message: str

    def __str__(self) -> str:
        return f"step {self.step}: {self.message}" if self.step else self.message


def read(text: str, usual_day: str = "") -> tuple[Narrative, list[Remark]]:
    """Read a narrative from YAML; what cannot be read is left out and remarked upon.

    ``usual_day`` is the ISO day of a step that names none. Raises `ValueError` when it is no narrative at all.
    """
    if len(text) > LONGEST:
        raise ValueError(f"the narrative has {len(text):,} characters; {LONGEST:,} are the most")
    try:
        # Every value is a text here: YAML would make a boolean of Norway.
        raw = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        why = " ".join(str(error).split())[:300]
        raise ValueError(f"this is no YAML: {why or 'nested too deeply'}") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("steps"), list) or not raw["steps"]:
        raise ValueError("a narrative needs a title and a list of steps, each with a view and a headline")
    if len(raw["steps"]) > MOST_STEPS:
        raise ValueError(f"the narrative has {len(raw['steps']):,} steps; {MOST_STEPS:,} are the most")
    said = list(_strange(raw, {"title", "description", "language", "author", "order", "steps"}, 0))
    steps = []
    for number, given in enumerate(raw["steps"], start=1):
        step, remarks = _step(given, number, usual_day)
        said += remarks
        if step is not None:
            steps.append(step)
    if not steps:
        raise ValueError("none of the steps can be read: a step needs a view and a headline or a text")
    order = _text(raw, "order")
    found = Narrative(
        title=_text(raw, "title") or "Untitled narrative",
        steps=tuple(steps),
        description=_text(raw, "description"),
        language=_text(raw, "language") or "en",
        author=_text(raw, "author"),
        order=int(order) if order.isdecimal() else 1_000,
    )
    return found, said


def write(narrative: Narrative) -> str:
    """Write a narrative as YAML that `read` gives back unchanged."""
    return _written(narrative, narrative.order)


@lru_cache(maxsize=16)
def _written(narrative: Narrative, order: int) -> str:
    # A page asks for it whenever it is drawn. Two narratives are equal in another order too: it stands apart.
    plain_form: dict[str, Any] = {"title": narrative.title}
    for name in ("description", "language", "author"):
        plain_form |= {name: getattr(narrative, name)} if getattr(narrative, name) else {}
    if order != 1_000:
        plain_form["order"] = order
    plain_form["steps"] = [_plain_step(step) for step in narrative.steps]
    text: str = yaml.dump(plain_form, Dumper=_Yaml, allow_unicode=True, sort_keys=False, width=110)
    return text


def check(narrative: Narrative, timeline: Timeline) -> list[Remark]:
    """List what a narrative names that a ledger does not have: places, events, actors, days outside the data.

    What its texts ask for is checked where they are filled in, by `brief.brief`.
    """
    known = _known(timeline)
    return [
        Remark(number, message)
        for number, step in enumerate(narrative.steps, start=1)
        for message in _missing(step, known)
    ]


def shelf(folder: Path) -> dict[str, Path]:
    """Find the narratives that stand beside a data set: name (of the file) and path, in their own order."""
    try:
        files = [path for path in (folder / FOLDER).iterdir() if path.suffix in (".yml", ".yaml") and path.is_file()]
    except OSError:
        return {}
    ordered = []
    for path in files:
        try:
            ordered.append((read(path.read_text(encoding="utf-8"))[0].order, path.stem, path))
        except (OSError, ValueError):
            # It is listed all the same: who asks for it is told what is wrong with it.
            ordered.append((1_001, path.stem, path))
    return {name: path for _, name, path in sorted(ordered)}


def _step(given: object, number: int, usual_day: str) -> tuple[Step | None, list[Remark]]:
    if not isinstance(given, dict):
        return None, [Remark(number, "it is no list of fields and is left out")]
    said = list(_strange(given, {"view", "places", "events", *_TEXTS}, number))
    raw = given.get("view", {})
    if not isinstance(raw, dict):
        said.append(Remark(number, "its view is no list of fields: the usual one is taken"))
        raw = {}
    said += _strange(raw, {f.name for f in fields(View)}, number)
    query = {}
    for name, value in raw.items():
        if isinstance(value, list) and name in _LISTS:
            value = "~".join(each for each in value if isinstance(each, str))
        if isinstance(value, str):
            query[str(name)] = value
        else:
            said.append(Remark(number, f"{name} of its view cannot be read and is left out"))
    view, complaints = from_query(query, usual_day)
    said += [Remark(number, complaint.replace("The address asks", "it asks")) for complaint in complaints]
    if not view.day:
        return None, [*said, Remark(number, "it has no day and is left out")]
    texts = {name: _text(given, name) for name in _TEXTS}
    return Step(view=view, places=_ids(given, "places"), events=_ids(given, "events"), **texts), said


def _text(raw: Mapping[Any, Any], name: str) -> str:
    value = raw.get(name, "")
    return plain(value).strip("\n") if isinstance(value, str) else ""


def _ids(raw: Mapping[Any, Any], name: str) -> tuple[str, ...]:
    value = raw.get(name, [])
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _strange(raw: Mapping[Any, Any], known: set[str], number: int) -> Iterator[Remark]:
    for name in raw:
        if name not in known:
            yield Remark(number, f"{str(name)[:60]!r} is no field of it and is left out")


def _plain_step(step: Step) -> dict[str, Any]:
    usual = View()
    view: dict[str, Any] = {}
    for each in fields(View):
        value = getattr(step.view, each.name)
        if value != getattr(usual, each.name) and value is not None:
            view[each.name] = list(value) if each.name in _LISTS else _day(value) if each.name == "day" else value
    said: dict[str, Any] = {"headline": step.headline} if step.headline else {}
    said["view"] = view
    said |= {"text": step.text} if step.text else {}
    said |= {name: list(ids) for name, ids in (("places", step.places), ("events", step.events)) if ids}
    return said | ({"notes": step.notes} if step.notes else {})


def _day(day: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        return day


class _Known(NamedTuple):  # the ids that a ledger has, and its first and last ISO day
    places: set[str]
    events: set[str]
    actors: set[str]
    countries: set[str]
    first: str
    last: str


def _known(timeline: Timeline) -> _Known:
    places, claims = timeline.places, timeline.claims
    events = set(claims["event_id"]) | set(claims.loc[claims["event_id"] == "", "claim_id"])
    actors = set(timeline.actors["actor_id"])
    days = (iso(day) for day in timeline.coverage())
    return _Known(set(places["place_id"]), events, actors, set(places["country"]), *days)


def _missing(step: Step, known: _Known) -> Iterator[str]:
    for what, named, there in (
        ("place", (*step.places, *filter(None, [step.view.place])), known.places),
        ("event", step.events, known.events),
        ("actor", step.view.actors, known.actors),
        ("country", step.view.countries, known.countries),
    ):
        for each in named:
            if each not in there:
                yield f"it names the {what} {each[:80]!r}, which is not in this data set"
    if not known.first <= step.view.day <= known.last:
        yield f"its day {step.view.day} lies outside the data, which run from {known.first} to {known.last}"


class _Yaml(yaml.SafeDumper):
    """Writes texts of several lines as blocks, so that they can be edited by hand."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        odd = not data.replace("\n", "").isprintable()
        style = '"' if odd else "|" if "\n" in data or len(data) > 90 else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    def represent_flow(self, data: list[Any]) -> yaml.SequenceNode:
        short = all(isinstance(each, str) for each in data)
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=short)


_Yaml.add_representer(str, _Yaml.represent_str)
_Yaml.add_representer(list, _Yaml.represent_flow)
