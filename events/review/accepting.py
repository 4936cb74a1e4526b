"""From a reviewed draft to the store: one call, one transaction, with what the reviewer changed on record."""

from __future__ import annotations

from events.review.denying import denial_of
from events.review.drafting import Draft
from events.store.decisions import Decision
from events.store.queue import Item
from events.store.working import Store


def accept(
    store: Store, item: Item, draft: Draft, *, who: str, proposed: Draft | None = None, why: str = "", request: str = ""
) -> Decision:
    """Accept a candidate as its draft says; ``proposed`` is the draft before the reviewer's edits.

    The claim, its source, place and actors and the decision are saved together or not at all, and so is the denial
    that the text carries of it (see `denying.denial_of`), which is undone with it. Raises as
    `Store.accept`: `Conflict` when somebody decided since ``item`` was read, `Refused` with a message per field.
    """
    edits = {} if proposed is None else edited(proposed, draft)
    return store.accept(
        item.candidate_id,
        draft.rows(),
        who=who,
        seen=item.seen,
        why=why,
        edits=edits,
        beside=denial_of(store, item, draft),
        request=request,
    )


def edited(before: Draft, after: Draft) -> dict[str, tuple[str, str]]:
    """Give the cells that differ, as ``table.column``, with what was proposed and what is accepted."""
    pairs = [("claims", before.claim, after.claim), ("sources", before.source, after.source)]
    pairs.append(("places", before.place or {}, after.place or {}))
    return {
        f"{table}.{name}": (was.get(name, ""), now.get(name, ""))
        for table, was, now in pairs
        for name in {**was, **now}
        if was.get(name, "") != now.get(name, "")
    }
