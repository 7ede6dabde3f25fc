"""What arrived is listed, unchanged and read without guessing; whatever is wrong with it is one line."""

import pandas as pd
import pytest

from analysis import store
from analysis.declare.periods import periods_to
from analysis.declare.table import InputError

RETURN = "data/raw/2023-25/indicators/hackney.xlsx"


def one_line(error: pytest.ExceptionInfo) -> str:
    text = str(error.value)
    assert "\n" not in text
    return text


def test_returns_are_the_six_files_as_received(project):
    files = store.returns("2023-25", "indicators")
    assert len(files) == 6
    assert files["indicators/hackney.xlsx"] == (project / RETURN).read_bytes()


def test_listed_and_absent(project):
    (project / RETURN).unlink()
    with pytest.raises(InputError) as error:
        store.returns("2023-25", "indicators")
    assert f"{RETURN} is listed in received.csv and not there" in one_line(error)


def test_present_and_not_listed(project):
    (project / "data/raw/2023-25/indicators/late.xlsx").write_bytes(b"x")
    with pytest.raises(InputError) as error:
        store.returns("2023-25", "indicators")
    assert "late.xlsx lies in the folder but received.csv does not list it" in one_line(error)


def test_changed_since_it_was_received(project):
    (project / RETURN).write_bytes((project / RETURN).read_bytes() + b" ")
    with pytest.raises(InputError) as error:
        store.returns("2023-25", "indicators")
    assert "its sha256 differs" in one_line(error)


def test_a_lock_file_that_excel_leaves_is_no_return(project):
    (project / "data/raw/2023-25/indicators/~$hackney.xlsx").write_bytes(b"x")
    assert len(store.returns("2023-25", "indicators")) == 6


def test_unknown_period_and_missing_list(project):
    with pytest.raises(InputError, match="data/raw/2031-32 does not exist"):
        store.returns("2031-32", "indicators")
    (project / "data/raw/2023-25/received.csv").unlink()
    with pytest.raises(InputError) as error:
        store.returns("2023-25", "indicators")
    assert "received.csv is missing" in one_line(error)


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        ("published", "imagined", "origin must be published, supplied, official, simulated"),
        ("2025-06", "June 2025", "received must be text like"),
        ("file,sha256", "document,sha256", "column file is missing"),
    ],
)
def test_list_of_what_arrived_is_checked_and_named(project, found, instead, said):
    path = project / "data/raw/2023-25/received.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(found, instead), encoding="utf-8")
    with pytest.raises(InputError) as error:
        store.returns("2023-25", "indicators")
    assert "data/raw/2023-25/received.csv cannot be used" in one_line(error)
    assert said in one_line(error)


def test_simulated_files_never_stand_beside_real_ones(project):
    path = project / "data/raw/2023-25/received.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("published", "simulated", 1), encoding="utf-8"
    )
    with pytest.raises(InputError, match="never mix"):
        store.origin("2023-25")


def test_origin_is_a_sentence_for_every_page(project):
    assert store.origin("2023-25").startswith("Published data:")


def test_outside_a_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"no params\.yaml"):
        store.root()


def test_reading_before_cleaning_says_what_to_run(project):
    with pytest.raises(InputError, match="dvc repro cleaning-indicators-2023-25"):
        store.read("indicators", up_to="2023-25")


def test_what_is_written_reads_back_the_same_and_a_blank_stays_a_blank(project, returned):
    store.write("data/processed/indicators/2023-25/table.csv", returned)
    again = store.read("indicators", up_to="2023-25")
    pd.testing.assert_frame_equal(again, returned.assign(file="2023-25/" + returned["file"]))
    assert again["count"].isna().sum() == 24
    assert (again["count"] == 0).sum() == 1


def test_an_earlier_period_does_not_read_a_later_one(project, returned):
    store.write("data/processed/indicators/2023-25/table.csv", returned)
    with pytest.raises(InputError, match="no cleaned indicators up to 2022-23"):
        store.read("indicators", up_to="2022-23")


def test_staging_takes_what_is_written(project, tmp_path_factory, monkeypatch):
    staging = tmp_path_factory.mktemp("staging")
    monkeypatch.setenv("ANALYSIS_STAGING", str(staging))
    store.write("reports/x.txt", "é")
    assert (staging / "reports/x.txt").read_bytes() == "é".encode()
    assert not (project / "reports").exists()


def test_commentary_is_empty_where_none_was_written(project):
    assert store.commentary("2023-25", "indicators") == ""
    (project / "data/raw/2023-25/commentary").mkdir()
    (project / "data/raw/2023-25/commentary/indicators.md").write_text("Ours.\n", encoding="utf-8")
    assert store.commentary("2023-25", "indicators") == "Ours."


def test_a_period_may_do_without_statements_and_contents(project):
    for name in ("claims", "contents"):
        (project / f"data/raw/2023-25/{name}.csv").unlink()
    assert store.claims("2023-25").empty
    assert store.contents("2023-25").empty


def test_a_bad_claims_file_is_named(project):
    path = project / "data/raw/2023-25/claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("C02,", "C01,"), encoding="utf-8")
    with pytest.raises(InputError) as error:
        store.claims("2023-25")
    assert (
        "data/raw/2023-25/claims.csv cannot be used: table 'claims': two rows share one id"
        in one_line(error)
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "front",
            "date,2026-13-45",
            "front.csv, line 2: date: '2026-13-45' is no day; write it like",
        ),
        ("front", "date,30/9/2026", "line 2: date: '30/9/2026' is no day"),
        ("front", 'authors,"Two of us', "front.csv, line 2: a quotation mark opens a cell"),
        (
            "front",
            "cite,a\ncite,b",
            "line 3: 'cite' is there already .*line 2.; keep one row of it",
        ),
        ("contents", 'a,b\n1,"2\n3,4', "contents.csv cannot be used: line 3: a quotation mark"),
        ("contents", 'a\n1,"2\n3,"4"', "contents.csv cannot be used: line 3: a quotation mark"),
        ("contents", "a,b,c,d,e\n1,2,3,4,5,6,7", "line 3: it has 7 cells for "),
    ],
)
def test_a_list_that_cannot_be_read_says_on_which_line_and_what_to_do(project, name, text, said):
    path = project / f"data/raw/2023-25/{name}.csv"
    heading = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{heading}\n{text}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said) as error:
        getattr(store, name)("2023-25")
    one_line(error)


def test_a_date_in_words_is_kept_as_it_is(project):
    (project / "data/raw/2023-25/front.csv").write_text("item,says\ndate,Autumn 2026\n")
    assert store.front("2023-25") == {"date": "Autumn 2026"}


def test_simulated_periods_and_real_ones_are_never_read_together():
    assert periods_to("2023-25") == ("2021-22", "2022-23", "2023-25")
    assert periods_to("2025-26") == ("2025-26",)


@pytest.mark.parametrize(
    "outside",
    [
        "../outside.csv",
        "indicators/../../x.csv",
        "/etc/passwd",
        "C:/x.csv",
        "C:x.csv",
        "indicators\\x.csv",
        "//server/x.csv",
        "indicators//x.csv",
        "indicators/./x.csv",
        "indicators/x.csv/",
        "indicators/x.csv:stream",
    ],
)
def test_a_list_leads_nowhere_outside_its_folder(project, outside):
    path = project / "data/raw/2023-25/received.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("indicators/hackney.xlsx", outside, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        store.returns("2023-25", "indicators")
    assert "is no file inside the period's folder" in one_line(error)
    assert "received.csv cannot be used" in one_line(error)


def test_a_link_out_of_the_project_is_not_followed(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "hackney.xlsx"
    outside.write_bytes((project / RETURN).read_bytes())
    (project / RETURN).unlink()
    (project / RETURN).symlink_to(outside)
    with pytest.raises(InputError) as error:
        store.returns("2023-25", "indicators")
    assert "leads to a file outside the project" in one_line(error)


def test_a_list_saved_by_old_windows_says_how_to_save_it(project):
    path = project / "data/raw/2023-25/received.csv"
    path.write_bytes(path.read_bytes().replace(b"analyst", b"analyst \x96 boss", 1) + b"\x96")
    with pytest.raises(InputError) as error:
        store.received("2023-25")
    assert "save it again as 'CSV UTF-8'" in one_line(error)


def test_an_answer_about_no_file_stands_with_the_strand_that_asked_and_with_no_other(project):
    """Once the column is kept; before, nobody can say whose it is."""
    head = "id,file,sheet,cell,rule,typed,answer,value,note,who,decided,source"
    said = "no_proforma,,cannot say,,,analyst,2026-05-02,answered.xlsx"
    path = project / "data/raw/2025-26/replies.csv"
    rows = [f"{at:012x},,,,{said},{strand}" for at, strand in enumerate(("mash", "training", ""))]
    path.write_text("\n".join([f"{head},strand", *rows]) + "\n", encoding="utf-8")
    of = {strand: [*store.replies("2025-26", strand)["id"]] for strand in ("mash", "training")}
    assert of == {"mash": [f"{0:012x}", f"{2:012x}"], "training": [f"{1:012x}", f"{2:012x}"]}
    path.write_text("\n".join([head, f"{0:012x},,,,{said}"]) + "\n", encoding="utf-8")
    assert [*store.replies("2025-26", "mash")["strand"]] == [""]
