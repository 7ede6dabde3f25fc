"""Every rule with the one sentence that says what it looks for, in the order in which findings are
told.
"""

from __future__ import annotations

from draftcheck import (
    between,
    grim,
    hundred,
    listing,
    periods,
    places,
    references,
    shares,
    small,
    totals,
)
from draftcheck.finding import Rule

RULES = (
    Rule(
        totals.RULE,
        "A row or column that calls itself a total is the sum of its parts.",
        totals.doubtful_totals,
        "totals",
        totals.count,
    ),
    Rule(
        between.RULE,
        "A number that stands in two tables is the same in both.",
        between.differing_tables,
        "numbers that stand in two tables",
        between.count,
    ),
    Rule(
        grim.RULE,
        "Some count of people gives each percentage, given the base that is stated.",
        grim.impossible_percentages,
        "percentages in columns",
        grim.count,
    ),
    Rule(
        shares.RULE,
        "A percentage beside a count is that count's share of its base.",
        shares.doubtful_shares,
        "percentages beside counts",
        shares.count,
    ),
    Rule(
        hundred.RULE,
        "Percentages under a total of 100, or of a question with one answer, add to 100 but for"
        " rounding.",
        hundred.not_hundred,
        "groups of percentages that should add to 100",
        hundred.count,
    ),
    Rule(
        listing.RULE,
        "A list has as many items as are announced.",
        listing.doubtful_lists,
        "announced lists",
        listing.count,
    ),
    Rule(
        references.RULE,
        "A table, figure or appendix that is referred to exists, and its caption fits the"
        " sentence.",
        references.doubtful_references,
        "references",
        references.count,
    ),
    Rule(
        periods.RULE_CAPTION,
        "The period of a caption is the period of its columns.",
        periods.contradicted_captions,
        "captions with a period",
        periods.count,
    ),
    Rule(
        periods.RULE_LABEL,
        "A period has one label in every table.",
        periods.differing_labels,
        "headings with a numbered period",
        periods.count_labels,
    ),
    Rule(
        places.RULE,
        "A name among boroughs is a London borough.",
        places.names_of_no_borough,
        "names of boroughs",
        places.count,
    ),
    Rule(
        small.RULE,
        f"Counts of people from 1 to {small.LARGEST_SMALL} are listed, since showing them may be a"
        " choice.",
        small.small_counts,
        "counts of people",
        small.count,
    ),
)
RULE_KEYS = tuple(rule.key for rule in RULES)
