"""Verbs of coming and going, of rings around places, and of attacks that failed; and what is only held."""

from __future__ import annotations

from typing import Final

from events.extract.triggers.rule import Rule

RULES: Final = (
    Rule(
        "enter", "enter", "contests", ("enter", "storm", "re-enter", "reenter", "penetrate", "infiltrate", "invade"),
        confidence=0.62, manner="battle",
        matches=("Rebel fighters entered Bangui on Sunday.",),
        misses=("Aid convoys entered Bangui.", "Rebels entered talks.", "Rebels are about to enter Bangui."),
    ),
    Rule(
        "enter.march-into", "enter", "takes",
        ("march", "roll", "sweep", "ride", "walk", "file", "stroll", "stream", "parade", "sail", "drive", "move",
         "rumble", "trundle"),
        particles=frozenset({"into"}),
        confidence=0.75,
        matches=("Rebel fighters rolled into Bangui.", "Taliban fighters walked into Taloqan on Sunday."),
        misses=("The rebels marched towards Bangui.", "Refugees streamed into Bangui."),
    ),
    Rule(
        "enter.into", "enter", "contests",
        ("push", "advance", "burst", "break", "pour", "fight", "thrust", "surge", "punch", "cross", "charge", "flood",
         "crash", "barge"),
        particles=frozenset({"into"}),
        confidence=0.6, manner="battle",
        matches=("Rebel fighters pushed into Bangui.",),
        misses=("The rebels advanced towards Bangui.", "Traders pushed into Bangui's market."),
    ),
    Rule(
        "echo", "echo", "takes", ("follow",),
        confidence=0.75,
        matches=("Rebels captured Kidal on Friday. Timbuktu followed on Sunday.",),
        misses=("Timbuktu followed the talks closely.",),
    ),
    Rule(
        "besiege", "besiege", "besieges", ("besiege", "encircle", "surround", "blockade"),
        confidence=0.7,
        matches=("The militia has besieged El Fasher since May.",),
        misses=("Hills surround El Fasher.",),
    ),
    Rule(
        "repel", "repel", "repels",
        ("repel", "repulse", "rebuff", "thwart", "foil", "resist", "withstand", "beat", "fend", "fight", "push"),
        confidence=0.75,
        matches=("The army repelled an attack on El Fasher.",),
        misses=("The army attacked El Fasher.",),
    ),
    Rule(
        "hold", "hold", "holds", ("hold", "control", "retain", "keep", "rule", "dominate", "maintain", "defend"),
        confidence=0.6,
        matches=("The rebels control Bria.",),
        misses=("The rebels held talks in Bria.",),
    ),
)  # fmt: skip
