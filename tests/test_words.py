"""Every sentence of the built reports is in plain words: none of the house, no marks of Markdown, one name an idea."""

import re
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

PERIODS = sorted(path.parent.name for path in (ROOT / "reports").glob("*/report.html"))
SAID = ["p", "li", "td", "th", "caption", "figcaption", "h1", "h2", "h3", "h4", "dt", "dd"]
# File names stand where the numbers come from; the evaluators' own paragraphs are theirs.
NOT_OURS = "script, style, svg, nav, code, .commentary"

HOUSE = r"\b(strands?|arms?|told from|tiers?|rho|B-H|G\d+|arm v arm|usable rule)\b|(?<![/\w])[a-z]+_[a-z_]+\b(?!\.)"
MARKS = r"`|@tbl:|@fig:|:::|\{[#.]|\*\*|\]\(|\\\[|^(None|nan|NaN|NaT|True|False|<NA>)$"
DOUBLE = (
    r"(?i)\bnot (un\w+|without|none|never|nobody|nothing|no)\b|\bn't\b"
    r"|\b(no \w+|nobody|nothing|none) (cannot|can not|do not|does not|did not|is not|are not)\b"
)
# What is called something else everywhere: the limits of a section, a verdict, a period.
OTHER_NAMES = (
    r"\bWhat may not|What cannot be (said|told)|What this (is not|cannot say)|Beware"
    r"|possible (rise|fall)\b|\bcannot be told\b|\bYears 3/4|\b(2021-22|2022-23|2023-25|2025-26)\b(?![-/])"
)
TERMS = r"\b(Holm|Benjamini|p-values?|permutations?|quasi-Poisson|dispersion|p (=|is|of)|p \.\d)"


class Said(NamedTuple):
    """Words in one place of a report, and whether they stand before its technical annexes."""

    tag: str
    words: str
    body: bool


def said(page: str) -> list[Said]:
    """All that a page says, in its order, each once: the innermost element that holds words."""
    soup = BeautifulSoup(page, "lxml")
    for element in soup.select(NOT_OURS):
        element.decompose()
    found, body = [], True
    for element in soup.find_all([*SAID, "details"]):
        body = body and "annex" not in element.get("class", ())
        if element.name in SAID and not element.find(SAID):
            found.append(Said(element.name, " ".join(element.get_text().split()), body))
    return found


def sentences(lines: list[Said]) -> list[str]:
    """The sentences of running text, without what is no more than a label."""
    running = [line.words for line in lines if line.tag in ("p", "li")]
    parts = [part for words in running for part in re.split(r"(?<=[.?!]) (?=[A-Z])", words)]
    return [part for part in parts if len(part.split()) > 3]


def age(parts: list[str]) -> float:
    """The age at which these sentences can be read: Automated Readability Index (Senter and Smith
    1967, AMRL-TR-66-220) and five years.
    """
    words = [word for part in parts for word in re.findall(r"[\w’'&-]+", part)]
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(parts) - 21.43 + 5


@pytest.fixture(scope="module", params=PERIODS)
def report(request) -> list[Said]:
    page = ROOT / "reports" / request.param / "report.html"
    return said(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("wrong", [HOUSE, MARKS, DOUBLE, OTHER_NAMES])
def test_nothing_is_said_that_needs_the_house_to_be_understood(report, wrong):
    assert [line.words for line in report if re.search(wrong, line.words)] == []


def test_terms_of_the_method_stand_in_the_annexes(report):
    assert [line.words for line in report if line.body and re.search(TERMS, line.words)] == []


def test_a_percentage_in_a_sentence_says_what_it_is_of(report):
    """Of what, or of which change; a percentage alone is a number without a base."""
    of = r"\b(of|in \d+|interval|chance|from)\b"
    body = sentences([line for line in report if line.body])
    assert [part for part in body if re.search(r"\d%", part) and not re.search(of, part)] == []


def test_reading_age(report, record_property):
    """Printed at the end of a run (conftest.py), and judged by nobody but a person."""
    body = sentences([line for line in report if line.body])
    record_property("reading age", f"{age(body):.0f} in {len(body)} sentences")
    assert len(body) > 10


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (HOUSE, "Newham cannot be told from chance"),
        (HOUSE, "shares in waltham_forest"),
        (MARKS, "see [@tbl:one]"),
        (MARKS, "nan"),
        (DOUBLE, "Authorities that never joined are not untouched"),
        (DOUBLE, "No series does not fall"),
        (OTHER_NAMES, "a possible rise of 3%"),
        (OTHER_NAMES, "in 2023-25 it fell"),
        (TERMS, "it stands after Holm's method"),
    ],
)
def test_what_stopped_a_reader_before_is_found(wrong, words):
    page = f"<main><p>It rose.</p><ul><li>{words}</li></ul></main>"
    assert [bool(re.search(wrong, line.words)) for line in said(page)] == [False, True]


def test_what_stands_after_the_first_annex_is_no_body():
    page = "<main><p>a</p><details class=annex><p>b</p></details><p>c</p></main>"
    assert [(line.words, line.body) for line in said(page)] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]


def test_reading_age_of_a_known_text():
    """Four words of four letters: 4.71 * 4 + 0.5 * 4 - 21.43, and five years."""
    assert age(["Boys play ball here"]) == pytest.approx(4.41)
