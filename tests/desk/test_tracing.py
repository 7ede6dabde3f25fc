"""`analysis trace`: a printed number to the cells it was typed in, by id, by place, by sentence."""

import pytest
from click.testing import CliRunner

from analysis import traces
from desk.cli import main


def trace(*asked: str) -> list[str]:
    run = CliRunner().invoke(main, ["trace", *asked])
    return run.output.splitlines()


def test_a_place_leads_to_the_cell_as_it_was_typed():
    said = trace("2023-25", "T6", "hackney", "2024Q3", "referral")
    key = said[0].split("(")[1].split(",")[0]
    assert said[0] == f"253  ({key}, report of 2023-25)"
    # Table 6 of the published report.
    assert said[-3].startswith(
        "    data/raw/2023-25/indicators/hackney.xlsx, received 2025-06 from: "
    )
    assert said[-1] == "      Sheet1, F5: “253”"
    assert trace(key) == said and trace("2023-25 T6 hackney 2024Q3 referral") == said


def test_words_that_several_values_fit_are_answered_with_their_ids():
    said = trace("2023-25", "T6", "hackney", "2024Q3")
    assert said[0] == "4 values fit; trace one by its id:"
    assert [line.split()[1] for line in said[1:]] == ["253", "195", "67", "5"]


@pytest.mark.parametrize("strand", ["training", "indicators", "surveys"])
def test_a_sentence_leads_to_the_values_in_it(strand):
    where = traces.printed("2023-25", strand)
    row = next(row for row in where.itertuples() if not row.row and len(row.words) < 300)
    said = "\n".join(trace("2023-25", traces.said(row.words)))
    assert row.key in said


def test_a_sentence_without_a_number_leads_to_its_place_its_cell_and_the_numbers_nearest():
    said = trace("2023-25", "What this cannot tell. Whether one borough does better than another,")
    assert said[0] == "No number that is traced stands in it  (report of 2023-25)"
    assert said[1] == "  Printed: reports/2023-25/activity/section.md, under activity"
    assert said[2].startswith(
        "  Made by: notebooks/findings/activity.ipynb, cell 7 (`section.show("
    )
    assert said[3] == "  Nearest to it stand these numbers:" and "  774  (" in said[4]
    # What the report says of itself stands in no section.
    (line,) = trace(
        "2023-25", "One rule for rises and falls. Each sentence comes from the same steps"
    )
    assert line.endswith("reports/2023-25/report.html prints it by notebooks/report.ipynb")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["2023-25", "A sentence that nobody wrote."], "and it stands in no sentence of it"),
        (["indicators.0123456789"], "no value of a report that is built has the id"),
        (["2023-25", "T6", "nowhere"], "no number of the report of 2023-25 is called 'T6 nowhere'"),
        (["T6", "hackney"], "begins with no period that is built"),
        (["2023-25"], "begins with no period that is built"),
        ([" "], "begins with no period that is built"),
        (["nothing.0123456789"], "no value of a report that is built has the id"),
    ],
)
def test_what_nothing_fits_ends_in_one_line_that_says_what_to_write(asked, why):
    (line,) = trace(*asked)
    assert line.startswith("Error: ") and why in line
