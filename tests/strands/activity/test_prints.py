"""The activity section: Tables 3, 4 and 5 as printed, with rates beside them."""

import csv

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.periods import period
from analysis.declare.withheld import WITHHELD
from analysis.show.printed import Paragraphs, PrintedTable
from strands.activity.cleans.activity import clean
from strands.activity.finds.activity import findings
from strands.activity.prints import activity

PERIODS = ("2021-22", "2022-23", "2023-25")


@pytest.fixture(scope="module")
def tables():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = [
            clean(store.returns(p, "activity"), store.corrections(p, "activity"), p)
            for p in PERIODS
        ]
    names = ("consultations", "hub", "form")
    return [pd.concat([getattr(one, name) for one in made], ignore_index=True) for name in names]


@pytest.fixture(scope="module")
def found(tables):
    return findings(*tables)


def printed(number: int) -> list[list[str]]:
    with open(
        ROOT / "tests" / "published" / f"table{number:02}.csv", encoding="utf-8", newline=""
    ) as file:
        return list(csv.reader(file))[1:]


def table(blocks, key: str) -> PrintedTable:
    return next(block for block in blocks if isinstance(block, PrintedTable) and block.key == key)


def test_table_3_is_the_printed_one(tables, found):
    shown = table(activity.consultations(tables[0], found), "activity-consultations")
    cells = shown.cells.set_index(["Borough", "Period"])
    *rows, total = printed(3)
    for key, row in zip(BOROUGH_KEYS, rows, strict=True):
        for number, months, of_period in zip(row[1::2], row[2::2], PERIODS, strict=True):
            line = cells.loc[borough_name(key), period(of_period).label]
            assert line["Consultations"] == ("[z]" if number == "-" else number)
            assert line["Months logged"] == ("–" if months == "-" else months)
    assert f"Year 1: {total[1]}; Year 2: {total[3]}; Year 3/4: {total[5]}" in shown.notes[0]


def test_boroughs_stand_in_order_of_joining(tables, found):
    names = table(activity.consultations(tables[0], found), "activity-consultations").cells[
        "Borough"
    ]
    assert list(dict.fromkeys(names)) == [borough_name(key) for key in BOROUGH_KEYS]


def test_table_4_is_the_printed_one(tables, found):
    blocks = list(activity.hub(tables[1], found))
    pages = [row for row in printed(4) if row[0] not in ("TRAINING", "RESOURCES")]
    shown = pd.concat(
        [table(blocks, f"activity-hub-{section}").cells for section in ("training", "resources")]
    )
    assert shown["Page"].tolist() == [row[0] for row in pages]
    numbers = [[cell for cell in row[1:] if cell] for row in pages]
    assert (
        shown[["Year 2", "Year 3/4"]].map(lambda cell: cell.replace(",", "")).to_numpy().tolist()
        == numbers
    )


def test_table_5_is_the_printed_one(tables, found):
    shown = table(activity.form(tables[2], found), "activity-form").cells
    assert shown["As reported"].tolist() == [row[1] for row in printed(5)]
    assert shown["Read as"].tolist() == [
        "live",
        "in process",
        "[u]",
        "[u]",
        "live and being piloted",
        "[u]",
    ]


def block_texts(block) -> list[str]:
    return list(block.texts) if isinstance(block, Paragraphs) else []


def test_sentence_tells_total_and_rate_together(tables, found):
    blocks = list(activity.consultations(tables[0], found))
    texts = [text for block in blocks for text in block_texts(block)]
    text = next(text for text in texts if text.startswith("**Hackney, Year 2"))
    assert (
        "In total a rise of 79%; per month a fall of 20% (95% interval: a fall of 70% to a rise"
        " of 110%)" in text
    )
    assert ", which could be chance." in text
    assert text.endswith("The direction depends on what is counted.")
    narrower = found["statistic"].eq("change in per_month") & found["borough"].eq("hackney")
    sure = found.assign(high=found["high"].mask(narrower, found["estimate"] * 1.01))
    told = [
        text for block in activity.consultations(tables[0], sure) for text in block_texts(block)
    ]
    assert "chance" not in next(text for text in told if text.startswith("**Hackney, Year 2"))


def test_opening_names_where_total_and_rate_disagree(tables, found):
    opening = activity.opening(found, tables[2], "2023-25")
    assert "774 case consultations in 6 boroughs" in opening.key
    text = activity.turning(found, "2023-25").key
    # Visits are counted; chance moves how many consultations come a month.
    assert (
        "Consultations in Hackney rose in total and are lower per month by an estimate that could be"
        " chance."
    ) in text
    assert (
        "Visits to “S&T: core training” and “S&T: Overview training” rose in total and fell per month."
        " Written short here: S&T is Safe & Together."
    ) in text
    # Turned round, the sentence is the mirror.
    changes = found["statistic"].isin(["change in total", "change in per_month"])
    ends = ["estimate", "low", "high"]
    turned = found.copy()
    turned.loc[changes, ends] = 1 / found.loc[changes, ["estimate", "high", "low"]].to_numpy(float)
    text = activity.turning(turned, "2023-25").key
    assert " fell in total and rose per month. " in text
    assert " fell in total and are higher per month by an estimate that could be chance." in text
    narrow = found["statistic"].eq("change in per_month") & found["borough"].eq("hackney")
    sure = found.assign(high=found["high"].mask(narrow, found["estimate"] * 1.01))
    text = activity.turning(sure, "2023-25").key
    assert "Hackney rose in total and may have fallen per month." in text


def test_a_direction_that_hangs_on_the_length_of_a_period_is_said_to_differ(tables, found):
    spanning = found["statistic"].eq("change in per_month") & found["borough"].eq("")
    unsure = found.assign(high=found["high"].mask(spanning, 1.2))
    text = activity.turning(unsure, "2023-25").key
    assert "Consultations in Hackney rose in total and are lower per month by an estimate" in text
    assert (
        "Visits to “S&T: core training” and “S&T: Overview training” did not move the same way in"
        " total as per month." in text
    )


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ((1.2, 2.0), "consultations in Hackney may have risen"),
        ((0.5, 0.8), "consultations in Hackney may have fallen"),
        (
            (0.8, 1.2),
            "nobody can tell a rise from a fall in any of the 4 boroughs’ rates of consultations",
        ),
        ((WITHHELD, WITHHELD), "whether consultations in Hackney changed is withheld"),
    ],
)
def test_a_heading_tells_a_rise_and_a_fall_alike(tables, found, ends, says):
    wide = found["statistic"].eq("change in per_month") & found["borough"].ne("")
    here = wide & found["borough"].eq("hackney")
    made = found.astype({"low": object, "high": object})
    made.loc[wide, ["low", "high"]] = 0.5, 2.0
    made.loc[here, ["low", "high"]] = ends
    opening = activity.opening(made, tables[2], "2023-25")
    assert opening.finding.startswith(f"since Year 2, {says}")
    (figure,) = activity.rates(made, "2023-25", "Source.")
    assert figure.title[1:] == opening.finding[1:]


def test_a_first_period_counts_and_draws_nothing(tables):
    first = findings(*(rows[rows["period"] == "2021-22"] for rows in tables))
    opening = activity.opening(first, tables[2], "2021-22")
    assert opening.finding == "218 case consultations in 3 boroughs"
    # Nothing is there but boroughs to compare.
    assert list(activity.rates(first, "2021-22", "Source.")) == []
    hidden = first.astype({"estimate": object})
    hidden.loc[hidden["statistic"] == "consultations", "estimate"] = WITHHELD
    opening = activity.opening(hidden, tables[2], "2021-22")
    assert opening.finding == "a withheld number of case consultations in 3 boroughs"


def test_rates_stand_by_borough_in_order_of_joining_each_with_its_periods(found):
    (figure,) = activity.rates(found, "2023-25", "Source.")
    assert figure.drawn["Borough"].drop_duplicates().tolist() == [
        "Hackney",
        "Waltham Forest",
        "Newham",
        "Hammersmith and Fulham",
        "Barnet",
        "Barking and Dagenham",
    ]
    assert figure.drawn["Period"].tolist()[:3] == ["Year 1", "Year 2", "Year 3/4"]
    assert figure.alt.startswith("Hackney: Year 1 9.0 (7.1")


def test_pages_that_all_move_one_way_are_counted_as_all(tables, found):
    said = [text for block in activity.hub(tables[1], found) for text in block_texts(block)]
    assert said[:2] == [
        (
            "**Hub visits, training.** Of 4 pages 2 had fewer visits and 2 had more in Year 3/4 than in Year 2."
        ),
        (
            "**Hub visits, training.** All 4 pages had fewer visits a month in Year 3/4 than in Year 2, however"
            " long the periods are taken to be."
        ),
    ]


def test_strand_without_files_says_not_received(tables):
    empty = [one.head(0) for one in tables]
    made = findings(*empty)
    assert "Not received" in activity.opening(made, empty[2], "2021-22").texts[0]
    blocks = [
        *activity.consultations(empty[0], made),
        *activity.hub(empty[1], made),
        *activity.form(empty[2], made),
    ]
    assert all(block.empty for block in blocks if isinstance(block, PrintedTable | Paragraphs))


def test_a_total_says_that_it_is_none_of_what_was_logged_one_by_one(tables, found):
    later = found.assign(when=found["when"].replace("2023-25", "2025-26"))
    text = " ".join(activity.opening(later, tables[2], "2025-26").texts)
    assert (
        "**Sent as a total.** 774 case consultations in 6 boroughs in 2025/26 (April 2025 to"
        in text
    )
    assert "What was logged one by one is counted apart" in text
    assert "counted apart" not in " ".join(activity.opening(found, tables[2], "2023-25").texts)


def test_totals_told_with_their_logs_are_no_second_headline(tables, found):
    later = found.assign(when=found["when"].replace("2023-25", "2025-26"))
    sent = later["statistic"].eq("per_month") & later["borough"].eq("newham")
    later = pd.concat([later, later[sent].assign(statistic="sent", when="2025-26")])
    text = " ".join(activity.opening(later, tables[2], "2025-26", ["newham"]).texts)
    assert "Sent as a total" not in text
    assert "Sent as a total" in " ".join(activity.opening(later, tables[2], "2025-26", []).texts)
    other = activity.opening(later, tables[2], "2025-26", ["hackney"]).texts
    assert "Sent as a total" in " ".join(other)


def test_one_line_is_a_sentence_and_no_table(tables, found):
    alone = tables[0]["borough"].eq("barnet") & tables[0]["period"].eq("2023-25")
    heading, said, *none = activity.consultations(tables[0][alone], found.head(0))
    assert (heading.key, none) == ("activity-consultations", [])
    assert said.texts == (
        "**Barnet, Year 3/4.** Consultations sent as a total: 75. Months logged: 12. A month: –"
        " (95% interval, exact); over the whole period –.",
    )
    mine = found[found["borough"].eq("barnet") & found["when"].eq("2023-25")]
    (sentence,) = list(activity.consultations(tables[0][alone], mine))[1].texts
    assert "A month: 6.2 (4.9\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}7.8) (95%" in sentence
