"""One borough's rows of any declared table as a plain table: a strand that is added needs no code
here.
"""

from collections.abc import Iterable, Iterator
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.periods import period
from analysis.declare.returned import PLACE, RETURNED
from analysis.declare.table import Table
from analysis.show import words
from analysis.show.printed import PrintedTable
from desk.exchange.naming import file_name, place
from desk.pages.labels import NOTHING, Labels, is_free, labels

# What people said under a consent was not given to their employer: it is never set beside a
# borough.
_CONSENT = {"tier", "consent"}
# With more columns than this, rows that carry codes of their own are single cases, and those are
# counted.
_MOST_COLUMNS_OF_A_LIST = 3
# Columns of a table in which several cells of one line are rows of their own.
_MELTED = ("measure", "count", "item", "answer")


def tables(strand: str, name: str, table: Table, rows: DataFrame) -> Iterator[PrintedTable]:
    """The rows of one borough, its own already, in the tables that show them; nothing where there
    are none.

    A list or a grid of numbers is printed line by line, each with its file, sheet and cell. Of
    single cases, such as complaints or consultations, only what was chosen from a list is counted:
    a line for each would be too wide to read, and would set single families before everybody who is
    handed the page.
    """
    if rows.empty or is_in_confidence(table):
        return
    key, said = f"{strand}-{name}-own", labels(strand, name, table)
    if not is_of_cases(table):
        yield _listed(key, said, rows)
        return
    yield _chosen(key, said, rows)
    if "item" in table.columns:
        yield _items(f"{key}-items", said, rows)


def is_in_confidence(table: Table) -> bool:
    """Whether people gave what it holds under a consent."""
    return bool(_CONSENT & set(table.columns))


def is_of_cases(table: Table) -> bool:
    """Whether a row is told from others by a code or a text, and holds more than a short list
    would.
    """
    coded = [name for name in table.key if is_free(table.columns[name]) and name not in PLACE]
    return bool(coded) and len(_values(table)) > _MOST_COLUMNS_OF_A_LIST


def cases(table: Table, rows: DataFrame) -> DataFrame:
    """A row a case, where several cells of its line are rows of their own."""
    return rows.drop_duplicates([name for name in table.key if name not in _MELTED])


def of_period(rows: DataFrame, of: str) -> DataFrame:
    """The rows of one period among those of several."""
    if "period" in rows:
        return rows[rows["period"] == of]
    return rows[rows["quarter"].isin(period(of).quarters)] if "quarter" in rows else rows


def _values(table: Table) -> list[str]:
    """The columns that say something: neither whose it is, nor of when, nor where it stands."""
    return [name for name in table.columns if name not in {"borough", "period", *RETURNED}]


def _listed(key: str, said: Labels, rows: DataFrame) -> PrintedTable:
    """Line by line; what was counted on one line under several heads, head by head."""
    wide = "measure" in said.table.columns
    names = _shown(said.table, rows, wide)
    by_line = rows.groupby(names if wide else rows.index, sort=False, dropna=False)
    groups = [of_line for _, of_line in by_line]
    firsts = [of_line.iloc[0] for of_line in groups]
    places = [place(_file(first["file"]), first["sheet"]) for first in firsts]
    one_place = places[0] if len(groups) > 2 and len(set(places)) == 1 else ""
    cells = DataFrame([_line(of_line, names, wide, said) for of_line in groups])
    cells["Cells" if one_place else "Where"] = [
        place("" if one_place else where, first_to_last(of_line["cell"].tolist())) or NOTHING
        for where, of_line in zip(places, groups, strict=True)
    ]
    if not wide and cells["As typed"].eq("").all():
        cells = cells.drop(columns="As typed")
    cells = cells.replace({"As typed": {"": "the same"}}).fillna(NOTHING)
    numbers = [name for name in names if _is_number(said.table, name)]
    numbers += said.table.columns["measure"].allowed if wide else ()
    notes = (
        *words.symbols(set(rows.get("status", ()))),
        *([f"{NOTHING} nothing stands there."] if cells.eq(NOTHING).any(axis=None) else []),
        *_meanings(said, names, wide, rows),
        *([f"Read from {one_place}."] if one_place else []),
        *(f"Noted beside these: {said}" for said in dict.fromkeys(rows.get("caveat", ())) if said),
    )
    texts = tuple(name for name in cells if name not in {said.heading(one) for one in numbers})
    return PrintedTable(key, said.title, cells, rows, notes, texts)


def _shown(table: Table, rows: DataFrame, wide: bool) -> list[str]:
    """The columns printed: those with something in them, texts first, so that a line begins with
    what names it.
    """
    names = [name for name in _values(table) if not (wide and name in _MELTED)]
    filled = [name for name in names if (rows[name].notna() & rows[name].ne("")).any()] or names[:1]
    only_numbers = all(_is_number(table, name) for name in filled)
    dated = "period" in rows and (rows["period"].nunique() > 1 or only_numbers)
    return sorted([*filled, *["period"] * dated], key=partial(_is_number, table))


def _is_number(table: Table, name: str) -> bool:
    return table.columns[name].kind != "str"


def _line(rows: DataFrame, names: list[str], wide: bool, said: Labels) -> dict[str, str]:
    """One printed line from its rows: one, or several where heads of one line are rows of their
    own.
    """
    first = rows.iloc[0]
    status = first.get("status", "returned")
    line = {said.heading(name): said.value(name, first[name], status) for name in names}
    if wide:
        cells = zip(rows["measure"], rows["count"], rows["status"], strict=True)
        at = {measure: (number, of_cell) for measure, number, of_cell in cells}
        heads = [name for name in said.table.columns["measure"].allowed if name in at]
        line |= {said.heading(name): said.value("count", *at[name]) for name in heads}
    else:
        line["As typed"] = _typed(first, line.values(), said.table)
    return line


def _typed(row: Series, printed: Iterable[str], table: Table) -> str:
    """What was typed, where what was read from it is no number or leaves something of it out; else
    nothing.
    """
    numbers = any(_is_number(table, name) for name in _values(table))
    typed, said = row.get("raw", ""), {text.replace(",", "").casefold() for text in printed}
    is_said = typed.replace(",", "").casefold() in said or not any(map(str.isalnum, typed))
    return typed if not is_said and (numbers or row.get("status") != "returned") else ""


def first_to_last(cells: list[str]) -> str:
    """The first and the last cell of a line."""
    return " to ".join(dict.fromkeys((cells[0], cells[-1])))


def _file(file: str) -> str:
    """`2023-25/training/table12.csv` named from its period, without the strand it stands under."""
    return f"{file.split('/', 1)[0]}/{file_name(file)}" if file else ""


def _meanings(said: Labels, names: list[str], wide: bool, rows: DataFrame) -> Iterator[str]:
    """What the columns hold, as declared, but for what is a mere name."""
    heads = {said.heading(name): said.says(name) for name in names if said.says(name)}
    measures = said.table.columns["measure"].allowed if wide else ()
    for name in (name for name in measures if name in set(rows["measure"])):
        heads[said.heading(name)] = (
            said.fields[name].says if name in said.fields else said.says("measure")
        )
    if heads:
        meanings = "; ".join(f"{head}: {says}" for head, says in heads.items())
        yield f"What stands in a column. {meanings}."


def _chosen(key: str, said: Labels, rows: DataFrame) -> PrintedTable:
    """How many cases hold which of the words that a column offers."""
    table, single = said.table, cases(said.table, rows)
    lines = [
        {
            "Column": said.heading(name),
            "What was stated, and how often": _tallied(name, said, single[name]),
        }
        for name in _values(table)
        if table.columns[name].allowed and name not in _MELTED
    ]
    files = words.listed([_file(file) for file in dict.fromkeys(rows["file"]) if file]) or "no file"
    note = (
        f"Lines read from {files}: {len(single):,}. Counted is what is chosen from a list; codes,"
        " days and free text are not shown."
    )
    cells = DataFrame(lines)
    return PrintedTable(key, f"{said.title}: what was stated", cells, rows, (note,), tuple(cells))


def _tallied(name: str, said: Labels, values: Series) -> str:
    """`yes: 5; no: 2; left blank: 7`, in the order in which the words are offered."""
    offered = sorted(said.table.columns[name].allowed, key=lambda value: value == "")
    counted = ((_stated(name, value, said), values.eq(value).sum()) for value in offered)
    return "; ".join(f"{word}: {number:,}" for word, number in counted if number)


def _stated(name: str, value: str, said: Labels) -> str:
    """A word that a column offers, or that none of them stands there."""
    return said.value(name, value) if value else "left blank"


def _items(key: str, said: Labels, rows: DataFrame) -> PrintedTable:
    """How often each item was answered in which way."""
    items, answers = (
        [value for value in said.table.columns[name].allowed if rows[name].eq(value).any()]
        for name in ("item", "answer")
    )
    cells = pd.crosstab(rows["item"], rows["answer"]).loc[items, answers].map("{:,}".format)
    cells.columns = [_stated("answer", answer, said) for answer in answers]
    cells.insert(0, "Item", [said.value("item", item) for item in items])
    cells = cells.reset_index(drop=True)
    return PrintedTable(key, f"{said.title}: answers by item", cells, rows)
