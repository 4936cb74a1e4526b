"""The narratives that can be told: those beside the data set, then those that were written in the dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import library, working
from dashboard.exports.narrative import FOLDER, Narrative, read, shelf

if TYPE_CHECKING:
    from events.store import Written


@dataclass(frozen=True)
class Listing:
    """One narrative of the list: the name under which it is found, its title, and whether it came with the data set."""

    name: str
    title: str
    built_in: bool


def listed(folder: Path | None = None) -> list[Listing]:
    """List the narratives of a data set folder, that of this process by default: those beside it, then the store's.

    A store that does not answer adds none; `trouble` has its words.
    """
    where = _where(folder)
    beside = list(_beside(where, _stamp(where)))
    taken = {each.name for each in beside}
    return beside + [
        Listing(each.narrative_id, each.title, False) for each in _stored(where) if each.narrative_id not in taken
    ]


def find(name: str, folder: Path | None = None, usual_day: str = "") -> Narrative | None:
    """Give the narrative of a name, None when there is none that can be read.

    ``usual_day`` is the ISO day of a step that names none. What could not be read of it is left out.
    """
    try:
        text = source(name, folder)
        return None if text is None else read(text, usual_day)[0]
    except ValueError:
        return None


def source(name: str, folder: Path | None = None) -> str | None:
    """Give the YAML of a narrative as it is kept, None when there is none of that name.

    Raises `ValueError` for a file that cannot be read.
    """
    where = _where(folder)
    if name not in {each.name for each in _beside(where, _stamp(where))}:
        return next((each.content for each in _stored(where) if each.narrative_id == name), None)
    path = shelf(where)[name]
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} cannot be read: {error}") from None


def trouble() -> str:
    """Give the words of a store that could not be asked, blank when all is well."""
    if not working.in_use():
        return ""
    from events.store import StoreError

    try:
        working.store().datasets()
    except StoreError as error:
        return str(error)
    return ""


def _where(folder: Path | None) -> Path:
    return (folder or library.folder_named()).resolve()


@lru_cache(maxsize=16)
def _beside(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> tuple[Listing, ...]:
    # Read once for each state of the files: a page asks for the list whenever it is drawn.
    return tuple(Listing(name, _title(name, path), True) for name, path in shelf(folder).items())


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    try:
        found = [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in (folder / FOLDER).iterdir()]
    except OSError:
        return ()
    return tuple(sorted(found))


def _title(name: str, path: Path) -> str:
    try:
        return read(path.read_text(encoding="utf-8"))[0].title
    except (OSError, ValueError):
        # Who asks for it is told what is wrong with it.
        return name


def _stored(folder: Path) -> list[Written]:
    if not working.in_use():
        return []
    from events.store import StoreError

    try:
        store, name = working.store(), working.name_of(folder)
        return store.narratives.listed(name) if name in store.datasets() else []
    except StoreError:
        return []
