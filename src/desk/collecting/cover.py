"""The first sheet of a return: what it is, for whom, how to fill it in and what a blank means, a
line a cell.

One cell a line and no number alone in one: the whole workbook comes back, and is read as it stands.
"""

from collections.abc import Mapping
from itertools import chain

from analysis.declare.form import PART_OF
from analysis.declare.kept import ORIGINS
from analysis.declare.periods import Period
from analysis.declare.proforma import COUNT, Proforma
from analysis.registry import STRANDS
from desk.books import paragraphs
from desk.collecting.forms import Asked

TITLE, HEADING, TEXT = "title", "heading", "text"
_FOR = "For: the evaluators of Safe & Together London, for the evaluation report of this period"
_NUMBERS = """\
Type whole numbers in the white cells of a sheet called Numbers. The other cells are locked, without a
    password.
Anything we should know about the numbers goes into the box under the last table. It is printed
    beside them."""
_LINES = """\
On every sheet of lines, one line is one of the things its heading names. White cells are for
    answers.
Choose from the list where there is one. Type dates as day/month/year. Use codes of your own, and
    never a name.
Leave blank what you do not know. What we should know about a line goes into its last column."""
_ANSWERS = """\
On a sheet of a survey one line is one person's answers. Answers that a survey tool holds need not
    be typed here: send its export.
Where several answers may be ticked, write them with a semicolon between."""
_COUNTS = """\
Type 0 where there were none.
Leave a cell blank where you have no number. A blank is never read as 0: it is printed as not
    returned.
Type < and a number, such as <5, where a small number may not be shown. It is printed as withheld.
Type unknown where the number is not known and will not be."""
_ALWAYS = """\
Send no names, no dates of birth, and nothing by which a child, an adult or a family could be
    recognised.
Keep the workbook as .xlsx and send it back whole. If a number changes later, send the whole
    workbook again."""


def lines(strand: str, sender: str, period: Period, asked: Asked) -> list[tuple[str, str]]:
    """The lines of the cover, each with its style. `sender` is a name as printed."""
    return [
        *_opening(STRANDS[strand].title, sender, period),
        (HEADING, "How to fill it in"),
        *((TEXT, text) for text in _filling(asked)),
        *([(HEADING, "What to count")] if asked.forms else []),
        *_counting(asked),
    ]


def lines_of_several(
    sender: str, period: Period, asked: Mapping[str, Asked], numbers: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The lines of the cover of a workbook of several strands, with whose each sheet is. `numbers`
    names the sheet of numbers of each.
    """
    forms, proformas, answers = (
        tuple(chain.from_iterable(getattr(one, kind) for one in asked.values()))
        for kind in ("forms", "proformas", "answers")
    )
    made = [
        *_opening("All we ask for", sender, period),
        (HEADING, "How to fill it in"),
        *((TEXT, text) for text in _filling(Asked(forms, proformas, answers))),
        (TEXT, "Leave a sheet blank where you have nothing for it. We then ask for it again."),
        (HEADING, "Whose each sheet is"),
    ]
    for strand, one in asked.items():
        names = [numbers[strand]] * bool(one.forms)
        names += [each.title for each in (*one.proformas, *one.answers)]
        made += [(TEXT, PART_OF.format(sheet=name, strand=strand)) for name in names]
    for strand, one in asked.items():
        if counting := _counting(one):
            made += [(HEADING, STRANDS[strand].title), *counting]
    return made


def _opening(title: str, sender: str, period: Period) -> list[tuple[str, str]]:
    return [
        (TITLE, f"{title}: return for {period.label}"),
        *((TEXT, text) for text in ([ORIGINS["simulated"]] if period.simulated else [])),
        (HEADING, "What this is"),
        (TEXT, f"From: {sender}"),
        (TEXT, _FOR),
        (TEXT, f"Period: {period.length}"),
    ]


def _counting(asked: Asked) -> list[tuple[str, str]]:
    """What each table counts, and what goes under each heading of a sheet of lines."""
    return [
        *((TEXT, text) for form in asked.forms for text in form.says),
        *(line for proforma in asked.proformas for line in _explained(proforma)),
    ]


def _filling(asked: Asked) -> list[str]:
    """How to fill in what this workbook asks for."""
    counts = asked.forms or any(proforma.of_kind(COUNT) for proforma in asked.proformas)
    parts = (
        (asked.forms, _NUMBERS),
        (asked.proformas, _LINES),
        (asked.answers, _ANSWERS),
        (counts, _COUNTS),
        (True, _ALWAYS),
    )
    return paragraphs("\n".join(text for is_asked, text in parts if is_asked))


def _explained(proforma: Proforma) -> list[tuple[str, str]]:
    """What goes under each heading of a sheet of lines, and the words it takes."""
    lines = [(HEADING, f"Sheet {proforma.title}: one line is {proforma.one_line_is}")]
    for field in proforma.fields:
        words = f" One of: {'; '.join(field.words.values())}." if field.words else ""
        lines.append((TEXT, f"{field.heading}: {field.says}.{words}"))
    return lines
