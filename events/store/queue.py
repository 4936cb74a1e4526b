"""The queue of review: which candidates wait, what was decided on them before, and how sure the machine is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, and_, exists, func, select

from events.extract.candidates import Candidate
from events.store import journal, proposed
from events.store.decisions import OPEN, Decision, asked, made, status, whereabouts
from events.store.schema import ARTICLES, CANDIDATES, DECISIONS
from events.store.versions import Values, current

_CHUNK: Final = 500


@dataclass(frozen=True)
class Item:
    """One candidate in front of a reviewer.

    ``status`` is one of `decisions.STATUSES`, ``decisions`` are all that were made on it, oldest first, also on
    earlier versions of its article; ``seen`` is what to hand back when deciding. ``claim`` is its claim as it stands in
    the ledger, None when it has none. ``gone`` says that the article has changed and does not propose this any more.
    """

    candidate_id: int
    article_id: int
    candidate: Candidate
    status: str
    decisions: tuple[Decision, ...] = ()
    claim: Values | None = None
    gone: bool = False

    @property
    def seen(self) -> int:
        """Number of the last decision, 0 for none."""
        return self.decisions[-1].number if self.decisions else 0


def queue(
    connection: Connection,
    dataset: int,
    statuses: Sequence[str] = OPEN,
    article: int | None = None,
    at_least: float = 0.0,
    limit: int | None = None,
) -> list[Item]:
    """Give the candidates of some statuses: the surest first, those that were skipped last.

    ``article`` narrows to one article, ``at_least`` to a confidence from 0 to 1.
    """
    of, later = CANDIDATES, CANDIDATES.alias("later")
    newest = ~exists(select(later.c.id).where(later.c.chain == of.c.chain, later.c.id > of.c.id))
    wanted = and_(ARTICLES.c.dataset_id == dataset, newest, of.c.confidence >= at_least)
    query = select(of.c.id, of.c.chain, of.c.confidence).join(ARTICLES).where(wanted)
    rows = connection.execute(query if article is None else query.where(of.c.article_id == article)).all()
    decisions = _decisions(connection, dataset)
    ranked = []
    for row in rows:
        now = status(decisions.get(row.chain, ()))
        if now in statuses:
            ranked.append((now == "skipped", -row.confidence, row.id))
    ranked.sort()
    return _items(connection, dataset, [row[-1] for row in ranked[:limit]], decisions)


def item(connection: Connection, number: int) -> Item:
    """Give one candidate by its number; raises `StoreError` when there is none."""
    dataset, chain = whereabouts(connection, number)
    return _items(connection, dataset, [number], _decisions(connection, dataset, chain))[0]


def beside(connection: Connection, number: int) -> tuple[str, list[Item]]:
    """Give the name of a candidate's data set, and the other candidates of its article that wait."""
    dataset, _ = whereabouts(connection, number)
    name = next(each for each, key in journal.datasets(connection).items() if key == dataset)
    article = connection.execute(select(CANDIDATES.c.article_id).where(CANDIDATES.c.id == number)).scalar_one()
    waiting = queue(connection, dataset, OPEN, article)
    return name, [each for each in waiting if each.candidate_id != number]


def passage(connection: Connection, dataset: int, claim_id: str) -> tuple[int, Candidate] | None:
    """Give the article that a claim comes from and the candidate in it, with its spans; None for other claims."""
    query = select(CANDIDATES.c.article_id, CANDIDATES.c.extraction).join(ARTICLES).join(DECISIONS)
    query = query.where(
        ARTICLES.c.dataset_id == dataset, DECISIONS.c.claim_id == claim_id, DECISIONS.c.kind == "accept"
    )
    row = connection.execute(query.order_by(DECISIONS.c.id.desc()).limit(1)).first()
    return None if row is None else (row.article_id, proposed.read(row.extraction))


def counts(connection: Connection, dataset: int) -> dict[str, int]:
    """Count the candidates by status."""
    found: dict[str, int] = {}
    chains = select(CANDIDATES.c.chain).join(ARTICLES).where(ARTICLES.c.dataset_id == dataset).distinct()
    decisions = _decisions(connection, dataset)
    for chain in connection.execute(chains).scalars():
        now = status(decisions.get(chain, ()))
        found[now] = found.get(now, 0) + 1
    return found


def _decisions(connection: Connection, dataset: int, chain: str = "") -> dict[str, list[Decision]]:
    query = asked().join(CANDIDATES, CANDIDATES.c.id == DECISIONS.c.candidate_id).join(ARTICLES)
    query = query.where(ARTICLES.c.dataset_id == dataset).order_by(DECISIONS.c.number)
    rows = connection.execute(query.where(DECISIONS.c.chain == chain) if chain else query)
    found: dict[str, list[Decision]] = {}
    for row in rows.mappings():
        found.setdefault(row["chain"], []).append(made(row))
    return found


def _items(
    connection: Connection, dataset: int, numbers: Sequence[int], decisions: dict[str, list[Decision]]
) -> list[Item]:
    rows: dict[int, Any] = {}
    for at in range(0, len(numbers), _CHUNK):
        chunk = CANDIDATES.c.id.in_(numbers[at : at + _CHUNK])
        query = select(CANDIDATES, ARTICLES.c.lineage).join(ARTICLES).where(chunk)
        rows |= {row["id"]: row for row in connection.execute(query).mappings()}
    newest = select(ARTICLES.c.lineage, func.max(ARTICLES.c.id).label("article"))
    lineages = connection.execute(newest.where(ARTICLES.c.dataset_id == dataset).group_by(ARTICLES.c.lineage))
    latest = {row.lineage: row.article for row in lineages}
    past_of = {row["chain"]: decisions.get(row["chain"], []) for row in rows.values()}
    named = {chain: [each.claim_id for each in past if each.claim_id][-1:] for chain, past in past_of.items()}
    claims = current(connection, "claims", dataset, [key for keys in named.values() for key in keys])
    items = []
    for number in numbers:
        row = rows[number]
        past = tuple(decisions.get(row["chain"], ()))
        claim = next((claims[key] for key in named.get(row["chain"], []) if key in claims), None)
        items.append(
            Item(
                number,
                row["article_id"],
                proposed.read(row["extraction"]),
                status(past),
                past,
                claim.values if claim is not None and not claim.removed else None,
                latest[row["lineage"]] != row["article_id"],
            )
        )
    return items
