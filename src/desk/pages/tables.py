"""What the tables of the report print of one borough, as small tables under plain heads."""

import re
from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.periods import PERIODS, period, quarter_label
from analysis.declare.revisions import GONE
from analysis.declare.statuses import SYMBOLS
from analysis.declare.words import worded
from analysis.registry import STRANDS
from analysis.show.printed import PrintedTable
from desk.pages.reader import Reader
from strands.reviews.declares.reviews import NOT_REPORTED

# Which columns of a table of the report stand on the page, and under which head; of a table that is
# not named here all do.
_PLAIN = worded("""
    activity-membership/Joined, left: Joined (and left)
    activity-membership/Months: Months as a member
    activity-consultations/Consultations: Case consultations
    activity-consultations/Months logged: Months they were logged over
    activity-consultations/A month (95% interval): A month (95% interval)
    activity-form/As reported: Engagement form, as reported
    activity-form/Completed: Engagement forms completed
    activity-consultation-levels/Consultations: Case consultations
    activity-consultation-levels/A month, one by one: A month (95% interval)
    activity-consultation-who/Practitioners, of those in post: Who consulted, of those in post
    activity-consultation-who/Been to core training: Of these, been to core training
    activity-form-ladder/At the end: Engagement form, last told
    activity-form-completed/Completed (months): Forms completed (in months)
    activity-form-completed/Of cases in a month: Forms, of cases a month that could
    reviews-lists/Closed: Cases closed
    reviews-lists/In one of the two groups: Of these, in one of the two groups compared
    reviews-lists/Drawn: Of these, drawn for review
    checklist-arrived/First readings: Cases read against the checklist
    checklist-arrived/Read twice: Of these, read by two people
    checklist-arrived/Used in: Read for
    complaints/Complaints: Complaints
    complaints/Open cases: Open cases
    indicators-re-referrals/Re-referrals: Re-referrals
    indicators-re-referrals/Share (95% interval): Share (95% interval)
""")
_NAMED = {key.partition("/")[0] for key in _PLAIN}
# What sets a borough beside others, what is told elsewhere on the page, and what would take more
# than two sides.
_LEFT_OUT = """
    indicators indicators-slopes-without indicators-checks indicators-fingerprints indicators-coverage
    activity-consultation-halves activity-consultation-cases activity-consultation-themes
    context-da_parent_net context-re_referral context-second_plan
    complaints-who complaints-like complaints-ended mash
""".split()
# What says nothing out of its table.
_SIGNS = {*filter(None, SYMBOLS.values()), "–", ""}


def tables(
    printed: dict[str, DataFrame],
    captions: dict[str, tuple[str, str]],
    reader: Reader,
    of_period: str,
) -> Iterator[PrintedTable]:
    """The small tables of a borough's page: what PRINTED rows by strand hold of it, by the
    `captions` of the report, each with its notes. A strand's single lines stand in one table.
    """
    for strand, rows in printed.items():
        single, alike = {}, {}
        for key, cells in rows[rows["revised"] != GONE].groupby("table", sort=False):
            lines = _lines(key, cells, reader, of_period)
            caption, notes = captions[key]
            name, _, what = caption.partition(": ")
            if lines.empty or reader.others(lines.to_csv()):
                continue
            if len(lines) > 1:
                yield _many(key, caption, lines, notes, reader)
            elif what:
                course = lines.rename(columns={lines.columns[0]: "Course"}).assign(Course=name)
                alike.setdefault(what, []).append(course)
            else:
                single |= lines.iloc[0, 1:]
        for what, every in alike.items():
            yield _table(strand, what.capitalize(), pd.concat(every).fillna("–"))
        told = {head: cell for head, cell in single.items() if cell not in _SIGNS}
        if len(told) > 1:
            when = f"{reader.name}, {period(of_period).label}"
            lines = DataFrame({"What": told.keys(), when: told.values()})
            yield _table(f"{strand}-said", STRANDS[strand].title, lines)


def _lines(key: str, cells: DataFrame, reader: Reader, of_period: str) -> DataFrame:
    """The lines of one table of the report that are of a borough: its own columns, or its own
    lines, of the period alone where lines say of when they are.
    """
    family = re.sub(rf"-{reader.borough}(-\d+)?$", "", key)
    first, own = cells["column"].iloc[0], cells["column"].str.match(rf"{reader.name}(, |$)")
    if own.any():
        heads = cells[own].assign(column=first, cell=cells["row"]).drop_duplicates("line")
        named = cells["column"].str.replace(f"{reader.name}, v", "V")
        cells = pd.concat([heads, cells.assign(column=named)[own]])
    elif family == key:
        cells = cells[cells["row"] == reader.name]
    if cells.empty or family in _LEFT_OUT:
        return DataFrame()
    heads = {
        name: _PLAIN.get(f"{family}/{name}", "" if family in _NAMED else name)
        for name in dict.fromkeys(cells["column"])
    }
    shown = {name: head for name, head in heads.items() if head or name == first}
    lines = cells.pivot(index="line", columns="column", values="cell")
    dates = {period(of_period).label, *map(quarter_label, period(of_period).quarters)}
    when = lines[[*heads][:2]]
    dated = when.isin(dates).any(axis=1)
    if not dated.any():
        dated = ~when.isin([one.label for one in PERIODS]).any(axis=1)
    lines = lines.loc[dated, [*shown]]
    return lines[~lines.iloc[:, 1:].isin(_SIGNS).all(axis=1)].rename(
        columns={**shown, first: first}
    )


def _many(key: str, caption: str, lines: DataFrame, notes: str, reader: Reader) -> PrintedTable:
    """Several lines of one table; what was not reported is told in a note, and so is what explains
    words and names no other borough.
    """
    shown = lines.loc[:, lines.ne(reader.name).any()]
    silent = shown.iloc[:, 1:].eq(NOT_REPORTED).all(axis=1)
    others = ", ".join(shown[silent].iloc[:, 0])
    every = [f"{NOT_REPORTED.capitalize()}: {others}."] if others else []
    for note in notes.replace("\\", "").split("\n\n"):
        if re.match("“|Boroughs", note) and not reader.others(note):
            every.append(note.partition(" Reports:")[0])
    return _table(key, caption, shown[~silent], tuple(every))


def _table(key: str, caption: str, lines: DataFrame, notes: tuple[str, ...] = ()) -> PrintedTable:
    words = [name for name in lines if not lines[name].str.match(r"[\d×+−–[]").all()]
    return PrintedTable(key, caption, lines, lines, notes, tuple(words))
