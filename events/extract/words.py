"""The small words that hold English sentences together, and the nouns that stand for places.

Closed classes only: what a word does, not what it means. Triggers stand in `events.extract.triggers`.
"""

from __future__ import annotations

from typing import Final


def listed(text: str) -> frozenset[str]:
    """Read a list of words that stand apart by blanks."""
    return frozenset(text.split())


DETERMINERS: Final = listed(
    "the a an this that these those its his her their our your my some any each every both all no another other same"
)
PLAIN_DETERMINERS: Final = DETERMINERS - {"that", "all", "both", "each"}
"""Those that never stand right before a verb."""

QUANTITIES: Final = listed(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens several many few more most some other"
    " numerous various multiple scores hundreds additional remaining last first second third fourth fifth sixth"
    " seventh eighth ninth tenth"
)
PREPOSITIONS: Final = listed(
    "in on at near from to toward towards into onto with without by for against around above below under over"
    " along across between among amid inside outside within beyond behind beside through throughout during despite"
    " following until till upon via off up down past opposite per like than amidst alongside surrounding linking"
    " connecting including involving regarding concerning bordering overlooking adjoining facing besides"
)
AUXILIARIES: Final = listed(
    "be is are was were been being am 's 're has have had having 've do does did get gets got gotten"
)
BE: Final = listed("be is are was were been being am 's 're get gets got gotten becomes became")
HAVE: Final = listed("has have had having 've")
MODALS: Final = listed(
    "will would could can may might should shall must 'll 'd wo ca need cannot won't wouldn't can't couldn't shouldn't"
)
NEGATIONS: Final = listed(
    "not never no n't neither nor without hardly scarcely barely isn't aren't wasn't weren't hasn't haven't hadn't"
    " don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't nobody nothing none"
)
ADVERBS: Final = listed(
    "also then now later soon again already just only finally eventually quickly swiftly briefly completely fully"
    " entirely reportedly allegedly apparently largely effectively since still once first even together successfully"
    " temporarily recently simultaneously subsequently meanwhile thus however therefore suddenly gradually partially"
    " partly mostly nearly almost virtually practically formally officially initially previously earlier twice"
    " peacefully forcibly definitively decisively firmly back up too both rapidly slowly easily long immediately"
    " instead never not ever all themselves itself himself alone jointly separately shortly steadily seemingly"
    " supposedly purportedly ostensibly momentarily newly totally wholly hastily unilaterally voluntarily tactically"
    " always likewise no further about roughly some-x there here either n't abruptly overwhelmingly mainly chiefly"
    " so far"
)
SUBORDINATORS: Final = listed(
    "after before while when whereas because although though until till unless if once where as since lest whenever"
    " following amid despite whether upon wherein whereby amidst"
)
RELATIVES: Final = listed("which who whom whose that")
CONJUNCTIONS: Final = listed("and or but & plus nor yet")
PRONOUNS: Final = listed("it they he she we i you them him her us there itself themselves one both")
BREAKS: Final = frozenset({";", ":", "—", "–", "-", "(", ")", "--", "…"})

HOURS: Final = listed(
    "dawn daybreak sunrise morning noon midday afternoon evening dusk sunset nightfall night midnight lunchtime"
)

SAYING: Final = listed(
    "say says said saying tell tells told report reports reported reporting announce announces announced announcing"
    " claim claims claimed claiming state states stated stating declare declares declared declaring confirm confirms"
    " confirmed confirming add adds added adding insist insists insisted maintain maintains maintained assert asserts"
    " asserted asserting acknowledge acknowledges acknowledged admit admits admitted admitting concede concedes"
    " conceded boast boasts boasted allege alleges alleged believe believes believed suggest suggests suggested"
    " indicate indicates indicated reveal reveals revealed tweet tweets tweeted write writes wrote note notes noted"
    " show shows showed argue argues argued explain explains explained proclaim proclaims proclaimed warn warns warned"
    " estimate estimates estimated disclose discloses disclosed affirm affirms affirmed deny denies denied denying"
    " reject rejects rejected dispute disputes disputed refute refutes refuted fear fears feared hope hopes hoped"
    " expect expects expected predict predicts predicted vow vows vowed pledge pledges pledged threaten threatens"
    " threatened promise promises promised learn learned hear heard mean means meant repeat repeats repeated"
    " remark remarks remarked quote quotes quoted cite cites cited recount recounts recounted recall recalls"
    " recalled inform informs informed"
)
ADMITTING: Final = listed(
    "confirm confirms confirmed confirming acknowledge acknowledges acknowledged admit admits admitted admitting"
    " concede concedes conceded verify verifies verified recognise recognised recognize recognized confirmation"
)
DENYING: Final = listed(
    "deny denies denied denying reject rejects rejected refute refutes refuted dispute disputes disputed dismiss"
    " dismisses dismissed contradict contradicts contradicted denial denials disputing rejecting rebut rebutted"
)
HOPING: Final = listed(
    "fear fears feared hope hopes hoped expect expects expected predict predicts predicted vow vows vowed pledge"
    " pledges pledged threaten threatens threatened promise promises promised wish wishes wished urge urges urged"
    " demand demands demanded insist-on imagine imagines doubt doubts doubted anticipate anticipates anticipated"
    " require requires required order orders ordered propose proposes proposed recommend recommended ask asked"
    " hypothetical aim aims aimed want wants wanted plan plans planned intend intends intended swear swore sworn"
)
PUBLISHING: Final = listed(
    "spokesman spokeswoman spokesperson spokespeople official officials ministry minister government military army"
    " command commander commanders source sources resident residents witness witnesses monitor monitors observatory"
    " statement activist activists police governor mayor president general colonel analysts analyst media television"
    " agency authorities staff group organisation organization leader leaders local locals reports report chief"
    " administration opposition room radio villagers inhabitants deputy lawmaker mediators diplomat diplomats"
    " administrator journalists reporter reporters correspondent eyewitnesses refugees aid workers negotiators"
)

REPORTS: Final = listed(
    "report reports claim claims word rumours rumors news accounts statement announcement indications"
)
"""Nouns that carry a clause: "there were reports that"."""

PLACE_NOUNS: Final[dict[str, str]] = {
    **dict.fromkeys(("town", "towns", "hometown", "locality", "settlement", "settlements", "townlet"), "town"),
    **dict.fromkeys(("city", "cities", "metropolis", "capital", "capitals", "seat", "municipality"), "city"),
    **dict.fromkeys(("stronghold", "bastion", "redoubt", "foothold"), "city"),
    **dict.fromkeys(("village", "villages", "hamlet", "hamlets"), "village"),
    **dict.fromkeys(
        ("district", "districts", "neighbourhood", "neighbourhoods", "neighborhood", "neighborhoods", "quarter",
         "quarters", "suburb", "suburbs", "area", "areas", "enclave", "zone"), "district"),
    **dict.fromkeys(("crossing", "crossings", "post", "posts", "border", "frontier"), "border_crossing"),
    **dict.fromkeys(("airport", "airports", "airbase", "airbases", "airfield", "airstrip", "aerodrome"), "air_base"),
    **dict.fromkeys(("base", "bases", "barracks", "garrison", "headquarters", "camp", "camps", "outpost", "fort",
                     "checkpoint", "checkpoints", "position", "positions", "cantonment"), "military_base"),
    **dict.fromkeys(("dam", "dams"), "dam"),
    **dict.fromkeys(("refinery", "refineries"), "refinery"),
    **dict.fromkeys(("oilfield", "oilfields", "field", "fields", "gasfield"), "oil_field"),
    **dict.fromkeys(("bridge", "bridges"), "bridge"),
    **dict.fromkeys(("port", "ports", "seaport", "harbour", "harbor"), "port"),
    **dict.fromkeys(("road", "roads", "highway", "highways", "route"), "road"),
    **dict.fromkeys(
        ("province", "provinces", "region", "regions", "governorate", "governorates", "state", "oblast", "territory",
         "county", "department", "island", "islands", "peninsula", "corridor", "raion", "prefecture", "commune",
         "subdistrict", "township", "valley", "canton", "municipalities", "localities", "strip"), "region"),
    **dict.fromkeys(
        ("hotel", "palace", "hall", "prison", "university", "hospital", "citadel", "castle", "plant", "station",
         "junction", "mountain",
         "hill", "hills", "heights", "ruins", "site", "complex", "building", "compound", "stadium", "square", "mine",
         "mines", "facility", "monastery", "school", "silos", "depot", "warehouse", "television", "parliament",
         "place", "places", "canal", "hotel", "fortress", "gorge", "defile", "plateau", "ridge", "triangle", "glacier"),
        "other"),
}  # fmt: skip
"""Nouns that head a noun phrase of a place, with the kind of place they make of it."""

HOLDS: Final = listed("stronghold bastion redoubt foothold")
"""Nouns for a place by what it means to its holder: "their last stronghold in A" is A."""

FACILITIES: Final = frozenset(
    noun
    for noun, kind in PLACE_NOUNS.items()
    if kind
    in ("air_base", "military_base", "dam", "refinery", "oil_field", "bridge", "port", "border_crossing", "other")
) - listed(
    "border frontier position positions place places triangle post posts"
    " area hills hill heights site square building buildings complex"
)
"""Nouns of single works that are a place of their own, beside the town whose name they bear."""

SETTLEMENTS: Final = frozenset(n for n, kind in PLACE_NOUNS.items() if kind in ("town", "city", "village", "district"))

PARTS: Final = listed(
    "part parts half most much district districts neighbourhood neighbourhoods neighborhood neighborhoods quarter"
    " quarters section sections portion portions swathe swathes swath swaths outskirts suburb suburbs majority bulk"
    " centre center side sides edge edges third percent per-cent % quarter two-thirds three-quarters sector sectors"
    " tract tracts chunk chunks areas area streets corner corners bank fringes square metres kilometres positions"
    " entrance entrances countryside rural hinterland rest remainder pockets blocks terminal terminals runway"
    " perimeter premises grounds"
)
"""Words that, before "of" a place, make it a part of it."""

PART_ADVERBS: Final = listed("partially partly nearly almost mostly largely virtually practically")
WHOLES: Final = listed("all whole entire entirety entirely fully full complete completely total totally")

ADJECTIVES: Final = listed(
    "strategic key main major important nearby neighbouring neighboring northern southern eastern western central"
    " northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western"
    " north-east north-west south-east south-west north south east west coastal ancient historic old new small large"
    " largest biggest second-largest second third-largest regional provincial border frontier military industrial"
    " eastern-most besieged embattled disputed contested vital crucial tiny sprawling mainly mostly largely"
    " predominantly oil-rich oil gas-rich mining diamond-rich rebel-held government-held desert mountain mountainous"
    " port market rural remote symbolic holy twin entire whole whole- full total complete presidential international"
    " civilian civil naval air army police government state local former long-contested nearly almost"
    " last remaining only final self-proclaimed de facto capital commercial highland riverside lakeside garrison"
    " medieval famous divided ruined deserted populous sparsely densely populated heavily fortified well-defended"
    " northernmost southernmost easternmost westernmost western-most adjoining adjacent surrounding outlying"
    " eponymous much-fought-over war-torn battered shattered isolated hilltop resort fishing gold nuclear power"
    " northwest northeast southwest southeast"
    " main gateway crossroads lower upper greater inner outer downtown inland island logistics supply transit"
)
"""Words that may stand between a verb and the name of a place."""
