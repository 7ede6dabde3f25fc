"""Agreement of two readers of the same case as printed: a sentence a borough and version, and a
table.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.cases import EVIDENCED, ORDERED
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from strands.checklist.declares import ALL_ITEMS, ITEMS, item_and_version, subject

_KAPPA = "agreement: weighted kappa"


def agreement(found: pd.DataFrame) -> Iterator[Block]:
    """How far two readers of a case agree, and what so many cases can tell; item by item where
    there are enough.
    """
    rows = found[found["statistic"].str.startswith("agreement: ")]
    lines, said, printed = [], [], []
    for (borough, version), of in _by_version(rows):
        every = {
            item: index(of[of["subject"] == subject(item, version)]) for item in (ALL_ITEMS, *ITEMS)
        }
        told = [
            item
            for item in every
            if item == ALL_ITEMS or not pd.isna(every[item][_KAPPA]["estimate"])
        ]
        name = f"{borough_name(borough)}, version {version}"
        printed.append(of[of["subject"].isin([subject(item, version) for item in told])])
        lines += [
            {
                "Borough and version": name,
                "Item": ITEMS.get(item, "All items"),
                **_agreed(every[item]),
            }
            for item in told
        ]
        said.append(f"**{name}.** {_sentence(every[ALL_ITEMS])}")
    if len(found) and not said:
        said.append(
            "No case was read by two readers, so nothing tells whether another would have answered"
            " alike."
        )
    yield Heading("checklist-agreement", "Whether two readers agree")
    yield Paragraphs(tuple(said))
    yield PrintedTable(
        "checklist-agreement",
        "Agreement of two readers of the same case",
        pd.DataFrame(lines),
        pd.concat([rows[:0], *printed]),
        (
            (
                "Weighted kappa: 1 is full agreement, 0 what chance alone gives; a near miss counts"
                " as half a disagreement. It is low where one answer is much commoner than the"
                " others, however well readers agree; so the answers of both stand beside it. n/a"
                " is in no order and is left out."
            ),
            (
                "Over all items kappa also counts that some items are evidenced more often than"
                " others; it is no mean of the items. Items without a line, and those with –, have"
                " too few pairs."
            ),
        ),
        ("Item",),
    )


def _by_version(rows: pd.DataFrame) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    version = rows["subject"].map(lambda text: item_and_version(text)[1])
    yield from rows.groupby([rows["borough"], version], sort=False)


def _agreed(of: dict[str, pd.Series]) -> dict[str, str]:
    kappa, same = of[_KAPPA], of["agreement: same answer"]
    given = [of[f"agreement: prevalence, {answer}"]["x"] for answer in reversed(ORDERED)]
    return {
        "Cases": f"{of['agreement: cases']['x']}",
        "Same answer": f"{same['x']} of{words.NBSP}{same['n']}",
        "Weighted kappa": _kappa(kappa),
        "Evidenced, partly, not": ", ".join(map(str, given)),
    }


def _kappa(row: pd.Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    ends = (
        f" ({_two(row['low'])} to{words.NBSP}{_two(row['high'])})"
        if not pd.isna(row["low"])
        else ""
    )
    return f"{_two(row['estimate'])}{ends}"


def _two(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _sentence(of: dict[str, pd.Series]) -> str:
    """One rule: what the pairs are in line with, or why they tell nothing."""
    kappa, same, na = (
        of[_KAPPA],
        of["agreement: same answer"],
        of["agreement: n/a by one reader alone"],
    )
    cases = words.count(of["agreement: cases"]["x"], "case")
    begin = (
        f"On {cases} two readers gave the same answer in {same['x']} of {same['n']} pairs of"
        f" answers, and one reader alone said {EVIDENCED['na']} in {na['x']} of {na['n']}."
    )
    if pd.isna(kappa["low"]):
        return f"{begin} {words.sentence(kappa['note'])}"
    told = "" if kappa["low"] > 0 else ", and cannot tell agreement from chance"
    return (
        f"{begin} Cases this few are in line with a kappa from {_two(kappa['low'])} to"
        f" {_two(kappa['high'])}{told}."
    )
