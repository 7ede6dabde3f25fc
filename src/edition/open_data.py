"""Open data of a period by the Department for Education's standards: tidy rows with its columns of
time and place, and a file of metadata beside each file of data.

What boroughs counted is taken from the tables that the report publishes, so that what is withheld
there is withheld here. What has no authority, or no time that the standards know, is in no file:
views of the hub, and numbers of funding periods that are no financial year.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.boroughs import BOROUGH_KEYS, BY_KEY, Borough
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import period as declared
from analysis.declare.table import InputError
from analysis.declare.training import COURSE
from analysis.declare.withheld import SYMBOL
from analysis.store.project import csv_rows, shown
from analysis.word import zipped

# The columns of time and place that every file begins with, in this order.
PLACE = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
META = (
    "col_name",
    "col_type",
    "label",
    "indicator_grouping",
    "indicator_unit",
    "indicator_dp",
    "filter_hint",
    "filter_grouping_column",
)
# Says of every row where it comes from. It has one value and so is no filter.
ORIGIN = "data_origin"
# What stands where there is no number, as the standards know it: confidential, not applicable, not
# available.
_SYMBOLS = {
    "withheld": "c",
    "not_member": "z",
    "not_offered": "z",
    "not_returned": "x",
    "unknown": "x",
    "queried": "x",
}
_COUNTRY, _REGION = ("E92000001", "England"), ("E12000007", "London")
# The Department's own codes of the London authorities, in the order of those of the Office for
# National Statistics (E09000001 on).
_OLD_CODES = (
    "201 301 302 303 304 305 202 306 307 308 203 204 205 309 310 311 312 313 206 207 314 208 209 315"
    " 316 317 318 210 319 211 320 212 213"
).split()
_OLD_CODE = {f"E09{place:06}": code for place, code in enumerate(_OLD_CODES, 1)}


@dataclass(frozen=True)
class _Set:
    """A file of data: its rows, the words for its indicators by their columns, and for its
    filters.
    """

    name: str
    rows: DataFrame
    indicators: dict[str, str]
    filters: dict[str, str]


def files(period: str) -> dict[str, bytes]:
    """The files of a period by their names, each `<name>.csv` beside its `<name>.meta.csv`; none
    where it publishes nothing of an authority at a time that the standards know.
    """
    folder, simulated = store.reports(period), declared(period).simulated
    if not folder.is_dir():
        raise InputError(f"{shown(folder)} has not been built: run `python3 make.py report`")
    origin = " ".join(store.origin(period).split())
    made = {}
    for one in filter(None, [_indicators(period), _attendance(period)]):
        # A file that is sent on alone still says what it is.
        name = f"simulated_{one.name}" if simulated else one.name
        rows = one.rows.assign(**{ORIGIN: origin})
        rows = rows[[*PLACE, *one.filters, ORIGIN, *one.indicators]]
        made[f"{name}.csv"] = _csv(rows)
        made[f"{name}.meta.csv"] = _csv(_meta(one, simulated))
    return made


def archive(period: str) -> bytes:
    """The files in one zip; InputError where there are none."""
    made = files(period)
    if not made:
        raise InputError(
            f"{period} has no open data: its report publishes no numbers of single authorities by"
            " quarter or financial year; its tables are in `--to xlsx` or `--to ods`"
        )
    return zipped(made)


def _indicators(period: str) -> _Set | None:
    """What each borough counted, a row a quarter, a column an indicator."""
    rows = _rows(period, "indicators", [f"indicators-{key}" for key in BOROUGH_KEYS])
    if rows.empty:
        return None
    keys = [key for key in INDICATOR if key in set(rows["indicator"])]
    wide = rows.pivot(index=["quarter", "borough"], columns="indicator", values="said")
    wide = wide.reindex(columns=keys).fillna(_SYMBOLS["not_returned"]).reset_index()
    times = [_financial_quarter(quarter) for quarter in wide["quarter"]]
    named = {f"{key}_count": _label(INDICATOR[key].says) for key in keys}
    placed = _placed(wide.rename(columns={key: f"{key}_count" for key in keys}), times)
    return _Set("indicators", placed, named, {})


def _attendance(period: str) -> _Set | None:
    """Attendances of each borough's staff by course, where the period is a financial year."""
    quarters = declared(period).quarters
    if len(quarters) != 4 or not quarters[0].endswith("Q2"):
        return None
    rows = _rows(period, "training", [f"training-{key}" for key in COURSE])
    rows = (
        rows[rows["period"].eq(period) & rows["borough"].isin(BOROUGH_KEYS)] if len(rows) else rows
    )
    if rows.empty:
        return None
    year, _ = _financial_quarter(quarters[0])
    told = rows.assign(
        course=[COURSE[key].name for key in rows["course"]], attendance_count=rows["said"]
    )
    placed = _placed(told, [(year, "Financial year")] * len(told))
    return _Set(
        "training_attendance",
        placed.sort_values("course", kind="stable"),
        {"attendance_count": "Attendances at training courses"},
        {"course": "Training course"},
    )


def _rows(period: str, strand: str, names: list[str]) -> DataFrame:
    """The rows of published tables, with what is `said` of each: its count, or a symbol."""
    folder = store.reports(period, strand) / "tables"
    paths = [folder / f"{name}.csv" for name in names]
    found = [csv_rows(path) for path in paths if path.is_file()]
    rows = pd.concat(found, ignore_index=True) if found else DataFrame()
    return rows.assign(said=list(_said(rows))) if len(rows) else rows


def _said(rows: DataFrame) -> Iterator[str]:
    for row in rows.itertuples():
        if row.status != "returned":
            yield _SYMBOLS[row.status]
        else:
            yield _SYMBOLS["withheld"] if row.count == SYMBOL else f"{int(float(row.count))}"


def _placed(rows: DataFrame, times: list[tuple[str, str]]) -> DataFrame:
    """Rows with the columns of PLACE, in the order of time and then of joining."""
    boroughs = [BY_KEY[key] for key in rows["borough"]]
    places = [
        (*time, "Local authority", *_COUNTRY, *_REGION, _old_code(one), one.gss, one.name)
        for time, one in zip(times, boroughs, strict=True)
    ]
    placed = DataFrame(places, columns=list(PLACE)).join(rows.reset_index(drop=True))
    placed["joining"] = [BOROUGH_KEYS.index(key) for key in rows["borough"]]
    return placed.sort_values(["time_period", "time_identifier", "joining"], kind="stable")


def _old_code(borough: Borough) -> str:
    if borough.gss not in _OLD_CODE:
        raise InputError(
            f"no code of the Department for Education is known for {borough.name} ({borough.gss}):"
            " open data is made of London authorities"
        )
    return _OLD_CODE[borough.gss]


def _financial_quarter(quarter: str) -> tuple[str, str]:
    """A calendar quarter as the standards write it: 2025Q1 is `202425`, `Financial year Q4`."""
    year, place = int(quarter[:4]), int(quarter[-1])
    first = year - (place == 1)
    return f"{first}{(first + 1) % 100:02}", f"Financial year Q{(place - 2) % 4 + 1}"


def _label(text: str) -> str:
    """What is said of an indicator, as it reads on its own."""
    return (text[0].upper() + text[1:]).replace("DA ", "domestic abuse ")


def _meta(one: _Set, simulated: bool) -> DataFrame:
    """A line a filter or indicator, by META."""
    group = "Simulated: made up to try the software" if simulated else ""
    lines = [
        *((name, "Filter", label, "", "", "", "", "") for name, label in one.filters.items()),
        *(
            (name, "Indicator", label, group, "", "0", "", "")
            for name, label in one.indicators.items()
        ),
    ]
    return DataFrame(lines, columns=list(META))


def _csv(rows: DataFrame) -> bytes:
    return rows.to_csv(index=False, lineterminator="\n").encode()
