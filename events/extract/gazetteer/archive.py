"""One file that holds named arrays: written whole or not at all, opened by mapping it into memory."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]

_MAGIC: Final = b"TTINDEX1"
_ALIGNED: Final = 64


def save(path: Path, about: Mapping[str, str], arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write the arrays so that no reader ever sees half a file; several processes may do so at once.

    ``about`` is kept beside them. Raises OSError when the folder cannot be written.
    """
    table: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, array in arrays.items():
        table[name] = (array.dtype.str, at, len(array))
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps({"about": dict(about), "table": table}).encode()
    head += b" " * (-(len(head) + len(_MAGIC) + 8) % _ALIGNED)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + len(head).to_bytes(8, "little") + head)
            for array in arrays.values():
                file.write(np.ascontiguousarray(array).tobytes())
                file.write(b"\0" * (-array.nbytes % _ALIGNED))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def load(path: Path) -> tuple[dict[str, str], Arrays]:
    """Map a file of arrays; give what `save` was told about it and the arrays, which are read-only.

    Raises FileNotFoundError when there is none, ValueError when it is not such a file or is cut short.
    """
    with path.open("rb") as file:
        opening = file.read(len(_MAGIC) + 8)
        if opening[: len(_MAGIC)] != _MAGIC:
            raise ValueError(f"{path.name} is not an index")
        length = int.from_bytes(opening[len(_MAGIC) :], "little")
        size = path.stat().st_size
        if length > size:
            raise ValueError(f"{path.name} is cut short")
        try:
            head = json.loads(file.read(length))
        except ValueError as error:
            raise ValueError(f"{path.name} is cut short") from error
    start = len(opening) + length
    whole = np.memmap(path, np.uint8, "r")
    arrays: Arrays = {}
    for name, (kind, at, count) in head["table"].items():
        dtype = np.dtype(kind)
        end = start + at + count * dtype.itemsize
        if end > size:
            raise ValueError(f"{path.name} is cut short")
        arrays[name] = np.asarray(whole[start + at : end]).view(dtype)
    return head["about"], arrays
