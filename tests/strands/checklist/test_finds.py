"""The checklist: x of n by item and version, n/a and blanks apart, agreement of two readers, and no total."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from simulation import linear, pairs_of, read_twice
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.declare.finding import subject
from analysis.declare.sampling import ORDERED
from analysis.find.agreement import FEWEST_PAIRS, kappa
from strands.checklist.declares import ALL_ITEMS, CHECKS, ITEMS
from strands.checklist.finds.checklist import NOT_ON_FORM, REFUSED, findings
from strands.checklist.finds.double_read import (
    FEWEST_CASES,
    agreement,
    pairs,
    weighted,
)

PERIOD = "2025-26"
LETTERS = {"e": "evidenced", "p": "partly", "n": "not", "-": "na", ".": ""}


def reading(
    code,
    said,
    case="",
    reader="R1",
    second_of="",
    version="1",
    borough="hackney",
    use="audit",
    queried=False,
):
    """The rows of one reading; `said` has a letter for each of the first items."""
    return [
        {
            "borough": borough,
            "period": PERIOD,
            "reading": code,
            "case": case or f"C{code}",
            "reader": reader,
            "read_on": "2025-06-02",
            "version": version,
            "used_in": use,
            "second_of": second_of,
            "item": item,
            "answer": "" if queried else LETTERS[letter],
            "status": "queried" if queried else "returned" if LETTERS[letter] else "not_returned",
            "file": "h.csv",
            "sheet": "",
            "cell": f"{code}/{item}",
            "raw": "",
            "caveat": "",
        }
        for item, letter in zip(ITEMS, said, strict=False)
    ]


def table(*readings: list[dict]) -> pd.DataFrame:
    return CHECKS.check(
        pd.DataFrame([row for one in readings for row in one], columns=list(CHECKS.columns))
    )


def found_in(*readings: list[dict]) -> pd.DataFrame:
    return findings(table(*readings), PERIOD)


def of(found: pd.DataFrame, statistic: str, about: str = "", borough: str = "hackney") -> pd.Series:
    here = (
        (found["statistic"] == statistic)
        & (found["borough"] == borough)
        & (found["subject"] == about)
    )
    assert here.sum() == 1, f"{statistic} {about}: {here.sum()} rows"
    return found[here].iloc[0]


def x_of_n(row) -> str:
    return f"{row['x']:.0f} of {row['n']:.0f}"


def counts(found: pd.DataFrame, item: str, version: str = "1") -> dict[str, str]:
    names = (*reversed(ORDERED), "na", "no answer")
    return {name: x_of_n(of(found, name, subject(item, version))) for name in names}


# Items


def test_n_a_and_blanks_are_in_no_share():
    """Three of five, with two n/a and a blank beside them."""
    found = found_in(*(reading(f"H{at}", letter) for at, letter in enumerate("eeepn--.")))
    assert counts(found, "pattern") == {
        "evidenced": "3 of 5",
        "partly": "1 of 5",
        "not": "1 of 5",
        "na": "2 of 7",
        "no answer": "1 of 8",
    }


def test_three_of_five_is_compatible_with_15_to_95_percent():
    """Clopper and Pearson 1934, by the beta distribution: B(x, n-x+1) and B(x+1, n-x)."""
    row = of(
        found_in(*(reading(f"H{at}", letter) for at, letter in enumerate("eeepn"))),
        "evidenced",
        "pattern | 1",
    )
    assert (round(row["low"], 3), round(row["high"], 3)) == (0.147, 0.947)
    assert (row["low"], row["high"]) == pytest.approx(
        (stats.beta.ppf(0.025, 3, 3), stats.beta.ppf(0.975, 4, 2))
    )
    assert "Clopper-Pearson" in row["method"]


def test_from_thirty_on_the_interval_is_wilsons():
    """24 of 60: 40 % (28.6 to 52.6), by hand (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n)."""
    row = of(
        found_in(*(reading(f"H{at}", letter) for at, letter in enumerate("e" * 24 + "n" * 36))),
        "evidenced",
        "pattern | 1",
    )
    assert (row["low"], row["high"]) == pytest.approx((0.286, 0.526), abs=0.0005)
    assert "Wilson" in row["method"]


def test_nobody_answered_is_no_share():
    row = of(found_in(reading("H1", "-."), reading("H2", "-.")), "evidenced", "pattern | 1")
    assert (row["x"], row["n"], pd.isna(row["estimate"])) == (0, 0, True)
    assert row["note"].startswith("no share")


def test_second_readings_are_counted_in_no_item():
    first = [reading(f"H{at}", "n") for at in range(3)]
    again = [
        reading(f"B{at}", "e", case=f"CH{at}", reader="R2", second_of=f"H{at}") for at in range(3)
    ]
    found = found_in(*first, *again)
    assert counts(found, "pattern")["evidenced"] == "0 of 3"
    assert [
        of(found, name)["x"] for name in ("readings", "first readings", "cases", "readers")
    ] == [6, 3, 3, 2]
    assert x_of_n(of(found, "read twice")) == "3 of 3"


def test_a_second_reading_without_a_first_is_no_first_reading():
    found = found_in(reading("H1", "n"), reading("H2", "e", reader="R2", second_of="H9"))
    assert counts(found, "pattern")["evidenced"] == "0 of 1"
    row = of(found, "read twice")
    assert (row["x"], row["note"]) == (0, "1 second reading could not be compared")


def test_versions_are_never_added_up():
    found = found_in(
        reading("H1", "e"),
        reading("H2", "n", version="2 local"),
        reading("H3", "e", version="2 local"),
    )
    assert counts(found, "pattern", "1")["evidenced"] == "1 of 1"
    assert counts(found, "pattern", "2 local")["evidenced"] == "1 of 2"
    assert of(found, "of version", "2 local")["x"] == 2
    # No item has a number of both.
    assert not ((found["statistic"] == "evidenced") & (found["n"] == 3)).any()


def test_a_queried_line_is_left_out_and_counted():
    found = found_in(reading("H1", "e"), reading("H2", "e", queried=True))
    row = of(found, "readings")
    assert (row["x"], row["note"]) == (
        1,
        "1 of the 2 that were sent could not be read and is left out",
    )
    assert counts(found, "pattern")["evidenced"] == "1 of 1"


def test_an_answer_that_could_not_be_read_is_no_answer_and_said():
    rows = reading("H1", "ee")
    rows[0] |= {"answer": "", "status": "queried"}
    found = found_in(rows, reading("H2", "ee"))
    assert counts(found, "pattern") == {
        "evidenced": "1 of 1",
        "partly": "0 of 1",
        "not": "0 of 1",
        "na": "0 of 1",
        "no answer": "1 of 2",
    }
    assert of(found, "no answer", "pattern | 1")["note"] == "1 of them could not be read"


def test_an_item_that_is_not_on_the_form_says_so():
    row = of(found_in(reading("H1", "e")), "evidenced", "worker_safety | 1")
    assert (pd.isna(row["x"]), row["refused"], row["note"]) == (True, "other", NOT_ON_FORM)


@pytest.mark.parametrize(
    ("said", "range_"), [("eenn...", (2, 5, 7)), ("een-..", (2, 4, 5)), ("eennnnnn..", None)]
)
def test_blanks_have_a_range_where_they_are_more_than_a_fifth(said, range_):
    """n/a is in neither end; two blanks of ten are not more than a fifth."""
    found = found_in(*(reading(f"H{at}", letter) for at, letter in enumerate(said)))
    row = found[found["statistic"] == "range of evidenced"]
    assert [(row.low, row.high, row.n) for row in row.itertuples()] == ([range_] if range_ else [])
    assert row["estimate"].isna().all()


def test_use_is_counted_and_has_no_share():
    found = found_in(
        reading("H1", "e"),
        reading("H2", "n", use="supervision"),
        reading("H3", "n", use="supervision"),
    )
    row = of(found, "used in", "supervision")
    assert (row["x"], row["n"], pd.isna(row["estimate"]), pd.isna(row["low"])) == (2, 3, True, True)
    assert not (
        found["subject"].str.contains("supervision") & (found["statistic"] != "used in")
    ).any()


def test_each_finding_names_the_cells_of_its_own_rows():
    found = found_in(reading("H1", "ep"), reading("H2", "np"), reading("B1", "e", borough="barnet"))
    assert of(found, "evidenced", "pattern | 1")["rows"] == "h.csv!!H1/pattern; h.csv!!H2/pattern"


# Refused


def test_every_refusal_stands_without_a_number_and_nothing_is_a_total():
    found = found_in(*(reading(f"H{at}", "epnepnep") for at in range(25)))
    refused = found[found["refused"].ne("") & found["borough"].eq("")]
    assert refused["statistic"].tolist() == list(REFUSED)
    assert refused[["estimate", "low", "high", "x", "n"]].isna().all(axis=None)
    assert {"total score", "change from period to period", "one borough against another"} <= set(
        REFUSED
    )
    # No share is of more answers than there are readings: items are never added up.
    shares = found[found["statistic"].isin([*ORDERED, "na", "no answer"])]
    assert len(shares) and shares["n"].max() == 25
    assert set(found.loc[found["borough"] == "", "statistic"]) == {"boroughs", *REFUSED}


def test_a_borough_that_sent_nothing_is_a_row_and_the_number_of_boroughs_is_given():
    found = found_in(reading("H1", "e"))
    assert of(found, "readings", borough="newham")["refused"] == "not_returned"
    assert x_of_n(of(found, "boroughs", borough="")) == "1 of 6"


def test_nothing_of_the_period_is_nothing_found():
    assert findings(table(), PERIOD).empty
    assert findings(table(reading("H1", "e")), "2023-25").empty


# Agreement

# Two psychiatrists on 100 patients: psychosis, neurosis, organic (Fleiss, Levin and Paik 2003, table 18.1).
PATIENTS = np.array([[75, 1, 4], [5, 4, 1], [0, 0, 10]])


def double_read(tables: np.ndarray) -> pd.DataFrame:
    """Pairs of answers with where they stand: `tables` as in `pairs_of`."""
    cells = {name: "" for place in ("file", "sheet", "cell") for name in (place, f"{place}_second")}
    return pairs_of(tables).assign(item="pattern", **cells)


def told(both: pd.DataFrame) -> dict[str, dict]:
    rows = [
        row
        for row in agreement(both, "1", {"borough": "hackney", "when": PERIOD})
        if row["subject"] == subject(ALL_ITEMS, "1")
    ]
    return {row["statistic"].removeprefix("agreement: "): row for row in rows}


def one_each(table: np.ndarray) -> np.ndarray:
    """A case for each pair of a table."""
    return np.array(
        [
            np.eye(9)[3 * first + second].reshape(3, 3)
            for (first, second), times in np.ndenumerate(table)
            for _ in range(times)
        ]
    )


def test_weighted_kappa_of_two_psychiatrists():
    """By hand: seen 0.01/2 + 0.04 + 0.05/2 + 0.01/2 = 0.075, by chance 0.27; without weights the book has 0.68."""
    both = double_read(one_each(PATIENTS))
    row = told(both)["weighted kappa"]
    assert (row["estimate"], row["n"]) == (pytest.approx(1 - 0.075 / 0.27), 100)
    plain = next(
        one
        for one in kappa(both["answer"], both["answer_second"], ORDERED)
        if one["statistic"] == "agreement: kappa"
    )
    assert round(plain["estimate"], 2) == 0.68


def test_same_answers_and_how_common_each_is_stand_beside_kappa():
    of_all = told(double_read(one_each(PATIENTS)))
    assert x_of_n(of_all["same answer"]) == "89 of 100"
    given = [x_of_n(of_all[f"prevalence, {answer}"]) for answer in ORDERED]
    assert given == ["160 of 200", "15 of 200", "25 of 200"]


def test_the_interval_leaves_out_a_case_at_a_time():
    """By the pseudo-values of Tukey's jackknife, which come to the same."""
    rng = np.random.default_rng(5)
    tables = np.array(
        [
            rng.multinomial(6, np.array([3, 1, 0, 1, 2, 1, 0, 1, 3]) / 12).reshape(3, 3)
            for _ in range(9)
        ]
    )
    row, whole = told(double_read(tables))["weighted kappa"], linear(tables.sum(axis=0))
    assert row["estimate"] == pytest.approx(whole)
    # On the scale of Fisher's z, half the logarithm of the odds of (1 + kappa) / 2.
    z = [0.5 * np.log((1 + k) / (1 - k)) for k in (whole, *_without(tables))]
    pseudo = 9 * z[0] - 8 * np.array(z[1:])
    reach = stats.t.ppf(0.975, 8) * stats.sem(pseudo)
    ends = [(np.exp(2 * end) - 1) / (np.exp(2 * end) + 1) for end in (z[0] - reach, z[0] + reach)]
    assert (row["low"], row["high"]) == pytest.approx(ends)


def _without(tables: np.ndarray) -> list[float]:
    return [linear(tables.sum(axis=0) - one) for one in tables]


@pytest.mark.parametrize(
    ("tables", "note"),
    [
        (one_each(np.array([[6, 1, 0], [1, 4, 1], [0, 0, 6]])), "19 pairs of answers"),
        (
            np.array([[[4, 1, 0], [1, 2, 0], [0, 0, 4]]] * (FEWEST_CASES - 1)),
            "no interval: 5 cases",
        ),
        (
            one_each(np.array([[25, 1, 0], [1, 1, 0], [0, 0, 1]])),
            "no interval: most answers are 'not evidenced'",
        ),
        (
            one_each(np.array([[25, 0, 0], [0, 0, 0], [0, 0, 0]])),
            "no kappa: both coders gave every unit the same code",
        ),
        (
            one_each(np.array([[9, 0, 0], [0, 8, 0], [0, 0, 7]])),
            "no interval: the readers never differed",
        ),
        (
            np.array([[[0, 0, 0], [0, 0, 0], [0, 0, 2]]] * 7 + [[[9, 1, 0], [0, 0, 0], [0, 0, 0]]]),
            "no interval: without one of the cases",
        ),
    ],
)
def test_too_few_pairs_too_few_cases_or_one_answer_only_is_said(tables, note):
    row = weighted(double_read(tables))
    assert row["note"].startswith(note)
    assert "low" not in row
    assert row.get("refused", "") == ("other" if note.startswith("19 pairs") else "")
    assert (row.get("estimate") is not None) == note.startswith("no interval")


def test_items_with_enough_pairs_have_a_kappa_of_their_own():
    letters = "epnepnepnepnepnepnepn"
    first = [reading(f"H{at}", letter + "e") for at, letter in enumerate(letters)]
    again = [
        reading(
            f"B{at}",
            letter + ("e" if at < FEWEST_PAIRS - 1 else "-"),
            case=f"CH{at}",
            reader="R2",
            second_of=f"H{at}",
        )
        for at, letter in enumerate(letters)
    ]
    found = found_in(*first, *again)
    assert of(found, "agreement: weighted kappa", "pattern | 1")["estimate"] == 1
    few = of(found, "agreement: weighted kappa", "accountable | 1")
    assert (few["n"], few["refused"], few["note"][:14]) == (19, "other", "19 pairs of an")
    every = of(found, "agreement: weighted kappa", "all items | 1")
    assert every["n"] == 40
    assert x_of_n(of(found, "agreement: n/a by one reader alone", "all items | 1")) == "2 of 42"
    assert of(found, "agreement: same answer", "pattern | 1")["rows"].count(";") == 41


@pytest.mark.parametrize(
    "second",
    [
        {"reader": "R1"},
        {"case": "C9"},
        {"version": "2"},
        {"second_of": "H9"},
        {"borough": "barnet"},
    ],
)
def test_what_is_no_second_reading_makes_no_pair(second):
    sound = {"case": "C1", "reader": "R2", "second_of": "H1"}
    assert len(pairs(table(reading("H1", "ep", case="C1"), reading("B1", "ee", **sound)))) == 2
    assert pairs(
        table(reading("H1", "ep", case="C1"), reading("B1", "ee", **(sound | second)))
    ).empty


def test_of_three_readings_the_first_two_make_the_pair():
    again = [
        reading(f"B{at}", letter, case="C1", reader=f"R{at}", second_of="H1")
        for at, letter in ((2, "p"), (3, "n"))
    ]
    both = pairs(table(reading("H1", "e", case="C1"), *again))
    assert both[["answer", "answer_second", "reading_second"]].values.tolist() == [
        ["evidenced", "partly", "B2"]
    ]


def coverage(
    rng: np.random.Generator, cases: int, ease: np.ndarray, times: int
) -> tuple[float, float]:
    """How often an interval holds the kappa of 100,000 cases: ours, and the usual one of a large sample."""
    truth = linear(read_twice(rng, 100_000, ease).sum(axis=0))
    ours, usual = [], []
    for _ in range(times):
        tables = read_twice(rng, cases, ease)
        row = weighted(double_read(tables))
        with np.errstate(invalid="ignore", divide="ignore"):
            large = cohens_kappa(tables.sum(axis=0), wt="linear")
        usual.append(large.kappa_low <= truth <= large.kappa_upp)
        if "low" in row:
            ours.append(row["low"] <= truth <= row["high"])
    return float(np.mean(ours)), float(np.mean(usual))


def test_the_usual_interval_is_too_short_where_answers_of_a_case_hang_together():
    ours, usual = coverage(np.random.default_rng(2025), 6, np.linspace(-1, 1, 8), 250)
    assert 0.92 <= ours <= 0.98
    assert usual < ours - 0.01


def test_where_one_answer_is_common_the_usual_interval_is_far_too_short():
    """So there is none: what is left of such samples is near 95."""
    ours, usual = coverage(np.random.default_rng(2025), 20, np.array([1.05]), 250)
    assert usual < 0.85
    assert ours >= 0.93
