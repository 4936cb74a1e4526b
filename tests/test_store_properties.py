"""Whatever a folder becomes from one delivery to the next, the store takes it up, and keeps what was before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from events import review
from events.frames import About
from events.store import Store, open_store
from events.store.schema import ROWS
from events.write import write
from tests.ledgers import make
from tests.stores import article, candidates
from tests.test_store import contents
from tests.test_store_decisions import drafted

PLACES = ("alga", "brod", "crna")
ACTORS = ("reds", "blues")


@st.composite
def folders(draw: st.DrawFn) -> str:
    """Draw the lines of a data set: the same claim ids may say other things in the next."""
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        place, actor = draw(st.sampled_from(PLACES)), draw(st.sampled_from(ACTORS))
        day = draw(st.integers(1, 28))
        change = draw(st.sampled_from(["takes", "holds"]))
        lines.append(f"{place} {change} {actor} 2020-03-{day:02} @{draw(st.sampled_from(['One', 'Two']))}")
    return "\n".join(lines)


def rows(folder: Path, lines: str) -> Path:
    for file in folder.glob("*") if folder.exists() else ():
        file.unlink()
    write(make(lines, About(title="Drawn")), folder)
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store") / "store.sqlite") as opened:
        yield opened


@settings(max_examples=12)
@given(deliveries=st.lists(folders(), min_size=2, max_size=4))
def test_the_last_delivery_stands_and_all_are_kept(store: Store, deliveries: list[str]) -> None:
    name = f"drawn {len(store.datasets())}"
    with TemporaryDirectory() as made:
        here = Path(made)
        kept = claims(store)
        for lines in deliveries:
            given_in = rows(here / "given", lines)
            report = store.import_folder(given_in, who="Ann", name=name)
            assert (report.kept, report.problems) == ((), ())
            store.export_folder(here / "out", who="Ann", name=name)
            assert contents(here / "out") == contents(given_in)
            # Never fewer versions than before, and none for a row that has not changed.
            assert kept <= claims(store) <= kept + report.added + report.changed + report.removed
            kept = claims(store)
            again = store.import_folder(given_in, who="Ann", name=name)
            assert (again.added, again.changed, again.removed) == (0, 0, 0)


def claims(store: Store) -> int:
    """Count all versions of all claims."""
    with store._database.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(ROWS["claims"])).scalar_one()


@settings(max_examples=6)
@given(st.lists(folders(), min_size=1, max_size=3))
def test_what_was_accepted_outlasts_every_delivery(deliveries: list[str]) -> None:
    with TemporaryDirectory() as made:
        here = Path(made)
        with open_store(here / "store.sqlite") as store:
            store.import_folder(
                rows(here / "given", "brod holds blues 2020-03-01 @One\nalga holds reds 2020-03-01 @One"), who="A"
            )
            store.file_article(article(), candidates()[:1], who="A")
            [item] = store.queue()
            done = review.accept(store, item, drafted(store, item), who="A")
            accepted = store.ledger().claims.set_index("claim_id").loc[done.claim_id]
            for lines in deliveries:
                store.import_folder(rows(here / "given", lines), who="A")
                ledger = store.ledger()
                assert ledger.claims.set_index("claim_id").loc[done.claim_id].equals(accepted)
                # What it refers to is there, whatever the folder has lost.
                store.timeline().on("2020-06-01")
                assert accepted["source_id"] in set(ledger.sources["source_id"])
                assert {accepted["actor_id"], accepted["from_actor_id"]} <= set(ledger.actors["actor_id"])
                assert accepted["place_id"] in set(ledger.places["place_id"])
            store.undo(item.candidate_id, who="A")
            assert done.claim_id not in set(store.ledger().claims["claim_id"])
