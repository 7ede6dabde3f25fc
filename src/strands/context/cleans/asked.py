"""What is asked of a release of official statistics."""

from analysis.read.ask.queries import asking
from analysis.read.ask.rule import rules
from strands.context.declares import MEASURES

query = asking(
    *rules("""
another_table: stop
This is none of the tables that are asked for (referrals and re-referrals; factors at the end of
assessment; second or later protection plans): its headings are {headings}. Which table is it, and
was the right one downloaded?
- Nothing of this file is in the report.

unknown_headings: stop
No heading of this release is known to hold {missing}. Its headings are {headings}. Which of them is
it, if any?
- What needs these numbers is not read from this release.

two_headings: stop
Two headings of this release may hold {missing}: {headings}. Which of them does?
- What needs these numbers is not read from this release.

unread_year: stop
Which year, ended in March, is '{typed}'? It cannot be read on {number} of this file, here first.
- These lines are not in the report.

unread_level: stop
What is '{typed}': authorities, regions or the country? It stands on {number} of this file.
- These lines are not in the report.

nameless_area: stop
Which authority is the line of {name}, {year}? No code stands on {number} of this file.
- These lines are not in the report.

unread_number: stop
What does '{typed}' mean? It is neither a whole number nor one of the symbols that releases use (c, k,
low, u, x, z). Such stands in {number} of this file, here first.
- These numbers are not in the report.

not_a_sum: stop
England has {typed} {measure} in {year}, and the authorities have {number} together. Are these counts?
- No {measure} of this file are in the report.

twice: stop
{number} numbers of this file stand in it more than once, and differ: the first is that of {name}, {measure}, {year},
here {typed}. Are its lines broken down by something else too?
- None of these numbers is in the report.

part_beyond_whole: stop
{name} has {typed} {measure} in {year}, of {whole}: a part cannot be more than its whole. Which is
right?
- The number is not in the report.

missing_year: warn
The releases hold {table} from {first} to {last}, but none of {years}. Is a release missing?
- Nothing stands in for these years, and no authority has every year.

member_absent: warn
{name} is in no release of {table}. Does it go by the code {code} there?
- The borough is compared with nobody on these numbers.

member_without_code: warn
{name} has no code of the Office for National Statistics, so its numbers cannot be found. What is
its code? It belongs into data/raw/boroughs.csv.
- The borough is compared with nobody.
""")
)


def said(measure: str) -> str:
    """A measure inside a question."""
    return MEASURES[measure].removeprefix("of these, ")
