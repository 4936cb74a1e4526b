"""Who does what to which place, read off a dependency parse: subject and object of a verb instead of its neighbours.

Works on the tokens of spaCy (`Token`), with the labels of its English models and those of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from events.extract.gazetteer.tokens import listed
from events.extract.triggers import VERBS

Token: TypeAlias = Any  # spacy.tokens.Token; spaCy is no requirement, so its types are not either

SUBJECT: Final = frozenset({"nsubj", "csubj"})
PASSIVE: Final = frozenset({"nsubjpass", "nsubj:pass"})
OBJECT: Final = frozenset({"dobj", "obj"})

# Which argument is the place, who gains (or leaves), who loses; in order of preference. A word alone is a preposition.
_FRAMES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]] = {
    "take": (("object",), ("subject", "by"), ("from",)),
    "control": (("object",), ("subject", "by"), ("from",)),
    "expel": (("from", "of"), ("subject", "by"), ("object",)),
    "fall": (("subject",), ("to", "into"), ()),
    "lose": (("object",), ("to",), ("subject", "by")),
    "hand": (("object",), ("to",), ("subject", "by")),
    "leave": (("from", "of"), ("subject",), ()),
    "abandon": (("object",), ("subject", "by"), ()),
    "enter": (("object", "into"), ("subject",), ()),
    "besiege": (("object",), ("subject", "by"), ()),
    "hold": (("object",), ("subject", "by"), ()),
}
_MODALS: Final = listed("would could may might should must will shall can 'll 'd ca wo")
_OPEN: Final = listed("if unless until till whether before lest once")
_NOT: Final = listed("not n't never no hardly barely nearly almost neither nor")
# What is said under these verbs did not happen because of it; under "deny" it is denied.
_UNREAL: Final = listed(
    "try attempt seek fail want plan hope vow promise threaten aim intend prepare order urge fear expect warn refuse"
    " wish decline pledge struggle fight need ask demand consider struggle move advance"
)
_REAL: Final = listed("manage succeed help begin start continue go proceed")
_SAYS: Final = listed(
    "say claim announce report tell state declare confirm admit acknowledge add write insist assert boast note"
)
_HEADS: Final = listed(  # "control of the town of P", "most of P"
    "control city town village district part most half all rest swath outskirts bulk remainder heart centre center"
    " suburb neighbourhood hand possession outpost stronghold base port hold command"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A change that a parse shows: the verb, the word that names the place, who gains or leaves, who loses.

    ``cancelled`` says why it did not happen, empty when it did; ``denied`` that somebody denies it; ``speaker`` is the
    subject of the verb of saying above it, None for the text's own voice.
    """

    verb: Token
    rule: str
    change: str
    place: Token
    actor: Token | None
    loser: Token | None
    part: bool
    cancelled: str
    denied: bool
    speaker: Token | None


def frames(tokens: Iterable[Token]) -> Iterator[Frame]:
    """Give the frames of the trigger verbs of a parsed text, one for each place of a list."""
    for verb in tokens:
        if verb.pos_ not in ("VERB", "AUX", ""):
            continue
        for rule, lemma, _ in VERBS.get(verb.lower_, ()):
            if rule.family not in _FRAMES or not _has_particle(verb, rule.particles):
                continue
            found = list(_of(verb, rule.name, rule.family, rule.change, lemma))
            if found:
                yield from found
                break


def _of(verb: Token, name: str, family: str, change: str, lemma: str) -> Iterator[Frame]:
    where, gains, loses = _FRAMES[family]
    head = next((token for role in where if (token := _argument(verb, role)) is not None), None)
    actor = next((token for role in gains if (token := _argument(verb, role)) is not None), None)
    if head is None or (family == "fall" and actor is None and lemma != "fall"):
        return
    loser = next((token for role in loses if (token := _argument(verb, role)) is not None), None)
    cancelled, denied, speaker = _standing(verb)
    place, part = _inner(head)
    if family == "fall" and actor is not None and actor.lower_ in ("hands", "control", "hand"):
        actor = (
            next((_pobj(each) for each in actor.children if each.lower_ == "of"), None) or _possessor(actor) or actor
        )
    for each in (place, *_listed(place)):
        yield Frame(verb, name, change, each, actor, loser, part, cancelled, denied, speaker)


def _argument(verb: Token, role: str) -> Token | None:
    passive = any(child.dep_ in PASSIVE for child in verb.children)
    if role == "object":
        labels = PASSIVE if passive else OBJECT
        return next((child for child in verb.children if child.dep_ in labels), None) or _passive_participle(verb)
    if role == "subject":
        own = next((child for child in verb.children if child.dep_ in SUBJECT), None)
        return own or (None if passive else _shared_subject(verb))
    for child in verb.children:
        if child.lower_ == role and child.dep_ in ("prep", "agent", "dative"):
            return _pobj(child)
        if child.lower_ == "out" and role == "of":
            return next((_pobj(inner) for inner in child.children if inner.lower_ == "of"), None)
        if child.dep_.startswith("obl") and any(c.dep_ == "case" and c.lower_ == role for c in child.children):
            return child
    return None


def _shared_subject(verb: Token) -> Token | None:
    """Give the subject of the verb that this one is joined to, or hangs from as a participle."""
    above = verb.head
    if above is verb or above == verb or verb.dep_ not in ("conj", "advcl", "xcomp", "relcl", "acl:relcl"):
        return None
    if verb.dep_ in ("relcl", "acl:relcl"):
        return above
    return next((child for child in above.children if child.dep_ in SUBJECT), None)


def _passive_participle(verb: Token) -> Token | None:
    """Give the noun that a participle hangs from: "the town captured by rebels"."""
    return verb.head if verb.dep_ == "acl" and verb.lower_.endswith(("ed", "en", "t", "n")) else None


def _pobj(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)


def _possessor(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ in ("poss", "nmod:poss", "amod", "compound")), None)


def _inner(head: Token) -> tuple[Token, bool]:
    """Go from "control of most of the town of P" to P; the second value says that only a part is meant."""
    part = False
    for _ in range(6):
        part = part or head.lower_ in ("part", "parts", "most", "half", "outskirts", "swaths", "suburbs", "districts")
        deeper = next((_pobj(child) for child in head.children if child.lower_ == "of" and child.dep_ == "prep"), None)
        if deeper is None and (head.lemma_.lower() in _HEADS or head.lower_ in _HEADS):
            deeper = next((c for c in head.children if c.dep_ in ("nmod", "appos") and c.text[:1].isupper()), None)
        if deeper is None or head.text[:1].isupper():
            break
        head = deeper
    return head, part


def _listed(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("conj", "appos"):
            yield child
            yield from _listed(child)


def _has_particle(verb: Token, particles: frozenset[str]) -> bool:
    return not particles or any(
        child.lower_ in particles or any(inner.lower_ in particles for inner in child.children)
        for child in verb.children
    )


def _standing(verb: Token) -> tuple[str, bool, Token | None]:
    """Say why what a verb says did not happen, whether somebody denies it, and who says it."""
    denied, speaker = False, None
    for _ in range(12):
        marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "aux", "neg", "advmod", "det")}
        if marks & _NOT:
            return "negated", denied, speaker
        if marks & _OPEN and verb.dep_ in ("advcl", "ccomp", "pcomp"):
            return "only a condition or a question", denied, speaker
        if marks & _MODALS:
            return "only possible or to come", denied, speaker
        above = verb.head
        if above is verb or above == verb:
            break
        lemma = (above.lemma_ or above.lower_).lower()
        if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl") and lemma in _UNREAL:
            return f"under “{above.text}”", denied, speaker
        if "to" in marks and lemma not in _REAL:
            return "only a purpose", denied, speaker
        if verb.dep_ == "ccomp" and lemma in ("deny", "dismiss", "reject", "dispute"):
            denied, speaker = True, _argument(above, "subject") or speaker
        elif verb.dep_ in ("ccomp", "parataxis") and lemma in _SAYS:
            speaker = speaker or _argument(above, "subject")
        elif verb.dep_ == "conj" and above.pos_ not in ("VERB", "AUX", ""):
            break
        verb = above
    return "", denied, speaker
