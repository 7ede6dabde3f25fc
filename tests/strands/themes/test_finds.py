"""Themes: mentions, what share of people they could be, and what is refused."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis import store
from analysis.declare.kept import CORRECTIONS
from strands.themes.cleans import clean
from strands.themes.declares.themes import with_parts
from strands.themes.finds import themes
from strands.themes.finds.themes import REFUSED

PERIOD = "2023-25"
THEMES = "Survey,Question,Theme,Noted"
QUESTIONS = "Survey,Question,Themes announced,People who answered,Unit,Printed in"
BASES = "Survey,Questionnaires,People,Printed in"


def findings(*tables: pd.DataFrame) -> pd.DataFrame:
    """What is found, with what it is about in parts."""
    return with_parts(themes.findings(*tables), "survey", "question", "theme")


@pytest.fixture(scope="module")
def found():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = clean(store.returns(PERIOD, "themes"), store.corrections(PERIOD, "themes"), PERIOD)
    return findings(made.themes, made.questions, made.bases)


def drawn(listed=(), questions=(), bases=()) -> pd.DataFrame:
    """Findings of tables given as the lines under their headings."""
    tables = {
        "a.csv": (THEMES, *listed),
        "b.csv": (QUESTIONS, *questions),
        "c.csv": (BASES, *bases),
    }
    files = {name: "\n".join(lines).encode() for name, lines in tables.items()}
    made = clean(files, CORRECTIONS.empty(), PERIOD)
    return findings(made.themes, made.questions, made.bases)


def shares(found) -> pd.DataFrame:
    return found[found["statistic"] == "share"]


def wilson(x: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson 1927: the ends solve |p - x/n| = z sqrt(p(1-p)/n)."""
    middle, half = (
        (x + z * z / 2) / (n + z * z),
        z * (x * (n - x) / n + z * z / 4) ** 0.5 / (n + z * z),
    )
    return middle - half, middle + half


@pytest.mark.parametrize(
    ("count", "base", "n"),
    [
        (83, "returned", 342),
        (15, "returned", 342),
        (19, "opened", 54),
        (19, "usable", 39),
        (11, "usable", 39),
    ],
)
def test_a_share_is_of_every_base_and_has_wilsons_interval(found, count, base, n):
    rows = shares(found)
    row = rows[
        (rows["reading"] == base) & (rows["estimate"] * rows["n"] - count).abs().lt(1e-9)
    ].iloc[0]
    assert row["n"] == n
    assert (row["low"], row["high"]) == pytest.approx(wilson(count, n), abs=1e-6)
    assert "only if each mention is another person" in row["note"]


def test_a_share_names_the_cells_of_count_and_base(found):
    row = shares(found)[shares(found)["reading"] == "usable"].iloc[0]
    assert row["rows"] == "themes/themes.csv!!D19; themes/bases.csv!!C4; themes/bases.csv!!C5"


def test_themes_announced_and_not_listed_are_counted(found):
    missing = found[found["statistic"] == "announced and not listed"]
    assert missing["estimate"].tolist() == [1]
    assert found.loc[found["statistic"] == "themes listed", "estimate"].sum() == 27
    assert found.loc[found["statistic"] == "themes with a number", "estimate"].tolist() == [
        5,
        0,
        0,
        0,
        0,
        3,
        0,
        0,
    ]


def test_a_theme_without_a_number_has_no_share_and_is_no_zero(found):
    counted = set(found.loc[found["statistic"] == "mentions", "theme"])
    assert set(shares(found)["theme"]) == counted
    assert len(counted) == 8
    assert (found.loc[found["statistic"] == "mentions", "estimate"] > 0).all()


def test_every_refusal_stands_where_its_answer_would(found):
    refused = found[found["refused"] == "other"]
    assert refused["statistic"].tolist() == list(REFUSED)
    assert refused["estimate"].isna().all()


@pytest.mark.parametrize(
    ("noted", "people", "note"),
    [(5, 19, "fewer than 20 people"), (31, 30, "more mentions than people"), (5, 20, "")],
)
def test_no_percentage_of_few_people_nor_of_fewer_than_the_mentions(noted, people, note):
    row = shares(drawn([f"overview,Q,T,{noted}"], bases=[f"overview,returned,{people},p"])).iloc[0]
    assert note in row["note"]
    assert pd.isna(row["estimate"]) == bool(note)


def test_a_count_of_people_who_answered_is_the_only_base():
    made = drawn(["overview,Q,T,30"], ["overview,Q,,120,people,p"], ["overview,returned,342,p"])
    row = shares(made).iloc[0]
    assert (len(shares(made)), row["reading"], row["n"], row["note"]) == (1, "answered", 120, "")
    assert "share of people" not in set(made["statistic"])


def test_mentions_that_may_repeat_a_person_have_no_share():
    made = drawn(["overview,Q,T,30"], ["overview,Q,,120,mentions,p"])
    assert pd.isna(shares(made)["estimate"].item())
    assert "share of people" in set(made["statistic"])


def test_more_blank_than_opened_leaves_no_usable_base():
    made = drawn(
        ["core_after,Q,T,3"], bases=["core_after,opened,30,p", "core_after,mostly_blank,40,p"]
    )
    assert shares(made)["reading"].tolist() == ["opened"]


def test_one_question_with_numbers_before_and_after_is_not_refused():
    both = drawn(["core_before,Q,T,3", "core_after,Q,T,4"])
    assert "change from before to after" not in set(both["statistic"])
    one = drawn(["core_before,Q,T,", "core_after,Q,T,4"])
    assert "change from before to after" in set(one["statistic"])


def test_nothing_received_is_nothing_found():
    assert drawn().empty
