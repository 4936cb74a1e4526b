"""What ``dataset.yml`` says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import yaml

from events import dates
from events.frames import About
from events.load.findings import Findings, show

FILE: Final = "dataset.yml"
_TEXTS: Final = ("title", "description", "licence")
_LISTS: Final = ("maintainers", "thin")
_POSITION: Final = ("latitude", "longitude", "zoom")
_COUNTED: Final = ("claims", "places", "sources")
_MOST_ROWS: Final = 10**9
_KEYS: Final = (*_TEXTS, *_LISTS, "coverage", "minimums", "known_differences", "opens")


def read_about(folder: Path, findings: Findings) -> About:
    """Read ``dataset.yml``; what is wrong in it is left at its default and noted."""
    try:
        path = folder / FILE
        if not path.exists():
            message = "is missing: write one with title, licence and coverage"
            findings.add(FILE, 0, "", message, "warning")
            return About()
        data = path.read_bytes()
    except OSError as error:
        findings.add(FILE, 0, "", f"cannot be opened ({error.strerror or error}): put a readable file there")
        return About()
    try:
        said: Any = yaml.safe_load(data)
        lines = _lines(data)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        message = f"is not YAML: {error.problem or error.context}; mind indents, and quote texts that hold ': ' or '#'"
        findings.add(FILE, mark.line + 1 if mark else 0, "", message)
        return About()
    except Exception as error:  # PyYAML lets errors of all kinds through, for a day such as 2014-02-30 too
        message = f"cannot be read ({show(error)}): look for a day that the calendar does not have, or an odd key"
        findings.add(FILE, 0, "", message)
        return About()
    if said is None:
        findings.add(FILE, 0, "", "is empty: write title, licence and coverage", "warning")
        return About()
    if not isinstance(said, dict):
        findings.add(FILE, 1, "", "must be a list of `key: value` lines, such as `title: Iraq and Syria`")
        return About()
    return _Reader(said, lines, findings).about()


def _lines(data: bytes) -> dict[str, int]:
    """Give the line of every key at the top."""
    node = yaml.compose(data, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): key.start_mark.line + 1 for key, _ in node.value}


class _Reader:
    """Takes each key of a parsed file, or says what is wrong with it."""

    def __init__(self, said: dict[Any, Any], lines: dict[str, int], findings: Findings) -> None:
        self._said, self._lines, self._findings = said, lines, findings

    def about(self) -> About:
        for key in self._said:
            if key not in _KEYS:
                self._note(
                    key if isinstance(key, str) else show(key),
                    f"no such key; known are {', '.join(_KEYS)}: delete it",
                    "warning",
                )
        coverage = self._mapping("coverage", ("from", "to"))
        texts = {key: self._text(key) for key in _TEXTS}
        lists = {key: self._list(key) for key in _LISTS}
        opens = self._mapping("opens", ("day", *_POSITION))
        first, last = (self._day("coverage", coverage.get(end)) for end in ("from", "to"))
        if first and last and first > last:
            self._note("coverage", "it ends before it begins: swap from and to")
            first = last = ""
        return About(
            title=texts["title"] or About.title,
            description=texts["description"],
            coverage_from=first,
            coverage_to=last,
            licence=texts["licence"],
            maintainers=lists["maintainers"],
            minimums=self._minimums(),
            thin=lists["thin"],
            known_differences=tuple(self._differences()),
            opens_on=self._day("opens", opens.get("day")),
            opens_at=self._position(opens),
        )

    def _note(self, key: str, message: str, severity: Any = "error") -> None:
        self._findings.add(FILE, self._lines.get(key, 0), key[:60], message, severity)

    def _text(self, key: str) -> str:
        value = self._said.get(key)
        if value is None:
            return ""
        if _is_text(value):
            return str(value)
        self._note(key, f"must be a text, not {_kind(value)}: put it in quotes")
        return ""

    def _list(self, key: str) -> tuple[str, ...]:
        value = self._said.get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(map(_is_text, value)):
            return tuple(value)
        self._note(key, "must be a list of texts, one per line, each after `- `")
        return ()

    def _mapping(self, key: str, known: tuple[str, ...]) -> dict[Any, Any]:
        value = self._said.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._note(key, f"must hold {' and '.join(f'`{word}: ...`' for word in known)}, not {_kind(value)}")
            return {}
        for word in value:
            if word not in known:
                self._note(key, f"{show(word)} is unknown; known are {', '.join(known)}", "warning")
        return value

    def _day(self, key: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, str | dt.date):
            try:
                return dates.iso(dates.parse_day(value))
            except ValueError:
                pass
        self._note(key, f"{_kind(value)} is not a day of the form YYYY-MM-DD, such as 2014-06-22")
        return ""

    def _position(self, opens: dict[Any, Any]) -> tuple[float, float, float] | None:
        given = [opens[word] for word in _POSITION if word in opens]
        if not given:
            return None
        numbers = [value for value in given if isinstance(value, int | float) and not isinstance(value, bool)]
        if len(numbers) == 3 and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180 and 0 <= numbers[2] <= 20:
            return float(numbers[0]), float(numbers[1]), float(numbers[2])
        self._note("opens", "latitude, longitude (degrees) and zoom (0 to 20) go together: give all three as numbers")
        return None

    def _minimums(self) -> dict[str, int]:
        found = {}
        for word, value in self._mapping("minimums", _COUNTED).items():
            if word not in _COUNTED:
                continue
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_ROWS:
                found[str(word)] = value
            else:
                self._note("minimums", f"{word} must be a whole number from 0, not {_kind(value)}")
        return found

    def _differences(self) -> list[tuple[str, str, str]]:
        value = self._said.get("known_differences")
        found: list[tuple[str, str, str]] = []
        if value is None:
            return found
        form = "`- {place_id: ..., date: YYYY-MM-DD, reason: ...}`"
        if not isinstance(value, list):
            self._note("known_differences", f"must be a list of {form}")
            return found
        for number, item in enumerate(value, 1):
            place, reason = (item.get("place_id"), item.get("reason")) if isinstance(item, dict) else (None, None)
            if not (_is_text(place) and place and _is_text(reason) and str(reason).strip()):
                self._note("known_differences", f"entry {number} must be {form}, with a reason")
                continue
            day = self._day("known_differences", item.get("date") or f"entry {number}: blank")
            if day:
                found.append((str(place), day, str(reason)))
        return found


def _is_text(value: object) -> bool:
    """Whether a value is a text that can be written again: YAML lets half a character through."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _kind(value: object) -> str:
    """Name a value in a message: what it is, when short; only its type, when it may be large."""
    return show(value) if isinstance(value, str | int | float | dt.date) else f"a {type(value).__name__}"
