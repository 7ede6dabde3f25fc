"""What changed since a report was published: nothing without one, and a page that holds what may leave."""

import re
from html import unescape

import pandas as pd
import pytest

from analysis import store
from desk.changed import publication
from desk.receiving import publishing

PERIOD = "2022-23"
DAY = "2023-08-31"


@pytest.fixture
def built(strand_built, monkeypatch):
    monkeypatch.setattr(publication.built, "stages", lambda *_: {})
    return strand_built


def noted(monkeypatch) -> list[str]:
    monkeypatch.setattr(publishing, "_refuse_to_leave", lambda period: None)
    monkeypatch.setattr(publishing, "_unanswered", lambda period: ([], ""))
    return publishing.note(PERIOD, DAY, "the report")


def corrected() -> None:
    path = store.root() / f"data/raw/{PERIOD}/corrections.csv"
    rows = store.read("training", "table", up_to=PERIOD)
    row = rows[rows["file"].str.startswith(PERIOD) & rows["status"].eq("returned")].iloc[0]
    file = row["file"].removeprefix(f"{PERIOD}/")
    line = f"{file},,{row['cell']},{row['raw']},{row['count'] + 3},A secret of ours,lead evaluator,"
    path.write_text(path.read_text(encoding="utf-8") + f"{line}2023-09-01\n", encoding="utf-8")


def test_nothing_was_published_so_nothing_is_compared(built):
    (line,) = publication.tell(PERIOD)
    assert line.startswith(f"{PERIOD}: no report was published yet")
    assert not (built / "changed").exists()


def test_a_publication_noted_before_this_was_kept_is_said(built):
    (built / f"data/raw/{PERIOD}/published.csv").write_text(f"date,what\n{DAY},the report\n")
    (line,) = publication.tell(PERIOD)
    assert f"the report published on {DAY} said in words was not kept" in line


def test_the_page_holds_what_was_and_is_and_nothing_of_a_return(built, rebuild, monkeypatch):
    noted(monkeypatch)
    assert next(publication.tell(PERIOD)) == (
        f"{PERIOD}: no number and no sentence is another than in the report published on {DAY}."
    )
    corrected()
    rebuild()
    said = "\n".join(publication.tell(PERIOD))
    page = (built / f"changed/{PERIOD}.html").read_text(encoding="utf-8")
    found = pd.read_csv(built / f"changed/{PERIOD}.csv", dtype=str, keep_default_na=False)
    cells = found[found["kind"].eq("cell") & found["revised"].eq("changed")]
    text = " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())
    assert len(cells)
    assert [one for one in (*cells["becomes"], *cells["was"]) if one not in text] == []
    # The evaluators read why; anybody reads that there was a correction.
    assert "A secret of ours" in said
    assert "secret" not in page and "lead evaluator" not in page and "A correction" in page
    assert "What changed since the report published on" in page
