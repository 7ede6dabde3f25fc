"""Releases of official statistics are filed whole or not at all, and serve every real period."""

import pandas as pd
import pytest

from analysis import pipeline, store
from analysis.declare.table import InputError
from desk.receiving import releases
from strands.context.declares import HEADINGS

HEADS = "time_period,geographic_level,old_la_code,new_la_code,la_name,region_name,referral_count,rereferral_count"
LINES = "\n".join(
    f"{year},Local authority,204,E09000012,Hackney,Inner London,{4000 + year},{800}"
    for year in (2023, 2024)
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "params.yaml").write_text(
        'strands: [indicators, context]\nperiods: ["2023-25", "2025-26"]\n'
    )
    for period in ("2023-25", "2025-26"):
        home = tmp_path / "data" / "raw" / period
        home.mkdir(parents=True)
        (home / "received.csv").write_text("file,sha256,strand,sender,received,origin,replaces\n")
        (home / "corrections.csv").write_text("file,sheet,cell,was,becomes,why,who,decided\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def release(folder):
    path = folder / "CIN Release (2024).csv"
    path.write_text(f"{HEADS}\n{LINES}\n", encoding="utf-8-sig")
    return path


def test_without_a_release_a_real_period_has_no_such_strand_and_a_simulated_one_does(folder):
    assert store.strands("2023-25") == ["indicators"]
    assert store.strands("2025-26") == ["indicators", "context"]


def test_a_release_is_filed_listed_and_read_by_every_real_period(folder, release):
    told = releases.file([release], "Children in need 2024", "2024-11-01")
    assert "2023 to 2024, 1 authority" in told[0]
    assert store.strands("2023-25") == ["indicators", "context"]
    listed = store.received("2023-25", "context")
    assert listed["file"].tolist() == ["cin_release_2024.csv"]
    assert listed["origin"].tolist() == ["official"]
    assert listed["sender"].tolist() == ["Department for Education, Children in need 2024"]
    assert list(store.returns("2023-25", "context")) == ["cin_release_2024.csv"]
    assert store.corrections("2023-25", "context").empty
    assert "Open Government Licence" in store.origin("2023-25", "context")
    assert "Open Government Licence" in store.origin("2023-25")
    assert "context/cin_release_2024.csv" in store.sources("2023-25")["file"].tolist()
    # What no release is in says nothing of one.
    assert "Open Government Licence" not in store.origin("2023-25", "indicators")
    # Real and made-up files never mix.
    assert "Open Government Licence" not in store.origin("2025-26")
    assert store.received("2025-26", "context").empty


def test_the_pipeline_has_stages_for_it_that_rest_on_it(folder, release):
    assert "cleaning-context-2023-25" not in pipeline.stages()
    releases.file([release], "2024", "2024-11-01")
    stages = pipeline.stages()
    assert "data/raw/context" in stages["cleaning-context-2023-25"]["deps"]
    assert "data/raw/context" in stages["report-2023-25"]["deps"]
    assert "data/processed/context/2023-25" in stages["findings-indicators-2023-25"]["deps"]
    assert "data/raw/context" not in stages["cleaning-context-2025-26"]["deps"]


def test_the_same_release_is_filed_once_and_another_beside_it(folder, release):
    releases.file([release], "2024", "2024-11-01")
    again = releases.file([release], "2024", "2024-11-02")
    assert "is known as" in again[0]
    newer = folder / "newer.csv"
    newer.write_text(f"{HEADS}\n{LINES.replace('2024', '2025')}\n")
    releases.file([newer], "2025", "2025-11-01")
    assert len(pd.read_csv(folder / "data" / "raw" / "context" / "received.csv")) == 2


def test_another_table_is_refused_in_one_line_and_nothing_is_filed(folder, release):
    other = folder / "looked_after.csv"
    other.write_text("time_period,new_la_code,la_name,number\n2024,E09000012,Hackney,3\n")
    with pytest.raises(InputError, match=r"refused looked_after\.csv: This is none of the tables"):
        releases.file([release, other], "2024", "2024-11-01")
    assert not (folder / "data" / "raw" / "context").exists()
    with pytest.raises(InputError, match="say which release"):
        releases.file([release], " ", "2024-11-01")


def test_a_file_dropped_in_without_a_line_is_named_with_the_line_to_add(folder, release):
    releases.file([release], "2024", "2024-11-01")
    (folder / "data" / "raw" / "context" / "more.csv").write_text("a,b\n")
    with pytest.raises(
        InputError, match=r"more.csv lies in the folder but received.csv does not list"
    ):
        store.returns("2023-25", "context")


def test_a_release_that_was_changed_is_refused(folder, release):
    releases.file([release], "2024", "2024-11-01")
    path = folder / "data" / "raw" / "context" / "cin_release_2024.csv"
    path.write_text(path.read_text().replace("800", "801"))
    with pytest.raises(InputError, match="is not the file that was received"):
        store.returns("2023-25", "context")


def test_every_measure_has_a_heading_of_its_own():
    named = [
        heading
        for table in HEADINGS.values()
        for each in table.values()
        for heading in each.split("; ")
    ]
    assert len(named) == len(set(named))
