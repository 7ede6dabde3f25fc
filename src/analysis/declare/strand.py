"""A strand of evidence as it is declared: its title, its tables, and what a period asks for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from analysis.declare.added import added, several
from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.disclosure import Told
from analysis.declare.form import Form
from analysis.declare.periods import ADDED, Period
from analysis.declare.proforma import Proforma
from analysis.declare.table import Table


def no_forms(sender: str, period: Period) -> tuple[Form, ...]:
    """What a strand asks for as tables of numbers that asks for none."""
    return ()


@dataclass(frozen=True)
class Strand:
    """One line of evidence and one section of the report.

    `key` is the name of its folder under `strands`. `tables` are what its cleaning writes and the
    floors above read. `since` is the first period it was asked for; without one it was there from
    the start. What was told `in_confidence` is no evidence for a statement, since a verdict names
    the cells it rests on. Releases of `official` statistics serve all real periods
    from one folder, and the strand is there where one was dropped in. `lists` are those of `data/raw` that its stages rest on, `reads` other
    strands whose cleaned rows its findings read, and `draws` says whether they read the cases that
    were drawn. `counted_by` is the column of its table that names what is
    counted by quarter or month, where cleaning holds such counts against those of periods before.
    `series` are those of each borough whose change a period may be planned for, as in
    `hackney/prompted`, or of no single borough, as `together/referral`. `forms` are the tables of
    numbers that a sender, a borough or the partnership, is asked to fill in for a period. `people` says
    of each statistic, by the name of its frame of findings, what it tells of people.
    """

    key: str
    title: str
    tables: dict[str, Table]
    proformas: tuple[Proforma, ...] = ()
    since: str = ""
    in_confidence: bool = False
    official: bool = False
    lists: tuple[str, ...] = ("boroughs", "periods")
    reads: tuple[str, ...] = ()
    draws: bool = False
    counted_by: str = ""
    series: tuple[str, ...] = ()
    forms: Callable[[str, Period], tuple[Form, ...]] = no_forms
    people: Mapping[str, Mapping[str, Told]] = field(default_factory=dict)


def refuse_unknown_series(strands: Iterable[Strand]) -> None:
    """InputError, naming its row, for a period planned for a series that no strand declares."""
    declared = [key for strand in strands for key in strand.series]
    single, whole = ([key for key in declared if ("/" in key) == is_whole] for is_whole in (0, 1))
    for row in added(ADDED):
        for planned in several(row.given.get("primary", "")):
            borough, _, series = planned.partition("/")
            if planned not in whole and (borough not in BOROUGH_KEYS or series not in single):
                raise row.refused(
                    f"primary names '{planned}'; write borough/series, with the key of a borough"
                    f" and one of {', '.join(single)}, or one of {', '.join(whole)}; several with |"
                    " between them"
                )
