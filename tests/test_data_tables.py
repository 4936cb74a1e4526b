"""The tables of the data page: names for ids, words for codes, nothing lost, no address that is none."""

from __future__ import annotations

from dashboard.panels.ledger import LINK, claims_table, documents_table, events_table
from dashboard.style import country_words
from events import Timeline
from tests.ledgers import make

NAMED = [{"actor_id": "a", "name": "Alphas"}, {"actor_id": "b", "name": "Betas"}]


def test_claims_read_in_names_and_words_and_all_are_there() -> None:
    timeline = Timeline(make("p takes a from b 2020-01-01..2020-01-03 @Gazette", actors=NAMED))
    (row,) = claims_table(timeline).to_dict("records")
    assert (row["side"], row["what"], row["from"]) == ("Alphas", "takes it", "Betas")
    assert row["place"] == timeline.places.set_index("place_id").loc["p", "name"]
    assert row["claim"] == timeline.claims["claim_id"].iloc[0]
    assert str(row["last day"])[:10] == "2020-01-03"


def test_an_empty_side_is_blank_and_not_a_word_of_python() -> None:
    timeline = Timeline(make("p holds a 2020-01-01..2020-01-03 @Gazette"))
    assert claims_table(timeline)["from"].tolist() == [""]
    assert events_table(timeline)["from"].tolist() == [""]


def test_every_document_is_listed_with_what_rests_on_it() -> None:
    timeline = Timeline(make("p takes a from b 2020-01-01..2020-01-03 @Gazette", actors=NAMED))
    table = documents_table(timeline)
    assert len(table) == len(timeline.sources)
    assert table["claims"].sum() == len(timeline.claims)


def test_only_addresses_of_the_web_become_links() -> None:
    for url, kept in (("javascript:alert(1)", False), ("https://gazette.example/a", True), ("", False)):
        source = {"source_id": "gazette-2020-01-03", "url": url}
        timeline = Timeline(make("p takes a 2020-01-01..2020-01-03 @Gazette", sources=[source]))
        assert claims_table(timeline)[LINK].notna().all() == kept
        assert documents_table(timeline)[LINK].notna().all() == kept


def test_countries_of_any_war_are_spelt_and_codes_of_none_stay() -> None:
    assert [country_words(code) for code in ("SY", "ML", "ZZ", "")] == ["Syria", "Mali", "ZZ", ""]
