"""Changes of complaints within a borough as printed: one rule for rises and falls, the quadrant,
and its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import quarter_label, span
from analysis.show import shares, words
from analysis.show.lookup import borough_keys, ends, index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.complaints.prints.complaint_figures import MARKS, quadrants

_SHARES = {
    "upheld": "Upheld, of those decided",
    "supported": "Worker supported, of those for which it was said",
    "from perpetrators": "Judged to come from perpetrators, of all",
}
_FIRST, _SECOND = "first half", "second half"
_READING = (
    "**How it is read.** More complaints, a smaller share of them upheld and more support for"
    " workers are in line with perpetrators being held to account, and do not prove it. More"
    " complaints and a larger share upheld are a warning. Each the other way round is named as"
    " such, and what an interval leaves open cannot be told. A rise that did not come from"
    " perpetrators' complaints says nothing of their being held to account: that share stands"
    " beside the rest. Points are percentage points."
)


def changes(found: pd.DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """Each borough's own change once the recording had settled: sentences, the quadrant or why
    there is none, numbers.

    A borough that cannot be placed has its reason.
    """
    here = found[found["period"] == of_period]
    told = {
        key: index(here[(here["borough"] == key) & here["subject"].eq("")])
        for key in borough_keys(here)
    }
    placed = {key: of for key, of in told.items() if _is_placed(of)}
    changed = {key: of for key, of in told.items() if "upheld: change" in of}
    yield Heading("complaints-change", "Change within a borough")
    yield Paragraphs(
        (_READING, *(sentence(key, of) for key, of in changed.items())) if told else ()
    )
    if placed:
        yield _figure(placed, source)
    if len(placed) < len(told):
        whom = "The other boroughs cannot" if placed else "No borough can"
        others = {key: of for key, of in told.items() if key not in placed}
        yield Paragraphs((f"**{whom} be placed yet**, because {_because(others)}.",), box="note")
    yield _table(changed, here)


def _is_placed(of: Mapping[str, pd.Series]) -> bool:
    """Whether both of the changes that place a borough exist."""
    return all(
        name in of and not pd.isna(of[name]["estimate"])
        for name in ("rate: change", "upheld: change")
    )


def _because(told: Mapping[str, Mapping[str, pd.Series]]) -> str:
    """The reasons why they cannot be placed, each with whom it is of and how many quarters can be
    used there.
    """
    reasons: dict[str, list[str]] = {}
    for key, of in told.items():
        note, usable = of["verdict"]["note"], of["verdict"]["n"]
        why = (
            note.partition(": ")[2]
            if note.startswith("refused")
            else "one of the halves holds nothing to compare"
        )
        so_far = "" if "upheld: change" in of else f" has {usable}"
        reasons.setdefault(why, []).append(f"{borough_name(key)}{so_far}")
    return "; ".join(f"{why}: {words.listed(of)}" for why, of in reasons.items())


def sentence(borough: str, of: Mapping[str, pd.Series]) -> str:
    """What may be said of one borough: the verdict, then each change with its interval and what it
    could have shown.
    """
    note, name = of["verdict"]["note"], borough_name(borough)
    verdict, _, seen = note.partition(": ")
    head = "cannot be placed" if note.startswith("refused") else verdict
    over = ", then ".join(_span(of[f"quarters: {half}"]["note"]) for half in (_FIRST, _SECOND))
    judged = _halves(*(of[f"from perpetrators: {half}"] for half in (_FIRST, _SECOND)))
    parts = [
        _rate(of),
        *(_share(key, of) for key in ("upheld", "supported")),
        f"judged perpetrators' {judged}",
    ]
    return (
        f"**{name}: {head}.** {words.sentence(seen)} {over}: {'; '.join(filter(None, parts))}. "
        f"Beware: {of['times of year']['note']}."
    )


def _span(quarters: str) -> str:
    held = quarters.split()
    return span(held) if len(held) > 1 else quarter_label(held[0])


def _rate(of: Mapping[str, pd.Series]) -> str:
    """The rate in either half and its change; nothing where it was refused, as the verdict says so."""
    change = of["rate: change"]
    if change["note"].startswith("refused"):
        return ""
    first, second = (of[f"rate: {half}"]["estimate"] for half in (_FIRST, _SECOND))
    said = f"per 100 open cases {words.number(first)} and then {words.number(second)}"
    if pd.isna(change["estimate"]):
        return f"{said}, no ratio, as one half holds no complaint ({change['note']})"
    low, high = (words.change(change[end]) for end in ("low", "high"))
    fits = f"which fits {words.change(change['estimate'])} (95% interval: {low} to {high})"
    return (
        f"{said}, {fits}:"
        f" {change['note']}{_least(of['rate: least change'], change['note'], words.change)}"
    )


def _share(key: str, of: Mapping[str, pd.Series]) -> str:
    """A share in either half and its change; in percentage points only where either half has enough
    of them (G18).
    """
    first, second, change = (of[f"{key}: {part}"] for part in (_FIRST, _SECOND, "change"))
    what = _SHARES[key].split(",")[0].lower()
    said = f"{what} {_halves(first, second)}"
    if pd.isna(change["estimate"]):
        return f"{said}: {change['note']}"
    by, low, high = map(moved, ends(change))
    fits = f", which fits {by} (95% interval: {low} to {high})" if _enough(first, second) else ""
    return (
        f"{said}{fits}: {change['note']}{_least(of[f'{key}: least change'], change['note'], moved)}"
    )


def _halves(first: pd.Series, second: pd.Series) -> str:
    return f"{first['x']} of {first['n']} and then {second['x']} of {second['n']}"


def _enough(first: pd.Series, second: pd.Series) -> bool:
    return min(first["n"], second["n"]) >= shares.LEAST


def _least(row: pd.Series, way: str, says) -> str:
    """For a change that cannot be told the least fall and the least rise that would have shown."""
    if way != "cannot tell":
        return ""
    seen = [says(row[end], "at least ") for end in ("low", "high") if not pd.isna(row[end])]
    return (
        f", as only {' or '.join(seen)} would have shown"
        if seen
        else ", as no change at all would have shown"
    )


def moved(change: float, more: str = "") -> str:
    """A change of a share in percentage points in words: `a rise of 12 points`, `no change`."""
    size = f"{100 * abs(change):.0f}"
    if size == "0":
        return "no change"
    return f"a {'fall' if change < 0 else 'rise'} of {more}{words.count(int(size), 'point')}"


def _figure(placed: Mapping[str, Mapping[str, pd.Series]], source: str) -> PrintedFigure:
    """The quadrant of each borough that can be placed."""
    rows = pd.DataFrame(
        [
            {
                "name": borough_name(key),
                **_ends("ratio", of["rate: change"], 1),
                **_ends("points", of["upheld: change"], 100),
                "support": (
                    way if (way := of["supported: change"]["note"]) in MARKS else "cannot tell"
                ),
                "upheld": _halves(of[f"upheld: {_FIRST}"], of[f"upheld: {_SECOND}"]),
            }
            for key, of in placed.items()
        ]
    )
    said = [
        f"{borough_name(key)}: {of['verdict']['note'].split(':')[0]}" for key, of in placed.items()
    ]
    alt = " ".join(
        f"{row.name}: rate ×{row.ratio:.2f} ({row.ratio_low:.2f} to {row.ratio_high:.2f}), upheld"
        f" {row.upheld}, support for workers: {MARKS[row.support][1]}."
        for row in rows.itertuples(index=False)
    )
    return PrintedFigure(
        "complaints-quadrant",
        f"Change in complaints and in the share upheld. {'; '.join(said)}",
        f"A panel a borough, change in rate across and change in share upheld up. {alt}",
        quadrants(rows, source),
    )


def _ends(name: str, change: pd.Series, times: float) -> dict[str, float]:
    """An estimate with its interval under the names the figure wants."""
    names = (name, f"{name}_low", f"{name}_high")
    return {one: times * end for one, end in zip(names, ends(change), strict=True)}


def _table(told: Mapping[str, Mapping[str, pd.Series]], here: pd.DataFrame) -> PrintedTable:
    """What the sentences rest on."""
    lines = []
    for key, of in told.items():
        name = borough_name(key)
        if "rate: first half" in of:
            first, second = (words.rate(*ends(of[f"rate: {half}"])) for half in (_FIRST, _SECOND))
            lines.append(
                _line(
                    name,
                    "Per 100 open cases in a quarter",
                    first,
                    second,
                    _times(of["rate: change"]),
                    of["rate: change"],
                )
            )
        for share, what in _SHARES.items():
            first, second, change = (of[f"{share}: {part}"] for part in (_FIRST, _SECOND, "change"))
            points = _points(change) if _enough(first, second) else "–"
            lines.append(
                _line(name, what, shares.share(first), shares.share(second), points, change)
            )
    notes = (
        (
            "Exact interval of the ratio given all complaints of both halves; Newcombe's of a"
            f" difference of shares, in percentage points where either half has {shares.LEAST} or"
            " more. Both are shorter than they should be where one person complained several"
            " times. In the second half more complaints may still be open, and those decided so"
            " far need not be like those to come. –: not given."
        ),
    )
    data = here[
        here["borough"].isin(told) & here["statistic"].str.contains(": |verdict|times of year")
    ]
    return PrintedTable(
        "complaints-change",
        "Complaints once the recording had settled, in two halves",
        pd.DataFrame(lines),
        data,
        notes,
        ("What", "Told"),
    )


def _line(
    name: str, what: str, first: str, second: str, change: str, row: pd.Series
) -> dict[str, str]:
    told = row["note"] if row["note"] in MARKS else "–"
    return {
        "Borough": name,
        "What": what,
        "First half": first,
        "Second half": second,
        "Change (95% interval)": change,
        "Told": told,
    }


def _times(row: pd.Series) -> str:
    return words.times(*ends(row))


def _points(row: pd.Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    by, low, high = (f"{100 * end:+.0f}".replace("-", "−").replace("+0", "0") for end in ends(row))
    return f"{by} ({low} to{words.NBSP}{high})"
