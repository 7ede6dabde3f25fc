"""The partnership over time: months of membership, numbered events, and marks as wide as their dates are imprecise."""

from types import SimpleNamespace

import pandas as pd
import pytest
from conftest import ROOT
from matplotlib.colors import to_hex

from analysis import store
from analysis.declare.cleared import WAITS
from analysis.declare.kept import CORRECTIONS
from analysis.declare.traced import bare, cell_keys, values
from analysis.show.figures import PAGE, PHONE
from analysis.show.printed import Paragraphs, PrintedFigure, PrintedTable
from strands.activity.cleans.activity import clean
from strands.activity.declares.partnership import MILESTONES, TRACKS
from strands.activity.finds import partnership as over_time
from strands.activity.prints import partnership
from strands.activity.prints.timeline import BAND, runs, timeline

PERIODS = ("2021-22", "2022-23", "2023-25")


def read(up_to: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = [
            clean(store.returns(p, "activity"), CORRECTIONS.empty(), p)
            for p in PERIODS
            if p <= up_to
        ]
    return tuple(
        pd.concat([getattr(one, name) for one in made], ignore_index=True)
        for name in ("milestones", "tracks")
    )


@pytest.fixture(scope="module")
def real():
    return read("2023-25")


def blocks(milestones, tracks, period="2023-25") -> list:
    membership = over_time.membership(milestones, period)
    return list(
        partnership.blocks(membership, tracks, over_time.events(milestones), period, "Source.")
    )


def told(made) -> str:
    return " ".join(text for block in made if isinstance(block, Paragraphs) for text in block.texts)


def table(made, key: str) -> pd.DataFrame:
    return next(
        block for block in made if isinstance(block, PrintedTable) and block.key == key
    ).cells


def events_of(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """MILESTONES of drawn rows: subject, kind, first and last month."""
    blank = dict.fromkeys(MILESTONES.columns, "")
    return MILESTONES.check(
        pd.DataFrame(
            {
                **blank,
                "subject": subject,
                "kind": kind,
                "what": f"{kind} {at}",
                "first": first,
                "last": last,
                "precision": "month" if first and first == last else "year" if first else "",
                "raw": first,
                "period": "2021-22",
                "status": "returned" if first else "queried",
                "file": "f",
                "cell": f"D{at}",
            }
            for at, (subject, kind, first, last) in enumerate(rows)
        )
    )


@pytest.mark.parametrize(
    ("subject", "least", "most"),
    # By hand: from December or January of the year of joining to March 2025, both counted.
    [
        ("hackney", 40, 51),
        ("hammersmith_and_fulham", 28, 39),
        ("barnet", 16, 21),
        ("unnamed", 1, 30),
    ],
)
def test_months_of_membership_are_what_the_dates_leave_open(real, subject, least, most):
    row = over_time.membership(real[0], "2023-25").set_index("subject").loc[subject]
    assert (row["least"], row["most"]) == (least, most)


def test_a_period_without_dates_lasts_its_shortest_length_at_least(real):
    """Year 2 began in January 2022 at the earliest and took eight months at the least, so it ran to August."""
    row = over_time.membership(real[0], "2022-23").set_index("subject").loc["hackney"]
    assert (row["least"], row["most"]) == (9, 30)


def test_a_known_joining_and_leaving_give_one_number():
    drawn = events_of(
        ("newham", "joined", "2021-03", "2021-03"), ("newham", "left", "2022-02", "2022-02")
    )
    row = over_time.membership(drawn, "2023-25").iloc[0]
    assert (row["least"], row["most"]) == (12, 12)
    assert row["rows"] == "f!!D0; f!!D1"


def test_the_last_leaving_counts():
    drawn = events_of(
        ("newham", "joined", "2021-03", "2021-03"),
        ("newham", "left", "2022-02", "2022-02"),
        ("newham", "left", "2023-02", "2023-02"),
    )
    assert over_time.membership(drawn, "2023-25").iloc[0]["least"] == 24
    assert over_time.events(drawn)["cell"].tolist() == ["D1"]


def test_without_a_date_there_is_no_number_of_months():
    row = over_time.membership(events_of(("newham", "joined", "", "")), "2023-25").iloc[0]
    assert pd.isna(row["least"])
    assert pd.isna(row["most"])


def test_every_event_is_told_once(real):
    """As a membership or in the list: a second joining, or a leaving without one, is listed."""
    drawn = events_of(
        ("newham", "joined", "2021-03", "2021-03"),
        ("newham", "joined", "2023-03", "2023-03"),
        ("hackney", "left", "2022-02", "2022-02"),
        ("", "joined", "2020-02", "2020-02"),
        ("barnet", "hub", "", ""),
    )
    assert over_time.membership(drawn, "2023-25")["subject"].tolist() == ["newham"]
    assert over_time.events(drawn)["cell"].tolist() == ["D3", "D2", "D1", "D4"]
    assert over_time.events(drawn)["number"].tolist() == [1, 2, 3, 4]
    milestones = real[0]
    membership = over_time.membership(milestones, "2023-25")
    told_there = [place for rows in membership["rows"] for place in rows.split("; ")]
    assert len(told_there) + len(over_time.events(milestones)) == len(milestones)


def test_members_stand_in_order_of_joining_with_both_schemes(real):
    cells = table(blocks(*real), "activity-membership")
    assert cells["Borough"].tolist() == [
        "Hackney",
        "Waltham Forest",
        "Newham",
        "Hammersmith and Fulham",
        "Barnet",
        "Barking and Dagenham",
        "Two boroughs not named",
    ]
    assert cells["Three tracks"].nunique() - 1 == 3
    assert cells["Four tracks"].nunique() - 1 == 4
    last = cells.iloc[-1]
    assert (last["Three tracks"], last["Four tracks"]) == ("–", "–")
    told = last["Joined, left"]
    assert bare(told) == "Year 1; left towards the end of Year 2"
    # Each is of the cell it was typed in.
    rows = real[0][real[0]["subject"] == "unnamed"].set_index("kind").loc[["joined", "left"]]
    assert [*values(told)] == [*zip(cell_keys("activity", rows), rows["raw"], strict=True)]
    assert cells.iloc[0]["Months"].replace("\N{NO-BREAK SPACE}", " ") == "40 to 51"


def test_the_two_schemes_stand_side_by_side(real):
    text = told(blocks(*real))
    assert (
        "3 tracks in its “Introduction” and 4 tracks in its “Children's social care data”" in text
    )
    assert (
        "Hackney, Waltham Forest and Newham are together in one of the 3 tracks, and in 2 of the 4."
        in text
    )


def test_schemes_that_agree_are_said_to(real):
    milestones, tracks = real
    same = tracks[tracks["scheme"] == "four"]
    both = pd.concat([same, same.assign(scheme="three")], ignore_index=True)
    assert "All put the same boroughs together." in told(blocks(milestones, both))


def test_a_scheme_not_yet_in_use_has_no_column():
    milestones, tracks = read("2021-22")
    made = blocks(milestones, tracks, "2021-22")
    assert list(table(made, "activity-membership").columns) == [
        "Borough",
        "Joined, left",
        "Known to",
        "Months",
    ]
    assert "Hackney, Waltham Forest, Newham and two boroughs not named for 1" in told(made)
    assert not any("Year 2" in when for when in table(made, "activity-events")["When"])


def test_the_list_gives_date_and_precision(real):
    cells = table(blocks(*real), "activity-events").set_index("No.")
    by_what = cells[cells["What happened"].str.startswith("The first learning review")].iloc[0]
    assert (bare(by_what["When"]), by_what["Known to"], by_what["Who"]) == (
        "Jan–Mar 2024",
        "the quarter",
        "Barking and Dagenham",
    )
    webinar = cells[cells["What happened"].str.startswith("A webinar")].iloc[0]
    assert (bare(webinar["When"]), webinar["Known to"], webinar["Who"]) == (
        "May 2025",
        "the month",
        "Partnership",
    )


@pytest.mark.parametrize(
    ("raw", "precision", "first", "last", "says"),
    [
        ("2025-05-04", "day", "2025-05", "2025-05", "4 May 2025"),
        ("04/05/2025", "day", "2025-05", "2025-05", "4 May 2025"),
        ("4th May 2025", "day", "2025-05", "2025-05", "4 May 2025"),
        ("by hand", "day", "2025-05", "2025-05", "May 2025"),
        ("May 25", "month", "2025-05", "2025-05", "May 2025"),
        ("Apr to June 25", "quarter", "2025-04", "2025-06", "Apr–Jun 2025"),
        ("Dec 24 - Feb 25", "span", "2024-12", "2025-02", "Dec 2024–Feb 2025"),
        ("2 years before joining", "year", "2019-01", "2019-12", "2019"),
        ("2025/26", "year", "2025-04", "2026-03", "Apr 2025–Mar 2026"),
        ("late in Year 3/4", "period", "2023-07", "2025-03", "late in Year 3/4"),
        ("soon", "", "", "", "soon"),
    ],
)
def test_a_date_has_one_form_by_how_closely_it_is_known(raw, precision, first, last, says):
    event = SimpleNamespace(raw=raw, precision=precision, first=first, last=last)
    assert partnership._when(event) == says


def test_words_that_wait_are_said_to_wait():
    drawn = events_of(("newham", "hub", "2021-03", "2021-03")).assign(what=WAITS)
    (shown,) = (
        block
        for block in blocks(drawn, TRACKS.empty())
        if isinstance(block, PrintedTable) and not block.empty
    )
    assert shown.cells["What happened"].tolist() == ["not shown yet"]
    assert any(note.startswith("Not shown yet: the sender's own words") for note in shown.notes)


def test_what_could_not_be_read_is_marked_and_the_mark_explained():
    drawn = events_of(("", "hub", "2021-03", "2021-03"), ("newham", "hub", "", ""))
    shown = next(
        block
        for block in blocks(drawn, TRACKS.empty())
        if isinstance(block, PrintedTable) and not block.empty
    )
    assert shown.cells["Who"].tolist() == ["[q]", "Newham"]
    assert shown.cells["Known to"].tolist() == ["the month", "[q]"]
    assert any(note.startswith("[q]") for note in shown.notes)


def test_title_and_alternative_text_count_and_name(real):
    figure = next(block for block in blocks(*real) if isinstance(block, PrintedFigure))
    events = over_time.events(real[0])
    vague, close = (events["precision"] == "period").sum(), (events["precision"] == "month").sum()
    assert (
        figure.title
        == f"What happened when, 2019 to 2026: of {len(events)} events {vague} can be dated only to"
        f" the funding period, {close} to the month"
    )
    assert "Barnet: joined between Jul 2023 and Dec 2023" in bare(figure.alt)
    assert figure.alt != figure.title


def drawn_figure(*rows, period="2023-25"):
    milestones = events_of(*rows)
    return timeline(
        over_time.events(milestones), over_time.membership(milestones, period), period, ""
    ).axes[0]


def boxes(axis, colour: str) -> list[tuple[float, float]]:
    """First month and months of every box of one colour."""
    return [
        (patch.get_x(), patch.get_width())
        for patch in axis.patches
        if to_hex(patch.get_facecolor()) == colour
    ]


def test_a_mark_is_as_wide_as_its_date_is_imprecise():
    axis = drawn_figure(
        ("newham", "hub", "2024-01", "2024-03"), ("newham", "hub", "2023-07", "2025-03")
    )
    widths = sorted(
        round(width + 0.3) for _, width in boxes(axis, "#ffffff") if round(width + 0.3) in (3, 21)
    )
    assert widths == [3, 21]


def test_marks_that_overlap_in_time_stand_below_one_another():
    axis = drawn_figure(
        ("newham", "hub", "2022-01", "2022-12"), ("newham", "hub", "2022-06", "2023-05")
    )
    tops = {text.get_text(): text.get_position()[1] for text in axis.texts}
    assert tops["2"] - tops["1"] == 1
    axis = drawn_figure(
        ("newham", "hub", "2022-01", "2022-12"), ("newham", "hub", "2023-01", "2023-12")
    )
    tops = {text.get_text(): text.get_position()[1] for text in axis.texts}
    assert tops["2"] == tops["1"]


def test_a_month_is_a_dot_in_its_middle():
    axis = drawn_figure(("newham", "hub", "2024-05", "2024-05"))
    assert axis.lines[0].get_xdata()[0] == pd.Period("2024-05", "M").ordinal + 0.5


def test_a_band_is_filled_only_while_membership_is_sure():
    axis = drawn_figure(
        ("newham", "joined", "2021-01", "2021-12"), ("newham", "left", "2023-03", "2023-06")
    )
    first, months = boxes(axis, BAND.lower())[0]
    assert (first, months) == (pd.Period("2022-01", "M").ordinal, 14)
    overlapping = drawn_figure(
        ("newham", "joined", "2021-01", "2022-12"), ("newham", "left", "2022-01", "2023-06")
    )
    assert boxes(overlapping, BAND.lower()) == []


@pytest.mark.parametrize("wide", [PAGE, PHONE])
def test_no_label_lies_on_another(wide):
    for period in PERIODS:
        mine, _ = read(period)
        drawn = over_time.events(mine), over_time.membership(mine, period)
        figure = timeline(*drawn, period, "", wide=wide)
        assert figure.get_figwidth() == wide
        figure.canvas.draw()
        texts = [text.get_window_extent() for text in figure.axes[0].texts]
        assert not [(a, b) for at, a in enumerate(texts) for b in texts[at + 1 :] if a.overlaps(b)]
        axis = figure.axes[0].get_window_extent()
        assert all(axis.x0 - 1 <= text.x0 and text.x1 <= axis.x1 + 1 for text in texts)


def test_a_label_at_the_right_edge_stands_before_its_mark():
    axis = drawn_figure(("newham", "hub", "2025-08", "2025-08"))
    label = next(text for text in axis.texts if text.get_text() == "1")
    assert label.get_ha() == "right"


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3, 5], "1–3, 5"), ([4, 9, 8, 7], "4, 7–9")],
)
def test_runs_of_numbers_are_drawn_together(numbers, text):
    assert runs(numbers) == text


def test_nothing_received_shows_nothing():
    made = blocks(MILESTONES.empty(), TRACKS.empty())
    assert not any(isinstance(block, PrintedFigure) for block in made)
    assert all(block.empty for block in made if isinstance(block, PrintedTable | Paragraphs))
