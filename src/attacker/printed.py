"""The printed tables as findings: what a row, a column and a cell of `printed.csv` say.

A stranger knows that `Apr–Jun 2025` is a quarter, that `Hackney` is a borough, and that `6 of 9`
is a count and its base.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from attacker.reading import BETWEEN, MARK, Raw

_MONTHS = "January February March April May June July August September October November December"
_MONTH = {name: place for place, name in enumerate(_MONTHS.split(), 1)}
_QUARTER = {"Jan": 1, "Apr": 2, "Jul": 3, "Oct": 4}
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_COUNT = re.compile(
    rf"(?P<x>{_NUMBER}|MARK)(?: of (?P<n>{_NUMBER}|MARK))?(?: \((?P<more>[^)]*)\))?"
)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%?(?:, (\d+(?:\.\d+)?)%? to (\d+(?:\.\d+)?))?%?$")


def slug(label: str) -> str:
    """A label as a key: `Hammersmith and Fulham` is `hammersmith_and_fulham`."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower().replace("&", "and")).strip("_")


def when(label: str) -> str:
    """The quarter, month or period a label names; empty where it names none."""
    if found := re.fullmatch(r"(Jan|Apr|Jul|Oct)\w*\W+(?:to )?\w{3,9} (\d{4})", label):
        return f"{found[2]}Q{_QUARTER[found[1]]}"
    if (found := re.fullmatch(r"(\w+) (\d{4})", label)) and found[1] in _MONTH:
        return f"{found[2]}-{_MONTH[found[1]]:02}"
    if found := re.fullmatch(r"(\d{4})\W(\d{2})", label):
        return f"{found[1]}-{found[2]}"
    return ""


def _place(label: str, boroughs: Collection[str]) -> tuple[str, str, str]:
    """A label as borough, when and part of a subject: it is one of them."""
    if (key := slug(label)) in boroughs:
        return key, "", ""
    named = when(label)
    return "", named, "" if named else label


def _texts(cell: str, both: bool, mark: str) -> dict[str, str]:
    """What a cell tells, as the columns of a finding; nothing where it is no count."""
    plain = cell.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "").strip()
    found = re.fullmatch(_COUNT.pattern.replace("MARK", re.escape(mark)), plain)
    if not found:
        return {}
    told = {"x": found["x"].replace(",", "")}
    if found["n"]:
        told["n"] = found["n"].replace(",", "")
    elif both and plain == mark:
        told["n"] = mark
    share = _PERCENT.match(found["more"] or "")
    if share and "n" in told:
        told |= dict(
            zip(("estimate", "low", "high"), (end or "" for end in share.groups()), strict=True)
        )
        told["unit"] = "rate"
    return told


def lines(
    file: Path, name: str, period: str, boroughs: Collection[str], mark: str = MARK
) -> Iterator[Raw]:
    """The counts of a section's printed tables, a finding each, under the name the file is told
    by.
    """
    with file.open(encoding="utf-8-sig", newline="") as opened:
        tables: dict[str, list[dict]] = defaultdict(list)
        for line in csv.DictReader(opened):
            if line.get("cell"):
                tables[line["table"]].append(line)
    for key, cells in tables.items():
        place = [borough for borough in boroughs if slug(key).endswith(f"_{borough}")]
        borough = max(place, key=len, default="")
        table = slug(key).removesuffix(f"_{borough}") if borough else slug(key)
        yield from _lines(
            cells,
            Raw(name, f"printed table {table}", "", borough, period, *[""] * 8),
            boroughs,
            mark,
        )


def _lines(cells: list[dict], blank: Raw, boroughs: Collection[str], mark: str) -> Iterator[Raw]:
    rows = Counter({(line["row"], line["line"]) for line in cells})
    twice = {row for row, often in Counter(row for row, _ in rows).items() if often > 1}
    for column, those in _columns(cells):
        if any(re.search(r"\d\.\d", line["cell"].split("(")[0]) for line in those):
            continue  # rates, no counts
        both = any(" of " in line["cell"].replace("\N{NO-BREAK SPACE}", " ") for line in those)
        for line in those:
            told = _texts(line["cell"], both, mark)
            if not told or column == "No." or line["cell"] == line["row"]:
                continue
            row = f"{line['row']} {line['line']}" if line["row"] in twice else line["row"]
            across, down = _place(column, boroughs), _place(row, boroughs)
            yield blank._replace(
                subject=BETWEEN.join((down[2], across[2])),
                borough=down[0] or across[0] or blank.borough,
                when=down[1] or across[1] or blank.when,
                **{"unit": "count"} | told,
            )


def _columns(cells: Iterable[dict]) -> Iterator[tuple[str, list[dict]]]:
    found: dict[str, list[dict]] = defaultdict(list)
    for line in cells:
        found[line["column"]].append(line)
    yield from found.items()
