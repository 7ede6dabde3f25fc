"""What closes every report: what was revised, how to read it, and the files it was made from."""

from collections.abc import Iterable, Iterator, Mapping

from pandas import DataFrame

from analysis.declare.disclosure import Profile
from analysis.declare.front import ITEMS, date
from analysis.declare.glossary import TERMS
from analysis.declare.kept import fingerprints
from analysis.declare.plan import LaidDown
from analysis.declare.revisions import meanings
from analysis.declare.statuses import STATUSES
from analysis.declare.words import entries, listed, titled
from analysis.show import planned
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable


def closing(
    received: DataFrame,
    profile: Profile,
    front: Mapping[str, str],
    pages: Mapping[str, str],
    plan: LaidDown | None,
    printed: Iterable[DataFrame],
    site: str = "",
) -> tuple[Block, ...]:
    """The reading guide, the list of sources of a report under a profile, its terms, who wrote it,
    what was planned, and where pages of single boroughs and its reading edition (`site`) lie;
    `printed` are the cells of its tables (PRINTED), whose symbols are told.
    """
    return (
        Heading("reading", "How to read this report", level=1),
        Paragraphs((*_GUIDE, planned.guide(plan))),
        statuses(printed),
        Heading("sources", "Where the numbers come from", level=1),
        Paragraphs((f"{_READ} {_FILES if profile.withholds else _CELLS}",)),
        Paragraphs((_SITE.format(site),) if site else ()),
        sources(received, profile),
        Heading("terms", "Terms and abbreviations", level=1),
        terms(),
        Heading("about", "About this report", level=1),
        about(front),
        *_pages(pages),
    )


def about(front: Mapping[str, str]) -> Paragraphs:
    """Who wrote a report, for whom and when, by item; what is not on record is named as that."""
    every = {**front, "date": date(front)} if "date" in front else front
    said = [f"**{ITEMS[item]}.** {words}" for item, words in every.items()]
    lacking = [name.lower() for item, name in ITEMS.items() if item not in front]
    unknown = [f"**Not on record.** {titled(listed(lacking))}."] * bool(lacking)
    return Paragraphs((*said, *unknown))


def _pages(pages: Mapping[str, str]) -> Iterator[Paragraphs]:
    links = [f"[{name}]({page}.html) ([PDF]({page}.pdf))" for name, page in pages.items()]
    if links:
        yield Paragraphs((f"**Pages of single boroughs.** {listed(links)}.",))


def terms() -> PrintedTable:
    """Each term and abbreviation in plain words; pages lead to it from where one stands first."""
    rows = DataFrame({"Term": TERMS.keys(), "Means": TERMS.values()})
    return PrintedTable("terms", "What terms and abbreviations mean", rows, rows, words=("Means",))


def statuses(printed: Iterable[DataFrame]) -> PrintedTable:
    """What each symbol means that stands in a cell."""
    said = meanings(cell for each in printed for cell in each["cell"])
    told = [("a number", STATUSES[0].means), *said.items()]
    rows = DataFrame(told, columns=["Symbol", "Means"])
    return PrintedTable("statuses", "What can stand in a cell", rows, rows, words=("Means",))


def sources(received: DataFrame, profile: Profile) -> PrintedTable:
    """Every file received, with its fingerprint under a profile."""
    heading = "Fingerprint" if profile.withholds else "SHA-256 begins"
    prints = fingerprints(received, together=profile.withholds)
    cells = DataFrame(
        {
            "File": received["file"],
            "From": received["sender"],
            "Received": received["received"],
            heading: prints.str[:12].to_numpy(),
        }
    )
    return PrintedTable(
        "sources",
        "Files received",
        cells,
        received,
        (*_replaced(received), *[_TOGETHER] * profile.withholds),
        ("From", "Received", heading),
    )


def _replaced(received: DataFrame) -> Iterator[str]:
    """Which files a newer one of the same return stands for; they are listed and no longer read."""
    for row in received.to_dict("records"):
        if old := row.get("replaces"):
            yield f"{row['file']} replaces {old}, which is kept and no longer read."


_READ = "Every count was read by program from a file as it arrived."
_CELLS = (
    "`tables/*.csv` name its file, sheet and cell; `findings.csv` names the counts of each result."
)
_SITE = (
    "**To browse and search.** [The reading edition]({}), in the folder `site` of this report, holds its"
    " sections and all behind them: methods, assumptions, tests, questions, traces, files."
)
_TOGETHER = (
    "A fingerprint is the beginning of the SHA-256 of a file's SHA-256 after those of all files received:"
    " who does not have them all cannot try out what a file holds."
)
_FILES = (
    "`findings.csv` and the tables kept with this report (`tables/*.csv`) name the files of each"
    " result by the beginning of their fingerprint below; the cells stay with the evaluators."
)

_GUIDE = [
    " ".join(entry)
    for entry in entries("""
    **A blank is not a zero.** A quarter that was not returned is shown as missing, never as 0,
      never filled in, and no line is drawn across it.
    **One rule for rises and falls.** Each sentence comes from the same steps. A series with fewer
      than five usable quarters has “too few quarters”. Otherwise a steady change from quarter
      to quarter is fitted (quasi-Poisson, its dispersion never taken as less than 1), and its
      95% interval decides. If the interval has room for both a fall and a rise, the report
      says “cannot tell”, and what change the series could have shown in 80 of 100 such cases.
      If there is room only for falls, or only for rises, the report says “possible decrease”
      or “possible increase”. Only a series chosen before the data came, whose result stands
      after allowing for the number of tests (Holm's method), is called a change outright.
    **Rounding.** Numbers are rounded to the digits shown; one exactly between two goes to the
      even digit (8.25 is printed as 8.2).
    **“Stable”** is said only where a margin was agreed before the data came and the whole
      interval lies inside it.
    **Length class** says what a series of a given length may bear: 0, up to three usable
      quarters: numbers only. 1, four: the first and last are compared, with no test. 2, five
      to seven: a trend, exploratory and of low power. 3, eight to eleven: quarters a year
      apart come first. 4, from twelve, and 5, from twenty-four: longer methods become
      possible.
    **Dispersion** is how many times more the counts vary than separate cases would by chance;
      families and siblings make it greater than 1. Intervals never take it as less than 1; a
      column that says so shows it before that floor. **Change a quarter, one left out** is
      the range of the change a quarter when each quarter is left out in turn. **A year
      apart** compares the same quarters of two years.
    """)
]
