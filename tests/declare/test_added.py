"""Lists kept by hand in data/raw add to what the package declares, change what they name, and refuse what cannot be."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.declare import boroughs, indicators, periods, training
from analysis.declare.added import added
from analysis.declare.table import InputError
from strands.surveys import declares as questions

DECLARED = {
    "periods": (
        periods.ADDED,
        lambda: periods.declared_with(added(periods.ADDED)),
        periods.PERIODS,
    ),
    "boroughs": (boroughs.ADDED, boroughs.declared, boroughs.BOROUGHS),
    "indicators": (indicators.ADDED, indicators.declared, indicators.INDICATORS),
    "questions": (questions.ADDED, questions.declared, questions.QUESTIONNAIRES),
    "courses": (training.ADDED, training.declared, training.COURSES),
}


@pytest.fixture
def empty(tmp_path, monkeypatch) -> Path:
    """A project without any list, and the working folder inside it."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "params.yaml").write_text("periods: []\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "data")
    return tmp_path


def declared(project: Path, name: str, *lines: str) -> dict:
    """What is declared, by key, with some lines added to one list."""
    heading = ",".join(DECLARED[name][0].columns)
    text = "\n".join([heading, *lines]) + "\n"
    (project / "data" / "raw" / f"{name}.csv").write_text(text, encoding="utf-8")
    return {getattr(one, "key", None) or one.instrument: one for one in DECLARED[name][1]()}


@pytest.mark.parametrize("name", DECLARED)
def test_without_a_list_and_with_a_heading_alone_nothing_is_added(empty, name):
    assert DECLARED[name][1]() == tuple(declared(empty, name).values())
    assert len(DECLARED[name][1]()) >= 2


def test_without_a_project_nothing_is_added(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert added(periods.ADDED) == ()


def test_a_period_is_added_in_its_place_with_its_length(empty):
    held = declared(empty, "periods", "2026-27,2026/27,2026-04,2027-03,")
    new = held["2026-27"]
    assert list(held) == [*periods.PERIOD_KEYS, "2026-27"]
    assert new.quarters == ("2026Q2", "2026Q3", "2026Q4", "2027Q1")
    assert (new.months, new.length) == ((12,), "April 2026 to March 2027")
    assert (new.primary, new.margin, new.simulated) == ((), None, False)


def test_what_a_row_leaves_empty_stays_as_declared(empty):
    first = declared(empty, "periods", "2021-22,,2021-07,2022-03,")["2021-22"]
    assert (first.label, first.first, first.months) == ("Year 1", "2021Q3", (9,))
    assert first.length == "July 2021 to March 2022"


def test_a_borough_joins_in_its_place_and_is_another_no_longer(empty):
    held = declared(empty, "boroughs", "camden,Camden,E09000007,2022-23,,LB Camden|CMD,")
    assert list(held)[3:5] == ["hammersmith_and_fulham", "camden"]
    assert held["camden"].aliases == ("LB Camden", "CMD")


def test_a_borough_that_left_is_no_member_afterwards(empty):
    gone = declared(empty, "boroughs", "newham,,,,2023-25,,")["newham"]
    assert (gone.name, gone.joined) == ("Newham", "2021-22")
    assert [gone.was_member(quarter) for quarter in ("2021Q1", "2025Q1", "2025Q2")] == [
        True,
        True,
        False,
    ]
    assert [gone.was_member_in(key) for key in ("2021-22", "2023-25", "2025-26")] == [
        True,
        True,
        False,
    ]


def test_an_indicator_ends_and_another_begins(empty):
    held = declared(
        empty,
        "indicators",
        "assessment,,,,,,2023-25",
        "re_referral,Re-referrals,re-referrals with DA,cases,Re-referrals with DA|Repeat referrals"
        " with DA,2025-26,",
    )
    assert (held["assessment"].name, held["assessment"].until) == (
        "Flagged after assessment",
        "2023-25",
    )
    assert held["re_referral"].wordings == ("Re-referrals with DA", "Repeat referrals with DA")
    assert list(held)[-1] == "re_referral"


def test_a_course_gets_another_name(empty):
    assert declared(empty, "courses", ",,,,", "core,,Core course|CORE 2,,")["core"].aliases == (
        "Core course",
        "CORE 2",
    )


BAD = {
    "a quarter of two periods": (
        "periods",
        "2026-26,2026/26,2026-01,2026-12,",
        "overlaps 2025-26 in Jan–Mar 2026",
    ),
    "no quarter's edge": (
        "periods",
        "2026-27,2026/27,2026-05,2027-03,",
        "2026-05 to 2027-03 is no span of whole",
    ),
    "end before beginning": (
        "periods",
        "2026-27,2026/27,2027-04,2026-03,",
        "no span of whole quarters",
    ),
    "a key beside its dates": (
        "periods",
        "2026-28,2026/28,2026-04,2027-03,",
        "whose key is 2026-27",
    ),
    "half a span": (
        "periods",
        "2026-27,2026/27,2026-04,,",
        "needs both its first and its last month",
    ),
    "another's label": (
        "periods",
        "2026-27,Year 2,2026-04,2027-03,",
        "the label 'Year 2' is that of 2022-23",
    ),
    "a label no heading could carry": (
        "periods",
        "2026-27,Q4 plan,2026-04,2027-03,",
        "label: 'Q4 plan' does not fit; write its name in tables and headings, like 2026/27 or Year 5",
    ),
    "no month": (
        "periods",
        "2026-27,2026/27,2026-13,2027-03,",
        "from: '2026-13' does not fit; write its first month, like 2026-04",
    ),
    "no label": ("periods", "2026-27,,2026-04,2027-03,", "'2026-27' is new and needs label"),
    "no key": ("periods", ",2026/27,2026-04,2027-03,", "its key is empty"),
    "commas out of quotes": (
        "periods",
        "2023-25,,,,a,b",
        "it has 6 cells for 5 columns",
    ),
    "an unknown period": (
        "boroughs",
        "camden,Camden,E09000007,2030-31,,,",
        "joined: '2030-31' does not fit; write the first",
    ),
    "gone before it came": (
        "boroughs",
        "barnet,,,,2022-23,,",
        "Barnet cannot leave in 2022-23: it joined in 2023-25",
    ),
    "a new one without a code": (
        "boroughs",
        "camden,Camden,,2025-26,,,",
        "'camden' is new and needs gss",
    ),
    "another's name": (
        "boroughs",
        "camden,Camden,E09000007,2025-26,,lbwf,",
        "'lbwf' is already a name of 'waltham_",
    ),
    "a name of many": (
        "boroughs",
        "camden,Camden,E09000007,2025-26,,LBB,",
        "'LBB' is already a name of 'more",
    ),
    "a key with capitals": (
        "boroughs",
        "Camden,Camden,E09000007,2025-26,,,",
        "key: 'Camden' does not fit; write its name in file names, in small letters",
    ),
    "another's wording": (
        "indicators",
        "new,New,new,cases,CP plans with DA,,",
        "already a name of 'protection_plan'",
    ),
    "ends before it begins": (
        "indicators",
        "referral,,,,,2025-26,2023-25",
        "'referral' cannot end in 2023-25",
    ),
    "no wording": ("indicators", "new,New,new,cases,,,", "'new' is new and needs wordings"),
    "another's course": (
        "courses",
        "core,,overview,,",
        "'overview' is already a name of 'overview'",
    ),
    "offered backwards": ("courses", "core,,,2025-26,2021-22", "'core' cannot end in 2021-22"),
}


COLUMNS = [
    (name, column, declared)
    for name, (table, *_) in DECLARED.items()
    for column, declared in table.columns.items()
]


@pytest.mark.parametrize(("name", "column", "declared"), COLUMNS)
def test_every_column_tells_what_it_takes_by_an_example_that_fits_or_by_its_words(
    name, column, declared
):
    examples = declared.allowed or re.fullmatch(r".+, like (.+)", declared.says)[1].split(" or ")
    assert [declared.misfit(one) for one in examples] == [""] * len(examples)
    if declared.allowed or declared.pattern:
        said = declared.misfit("§ 7")
        assert said.startswith(f"'§ 7' does not fit; write {declared.says}")
        assert all(one in said for one in declared.allowed)
        assert "[" not in said and "\\" not in said


def test_all_that_does_not_fit_in_a_row_is_said_at_once(empty):
    with pytest.raises(InputError) as caught:
        declared(empty, "boroughs", "Camden,Camden,E9,2031-32,,,")
    assert [str(caught.value).count(f"{name}: '") for name in ("key", "gss", "joined", "name")] == [
        1,
        1,
        1,
        0,
    ]


@pytest.mark.parametrize("what", BAD)
def test_a_bad_row_is_one_line_that_names_file_and_row(empty, what):
    name, line, said = BAD[what]
    with pytest.raises(InputError) as caught:
        declared(empty, name, "", line)
    assert str(caught.value).startswith(f"data/raw/{name}.csv, line 3: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_same_key_twice_is_refused(empty):
    with pytest.raises(
        InputError, match=r"line 3: 'core' is there already \(data/raw/courses.csv, line 2\)"
    ):
        declared(empty, "courses", "core,,A,,", "core,,B,,")


def test_another_heading_is_refused(empty):
    (empty / "data/raw/courses.csv").write_text("key;name;aliases;since;until\n", encoding="utf-8")
    with pytest.raises(
        InputError,
        match=r"courses\.csv: its first line must be key,name,aliases,since,until, and is key;",
    ):
        added(training.ADDED)


def test_text_in_another_encoding_is_refused(empty):
    (empty / "data/raw/courses.csv").write_bytes(
        "key,name,aliases,since,until\ncafé,x,,,\n".encode("latin-1")
    )
    with pytest.raises(InputError, match=r"courses\.csv: it is not UTF-8 text"):
        added(training.ADDED)


TOLD = """
from analysis.read.label.names import find_borough, read_borough
from strands.indicators.cleans.wordings import read_indicator
from analysis.read.label.years import read_year
from analysis.declare.boroughs import BOROUGHS, members
from analysis.declare.indicators import TABLE, indicators_of
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.training import courses_of
print(PERIOD_KEYS[-1], read_year("Attendances Year 5").period, read_year("Blocks Yr 2").period)
print(read_borough("LB Camden").key, find_borough("Return of Camden").key, len(members("2026-27")), len(BOROUGHS))
print(read_indicator("Re-referrals with DA").key, indicators_of("2023-25")[-1], indicators_of("2026-27"))
print(courses_of("2026-27"))
"""


def test_the_whole_package_knows_what_was_added(empty):
    """In a process of its own: the lists are read as the package is loaded."""
    for name, line in (
        ("periods", "2026-27,Year 5,2026-04,2027-03,"),
        ("boroughs", "camden,Camden,E09000007,2026-27,,LB Camden,\nnewham,,,,2023-25,,"),
        (
            "indicators",
            "re_referral,Re-referrals,re-referrals with DA,cases,Re-referrals with DA,2026-27,",
        ),
        ("courses", "supervisors,,,,2023-25\nmanagers,Managers,,2026-27,"),
    ):
        heading = ",".join(DECLARED[name][0].columns)
        (empty / "data" / "raw" / f"{name}.csv").write_text(
            f"{heading}\n{line}\n", encoding="utf-8"
        )
    answer = subprocess.run([sys.executable, "-c", TOLD], cwd=empty, capture_output=True, text=True)
    assert answer.stdout.splitlines() == [
        "2026-27 2026-27 2022-23",
        "camden camden 6 7",
        "re_referral care_entry ('referral', 'assessment', 'protection_plan', 're_referral')",
        "('overview', 'core', 'perpetrators', 'refresher', 'managers')",
    ], answer.stderr


def test_a_bad_list_ends_a_command_with_one_line(empty):
    (empty / "data/raw/boroughs.csv").write_text(
        "key,name,gss,joined,left,aliases,doubtful\ncamden,Camden,,2025-26,,,\n", encoding="utf-8"
    )
    command = [Path(sys.executable).parent / "analysis", "templates", "2025-26"]
    answer = subprocess.run(command, cwd=empty, capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr == (
        "Error: data/raw/boroughs.csv, line 2: 'camden' is new and needs gss: its code at the Office for"
        " National Statistics, E09 and six digits, like E09000030\n"
    )


SAFER = "core/feels_safer,Do families feel safer?,one,after,Yes|No,,,Safer families,2025-26,"


def test_a_question_begins_and_another_ends(empty):
    held = declared(empty, "questions", SAFER, "core/confidence,,,,,,,,,2025-26")
    core = held["core"]
    new = core.questions[-1]
    assert new.key == "feels_safer"
    assert (new.kind, new.waves, [option.key for option in new.options]) == (
        "one",
        ("after",),
        ["yes", "no"],
    )
    assert "confidence" in [one.key for one in core.of("2025-26").questions]
    ended = next(one for one in core.questions if one.key == "confidence")
    assert (ended.until, ended.low) == ("2025-26", "not at all")
    assert "feels_safer" not in [one.key for one in held["overview"].questions]


def test_a_question_is_of_its_periods_alone(empty):
    held = declared(empty, "questions", SAFER.replace("2025-26", "2023-25") + "2023-25")
    assert "feels_safer" in [one.key for one in held["core"].of("2023-25").questions]
    assert "feels_safer" not in [one.key for one in held["core"].of("2025-26").questions]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("core/feels_safer,,one,after,Yes|No,,,,,", "is new and needs wording"),
        ("core/feels_safer,Safer?,one,after,,,,,,", "it needs options"),
        ("core/feels_safer,Safer?,open,after,Yes|No,,,,,", "it needs no options"),
        (
            "refresher/feels_safer,Safer?,open,after,,,,,,",
            "write its survey, overview or core, and its key",
        ),
        ("core/confidence,,,,,,,,2025-26,2023-25", "cannot end in 2023-25"),
    ],
)
def test_a_question_that_cannot_be_is_refused_with_its_line(empty, line, said):
    with pytest.raises(InputError, match="line 2") as refused:
        declared(empty, "questions", line)
    assert said in str(refused.value)
