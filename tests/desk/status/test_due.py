"""By when a thing is due: what the lines say and nothing else; what cannot be is told line by line."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from status.conftest import PERIOD, due_lines

from analysis import store
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.due import ANSWERS, DUE, EVERYONE, RETURNS
from analysis.declare.table import InputError
from desk.cli import main
from desk.exchange.addressing import EVALUATORS
from desk.status.due import due, is_over

ON = dt.date(2026, 5, 4)


def lines(*drawn: str) -> pd.DataFrame:
    """DUE rows from texts like `everyone returns 2026-04-30 2026-03-01`."""
    cells = [
        dict(zip(("who", "what", "until", "granted_on"), row.split(), strict=True)) for row in drawn
    ]
    return DUE.framed({**row, "granted_by": "lead"} for row in cells)


ALL = "everyone returns 2026-04-30 2026-03-01"


@pytest.mark.parametrize(
    ("held", "of", "until"),
    [
        ([], ("barnet", "mash"), None),
        ([ALL], ("barnet", "mash"), "2026-04-30"),
        ([ALL], ("barnet", ANSWERS), None),
        (["everyone answers 2026-05-29 2026-03-01"], ("barnet", "mash"), None),
        (["everyone answers 2026-05-29 2026-03-01"], ("barnet", ANSWERS), "2026-05-29"),
        ([ALL, "everyone mash 2026-05-31 2026-02-01"], ("barnet", "mash"), "2026-05-31"),
        ([ALL, "everyone mash 2026-05-31 2026-02-01"], ("barnet", "checklist"), "2026-04-30"),
        ([ALL, "barnet returns 2026-06-30 2026-02-01"], ("barnet", "mash"), "2026-06-30"),
        ([ALL, "barnet returns 2026-06-30 2026-02-01"], ("newham", "mash"), "2026-04-30"),
        # Of lines alike the last granted holds, wherever it stands, and an earlier day too.
        (["barnet mash 2026-06-30 2026-05-01", "barnet mash 2026-05-15 2026-04-01"], ("barnet", "mash"), "2026-06-30"),
        (["barnet mash 2026-06-30 2026-04-01", "barnet mash 2026-05-15 2026-05-01"], ("barnet", "mash"), "2026-05-15"),
        # What is granted later was not granted yet.
        ([ALL, "barnet returns 2026-06-30 2026-05-05"], ("barnet", "mash"), "2026-04-30"),
        ([ALL, "barnet returns 2026-06-30 2026-05-04"], ("barnet", "mash"), "2026-06-30"),
        # Everyone is whoever is asked, and not who asks.
        (["everyone answers 2026-05-01 2026-03-01"], (EVALUATORS, ANSWERS), None),
    ],
)  # fmt: off
def test_the_narrowest_line_granted_last_holds(held, of, until):
    found = due(lines(*held), *of, ON)
    assert (found and found.until.isoformat()) == until


def test_the_last_day_is_in_time():
    day = due(lines(ALL), "barnet", "mash", ON)
    assert [is_over(day, dt.date(2026, 4, 30)), is_over(day, dt.date(2026, 5, 1))] == [False, True]


days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).map(str)
drawn_lines = st.lists(
    st.tuples(
        st.sampled_from([EVERYONE, "barnet"]),
        st.sampled_from([RETURNS, "mash", ANSWERS]),
        days,
        days,
    ).map(" ".join),
    max_size=5,
    unique_by=lambda line: (*line.split()[:2], line.split()[-1]),
)


@given(drawn_lines, st.sampled_from(BOROUGH_KEYS), st.dates())
def test_nothing_is_over_that_no_line_is_about(drawn, sender, on):
    about = [
        line for line in drawn if line.split()[0] in (sender, EVERYONE) and ANSWERS not in line
    ]
    known = [line for line in about if line.split()[-1] <= on.isoformat()]
    found = due(lines(*drawn), sender, "mash", on)
    assert (found is None) == (not known)
    assert not (is_over(found, on) and all(line.split()[2] >= on.isoformat() for line in known))


GOOD = "everyone,returns,2026-04-30,lead evaluator,2026-03-01"
WRONG = {
    "nobody of that name": ("hackny,returns,2026-04-30,lead,2026-03-01", "who: 'hackny' is not known; write one of everyone, hackney, "),
    "no such strand": ("hackney,hubs,2026-04-30,lead,2026-03-01", "what: 'hubs' is not known; write one of returns, answers, checklist, complaints, mash"),
    "another way to write a day": ("hackney,mash,30/04/2026,lead,2026-03-01", "until: '30/04/2026' does not fit; write the last day in time, like 2026-06-30"),
    "no day of the calendar": ("hackney,mash,2026-02-30,lead,2026-03-01", "until: '2026-02-30' is no day of the calendar"),
    "granted by nobody": ("hackney,mash,2026-04-30,,2026-03-01", "granted_by: nothing stands there; write the role of who set or granted it, never a name"),
    "granted on no day": ("hackney,mash,2026-04-30,lead,", "granted_on: nothing stands there; write when that was, like 2026-04-01"),
    "said twice": (GOOD.replace("04-30", "05-31"), "due.csv, line 2 says the same of the same day; keep one of them"),
    "a comma out of quotes": ("hackney,mash,2026-04-30,lead, as agreed,2026-03-01", "it has 6 cells for 5 columns; put a text with commas in quotes"),
}  # fmt: off


@pytest.mark.parametrize("what", WRONG)
def test_a_fault_is_one_line_with_its_place(raw, what):
    line, said = WRONG[what]
    due_lines(raw, GOOD, "", line)
    with pytest.raises(InputError) as caught:
        store.due(PERIOD, BOROUGH_KEYS)
    (told,) = str(caught.value).splitlines()
    assert told.startswith(f"data/raw/{PERIOD}/due.csv, line 4: ")
    assert said in told


def test_every_fault_is_told_at_once_and_nothing_is_written(raw):
    due_lines(
        raw, "hackny,hubs,soon,lead,2026-03-01", GOOD, "hackney,mash,2026-13-01,lead,2026-03-01"
    )
    answer = CliRunner().invoke(main, ("status", PERIOD, "--on", "2026-05-04"))
    assert answer.exit_code == 1
    told = answer.output.splitlines()
    assert [line.partition("due.csv, ")[2].split(":")[:2] for line in told] == [
        ["line 2", " until"],
        ["line 2", " who"],
        ["line 2", " what"],
        ["line 4", " until"],
    ]
    assert not (raw.parents[2] / "status").exists()


def test_a_list_with_the_line_ends_and_the_mark_of_windows_is_read(raw):
    due_lines(raw, GOOD, "", "training_manager,answers,2026-05-31,lead evaluator,2026-04-01")
    held = store.due(PERIOD, ["training_manager"])
    assert held["who"].tolist() == ["everyone", "training_manager"]
    assert held["granted_on"].tolist() == ["2026-03-01", "2026-04-01"]


def test_without_a_list_no_day_is_known(raw):
    assert store.due(PERIOD, BOROUGH_KEYS).empty
