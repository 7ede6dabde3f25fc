"""What a report could not say: what its sections tell of questions to senders, and every refusal,
counted with its reason in words.
"""

import re
from collections import Counter
from collections.abc import Iterator

from analysis import store
from analysis.declare.finding import REFUSALS
from analysis.declare.statuses import STATUSES
from analysis.declare.traced import unspanned
from analysis.declare.words import sentence
from edition.page import Page, table
from edition.words import GROUP, about, plainly

_MEANS = {one.key: one.means for one in STATUSES}
_TOLD = re.compile(
    r"^\d+ questions? (is|are|was|were) .*|^Kept out, as .*|^Answered by the sender: .*", re.M
)
_CAPTION = re.compile(r"^: (.*?) \{#tbl:[\w-]+\}$|^#+ (.*?)( \{.*\})?$")
_QUESTIONS = (
    "What the sections tell of the questions that were put to those who sent the returns. Under"
    " one table stand those about its files, so some are told twice and others nowhere here; the page"
    " “Questions to senders” counts each once, and holds the words of those that are open where no"
    " number is withheld."
)
_REFUSALS = (
    "Where a number would mislead, or cannot be had, the finding is a refusal with its reason. They"
    " are counted here over all files of findings, and listed section by section."
)


def page(period: str) -> Page:
    """Questions and refusals."""
    told, refused = [*_questions(period)], [*_refused(period)]
    parts = [
        "## Questions",
        _QUESTIONS,
        table("Questions, as the sections tell of them", told) or "No section tells of a question.",
        "## Refusals",
        _REFUSALS,
        table("Refusals, by reason", _counted(refused)) or "Nothing was refused.",
        *_listed(period, refused),
    ]
    says = "what was asked of senders, and what is not answered, with the reason"
    return Page(
        "questions", "Questions and refusals", "Questions and refusals", GROUP, says, tuple(parts)
    )


def refusals(period: str) -> list[tuple[str, dict[str, str]]]:
    """Every refusal of a period, with the strand it is of."""
    return [*_refused(period)]


def _refused(period: str) -> Iterator[tuple[str, dict[str, str]]]:
    for strand in store.strands(period):
        for rows in store.findings(period, strand).values():
            for row in rows.to_dict("records"):
                if row["refused"]:
                    yield strand, row


def _questions(period: str) -> Iterator[dict[str, str]]:
    for strand in store.strands(period):
        under = ""
        blocks = unspanned(store.section(period, strand)).split("\n\n")
        for block in blocks:
            if named := _CAPTION.match(block.strip()):
                under = named[1] or named[2]
            for said in _TOLD.finditer(block):
                yield {
                    "Section": store.titles()[strand],
                    "Under": under,
                    "What is told": said[0],
                }


def _why(code: str) -> str:
    """A reason in words; of what no rule names the note alone tells it."""
    return REFUSALS.get(code) or _MEANS.get(code) or "as its note says"


def _counted(refused: list[tuple[str, dict]]) -> list[dict[str, str]]:
    titles, of = store.titles(), Counter(row["refused"] for _, row in refused)
    return [
        {
            "Reason": sentence(_why(code)),
            "Code": code,
            "Refusals": str(many),
            "Sections": "; ".join(
                dict.fromkeys(titles[strand] for strand, row in refused if row["refused"] == code)
            ),
        }
        for code, many in of.most_common()
    ]


def _listed(period: str, refused: list[tuple[str, dict]]) -> Iterator[str]:
    for strand in dict.fromkeys(strand for strand, _ in refused):
        title, rule = store.titles()[strand], store.profile(period, strand)
        rows = [
            {
                "Asked": plainly(row["statistic"]),
                **about(row),
                "Why not": _why(row["refused"]),
                "Note": _note(row["note"], rule.withholds),
            }
            for of, row in refused
            if of == strand
        ]
        yield f"### {title}"
        yield table(f"Refusals of {title}", rows)


def _note(note: str, withholds: bool) -> str:
    """What a refusal says besides; where numbers are withheld only if it holds none, since it may
    say how many of how many, away from the table in which all of it is withheld or nothing.
    """
    return "" if withholds and re.search(r"\d", note) else note
