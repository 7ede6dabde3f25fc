"""Re-referrals: children referred again within twelve months, with the referrals or cases they are
counted from.
"""

import datetime as dt
from dataclasses import replace

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.disclosure import told
from analysis.declare.form import Form
from analysis.declare.indicators import INDICATOR, INDICATOR_KEYS, WORDINGS, indicators_of
from analysis.declare.indicators import TABLE as INDICATORS
from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import COUNT, Proforma, fields
from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.training import PARTNERSHIP
from analysis.declare.withheld import withheld

# Which referral has to name domestic abuse, and whom the numbers are counted over.
DA_RULES = {
    "new": "at the new referral",
    "previous": "at the earlier referral",
    "both": "at both referrals",
}
BASES = {"period": "referrals of the quarter", "cohort": "cases closed in the quarter"}
# Referred again within twelve months: the rule of the Department for Education. Whether a closed
# case is, is known only then.
WINDOW_DAYS = 365
# What is said of a quarter in one way of counting that came in another.
IN_ANOTHER_WAY = "counted in another way"
# Stands in the place of a borough where a period is planned for the change of the boroughs together.
TOGETHER = "together"
# The indicator that re-referrals came after, and never run on from.
CAME_AFTER = "care_entry"
# Quarters from before they were asked for, which a borough may draw again: a longer series shows
# smaller changes.
EARLIER = tuple(str(quarter) for quarter in pd.period_range("2023Q3", "2025Q1", freq="Q"))

(_QUARTER,) = fields("""
    quarter: quarter, needed
        Quarter
        The quarter the numbers are of; earlier ones where they can be drawn again by the same rule
""")
PROFORMA = Proforma(
    "re_referrals",
    "Re-referrals",
    "one way of counting in one quarter",
    (
        replace(_QUARTER, earlier=EARLIER),
        *fields(
            """
            da_rule: word, needed
                DA recorded
                Where domestic abuse has to be recorded for a re-referral to count
                new = new, new referral
                previous = earlier, previous referral
                both = both ends
            basis: word, needed
                Counted over
                What the re-referrals are a share of: all DA referrals of the quarter, or the DA
                cases closed in it and followed for 12 months
                period = period, referrals
                cohort = cohort, closures
            re_referrals: count
                Re-referrals; Rereferrals; Number of re-referrals; Numerator
                How many were referred again within 12 months of the earlier referral
            referrals: count
                Out of; Referrals; Denominator; Total referrals; Cases closed
                How many referrals, or closed cases, that is out of
            rate: text
                Percentage alone; Re-referral rate; Rate; Percentage; % re-referred; Re-referral %
                Only where the two numbers cannot be given: kept as typed, and nothing is computed
                from it
            extracted: day, needed
                Drawn on; Extract date; Date of extract
                The day the numbers were drawn from the system
            """,
            da_rule=DA_RULES,
            basis=BASES,
        ),
    ),
    names=("quarter", "da_rule", "basis"),
    since="2025-26",
    typed_in="quarter",
)
TABLE = PROFORMA.table()


# Of people tell the returned counts alone: all else is made of what was told of them (`finds.told`).
PEOPLE = {
    "returned": told("count:: people"),
    "by_way": told("re-referrals:: people"),
    "findings": told("""
        returned | not_returned | tier | left_out | level | first_to_last:: nobody
        dispersion | dispersion_of_its_own | trend_per_quarter | trend_over_span | trend_p:: nobody
        trend_p_holm | trend_p_bh | permutation_p | leave_one_out | rests_on | year_apart:: nobody
        detectable_change | trend allowed | trend shown | seen_at_margin | verdict | fingerprint:: nobody
        tests_run | trend_tests | years_apart | two_successive_falls | two_successive_rises:: nobody
        below_0.05_unadjusted | below_0.05_holm | below_0.05_benjamini_hochberg:: nobody
        below_0.05_permutation:: nobody
        step | step_p | step_p_holm | step_detectable | step_verdict | step_dispersion:: nobody
        slope_since | slope_since_p | gone_on | steps_tested:: nobody
        newey_west | negative_binomial | naive_poisson | autocorrelation_test | segmented:: nobody
        run_chart | control_chart | seasonal_adjustment | rate | red_green | typed_total:: nobody
        imputed_quarters | before_after | sum_across_boroughs | average_across_boroughs:: nobody
        ranking_of_boroughs | correlation_across_boroughs | shared_axis:: nobody
        joined_definitions | cohort_re_referral:: nobody
    """),
    "together": told("""
        not_joined | borough_change | together_change | together_p | together_p_holm:: nobody
        sign_flip_p | reordered_p | another_borough | between_boroughs | differ_p:: nobody
        without_borough | together_rests_on | together_detectable:: nobody
        together_seen_at_margin | together_verdict | together_tests:: nobody
    """),
    "re_referrals": told("""
        share | quarters used | first to last | change | change in points | relative change:: nobody
        dispersion | p | p (Holm) | least change | least change in points | verdict | tests:: nobody
        trend allowed | trend shown:: nobody
    """),
    "elsewhere": told("elsewhere:: nobody"),
}


def as_withheld(rows: DataFrame) -> DataFrame:
    """Returned rows for whoever counts with them: a number that may not be told is one that its
    borough withheld, within the range that its `raw` states.
    """
    if rows["count"].dtype != object:
        return rows
    out = rows["count"].map(withheld).astype(bool)
    counts = rows["count"].mask(out, pd.NA).astype("Int64")
    return rows.assign(count=counts, status=rows["status"].mask(out, "withheld"))


def counting(da_rule: str, basis: str) -> str:
    """One way of counting in words: `DA at the new referral, out of referrals of the quarter`."""
    return f"DA {DA_RULES[da_rule]}, out of {BASES[basis]}"


def quarter_ends(quarter: str) -> dt.date:
    """The last day of a quarter."""
    return pd.Period(quarter, "Q").end_time.date()


def complete_from(quarter: str, basis: str) -> dt.date:
    """The first day on which numbers of a quarter can be drawn that are complete.

    From referrals one looks back, so their quarter has to be over; cases closed are followed for
    twelve months more.
    """
    return quarter_ends(quarter) + dt.timedelta(days=WINDOW_DAYS if basis == "cohort" else 0)


def forms(sender: str, period: Period) -> tuple[Form, ...]:
    """The quarters of the period across, its indicators in the agreed wording down."""
    asked = [INDICATOR[key] for key in indicators_of(period.key)]
    if sender == PARTNERSHIP or not asked:
        return ()
    return (
        Form(
            borough_name(sender),
            tuple(map(quarter_label, period.quarters)),
            (COUNT,) * len(period.quarters),
            tuple(one.wordings[0] for one in asked),
            tuple(
                f"{one.name}: {one.says}, in each quarter. DA is domestic abuse." for one in asked
            ),
        ),
    )


# The spread of an indicator is that of its series in all boroughs; p-values are allowed for together.
POOLED = dict.fromkeys(
    "level; dispersion; trend_per_quarter; trend_over_span; trend_p; trend allowed; trend shown; year_apart; "
    "detectable_change; leave_one_out; verdict; borough_change; without_borough".split("; "),
    "subject",
) | dict.fromkeys(("trend_p_bh", "trend_p_holm", "together_p_holm"), "")
STRAND = Strand(
    "indicators",
    "Children's social care indicators",
    {
        "table": INDICATORS,
        "wordings": WORDINGS,
        "re_referrals": TABLE,
        "revisions": REVISIONS,
        "queries": QUERIES,
    },
    (PROFORMA,),
    counted_by="indicator",
    series=(
        *INDICATOR_KEYS,
        PROFORMA.key,
        *(f"{TOGETHER}/{indicator}" for indicator in INDICATOR_KEYS),
    ),
    forms=forms,
    lists=("boroughs", "indicators", "periods"),
    reads=("context",),
    people=PEOPLE,
    pooled=POOLED,
)
