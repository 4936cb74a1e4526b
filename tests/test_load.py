"""The reader: every fault is named with its line, every sound row loads, nothing raises.

``tests/ledgers/<point>/`` holds one small data set per fault: the files in which it differs from ``plain``, and in
``problems.txt`` what the reader must say.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from events import frames
from events.frames import About, Ledger
from events.load import careful, findings, read, rows
from events.load.encoding import decode
from events.load.scan import LONGEST_ROW, MOST_LINES, plain_lines

LEDGERS = Path(__file__).with_suffix("").with_name("ledgers")
PLAIN = {path.name: path.read_bytes() for path in (LEDGERS / "plain").iterdir() if path.suffix != ".txt"}
CLAIMS = PLAIN["claims.csv"].decode().splitlines(keepends=True)
KEYS = {"places": "place_id", "actors": "actor_id", "sources": "source_id", "claims": "claim_id"}

LOOKS = int(os.environ.get("FUZZ", "15"))  # FUZZ=2000 looks longer
fuzz = settings(max_examples=LOOKS, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LEDGERS / "plain", tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def fill(scratch: Path, **files: bytes) -> Path:
    for name, data in (PLAIN | {f"{table}.csv": data for table, data in files.items()}).items():
        (scratch / name).write_bytes(data)
    return scratch


def claim(**cells: str) -> str:
    """Spell one sound row of claims.csv, with some cells changed; they are quoted by hand where they must be."""
    sound = {"claim_id": "c1", "place_id": "iq-rawah", "change": "takes", "actor_id": "isil", "source_id": "undated"}
    window = {"earliest": "2014-06-20", "latest": "2014-06-20"}
    return ",".join((sound | window | cells).get(name, "") for name in frames.names("claims")) + "\n"


def said(ledger: Ledger, file: str = "") -> list[str]:
    return [f"{p.severity}: {p}" for p in ledger.problems if not file or p.file == file]


def assert_sound(ledger: Ledger) -> None:
    """Check that a ledger keeps its promises, whatever it was read from."""
    for table in frames.TABLES:
        frame = getattr(ledger, table)
        pd.testing.assert_series_equal(frame.dtypes, frames.empty(table).dtypes)
        assert len(ledger.lines[table]) == len(frame)
        assert not frame.select_dtypes("str").isna().any(axis=None)
        for column in frames.TABLES[table]:
            if column.required:
                assert not frame[column.name].isna().any()
                assert not (frame[column.name].astype("str").str.strip() == "").any()
            if column.unique:
                assert frame[column.name].is_unique
            if column.refers:
                known = getattr(ledger, column.refers)[KEYS[column.refers]]
                assert (frame[column.name].isin(known) | (frame[column.name] == "")).all()
    assert (ledger.claims["earliest"] <= ledger.claims["latest"]).all()
    for problem in ledger.problems:
        assert problem.message
        assert problem.line >= 0


@pytest.mark.parametrize("case", sorted(path.name for path in LEDGERS.iterdir()))
def test_each_fault_is_named(case: str, folder: Path) -> None:
    shutil.copytree(LEDGERS / case, folder, dirs_exist_ok=True)
    ledger = read(folder)
    assert said(ledger) == (LEDGERS / case / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert_sound(ledger)


def test_a_sound_data_set_is_read_whole(folder: Path) -> None:
    ledger = read(str(folder))
    assert [len(getattr(ledger, table)) for table in frames.TABLES] == [4, 3, 4, 6, 1]
    assert ledger.about.coverage_from == "2014-06-01"
    assert ledger.about.minimums == {"claims": 6, "places": 4, "sources": 4}
    assert ledger.places["aliases"].tolist()[1] == "Rutba|الرطبة"
    assert ledger.places["latitude"].tolist() == [34.4823, 33.0372, 32.8833, 32.8811]
    first = ledger.claims.iloc[0]
    assert (first["earliest"], first["manner"]) == (pd.Timestamp("2014-06-20"), "unopposed")
    assert ledger.lines["claims"].tolist() == [2, 3, 4, 5, 6, 7]


def test_blank_choices_are_filled(folder: Path) -> None:
    (folder / "claims.csv").write_text(CLAIMS[0] + claim())
    row = read(folder).claims.iloc[0]
    assert row[list(frames.DEFAULTS)].to_dict() == frames.DEFAULTS


def test_only_outer_space_of_keys_and_values_goes(folder: Path) -> None:
    spaced = claim(place_id="\u00a0iq-rawah ", latest="2014-06-20\t", change="takes ", quote=" two  spaces ")
    (folder / "claims.csv").write_text(CLAIMS[0] + spaced, encoding="utf-8")
    row = read(folder).claims.iloc[0]
    assert (row["place_id"], row["change"], row["quote"]) == ("iq-rawah", "takes", " two  spaces ")


def test_text_is_kept_as_it_is(folder: Path) -> None:
    shutil.copytree(LEDGERS / "markup-and-formulas", folder, dirs_exist_ok=True)
    ledger = read(folder)
    assert ledger.places["admin1"].tolist() == ['=HYPERLINK("http://example.org")']
    assert ledger.claims["quote"].tolist() == ['"><img src=x onerror=alert(1)>']
    assert ledger.claims["claim_id"].tolist() == ["=1+1"]
    assert ledger.problems == ()


def test_encodings_bring_the_same_rows(folder: Path) -> None:
    plain = read(folder)
    text = PLAIN["places.csv"].decode()
    for codec in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"):
        data = text.encode(codec) if codec != "utf-32-le" else b"\xff\xfe\0\0" + text.encode(codec)
        (folder / "places.csv").write_bytes(data)
        ledger = read(folder)
        pd.testing.assert_frame_equal(ledger.places, plain.places)
        assert [p.severity for p in ledger.problems] == ([] if codec == "utf-8-sig" else ["warning"])


@pytest.mark.parametrize(
    ("data", "encoding", "damaged"),
    [
        ("Zürich, Genève".encode("cp1252"), "Windows-1252", False),
        ("Zürich".encode("latin-1") + b"\x81", "Latin-1", False),
        ("Zürich, Genève, Nîmes".encode() + b"\xff", "", True),
        ("a,b\n".encode("utf-16") + b"x", "UTF-16", True),
        (b"", "", False),
        ("ascii".encode("utf-16-le"), "UTF-16 without its mark", False),
    ],
)
def test_the_encoding_is_told(data: bytes, encoding: str, damaged: bool) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.damaged) == (encoding, damaged)


def test_a_folder_without_files(tmp_path: Path) -> None:
    ledger = read(tmp_path)
    assert_sound(ledger)
    assert [p.file for p in ledger.problems] == ["dataset.yml", "places.csv", "actors.csv", "sources.csv", "claims.csv"]
    assert [p.severity for p in ledger.problems] == ["warning"] + ["error"] * 4


@pytest.mark.parametrize("name", ["nowhere", "file", "a\0b", ""])
def test_a_folder_that_is_none(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)
    ledger = read(tmp_path / name if name else "nowhere/at/all")
    assert_sound(ledger)
    assert ledger.claims.empty
    assert "there is no folder" in ledger.problems[0].message


def test_a_file_of_another_name(folder: Path) -> None:
    (folder / "claims.csv").rename(folder / "Claims.csv")
    assert said(read(folder)) == ["error: claims.csv: is missing; is it 'Claims.csv'? Rename that"]


def test_a_missing_file_is_told_once(folder: Path) -> None:
    (folder / "sources.csv").unlink()
    problems = said(read(folder))
    assert len(problems) == 3
    assert problems[1].startswith("error: claims.csv:2: source_id: 6 row(s), of which this is the first, do not load")


@pytest.mark.parametrize("data", [b"", b"\n\r\n  \n", b"\xef\xbb\xbf", b"\0", b"\xff\xfe", b"\xff\xfe\0", b"claim_id"])
def test_files_with_next_to_nothing(folder: Path, data: bytes) -> None:
    (folder / "claims.csv").write_bytes(data)
    ledger = read(folder)
    assert_sound(ledger)
    assert ledger.claims.empty
    assert said(ledger, "claims.csv")


def test_a_header_alone_is_sound(folder: Path) -> None:
    (folder / "claims.csv").write_text(CLAIMS[0].rstrip("\n"))
    (folder / "checkpoints.csv").unlink()
    assert read(folder).problems == ()


def test_what_is_no_file(folder: Path) -> None:
    for name in ("claims.csv", "dataset.yml"):
        (folder / name).unlink()
        (folder / name).mkdir()
    problems = said(read(folder))
    assert problems[1] == "error: claims.csv: is not a file: put the CSV file of that name in its place"
    assert problems[0].startswith("error: dataset.yml: cannot be opened")


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    ledger = read(folder)
    assert_sound(ledger)
    assert "cannot be opened (Permission denied)" in ledger.problems[0].message


def test_many_problems_of_one_kind_are_counted(folder: Path) -> None:
    body = "".join(claim(claim_id=f"c{n}", earliest="22/06/2014") for n in range(findings.LIMIT + 234))
    (folder / "claims.csv").write_text(CLAIMS[0] + body)
    problems = said(read(folder), "claims.csv")
    assert len(problems) == findings.LIMIT + 1
    assert problems[-1].startswith(f"error: claims.csv:{findings.LIMIT + 2}: earliest: and 234 more like this: ")


def test_long_texts(folder: Path) -> None:
    long = claim(claim_id="long", place_id="x" * 100_000)
    wide, wider = (claim(claim_id=f"wide{n}", quote="y" * (LONGEST_ROW + n)) for n in (0, 1))
    (folder / "claims.csv").write_text(CLAIMS[0] + long + wide + wider)
    ledger = read(folder)
    assert ledger.claims["claim_id"].tolist() == ["wide0"]
    assert [p.line for p in ledger.problems if p.file == "claims.csv"] == [2, 4]
    assert max(len(p.message) for p in ledger.problems) < 300


def test_tall_texts(folder: Path) -> None:
    fits, too_tall = (claim(claim_id=f"tall{n}", quote='"' + "\n" * n + '"') for n in (MOST_LINES - 1, MOST_LINES))
    (folder / "claims.csv").write_text(CLAIMS[0] + fits)
    assert len(read(folder).claims) == 1
    (folder / "claims.csv").write_text(CLAIMS[0] + fits + too_tall)
    ledger = read(folder)
    assert ledger.claims["claim_id"].tolist() == [f"tall{MOST_LINES - 1}"]
    assert said(ledger, "claims.csv")[0].startswith(f"error: claims.csv:{MOST_LINES + 2}: a quotation mark")


def test_a_header_that_never_ends(folder: Path) -> None:
    (folder / "claims.csv").write_text("claim_id," * 20_000)
    (problem, *_) = said(read(folder), "claims.csv")
    assert problem.startswith("error: claims.csv:1: the first line is too long to be a header")


def test_nothing_but_open_marks(folder: Path) -> None:
    """Each of these lines opens a cell that never closes: looking for its end every time would take for ever."""
    (folder / "claims.csv").write_text("".join([*CLAIMS[:3], 'a""b","\n' * 20_000, *CLAIMS[3:]]))
    assert len(read(folder).claims) == 6


def test_yaml_bombs_and_deep_nesting(folder: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    huge = "0x" + "f" * 9000
    for text in (
        bomb + "title: *i\n",
        "[" * 5000,
        "? [a]\n: b",
        "!!python/object:os.system {}",
        "title: !!timestamp x",
        "1: 2",
        'title: "\\ud800"',
        f"{huge}: 1\nopens: {{latitude: {huge}, longitude: 1, zoom: 1}}\nminimums: {{claims: {huge}}}",
    ):
        (folder / "dataset.yml").write_text(text)
        ledger = read(folder)
        assert said(ledger, "dataset.yml")
        assert ledger.about == About()
        assert len(ledger.claims) == 6


def columns_of(body: bytes, width: int) -> tuple[list[list[str]], list[int]] | None:
    lines = plain_lines(memoryview(body), ",", width)
    if lines is None:
        return None
    header = rows.Header(",", [""] * width, {}, 0, 0, True)
    cells = rows._parse(body, header, len(lines))
    assert cells is not None
    return [list(row) for row in zip(*(column.to_pylist() for column in cells), strict=True)], lines.tolist()


@settings(fuzz, max_examples=8 * LOOKS)
@given(st.text('a,"\n\r b', max_size=40), st.integers(2, 4))
def test_both_readers_agree(body: str, width: int) -> None:
    fast = columns_of(body.encode(), width)
    assume(fast is not None)
    assert fast is not None
    slow = list(careful.read(body, ",", width, {}))
    assert [row for row in slow if row.wrong] == []
    assert fast == ([row.cells for row in slow], [row.line for row in slow])
    plain = [row for row in csv.reader(io.StringIO(body, newline="")) if row]
    assert fast[0] == plain


def cells_of(table: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(PLAIN[f"{table}.csv"].decode(), newline=""))


@fuzz
@given(st.sampled_from(list(frames.TABLES)), st.binary(max_size=200), st.booleans())
def test_arbitrary_bytes(scratch: Path, table: str, data: bytes, after_header: bool) -> None:
    head = PLAIN[f"{table}.csv"].splitlines(keepends=True)[0] if after_header else b""
    assert_sound(read(fill(scratch, **{table: head + data})))


@fuzz
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_arbitrary_yaml(scratch: Path, data: bytes) -> None:
    folder = fill(scratch)
    (folder / "dataset.yml").write_bytes(data)
    assert len(read(folder).claims) == 6


@fuzz
@given(st.data())
def test_arbitrary_cells(scratch: Path, data: st.DataObject) -> None:
    """Whatever cells hold, every row of the file loads or is named with its line."""
    table = data.draw(st.sampled_from(list(frames.TABLES)))
    cells = list(cells_of(table))
    words = st.sampled_from(["", "0", "iraq", "iq-rawah", "takes", "2014-06-01", "2015-01-01", "nan", " ", "rawah-1"])
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.integers(1, len(cells) - 1))
        column = data.draw(st.integers(0, len(cells[0]) - 1))
        cells[row][column] = data.draw(
            words | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
        )
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(cells)
    text = out.getvalue()
    ledger = read(fill(scratch, **{table: text.encode()}))
    assert_sound(ledger)
    starts = [row.line + 1 for row in careful.read(text, ",", len(cells[0]), {}) if any(map(str.strip, row.cells))][1:]
    named = {p.line for p in ledger.problems if p.file == f"{table}.csv" and p.severity == "error"}
    assert sorted({*ledger.lines[table].tolist()} | named) == starts
    assert not named & {*ledger.lines[table].tolist()}


@fuzz
@given(st.data())
def test_damage_stays_where_it_is(scratch: Path, data: st.DataObject) -> None:
    """Bytes put into some lines of the claims set at most those aside; every other claim loads as it was."""
    lines = [line.encode() for line in CLAIMS]
    odd = [b'"', b",", b"\n", b"\0", b"\xff", b'""', b'",', b',"', b"\r", "é".encode(), b"\xe9", b'"\n', b"x"]
    touched = set()
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.integers(1, len(lines) - 1))
        at = data.draw(st.integers(0, len(lines[line]) - 1))
        lines[line] = lines[line][:at] + data.draw(st.sampled_from(odd)) + lines[line][at:]
        touched.add(line)
    ledger = read(fill(scratch, claims=b"".join(lines)))
    assert_sound(ledger)
    loaded = ledger.claims.set_index("claim_id")
    plain = read(fill(scratch)).claims.set_index("claim_id")
    whole = [CLAIMS[line].split(",")[0] for line in range(1, len(lines)) if line not in touched]
    pd.testing.assert_frame_equal(loaded.loc[whole], plain.loc[whole])


@fuzz
@given(st.lists(st.sampled_from(CLAIMS[1:]), max_size=12))
def test_the_first_of_an_id_stays(scratch: Path, repeated: list[str]) -> None:
    ledger = read(fill(scratch, claims="".join([CLAIMS[0], *repeated]).encode()))
    assert ledger.claims["claim_id"].tolist() == list(dict.fromkeys(row.split(",")[0] for row in repeated))
    assert len(ledger.problems) == len(repeated) - len(ledger.claims)
    assert np.all(np.diff([p.line for p in ledger.problems]) > 0)
