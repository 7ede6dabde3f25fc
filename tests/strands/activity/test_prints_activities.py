"""Activities without counts: listed and drawn on the time line by their dates, and nothing about them is counted."""

from __future__ import annotations

import pytest

from analysis.declare.kept import CORRECTIONS
from analysis.declare.traced import bare
from analysis.show.printed import PrintedFigure, PrintedTable
from strands.activity.cleans.activity import clean
from strands.activity.finds import partnership as over_time
from strands.activity.prints import partnership

PERIOD = "2025-26"
HEAD = "Subject,Kind,What happened,When,Place in the report"
LISTED = (
    "Partnership,Community of practice,Meets every second week,2025/26,List",
    "Partnership,webinar,On recording,June 2025,List",
    "Newham,briefing,A paper on the form,9 October 2025,List",
)


def blocks(*lines: str) -> list:
    made = clean(
        {"activity/activities.csv": "\n".join([HEAD, *lines]).encode()}, CORRECTIONS.empty(), PERIOD
    )
    assert made.queries.empty
    membership, events = (
        over_time.membership(made.milestones, PERIOD),
        over_time.events(made.milestones),
    )
    return list(partnership.blocks(membership, made.tracks, events, PERIOD, "Simulated."))


@pytest.mark.parametrize(
    "kind", ["community of practice", "steering group", "webinar", "briefing", "workshop"]
)
def test_each_kind_is_known(kind):
    assert blocks(f"Partnership,{kind},Something,June 2025,List")


def test_they_are_listed_by_date_and_drawn():
    shown = blocks(*LISTED)
    (events,) = (block for block in shown if isinstance(block, PrintedTable) and not block.empty)
    assert events.cells["What happened"].tolist() == [
        "Meets every second week",
        "On recording",
        "A paper on the form",
    ]
    assert events.cells["When"].map(bare).tolist() == [
        "Apr 2025–Mar 2026",
        "Jun 2025",
        "9 Oct 2025",
    ]
    (figure,) = (block for block in shown if isinstance(block, PrintedFigure))
    assert "event 3 in Oct 2025" in bare(figure.alt)


def test_a_simulated_time_line_reaches_over_its_own_period_alone():
    """Real periods and simulated ones never stand in one figure."""
    (figure,) = (block for block in blocks(*LISTED) if isinstance(block, PrintedFigure))
    (axis,) = figure.figure.axes
    said = [text.get_text() for text in axis.texts]
    assert "2025/26" in said
    assert not {"Year 1", "Year 2", "Year 3/4"} & set(said)
    assert [label.get_text() for label in axis.get_xticklabels()] == [
        "2025",
        "Apr",
        "Jul",
        "Oct",
        "2026",
    ]


def test_a_label_stands_beside_its_dot_on_a_short_time_line_too():
    (figure,) = (block for block in blocks(*LISTED) if isinstance(block, PrintedFigure))
    (axis,) = figure.figure.axes
    dots = sorted(line.get_xdata()[0] for line in axis.lines)
    labels = sorted(text.get_position()[0] for text in axis.texts if text.get_text() in ("2", "3"))
    assert len(dots) == len(labels) == 2
    assert all(0 < label - dot < 1 for dot, label in zip(dots, labels, strict=True))
