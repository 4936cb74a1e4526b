"""Verbs by which a side gains a place that it names as their object."""

from __future__ import annotations

from typing import Final

from events.extract.triggers.rule import Rule

RULES: Final = (
    Rule(
        "take.capture", "take", "takes",
        ("capture", "seize", "overrun", "conquer", "occupy", "overtake", "snatch", "grab", "annex", "commandeer",
         "subdue", "subjugate"),
        confidence=0.9,
        matches=(
            "Rebels captured Kidal on Monday.",
            "Kidal was overrun by Tuareg rebels last week.",
            "After seizing Timbuktu, the insurgents marched on.",
        ),
        misses=(
            "Rebels captured 40 soldiers near Kidal.",
            "Rebels tried to capture Kidal.",
            "Police seized weapons in Timbuktu.",
        ),
    ),
    Rule(
        "take.recapture", "take", "takes",
        ("recapture", "retake", "reconquer", "reoccupy", "liberate", "regain", "reclaim", "re-take", "re-capture",
         "recover", "repossess", "re-occupy"),
        confidence=0.93, again=True,
        matches=(
            "Malian troops retook Konna on 18 January 2013.",
            "Konna has been liberated.",
            "French-led forces regained Gao.",
        ),
        misses=(
            "The offensive to retake Konna has not begun.",
            "Konna will be retaken, the general vowed.",
            "Troops recovered 30 bodies in Konna.",
        ),
    ),
    Rule(
        "take.take", "take", "takes", ("take",),
        confidence=0.88,
        matches=("Somali troops took Beledweyne from al-Shabaab.", "Al-Shabaab took over Kismayo."),
        misses=("Al-Shabaab took part in talks in Kismayo.", "The army took the road to Kismayo."),
    ),
    Rule(
        "take.win-back", "take", "takes", ("win", "wrest", "get", "take", "wrestle", "claw", "gain", "fight"),
        particles=frozenset({"back"}),
        confidence=0.88, again=True,
        matches=("Government troops won back Marawi.", "The army wrested Jaffna from the Tigers."),
        misses=("The team won back the trophy in Marawi.",),
    ),
    Rule(
        "take.free", "take", "takes", ("free", "clear", "secure", "cleanse", "rid", "pacify", "purge"),
        confidence=0.8, again=True,
        matches=("Kenyan forces freed Afmadow.", "The army cleared Kilinochchi of rebels."),
        misses=("Kenyan forces freed hostages in Afmadow.", "Deminers cleared Kilinochchi of mines."),
    ),
    Rule(
        "expel", "expel", "takes",
        ("drive", "push", "force", "oust", "expel", "eject", "dislodge", "throw", "kick", "rout", "chase", "flush",
         "evict", "remove", "uproot", "repulse", "sweep", "clear", "hound", "pry", "displace", "smoke", "boot"),
        particles=frozenset({"out", "from", "of"}),
        confidence=0.83, manner="battle",
        matches=(
            "Kenyan troops drove al-Shabaab out of Kismayo.",
            "The Tigers were expelled from Mullaitivu by the army.",
        ),
        misses=("Fighting drove 3,000 people out of Kismayo.", "The army wants to push al-Shabaab out of Kismayo."),
    ),
    Rule(
        "flag", "flag", "takes", ("raise", "hoist", "plant", "fly", "unfurl"),
        confidence=0.75,
        matches=("Troops raised the national flag over Shusha.",),
        misses=("The flag was raised at a school in Shusha by children.",),
    ),
)  # fmt: skip
