"""Open data passes what the Department for Education's screener of data files checks, and says what
the report prints.
"""

import io
import re
import zipfile

import pandas as pd
import pytest
from conftest import printed

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.table import InputError
from edition import open_data
from edition.open_data import META, ORIGIN, PLACE, archive, files

from .conftest import PERIODS

QUARTERS = {f"Financial year Q{place}" for place in range(1, 5)}
PUBLISHED = [
    (period, name)
    for period, names in {
        "2023-25": ["indicators"],
        "2025-26": ["simulated_indicators", "simulated_training_attendance"],
    }.items()
    for name in names
]
of_sets = pytest.mark.parametrize(("period", "name"), PUBLISHED)


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")


def both(period: str, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    made = files(period)
    return read(made[f"{name}.csv"]), read(made[f"{name}.meta.csv"])


def named(meta: pd.DataFrame, kind: str) -> list[str]:
    return list(meta.loc[meta["col_type"] == kind, "col_name"])


@pytest.mark.parametrize("period", PERIODS)
def test_each_file_has_its_metadata_beside_it_and_a_name_without_spaces(period):
    names = {name for at, name in PUBLISHED if at == period}
    assert files(period).keys() == {
        f"{name}{kind}" for name in names for kind in (".csv", ".meta.csv")
    }
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)


@of_sets
def test_columns_are_those_of_the_standards_in_their_order(period, name):
    data, meta = both(period, name)
    told = [*named(meta, "Filter"), ORIGIN, *named(meta, "Indicator")]
    assert list(data.columns) == [*PLACE, *told]
    assert list(meta.columns) == [*META]
    assert not any(re.search(r"\s|[A-Z]", column) for column in data.columns)
    assert set(meta["col_type"]) <= {"Filter", "Indicator"}
    # What says where and when is no filter, and neither is a column of one value.
    assert not set(meta["col_name"]) & {*PLACE, ORIGIN}
    assert data[ORIGIN].nunique() == 1
    assert all(data[column].nunique() > 1 for column in named(meta, "Filter"))


@of_sets
def test_metadata_is_filled_in_as_filters_and_indicators_want_it(period, name):
    _, meta = both(period, name)
    assert meta["label"].ne("").all()
    assert meta["label"].is_unique
    assert meta["col_name"].is_unique
    assert meta["label"].str.len().max() <= 80
    assert meta["col_name"].str.len().max() <= 50
    filters, indicators = meta[meta["col_type"] == "Filter"], meta[meta["col_type"] == "Indicator"]
    assert len(indicators) >= 1
    only_of_indicators = ["indicator_grouping", "indicator_unit", "indicator_dp"]
    assert filters[only_of_indicators].eq("").all(axis=None)
    assert indicators[["filter_hint", "filter_grouping_column"]].eq("").all(axis=None)
    assert indicators["indicator_unit"].isin(["", "£", "%"]).all()
    assert indicators["indicator_dp"].eq("0").all()


@of_sets
def test_times_are_those_the_standards_know_and_not_mixed(period, name):
    data, _ = both(period, name)
    assert data["time_period"].str.fullmatch(r"20\d{4}").all()
    assert all(int(one[4:]) == int(one[2:4]) + 1 for one in data["time_period"])
    identifiers = set(data["time_identifier"])
    assert identifiers <= QUARTERS or identifiers == {"Financial year"}


@of_sets
def test_places_are_london_authorities_with_all_their_codes(period, name):
    data, _ = both(period, name)
    assert set(data["geographic_level"]) == {"Local authority"}
    assert set(data["country_code"] + data["country_name"]) == {"E92000001England"}
    assert set(data["region_code"] + data["region_name"]) == {"E12000007London"}
    assert {tuple(row) for row in data[["old_la_code", "new_la_code", "la_name"]].to_numpy()} <= {
        ("204", "E09000012", "Hackney"),
        ("320", "E09000031", "Waltham Forest"),
        ("316", "E09000025", "Newham"),
        ("205", "E09000013", "Hammersmith and Fulham"),
        ("302", "E09000003", "Barnet"),
        ("301", "E09000002", "Barking and Dagenham"),
    }
    assert data["la_name"].nunique() == len(BOROUGHS)


@of_sets
def test_rows_are_told_once_and_values_are_numbers_or_symbols(period, name):
    data, meta = both(period, name)
    assert not data.duplicated([*PLACE, *named(meta, "Filter")]).any()
    values = data[named(meta, "Indicator")].stack()
    assert values.str.fullmatch(r"0|[1-9]\d*|[cxz]|low").all()
    assert values.str.isdigit().any()
    wrong = {"NA", "na", "Null", "null", "NULL", "N/A", "n/a", ".", "..", "-", ":", "Total", ""}
    assert not wrong & set(data.drop(columns=ORIGIN).stack())


def test_counts_are_those_of_the_published_report():
    """Tables 6 to 11 of the report of June 2025, typed in from print."""
    data, meta = both("2023-25", "indicators")
    seen = 0
    for borough in BOROUGHS:
        rows = data[data["la_name"] == borough.name]
        for column, cells in zip(named(meta, "Indicator"), printed(borough.key)[1:], strict=True):
            assert list(rows[column]) == [cell or "x" for cell in cells[1:]]
            seen += len(cells) - 1
    assert seen == 168


def test_quarters_are_those_of_the_financial_year():
    assert [open_data._financial_quarter(f"2025Q{place}") for place in range(1, 5)] == [
        ("202425", "Financial year Q4"),
        ("202526", "Financial year Q1"),
        ("202526", "Financial year Q2"),
        ("202526", "Financial year Q3"),
    ]
    assert open_data._financial_quarter("2099Q4") == ("209900", "Financial year Q3")
    data, _ = both("2023-25", "indicators")
    first, last = data.iloc[0], data.iloc[-1]
    assert (first["time_period"], first["time_identifier"]) == ("202324", "Financial year Q2")
    assert (last["time_period"], last["time_identifier"]) == ("202425", "Financial year Q4")


def test_what_the_report_withholds_is_confidential_here():
    """Of one borough two quarters are not told: one by the borough itself, one by the report."""
    data, _ = both("2025-26", "simulated_indicators")
    rows = data[data["la_name"] == "Hammersmith and Fulham"]
    assert list(rows["protection_plan_count"]) == ["11", "c", "7", "c"]
    newham = data[data["la_name"] == "Newham"]
    assert newham.set_index("time_identifier")["referral_count"]["Financial year Q3"] == "x"


@pytest.mark.parametrize(
    ("status", "count", "said"),
    [
        ("returned", "0", "0"),
        ("returned", "12", "12"),
        ("returned", "[d]", "c"),
        ("withheld", "", "c"),
        ("not_returned", "", "x"),
        ("unknown", "", "x"),
        ("queried", "", "x"),
        ("not_member", "", "z"),
        ("not_offered", "", "z"),
    ],
)
def test_each_status_has_its_symbol(status, count, said):
    rows = pd.DataFrame({"status": [status], "count": [count]})
    assert list(open_data._said(rows)) == [said]


def test_what_a_table_has_no_line_for_is_not_available(tmp_path, monkeypatch):
    """An indicator that began within the period has no line for the quarters before it."""
    (tmp_path / "params.yaml").write_text("strands: []\nperiods: []\n", encoding="utf-8")
    folder = tmp_path / "reports/2023-25/indicators/tables"
    folder.mkdir(parents=True)
    (folder / "indicators-barnet.csv").write_text(
        "borough,indicator,quarter,count,status\n"
        "barnet,referral,2024Q1,5,returned\nbarnet,referral,2024Q2,7,returned\n"
        "barnet,assessment,2024Q2,0,returned\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    rows = open_data._indicators("2023-25").rows
    assert list(rows["time_period"] + rows["time_identifier"].str[-3:]) == [
        "202324 Q4",
        "202425 Q1",
    ]
    assert list(rows["referral_count"]) == ["5", "7"]
    assert list(rows["assessment_count"]) == ["x", "0"]


def test_simulated_data_say_so_in_name_rows_and_metadata():
    for name, content in files("2025-26").items():
        rows = read(content)
        assert name.startswith("simulated_")
        if name.endswith(".meta.csv"):
            groups = rows.loc[rows["col_type"] == "Indicator", "indicator_grouping"]
            assert groups.str.startswith("Simulated: made up").all()
        else:
            assert rows[ORIGIN].str.startswith("Simulated data: made up").all()
    assert not any("imulated" in content.decode() for content in files("2023-25").values())


def test_one_zip_holds_them_with_the_same_bytes():
    held = zipfile.ZipFile(io.BytesIO(archive("2025-26")))
    assert {name: held.read(name) for name in held.namelist()} == files("2025-26")
    assert archive("2025-26") == archive("2025-26")


def test_a_period_without_any_is_refused_with_what_there_is_instead():
    with pytest.raises(
        InputError, match=r"^2021-22 has no open data: .*`--to xlsx` or `--to ods`$"
    ):
        archive("2021-22")
