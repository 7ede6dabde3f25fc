"""What came of the statements of the June 2025 report: every verdict of the built section, and each strand's share."""

import csv
import re

import pandas as pd
import pytest
from conftest import ROOT

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR

BUILT = ROOT / "reports" / "2023-25" / "claims"


@pytest.fixture(scope="module")
def checked() -> dict[str, dict]:
    with open(BUILT / "checked.csv", encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("claim", "verdict", "found"),
    [
        (
            "C01",
            "depends on the reading",
            "In total 773, then 1,230 attendances: a rise of 59%. A month .* a fall",
        ),
        (
            "C02",
            "cannot be tested",
            "2,607 attendances were counted; how many people that is, is not known",
        ),
        ("C03", "holds", "12 [+] 14 [+] 2 [+] 4 = 32"),
        ("C24", "holds", "717 [+] 455 [+] 25 [+] 33 = 1,230"),
        ("C04", "holds", "342 of 717 is 47.7%"),
        ("C05", "cannot be tested", "how many answered"),
        ("C06", "depends on the reading", "Over all 717"),
        ("C07", "does not hold", "5 are listed; the statement says 6"),
        (
            "C08",
            "depends on the reading",
            "^348 answered before: 3.9; 39 answered after, .* Over all 455: .* −3.3 and .3.6 points",
        ),
        ("C09", "depends on the reading", "67%"),
        (
            "C10",
            "depends on the reading",
            "Referral issue on intake .253, 256, 230. and Children taken into care .* do not",
        ),
        ("C11", "cannot tell", "a fall of 88% to a rise of 63%"),
        ("C12", "depends on the reading", "from 15 to 2.*5, 9, 15, 2., too few"),
        ("C79", "holds", "5 [+] 5 = 10"),
        ("C87", "holds", "Apr–Jun 2024"),
        ("C13", "depends on the reading", "from 9 to 2"),
        (
            "C14",
            "cannot tell",
            "Without Jul–Sep 2024: .* it can no longer be distinguished from chance",
        ),
        (
            "C15",
            "cannot tell",
            "Referral issue on intake: possible decrease, anything from .* it can no longer be distinguished from chance",
        ),
        ("C16", "cannot be tested", "consultations by month"),
        ("C17", "cannot be tested", "how many cases"),
        ("C18", "holds", "10 of 11 fall"),
        ("C19", "depends on the reading", "2 of 6.* from 2 to 5"),
        ("C20", "cannot be tested", "how many places"),
        ("C21", "cannot be tested", "a count of complaints"),
        ("C22", "cannot tell", "Newham, children taken into care: 4 quarters"),
        ("C23", "cannot be tested", "Year 2"),
        ("C28", "depends on the reading", "A month .*: between a fall of 56% and a fall of 33% "),
        ("C33", "does not hold", "46 [+] 29 [+] 96 = 171; the statement says 179"),
        ("C34", "holds", "1,039"),
        ("C36", "does not hold", "= 28; the statement says 25"),
        ("C45", "does not hold", "36 months .Newham.; the statement says 31 at the most"),
        ("C52", "does not hold", "Hammersmith and Fulham may be meant"),
        ("C53", "does not hold", "meant is table 5"),
        ("C57", "holds", "There are 4: .* the statement says 4"),
        *((name, "cannot tell", "cannot tell, anything") for name in ("C85", "C86", "C90")),
        ("C71", "does not hold", "No number of people up to 54"),
        ("C92", "does not hold", "There is no appendix 4"),
    ],
)
def test_a_published_statement_gets_its_verdict(checked, claim, verdict, found):
    assert checked[claim]["verdict"] == verdict
    assert re.search(found, checked[claim]["found"])


def test_there_are_at_least_sixty_and_each_stands_in_the_section(checked):
    section = (BUILT / "section.md").read_text(encoding="utf-8")
    assert len(checked) >= 60
    for name in checked:
        assert f"| {name} |" in section


def test_a_statement_that_was_tested_against_rows_names_their_cells(checked):
    about_rows = [
        row
        for row in checked.values()
        if "[" in row["arguments"] and row["rule"] != "cannot_be_known"
    ]
    assert len(about_rows) > 50
    assert all("!" in row["rows"] for row in about_rows)


ON_SERIES = ("trend", "no_pattern", "moved", "shows_fall_of")


def test_of_a_series_a_statement_says_what_the_section_on_it_says(checked):
    """Every series of every statement on series, against the findings of the indicators."""
    section = pd.read_csv(BUILT.parent / "indicators" / "findings.csv", keep_default_na=False)
    verdicts = section[section["statistic"] == "verdict"]
    compared = 0
    for row in checked.values():
        if row["rule"] not in ON_SERIES:
            continue
        about = dict(re.findall(r"(borough|indicator)=([a-z_|]+)", row["arguments"]))
        of_claim = verdicts
        for column, names in about.items():
            key = "subject" if column == "indicator" else column
            of_claim = of_claim[of_claim[key].isin(names.split("|"))]
        for one in of_claim.itertuples():
            name = INDICATOR[one.subject].name
            full = f"{borough_name(one.borough)}, {name.lower()}"
            named = name if len(set(of_claim["borough"])) == 1 else full
            led = "As a whole" if row["rule"] == "moved" else named
            said = next(part for part in row["found"].split(". ") if part.startswith(f"{led}: "))
            assert one.verdict in said, (row["id"], led)
            compared += 1
    assert compared > 20


def test_true_totals_of_the_report_are_not_doubted(checked):
    right = ("C29", "C30", "C31", "C32", "C34", "C35", "C37", "C42", "C43", "C44", "C61")
    assert {checked[name]["verdict"] for name in right} == {"holds"}
