"""Survey exports of every tool drawn with people and answers fixed beforehand, whole or with what makes
people of no people: how many are read right, asked about, refused, or wrong without a question.

    PYTHONPATH=tests python -m torture.answers [TIMES]
"""

from __future__ import annotations

import datetime as dt
import io
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import openpyxl
import pandas as pd
from drawing import NO_CORRECTIONS
from exporting import TOOLS, Person, asked, drawn
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from analysis.declare.table import InputError
from simulated.sheets import Rows, as_csv, as_xlsx
from strands.surveys.cleans.answers import clean

HEADS = {"qualtrics": 3, "surveymonkey": 2}
WAVES = [("overview", "after"), ("core", "before"), ("core", "after")]
WORDS = ["More aware", "Much has changed", "Nothing yet", "I listen more", "Fear, hope, worry"]
# What is asked of an export in which nothing is wrong.
ORDINARY = ("day_or_month", "read_by_position", "personal_columns", "question_not_found")

Truth = Counter


@dataclass
class Draw:
    """A survey drawn: the dice, the tool, its people, and the rows of its export with `heads` rows
    of headings. `sheets` are those that stand beside it, before it where `before`.
    """

    dice: random.Random
    tool: str
    survey: tuple[str, str]
    people: list[Person]
    rows: Rows = field(default_factory=list)
    sheets: dict[str, Rows] = field(default_factory=dict)
    before: bool = False
    dress: Callable[[Worksheet], None] | None = None
    other_file: Rows = field(default_factory=list)
    text: bool = False

    @property
    def heads(self) -> int:
        return HEADS.get(self.tool, 1)

    @property
    def lines(self) -> Rows:
        return self.rows[self.heads :]

    @property
    def file(self) -> str:
        ending = "csv" if self.text else "xlsx"
        return f"surveys/{self.survey[0]}_{self.survey[1]}.{ending}"

    def columns(self, kind: str) -> list[int]:
        """Where the answers to questions of one kind stand."""
        wordings = {question.wording for question in asked(*self.survey) if question.kind == kind}
        return [
            at
            for at, head in enumerate(self.rows[self.heads - 1 if self.tool == "qualtrics" else 0])
            if any(wording in str(head).replace("\xa0", " ") for wording in wordings)
        ] or self._of_qualtrics(wordings)

    def _of_qualtrics(self, wordings: set[str]) -> list[int]:
        return [at for at, head in enumerate(self.rows[1]) if head in wordings]

    def files(self) -> dict[str, bytes]:
        """What is sent."""
        if self.text:
            found = {self.file: as_csv(self.rows)}
        else:
            answers, beside = {"Answers": self.rows}, self.sheets
            book = {**beside, **answers} if self.before else {**answers, **beside}
            found = {self.file: self._dressed(as_xlsx(book))}
        if self.other_file:
            found[self.file.replace(".", "_again.")] = as_xlsx(self.other_file)
        return found

    def _dressed(self, content: bytes) -> bytes:
        if self.dress is None:
            return content
        book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
        self.dress(book["Answers"])
        book.save(out)
        return out.getvalue()


def draw(seed: str) -> Draw:
    """A survey, its people and the export of some tool, all as they should be."""
    dice = random.Random(seed)
    tool, survey = dice.choice(sorted(TOOLS)), dice.choice(WAVES)
    questions = asked(*survey)
    people = drawn(*survey, dice.randint(5, 14), dice.randrange(10**6))
    for person in people:
        person.said = {
            question.key: dice.choice(WORDS)
            if question.kind == "open"
            else person.said.get(question.key)
            for question in questions
        }
        person.said |= {q.key: dice.randint(1, 7) for q in questions if q.kind == "scale"}
    rows = [list(row) for row in TOOLS[tool](questions, people)]
    return Draw(dice, tool, survey, people, rows, text=dice.random() < 0.3 and tool != "forms")


def truth(people: list[Person], survey: tuple[str, str]) -> Truth:
    """How many people there are, and how often each point and option was chosen."""
    counts: Truth = Counter({"people": len(people)})
    for question in asked(*survey):
        for person in people:
            said = person.said.get(question.key)
            if question.kind in ("one", "many"):
                counts.update((question.key, key) for key in said or () if "prefer" not in key)
            elif question.kind == "scale" and isinstance(said, int):
                counts[question.key, said] += 1
    return counts


def read(found) -> Truth:
    """The same of what cleaning made."""
    counts: Truth = Counter({"people": int((found.responses["kept"] == "kept").sum())})
    answered = found.answers[found.answers["missing"] == ""]
    for row in answered.itertuples():
        if row.option or not pd.isna(row.number):
            counts[row.question, row.option or int(row.number)] += 1
    return counts


# What is done to an export. Each changes the draw and returns who is a person in it.

Change = Callable[[Draw], list[Person]]
CHANGES: dict[str, Change] = {}


def change(function: Change) -> Change:
    CHANGES[function.__name__.replace("_", " ")] = function
    return function


def _row_of(draw: Draw, label: str, numbers: list) -> list:
    """A row of sums: a label in the first column, or somewhere else without an answer."""
    row = [""] * len(draw.rows[0])
    for at, number in zip(draw.columns("scale"), numbers, strict=False):
        row[at] = number
    free = [0, draw.columns("one")[0]]
    row[draw.dice.choice(free)] = label
    return row


SUMS = "Average|Mean|Median|Total|Sum|Count|n|Std dev|Responses|AVERAGE:|Mean score|Grand total|"


@change
def row_of_sums(draw: Draw) -> list[Person]:
    dice = draw.dice
    label = dice.choice(SUMS.split("|"))
    numbers = [dice.choice([5, 4, 37, 3.25, 4.6]) for _ in range(9)]
    gap = [[]] * dice.randint(0, 2)
    row = _row_of(draw, label, numbers)
    if dice.random() < 0.3:
        draw.rows[draw.heads : draw.heads] = [row]
    else:
        draw.rows += [*gap, row]
    if dice.random() < 0.4:
        draw.rows.append(_row_of(draw, "Std dev", [1.5] * 9))
    return draw.people


@change
def sheet_of_sums(draw: Draw) -> list[Person]:
    scales = draw.columns("scale")
    head = [asked_of.wording for asked_of in asked(*draw.survey) if asked_of.kind == "scale"]
    numbers = [draw.dice.choice([3, 4, 5, 4.4]) for _ in scales]
    if len(head) == 1 or draw.dice.random() < 0.5:
        head, numbers = ["", *head], ["Average", *numbers]
    draw.sheets["Averages" if draw.dice.random() < 0.5 else "Sheet2"] = [head, numbers]
    draw.before, draw.text = draw.dice.random() < 0.5, False
    return draw.people


@change
def averages_by_group(draw: Draw) -> list[Person]:
    wordings = {q.key: q.wording for q in asked(*draw.survey) if q.kind == "scale"}
    numbers = [[draw.dice.choice([3, 4, 5, 4.4]) for _ in wordings] for _ in range(3)]
    groups = zip(("Health", "Education", "Voluntary sector"), numbers, strict=True)
    head = ["Which sector do you work in?", *wordings.values()]
    draw.sheets["By sector"] = [head, *([group, *row] for group, row in groups)]
    draw.before, draw.text = draw.dice.random() < 0.5, False
    return draw.people


@change
def counts_of_answers(draw: Draw) -> list[Person]:
    answered = [sum(map(bool, map(str, column))) for column in zip(*draw.lines, strict=True)]
    begins = min(draw.columns("one") + draw.columns("scale"))
    draw.rows.append(["" if at < begins else count for at, count in enumerate(answered)])
    return draw.people


@change
def headings_again(draw: Draw) -> list[Person]:
    at = draw.heads + draw.dice.randint(1, len(draw.lines))
    again = draw.rows[: draw.dice.choice([1, draw.heads])]
    draw.rows[at:at] = [list(row) for row in again]
    return draw.people


@change
def headings_in_another_order(draw: Draw) -> list[Person]:
    half = draw.heads + len(draw.lines) // 2
    gone = [list(row) for row in draw.rows[half:]]
    people = _without(draw, draw.rows[half:])
    columns = list(range(len(draw.rows[0])))
    draw.dice.shuffle(columns)
    below = [*draw.rows[: draw.heads], *gone]
    draw.rows = [*draw.rows[:half], *([row[at] for at in columns] for row in below)]
    return people


def _copied(draw: Draw) -> Rows:
    """The rows once more: as they are, without times, in another order, with a column less."""
    dice, rows = draw.dice, [list(row) for row in draw.rows]
    lines = rows[draw.heads :]
    if dice.random() < 0.4:
        dice.shuffle(lines)
    when = [
        at
        for at, head in enumerate(rows[0])
        if str(head).lower().endswith(("time", "date", "timestamp", "started", "completed"))
    ]
    if dice.random() < 0.5:
        for row in lines:
            for at in when:
                row[at] = ""
    if dice.random() < 0.3 and draw.tool in ("forms", "plain", "jisc"):
        gone = draw.columns("one")[0]
        return [[*row[:gone], *row[gone + 1 :]] for row in (*rows[: draw.heads], *lines)]
    return [*rows[: draw.heads], *lines]


@change
def copy_of_the_sheet(draw: Draw) -> list[Person]:
    draw.sheets["Clean copy"], draw.text = _copied(draw), False
    draw.before = draw.dice.random() < 0.3
    return draw.people


@change
def copy_in_another_file(draw: Draw) -> list[Person]:
    draw.other_file, draw.text = _copied(draw), False
    return draw.people


@change
def sent_again_with_more(draw: Draw) -> list[Person]:
    draw.other_file, draw.text = [list(row) for row in draw.rows], False
    fewer = draw.dice.randint(3, len(draw.lines))
    draw.rows = draw.rows[: draw.heads + fewer]
    return draw.people


@change
def hidden_rows(draw: Draw) -> list[Person]:
    return _marked(draw, lambda sheet, row: setattr(sheet.row_dimensions[row], "hidden", True))


@change
def struck_rows(draw: Draw) -> list[Person]:
    def strike(sheet: Worksheet, row: int) -> None:
        for cell in sheet[row]:
            cell.font = Font(strike=True)

    return _marked(draw, strike)


def _marked(draw: Draw, mark: Callable[[Worksheet, int], None]) -> list[Person]:
    rows = draw.dice.sample(range(len(draw.lines)), draw.dice.randint(1, 2))
    draw.text = False
    draw.dress = lambda sheet: [mark(sheet, draw.heads + row + 1) for row in rows]
    gone = [draw.lines[row] for row in rows]
    return _without(draw, gone)


def _without(draw: Draw, gone: Rows) -> list[Person]:
    """The people but those of some rows: each tool writes them in an order of its own."""
    ordered = list(draw.people)
    if draw.tool == "forms":
        ordered.sort(key=lambda person: person.at)
    elif draw.tool == "surveymonkey":
        ordered.sort(key=lambda person: person.at, reverse=True)
    return [one for one, row in zip(ordered, draw.lines, strict=True) if row not in gone]


STANDINGS = (
    "Spam|Survey Preview|Umfragenvorschau|Aperçu de l'enquête|Vista previa|Test|Preview|8|17"
)
UNKNOWN = "Rahnema|Quarantined|On hold"


@change
def nobody_in_earnest(draw: Draw) -> list[Person]:
    return _standing(draw, draw.dice.choice(STANDINGS.split("|")))


@change
def unknown_standing(draw: Draw) -> list[Person]:
    return _standing(draw, draw.dice.choice(UNKNOWN.split("|")))


def _standing(draw: Draw, word: str) -> list[Person]:
    row = draw.dice.choice(draw.lines)
    if draw.tool == "qualtrics":
        row[2] = word
        return _without(draw, [row])
    gone = _without(draw, [row])
    word = "Test" if word.isdigit() else word
    for at, each in enumerate(draw.rows):
        standing = word if each is row else "Completed"
        each.append("Status" if not at else "" if at < draw.heads else standing)
    return gone


TYPED = "3 times a week|3 sessions|3.5|3-4|3 or 4|between 3 and 4|3 per month|3½|3 years|12|9|0"


@change
def no_point_on_the_scale(draw: Draw) -> list[Person]:
    question = draw.dice.choice([q for q in asked(*draw.survey) if q.kind == "scale"])
    at = draw.columns("scale")[
        [q.key for q in asked(*draw.survey) if q.kind == "scale"].index(question.key)
    ]
    row = draw.dice.choice(draw.lines)
    others = _without(draw, [row])
    gone = next(one for one in draw.people if one not in others)
    row[at] = draw.dice.choice(TYPED.split("|"))
    mended = replace(gone, said={**gone.said, question.key: None})
    return [*others, mended]


def _scaled(draw: Draw, point: Callable[[int], object]) -> list[Person]:
    """Every scale runs otherwise: none of its numbers is one of ours."""
    for row in draw.lines:
        for at in draw.columns("scale"):
            row[at] = point(int(row[at]))
    keys = [q.key for q in asked(*draw.survey) if q.kind == "scale"]
    return [replace(one, said={**one.said, **dict.fromkeys(keys)}) for one in draw.people]


@change
def scale_to_five(draw: Draw) -> list[Person]:
    return _scaled(draw, lambda point: min(point, 5))


@change
def scale_to_ten(draw: Draw) -> list[Person]:
    return _scaled(draw, lambda point: min(10, point + draw.dice.choice([0, 2, 3])))


@change
def scale_of_percent(draw: Draw) -> list[Person]:
    return _scaled(draw, lambda point: draw.dice.choice([f"{point * 12}%", point * 12]))


@change
def scale_to_five_in_words(draw: Draw) -> list[Person]:
    ends = {1: "1 - strongly disagree", 5: "5 - strongly agree"}
    return _scaled(draw, lambda point: ends.get(min(point, 5), str(min(point, 5))))


@change
def legend_of_five(draw: Draw) -> list[Person]:
    legend = draw.dice.choice(["1 = not at all, 5 = very", "Scale of 1 to 5", "Rating 1-5"])
    people = _scaled(draw, lambda point: min(point, 5))
    if draw.text:
        row = [""] * len(draw.rows[0])
        for at in draw.columns("scale"):
            row[at] = legend
        draw.rows.insert(draw.heads, row)
    else:
        draw.sheets["Key"] = [["About these answers"], [legend]]
    return people


@change
def note_below(draw: Draw) -> list[Person]:
    note = draw.dice.choice(["Exported by the team", "Source: our survey", "End of report"])
    draw.rows += [[], [note]]
    return draw.people


@change
def people_alike(draw: Draw) -> list[Person]:
    return draw.people


def _two_groups(draw: Draw) -> None:
    """Two honest files of few answers, some of them alike."""
    draw.tool, draw.text, draw.survey = "plain", False, ("overview", "after")
    keys = [q.key for q in asked(*draw.survey) if q.kind == "scale"]
    draw.people = [
        Person(dt.datetime(2025, 9, day, 9), {key: draw.dice.choice([5, 6]) for key in keys})
        for day in range(1, 9)
    ]
    rows = TOOLS["plain"](asked(*draw.survey), draw.people)
    kept = [0, *draw.columns("scale")] if draw.rows else []
    draw.rows = [list(row) for row in rows]
    kept = [0, *draw.columns("scale")]
    short = [[row[at] for at in kept] for row in draw.rows]
    draw.rows, draw.other_file = short[:5], [short[0], *short[5:]]


def verdict(made: Draw, people: list[Person]) -> tuple[str, list[str]]:
    """`right`, `asked`, `refused` or `wrong`, and the rules that asked beyond what is ordinary."""
    try:
        found = clean(made.files(), NO_CORRECTIONS, "2025-26")
    except InputError:
        return "refused", []
    rules = [rule for rule in found.queries["rule"] if rule not in ORDINARY]
    if read(found) == truth(people, made.survey):
        return "right", rules
    return ("asked" if rules else "wrong"), rules


def verdicts(name: str, times: int) -> Iterator[tuple[str, list[str], str]]:
    """Verdict, rules and seed of some draws of one kind; `honest` ones are changed in nothing."""
    for number in range(times):
        seed = f"{name} {number}"
        made = draw(seed)
        if name == "people alike":
            _two_groups(made)
        people = CHANGES[name](made) if name in CHANGES else made.people
        yield (*verdict(made, people), f"{seed} {made.tool}")


HONEST = ("honest", "people alike")
KINDS = ("honest", *CHANGES)


def counted(name: str, times: int) -> Counter:
    """How many draws of a kind were read right, asked about, refused and wrong, and asked in vain."""
    found = list(verdicts(name, times))
    counts = Counter(each for each, _, _ in found)
    counts["vain"] = sum(bool(rules) for _, rules, _ in found) if name in HONEST else 0
    return counts


def _line(name: str, counts: Counter) -> str:
    shown = (f"{counts[each]:>{len(each)}}" for each in ("right", "asked", "refused", "wrong"))
    return f"{name:<26} {' '.join(shown)}  {counts['vain']:>13}"


def main(times: int = 20) -> int:
    """Print a kind a line; exit 1 where one is wrong."""
    print(f"{'answers':<26} right asked refused wrong  asked in vain")
    total: Counter = Counter()
    for name in KINDS:
        total += (counts := counted(name, times))
        print(_line(name, counts), flush=True)
    print(_line("all", total))
    return int(total["wrong"] > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
