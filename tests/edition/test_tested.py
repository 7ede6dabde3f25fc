"""The test log lists every p-value, counts it by the function that computes it, and comes to what
the sections say.
"""

import csv
from collections import Counter

import pytest
from lxml import html

from analysis import store
from analysis.declare.table import InputError
from edition import sources, tested

PERIODS = store.params()["periods"]
each = pytest.mark.parametrize("period", PERIODS)


def found(period: str) -> list[dict]:
    """Every finding of a period, read anew."""
    rows = []
    for strand in store.strands(period):
        for path in sorted((store.reports(period) / strand).glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    if {"statistic", "unit", "method"} <= set(row):
                        rows.append({"strand": strand, "file": path.stem, **row})
    return rows


def log(period: str):
    return html.parse(str(store.reports(period) / "site" / "tests.html")).getroot()


def lines(table) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row] for row in table.findall(".//tbody/tr")]


@each
def test_every_p_value_of_the_findings_is_listed_once(period):
    wanted = Counter(row["statistic"] for row in found(period) if row["unit"] == "p")
    tables = log(period).xpath('//table[starts-with(caption, "p-values of ")]')
    listed = [row for table in tables for row in lines(table)]
    assert Counter(row[-1].rpartition(" ")[0] for row in listed) == wanted
    # Words stand first: who reads the page knows no name of the code.
    assert not [row[0] for row in listed if "_" in row[0]]
    assert sum(wanted.values()) == {"2023-25": 136, "2025-26": 312}.get(period, 0)


@each
def test_they_are_counted_by_function_and_come_to_all(period):
    p_values = [row for row in found(period) if row["unit"] == "p"]
    tables = log(period).xpath('//table[caption = "p-values by function"]')
    counted = [row for table in tables for row in lines(table)]
    assert sum(int(row[2]) for row in counted) == len(p_values)
    allows = [row for row in counted if row[3] == "yes"]
    assert sum(int(row[2]) for row in allows) == sum(
        any(
            word in f"{row['statistic']} {row['method']}".lower()
            for word in ("holm", "_bh", "bh over", "hochberg")
        )
        for row in p_values
    )
    for row in counted:
        module, _, name = row[-1].rpartition(" ")[2].rpartition(".")
        code = (store.root() / "src" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        assert f"def {name}(" in code


# What a section counts, and the statistics of the same file that it counts.
COUNTS = {
    "tests_run": {"trend_p", "permutation_p"},
    "trend_tests": {"trend_p"},
    "together_tests": {"together_p"},
    "tests": {"p"},
    "tests: run": {"p"},
    "steps_tested": {"step_p"},
}


@each
def test_what_sections_say_they_ran_is_what_the_log_holds(period):
    rows, held = found(period), 0
    for row in rows:
        if row["method"] == "count of p-values, v1" and row["statistic"] in COUNTS:
            mine = [
                one
                for one in rows
                if (one["strand"], one["file"]) == (row["strand"], row["file"])
                and one["unit"] == "p"
                and one["statistic"] in COUNTS[row["statistic"]]
            ]
            assert float(row["estimate"]) == len(mine), row
            held += 1
    told = log(period).xpath('//table[caption = "Tests as counted"]')
    every = {
        row["statistic"]
        for row in rows
        if row["method"] == "count of p-values, v1" and "below_" not in row["statistic"]
    }
    assert {row[-1] for table in told for row in lines(table)} == every
    assert held >= (3 if period in ("2023-25", "2025-26") else 0)


def test_a_p_value_that_no_function_gives_stops_the_build(monkeypatch):
    row = {"statistic": "p of luck", "unit": "p", "method": "a coin, v1"}
    monkeypatch.setattr(tested, "_findings", lambda period: [("mash", "findings", row)])
    functions = sources.functions(sources.modules(["mash"]))
    with pytest.raises(InputError, match="'p of luck' of mash is computed by no function"):
        tested.probabilities("2025-26", functions)
