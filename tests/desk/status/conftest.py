"""A project in which three strands of the simulated period are cleaned: of each one borough sent nothing."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from conftest import lay_out

from analysis import cleaning, store
from analysis.declare.due import DUE

PERIOD = "2025-26"
STRANDS = ("checklist", "complaints", "mash")
# Who sent nothing, by the strand and the titles of what it was asked for.
GONE = {
    ("newham", "checklist", ("Practice checklist",)),
    ("barking_and_dagenham", "complaints", ("Complaints", "Open cases")),
    ("barnet", "mash", ("MASH contacts",)),
}


@pytest.fixture(scope="session")
def cleaned_once(tmp_path_factory) -> Path:
    folder = lay_out(tmp_path_factory.mktemp("status"))
    (folder / "params.yaml").write_text(
        f'strands: [{", ".join(STRANDS)}]\nperiods: ["{PERIOD}"]\n', encoding="utf-8"
    )
    (folder / "data/raw" / PERIOD / "due.csv").unlink()
    with contextlib.chdir(folder):
        for strand in STRANDS:
            store.write_cleaned(strand, PERIOD, cleaning.cleaned(strand, PERIOD))
    return folder


@pytest.fixture
def raw(cleaned_once, tmp_path, monkeypatch) -> Path:
    """The folder of what came for the period, in a copy of the project that a test may change."""
    shutil.copytree(cleaned_once, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.delenv("ANALYSIS_STAGING", raising=False)
    return tmp_path / "project" / "data" / "raw" / PERIOD


def due_lines(raw: Path, *lines: str) -> None:
    """Write the list of what is due."""
    text = "\r\n".join([",".join(DUE.columns), *lines, ""])
    (raw / "due.csv").write_bytes(text.encode("utf-8-sig"))


def edited(path: Path, before: str, after: str) -> None:
    """Put one text in the place of another that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, (before, text.count(before))
    path.write_text(text.replace(before, after), encoding="utf-8")
