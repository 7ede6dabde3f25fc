"""Every statement of a claims file checked, or the file refused with all that is wrong with it at
once.
"""

from pandas import DataFrame

from analysis.declare.claims import CHECKED
from analysis.declare.table import InputError
from analysis.find.finding import places
from strands.claims.finds.evidence import Evidence
from strands.claims.finds.reading import verdict
from strands.claims.finds.vocabulary import call


def check(claims: DataFrame, evidence: Evidence) -> DataFrame:
    """`claims` of the CLAIMS table with `verdict`, `found` and `rows`: the CHECKED table.

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
        checked.append({**claim, "verdict": verdict(readings), "found": found, "rows": rows})
    if wrong:
        raise InputError(f"claims.csv cannot be used: {'; '.join(wrong)}")
    return CHECKED.framed(checked)
