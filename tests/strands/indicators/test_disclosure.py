"""What may leave: every statistic is declared, and nothing that leaves depends on a number that may not."""

import json
import re

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, series_rows
from matplotlib.figure import Figure
from re_referral_rows import rows as lines_of
from re_referral_rows import table as re_referrals_table

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.disclosure import PROFILES
from analysis.declare.indicators import TABLE, WORDINGS
from analysis.declare.periods import period
from analysis.declare.returned import QUERIES
from analysis.declare.withheld import WITHHELD, withheld
from analysis.disclosure import decided as deciding
from analysis.find import quasi_binomial
from analysis.show.printed import PrintedFigure, PrintedTable
from strands.indicators.declares import PEOPLE
from strands.indicators.finds import fragility, refusals, together, told, trends
from strands.indicators.finds import indicators as find
from strands.indicators.prints import borough, indicators, interrupted, re_referrals
from strands.indicators.prints import together as averages

DFE = PROFILES["dfe_cin"]
PERIOD = "2025-26"
SOURCES = pd.DataFrame(columns=["file", "sha256", "origin"])
LONG = [str(quarter) for quarter in pd.period_range("2023Q3", "2026Q1", freq="Q")]
ASKED = QUERIES.empty()
KINDS = ("referral", "protection_plan")


@pytest.fixture(autouse=True, scope="module")
def few_simulated_series():
    """What is simulated depends on what is told alone, however often; less often is quicker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quasi_binomial, "_SERIES", 20)
        patch.setattr(trends, "_SERIES", 20)
        patch.setattr(fragility, "_RESAMPLES", 99)
        patch.setattr(together, "_ORDERS", 99)
        patch.setattr(together.Together, "power", lambda each, ratio: abs(np.log(ratio)))
        yield


def decided(**frames):
    return deciding.decided(frames, PEOPLE, DFE, PERIOD, SOURCES).frames.values()


def as_told(returned, again):
    leaving = tuple(decided(returned=returned, by_way=told.by_way(again)))
    return told.rows(returned, again, leaving, DFE)


def counts(rng) -> list:
    """Counts of eleven quarters, many of them small; some withheld by their borough, some missing."""
    drawn = rng.poisson(rng.choice([4, 7, 40]), len(LONG)).tolist()
    for at in rng.choice(len(LONG), 2, replace=False):
        drawn[at] = rng.choice(["<5", None])
    return drawn


def returned_rows(rng) -> pd.DataFrame:
    rows = [
        row
        for key in BOROUGH_KEYS[:3]
        for kind in KINDS
        for row in series_rows(key, kind, counts(rng), LONG)
    ]
    return TABLE.check(pd.DataFrame(rows))


def again_rows(rng) -> pd.DataFrame:
    """Re-referrals of which few, some or nearly all were referred again."""
    parts = []
    ways = ((0.1, 40), (0.4, 6), (0.95, 40))
    for key, (share, out_of) in zip(BOROUGH_KEYS, ways, strict=False):
        whole = (1 + rng.poisson(out_of, len(LONG))).tolist()
        pairs = [(int(rng.binomial(n, share)), n) for n in whole]
        pairs[1] = ("7%", pairs[1][1])
        parts.append(lines_of(key, pairs, rate="12%", quarters=LONG))
    return re_referrals_table(*parts)


def printed(returned, again) -> list:
    """Every block made of rows as they are told."""
    returned, again = as_told(returned, again)
    made = find.everything(returned, again, pd.DataFrame(), PERIOD)
    found, pooled, referred, beside = decided(**made)
    blocks = [
        indicators.opening(found, pooled, referred),
        indicators.coverage(found, ASKED),
        *borough.blocks(returned, WORDINGS.empty(), ASKED, found, pooled, ""),
        *interrupted.blocks(found, returned, ""),
        *re_referrals.blocks(again, ASKED, referred, found, PERIOD, ""),
        *re_referrals.behind(referred),
        *averages.blocks(pooled, beside, ""),
        indicators.checks(found),
        indicators.chance(found),
        indicators.fingerprints(found),
        indicators.refused(found),
    ]
    return [block for block in blocks if not getattr(block, "empty", False)]


def everything_in(block) -> str:
    """What a reader can get out of a block: its words, its data, and all that is drawn."""
    drawn = seen(block.figure) if isinstance(block, PrintedFigure) else ""
    data = block.data.to_csv() if isinstance(block, PrintedTable) else ""
    return block.markdown("") + data + drawn


def seen(figure: Figure) -> str:
    parts = []
    for axis in figure.axes:
        parts += [axis.get_xlim(), axis.get_ylim(), axis.get_title()]
        parts += [line.get_xydata().tolist() for line in axis.lines]
        parts += [text.get_text() for text in axis.texts]
        parts += [path.vertices.tolist() for one in axis.collections for path in one.get_paths()]
    return str(parts)


def another(rng, returned, again) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same rows with other numbers where they are withheld for their size."""
    rows, ways = decided(returned=returned, by_way=told.by_way(again))
    returned, again = returned.copy(), again.copy()
    for at in returned.index[rows["count"].map(withheld)]:
        put(returned, at, int(rng.integers(1, 6)))
    for row in ways[ways["x"].map(withheld) & ~ways["n"].map(withheld)].itertuples():
        mine = again["borough"].eq(row.borough) & again["quarter"].eq(row.when)
        at = again.index[mine & again["measure"].eq("re_referrals")][0]
        if again.at[at, "count"] <= 5 and row.n > 10:
            put(again, at, int(rng.integers(1, 6)))
            again.loc[mine, "rate"] = "13%"
    return returned, again


def put(rows, at, count) -> None:
    rows.loc[at, ["count", "raw"]] = [count, str(count)]


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_leaves_depends_on_a_number_that_may_not(seed):
    rng = np.random.default_rng(seed)
    rows = returned_rows(rng), again_rows(rng)
    others = another(rng, *rows)
    assert not rows[0].equals(others[0]) and not rows[1].equals(others[1])
    first, second = ([everything_in(block) for block in printed(*each)] for each in (rows, others))
    assert first == second
    assert not any(re.search(r"\bnan\b|<NA>|withheld without", text) for text in first)


def test_a_small_count_is_its_symbol_wherever_it_would_stand():
    rows = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", [9, 4, 8, 12])))
    rows["quarter"] = period(PERIOD).quarters
    again = re_referrals_table(lines_of("barnet", [(4, 40), (9, 12), (9, 40), (0, 3)]))
    blocks = {block.key: block for block in printed(rows, again) if isinstance(block, PrintedTable)}
    table = blocks["indicators-barnet"]
    assert table.cells.iloc[0, 1:].tolist() == ["9", "[d]", "8", "12"]
    assert any(note.endswith("it is read as 1 to 5.") for note in table.notes)
    cells = blocks["indicators-re-referrals-barnet"].cells["Re-referrals"]
    said = [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells]
    assert said == ["[d] of 40", "[d] of 12", "9 of 40", "0 of [d]"]
    assert table.data["raw"].tolist() == ["9", "1 to 5", "8", "12"]


def test_another_number_than_a_small_one_has_no_range():
    again = re_referrals_table(lines_of("barnet", [(9, 12)]))
    _, rows = as_told(TABLE.empty(), again)
    assert rows["count"].tolist() == [WITHHELD, 12] and rows["raw"].tolist() == ["[d]", "12"]
    share = find.re_referrals.findings(rows, PERIOD).iloc[0]
    assert (share["refused"], share["n"]) == ("G23", 12)


@pytest.mark.parametrize(
    ("pair", "rate"), [((4, 40), ""), ((9, None), ""), (("x", 40), ""), ((9, 40), "21%")]
)
def test_a_percentage_stands_where_it_gives_no_number_away(pair, rate):
    again = re_referrals_table(lines_of("barnet", [pair], rate="21%"))
    assert set(as_told(TABLE.empty(), again)[1]["rate"]) == {rate}


def test_what_was_typed_or_said_of_a_cell_goes_with_its_number():
    said = "corrected from '14' to '4': mistyped (A, 2026-05-01) | families of two"
    rows = TABLE.check(pd.DataFrame(series_rows("barnet", "referral", [4, "<5", "<2", 9])))
    rows.loc[1, "raw"] = "3"
    rows["caveat"] = said
    lines = re_referrals_table(lines_of("barnet", [(4, 40), (9, 40)])).assign(caveat=said)
    returned, again = as_told(rows, lines)
    assert returned["raw"].tolist() == ["1 to 5", "withheld", "1 to 5", "9"]
    short = "corrected from '[d]'| families of two"
    assert returned["caveat"].tolist() == [short, short, short, said]
    assert again["caveat"].tolist() == [short, short, said, said]
    asked = pd.DataFrame(
        [
            ("B5", "", "four"),
            ("E5", "9", "nine"),
            ("B1", "5", "five"),
            ("B1", "Q2", "typed"),
        ],
        columns=["cell", "value", "note"],
    ).assign(file="barnet.xlsx", sheet="S")
    kept = told.answers(asked, returned, again, profile=DFE)
    assert kept["value"].tolist() == ["", "9", "[d]", "Q2"]
    assert kept["note"].tolist() == ["", "nine", "", "typed"]


def test_rows_of_a_period_that_was_published_stay_as_they_are(returned):
    again = re_referrals_table()
    leaving = returned, told.by_way(again)
    assert told.rows(returned, again, leaving, PROFILES["as_published"]) == (returned, again)


def test_every_statistic_is_declared(returned, found):
    long = returned_rows(np.random.default_rng(3)).assign(status="returned", raw="", caveat="")
    long["count"] = long["count"].fillna(9)
    early = [str(quarter) for quarter in pd.period_range("2016Q3", periods=40, freq="Q")]
    before = series_rows("barnet", "referral", [40, 50] * 20, early)
    rows = TABLE.check(pd.DataFrame(before))
    for frame, of_period in ((returned, "2023-25"), (long, PERIOD), (rows, PERIOD)):
        again = again_rows(np.random.default_rng(3))
        made = find.everything(frame, again, pd.DataFrame(), of_period)
        deciding.decided(made, PEOPLE, DFE, of_period, SOURCES)
        assert set(made) < set(PEOPLE)
    assert {*found["statistic"], *refusals.RULES} <= set(PEOPLE["findings"])
    assert "step" in set(made["findings"]["statistic"])


def test_the_notebook_finds_nothing_but_in_what_was_told():
    notebook = json.loads((ROOT / "notebooks" / "findings" / "indicators.ipynb").read_text("utf-8"))
    cells = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code = "".join(line for lines in cells for line in lines)
    steps = ("section.told(", "told.rows(", "told.answers(", "find.everything(", "section.show(")
    places = [code.index(step) for step in steps]
    assert places == sorted(places)
    assert not re.search(r"findings\(|store\.write", code)
