"""How pages of the reading edition call what the tables hold by keys."""

import re

from analysis.declare.boroughs import BOROUGHS
from analysis.declare.indicators import INDICATORS
from analysis.declare.proforma import BETWEEN
from analysis.declare.words import worded

GROUP = "How it was made"
# From a page to the project's folder, where its code lies.
SRC = "../../../"
_NAMES = {one.key: one.name for one in (*BOROUGHS, *INDICATORS)} | worded(
    """
    trend_p: whether a count rose or fell over the quarters
    permutation_p: whether a count rose or fell, by its quarters in every other order
    together_p: whether the average of the boroughs rose or fell
    sign_flip_p: whether the average rose or fell, by each borough's change turned either way
    reordered_p: whether the average rose or fell, by the quarters of each borough reordered
    differ_p: whether the boroughs changed differently
    step_p: whether a count stepped up or down at joining
    change_p: whether the members together changed unlike other authorities
    member_p: whether a member changed unlike other authorities
    without_member_p: whether the members changed so without one of them
    p of a difference: whether so few files could show a difference
    p: whether there was a change, or a difference
    together: average of the boroughs
    tests_run: tests
    trend_tests: tests of a rise or fall
    together_tests: tests of an average
    da_contacts: contacts with DA
    in_a_day: decided in a day
    da_parent_net: DA of a parent, less other factors of parents
    da_parent: DA of a parent
    da_child: DA of the child
    re_referral: re-referrals within 12 months
    second_plan: second or later protection plans
    mental_health_net: mental health of a parent, less alcohol and drugs
    alcohol_net: alcohol misuse of a parent, less drugs
    tests: run: tests
    """
)
# How a p-value is called that allows for how many were tested.
_ALLOWS = re.compile(r"(.+?)(?:_| \()(holm|bh|benjamini-hochberg)\)?", re.I)


def plainly(code: str) -> str:
    """What the code calls by a key, in words."""
    if allows := _ALLOWS.fullmatch(code):
        by = "Holm" if allows[2].lower() == "holm" else "Benjamini-Hochberg"
        return f"{plainly(allows[1])}, allowing for how many were tested ({by})"
    return _NAMES.get(code, code.replace("_", " "))


def about(row: dict[str, str]) -> dict[str, str]:
    """What a finding is about, in words."""
    parts = [part for part in row["subject"].split(BETWEEN) if part.strip(" |")]
    return {
        "About": ", ".join(map(plainly, parts)),
        "Borough": plainly(row["borough"]),
        "When": row["when"],
        "Reading": plainly(row["reading"]),
    }


def number(text: str) -> str:
    """A number of a finding with four decimals at most; any other text, as of one that is withheld,
    as it is.
    """
    try:
        value = float(text)
    except ValueError:
        return text
    if 0 < value < 0.0001:
        return "under 0.0001"
    return f"{value:.4f}".rstrip("0").rstrip(".")
