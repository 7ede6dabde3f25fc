"""A proof is a second way to each number: its formulas come to what was found, and to what would be found
of other counts; it holds no cell but what may leave, and nothing in it runs that is not ours.
"""

import hashlib
import io
import math
import re
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from proof.conftest import (
    MADE_UP,
    NUMBERS,
    SECTIONS,
    STRANDS,
    opened,
    proved,
    recalculated,
    results,
    told,
)

from analysis import store
from analysis.declare.table import InputError
from analysis.find import slopes
from desk.cli import main
from desk.proof import declared
from strands.activity.finds.activity import findings as found_in_activity
from strands.indicators.finds.indicators import everything
from strands.training.finds import findings as found_in_training

PERIOD = "2023-25"
WORKED, FOUND, AGREES, WHY = "By formula", "As found", "Agrees", "Why there is no formula"
# Functions that Excel has had under these names since 2007, and other programs too.
FUNCTIONS = set(
    "ABS AND AVERAGE BETADIST BETAINV CHIINV COUNT COUNTA COUNTIF EXACT EXP IF IFERROR INDEX ISNUMBER LEFT LN MATCH"
    " MAX MEDIAN MIN NORMSINV RIGHT ROW SMALL SQRT SUM SUMPRODUCT SUMSQ TDIST TINV".split()
)
# Worked from a number that only simulation, or every order of the counts, tells: as it was found.
GIVEN = ("detectable change", "together detectable", "trend shown", "below 0.05 permutation")


def digits(number: float | str) -> str:
    """A number to more digits than anybody compares: a workbook keeps no more than 16."""
    return f"{float(number):.14g}"


def close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-6)


@pytest.mark.parametrize(
    ("period", "strand"), [one for one in SECTIONS if one[0] in (PERIOD, MADE_UP)]
)
def test_every_formula_comes_to_what_was_found(proofs, tmp_path, period, strand):
    book = recalculated(proofs[period, strand], tmp_path)
    lines = results(book)
    worked = [line for line in lines if not line[WHY]]
    assert worked and all(line[AGREES] is True for line in worked)
    for line in worked:
        if isinstance(line[FOUND], str):
            assert line[WORKED] == line[FOUND]
        else:
            assert close(line[WORKED], line[FOUND])
    summary = {row[0]: row[1] for row in book["Contents"].iter_rows(values_only=True)}
    assert summary["Numbers of this section"] == len(lines)
    assert summary["worked by a live formula"] == summary["of these agree"] == len(worked)
    assert summary["do not agree"] == 0
    assert summary["without a formula"] == len(lines) - len(worked)
    if period == PERIOD:
        assert summary["Returned cells"] == summary["of these hold what was read"] > 0


@pytest.mark.parametrize(("period", "strand"), SECTIONS)
def test_no_number_of_the_findings_is_left_out(home, proofs, period, strand):
    """Those of a refusal stand with its reason on a sheet of their own."""
    lines = results(opened(proofs[period, strand]))
    findings = told(home, period, strand)
    silent = [
        one
        for one in findings
        if not any(one[name] for name in NUMBERS[:3])
        and (one["refused"] or not any(one[name] for name in (*NUMBERS, "verdict")))
    ]
    expected = Counter(
        one[name]
        for one in findings
        if one not in silent
        for name in (*NUMBERS, "verdict")
        if one[name]
    )
    held = [line for line in lines if not line["Number"].startswith("equation")]
    assert len(held) == expected.total()
    numbers = [digits(text) for text in expected.elements() if re.fullmatch(r"[-\d.e]+", text)]
    found = [digits(line[FOUND]) for line in held if not isinstance(line[FOUND], str)]
    assert sorted(found) == sorted(numbers)
    assert opened(proofs[period, strand])["No number"].max_row == len(silent) + 2
    assert all((line[WORKED] is None) == bool(line[WHY]) for line in lines)
    assert declared.UNDECLARED not in {line[WHY] for line in lines}


def test_of_real_periods_only_what_no_formula_does_has_none(proofs):
    assert not any(line[WHY] for line in results(opened(proofs[PERIOD, "training"])))
    without = {
        line["Statistic"] for line in results(opened(proofs[PERIOD, "indicators"])) if line[WHY]
    }
    assert without == {
        *("not returned", "permutation p", "detectable change", "rests on"),
        *("sign flip p", "reordered p", "together detectable"),
    }


def test_cells_stand_where_their_sender_had_them(home, proofs):
    book = opened(proofs[PERIOD, "indicators"])
    heads = [row[0].value for row in book["Contents"].iter_rows()].index("Sheet") + 1
    listed = [
        row for row in book["Contents"].iter_rows(min_row=heads + 1, values_only=True) if row[1]
    ]
    assert sum(row[1] for row in listed) == 144
    for title, many, file, sheet, sha256 in listed:
        sent = home / "data" / "raw" / file
        assert sha256 == hashlib.sha256(sent.read_bytes()).hexdigest()
        cells = [cell for row in book[title].iter_rows() for cell in row if cell.value is not None]
        assert len(cells) == many
        original = openpyxl.load_workbook(sent)[sheet]
        assert all(original[cell.coordinate].value == cell.value for cell in cells)
    assert book.sheetnames[:3] == ["Contents", "Results", listed[0][0]]


def changed(content: bytes, sheet: str, cell: str, count: int) -> bytes:
    book, out = opened(content), io.BytesIO()
    book[sheet][cell] = count
    book.save(out)
    return out.getvalue()


def would_be(home, strand: str, file: str, cell: str, count: int) -> list[dict]:
    """The findings of rows in which one cell holds another count."""
    rows = store.read(strand, "hub" if strand == "activity" else "table", up_to=PERIOD)
    rows.loc[rows["file"].eq(file) & rows["cell"].eq(cell), "count"] = count
    if strand == "training":
        frames = {"findings": found_in_training(rows, store.sources(PERIOD))}
    elif strand == "activity":
        parts = [store.read(strand, name, up_to=PERIOD) for name in ("consultations", "form")]
        frames = {"findings": found_in_activity(parts[0], rows, parts[1])}
    else:
        again = store.read(strand, "re_referrals", up_to=PERIOD)
        frames = everything(rows, again, store.read("context", up_to=PERIOD), PERIOD)
    order = sorted(frames)
    return pd.concat([frames[name] for name in order], ignore_index=True).to_dict("records")


@pytest.mark.parametrize(
    ("strand", "file", "sheet", "cell", "count"),
    [
        ("training", "2023-25/training/table01.csv", "2023-25 table01", "H3", 300),
        ("training", "2022-23/training/table12.csv", "2022-23 table12", "B3", 9),
        ("activity", "2023-25/activity/table04.csv", "2023-25 table04", "D3", 100),
        ("indicators", "2023-25/indicators/hackney.xlsx", "hackney", "D5", 200),
        ("indicators", "2023-25/indicators/newham.xlsx", "newham", "E9", 40),
    ],
)
def test_another_count_turns_exactly_what_rests_on_it(
    home, proofs, tmp_path, monkeypatch, strand, file, sheet, cell, count
):
    """The formulas then come to what the pipeline finds of that count; what is simulated stays as found."""
    monkeypatch.chdir(home)
    monkeypatch.setattr(slopes, "least_called", lambda steps, power: float("nan"))
    content = changed(proofs[PERIOD, strand], sheet, cell, count)
    lines = [
        line
        for line in results(recalculated(content, tmp_path))
        if not line[WHY] and line["Statistic"] not in GIVEN and line["Number"][0] in "elhxnv"
    ]
    finds = {
        (
            one["statistic"].replace("_", " "),
            one["subject"],
            one["borough"],
            one["when"],
            one["reading"],
        ): one
        for one in would_be(home, strand, file, cell, count)
    }
    assert len(finds) > 100
    turned = 0
    for line, one in zip(lines, matched(lines, finds), strict=True):
        name = line["Number"].split(":")[0]
        if name == "equation":
            continue
        now = one[name]
        same = now == line[FOUND] if isinstance(now, str) else close(now, line[FOUND])
        assert line[AGREES] is same, line
        assert line[WORKED] == now if isinstance(now, str) else close(line[WORKED], now), line
        turned += not same
    assert 0 < turned < len(lines) / 2


def test_a_count_withheld_within_a_range_is_not_taken_for_a_number(here, tmp_path, monkeypatch):
    """What rests on it has no formula, nor what allows for all series; all else agrees as before."""
    monkeypatch.setattr(slopes, "least_called", lambda steps, power: float("nan"))
    table = here / "data" / "processed" / "indicators" / PERIOD / "table.csv"
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    out = rows["indicator"].eq("care_entry") & rows["cell"].isin(["B8", "H8"])
    out &= rows["borough"].eq("hackney")
    rows.loc[out, ["count", "status", "raw"]] = ["", "withheld", "<5"]
    rows.to_csv(table, index=False)
    returned, again, official = (
        store.read(strand, name, up_to=PERIOD)
        for strand, name in (
            ("indicators", "table"),
            ("indicators", "re_referrals"),
            ("context", "table"),
        )
    )
    for name, found in everything(returned, again, official, PERIOD).items():
        store.write(f"reports/{PERIOD}/indicators/{name}.csv", found)
    lines = results(recalculated(proved(PERIOD, "indicators"), tmp_path))
    worked = [line for line in lines if not line[WHY]]
    assert [line for line in worked if line[AGREES] is not True] == []
    estimates = [line for line in worked if line["Number"] == "estimate"]
    of_trends = {line["About"] for line in estimates if line["Statistic"] == "trend over span"}
    assert of_trends == {"referral", "assessment", "protection plan"}
    of_all = {"trend p holm", "together p holm", "trend tests", "tests run"}
    assert not of_all & {line["Statistic"] for line in estimates}
    book = opened(Path("proof.xlsx").read_bytes())
    assert {book["hackney"][cell].value for cell in ("B8", "H8")} == {"<5"}


def matched(lines: list[dict], finds: dict) -> list[dict]:
    """The finding of each line, by what it is about in words."""

    def words(text: str) -> str:
        return ", ".join(part for part in text.split(" | ") if part).replace("_", " ")

    by_words = {
        (statistic, words(subject), borough.replace("_", " ").casefold(), when, reading): one
        for (statistic, subject, borough, when, reading), one in finds.items()
    }
    keys = ("Statistic", "About", "Borough", "When", "Reading, or held against")
    return [
        by_words[
            tuple(
                (line[key] or "").casefold() if key == "Borough" else line[key] or ""
                for key in keys
            )
        ]
        for line in lines
    ]


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.mark.parametrize("strand", [strand for period, strand in SECTIONS if period == MADE_UP])
def test_nothing_of_what_is_withheld_is_in_any_part(home, proofs, strand):
    """No cell, file or sheet of the returns; each number is one that was published."""
    every = parts(proofs[MADE_UP, strand])
    whole = " ".join(every.values())
    received = store_received(home, strand)
    assert received and not any(name in whole for name in received)
    assert "Cells!" not in whole
    published = {
        digits(one[name])
        for one in told(home, MADE_UP, strand)
        for name in NUMBERS
        if one[name] and one[name] != "[d]"
    }
    found = [line[FOUND] for line in results(opened(proofs[MADE_UP, strand]))]
    numbers = {digits(number) for number in found if not isinstance(number, str)} - {"0"}
    assert numbers and numbers <= published


def store_received(home: Path, strand: str) -> list[str]:
    rows = pd.read_csv(home / "data" / "raw" / MADE_UP / "received.csv", dtype=str)
    return [Path(file).name for file in rows.loc[rows["strand"] == strand, "file"]]


def test_not_even_a_finding_that_names_its_cells_brings_one_in(here):
    """What holds is the profile and where a file came from, whatever the findings say."""
    from analysis import cleaning

    store.write_cleaned("training", MADE_UP, cleaning.cleaned("training", MADE_UP))
    table = here / "data" / "processed" / "training" / MADE_UP / "table.csv"
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    rows.loc[rows["count"] != "", ["count", "raw"]] = "48731"
    rows.to_csv(table, index=False)
    path = here / "reports" / MADE_UP / "training" / "findings.csv"
    found = pd.read_csv(path, dtype=str, keep_default_na=False)
    places = MADE_UP + "/" + rows["file"] + "!" + rows["sheet"] + "!" + rows["cell"]
    found["rows"] = "; ".join(places[rows["count"] != ""])
    found.loc[0, "estimate"] = "[d]"
    found.to_csv(path, index=False)
    content = proved(MADE_UP, "training")
    assert "48731" not in " ".join(parts(content).values())
    first, *_ = results(opened(content))
    assert (first[FOUND], first[WORKED], first[AGREES]) == ("[d]", None, None)
    assert first[WHY].startswith("withheld here")


def test_what_rests_on_a_withheld_number_is_worked_from_nothing(here):
    path = here / "reports" / MADE_UP / "training" / "findings.csv"
    found = pd.read_csv(path, dtype=str, keep_default_na=False)
    about = found["subject"].eq("overview | blocks") & found["when"].eq(MADE_UP)
    found.loc[found["statistic"].eq("total") & about, "estimate"] = "[d]"
    found.to_csv(path, index=False)
    lines = results(opened(proved(MADE_UP, "training")))
    of_overview = [
        line for line in lines if line["About"] == "overview, blocks" and line["When"] == MADE_UP
    ]
    rates = [line for line in of_overview if line["Statistic"] == "per month"]
    assert rates and all(
        line[WHY] == "a number that it rests on is withheld here" for line in rates
    )


def test_what_looks_like_a_formula_is_text(here):
    """A returned cell, what was typed in it, the words of a finding, and a file with an odd name."""
    run, harm = '=HYPERLINK("http://example.org","x")', "@SUM(1+1)*cmd|' /C calc'!A0"
    table = here / "data" / "processed" / "training" / PERIOD / "table.csv"
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    cell = rows["cell"].eq("H3") & rows["file"].eq("training/table01.csv")
    rows.loc[cell, ["raw", "count", "status"]] = [run, "", "queried"]
    rows.to_csv(table, index=False)
    path = here / "reports" / PERIOD / "training" / "findings.csv"
    found = pd.read_csv(path, dtype=str, keep_default_na=False)
    found.loc[0, ["reading", "note"]] = [harm, run]
    found.loc[1, [*NUMBERS, "note"]] = [*[""] * 5, run]
    found.to_csv(path, index=False)
    content = proved(PERIOD, "training")
    book = opened(content)
    held = book["2023-25 table01"]["H3"]
    assert (held.value, held.data_type, held.quotePrefix) == (run, "s", True)
    texts = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in (run, harm)
    ]
    assert len(texts) >= 4 and all(cell.data_type == "s" and cell.quotePrefix for cell in texts)
    formulas = re.findall(r"<f>(.*?)</f>", " ".join(parts(content).values()))
    assert formulas and not any("HYPERLINK" in formula or "cmd" in formula for formula in formulas)


@pytest.mark.parametrize("strand", STRANDS)
def test_formulas_need_no_newer_program_and_no_other_file(proofs, strand):
    every = parts(proofs[PERIOD, strand])
    formulas = re.findall(r"<f>(.*?)</f>", " ".join(every.values()))
    words = {word for formula in formulas for word in re.findall(r"([A-Z.]+)\(", formula)}
    assert words <= FUNCTIONS
    assert not any("[" in formula or len(formula) > 8_000 for formula in formulas)
    assert not any("externalLink" in name for name in every)


def test_the_same_section_makes_the_same_bytes_without_a_date(home, proofs, monkeypatch):
    monkeypatch.chdir(home)
    assert proved(PERIOD, "training") == proofs[PERIOD, "training"]
    with zipfile.ZipFile(io.BytesIO(proofs[PERIOD, "training"])) as archive:
        assert {part.date_time[:3] for part in archive.infolist()} == {(1980, 1, 1)}
    assert not re.search(
        r"<dcterms:\w+[^>]*>[^<]+<", parts(proofs[PERIOD, "training"])["docProps/core.xml"]
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            (PERIOD, "surveys"),
            "surveys does not say how its numbers are worked from cells: a proof can be had of",
        ),
        ((PERIOD, "weather"), "no strand 'weather': known are"),
        (("2019-20", "training"), "no period '2019-20': known are"),
        ((PERIOD, "mash"), "mash"),
    ],
)
def test_what_cannot_be_proved_ends_in_one_line(here, arguments, says):
    ended = CliRunner().invoke(main, ["proof", *arguments])
    assert ended.exit_code == 1
    (line,) = ended.output.splitlines()
    assert line.startswith(f"Error: {says}")


def test_a_section_that_is_not_built_and_one_under_another_rule_are_refused(here):
    params = Path("params.yaml").read_text(encoding="utf-8")
    Path("params.yaml").write_text(params.replace("dfe_cin", "internal"), encoding="utf-8")
    with pytest.raises(InputError, match="has not been built"):
        proved(MADE_UP, "training")
    Path("params.yaml").write_text(params.replace("dfe_cin", "hes"), encoding="utf-8")
    with pytest.raises(InputError, match="was built under another rule"):
        proved(MADE_UP, "training")


def test_the_command_says_where_it_is_and_what_it_came_to(home, monkeypatch, tmp_path):
    monkeypatch.chdir(home)
    ended = CliRunner().invoke(
        main, ["proof", PERIOD, "training", "--out", str(tmp_path / "a.xlsx")]
    )
    assert ended.output.splitlines() == [
        str(tmp_path / "a.xlsx"),
        "287 numbers, 287 by a live formula; why 0 have none stands beside them",
    ]


@pytest.mark.parametrize("name", ["results", "trend referral", "é", "a" * 60])
def test_a_file_may_have_any_name(here, tmp_path, name):
    """Its sheet has one that every program takes, and is no other sheet of ours."""
    for place in (
        f"data/processed/indicators/{PERIOD}/table.csv",
        f"data/raw/{PERIOD}/received.csv",
        f"reports/{PERIOD}/indicators/findings.csv",
    ):
        path = here / place
        path.write_text(
            path.read_text(encoding="utf-8").replace(
                "indicators/hackney.xlsx", f"indicators/{name}.xlsx"
            ),
            encoding="utf-8",
        )
    folder = here / "data" / "raw" / PERIOD / "indicators"
    (folder / "hackney.xlsx").rename(folder / f"{name}.xlsx")
    book = opened(proved(PERIOD, "indicators"))
    assert len({title.casefold() for title in book.sheetnames}) == len(book.sheetnames)
    assert all(re.fullmatch(r"[A-Za-z0-9 _-]{1,31}", title) for title in book.sheetnames)
    cells = {line[0]: line[4] for line in book["Cells"].iter_rows(min_row=4, values_only=True)}
    assert all(formula.startswith(f"='{title}'!") for title, formula in cells.items())
