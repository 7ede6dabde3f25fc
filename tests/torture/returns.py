"""Returns drawn with the truth fixed beforehand: which of the numbers on a sheet are the borough's,
whatever words stand around them. Each ends right, asked about, refused or wrong.

    python tests/torture/returns.py [RETURNS]
"""

import datetime as dt
import io
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from analysis.declare.boroughs import members
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import month_label, period, quarter_label
from analysis.declare.proforma import CODE, COUNT, DAY, ITEM, MONTH_, NUMBER, QUARTER_, WORD, WORDS
from analysis.declare.table import InputError
from analysis.registry import STRANDS, cleans

SEED, PERIOD = 7, period("2025-26")
BOROUGHS = [one for one in members(PERIOD.key) if one.key != "barking_and_dagenham"]
INDICATORS = {
    "referral": "New cases where DA is the referral issue on intake",
    "assessment": "New cases where DA is flagged after assessment",
    "protection_plan": "New child protection plans where DA was a factor/issue of concern",
}
# Words that say numbers are none of ours, as a sender would put them.
NO_COUNTS = """
    Rates per 10,000 children|Percentage of all contacts|% of referrals|Share of all assessments
    |Targets agreed with the board|Target|Forecast|Projected figures|Monthly averages|Average per month
    |Year to date|Cumulative from April|Running total|Rolling 12 months|Dummy data|Figures in thousands
    |Cost in £|Estimated|Ratio|per 1,000|Planned numbers|North locality only|Girls only|Under 5s
    |All referrals|Index (2019 = 100)|Median|Rounded to nearest 5|Families
""".replace("\n", "").split("|")
NOTES = """
    All figures are rates per 10,000.|These numbers are percentages of all assessments.
    |Numbers shown are targets.|Figures are cumulative.|The counts are of families.|Data are forecasts.
    |Values are rounded to the nearest ten.|Note: all figures are averages of three months.
""".replace("\n", "").split("|")
ELSEWHERE = "England|London|Statistical neighbours|Inner London|Camden|Tower Hamlets".split("|")
# What stands around counts in an honest return, and changes none of them.
HONEST = """
    Domestic abuse indicators|Quarterly return|Prepared by the performance team|Source: Mosaic
    |Numbers of children|Counts by quarter|Final figures|Please return by 12 May|Official sensitive
    |Rates are sent separately.|The percentages are in the other workbook.|No targets are included.
    |Children's social care, performance and data|Counts, not percentages|Version 2, signed off
    |Note: numbers in August are low because schools are closed.|DA means domestic abuse.
    |Our target is to reduce repeat referrals by 10%.|Q4 was checked against last year.
""".replace("\n", "").split("|")
NO_COUNTS, NOTES, HONEST = (
    [" ".join(words.split()) for words in some] for some in (NO_COUNTS, NOTES, HONEST)
)
Grid = list[list[object]]


@dataclass
class Drawn:
    """A return: its cells, and the truth of each: the place of a number that is the borough's, with
    borough, quarter or month, and count. `touch` changes how its workbook looks.
    """

    strand: str
    kind: str
    borough: str
    cells: Grid
    truth: dict[str, tuple]
    file: str = ""
    sheet: str = "Return"
    touch: list[Callable] = field(default_factory=list)

    def content(self) -> bytes:
        """The workbook as a file."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = self.sheet
        for row, cells in enumerate(self.cells, 1):
            for column, value in enumerate(cells, 1):
                if value not in (None, ""):
                    sheet.cell(row, column, value)
        for touch in self.touch:
            touch(sheet)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def moved(truth: dict[str, tuple], rows: int = 0, columns: int = 0) -> dict[str, tuple]:
    """The truth where a table begins some rows lower and columns further right."""
    found = {}
    for address, said in truth.items():
        cell = openpyxl.utils.cell.coordinate_to_tuple(address)
        found[f"{get_column_letter(cell[1] + columns)}{cell[0] + rows}"] = said
    return found


def under(drawn: Drawn, *rows: list) -> Drawn:
    """The return with rows above its table."""
    drawn.cells = [*map(list, rows), *drawn.cells]
    drawn.truth = moved(drawn.truth, len(rows))
    return drawn


def indicators(draw: random.Random) -> Drawn:
    """An honest return of indicators: quarters across or down, or a list."""
    borough = draw.choice(BOROUGHS)
    keys = draw.sample(list(INDICATORS), draw.randint(1, 3))
    level = draw.choice([12, 40, 150, 700])
    # The variance of honest counts is about twice their mean; the rare far one is asked about.
    spread = min(2.0, draw.gammavariate(2, 0.5)) * level**0.5
    counts = {
        (key, quarter): max(2, round(level + draw.uniform(-spread, spread))) + at
        for at, key in enumerate(keys)
        for quarter in PERIOD.quarters
    }
    shape = draw.choice([_across, _across, _down, _list])
    drawn = shape(borough, keys, counts)
    drawn.file = f"indicators/{borough.key}.xlsx"
    return drawn


def _place(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _across(borough, keys, counts) -> Drawn:
    cells: Grid = [["Indicator", *map(quarter_label, PERIOD.quarters)]]
    truth = {}
    for row, key in enumerate(keys, 2):
        cells.append([INDICATORS[key], *(counts[key, quarter] for quarter in PERIOD.quarters)])
        for column, quarter in enumerate(PERIOD.quarters, 2):
            truth[_place(row, column)] = (borough.key, key, quarter, counts[key, quarter])
    return Drawn("indicators", "across", borough.key, cells, truth)


def _down(borough, keys, counts) -> Drawn:
    cells: Grid = [["Quarter", *(INDICATORS[key] for key in keys)]]
    truth = {}
    for row, quarter in enumerate(PERIOD.quarters, 2):
        cells.append([quarter_label(quarter), *(counts[key, quarter] for key in keys)])
        for column, key in enumerate(keys, 2):
            truth[_place(row, column)] = (borough.key, key, quarter, counts[key, quarter])
    return Drawn("indicators", "down", borough.key, cells, truth)


def _list(borough, keys, counts) -> Drawn:
    cells: Grid = [["Borough", "Indicator", "Quarter", "Number"]]
    truth = {}
    for (key, quarter), count in counts.items():
        cells.append([borough.name, INDICATORS[key], quarter_label(quarter), count])
        truth[_place(len(cells), 4)] = (borough.key, key, quarter, count)
    return Drawn("indicators", "list", borough.key, cells, truth)


def across(draw: random.Random) -> Drawn:
    """An honest return with quarters across."""
    while (drawn := indicators(draw)).kind != "across":
        pass
    return drawn


def honest(draw: random.Random) -> Drawn:
    drawn = indicators(draw)
    if draw.random() < 0.7:
        under(drawn, [draw.choice(HONEST)], *([[]] if draw.random() < 0.5 else []))
    if draw.random() < 0.5:
        drawn.cells += [[], [draw.choice(HONEST)]]
    if drawn.kind == "across" and draw.random() < 0.3:
        for row in drawn.cells:
            if any(isinstance(value, int) for value in row):
                row.append(sum(value for value in row if isinstance(value, int)))
            elif row and row[0] == "Indicator":
                row.append(draw.choice(["Total", "2025/26", "Year total"]))
    return drawn


def none_of(drawn: Drawn) -> Drawn:
    """None of its numbers is the borough's."""
    drawn.truth = {}
    return drawn


def title(draw):
    return none_of(under(indicators(draw), [draw.choice(NO_COUNTS)]))


def sheet_name(draw):
    drawn = none_of(indicators(draw))
    name = draw.choice(
        ["Targets", "Forecast", "Rates", "Percentages", "YTD", "Old", "Example", "Test"]
    )
    drawn.sheet = draw.choice([name, name.upper(), f"{name} 25-26" if len(name) > 4 else name])
    return drawn


def corner(draw):
    drawn = none_of(across(draw))
    drawn.cells[0][0] = draw.choice(NO_COUNTS)
    return drawn


def row_of_units(draw):
    drawn, words = none_of(across(draw)), draw.choice(NO_COUNTS)
    drawn.cells.insert(draw.choice([0, 1]), [None, *[words] * len(PERIOD.quarters)])
    return drawn


def column_of_units(draw):
    drawn, words = none_of(across(draw)), draw.choice(NO_COUNTS)
    at = draw.choice([1, 1, len(drawn.cells[0])])
    heading = draw.choice(["Unit", "Type", "Measure type", None])
    for number, row in enumerate(drawn.cells):
        row.insert(at, words if number else heading)
    return drawn


def two_columns(draw):
    """Number and percentage under each quarter, either first; with or without a word for each."""
    drawn = across(draw)
    wording = draw.choice(
        [("No.", "%"), ("Number", "Rate"), ("Actual", "Target"), ("n", "% of all"), None]
    )
    first = draw.random() < 0.5
    head, *rows = drawn.cells
    cells = [[head[0]], [None]]
    for quarter in head[1:]:
        cells[0] += [quarter, None]
        cells[1] += (wording if first else wording[::-1]) if wording else []
    for row in rows:
        pairs = [(count, draw.randint(1, 99)) for count in row[1:]]
        cells.append(
            [row[0], *(value for pair in pairs for value in (pair if first else pair[::-1]))]
        )
    truth = {}
    for address, said in drawn.truth.items():
        row, column = openpyxl.utils.cell.coordinate_to_tuple(address)
        truth[_place(row + bool(wording), 2 * column - 2 + (not first))] = said
    drawn.cells = cells if wording else [cells[0], *cells[2:]]
    drawn.truth = truth if wording else {}
    if draw.random() < 0.4:
        drawn.touch.append(_merge_pairs)
    return drawn


def _merge_pairs(sheet) -> None:
    for column in range(2, sheet.max_column, 2):
        sheet.merge_cells(start_row=1, start_column=column, end_row=1, end_column=column + 1)


def status_by_quarter(draw):
    """Some quarters are actual and others forecast or target."""
    drawn = across(draw)
    ours = draw.randint(0, 3)
    other = draw.choice(["forecast", "target", "estimated", "projected"])
    drawn.cells.insert(1, [None, *["actual"] * ours, *[other] * (4 - ours)])
    kept = PERIOD.quarters[:ours]
    drawn.truth = {
        place: said for place, said in moved_below(drawn.truth).items() if said[2] in kept
    }
    return drawn


def moved_below(truth):
    return moved(truth, 1)


def status_column(draw):
    drawn, words = (
        none_of(across(draw)),
        draw.choice(["Target", "Forecast", "Test", "Old version", "Estimate"]),
    )
    drawn.cells[0].append("Status")
    for row in drawn.cells[1:]:
        row.append(words)
    return drawn


def note_below(draw):
    drawn = none_of(indicators(draw))
    drawn.cells += [[], [draw.choice(NOTES)]]
    return drawn


def number_format(draw):
    drawn = none_of(across(draw))
    shown = draw.choice(['0"%"', '0 "per 10,000"', '0 "days"', "£#,##0", "#,##0,", "0%", '0.0"%"'])
    drawn.touch.append(
        lambda sheet: _each(sheet, drawn, lambda cell: setattr(cell, "number_format", shown))
    )
    return drawn


def _each(sheet, drawn, change) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int):
                change(cell)


def comment(draw):
    drawn = across(draw)
    words = draw.choice(
        ["This is a rate per 10,000", "Percentage", "Target", "these are forecasts"]
    )
    place = draw.choice(list(drawn.truth))
    del drawn.truth[place]
    drawn.touch.append(lambda sheet: setattr(sheet[place], "comment", Comment(words, "analyst")))
    return drawn


def unseen(draw):
    """One number that is struck through, hidden by its format, white, or in a struck row."""
    drawn = across(draw)
    place = draw.choice(list(drawn.truth))
    del drawn.truth[place]
    look = draw.choice(
        [
            ("font", Font(strike=True)),
            ("font", Font(color="FFFFFFFF")),
            ("number_format", ";;;"),
            ("number_format", '"*"'),
        ]
    )
    drawn.touch.append(lambda sheet: setattr(sheet[place], *look))
    return drawn


def elsewhere(draw):
    """Another area, as the sheet, the title, a corner or the label of a borough."""
    drawn, area = none_of(indicators(draw)), draw.choice(ELSEWHERE)
    way = draw.randrange(3)
    if way == 0 and drawn.kind != "list":
        drawn.sheet = area
    elif way == 1 and drawn.kind != "list":
        under(drawn, [area])
    elif drawn.kind == "list":
        drawn.cells = [drawn.cells[0], *([area, *row[1:]] for row in drawn.cells[1:])]
    else:
        drawn.cells[0][0] = area
    return none_of(drawn)


def second_table(draw):
    """The borough's table, and under it one of another area or of another kind of number."""
    drawn = across(draw)
    words = draw.choice([*ELSEWHERE, *NO_COUNTS])
    head, *rows = drawn.cells
    more = [[label, *(draw.randint(1, 99) for _ in counts)] for label, *counts in rows]
    drawn.cells += [[], [words], list(head), *more]
    return drawn


def teams(draw):
    """A row for each team, with or without the label again, and now and then one for them all."""
    drawn = across(draw)
    head, *rows = drawn.cells
    names = draw.choice(
        [
            ("North", "South"),
            ("Team A", "Team B"),
            ("0-4", "5-9"),
            ("Girls", "Boys"),
            ("East", "West"),
        ]
    )
    heading = draw.choice(["Team", None, "Locality", "Age group"])
    whole, again = draw.random() < 0.4, draw.random() < 0.4
    cells, truth = [[head[0], heading, *head[1:]]], {}
    for at, (label, *counts) in enumerate(rows, 2):
        parts = [[count // 2 for count in counts], [count - count // 2 for count in counts]]
        if whole:
            parts.append(counts)
        for number, (name, part) in enumerate(zip((*names, "Total"), parts, strict=False)):
            cells.append([label if again or not number else None, name, *part])
        if whole:
            for column in range(2, len(counts) + 2):
                truth[_place(len(cells), column + 1)] = drawn.truth[_place(at, column)]
    drawn.cells, drawn.truth = cells, truth
    return drawn


def remark_beside(draw):
    """A remark beside a row takes no number from it."""
    drawn = across(draw)
    words = draw.choice(
        [
            "Q4 may change",
            "New system from April",
            "checked",
            "average of last year was 40",
            "see email",
            "total excludes one late form",
        ]
    )
    row = draw.randrange(1, len(drawn.cells))
    drawn.cells[row].append(words)
    if draw.random() < 0.5:
        drawn.cells[0].append(draw.choice(["Comments", "Notes"]))
    return drawn


def last_year(draw):
    """Last year's quarters beside this year's."""
    drawn = across(draw)
    before = [quarter_label(key) for key in ("2024Q4", "2025Q1")]
    drawn.cells = [
        [row[0], *(before if not number else [30 + number, 31 + number]), *row[1:]]
        for number, row in enumerate(drawn.cells)
    ]
    drawn.truth = moved(drawn.truth, 0, 2)
    return drawn


def slip(draw):
    """A number typed ten or a hundred times too large."""
    drawn = across(draw)
    place, said = draw.choice(list(drawn.truth.items()))
    if said[3] < 12:
        return slip(draw)
    row, column = openpyxl.utils.cell.coordinate_to_tuple(place)
    drawn.cells[row - 1][column - 1] = said[3] * draw.choice([10, 100])
    del drawn.truth[place]
    return drawn


def running_totals(draw):
    drawn = none_of(across(draw))
    for row in drawn.cells[1:]:
        for at in range(2, len(row)):
            row[at] += row[at - 1]
    return drawn


def shifted(draw):
    """Numbers one column right of their headings."""
    drawn = none_of(across(draw))
    head, *rows = drawn.cells
    drawn.cells = [
        [value for cell in head for value in (cell, None)][:1]
        + [v for cell in head[1:] for v in (cell, None)]
    ]
    drawn.cells += [
        [label, *(v for count in counts for v in (None, count))] for label, *counts in rows
    ]
    return drawn


INDICATOR_KINDS = [
    honest, honest, honest, title, sheet_name, corner, row_of_units, column_of_units, two_columns,
    status_by_quarter, status_column, note_below, number_format, comment, unseen, elsewhere,
    second_table, teams, remark_beside, last_year, slip, running_totals, shifted,
]  # fmt: skip


# About how large each count of a proforma is; no part above its whole.
LEVELS = {
    "contacts": 730, "da_contacts": 210, "prompted": 150, "trained": 120, "to_assessment": 60,
    "in_a_day": 170, "again": 30, "re_referrals": 12, "referrals": 60, "completed": 20,
    "eligible": 45, "days_of_lead": 60, "open_cases": 150, "visits": 300, "visitors": 90,
}  # fmt: skip


def proforma(draw: random.Random, strand: str, form, kind: str) -> Drawn:
    """A proforma filled in, its counts and answers known, and something done to it."""
    borough = draw.choice(BOROUGHS)
    labels = {key: month_label(key) for key in PERIOD.all_months}
    labels |= {key: quarter_label(key) for key in PERIOD.quarters}
    beforehand = [labels[key] for key in form.beforehand(PERIOD) if key in labels]
    cells: Grid = [[one.heading for one in form.fields]]
    truth: dict[str, tuple] = {}
    for number in range(len(beforehand) or 6):
        row = [_typed(draw, one, number) for one in form.fields]
        if beforehand:
            row[[one.key for one in form.fields].index(form.typed_in)] = beforehand[number]
        cells.append(row)
        for column, one in enumerate(form.fields, 1):
            if one.kind in (COUNT, ITEM):
                said = row[column - 1] if one.kind == COUNT else _key(one, row[column - 1])
                whose = borough.key if form.by_borough else ""
                truth[_place(len(cells), column)] = (whose, said)
    name = f"{strand}/{borough.key if form.by_borough else 'answers'}.xlsx"
    drawn = Drawn(strand, form.key, borough.key, cells, truth, name, form.title)
    counted = bool(form.of_kind(COUNT))
    return PROFORMA_KINDS[kind](draw, drawn) if form.by_borough and counted else drawn


def _typed(draw: random.Random, one, number: int) -> object:
    if not one.needed and one.kind not in (COUNT, ITEM):
        return None
    words = list(one.words.values()) if one.words else []
    level = LEVELS.get(one.key, 40)
    typed = {
        COUNT: lambda: level + draw.randint(0, max(3, level // 20)),
        CODE: lambda: f"C{number}{draw.randint(10, 99)}",
        WORD: lambda: words[0],
        ITEM: lambda: draw.choice(words),
        WORDS: lambda: words[0],
        DAY: lambda: dt.date(2025, 4, 2) + dt.timedelta(days=draw.randint(0, 360)),
        QUARTER_: lambda: quarter_label(draw.choice(PERIOD.quarters)),
        MONTH_: lambda: month_label(PERIOD.all_months[number]),
        NUMBER: lambda: draw.randint(1, 60),
    }
    return typed.get(one.kind, lambda: "Seen in supervision")()


def _key(one, word: object) -> str:
    return next(key for key, said in one.words.items() if said == word)


def _plain(draw, drawn):
    return under(drawn, [draw.choice(HONEST[:12])]) if draw.random() < 0.6 else drawn


def _titled(draw, drawn):
    return none_of(under(drawn, [draw.choice(NO_COUNTS)]))


def _of_elsewhere(draw, drawn):
    if draw.random() < 0.5:
        drawn.sheet = draw.choice(ELSEWHERE)
        return none_of(drawn)
    return none_of(under(drawn, [draw.choice(ELSEWHERE)]))


def _units(draw, drawn):
    words = draw.choice(NO_COUNTS)
    drawn.cells.insert(1, [None, *[words] * (len(drawn.cells[0]) - 1)])
    return none_of(drawn)


def _noted(draw, drawn):
    drawn.cells += [[], [draw.choice(NOTES)]]
    return none_of(drawn)


def _parted(draw, drawn):
    """The first line in two, one for each team, the month on the first alone or on both."""
    head, first, *rest = drawn.cells
    again = draw.random() < 0.5
    halves = [[v // 2 if isinstance(v, int) else v for v in first] for _ in range(2)]
    halves[1][0] = first[0] if again else None
    cells = [[head[0], "Team", *head[1:]]]
    cells += [
        [half[0], name, *half[1:]] for half, name in zip(halves, ("North", "South"), strict=True)
    ]
    drawn.cells = cells + [[row[0], None, *row[1:]] for row in rest]
    drawn.truth = {
        place: said
        for place, said in moved(drawn.truth, 1, 1).items()
        if int("".join(filter(str.isdigit, place))) > 3
    }
    return drawn


def _struck(draw, drawn):
    place = draw.choice(list(drawn.truth))
    del drawn.truth[place]
    drawn.touch.append(lambda sheet: setattr(sheet[place], "font", Font(strike=True)))
    return drawn


def _summed(draw, drawn):
    """A last line of sums."""
    sums = [
        sum(row[at] for row in drawn.cells[1:]) if isinstance(value, int) else None
        for at, value in enumerate(drawn.cells[1])
    ]
    drawn.cells.append(
        [draw.choice(["Total", "Totals", "Grand total", "Sum", "Year total", "2025/26"]), *sums[1:]]
    )
    return drawn


def _slipped(draw, drawn):
    counts = [
        place for place, said in drawn.truth.items() if isinstance(said[1], int) and said[1] > 11
    ]
    place = draw.choice(counts)
    row, column = openpyxl.utils.cell.coordinate_to_tuple(place)
    drawn.cells[row - 1][column - 1] *= 100
    # Above its whole, a part takes its whole with it.
    drawn.truth = {at: said for at, said in drawn.truth.items() if at != place}
    return drawn


PROFORMA_KINDS = {
    "plain": _plain, "titled": _titled, "elsewhere": _of_elsewhere, "units": _units, "noted": _noted,
    "parted": _parted, "struck": _struck, "summed": _summed, "slipped": _slipped,
}  # fmt: skip
FORMS = [
    (strand.key, form)
    for strand in STRANDS.values()
    for form in strand.proformas
    if form.of_kind(COUNT) or form.of_kind(ITEM)
]


def drawn_returns(number: int, seed: int = SEED) -> list[tuple[str, Drawn]]:
    """Returns of every kind in turn, each under its kind's name: two of indicators, then one of a
    proforma.
    """
    found = []
    for at in range(number):
        draw = random.Random(seed * 100_003 + at)
        if at % 3 < 2:
            make = INDICATOR_KINDS[(at // 3 * 2 + at % 3) % len(INDICATOR_KINDS)]
            found.append((f"indicators, {make.__name__.replace('_', ' ')}", make(draw)))
        else:
            strand, form = FORMS[at // 3 % len(FORMS)]
            kind = list(PROFORMA_KINDS)[at // 3 // len(FORMS) % len(PROFORMA_KINDS)]
            found.append((f"{strand}, {kind}", proforma(draw, strand, form, kind)))
    return found


# Asked of every drawn return, since no other borough sent anything.
_ALWAYS = {"no_return", "not_returned_quarters", "no_proforma", "blank_inside_series"}


def outcome(drawn: Drawn) -> tuple[str, str]:
    """How a return ends: right, asked, refused, wrong, or wrong and asked; and what is telling."""
    try:
        made = cleans(drawn.strand).clean(
            {drawn.file: drawn.content()}, CORRECTIONS.empty(), PERIOD.key
        )
    except InputError as error:
        return "refused", str(error)
    read = _read(drawn, made)
    asked = [row for row in made.queries.itertuples() if row.rule not in _ALWAYS]
    stops = [row.rule for row in asked if row.severity != "info"]
    wrong = {place: said for place, said in read.items() if drawn.truth.get(place) != said}
    lost = drawn.truth.keys() - read.keys()
    told = f"read {wrong}, lost {sorted(lost)}, asked {sorted(set(stops))}"
    if wrong or (lost and not stops):
        return ("wrong, asked" if stops else "wrong"), told
    return ("asked" if lost or not drawn.truth else "right, asked" if stops else "right"), told


def _read(drawn: Drawn, made) -> dict[str, tuple]:
    """Every count and answer that was read of the file, by its place."""
    found = {}
    for table in (
        table for table in made.frames.values() if {"file", "cell", "status"} <= set(table)
    ):
        for row in table[table["file"] == drawn.file].to_dict("records"):
            said = row.get("count", row.get("answer"))
            if row["status"] != "returned" or said is None or said != said or said == "":
                continue
            said = int(said) if "count" in row else said
            whose = row.get("borough", "")
            of_series = (row["indicator"], row["quarter"]) if "indicator" in row else ()
            found[row["cell"]] = (whose, *of_series, said)
    return found


def main(number: int) -> int:
    """Print how drawn returns end, by kind; exit 1 where one is wrong without a question."""
    ends: dict[str, Counter] = {}
    told = []
    for kind, drawn in drawn_returns(number):
        end, said = outcome(drawn)
        ends.setdefault(kind, Counter())[end] += 1
        if end.startswith("wrong") or ("honest" in kind and end != "right"):
            told.append(f"{kind}: {end}: {said}")
    names = ("right", "right, asked", "asked", "refused", "wrong, asked", "wrong")
    print(f"{'':38}" + "".join(f"{name:>14}" for name in names))
    for kind, counts in sorted(ends.items()):
        print(f"{kind:38}" + "".join(f"{counts[name] or '':>14}" for name in names))
    total = sum(ends.values(), Counter())
    print(f"{'all':38}" + "".join(f"{total[name]:>14}" for name in names))
    print(*told, sep="\n")
    return int(total["wrong"] > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 600))
