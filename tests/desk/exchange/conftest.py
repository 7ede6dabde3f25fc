"""A project whose first strands are cleaned and whose questions are written."""

import contextlib
import datetime as dt
import shutil
from pathlib import Path

import pytest
from conftest import lay_out
from exchange.answering import clean_again

from desk.exchange.desk import send


@pytest.fixture(scope="session")
def sent_once(tmp_path_factory) -> Path:
    """The project as it stands when the questions of 2023-25 on two strands have been sent."""
    folder = lay_out(tmp_path_factory.mktemp("sent"))
    (folder / "params.yaml").write_text(
        'strands: [indicators, activity]\nperiods: ["2023-25"]\n', encoding="utf-8"
    )
    with contextlib.chdir(folder):
        clean_again()
        send("2023-25", folder / "queries", dt.date(2026, 1, 5))
    return folder


@pytest.fixture
def sent(sent_once, project) -> Path:
    """The folder of its questions, in a copy that a test may change."""
    shutil.copytree(sent_once, project, dirs_exist_ok=True)
    return project / "queries"
