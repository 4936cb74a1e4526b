"""Decisions: accepted, rejected, skipped and undone, each on record, of two reviewers the second told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from events import review
from events.review import Draft
from events.store import Conflict, Item, Refused, Store, StoreError
from events.store.schema import DECISIONS, ENTRIES, ROWS
from tests.stores import DATABASES, filled, fresh
from tests.test_store import edit

TODAY = date(2020, 6, 1)
NOON = datetime(2020, 6, 1, 12, 30, tzinfo=UTC)


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with filled(fresh(request.param, tmp_path), tmp_path, clock=lambda: NOON) as opened:
        yield opened


def drafted(store: Store, item: Item, **cells: str) -> Draft:
    """Give the first draft of a candidate, as a reviewer would complete it."""
    [first, *_] = review.proposals(
        item.candidate,
        store.timeline(),
        store.article(item.article_id),
        reviewer="Ann",
        today=TODAY,
        claim_id=item.claim["claim_id"] if item.claim else "",
        kind_of_actor=lambda _: "rebel",
    )
    return review.revised(first.draft, store.timeline(), cells) if cells else first.draft


def rows_of(store: Store) -> dict[str, int]:
    """Count the rows of every table that a decision may write."""
    with store._database.engine.connect() as connection:
        tables = {**ROWS, "decisions": DECISIONS, "entries": ENTRIES}
        return {n: connection.execute(select(func.count()).select_from(t)).scalar_one() for n, t in tables.items()}


def test_an_accepted_claim_is_on_the_map(store: Store) -> None:
    item = store.queue()[0]
    before, version = store.timeline(), store.version()
    assert before.on("2020-05-06").set_index("place_id").loc["brod", "holder"] == "blues"
    done = review.accept(store, item, drafted(store, item), who="Ann", why="clear")
    after = store.timeline()
    assert store.version() > version
    assert after.on("2020-05-06").set_index("place_id").loc["brod", "holder"] == "reds"
    claim = after.claims.set_index("claim_id").loc[done.claim_id]
    assert (claim["origin"], claim["coder"], claim["attribution"]) == ("extracted", "Ann", "mayor")
    assert claim["recorded"].date() == TODAY
    assert claim["quote"] == item.candidate.quote
    source = after.sources.set_index("source_id").loc[claim["source_id"]]
    assert (source["publisher"], source["url"]) == ("Gazette", "https://gazette.example/brod")
    assert [each.candidate_id for each in store.queue()] != [item.candidate_id]
    assert store.item(item.candidate_id).status == "accepted"
    found = store.passage(done.claim_id)
    assert found is not None
    assert found[0].text is not None
    assert found[0].text[found[1].start : found[1].end] == claim["quote"]
    assert store.passage("c1") is None
    assert str(done) == "Ann accepted this on 2020-06-01 at 12:30 UTC (clear)"


def test_place_and_actor_come_in_with_the_claim_or_not_at_all(store: Store) -> None:
    item = store.queue()[1]
    draft = drafted(store, item)
    assert draft.place is not None
    assert (draft.place["place_id"], [each["actor_id"] for each in draft.actors]) == ("iq-crna", ["greens"])
    counted = rows_of(store)
    for field, value, said in [("latitude", "91", "beyond"), ("kind", "hamlet", "unknown")]:
        wrong = Draft(draft.claim, draft.source, True, draft.place | {field: value}, draft.actors)
        with pytest.raises(Refused, match=said) as caught:
            review.accept(store, item, wrong, who="Ann")
        assert [(p.file, p.field) for p in caught.value.problems] == [("places.csv", field)]
    assert rows_of(store) == counted
    review.accept(store, item, draft, who="Ann")
    ledger = store.ledger()
    assert ledger.places.set_index("place_id").loc["iq-crna", "geonameid"] == "4711"
    assert ledger.actors["actor_id"].tolist()[-1] == "greens"
    assert store.timeline().on("2020-05-06").set_index("place_id").loc["iq-crna", "holder"] == "greens"


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"earliest": ""}, "earliest"),
        ({"earliest": "2020-05-07", "latest": "2020-05-06"}, "latest"),
        ({"earliest": "2020-05-07", "latest": "2020-05-07"}, "earliest"),
        ({"earliest": "6.5.2020"}, "earliest"),
        ({"actor_id": "red"}, "actor_id"),
        ({"actor_id": ""}, "actor_id"),
        ({"change": "conquers"}, "change"),
        ({"place_id": "brood"}, "place_id"),
        ({"event_id": "alga-2020-05-reds"}, "event_id"),
    ],
)
def test_what_the_reader_would_set_aside_is_refused(store: Store, cells: dict[str, str], field: str) -> None:
    item = store.queue()[0]
    counted = rows_of(store)
    draft = drafted(store, item)
    wrong = Draft(draft.claim | cells, draft.source, draft.source_is_new)
    with pytest.raises(Refused) as caught:
        review.accept(store, item, wrong, who="Ann")
    assert field in [problem.field for problem in caught.value.problems]
    assert rows_of(store) == counted


def test_undo_takes_the_claim_and_what_came_with_it_off_the_map(store: Store) -> None:
    item, version = store.queue()[1], store.ledger()
    done = review.accept(store, item, drafted(store, item), who="Ann")
    undone = store.undo(item.candidate_id, who="Bob", why="misread")
    for table in ("claims", "places", "actors", "sources"):
        assert getattr(store.ledger(), table).equals(getattr(version, table)), table
    assert undone.undoes == done.decision_id
    past = store.item(item.candidate_id)
    assert past.status == "waiting"
    assert [(each.kind, each.who, each.why) for each in past.decisions] == [
        ("accept", "Ann", ""),
        ("undo", "Bob", "misread"),
    ]
    with store._database.engine.connect() as connection:
        kept = connection.execute(
            text("SELECT version, removed, who FROM claims_history WHERE claim_id = :it ORDER BY 1"),
            {"it": done.claim_id},
        ).all()
    assert [(row[0], bool(row[1]), row[2]) for row in kept] == [(1, False, "Ann"), (2, True, "Bob")]
    with pytest.raises(StoreError, match="no decision"):
        store.undo(item.candidate_id, who="Bob")
    again = review.accept(store, past, drafted(store, past), who="Ann")
    assert (again.claim_id, again.claim_version) == (done.claim_id, 3)


def test_undo_leaves_what_others_need(store: Store) -> None:
    first, second = store.queue()[0], store.queue()[2]
    review.accept(store, first, drafted(store, first), who="Ann")
    review.accept(store, second, drafted(store, second), who="Ann")
    source = drafted(store, first).claim["source_id"]
    store.undo(first.candidate_id, who="Ann")
    assert source in set(store.ledger().sources["source_id"])
    store.undo(second.candidate_id, who="Ann")
    assert source not in set(store.ledger().sources["source_id"])


def test_reject_and_skip_and_their_undoing(store: Store) -> None:
    first, second, third = store.queue()
    version = store.version()
    store.reject(first.candidate_id, who="Ann", why="a raid, not a capture")
    store.skip(second.candidate_id, who="Ann")
    assert [each.candidate_id for each in store.queue()] == [third.candidate_id, second.candidate_id]
    assert store.counts() == {"rejected": 1, "skipped": 1, "waiting": 1}
    assert store.version() == version
    with pytest.raises(StoreError, match="say why"):
        store.reject(third.candidate_id, who="Ann", why=" ")
    with pytest.raises(Conflict, match=r"Ann rejected this on .* \(a raid, not a capture\): undo that first"):
        store.skip(first.candidate_id, who="Bob")
    store.undo(first.candidate_id, who="Bob")
    assert store.queue()[0].candidate_id == first.candidate_id


def test_the_second_of_two_reviewers_is_told(store: Store) -> None:
    item = store.queue()[0]
    draft = drafted(store, item)
    review.accept(store, item, draft, who="Ann", why="clear")
    counted = rows_of(store)
    for decide in (
        lambda: review.accept(store, item, draft, who="Bob"),
        lambda: store.reject(item.candidate_id, who="Bob", why="no", seen=item.seen),
        lambda: store.undo(item.candidate_id, who="Bob", seen=item.seen),
    ):
        with pytest.raises(Conflict, match="Ann accepted this on 2020-06-01 at 12:30 UTC") as caught:
            decide()
        assert (caught.value.who, caught.value.what, caught.value.at) == ("Ann", "accept", NOON)
    assert rows_of(store) == counted


def test_of_many_at_once_one_wins(store: Store) -> None:
    item = store.queue()[0]
    draft = drafted(store, item)
    start, told, won = threading.Barrier(6), [], []

    def decide(number: int) -> None:
        start.wait()
        try:
            won.append(review.accept(store, item, draft, who=f"Reviewer {number}"))
        except Conflict as error:
            told.append(error.who)

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(won) == 1
    assert told == [won[0].who] * 5
    assert store.ledger().claims["claim_id"].tolist().count(won[0].claim_id) == 1


def test_a_repeated_request_is_carried_out_once(store: Store) -> None:
    item = store.queue()[0]
    draft = drafted(store, item)
    first = review.accept(store, item, draft, who="Ann", request="r-1")
    counted = rows_of(store)
    assert review.accept(store, item, draft, who="Ann", request="r-1") == first
    assert rows_of(store) == counted
    gone = store.undo(item.candidate_id, who="Ann", request="r-2")
    assert store.undo(item.candidate_id, who="Ann", request="r-2") == gone


def test_what_the_reviewer_changed_is_on_record(store: Store) -> None:
    item = store.queue()[0]
    proposed = drafted(store, item)
    accepted = review.revised(proposed, store.timeline(), {"manner": "battle", "earliest": "2020-05-04"})
    review.accept(store, item, accepted, proposed=proposed, who="Ann")
    [decision] = store.item(item.candidate_id).decisions
    assert decision.edits == {
        "claims.manner": ("unknown", "battle"),
        "claims.earliest": ("2020-05-05", "2020-05-04"),
    }
    assert store.item(item.candidate_id).candidate == item.candidate


def test_the_same_claim_is_not_entered_twice(store: Store) -> None:
    first, second = store.queue()[0], store.queue()[2]
    draft = drafted(store, first)
    review.accept(store, first, draft, who="Ann")
    with pytest.raises(Refused, match="already"):
        review.accept(store, second, draft, who="Bob")
    otherwise = Draft(drafted(store, second).claim, draft.source | {"publisher": "Courier"}, True)
    with pytest.raises(Refused, match="says otherwise"):
        review.accept(store, second, otherwise, who="Bob")
    assert store.item(second.candidate_id).status == "waiting"


def test_a_folder_and_reviews_are_brought_together(store: Store, tmp_path: Path) -> None:
    item = store.queue()[0]
    done = review.accept(store, item, drafted(store, item), who="Ann")
    assert store.import_folder(tmp_path / "small", who="Importer").kept == ()
    assert done.claim_id in set(store.ledger().claims["claim_id"])
    # What was exported and then edited is an edit of the export, not a contradiction.
    out = tmp_path / "out"
    store.export_folder(out, who="Ann")
    edit(out, "claims", done.claim_id, note="seen by hand")
    assert store.import_folder(out, name="small", who="Ann").changed == 1
    assert store.ledger().claims.set_index("claim_id").loc[done.claim_id, "note"] == "seen by hand"
    with pytest.raises(Conflict, match="changed after this decision"):
        store.undo(item.candidate_id, who="Ann")


def test_folder_and_store_that_disagree_are_reported(store: Store, tmp_path: Path) -> None:
    item, copy = store.queue()[0], tmp_path / "copy"
    done = review.accept(store, item, drafted(store, item), who="Ann")
    store.export_folder(copy, who="Ann")
    store.undo(item.candidate_id, who="Bob")
    past = store.item(item.candidate_id)
    review.accept(store, past, drafted(store, past, manner="battle"), who="Bob")
    edit(copy, "claims", done.claim_id, manner="agreement")
    report = store.import_folder(copy, name="small", who="Ann")
    [kept] = report.kept
    assert (kept.table, kept.key, kept.fields) == ("claims", done.claim_id, ("manner",))
    assert "Bob changed it" in kept.message
    assert store.ledger().claims.set_index("claim_id").loc[done.claim_id, "manner"] == "battle"
    store.import_folder(copy, name="small", who="Ann", folder_wins=True)
    assert store.ledger().claims.set_index("claim_id").loc[done.claim_id, "manner"] == "agreement"


def test_what_a_folder_lost_stays_where_the_store_needs_it(store: Store, tmp_path: Path) -> None:
    item, folder = store.queue()[0], tmp_path / "small"
    done = review.accept(store, item, drafted(store, item), who="Ann")
    for table, key in [
        ("places", "brod"),
        ("checkpoints", "brod"),
        ("claims", "c3"),
        ("sources", "courier-2020-04-20"),
    ]:
        edit(folder, table, key)
    report = store.import_folder(folder, who="Importer")
    assert [(each.table, each.key) for each in report.kept] == [("places", "brod")]
    assert report.removed == 3
    ledger = store.ledger()
    assert {"c3", done.claim_id} & set(ledger.claims["claim_id"]) == {done.claim_id}
    assert store.timeline().on("2020-05-06").set_index("place_id").loc["brod", "holder"] == "reds"
