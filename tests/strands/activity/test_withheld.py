"""The activity strand where small counts are withheld: everything found is declared, no small count leaves nor what
gives it away, and every print does without.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from consultation_rows import by_month, log, totals, workforce
from withheld_rows import NUMBERS, PERIOD, cleaned, passed, text_of

from analysis import store
from analysis.declare.boroughs import borough_name
from analysis.declare.disclosure import NOBODY, WORKED_OUT
from analysis.declare.kept import CORRECTIONS
from analysis.declare.withheld import SYMBOL, WITHHELD, withheld
from analysis.show.printed import Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.activity.cleans.activity import clean
from strands.activity.declares.activity import FORM
from strands.activity.declares.logs import HALVES, MIDDLE
from strands.activity.declares.people import PEOPLE
from strands.activity.finds import activity as find
from strands.activity.finds import consultation_log as find_logged
from strands.activity.finds import form_months as find_forms
from strands.activity.finds import hub_months as find_visits
from strands.activity.prints import (
    activity,
    consultation_log,
    form_months,
    hub_months,
    log_first,
)
from strands.activity.prints.told import questions_about

SOURCE = "Simulated."


@pytest.fixture(scope="module")
def made(simulated):
    return cleaned(simulated, "activity", clean)


@pytest.fixture(scope="module")
def every(made):
    return findings(made)


@pytest.fixture(scope="module")
def told(every):
    return leaving(every)


def findings(made) -> dict[str, pd.DataFrame]:
    return {
        "findings": find.findings(made.consultations, made.hub, made.form),
        "consultation_log": find_logged.findings(
            made.consultation_log, made.workforce, made.consultations
        ),
        "hub_months": find_visits.findings(made.hub_months),
        "form_months": find_forms.findings(made.form_months),
    }


def leaving(frames: dict, period: str = PERIOD) -> dict[str, pd.DataFrame]:
    return passed(PEOPLE, frames, period=period)


def blocks(made, found: dict[str, pd.DataFrame]) -> list:
    logged, visits, forms = (
        found[name] for name in ("consultation_log", "hub_months", "form_months")
    )
    openings = (
        activity.opening(found["findings"], made.form, PERIOD),
        log_first.opening(logged, PERIOD),
    )
    return [
        *openings,
        *(Paragraphs((one.finding,)) for one in openings),
        activity.turning(found["findings"], PERIOD),
        *activity.rates(found["findings"], PERIOD, SOURCE),
        log_first.behind(logged, PERIOD),
        hub_months.opening(visits, PERIOD),
        form_months.opening(forms, PERIOD),
        *activity.consultations(made.consultations, found["findings"]),
        *activity.hub(made.hub, found["findings"]),
        *activity.form(made.form, found["findings"]),
        *log_first.figure(logged, PERIOD, SOURCE),
        *consultation_log.blocks(logged, PERIOD),
        *hub_months.by_month(made.hub_months, visits, PERIOD, SOURCE),
        *hub_months.blocks(made.hub_months, visits, PERIOD),
        *form_months.blocks(made.form_months, forms, PERIOD),
        questions_about(made.queries, *found.values()),
    ]


@pytest.mark.parametrize("period", ["2021-22", "2022-23", "2023-25"])
def test_everything_found_in_published_periods_is_declared(period):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        sent = clean(
            store.returns(period, "activity"), store.corrections(period, "activity"), period
        )
    assert set(leaving(findings(sent), period)) == set(PEOPLE)


def test_no_count_of_people_leaves_that_is_small_nor_what_is_left_of_its_base(told):
    for name, found in told.items():
        for row in found.itertuples():
            of = PEOPLE[name].get(row.statistic)
            if of is None or of.kind == NOBODY or withheld(row.x) or pd.isna(row.x):
                continue
            assert not 1 <= row.x <= 5, row
            if not of.per and not withheld(row.n) and not pd.isna(row.n):
                assert not 1 <= row.n - row.x <= 5, row


def test_months_halves_and_the_period_do_not_give_a_month_away(told):
    """What is withheld in a half is more than one month, and more than 5 together."""
    log = told["consultation_log"]
    for (borough, half), months in log[log["statistic"] == "in month"].groupby(
        ["borough", "subject"]
    ):
        whole = log[
            (log["statistic"] == "in half") & (log["borough"] == borough) & (log["subject"] == half)
        ]["x"].iloc[0]
        hidden = months["x"].map(withheld)
        if hidden.any() and not withheld(whole):
            assert hidden.sum() > 1
            assert whole - months.loc[~hidden, "x"].sum() >= hidden.sum() + 4


def test_what_is_printed_says_what_is_withheld_and_no_number_of_it(made, told):
    text = {type(block).__name__ + block.key: text_of(block) for block in blocks(made, told)}
    assert not [one for one in text.values() if re.search(r"\bnan\b|None", one)]
    arrived = next(one for key, one in text.items() if "Sent as a total" in one)
    assert "A withheld number of case consultations in 1 borough of 6" in arrived
    assert "differing numbers" not in arrived
    (logs,) = (one for key, one in text.items() if "**Log and total.**" in one)
    assert "A total came beside the log from Newham; whether it agrees with the log is" in logs
    totals_sent = next(one for one in text.values() if "Consultations sent as a total:" in one)
    assert "Consultations sent as a total: [d]. Months logged: 12. A month: [d]" in totals_sent
    assert "75" not in totals_sent
    assert "6.2" not in totals_sent
    assert "Which, and what was answered, could give away" in list(text.values())[-1]


# Columns of one number: the table, the column and the statistic.
ALONE = (
    ("consultation-levels", "Consultations", "consultations"),
    ("consultation-who", "Contacts", "practitioner contacts"),
    ("consultation-cases", "Cases", "cases"),
)


@pytest.fixture(scope="module")
def cells(made, every):
    return {one.key: one.cells for one in blocks(made, every) if isinstance(one, PrintedTable)}


@pytest.mark.parametrize("seed", range(3))
def test_every_print_does_without_any_third_of_the_numbers(made, every, cells, seed):
    """Whatever is withheld: no print fails, and a cell is as it was, or says that something is withheld."""
    rng = np.random.default_rng(seed)
    some = {
        name: _without(found, rng.random((len(found), 2)) < 1 / 3, PEOPLE[name])
        for name, found in every.items()
    }
    shown = blocks(made, some)
    assert not re.search(r"\bnan\b|None", "\n".join(map(text_of, shown)))
    tables = {one.key: one.cells for one in shown if isinstance(one, PrintedTable)}
    for key, now in tables.items():
        then = cells[key][now.columns]
        assert ((now == then) | now.map(lambda cell: SYMBOL in cell)).all(axis=None)
    logged = some["consultation_log"]
    for key, column, statistic in ALONE:
        told = logged[(logged["statistic"] == statistic) & (logged["borough"] != "")]
        hidden = [borough_name(row.borough) for row in told.itertuples() if withheld(row.x)]
        now = tables[f"activity-{key}"].set_index("Borough")
        assert now.loc[hidden, column].eq(SYMBOL).all()


def _without(found: pd.DataFrame, hidden: np.ndarray, people: dict) -> pd.DataFrame:
    """Findings without some counts and bases, and without what is made of them."""
    of = [people.get(name) for name in found["statistic"]]
    tells = np.array([one is not None and one.kind != NOBODY for one in of], bool)
    per = np.array([one is not None and one.per for one in of], bool)
    gone = np.array([one is not None and one.kind == WORKED_OUT for one in of], bool)
    hidden &= tells[:, None] & ~found[["x", "n"]].eq(0).to_numpy()
    counted, based = hidden[:, 0], hidden[:, 1] & ~per
    counted, based = counted | (gone & based), based | (gone & counted)
    out = found.assign(**found[NUMBERS].astype(object))
    for name in NUMBERS:
        is_out = {"x": counted, "n": based}.get(name, counted | based)
        out[name] = out[name].mask(is_out & out[name].notna().to_numpy(), WITHHELD)
    is_out = out[NUMBERS].map(withheld).any(axis=1)
    return out.assign(note=out["note"].mask(is_out, ""), verdict=out["verdict"].mask(is_out, ""))


def test_a_withheld_month_has_a_sign_and_no_bar_and_a_log_of_them_no_panel():
    rows = pd.concat([by_month([3, 9, 0, 12]), by_month([2, 3], borough="barnet")])
    found = find_logged.findings(rows, workforce(), totals())
    months = found["statistic"].eq("in month") & found["x"].between(1, 5)
    found["x"] = found["x"].astype(object).mask(months, WITHHELD)
    (figure,) = (
        one for one in log_first.figure(found, PERIOD, SOURCE) if isinstance(one, PrintedFigure)
    )
    assert "Hackney from Apr 2025: [d], 9, 0, 12, 0" in figure.alt
    assert figure.alt.endswith("Not drawn, as every month with a consultation is withheld: Barnet.")
    (panel,) = (axis for axis in figure.figure.axes if axis.get_visible())
    assert [bar.get_height() for bar in panel.patches][:3] == [9, 0, 12]
    assert [text.get_text() for text in panel.texts][:2] == [SYMBOL, "9"]
    assert "[d] withheld." in figure.figure.texts[0].get_text()


def test_the_months_of_a_log_are_those_of_its_halves_and_a_middle_one():
    of = find_logged.findings(by_month([0, 3, 1, 2, 5, 4, 6, 2, 1, 1, 7, 9]), workforce(), totals())
    halves, months = (
        of[of["statistic"] == name].groupby("subject")["x"].sum()
        for name in ("in half", "in month")
    )
    assert halves.to_dict() == months.to_dict()
    assert set(halves.index) == {*HALVES, MIDDLE}


def test_a_small_total_sent_beside_no_log_and_what_was_typed_are_not_printed():
    rows = totals(("hackney", 3, 12), ("newham", 40, 12))
    rows = rows.assign(raw=["3 in all", "40"])
    made = leaving({"findings": find.findings(rows, *_no_hub_no_form())})["findings"]
    table = next(one for one in activity.consultations(rows, made) if isinstance(one, PrintedTable))
    assert table.cells["Consultations"].tolist() == [SYMBOL, "40"]
    assert table.cells["A month (95% interval)"].iloc[0] == SYMBOL
    assert table.data["raw"].tolist() == [SYMBOL, "40"]
    assert "[d] in 2 boroughs of 6" in table.notes[0]
    assert "All boroughs listed: 2025/26: 43" not in table.notes[0]


def test_a_status_sent_with_few_forms_is_told_without_them():
    about = {"period": PERIOD, "stage": "live", "status": "returned", "file": "f", "sheet": ""}
    rows = FORM.check(
        pd.DataFrame(
            [
                {"borough": key, "count": count, "raw": raw, "cell": key, "caveat": "", **about}
                for key, count, raw in (
                    ("hackney", 2, "Live, 2 forms completed"),
                    ("newham", 30, "Live, 30 forms"),
                    ("barnet", None, "Live"),
                )
            ],
            columns=list(FORM.columns),
        )
    )
    consultations, hub = totals(), _no_hub_no_form()[0]
    made = leaving({"findings": find.findings(consultations, hub, rows)})["findings"]
    table = next(one for one in activity.form(rows, made) if isinstance(one, PrintedTable))
    assert table.cells["As reported"].tolist() == [SYMBOL, "Live, 30 forms", "Live"]
    assert table.cells["Completed"].tolist() == [SYMBOL, "30", "–"]
    assert table.data["raw"].tolist() == [SYMBOL, "Live, 30 forms", "Live"]


def _no_hub_no_form() -> tuple[pd.DataFrame, pd.DataFrame]:
    made = clean({}, CORRECTIONS.empty(), PERIOD)
    return made.hub, made.form


def test_a_log_of_few_is_told_without_its_numbers():
    rows = log(
        ("K1", "2025-05-12", "P1", "C1"),
        ("K2", "2025-06-12", "P2", "C2"),
        ("K3", "2026-02-01", "P1", "C1"),
    )
    made = leaving(
        {
            "consultation_log": find_logged.findings(rows, workforce(), totals()),
            "findings": find.findings(totals(), *_no_hub_no_form()),
        }
    )["consultation_log"]
    shown = [*log_first.figure(made, PERIOD, SOURCE), *consultation_log.blocks(made, PERIOD)]
    assert not [one for one in shown if isinstance(one, PrintedFigure)]
    said = [one for block in shown if isinstance(block, Paragraphs) for one in block.texts]
    assert said == [
        "**Hackney.** A withheld number of consultations on a withheld number of cases by a withheld number of"
        " practitioners in 11 months from May 2025. How many a month is withheld.",
        "**Hackney.** No verdict on change: at least 5 practitioners in each half and 10 in all are needed.",
    ]
    assert isinstance(shown[0], Heading)
