"""Which places a sentence is about: lists below their lead, pronouns, insertions, works in towns, and unreal forms."""

from __future__ import annotations

import pytest

from events import extract


def told(text: str, published: str = "2014-06-22") -> list[tuple[str, str]]:
    """Give what changes, and where, without what is only held, ringed or repelled."""
    found = extract(text, published)
    return [(each.change, each.place) for each in found if each.change not in ("holds", "besieges", "repels")]


def taken(*places: str) -> list[tuple[str, str]]:
    return [("takes", place) for place in places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The following localities were liberated this week:\n- Monguno\n- Marte\n- Baga\n", "Monguno Marte Baga"),
        ("Troops have recaptured the following towns:\n* Bama\n* Gwoza\n* Michika (17 March)\n", "Bama Gwoza Michika"),
        ("Recaptured by the army:\n1. Bambari (3 March)\n2. Bria (5 March)\n", "Bambari Bria"),
        ("Liberated settlements: Makiivka, Nevske and Ploshchanka.", "Makiivka Nevske Ploshchanka"),
        ("| 3 May 2014 | Bria | Retaken by the army |\n| 4 May 2014 | Ippy | Recaptured |\n", "Bria Ippy"),
        ("Bria - liberated.\nIppy - fighting continues.\n", "Bria"),
        ("Liberated: Makiivka, Nevske, Ploshchanka.", "Makiivka Nevske Ploshchanka"),
        ("Towns captured by the rebels since January: Bambari, Bria, Ippy.", "Bambari Bria Ippy"),
        ("Four towns changed hands last week: Bambari, Bria, Ippy and Bouar.", "Bambari Bria Ippy Bouar"),
        ("Places lost to the rebels in December: Ndele, Kabo and Bamingui.", "Ndele Kabo Bamingui"),
        ("The rebels control the following towns:\n- Bambari\n- Bria\n", ""),
        ("The following towns were shelled:\n- Bambari\n- Bria\n", ""),
        ("Settlements under threat:\n- Bambari\n- Bria\n", ""),
        ("Under the plan, the army is to retake:\n- Bambari\n- Bria\n", ""),
    ],
)
def test_lists_below_their_lead(text: str, places: str) -> None:
    assert told(text) == taken(*places.split())


def test_a_bracket_dates_its_own_item() -> None:
    found = extract("Recaptured by the army:\n1. Bambari (3 March)\n2. Bria (5 March)\n", "2014-06-22")
    assert [each.as_row()["earliest"] for each in found] == ["2014-03-03", "2014-03-05"]
    assert [each.quote[:12] for each in found] == ["Recaptured b", "Recaptured b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army held Bria and Ippy until Friday, when rebels captured the latter.", taken("Ippy")),
        ("The army held Bria and Ippy until Friday, when rebels captured both.", taken("Bria", "Ippy")),
        ("Bria and Ippy are diamond towns. Both towns were captured on Friday.", taken("Bria", "Ippy")),
        ("Rebels attacked Bria on Friday. The army withdrew from there overnight.", [("leaves", "Bria")]),
        ("Troops stationed at Bria withdrew to Bangui, a day after rebels had captured Ippy.",
         [("leaves", "Bria"), *taken("Ippy")]),
        ("Residents of Bria said that rebels took the town without a fight.", taken("Bria")),
        ("Bria, north-east of Bambari, has mines. It was captured on Friday by rebels.", taken("Bria")),
        ("Bria lies in the hills beyond Ippy. It was captured on Friday by rebels.", taken("Bria")),
        ("The rebels captured Bria and its airport.", taken("Bria", "Bria airport")),
        ("Nobody, a priest said, has taken over Bria. No rebel has entered there.", []),
        ("Rebels overran Bria on 10 May, only to lose it the same evening.", [*taken("Bria"), ("leaves", "Bria")]),
        ("Bria and Ippy are diamond towns. Both fell to the rebels on Friday.", taken("Bria", "Ippy")),
        ("Troops left Ndele, Bria and Ippy; the last two fell to the rebels.",
         [("leaves", "Ndele"), ("leaves", "Bria"), ("leaves", "Ippy"), *taken("Bria", "Ippy")]),
        ("Soldiers were flown to the airport of Bria, after the rebels had taken the city.",
         taken("Bria")),
        ("Troops advancing from Bangui and Sibut converged on Bria, capturing it on Friday.", taken("Bria")),
    ],
)  # fmt: skip
def test_what_stands_for_a_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The rebels captured Bria, Ippy and, after a three-day siege, Bambari, from which many fled.",
         "Bria Ippy Bambari"),
        ("Rebels captured Bria – the country's diamond capital – on Friday and Ippy – a market – on Saturday.",
         "Bria Ippy"),
        ("Bria was taken on Friday, along with the villages of Kolaga and Irabanda.", "Bria Kolaga Irabanda"),
        ("The rebels, having failed to take Bambari, turned on Bria, which they overran on Friday.", "Bria"),
        ("Rebels captured Bria, a crossroads in the east, but they were driven out by the army.", "Bria Bria"),
        ("The minister recalled that the town of Bria had been retaken.", "Bria"),
        ("Troops are trying to enter Bria, a town that rebels captured in May.", "Bria"),
        ("Rebels overrun Bria.", "Bria"),
        ("Bria, the last army bastion in the north, surrendered.", "Bria"),
        ("The militia, a splinter group, had in the meantime taken Bria.", "Bria"),
        ("Ippy had fallen on 17 April and Bria, seized by rebels on 25 May, was retaken in June.", "Ippy Bria Bria"),
        ("Bria, Ippy and Kabo have since fallen to the rebels.", "Bria Ippy Kabo"),
        ("Bria was entered at 7:00 and liberated by 9:00 today.", "Bria"),
        ("The rebels marched on Bria, the capital of Haute-Kotto, which they seized in May.", "Bria"),
        ("The army liberated Bria, Haute-Kotto prefecture, which rebels had occupied for years.", "Bria Bria"),
        ("Bria, the last rebel and militia foothold on the Kotto, is taken by the army.", "Bria"),
        ("Troops cleared the towns of Bria and Ippy, along with an old air base west of Bambari.", "Bria Ippy"),
        ("The army shelled Bria, lost in May. Troops retook that city on Friday.", "Bria Bria"),
        ("Units of the army:\n- liberated Bria;\n- took under control Ippy and Kabo;\n", "Bria Ippy Kabo"),
        ("Fighters take over Bria.", "Bria"),
    ],
)  # fmt: skip
def test_long_sentences(text: str, places: str) -> None:
    assert told(text) == taken(*places.split())


def test_an_insertion_dates_what_follows_it() -> None:
    found = extract("On 12 March the rebels captured Bambari and, on 15 March, Bria.", "2014-06-22")
    assert [(each.place, each.as_row()["earliest"]) for each in found] == [
        ("Bambari", "2014-03-12"),
        ("Bria", "2014-03-15"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels took the presidential palace, the airport of Juba and the air base at Wau.",
         ["Juba airport", "air base at Wau"]),
        ("The army recaptured the headquarters of the state broadcaster in Juba.",
         ["headquarters of the state broadcaster (Juba)"]),
        ("Rebels captured the Red Sea port of Suakin.", ["Suakin"]),
        ("Rebels overran the Wau artillery base.", ["Wau artillery base"]),
        ("Wau fell on 2 August and its airfield the next day.", ["Wau", "Wau airfield"]),
        ("Hundreds fled by sea from Aden, where soldiers have retaken the airport.", ["Aden airport"]),
        ("The rebels were driven from Abu Karshola by the army.", ["Abu Karshola"]),
        ("The main crossing with Uganda at Nimule was captured.", ["Nimule border crossing"]),
        ("Mondoro camp, attacked twice in March, has been evacuated.", ["Mondoro camp"]),
        ("Government forces retook Base 80 and Hill 203.", ["Base 80", "Hill 203"]),
        ("Rebels overran the Sheikh Karm air defence post, west of Aleppo.", ["Sheikh Karm air defence post"]),
        ("Rebels seized Wau and its airport, on the road to Juba.", ["Wau", "Wau airport"]),
        ("Troops drove rebels from the upper Mbomou gorge.", ["Mbomou gorge"]),
        ("The army captured Jean Mbrongola, a local mayor.", []),
        ("Rebels took seven villages in the districts of Fizi and Uvira.", []),
        ("Kolaga, a village at the junction of the roads to Bria and Ippy, was cleared of rebels.", ["Kolaga"]),
        ("Ganthier, on the road to Malpasse, was overrun by a gang.", ["Ganthier"]),
        ("The rebels left the UN base in Wau, which they had occupied in May.", ["UN base in Wau", "UN base in Wau"]),
        ("Rebels overran the \"safe area\" of Wau.", ["Wau"]),
        ("In Wau, police repelled an assault on the barracks, and the army retook the Gor Tepa area.", ["Gor Tepa"]),
        ("Rebels seized the Hanano district of Aleppo.", ["Hanano district"]),
        ("Rebels were reported in Wau and to have taken the airport there.", ["Wau airport"]),
        ("Rebels seized towns in Borno and Adamawa, including Gwoza, where they have a camp, Bama and Michika.",
         ["Gwoza", "Bama", "Michika"]),
        ("The capture of Wau by the rebels follows that of Aweil.", ["Wau", "Aweil"]),
        ("Rebels seized a handful of villages around Bria, Kolaga and Irabanda among them.", ["Kolaga", "Irabanda"]),
    ],
)  # fmt: skip
def test_works_and_names_of_two_words(text: str, expected: list[str]) -> None:
    assert [place for _, place in told(text) if place != "presidential palace"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Had the rebels captured Bria, the road to Bangui would have been open.",
        "Capturing Bria would give the rebels control of the diamond trade.",
        "Rebels nearly captured Bria.",
        "The agreement provides for the withdrawal of rebels from Bria.",
        "A rebel withdrawal from Bria is a condition for talks.",
        "Neither the rebels nor the army has taken Bria.",
        "Rebels captured positions south of Bria and territory north of Ippy.",
        "By the 20th the rebels held only Bria.",
        "The hospital in Bria was captured on video by a drone.",
        "A minister, Jean Kolaga, changed sides in Bria.",
        "Rebels have overrun six of the fourteen districts of Haute-Kotto.",
        "Bria has changed hands twice in two days.",
        "The headquarters in Bria is still occupied.",
        "The siege of Bria that has left the centre of the city in ruins goes on.",
        "Relatives of rebel fighters escaped from a camp at Bria.",
        "With Bria in rebel hands and Bambari under siege, the capital is alone.",
        "The division continued to clear the northern districts of Bria.",
    ],
)
def test_unreal(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("11 July 2013: Bria, the last army base in the east, is in rebel hands.\n", "Bria"),
        ("11 July 2013: Bria is still in rebel hands.\n", ""),
        ("Bria is in rebel hands.", ""),
    ],
)
def test_a_state_is_news_below_a_date(text: str, places: str) -> None:
    assert told(text) == taken(*places.split())


def test_the_capital_is_that_of_the_country() -> None:
    text = "Rebels hold Gbarnga, Harper and Buchanan, in Liberia.\n\nMay 1990: Troops drove the NPFL from the capital."
    assert ("takes", "Monrovia") in told(text)


def test_a_heading_with_a_year_dates_what_follows() -> None:
    text = (
        "Key dates of the war:\n- 1992: first losses -\n8 April: Rebels take Bria.\n"
        "- 1993: a war within the war -\n10 June: Bria is recaptured by the army.\n"
    )
    assert [each.as_row()["earliest"] for each in extract(text, "1995-10-13")] == ["1992-04-08", "1993-06-10"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Rebels took the port of Buchanan. They shelled a school. Rebels left the port on Friday.", "Buchanan"),
        ("The rebels took the presidential palace in Bria. Later the intelligence building fell.", "Bria"),
    ],
)
def test_one_work_is_not_another(text: str, last: str) -> None:
    assert [place for _, place in told(text)][-1].count(last) == 1
    assert "intelligence" not in str(told(text))
