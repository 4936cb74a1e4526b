"""A data set and an address full of traps: their words stay words, on the map and on every page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

import events
from dashboard.exports.standalone import Step, standalone
from dashboard.view import View
from events import write
from events.frames import About
from tests.conftest import Serve
from tests.ledgers import make
from tests.screen import open_map

IMAGE: Final = "<img src=x onerror=window.__xss=1>"
SCRIPT: Final = '"><script>window.__xss=1</script>'
LINK: Final = "javascript:window.__xss=1"
BRACES: Final = "{{7*191}} ${7*191} {%print(7*191)%}"
MARKDOWN: Final = "[click](javascript:window.__xss=1) ![](https://trap.invalid/p.png) **b** $x^2$ :red[r] `c`"
QUOTES: Final = "a'b\"c\\'); window.__xss=1; //"
TURNED: Final = "\N{RIGHT-TO-LEFT OVERRIDE}txet"
TRAPS: Final = (IMAGE, SCRIPT, LINK, BRACES, MARKDOWN, QUOTES, TURNED)
COMPUTED: Final = str(7 * 191)


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set in which every free cell is a trap."""
    every = " ".join(TRAPS)
    ledger = make(
        """
        e1: p1 takes a from b 2014-06-18..2014-06-20 says x @One pub 2014-06-20
        e1: p1 takes b from a 2014-06-20 says x @Two pub 2014-06-20
        e2: p2 takes a from b 2014-06-19 @Two
        e3: p3 contests a from b 2014-06-19 @Three
        """,
        about=About(title=every, description=every, licence=every, maintainers=TRAPS, thin=TRAPS),
        actors=[
            {"actor_id": "a", "name": f"{IMAGE} {MARKDOWN}", "short_name": QUOTES, "aliases": "|".join(TRAPS)},
            {
                "actor_id": "b",
                "name": BRACES,
                "short_name": SCRIPT,
                "color": "red;background:url(https://trap.invalid/c)",
            },
        ],
        places=[
            {"place_id": "p1", "name": f"{IMAGE} {BRACES}", "admin1": SCRIPT, "aliases": "|".join(TRAPS)},
            {"place_id": "p2", "name": MARKDOWN, "kind": "border_crossing"},
            {"place_id": "p3", "name": TURNED},
        ],
    )
    for column in ("note", "quote", "locator", "coder"):
        ledger.claims[column] = every
    ledger.claims["attribution"] = [f"{trap} {at}" for at, trap in enumerate((IMAGE, SCRIPT, MARKDOWN, TURNED))]
    ledger.sources["publisher"] = [IMAGE, SCRIPT, SCRIPT, MARKDOWN]
    ledger.sources["wire"] = every
    ledger.sources["title"] = every
    ledger.sources["url"] = [LINK, f"https://trap.invalid/{SCRIPT}", f" {LINK}", f"JavaScript{LINK[10:]}"]
    ledger.sources["archive_url"] = LINK
    folder = tmp_path_factory.mktemp("traps")
    write.write(ledger, folder)
    # And one that cannot be read, whose problem cites it.
    claims = (folder / "claims.csv").read_text()
    (folder / "claims.csv").write_text(claims + claims.splitlines()[1].replace("2014-06-", IMAGE))
    return folder


# Text that turns the direction of writing, outside of an element that keeps this to itself.
_TURNING = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    if (texts.currentNode.data.includes('\\u202e') && !around.closest('script, style, table') &&
      !getComputedStyle(around).unicodeBidi.includes('isolate')) found.push(around.outerHTML.slice(0, 120));
  }
  return found;
}"""


def unharmed(page: Page) -> None:
    """No trap has sprung, in the page or in a frame of it."""
    page.wait_for_timeout(150)
    for frame in page.frames:
        assert frame.evaluate("() => typeof window.__xss") == "undefined", frame.url
        assert frame.evaluate(_TURNING) == []
        assert COMPUTED not in frame.locator("body").inner_text()
        assert frame.locator("a[href^='javascript' i], img[src='x'], [style*='trap.invalid']").count() == 0
    assert page.context.pages == [page]


def test_words_of_a_data_set_stay_words(visit: Page, serve: Serve, traps: Path) -> None:
    screen = open_map(visit, serve(traps), day="2014-06-20")
    unharmed(visit)
    visit.mouse.move(*screen.point("p1"))
    tip = screen.inside.get_by_role("tooltip")
    expect(tip).to_contain_text(f"{IMAGE} {BRACES}")
    unharmed(visit)
    for place_id, name in (("p1", f"{IMAGE} {BRACES}"), ("p2", MARKDOWN), ("p3", TURNED)):
        screen.click(place_id)
        heading = screen.card.locator("h3")
        expect(heading).to_have_text(name)
        expect(screen.card).to_contain_text(" ".join(TRAPS))
        unharmed(visit)
    listed = visit.locator(".st-key-tt-side .stButton button")
    expect(listed.filter(has_text="![](https://trap.invalid/p.png) **b** $x^2$ :red[r] `c`")).to_have_count(1)
    assert listed.locator("img, a, code, .katex").count() == 0
    expect(visit.locator(".tt-head")).to_contain_text(SCRIPT)
    for name in ("Rules", "Share"):
        visit.get_by_role("button", name=name).click()
        expect(visit.get_by_test_id("stPopoverBody")).to_be_visible()
        unharmed(visit)
        visit.mouse.click(700, 25)
        expect(visit.get_by_test_id("stPopoverBody")).to_have_count(0)
    visit.get_by_role("button", name="problems").click()
    expect(visit.get_by_test_id("stPopoverBody").locator("tbody")).to_contain_text("<img src=x")
    unharmed(visit)
    visit.mouse.click(700, 25)
    expect(visit.get_by_test_id("stPopoverBody")).to_have_count(0)
    screen.choose(1, f"Flips under: {MARKDOWN} alone")
    expect(visit.get_by_text(f"flip under {MARKDOWN} alone")).to_be_visible()
    unharmed(visit)
    chart = visit.get_by_test_id("stVegaLiteChart")
    chart.scroll_into_view_if_needed()
    chart.hover(position={"x": 400, "y": 120})
    visit.wait_for_timeout(300)
    unharmed(visit)


def test_words_stay_words_in_filters_and_on_the_data_page(visit: Page, serve: Serve, traps: Path) -> None:
    open_map(visit, serve(traps), day="2014-06-20")
    visit.get_by_test_id("stExpandSidebarButton").click()
    visit.get_by_role("combobox", name="Actors").click()
    expect(visit.get_by_role("option", name=BRACES, exact=True)).to_be_visible()
    visit.get_by_role("option", name=f"{IMAGE} {MARKDOWN}", exact=True).click()
    visit.keyboard.press("Escape")
    unharmed(visit)
    visit.get_by_role("link", name="Data and sources").click()
    heading = visit.get_by_role("heading", level=2).first
    expect(heading).to_contain_text(IMAGE)
    expect(visit.get_by_role("listitem").filter(has_text=BRACES).first).to_be_visible()
    unharmed(visit)
    # The first table tells what is wrong in the files.
    claims = visit.get_by_test_id("stDataFrame").nth(1)
    # An address that does not lead to the web is no link in the table either.
    claims.scroll_into_view_if_needed()
    claims.locator(".dvn-scroller").evaluate("e => { e.scrollLeft = 1e6; }")
    addresses = claims.locator("tbody tr td:last-child")
    expect(addresses.filter(has_text=f"https://trap.invalid/{SCRIPT}").first).to_be_attached()
    expect(addresses.filter(has_not_text=re.compile(".")).first).to_be_attached()
    assert not [t for t in claims.locator("tbody td").all_text_contents() if t.strip().lower().startswith("javascript")]
    unharmed(visit)


def test_words_of_an_address_stay_words(visit: Page, serve: Serve, traps: Path) -> None:
    asked = {
        "place": "![](https://trap.invalid/a.png)",
        "rule": "publisher:![](https://trap.invalid/b.png)",
        "day": "[x](javascript:window.__xss=1)",
        "window": IMAGE,
        "search": SCRIPT,
    }
    open_map(visit, serve(traps), **asked)
    said = visit.get_by_test_id("stAlert")
    expect(said).to_have_count(4)
    for words in (asked["place"], asked["rule"].removeprefix("publisher:"), asked["day"], IMAGE):
        expect(said.filter(has_text=words)).to_have_count(1)
    assert said.locator("img").count() == 0
    visit.get_by_test_id("stExpandSidebarButton").click()
    expect(visit.get_by_label("Search places")).to_have_value(SCRIPT)
    unharmed(visit)


def test_words_stay_words_in_a_page_that_opens_from_disk(visit: Page, traps: Path, tmp_path: Path) -> None:
    every = " ".join(TRAPS)
    view = View(day="2014-06-20", place="p1")
    path = tmp_path / "page.html"
    path.write_bytes(standalone(events.load(traps), view, every, [Step(every, "<p>plain</p>", view)], title=every))
    visit.goto(path.as_uri())
    visit.wait_for_function("() => window.standalone")
    expect(visit.locator("#step h2")).to_have_text(every)
    expect(visit.locator("#card h3")).to_contain_text(IMAGE)
    expect(visit.locator("footer")).to_contain_text(SCRIPT)
    unharmed(visit)
