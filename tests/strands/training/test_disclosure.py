"""What may leave of training: attendances that nobody has published, and what is worked out from them."""

import re

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from training_rows import published, received

from analysis import store
from analysis.declare.disclosure import PROFILES
from analysis.declare.training import PARTNERSHIP, TABLE
from analysis.declare.withheld import SYMBOL, WITHHELD, withheld
from analysis.disclosure.decided import decided
from analysis.show.printed import Paragraphs, PrintedTable
from strands.training.cleans import clean
from strands.training.declares import ATTENDED, IN_ALL, PEOPLE, TOTALS
from strands.training.finds import findings
from strands.training.prints import first, training

PERIODS = ("2021-22", "2022-23", "2023-25")
NEW = "2025-26"
NUMBERS = ["x", "n", "estimate", "low", "high"]
# Of a course in blocks, of the partnership and of its boroughs; None was not returned.
SMALL = {
    "core": (5, 41, {"hackney": 3, "waltham_forest": 9, "newham": 11, "barnet": 14}),
    "overview": (2, 60, {"hackney": 20, "waltham_forest": 22, "newham": 18}),
    "supervisors": (1, 4, {"hackney": 2, "newham": None, "barnet": 2}),
    "refresher": (1, 25, {}),
}


@pytest.fixture(scope="module")
def before() -> pd.DataFrame:
    """The published rows, their files under the folder of their period."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = [
            clean(store.returns(p, "training"), store.corrections(p, "training"), p).table
            for p in PERIODS
        ]
    named = [
        table.assign(file=f"{of}/" + table["file"]) for of, table in zip(PERIODS, made, strict=True)
    ]
    return pd.concat(named, ignore_index=True)


@pytest.fixture(scope="module")
def new() -> pd.DataFrame:
    made = []
    for course, (blocks, whole, boroughs) in SMALL.items():
        counts = {(PARTNERSHIP, "blocks"): blocks, (PARTNERSHIP, "attendance"): whole}
        counts |= {(borough, "attendance"): count for borough, count in boroughs.items()}
        for (borough, measure), count in counts.items():
            about = {"course": course, "borough": borough, "period": NEW, "measure": measure}
            place = {"file": f"{NEW}/training/a.csv", "sheet": "", "cell": f"B{len(made)}"}
            status = "not_returned" if count is None else "returned"
            values = {"count": count, "raw": f"{count or ''}", "status": status, "caveat": ""}
            made.append({**about, **place, **values})
    return TABLE.check(pd.DataFrame(made))


@pytest.fixture(scope="module")
def rows(before, new) -> pd.DataFrame:
    return pd.concat([before, new], ignore_index=True)


@pytest.fixture(scope="module")
def sources(before, new) -> pd.DataFrame:
    return pd.concat([received(before), received(new, "borough")], ignore_index=True)


@pytest.fixture(scope="module")
def found(rows, sources) -> pd.DataFrame:
    return findings(rows, sources)


@pytest.fixture(scope="module")
def told(found, sources) -> pd.DataFrame:
    frames = {"findings": found}
    return decided(frames, PEOPLE, PROFILES["dfe_cin"], NEW, sources).frames["findings"]


def printed(rows: pd.DataFrame, found: pd.DataFrame) -> list:
    of_boroughs = training.by_borough(rows, found, TOTALS.empty())
    opening = first.opening(found, NEW)
    blocks = [opening, Paragraphs((opening.finding,)), *first.figure(found, NEW, "Made up.")]
    blocks += [training.delivered(rows, found), training.pace()]
    blocks += [
        training.rates(rows, found),
        *(training.changes(found, plain=one) for one in (True, False)),
        *of_boroughs,
    ]
    return [
        block
        for block in [*blocks, training.reconciled(found)]
        if not getattr(block, "empty", False)
    ]


def cells(blocks: list) -> list[str]:
    tables = [block for block in blocks if isinstance(block, PrintedTable)]
    return [cell for table in tables for cell in table.cells.to_numpy().ravel()]


def test_every_statistic_of_the_returns_is_declared(before):
    sent = received(before, "borough")
    every = findings(before, sent)
    leaving = decided({"findings": every}, PEOPLE, PROFILES["dfe_cin"], "2023-25", sent)
    assert leaving.cost.small
    assert {ATTENDED, IN_ALL} < set(every["statistic"])


def test_what_was_published_stands_in_no_finding_of_its_own_and_stays(before, found, told):
    assert not {ATTENDED, IN_ALL} & set(published(before)["statistic"])
    assert set(found.loc[found["statistic"] == ATTENDED, "when"]) == {NEW}
    old = found["when"].isin(PERIODS)
    assert not told.loc[old, NUMBERS].map(withheld).any(axis=None)
    assert (
        not told.loc[found["subject"].str.endswith("blocks"), NUMBERS].map(withheld).any(axis=None)
    )


def test_no_small_attendance_leaves_in_a_table_nor_in_its_data(rows, told):
    blocks = printed(rows, told)
    tables = {block.key: block for block in blocks if isinstance(block, PrintedTable)}
    core = tables["training-core"]
    by_name = core.cells.set_index("Borough")["2025/26"]
    assert by_name["Hackney"] == SYMBOL
    assert list(by_name).count(SYMBOL) > 1
    for table in tables.values():
        if "count" in table.data:
            sent = table.data[
                table.data["file"].str.startswith(NEW) & (table.data["measure"] == "attendance")
            ]
            left = [count for count in sent["count"].dropna() if not withheld(count)]
            assert not [count for count in left if 1 <= count <= 5]
            assert set(sent.loc[sent["count"].map(withheld), "raw"]) <= {SYMBOL}


def test_what_a_sum_was_typed_of_stays_where_it_was_not_published(new, sources):
    register = new.assign(raw=new["raw"].mask(new["count"].eq(14), "4 + 10"))
    made = findings(register, sources)
    core = next(
        b for b in training.by_borough(register, made, TOTALS.empty()) if b.key == "training-core"
    )
    assert list(core.data["raw"])[:4] == ["3", "9", "11", ""]


@pytest.mark.parametrize("seed", range(4))
def test_a_number_that_is_withheld_is_printed_nowhere(rows, found, seed):
    drawn = np.random.default_rng(seed)
    out = pd.DataFrame(drawn.random((len(found), len(NUMBERS))) < 1 / 3, found.index, NUMBERS)
    out &= found[NUMBERS].notna()
    some = found.assign(**found[NUMBERS].astype(object).mask(out, WITHHELD))
    some["note"] = some["note"].mask(out.any(axis=1), "")
    blocks = printed(rows, some)
    text = "\n".join(block.markdown("Source.") for block in blocks)
    assert "nan" not in re.findall(r"\w+", text.lower())
    changed = [
        shown
        for shown, was in zip(cells(blocks), cells(printed(rows, found)), strict=True)
        if shown != was
    ]
    assert changed
    assert set(changed) == {SYMBOL}
