"""What a sender wrote, and nobody cleared, is found in any file that may leave."""

import hashlib

import pytest

SAID = "She moved twice before anybody asked about the children"


@pytest.fixture
def attacked(edition, tmp_path):
    """The attack on a page that holds some words, with what was decided on SAID."""
    edition.prints([])
    edition.hides([{"statistic": "upheld"}])
    table = tmp_path / "data" / "processed" / "made" / edition.folder.name / "table.csv"
    table.parent.mkdir(parents=True)
    table.write_text(f"file,caveat\nWhat the borough called its own file,as before | {SAID}\n")

    def told(page: str, decision: str = "", document: str = "") -> list[str]:
        (edition.folder / "made" / "page.html").write_text(page)
        (tmp_path / "document.md").write_text(document)
        cleared = tmp_path / "data" / "raw" / "now" / "cleared.csv"
        cleared.parent.mkdir(parents=True, exist_ok=True)
        cleared.write_text(
            f"sha256,decision\n{hashlib.sha256(SAID.encode()).hexdigest()},{decision}\n"
        )
        more = ("--data", str(tmp_path / "data"), "--free", "caveat")
        more += ("--written", str(tmp_path / "document.md"))
        return edition.attacked(*more, private=True)

    return told


def test_words_that_nobody_cleared_are_a_leak_wherever_they_stand(attacked):
    (leak,) = attacked(f"<p>A note: {SAID.replace('twice ', 'twice</p><p>')}.</p>")
    where = "made/table.csv, line 2, caveat"
    assert leak == f"leak: made/page.html: what a sender wrote ({where}) is printed uncleared"
    assert attacked(f"<p>{SAID}</p>", "reword") and attacked(f"<p>{SAID}</p>", "keep out")


def test_words_that_were_cleared_or_stand_in_a_document_or_in_no_free_column_are_none(attacked):
    assert attacked(f"<p>{SAID}</p>", "print") == []
    assert attacked(f"<p>{SAID}</p>", document=SAID) == []
    assert attacked("<p>as before</p><p>What the borough called its own file</p>") == []
