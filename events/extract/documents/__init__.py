"""How articles come in: files, folders, tables, pasted text and links, each as an `Article`.

``read(path_or_bytes, name=...)`` reads one document; `pasted` takes a string from a form; `read_many` goes through
a file, a folder or a table of articles and gives an `Article` or a `Problem` for each, lazily (`holds_many` tells which
source is one for it); `linked` brings one page from the network, and only when a person asks for that page.

`batch` runs an extractor over what `read_many` gives, and goes on where an interrupted run stopped::

    from events.extract.documents import Article, batch

    def one(article: Article) -> Iterable[str]:  # the lines of JSON of one article; none is an answer too
        return extract(article.text, article.published, gazetteer).json_lines()

    outcome = batch("articles/", "found.jsonl", one, settings="2014-06-22 IQ,SY")
    outcome.lines, outcome.done, outcome.skipped, outcome.problems

Spans of an extractor refer to ``Article.text``, whose line ends and invisible characters are settled in `compose` and
nowhere else. What was assumed on the way (an encoding, a date) is said in ``Article.said``.
"""

from __future__ import annotations

from events.extract.documents.article import Article, DocumentProblem, compose
from events.extract.documents.batches import Outcome, batch
from events.extract.documents.reading import holds_many, pasted, read, read_many

__all__ = [
    "Article",
    "DocumentProblem",
    "Outcome",
    "batch",
    "compose",
    "holds_many",
    "linked",
    "pasted",
    "read",
    "read_many",
]


def linked(url: str) -> Article:
    """Fetch the page at a link, as `fetch.fetch` does; raises `DocumentProblem` where it is refused or no page."""
    # Only who follows a link needs what speaks to the network.
    from events.extract.documents.fetch import fetch

    return fetch(url)
