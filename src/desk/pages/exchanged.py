"""What was asked of a borough and what it answered, and what was noted or corrected in its returns."""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.replies import ANSWERED, CLOSED
from analysis.registry import TABLES
from analysis.show import asked, words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, plain
from desk.exchange.naming import place
from desk.exchange.settling import WAITING
from desk.exchange.sheets import URGENCY
from desk.pages.held import Held
from desk.pages.reader import Reader
from desk.pages.rows import first_to_last, is_in_confidence, is_of_cases


def questions(held: Held, reader: Reader) -> Iterator[Block]:
    """Every question to the borough about the period: what became of it, and what happens without
    an answer.
    """
    yield Heading("questions", "Your questions and answers", level=1)
    mine = reader.own(held.asked, "recipient")
    texts = [*_summary(mine)]
    for number, row in enumerate(mine.itertuples(), 1):
        texts += _told(number, row)
    yield Paragraphs(tuple(texts))


def _summary(asked_of: DataFrame) -> Iterator[str]:
    """How many there are, and the words for how urgent they are."""
    counts = asked_of["status"].value_counts(sort=False)
    closed = " What is closed was answered and no longer comes up." if CLOSED in counts else ""
    yield (
        f"{words.count(len(asked_of), 'question')}: "
        f"{words.listed([f'{number} {status}' for status, number in counts.items()])}.{closed}"
        if len(asked_of)
        else "Nothing was asked about your numbers."
    )
    waiting = set(asked_of.loc[asked_of["status"].isin(WAITING), "severity"])
    means = [f"*{word}:* {says}" for key, (word, says) in URGENCY.items() if key in waiting]
    if means:
        yield f"{'. '.join(means)}."


def _told(number: int, row) -> Iterator[str]:
    """One question in three paragraphs: what was asked, where, and what was answered or happens
    without an answer.
    """
    waiting = row.status in WAITING
    says = (
        row.question
        or f"We asked about this cell ({row.rule.replace('_', ' ')}), and ask no longer."
    )
    state = row.status.capitalize() + (f" ({URGENCY[row.severity][0].lower()})" if waiting else "")
    yield f"**{number}. {state}.** {plain(says)}"
    yield f"*Where:* {_place(row)}."
    stops = row.severity == "stop"
    if waiting:
        yield f"*{'Until you answer' if stops else 'If nobody answers'}:* {plain(row.effect)}"
    else:
        # An answer other than a correction cannot bring in what was kept out.
        still_out = f" {plain(row.effect)}" if row.status == ANSWERED and stops else ""
        yield f"*Your answer:* {plain(asked.answer(row))}.{still_out}"


def _place(row) -> str:
    parts = (row.file, row.sheet and f"sheet {row.sheet}", row.cell and f"cell {row.cell}")
    where = ", ".join(filter(None, parts)) or "no file arrived"
    if row.typed:
        where += f"; typed there: “{row.typed}”"
    elif row.cell:
        where += "; nothing is typed there"
    return plain(where)


def noted(held: Held, reader: Reader) -> Iterator[Block]:
    """The sender's notes with what they are about, and every correction with its reason."""
    yield Heading("noted", "Your notes and corrections", level=1)
    notes, corrections = _notes(held, reader), reader.own(held.corrections, "recipient")
    if notes.empty and corrections.empty:
        yield Paragraphs(("No note came with your numbers, and none was corrected.",))
    yield PrintedTable(
        "notes", "What was noted beside your numbers", notes, notes, words=("Where",)
    )
    cells = DataFrame(
        {
            "Where": [place(row.file, row.sheet, row.cell) for row in corrections.itertuples()],
            "Was": corrections["was"].replace("", "(blank)"),
            "Is read as": corrections["becomes"].replace("", "(blank)"),
            "Why": corrections["why"],
            "Decided by": corrections["who"],
            "On": corrections["decided"].map(asked.day),
        }
    )
    about = ("Where a cell is read as what it was, only the reason stands beside it.",)
    about *= int(corrections["was"].eq(corrections["becomes"]).any())
    yield PrintedTable(
        "corrections", "What is read otherwise than typed", cells, corrections, about, tuple(cells)
    )


def _notes(held: Held, reader: Reader) -> DataFrame:
    """Each note once, with the cells it is about; of single cases none, since their notes may be
    about a family.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for (strand, name), rows in held.tables.items():
        table = TABLES[strand][name]
        if "caveat" not in rows or is_of_cases(table) or is_in_confidence(table):
            continue
        for row in reader.own(rows[rows["caveat"] != ""]).itertuples():
            found.setdefault((row.caveat, row.file, row.sheet), []).append(row.cell)
    lines = [
        {"Note": note, "Where": place(file, sheet, first_to_last(cells))}
        for (note, file, sheet), cells in found.items()
    ]
    return DataFrame(lines)
