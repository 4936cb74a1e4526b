"""Nouns and set phrases that say what the verbs say: "the fall of", "in the hands of", "back in"."""

from __future__ import annotations

from typing import Final

from events.extract.triggers.rule import Rule

RULES: Final = (
    Rule(
        "noun.capture", "noun", "takes",
        ("capture", "recapture", "seizure", "takeover", "take-over", "conquest", "reconquest", "liberation",
         "overrunning",
         "occupation", "re-capture", "retaking", "capturing", "seizing", "recapturing", "taking", "storming",
         "clearance"),
        confidence=0.9,
        matches=(
            "The capture of Goz Beida by rebels alarmed aid groups.",
            "The army announced the liberation of Konna.",
        ),
        misses=("The battle for the liberation of Konna has begun.", "The capture of a rebel leader in Goz Beida."),
    ),
    Rule(
        "noun.fall", "noun", "takes", ("fall", "collapse"),
        confidence=0.82,
        matches=("The fall of Shusha to Azerbaijani forces ended the war.",),
        misses=("A fall in prices was seen in Shusha.", "They feared the fall of Shusha."),
    ),
    Rule(
        "noun.loss", "noun", "takes", ("loss", "surrender", "handover", "hand-over", "ceding"),
        confidence=0.8,
        matches=("The loss of Kilinochchi was a blow to the Tigers.",),
        misses=("The loss of life in Kilinochchi was heavy.",),
    ),
    Rule(
        "noun.withdrawal", "departure", "leaves",
        ("withdrawal", "retreat", "pullout", "pull-out", "pullback", "evacuation", "departure", "exit", "abandonment",
         "flight", "redeployment"),
        confidence=0.8,
        matches=("The withdrawal of Ethiopian troops from Baidoa was completed on Monday.",),
        misses=(
            "The withdrawal of Ethiopian troops from Baidoa will take weeks.",
            "The evacuation of civilians from Baidoa.",
        ),
    ),
    Rule(
        "control", "state", "takes",
        ("hands", "control", "hand", "grip", "authority", "rule", "possession", "charge", "hold"),
        confidence=0.8,
        matches=(
            "The RSF took full control of Nyala.",
            "Control of Nyala was seized by the RSF.",
            "Al-Shabaab regained control over Bardale.",
            "Bria is now in the hands of the rebels.",
            "Sirte is back under government control.",
        ),
        misses=(
            "The RSF hopes to take control of Nyala.",
            "The RSF wants control of Nyala.",
            "Bria remains under rebel control.",
            "The fire is under control in Bria.",
        ),
    ),
    Rule(
        "state.back", "back", "takes", ("back",),
        confidence=0.82, again=True,
        matches=("Government forces are back in Bria.",),
        misses=("The minister is back in Bria.",),
    ),
    Rule(
        "state.held", "held", "holds", ("-held", "-controlled", "-occupied", "-run", "-ruled"),
        confidence=0.6,
        matches=("Shells hit rebel-held Bria.",),
        misses=("A hand-held radio was found in Bria.",),
    ),
    Rule(
        "state.victory", "victory", "takes", ("victory",),
        confidence=0.7, again=True,
        matches=("The president declared victory in Marawi.",),
        misses=("The candidate declared victory in Manila's mayoral race.",),
    ),
    Rule(
        "state.theirs", "theirs", "takes", ("theirs", "ours"),
        confidence=0.7,
        matches=("The rebels said Bria was theirs.", "By noon Bria was theirs."),
        misses=("The houses in Bria are theirs.", "Bria will soon be theirs, the rebels said."),
    ),
    Rule(
        "state.master", "master", "takes", ("master", "masters"),
        confidence=0.75,
        matches=("The rebels are the new masters of Bria.",),
        misses=("The rebels want to be masters of Bria.", "He was a master of the harp in Bria."),
    ),
    Rule(
        "state.rid", "rid", "takes", ("free",),
        confidence=0.75, again=True,
        matches=("Baidoa is now free of al-Shabaab.",),
        misses=("Baidoa is free of polio.", "Baidoa is not free of al-Shabaab."),
    ),
    Rule(
        "echo.likewise", "likewise", "takes", ("next", "same", "so"),
        confidence=0.7,
        matches=(
            "Rebels captured Kidal on Friday. Timbuktu was next, on Sunday.",
            "Rebels captured Kidal on Friday. Timbuktu went the same way.",
            "Kidal was captured on Friday. So was Timbuktu.",
        ),
        misses=(
            "The next talks are in Timbuktu.",
            "Timbuktu has the same climate.",
            "Kidal is so dry that few live there.",
        ),
    ),
)  # fmt: skip
