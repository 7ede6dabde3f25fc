"""The rules on drawn rows: what holds, what does not, what depends on the reading, and what is refused."""

import pandas as pd
import pytest
from conftest import series_rows

from analysis.declare.claims import CLAIMS, VERDICTS
from analysis.declare.kept import CONTENTS
from analysis.declare.table import InputError
from analysis.store import declared
from strands.claims.finds.check import check
from strands.claims.finds.evidence import Evidence, figure
from strands.claims.finds.kinds import Month
from strands.claims.finds.reading import Reading, verdict
from strands.claims.finds.vocabulary import RULES, call, described, parameters
from strands.indicators.finds.judged import verdicts

PLACE = {"file": "f.csv", "sheet": "", "cell": "B2", "raw": "", "caveat": ""}
HUB = [
    ("resources", "Landing", 100, 50),
    ("resources", "Events", 40, 20),
    ("resources", "New", 10, 30),
]
TRAINING = [("2022-23", "blocks", 12), ("2023-25", "blocks", 14), ("2023-25", "attendance", 300)]
FORM = [("hackney", "live", "returned"), ("newham", "", "unknown"), ("barnet", "pilot", "returned")]
HACKNEY_ROWS = "indicators[borough=hackney]"
SHARES = [("CSC", 41, 0), ("Health", 14, 0), ("Other", 44, 0), ("Few", 0.5, 1)]


def drawn(*series) -> Evidence:
    """Evidence of a few rows: `series` are (borough, indicator, counts)."""
    quarterly = [
        row
        for borough, indicator, counts in series
        for row in series_rows(borough, indicator, counts)
    ]
    tables = {
        "indicators": pd.DataFrame(quarterly),
        "activity/hub": pd.DataFrame(
            [
                {
                    "section": section,
                    "page": page,
                    "period": period,
                    "count": count,
                    "status": "returned",
                    **PLACE,
                }
                for section, page, *counts in HUB
                for period, count in zip(("2022-23", "2023-25"), counts, strict=True)
            ]
        ),
        "training": pd.DataFrame(
            [
                {
                    "course": "core",
                    "borough": "partnership",
                    "period": period,
                    "measure": measure,
                    "count": count,
                    "status": "returned",
                    **PLACE,
                }
                for period, measure, count in TRAINING
            ]
        ),
        "activity/form": pd.DataFrame(
            [
                {
                    "borough": borough,
                    "period": "2023-25",
                    "stage": stage,
                    "count": None,
                    "status": status,
                    **PLACE,
                }
                for borough, stage, status in FORM
            ]
        ),
        "surveys/shares": pd.DataFrame(
            [
                {
                    "instrument": "overview",
                    "wave": "after",
                    "item": item,
                    "unit": "percent",
                    "period": "2023-25",
                    "topic": "sector",
                    "number": number,
                    "places": places,
                    "status": "returned",
                    **PLACE,
                }
                for item, number, places in SHARES
            ]
        ),
    }
    tables = {name: declared()[name].check(rows) for name, rows in tables.items() if len(rows)}
    contents = CONTENTS.check(
        pd.DataFrame(
            [("table", "1", "Visits to the hub", "t", ""), ("appendix", "3", "Links", "", "")],
            columns=[*CONTENTS.columns],
        )
    )
    return Evidence("2023-25", tables, declared(), contents, verdicts)


def came(rule: str, arguments: str, evidence: Evidence | None = None) -> str:
    readings, _ = call(rule, arguments, evidence or drawn())
    return verdict(readings)


EARLIER, LATER = (f"training[measure=blocks, period={period}]" for period in ("2022-23", "2023-25"))
FORMS = "activity/form[borough=hackney|barnet]"
HACKNEY = "series = indicators[borough=hackney]"


@pytest.mark.parametrize(
    ("rule", "arguments", "expected"),
    [
        ("equals", "figure = training[measure=attendance]; number = 300", "holds"),
        ("equals", "figure = training[measure=attendance]; number = 301", "does not hold"),
        (
            "equals",
            "figure = training[measure=attendance]; number = 300; of = people",
            "cannot be tested",
        ),
        ("equals", "figure = training[course=overview]; number = 0", "cannot be tested"),
        ("sums_to", "figure = activity/hub[period=2022-23]; number = 150", "holds"),
        ("sums_to", "figure = activity/hub[period=2022-23]; number = 149", "does not hold"),
        ("more_than", "figure = training[measure=attendance]; number = 299", "holds"),
        ("more_than", "figure = training[measure=attendance]; number = 300", "does not hold"),
        ("at_most", "figure = training[measure=attendance]; number = 300", "holds"),
        ("at_most", "figure = training[measure=attendance]; number = 299", "does not hold"),
        ("lists", "figure = activity/hub[period=2022-23]; number = 3", "holds"),
        ("lists", "figure = activity/hub[period=2022-23]; number = 6", "does not hold"),
        ("different", "figure = activity/hub.period; number = 2", "holds"),
        ("different", "figure = activity/hub.period; number = 3", "does not hold"),
        (
            "only",
            "figure = activity/form[stage=live|pilot]; number = 2; among = activity/form",
            "depends on the reading",
        ),
        (
            "only",
            "figure = activity/form[stage=live|pilot]; number = 5; among = activity/form",
            "does not hold",
        ),
        ("only", f"figure = activity/form[stage=live]; number = 1; among = {FORMS}", "holds"),
        ("share_of", f"part = {LATER}; whole = training[measure=attendance]; percent = 5", "holds"),
        (
            "share_of",
            f"part = {LATER}; whole = training[measure=attendance]; percent = 4",
            "does not hold",
        ),
        ("share_over", "figure = surveys/shares[item=CSC]; percent = 40", "holds"),
        ("share_over", "figure = surveys/shares[item=CSC]; percent = 50", "does not hold"),
        ("share_over", "figure = surveys/shares[item=CSC]; percent = 41.2", "cannot tell"),
        ("adds_to_hundred", "figure = surveys/shares[item=CSC|Health|Other]", "holds"),
        ("adds_to_hundred", "figure = surveys/shares[item=CSC|Health]", "does not hold"),
        ("possible_of", "figure = surveys/shares[item=Few]; base = 200", "holds"),
        ("possible_of", "figure = surveys/shares[item=Few]; base = 348", "does not hold"),
        ("possible_up_to", "figure = surveys/shares[item=CSC|Health]; base = 300", "holds"),
        ("possible_up_to", "figure = surveys/shares[item=CSC|Health]; base = 5", "does not hold"),
        ("largest", "figure = surveys/shares[item=Other]; among = surveys/shares", "holds"),
        ("largest", "figure = surveys/shares[item=CSC]; among = surveys/shares", "does not hold"),
        (
            "larger_than",
            "figure = surveys/shares[item=CSC]; than = surveys/shares[item=Health]",
            "holds",
        ),
        (
            "larger_than",
            "figure = surveys/shares[item=Health]; than = surveys/shares[item=CSC]",
            "does not hold",
        ),
        (
            "compares_per_month",
            f"before = {EARLIER}; after = {LATER}; way = rise",
            "depends on the reading",
        ),
        (
            "all_but",
            (
                "before = activity/hub[period=2022-23]; after = activity/hub[period=2023-25]; but ="
                " 1; way = fall"
            ),
            "holds",
        ),
        (
            "all_but",
            (
                "before = activity/hub[period=2022-23]; after = activity/hub[period=2023-25]; but ="
                " 0; way = fall"
            ),
            "does not hold",
        ),
        ("names_a_borough", "name = H&F", "holds"),
        ("names_a_borough", "name = Hammersmith and City", "does not hold"),
        ("names_a_borough", "name = Camden", "does not hold"),
        ("reference_exists", "kind = table; number = 1; about = hub", "holds"),
        ("reference_exists", "kind = table; number = 1; about = form", "does not hold"),
        ("reference_exists", "kind = appendix; number = 4", "does not hold"),
        ("within_period", "first = 2023-07; last = 2025-03", "holds"),
        ("within_period", "first = 2023-07; last = 2025-05", "does not hold"),
        ("cannot_be_known", "needs = complaints; because = nobody counts them", "cannot be tested"),
    ],
)
def test_a_rule_gives_its_verdict(rule, arguments, expected):
    assert came(rule, arguments) == expected


@pytest.mark.parametrize(
    ("counts", "rule", "arguments", "expected"),
    [
        ([9, 8, 7, 6, 5], "moved_in_last", "quarters = 2; way = fall", "holds"),
        ([9, 8, 7, 6, 6], "moved_in_last", "quarters = 2; way = fall", "depends on the reading"),
        ([9, 8], "moved_in_last", "quarters = 1; way = fall", "cannot tell"),
        ([9, 8, None], "moved_in_last", "quarters = 2; way = fall", "cannot tell"),
        ([9, 8, 7], "moved_in_last", "quarters = 3; way = fall", "cannot be tested"),
        ([50] * 7, "moved_in_last", "quarters = 1; way = fall", "cannot tell"),
        ([50] * 7, "moved", "way = fall", "cannot tell"),
        ([0, 0, 0, 0, 0, 4, 9], "moved_in_last", "quarters = 2; way = rise", "holds"),
        ([9, 4, 0, 0, 0, 0, 0], "moved_in_last", "quarters = 2; way = rise", "does not hold"),
        ([9, 8, 7, None, 6], "moved_in_last", "quarters = 2; way = fall", "depends on the reading"),
        ([5, 6, 7, 8, 9], "moved_in_last", "quarters = 2; way = rise", "holds"),
        ([5, 5, 9, 1, 2], "moved_in_last", "quarters = 2; way = fall", "depends on the reading"),
        ([5, 5, 9, 7, 7], "moved_in_last", "quarters = 2; way = fall", "does not hold"),
        ([5, 5, 9, 7, 7], "moved_in_last", "quarters = 2; way = rise", "depends on the reading"),
        ([5, 9, 15, 2], "moved_in_last", "quarters = 1; way = fall", "holds"),
        ([400, 300, 200, 130, 90, 60, 40], "trend", "way = fall", "holds"),
        ([400, 300, 200, 130, 90, 60, 40], "trend", "way = rise", "does not hold"),
        ([20, 22, 19, 21, 20, 19, 21], "trend", "way = fall", "cannot tell"),
        ([20, 10, 5, 2], "trend", "way = fall", "cannot tell"),
        (
            [16, 9, 9, 4, 15, 4, 1],
            "trend",
            "way = fall; without = 2024Q3",
            "depends on the reading",
        ),
        ([20, 22, 19, 21, 20, 19, 21], "no_pattern", "", "cannot tell"),
        ([5, 50, 500, 5000], "no_pattern", "", "cannot tell"),
        ([5, 50, 500, 5000, 5, 50, 500], "no_pattern", "", "cannot tell"),
        ([40, 60, 90, 130, 200, 300, 400], "no_pattern", "", "does not hold"),
        ([5, 9, 15, 2], "moved", "way = fall", "depends on the reading"),
        ([400, 300, 200, 130, 90, 60, 40], "moved", "way = fall", "holds"),
        ([4, 5, 3, 4, 5, 3, 4], "shows_fall_of", "percent = 50", "cannot tell"),
        (
            [2000, 1960, 1930, 1900, 1860, 1830, 1800],
            "shows_fall_of",
            "percent = 66",
            "does not hold",
        ),
        ([2000, 1960, 1930, 1900, 1860, 1830, 1800], "trend", "way = fall", "holds"),
        ([400, 300, 200, 130, 90, 60, 40], "shows_fall_of", "percent = 80", "holds"),
        ([400, 390, 410, 400, 395, 405, 400], "shows_fall_of", "percent = 50", "does not hold"),
        ([4, 5, None], "last_returned", "quarter = 2023Q4", "holds"),
        ([4, 5, 6], "last_returned", "quarter = 2023Q4", "does not hold"),
    ],
)
def test_a_rule_on_a_series_gives_its_verdict(counts, rule, arguments, expected):
    evidence = drawn(("hackney", "care_entry", counts))
    assert came(rule, "; ".join(filter(None, [HACKNEY, arguments])), evidence) == expected


@pytest.mark.parametrize(
    "counts", [[9, 8, 7, 6, 5], [5, 6, 7, 8, 9], [5, 9, 15, 2, 3], [7, 7, 7, 7, 7]]
)
def test_what_is_said_of_a_fall_is_said_of_the_mirrored_rise(counts):
    reflected = [20 - count for count in counts]
    said = [
        of_series("moved_in_last", f"quarters = 2; way = {way}", series)
        for way, series in (("fall", counts), ("rise", reflected))
    ]
    assert said[0] == said[1]


EXTREME = {
    "all missing": [None] * 7,
    "none": [0] * 7,
    "one": [40],
    "two": [40, 4],
    "constant": [40] * 7,
    "doubling": [5, 10, 20, 40, 80, 160, 320],
    "one spike": [5, 5, 5, 500, 5, 5, 5],
    "a step": [40, 40, 40, 40, 4, 4, 4],
}
NEITHER = {"cannot tell", "cannot be tested"}


def of_series(rule: str, arguments: str, counts: list) -> str:
    evidence = drawn(("hackney", "care_entry", counts))
    return came(rule, "; ".join(filter(None, [HACKNEY, arguments])), evidence)


@pytest.mark.parametrize("name", EXTREME)
def test_a_series_that_is_turned_round_turns_what_is_said_of_it(name):
    counts = EXTREME[name]
    down = of_series("trend", "way = fall", counts)
    assert down == of_series("trend", "way = rise", counts[::-1])
    assert (down == "does not hold") == (name == "doubling")
    assert of_series("trend", "way = rise", counts) == ("holds" if name == "doubling" else down)
    assert of_series("no_pattern", "", counts) == of_series("no_pattern", "", counts[::-1])


@pytest.mark.parametrize("name", [name for name in EXTREME if name not in ("doubling", "constant")])
def test_no_series_without_a_trend_is_called_free_of_one(name):
    assert of_series("no_pattern", "", EXTREME[name]) in NEITHER


@pytest.mark.parametrize("name", EXTREME)
def test_the_larger_a_fall_is_said_to_be_the_less_is_borne_out(name):
    """From what holds over what cannot be told to what does not hold, and never back."""
    came_to = [
        of_series("shows_fall_of", f"percent = {p}", EXTREME[name]) for p in range(5, 100, 5)
    ]
    order = ["cannot be tested", "holds", "cannot tell", "does not hold"]
    ranks = [order.index(one) for one in came_to]
    assert ranks == sorted(ranks)
    if name in ("all missing", "none", "one", "two"):
        assert set(came_to) <= NEITHER


@pytest.mark.parametrize(
    ("rule", "arguments", "said"),
    [
        ("equal", "figure = training; number = 1", "there is no rule 'equal': known are equals"),
        (
            "equals",
            "figure = training; numbr = 1",
            "rule 'equals' has no argument 'numbr': it takes figure, number, of",
        ),
        ("equals", "figure = training", "rule 'equals' needs the argument 'number'"),
        (
            "equals",
            "figure = training; number = many",
            "rule 'equals': number must be a number, got 'many'",
        ),
        ("equals", "figure = training; number", "cannot read 'number': write name = value"),
        (
            "equals",
            "figure = trainings; number = 1",
            "there is no table 'trainings': known are indicators",
        ),
        (
            "equals",
            "figure = training[cours=core]; number = 1",
            "table 'training' has no column 'cours'",
        ),
        (
            "equals",
            "figure = training[course=cor]; number = 1",
            "'cor' is no course of table 'training'",
        ),
        ("equals", "figure = training[; number = 1", "names no rows: write TABLE"),
        (
            "trend",
            f"{HACKNEY}; way = down",
            "rule 'trend': way must be one of fall, rise, got 'down'",
        ),
        (
            "moved_in_last",
            f"{HACKNEY}; way = fall; quarters = 2.5",
            "must be a whole number of 1 or more",
        ),
        (
            "moved_in_last",
            f"{HACKNEY}; way = fall; quarters = 0",
            "must be a whole number of 1 or more",
        ),
        (
            "moved_in_last",
            f"{HACKNEY}; way = rise; quarters = -1",
            "must be a whole number of 1 or more",
        ),
        ("trend", "series = training; way = fall", "training is no series of an indicator"),
        ("moved_in_last", "series = training; quarters = 1; way = fall", "is no series of an"),
        (
            "no_pattern",
            "series = indicators[borough=hackney, quarter=2023Q3|2023Q4]",
            "leaves out quarters: a series is judged as a whole",
        ),
        ("shows_fall_of", f"{HACKNEY}; percent = 100", "leaves none"),
        (
            "compares_per_month",
            "before = activity/hub; after = activity/hub; way = fall",
            "of one period",
        ),
        (
            "compares_per_month",
            f"before = {LATER}; after = {EARLIER}; way = fall",
            "is not later than",
        ),
        (
            "compares_per_month",
            f"before = {HACKNEY_ROWS}; after = {HACKNEY_ROWS}; way = fall",
            "offered or visited",
        ),
        (
            "all_but",
            f"before = {EARLIER}; after = {LATER}; but = -1; way = fall",
            "all but -1 are none",
        ),
        ("within_period", "first = 2025-03; last = 2023-07", "2025-03 is later than 2023-07"),
        ("only", "figure = training; number = 1; among = activity/form", "training is not among"),
        (
            "largest",
            "figure = surveys/shares[item=CSC]; among = surveys/shares[item=Health]",
            "is not among",
        ),
        (
            "larger_than",
            "figure = training; than = surveys/shares[item=CSC]",
            "do not count the same",
        ),
        (
            "possible_of",
            "figure = surveys/shares[item=Few]; base = 0",
            "base must be a whole number of 1 or more, got '0'",
        ),
        ("shows_fall_of", f"{HACKNEY}; percent = 0", "percent must be a percentage above 0"),
        ("shows_fall_of", f"{HACKNEY}; percent = 150", "percent must be a percentage above 0"),
        ("last_returned", f"{HACKNEY}; quarter = Q9", "must be a quarter like 2024Q3, got 'Q9'"),
        (
            "trend",
            f"{HACKNEY}; way = fall; without = 2019Q1",
            "'2019Q1' is no quarter of indicators[borough=hackney]",
        ),
        ("within_period", "first = 2023-7; last = 2025-03", "first must be a month like 2023-07"),
        (
            "reference_exists",
            "kind = tabel; number = 1",
            "kind must be one of table, figure, appendix, got 'tabel'",
        ),
        (
            "cannot_be_known",
            "needs = training[measure=blocks]; because = none",
            "now holds 2 numbers",
        ),
    ],
)
def test_what_a_rule_cannot_use_is_one_clear_line(rule, arguments, said):
    with pytest.raises(InputError) as error:
        call(rule, arguments, drawn(("hackney", "care_entry", [1, 2, 3, 4, 5])))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def stated(*claims: tuple[str, str, str]) -> pd.DataFrame:
    rows = [
        {
            "id": name,
            "place": "p",
            "says": "s",
            "strand": "training",
            "rule": rule,
            "arguments": arguments,
            "stated": "",
        }
        for name, rule, arguments in claims
    ]
    return CLAIMS.check(pd.DataFrame(rows))


def test_every_statement_that_cannot_be_checked_is_named_at_once():
    claims = stated(
        ("A01", "equal", ""),
        ("A02", "names_a_borough", "name = Newham"),
        ("A03", "equals", "figure = x; number = 1"),
    )
    with pytest.raises(InputError) as error:
        check(claims, drawn())
    assert "A01: there is no rule" in str(error.value)
    assert "A03: there is no table 'x'" in str(error.value)
    assert "A02" not in str(error.value)


def test_a_checked_statement_knows_its_cells():
    checked = check(
        stated(("A01", "equals", "figure = training[measure=attendance]; number = 300")), drawn()
    )
    assert checked[["verdict", "found", "rows"]].values.tolist() == [
        ["holds", "300 attendances; the statement says 300.", "f.csv!!B2"]
    ]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("CSC|Health|Other", "99%; 3 shares of one whole, each rounded, can add up to anything from 98.5% to 101.5%."),
        ("CSC|Health|Other|Few", "99.5%; 4 shares of one whole, each rounded, can add up to anything from 98.45% to 101.55%."),
        ("CSC|Health", "55%; 2 shares of one whole, each rounded, can add up to anything from 99% to 101%."),
    ],
)  # fmt: skip
def test_what_rounding_allows_is_said_of_so_many_shares(items, said):
    readings, _ = call("adds_to_hundred", f"figure = surveys/shares[item={items}]", drawn())
    assert [reading.found for reading in readings] == [f"They add up to {said}"]


def test_each_measure_is_a_reading_of_its_own():
    of = "training[measure=blocks|attendance, period={}]"
    evidence = drawn()
    rows = evidence.tables["training"]
    more = rows[rows["measure"] == "attendance"].assign(period="2022-23", count=400)
    evidence.tables["training"] = pd.concat([rows, more])
    arguments = f"before = {of.format('2022-23')}; after = {of.format('2023-25')}; way = fall"
    readings, _ = call("compares_per_month", arguments, evidence)
    assert [reading.found.split(":")[0] for reading in readings if "In total" in reading.found] == [
        "In total 400, then 300 attendances",
        "In total 12, then 14 blocks",
    ]
    monthly = next(reading.found for reading in readings if "A month" in reading.found)
    # The lengths tried are those of both periods; the second is dated.
    assert monthly.endswith("(periods of 8, 11, 12 or 21 months).")
    unlike = f"before = {of.format('2022-23')}; after = {LATER}; way = fall"
    with pytest.raises(InputError, match="do not hold the same measures"):
        call("compares_per_month", unlike, evidence)


def test_a_fall_by_so_much_in_every_series_is_spoken_against_by_one_that_surely_falls_short():
    """One interval short of it, alone, is what chance gives among six: it has to stand (Holm)."""
    short, sure = [40, 44, 36, 43, 37, 45, 40], [400, 405, 395, 402, 398, 404, 401]
    falling = [400, 300, 200, 130, 90, 60, 40]
    boroughs = ("hackney", "newham", "barnet", "waltham_forest")
    said = {}
    for name, other in (("short", short), ("sure", sure)):
        series = [(key, "care_entry", falling) for key in boroughs[1:]]
        evidence = drawn((boroughs[0], "care_entry", other), *series)
        rule = "series = indicators[indicator=care_entry]; percent = 40"
        said[name] = came("shows_fall_of", rule, evidence)
    assert said == {"short": "cannot tell", "sure": "does not hold"}


def test_the_same_row_is_judged_anew_on_new_data():
    claim = stated(("A01", "moved_in_last", f"{HACKNEY}; quarters = 1; way = fall"))
    before = check(claim, drawn(("hackney", "care_entry", [6, 5, 4])))
    after = check(claim, drawn(("hackney", "care_entry", [6, 5, 4, 6])))
    assert [before["verdict"].item(), after["verdict"].item()] == ["holds", "does not hold"]


def test_readings_make_a_verdict():
    outcomes = {
        (True,): "holds",
        (False,): "does not hold",
        (None,): "cannot be tested",
        (True, True): "holds",
        (True, False): "depends on the reading",
        (True, None): "depends on the reading",
    }
    for holds, expected in outcomes.items():
        assert verdict([Reading(one, "") for one in holds]) == expected
        assert expected in VERDICTS


def test_every_rule_says_what_it_asks():
    lines = {name: (arguments, asks) for name, arguments, asks in described()}
    assert set(lines) == set(RULES)
    assert all(asks.endswith(".") and arguments for arguments, asks in lines.values())
    assert lines["equals"][0] == "figure, number, [of]"
    assert parameters("within_period") == {"first": (Month, True), "last": (Month, True)}


def test_a_value_with_a_comma_stands_in_quotation_marks():
    evidence = drawn()
    rows = evidence.tables["activity/hub"]
    evidence.tables["activity/hub"] = rows.assign(
        page=rows["page"].replace("Events", "Events, talks")
    )
    assert figure('activity/hub[page="Events, talks", period=2022-23]', evidence).total == 40
