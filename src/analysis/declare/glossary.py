"""Abbreviations and terms of the field as a report uses them, each in plain words."""

import re
from collections.abc import Iterable, Iterator

from analysis.declare.words import listed, worded

# What stands before the first comma or semicolon is the term in full.
TERMS = worded("""
    CIN: child in need, with a plan under section 17 of the Children Act 1989
    CP: child protection, with a plan where a child is at risk of significant harm
    CSC: children's social care
    DA: domestic abuse
    DfE: Department for Education
    DV: domestic violence, as some boroughs call domestic abuse
    IPV: intimate partner violence, the part of domestic abuse that Safe & Together is made for
    LAC: looked-after child, in the care of a local authority
    MASH: multi-agency safeguarding hub, where contacts about children arrive
    n/a: not applicable
    NQSW: newly qualified social worker
    QA: quality assurance
    S&T: Safe & Together, the approach this partnership works by
    interval: a range made so that 95 of 100 such ranges hold the true value
    quarter: three months, as in Jan–Mar 2025
""")


def in_full(texts: Iterable[str]) -> Iterator[str]:
    """A sentence on what is written short in some texts; none where nothing is."""
    found = " ".join(texts)
    short = [
        f"{term} is {re.split('[,;]', means)[0]}"
        for term, means in TERMS.items()
        if term != term.lower() and re.search(rf"\b{re.escape(term)}\b", found)
    ]
    if short:
        yield f"Written short here: {listed(short)}."
