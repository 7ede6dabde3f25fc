"""No word of a sender reaches what is printed before a person has cleared it."""

import shutil

import pandas as pd
import pytest
from conftest import ROOT
from one_process import execute

from analysis import cleaning, run, store
from analysis.declare.cleared import CLEARED, IN_WORDS, WAITS, fingerprint, printable, typed
from analysis.declare.indicators import WORDINGS
from analysis.declare.replies import REPLIES
from analysis.declare.returned import returned
from analysis.declare.revisions import REVISIONS
from analysis.declare.table import columns
from analysis.registry import TABLES
from simulated.clearing import cleared as simulated_decisions

PERIOD = "2025-26"
MARK = "Quillbertha"
# Texts by which rows are told apart, or that we wrote ourselves: no words about anybody.
LABELS = {
    *("file", "sheet", "cell", "rule", "effect", "table", "row", "since", "published", "at"),
    *("case", "reader", "reading", "second_of", "version", "complaint", "evidence", "response"),
    *("respondent", "code", "lead", "practitioner", "team", "consultation", "conventions"),
    *("themes", "theme", "question", "page", "track", "place", "column", "option", "item"),
    *("source", "coder", "coders", "quote", "role", "redaction", "leaning", "why_not", "parent"),
    *(
        "area",
        "region",
        "name",
        "definition",
        "told_by",
        "read_over",
        "selected",
        "kept",
        "printed_in",
        "rate",
    ),
}
# Words that are counted or asked about, and printed nowhere.
NEVER = {"raw", "typed", "question", "text"}


def texts(table) -> set[str]:
    """The columns of a table in which anything may be written."""
    return {
        name
        for name, column in table.columns.items()
        if column.kind == "str" and not column.allowed and not column.pattern
    }


@pytest.mark.parametrize("strand", TABLES)
def test_what_may_be_written_freely_is_held_back_or_named_as_a_label(strand):
    unknown = {
        f"{name}.{column}"
        for name, table in TABLES[strand].items()
        for column in texts(table) - LABELS - NEVER
        if not table.columns[column].free
    }
    assert unknown == set()


# A planted word


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The simulated period, with a word nobody cleared in everything senders wrote in its rows."""
    folder, patch = tmp_path_factory.mktemp("planted"), pytest.MonkeyPatch()
    for name in ("data/raw", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "params.yaml", folder)
    patch.chdir(folder)
    patch.delenv("ANALYSIS_STAGING", raising=False)
    patch.setattr(run, "execute", execute)
    questions = []
    for strand in store.strands(PERIOD):
        cleaned = cleaning.cleaned(strand, PERIOD)
        for name, rows in cleaned.frames.items():
            table = TABLES[strand][name]
            never = NEVER - ({"question"} if name != "queries" else set())
            mine = [key for key in texts(table) if table.columns[key].free or key in never]
            kept = rows.assign(**{key: _with_mark(rows[key], key) for key in mine})
            if name == "queries":
                questions.append(kept[kept["cell"] != ""].head(2))
            store.write(f"data/processed/{strand}/{PERIOD}/{name}.csv", kept)
        if "revisions" in TABLES[strand]:
            store.write(f"data/processed/{strand}/{PERIOD}/revisions.csv", _revised(strand))
    _reply(pd.concat(questions))
    yield folder
    patch.undo()


def _with_mark(column: pd.Series, name: str) -> pd.Series:
    """Each text with a word more; a note where there is none. What is counted in words has it
    once: words that many people say are told.
    """
    if name == "caveat":
        return column.where(column == "", column + " | ") + f"said {MARK}"
    written = column.index[column != ""][: 1 if name == "text" else None]
    return column.where(~column.index.isin(written), column + f" said {MARK}")


def _revised(strand: str) -> pd.DataFrame:
    """A correction of one count, with its reason."""
    row = {"table": "table", "row": "hackney / referral / 2025Q2", "was": 1, "becomes": 2}
    states = {"was_status": "returned", "status": "returned", "reason": "correction"}
    where = {"since": "2026-04-30", "published": "2026-04-01", "at": "C5"}
    file = store.received(PERIOD, strand)["file"].iloc[0]
    row |= states | where | {"why": f"as {MARK} said", "file": file}
    return REVISIONS.framed([row] * (strand == "indicators"))


def _reply(asked: pd.DataFrame) -> None:
    """Answers to some questions, with a note."""
    rows = asked[["file", "sheet", "cell", "rule", "typed"]].assign(
        id=[f"{number:012x}" for number in range(len(asked))],
        answer=["note", "correct to"] * (len(asked) // 2) + ["note"] * (len(asked) % 2),
        value=[f"12 or so, {MARK}"] * len(asked),
        note=f"as {MARK} said",
        who="analyst",
        decided="2026-04-30",
        source="answered.xlsx",
        strand="",
    )
    store.keep(PERIOD, REPLIES, rows)


@pytest.mark.parametrize("strand", TABLES)
def test_a_planted_word_is_printed_nowhere(planted, strand):
    run.run(f"findings/{strand}", {"period": PERIOD})
    written = [
        path for path in (planted / "reports" / PERIOD / strand).rglob("*") if path.is_file()
    ]
    assert {"section.md", "findings.ipynb"} <= {path.name for path in written}
    assert [path.name for path in written if MARK.encode() in path.read_bytes()] == []
    assert [path.name for path in written if MARK in path.name] == []
    alone = (planted / "reports" / PERIOD / strand / "section.md").read_text(encoding="utf-8")
    # Those that print no sender's notes, or not how many wait; official statistics have no sender.
    silent = {"reviews", "surveys", "training", "themes", "experience", "complaints", "context"}
    assert strand in silent or WAITS in alone


# One text


def rows(**columns) -> pd.DataFrame:
    given = {"file": "ours.xlsx", "sheet": "S", "cell": "B2", "text": "", "caveat": "", **columns}
    return pd.DataFrame([given])


TABLE = returned("some", "one", ("cell",), columns("text (free text): what was said"))
DECIDED = {fingerprint("as is"): None, fingerprint("changed"): "reworded", fingerprint("out"): ""}


@pytest.mark.parametrize(
    ("written", "is_printed"),
    [
        ("", ""),
        ("as is", "as is"),
        ("as \n is", "as \n is"),
        ("as it is", WAITS),
        ("As is", WAITS),
        ("changed", "reworded"),
        ("out", ""),
        ("as is | out | changed", "as is | reworded"),
        ("one | two", WAITS),
        ("one | as is", f"{WAITS} | as is"),
        ("[not kept]", "[not kept]"),
        ("Referrals", WAITS),
    ],
)
@pytest.mark.parametrize("name", ["text", "caveat"])
def test_each_part_of_a_text_is_as_it_was_decided_and_waits_otherwise(name, written, is_printed):
    given = rows(raw="12", **{name: written})
    assert printable(given, TABLE, DECIDED, set())[name].item() == is_printed
    assert printable(given, TABLE, DECIDED, {"ours.xlsx"})[name].item() == written
    assert printable(given, TABLE, DECIDED, {"theirs.xlsx"})[name].item() == is_printed


@pytest.mark.parametrize(
    ("answer", "is_shown"),
    [
        ("1,204", True),
        ("<5", True),
        ("1 to 4", True),
        ("fewer than 5", True),
        ("n/a", True),
        ("not known", True),
        ("Jul-Sept 2023", True),
        ("9 October 2025", True),
        ("end of June 2025", True),
        ("43%", True),
        ("", True),
        ("about 40, Anna says", False),
        ("12 (see Brown)", False),
        ("Friday", False),
    ],
)
def test_an_answer_is_shown_as_typed_unless_it_holds_words(answer, is_shown):
    assert typed(answer) == (answer if is_shown else IN_WORDS)


@pytest.mark.parametrize(
    ("heading", "is_agreed"),
    [
        ("New cases where DA/DV* is the referral issue on intake", True),
        ("New child protection plans in this period where DA was a factor/issue of concern", True),
        ("New cases of Anna's team where DA is the referral issue on intake", False),
        ("New cases where DA is the referral issue on intake 07700900123", False),
    ],
)
def test_a_heading_of_the_agreed_words_alone_needs_nobody(heading, is_agreed):
    given = rows(wording=heading, borough="hackney", indicator="referral")
    shown = printable(given, WORDINGS, {}, set())["wording"].item()
    assert shown == (heading if is_agreed else WAITS)


def test_what_the_simulator_decided_is_about_texts_that_came(planted):
    decided = CLEARED.check(simulated_decisions("2026-04-20"))
    came = [
        fingerprint(part)
        for strand in store.strands(PERIOD)
        for name, table in TABLES[strand].items()
        for column in (key for key, about in table.columns.items() if about.free)
        for text in cleaning.cleaned(strand, PERIOD).frames.get(name, table.empty())[column]
        for part in text.split(" | ")
    ]
    assert set(decided["sha256"]) <= set(came)
    assert set(decided["decision"]) == {"print", "reword", "keep out"}
