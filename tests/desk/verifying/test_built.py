"""A project is as it was built, or the first thing that is not is named."""

from __future__ import annotations

import shutil

import pytest
import yaml
from verifying.conftest import PUBLIC, put

from analysis.declare.table import InputError
from desk.verifying import built


def test_what_a_period_publishes_is_told_by_stage(small):
    assert built.published(small, PUBLIC) == {
        f"findings-training-{PUBLIC}": [f"reports/{PUBLIC}/training"],
        f"report-{PUBLIC}": [f"reports/{PUBLIC}/report.html"],
    }


def test_a_project_as_it_was_built_passes_with_no_cleaned_rows_there(small):
    shutil.rmtree(small / "data/processed")
    built.refuse_changed(small, PUBLIC)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"reports/{PUBLIC}/report.html", f"reports/{PUBLIC}/report.html has changed since it was"),
        (
            f"reports/{PUBLIC}/training/findings.csv",
            f"reports/{PUBLIC}/training has changed since it was built",
        ),
        (
            f"reports/{PUBLIC}/training/more.csv",
            f"reports/{PUBLIC}/training has changed since it was built",
        ),
        ("src/training.py", f"src/training.py has changed since the report of {PUBLIC} was built"),
        (
            "data/raw/2021-22/training/table01.csv",
            f"data/raw/2021-22 has changed since the report of {PUBLIC} was built",
        ),
    ],
)
def test_what_has_changed_since_is_named(small, path, said):
    put(small, {path: "another"})
    with pytest.raises(InputError, match=said):
        built.refuse_changed(small, PUBLIC)


def test_what_is_gone_is_named(small):
    (small / f"reports/{PUBLIC}/report.html").unlink()
    with pytest.raises(InputError, match=r"report\.html is gone since it was built: put it back"):
        built.refuse_changed(small, PUBLIC)


def test_a_report_that_was_never_built_is_said(small):
    with pytest.raises(InputError, match=r"no period '2031-32' is built: dvc\.yaml builds 2022-23"):
        built.published(small, "2031-32")
    lock = yaml.safe_load((small / "dvc.lock").read_text(encoding="utf-8"))
    del lock["stages"][f"report-{PUBLIC}"]
    (small / "dvc.lock").write_text(yaml.safe_dump(lock), encoding="utf-8")
    with pytest.raises(InputError, match=f"report-{PUBLIC} has not been built yet"):
        built.refuse_changed(small, PUBLIC)
    (small / "dvc.lock").unlink()
    with pytest.raises(InputError, match=f"nothing of {PUBLIC} has been built yet"):
        built.refuse_changed(small, PUBLIC)


def test_an_internal_report_publishes_nothing(small):
    text = (small / "dvc.yaml").read_text(encoding="utf-8")
    (small / "dvc.yaml").write_text(text.replace("reports/", "internal/"), encoding="utf-8")
    with pytest.raises(InputError, match=f"the report of {PUBLIC} is internal and nothing of it"):
        built.published(small, PUBLIC)


def test_a_file_that_is_no_yaml_is_one_line(small):
    (small / "dvc.yaml").write_text("stages: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"^dvc\.yaml is not there or cannot be read: run"):
        built.stages(small, PUBLIC)
