"""Dates as the months they can lie in, and the partnership's events and tracks: what is read, and what is asked."""

import datetime as dt

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.boroughs import BOROUGHS
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import PERIODS, Period
from analysis.read.label.dates import Span, date_of, read_date
from strands.activity.cleans.activity import clean
from strands.activity.declares.partnership import PRECISIONS

NO_CORRECTIONS = CORRECTIONS.empty()
HEADINGS = "Subject,Kind,What happened,When,Place in the report"
PUBLISHED = ("2021-22", "2022-23", "2023-25")
BARNET = Span("2023-07", "2023-12", "year")


def cleaned(*lines: str, period: str = "2023-25"):
    return clean({"activity/t.csv": "\n".join(lines).encode()}, NO_CORRECTIONS, period)


def asked(made) -> list[tuple[str, str]]:
    return list(zip(made.queries["rule"], made.queries["cell"], strict=True))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2021", "2021-01", "2021-12", "year"),
        ("July 2023", "2023-07", "2023-07", "month"),
        ("Sept 23", "2023-09", "2023-09", "month"),
        ("Jan-March 24", "2024-01", "2024-03", "quarter"),
        ("Feb–Apr 2024", "2024-02", "2024-04", "span"),
        ("July 2023-March 2025", "2023-07", "2025-03", "span"),
        ("3 May 2025", "2025-05", "2025-05", "day"),
        ("2025-05-03", "2025-05", "2025-05", "day"),
        ("2025/6", "2025-04", "2026-03", "year"),
        ("2025/26", "2025-04", "2026-03", "year"),
        ("start of Year 2", "2022-01", "2023-06", "period"),
        ("towards the end of Year 2", "2022-01", "2023-06", "period"),
        ("late in Year 3/4", "2023-07", "2025-03", "period"),
        ("2023 (Year 3/4)", "2023-07", "2023-12", "year"),
        ("2022 (start of Year 2)", "2022-01", "2022-12", "year"),
        ("within 10 months of joining", "2023-07", "2024-10", "span"),
        ("2 years before joining", "2021-07", "2021-12", "year"),
    ],
)
def test_a_date_is_the_months_it_can_lie_in(text, first, last, precision):
    read = read_date(text, BARNET)
    assert (read.first, read.last, read.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31/2/24",
        "Mar-Jan 24",
        "2025/27",
        "Year 5",
        "2020 (Year 3/4)",
        "10 months of joining",
        "in 2021 or so",
    ],
)
def test_what_is_no_date_is_not_guessed(text):
    assert read_date(text, BARNET) is None


def test_a_date_told_from_joining_needs_the_joining():
    assert read_date("within 10 months of joining") is None


def test_a_bare_year_3_is_doubtful_and_year_3_4_is_not():
    assert read_date("Year 3").doubtful == "Year 3/4"
    assert read_date("Year 3/4").doubtful == ""


def test_a_first_of_a_month_in_a_date_cell_is_no_day():
    assert date_of(dt.date(2025, 5, 1)).precision == "month"
    assert date_of(dt.date(2025, 5, 2)).precision == "day"


def test_a_period_reaches_as_far_as_is_known_and_no_dated_one_is_widened():
    bounds = {period.label: period.bounds for period in PERIODS}
    assert bounds["Year 3/4"] == ("2023-07", "2025-03")
    assert Period("new", "New").bounds == ("", "")
    # Each undated period has room for its longest plausible length, and ends before the next one that is dated.
    for period in PERIODS[:2]:
        assert len(pd.period_range(*period.bounds, freq="M")) >= max(period.months)
        assert period.bounds[1] < bounds["Year 3/4"][0]


def test_an_event_keeps_its_words_and_its_cell():
    made = cleaned(
        HEADINGS, 'H&F,hub,"The hub, such as it is, goes online",start of Year 2,Professional hub'
    )
    row = made.milestones.iloc[0]
    assert (row["subject"], row["kind"], row["what"]) == (
        "hammersmith_and_fulham",
        "hub",
        "The hub, such as it is, goes online",
    )
    assert (row["raw"], row["cell"], row["place"], row["status"]) == (
        "start of Year 2",
        "D2",
        "Professional hub",
        "returned",
    )
    assert asked(made) == []


def test_columns_are_found_by_their_headings():
    made = cleaned(
        "Subject,When,Place in the report,What happened,Kind",
        "Newham,May 2025,Training,A course,training",
    )
    assert made.milestones[["subject", "first", "what", "cell"]].to_numpy().tolist() == [
        ["newham", "2025-05", "A course", "B2"]
    ]


def test_joining_counts_whichever_line_it_stands_on():
    made = cleaned(
        HEADINGS,
        "Barnet,form,Goes live,within 10 months of joining,x",
        "Newham,form,Goes live,within 10 months of joining,x",
        "Barnet,joined,Joins,2023 (Year 3/4),x",
    )
    found = made.milestones.set_index("cell")
    assert found.loc["D2", ["first", "last", "precision"]].tolist() == [
        "2023-07",
        "2024-10",
        "span",
    ]
    assert found.loc["D3", ["first", "status"]].tolist() == ["", "queried"]
    assert asked(made) == [("unreadable_date", "D3")]


@pytest.mark.parametrize(
    ("line", "question", "empty"),
    [
        ("Camden,hub,It happens,2021,x", ("unknown_in_event", "A2"), "subject"),
        ("LBB,hub,It happens,2021,x", ("unknown_in_event", "A2"), "subject"),
        ("Hackney,party,It happens,2021,x", ("unknown_in_event", "B2"), "kind"),
        ("Hackney,hub,It happens,some day,x", ("unreadable_date", "D2"), "first"),
        ("Hackney,hub,It happens,,x", ("unreadable_date", "D2"), "first"),
    ],
)
def test_what_cannot_be_read_is_kept_empty_and_asked_about(line, question, empty):
    made = cleaned(HEADINGS, line)
    row = made.milestones.iloc[0]
    assert (row[empty], row["status"], row["what"]) == ("", "queried", "It happens")
    assert asked(made) == [question]
    text = made.queries.iloc[0]
    assert text["question"].endswith("?")
    assert text["effect"].endswith(".")
    assert "{" not in text["question"] + text["effect"]


def test_doubtful_names_and_periods_are_read_and_asked_about():
    made = cleaned(HEADINGS, "Hammersmith and City,hub,It happens,Year 3,x")
    assert made.milestones.iloc[0][["subject", "first", "status"]].tolist() == [
        "hammersmith_and_fulham",
        "2023-07",
        "returned",
    ]
    assert asked(made) == [("doubtful_borough", "A2"), ("doubtful_period", "D2")]


def test_a_table_of_events_without_dates_is_none():
    assert asked(cleaned("Subject,Kind,What happened", "Hackney,hub,It happens")) == [
        ("nothing_read", "A1")
    ]


def test_tracks_are_read_by_scheme():
    made = cleaned(
        "Borough,Scheme,Track,Place in the report",
        "Newham,four tracks,founder,x",
        "Newham,Three tracks,since 2021,x",
        "Newham,five tracks,other,x",
    )
    assert made.tracks[["scheme", "track", "status"]].to_numpy().tolist() == [
        ["four", "founder", "returned"],
        ["three", "since 2021", "returned"],
        ["", "other", "queried"],
    ]
    assert asked(made) == [("unknown_in_event", "B4")]


@pytest.fixture(scope="module")
def published():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = [clean(store.returns(key, "activity"), NO_CORRECTIONS, key) for key in PUBLISHED]
    return (
        pd.concat([getattr(one, name) for one in made], ignore_index=True)
        for name in ("milestones", "tracks")
    )


def test_the_published_lists_agree_with_what_is_declared(published):
    milestones, tracks = published
    assert set(milestones["status"]) == set(tracks["status"]) == {"returned"}
    joined = milestones[milestones["kind"] == "joined"].set_index("subject")["period"]
    assert joined.drop("unnamed").to_dict() == {borough.key: borough.joined for borough in BOROUGHS}
    assert (milestones["first"] <= milestones["last"]).all()
    assert set(milestones["precision"]) <= set(PRECISIONS)
    # Each scheme puts every borough in one track.
    assert sorted(tracks.groupby("scheme")["track"].nunique().to_dict().items()) == [
        ("four", 4),
        ("three", 3),
    ]
    assert not tracks.duplicated(["scheme", "subject"]).any()
    assert len(tracks) == 2 * len(BOROUGHS)
