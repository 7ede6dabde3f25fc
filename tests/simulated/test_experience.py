"""The made-up answers of victim-survivors: the same bytes, read whole, and with one split shown and one not."""

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from simulated import experience
from simulated.made import generator
from strands.experience import cleans as cleaning
from strands.experience import finds as findings

PERIOD = period("2025-26")


def made() -> dict[str, bytes]:
    return {one.file: one.content for one in experience.files(PERIOD, generator("experience"))}


def cleaned():
    return cleaning.clean(made(), CORRECTIONS.empty(), PERIOD.key)


def test_the_same_seed_makes_the_same_bytes():
    assert made() == made()


def test_every_mess_is_asked_about():
    assert set(cleaned().queries["rule"]) == {
        "words_may_name",
        "words_not_read_over",
        "words_without_consent",
        "safety_not_stated",
        "note_beside_answers",
        "unknown_answer",
        "blank_answer",
        "duplicate_rows",
    }


def test_what_could_tell_who_wrote_is_nowhere():
    held = cleaned()
    for private in ("Jasmine", "7946", "sister", "still comes by", "passed on"):
        assert private not in held.table.to_csv() + held.queries.to_csv()


def test_one_split_is_shown_and_one_is_not():
    found = findings.findings(cleaned().table, cleaned().table, PERIOD.key)
    groups = found[found["statistic"].str.contains(": ") & found["subject"].eq("")]
    shown = set(groups.loc[groups["x"].notna(), "statistic"])
    assert shown == {"since_first: six_to_twelve", "since_first: over_twelve"}
