"""Who gains, who loses, and by whose word: sentences and short texts of our own."""

from __future__ import annotations

import pytest

from events import extract
from events.extract import Candidate


def changes(text: str, published: str = "2014-06-22") -> list[Candidate]:
    return [each for each in extract(text, published) if each.change not in ("holds", "besieges")]


def who(text: str, published: str = "2014-06-22") -> list[tuple[str, str]]:
    return [(each.place, each.actor) for each in changes(text, published)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Tuareg rebels captured Aguelhok.", "National Movement for the Liberation of Azawad (MNLA, Tuareg rebels)"),
        ("The RSF captured Nyala.", "Rapid Support Forces (RSF)"),
        ("Asmara said it had captured Badme.", "Eritrean government (Asmara)"),
        ("The Malian army captured Kidal.", "Malian government"),
        ("The Houthis captured Hajjah.", "Houthis"),
    ],
)
def test_a_side_is_called_what_it_is_and_what_the_text_calls_it(text: str, actor: str) -> None:
    assert [each for _, each in who(text)] == [actor]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Druze fighters took Thaala air base.", "Druze fighters"),
        ("Tutsi rebels seized Rutshuru.", "Tutsi rebels"),
        ("Pro-government fighters recaptured Zinjibar.", "Pro-government fighters"),
        ("Rwandan-backed rebels captured Goma.", "Rwandan-backed rebels"),
        ("The Bakassi Freedom Fighters captured Akwa.", "Bakassi Freedom Fighters"),
        ("Abala was captured by the Sons of Zakaria militia.", "Sons of Zakaria militia"),
        ("The Popular Salvation Front seized Abala.", "Popular Salvation Front"),
        ("A new coalition, the Alliance for the Republic, captured Birao.", "Alliance for the Republic"),
        ("A new movement, the PRFK, seized Birao.", "PRFK"),
        ("Birao was taken by a second rebel army, the PRFK.", "PRFK"),
        ("A splinter group under Martin Koumta took Birao.", "splinter group under Martin Koumta"),
        ("Fighters of the Azawad Salvation Movement took Menaka.", "Azawad Salvation Movement"),
        ("Fighters led by the warlord Mohamed Hersi took Kismayo.", "Fighters of Mohamed Hersi"),
        ("Soldiers loyal to the ousted president, Habib Traore, took Gao.", "Malian government"),
        ("Habib Traore's men took Gao.", "Habib Traore's men"),
        ("Dostum Rashidi captured Shibirghan in 1997.", "Dostum Rashidi"),
        ("Men of the 3rd Assault Brigade retook Andriivka.", "Ukrainian government (3rd Assault Brigade)"),
        ("Sankoh seized Koidu in 1992.", "Revolutionary United Front (RUF, Sankoh)"),
        ("Men loyal to Khalifa Haftar seized Brak.", "Libyan National Army (LNA, Khalifa Haftar)"),
    ],
)  # fmt: skip
def test_a_side_that_no_list_knows_is_called_what_the_text_calls_it(text: str, actor: str) -> None:
    assert [each for _, each in who(text)] == [actor]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("On Monday in Aleppo rebels captured Khan Tuman.", "Syrian opposition groups"),
        ("Masked gunmen captured Khan Tuman.", "gunmen"),
        ("A group of gunmen captured Khan Tuman.", "gunmen"),
        ("The jihadists who had ruled northern Mali for a year overran Menaka.", "Malian jihadists"),
        ("Reuters captured Derna in photographs.", ""),
        ("Fighting captured Derna.", ""),
        ("A group of residents took over Gbarnga.", None),
    ],
)
def test_what_stands_before_a_noun_is_not_always_its_name(text: str, actor: str | None) -> None:
    assert [each for _, each in who(text)] == ([] if actor is None else [actor])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Popular Salvation Front was formed in 2003. It attacked at dawn. Its fighters captured Abala.",
         "Popular Salvation Front"),
        ("Men of the Popular Salvation Front attacked at dawn. The rebels captured Abala.", "Popular Salvation Front"),
        ("The Popular Salvation Front had bases there. The Front captured Abala.", "Popular Salvation Front"),
        ("M23 rebels fought the army near Sake. Wazalendo militiamen have bases there. The rebels captured Sake.",
         "March 23 Movement"),
        ("Boko Haram attacked Bama on Monday. Nigerian soldiers fled. The town fell after two hours.", "Boko Haram"),
        ("General Nkunda told reporters that his men had taken Rutshuru.", "Nkunda"),
        ("A spokesman for the Tigrayan forces said Alamata had been captured.", "Tigray"),
        ("Tigrayan forces held Korem, their spokesman said. Alamata had also been captured, he said.", "Tigray"),
        ("Ukrainian troops entered Kherson after Russia said that it had completed its withdrawal from Kherson.",
         "Russian government"),
        ("Kurdish forces captured Tell Abyad.", "Syrian Democratic Forces"),
        ("Kurdish forces captured Sinjar in Iraq.", "Peshmerga"),
        ("Serb forces captured Srebrenica in Bosnia.", "Army of Republika Srpska"),
        ("The Israeli army entered Gaza. Ground troops captured Jabalia in Gaza.", "Israeli government"),
        ("On the coast the 57 Division captured Pooneryn in Sri Lanka.", "57 Division"),
        ("Burmese junta troops recaptured Kawlin in Myanmar.", "Myanmar military"),
        ("ABIDJAN - Fighters loyal to Alassane Ouattara captured Yamoussoukro.", "Ouattara"),
        ("The guerrillas of the Kosovo Liberation Army captured Malisevo.", "Kosovo Liberation Army"),
        ("Fighters of the Union for Renewal had Ippy for a month. The group overran Bakala.", "Union for Renewal"),
        ("The Giants Brigades came from the coast. The Giants took Harib from the Houthis.", "Yemeni government"),
        ("The army set out from Gao. The rebels fled. The column captured Anefis.", "Malian government"),
    ],
)  # fmt: skip
def test_who_is_meant_by_a_pronoun_or_a_noun(text: str, actor: str) -> None:
    assert actor in who(text)[-1][1]


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("Boko Haram attacked Bama on Monday. Soldiers fled. The insurgents took the town.", "Nigerian government"),
        ("The Taliban overran Sangin in March. Afghan forces recaptured Sangin in June.", "Taliban"),
        ("Rebels of the LRA hold Gulu. The army retook Gulu on Friday.", "Lord's Resistance Army (LRA)"),
        ("UNITA drove the army out of Uige. UNITA took Negage too.", "Angolan government"),
        ("Seleka fighters captured Bria in May. NATO was not involved.", ""),
        (
            "Indian peacekeepers sailed home. Sri Lankan soldiers took Thoppigala. The LTTE was beaten.",
            "Liberation Tigers of Tamil Eelam (LTTE)",
        ),
        ("A French officer said rebels were in Bouake. The army recaptured Bouake on Sunday.", "rebels"),
        ("Ugandan troops are in Bor. South Sudanese troops retook Bentiu on Sunday.", ""),
        ("Ethiopian troops took Zalambessa from Eritrea. They took Senafe too.", "Eritrean government (Eritrea)"),
    ],
)
def test_who_lost_is_told_by_the_rest_of_the_text(text: str, loser: str) -> None:
    assert [each for each in changes(text) if each.change == "takes"][-1].from_actor == loser


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("The RSF announced on Monday that it had captured Nyala.", "claimed"),
        ("The Ukrainian defence ministry announced the liberation of Lyman.", "claimed"),
        ("Croatian state radio says that Croatian soldiers have taken Knin.", "claimed"),
        ("President Aliyev said that Azerbaijani troops had taken Jabrayil.", "claimed"),
        ("Fighters of Ansar Dine say that they have taken Tessalit.", "claimed"),
        ("Officials in Khartoum said the Sudanese army had retaken Heglig.", "claimed"),
        ("Russian-backed separatists have taken Debaltseve, a rebel leader said.", "claimed"),
        ("Residents said that Ansar Dine fighters had taken Tessalit.", "reported"),
        ("The United Nations said M23 had taken Sake.", "reported"),
        ("Russia's defence ministry said its troops had withdrawn from Lyman.", "confirmed"),
        ("The Congolese army admitted that it had lost Bunagana to the M23.", "confirmed"),
        ("M23 rebels captured Bunagana.", "confirmed"),
    ],
)
def test_by_whose_word(text: str, standing: str) -> None:
    assert [each.standing for each in changes(text)] == [standing]


@pytest.mark.parametrize(
    ("text", "actor", "loser"),
    [
        ("Ansar Dine and the MNLA captured Gao.", "Ansar Dine (Ansar Dine and the MNLA)", ""),
        ("Kenyan and Somali troops captured Kismayo from al-Shabaab.", "Somali government (Kenyan and Somali troops)",
         "Al-Shabaab"),
        ("The Malian army and allied militias took Gao from Ansar Dine.",
         "Malian government (Malian army and allied militias)", "Ansar Dine"),
        ("Turkey's army and its Syrian allies took Suluk in Syria.",
         "Turkey and Turkey-backed forces (Turkey's army and its Syrian allies)", ""),
        ("M23 rebels, backed by Rwandan troops, captured Sake. Congolese soldiers were beaten.",
         "March 23 Movement (M23 rebels)", "Congolese government"),
        ("The army fought Ansar Dine, and the MNLA captured Gao.",
         "National Movement for the Liberation of Azawad (MNLA)", "Malian government"),
    ],
)  # fmt: skip
def test_sides_that_act_together(text: str, actor: str, loser: str) -> None:
    assert [(each.actor, each.from_actor) for each in changes(text)] == [(actor, loser)]


@pytest.mark.parametrize(
    ("text", "actor", "standing"),
    [
        ("WEEKLY REPORT\n\nThe enemy was pushed back. The village of Pobeda was liberated by Ukrainian troops.",
         "Ukrainian government", "claimed"),
        ("Somalia informs the public that the Somali army fights on. The Khawarij fled. Adan Yabal was liberated.",
         "Somali government", "claimed"),
        ("Residents said the terrorists had fled. Somali troops retook Adan Yabal.", "Somali government", "confirmed"),
    ],
)  # fmt: skip
def test_what_a_side_writes_itself_is_its_claim(text: str, actor: str, standing: str) -> None:
    assert [(each.actor, each.standing) for each in changes(text) if each.change == "takes"] == [(actor, standing)]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Azerbaijan said its army had taken Hadrut. Armenian officials say that it is still theirs.", "denied"),
        ("The army claimed to have driven Ansar Dine out of Konna; Ansar Dine said that it never left.", "denied"),
        ("Baku announced the capture of Shusha. Armenia's ministry replies that battles continue.", "denied"),
        ("Indian troops took Tiger Hill, the army said. Pakistan called the statement fiction.", "denied"),
        ("Ansar Dine fighters took Konna; the army denies that it has lost the town.", "denied"),
        ("Azerbaijan said its army had taken Hadrut. Azerbaijan said that fighting continued in the hills.", "claimed"),
        ("The army said it had taken Konna. The army said fighting continued to the north.", "claimed"),
        ("Azerbaijan said its army had taken Hadrut. The United Nations said that fighting continued.", "claimed"),
        ("Ansar Dine said it had taken Konna. The army did not dispute the report.", "confirmed"),
        ("Residents said Ansar Dine had taken Konna. The army acknowledged the loss.", "confirmed"),
    ],
)  # fmt: skip
def test_what_others_answer(text: str, standing: str) -> None:
    assert (
        next(each for each in changes(text) if each.change == "takes" and each.stance == "asserts").standing == standing
    )
