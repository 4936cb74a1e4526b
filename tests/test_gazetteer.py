"""Places in text: what is found and what is not, kinds that nouns make, homonyms, spellings, the index itself."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import frames, vocab
from events.extract.gazetteer import Gazetteer, Proposal, archive, building, world
from events.extract.gazetteer.entries import Entries
from events.extract.gazetteer.lexicon import table
from events.extract.gazetteer.own import Own, distance
from events.extract.gazetteer.sounds import sounds
from events.extract.gazetteer.tokens import Words, runs
from events.extract.mentions import PlaceMention, Reading

_PLACES = [
    ("ly-sirte", "Sirte", "city", "LY", "31.2", "16.59", "", "Surt"),
    ("ly-brega", "Brega", "town", "LY", "30.41", "19.57", "", "Marsa al-Burayqah"),
    ("ly-brega-airport", "Brega Airport", "air_base", "LY", "30.38", "19.58", "", ""),
    ("ly-ras-ajdir-crossing", "Ras Ajdir border crossing", "border_crossing", "LY", "33.15", "11.56", "", "Ras Jdeir"),
    ("iq-hit", "Hit", "town", "IQ", "33.64", "42.83", "95788", "Heet"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return _opened()


@cache
def _opened() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def own() -> Gazetteer:
    columns = ("place_id", "name", "kind", "country", "latitude", "longitude", "geonameid", "aliases")
    blank = {column.name: "" for column in frames.PLACES}
    return Gazetteer.open(pd.DataFrame([blank | dict(zip(columns, row, strict=True)) for row in _PLACES]))


def _surfaces(found: list[PlaceMention]) -> list[str]:
    return [each.surface for each in found]


def _only(found: list[PlaceMention], surface: str) -> tuple[Reading, ...]:
    hits = [each for each in found if each.surface == surface]
    assert hits, f"{surface} is not among {_surfaces(found)}"
    return hits[0].readings


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Troops entered Baidoa and Kismayo on Tuesday.", ["Baidoa", "Kismayo"]),
        ("The town of Deir ez-Zor's mayor spoke.", ["Deir ez-Zor"]),
        ("They left al-Hasakah, Ar-Rastan and el-Fasher.", ["al-Hasakah", "Ar-Rastan", "el-Fasher"]),
        (
            "Fighting near Ma'rib, Şırnak, Gəncə and Chernihiv’s airfield.",
            ["Ma'rib", "Şırnak", "Gəncə", "Chernihiv’s airfield"],
        ),
        ("Mazar-i-Sharif fell before noon.", ["Mazar-i-Sharif"]),
        ("Goma-based traders left for Bukavu.", ["Bukavu"]),
        ("Syria's Palmyra was quiet.", ["Syria", "Palmyra"]),
        ("GOMA (own report) - The city was quiet.", []),
    ],
)
def test_names_are_found_at_the_borders_of_words(gazetteer: Gazetteer, text: str, surfaces: list[str]) -> None:
    assert _surfaces(gazetteer.find(text)) == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "In March the Army held a Sunday parade; Same again in May.",
        "Nice work, said the Police. Reading is fun, and Union men agreed.",
        "President Washington met General Kerman and Prime Minister Omar Sharif.",
        "Khalifa Sabha said that Sabha would wait.",
        "The Aleppo Media Forum and the Mosul Tigers football club disagreed.",
        "Moscow-backed fighters and Ankara-aligned groups met.",
        "The Taliban, Boko Haram and the Houthis were named in the Sudan Tribune.",
        "Hashemi of the Kurdish bloc spoke English with a Libyan.",
    ],
)
def test_what_is_no_place_is_not_found(gazetteer: Gazetteer, text: str) -> None:
    found = [each for each in gazetteer.find(text) if each.readings[0].kind not in ("country", "region")]
    assert _surfaces(found) == []


@pytest.mark.parametrize(
    ("text", "surface", "kind", "name"),
    [
        ("They stormed Kismayo airport at dawn.", "Kismayo airport", "air_base", "Kismayo airport"),
        ("Garowe's military airport was bombed.", "Garowe's military airport", "air_base", "Garowe military airport"),
        ("Rebels hold the port of Kismayo.", "port of Kismayo", "port", "Kismayo port"),
        ("The army base in Garowe was shelled.", "army base in Garowe", "military_base", "Garowe army base"),
        ("A key dam near the city of Garowe burst.", "dam near the city of Garowe", "dam", "Garowe dam"),
        ("Torkham border crossing is shut.", "Torkham border crossing", "border_crossing", "Torkham border crossing"),
        ("They took a frontier crossing with Uganda near the town of Bunagana.",
         "frontier crossing with Uganda near the town of Bunagana", "border_crossing", "Bunagana border crossing"),
        ("Kismayo district stayed calm.", "Kismayo district", "district", "Kismayo district"),
        ("The university of Kismayo closed.", "university of Kismayo", "other", "Kismayo university"),
    ],
)  # fmt: skip
def test_a_noun_makes_another_place(gazetteer: Gazetteer, text: str, surface: str, kind: str, name: str) -> None:
    readings = _only(gazetteer.resolve(gazetteer.find(text), text), surface)
    assert {each.kind for each in readings} == {kind}
    assert name in [each.name.replace("Kismaayo", "Kismayo").replace("Garoowe", "Garowe") for each in readings]
    assert all(each.geonameid == 0 for each in readings)


def test_a_plural_noun_belongs_to_the_whole_list(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Rebels took Kunduz, Takhar and Herat provinces and the Kismayo and Baidoa airports.")
    kinds = {each.surface: {reading.kind for reading in each.readings} for each in found}
    assert kinds == {
        "Kunduz": {"region"},
        "Takhar": {"region"},
        "Herat provinces": {"region"},
        "Kismayo": {"air_base"},
        "Baidoa airports": {"air_base"},
    }


@pytest.mark.parametrize("text", ["Donetsk Oblast", "Anbar province", "the province of Anbar", "Amhara Region"])
def test_divisions_are_no_towns(gazetteer: Gazetteer, text: str) -> None:
    (mention,) = gazetteer.find(f"Fighting went on in {text} for days.")
    assert {each.kind for each in mention.readings} == {"region"}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("They seized the villages of Umm Qarfa, Zelbo and Tarfaq.", ["Umm Qarfa", "Zelbo", "Tarfaq"]),
        ("Militia burned Zelbo, a small town in the east.", ["Zelbo"]),
        ("They captured Zelbo in Niger's south after taking several towns, including Tarfaq.", ["Zelbo", "Tarfaq"]),
        ("The army took Zelbo, Homs Governorate. Later Zelbo burned.", ["Zelbo", "Zelbo"]),
        ("Tarfaq and Zelbo, two villages near the river, fell.", ["Tarfaq", "Zelbo"]),
        ("The Zelbo district was cleared.", ["Zelbo district"]),
    ],
)
def test_names_nobody_knows_are_kept_where_the_text_says_places(
    gazetteer: Gazetteer, text: str, unknown: list[str]
) -> None:
    found = [each for each in gazetteer.find(text) if all(r.latitude is None for r in each.readings)]
    named = [each for each in found if each.readings[0].kind not in ("country", "region")]
    assert _surfaces(named) == unknown


def test_a_noun_before_a_list_belongs_to_all_of_it(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("They held the ports of Kismayo, Merca and Zelbo, and the villages of Tarfaq and Umm Qarfa.")
    kinds = {each.surface: {reading.kind for reading in each.readings} for each in found}
    assert kinds == {
        "ports of Kismayo": {"port"},
        "Merca": {"port"},
        "Zelbo": {"port"},
        "Tarfaq": {"village"},
        "Umm Qarfa": {"village"},
    }


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("He spoke near Zelbo.", "Zelbo"),
        ("Soldiers seized Zelbo Qarf at night.", "Zelbo Qarf"),
        ("The fall of Zelbo surprised nobody.", "Zelbo"),
        ("Zelbo was retaken on Monday.", "Zelbo"),
        ("They met at Wadi Zelbo.", "Wadi Zelbo"),
        ("A bomb hit Zelbivka.", "Zelbivka"),
        ("They shelled the camp of Zelbo.", "camp of Zelbo"),
    ],
)
def test_the_sentence_shows_a_place(gazetteer: Gazetteer, text: str, unknown: str) -> None:
    assert _surfaces(gazetteer.find(text)) == [unknown]


@pytest.mark.parametrize(
    "text",
    [
        "Zelbo was pleased with Tarfaq.",
        "The anti-Zelbo league and General Zelbo met John Tarfaq.",
        "A spokesman for Zelbo told the Tarfaq Times.",
        "Prisoners were taken; Weapons were seized in June.",
    ],
)
def test_an_unknown_name_alone_is_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert _surfaces(gazetteer.find(text)) == []


def test_a_guess_is_never_somewhere(gazetteer: Gazetteer) -> None:
    text = "Nothing is known of Zelbo yet."
    mention = gazetteer.guess(text, 20, 25)
    assert mention is not None
    assert text[mention.start : mention.end] == mention.surface == "Zelbo"
    assert mention.readings == (Reading("Zelbo", "town", ""),)
    assert gazetteer.guess(text, 0, 0) is None
    assert gazetteer.guess(text, 8, 10) is None


def test_the_data_set_wins_over_the_world(own: Gazetteer) -> None:
    found = own.find("Sirte and Brega fell, then the Brega airport, Ras Jdeir crossing and, in the west, Hit.")
    ids = {each.surface: each.readings[0].place_id for each in found}
    assert ids == {
        "Sirte": "ly-sirte",
        "Brega": "ly-brega",
        "Brega airport": "ly-brega-airport",
        "Ras Jdeir crossing": "ly-ras-ajdir-crossing",
        "Hit": "iq-hit",
    }
    assert [each.geonameid for each in _only(own.find("Near Hit."), "Hit")].count(95788) == 1


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("Shells fell on Tripoli, the Libyan government said.", "Tripoli", {"LY"}),
        ("Shells fell on Tripoli, north of Beirut in Lebanon.", "Tripoli", {"LB"}),
        ("Shells fell on Tripoli.", "Tripoli", {"LB", "LY"}),
        ("In Iraq's Anbar province the army entered Hit.", "Hit", {"IQ"}),
        ("Mali: Kidal and Gao changed hands.", "Gao", {"ML"}),
    ],
)
def test_homonyms_are_told_apart_or_stay_open(gazetteer: Gazetteer, text: str, surface: str, country: set[str]) -> None:
    readings = _only(gazetteer.resolve(gazetteer.find(text), text), surface)
    assert {each.country for each in readings} == country


def test_a_name_known_only_elsewhere_stays_open(gazetteer: Gazetteer) -> None:
    # Kalungu is a town of Uganda to GeoNames; another lies in South Kivu.
    text = "In the Democratic Republic of Congo, rebels in South Kivu seized Kalungu."
    readings = _only(gazetteer.resolve(gazetteer.find(text), text), "Kalungu")
    assert readings[0].country == ""
    assert readings[0].latitude is None
    assert "UG" in {each.country for each in readings[1:]}


def test_spellings_are_proposed_and_never_attached(gazetteer: Gazetteer) -> None:
    text = "In Sudan, fighters entered the town of Dinderr in Sennar State."
    readings = _only(gazetteer.resolve(gazetteer.find(text), text), "Dinderr")
    assert not isinstance(readings[0], Proposal)
    assert readings[0].latitude is None
    assert {each.country for each in readings[1:]} == {"SD"}
    assert all(isinstance(each, Proposal) for each in readings[1:])


def test_look_up_reads_any_script_and_marks_what_is_only_alike(gazetteer: Gazetteer) -> None:
    assert [each.country for each in gazetteer.lookup("Бахмут", "UA")][:1] == ["UA"]
    assert "SY" in {each.country for each in gazetteer.lookup("الرقة")}
    alike = gazetteer.lookup("Mihtarlam", "AF")
    assert alike
    assert all(isinstance(each, Proposal) and 0 < each.likeness <= 100 for each in alike)
    assert gazetteer.lookup("", "AF") == gazetteer.lookup("?!") == []


@pytest.mark.parametrize(("one", "other"), [("Raqqa", "Ar-Raqqah"), ("Otradne", "Otradnoye"), ("Nubbul", "Nubl")])
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sounds(one)[1] == sounds(other)[1]
    assert sounds(one)[1] != sounds("Shushi")[1]


def test_runs_of_names_hold_together() -> None:
    words = Words("The U.S. envoy saw Khan Shaykhun's ruins, Suq al-Khamis, and Port-au-Prince.")
    assert [words.surface(first, last) for first, last in runs(words)] == [
        "The U.S.", "Khan Shaykhun", "Suq al-Khamis", "Port-au-Prince",
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("ABab al-'’.,\n’éİßالÅ0U.S of in town Hit Goma airport"), max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    found = _opened().resolve(_opened().find(text), text)
    ends = 0
    for each in found:
        assert ends <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.surface
        assert each.readings
        assert all((r.latitude is None) == (r.longitude is None) for r in each.readings)
        assert (0, 0) not in {(r.latitude, r.longitude) for r in each.readings}
        ends = each.end


@pytest.mark.parametrize(
    "text",
    [
        "Aleppo Homs " * 20_000,
        "AB" * 100_000,
        "A.B." * 50_000,
        "ʼ" * 100_000,
        "Raqqa, " * 30_000,
        "of the town " * 30_000,
    ],
)
def test_hostile_texts_take_no_more_time_than_long_ones(gazetteer: Gazetteer, text: str) -> None:
    begun = time.perf_counter()
    gazetteer.find(text)
    assert time.perf_counter() - begun < 20


def test_the_index_opens_at_once_and_knows_the_world() -> None:
    Gazetteer.open()  # builds it where there is none
    begun = time.perf_counter()
    towns = world.World(world.default_path())
    assert time.perf_counter() - begun < 0.2
    assert len(towns) > 200_000
    (rows,) = towns.look_up(["baghdad"])
    assert [towns.reading(row).country for row, shown in rows if shown][:1] == ["IQ"]
    assert towns.look_up(["nosuchname", ""]) == [(), ()]


def test_an_index_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "some.index"
    arrays = {"a": np.arange(5, dtype=np.uint32), "b": np.array([], np.float32), "c": np.array([1.5, 2.5])}
    archive.save(path, {"what": "trial"}, arrays)
    about, read = archive.load(path)
    assert about == {"what": "trial"}
    assert {name: array.tolist() for name, array in read.items()} == {n: a.tolist() for n, a in arrays.items()}
    whole = path.read_bytes()
    for damaged in (b"", whole[:9], whole[:-60], b"something else entirely" * 9):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match=r"some\.index"):
            archive.load(path)
    with pytest.raises(FileNotFoundError):
        archive.load(tmp_path / "none")
    with pytest.raises(TypeError):
        archive.save(path, {"what": object()}, arrays)  # type: ignore[dict-item]
    assert [each.name for each in path.parent.iterdir()] == ["some.index"]


def test_a_damaged_index_is_built_anew_by_one_of_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Gazetteer.open()
    path = tmp_path / "world.index"
    path.write_bytes(world.default_path().read_bytes()[:5_000_000])
    built: list[Path] = []

    def build(to: Path, progress: world.Progress | None = None) -> None:
        built.append(to)
        assert progress is not None
        progress(1.0, "built")
        shutil.copy(world.default_path(), to)

    told: list[tuple[float, str]] = []
    monkeypatch.setattr(building, "build", build)
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Gazetteer.open(progress=_Told(told), path=path), range(4)))
    assert built == [path]
    assert told == [(1.0, "built")]
    assert {_surfaces(each.find("Near Baidoa."))[0] for each in opened} == {"Baidoa"}


class _Told:
    """Not equal to another, so that no opening is remembered."""

    def __init__(self, told: list[tuple[float, str]]) -> None:
        self._told = told

    def __call__(self, share: float, what: str) -> None:
        self._told.append((share, what))


def test_finding_needs_no_screen_and_no_network() -> None:
    code = (
        "import sys; import events.extract.gazetteer; print([m for m in ('requests', 'streamlit') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["crossings.csv", "facilities.csv"])
def test_what_is_built_in_has_its_source(name: str) -> None:
    rows = table(name)
    known = {row["country"] for row in table("countries.csv")}
    for row in rows:
        assert row["source"], row
        assert row["name"], row
        assert row["kind"] in vocab.PLACE_KINDS, row
        assert {row["country"], row.get("other_country", row["country"])} <= known, row
        assert bool(row["latitude"]) == bool(row["longitude"]), row
        if row["latitude"]:
            assert -60 < float(row["latitude"]) < 75, row
            assert -180 <= float(row["longitude"]) <= 180, row
            assert (float(row["latitude"]), float(row["longitude"])) != (0, 0), row


def test_crossings_have_two_sides_on_four_continents() -> None:
    rows = table("crossings.csv")
    assert len(rows) >= 150
    assert all(row["other_country"] and row["other_name"] for row in rows)
    pairs = [(row["country"], row["name"], row["other_country"]) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert {"IQ", "UA", "CD", "CO"} <= {row["country"] for row in rows}


def test_crossings_lie_where_their_towns_lie(gazetteer: Gazetteer) -> None:
    # Desert posts are far from any town that has five hundred people.
    far = []
    for row in table("crossings.csv"):
        if not row["latitude"]:
            continue
        here = Reading("", "", "", "", float(row["latitude"]), float(row["longitude"]))
        towns = [(row["near_town"], row["country"]), (row["other_near_town"], row["other_country"])]
        known = [(gazetteer.guess(town, 0, len(town)), country) for town, country in towns]
        near = [distance(here, r) for each, country in known if each for r in each.readings if r.country == country]
        near = [each for each in near if each != float("inf")]
        if near and min(near) > 135:
            far.append((row["name"], round(min(near))))
    assert far == []


def test_lists_of_the_lexicon_are_well_formed() -> None:
    for file in resources.files("events.extract.lexicon").iterdir():
        if file.name.endswith(".csv"):
            rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
            assert {len(row) for row in rows} == {len(rows[0])}, file.name
        if file.name.endswith(".txt"):
            words = file.read_text(encoding="utf-8").split()
            assert words == sorted(set(words)), file.name


def test_a_large_data_set_opens_quickly() -> None:
    count = 10_000
    numbers = np.arange(count)
    places = pd.DataFrame({"place_id": [f"xx-{n}" for n in numbers], "name": [f"Qztown {n}" for n in numbers]})
    places = places.assign(kind="town", country="SY", admin1="", geonameid="", aliases="")
    places = places.assign(latitude=33 + numbers / 1e4, longitude=36 + numbers / 1e4)
    begun = time.perf_counter()
    known = Own(places, [])
    assert time.perf_counter() - begun < 5
    assert len(Entries(world.World(world.default_path()), known).own.named) == count
