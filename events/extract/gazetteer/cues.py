"""Where places stand in a sentence, and what their names are made of: enough to take an unknown name for a place."""

from __future__ import annotations

from typing import Final

from events.extract.gazetteer.tokens import Words, listed

WHERE: Final = listed(
    """in near at outside around towards toward into inside beyond from between overlooking neighbouring neighboring
    nearby beside"""
)
"""Words that a place follows."""
TAKING: Final = listed(
    """capture captured captures capturing recapture recaptured recaptures recapturing seize seized seizes seizing
    retake retook retaken retakes retaking take took taken takes taking overrun overran overruns overrunning
    liberate liberated liberates liberating occupy occupied occupies occupying secure secured secures regain
    regained regains regaining reclaim reclaimed storm stormed storms storming enter enters entered entering
    besiege besieged besieging lose lost loses losing clear cleared abandon abandoned abandons leave leaves left
    reach reached conquer conquered surround surrounded hold held holds evacuate evacuated quit quits cede ceded
    surrendered attack attacked shelled bombed"""
)
"""Verbs that a place is the object of."""
_FALLING: Final = listed("fell falls fallen changed remains remained")
_AUXILIARY: Final = listed("is was were are has have had been being be also later again now partly fully reportedly")
_OF: Final = listed(
    """south north east west northeast northwest southeast southwest outskirts residents inhabitants people edge centre
    center control fall capture recapture liberation loss seizure conquest retaking siege gates direction battle
    town suburbs heights hills kilometres kilometers km miles ruins defenders defence defense occupation
    withdrawal side surrender streets vicinity approaches master masters hands part parts most half rest banks
    evacuation"""
)
"""Nouns whose "of" is followed by a place."""
_ON: Final = listed(
    """attack attacks assault assaults raids advance offensive push march raid hold grip onslaught strike strikes
    shelling fell falls descended closed"""
)
_TO: Final = listed(
    """road way back returned fled moved went sent marched retreated withdrew advance advanced route highway close
    retreat return next pulled fell"""
)
_FOR: Final = listed("battle fight fighting struggle left make made head headed heading bound")
_BEFORE_JOINT: Final = {"of": _OF, "on": _ON, "to": _TO, "for": _FOR}
_FIRST: Final = listed(
    """tel tal tell tall wadi kafr kfar kafar deir dayr beit bayt beyt ayn ain ein ras umm um bir khirbet khirbat sidi
    souk suq qasr qalat qalaat nahr bab jebel jabal jabel djebel bani beni villa puerto santa nova novo novi
    velyka velykyi mala malyi stara staryi nizhny verkhny nyzhnia verkhnia kampung ban mae phu nam fort camp
    mount lake point bandar qala dasht kot chak pul shahr marsa wad ouadi oued bahr jazirat hill saint sainte"""
)
"""Words that names of places begin with."""
_LAST: Final = tuple(
    listed(
        """ivka yivka iivka ovka evka ivske ovske ivsk ovsk evsk nske pillia hirsk gorsk hrad grad abad nagar puram pora
        kulam iyah iyya khil qala kent khel ganj"""
    )
)
"""Endings of single words that names of places have and names of people seldom."""
_WORDS: Final = 4
"""Names of more words are seldom places."""
_LETTERS: Final = 6


def cued(words: Words, first: int, last: int) -> bool:
    """Tell whether a name stands where places stand: near X, the fall of X, seized X, X fell, X was retaken."""
    if last - first > _WORDS:
        return False
    if first and words.joined[first - 1]:
        before = words.lower[first - 1]
        if before in WHERE or before in TAKING:
            return True
        nouns = _BEFORE_JOINT.get(before)
        if nouns and first > 1 and words.lower[first - 2] in nouns:
            return True
    if last >= words.count or not words.joined[last - 1]:
        return False
    after = words.lower[last]
    if after in _AUXILIARY:
        while last < words.count and words.lower[last] in _AUXILIARY:
            last += 1
        return last < words.count and words.lower[last] in TAKING
    return after in _FALLING


def sounds_like_a_place(words: Words, first: int, last: int) -> bool:
    """Tell whether a name is made as names of places are: Wadi X, Camp X, X-ivka, X-abad."""
    if last - first == 1:
        return len(words.lower[first]) > _LETTERS and words.folded[first].endswith(_LAST)
    return words.folded[first] in _FIRST and last - first <= _WORDS
