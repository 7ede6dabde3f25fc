"""`analysis plan`: shown, locked before the first return, and never after it."""

import datetime as dt
import shutil

import pytest
from click.testing import CliRunner
from conftest import ROOT

from analysis.declare.plan import LOCK, NAME, sha256
from analysis.declare.table import InputError
from desk import planning
from desk.cli import main

DAY = dt.date(2023, 6, 30)


@pytest.fixture
def folder(project):
    """The folder of a real period with the made-up plan, and nothing that arrived."""
    folder = project / "data/raw/2023-25"
    shutil.copy(ROOT / "data/raw/2025-26" / NAME, folder)
    listed = folder / "received.csv"
    listed.write_text(listed.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return folder


def test_a_plan_is_locked_once_with_its_day_and_its_text(folder):
    said = planning.lock("2023-25", DAY)
    held = (folder / NAME).read_text(encoding="utf-8")
    line, _, kept = (folder / LOCK).read_text(encoding="utf-8").partition("\n")
    assert (line, kept) == (f"# Locked 2023-06-30, sha256 {sha256(held)}", held)
    assert said[0] == "data/raw/2023-25/plan.lock"
    assert said[1].endswith("; 4 analyses, 0 deviations")
    with pytest.raises(InputError, match=r"was locked on 2023-06-30 and is locked once"):
        planning.lock("2023-25", DAY)


def test_after_the_first_return_nothing_is_locked(folder):
    shutil.copy(ROOT / "data/raw/2023-25/received.csv", folder)
    with pytest.raises(InputError, match=r"cannot be locked any more: \S+/\S+ arrived \(2025-06\)"):
        planning.lock("2023-25", DAY)
    assert not (folder / LOCK).exists()


def test_a_lock_that_is_younger_than_a_return_is_refused_wherever_it_is_read(folder):
    planning.lock("2023-25", dt.date(2025, 7, 1))
    shutil.copy(ROOT / "data/raw/2023-25/received.csv", folder)
    with pytest.raises(
        InputError, match=r"plan\.lock is of 2025-07-01, and \S+ had arrived by 2025"
    ):
        [*planning.shown("2023-25")]


def test_a_function_that_is_not_there_is_named_and_locks_nothing(folder):
    path = folder / NAME
    text = path.read_text(encoding="utf-8").replace("mash.finds.findings", "mash.finds.guesses")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        InputError, match=r"analysis prompted_hackney: there is no function strands\."
    ):
        planning.lock("2023-25", DAY)
    assert not (folder / LOCK).exists()
    assert any("there is no function strands.mash" in line for line in planning.shown("2023-25"))


def test_what_is_shown_says_what_stands_and_what_was_taken_out(folder):
    unlocked = [*planning.shown("2023-25")]
    assert unlocked[0].startswith("plan of 2023-25: not locked, so nothing of it counts yet")
    planning.lock("2023-25", DAY)
    path = folder / NAME
    text = path.read_text(encoding="utf-8").replace("half a point", "a point")
    path.write_text(text[: text.index("- id: prompted_hackney")], encoding="utf-8")
    first, *lines = planning.shown("2023-25")
    assert first.endswith(", edited since; 4 analyses, 2 deviations")
    assert lines[0] == "margin below which a series counts as stable: 0.1"
    told = {
        name.split(":")[0]: state.strip()
        for name, _, state in zip(*[iter(lines[1:])] * 3, strict=True)
    }
    assert told == {
        "referrals_together (primary)": "as laid down",
        "referrals_hackney": "as laid down",
        "knowledge_overview": ("deviation: changed after the plan was locked: matters"),
        "prompted_hackney": "deviation: taken out after the plan was locked",
    }


def test_a_period_without_a_plan_is_told_how_to_have_one(project):
    answer = CliRunner().invoke(main, ["plan", "2021-22"])
    assert answer.exit_code == 1
    assert answer.output == (
        "Error: 2021-22 has no plan: write data/raw/2021-22/plan.yaml, as docs/plan.md shows, before"
        " its first return comes; without one every result is exploratory\n"
    )


def test_the_made_up_plan_is_what_the_simulator_writes_and_is_locked_before_its_returns(simulated):
    for name in (NAME, LOCK):
        assert (ROOT / "data/raw/2025-26" / name).read_bytes() == simulated[name].content
    assert "Simulated: made up" in simulated[NAME].content.decode().splitlines()[0]
    first = next(iter(planning.shown("2025-26")))
    assert first.startswith("plan of 2025-26: locked on 2025-03-31 (")
