"""The same answers exported by another tool change no number."""

import pandas as pd
import pytest
from answer_rows import training
from exporting import asked, drawn, exported

from analysis.declare.kept import CORRECTIONS
from strands.surveys.cleans.answers import clean
from strands.surveys.finds.answers import findings

WAVES = (("overview", "after", 60), ("core", "before", 60), ("core", "after", 40))
ENDINGS = {"forms": "xlsx"}
# What a finding says; the files it was made from are called after their tool.
SAID = [
    "statistic",
    "subject",
    "reading",
    "estimate",
    "low",
    "high",
    "n",
    "verdict",
    "refused",
    "note",
]


def found(*tools: str) -> pd.DataFrame:
    """What is found in the same drawn people, each wave exported by its tool."""
    files = {}
    for tool, (instrument, wave, people) in zip(tools, WAVES, strict=True):
        name = f"surveys/{instrument}_{wave}.{ENDINGS.get(tool, 'csv')}"
        files[name] = exported(
            tool, asked(instrument, wave), drawn(instrument, wave, people, seed=7)
        )
    made = clean(files, CORRECTIONS.empty(), "2025-26")
    return findings(made.responses, made.answers, training())[SAID]


@pytest.fixture(scope="module")
def plain() -> pd.DataFrame:
    return found("plain", "plain", "plain")


@pytest.mark.parametrize(
    "tools",
    [
        ("forms", "qualtrics", "surveymonkey"),
        ("jisc", "limesurvey", "forms"),
        ("surveymonkey", "forms", "qualtrics"),
        ("limesurvey", "surveymonkey", "jisc"),
        ("qualtrics", "jisc", "limesurvey"),
    ],
)
def test_another_tool_changes_no_number(plain, tools):
    assert len(plain) > 300
    pd.testing.assert_frame_equal(found(*tools), plain)
