"""Changes of complaints within a borough as printed: one rule for rises and falls, the quadrant,
and its table.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL, DECREASE, INCREASE
from analysis.declare.periods import quarter_label, span
from analysis.declare.withheld import withheld
from analysis.declare.words import worded
from analysis.show import shares, words
from analysis.show.lookup import borough_keys, ends
from analysis.show.over_time import points
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.complaints.declares import AFTER, BEFORE, PATTERN, WARNING
from strands.complaints.prints.complaint_figures import MARKS, quadrants

_SHARES = worded("""
    upheld: Upheld, of those decided
    supported: Worker supported, of those for which it was said
    from perpetrators: Judged to come from perpetrators, of all
""")
_READING = (
    "**How it is read.** More complaints, a smaller share of them upheld and more support for"
    " workers are in line with perpetrators being held to account, and do not prove it. More"
    " complaints and a larger share upheld are a warning. The reverse of either is named in the same"
    " way. Where an interval has room for both a fall and a rise, the report says “cannot tell”. A"
    " rise that did not come from perpetrators' complaints says nothing of their being held to"
    " account: that share stands beside the rest. Points are percentage points."
)


# What may be said of each pattern, and of the three changes that make it.
_PATTERNS = {
    PATTERN[INCREASE]: "consistent with accountability, which it does not prove",
    PATTERN[DECREASE]: "consistent with the reverse of accountability, which it does not prove",
    WARNING[INCREASE]: "a warning to look into",
    WARNING[DECREASE]: "the reverse of a warning, to look into as well",
}
_RATE = {INCREASE: "more complaints over", DECREASE: "fewer complaints over"}
_UPHELD = {INCREASE: "a larger share of", DECREASE: "a smaller share of"}
_SUPPORT = {INCREASE: "more support for workers", DECREASE: "less support for workers"}
_PARTS = ("the rate", "the share upheld", "support for workers")
# The words for the way of one change.
WAYS = {INCREASE: "rise", DECREASE: "fall", CANNOT_TELL: CANNOT_TELL}
Found = Mapping[tuple[str, str], Series]


def reading(pattern: str) -> str:
    """What three changes may be read as together, in words."""
    return _PATTERNS.get(pattern, pattern)


def seen(pattern: str, rate: str, upheld: str, supported: str) -> str:
    """What makes a pattern of three changes, each with its verdict, in words."""
    if pattern == CANNOT_TELL:
        ways = zip(_PARTS, (rate, upheld, supported), strict=True)
        untold = [part for part, way in ways if way not in (INCREASE, DECREASE)]
        return f"whether {words.listed(untold, 'or')} changed is not known: it could be chance"
    parts = [f"{_RATE[rate]} the open cases", f"{_UPHELD[upheld]} them upheld"]
    if pattern in WARNING.values():
        return ", and ".join(parts)
    return f"{', '.join(parts)}, and {_SUPPORT[supported]}"


def changes(found: DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """Each borough's own change once the recording had settled: sentences, the quadrant or why
    there is none, numbers.

    A borough that cannot be placed has its reason.
    """
    about = found["reading"].ne("") | found["statistic"].isin(["verdict", "times of year"])
    told = {key: _parts(found[about & (found["borough"] == key)]) for key in borough_keys(found)}
    placed = {key: by for key, by in told.items() if _is_placed(by)}
    changed = {key: by for key, by in told.items() if _is_compared(by)}
    yield Heading("complaints-change", "Change within a borough")
    halves = found[found["statistic"] == "compared"]
    yield Paragraphs(
        (_READING, *(sentence(key, by, halves) for key, by in changed.items())) if told else ()
    )
    if placed:
        yield _figure(placed, source)
    if len(placed) < len(told):
        whom = "in the other boroughs " if placed else "in any borough "
        others = {key: by for key, by in told.items() if key not in placed}
        yield Paragraphs(
            (f"**No change can be judged {whom}yet**, because {_because(others)}.",), box="note"
        )
    data = found[about & found["borough"].isin(changed) & found["statistic"].ne("compared")]
    yield _table(changed, data)


def _parts(rows: DataFrame) -> Found:
    """Findings by statistic and reading; a verdict and its like by an empty one."""
    readings = rows["reading"].where(rows["statistic"] != "verdict", "")
    keys = zip(rows["statistic"], readings, strict=True)
    return {key: row for key, (_, row) in zip(keys, rows.iterrows(), strict=True)}


def _is_compared(by: Found) -> bool:
    """Whether the halves were compared, and nothing that came of it is withheld."""
    rows = [row for (_, reading), row in by.items() if reading]
    numbers = [row[name] for row in rows for name in ("estimate", "low", "high", "x", "n")]
    return ("upheld", "change") in by and not withheld(*numbers)


def _is_placed(by: Found) -> bool:
    """Whether both of the changes that place a borough exist."""
    pair = [by.get((name, "change")) for name in ("rate", "upheld")]
    return all(
        row is not None and not (withheld(row["estimate"]) or pd.isna(row["estimate"]))
        for row in pair
    )


def _because(told: Mapping[str, Found]) -> str:
    """The reasons why they cannot be placed, each with whom it is of and how many quarters can be
    used there.
    """
    reasons = defaultdict(list)
    for key, by in told.items():
        verdict = by["verdict", ""]
        why = verdict["note"] or "one of the halves holds nothing to compare"
        is_compared = ("upheld", "change") in by or withheld(verdict["n"])
        so_far = "" if is_compared else f" has {verdict['n']:.0f}"
        reasons[why].append(f"{borough_name(key)}{so_far}")
    return "; ".join(f"{why}: {words.listed(names)}" for why, names in reasons.items())


def sentence(borough: str, by: Found, halves: DataFrame) -> str:
    """What may be said of one borough: the verdict, then each change with its interval and what it
    could have shown. `halves` are the quarters compared, of all boroughs.
    """
    verdict, told = by["verdict", ""], "no change can be judged"
    why = verdict["note"]
    if not verdict["refused"]:
        told = reading(verdict["reading"])
        ways = [by[name, "change"]["verdict"] for name in ("rate", "upheld", "supported")]
        why = seen(verdict["reading"], *ways)
    compared = halves[halves["borough"] == borough]
    over = ", then ".join(
        _span(compared.loc[compared["reading"] == half, "when"]) for half in (BEFORE, AFTER)
    )
    judged = f"judged perpetrators' {_halves('from perpetrators', by)}"
    parts = [_rate(by), *(_share(key, by) for key in ("upheld", "supported")), judged]
    return (
        f"**{borough_name(borough)}: {told}.** {words.sentence(why)} {over}:"
        f" {'; '.join(filter(None, parts))}. Beware: {by['times of year', '']['note']}."
    )


def _span(quarters: Series) -> str:
    return span(quarters) if len(quarters) > 1 else quarter_label(quarters.iloc[0])


def _rate(by: Found) -> str:
    """The rate in either half and its change; nothing where it was refused: the verdict says so."""
    change = by["rate", "change"]
    if change["refused"]:
        return ""
    first, second = (words.number(by["rate", half]["estimate"]) for half in (BEFORE, AFTER))
    text, way = f"per 100 open cases {first} and then {second}", WAYS[change["verdict"]]
    if pd.isna(change["estimate"]):
        return f"{text}, no ratio, as one half holds no complaint ({way})"
    estimate, low, high = map(words.change, ends(change))
    least = _least(by["rate", "least change"], way, words.change)
    return f"{text}, which fits {estimate} (95% interval: {low} to {high}): {way}{least}"


def _share(key: str, by: Found) -> str:
    """A share in either half and its change; in percentage points only where either half has enough
    of them (G18).
    """
    change = by[key, "change"]
    text = f"{_SHARES[key].split(',')[0].lower()} {_halves(key, by)}"
    if pd.isna(change["estimate"]):
        return f"{text}: {change['note']}"
    if _enough(key, by):
        estimate, low, high = map(moved, ends(change))
        text += f", which fits {estimate} (95% interval: {low} to {high})"
    way = WAYS[change["verdict"]]
    return f"{text}: {way}{_least(by[key, 'least change'], way, moved)}"


def _halves(key: str, by: Found) -> str:
    first, second = by[key, BEFORE], by[key, AFTER]
    return f"{first['x']:.0f} of {first['n']:.0f} and then {second['x']:.0f} of {second['n']:.0f}"


def _enough(key: str, by: Found) -> bool:
    return min(by[key, half]["n"] for half in (BEFORE, AFTER)) >= shares.LEAST


def _least(row: Series, way: str, says) -> str:
    """For a change that may be chance the least fall and the least rise that would have shown."""
    if way != WAYS[CANNOT_TELL]:
        return ""
    least = [says(row[end]) for end in ("low", "high") if not pd.isna(row[end])]
    return f"; {words.would_show(least, 'complaints') if least else 'no change would have shown'}"


def moved(change: float) -> str:
    """A change of a share in percentage points in words: `a rise of 12 points`, `no change`."""
    size = round(100 * abs(change))
    if not size:
        return "no change"
    return f"a {'fall' if change < 0 else 'rise'} of {words.count(size, 'point')}"


def _figure(placed: Mapping[str, Found], source: str) -> PrintedFigure:
    """The quadrant of each borough that can be placed."""
    rows = DataFrame([_corner(key, by) for key, by in placed.items()])
    told = [
        f"{borough_name(key)}: {reading(by['verdict', '']['reading'])}"
        for key, by in placed.items()
    ]
    alt = " ".join(
        f"{row.name}: rate ×{row.ratio:.2f} ({row.ratio_low:.2f} to {row.ratio_high:.2f}), upheld"
        f" {row.upheld}, support for workers: {MARKS[row.support][1]}."
        for row in rows.itertuples(index=False)
    )
    return PrintedFigure(
        "complaints-quadrant",
        f"Complaints and the share upheld, second half against first: {'; '.join(told)}",
        f"A panel a borough, change in rate across and change in share upheld up. {alt}",
        partial(quadrants, rows, source),
        DataFrame(
            {
                "Borough": rows["name"],
                "Rate, second half over first": [
                    words.times(*each)
                    for each in zip(
                        rows["ratio"], rows["ratio_low"], rows["ratio_high"], strict=True
                    )
                ],
                "Upheld": rows["upheld"],
                "Support for workers": [MARKS[key][1] for key in rows["support"]],
            }
        ),
    )


def _corner(borough: str, by: Found) -> dict[str, object]:
    """Where a borough stands in its quadrant, under the names the figure wants."""
    ratio, low, high = ends(by["rate", "change"])
    points, lower, higher = (100 * end for end in ends(by["upheld", "change"]))
    return {
        "name": borough_name(borough),
        "ratio": ratio,
        "ratio_low": low,
        "ratio_high": high,
        "points": points,
        "points_low": lower,
        "points_high": higher,
        "support": by["supported", "change"]["verdict"] or CANNOT_TELL,
        "upheld": _halves("upheld", by),
    }


def _table(told: Mapping[str, Found], data: DataFrame) -> PrintedTable:
    """What the sentences rest on."""
    lines = [line for key, by in told.items() for line in _lines(borough_name(key), by)]
    notes = (
        (
            "Exact interval of the ratio given all complaints of both halves; Newcombe's of a"
            f" difference of shares, in percentage points where either half has {shares.LEAST} or"
            " more. Both are shorter than they should be where one person complained several"
            " times. In the second half more complaints may still be open, and those decided so"
            " far need not be like those to come. –: not given."
        ),
    )
    return PrintedTable(
        "complaints-change",
        "Complaints once the recording had settled, in two halves",
        lines,
        data,
        notes,
        ("What", "What can be said"),
    )


def _lines(name: str, by: Found) -> Iterator[dict[str, str]]:
    """The rate and the shares of one borough in either half, and how each changed."""
    for key, what in {"rate": "Per 100 open cases in a quarter", **_SHARES}.items():
        if (key, BEFORE) not in by:
            continue
        half, change = shares.share, by[key, "change"]
        told = points(change) if key != "rate" and _enough(key, by) else "–"
        if key == "rate":
            half, told = _per_hundred, words.times(*ends(change))
        yield {
            "Borough": name,
            "What": what,
            "First half": half(by[key, BEFORE]),
            "Second half": half(by[key, AFTER]),
            "Change (95% interval)": told,
            "What can be said": WAYS.get(change["verdict"], "–"),
        }


def _per_hundred(row: Series) -> str:
    return words.rate(*ends(row))
