"""The benchmarks run, whatever they would measure: on tiny data, without a word about time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

import events
from events import check
from tests.benchmarks import exporting, ledger, made, plugins, reading, rivals, scrub, visit
from tests.benchmarks.table import Row, amount, beside, left_out, markdown, within


def test_made_ledgers_are_what_they_are_said_to_be(tmp_path: Path) -> None:
    timeline = events.load(made.folder(tmp_path / "made", 50, 300))
    assert timeline.problems == ()
    assert [p for p in check.run(timeline.ledger) if p.severity == "error"] == []
    assert (len(timeline.places), len(timeline.claims)) == (50, 300)
    assert timeline.claims.groupby("place_id").size().eq(6).all()
    assert timeline.claims["event_id"].is_unique
    assert set(timeline.on("2016-05-05")["status"]) >= {"controlled", "unknown"}
    assert made.ledger(50, 300).claims.equals(made.ledger(50, 300).claims)


def test_whoever_takes_a_place_takes_it_from_its_holder() -> None:
    claims = made.ledger(20, 400, 0).claims.sort_values(["place_id", "earliest"], kind="stable")
    takes = claims[(claims["change"] == "takes") & (claims["from_actor_id"] != "")]
    assert (takes["actor_id"] != takes["from_actor_id"]).all()


def test_the_plain_snapshot_is_the_newest_claim_of_each_place() -> None:
    claims = made.ledger(30, 300).claims
    plain = ledger.plain_snapshot(claims, "2016-05-05")
    newest = claims[claims["latest"] <= np.datetime64("2016-05-05")].groupby("place_id")["latest"].max()
    assert plain.set_index("place_id")["latest"].sort_index().equals(newest.sort_index())


def test_the_ledger_is_measured() -> None:
    tiny = ledger.Size(600, 60, 1)
    rows = [*ledger.snapshot_and_replay(tiny), *ledger.whole(tiny)]
    assert [row.ratio is not None and row.ratio > 0 for row in rows] == [True] * 3
    assert set(ledger.read()) == {"ms"}


def test_reading_is_measured() -> None:
    made_texts = reading.articles(70)
    assert len({text for text, _ in made_texts}) == 70
    assert all(len(text.split()) == 400 for text, _ in made_texts)
    rows = list(reading.reading(reading.QUICK))
    assert [row.what.split(",")[0].split(" ")[0] for row in rows] == ["extract", "extract", "peak", "opening"]
    assert all(row.ratio is None or row.ratio > 0 for row in rows)


def test_exports_are_measured() -> None:
    assert len(exporting.story(events.load(exporting.BUILT_IN), 20).steps) == 20
    rows = list(exporting.exporting(exporting.QUICK))
    first = ["2-step", "map", "map", "60-frame", "peak", "standalone", "GeoPackage"]
    assert [row.what.split(" ")[0] for row in rows] == first
    assert all(row.ratio is None or row.ratio > 0 for row in rows)


def test_rivals_show_the_same_states() -> None:
    timeline = events.Timeline(made.ledger(12, 72, 0))
    assert rivals.with_timeline(timeline).count('"Feature"') == rivals.with_timestamps(timeline).count('"Feature"') > 40
    assert len(rivals.of_one_day(timeline, "2016-05-05")._children) == 12


def test_the_table_says_what_was_met() -> None:
    rows = [
        within("a", 5, 20, "ms"),
        within("b", 30, 20, "ms", "slow"),
        beside("c", 2, 140, "ms", "pandas", 50),
        left_out("d", "npm is missing"),
        Row("e", "1 ms", "none", None, None),
    ]
    table = markdown(rows).splitlines()
    assert table[2] == "| a | 5.00 ms | at most 20.0 ms | 4.0 | yes |"
    assert table[3] == "| b | 30.0 ms (slow) | at most 20.0 ms | 0.67 | **no** |"
    assert table[4] == "| c | 2.00 ms | 140 ms, pandas | 70 | yes |"
    assert table[5] == "| d | not measured | npm is missing |  |  |"
    assert "cores" in table[-1]
    assert amount(12_345, "ms") == "12.3 s"


def test_a_visit_is_measured(browser: Browser) -> None:
    rows = list(visit.staying(browser, visit.Size(20, 2, 2, 1, 1)))
    assert [row.what.partition(",")[0].partition(" of ")[0] for row in rows] == [
        "release",
        "websocket per release",
        "mounts",
        "growth",
    ]
    assert rows[2].met


def test_a_drag_is_measured(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> dict[str, Path]:
        raise plugins.NoPlugins("npm is missing")

    # Tests fetch nothing. The rebuilt map needs no plugin.
    monkeypatch.setattr(plugins, "scripts", missing)
    size = scrub.Size(20, 17, ("Timeline", "rebuilt"), 1, 12, 2, 1)
    drawn, without, rebuilt = scrub.scrubbing(browser, (size,))
    assert drawn.ratio is not None
    assert "npm is missing" in without.other
    assert rebuilt.ratio is not None
