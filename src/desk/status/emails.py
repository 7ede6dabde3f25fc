"""The draft of an e-mail to a sender: what of its own is late, not here or without an answer, and
nothing of anybody else's.
"""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.kept import ORIGINS
from analysis.declare.table import InputError
from analysis.declare.words import count, listed, titled
from analysis.registry import STRANDS, TABLES
from desk.exchange.naming import boroughs_named, file_name
from desk.exchange.sheets import URGENCY
from desk.pages.rows import is_in_confidence
from desk.status.due import is_ours, is_over
from desk.status.known import Known, Return
from desk.status.words import day, is_borough, named, titles

# As Windows and e-mail end their lines.
LINE_END = "\r\n"
_NO_NAMES = (
    "Please send no names and nothing by which a child, an adult or a family could be recognised."
    " Sign with your role."
)


def drafts(known: Known) -> dict[str, bytes]:
    """The draft to each sender with something late, not here or not answered, by its key, as UTF-8.

    InputError where one to a borough would name another.
    """
    senders = [sender for sender in known.senders() if not is_ours(sender)]
    made = {
        sender: LINE_END.join(_lines(known, sender)) + LINE_END
        for sender in senders
        if known.wanted(sender) or len(known.asked(sender))
    }
    for sender, text in made.items():
        _refuse_others(sender, text)
    return {sender: text.encode("utf-8") for sender, text in made.items()}


def _refuse_others(sender: str, text: str) -> None:
    if is_borough(sender) and (others := boroughs_named(text) - {sender}):
        line = next(line for line in text.splitlines() if boroughs_named(line) - {sender})
        raise InputError(
            f"the e-mail to {borough_name(sender)} would name {listed(sorted(others))}, in"
            f" '{line.strip()[:80]}'; nothing was written: take the name out where it was typed"
            " (received.csv, due.csv or a declaration)"
        )


def _lines(known: Known, sender: str) -> Iterator[str]:
    wanted, asked = known.wanted(sender), known.asked(sender)
    late = [one for one in wanted if known.is_late(one)]
    later = [one for one in wanted if not known.is_late(one)]
    about = [count(len(wanted), "return")] * bool(wanted)
    about += [count(len(asked), "question")] * bool(len(asked))
    yield f"To: {_addressed(known, sender)}"
    yield f"Subject: Safe & Together London evaluation, {known.period.label}: {listed(about)}"
    yield from ("", "Dear colleague,", "")
    yield (
        f"This is what we still need from you for {known.period.label} ({known.period.length}), as"
        f" it stands on {day(known.on)}. If it has crossed with something you sent, thank you, and"
        " please leave it."
    )
    if known.period.simulated:
        yield from ("", ORIGINS["simulated"])
    if late:
        yield from ("", "DUE, AND NOT HERE")
        yield from (f"- {_return(one)} It was due by {day(one.due.until)}." for one in late)
    if later:
        yield from ("", "NOT HERE YET")
        yield from (f"- {_return(one)} {_by_when(one)}" for one in later)
    if wanted:
        yield from (
            "",
            "If you keep nothing of the kind, say so in the workbook of questions: we then ask no more.",
        )
    if len(asked):
        yield from _questions(known, sender, asked)
    yield from ("", _NO_NAMES)
    yield from ("", "Thank you,", "the evaluators of Safe & Together London")


def _addressed(known: Known, sender: str) -> str:
    """The sender by its role: of a borough the roles that sent files of it alone."""
    if not is_borough(sender):
        return titled(named(sender))
    shared = {file for one in known.returns if one.sender != sender for file in one.files}
    own = {file for one in known.returns if one.sender == sender for file in one.files} - shared
    sent = known.files.loc[known.files["file"].isin(own), "sender"]
    roles = dict.fromkeys(role.removeprefix("simulated: ").split(",")[0].strip() for role in sent)
    return f"{borough_name(sender)} ({'; '.join(roles)})" if roles else borough_name(sender)


def _return(one: Return) -> str:
    some = "the rest of it is here" if set(one.asked) - set(one.missing) else ""
    return f"{titles(one.strand, one.missing)}{f' ({some})' if some else ''}."


def _by_when(one: Return) -> str:
    if one.due is None:
        return "No day was agreed: when will it come?"
    return f"Please send it by {day(one.due.until)}."


def _questions(known: Known, sender: str, asked: DataFrame) -> Iterator[str]:
    """The questions by how urgent they are, each with its place; those about what people answered
    or said stand in the workbook alone.
    """
    due = known.answers_due(sender)
    by_when = f" by {day(due.until)}" if due and not is_over(due, known.on) else ""
    was_due = f" The answers were due by {day(due.until)}." if is_over(due, known.on) else ""
    yield from ("", "QUESTIONS WITHOUT AN ANSWER")
    never_came = ", beside one about each return above" if known.wanted(sender) else ""
    yield (
        f"They stand in the workbook {sender}.xlsx{never_came}, each with a list to answer from: please"
        f" fill it in and send it back{by_when}.{was_due}"
    )
    in_confidence = asked["strand"].map(lambda key: _is_kept_from(key, sender)).astype(bool)
    number = 0
    for severity, rows in asked[~in_confidence].groupby("severity", sort=False):
        word, says = URGENCY[severity]
        yield from ("", f"{word}: {says}.")
        for row in rows.itertuples():
            number += 1
            yield f"{number}. {_in_words(row.question, known.files)}"
            if row.file:
                yield f"   {_place(row)}"
    if told := int(in_confidence.sum()):
        more = count(told, "question is", "questions are")
        yield from ("", f"{more} about what people answered or said; see the workbook alone.")


def _is_kept_from(strand: str, sender: str) -> bool:
    """Whether questions about a strand may quote what was told in confidence; to a borough, what
    its people answered or said, which was not given to those they work for.
    """
    if not strand:
        return False
    of_people = any(
        "respondent" in table.columns or is_in_confidence(table)
        for table in TABLES[strand].values()
    )
    return STRANDS[strand].in_confidence or (is_borough(sender) and of_people)


def _in_words(question: str, files: DataFrame) -> str:
    """A question as its sender reads it: files by what they are of, and all else as it is."""
    for row in files.itertuples():
        question = question.replace(row.file, _called(row))
    return _on_one_line(question)


def _called(row) -> str:
    """A file by what it is of: several of one sender may have one name."""
    return f"{STRANDS[row.strand].title}: {file_name(row.file)}" if row.strand else row.file


def _place(row) -> str:
    parts = (
        _called(row),
        row.sheet and f"sheet {row.sheet}",
        row.cell and f"cell {row.cell}",
    )
    return _on_one_line(", ".join(filter(None, parts)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
