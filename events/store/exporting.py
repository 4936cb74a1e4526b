"""The store's data set as a folder, byte for byte as it was imported where nothing has changed."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from events.frames import Ledger
from events.store.errors import StoreError
from events.write import write
from events.write.replace import Content, replace_files


def export_folder(ledger: Ledger, files: dict[str, bytes], folder: str | os.PathLike[str]) -> list[str]:
    """Write a data set and its other files, all or none; gives the names of the files that changed.

    Files of the folder that the store does not know stay. Raises `StoreError` when a file cannot be written; then
    the folder is as it was.
    """
    target = Path(folder)
    with TemporaryDirectory() as made:
        for name, content in files.items():
            Path(made, name).write_bytes(content)
        try:
            write(ledger, made)
            fresh: dict[str, Content] = {path.name: path.read_bytes() for path in sorted(Path(made).iterdir())}
            if (target / "checkpoints.csv").exists() and "checkpoints.csv" not in fresh:
                Path(made, "checkpoints.csv").touch()
                write(ledger, made)
                fresh["checkpoints.csv"] = Path(made, "checkpoints.csv").read_bytes()
            changed = {name: content for name, content in fresh.items() if _differs(target / name, content)}
            replace_files(target, changed)
        except (OSError, ValueError) as error:
            raise StoreError(f"{target} could not be written ({error}); the folder is as it was") from error
    return list(changed)


def _differs(path: Path, content: Content) -> bool:
    return not path.is_file() or path.read_bytes() != content
