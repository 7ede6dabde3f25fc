"""The simulator: the same bytes from the same seed, every kind of mess in them, and files of others left alone."""

import hashlib
import io
import zipfile
from collections import Counter

import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import ROOT

from analysis import store
from analysis.declare.kept import ORIGINS
from desk.cli import main
from simulated import simulate
from simulated.people import CORE, OVERVIEW
from strands.surveys.cleans import answers
from strands.themes import cleans as themes
from strands.training import cleans as training

PERIOD = "2025-26"
RAW = ROOT / "data" / "raw"
STRANDS = {"surveys": answers, "training": training, "themes": themes}
NO_CORRECTIONS = pd.DataFrame(
    columns=["file", "sheet", "cell", "was", "becomes", "why", "who", "decided"], dtype=str
)


@pytest.fixture(scope="module")
def made(simulated):
    return {name: one.content for name, one in simulated.items()}


@pytest.fixture(autouse=True)
def made_once(simulated, monkeypatch):
    """What the session made stands for what the same seed would make again."""
    draw, seed = simulate.files, simulate.SEED

    def files(period):
        is_made = (period, simulate.SEED) == (PERIOD, seed)
        return list(simulated.values()) if is_made else draw(period)

    monkeypatch.setattr(simulate, "files", files)


@pytest.fixture(scope="module")
def cleaned(made):
    """What cleaning makes of the simulated files, by strand."""
    of = {
        strand: {name: made[name] for name in made if name.startswith(f"{strand}/")}
        for strand in STRANDS
    }
    return {
        strand: module.clean(of[strand], NO_CORRECTIONS, PERIOD)
        for strand, module in STRANDS.items()
    }


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A project in which nothing has arrived."""
    (tmp_path / "params.yaml").write_text(
        (ROOT / "params.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANALYSIS_STAGING", raising=False)
    return tmp_path / "data" / "raw"


def call(period=PERIOD):
    return CliRunner().invoke(main, ("simulate", period))


def held(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def asked(of, *columns):
    return Counter(of.queries[list(columns)].itertuples(index=False, name=None))


# What is written


def test_again_gives_the_bytes_that_lie_there(empty):
    answer = call()
    assert answer.exit_code == 0, answer.output
    written = held(empty / PERIOD)
    lies = {
        name: content
        for name, content in held(RAW / PERIOD).items()
        if name in written or name.split("/")[0] in STRANDS
    }
    assert written.keys() == lies.keys()
    # What others add to the list of what arrived stays in it.
    assert lies.pop("received.csv").startswith(written.pop("received.csv"))
    assert [name for name in written if written[name] != lies[name]] == []
    assert answer.output.splitlines()[0].startswith(f"data/raw/{PERIOD}/surveys/")
    assert len(answer.output.splitlines()) == len(written) + 1


def test_everything_hangs_on_the_seed(made, monkeypatch):
    monkeypatch.setattr(simulate, "SEED", simulate.SEED + 1)
    other = {one.file: one.content for one in simulate.files(PERIOD)}
    assert other.keys() == made.keys()
    # The plan and the themes, words and lists that were made up by hand are what they are.
    by_hand = {
        "plan.yaml",
        "plan.lock",
        "themes/core_codebook.csv",
        "activity/activities.csv",
        "activity/LBBD form.csv",
        "activity/form status newham.csv",
        "activity/waltham_forest_posts.csv",
        "activity/hackney_practitioners.xlsx",
        "activity/newham_headcount.csv",
        "activity/posts_east.csv",
        "reviews/hackney_evidence.csv",
        "reviews/newham_evidence.csv",
    }
    assert {name for name in made if made[name] == other[name]} == by_hand


def test_what_is_written_is_filed_as_simulated(empty):
    call()
    rows = store.received(PERIOD)
    assert set(rows["origin"]) == {"simulated"}
    assert all(rows["sender"].str.startswith("simulated: "))
    assert {strand for strand in STRANDS if store.returns(PERIOD, strand)} == set(STRANDS)
    assert store.origin(PERIOD) == ORIGINS["simulated"]
    assert store.corrections(PERIOD, "surveys").empty


def test_nothing_of_a_real_return_is_copied(made):
    real = {
        hashlib.sha256(content).hexdigest()
        for folder in RAW.iterdir()
        if folder.name != PERIOD
        for content in held(folder).values()
    }
    assert len(real) > 30
    assert not real & {hashlib.sha256(content).hexdigest() for content in made.values()}


def test_zips_and_workbooks_know_no_time(made):
    zips = [name for name, content in made.items() if content.startswith(b"PK")]
    assert len(zips) == sum(name.endswith((".xlsx", ".qdpx", ".ods")) for name in made) > 4
    for name in zips:
        with zipfile.ZipFile(io.BytesIO(made[name])) as archive:
            assert {
                (part.date_time, part.compress_type, part.create_system)
                for part in archive.infolist()
            } == {((2026, 4, 1, 0, 0, 0), zipfile.ZIP_STORED, 3)}
            if name.endswith("xlsx"):
                assert archive.read("docProps/core.xml").count(b">2026-04-01T00:00:00Z<") == 2


# What is refused


@pytest.mark.parametrize(
    ("period", "said"), [("2023-25", "is not declared simulated"), ("2031-32", "no period")]
)
def test_a_period_that_is_not_simulated_is_refused(empty, period, said):
    answer = call(period)
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.count("\n") == 1
    assert not empty.exists()


@pytest.mark.parametrize("name", ["surveys/core_after.csv", "themes/quotes.csv"])
def test_a_file_of_somebody_else_is_not_overwritten(empty, name):
    path = empty / PERIOD / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"ours\n")
    answer = call()
    assert answer.exit_code == 1
    assert f"data/raw/{PERIOD}/{name} is there and was not written by this command" in answer.output
    assert answer.output.count("\n") == 1
    # Nothing else was written either.
    assert held(empty) == {f"{PERIOD}/{name}": b"ours\n"}


def test_a_written_file_that_was_changed_is_not_overwritten(empty):
    call()
    path = empty / PERIOD / "training" / "core.csv"
    path.write_bytes(path.read_bytes() + b"Camden,3\n")
    before = held(empty)
    assert call().exit_code == 1
    assert held(empty) == before


def test_a_real_file_of_that_name_is_not_overwritten(empty):
    call()
    path, name = empty / PERIOD / "received.csv", "training/core.csv"
    (empty / PERIOD / name).write_bytes(b"CORE,2025/26 N attended\nHackney,3\n")
    sha256 = hashlib.sha256((empty / PERIOD / name).read_bytes()).hexdigest()
    lines = [
        f"{name},{sha256},training,manager,2026-04,supplied," if line.startswith(name) else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert call().exit_code == 1


def test_what_it_wrote_with_another_seed_gives_way(empty, monkeypatch):
    monkeypatch.setattr(simulate, "SEED", simulate.SEED + 1)
    call()
    other = held(empty)
    monkeypatch.undo()
    monkeypatch.chdir(empty.parents[1])
    answer = call()
    assert answer.exit_code == 0, answer.output
    assert (
        held(empty)[f"{PERIOD}/surveys/core_after.csv"] != other[f"{PERIOD}/surveys/core_after.csv"]
    )
    assert store.returns(PERIOD, "surveys")


def test_rows_and_corrections_of_others_stay(empty):
    call()
    folder = empty / PERIOD
    more = "reviews/seen.csv," + "0" * 64 + ",reviews,simulated: evaluators,2026-04,simulated,\n"
    correction = "training/core.csv,,B2,53,54,counted again,training manager,2026-05\n"
    for name, line in (("received.csv", more), ("corrections.csv", correction)):
        with open(folder / name, "a", encoding="utf-8") as file:
            file.write(line)
    before = held(folder)
    assert call().exit_code == 0
    assert held(folder) == before


# How many


def test_sheets_are_as_many_as_declared(cleaned):
    sheets = cleaned["surveys"].responses
    kept = sheets[sheets["kept"] == "kept"]
    assert kept.groupby(["instrument", "wave"]).size().to_dict() == {
        ("overview", "after"): OVERVIEW["after"],
        ("core", "before"): CORE["before"],
        ("core", "after"): CORE["after"],
    }
    after = kept[(kept["instrument"] == "core") & (kept["wave"] == "after")]
    assert (after["usable"] == "no").sum() == CORE["mostly_blank"]
    assert set(sheets["tool"]) == {"forms", "jisc", "plain", "qualtrics", "surveymonkey"}
    assert kept["submitted"].between("2025-04-07", "2026-03-31").all()


def test_attendances_are_as_many_as_declared_and_no_borough_answers_more_often_than_it_attends(
    cleaned,
):
    table = cleaned["training"].table
    assert (table["period"] == PERIOD).all()
    whole = table[
        (table["borough"] == "partnership") & (table["measure"] == "attendance")
    ].set_index("course")
    assert whole["count"].dropna().to_dict() | {} == {
        "overview": OVERVIEW["attended"],
        "core": CORE["attended"],
        "supervisors": whole.loc["supervisors", "count"],
        "refresher": whole.loc["refresher", "count"],
    }
    assert whole.loc["perpetrators", "status"] == "not_offered"
    totals = cleaned["training"].totals
    assert len(totals) == 4
    assert (totals["typed"] == totals["sum"]).all()
    answered = cleaned["surveys"].answers
    boroughs = answered[(answered["question"] == "borough") & (answered["missing"] == "")]
    sheets = boroughs.groupby(["instrument", "wave", "option"]).size()
    attended = table[table["measure"] == "attendance"].set_index(["course", "borough"])["count"]
    for (instrument, _, borough), count in sheets.items():
        assert borough == "elsewhere" or count <= attended[instrument, borough]
    # Some came from elsewhere, so the boroughs come to less than all.
    for course in ("overview", "core"):
        assert 0 < attended[course].drop("partnership").sum() < attended[course, "partnership"]


# The mess


def test_cleaning_asks_what_the_mess_deserves(cleaned):
    assert asked(cleaned["surveys"], "file", "rule") == Counter(
        {
            ("surveys/core_before.csv", "personal_columns"): 1,
            ("surveys/core_before.csv", "personal_words"): 1,
            ("surveys/core_before.csv", "inert_markup"): 1,
            ("surveys/core_before.csv", "no_number_on_scale"): 1,
            ("surveys/core_after.csv", "personal_columns"): 1,
            ("surveys/core_after.csv", "same_sheet_twice"): 1,
            ("surveys/core_after.csv", "inert_markup"): 1,
            ("surveys/overview_newham.xlsx", "unknown_question"): 1,
            ("surveys/overview_newham.xlsx", "question_not_found"): 1,
            ("surveys/overview_other_boroughs.csv", "doubtful_question"): 1,
            ("surveys/overview_other_boroughs.csv", "doubtful_borough"): 1,
            ("surveys/overview_other_boroughs.csv", "unknown_option"): 1,
            ("surveys/overview_other_boroughs.csv", "no_number_on_scale"): 1,
            ("surveys/overview_other_boroughs.csv", "same_sheet_twice"): 1,
        }
    )
    assert asked(cleaned["training"], "rule") == Counter()
    assert asked(cleaned["themes"], "file", "rule") == Counter(
        {
            ("themes/core_codings.csv", "code_not_in_codebook"): 1,
            ("themes/core_codings.csv", "duplicate_coding"): 1,
            ("themes/overview.qdpx", "coder_unnamed"): 1,
            ("themes/quotes.csv", "quote_not_verbatim"): 1,
            ("themes/quotes.csv", "consent_missing"): 1,
            ("themes/quotes.csv", "quote_names_person"): 2,
            ("themes/quotes.csv", "attribute_missing"): 1,
        }
    )


def test_sheets_that_are_left_out_are_there(cleaned):
    sheets = cleaned["surveys"].responses
    left_out = sheets[sheets["kept"] != "kept"]
    assert Counter(
        zip(left_out["instrument"], left_out["wave"], left_out["kept"], strict=True)
    ) == {
        ("core", "before", "test"): 3,
        ("core", "after", "duplicate"): 1,
        ("overview", "after", "duplicate"): 1,
    }


@pytest.mark.parametrize(
    ("typed", "question", "read"),
    [
        ("4 - neutral", "knowledge_before", 4),
        ("Seven", "knowledge_after", 7),
        ("6/7", "knowledge_after", "queried"),
        ("Prefer not to say", "knowledge_before", "prefer_not"),
        ("4 - neutral", "knowledge", 4),
        ("6/7", "confidence", "queried"),
        ("Seven", "partnering", 7),
        ("LBBD", "borough", "barking_and_dagenham"),
        ("LB Barking & Dagenham", "borough", "barking_and_dagenham"),
        ("H&F", "borough", "hammersmith_and_fulham"),
        ("Hammersmith", "borough", "hammersmith_and_fulham"),
        ("LBB", "borough", "queried"),
        ("Islington", "borough", "elsewhere"),
        ("-99", "sector", "blank"),
        ("=more time for each family", "practice", "=more time for each family"),
        ("<b>More</b> on keeping her safe.", "wish", "<b>More</b> on keeping her safe."),
        (
            "Please send me the slides: [address removed]",
            "wish",
            "Please send me the slides: [address removed]",
        ),
        # In the bytes of Windows.
        (
            "I’ll ask him – and not only her – what happened.",
            "practice",
            "I’ll ask him – and not only her – what happened.",
        ),
    ],
)
def test_every_slip_of_the_pen_is_there_and_read(cleaned, typed, question, read):
    rows = cleaned["surveys"].answers
    found = rows[(rows["raw"] == typed) & (rows["question"] == question)]
    assert len(found) > 0
    said = found[["number", "option", "text", "missing"]].to_dict("records")
    assert all(
        read in (row["missing"] or row["option"] or row["text"], row["number"]) for row in said
    )


def test_bytes_of_windows_and_an_address_are_really_there(made):
    assert "I’ll ask him – and".encode("cp1252") in made["surveys/core_after.csv"]
    assert b"worker@example.org" in made["surveys/core_before.csv"]


def test_who_ended_early_saw_nothing_more(cleaned):
    rows = cleaned["surveys"].answers
    before = rows[(rows["instrument"] == "core") & (rows["wave"] == "before")]
    unseen = before[
        before["question"].isin(["wish", "gender", "sexuality"])
        & (before["missing"] == "not_shown")
    ]
    assert set(unseen.groupby("respondent").size()) == {3}
    assert unseen["respondent"].nunique() == 4
    skipped = before[(before["missing"] == "blank") & (before["raw"] == "-99")]
    assert len(skipped) > 100


def test_codes_link_and_some_cannot(cleaned, made):
    sheets = cleaned["surveys"].responses
    core = sheets[
        (sheets["instrument"] == "core") & (sheets["kept"] == "kept") & (sheets["code"] != "")
    ]
    before, after = (
        Counter(core.loc[core["wave"] == wave, "code"]) for wave in ("before", "after")
    )
    assert sum(count for code, count in after.items() if code in before) > 0.75 * after.total()
    assert any(code not in before for code in after)
    assert any(count > 1 for count in before.values())
    rows = cleaned["surveys"].answers
    typed = rows[(rows["question"] == "code") & rows["raw"].str.fullmatch(r"[a-z]\d\d [a-z]")]
    assert len(typed) == 1
    assert typed.iloc[0]["text"] == typed.iloc[0]["raw"].replace(" ", "").upper()
    assert before[typed.iloc[0]["text"]] > 0


# Themes


def test_coded_texts_are_the_answers_they_say_they_are(cleaned):
    rows = cleaned["surveys"].answers
    words = {
        (file.split("/")[1].split(".")[0], number, question): text
        for file, number, question, text in rows[
            ["file", "respondent", "question", "text"]
        ].itertuples(index=False)
        if text
    }
    texts = cleaned["themes"].sources
    assert len(texts) > 200
    for text in texts.itertuples():
        stem, number = text.respondent.split()
        assert words[stem, number, text.question] == text.text
    # Nobody who answered is left out.
    assert len(texts) == sum(question in ("what_changed", "message") for _, _, question in words)


def test_a_quarter_is_coded_twice_and_not_always_alike(cleaned):
    texts, codings = cleaned["themes"].sources, cleaned["themes"].segments
    double = texts[texts["double_coded"] == "yes"]
    assert 0.2 < len(double) / len(texts) < 0.3
    given = (
        codings[codings["source"].isin(double["source"])]
        .groupby(["source", "coder"])["code"]
        .apply(frozenset)
    )
    alike = given.groupby("source").nunique()
    assert 0 < (alike > 1).sum() < len(alike) / 2
    assert ((codings["start"] < codings["end"]) & (codings["text"] != "")).all()


def test_quotes_lean_three_ways_and_some_are_refused(cleaned):
    quotes = cleaned["themes"].quotes
    usable = quotes[quotes["usable"] == "yes"]
    assert set(usable["leaning"]) == {"supporting", "complicating", "contradicting"}
    assert quotes.loc[quotes["usable"] == "no", "why_not"].value_counts().to_dict() == {
        "its words are not in its source": 1,
        "no consent is stated": 1,
        "consent is for analysis only": 1,
        "it could tell who is meant": 2,
        "nothing says whose it is": 1,
    }
