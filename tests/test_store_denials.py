"""A claim that its text denies is accepted together with the denial, and undone with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events import review
from events.store import Conflict, Refused, Store, open_store
from tests.stores import DATABASES, article, candidate, dataset, fresh
from tests.test_store_decisions import drafted, rows_of

TEXT = (
    "Fighters of the Red Front entered Brod on Tuesday. The Blues denied that they had lost Brod. "
    "Trains ran as on other days."
)


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    told = candidate("Fighters of the Red Front entered Brod on Tuesday", TEXT, standing="denied", confidence=0.9)
    denial = candidate(
        "The Blues denied that they had lost Brod", TEXT, standing="denied", stance="denies",
        attribution="The Blues", party="blues", confidence=0.8,
    )  # fmt: skip
    with open_store(fresh(request.param, tmp_path)) as opened:
        opened.import_folder(dataset(tmp_path / "small"), who="Importer")
        opened.file_article(article(TEXT), [told, denial], who="Filer")
        yield opened


def brod(store: Store) -> dict[str, tuple[str, str]]:
    """Give of each extracted claim about Brod, by its stance, the event and the attribution."""
    claims = store.timeline().claims
    rows = claims[(claims["place_id"] == "brod") & (claims["origin"] == "extracted")]
    return {row["stance"]: (row["event_id"], row["attribution"]) for _, row in rows.iterrows()}


def test_claim_and_denial_are_two_claims_of_one_event(store: Store) -> None:
    told, denial = store.queue()
    done = review.accept(store, told, drafted(store, told, manner="battle"), who="Ann")
    found = brod(store)
    assert found["denies"] == (found["asserts"][0], "The Blues")
    assert done.claim_id == store.item(told.candidate_id).decisions[-1].claim_id
    beside = store.item(denial.candidate_id)
    assert (beside.status, beside.decisions[-1].who, beside.decisions[-1].entry) == ("accepted", "Ann", done.entry)
    assert beside.claim is not None
    assert (beside.claim["manner"], beside.claim["party"], beside.claim["quote"]) == (
        "battle", "blues", "The Blues denied that they had lost Brod",
    )  # fmt: skip
    assert store.queue() == []
    events = store.timeline().events().set_index("event_id")
    assert events.loc[found["asserts"][0], "standing"] == "disputed"


@pytest.mark.parametrize("first", [0, 1])
def test_undoing_either_undoes_both(store: Store, first: int) -> None:
    both = [each.candidate_id for each in store.queue()]
    review.accept(store, store.item(both[0]), drafted(store, store.item(both[0])), who="Ann")
    undone = store.undo(both[first], who="Bob", why="misread")
    assert (undone.candidate_id, undone.kind) == (both[first], "undo")
    assert brod(store) == {}
    for number in both:
        now = store.item(number)
        assert (now.status, now.claim, [each.kind for each in now.decisions]) == ("waiting", None, ["accept", "undo"])
    again = review.accept(store, store.item(both[0]), drafted(store, store.item(both[0])), who="Ann")
    assert again.claim_version == 3
    assert set(brod(store)) == {"asserts", "denies"}


def test_a_denial_decided_by_itself_is_left_as_it_is(store: Store) -> None:
    told, denial = store.queue()
    store.reject(denial.candidate_id, who="Bob", why="told twice")
    done = review.accept(store, told, drafted(store, told), who="Ann")
    assert set(brod(store)) == {"asserts"}
    assert store.item(denial.candidate_id).status == "rejected"
    store.undo(told.candidate_id, who="Ann")
    assert store.item(denial.candidate_id).status == "rejected"
    assert done.entry not in {each.entry for each in store.item(denial.candidate_id).decisions}


def test_a_denial_accepted_alone_brings_no_claim(store: Store) -> None:
    _, denial = store.queue()
    review.accept(store, denial, drafted(store, denial), who="Ann")
    assert set(brod(store)) == {"denies"}


def test_neither_is_saved_when_one_cannot_stand(store: Store) -> None:
    told, denial = store.queue()
    draft, before = drafted(store, told), rows_of(store)
    wrong = drafted(store, told, actor_id="nobody")
    with pytest.raises(Refused):
        review.accept(store, told, wrong, who="Ann")
    assert rows_of(store) == before
    [beside] = review.denial_of(store, told, draft)
    store.skip(denial.candidate_id, who="Bob")
    before = rows_of(store)
    with pytest.raises(Conflict, match="Bob"):
        store.accept(told.candidate_id, draft.rows(), who="Ann", seen=told.seen, beside=[beside])
    assert rows_of(store) == before


def test_only_the_denial_of_the_same_change_comes_along(store: Store) -> None:
    other = candidate(
        "The Blues denied that they had lost Brod", TEXT, standing="denied", stance="denies", change="leaves",
        attribution="The Blues", party="blues",
    )  # fmt: skip
    told = candidate("Fighters of the Red Front entered Brod on Tuesday", TEXT, standing="denied")
    plain = candidate("Trains ran as on other days", TEXT, standing="claimed")
    text = TEXT + " More was not known."
    filed = store.file_article(article(text, url="https://gazette.example/two"), [told, other, plain], who="Filer")
    items = {each.candidate.quote[:6]: each for each in store.queue(article_id=filed.article_id)}
    assert review.denial_of(store, items["Fighte"], drafted(store, items["Fighte"])) == []
    assert review.denial_of(store, items["Trains"], drafted(store, items["Trains"])) == []
