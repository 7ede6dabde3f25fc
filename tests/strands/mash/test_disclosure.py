"""What may leave of safeguarding hubs: every count is decided on, and nothing rests on one that is withheld."""

import re
from collections import Counter
from itertools import chain

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from mash_rows import PERIOD, rows

from analysis import store
from analysis.declare.disclosure import PROFILES
from analysis.declare.finding import with_parts
from analysis.declare.returned import QUERIES
from analysis.declare.withheld import SYMBOL, WITHHELD
from analysis.disclosure.decided import decided
from analysis.show.printed import PrintedTable
from strands.mash import prints as mash
from strands.mash.cleans import clean
from strands.mash.declares import BOTH, HERE, PEOPLE
from strands.mash.finds import counted, findings
from strands.mash.prints import first

# A small hub: some months without a number, some that the borough withheld.
SMALL = {
    "contacts": [60, 52, 48, 70, 66, 58, 49, 61, 55, 64, 57, 63],
    "da_contacts": [22, 25, 19, 31, 28, 24, 20, 26, 21, 27, 23, 30],
    "prompted": [22, 24, 19, 30, 28, 24, 20, 25, 21, 27, 23, 30],
    "trained": [12, 13, "", 15, 14, 12, 10, 13, 11, 14, 12, 15],
    "to_assessment": [4, 6, 5, 8, 7, 6, 5, 6, 4, 7, 6, 8],
    "in_a_day": [18, 20, 15, 25, 22, 19, 16, 21, 17, 22, 18, 24],
    "again": [3, 6, 2, 7, 7, "<5", 4, 6, 5, "", "", ""],
}
RECEIVED = pd.DataFrame({"file": ["mash/a.csv"], "received": ["2026-07"]})
SOURCES = RECEIVED.assign(sha256="0" * 64, origin="simulated")
NUMBERS = ["x", "n", "estimate", "low", "high"]


@pytest.fixture(scope="module")
def small() -> pd.DataFrame:
    return counted(rows(SMALL), RECEIVED, PERIOD)


@pytest.fixture(scope="module")
def told(small) -> pd.DataFrame:
    return decided({"counted": small}, PEOPLE, PROFILES["dfe_cin"], PERIOD, SOURCES).frames[
        "counted"
    ]


def printed(found: pd.DataFrame) -> list:
    asked = QUERIES.empty()
    of_boroughs = mash.boroughs(rows(SMALL), asked, found, "Source.")
    return [
        first.opening(found, PERIOD),
        *first.behind(found, PERIOD),
        *first.chart(found, "Source."),
        *chain(of_boroughs, mash.meaning(found), mash.refused(found)),
    ]


def words(blocks: list) -> str:
    """Every word a reader is given, in tables, sentences, titles and alternative texts."""
    return "\n".join(block.markdown("Source.") for block in blocks)


def test_every_statistic_of_the_returns_is_declared(monkeypatch):
    monkeypatch.chdir(ROOT)
    returns, sources = store.returns(PERIOD, "mash"), store.sources(PERIOD)
    made = clean(returns, store.corrections(PERIOD, "mash"), PERIOD).table
    for_hub = made[made["borough"] == "hammersmith_and_fulham"]
    frames = {"counted": counted(for_hub, sources, PERIOD)}
    leaving = decided(frames, PEOPLE, PROFILES["dfe_cin"], PERIOD, sources)
    assert leaving.cost.small
    found = findings(for_hub, leaving.frames["counted"], PERIOD)
    again = decided({"findings": found}, PEOPLE, PROFILES["dfe_cin"], PERIOD, sources)
    assert not again.cost.looked_at


def test_no_small_count_leaves_nor_what_is_left_of_its_base(small, told):
    shares = told[told["n"].notna() & told["statistic"].isin(["share", "DA recorded"])]
    known = shares[~shares[["x", "n"]].isin([WITHHELD]).any(axis=1) & shares["x"].notna()]
    rest = known["n"] - known["x"]
    assert not known["x"].between(1, 5).any()
    assert not rest.astype(float).between(1, 5).any()
    assert len(known) < len(shares)


def test_a_quarter_that_is_told_never_misses_one_month_alone(told):
    shares = with_parts(told[told["statistic"] == "share"], "month", "measure")
    out = shares["x"].map(lambda x: x is WITHHELD)
    quarters = shares[~out & shares["month"].eq("") & shares["x"].notna()]
    missing = shares[out & shares["month"].ne("")].groupby(["measure", "when"]).size()
    beside = [missing.get((row.measure, row.when), 0) for row in quarters.itertuples()]
    assert 1 not in beside
    assert max(beside) > 1


def test_what_is_left_of_the_months_with_both_counts_is_small_and_not_told():
    """Of 34 contacts in April and May 29 were DA contacts, and June has none of these."""
    few = {**SMALL, "contacts": [18, 16, 20, *SMALL["contacts"][3:]]}
    few["da_contacts"] = [17, 12, "?", *SMALL["da_contacts"][3:]]
    few = {key: few[key] for key in ("contacts", "da_contacts")}
    frames = {"counted": counted(rows(few), RECEIVED, PERIOD)}
    told = decided(frames, PEOPLE, PROFILES["dfe_cin"], PERIOD, SOURCES).frames["counted"]
    quarter = told[told["when"].eq("2025Q2") & told["subject"].eq("")]
    quarter = quarter.set_index(["statistic", "reading"])["x"]
    assert WITHHELD in [quarter[name, BOTH] for name in ("contacts", "DA contacts")]


def test_findings_are_made_of_nothing_but_what_is_told(small, told):
    returned = rows(SMALL)
    found = findings(returned, told, PERIOD)
    others = returned.assign(count=returned["count"].mask(returned["count"].notna(), 7))
    pd.testing.assert_frame_equal(findings(others, told, PERIOD), found)
    withheld = found[found["refused"] == HERE]
    assert {"share", "change", "verdict"} <= set(withheld["statistic"])
    assert withheld["verdict"].eq("").all()
    assert withheld["estimate"].isna().all()


@pytest.fixture(scope="module")
def whole(small) -> list[str]:
    return cells(printed(findings(rows(SMALL), small, PERIOD)))


def cells(blocks: list) -> list[str]:
    """The cells of the first table."""
    table = next(block for block in blocks if isinstance(block, PrintedTable))
    return list(table.cells.to_numpy().ravel())


@pytest.mark.parametrize("seed", range(2))
def test_a_number_that_is_withheld_is_printed_nowhere(small, whole, seed):
    drawn = np.random.default_rng(seed)
    out = pd.DataFrame(drawn.random((len(small), len(NUMBERS))) < 1 / 3, small.index, NUMBERS)
    out &= small[NUMBERS].notna() & small["statistic"].ne("months used").to_numpy()[:, None]
    some = small.assign(**small[NUMBERS].astype(object).mask(out, WITHHELD))
    blocks = printed(findings(rows(SMALL), some, PERIOD))
    assert "nan" not in re.findall(r"\w+", words(blocks).lower())
    # How wide an interval is rests on which months are told: it is not compared.
    pairs = [
        [re.split(r" \(|, ", cell)[0].split() for cell in pair]
        for pair in zip(cells(blocks), whole, strict=True)
    ]
    kept = [(shown, was) for shown, was in pairs if shown != was]
    assert kept
    for shown, was in kept:
        assert not Counter(shown) - Counter([*was, SYMBOL])
        assert SYMBOL in shown
