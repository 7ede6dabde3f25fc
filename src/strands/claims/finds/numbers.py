"""Rules on numbers: totals, how many there are and what of; shares and percentages, how rounded, and
whether any number of people can give them.
"""

from decimal import Decimal

from pandas import DataFrame

from analysis.declare.boroughs import BY_KEY, borough_name
from analysis.declare.claims import CANNOT_TELL
from analysis.declare.percentages import fits, rounding
from analysis.declare.table import InputError
from analysis.declare.words import count, listed, titled
from strands.claims.finds.evidence import Figure
from strands.claims.finds.kinds import Percent, Several
from strands.claims.finds.reading import SAYS, Reading, Readings, nothing


def equals(figure: Figure, number: Decimal, of: str = "") -> Readings:
    """The rows come to this number; `of` says of what, where that may differ from what was
    counted.
    """
    yield _number(figure, of, _comes_to(figure, number), f"{number:,}")


def sums_to(figure: Figure, number: Decimal) -> Readings:
    """The rows, each a part, add up to the total stated."""
    parts = " + ".join(f"{part:,.0f}" for part in figure.numbers)
    found = f"{parts} = {figure.total:,.0f}; {SAYS} {number:,}."
    yield Reading(_comes_to(figure, number), found)


def more_than(figure: Figure, number: Decimal, of: str = "") -> Readings:
    """The rows come to more than this number; `of` as in `equals`."""
    yield _number(figure, of, _over(figure, number), f"over {number:,}")


def at_most(figure: Figure, number: Decimal, of: str = "") -> Readings:
    """The rows come to this number at the most; `of` as in `equals`."""
    over = _over(figure, number)
    holds = over if over == CANNOT_TELL else not over
    yield _number(figure, of, holds, f"{number:,} at the most")


def lists(figure: Figure, number: Several) -> Readings:
    """So many rows are listed, whatever number each holds."""
    rows = len(figure.rows)
    found = f"{count(rows, 'is', 'are')} listed; {SAYS} {number}."
    yield Reading(rows == number, found) if rows else nothing(figure)


def different(figure: Figure, number: Several) -> Readings:
    """So many different entries stand in the column named."""
    typed = set(map(str, figure.rows[figure.column].dropna())) - {""}
    entries = sorted({borough_name(entry) if entry in BY_KEY else entry for entry in typed})
    found = f"There are {len(entries)}: {listed(entries)}; {SAYS} {number}."
    yield Reading(len(entries) == number, found) if entries else nothing(figure)


def only(figure: Figure, number: int, among: Figure) -> Readings:
    """So many of the rows `among` are of this kind, and no more; rows reported as unknown could
    be.
    """
    if among.rows.empty:
        yield nothing(among)
        return
    _within(figure, among)
    known, unknown = len(figure.rows), int((among.rows["status"] != "returned").sum())
    reported = f"As reported: {known} of {len(among.rows)}; {SAYS} {number}."
    yield Reading(known == number, reported)
    if unknown:
        most = known + unknown
        could = f"{count(unknown, 'is', 'are')} not known, so it could be from {known} to {most}."
        yield Reading(CANNOT_TELL if known <= number <= most else False, could)


def share_of(part: Figure, whole: Figure, percent: Percent) -> Readings:
    """The part is this percentage of the whole, rounded as stated."""
    if not whole.total:
        yield nothing(whole)
        return
    share = 100 * part.total / whole.total
    found = f"{part.total:,.0f} of {whole.total:,.0f} is {share:.1f}%; {SAYS} {percent}%."
    yield Reading(abs(share - float(percent)) <= float(rounding(percent)) + 1e-9, found)


def share_over(figure: Figure, percent: Percent) -> Readings:
    """A percentage printed lies above this one, however it was rounded; one reading a
    percentage.
    """
    for named, typed in zip(_named(figure.returned), _typed(figure), strict=True):
        half = rounding(typed)
        holds, doubt = CANNOT_TELL, " Rounding leaves open whether it was."
        if typed - half >= percent or typed + half < percent:
            holds, doubt = typed > percent, ""
        yield Reading(holds, f"{named}{typed}% is printed; {SAYS} over {percent}%.{doubt}")


def _named(rows: DataFrame) -> list[str]:
    """What tells each of several percentages from the others: `Female, before: `."""
    apart = [name for name in ("item", "wave") if name in rows and rows[name].nunique() > 1]
    named = [", ".join(filter(None, cells)) for cells in rows[apart].astype(str).to_numpy()]
    return [f"{titled(name)}: " if name else "" for name in named]


def adds_to_hundred(figure: Figure) -> Readings:
    """Percentages of one whole add up to 100, give or take their rounding."""
    typed = _typed(figure)
    total, reach = sum(typed), sum(map(rounding, typed))
    low, high = (float(100 + way * reach) for way in (-1, 1))
    shares = f"{count(len(typed), 'share')} of one whole, each rounded,"
    found = f"They add up to {total}%; {shares} can add up to anything from {low:g}% to {high:g}%."
    yield Reading(abs(total - 100) <= reach, found)


def possible_of(figure: Figure, base: Several) -> Readings:
    """Every percentage can be one of this many people."""
    typed = _typed(figure)
    wrong = [f"{percent}%" for percent in typed if not fits(percent, base)]
    found = f"All {len(typed)} percentages can be shares of {base}."
    if wrong:
        of = f"{len(wrong)} of {len(typed)} percentages"
        found = f"{of} cannot be shares of {base}: {', '.join(wrong)}."
    yield Reading(not wrong, found)


def possible_up_to(figure: Figure, base: Several) -> Readings:
    """Some one number of people, up to this many, gives every percentage of a column."""
    typed = _typed(figure)
    bases = [n for n in range(1, base + 1) if all(fits(percent, n) for percent in typed)]
    found = f"No number of people up to {base} gives"
    if bases:
        found = f"{count(len(bases), 'number')} of people up to {base}, {bases[0]} at the least, can give"
    yield Reading(bool(bases), f"{found} all {len(typed)} percentages.")


def largest(figure: Figure, among: Figure) -> Readings:
    """No other number among the rows is as large."""
    _within(figure, among)
    others = set(among.numbers) - set(figure.numbers)
    beside = f"; the next largest is {max(others):,.10g}" if others else ""
    most = figure.total >= max(among.numbers)
    holds = CANNOT_TELL if most and among.lacking else most
    yield Reading(holds, f"It is {figure.total:,.10g}{beside}.")


def larger_than(figure: Figure, than: Figure) -> Readings:
    """The first rows come to more than the second."""
    if figure.unit != than.unit or "in all" in (figure.unit, than.unit):
        raise InputError(f"{figure.named} and {than.named} do not count the same")
    above = figure.total > than.total
    unsure = than.lacking if above else figure.lacking
    found = f"{figure.total:,.10g} against {than.total:,.10g}."
    yield Reading(CANNOT_TELL if unsure else above, found)


def _within(figure: Figure, among: Figure) -> None:
    if figure.table != among.table or not figure.rows.index.isin(among.rows.index).all():
        raise InputError(f"{figure.named} is not among {among.named}")


def _number(figure: Figure, of: str, holds: bool | str, stated: str) -> Reading:
    """What the rows come to beside what is stated; nothing where they count something else."""
    lacking = ""
    if figure.lacking:
        lacking = f" (without {count(figure.lacking, 'missing number')})"
    counted = f"{figure.total:,.10g} {figure.unit}{_whose(figure)}{lacking}"
    if of and of != figure.unit:
        return Reading(None, f"{counted} were counted; how many {of} that is, is not known.")
    return Reading(holds, f"{counted}; {SAYS} {stated}.")


def _whose(figure: Figure) -> str:
    """The boroughs whose numbers they are, in brackets; empty for those of the partnership."""
    rows = figure.returned
    keys = rows["borough"].unique() if "borough" in rows else []
    names = listed([borough_name(key) for key in keys if key in BY_KEY])
    return f" ({names})" * bool(names)


def _comes_to(figure: Figure, number: Decimal) -> bool | str:
    """Whether rows sum to a number; a missing one, itself no less than 0, can only add to them."""
    if figure.lacking and figure.total <= float(number):
        return CANNOT_TELL
    return abs(figure.total - float(number)) < 1e-9


def _over(figure: Figure, number: Decimal) -> bool | str:
    """Whether rows sum to more than a number, which missing ones may still lift them over."""
    return figure.total > number or (CANNOT_TELL if figure.lacking else False)


def _typed(figure: Figure) -> list[Decimal]:
    """The percentages with the places they were printed with."""
    rows = figure.returned
    if "unit" in rows and set(rows["unit"]) != {"percent"}:
        raise InputError(f"{figure.named} holds more than percentages")
    places = rows["places"] if "places" in rows else [0] * len(rows)
    return [Decimal(f"{number:.{at}f}") for number, at in zip(figure.numbers, places, strict=True)]


# They ask of rows, which need hold no number.
OF_ROWS = (lists, different, only)
