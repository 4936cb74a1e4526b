"""Verbs by which a side loses, leaves or hands over a place."""

from __future__ import annotations

from typing import Final

from events.extract.triggers.rule import Rule

RULES: Final = (
    Rule(
        "fall", "fall", "takes",
        ("fall", "slip", "pass", "revert", "succumb", "go", "return", "change", "surrender", "capitulate"),
        confidence=0.88,
        matches=(
            "Kilinochchi fell to the army on 2 January 2009.",
            "Bria has fallen into rebel hands.",
            "Shusha fell.",
        ),
        misses=("Shells fell on Kilinochchi.", "Bria could fall to the rebels.", "Prices fell in Shusha."),
    ),
    Rule(
        "lose", "lose", "takes", ("lose",),
        confidence=0.62,
        matches=("The Tigers lost Kilinochchi to the army.", "The army has lost Bria to the rebels."),
        misses=("The army lost 20 men in Bria.", "The army may lose Bria."),
    ),
    Rule(
        "leave.withdraw", "leave", "leaves",
        ("withdraw", "retreat", "retire", "disengage", "flee", "depart", "redeploy", "pull", "decamp", "run",
         "walk", "move", "melt", "slip", "evacuate", "escape", "fall", "march", "drive", "file", "go"),
        particles=frozenset({"from", "out", "of", "away"}),
        confidence=0.85,
        matches=(
            "Eritrean soldiers withdrew from Adigrat.",
            "The rebels pulled out of Bouar on Friday.",
            "The rebels slipped out of Bouar in the dark.",
            "The rebels fell back from Bouar.",
        ),
        misses=(
            "The rebels slipped out of sight.",
            "The army fell back into the old ways in Bouar.",
            "Residents fled from Adigrat.",
            "The rebels promised to withdraw from Bouar.",
            "The delegation withdrew from the talks in Bouar.",
        ),
    ),
    Rule(
        "leave.abandon", "abandon", "leaves",
        ("abandon", "evacuate", "vacate", "leave", "quit", "exit", "relinquish", "flee", "desert", "cede",
         "surrender", "yield", "forfeit", "renounce", "give"),
        confidence=0.78,
        matches=("The army abandoned Laukkai.", "Somali soldiers vacated Bardale after midnight."),
        misses=("Civilians left Laukkai.", "The army will not abandon Laukkai.", "The blast left Bardale in ruins."),
    ),
    Rule(
        "hand", "hand", "takes", ("hand", "cede", "surrender", "transfer", "turn", "yield", "give", "return",
                                  "relinquish", "deliver", "concede"),
        confidence=0.72, manner="agreement",
        matches=("The army handed Bria over to the militia.", "Ethiopian troops ceded Baidoa to al-Shabaab."),
        misses=("The army handed Bria's hospital ten beds.", "Ethiopia refused to hand Badme to Eritrea."),
    ),
)  # fmt: skip
