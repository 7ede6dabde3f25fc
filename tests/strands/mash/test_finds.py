"""Shares of safeguarding hubs against published and hand-made numbers, and what is refused of them."""

import dataclasses

import mash_rows
import numpy as np
import pandas as pd
import pytest
from mash_rows import FLAT, PERIOD, UP, find, one, rows

from analysis.declare.periods import period
from analysis.find import quasi_binomial
from analysis.find.finding import share
from strands.mash import finds
from strands.mash.declares import MEASURES, TABLE
from strands.mash.finds import REFUSED, counted, findings


def test_shares_are_sums_of_months_over_sums_of_months():
    found = find(rows(FLAT))
    quarter, whole = (
        one(found, "share", "prompted", "2025Q3"),
        one(found, "share", "prompted"),
    )
    assert (quarter["x"], quarter["n"], quarter["estimate"]) == (45 + 50 + 45, 90 + 100 + 90, 0.5)
    assert (whole["x"], whole["n"], whole["note"]) == (570, 1140, "")
    assert one(found, "months used", "prompted")[["x", "n"]].tolist() == [12, 12]
    assert (
        one(found, "count", "contacts", "2025Q2")["x"],
        one(found, "count", "contacts")["x"],
    ) == (
        900,
        3600,
    )
    assert one(found, "share", "prompted", "2025-05")["n"] == 90


def test_a_share_says_of_how_many_months_it_is_and_a_blank_is_no_zero():
    gap = {**FLAT, "prompted": [50, "", *FLAT["prompted"][2:]]}
    found = find(rows(gap))
    quarter = one(found, "share", "prompted", "2025Q2")
    assert (quarter["x"], quarter["n"]) == (100, 200)
    assert one(found, "months used", "prompted", "2025Q2")[["x", "n"]].tolist() == [2, 3]
    assert one(found, "share", "prompted", "2025-05")["refused"] == "not_returned"


@pytest.mark.parametrize(("typed", "why"), [("", "returned"), ("?", "usable"), ("<5", "usable")])
def test_a_part_without_its_whole_is_refused(typed, why):
    found = find(rows({**FLAT, "da_contacts": [typed, *FLAT["da_contacts"][1:]]}))
    row = one(found, "share", "prompted", "2025-04")
    assert (row["refused"], row["note"]) == ("G14", f"DA contacts was not {why}")
    assert pd.isna(row["estimate"])


def test_what_is_withheld_is_a_range_at_both_ends():
    found = find(rows({**FLAT, "again": ["<5", *[3] * 11]}))
    month, whole = one(found, "share", "again", "2025-04"), one(found, "share", "again")
    assert (month["refused"], month["note"]) == ("G34", "1 to 4 of 100")
    assert (month["low"], month["high"]) == (share(1, 100)["low"], share(4, 100)["high"])
    assert pd.isna(whole["estimate"])
    assert (whole["refused"], whole["note"]) == ("G34", "34 to 37 of 1140")


@pytest.mark.parametrize(
    ("typed", "signs"), [(["<5"] * 6 + [20] * 6, (1, 1)), ([20] * 6 + ["<5"] * 6, (-1, -1))]
)
def test_a_change_with_counts_withheld_holds_every_reading(typed, signs):
    """The interval holds those of all low, all high and both tilts, and the rise turns into the fall."""
    found = find(rows({**FLAT, "da_contacts": [100] * 12, "again": typed}))
    row = one(found, "change", "again")
    assert pd.isna(row["estimate"])
    assert row["refused"] == "G34"
    for value in (1, 2, 4):
        of = np.array([value if count == "<5" else count for count in typed])
        low, high = quasi_binomial.change(of, np.full(12, 100), np.arange(12.0)).whole()[1:]
        assert row["low"] <= low < high <= row["high"]
    assert tuple(np.sign(np.log([row["low"], row["high"]]))) == signs


def test_counts_withheld_all_year_may_have_risen_or_fallen():
    found = find(rows({**FLAT, "da_contacts": [100] * 12, "again": ["<5"] * 12}))
    row = one(found, "change", "again")
    for of in ([4] * 6 + [1] * 6, [1] * 6 + [4] * 6):
        low, high = quasi_binomial.change(np.array(of), np.full(12, 100), np.arange(12.0)).whole()[
            1:
        ]
        assert row["low"] <= low < high <= row["high"]
    assert one(found, "verdict", "again")["verdict"] == "cannot tell"


@pytest.mark.parametrize(
    ("arrived", "usable"),
    # The 90 days after December end on 31 March, those after March on 29 June.
    [("2026-04", 9), ("2026-03-31", 8), ("2026-06-29", 11), ("2026-06-30", 12), ("2026", 6)],
)
def test_contacts_again_are_counted_of_months_that_were_over(arrived, usable):
    found = find(rows(FLAT), arrived)
    assert one(found, "change", "again")["n"] == usable
    assert one(found, "change", "prompted")["n"] == 12
    late = one(found, "share", "again", "2026-03")
    assert (late["refused"] == "G13") == (usable < 12)


def test_nobody_knows_when_a_file_came_that_is_not_listed():
    came = pd.DataFrame({"file": [], "received": []})
    found = findings(rows(FLAT), counted(rows(FLAT), came, PERIOD), PERIOD)
    share = one(found, "share", "again")
    assert share["refused"] == "G13"
    assert share["note"].startswith("nobody knows")


@pytest.mark.parametrize(("months", "verdict"), [(7, "too few months"), (8, "cannot tell")])
def test_a_change_wants_eight_months(months, verdict):
    found = find(rows({key: values[:months] for key, values in FLAT.items()}))
    assert one(found, "verdict", "prompted")["verdict"] == verdict
    assert pd.isna(one(found, "change", "prompted")["estimate"]) == (months < 8)


def moving(steps: list[int]) -> pd.DataFrame:
    return find(rows({"contacts": [300] * 12, "da_contacts": [100] * 12, "prompted": steps}))


def test_a_change_is_possible_and_its_mirror_is_the_mirror():
    up, down = moving(UP), moving(UP[::-1])
    assert one(up, "verdict", "prompted")["verdict"] == "possible increase"
    assert one(down, "verdict", "prompted")["verdict"] == "possible decrease"
    rise, fall = one(up, "change in points", "prompted"), one(down, "change in points", "prompted")
    assert (rise["estimate"], rise["low"]) == pytest.approx((-fall["estimate"], -fall["high"]))
    least = [one(found, "least change in points", "prompted")["estimate"] for found in (up, down)]
    assert least[0] == least[1]


def test_all_changes_are_one_family():
    found = find(pd.concat([rows(FLAT), rows(FLAT, "newham").assign(file="mash/b.csv")]))
    tested = found[found["statistic"] == "p"]
    counted = one(found, "tests", "")
    # Contacts again of Newham came in a file that nobody knows of.
    assert (counted["estimate"], counted["note"]) == (
        len(tested),
        "0.3 expected below 0.05 by chance",
    )
    assert len(tested) == 5
    assert (
        found.loc[found["statistic"] == "p (Holm)", "estimate"].to_numpy()
        >= tested["estimate"].to_numpy()
    ).all()


def test_no_number_is_about_more_than_one_borough():
    found = find(pd.concat([rows(FLAT), rows(FLAT, "newham").assign(file="mash/b.csv")]))
    of_all = found[found["borough"] == ""]
    assert set(of_all["statistic"]) == {"tests", *REFUSED}
    assert (
        of_all.loc[of_all["statistic"] != "tests", ["estimate", "low", "high", "x"]]
        .isna()
        .all(axis=None)
    )


def test_the_number_of_contacts_is_never_tested():
    found = find(rows(FLAT))
    assert not found["subject"].eq("contacts").where(found["statistic"] == "change", False).any()
    assert one(found, "change of the number of contacts", "")["refused"] == "other"


def test_every_number_names_its_cells():
    found = find(rows(FLAT))
    month = one(found, "share", "prompted", "2025-05")
    assert sorted(month["rows"].split("; ")) == ["mash/a.csv!!C3", "mash/a.csv!!D3"]
    assert found.loc[found["x"].notna(), "rows"].ne("").all()


def test_nothing_is_found_in_nothing():
    assert find(TABLE.empty()).empty
    assert set(MEASURES) >= set(FLAT)


def test_a_margin_agreed_beforehand_makes_a_share_stable(monkeypatch):
    agreed = dataclasses.replace(period(PERIOD), margin=0.1)
    monkeypatch.setattr(finds, "period", lambda key: agreed)
    counts = {"contacts": [9000] * 12, "da_contacts": [6000] * 12, "prompted": [3000, 3060] * 6}
    found = find(rows(counts))
    change = one(found, "relative change", "prompted")
    assert 0.95 < change["low"] < 1 < change["high"] < 1.06
    assert one(found, "verdict", "prompted")["verdict"] == "stable"


def test_a_share_planned_beforehand_may_be_called_a_change(monkeypatch):
    planned = dataclasses.replace(period(PERIOD), primary=("hackney/prompted",))
    monkeypatch.setattr(finds, "period", lambda key: planned)
    monkeypatch.setattr(mash_rows, "FOUND", {})
    assert one(moving(UP), "verdict", "prompted")["verdict"] == "increase"
    assert one(moving(UP[::-1]), "verdict", "prompted")["verdict"] == "decrease"
