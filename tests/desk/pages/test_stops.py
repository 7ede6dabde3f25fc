"""An unanswered question that stops a value, and what cannot be made into a page: each told in a line."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from click.testing import CliRunner
from pages.conftest import DAY, PERIOD, answer

from analysis import store
from analysis.declare.replies import UNKNOWN
from desk.cli import main
from desk.pages.held import held
from desk.pages.write import page

STOP = {
    "rule": "rounded_count",
    "severity": "stop",
    "file": "indicators/hackney.xlsx",
    "sheet": "Sheet1",
    "cell": "B5",
    "typed": "about 290",
    "question": "'about 290' is rounded or an estimate. What is the exact count?",
    "effect": "The value stays out of the report and is shown as queried.",
}


def stopped() -> None:
    """Hackney's first count was an estimate: it is out, and asked about."""
    folder = f"data/processed/indicators/{PERIOD}"
    tables = store.cleaned(PERIOD, "indicators")
    at = tables["table"]["file"].eq(STOP["file"]) & tables["table"]["cell"].eq("B5")
    rows = tables["table"].assign(
        count=tables["table"]["count"].mask(at),
        status=tables["table"]["status"].mask(at, "queried"),
        raw=tables["table"]["raw"].mask(at, STOP["typed"]),
    )
    store.write(f"{folder}/table.csv", rows)
    store.write(f"{folder}/queries.csv", pd.concat([tables["queries"], pd.DataFrame([STOP])]))


def said(borough: str) -> str:
    known = held(PERIOD, None, DAY)
    blocks = page(known, known.reader(borough), None)
    return "\n\n".join(block.markdown(known.origin) for block in blocks).replace("\\", "")


def test_unanswered_stop_keeps_the_value_out_and_says_why(here):
    stopped()
    told = said("hackney")
    assert (
        "1 question to you without an answer, 1 of which keeps numbers out of the report." in told
    )
    assert "*Needed:* what was typed stays out of the report until we have an answer." in told
    assert (
        "**1. Open (needed).** 'about 290' is rounded or an estimate. What is the exact count?"
        in told
    )
    assert "*Until you answer:* The value stays out of the report and is shown as queried." in told
    assert (
        "Kept out, as 1 question is not answered yet. The value stays out of the report and is shown"
        " as queried." in told
    )
    assert "| Referral issue on intake | [q] | 245 |" in told
    assert (
        "| Children's social care indicators | 27 of 28 | queried: 1 cell (Jul–Sep 2023) |" in told
    )


def test_answer_that_is_no_number_leaves_the_value_out_and_says_so(here):
    stopped()
    answer({("hackney", "B5"): {"answer": UNKNOWN, "note": "nobody counted"}})
    told = said("hackney")
    assert "0 questions to you without an answer." in told
    answered = "the sender cannot say: “nobody counted” (performance analyst, 3 February 2026)"
    assert (
        f"*Your answer:* {answered}. The value stays out of the report and is shown as queried."
        in told
    )
    assert f"Answered by the sender: {answered}; the value stays out." in told
    assert "Kept out" not in told


def run(*arguments: str):
    return CliRunner().invoke(main, ("pages", *arguments))


def test_command_writes_a_page_and_a_document_for_each_member(here):
    answer = run("2022-23", "--to", "out")
    assert answer.exit_code == 0, answer.output
    members = ("hackney", "waltham_forest", "newham", "hammersmith_and_fulham")
    assert sorted(path.name for path in (here / "out").iterdir()) == sorted(
        f"{borough}.{suffix}" for borough in members for suffix in ("html", "docx")
    )


@pytest.mark.parametrize(
    ("period", "line"),
    [
        ("2031-32", "no period '2031-32': known are 2021-22"),
        (
            "2025-26",
            (
                "nothing that came for training of 2025-26 has been read yet: run `python3 make.py"
                " report` first"
            ),
        ),
    ],
)
def test_bad_period_is_one_line(here, period, line):
    answer = run(period)
    assert answer.exit_code == 1
    assert answer.output.startswith(f"Error: {line}")
    assert answer.output.count("\n") == 1
    assert not (here / "pages").exists()


def test_period_whose_returns_are_gone_is_one_line(here):
    shutil.rmtree(here / "data" / "raw" / PERIOD)
    answer = run(PERIOD)
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1)
    assert "data/raw/2023-25 does not exist" in answer.output
