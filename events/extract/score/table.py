"""A score as text for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from events.extract.score.figures import FIELDS, Figure, Figures, Report
from events.extract.score.matching import Error

_MEASURES = (("place + direction", ""), ("strict (+ actor, date)", "strict_"))
_LONGEST = 110


def as_table(report: Report, *, errors: bool = False) -> str:
    """Write a score as text: all articles with 95 % intervals, fields, styles, reliability; errors when asked for."""
    blocks = [_overall(report.overall), _fields(report.overall), _styles(report.styles), _reliability(report)]
    if errors:
        blocks.append("\n".join(_errors(report.errors)))
    return "\n\n".join(blocks)


def _overall(figures: Figures) -> str:
    counts = figures.counts
    rows: list[tuple[str, ...]] = [("", "precision", "recall", "F1")]
    for title, prefix in _MEASURES:
        shares = [figures.shares[f"{prefix}{name}"] for name in ("precision", "recall", "f1")]
        rows.append((title, *map(_interval, shares)))
    return "\n".join(
        (
            f"{figures.articles} articles: {counts['right']} right, {counts['false']} false, {counts['missed']} missed"
            f" ({counts['repeated']} repeated, {counts['covered'] + counts['soft_missed'] + counts['soft_false']}"
            " let pass)",
            *_columns(rows),
            f"negative alarms {_interval(figures.shares['negative_alarms'])}"
            f" of {counts['unchanged']} places that do not change hands",
        )
    )


def _fields(figures: Figures) -> str:
    rows: list[tuple[str, ...]] = [("field", "right", "of")]
    rows += [(name, _interval(figures.shares[name]), str(figures.counts[f"{name}_of"])) for name in FIELDS]
    return "\n".join(_columns(rows))


def _styles(styles: dict[str, Figures]) -> str:
    names = ("precision", "recall", "f1", "strict_f1", "negative_alarms")
    rows: list[tuple[str, ...]] = [("style", "articles", "precision", "recall", "F1", "strict F1", "negative alarms")]
    for style, figures in styles.items():
        f1 = _interval(figures.shares["f1"])
        shares = [f1 if name == "f1" else _share(figures.shares[name].value) for name in names]
        rows.append((style, str(figures.articles), *shares))
    return "\n".join(_columns(rows))


def _reliability(report: Report) -> str:
    rows: list[tuple[str, ...]] = [("confidence", "judged", "mean", "precision")]
    rows += [
        (f"{each.low:.1f} to {each.high:.1f}", str(each.judged), _share(each.mean_confidence), _share(each.precision))
        for each in report.reliability
        if each.judged
    ]
    return "\n".join(_columns(rows))


def _errors(errors: Sequence[tuple[str, Error]]) -> Iterator[str]:
    yield f"{len(errors)} errors"
    for slug, error in errors:
        said = " ".join(error.said.split())
        said = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()}..."
        yield f"{slug}: {error.what}: {error.place} {error.change} {error.detail} | {said}".replace("  ", " ")


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join((first, *rest)).rstrip()


def _interval(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return _share(figure.value)
    return f"{figure.value:.3f} ({figure.low:.2f} to {figure.high:.2f})"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
