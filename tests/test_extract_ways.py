"""Ways to tell of a change: by likeness, in lists apart from the verb, as a state, in idioms, twice, and by denial."""

from __future__ import annotations

import pytest

from events import extract

PUBLISHED = "2014-06-22"


def told(text: str) -> list[str]:
    found = [each for each in extract(text, PUBLISHED) if each.change in ("takes", "leaves", "contests")]
    return sorted(f"{'not ' * (each.stance == 'denies')}{each.change} {each.place}" for each in found)


def check(text: str, expected: str) -> None:
    assert told(text) == sorted(each.strip() for each in expected.split(",") if each)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kidal was captured by rebels on Friday. So was Timbuktu.", "takes Kidal, takes Timbuktu"),
        ("Kidal fell on Friday. So did Gao a day later.", "takes Kidal, takes Gao"),
        ("Kidal fell to the rebels on Friday, as did Gao.", "takes Kidal, takes Gao"),
        ("Kidal was overrun by Tuareg rebels on Friday, as was Gao a day later.", "takes Kidal, takes Gao"),
        ("Rebels took Kidal on Friday, followed by Gao on Saturday.", "takes Kidal, takes Gao"),
        ("Rebels took Kidal on Friday. Gao and Timbuktu followed within two days.",
         "takes Kidal, takes Gao, takes Timbuktu"),
        ("The army recaptured Bambari on Monday. The same fate befell Bria.", "takes Bambari, takes Bria"),
        ("The army recaptured Bambari on Monday. The same happened in Bria.", "takes Bambari, takes Bria"),
        ("Kidal was captured by rebels on Friday. So was a French journalist.", "takes Kidal"),
        ("Kidal fell on Friday. Timbuktu could follow.", "takes Kidal"),
        ("Kidal fell on Friday. Timbuktu may be next.", "takes Kidal"),
        ("Kidal fell on Friday. Talks followed in Gao.", "takes Kidal"),
    ],
)  # fmt: skip
def test_told_by_likeness(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Among those seized are Bambari and Bria.", "takes Bambari, takes Bria"),
        ("Bambari and Bria are among the towns captured by the rebels.", "takes Bambari, takes Bria"),
        ("Bambari is one of the towns captured by the rebels.", "takes Bambari"),
        ("Among the towns captured by the rebels were Bambari and Bria.", "takes Bambari, takes Bria"),
        ("The liberated villages are Birao, Ndele and Bria.", "takes Birao, takes Ndele, takes Bria"),
        ("The localities liberated include Birao and Ndele.", "takes Birao, takes Ndele"),
        ("Four towns fell to the rebels last week: Birao, Ndele, Bria and Bambari.",
         "takes Birao, takes Ndele, takes Bria, takes Bambari"),
        ("Three towns were captured by the rebels, including Birao and Ndele.", "takes Birao, takes Ndele"),
        ("The rebels captured not only Birao but also Ndele.", "takes Birao, takes Ndele"),
        ("The rebels captured Birao (near the Sudanese border), Ndele and Bria.",
         "takes Birao, takes Ndele, takes Bria"),
        ("The villages captured by the rebels are in Ouaka, north of Bambari.", ""),
        ("Those captured are being held in Bambari.", ""),
        ("Among those killed were two men from Bambari.", ""),
        ("The captured men were taken to Bambari.", ""),
    ],
)  # fmt: skip
def test_lists_apart_from_the_verb(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bria was in rebel hands by nightfall.", "takes Bria"),
        ("By evening Bria was again fully under government control.", "takes Bria"),
        ("Baidoa is once again under government control.", "takes Baidoa"),
        ("Bria has been under rebel control since Monday.", "takes Bria"),
        ("Bria, in rebel hands since Monday, was calm.", "takes Bria"),
        ("The army is in control of Bria again.", "takes Bria"),
        ("The army's withdrawal from Bria left the rebels in control of the town.", "leaves Bria, takes Bria"),
        ("Control of Bria has shifted to the rebels.", "takes Bria"),
        ("The army relinquished control of Bria.", "leaves Bria"),
        ("The army gave up control of Bria.", "leaves Bria"),
        ("The government lost its grip on Baidoa.", "leaves Baidoa"),
        ("Somali troops restored government authority in Baidoa.", "takes Baidoa"),
        ("Government authority was restored in Baidoa on Friday.", "takes Baidoa"),
        ("The attack left the army only in control of the airport of Bria.", ""),
        ("After a day of fighting, Bria was firmly in rebel hands.", "takes Bria"),
        ("Bria, a town of 30,000, is now controlled by the rebels.", "takes Bria"),
        ("Bria was still in rebel hands by nightfall.", ""),
        ("The government wants to restore its authority in Baidoa.", ""),
        ("The government may lose its grip on Baidoa.", ""),
    ],
)
def test_states_that_are_new(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels' flag now flies over Bria.", "takes Bria"),
        ("The black flag of al-Shabaab was raised over Bardhere.", "takes Bardhere"),
        ("Rebels entered Bria without a fight.", "takes Bria"),
        ("Rebels entered Bria unopposed on Sunday.", "takes Bria"),
        ("Baidoa slipped out of the government's grasp on Friday.", "takes Baidoa"),
        ("Baidoa slipped from government control.", "takes Baidoa"),
        ("Ethiopian troops gave Baidoa up without a fight.", "leaves Baidoa"),
        ("Somali troops fled their positions in Baidoa.", "leaves Baidoa"),
        ("Somali troops made a tactical withdrawal from Baidoa.", "leaves Baidoa"),
        ("Somali troops beat a retreat from Baidoa.", "leaves Baidoa"),
        ("Somali troops fell back from Baidoa.", "leaves Baidoa"),
        ("Somali troops slipped out of Baidoa under cover of darkness.", "leaves Baidoa"),
        ("Al-Shabaab made itself master of Baidoa.", "takes Baidoa"),
        ("Baidoa is now free of al-Shabaab.", "takes Baidoa"),
        ("Rebels said Bria was theirs.", "takes Bria"),
        ("The garrison of Bria surrendered to the rebels.", "takes Bria"),
        ("The president declared Bria to be fully cleared of rebels.", "takes Bria"),
        ("Ethiopia handed Baidoa over to the elders.", "takes Baidoa"),
        ("Badme was returned to Eritrea on Monday.", "takes Badme"),
        ("Troops took under control Bria and Bambari.", "takes Bria, takes Bambari"),
        ("Russian troops had full control of Vuhledar, the minister said.", "takes Vuhledar"),
        ("His men left Bria on Monday night.", "leaves Bria"),
        ("The rebels enter Bria and raise their flag over the main square.", "takes Bria"),
        ("The rebels have lost a string of towns since May, beginning with Bria and including Bambari.", "leaves Bria"),
        ("The enemy has been expelled from Bria.", "takes Bria"),
        ("Forced out of Bria, the rebels regrouped in Bambari.", "takes Bria"),
        ("The rebels, driven from Bria by the army, regrouped.", "takes Bria"),
        ("The recapture of Bria, Bambari and Bouar was announced on Monday.", "takes Bria, takes Bambari, takes Bouar"),
        ("The government announced the recapture, on Monday, of Bria.", "takes Bria"),
        ("First Bria fell, then Bambari.", "takes Bria, takes Bambari"),
        ("Bria was captured on film.", ""),
        ("Bria and Bambari, between the two, were likewise left to the rebels.", "takes Bria, takes Bambari"),
        ("The rebels' leader conceded on Friday that Bria was lost.", "leaves Bria"),
        ("Peru said it had dislodged the Ecuadoreans from Bambari.", "takes Bambari"),
        ("Tanks rumbled into Bria on Tuesday with the army.", ""),
        ("Government troops rumbled into Bria on Tuesday.", "takes Bria"),
        ("The division, moving down from Bria, took Bambari.", "takes Bambari"),
        ("The rebels storm the presidential palace in Bangui.", ""),
        ("The army has taken six villages in Ouaka and Haute-Kotto.", ""),
        ("The anniversary of the liberation of Bria was marked on Saturday.", ""),
        ("The ministry informs that the municipality of Bria has been retaken from the rebels.", "takes Bria"),
        ("The rebels overran the Chadian base at Bria.", "takes Chadian base in Bria"),
        ("The rebels took Bria, its airport and the barracks.", "takes Bria, takes Bria airport, takes Bria barracks"),
        ("Having lost Bria, the army dug in around Bambari.", "leaves Bria"),
        ("The army evacuated the wounded from Bria.", ""),
        ("The army withdrew the claim that it had taken Bria.", ""),
        ("The coalition supports the army in the liberation of Bria.", ""),
        ("The army foiled an attempt by the same force to take Bria.", ""),
        ("Bria has changed hands three times since May.", ""),
        ("Bria has changed hands twice since May.", ""),
        ("A siege of two years has left Bria in ruins.", ""),
        ("Soldiers continued to clear the suburbs of Bria.", ""),
        ("An earlier version of this report said that rebels had captured Bria.", ""),
        ("Relatives of rebel fighters escaped from a camp at Bria.", ""),
        ("The president proclaimed the annexation of Bria.", ""),
        ("Rebels have held Bria since December 2009.", ""),
        ("Inmates walked out of a prison in Bria.", ""),
        ("Somali troops ran out of ammunition in Baidoa.", ""),
        ("Somali troops did not give Baidoa up.", ""),
        ("Somali troops planned a withdrawal from Baidoa.", ""),
    ],
)
def test_idioms(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army recaptured Bria, lost to rebels in May.", "takes Bria, takes Bria"),
        ("Rebels captured Bria on Monday but were driven out by the army on Tuesday.", "takes Bria, takes Bria"),
        ("Rebels briefly captured Bria before being driven out by the army.", "takes Bria, takes Bria"),
        ("Bria was taken on Monday, lost on Tuesday and retaken on Wednesday.", "takes Bria, takes Bria, takes Bria"),
        ("Rebels captured Bria on Monday but withdrew the next day.", "takes Bria, leaves Bria"),
        ("Guerrillas overrun Bria and leave before daybreak.", "takes Bria, leaves Bria"),
        ("Rebels seized Bria on Monday and left it the next day.", "takes Bria, leaves Bria"),
        (
            "The army drove the rebels out of Bria on Monday and out of Bambari two days later.",
            "takes Bria, takes Bambari",
        ),
        (
            "On their way to Bria, the capital of Haute-Kotto, which they seized in May, the rebels were ambushed.",
            "takes Bria",
        ),
        (
            "Bria, which the armed groups had captured in May, was retaken by the army on Monday.",
            "takes Bria, takes Bria",
        ),
        ("Bria and Bambari have since fallen to them.", "takes Bria, takes Bambari"),
        ("The army went on to Bria, which it controlled by Thursday.", "takes Bria"),
        ("The rebels retook that town, Bria, in May.", "takes Bria"),
        ("Rebels attacked Bria but were driven out by the army.", ""),
        ("The army confirmed the loss of Bria.", "leaves Bria"),
        ("Reports of the fall of Bria could not be confirmed.", "takes Bria"),
        ("The fall of Bria could not be prevented.", ""),
    ],
)
def test_several_changes_and_nouns(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied that rebels had taken Bria.", "not takes Bria"),
        ("The army denied the capture of Bria.", "not takes Bria"),
        ("The army denied losing Bria.", "not leaves Bria"),
        ("The army denied having lost Bria.", "not leaves Bria"),
        ("The governor denied that Bria had fallen to the rebels.", "not takes Bria"),
        ("Rebels said they had captured Bria. The army denied the claim.", "takes Bria, not takes Bria"),
        ("Rebels said they had captured Bria, a claim denied by the army.", "takes Bria, not takes Bria"),
        ("The army denied reports that it had withdrawn from Bria.", "not leaves Bria"),
        ("The army denied that it would withdraw from Bria.", ""),
        ("The army denied that it had bombed Bria.", ""),
        ("The army did not deny losing Bria.", ""),
        ("The army did not say that rebels had taken Bria.", ""),
    ],
)
def test_denials(text: str, expected: str) -> None:
    check(text, expected)


def test_a_denial_says_who_denies_and_where() -> None:
    text = "Rebels said they had captured Bria. The Central African army denied the claim."
    claim, denial = extract(text, PUBLISHED)
    assert (claim.stance, claim.standing, claim.attribution) == ("asserts", "denied", "Rebels")
    assert (denial.stance, denial.standing, denial.attribution) == ("denies", "denied", "The Central African army")
    assert denial.quote == "The Central African army denied the claim."
    assert text[denial.start : denial.end] == "Central African army denied"
    assert (denial.place, denial.actor_id, denial.latest) == (claim.place, claim.actor_id, claim.latest)
    assert denial.party == "central_african_government"


def test_who_fled_is_the_loser_of_the_gain() -> None:
    (found,) = extract("Al-Shabaab captured Bardale after Ethiopian troops withdrew.", PUBLISHED)
    assert (found.change, found.actor_id, found.from_actor_id) == ("takes", "al_shabaab", "ethiopia_government")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("14 May 2014\nBria is in the hands of the rebels.", "takes"),
        ("14 May 2014\nBria is still in the hands of the rebels.", "holds"),
        ("Bria is in the hands of the rebels.", "holds"),
    ],
)
def test_a_state_told_of_a_day_is_news_of_that_day(text: str, change: str) -> None:
    (found,) = extract(text, PUBLISHED)
    assert (found.place, found.change) == ("Bria", change)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Djibo said rebels had captured the town on Friday.", "takes Djibo"),
        ("The mayor of Bambari said rebels captured the town overnight.", "takes Bambari"),
        ("A resident of Bria said that rebels had seized the town.", "takes Bria"),
        ("An army officer in Goma said the rebels had withdrawn from Bunagana.", "leaves Bunagana"),
    ],
)
def test_the_town_of_who_says_so(text: str, expected: str) -> None:
    check(text, expected)
