"""The reading edition in a real browser, from disk: read, walked and searched by keyboard."""

import browser
import pytest
from test_browser import AXE, PERIODS, quiet

from analysis import store

pytestmark = pytest.mark.skipif(not browser.CHROMIUM, reason="no Chromium to open a page in")


@pytest.fixture(scope="module")
def tab():
    with browser.page() as page:
        yield page


def opened(tab: browser.Page, period: str, name: str) -> None:
    tab.requests.clear()
    tab.errors.clear()
    tab.open(store.reports(period) / "site" / name)


def pages(period: str) -> list[str]:
    return sorted(path.name for path in (store.reports(period) / "site").glob("*.html"))


def typed(tab: browser.Page, words: str) -> None:
    for letter in words:
        tab.send("Input.dispatchKeyEvent", type="char", text=letter)


def wide(tab: browser.Page, width: int, scale: int = 1) -> None:
    tab.send(
        "Emulation.setDeviceMetricsOverride",
        width=width // scale,
        height=800 // scale,
        deviceScaleFactor=scale,
        mobile=False,
    )


def test_a_keyboard_finds_a_word_and_reaches_a_page_and_a_number(tab):
    opened(tab, "2023-25", "index.html")
    tab.press("Tab")
    assert tab.ask("document.activeElement.className") == "skip"
    for _ in range(2):
        tab.press("Tab")
    assert tab.ask("document.activeElement.name") == "q"
    typed(tab, "Satterthwaite")
    tab.press("Enter")
    tab.until(
        lambda: tab.ask(
            "location.pathname.endsWith('search.html') && document.readyState === 'complete'"
        )
    )
    tab.until(lambda: tab.ask("document.querySelectorAll('#search-results a').length > 0"))
    found = tab.ask(
        "[...document.querySelectorAll('#search-results a')].map((one) => one.getAttribute('href'))"
    )
    assert "methods.html" in found
    tab.ask(
        "[...document.querySelectorAll('#search-results a')].find((one) => one.getAttribute('href') === 'methods.html').focus()"
    )
    tab.press("Enter")
    tab.until(
        lambda: tab.ask(
            "location.pathname.endsWith('methods.html') && document.readyState === 'complete'"
        )
    )
    assert "Satterthwaite" in tab.ask("document.querySelector('main').textContent")
    quiet(tab)


def test_a_search_leads_to_a_notebook_beside_the_site(tab):
    opened(tab, "2023-25", "search.html")
    tab.send(
        "Page.navigate",
        url=(store.reports("2023-25") / "site/search.html").as_uri() + "?q=notebook+indicators",
    )
    tab.until(
        lambda: tab.ask(
            "location.search !== '' && [...document.querySelectorAll('#search-results a')].some((one) => one.getAttribute('href') === '../notebooks/indicators.html')"
        )
    )
    quiet(tab)


def test_a_number_of_a_section_opens_its_trace_in_place(tab):
    opened(tab, "2023-25", "report-indicators.html")
    tab.ask("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    tab.ask("document.querySelector('[id=\"tbl:indicators-hackney\"] a.of').focus()")
    href = tab.ask("document.activeElement.getAttribute('href')")
    tab.press("Enter")
    frame = tab.frame("indicators.html")
    shown = "[...document.querySelectorAll('.value')].filter((one) => one.checkVisibility()).map((one) => one.id)"
    assert tab.ask(shown, frame) == [href.partition("#")[2]]
    tab.press("Escape")
    tab.until(lambda: not tab.ask("document.querySelector('dialog.trace').open"))
    quiet(tab)


def test_without_a_script_everything_stands_open_and_a_number_leads_to_its_trace(tab):
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        opened(tab, "2023-25", "report-indicators.html")
        assert tab.ask("getComputedStyle(document.querySelector('form')).display") == "none"
        assert tab.ask("document.querySelector('.pages details').open")
        assert tab.ask("document.querySelector('a.of').href.includes('/traces/indicators.html#')")
        opened(tab, "2023-25", "search.html")
        assert "needs a script" in tab.ask("document.querySelector('.unscripted').textContent")
    finally:
        tab.send("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("period", PERIODS)
def test_no_page_scrolls_sideways_on_a_phone_or_enlarged(tab, period):
    try:
        for width, scale in ((320, 1), (1280, 2)):
            wide(tab, width, scale)
            for name in pages(period):
                opened(tab, period, name)
                over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                assert tab.ask(over) <= 0, (name, width)
    finally:
        tab.send("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("period", PERIODS)
def test_no_rule_of_accessibility_is_broken_and_nothing_leaves_the_disk(tab, period):
    if not AXE.is_file():
        pytest.skip(f"no axe-core at {AXE}: npm install --prefix ~/.axe axe-core")
    rules = AXE.read_text(encoding="utf-8")
    for name in pages(period):
        opened(tab, period, name)
        quiet(tab)
        tab.ask(rules)
        # It would ask for the style sheets again, which the page allows no script.
        broken = tab.ask(
            "axe.run({ preload: false }).then((found) => found.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160)]))"
        )
        assert broken == [], name
