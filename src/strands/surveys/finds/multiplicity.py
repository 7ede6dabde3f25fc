"""Several tests of one period: those declared beforehand by Holm, all others by Benjamini and
Hochberg, and counted.
"""

from statsmodels.stats.multitest import multipletests

from analysis.declare.table import InputError
from analysis.find.finding import CONFIDENCE, Rows, statistic
from strands.surveys.declares import HOCHBERG, HOLM

# The size that each test stands beside.
SIZE_OF = {
    "paired: p of change": "paired: rank-biserial",
    "retrospective: p of change": "retrospective: rank-biserial",
    "unpaired: p of superiority": "unpaired: superiority",
}
_METHODS = {
    HOLM: ("holm", "Holm", "primary"),
    HOCHBERG: ("fdr_bh", "Benjamini-Hochberg", "explored"),
}


def tested(rows: list[dict]) -> list[dict]:
    """`rows` of one period with each p as a finding called "p" whose group is the size it is of;
    after them each adjusted over the whole period, and how many tests were run.
    """
    primary = {_item(row) for row in rows if row["statistic"] == "planned" and row["estimate"]}
    kept, tests = [], {}
    for row in rows:
        if row["statistic"] in SIZE_OF:
            size = SIZE_OF[row["statistic"]]
            row = {**row, "statistic": "p", "group": size}
            tests[*_item(row), size] = row
        kept.append(row)
    if not tests:
        return kept
    p_of = {key: row["estimate"] for key, row in tests.items()}
    for row in adjusted(p_of, tuple(key for key in tests if key[:2] in primary)):
        of_test = tests.get(row.pop("item", None), {})
        about = {
            part: of_test.get(part, "") for part in ("instrument", "question", "group", "rows")
        }
        kept.append({**about, **row})
    return kept


def _item(row: dict) -> tuple[str, str]:
    return row["instrument"], row.get("question", "")


def adjusted(tests: dict, primary: tuple) -> Rows:
    """How many tests were run, and the adjusted p of each `item`; `tests` are p by item, None where
    there was no test.

    `primary` are the items declared before the answers were seen: the family-wise error over them
    is held by Holm (1979), the share of false finds among the others by Benjamini and Hochberg
    (1995).
    """
    if unknown := [item for item in primary if item not in tests]:
        raise InputError(
            f"primary item '{', '.join(unknown)}' has no test: name it as the survey does, or take"
            " it out"
        )
    run = {item: p for item, p in tests.items() if p is not None}
    note = f"{len(run) * (1 - CONFIDENCE):.1f} expected below {1 - CONFIDENCE:.2f} by chance"
    count = {"unit": "count", "method": "count of p-values, v1"}
    yield statistic("tests: run", len(run), n=len(tests), note=note, **count)
    for name, (method, words, family) in _METHODS.items():
        values = {item: p for item, p in run.items() if (item in primary) == (family == "primary")}
        n, says = len(values), f"{words} over {len(values)} {family} tests (statsmodels), v1"
        yield statistic(f"tests: {family}", n, n=len(run), **count)
        p_adjusted = multipletests([*values.values()], method=method)[1] if values else ()
        for item, p in zip(values, p_adjusted, strict=True):
            yield {**statistic(name, p, n=n, unit="p", method=says), "item": item}
