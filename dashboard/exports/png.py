"""Pictures as PNG files, the same bytes for the same picture."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_LEVEL: Final = 1
"""Higher levels take longer than drawing the map does, and save a fiftieth of the size."""


def png(image: Image.Image, title: str = "") -> bytes:
    """Write a picture; ``title`` in Latin letters, as the format has it."""
    info = PngInfo()
    for key, text in {"Title": title, "Software": "Territory Timeline"}.items():
        if text:
            info.add_text(key, text.encode("latin-1", "replace"))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=_LEVEL, pnginfo=info)
    return out.getvalue()
