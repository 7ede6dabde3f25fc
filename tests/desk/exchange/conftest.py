"""A project whose first strands are cleaned and whose questions are written."""

from pathlib import Path

import pytest
from exchange.answering import clean_again


@pytest.fixture
def sent(project) -> Path:
    """The folder of questions of 2023-25, on two strands."""
    from datetime import date

    from desk.exchange.desk import send

    (project / "params.yaml").write_text(
        'strands: [indicators, activity]\nperiods: ["2023-25"]\n', encoding="utf-8"
    )
    clean_again()
    send("2023-25", project / "queries", date(2026, 1, 5))
    return project / "queries"
