"""Numbers of a quarter or a month that was not over when they came."""

import pytest
from drawing import csv_file

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from analysis.read.ask.timely import timely
from analysis.registry import cleans

QUARTERS = "HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Jan-Mar 24\nReferrals with DA | 41 | 38 | 45"
MONTHS = "Hackney\nMonth | Contacts | DA contacts\nMay 2025 | 310 | 90\nJun 2025 | 299 | 80"


def read(strand: str, drawing: str, key: str, day: str, answered: str = ""):
    """What a strand reads of a drawing that came on a day, without questions of other kinds."""
    file = f"{strand}/hackney.csv"
    made = cleans(strand).clean({file: csv_file(drawing)}, CORRECTIONS.empty(), period(key).key)
    notes = CORRECTIONS.empty()
    if answered:
        notes.loc[0] = [file, "", answered, "45", "45", "it is whole", "the analyst", day]
    return timely(made, {file: day}, notes)


def early(made) -> list[str]:
    return made.queries.loc[made.queries["rule"] == "not_over_yet", "cell"].tolist()


@pytest.mark.parametrize(
    ("day", "cells"),
    [
        ("2024-04-01", []),
        ("2024-03-31", []),
        ("2024-03-30", ["D2"]),
        ("2024-03", []),
        ("2023-11-28", ["C2", "D2"]),
        ("2023", ["D2"]),
    ],
)
def test_a_quarter_that_was_not_over_is_asked_about(day, cells):
    made = read("indicators", QUARTERS, "2023-25", day)
    assert early(made) == cells
    assert made.table["count"].sum() == 124
    if cells:
        asked = made.queries[made.queries["rule"] == "not_over_yet"].iloc[-1]
        assert asked["question"].startswith(f"Jan–Mar 2024 was not over on {day}")


def test_so_is_a_month_and_what_was_answered_is_not_asked_again():
    assert early(read("mash", MONTHS, "2025-26", "2025-06-20")) == ["B4"]
    assert early(read("mash", MONTHS, "2025-26", "2025-07-01")) == []
    assert early(read("indicators", QUARTERS, "2023-25", "2024-03-30", "D2")) == []


def test_a_day_that_was_still_to_come_is_asked_about_once_a_sheet():
    head = "Hackney\nConsultation code | Date | Practitioner code | Case code\n"
    log = head + "C1 | 02/06/2025 | P1 | K1\nC2 | 19/08/2025 | P1 | K2\nC3 | 20/08/2025 | P2 | K3"

    def asked(day: str, *, days=("held_on",)) -> list[tuple[str, str]]:
        made = read("activity", log, "2025-26", "2026-05-01")
        made = timely(made, {"activity/hackney.csv": day}, CORRECTIONS.empty(), days)
        rows = made.queries[made.queries["rule"] == "day_to_come"]
        return list(zip(rows["cell"], rows["question"].str[:32], strict=True))

    assert asked("2025-08-18") == [("A4", "2025-08-19 was still to come on ")]
    assert asked("2025-08-19") == [("A5", "2025-08-20 was still to come on ")]
    assert asked("2025-08-20") == asked("2025-08") == asked("2025-08-18", days=()) == []
