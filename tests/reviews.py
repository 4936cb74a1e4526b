"""A small war for the tests of review: a data set about places that do not exist, and articles about them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from events.frames import About
from events.write import write
from tests.ledgers import make

CLAIMS: Final = """
xx-brelin-2015-04-guard: xx-brelin takes guard from front 2015-04-02 @Morning Post
xx-karvala holds guard 2015-04-10 @Morning Post
xx-tolmen holds front 2015-04-12 @Morning Post
"""
REPORT: Final = """Northern Front takes Karvala and a village

3 May 2015

Fighters of the Northern Front captured the town of Karvala on Saturday after two days of shelling. On Friday they had
seized Tolmen and the village of Ostrag.

The Lowland Guard said its men still held Brelin. Shops in the capital stayed open, and the buses ran.
"""
"""Karvala changes hands, Tolmen and Brelin do not, and nobody knows Ostrag."""

UNDATED: Final = """Northern Front takes Brelin

The Northern Front has captured the town of Brelin, a spokesman for the Lowland Guard admitted.
"""
HOSTILE: Final = """<img src=x onerror=alert(1)> Karvala

3 May 2015

Fighters of the Northern Front captured the town of Karvala <script>alert(2)</script> on Saturday,
[here](javascript:alert(3)).
"""
ARABIC: Final = "سيطر مقاتلو الجبهة على البلدة يوم السبت بعد قصف استمر يومين، وفق ما قال سكان من المنطقة لمراسلنا هناك."


def data_set(folder: Path) -> Path:
    """Write the data set into a folder of its own and give it."""
    about = About(title="A small war", coverage_from="2015-01-01", coverage_to="2015-12-31")
    ledger = make(
        CLAIMS,
        about=about,
        places=[
            {"place_id": "xx-karvala", "name": "Karvala", "country": ""},
            {"place_id": "xx-brelin", "name": "Brelin", "country": ""},
            {"place_id": "xx-tolmen", "name": "Tolmen", "country": ""},
        ],
        actors=[
            {"actor_id": "guard", "name": "Lowland Guard", "short_name": "Guard", "kind": "state"},
            {"actor_id": "front", "name": "Northern Front", "short_name": "Front", "kind": "rebel"},
        ],
    )
    folder.mkdir(parents=True, exist_ok=True)
    write(ledger, folder)
    return folder
