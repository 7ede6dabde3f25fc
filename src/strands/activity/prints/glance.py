"""What the first page takes from logs, hub and form: consultations, and what is known of the marketplace
and of the engagement form.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import with_parts
from analysis.declare.outcomes import NOTHING, REPORTED, evidence, number, wanted
from analysis.declare.periods import period
from analysis.declare.withheld import withheld
from analysis.show import words
from analysis.show.lookup import borough_names, of_kind
from analysis.show.shares import one, share
from strands.activity.declares.logs import OF_ELIGIBLE

_MARKETPLACE = "Perpetrator marketplace"


def glance(found: DataFrame, logged: DataFrame, forms: DataFrame, of_period: str) -> Iterator[dict]:
    """Consultations, by log where there is one; visits to the page of services; forms completed."""
    log, total = one(logged, "consultations"), one(found, "consultations", when=of_period)
    if log is not None and not withheld(log["x"]):
        logs = one(logged, "logs")
        yield number(
            f"{log['x']:,.0f}", f"case consultations in the logs of {logs['x']:.0f} boroughs"
        )
    elif total is not None and not withheld(total["estimate"]):
        of = words.count(total["n"], "borough")
        yield number(
            f"{total['estimate']:,.0f}", f"case consultations in {of}, over differing months"
        )
    yield from _marketplace(found, of_period)
    yield from _forms(found, forms, of_period)


def _marketplace(found: DataFrame, of_period: str) -> Iterator[dict]:
    visits = with_parts(of_kind(found, "visits_per_month"), "section", "page")
    visits = visits[visits["page"] == _MARKETPLACE].set_index("when")["n"]
    if of_period in visits and not withheld(visits[of_period]):
        earlier = [
            f"{count:,.0f} in {period(key).label}"
            for key, count in visits.items()
            if key < of_period and not withheld(count)
        ]
        seen = [*earlier, f"{visits[of_period]:,.0f} in {period(of_period).label}"]
        said = f"Visits to the web page of services for perpetrators: {words.listed(seen)}."
        yield evidence("options", NOTHING, f"{said} Services used were not counted.")


def _forms(found: DataFrame, forms: DataFrame, of_period: str) -> Iterator[dict]:
    """Forms completed of the cases that could have one; as they were counted where no such number came."""
    shares = forms[(forms["statistic"] == OF_ELIGIBLE) & (forms["when"] == of_period)]
    told = shares[~shares["x"].map(withheld) & ~shares["n"].map(withheld) & shares["x"].notna()]
    for _, row in told.iterrows():
        said = (
            f"Engagement forms in {borough_names([row['borough']])}: {share(row)} of the months in"
            " which cases could have one."
        )
        yield evidence("form", REPORTED, said)
    counted = of_kind(found[found["when"] == of_period], "completions")
    for row in counted[counted["refused"] == "G14"].itertuples():
        if not (pd.isna(row.n) or withheld(row.n)):
            said = f"Engagement forms completed in {borough_names([row.borough])}: {row.n:.0f}"
            yield evidence("confidence", REPORTED, f"{said}; of how many cases is not known.")
            yield wanted("activity/eligible", "Of how many cases an engagement form could be made")
