"""House rules: which room may know of which, and what no file of the house may hold."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

import pytest

import events

ROOT: Final = Path(__file__).resolve().parent.parent

# A module imports from the rows above its own, or from its left. A new module needs a place here.
LAYERS: Final = (
    ("vocab", "dates"),
    ("model",),
    ("frames",),
    ("arrays", "grouped"),
    ("voices", "outcomes"),
    ("standing",),
    ("rules",),
    ("segments",),
    ("machine",),
    ("control",),
    ("reported",),
    ("replays",),
    ("diff", "tally", "balance"),
    ("timeline",),
    ("datasets", "places", "load", "write", "check", "render"),
    ("extract", "store", "importers", "review"),
    ("__init__",),
    ("commands",),
    ("__main__",),
)
ORDER: Final = {name: at for at, name in enumerate(name for row in LAYERS for name in row)}
# The rooms of the extractor: each may use those before it.
READING: Final = (
    "words", "lexicon", "mentions", "candidates", "language", "triggers", "when", "layout", "grammar", "gazetteer",
    "phrases", "sides", "frames", "memory", "findings", "signs", "pipeline", "__init__", "documents", "engines",
    "score",
)  # fmt: skip
DOOR: Final = [
    "RULE_TABLE",
    "About",
    "AliasIndex",
    "DayLike",
    "Known",
    "Ledger",
    "Problem",
    "Timeline",
    "extract",
    "load",
]
ROOMS_BESIDE_THE_DOOR: Final = {"vocab", "dates", "datasets", "balance", "render"}
# Rooms with a door of their own, for review: what stands in its `__all__` may be asked of the package, nothing inside.
DOORS_BESIDE_THE_DOOR: Final = {
    "events.store", "events.review", "events.extract", "events.extract.documents", "events.extract.engines",
}  # fmt: skip

SCREEN: Final = {"dashboard", "streamlit", "streamlit_folium", "folium", "branca", "starlette", "xstatic"}
ONLY_IN: Final = {
    "streamlit": ("dashboard/pages/*", "dashboard/app.py", "dashboard/contents.py", "dashboard/__main__.py"),
    "streamlit_folium": ("dashboard/pages/*",),
    "folium": ("dashboard/pages/*", "dashboard/timemap/*"),
    "branca": ("dashboard/timemap/*",),
}
NETWORK: Final = {
    "requests", "httpx", "httpcore", "aiohttp", "urllib3", "http.client", "urllib.request", "socket", "smtplib",
    "ftplib", "asyncio",
}  # fmt: skip
# What may leave the machine, and only because its user asks for it.
CALLS_OUT: Final = {
    "events/extract/documents/fetch.py": {"httpcore", "socket"},  # the page at a link
    "events/extract/engines/endpoint.py": {"httpx"},  # a language model at an address of the user's
}
LONGEST: Final = 260


class Import(NamedTuple):
    """One imported name: `from module import name`, or `import module` with no name."""

    module: str
    name: str
    line: int


def _files(*suffixes: str) -> list[Path]:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
    found = []
    for folder, folders, files in os.walk(ROOT):
        here = Path(folder)
        inner = "" if here == ROOT else f"{here.relative_to(ROOT).as_posix()}/"
        kept = [n for n in (*folders, *files) if not any(fnmatch(n, i) or inner + n == i for i in ignored)]
        folders[:] = [name for name in folders if name in kept]
        found += [here / name for name in files if name in kept and name.endswith(suffixes or ("",))]
    return sorted(found)


def _modules(*packages: str) -> list[Path]:
    return [path for path in _files(".py") if path.relative_to(ROOT).parts[0] in packages]


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs: an import that only the type checker sees ties no knot."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from _running(child)


def _imports(path: Path) -> Iterator[Import]:
    package = path.relative_to(ROOT).parent.parts
    for node in _running(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            yield from (Import(module, alias.name, node.lineno) for alias in node.names)


def _is_module(name: str) -> bool:
    path = ROOT / "events" / name
    return path.is_dir() or path.with_suffix(".py").is_file()


def _room(imported: Import) -> str | None:
    """Name the room of `events` that an import asks; `__init__` for the door, None outside of the ledger."""
    parts = imported.module.split(".")
    if parts[0] != "events":
        return None
    if len(parts) > 1:
        return parts[1]
    return imported.name if _is_module(imported.name) and imported.name else "__init__"


def test_imports_of_the_ledger_run_one_way() -> None:
    wrong = []
    for path in _modules("events"):
        inner = path.relative_to(ROOT / "events").parts
        mine = inner[0].removesuffix(".py")
        if mine not in ORDER:
            wrong.append(f"{_where(path)} has no place in LAYERS")
            continue
        for imported in _imports(path):
            room = _room(imported)
            if room is not None and room != mine and ORDER.get(room, len(ORDER)) > ORDER[mine]:
                wrong.append(f"{_where(path)}:{imported.line} imports {room}")
    assert not wrong, "\n".join(wrong)


def test_imports_of_the_extractor_run_one_way() -> None:
    wrong = []
    for path in _modules("events"):
        inner = path.relative_to(ROOT / "events").parts
        if inner[0] != "extract":
            continue
        mine = inner[1].removesuffix(".py")
        if mine not in READING:
            wrong.append(f"{_where(path)} has no place in READING")
            continue
        for imported in _imports(path):
            parts = [*imported.module.split("."), imported.name][2:]
            room = parts[0] if imported.module.startswith("events.extract") else ""
            if room in READING and READING.index(room) > READING.index(mine):
                wrong.append(f"{_where(path)}:{imported.line} imports {room}")
    assert not wrong, "\n".join(wrong)


def test_the_ledger_knows_no_screen() -> None:
    wrong = [
        f"{_where(path)}:{imported.line} imports {imported.module}"
        for path in _modules("events")
        for imported in _imports(path)
        if imported.module.split(".")[0] in SCREEN
    ]
    assert not wrong, "\n".join(wrong)


def test_the_dashboard_comes_in_by_the_door() -> None:
    allowed = set(events.__all__)
    wrong = []
    for path in _modules("dashboard"):
        for imported in _imports(path):
            room = _room(imported)
            # Names of the door may be asked of the package alone; `events.load` is a function there, a room elsewhere.
            by_door = imported.module == "events" and (not imported.name or imported.name in allowed)
            if imported.module in DOORS_BESIDE_THE_DOOR:
                by_door = imported.name in import_module(imported.module).__all__
            if room is not None and room not in ROOMS_BESIDE_THE_DOOR and not by_door:
                wrong.append(f"{_where(path)}:{imported.line} imports {imported.name} from {imported.module}")
        if Import("events", "", 0) in {imported._replace(line=0) for imported in _imports(path)}:
            used = {ast.unparse(node) for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}
            asked = {name.split(".")[1] for name in used if name.startswith("events.")}
            wrong += [f"{_where(path)} uses events.{name}" for name in sorted(asked - allowed)]
    assert not wrong, "\n".join(wrong)


def test_the_door_is_what_it_was() -> None:
    assert events.__all__ == DOOR
    assert [name for name in DOOR if not hasattr(events, name)] == []


@pytest.mark.parametrize("package", sorted(ONLY_IN))
def test_few_rooms_know_the_screen(package: str) -> None:
    wrong = [
        f"{_where(path)}:{imported.line} imports {imported.module}"
        for path in _modules("dashboard")
        if not any(fnmatch(_where(path), pattern) for pattern in ONLY_IN[package])
        for imported in _imports(path)
        if imported.module.split(".")[0] == package
    ]
    assert not wrong, "\n".join(wrong)


def test_no_module_can_call_out() -> None:
    wrong = [
        f"{_where(path)}:{imported.line} imports {imported.module} {imported.name}"
        for path in _modules("events", "dashboard")
        for imported in _imports(path)
        if {imported.module, imported.module.split(".")[0], f"{imported.module}.{imported.name}"}
        & NETWORK - CALLS_OUT.get(_where(path), set())
    ]
    assert not wrong, "\n".join(wrong)


def test_what_may_call_out_does_and_is_loaded_only_when_asked() -> None:
    for where, named in CALLS_OUT.items():
        assert {imported.module.split(".")[0] for imported in _imports(ROOT / where)} >= named, where
    modules = {where.removesuffix(".py").replace("/", ".") for where in CALLS_OUT}
    at_the_top = [
        f"{_where(path)} imports {module} as it is loaded"
        for path in _modules("events", "dashboard")
        for node in _tree(path).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        if module in modules or f"{getattr(node, 'module', '')}.{module}" in modules
    ]
    assert at_the_top == []


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [_where(p) for p in _files(".py") if p.stem in ("util", "utils", "helpers", "misc")] == []


def test_modules_are_short() -> None:
    lengths = {_where(p): len(p.read_text(encoding="utf-8").splitlines()) for p in _modules("events", "dashboard")}
    assert {where: lines for where, lines in lengths.items() if lines >= LONGEST} == {}


def _undocumented(path: Path) -> Iterator[str]:
    tree = _tree(path)
    if not ast.get_docstring(tree):
        yield _where(path)
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        inner = node.body if isinstance(node, ast.ClassDef) else []
        methods = [m for m in inner if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)]
        for each in (node, *(m for m in methods if not m.name.startswith("_"))):
            if not ast.get_docstring(each):
                yield f"{_where(path)}:{each.lineno} {each.name}"


def test_what_is_public_is_documented() -> None:
    assert [line for path in _modules("events", "dashboard") for line in _undocumented(path)] == []


# Put together from parts, or this file would find itself.
REGISTRIES: Final = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "yarn" + "pkg.", "deb." + "debian")
PACKAGE_INDEX: Final = re.compile("://[^\\s/]*py" + "pi")
OWN_PATHS: Final = re.compile(r"(?<![\w.:/%*-])/(?:root|work|opt|home|Users|tmp)/[\w.-]")


def _texts() -> Iterator[tuple[str, str]]:
    for path in _files():
        try:
            yield _where(path), path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # a picture, or an array


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    places = {str(ROOT), str(Path.home()), os.environ.get("VIRTUAL_ENV", "")}
    # "/" or "/app" is no place of one machine only; it may stand in a text by right.
    mine = [place for place in places if len(Path(place).parts) > 2]
    wrong = []
    for where, text in _texts():
        names = [name for name in (*REGISTRIES, *mine) if name in text]
        names += PACKAGE_INDEX.findall(text)
        names += OWN_PATHS.findall(text) if not where.startswith("tests/") else []
        wrong += [f"{where}: {name}" for name in names]
    assert not wrong, "\n".join(wrong)


def test_lines_end_as_they_should() -> None:
    # Folders below tests/ hold data sets that are wrong on purpose.
    texts = [(where, text) for where, text in _texts() if not fnmatch(where, "tests/*/*")]
    assert [where for where, text in texts if "\r" in text or (text and not text.endswith("\n"))] == []
    assert [where for where, text in _texts() if where.endswith(".py") and "\t" in text] == []


def test_scripts_and_styles_name_no_host() -> None:
    namespaces = re.compile(r"http://www\.w3\.org/\w+/\w+")  # a name of a vocabulary; nothing asks for it
    comments = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)
    found = {
        _where(path): re.findall(r"(?:https?:|[\"'(])//[\w.-]+", namespaces.sub("", comments.sub("", text)))
        for path in _files(".js", ".css", ".html")
        for text in [path.read_text(encoding="utf-8")]
    }
    assert {where: urls for where, urls in found.items() if urls} == {}


def test_requirements_are_pinned_and_explained() -> None:
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] != "#"]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+ +# .+", line)] == []


def test_the_runner_can_be_started() -> None:
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & 0o111
    assert run.read_text().splitlines()[-1] == "exec python3 -m tests"
