"""Returns on their way in: understood before they are filed, filed whole or not at all, and never overwritten."""

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import store
from analysis.declare.kept import last_day
from analysis.declare.table import InputError
from desk.cli import main
from desk.receiving import receive
from desk.receiving.receive import Told, planned, tidy

PERIOD = "2023-25"
RETURN = "indicators/waltham_forest.xlsx"
# Where the last quarter of Waltham Forest, which was blank, stands in the printed workbook.
LATE = {"I4": 61, "I5": 72, "I6": 13, "I7": 2}


def workbook(project, changes: dict, of: str = RETURN) -> openpyxl.Workbook:
    """A received workbook with some cells changed."""
    book = openpyxl.load_workbook(project / "data/raw" / PERIOD / of)
    for cell, value in changes.items():
        book.active[cell] = value
    return book


def sent(project, changes: dict, name: str = "Waltham Forest (final).XLSX", of: str = RETURN):
    """The changed workbook as a file on its way in."""
    path = project / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    workbook(project, changes, of).save(path)
    return path


def call(*arguments):
    return CliRunner().invoke(main, ("receive", "--yes", *map(str, arguments)))


def held(project) -> dict:
    folder = project / "data"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(project, *arguments) -> str:
    """The one line with which a file is refused; nothing was filed, not even half."""
    before = held(project)
    answer = call(*arguments)
    assert answer.exit_code == 1, answer.output
    assert held(project) == before
    assert answer.output.count("\n") == 1
    return answer.output


def test_late_return_is_understood_and_filed_beside_the_old_one(project):
    path = sent(project, LATE)
    before = held(project)
    answer = call(path, "--date", "2025-09-01")
    assert answer.exit_code == 0, answer.output
    assert (
        "understood as: Year 3/4 (2023-25), Children's social care indicators, Waltham Forest"
        in answer.output
    )
    assert "read: 28 rows (28 returned)" in answer.output
    assert f"replaces {RETURN}" in answer.output
    after = held(project)
    name = "indicators/waltham_forest_final.xlsx"
    assert set(after) - set(before) == {f"raw/{PERIOD}/{name}"}
    assert {file for file in before if after[file] != before[file]} == {
        f"raw/{PERIOD}/received.csv"
    }
    row = store.received(PERIOD).set_index("file").loc[name]
    assert row[["strand", "received", "origin", "replaces"]].tolist() == [
        "indicators",
        "2025-09-01",
        "supplied",
        RETURN,
    ]
    assert row["sender"] == "borough's analyst"


def test_only_the_latest_vintage_is_read_and_the_old_one_is_still_checked(project):
    call(sent(project, LATE), "--date", "2025-09-01")
    files = store.returns(PERIOD, "indicators")
    assert len(files) == 6
    assert RETURN not in files
    assert RETURN in store.returns(PERIOD, "indicators", "2025-08-31")
    assert len(store.returns(PERIOD, "indicators", "2025-08-31")) == 6
    old = project / "data/raw" / PERIOD / RETURN
    old.write_bytes(old.read_bytes() + b" ")
    with pytest.raises(InputError, match="its sha256 differs"):
        store.returns(PERIOD, "indicators")


def test_same_file_twice_changes_nothing_and_says_so(project):
    call(sent(project, LATE))
    before = held(project)
    answer = call(sent(project, LATE, "another name.xlsx"))
    # openpyxl stamps the time of saving: the very same bytes are what counts.
    (project / "inbox/copy.xlsx").write_bytes((project / "data/raw" / PERIOD / RETURN).read_bytes())
    answer = call(project / "inbox/copy.xlsx")
    assert answer.exit_code == 0
    assert (
        f"the same file was received before, as data/raw/{PERIOD}/{RETURN}: nothing changes"
        in answer.output
    )
    assert set(before) <= set(held(project))


def test_a_third_vintage_replaces_the_second_and_takes_a_name_of_its_own(project):
    call(sent(project, LATE), "--date", "2025-09-01")
    answer = call(sent(project, {**LATE, "I4": 62}), "--date", "2025-10-01")
    assert answer.exit_code == 0, answer.output
    rows = store.received(PERIOD).set_index("file")["replaces"]
    assert rows["indicators/waltham_forest_final_2.xlsx"] == "indicators/waltham_forest_final.xlsx"
    assert len(store.returns(PERIOD, "indicators")) == 6


def test_two_vintages_in_one_call_follow_each_other(project):
    first, second = (
        sent(project, LATE, "first.xlsx"),
        sent(project, {**LATE, "I4": 62}, "second.xlsx"),
    )
    assert call(first, second).exit_code == 0
    rows = store.received(PERIOD).set_index("file")["replaces"]
    assert rows["indicators/second.xlsx"] == "indicators/first.xlsx"


def test_one_refused_file_keeps_the_others_out(project):
    good, bad = sent(project, LATE), project / "inbox/bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 and no more")
    assert "damaged" in refused(project, good, bad)


def test_part_of_a_return_asks_whether_it_stands_in_its_place(project):
    part = {f"{column}{row}": None for column in "CD" for row in (4, 5, 6, 7)}
    path = sent(project, {**part, **LATE})
    said = refused(project, path)
    assert f"it holds some of the numbers of {RETURN} and not all" in said
    assert f"as indicators of {PERIOD} it holds" in said
    assert "say --period where it is of another period" in said
    answer = call(path, "--replaces", "waltham_forest.xlsx")
    assert answer.exit_code == 0
    assert "numbers of the replaced file that are not in this one: 8" in answer.output


def test_numbers_beside_those_that_came_are_a_return_of_their_own(project):
    """Only the quarter that was missing: nothing is replaced, and both files are read."""
    earlier = {f"{column}{row}": None for column in "CDEFGH" for row in (4, 5, 6, 7)}
    answer = call(sent(project, {**earlier, **LATE}))
    assert answer.exit_code == 0, answer.output
    assert "replaces" not in answer.output
    assert len(store.returns(PERIOD, "indicators")) == 7


def csv(project, text: str, name: str = "table.csv"):
    path = project / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_could_be_two_things_is_asked_and_not_guessed(project):
    path = csv(
        project,
        (project / "data/raw/2023-25/training/table13.csv").read_text(encoding="utf-8") + "\n",
    )
    assert "say which with --period" in refused(project, path)
    assert call(path, "--period", PERIOD, "--strand", "training").exit_code == 0


REFUSALS = [
    ((), b"", "is empty"),
    ((), b"PK\x03\x04 and no more", "damaged"),
    ((), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
    ((), b"Nothing of this,is a return\nat,all\n", "nothing in it can be read"),
    ((), b"Borough,NHS number\nHackney,943 476 5919\n", "looks like data on single children"),
    (("--strand", "gardens"), b"a,b\n", "no strand 'gardens'"),
    (("--period", "2031-32"), b"a,b\n", "no period '2031-32'"),
    (("--date", "2999-01"), b"a,b\n", "is not over yet"),
    (("--date", "June"), b"a,b\n", "'June' is no date"),
]


@pytest.mark.parametrize(("arguments", "content", "said"), REFUSALS)
def test_what_cannot_be_filed_is_refused_in_one_line(project, arguments, content, said):
    path = project / ("sent.csv" if b"," in content else "sent.xlsx")
    path.write_bytes(content)
    assert said in refused(project, path, *arguments)


def test_a_folder_or_nothing_at_all_is_no_file(project):
    assert "cannot be read" in refused(project, project / "data")
    assert "cannot be read" in refused(project, project / "gone.xlsx")


def test_a_file_of_another_borough_than_its_sender_is_refused(project):
    path = sent(project, LATE)
    line = refused(project, path, "--sender", "borough's analyst, Hackney")
    assert "it was sent by 'borough's analyst, Hackney' and holds numbers of Waltham Forest" in line
    assert "sent by 'Hackney's analyst'" in refused(project, path, "--sender", "Hackney's analyst")
    assert call(path, "--sender", "borough's analyst, LBWF").exit_code == 0


def test_a_template_of_another_borough_or_period_is_refused(project):
    assert "Whose numbers are these?" in refused(project, sent(project, LATE, "hackney.xlsx"))
    assert f"reads as indicators of {PERIOD}" in refused(
        project, sent(project, LATE), "--period", "2022-23"
    )


def test_a_quarter_outside_the_period_is_set_aside_and_said(project):
    path = sent(project, {**LATE, "I3": "Jul-Sep 25"})
    (plan,) = planned([path], Told(period=PERIOD))
    table = plan.understood.tables["table"]
    assert table["cell"].str.startswith("I").sum() == 0
    assert "2025Q3" not in set(table["quarter"])
    (asked,) = plan.understood.queries.itertuples()
    assert (asked.severity, asked.rule, asked.cell) == ("info", "quarter_outside_period", "I3")
    assert "not part of" in asked.question


@pytest.mark.parametrize(
    ("date", "said"), [("2023-06-30", "before 2023-25 began"), ("2025-05", f"before {RETURN}")]
)
def test_a_date_before_the_period_or_the_replaced_file_is_refused(project, date, said):
    assert said in refused(project, sent(project, LATE), "--date", date)


def test_filing_that_fails_at_the_list_leaves_the_list_as_it_was(project, monkeypatch):
    plans = planned([sent(project, LATE)], Told())
    before = held(project)

    def full(path, target):
        if target.name == "received.csv":
            raise OSError(28, "No space left on device", str(path), None, str(target))
        return replace(path, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match=r"received\.csv cannot be written \(No space"):
        receive.file(plans)
    assert held(project) == before


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Hackney Q1 (final).XLSX", "hackney_q1_final.xlsx"),
        ("..hidden.csv", "hidden.csv"),
        ("отчёт.xlsx", "return.xlsx"),
        ("no ending", "no_ending"),
        ("a/../b.csv", "a_b.csv"),
    ],
)
def test_names_on_disk_are_tidy(name, kept):
    assert tidy(name) == kept


def test_lists_begun_before_vintages_are_read_and_bad_ones_named(project):
    path = project / "data/raw" / PERIOD / "received.csv"
    text = path.read_text(encoding="utf-8")
    rows = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    rows.drop(columns="replaces").to_csv(path, index=False)
    assert set(store.received(PERIOD)["replaces"]) == {""}
    for replaces, said in (
        ("indicators/gone.xlsx", "which is no other file"),
        (rows["file"][0], "no other file"),
    ):
        rows.assign(replaces=[replaces, *[""] * (len(rows) - 1)]).to_csv(path, index=False)
        with pytest.raises(InputError, match=said):
            store.received(PERIOD)


def test_corrections_of_a_replaced_file_are_kept_and_not_applied(project):
    line = f"{RETURN},DA indicators,C4,94,95,a slip,the analyst,2025-07-01\n"
    with open(project / "data/raw" / PERIOD / "corrections.csv", "a", encoding="utf-8") as file:
        file.write(line)
    call(sent(project, LATE), "--date", "2025-09-01")
    assert len(store.corrections(PERIOD)) == 1
    assert store.corrections(PERIOD, "indicators").empty
    assert len(store.corrections(PERIOD, "indicators", "2025-08")) == 1
    assert store.corrections(PERIOD, "indicators", "2025-06").empty


def test_a_form_nobody_filled_in_is_refused(project):
    blank = {f"{column}{row}": None for column in "CDEFGHI" for row in (4, 5, 6, 7)}
    assert "every cell for a number is blank" in refused(project, sent(project, blank))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", "2025-12-31"),
        ("2025-06", "2025-06-30"),
        ("2024-02", "2024-02-29"),
        ("2025-06-15", "2025-06-15"),
    ],
)
def test_a_date_counts_as_the_last_day_it_can_mean(text, day):
    assert last_day(text) == day


@pytest.mark.parametrize("text", ["", "June", "2025-13", "2025-6", "2025-02-30", "30.06.2025"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(InputError, match="is no date"):
        last_day(text)
