"""Data sets that come with the project."""

from pathlib import Path
from typing import Final

BUILT_IN: Final = Path(__file__).parent / "iraq-syria"
"""Iraq and Syria, 2012-2019: the data set that opens when none is named."""
