"""Nouns for people who take no towns, for sides named before, and for the enemy."""

from __future__ import annotations

from typing import Final

from events.extract.words import listed

UNARMED: Final = listed(
    "residents resident civilians people villagers inhabitants families women children refugees migrants population"
    " aid workers staff protesters demonstrators delegation team teams convoy convoys ship ships storm floods flood"
    " fire fires hurricane earthquake prices stocks shares shells rockets missiles inmates prisoners students players"
    " candidate party company companies investors monitors observers negotiators mission missionaries doctors"
    " journalists traders farmers herders locals tourists employees patients victims thousands hundreds businesses"
    " minister president convoy blast explosion drought cyclone outbreak envoy pilgrims athletes shoppers club"
    " scientists developers bank banks airline parliament court voters deminers sappers engineers firm supplies"
    " relatives wives widows orphans detainees captives"
    " ambassador ambassadors diplomats embassy envoys expatriates nationals"
    " wounded casualties bodies survivors injured evacuees stranded"
    " relatives detainees captives hostages suspects wives convicts passengers mourners"
    " bridge road hills mountains forest river delegates everyone many millions"
    " airlines flight flights buses bulldozers locusts rioters strikers squatters supporters photographer photographers"
    " filmmaker disease epidemic cholera smoke director artist painter poet novelist author singer ministers senator"
    " mayor"
)
"""Nouns that take no town by force of arms: whoever is the subject here changes no control."""

GROUPS: Final = listed(
    "group organisation organization movement front militia insurgency coalition alliance force side faction outfit"
    " garrison gunmen attackers assailants invaders column"
)
"""Nouns that, with an article, stand for a side named before."""

ENEMIES: Final = listed("enemy enemies occupier occupiers invaders foe foes aggressor defenders garrison")
"""Nouns for the other side, whoever that is."""

ARMY_UNITS: Final = listed("brigade brigades division divisions battalion battalions regiment regiments corps")
"""Nouns that with a number mean a part of an army."""
