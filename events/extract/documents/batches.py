"""Many articles into one file of JSON lines, in a run that can be interrupted and goes on where it stopped.

Beside ``found.jsonl`` stands ``found.jsonl.journal``: a first line with the settings of the run, then one line per
article that is done: its key and the length of the output after it. The articles' lines go to the disk before their
lines in the journal do; whatever the output holds beyond the last length was interrupted and is cut off at the next
run. So each article is there whole or not at all, and none is there twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from filelock import FileLock, Timeout
from tqdm import tqdm

from events.dates import iso
from events.extract.documents.article import Article, DocumentProblem
from events.extract.documents.reading import Source, count, read_many
from events.frames import Problem

JOURNAL: Final = ".journal"
_LOCK: Final = ".lock"

TOGETHER: Final = 32
AT_LEAST_EVERY: Final = 0.25
"""Articles, and seconds, after which the disk is waited for: waiting after each would take longer than extracting."""


@dataclass(frozen=True)
class Outcome:
    """What a run did: articles ``done`` in it, ``skipped`` because an earlier run or a copy had done them.

    ``lines`` counts the lines it wrote, ``problems`` lists what could not be read or extracted; those are tried again
    by the next run.
    """

    done: int
    skipped: int
    lines: int
    problems: tuple[Problem, ...]


def batch(
    source: Source,
    out: str | os.PathLike[str],
    extract_one: Callable[[Article], Iterable[str]],
    *,
    settings: str = "",
    progress: bool = True,
    prepare: Callable[[Article], Article] | None = None,
) -> Outcome:
    """Write the lines that ``extract_one`` gives for each article of ``source`` to ``out``, going on where it stopped.

    Each line is one JSON object; behind its own keys stand the article's: article (its name), sha256, title,
    publisher, url, published.
    ``settings`` is what the lines depend on beside the articles, in a few words: a run may only be gone on with under
    the same. ``prepare`` may complete an article (a publication day) before it is looked up and extracted. An article
    counts as done when its text, day, address and publisher are those of one that is done. ``progress`` draws a bar
    on standard error. Raises `DocumentProblem` when ``out`` is there and no run of this kind wrote it, when it was
    begun with other settings, or when another run is writing to it; `OSError` when it cannot be written.
    """
    target = Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    done = skipped = lines = 0
    problems: list[Problem] = []
    own = [target.with_name(target.name + end) for end in ("", JOURNAL, _LOCK)]
    with (
        _alone(target),
        _Journal(target, settings) as journal,
        tqdm(total=count(source), unit=" articles", disable=not progress) as bar,
    ):
        for each in read_many(source, leave=own):
            bar.update()
            if isinstance(each, Problem):
                problems.append(each)
                continue
            article = prepare(each) if prepare else each
            key = _key(article)
            if key in journal.keys:
                skipped += 1
                continue
            try:
                written = [_signed(line, article) for line in extract_one(article)]
            except Exception as error:
                # One article that breaks the extractor may not cost the others; it is named and tried again.
                problems.append(Problem(article.name, 0, "", f"the extractor failed ({type(error).__name__}: {error})"))
                continue
            journal.add(key, written)
            done, lines = done + 1, lines + len(written)
    return Outcome(done, skipped, lines, tuple(problems))


def _key(article: Article) -> str:
    known = [article.sha256, article.published, article.url, article.publisher]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def _signed(line: str, article: Article) -> bytes:
    """Write behind the keys of a line which article it is of."""
    known = {
        "article": article.name,
        "sha256": article.sha256,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": None if article.published is None else iso(article.published),
    }
    row: dict[str, object] = json.loads(line)
    return json.dumps(row | known, ensure_ascii=False).encode("utf-8") + b"\n"


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    lock = FileLock(target.with_name(target.name + _LOCK))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise DocumentProblem(f"another run is writing to {target}: wait for it, or name another file") from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps the name of an open file; it may stay
            Path(lock.lock_file).unlink()
        lock.release()


class _Journal:
    """The output and its journal, opened for more."""

    def __init__(self, target: Path, settings: str) -> None:
        self.keys: set[str] = set()
        self._target = target
        self._path = target.with_name(target.name + JOURNAL)
        self._head = json.dumps({"journal": 1, "settings": settings}).encode() + b"\n"

    def __enter__(self) -> _Journal:
        length, kept = self._earlier()
        self._out: IO[bytes] = open(self._target, "ab")
        self._out.truncate(length)
        self._log: IO[bytes] = open(self._path, "ab")
        self._log.truncate(kept)
        if not kept:
            self._append(self._log, self._head)
        self._length = length
        self._waiting: list[bytes] = []
        self._noted: list[bytes] = []
        self._last = time.monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            # A run that is stopped by hand keeps what it has done; a disk that is full is not asked again.
            if self._noted and not (kind is not None and issubclass(kind, OSError)):
                self._commit()
        finally:
            self._out.close()
            self._log.close()

    def _earlier(self) -> tuple[int, int]:
        """Read what an earlier run left: the length of the output that counts, and that of the journal."""
        size = self._target.stat().st_size if self._target.exists() else 0
        journal = self._path.read_bytes() if self._path.exists() else b""
        head, end, rest = journal.partition(b"\n")
        if size and not end:
            raise DocumentProblem(f"{self._target} is there already and no run can go on with it: name another file")
        if not end:
            return 0, 0
        if head + end != self._head:
            raise DocumentProblem(
                f"{self._target} was begun with other settings: name another file, or remove it and {self._path.name}"
            )
        length, kept = 0, len(head) + 1
        for line in rest.splitlines(keepends=True):
            key, _, after = line.decode("ascii", "replace").partition(" ")
            if not line.endswith(b"\n") or not after.strip().isdigit() or int(after) > size:
                break  # torn by the interruption, or the output was cut by hand: from here on it is done again
            self.keys.add(key)
            length, kept = int(after), kept + len(line)
        return length, kept

    def add(self, key: str, lines: list[bytes]) -> None:
        """Take the lines of one article; a few articles go to the disk together, then their lines of the journal."""
        self._waiting += lines
        self._length += sum(map(len, lines))
        self._noted.append(f"{key} {self._length}\n".encode("ascii"))
        self.keys.add(key)
        if len(self._noted) >= TOGETHER or time.monotonic() - self._last > AT_LEAST_EVERY:
            self._commit()

    def _commit(self) -> None:
        self._append(self._out, b"".join(self._waiting))
        self._append(self._log, b"".join(self._noted))
        self._waiting, self._noted, self._last = [], [], time.monotonic()

    def _append(self, file: IO[bytes], content: bytes) -> None:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
