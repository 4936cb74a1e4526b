"""Sides that no list knows: names with a noun for fighters, armies and fronts, and numbered units of an army.

"Tutsi rebels", "the Lions of the Valley militia", "the Popular Resistance Front", "Rwandan-backed fighters",
"Gbagbo's men", "the 4th Division". Such a side goes by the words of the text, and no list says who it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.mentions import ActorMention
from events.extract.sides.forces import GROUPS, QUALIFIERS
from events.extract.sides.newcomers import introduce, within_whom
from events.extract.words import listed

_ORGANS: Final = listed(
    "front movement army brigade brigades battalion battalions regiment division corps legion militia militias guard"
    " guards fighters rebels forces force alliance coalition resistance vanguard group cartel gang faction falcons"
    " tigers lions hawks mujahideen mujahedin commandos rangers defenders patriots warriors boys"
)
"""Nouns that with a capital, and a capital before or behind them, end or begin the name of an armed side."""
_GLANCE: Final = re.compile(
    rf"[A-Z]\w+ (?:{'|'.join(sorted(each.title() for each in _ORGANS))}|fighters|rebels|militia|gunmen|militiamen)\b"
    r"|\b(?:Union|Alliance|Front|Movement|Army|Coalition) (?:for|of) "
)
_NUMBERED: Final = listed(
    "brigade brigades division divisions battalion battalions regiment regiments corps army armies"
)
_NOT_REBELS: Final = listed("united nations un eu nato african government pro-government national police task")
_ORDINALS: Final = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_MEN: Final = listed("men supporters followers partisans warriors bodyguards sympathisers sympathizers faction column")
"""Nouns that are a side only by whose they are."""
_LAST: Final = _ORGANS | _NUMBERED | _MEN
"""Words that a name of a side may end with."""
_FIRST: Final = _ORGANS | {"union"}
_TAIL: Final = listed("-backed -led -aligned -linked -affiliated -allied -trained -supported -armed -funded -sponsored")
_STANCES: Final = listed("pro anti ex")
_NO_NAMES: Final = QUALIFIERS | listed(
    "the a an in on at by from to for with and or but as after before when while if then some many most several few"
    " other more all both these those his her its their our no not north south east west northern southern eastern"
    " western general colonel president minister prime mr mrs major captain masked armed suspected heavily unknown"
    " local loyal foreign hundreds dozens thousands scores former fellow new old young two three four five"
)
"""Words that begin no name of a side, though a sentence may begin with them."""
_LONGEST: Final = 7


def name_bands(units: list[Unit], text: str) -> None:
    """Make one unit of an actor of each such name, in place; ``text`` is the whole article."""
    done = len(units)
    for at in [at for at, unit in enumerate(units) if at and (unit.actor is not None or unit.low in _LAST)][::-1]:
        if at >= done:
            continue
        done = _begin(units, at, text)
        if done < at:
            units[done : at + 1] = [_merged(units, done, at + 1, text)]
    # "Alliance for the Republic" begins with its noun.
    for at in [at for at, unit in enumerate(units[:-1]) if unit.low in _FIRST][::-1]:
        last = _name_of_what(units, at)
        if last:
            units[at:last] = [_merged(units, at, last, text)]
    introduce(units, text)


def may_hold_bands(sentence: str) -> bool:
    """Tell at a glance whether a sentence may name a side that no list knows."""
    return _GLANCE.search(sentence) is not None


def strangers_in(units: Sequence[Unit]) -> list[ActorMention]:
    """Give the sides named in a row of units that no list knows."""
    return [unit.actor for unit in units if unit.actor is not None and _is_organ(unit.actor)]


def _is_organ(actor: ActorMention) -> bool:
    """Tell a side with a name from a person and from "a column"."""
    if actor.actor_id or not actor.key:
        return False
    told = actor.name.split()
    ends = {told[0].lower(), told[-1].lower()}
    named = actor.name.isupper() or (len(told) > 1 and told[0][:1].isupper() and bool(ends & _FIRST))
    return named and not {word.lower() for word in told} & _NOT_REBELS


def _begin(units: list[Unit], at: int, text: str) -> int:
    """Give the unit where the name that ends at a unit begins; the unit itself when it ends none."""
    unit = units[at]
    if unit.modifier or at == 0 or (at + 1 < len(units) and units[at + 1].low.split()[0] in words.FACILITIES):
        return at
    if unit.actor is not None:
        if unit.kind != "A":
            return at
        if unit.actor.role == "bare":
            return at if within_whom(units, at) else _described(units, at, text)
        known = unit.surface.split()
        # "Zapatista National Liberation Army" is not the National Liberation Army.
        longer = len(known) > 1 and known[-1].lower() in _ORGANS and known[0][:1].isupper()
        return _names_before(units, at, text) if longer and known[-1][:1].isupper() else at
    if unit.kind != "w":
        return at
    if unit.low in _NUMBERED:
        first = _number_before(units, at)
        if first < at:
            return first
    if unit.low in _MEN and at > 1 and units[at - 1].low in ("'s", "'") and units[at - 2].capital:
        return at - 1 - _owners(units, at - 2)
    if unit.low in _ORGANS and unit.capital:
        return _names_before(units, at, text)
    return at


def _owners(units: list[Unit], last: int) -> int:
    """Count the names before "'s men"."""
    first = last
    while first > 0 and units[first - 1].capital and _is_name(units[first - 1], first - 1, units):
        first -= 1
    return last - first + 1


def _described(units: list[Unit], at: int, text: str) -> int:
    """Give where "Rwandan-backed", "pro-government" or a name before a bare noun begins."""
    before = units[at - 1]
    if before.low in _TAIL and at > 1 and units[at - 2].end == before.start:
        return at - 2
    if before.kind == "s" and before.low == "-" and at > 1 and units[at - 2].low in _STANCES:
        return at - 2 if units[at - 2].end == before.start and before.end == units[at].start else at
    if before.kind == "w" and before.low.partition("-")[0] in _STANCES and "-" in before.low:
        return at - 1
    noun = units[at].low.split()
    if noun[-1] in GROUPS or "government" in noun or "federal" in noun:
        return at
    return _names_before(units, at, text)


def _names_before(units: list[Unit], at: int, text: str) -> int:
    first = _run(units, at - 1, text)
    return first if first < at else at


def _run(units: list[Unit], last: int, text: str) -> int:
    """Give the first unit of the run of names that ends at a unit; one behind it when there is none."""
    first = last + 1
    if not _is_name(units[last], last, units):
        return first  # "Had the rebels", "relatives of rebels"
    k = last
    while k >= 0 and last - k < _LONGEST:
        unit = units[k]
        if k < last and units[k].end + 1 < units[k + 1].start:
            break
        if _is_name(unit, k, units):
            first = k
        elif not (unit.low in ("of", "the", "for") and first == k + 1 and k and _joins(units, k)):
            break
        k -= 1
    if first > last:
        return first
    if units[first].kind == "P" and not _may_lead(units, first):
        return last + 1
    if first == 0 or units[first - 1].kind == "s":
        while first <= last and not _stands_alone(units, first, last, text):
            first += 1
        while first <= last and not _is_name(units[first], first, units):
            first += 1
    return first


def _joins(units: list[Unit], at: int) -> bool:
    """Tell "of the" inside a name from "of" behind a noun: a name must stand before it."""
    k = at - 1
    while k > 0 and units[k].low in ("of", "the", "for"):
        k -= 1
    return units[k].capital and units[k].kind == "w" and units[k].low not in _NO_NAMES and at - k <= 2


def _is_name(unit: Unit, at: int, units: list[Unit]) -> bool:
    if unit.kind == "P":
        return not unit.modifier and unit.actor is None
    if unit.kind != "w" or not unit.capital or unit.low in _NO_NAMES or unit.low[0] in "-'":
        return False
    return not (unit.surface.isupper() and len(unit.surface) > 5)


def _may_lead(units: list[Unit], at: int) -> bool:
    """Tell "Misrata fighters" from "in Aleppo rebels captured"."""
    before = units[at - 1] if at else None
    return before is None or before.low in words.DETERMINERS or before.low in ("by", "and", ",", "while", "but", "to")


def _stands_alone(units: list[Unit], first: int, last: int, text: str) -> bool:
    """Tell a name at the beginning of a sentence from a word that has its capital from there."""
    unit = units[first]
    if first < last or unit.kind == "P" or unit.low in PEOPLES:
        return True
    at = text.find(unit.surface)
    while at >= 0:
        behind = at + len(unit.surface)
        if at > 1 and text[at - 1] == " " and text[at - 2].islower() and not text[behind : behind + 1].isalpha():
            return True
        at = text.find(unit.surface, behind)
    return False


def _number_before(units: list[Unit], at: int) -> int:
    """Give where "the 3rd assault brigade" begins: at its number."""
    for k in range(at - 1, max(-1, at - 4), -1):
        if units[k].low in _ORDINALS or (
            units[k].kind == "n" and (not units[k].low.isdigit() or (k == at - 1 and units[at].capital))
        ):
            return k
        if units[k].kind != "w" or units[k].low in words.PREPOSITIONS:
            break
    return at


def _name_of_what(units: list[Unit], at: int) -> int:
    """Give the end of "Alliance for the Republic", which begins with its noun; 0 where none begins."""
    unit = units[at]
    bare = unit.kind == "A" and unit.actor is not None and unit.actor.role == "bare"
    if not (bare or unit.kind == "w") or not unit.capital or unit.low not in _FIRST or not at:
        return 0
    k = at + 1
    if units[k].low not in ("of", "for"):
        return 0
    k += 1 + (k + 1 < len(units) and units[k + 1].low == "the")
    last = k
    while last < len(units) and units[last].capital and units[last].kind in "wP":
        last += 1
    return last if last > k else 0


def _merged(units: list[Unit], first: int, last: int, text: str) -> Unit:
    start, end = units[first].start, units[last - 1].end
    surface = text[start:end]
    noun = units[last - 1].actor
    backed = units[last - 2].low in _TAIL or units[first].low == "anti"
    made = Unit("A", surface, start, end, surface.lower(), units[first].capital)
    numbered = units[first].kind == "n" or units[first].low in _ORDINALS
    role = "bare" if numbered or (noun is not None and noun.role == "bare" and backed) else "force"
    made.actor = ActorMention(start, end, surface, "", surface, role)
    return made


PEOPLES: Final = listed(
    """shabab shebab druze fulani peul dogon pashtun hazara uzbek tajik baloch baluch hutu tutsi hema lendu tuareg arab
    berber kanuri hausa igbo yoruba oromo amhara amharan somali afar tigrayan nuer dinka shilluk murle masalit
    zaghawa fur nuba beja tamil sinhalese karen karenni kachin shan chin mon wa kokang rohingya moro maguindanao
    maranao chechen ingush ossetian abkhaz abkhazian armenian azeri serb croat bosniak muslim albanian kurd kurdish
    yazidi turkmen turkoman alawite sunni shiite shia shi'ite christian maronite assyrian islamist islamic maoist
    marxist communist royalist loyalist banyamulenge mai-mai mayi-mayi kikuyu kalenjin acholi zulu ovambo herero
    maya miskito bedouin touareg toubou tubu sara gorane haratin sahrawi palestinian papuan naga bodo assamese sikh
    kashmiri punjabi bengali chakma tripuri mizo tibetan uighur uyghur houthi zaydi salafi salafist wahhabi jihadi"""
)
"""Peoples and creeds that armed men are called after."""
