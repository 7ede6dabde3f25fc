"""What row-level surveys cannot tell, as printed: refusals with their reasons."""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.surveys import INSTRUMENT
from analysis.declare.withheld import withheld
from analysis.show import words
from analysis.show.printed import Block, Heading, PrintedTable
from analysis.show.refusals import reason
from strands.surveys.declares import COUNTED, OF_ANSWERS
from strands.surveys.declares.asking import DESIGNS
from strands.surveys.prints.everybody import of_period, where

_DESIGN_OF = {f"{design}: comparison": design for design in DESIGNS}
_ASKED = {
    "ages": "ages of two surveys side by side",
    **{share: "percentages" for _, share in COUNTED.values()},
    "change: answered": "averages over everybody",
    "change of composition": "test of change in who they are",
    "always answering: difference of means": (
        "change among those who would always answer (Lee bounds)"
    ),
    "weights: effective n": "averages weighted to attendances by borough",
    "paired: change": "change within linked pairs",
    "retrospective: change": "change within persons",
    "unpaired: comparison": "before and after among answers that no code links",
    "partially paired: difference of means": "pairs and other answers taken together",
    "unpaired: odds ratio of a higher answer": "odds ratio of a higher answer (cumulative logit)",
}


def refused(found: DataFrame, period: str) -> Iterator[Block]:
    """What the answers cannot tell, for which surveys, and why."""
    found = of_period(found, period, OF_ANSWERS)
    rows = where(found, statistic=(*_ASKED, *_DESIGN_OF))
    rows = rows[~rows["refused"].isin(["", "withheld"]) & ~rows["n"].map(withheld)]
    yield Heading("answers-refused", "What this cannot tell")
    lines = [_line(row) for row in rows.itertuples()]
    told = DataFrame(lines, columns=["asked", "why", "design", "survey"])
    cells = [
        {
            "What was not computed": " as ".join(filter(None, (asked, _named(same["design"])))),
            "For": _named(same["survey"]) or "all",
            "Why": why,
        }
        for (asked, why), same in told.groupby(["asked", "why"], sort=False)
    ]
    caption, not_numbers = "What the answers cannot tell, and why", ("For", "Why")
    yield PrintedTable("answers-refused", caption, cells, rows, words=not_numbers)


def _line(row) -> tuple[str, str, str, str]:
    """What was asked, why it is refused, as which design, and of which survey."""
    why = row.note if row.refused == "other" else reason(row)
    survey = INSTRUMENT[row.instrument].name if row.instrument else ""
    if row.statistic in _DESIGN_OF and row.refused == "G15":
        design = _DESIGN_OF[row.statistic].replace("_", " ")
        return "comparison of before and after", why, design, survey
    return _ASKED.get(row.statistic, ""), why, "", survey


def _named(names: Series) -> str:
    """Names in words, each once."""
    return words.listed(list(dict.fromkeys(filter(None, names))))
