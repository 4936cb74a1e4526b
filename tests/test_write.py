"""The writer: what is read, written and read again is the same, one content has one spelling, all or nothing."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import frames, vocab
from events.frames import About, Ledger
from events.load import read
from events.write import format_folder, write
from tests.ledgers import frame, make

LEDGERS = Path(__file__).with_name("ledgers")
CASES = sorted(path.name for path in LEDGERS.iterdir())
LOOKS = int(os.environ.get("FUZZ", "15"))

ids = st.text("abcXY-é ع=<,\"'", min_size=1, max_size=5).map(str.strip).filter(bool)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6) | st.sampled_from(
    ['"', ",", "\n", "\r\n", "\r", '""', '\n"', "=1+1", "<b>", " a ", "é|ع", "\ufeff", "\u2028"]
)
days = st.dates().map(str)
degrees = st.floats(-90, 90, allow_subnormal=False).filter(bool)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LEDGERS / "plain", tmp_path, dirs_exist_ok=True)
    (tmp_path / "problems.txt").unlink()
    return tmp_path


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def ordered(ledger: Ledger, table: str) -> pd.DataFrame:
    rows: pd.DataFrame = getattr(ledger, table)
    return rows.sort_values(frames.names(table), kind="stable").reset_index(drop=True)


def assert_same(one: Ledger, other: Ledger) -> None:
    for table in frames.TABLES:
        pd.testing.assert_frame_equal(ordered(one, table), ordered(other, table))
    assert one.about == other.about


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Ledgers of every content that the reader takes without a problem of a single row."""

    def row(table: str, **given: Any) -> dict[str, Any]:
        cells: dict[str, Any] = {}
        for column in frames.TABLES[table]:
            if column.kind == "choice":
                blank = [frames.DEFAULTS.get(column.name, "")]
                cells[column.name] = draw(
                    st.sampled_from(column.choices if column.required else [*column.choices, *blank])
                )
            elif column.kind in ("text", "list"):
                cells[column.name] = "x" + draw(texts) if column.required else draw(texts)
        return cells | given

    places, actors, sources, claims = (draw(st.lists(ids, min_size=1, max_size=3, unique=True)) for _ in range(4))
    made: dict[str, list[dict[str, Any]]] = {
        "places": [row("places", place_id=key, latitude=draw(degrees), longitude=draw(degrees)) for key in places],
        "actors": [row("actors", actor_id=key, active_from=draw(st.just("") | days)) for key in actors],
        "sources": [row("sources", source_id=key, accessed=draw(days)) for key in sources],
        "claims": [],
        "checkpoints": [],
    }
    for key in claims:
        first, last = sorted((draw(days), draw(days)))
        actor, loser = draw(st.sampled_from(actors)), draw(st.sampled_from(["", *actors]))
        place, source = draw(st.sampled_from(places)), draw(st.sampled_from(sources))
        made["claims"].append(
            row(
                "claims",
                claim_id=key,
                event_id=draw(st.just("") | st.just(f"at {place}")),
                place_id=place,
                earliest=first,
            )
            | {"latest": last, "actor_id": actor, "from_actor_id": loser, "source_id": source, "recorded": draw(days)}
        )
        made["checkpoints"].append(row("checkpoints", place_id=place, date=first, actor_id=loser, source_id=source))
    about = About(
        title=draw(texts.filter(bool)),
        description=draw(texts),
        coverage_from="2014-01-01",
        maintainers=tuple(draw(st.lists(texts, max_size=2))),
        minimums={"claims": draw(st.integers(0, 9))},
        known_differences=(("p", "2014-06-22", "x" + draw(texts)),),
        opens_on=draw(st.sampled_from(["", "2014-06-22"])),
        opens_at=draw(st.none() | st.tuples(degrees, degrees, st.floats(0, 20))),
    )
    tables = {table: frame(table, rows) for table, rows in made.items()}
    return Ledger(about=about, **tables)  # type: ignore[arg-type]


@settings(max_examples=LOOKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(ledgers(), st.randoms(use_true_random=False))
def test_written_and_read_it_is_the_same(scratch: Path, ledger: Ledger, chance: Any) -> None:
    shutil.rmtree(scratch / "new", ignore_errors=True)
    write(ledger, scratch / "new")
    first = bytes_of(scratch / "new")
    again = read(scratch / "new")
    assert [p for p in again.problems if p.severity == "error"] == []
    assert_same(again, ledger)

    write(again, scratch / "new")
    assert bytes_of(scratch / "new") == first
    shutil.rmtree(scratch / "new")
    shuffled = {
        table: getattr(again, table).sample(frac=1, random_state=chance.randrange(99))
        for table in ("places", "sources", "claims", "checkpoints")
    }
    write(replace(again, **shuffled), scratch / "new")
    assert bytes_of(scratch / "new") == first
    assert format_folder(scratch / "new") == []


def test_the_canonical_spelling(folder: Path) -> None:
    ledger = make(
        """
        late: b takes isil from iraq 2014-06-20..2014-06-21 battle says "police", twice @AFP pub 2014-06-22
        early: b takes isil from iraq 2014-06-10 @AFP pub 2014-06-22
        a holds iraq 2014-07-01 @Reuters
        """,
        about=About(title="T", coverage_from="2014-01-01", known_differences=(("a", "2014-06-22", "why: not"),)),
        places=[{"place_id": "a", "latitude": 33.349100, "longitude": 40.0, "geonameid": "0099"}],
    )
    shutil.rmtree(folder)
    write(ledger, folder)
    assert sorted(bytes_of(folder)) == ["actors.csv", "claims.csv", "dataset.yml", "places.csv", "sources.csv"]
    assert (folder / "claims.csv").read_bytes().decode().splitlines()[1:] == [
        "c3,,a,2014-07-01,2014-07-01,holds,iraq,,unknown,whole,asserts,,,reuters-2014-07-01,,,,curated,,",
        "c2,early,b,2014-06-10,2014-06-10,takes,isil,iraq,unknown,whole,asserts,,,afp-2014-06-22,,,,curated,,",
        'c1,late,b,2014-06-20,2014-06-21,takes,isil,iraq,battle,whole,asserts,"""police"", twice",,afp-2014-06-22,,,,'
        "curated,,",
    ]
    assert (folder / "places.csv").read_text().splitlines()[1] == "a,A,town,IQ,,33.3491,40,,,0099,,"
    assert (folder / "actors.csv").read_text().splitlines()[1].startswith("isil,")  # as they were, not sorted
    assert (folder / "dataset.yml").read_text() == (
        "title: T\ncoverage:\n  from: 2014-01-01\n"
        "known_differences:\n- place_id: a\n  date: 2014-06-22\n  reason: 'why: not'\n"
    )


@pytest.mark.parametrize(
    ("value", "spelled"),
    [(33.3491, "33.3491"), (-0.1, "-0.1"), (36.0, "36"), (1e-7, "0.0000001"), (0.1 + 0.2, "0.30000000000000004")],
)
def test_numbers_are_spelled_short(folder: Path, value: float, spelled: str) -> None:
    ledger = read(folder)
    write(replace(ledger, places=ledger.places.assign(longitude=value)), folder)
    assert (folder / "places.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[6] == spelled
    assert read(folder).places["longitude"].tolist() == [value] * 4


def test_what_is_the_same_is_not_touched(folder: Path) -> None:
    (folder / "dataset.yml").write_text("# a remark\ntitle: By hand\n")
    ledger = read(folder)
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    write(replace(ledger, claims=ledger.claims.iloc[1:]), folder)
    after = {path.name: path.stat().st_ino for path in folder.iterdir()}
    assert [name for name in before if before[name] != after[name]] == ["claims.csv"]
    assert (folder / "dataset.yml").read_text().startswith("# a remark")
    write(replace(ledger, about=About(title="Other")), folder)
    assert (folder / "dataset.yml").read_text() == "title: Other\n"


def test_other_files_and_modes_stay(folder: Path) -> None:
    (folder / "CHANGES.md").write_text("history")
    (folder / "claims.csv").chmod(0o640)
    ledger = read(folder)
    write(replace(ledger, claims=ledger.claims.iloc[1:]), folder)
    assert (folder / "CHANGES.md").read_text() == "history"
    assert (folder / "claims.csv").stat().st_mode & 0o777 == 0o640


def test_a_linked_file_stays_linked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "claims.csv"
    shutil.move(folder / "claims.csv", elsewhere)
    (folder / "claims.csv").symlink_to(elsewhere)
    ledger = read(folder)
    write(replace(ledger, claims=ledger.claims.iloc[1:]), folder)
    assert (folder / "claims.csv").is_symlink()
    assert len(read(folder).claims) == 5


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_all_or_nothing(folder: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bytes_of(folder)
    ledger = make("p takes a 2014-06-10 @AFP", about=About(title="New"))
    calls = Counter[str]()
    real = os.replace

    def failing(source: Any, target: Any) -> None:
        calls["replace"] += 1
        if calls["replace"] == fails_at:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        write(ledger, folder)
    assert bytes_of(folder) == before


@pytest.mark.parametrize("fails_at", [1, 3])
def test_nothing_new_is_left_behind(tmp_path: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Counter[str]()
    real = os.fsync

    def failing(file: int) -> None:
        calls["fsync"] += 1
        if calls["fsync"] == fails_at:
            raise OSError(5, "Input/output error")
        real(file)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="Input/output"):
        write(make("p takes a 2014-06-10 @AFP"), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_folder_in_the_way(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    before = bytes_of(folder)
    with pytest.raises(OSError, match=r"claims\.csv"):
        write(make("p takes a 2014-06-10 @AFP"), folder)
    assert bytes_of(folder) == before


@pytest.mark.parametrize(("text", "why"), [("a\0b", "NUL"), ("x" * 131_073, "131,072"), ("\n" * 500, "500 lines")])
def test_what_could_not_be_read_is_not_written(folder: Path, text: str, why: str) -> None:
    ledger = read(folder)
    before = bytes_of(folder)
    with pytest.raises(ValueError, match=rf"claims\.csv: row 3 has .*{why}"):
        write(replace(ledger, claims=ledger.claims.assign(quote=["", "", text, "", "", ""])), folder)
    assert bytes_of(folder) == before


def wordings(ledger: Ledger, severity: str = "") -> Counter[str]:
    """Count the problems of rows, but for their lines, and but for blank rows: fmt drops these."""
    problems = (p for p in ledger.problems if p.line > 1 and "hold nothing" not in p.message)
    problems = (p for p in problems if severity in p.severity)
    return Counter(re.sub(r"\d+", "#", f"{p.file} {p.field} {p.message}") for p in problems)


@pytest.mark.parametrize("case", CASES)
def test_fmt_loses_nothing(case: str, folder: Path) -> None:
    shutil.copytree(LEDGERS / case, folder, dirs_exist_ok=True)
    before = read(folder)
    planned = format_folder(folder, dry=True)
    files = bytes_of(folder)
    done = format_folder(folder)
    left = [line for line in done if "left as it is" in line]
    after = read(folder)

    assert [line.replace("is not canonical", "rewritten") for line in planned] == done
    assert_same(after, before)
    assert wordings(after) == wordings(before)
    assert format_folder(folder) == left
    for line in left:
        name = line.partition(":")[0]
        assert bytes_of(folder)[name] == files[name]


@settings(max_examples=LOOKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_fmt_of_arbitrary_cells(scratch: Path, data: st.DataObject) -> None:
    """Whatever cells hold and however rows are repeated: what loads and what does not stays so."""
    shutil.rmtree(scratch / "any", ignore_errors=True)
    shutil.copytree(LEDGERS / "plain", scratch / "any")
    words = st.sampled_from(
        ["", " ", "iraq", " iq-rawah", "takes", "2014-06-01 ", "2099-01-01", "1.50", "rawah-1", "<"]
    )
    for table in frames.TABLES:
        path = scratch / "any" / f"{table}.csv"
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        rows += data.draw(st.lists(st.sampled_from(rows[1:]).map(list), max_size=3))
        for _ in range(data.draw(st.integers(0, 4))):
            row = data.draw(st.integers(1, len(rows) - 1))
            rows[row][data.draw(st.integers(0, len(rows[0]) - 1))] = data.draw(words | texts)
        body = data.draw(st.permutations(rows[1:]))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\r\n").writerows([rows[0], *body])
    before = read(scratch / "any")
    left = [line for line in format_folder(scratch / "any") if "left as it is" in line]
    after = read(scratch / "any")
    assert_same(after, before)
    assert wordings(after, "error") == wordings(before, "error")
    assert format_folder(scratch / "any") == left


@pytest.mark.parametrize(
    "case", ["plain", "semicolons", "utf-16", "utf-8-with-mark", "windows-1252", "homonyms", "pairs"]
)
def test_fmt_and_write_spell_alike(case: str, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    shutil.copytree(LEDGERS / case, folder, dirs_exist_ok=True)
    (folder / "problems.txt").unlink()
    if case == "pairs":  # what is left out of the ledger must not be left out of the file
        format_folder(folder)
        assert ",jo-karama," in (folder / "places.csv").read_text(encoding="utf-8")
        return
    written = tmp_path_factory.mktemp("written")
    write(read(folder), written)
    format_folder(folder)
    assert {**bytes_of(folder), "dataset.yml": b""} == {**bytes_of(written), "dataset.yml": b""}


def test_fmt_keeps_bad_rows_cell_by_cell(folder: Path) -> None:
    header = ",".join(frames.names("places"))
    sound, odd = 'b,"Bee",town,,,1.50,2,,,,,', "c, Sea ,town,,, 91 ,2.0,,,,,"
    ragged, twice = 'd,"only, three",town', "b,Other,town,,,3,4,,,,,"
    (folder / "places.csv").write_text("\n".join([header, odd, ragged, sound, twice, "a,A,town,,,1,1,,,,,", ""]))
    assert format_folder(folder) == ["places.csv: rewritten"]
    assert (folder / "places.csv").read_text().splitlines() == [
        header, "a,A,town,,,1,1,,,,,", "b,Bee,town,,,1.5,2,,,,,", odd, twice, ragged,
    ]  # fmt: skip


def test_fmt_keeps_columns_that_are_not_read(folder: Path) -> None:
    (folder / "actors.csv").write_text('kind,actor_id,Name,remark,name\nrebel,a,First,"x, y",Second\n')
    format_folder(folder)
    assert (folder / "actors.csv").read_text().splitlines() == [
        "actor_id,name,short_name,kind,aliases,active_from,active_to,color,remark,name",
        'a,First,,rebel,,,,,"x, y",Second',
    ]


def test_fmt_leaves_alone_what_it_cannot_read(folder: Path) -> None:
    (folder / "claims.csv").write_text('claim_id\n"c1\n')
    (folder / "places.csv").write_text("kind,place_id,name,latitude,longitude\ntown,a,A,1\n")
    (folder / "actors.csv").write_text('actor_id,name,kind\na,"A,rebel\n')
    before = bytes_of(folder)
    assert format_folder(folder) == [
        f"{name}: left as it is: {why}; `python -m events check` says what to mend"
        for name, why in (
            ("places.csv", "line 2 has too many or too few cells, and the columns would be ordered anew"),
            ("actors.csv", "line 2 cannot be read"),
            ("claims.csv", "its columns cannot be read"),
        )
    ]
    assert bytes_of(folder) == before


def test_fmt_of_no_folder(tmp_path: Path) -> None:
    assert format_folder(tmp_path / "none")[0].startswith("there is no folder")
    assert format_folder(tmp_path) == []


def test_every_word_survives(folder: Path) -> None:
    ledger = read(folder)
    claims = pd.concat([ledger.claims.iloc[[1]]] * len(vocab.CHANGES), ignore_index=True)
    claims["change"] = pd.Series(vocab.CHANGES, dtype="str")
    claims["claim_id"] = pd.Series([f"c{n}" for n in range(len(claims))], dtype="str")
    write(replace(ledger, claims=claims), folder)
    assert read(folder).claims["change"].tolist() == list(vocab.CHANGES)
