"""Tags of the PDF: who has it read to him hears headline, text, bullets, and what a figure shows, in their order."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

import events
from dashboard.exports.formats import export
from dashboard.exports.narrative import Narrative, Step
from dashboard.exports.wish import Wish
from dashboard.view import View
from events.datasets import BUILT_IN

TEXT = "Of {places} places.\n\n- One, **bold**\n- Two\n\nAnd an end."


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    story = Narrative("A story", (Step(View(day="2014-06-22"), "Heads up", TEXT),), language="en-GB")
    wish = Wish(events.load(BUILT_IN), View(day="2014-06-22"), narrative=story)
    return PdfReader(io.BytesIO(export("pdf", wish).content))


def tree(element: Any) -> Any:
    found = element.get_object()
    if isinstance(found, int):
        return int(found)
    return found["/S"], [tree(kid) for kid in found["/K"]]


def test_the_file_says_that_it_is_tagged_and_in_which_language(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_parts_stand_in_the_order_of_reading(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    name, pages = tree(root["/StructTreeRoot"]["/K"])
    assert (name, len(pages)) == ("/Document", len(reader.pages))
    assert pages[1] == (
        "/Sect",
        [
            ("/H1", [0]),
            ("/P", [1]),
            ("/L", [("/LI", [("/LBody", [2])]), ("/LI", [("/LBody", [3])])]),
            ("/P", [4]),
            ("/Figure", [5]),
            ("/P", [6]),
            ("/Figure", [7]),
        ],
    )


def test_figures_have_words_and_every_part_is_found_in_its_page(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    parents = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for at, page in enumerate(reader.pages):
        contents: Any = page["/Contents"]
        streams = contents if isinstance(contents, list) else [contents]
        stream = b"\n".join(each.get_object().get_data() for each in streams)
        numbers = [int(number) for number in re.findall(rb"/MCID (\d+)>> BDC", stream)]
        parts = [each.get_object() for each in parents[2 * at + 1].get_object()]
        assert page["/StructParents"] == parents[2 * at] == at
        assert numbers == list(range(len(parts)))
        assert [int(part["/K"][0]) for part in parts] == numbers
        assert len(re.findall(rb"\bBDC\b|\bBMC\b", stream)) == len(re.findall(rb"\bEMC\b", stream))
        said = [part["/Alt"] for part in parts if part["/S"] == "/Figure"]
        assert all(said)
        if at == 1:
            assert said[0].startswith("Places held: ")
            assert said[1].startswith("Map of ")
