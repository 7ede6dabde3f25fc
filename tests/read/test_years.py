"""Which funding period a heading means: by its year, or by the label of a period that is not called one."""

import pytest

from analysis.read.label.years import read_year


@pytest.mark.parametrize(
    ("heading", "period", "doubtful"),
    [
        ("Yr 2", "2022-23", False),
        ("Attendance in Yr 3/4", "2023-25", False),
        ("Year 3 N Attended", "2023-25", True),
        ("2025/26", "2025-26", False),
        ("Attendance 2025-26", "2025-26", False),
        ("2025–26 N attended", "2025-26", False),
        ("Year 1 N attended", "2021-22", False),
        # The first periods are not dated, so a year of the calendar is none of them; a part of a year is no year.
        ("2022/23", None, False),
        ("2024/25", None, False),
        ("12025/26", None, False),
        ("2025/267", None, False),
        ("Q1 2025/26", None, False),
        ("April to June 2025/26", None, False),
        ("Year 1 - 3", None, False),
        ("Total", None, False),
    ],
)
def test_a_heading_means_the_period_it_names(heading, period, doubtful):
    read = read_year(heading)
    assert (read.period, read.doubtful) == (period, doubtful)
