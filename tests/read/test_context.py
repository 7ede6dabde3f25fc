"""Lines around a table that count nothing asked for are set aside without a question."""

import pytest
from drawing import cleaned, csv_file

from analysis.declare.kept import CORRECTIONS
from analysis.read.label.context import is_context
from strands.mash import cleans as mash

TABLE = "HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Jan-Mar 24\nREF | 41 | 38 | 45\n"
OF_NOTHING_SENT = {"no_return", "not_returned_quarters", "no_proforma"}
LINES = [
    "Date completed | 12/04/2026",
    "Completed by | 3 people",
    "Child population 0-17 | 61,000",
    "Total children in the borough | 65000",
    "Child population | 61,000 | 61,100 | 61,200",
    "Population aged 0-17 | 61000 | 61000 | 61000",
    "Date completed | 12/04/2024 | 12/07/2024 | 10/10/2024",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("where", ["{table}{line}", "{table}.\n{line}"])
def test_context_is_set_aside_and_nothing_is_asked(line, where):
    made = cleaned(where.format(table=TABLE, line=line))
    assert set(made.queries["rule"]) <= OF_NOTHING_SENT
    assert made.table["count"].sum() == 124
    ends = made.account.loc[~made.account["cell"].isin(["B2", "C2", "D2"]), "end"]
    assert set(ends) <= {"aside"}


def test_so_it_is_under_a_form_of_lines():
    form = "Hackney\nMonth | Contacts | DA contacts\nApr 2025 | 310 | 90\n"
    for line in LINES[:4]:
        content = csv_file(form + line)
        made = mash.clean({"mash/hackney.csv": content}, CORRECTIONS.empty(), "2025-26")
        assert set(made.queries["rule"]) <= OF_NOTHING_SENT
        assert made.table["count"].sum() == 400


@pytest.mark.parametrize(
    "text",
    [
        "Referrals with DA",
        "Children taken into care where DA was a factor",
        "Total",
        "Apr 2025",
        "Total children in the borough with a plan",
    ],
)
def test_what_is_counted_is_no_context(text):
    assert not is_context(text)
