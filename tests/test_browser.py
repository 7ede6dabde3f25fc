"""The report in a real browser: from a number to the cell it was typed in, and back, with nothing but a keyboard."""

import itertools
import json
import os
from pathlib import Path

import browser
import pytest
from conftest import PRINTED

from analysis import store, traces

pytestmark = pytest.mark.skipif(not browser.CHROMIUM, reason="no Chromium to open a report in")
PERIODS = store.params()["periods"]
# Where CI puts it: a rule of many of its own, and nobody's code is committed here.
AXE = Path(os.environ.get("AXE", Path.home() / ".axe/node_modules/axe-core/axe.min.js"))


@pytest.fixture(scope="module")
def tab():
    with browser.page() as page:
        yield page


def report(period: str) -> Path:
    return store.root() / store.document(period, "html")


def opened(tab: browser.Page, period: str) -> None:
    tab.requests.clear()
    tab.errors.clear()
    tab.open(report(period))
    tab.ask("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def quiet(tab: browser.Page) -> None:
    """Nothing went wrong, and nothing left the disk."""
    assert tab.errors == []
    assert {one.split(":")[0] for one in tab.requests} <= {"file", "data", "about"}


def focused(tab: browser.Page, what: str = "href") -> str:
    return tab.ask(f"document.activeElement.{what}")


def test_a_keyboard_walks_to_a_number_opens_its_trace_reaches_the_cell_and_comes_back(tab):
    opened(tab, "2023-25")
    tab.ask("document.querySelector('[id=\"tbl:indicators-hackney\"] caption a').focus()")
    tab.press("Tab")
    first = focused(tab, "textContent")
    tab.press("ArrowRight")
    number, href = focused(tab, "textContent"), focused(tab)
    assert (first, number) == ("294", "245")
    tab.press("Enter")
    frame = tab.frame("indicators.html")
    assert tab.ask("document.querySelector('dialog.trace').open")
    shown = "[...document.querySelectorAll('.value')].filter((one) => one.checkVisibility()).map((one) => one.id)"
    assert tab.ask(shown, frame) == [href.partition("#")[2]]
    tab.ask("document.querySelector(':target a[href^=\"received-\"]').focus()", frame)
    tab.press("Enter")
    cell = tab.frame("received-2023-25-indicators-hackney-xlsx.html")
    assert tab.ask("document.querySelector('td:target').textContent", cell) == number
    tab.press("Escape")
    tab.until(lambda: not tab.ask("document.querySelector('dialog.trace').open"))
    assert focused(tab) == href
    quiet(tab)


def wanted(period: str) -> list[tuple[str, str]]:
    """Values to be reached, each with its words: every count of Tables 6 to 11, ten of surveys, ten
    codings and ten in sentences.
    """
    strands = store.strands(period)
    every = {strand: traces.printed(period, strand) for strand in strands}
    picked = []
    if period == "2023-25":
        rows = every["indicators"]
        tables = rows[rows["place"].isin([f"tbl:indicators-{borough}" for borough in PRINTED])]
        assert len(tables) == 144
        picked += [*tables[["key", "value"]].itertuples(index=False, name=None)]
    for strand in ("surveys", "themes"):
        rows = every[strand]
        picked += [*rows[["key", "value"]].head(10).itertuples(index=False, name=None)]
    sentences = itertools.chain.from_iterable(
        rows.loc[rows["row"] == "", ["key", "value"]].itertuples(index=False, name=None)
        for rows in every.values()
    )
    return [*picked, *itertools.islice(sentences, 10)]


@pytest.mark.parametrize("period", PERIODS)
def test_values_are_reached_from_the_report_in_two_steps(tab, period):
    opened(tab, period)
    values = wanted(period)
    assert len(values) >= 10
    for key, words in values:
        name = f"{key.split('.')[0]}.html"
        link = f"document.querySelector('a.of[href=\"traces/{name}#{key}\"]')"
        assert tab.ask(f"{link}.textContent") and words
        tab.ask(f"{link}.click()")
        frame = tab.frame(name)
        entry = f"document.getElementById({json.dumps(key)})"
        assert words in tab.ask(f"{entry}.querySelector('h2').textContent.split(', ')", frame)
        cells = "[...{}.querySelectorAll('a[href^=\"received-\"]')].map((one) => one.getAttribute('href'))"
        led = tab.ask(cells.format(entry), frame)
        if not led:
            # Worked out of findings alone, or no cell of it may be told.
            assert tab.ask(f"{entry}.textContent.includes('returned')", frame)
        else:
            tab.ask(f"{entry}.querySelector('a[href^=\"received-\"]').click()", frame)
            cell = tab.frame(led[0].partition("#")[0])
            assert tab.ask("document.querySelector('td:target') !== null", cell)
        tab.ask("document.querySelector('dialog.trace').close()")
        # Its frame leaves a moment later, and would answer for the next of the same name.
        tab.until(lambda: tab.ask("document.querySelector('dialog.trace iframe') === null"))
    quiet(tab)


@pytest.mark.parametrize("period", PERIODS)
def test_no_rule_of_accessibility_is_broken_on_any_page(tab, period):
    if not AXE.is_file():
        pytest.skip(f"no axe-core at {AXE}: npm install --prefix ~/.axe axe-core")
    rules = AXE.read_text(encoding="utf-8")
    folder = store.reports(period)
    beside = [
        path
        for room in ("traces", "notebooks", "boroughs")
        for path in folder.glob(f"{room}/*.html")
    ]
    for path in [report(period), *sorted(beside)]:
        opened_page(tab, path)
        tab.ask(rules)
        broken = tab.ask(
            "axe.run().then((found) => found.violations.map((one) => [one.id, one.nodes[0].html.slice(0, 120)]))"
        )
        assert broken == [], path.name
        quiet(tab)


def opened_page(tab: browser.Page, path: Path) -> None:
    tab.requests.clear()
    tab.errors.clear()
    tab.open(path)


@pytest.mark.parametrize("period", PERIODS)
def test_the_first_page_is_one_screen_of_a_desk_and_one_column_of_a_phone(tab, period):
    ends = {}
    for width in (1440, 320):
        screen = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        tab.send("Emulation.setDeviceMetricsOverride", **screen)
        tab.open(report(period))
        ends[width] = tab.ask("document.querySelector('.glance').getBoundingClientRect().bottom")
        assert tab.ask("document.documentElement.scrollWidth") <= width
    tab.send("Emulation.clearDeviceMetricsOverride")
    assert ends[1440] <= 1000 < ends[320]
