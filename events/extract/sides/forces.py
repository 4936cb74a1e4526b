"""Noun phrases for fighters: "government troops", "rebels", "the army", "special forces"."""

from __future__ import annotations

from typing import Final

from events.extract.gazetteer.nouns import KINDS
from events.extract.gazetteer.tokens import Words, listed

STATE: Final = listed(
    """forces force troops army armies military soldiers soldier police authorities regime government navy marines
    paratroopers servicemen commandos units warplanes brigades battalions policemen officials commanders
    conscripts officers officer airborne peacekeepers peacekeeper contingent contingents"""
)
"""Nouns that with a nationality before them mean the state of that nation."""
FOES: Final = listed(
    """rebels rebel insurgents insurgent militants militant separatists separatist jihadists jihadist jihadis jihadi
    extremists guerrillas guerrilla opposition mutineers paramilitaries militiamen militiaman mercenaries
    tribesmen terrorists gangs gang rebellion insurgency militia militias fighters fighter gunmen loyalists factions"""
)
"""Nouns that mean others than the state, or nobody knows who, whatever the nationality."""
GROUPS: Final = listed("group groups movement coalition alliance organization organisation faction resistance")
"""Nouns that stand for a side when "the" is before them, and that belong to a name before them."""
QUALIFIERS: Final = listed(
    """government army military armed security special ground air federal national regular elite police naval
    paramilitary regime border defence defense loyalist interim transitional provisional state central local
    joint allied regional islamist sunni shia shiite islamic jihadist opposition tribal infantry marine guard
    frontier counter-terrorism counterterrorism coalition rebel separatist militia combined government-backed
    militant insurgent ethnic junta occupation invading advancing ruling de facto"""
)
"""Words that may stand before such a noun and belong to it."""
_ALONE: Final = listed(
    """junta defenders invaders occupiers attackers assailants guards cartel forces troops army armies military
    soldiers soldier police authorities regime government navy marines paratroopers commandos policemen
    conscripts servicemen peacekeepers"""
) | (FOES - listed("opposition rebellion insurgency militant rebel separatist jihadist insurgent guerrilla"))
_ADJECTIVAL: Final = listed("military army police navy militia government regime rebel opposition junta gang cartel")
_THINGS: Final = {noun.split()[-1] for noun in KINDS} | listed(
    """base bases equipment vehicles vehicle operation operations campaign hardware installation installations council
    spokesman spokeswoman spokesperson statement offensive advance aircraft planes plane convoy convoys chief
    commander leader leaders leadership source sources position positions stronghold strongholds control rule
    coup action aid assistance presence attack attacks strike strikes personnel intelligence media channel
    channels tv buildings building offices office captain colonel general analysts analyst experts victory gains
    withdrawal units' held ally allies administration ministry compound complex facilities facility"""
)
_ENDS: Final = frozenset(("junta", "guards"))
_LONGEST: Final = 5


def phrase_end(words: Words, at: int) -> int:
    """Give the end of the noun phrase for fighters that begins at a word, or ``at`` when there is none."""
    end = best = at
    lower = words.lower
    while end < words.count and end - at < _LONGEST and (end == at or words.joined[end - 1]):
        word = lower[end]
        end += 1
        ends = word in STATE or word in FOES or word in _ENDS or (word == "guard" and end > at + 1)
        if ends or (word in _ALONE and end == at + 1):
            best = end
        elif word not in QUALIFIERS:
            break
    if best > at and lower[best - 1] in _ADJECTIVAL and _thing_after(words, best):
        return at
    return best


def bare_end(words: Words, at: int) -> int:
    """Give the end of a bare noun phrase for a side that begins at a word, or ``at`` when there is none."""
    word = words.lower[at]
    if word in GROUPS:
        before = words.lower[at - 1] if at else ""
        return at + 1 if before in ("the", "militant", "armed", "rebel", "extremist", "this") else at
    end = phrase_end(words, at)
    if end == at + 1 and word not in _ALONE:
        return at
    # A capital in the middle of a sentence is part of a name that is not known: Navy Captain, Union Army.
    if words.capital[at] and not words.opens(at):
        beside = (at and words.capital[at - 1] and words.joined[at - 1]) or (
            end < words.count and words.capital[end] and words.joined[end - 1]
        )
        return at if beside else end
    return end


def with_noun(words: Words, to: int) -> int:
    """Take in the noun after a name: "M23 rebels", "Islamic State group"."""
    if follows(words, to):
        word = words.lower[to]
        if (word in GROUPS or word in FOES or word in STATE) and not (
            word in _ADJECTIVAL and _thing_after(words, to + 1)
        ):
            return to + 1
    return to


def follows(words: Words, to: int) -> bool:
    """Tell whether a word goes on with the one before it: with a space, or owned by it."""
    return to < words.count and (
        words.joined[to - 1] or (words.owns[to - 1] and words.starts[to] - words.ends[to - 1] == 3)
    )


def _thing_after(words: Words, at: int) -> bool:
    return at < words.count and words.joined[at - 1] and words.lower[at] in _THINGS
