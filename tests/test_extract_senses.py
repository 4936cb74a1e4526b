"""Sentences in which no place changes hands, each group with its twins in which one does."""

from __future__ import annotations

import pytest

from tests.test_extract_ways import check


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bria lost to Bambari 2-1 in the final of the cup on Sunday.", ""),
        ("Al-Ahly of Benghazi lost to Tripoli's Al-Ittihad 3-0 on Friday.", ""),
        ("Shakhtar Donetsk lost to Dynamo Kyiv after a penalty shoot-out.", ""),
        ("The Harambee Stars lost to Cape Verde, giving up their lead in the group.", ""),
        ("Aleppo took the lead after ten minutes, but Homs equalised before half-time.", ""),
        ("Goma was taken by surprise in the final of the league.", ""),
        ("The opposition took Kampala in the parliamentary elections.", ""),
        ("The Liberals captured Quebec City and swept the suburbs in Monday's election.", ""),
        ("The governing party lost Izmir to the opposition in the municipal vote.", ""),
        ("Bria, lost to the rebels in May, has been retaken.", "takes Bria, takes Bria"),
        ("Bria was lost to the rebels on Friday.", "takes Bria"),
        ("The final assault came at dawn and Bria was taken by noon.", "takes Bria"),
        ("The Arab League condemned the rebels, who captured Bria on Friday.", "takes Bria"),
        ("Rebels captured Bria two weeks before the elections.", "takes Bria"),
        ("Rebels seized Bria as the country prepared for elections.", "takes Bria"),
        ("Bria fell to the rebels after 12-15 tanks were destroyed.", "takes Bria"),
    ],
)
def test_games_and_ballots_are_no_wars(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army began withdrawing from Bria on Monday.", ""),
        ("The army has started to pull out of Bria.", ""),
        ("The rebels began to withdraw from Bria.", ""),
        ("Both armies pulled heavy artillery back from Debaltseve.", ""),
        ("The withdrawal of the ambassador from Asmara was announced.", ""),
        ("The departure of the last flight from Kabul was delayed.", ""),
        ("Airlines have pulled out of Khartoum because of the fighting.", ""),
        ("The first group of wounded left Aleppo on Thursday in buses.", ""),
        ("The UN demanded that the rebels withdraw from Bria.", ""),
        ("The government ordered that the army leave Bria.", ""),
        ("The UN had received an offer from the Houthis to withdraw from Hodeidah.", ""),
        ("The army is said to be about to abandon Zalambessa.", ""),
        ("The army began withdrawing from Bria on Monday and the last soldiers left on Tuesday.", "leaves Bria"),
        ("The rebels completed their withdrawal from Bria on Monday.", "leaves Bria"),
        ("The army pulled its men and artillery out of Bria.", "leaves Bria"),
        ("The departure of the last Ethiopian soldiers from Baidoa was confirmed.", "leaves Baidoa"),
        ("The army followed orders and withdrew from Bria.", "leaves Bria"),
        ("The UN demanded on Monday that the rebels, who took Bria last week, disarm.", "takes Bria"),
        ("The army was forced to abandon Bria.", "leaves Bria"),
        ("Israel said it had withdrawn a brigade from Khan Younis.", ""),
        ("Israel said it had withdrawn its troops from Khan Younis.", "leaves Khan Younis"),
        ("About 300 rebels took Bria.", "takes Bria"),
    ],
)
def test_a_withdrawal_begun_asked_for_or_of_others(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow's goal remains the capture of Kramatorsk and Sloviansk.", ""),
        ("Raqqa's liberation is only a matter of time.", ""),
        ("The joint command was formed for the liberation of Raqqa.", ""),
        ("The militants have mined the roads to slow the recapture of Raqqa.", ""),
        ("Raqqa will be encircled and then taken, the general said.", ""),
        ("The general said that it would take months to clear Raqqa.", ""),
        ("To capture Kramatorsk, the Russians would first have to take Chasiv Yar.", ""),
        ("The rebels were on the point of taking Bria.", ""),
        ("The rebels' dream of conquering Bria is over.", ""),
        ("A monument recalls the capture of Bria in 1978.", ""),
        ("The film tells of the fall of Bria.", ""),
        ("The commander, a veteran of the capture of Bria, died on Friday.", ""),
        ("The square is named after the liberation of Bria.", ""),
        ("The army was praised for the capture of Bria.", "takes Bria"),
        ("The colonel received a medal for the liberation of Bria.", "takes Bria"),
        ("The rebels claimed responsibility for the capture of Bria.", "takes Bria"),
        ("Bria was encircled and then taken, the general said.", "takes Bria"),
        ("The army claimed on Friday to have captured Bria.", "takes Bria"),
        ("Days after the capture of Bria, the rebels attacked Bambari.", "takes Bria"),
    ],
)
def test_goals_purposes_and_memories(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The photographer captured Aleppo before the war.", ""),
        ("Locusts have overrun Garissa.", ""),
        ("The Kabul exchange fell on Monday.", ""),
        ("Russian forces advanced into the outskirts of Robotyne.", ""),
        ("Russian forces advanced into the centre of Robotyne.", "contests Robotyne"),
        ("Bulldozers cleared the streets of Gaza City.", ""),
        ("The seat of Kirkuk was taken by a former minister.", ""),
        ("Rioters took control of a prison in Port-au-Prince for three hours.", ""),
        ("Supporters raised the party's flag in Zalambessa.", ""),
        ("The army said it had pushed the rebels away from Zalambessa.", ""),
        ("The army pushed the rebels five miles from Zalambessa.", ""),
        ("Bria was captured by fighters led by a former minister.", "takes Bria"),
        ("Bria was taken by men loyal to the former president.", "takes Bria"),
        ("Bria was taken by thousands of rebel fighters.", "takes Bria"),
        ("A group of rebels took Bria on Friday.", "takes Bria"),
        ("Buses were burned when rebels captured Bria.", "takes Bria"),
        ("Rebels, their supporters cheering, captured Bria.", "takes Bria"),
        ("The army pushed the rebels away from the front and captured Bria.", "takes Bria"),
        ("The rebels were driven from Bria five miles to the north.", "takes Bria"),
    ],
)
def test_who_takes_no_towns_and_who_is_only_kept_off(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The hospital in Herat was overrun with the injured.", ""),
        ("The bridge at Qayyarah was taken out by an air strike.", ""),
        ("Goma was taken by surprise on Monday.", ""),
        ("The UN handed its base in Bria to a charity.", ""),
        ("A new bridge in Bria was handed over to the owners.", ""),
        ("Rebels took Bria on Monday. He left Bria the next day.", "takes Bria"),
        ("Rebels took Bria on Monday. A part of the soldiers withdrew eastward.", "takes Bria"),
        ("Bria was overrun by rebels.", "takes Bria"),
        ("The bridge at Qayyarah was taken by the army.", "takes bridge at Qayyarah"),
        ("The government handed the prison in Bria over to the rebels.", "takes Bria prison"),
        ("Bria was abandoned to the advancing columns.", "takes Bria"),
        ("The rebels' leader admitted that Bria was lost.", "leaves Bria"),
        ("Officials conceded on Friday that Bria was lost.", "leaves Bria"),
        ("French soldiers seized the airport and the Wabary bridge at Gao.", "takes Gao airport, takes Wabary bridge"),
    ],
)
def test_what_is_taken_out_overrun_with_handed_on_or_conceded(text: str, expected: str) -> None:
    check(text, expected)
