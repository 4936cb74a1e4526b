"""Words without which a word of change tells of none: "went" needs a "from" or "to", "raised" a flag.

The frames ask for the same words nearer by. Here it is enough that they stand in the sentence (``WITHIN``) or right
beside the word (``BESIDE``): where they do not, the sentence need not be taken apart. Both tables go by the name of the
rule and by its word, a verb as its lemma; a word that stands in neither for some rule of its tells by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final, TypeAlias

from events.extract.words import listed

_Table: TypeAlias = Mapping[str, Mapping[str, frozenset[str]]]

FLAGS: Final = listed("flag flags banner colours colors")
ATTACKS: Final = listed(
    "attack attacks assault assaults offensive attempt attempts push incursion raid counterattack advance advances"
    " counter-attack storming bid infiltration"
)
COMPLEMENT: Final = listed("hands hand control grip rule grasp sway")
"""Into what a place falls, passes or slips."""

REPEATING: Final = listed("was were did has have had is are does do")
"""What, right behind it, makes "so" tell of a change."""

BEFALLS: Final = listed("befell befallen befalls overtook awaited happened happens goes held")
OFFICES: Final = listed(
    "declare declares declared declaring claim claims claimed proclaim proclaimed announce announced announces"
)


def _all(lemmas: str, partners: str | frozenset[str]) -> dict[str, frozenset[str]]:
    return dict.fromkeys(listed(lemmas), partners if isinstance(partners, frozenset) else listed(partners))


WITHIN: Final[_Table] = {
    "take.win-back": _all("win get take gain fight claw", "back"),
    "expel": _all(
        "drive push force throw kick chase flush remove uproot repulse sweep hound pry displace smoke boot",
        "from out away back",
    ),
    "flag": _all("raise hoist plant fly unfurl", FLAGS),
    "fall": _all("slip pass revert succumb go return", COMPLEMENT | {"to"})
    | _all("change", COMPLEMENT | {"sides", "masters"}),
    "leave.withdraw": _all("retire disengage redeploy decamp escape walk move march file", "from out")
    | _all("melt slip drive", "from out away off")
    | _all("pull", "from out away back")
    | _all("run", "from")
    | _all("go", "from has have had having 've")  # "had gone" needs no place behind it
    | _all("fall", "back"),
    "leave.abandon": _all("give", "up"),
    "hand": _all("hand transfer turn", "to over back") | _all("give return deliver concede", "to"),
    "enter.march-into": _all(
        "march roll sweep ride walk file stroll stream parade sail drive move rumble trundle", "into"
    ),
    "enter.into": _all("push advance burst break pour fight thrust surge punch cross charge flood crash barge", "into"),
    "repel": _all("repel repulse rebuff thwart foil resist withstand", ATTACKS),
    "control": _all("hands hand", "under in into within"),
    "state.victory": _all("victory", OFFICES),
    "state.master": _all("master masters", "of"),
}
BESIDE: Final[_Table] = {
    "repel": _all("beat fend fight push", "off back"),
    "state.back": _all("back", "in inside"),
    "echo.likewise": _all("next", "was were came comes")
    | _all("same", BEFALLS | {"way", "fate"})
    | _all("so", REPEATING),
}


def within(rule: str, word: str) -> frozenset[str]:
    """Give the words one of which must stand in the sentence; none where there are no such for the rule."""
    return WITHIN.get(rule, {}).get(word, frozenset())


def beside(rule: str, word: str) -> frozenset[str]:
    """Give the words one of which must stand right before or behind; none where there are no such for the rule."""
    return BESIDE.get(rule, {}).get(word, frozenset())


def tells_alone(rule: str, word: str) -> bool:
    """Tell whether a word needs none of these to make sense of a rule."""
    return not (within(rule, word) or beside(rule, word))


def lacks_partner(rule: str, word: str, told: Set[str]) -> bool:
    """Tell whether a sentence of these words has none of those that a word needs to make sense of a rule."""
    needed = _NEEDED.get((rule, word))
    return needed is not None and needed.isdisjoint(told)


_TRIED: Final = frozenset({("leave.withdraw", "go")})
"""What is tried all the same: in "ULIMO went the same way" the trial names a side that no list knows."""

_NEEDED: Final = {
    (rule, word): within(rule, word) | beside(rule, word)
    for table in (WITHIN, BESIDE)
    for rule, lemmas in table.items()
    for word in lemmas
    if (rule, word) not in _TRIED
}
