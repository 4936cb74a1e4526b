"""The tables as a workbook (XLSX): frozen headers, filters, a data dictionary, sources with links, no formula."""

from __future__ import annotations

import io
from typing import Any, Final

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]

from dashboard.exports.dictionary import MEANS, meaning
from dashboard.exports.prose import address, plain
from dashboard.exports.tables import Tables

_ROWS: Final = 1_048_575
_LONGEST: Final = 32_767
_LONGEST_LINK: Final = 2_079
_MOST_LINKS: Final = 65_000
_WIDEST: Final = 60


def workbook(tables: Tables) -> bytes:
    """Write every table on a sheet of its own, behind a sheet that says what they are.

    Raises `ValueError` when a table has more rows than a sheet can hold.
    """
    for name, frame in tables.frames.items():
        if len(frame) > _ROWS:
            raise ValueError(f"the table of {name} has {len(frame):,} rows, a sheet holds {_ROWS:,}: choose parquet")
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "nan_inf_to_errors": False, "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": plain(tables.credits.data_set), "comments": plain(tables.credits.line)})
    # No time of making: the same tables give the same file.
    book.set_properties({"created": pd.Timestamp("1980-01-01").to_pydatetime()})
    sheets = _Sheets(book)
    sheets.about(tables)
    for name, frame in tables.frames.items():
        sheets.table(name, frame)
    sheets.dictionary(tables)
    sheets.shortened()
    book.close()
    return out.getvalue()


class _Sheets:
    """Writes the sheets of one book; remembers which cells it had to cut."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EFEBE2", "valign": "top"})
        self._label = book.add_format({"bold": True, "valign": "top"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._link = book.add_format({"font_color": "#0563C1", "underline": 1})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._cut: list[str] = []
        self._about: Any = None
        self._about_rows = 0

    def about(self, tables: Tables) -> None:
        """Write the first sheet: what this is."""
        sheet = self._about = self._book.add_worksheet("About")
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, plain(tables.credits.data_set), self._title)
        row = 2
        for label, value in tables.credits.rows:
            sheet.write_string(row, 0, label, self._label)
            sheet.write_string(row, 1, plain(value), self._wrapped)
            row += 1
        row += 1
        for name, means in MEANS.items():
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self._link, name)
            sheet.write_string(row, 1, f"{means} Rows: {len(tables.frames[name]):,}.", self._wrapped)
            row += 1
        self._about_rows = row
        sheet.hide_gridlines(2)

    def table(self, name: str, frame: pd.DataFrame) -> None:
        """Write a table: header, filter, days as days, texts as texts."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 1 if frame.columns[0].endswith("_id") else 0)
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
        links = 0
        for at, column in enumerate(frame.columns):
            cells = frame[column]
            sheet.write_string(0, at, column, self._head)
            sheet.write_comment(0, at, meaning(column), {"visible": False})
            sheet.set_column(at, at, _width(cells, column))
            if pd.api.types.is_datetime64_any_dtype(cells):
                self._days(sheet, at, cells)
            elif pd.api.types.is_numeric_dtype(cells):
                for row, number in enumerate(cells.tolist(), start=1):
                    if not pd.isna(number):
                        sheet.write_number(row, at, number)
            elif column in ("url", "archive_url"):
                for row, text in enumerate(cells.tolist(), start=1):
                    links += self._address(sheet, row, at, text, links)
            else:
                for row, text in enumerate(cells.tolist(), start=1):
                    self._text(sheet, row, at, text, f"{name}, row {row + 1}, {column}")

    def dictionary(self, tables: Tables) -> None:
        """Write the data dictionary."""
        sheet = self._book.add_worksheet("dictionary")
        sheet.freeze_panes(1, 0)
        rows = [(name, column, meaning(column)) for name, frame in tables.frames.items() for column in frame.columns]
        for at, (head, wide) in enumerate((("table", 14), ("column", 22), ("meaning", 110))):
            sheet.write_string(0, at, head, self._head)
            sheet.set_column(at, at, wide)
        for row, cells in enumerate(rows, start=1):
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text)
        sheet.autofilter(0, 0, max(len(rows), 1), 2)

    def shortened(self) -> None:
        """Say on the first sheet which texts are not whole."""
        if self._cut:
            shown = "; ".join(self._cut[:20]) + ("; and others" if len(self._cut) > 20 else "")
            self._about.write_string(self._about_rows + 1, 0, "Cut texts", self._label)
            said = f"A cell holds {_LONGEST:,} characters. {len(self._cut)} texts were longer and are cut: {shown}."
            self._about.write_string(self._about_rows + 1, 1, said, self._wrapped)

    def _days(self, sheet: Any, at: int, cells: pd.Series) -> None:
        for row, day in enumerate(cells.dt.to_pydatetime() if len(cells) else [], start=1):
            if pd.isna(day):
                continue
            # A workbook's calendar begins in 1900.
            if day.year >= 1900:
                sheet.write_datetime(row, at, day, self._day)
            else:
                sheet.write_string(row, at, day.date().isoformat())

    def _address(self, sheet: Any, row: int, at: int, text: str, links: int) -> int:
        url = address(text)
        if url and len(url) <= _LONGEST_LINK and links < _MOST_LINKS:
            sheet.write_url(row, at, url, self._link, url[:255])
            return 1
        self._text(sheet, row, at, text, f"row {row + 1}, address")
        return 0

    def _text(self, sheet: Any, row: int, at: int, text: str, where: str) -> None:
        if not text:
            return
        text = plain(text)
        if len(text) > _LONGEST:
            self._cut.append(where)
            text = text[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
        sheet.write_string(row, at, text)


def _width(cells: pd.Series, column: str) -> float:
    if pd.api.types.is_datetime64_any_dtype(cells):
        return 12
    longest = int(cells.astype("str").str.len().quantile(0.9)) if len(cells) else 0
    return min(max(len(column) + 4, longest + 1), _WIDEST)
