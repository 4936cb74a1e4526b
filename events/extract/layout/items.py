"""Names listed in lines of their own below the words that say what became of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from events.extract import words

if TYPE_CHECKING:
    from events.extract.layout import Block

_MOST_WORDS: Final = 12
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
_NAME: Final = re.compile(r"[^,(–—:]+?(?=\s+[-(–—]|[,(–—:;.]|\Z)")
_SMALL: Final = (
    words.PLACE_NOUNS.keys()
    | words.PREPOSITIONS
    | words.DETERMINERS
    | words.ADJECTIVES
    | words.ADVERBS
    | words.QUANTITIES
    | {"and", "al", "el", "as", "ad", "ar", "de", "la", "da", "do", "i", "of", "ul", "e"}
)
_TELLING: Final = words.AUXILIARIES | words.MODALS | words.PRONOUNS


def items_under(text: str, blocks: list[Block]) -> dict[int, list[Block]]:
    """Give, by the place of a block that leads a list, the names below it; a bullet that tells more ends the list.

    A lead ends in a colon, or is a heading with two bullets or more right below it.
    """
    found: dict[int, list[Block]] = {}
    number = 0
    while number < len(blocks):
        lead = blocks[number]
        colon = lead.kind in ("text", "bullet", "heading") and text[lead.start : lead.end].rstrip("*_ ").endswith(":")
        if not colon and lead.kind != "heading":
            number += 1
            continue
        items: list[Block] = []
        last = lead
        for each in blocks[number + 1 :]:
            bullet = each.kind == "bullet" and (lead.kind != "bullet" or each.start > lead.start)
            gap = text.count("\n", last.end, each.start)
            if gap > (2 if bullet else 1) or not (bullet or (colon and each.kind in ("text", "heading"))):
                break
            if not _is_item(text, each):
                break
            items.append(each)
            last = each
        if items and (colon or len(items) > 1):
            found[number] = items
        number += 1 + len(items)
    return found


def _is_item(text: str, block: Block) -> bool:
    """Tell a name, with little beside it, from a sentence by its looks."""
    if block.date is not None and block.date[0] >= block.start:
        return False
    said = text[block.text_start : block.end].strip(" *_")
    spoken = _WORD.findall(said)
    if not spoken or len(spoken) > _MOST_WORDS or said.endswith(("?", "!")) or ":" in said:
        return False
    name = _NAME.match(said)
    if name is None or not _TELLING.isdisjoint(word.lower() for word in spoken):
        return False
    named = _WORD.findall(name[0])
    return any(word[0].isupper() for word in named) and all(word[0].isupper() or word in _SMALL for word in named)
