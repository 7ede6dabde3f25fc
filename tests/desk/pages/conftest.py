"""The real periods cleaned once in a folder of their own, with an answer of every kind read back from workbooks."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from exchange.answering import answered

from analysis import cleaning, store
from analysis.declare.replies import CONFIRMED, CORRECT, NOTE, UNKNOWN
from analysis.declare.revisions import REVISIONS
from analysis.registry import TABLES
from desk.exchange.desk import questions, send, take_in
from desk.pages.held import Held, held
from desk.pages.write import write

PERIOD, EARLIER = "2023-25", ("2021-22", "2022-23")
STRANDS = ("training", "activity", "reviews", "indicators")
DAY, ROLE = dt.date(2026, 2, 3), "performance analyst"
# By borough and cell, each kind of answer once.
ANSWERS = {
    ("barking_and_dagenham", "H7"): {
        "answer": CORRECT,
        "value": "853",
        "note": "two digits were swapped",
    },
    ("hammersmith_and_fulham", "B7"): {"answer": CONFIRMED},
    ("newham", "F6"): {"answer": UNKNOWN, "note": "the old system is gone"},
    ("barnet", "G5"): {"answer": NOTE, "note": "a new team began to record it"},
}


def clean(*periods: str) -> None:
    """Clean the strands with rows by borough, as the pipeline would."""
    for period in periods:
        for strand in STRANDS:
            cleaned = cleaning.cleaned(strand, period)
            more = {"revisions": REVISIONS.empty()} if "revisions" in TABLES[strand] else {}
            store.write_cleaned(strand, period, cleaned, **more)


def answer(answers: dict) -> None:
    """Send the questions, and read back a workbook of each borough in which some are answered, by their cell."""
    send(PERIOD, Path("queries"), DAY)
    asked = questions(PERIOD)
    for borough in dict.fromkeys(borough for borough, _ in answers):
        cells = asked.loc[asked["recipient"] == borough, "cell"]
        given = [
            {**answers[borough, cell], "who": ROLE} if (borough, cell) in answers else {}
            for cell in cells
        ]
        _, problems = take_in(
            f"{borough}.xlsx", answered(Path("queries") / f"{borough}.xlsx", *given), DAY
        )
        assert problems == []


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """A project in which the real periods are cleaned and the answers have been obeyed."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    periods = ", ".join(f'"{key}"' for key in (*EARLIER, PERIOD))
    (folder / "params.yaml").write_text(
        f"strands: [{', '.join(STRANDS)}]\nperiods: [{periods}]\n", encoding="utf-8"
    )
    with contextlib.chdir(folder):
        clean(*EARLIER, PERIOD)
        answer(ANSWERS)
        clean(PERIOD)
    return folder


@pytest.fixture(scope="session")
def known(home) -> Held:
    """What the pages of the real period are made from."""
    with contextlib.chdir(home):
        return held(PERIOD, None, DAY)


@pytest.fixture(scope="session")
def written(home) -> dict[str, Path]:
    """Each borough's page as it is written, the day to answer by being over."""
    with contextlib.chdir(home):
        lines = write(PERIOD, Path("pages"), DAY, until=dt.date(2026, 2, 2))
    return {Path(line).stem: home / line for line in lines if line.endswith(".html")}


@pytest.fixture
def here(home, tmp_path, monkeypatch) -> Path:
    """A copy of the cleaned project that a test may change."""
    shutil.copytree(home, tmp_path / "project", ignore=shutil.ignore_patterns("pages", "queries"))
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.delenv("ANALYSIS_STAGING", raising=False)
    return tmp_path / "project"
