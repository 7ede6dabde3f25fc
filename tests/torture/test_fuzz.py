"""Files damaged at random end in rows, questions or one line; some hundred of them here."""

from torture.fuzz import SEEDS, outcome, outcomes


def test_valid_files_are_read_as_their_cells_say():
    ended = {kind: outcome(kind, content).ended for kind, content in SEEDS.items()}
    assert "refused" not in ended.values()
    assert ended["xlsx"] == ended["ods"] == ended["csv"] == "rows"


def test_damaged_files_end_in_rows_questions_or_one_line():
    ends = outcomes(280)
    assert [end for end in ends if end.ended == "wrong"] == []
    for kind in ("xlsx", "ods", "csv", "qdpx", "docx"):
        assert {"refused", "rows", "asked"} & {end.ended for end in ends if end.kind == kind}
    assert {end.ended for end in ends} == {"rows", "asked", "refused"}
