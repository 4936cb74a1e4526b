"""Words that say what kind of place a name stands for, and words that show that a name is no place."""

from __future__ import annotations

from typing import Final

from events.extract.gazetteer.tokens import listed

KINDS: Final = {
    "border crossing": "border_crossing", "crossing": "border_crossing", "crossing point": "border_crossing",
    "border crossing point": "border_crossing", "border post": "border_crossing", "border gate": "border_crossing",
    "border point": "border_crossing", "border terminal": "border_crossing", "border checkpoint": "border_crossing",
    "frontier crossing": "border_crossing", "frontier post": "border_crossing", "land crossing": "border_crossing",
    "border station": "border_crossing", "crossings": "border_crossing", "border crossings": "border_crossing",
    "border posts": "border_crossing", "frontier crossings": "border_crossing", "trade gate": "border_crossing",
    "airport": "air_base", "airports": "air_base", "air base": "air_base", "airbase": "air_base",
    "air bases": "air_base", "airbases": "air_base", "airfield": "air_base", "airstrip": "air_base",
    "aerodrome": "air_base", "air field": "air_base",
    "dam": "dam", "dams": "dam", "barrage": "dam", "hydropower plant": "dam", "hydroelectric dam": "dam",
    "hydroelectric plant": "dam", "hydroelectric power plant": "dam", "hydroelectric power station": "dam",
    "refinery": "refinery", "refineries": "refinery", "oil refinery": "refinery", "oil refineries": "refinery",
    "oil field": "oil_field", "oilfield": "oil_field", "oil fields": "oil_field", "oilfields": "oil_field",
    "gas field": "oil_field", "gas fields": "oil_field", "gasfield": "oil_field",
    "bridge": "bridge", "bridges": "bridge", "road bridge": "bridge", "railway bridge": "bridge",
    "port": "port", "ports": "port", "seaport": "port", "harbour": "port", "harbor": "port", "naval base": "port",
    "oil terminal": "port", "oil port": "port",
    "base": "military_base", "bases": "military_base", "military base": "military_base",
    "army base": "military_base", "barracks": "military_base", "headquarters": "military_base",
    "hq": "military_base", "checkpoint": "military_base", "checkpoints": "military_base", "outpost": "military_base",
    "military bases": "military_base", "army camp": "military_base", "military camp": "military_base",
    "military headquarters": "military_base", "infantry base": "military_base",
    "district": "district", "districts": "district", "neighbourhood": "district", "neighborhood": "district",
    "neighbourhoods": "district", "neighborhoods": "district", "quarter": "district", "quarters": "district",
    "suburb": "district", "suburbs": "district", "subdistrict": "district", "sub district": "district",
    "municipality": "district", "township": "district", "townships": "district", "territory": "district",
    "locality": "district", "commune": "district", "rayon": "district", "raion": "district", "woreda": "district",
    "subcounty": "district", "tehsil": "district", "old city": "district",
    "camp": "other", "refugee camp": "other", "prison": "other", "jail": "other", "hospital": "other",
    "university": "other", "citadel": "other", "castle": "other", "palace": "other", "presidential palace": "other",
    "power plant": "other", "power station": "other", "nuclear power plant": "other", "nuclear plant": "other",
    "exclusion zone": "other", "industrial zone": "other", "steel plant": "other", "cement plant": "other",
    "mosque": "other", "cathedral": "other", "square": "other", "stadium": "other", "market": "other",
    "roundabout": "other", "canal": "other", "museum": "other", "airport road": "road", "mine": "other",
    "gold mine": "other", "island": "other", "junction": "road", "crossroads": "road", "intersection": "road",
    "highway": "road", "road": "road", "motorway": "road", "tunnel": "road", "pass": "road",
    "mountain": "other", "mountains": "other", "hill": "other", "hills": "other", "heights": "other",
    "ruins": "other", "train station": "other", "railway station": "other", "police station": "other",
    "monastery": "other", "college": "other", "academy": "other", "military academy": "military_base",
    "gate": "other", "pumping station": "other", "silos": "other", "depot": "other",
}  # fmt: skip
"""What a noun after a name makes of it, as a word of `vocab.PLACE_KINDS`."""

REGIONS: Final = listed(
    """province provinces governorate governorates oblast oblasts region regions state states county counties
    prefecture department departments voivodeship emirate valley desert peninsula countryside basin delta plain
    plains coast river lake corridor strip autonomous republic"""
)
"""Nouns that make a region of a name."""
UNITS: Final = REGIONS - listed(
    """valley desert peninsula countryside basin delta plain plains coast river lake corridor strip republic"""
)
"""Regions that are first-level divisions; the others are land or water."""

SETTLEMENTS: Final = listed(
    """town towns village villages city cities hamlet hamlets settlement settlements locality localities suburb suburbs
    neighbourhood neighbourhoods neighborhood neighborhoods district districts township townships municipality
    municipalities capital stronghold bastion enclave outpost subdistrict commune port"""
)
"""Nouns after which a name, with or without "of", is a place even when nobody knows it."""
DISTRICTS: Final = listed(
    """suburb suburbs neighbourhood neighbourhoods neighborhood neighborhoods district districts subdistrict quarter
    municipality municipalities township townships commune"""
)

CALLED: Final = {
    "village": "village", "villages": "village", "hamlet": "village", "hamlets": "village", "city": "city",
    "cities": "city",
}  # fmt: skip
"""The kind of a settlement that is called so."""

ADJECTIVES: Final = listed(
    """international military civilian main strategic key nearby northern southern eastern western central old new
    regional local former land official river hilltop vital major"""
)
"""Words that may stand between a name and its noun."""

BEFORE: Final = frozenset(["at", "in", "of", "near", "outside", "by"])
"""What joins a noun to a name after it: the crossing at X, the airport in X, a dam near X."""

NEUTRAL: Final = listed(
    """the a an in on at after near from to of by for with and but or as since while when where before during until
    around outside inside towards toward into under over between against although though if also meanwhile
    however both all most many some several only even north south east west northern southern eastern western
    central northeast northwest southeast southwest northeastern northwestern southeastern southwestern upper
    lower greater old mainland outer inner rural monday tuesday wednesday thursday friday saturday sunday today
    yesterday january february march april may june july august september october november december now then
    later earlier besides including like once nearly about across beyond through throughout within without
    capital town city village towns cities villages province region breaking update updated map summary"""
)
"""Capitalised words beside a name that leave it a place: what opens a sentence, points of the compass, days."""

NEVER: Final = listed(
    """tribune herald guardian telegraph gazette chronicle independent express star globe mirror standard observer
    monitor journal reuters jan feb mar apr jun jul aug sep sept oct nov dec afp tass interfax xinhua telegram
    twitter facebook whatsapp ramadan christmas easter eid parliament congress senate cabinet interior pantsir
    grad leopard abrams bradley patriot javelin humvee control cross bulls bayraktar english arabic persian
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i he she it we they you his her their its my our your who what when
    where why how this that these those there here and or but not no yes if so as at by in of on to up us an the
    a is was are were be been has have had do did will would can could may might must shall should all any both
    each few more most other some such than too very one two three four five six seven eight nine ten first
    second third army navy air force forces police government ministry defence defense security council union
    nation nations state states united national democratic republic islamic people party front liberation
    movement federal general president prime minister king queen church god allah muslim muslims christian
    christians sunni shia shiite kurd kurds kurdish arab arabs jewish jews turkmen yazidi yazidis catholic
    orthodox western eastern northern southern central north south east west world war day night week month year
    today yesterday tomorrow tonight news post times media radio television agency press reuters associated
    human rights operation battalion brigade regiment corps command center centre group international global
    civil military rebel rebels militia militias fighters soldiers troops since after before during while battle
    report reports sources source according meanwhile however although despite because"""
)
"""Words that are no place on their own, however they are written, unless "the town of" stands before them."""

TITLES: Final = listed(
    """president minister premier chancellor general gen colonel col lieutenant lt captain capt major maj brigadier
    brig sergeant sgt corporal admiral marshal commander mr mrs ms dr sir lord lady king queen prince princess
    sheikh shaikh sheik mullah mawlawi maulvi maulana ayatollah imam pope bishop archbishop cardinal senator
    congressman ambassador secretary envoy judge professor prof reverend field spokesman spokeswoman
    spokesperson analyst journalist correspondent leader warlord cleric lawmaker activist founder emir chairman
    chairwoman vice-president mp rep sen governor mayor strongman dictator chief director deputy resident farmer
    teacher photographer reporter author researcher historian"""
)
"""Words after which a name is a person's."""

RANKS: Final = TITLES - listed("imam sheikh shaikh sheik mullah king queen prince princess lord")
"""Titles that begin no name of a place worth believing."""
SPEECH: Final = listed(
    """said says told added warned tweeted wrote argued explained insisted quipped recalled stressed"""
)
AFTER: Final = listed(
    """backed aligned led allied supported sponsored trained made born based funded armed friendly dominated linked
    affiliated run mediated brokered controlled leaning"""
)
"""Second halves of words such as "Moscow-backed", in which the first half is no scene of action."""
