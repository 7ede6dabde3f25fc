"""Every statement of a claims file checked, or the file refused with all that is wrong with it at
once.
"""

from pandas import DataFrame

from analysis.declare.claims import CHECKED, FIGURE, LACKING, MATTERS, UNTESTABLE
from analysis.declare.table import InputError
from analysis.find.finding import places
from strands.claims.finds.evidence import Evidence
from strands.claims.finds.reading import verdict
from strands.claims.finds.vocabulary import OF_FIGURES, call


def check(claims: DataFrame, evidence: Evidence) -> DataFrame:
    """`claims` of the CLAIMS table with `verdict`, `part`, `found` and `rows`: the CHECKED table.

    InputError naming every statement whose rule or arguments cannot be used.
    """
    checked, wrong = [], []
    for claim in claims.to_dict("records"):
        try:
            readings, figures = call(claim["rule"], claim["arguments"], evidence)
        except InputError as error:
            wrong.append(f"{claim['id']}: {error}")
            continue
        rows = "; ".join(filter(None, (places(figure.rows) for figure in figures)))
        found = " ".join(reading.found for reading in readings)
        came = verdict(readings)
        kind = FIGURE if claim["rule"] in OF_FIGURES else MATTERS
        part = LACKING if came == UNTESTABLE else kind
        checked.append({**claim, "verdict": came, "part": part, "found": found, "rows": rows})
    if wrong:
        raise InputError(f"claims.csv cannot be used: {'; '.join(wrong)}")
    return CHECKED.framed(checked)
