"""The evaluators' summary, or any draft, held against the report of a period: a line for each thing
that does not agree.

    python -m desk.summary PERIOD
"""

import re
import sys
from collections.abc import Iterator

from analysis import store
from analysis.declare.boroughs import borough_name
from analysis.declare.finding import VERDICTS
from analysis.declare.indicators import INDICATORS
from analysis.declare.table import InputError
from analysis.store.project import csv_rows
from draftcheck.against import Report, Series, differing
from draftcheck.document import Document
from draftcheck.reading import read_draft

NAME = "commentary/summary.md"
_OWN = re.compile(r"^::: \{#own_\w+ \.commentary\}\n.*?^:::$", re.M | re.S)
_NAMES = {one.key: one.name for one in INDICATORS}


def of_period(period: str) -> list[str]:
    """What the evaluators' summary of a period says otherwise than its report; nothing where there
    is no summary. InputError where the report is not built.
    """
    text = store.commentary(period, "summary")
    return against(period, NAME, text.encode()) if text else []


def against(period: str, name: str, content: bytes) -> list[str]:
    """What a draft says otherwise than the report of a period, a line each with what is known."""
    found = differing(read_draft(name, content), report(period))
    lines = (f"{name} {one.place}: “{one.says}” The report has {one.expected}" for one in found)
    return list(dict.fromkeys(lines))


def report(period: str) -> Report:
    """The report of a period as it is built: what its sections print, but for the evaluators' own
    words and the statements that are checked there, and the verdicts on its series.
    """
    titles, lines = store.titles(), store.glance(period)
    parts = {
        titles[strand]: _document(_OWN.sub("", store.section(period, strand)))
        for strand in store.strands(period)
    }
    given = [f"{row.value} {row.text}" for row in lines.itertuples() if row.strand != "claims"]
    first = {"the first page": _document("\n\n".join(given))} if given else {}
    return Report(first | parts, tuple(_series(period)))


def _document(text: str) -> Document:
    return read_draft("report.md", text.encode())


def _series(period: str) -> Iterator[Series]:
    """Every series with its verdict, as it may leave."""
    for path in sorted(store.reports(period).glob("*/*.csv")):
        rows = csv_rows(path)
        if not {"verdict", "subject", "borough"} <= set(rows):
            continue
        for row in rows[rows["verdict"].isin(VERDICTS)].itertuples():
            place = borough_name(row.borough) if row.borough else ""
            name = _NAMES.get(row.subject) or row.subject.replace("_", " ")
            yield Series(place, name, row.verdict)


def main(period: str) -> int:
    """Print what does not agree, for whoever builds the report; it stops no build."""
    try:
        print(*of_period(period), sep="\n")
    except InputError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
