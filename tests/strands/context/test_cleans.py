"""Releases of any vintage are read as they are, a symbol never becomes a number, and what cannot be read is asked."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from analysis.declare.table import InputError
from simulated import context as made_up
from simulated.made import generator
from strands.context.cleans import clean
from strands.context.cleans.numbers import SYMBOLS
from strands.context.declares import HEADINGS

ABOUT = "time_period geographic_level country_code country_name region_name old_la_code new_la_code la_name".split()
HACKNEY = {
    "region_name": "Inner London",
    "old_la_code": "204",
    "new_la_code": "E09000012",
    "la_name": "Hackney",
}


def release(lines: list[dict], *measures: str, heads: dict | None = None, **how) -> bytes:
    """A release of some lines; `heads` renames its columns."""
    rows = pd.DataFrame(lines, columns=[*ABOUT, *measures], dtype=object).fillna("")
    rows["geographic_level"] = rows["geographic_level"].replace("", "Local authority")
    return (
        rows.rename(columns=heads or {})
        .to_csv(index=False, **how)
        .encode(how.pop("encoding", "utf-8"))
    )


def referrals(*numbers, year="2024", **more) -> dict:
    return {
        **HACKNEY,
        "time_period": year,
        **dict(zip(("referral_count", "rereferral_count"), numbers, strict=True)),
        **more,
    }


def read(*contents: bytes, of_period: str = "2023-25", corrections=None):
    files = {f"c{at}.csv": content for at, content in enumerate(contents, 1)}
    return clean(files, CORRECTIONS.empty() if corrections is None else corrections, of_period)


def row(cleaned, measure: str, year: int = 2024, area: str = "E09000012") -> pd.Series:
    rows = cleaned.table[(cleaned.table["measure"] == measure) & (cleaned.table["year"] == year)]
    (found,) = [one for _, one in rows[rows["area"] == area].iterrows()]
    return found


def rules(cleaned) -> list[str]:
    """What is asked, but for members that a small release does not hold."""
    return [rule for rule in cleaned.queries["rule"] if rule != "member_absent"]


COUNTS = ("referral_count", "rereferral_count")


def test_a_number_knows_its_cell_and_what_was_typed():
    cleaned = read(release([referrals("4,210", "801")], *COUNTS))
    found = row(cleaned, "referrals")
    assert (found["count"], found["raw"], found["file"], found["cell"]) == (
        4210,
        "4,210",
        "c1.csv",
        "I2",
    )
    assert (found["level"], found["region"], found["status"]) == (
        "authority",
        "Inner London",
        "returned",
    )
    assert rules(cleaned) == []


@pytest.mark.parametrize(
    ("symbol", "status"), [*SYMBOLS.items(), ("X", "not_returned"), ("Low", "withheld")]
)
def test_a_symbol_or_a_blank_is_never_a_number(symbol, status):
    found = row(read(release([referrals("4210", symbol)], *COUNTS)), "re_referrals")
    assert pd.isna(found["count"]) and found["status"] == status


def test_a_zero_that_was_released_is_a_zero():
    found = row(read(release([referrals("40", "0")], *COUNTS)), "re_referrals")
    assert (found["count"], found["status"]) == (0, "returned")


def test_a_symbol_nobody_knows_is_asked_about_once_for_all_its_cells():
    lines = [referrals("4210", "~", year=str(year)) for year in range(2018, 2024)]
    cleaned = read(release(lines, *COUNTS))
    assert rules(cleaned) == ["unread_number"]
    assert "Such stands in 6 cells" in " ".join(cleaned.queries["question"])
    assert set(cleaned.table.loc[cleaned.table["measure"] == "re_referrals", "status"]) == {
        "queried"
    }


@pytest.mark.parametrize(
    "typed",
    [
        "2024",
        "202324",
        "2023/24",
        "2023-24",
        "Year ending 31 March 2024",
        "year ended March 2024",
        "2023–24",
        "2023/2024",
        "31/03/2024",
    ],
)
def test_a_year_is_the_one_ended_in_march(typed):
    assert (
        row(read(release([referrals("10", "2", year=typed)], *COUNTS)), "referrals")["count"] == 10
    )


@pytest.mark.parametrize("typed", ["202326", "2023 to 2025", "last year", "2024p"])
def test_a_year_that_cannot_be_read_is_asked_about(typed):
    cleaned = read(release([referrals("10", "2"), referrals("10", "2", year=typed)], *COUNTS))
    assert rules(cleaned) == ["unread_year"]
    assert len(cleaned.table) == 2


@pytest.mark.parametrize(
    "heads",
    [
        {"referral_count": "Number of referrals", "rereferral_count": "Re-referral count"},
        {"time_period": "Year", "la_name": "Local authority", "new_la_code": "LA code"},
        {"referral_count": "REFERRALS"},
    ],
)
def test_columns_renamed_are_read_all_the_same(heads):
    cleaned = read(release([referrals("10", "2")], *COUNTS, heads=heads))
    assert row(cleaned, "referrals")["count"] == 10 and rules(cleaned) == []


def test_a_mark_at_the_beginning_and_semicolons_change_nothing():
    content = release([referrals("10", "2")], *COUNTS, sep=";")
    assert row(read("\ufeff".encode() + content), "re_referrals")["count"] == 2


def test_another_table_or_other_headings_are_asked_about_and_leave_no_number():
    another = read(release([{**HACKNEY, "time_period": "2024"}], "children_looked_after"))
    assert rules(another) == ["another_table"] and another.table.empty
    renamed = read(release([referrals("10", "2")], *COUNTS, heads={"rereferral_count": "col_7"}))
    assert rules(renamed) == ["unknown_headings"]
    assert renamed.table.empty
    assert (
        "col_7"
        in renamed.queries.loc[renamed.queries["rule"] == "unknown_headings", "question"].item()
    )


def test_a_file_that_is_no_csv_is_refused_in_one_line():
    with pytest.raises(InputError, match="it is no CSV file; download"):
        clean({"release.xlsx": b"PK"}, CORRECTIONS.empty(), "2023-25")


def test_the_newer_release_counts_whatever_it_is_called_and_the_older_stands_beside_it():
    older = [referrals("10", "2", year=year) for year in ("2022", "2023", "2024")]
    newer = [referrals("12", "2", year=year) for year in ("2024", "2025")]
    for contents in ((older, newer), (newer, older)):
        cleaned = read(*(release(lines, *COUNTS) for lines in contents))
        found = row(cleaned, "referrals")
        assert found["count"] == 12 and found["caveat"].startswith("10 in c")
        assert row(cleaned, "referrals", 2022)["count"] == 10


@pytest.mark.parametrize("doubted", ["4,21O", "?"])
def test_what_is_doubted_in_a_newer_release_takes_nothing_of_an_older_one_away(doubted):
    older = release([referrals("10", "2", year=year) for year in ("2023", "2024")], *COUNTS)
    newer = [referrals("10", doubted, year="2024"), referrals("9", "1", year="2025")]
    cleaned = read(older, release(newer, *COUNTS))
    assert rules(cleaned) == ["unread_number"]
    assert row(cleaned, "re_referrals", 2025)["count"] == 1
    found = row(cleaned, "re_referrals")
    assert (found["count"], found["file"], found["status"]) == (2, "c1.csv", "returned")


def test_an_authority_with_a_new_code_and_the_same_place_is_one():
    place = {"region_name": "South East", "old_la_code": "825", "la_name": "Buckinghamshire"}
    lines = [
        referrals("10", "2", year="2020", **{**place, "new_la_code": "E10000002"}),
        referrals("11", "2", year="2021", **{**place, "new_la_code": "E06000060"}),
    ]
    cleaned = read(release(lines, *COUNTS))
    assert set(cleaned.table["area"]) == {"E06000060"}
    assert row(cleaned, "referrals", 2020, "E06000060")["cell"] == "I2"


def test_a_newer_release_that_puts_the_new_code_to_every_year_parts_nothing():
    place = {"region_name": "South East", "old_la_code": "825", "la_name": "Buckinghamshire"}
    old, new = ({**place, "new_la_code": code} for code in ("E10000002", "E06000060"))
    older = [referrals("10", "2", year=year, **old) for year in ("2019", "2020")]
    newer = [referrals("10", "2", year=year, **new) for year in ("2019", "2020", "2021")]
    cleaned = read(release(older, *COUNTS), release(newer, *COUNTS))
    assert set(cleaned.table["area"]) == {"E06000060"} and len(cleaned.table) == 6


def test_authorities_of_one_name_and_different_places_are_two():
    lines = [
        referrals(
            "10", "2", year="2019", la_name="Dorset", old_la_code="835", new_la_code="E10000009"
        ),
        referrals(
            "11", "2", year="2020", la_name="Dorset", old_la_code="838", new_la_code="E06000059"
        ),
    ]
    assert set(read(release(lines, *COUNTS)).table["area"]) == {"E10000009", "E06000059"}


def test_two_authorities_are_never_joined_because_an_old_code_is_used_twice():
    lines = [
        referrals("10", "2", la_name="A", old_la_code="999", new_la_code="E06000001"),
        referrals("11", "2", la_name="B", old_la_code="999", new_la_code="E06000002"),
    ]
    cleaned = read(release(lines, *COUNTS))
    assert set(cleaned.table["area"]) == {"E06000001", "E06000002"} and rules(cleaned) == []


def test_lines_broken_down_by_something_else_are_asked_about_once_and_kept_out():
    lines = [
        referrals(str(10 + at), "2", year=str(year)) for year in (2023, 2024) for at in range(3)
    ]
    cleaned = read(release(lines, *COUNTS))
    assert rules(cleaned) == ["twice"]
    assert set(cleaned.table.loc[cleaned.table["measure"] == "referrals", "status"]) == {"queried"}


def test_a_part_above_its_whole_is_asked_about_and_kept_out():
    cleaned = read(release([referrals("10", "12")], *COUNTS))
    assert rules(cleaned) == ["part_beyond_whole"]
    assert row(cleaned, "re_referrals")["status"] == "queried"


def test_a_line_without_a_code_and_a_year_that_no_release_has_are_asked_about():
    nameless = read(release([referrals("10", "2"), referrals("1", "0", new_la_code="")], *COUNTS))
    assert rules(nameless) == ["nameless_area"]
    gap = read(release([referrals("10", "2", year=year) for year in ("2021", "2024")], *COUNTS))
    assert rules(gap) == ["missing_year"]
    assert "2022, 2023" in gap.queries.loc[gap.queries["rule"] == "missing_year", "question"].item()


def test_members_that_no_release_holds_are_named():
    cleaned = read(release([referrals("10", "2")], *COUNTS))
    absent = cleaned.queries.loc[cleaned.queries["rule"] == "member_absent", "question"]
    assert len(absent) == 5 and not absent.str.contains("Hackney").any()


def test_a_correction_replaces_what_was_released_and_is_told():
    one = {
        "file": "c1.csv",
        "sheet": "",
        "cell": "I2",
        "was": "10",
        "becomes": "100",
        "why": "erratum",
        "who": "evaluator",
        "decided": "2026-01-05",
    }
    cleaned = read(
        release([referrals("10", "2")], *COUNTS), corrections=CORRECTIONS.check(pd.DataFrame([one]))
    )
    found = row(cleaned, "referrals")
    assert found["count"] == 100 and found["raw"] == "10" and "erratum" in found["caveat"]


def test_a_line_that_differs_once_is_kept_out_however_often_it_comes_again():
    lines = [referrals("10", "2"), referrals("11", "3"), referrals("11", "3")]
    cleaned = read(release(lines, *COUNTS))
    assert rules(cleaned) == ["twice"] and set(cleaned.table["status"]) == {"queried"}


def test_without_a_level_the_code_says_what_a_line_is_of():
    lines = [
        referrals("10", "2"),
        referrals("100", "20", new_la_code="E12000007", la_name="London", old_la_code=""),
        referrals("1000", "200", new_la_code="E92000001", la_name="England", old_la_code=""),
    ]
    rows = pd.DataFrame(lines).drop(columns="geographic_level", errors="ignore")
    cleaned = read(rows.to_csv(index=False).encode())
    levels = cleaned.table.drop_duplicates("area").set_index("area")["level"].to_dict()
    assert levels == {"E09000012": "authority", "London": "region", "England": "country"}


def test_a_level_nobody_knows_is_asked_about_once():
    lines = [
        referrals("10", "2"),
        *(referrals("1", "1", geographic_level="Ward") for _ in range(5)),
    ]
    lines = [
        {**line, "new_la_code": line["new_la_code"] if at == 0 else f"X{at}"}
        for at, line in enumerate(lines)
    ]
    cleaned = read(release(lines, *COUNTS))
    assert rules(cleaned) == ["unread_level"] and set(cleaned.table["area"]) == {"E09000012"}


def national(*numbers, year="2024") -> dict:
    about = {"geographic_level": "National", "country_code": "E92000001", "country_name": "England"}
    counts = dict(zip(COUNTS, numbers, strict=True))
    return {**about, "time_period": year, **counts}


def test_percentages_in_the_place_of_counts_are_asked_about():
    """England's 22 is not what authorities' 20 and 24 come to."""
    other = {"old_la_code": "316", "new_la_code": "E09000025", "la_name": "Newham"}
    lines = [referrals("4000", "20"), referrals("5000", "24", **other), national("9000", "22")]
    cleaned = read(release(lines, *COUNTS))
    assert rules(cleaned) == ["not_a_sum"]
    assert row(cleaned, "referrals")["count"] == 4000
    assert row(cleaned, "re_referrals")["status"] == "queried"
    whole = [referrals("4000", "800"), referrals("5000", "1200", **other), national("9000", "2000")]
    assert rules(read(release(whole, *COUNTS))) == []


def test_two_headings_for_one_number_are_asked_about_and_neither_is_read():
    line = {**referrals("10", "2"), "Number of referrals": "9"}
    cleaned = read(release([line], *COUNTS, "Number of referrals"))
    assert rules(cleaned) == ["two_headings"] and cleaned.table.empty


def test_a_base_and_its_part_come_from_one_release():
    newer = release(
        [referrals("20", "4", year=year) for year in ("2024", "2025")],
        *COUNTS,
        heads={"rereferral_count": "col7"},
    )
    cleaned = read(release([referrals("10", "2")], *COUNTS), newer)
    assert rules(cleaned) == ["unknown_headings"]
    assert (row(cleaned, "referrals")["count"], row(cleaned, "re_referrals")["count"]) == (10, 2)


def test_a_region_whose_code_differs_between_releases_is_one():
    london = {
        "geographic_level": "Regional",
        "region_name": "London",
        "referral_count": "100",
        "rereferral_count": "20",
    }
    first, second = ({**london, "time_period": year} for year in ("2023", "2024"))
    cleaned = read(
        release([referrals("10", "2"), first], *COUNTS),
        release([referrals("10", "2"), second], *COUNTS),
    )
    assert cleaned.table.loc[cleaned.table["level"] == "region", "area"].unique().tolist() == [
        "London"
    ]


def test_titles_above_and_notes_below_the_table_are_no_lines():
    table = release([referrals("10", "2")], *COUNTS).decode()
    cleaned = read(
        f"Referrals in England\n\n{table}\nSource: a department\nNote 1: rounded\n".encode()
    )
    assert rules(cleaned) == [] and row(cleaned, "referrals")["cell"] == "I4"


def test_thousands_cut_at_their_comma_are_asked_about_and_kept_out():
    table = release([referrals("4210", "801"), referrals("52", "8", year="2023")], *COUNTS).decode()
    cleaned = read(table.replace("4210", "4,210").encode())
    assert "unread_number" in rules(cleaned)
    assert set(cleaned.table.loc[cleaned.table["year"] == 2024, "status"]) == {"queried"}
    assert row(cleaned, "referrals", 2023)["count"] == 52


@pytest.mark.parametrize(("typed", "count"), [("4210.0", 4210), ("4 210", 4210)])
def test_whole_numbers_written_otherwise_are_numbers(typed, count):
    assert row(read(release([referrals(typed, "2")], *COUNTS)), "referrals")["count"] == count


def test_what_is_alike_is_asked_about_once():
    lines = [referrals(f"{at}r", "2", year=str(2000 + at)) for at in range(10, 24)]
    assert rules(read(release(lines, *COUNTS))) == ["unread_number"]
    years = [referrals("10", "2", year=f"{2000 + at}p") for at in range(10, 24)]
    assert rules(read(release([referrals("10", "2"), *years], *COUNTS))) == ["unread_year"]


def test_regions_and_the_country_stand_beside_authorities():
    line = {
        "time_period": "2024",
        "geographic_level": "National",
        "country_code": "E92000001",
        "country_name": "England",
        "referral_count": "620000",
        "rereferral_count": "140000",
    }
    cleaned = read(release([line, referrals("10", "2")], *COUNTS))
    assert row(cleaned, "referrals", area="England")["level"] == "country"


def test_nothing_that_arrived_is_nothing_asked():
    cleaned = clean({}, CORRECTIONS.empty(), "2025-26")
    assert cleaned.table.empty and cleaned.queries.empty


@pytest.fixture(scope="module")
def simulated():
    files = made_up.files(period("2025-26"), generator("context"))
    return clean({file.file: file.content for file in files}, CORRECTIONS.empty(), "2025-26")


def test_the_made_up_release_is_read_whole_with_its_symbols(simulated):
    assert simulated.queries.empty
    assert set(simulated.table["measure"]) == {
        name for table in HEADINGS.values() for name in table
    }
    hackney = simulated.table[simulated.table["name"] == "Hackney"]
    assert set(hackney.loc[hackney["year"].isin([2021, 2022]), "status"]) == {"not_returned"}
    ended = simulated.table[simulated.table["name"] == "Made-up County 1"]
    assert ended["area"].unique().tolist() == ["E06099901"]
    assert ended.groupby("measure")["year"].nunique().eq(9).all()


def test_the_repository_holds_no_release_but_the_made_up_one():
    assert not (ROOT / "data" / "raw" / "context").exists() or "/data/raw/context/" in (
        ROOT / ".gitignore"
    ).read_text(encoding="utf-8")
