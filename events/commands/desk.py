"""The desk at the terminal: one candidate after another, with what it would become and flip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from events import review
from events.extract import Candidate, extract
from events.frames import Ledger, names
from events.review import Draft, Proposal
from events.store import Article, Conflict, Filed, Item, Refused, Store, StoreError
from events.timeline import Timeline

KEYS: Final = (
    "a accept   e COLUMN=VALUE edit   p N choose the place   r REASON reject   n next   u undo the last   q leave"
)
_SHOWN: Final = (
    "place_id", "change", "actor_id", "from_actor_id", "earliest", "latest", "manner", "extent", "stance",
    "attribution", "party", "event_id",
)  # fmt: skip


def extractor(ledger: Ledger) -> Callable[[Article], Sequence[Candidate]]:
    """Give what proposes candidates for an article, with the places and actors of a data set."""
    from events.extract.gazetteer import Gazetteer
    from events.extract.sides.actors import Actors

    places, actors = Gazetteer.open(ledger.places), Actors.open(ledger.actors)
    return lambda article: extract(article.text or "", article.published, places, actors=actors).found


def in_words(article: Article, filed: Filed) -> str:
    """Say in a line what filing an article came to."""
    what = {
        "new": "new",
        "known": f"known already, as article {filed.of}",
        "changed": f"a changed version of article {filed.of}; {filed.reopened} decisions back in the queue",
        "copy": f"has the words of article {filed.of}, from elsewhere",
    }[filed.status]
    title = article.title or article.url or "untitled"
    return f"article {filed.article_id}: {title}: {what}; {filed.added} candidates to review"


def drafts(store: Store, item: Item, name: str, reviewer: str) -> list[Proposal]:
    """Give what a candidate may become, one for each place that it may mean."""
    return review.proposals(
        item.candidate,
        store.timeline(name),
        store.article(item.article_id),
        reviewer=reviewer,
        today=dt.datetime.now(dt.UTC).date(),
        claim_id=item.claim["claim_id"] if item.claim else "",
    )


def place_in_words(proposal: Proposal) -> str:
    """Name the place of a proposal so that it is told from its homonyms."""
    here = proposal.reading
    if here is None:
        return "a place that nobody knows: give place_id"
    where = ", ".join(filter(None, (here.admin1, here.country)))
    return f"{here.name} ({here.kind}, {where})" + ("" if proposal.draft.place is None else ", new in the data set")


class Desk:
    """A reviewer's session: reads lines from the keyboard, writes to the terminal, saves each decision at once."""

    def __init__(
        self, store: Store, name: str, who: str, ask: Callable[[str], str] = input, say: Callable[[str], None] = print
    ) -> None:
        self._store, self._name, self._who = store, name, who
        self._ask, self._say = ask, say
        self._decided: list[int] = []
        self._passed: set[int] = set()

    def run(self) -> int:
        """Go through the queue until it is empty or the reviewer leaves; gives the exit code."""
        while True:
            waiting = [each for each in self._store.queue(self._name) if each.candidate_id not in self._passed]
            if not waiting:
                self._say("the queue is empty" + (": `u` undoes the last decision" if self._decided else ""))
                if not self._decided or not self._after_the_end():
                    return 0
                continue
            try:
                if not self._at(waiting[0], len(waiting)):
                    return 0
            except (EOFError, KeyboardInterrupt):
                self._say("")
                return 0

    def _after_the_end(self) -> bool:
        try:
            key = self._ask("u or q> ").strip()
        except (EOFError, KeyboardInterrupt):
            return False
        if key != "u":
            return False
        self._undo()
        return True

    def _at(self, item: Item, left: int) -> bool:
        """Show one candidate and carry out what is said of it; False when the reviewer leaves."""
        timeline = self._store.timeline(self._name)
        found = drafts(self._store, item, self._name, self._who)
        chosen = 0 if len(found) == 1 else -1
        proposed = draft = found[0].draft
        self._show(item, found, chosen, left)
        while True:
            if chosen >= 0:
                self._foresee(timeline, draft)
            key, _, rest = self._ask(f"{KEYS}\n> ").strip().partition(" ")
            try:
                if key == "q":
                    return False
                if key == "n":
                    self._store.skip(item.candidate_id, who=self._who, seen=item.seen)
                    self._passed.add(item.candidate_id)
                    self._decided.append(item.candidate_id)
                    return True
                if key == "u":
                    self._undo()
                    return True
                if key == "r":
                    done = self._store.reject(item.candidate_id, who=self._who, why=rest, seen=item.seen)
                    self._settled(item, str(done))
                    return True
                if key == "p" and rest.isdecimal() and 1 <= int(rest) <= len(found):
                    chosen = int(rest) - 1
                    proposed = draft = found[chosen].draft
                elif key == "e":
                    draft = self._edited(draft, timeline, rest)
                    chosen = max(chosen, 0) if draft.claim["place_id"] != proposed.claim["place_id"] else chosen
                elif key == "a" and chosen < 0:
                    self._say("the name may mean several places: choose one with p")
                elif key == "a":
                    accepted = review.accept(self._store, item, draft, proposed=proposed, who=self._who)
                    self._settled(item, f"accepted: claim {accepted.claim_id}")
                    return True
            except Conflict as error:
                self._say(f"not saved: {error}")
                return True
            except Refused as error:
                for problem in error.problems:
                    self._say(f"  {problem.file.removesuffix('.csv')}.{problem.field}: {problem.message}")
            except (StoreError, ValueError) as error:
                self._say(str(error))

    def _settled(self, item: Item, words: str) -> None:
        self._decided.append(item.candidate_id)
        self._say(words)

    def _undo(self) -> None:
        if not self._decided:
            self._say("nothing was decided here yet")
            return
        number = self._decided.pop()
        self._passed.discard(number)
        try:
            self._say(str(self._store.undo(number, who=self._who)))
        except StoreError as error:
            self._say(str(error))

    def _edited(self, draft: Draft, timeline: Timeline, text: str) -> Draft:
        name, is_pair, value = text.partition("=")
        if not is_pair or name.strip() not in names("claims"):
            raise ValueError(f"e takes COLUMN=VALUE, with a column of claims.csv such as {', '.join(_SHOWN[:6])}")
        return review.revised(draft, timeline, {name.strip(): value.strip()})

    def _show(self, item: Item, found: list[Proposal], chosen: int, left: int) -> None:
        candidate, article = item.candidate, self._store.article(item.article_id)
        head = " | ".join(filter(None, (article.publisher, article.title, str(article.published or "undated"))))
        self._say(
            f"\n-- candidate {item.candidate_id} of {left} waiting, confidence {candidate.confidence:.2f} -- {head}"
        )
        quote, start = candidate.quote, candidate.start - candidate.sentence_start
        end = candidate.end - candidate.sentence_start
        if article.text is not None:
            quote = article.text[candidate.sentence_start : candidate.sentence_end]
        marked = f"{quote[:start]}[{quote[start:end]}]{quote[end:]}" if 0 <= start < end <= len(quote) else quote
        self._say(f"  {' '.join(marked.split())}")
        for past in item.decisions:
            self._say(f"  earlier: {past}")
        if item.gone:
            self._say("  the article has changed since, and does not propose this any more")
        for number, each in enumerate(found, 1):
            if len(found) > 1 or chosen < 0:
                self._say(f"  place {number}: {place_in_words(each)}")
        for note in found[0].notes:
            self._say(f"  note: {note}")

    def _foresee(self, timeline: Timeline, draft: Draft) -> None:
        claim = draft.claim
        self._say("  " + "  ".join(f"{name}={claim[name]}" for name in _SHOWN if claim[name]))
        self._say(f"  {'a new event' if draft.event_is_new else 'joins the event ' + claim['event_id']}")
        if draft.missing:
            self._say(f"  still to fill in: {', '.join(draft.missing)}")
            return
        seen = review.foresee(timeline, draft)
        shown = dict(zip(timeline.actors["actor_id"], timeline.actors["name"], strict=True))
        for sentence in seen.sentences(lambda actor: shown.get(actor, actor)):
            self._say(f"  would flip {sentence}")
        if not len(seen.flips) and seen.event is not None:
            self._say(f"  flips nothing: the event stands as {seen.event['standing']}")
        for problem in seen.problems:
            self._say(f"  {problem.severity}: {problem.field}: {problem.message}")
