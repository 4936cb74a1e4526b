"""Articles: filed once, known again, and reviewed again when they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import review
from events.store import Store, StoreError, likeness, proposed
from tests.stores import DATABASES, TEXT, article, candidate, candidates, filled, fresh
from tests.test_store_decisions import drafted

LONGER = (
    "A convoy of forty lorries crossed the pass at noon on its way to the coast. Drivers were told to wait for an "
    "escort. Traders in the market said that flour had doubled in price since the spring, and that salt was not to be "
    "had at all. The governor promised relief within the week, and appealed to the neighbours for fuel. "
)


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with filled(fresh(request.param, tmp_path), tmp_path) as opened:
        yield opened


def test_the_same_text_is_filed_once(store: Store) -> None:
    again = store.file_article(article(), candidates(), who="Other")
    assert (again.status, again.article_id, again.added) == ("known", 1, 0)
    elsewhere = store.file_article(article(url="https://other.example/"), candidates(), who="Other")
    assert (elsewhere.status, elsewhere.article_id) == ("known", 1)
    assert len(store.articles()) == 1
    more = store.file_article(
        article(), [*candidates(), candidate("buses stood still", change="contests")], who="Other"
    )
    assert (more.status, more.added) == ("known", 1)
    assert len(store.queue()) == 4


def test_texts_come_back_as_they_were(store: Store) -> None:
    odd = "Nul \x00, half a pair \ud800, مدينة الرقة, end.\r\n"
    filed = store.file_article(article(odd, url="", title="Nul \x00"), who="Filer")
    assert store.article(filed.article_id).text == odd
    long = store.file_article(
        article("A page with an endless address.", url="https://a.example/?" + "x" * 20_000), who="F"
    )
    assert len(store.article(long.article_id).url) > 20_000
    with pytest.raises(StoreError, match="empty"):
        store.file_article(article(" \n"), who="Filer")
    with pytest.raises(StoreError, match="no article"):
        store.article(99)


def test_text_is_kept_only_where_wanted(store: Store) -> None:
    text = TEXT.replace("Brod", "Lipa")
    kept = [candidate("entered Lipa on Tuesday", text)]
    filed = store.file_article(article(text, url="", publisher="Herald"), kept, who="Filer", keep_text=False)
    assert store.article(filed.article_id).text is None
    assert store.article(filed.article_id).sha256 == likeness.sha256(text)
    [item] = store.queue(article_id=filed.article_id)
    assert item.candidate.quote == "entered Lipa on Tuesday"
    assert store.file_article(article(text), kept, who="Filer").status == "known"
    store.forget_text(1, who="Ann", why="the paper asked for it")
    assert store.article(1).text is None
    assert store.log()["why"].tolist()[0] == "the paper asked for it"
    assert len(store.queue(article_id=1)) == 3


def test_a_changed_article_reopens_its_reviews(store: Store) -> None:
    first, second, third = store.queue()
    done = review.accept(store, first, drafted(store, first), who="Ann", why="clear")
    store.reject(second.candidate_id, who="Ann", why="a rumour")
    changed = TEXT.replace(" on Tuesday", " on Monday") + " Power was back in the evening."
    found = [
        candidate("Fighters of the Red Front entered Brod on Monday", changed, attribution="mayor"),
        replace(candidates(changed.replace(" on Monday", " on Tuesday"))[2], start=1, end=9),
    ]
    filed = store.file_article(article(changed), found, who="Filer")
    assert (filed.status, filed.of, filed.reopened, filed.added) == ("changed", 1, 2, 2)
    items = {each.candidate.place: each for each in store.queue()}
    assert {place: (each.status, each.gone) for place, each in items.items()} == {
        "Brod": ("reopened", False),
        "Crna": ("reopened", True),
        "Alga": ("waiting", False),
    }
    brod = items["Brod"]
    assert brod.candidate_id not in (first.candidate_id, third.candidate_id)
    assert [(each.kind, each.who, each.why) for each in brod.decisions] == [
        ("accept", "Ann", "clear"),
        ("reopen", "Filer", "the article has changed"),
    ]
    assert brod.claim is not None
    assert brod.claim["claim_id"] == done.claim_id
    # The claim stands until somebody decides anew; then it gets a version, not a twin.
    again = review.accept(store, brod, drafted(store, brod, earliest="2020-05-04", latest="2020-05-04"), who="Bob")
    assert (again.claim_id, again.claim_version) == (done.claim_id, 2)
    claims = store.ledger().claims.set_index("claim_id")
    assert f"{claims.loc[done.claim_id, 'latest']:%Y-%m-%d}" == "2020-05-04"
    assert len(claims) == 4


def test_a_claim_whose_article_no_longer_says_so_is_withdrawn_by_rejection(store: Store) -> None:
    item = store.queue()[0]
    done = review.accept(store, item, drafted(store, item), who="Ann")
    store.file_article(article(TEXT + " Correction: Brod is quiet."), [], who="Filer")
    [again] = [each for each in store.queue() if each.candidate.place == "Brod"]
    assert again.gone
    store.reject(again.candidate_id, who="Bob", why="the paper corrected itself", seen=again.seen)
    assert done.claim_id not in set(store.ledger().claims["claim_id"])
    store.undo(again.candidate_id, who="Bob")
    assert done.claim_id in set(store.ledger().claims["claim_id"])
    assert store.item(again.candidate_id).status == "reopened"
    store.undo(again.candidate_id, who="Bob")
    assert done.claim_id not in set(store.ledger().claims["claim_id"])


@pytest.mark.parametrize("keep_text", [True, False])
def test_versions_and_copies_are_told_apart(store: Store, keep_text: bool) -> None:
    def file(text: str, **more: str) -> tuple[str, int | None]:
        filed = store.file_article(article(text, **more), who="Filer", keep_text=keep_text)
        return filed.status, filed.of

    base = len(store.articles())
    assert file(LONGER, url="https://a.example/1", publisher="A") == ("new", None)
    number = base + 1
    assert file(LONGER.replace("forty", "fifty"), url="", publisher="A") == ("changed", number)
    assert file(LONGER.replace("noon", "dawn"), url="https://b.example/x", publisher="B") == ("copy", number)
    assert file("Something else altogether.", url="https://a.example/1", publisher="A") == ("changed", number)
    half = (
        LONGER[: len(LONGER) // 2] + " The rest of this report tells of other matters, far away, in other words. " * 3
    )
    assert file(half, url="https://a.example/2", publisher="A") == ("new", None)


def test_the_threshold_parts_what_it_should() -> None:
    text = likeness.runs(LONGER)
    corrected = likeness.runs(LONGER.replace("forty", "fifty").replace("noon", "dawn"))
    grown = likeness.runs(LONGER + " ".join(LONGER.split()[::-1][: len(LONGER.split()) // 3]))
    assert likeness.shared(text, text) == 1
    assert 0.8 < likeness.shared(text, corrected) < 0.9
    assert likeness.NEAR < likeness.shared(text, grown) < 0.8
    assert likeness.shared(text, likeness.runs(TEXT)) < 0.1
    estimate = likeness.estimated(likeness.signature(LONGER), likeness.signature(LONGER.replace("noon", "dawn")))
    assert abs(estimate - likeness.shared(text, likeness.runs(LONGER.replace("noon", "dawn")))) < 0.15


@given(st.text(min_size=1), st.text(min_size=1))
def test_likeness_is_a_share_whatever_the_texts(one: str, other: str) -> None:
    share = likeness.shared(likeness.runs(one), likeness.runs(other))
    assert 0 <= share <= 1
    assert share == likeness.shared(likeness.runs(other), likeness.runs(one))
    assert likeness.decoded(likeness.encoded(one)) == one


def test_candidates_come_back_untouched(store: Store) -> None:
    for item, given_in in zip(store.queue(), candidates(), strict=True):
        assert item.candidate == given_in
        assert proposed.read(proposed.spelled(given_in)) == given_in
