"""No word of a sender reaches what is printed before a person has cleared it."""

import shutil

import pandas as pd
import pytest
from conftest import ROOT
from one_process import execute

from analysis import cleaning, run, store
from analysis.declare.cleared import WAITS
from analysis.declare.replies import REPLIES
from analysis.declare.revisions import REVISIONS
from analysis.registry import TABLES

PERIOD = "2025-26"
MARK = "Quillbertha"
# Texts by which rows are told apart, or that we wrote ourselves: no words about anybody.
LABELS = {
    *("file", "sheet", "cell", "rule", "effect", "table", "row", "since", "published", "at"),
    *("case", "reader", "reading", "second_of", "version", "complaint", "evidence", "response"),
    *("respondent", "code", "lead", "practitioner", "team", "consultation", "conventions"),
    *("themes", "theme", "question", "page", "track", "place", "column", "option", "item"),
    *("source", "coder", "coders", "quote", "role", "redaction", "leaning", "why_not", "parent"),
    *("name", "definition", "told_by", "read_over", "selected", "kept", "printed_in", "rate"),
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
    assert unknown == {"surveys": {"replies.wording"}}.get(strand, set())


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
            mine = [key for key in texts(table) if table.columns[key].free or key in NEVER]
            kept = rows.assign(**{key: _with_mark(rows[key], key) for key in mine})
            if name == "queries":
                kept, replied = rows, rows[rows["cell"] != ""].head(2)
                questions.append(replied)
            store.write(f"data/processed/{strand}/{PERIOD}/{name}.csv", kept)
        if "revisions" in TABLES[strand]:
            store.write(f"data/processed/{strand}/{PERIOD}/revisions.csv", _revised(strand))
    _reply(pd.concat(questions))
    yield folder
    patch.undo()


def _with_mark(column: pd.Series, name: str) -> pd.Series:
    """Each text with a line more; a note where there is none."""
    more = f"said {MARK}"
    if name == "caveat":
        return column.where(column == "", column + " | ") + more
    return column.where(column == "", column + f" {more}")


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
    waits = {"surveys", "training", "themes", "experience", "complaints"}
    assert strand in waits or WAITS in alone
