"""The quiet map under the marks, from one file in the repository and no network.

`clip` is the whole of it: a box of the world, ready to be sent to the canvas. `ORIGIN.md` tells where the
data comes from and which borders are drawn how; `build.py` makes `world.npz`, by hand and rarely.
"""

from .window import clip

__all__ = ["clip"]
