"""Files put in place of others: all of them or none."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

Content: TypeAlias = bytes | memoryview


def replace_files(folder: Path, contents: Mapping[str, Content]) -> None:
    """Put files, by name, into a folder, which is made when it is not there.

    Each is written in full and flushed to the disk beside its place before the first is moved there. Raises
    `OSError` when one cannot be written or moved; then all are as they were and nothing new is left behind.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    token = secrets.token_hex(8)
    fresh: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for name, content in contents.items():
            target = Path(os.path.realpath(folder / name))
            fresh[target] = target.with_name(f".{name}.{token}.new")
            with open(fresh[target], "xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, fresh[target])
        for target, new in fresh.items():
            if target.exists():
                old = target.with_name(f".{target.name}.{token}.old")
                kept[target] = old
                shutil.copy2(target, old)
            os.replace(new, target)
            done.append(target)
    except BaseException:
        for target in done:
            if target in kept:
                os.replace(kept[target], target)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        for leftover in (*fresh.values(), *kept.values()):
            leftover.unlink(missing_ok=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()
