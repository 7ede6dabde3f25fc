"""Cases drawn for a learning review: an order anyone gets again, a draw that stands, and refusals in one line."""

import contextlib

import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from analysis import store
from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.sampling import RESERVES, arm_of, drawn, in_order, quarter_of, seed_of
from desk.cli import main
from desk.receiving.known_on import inputs
from strands.reviews.cleans.reviews import clean

PERIOD = "2025-26"
SEED = "2025-26|hackney|2025Q2"
ORDER = ["C6", "C4", "C2", "C1", "C5", "C3"]
CODES = st.lists(st.text("ABC0123456789", min_size=1, max_size=6), unique=True, max_size=20)
FILE = "data/raw/2025-26/samples/hackney_2025Q2.csv"
ANSWERS = {
    "both": "yes,yes",
    "neither": "no,no",
    "trained": "yes,no",
    "consulted": "no,yes",
    "open": "perhaps,no",
}


def closed(kinds: dict[str, int], day: str = "12/05/2025") -> list[str]:
    """Lines of a list of closed cases with so many of each kind."""
    cases = [kind for kind, number in kinds.items() for _ in range(number)]
    return [f"C{at},{day},{ANSWERS[kind]}" for at, kind in enumerate(cases, 1)]


@pytest.fixture
def listed(project):
    """Files and cleans a list of closed cases of Hackney."""

    def file(lines: list[str], name: str = "reviews/frame.csv"):
        text = (
            "Hackney closed cases\nCase code,Closed on,Worker trained,Case consulted on\n"
            + "\n".join(lines)
        )
        path = project / "data/raw" / PERIOD / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        received = store.received(PERIOD).iloc[:0]
        row = (name, "a" * 64, "reviews", "lead", "2025-07", "simulated", "")
        store.keep(PERIOD, RECEIVED, pd.DataFrame([row], columns=list(received.columns)))
        store.write_cleaned(
            "reviews", PERIOD, clean({name: text.encode()}, CORRECTIONS.empty(), PERIOD)
        )

    for old in (project / "data/raw" / PERIOD / "samples").glob("*.csv"):
        old.unlink()
    return file


def call(*more: str, borough: str = "hackney", quarter: str = "2025Q2"):
    return CliRunner().invoke(main, ("sample", "--borough", borough, "--quarter", quarter, *more))


def on_record(project) -> pd.DataFrame:
    return pd.read_csv(project / FILE, dtype=str, keep_default_na=False)


# The order


def test_the_order_is_that_of_any_tool_that_computes_sha256():
    """`for c in C1 ... C6; do printf '%s' "$SEED|$c" | sha256sum; done | sort`, by coreutils."""
    assert in_order([f"C{n}" for n in range(1, 7)], SEED) == ORDER


def test_the_seed_is_made_of_what_is_drawn_for():
    assert seed_of(PERIOD, "hackney", "2025Q2") == SEED
    assert in_order(ORDER, seed_of(PERIOD, "hackney", "2025Q3")) != ORDER


@given(CODES, st.randoms())
def test_neither_the_order_of_the_list_nor_a_line_twice_changes_the_draw(cases, random):
    shuffled = [*cases, *cases[:2]]
    random.shuffle(shuffled)
    assert list(drawn({"both": shuffled}, SEED)) == list(drawn({"both": cases}, SEED))


@given(CODES.filter(bool), st.integers(1, 6))
def test_one_case_more_takes_one_place_at_most(cases, size):
    less = [
        row["case"] for row in drawn({"both": cases[1:]}, SEED, size) if row["drawn_as"] == "drawn"
    ]
    more = [row["case"] for row in drawn({"both": cases}, SEED, size) if row["drawn_as"] == "drawn"]
    assert set(more) - set(less) <= {cases[0]}
    assert [case for case in more if case != cases[0]] == less[: len(more) - (cases[0] in more)]


@given(CODES, st.integers(1, 6))
def test_reserves_follow_the_drawn_and_places_run_on(cases, size):
    rows = list(drawn({"neither": cases}, SEED, size))
    assert [row["case"] for row in rows] == in_order(cases, SEED)[: size + RESERVES]
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))
    taken = min(size, len(cases))
    assert [row["drawn_as"] for row in rows] == ["drawn"] * taken + ["reserve"] * (
        len(rows) - taken
    )
    assert all(row["eligible"] == len(cases) for row in rows)


def test_arms_and_quarters():
    assert [arm_of(*pair.split(",")) for pair in ANSWERS.values()] == [
        "both",
        "neither",
        "trained",
        "consulted",
        "",
    ]
    days = {"2025-03-31": "2025Q1", "2025-04-01": "2025Q2", "2025-12-31": "2025Q4", "": ""}
    assert {day: quarter_of(day) for day in days} == days


# The command


def test_it_draws_five_of_each_arm_and_puts_them_on_record(project, listed):
    listed(
        [*closed({"both": 9, "neither": 7, "trained": 3, "consulted": 1}), "X1,01/07/2025,yes,yes"]
    )
    answer = call()
    assert answer.exit_code == 0, answer.output
    lines = answer.output.splitlines()
    assert lines[0] == f"Hackney, Apr–Jun 2025: 20 closed cases, seed '{SEED}'"
    assert lines[1].startswith("  trained and consulted: 5 of 9: ")
    assert lines[2].startswith("  neither trained nor consulted: 5 of 7: ")
    assert "in reserve" in lines[1]
    assert lines[3] == "  in no arm: 3 trained only, 1 consulted only"
    assert lines[-1] == f"{FILE}: written"
    rows = on_record(project)
    assert rows.groupby(["arm", "drawn_as"]).size().to_dict() == {
        ("both", "drawn"): 5,
        ("both", "reserve"): 2,
        ("neither", "drawn"): 5,
        ("neither", "reserve"): 2,
    }
    assert set(rows["frame"]) == {"reviews/frame.csv"}
    assert set(rows["sha256"]) == {"a" * 64}
    assert dict(zip(rows["arm"], rows["eligible"], strict=True)) == {"both": "9", "neither": "7"}
    assert set(rows[rows["arm"] == "both"]["case"]) <= {f"C{n}" for n in range(1, 10)}
    assert list(store.samples(PERIOD)["case"]) == list(rows["case"])


def test_it_is_not_taken_for_a_return(project, listed):
    listed(closed({"both": 6, "neither": 6}))
    before = store.received(PERIOD)
    call()
    assert store.received(PERIOD).equals(before)
    for strand in store.strands(PERIOD):
        assert not any("samples" in file for file in store.received(PERIOD, strand)["file"])


def test_lines_in_another_order_give_the_same_draw(project, listed):
    lines = closed({"both": 9, "neither": 7})
    listed(lines)
    call()
    first = on_record(project)
    listed(lines[::-1])
    assert call().output.splitlines()[-1] == f"{FILE}: there already, and the same"
    assert on_record(project).equals(first)


def test_the_day_is_on_record_and_another_day_gives_the_same_draw(project, listed):
    listed(closed({"both": 9, "neither": 7}))
    call("--date", "2025-07-03")
    assert set(on_record(project)["drawn_on"]) == {"2025-07-03"}
    assert (
        call("--date", "2025-07-04").output.splitlines()[-1]
        == f"{FILE}: there already, and the same"
    )
    assert set(on_record(project)["drawn_on"]) == {"2025-07-03"}


@pytest.mark.parametrize(("day", "kept"), [("2025-07-02", 0), ("2025-07-03", 14), ("2025-08", 14)])
def test_a_report_as_known_on_a_day_knows_no_later_draw(
    project, listed, tmp_path_factory, day, kept
):
    listed(closed({"both": 9, "neither": 7}))
    call("--date", "2025-07-03")
    scratch = tmp_path_factory.mktemp("scratch")
    inputs(project, scratch, PERIOD, day)
    with contextlib.chdir(scratch):
        assert len(store.samples(PERIOD)) == kept
    assert len(store.samples(PERIOD)) == 14


def test_fewer_than_five_are_all_taken_and_it_says_so(listed):
    listed(closed({"both": 3, "neither": 6}))
    assert "  trained and consulted: 3 of 3 (fewer than 5: all are taken): " in call().output


def test_an_arm_without_a_case_is_said_to_be_empty(listed):
    listed(closed({"neither": 6}))
    assert "  trained and consulted: 0 of 0 (fewer than 5: all are taken)\n" in call().output


def test_a_draw_stands(project, listed):
    listed(closed({"both": 9, "neither": 7}))
    call()
    first = (project / FILE).read_bytes()
    for more in (("--seed", "nicer"), ("--arm-size", "4")):
        answer = call(*more)
        assert answer.exit_code == 1
        assert "holds another draw, and a draw stands" in answer.output
        assert answer.output.count("\n") == 1
    listed(closed({"both": 10, "neither": 7}))
    assert call().exit_code == 1
    assert (project / FILE).read_bytes() == first


def test_a_seed_of_ones_own_is_on_record(project, listed):
    listed(closed({"both": 9, "neither": 7}))
    call("--seed", "7")
    assert set(on_record(project)["seed"]) == {"7"}


def test_lines_with_an_open_question_are_counted_and_not_drawn(project, listed):
    listed([*closed({"both": 6, "neither": 6}), "Q1,12/05/2025,perhaps,no", "Q2,sometime,yes,yes"])
    assert "not placed, as a question about them is open: 2" in call().output
    assert not {"Q1", "Q2"} & set(on_record(project)["case"])


@pytest.mark.parametrize("named", ["2025Q2", "apr-jun 2025", "Apr–Jun 2025"])
@pytest.mark.parametrize("whose", ["hackney", "Hackney", "LBH"])
def test_boroughs_and_quarters_go_by_their_names(project, listed, whose, named):
    listed(closed({"both": 6, "neither": 6}))
    assert call(borough=whose, quarter=named).exit_code == 0
    assert (project / FILE).is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"borough": "camden"}, "no borough 'camden': known are hackney, waltham_forest"),
        ({"quarter": "2031Q1"}, "no quarter '2031Q1' in any period"),
        ({"quarter": "2024Q2", "period": "2025-26"}, "no quarter '2024Q2' in 2025-26"),
        ({"borough": "barnet"}, "Barnet has no list of closed cases for 2025-26"),
        ({"quarter": "2026Q1"}, "its list has no case closed then"),
        ({"size": "0"}, "an arm of 0 cannot be drawn"),
        ({"date": "2099-01-01"}, "2099-01-01 has not come yet"),
        ({"date": "3.7.2025"}, "3.7.2025"),
        ({"quarter": "2025Q2", "period": "2031-32"}, "no period '2031-32'"),
    ],
)
def test_what_cannot_be_drawn_is_one_line_and_writes_nothing(project, listed, arguments, said):
    listed(closed({"both": 6, "neither": 6}))
    asked = {"borough": "hackney", "quarter": "2025Q2"} | arguments
    named = {"period": "--period", "size": "--arm-size", "date": "--date"}
    options = [
        word for key, option in named.items() if key in asked for word in (option, asked[key])
    ]
    answer = call(*options, borough=asked["borough"], quarter=asked["quarter"])
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") == 1
    assert not (project / FILE).exists()


def test_cases_of_no_arm_alone_leave_nothing_to_draw(listed):
    listed(closed({"trained": 4}))
    assert "none of the 4 closed cases is of an arm" in call().output


def test_the_draws_on_record_of_the_simulated_period_are_those_the_command_makes():
    """Against the raw files alone: whoever has the lists gets these draws."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        held = store.samples(PERIOD)
        cases = clean(
            store.returns(PERIOD, "reviews"), store.corrections(PERIOD, "reviews"), PERIOD
        ).closed_cases
    assert len(held)
    for (borough, quarter, arm), rows in held.groupby(["borough", "quarter", "arm"]):
        mine = cases[(cases["borough"] == borough) & (cases["status"] == "returned")]
        answer = "yes" if arm == "both" else "no"
        fits = mine["trained"].eq(answer) & mine["consulted"].eq(answer)
        in_quarter = mine["closed_on"].map(lambda day, of=quarter: str(pd.Period(day, "Q")) == of)
        assert (
            list(rows["case"])
            == in_order(mine[fits & in_quarter]["case"], seed_of(PERIOD, borough, quarter))[:7]
        )
