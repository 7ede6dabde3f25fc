"""The status of a period as blocks of a page, for the evaluators alone: it names who is late."""

import re
from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.words import count, listed, titled
from analysis.registry import STRANDS
from analysis.show import asked as words_of_answers
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, plain
from analysis.show.words import NBSP
from desk.exchange.naming import file_name, place
from desk.receiving.publishing import keeping_out
from desk.status.changes import ONE_DAY, changes
from desk.status.due import is_ours, is_over
from desk.status.known import Known, Return
from desk.status.words import day, named, thing, titles, when_due

NOTHING = "–"
_LATE = "Late: "


def page(known: Known) -> Iterator[Block]:
    """The blocks of the page, those without content left out."""
    every = (
        Paragraphs(tuple(summary(known)), box="keyfinding"),
        *_in_the_way(known),
        *_since_yesterday(known),
        *_chase(known),
        *_asked(known),
        *_due(known),
        *_keeping_out(known),
    )
    yield from (block for block in every if not getattr(block, "empty", False))


def summary(known: Known) -> Iterator[str]:
    """Where the period stands, a paragraph for each of: the page, returns, questions, publication."""
    yield (
        f"**For the evaluators alone.** {known.period.label} as the registers tell it on"
        f" {day(known.on)}. It names who is late: do not pass it on."
    )
    yield f"**Returns.** {returns_in_words(known)}"
    yield f"**Questions.** {questions_in_words(known)}"
    if known.unread:
        yield (
            f"**Not read yet.** {count(len(known.unread), 'file')} came since the last run:"
            f" {plain(listed(list(known.unread)))}. Run `python3 make.py report`; until then nothing of"
            f" {listed(sorted(set(_titles_of(known, known.unread))))} is called late."
        )
    way = (
        f"{count(len(known.obstacles), 'thing')} in the way"
        if known.obstacles
        else "nothing in the way"
    )
    yield f"**Publication.** As the project stands now: {way}."


def _titles_of(known: Known, files: tuple[str, ...]) -> list[str]:
    strands = known.files.loc[known.files["file"].isin(files), "strand"]
    return [STRANDS[strand].title for strand in strands]


def returns_in_words(known: Known) -> str:
    """How many returns were asked for, and what became of them."""
    if not known.returns:
        return f"{known.period.label} has no dates, so that nothing was asked for by its quarters."
    wanted = [one for one in known.returns if one.is_wanted]
    late = sum(map(known.is_late, wanted))
    undated = sum(one.due is None for one in wanted)
    here = sum(not one.missing for one in known.returns)
    became = {
        "here": here,
        "answered for and not coming": len(known.returns) - here - len(wanted),
        "late": late,
        "not here and not late": len(wanted) - late - undated,
        "not here, with no day on record by which they are due": undated,
    }
    said = listed([f"{number} {what}" for what, number in became.items() if number])
    senders = count(len({one.sender for one in known.returns}), "sender")
    return f"{count(len(known.returns), 'return')} asked of {senders}: {said}."


def questions_in_words(known: Known) -> str:
    """How many questions about what was sent wait for an answer, with whom, and whose answers are
    late.
    """
    if known.open.empty:
        return "None about what was sent waits for an answer."
    waiting = count(
        len(known.open), "question about what was sent waits", "questions about what was sent wait"
    )
    stops, others = len(keeping_out(known.open)), _asked_of(known)
    ours = known.open["recipient"].map(is_ours).sum()
    theirs = f"{len(known.open) - ours} with {count(len(others), 'sender')}"
    whom = [theirs] * bool(others) + [f"{ours} with the evaluators themselves"] * bool(ours)
    keep = count(stops, "of them keeps a number out", "of them keep numbers out")
    late = [named(sender) for sender in known.senders() if _answers_late(known, sender)]
    undated = [sender for sender in others if known.answers_due(sender) is None]
    no_day = (
        f" By when {count(len(undated), 'sender is', 'senders are')} to answer is not on record."
    )
    return (
        f"{waiting} for an answer, {listed(whom)}; {keep if stops else 'none keeps a number out'}."
        + (f" Answers are late from {listed(late)}." if late else "")
        + (no_day if undated else "")
    )


def _asked_of(known: Known) -> list[str]:
    """Whom questions wait with, but for the evaluators."""
    return [one for one in known.senders() if len(known.asked(one)) and not is_ours(one)]


def _answers_due(known: Known, sender: str) -> str:
    if known.asked(sender).empty:
        return NOTHING
    passed = ", passed" if _answers_late(known, sender) else ""
    return f"{_unbroken(when_due(known.answers_due(sender)))}{passed}"


def _answers_late(known: Known, sender: str) -> bool:
    return bool(len(known.asked(sender))) and is_over(known.answers_due(sender), known.on)


def _in_the_way(known: Known) -> Iterator[Block]:
    yield Heading("in-the-way", "What would stop publication", level=1)
    told = [f"- {_with_commands(titled(text))}" for text in known.obstacles]
    yield Paragraphs(tuple(told or ["Nothing: `analysis published` would note it."]))


def _with_commands(text: str) -> str:
    """A message as Markdown, its commands as such and its dashes as typed."""
    dashed = plain(text).replace(" --", r" \-\-")
    return re.sub(r"\\`([\w ./-]+)\\`", r"`\1`", dashed)


def _keeping_out(known: Known) -> Iterator[Block]:
    yield Heading("keeping-out", "Questions that keep numbers out", level=1)
    stops = keeping_out(known.open)
    lines = [
        {
            "Who": titled(named(row.recipient)),
            "Where": place(row.file, row.sheet, row.cell) or NOTHING,
            "Question": row.question,
        }
        for sender in known.senders()
        for row in stops[stops["recipient"] == sender].itertuples()
    ]
    if not lines:
        yield Paragraphs(("None waits for an answer.",))
    caption = f"Questions without an answer by {day(known.on)} that keep numbers out"
    yield PrintedTable("keeping-out", caption, lines, stops, words=("Where", "Question"))


def _since_yesterday(known: Known) -> Iterator[Block]:
    yesterday, (found, wider) = known.on - ONE_DAY, changes(known)
    yield Heading("changed", f"What changed since {day(yesterday)}", level=1)
    texts = [f"- {words_of_answers.day(one.when)}: {plain(one.what)}" for one in found]
    lines = count(wider, "line of the registers is", "lines of the registers are")
    more = [f"{lines} dated by a month or a year alone, and may be of these days."] if wider else []
    yield Paragraphs(tuple((texts or ["Nothing that has a day."]) + more))


def _chase(known: Known) -> Iterator[Block]:
    yield Heading("chase", "Whom to write to", level=1)
    lines = []
    for sender in known.senders():
        wanted, asked = known.wanted(sender), known.asked(sender)
        if not wanted and asked.empty:
            continue
        late = sum(map(known.is_late, wanted))
        lines.append(
            {
                "Who": titled(named(sender)),
                "Returns late": f"{late}",
                "Not here, not late": f"{len(wanted) - late}",
                "Questions open": f"{len(asked)}",
                "Keep numbers out": f"{len(keeping_out(asked))}",
                "Answers due": _answers_due(known, sender),
            }
        )
    if not lines:
        yield Paragraphs(("Nobody: everything asked for is here, and every question is answered.",))
    data = DataFrame(lines)
    caption = "Who is waited for, with the draft of an e-mail to each"
    of_sent = "Questions are those about what was sent; the workbook asks once about each return that is not here."
    note = "The drafts are text files in the folder emails, made anew each time: copy one before you edit it."
    yield PrintedTable("chase", caption, lines, data, (of_sent, note), ("Answers due",))


def _asked(known: Known) -> Iterator[Block]:
    yield Heading("asked", "What was asked of whom, and what came", level=1)
    yield Paragraphs((returns_in_words(known),) if not known.returns else ())
    arrived = dict(zip(known.files["file"], known.files["received"], strict=True))
    for sender in dict.fromkeys(one.sender for one in known.returns):
        mine = [one for one in known.returns if one.sender == sender]
        lines = [_line(known, one, arrived) for one in mine]
        caption = f"Asked of {named(sender)}"
        texts = ("By when", "What came", "Not here")
        yield PrintedTable(f"asked-{sender}", caption, lines, DataFrame(lines), (), texts)
    of_returns = {file for one in known.returns for file in one.files}
    others = known.files[~known.files["file"].isin(of_returns)]
    lines = [
        {
            "File": row.file,
            "About": STRANDS[row.strand].title,
            "From": row.sender,
            "Arrived": words_of_answers.day(row.received),
        }
        for row in others.itertuples()
    ]
    caption = "Files that came and are no return of one sender"
    yield PrintedTable("others", caption, lines, others, (), ("About", "From", "Arrived"))


def _unbroken(text: str) -> str:
    """A day that stays on one line of a cell."""
    return text.replace(" ", NBSP)


def _line(known: Known, one: Return, arrived: dict[str, str]) -> dict[str, str]:
    came = [f"{file_name(file)} ({words_of_answers.day(arrived[file])})" for file in one.files]
    missing = listed(list(one.missing)) or NOTHING
    if one.answer is not None:
        missing += f"; {words_of_answers.answer(one.answer)}"
    return {
        "Asked for": titles(one.strand, one.asked),
        "By when": _unbroken(when_due(one.due)),
        "What came": ", ".join(came) or NOTHING,
        "Not here": f"{_LATE if known.is_late(one) else ''}{missing}",
    }


def _due(known: Known) -> Iterator[Block]:
    yield Heading("due", "Days due, and extensions", level=1)
    place_of = f"data/raw/{known.period.key}/due.csv"
    if known.due.empty:
        yield Paragraphs(
            (
                f"No day is on record in `{place_of}`, so nothing is called late. A line of it says who,"
                " what, until when, granted by whom and on which day.",
            )
        )
    lines = [
        {
            "Who": titled(named(row.who)),
            "What": thing(row.what),
            "Until": _unbroken(words_of_answers.day(row.until)),
            "Granted by": row.granted_by,
            "On": _unbroken(words_of_answers.day(row.granted_on)),
        }
        for row in known.due.itertuples()
    ]
    note = (
        "A line for one sender goes before one for everyone, then one for a strand before one for all"
        " returns; of several alike the one granted last holds."
    )
    yield PrintedTable(
        "due",
        f"The lines of {place_of}",
        lines,
        known.due,
        (note,),
        tuple(lines[0]) if lines else (),
    )
