"""What the first page takes from open answers: the theme of language, and what people learnt to see."""

from collections.abc import Iterator

from pandas import DataFrame

from analysis.declare.outcomes import REPORTED, evidence
from analysis.declare.withheld import withheld
from analysis.show.lookup import of_kind
from strands.themes.declares.themes import SURVEYS, with_parts

_LANGUAGE = "language"


def glance(found: DataFrame, of_period: str) -> Iterator[dict]:
    """Themes on language that have a number of mentions, each with the survey it comes from."""
    mentions = of_kind(found[found["when"] == of_period], "mentions")
    for row in with_parts(mentions, "survey", "question", "theme").itertuples():
        if _LANGUAGE in row.theme.lower() and not withheld(row.estimate):
            survey = SURVEYS[row.survey]
            said = f"“{row.theme}” was noted {row.estimate:,.0f} times in answers to {survey}"
            yield evidence("language", REPORTED, f"{said}; a mention need not be a person.")
