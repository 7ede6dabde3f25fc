"""The experience strand: what victim-survivors said of the help they had, for the whole partnership
and no borough.
"""

from analysis.declare.disclosure import told
from analysis.declare.proforma import ITEM, Field, Proforma, fields
from analysis.declare.returned import QUERIES
from analysis.declare.revisions import REVISIONS
from analysis.declare.strand import Strand
from analysis.declare.words import worded

# What a person agreed to. Under each of them an answer counts; only under the first may words be
# kept and quoted.
CONSENT = {
    "publish": "may be quoted",
    "anonymous": "numbers alone",
    "analysis": "analysis only, no words",
}
WAYS = {"form": "form", "interview": "interview", "group": "group"}
SINCE_FIRST = {
    "under_six": "under 6 months",
    "six_to_twelve": "6 to 12 months",
    "over_twelve": "over 12 months",
}
AGREE = worded("""
    agree: agree
    partly: partly agree
    disagree: disagree
    prefer_not: prefer not to say
    """)
_SAID = worded("""
    yes: agree
    no: disagree
    partly: partly
    pnts: prefer_not
    prefer not: prefer_not
    """)
ITEMS = worded("""
    believed: I was believed
    not_blamed: I was not blamed for what he did
    held_to_account: He was held responsible for what he did
    say: I had a say in the plan
    safer: My children and I are safer
    """)
# The answers that say how far a person agrees, and the one that is none of them.
DEGREES, PREFER_NOT = ("agree", "partly", "disagree"), "prefer_not"
# What answers are told apart by: its words by key, in the words of a heading.
SPLITS = {"since_first": ("Known to services", SINCE_FIRST), "way": ("How asked", WAYS)}
# No group of fewer is shown, and no number from which one of fewer could be worked out.
LEAST = 10
# Where small counts are withheld, what is told of an item is out of all who answered anything: the
# degrees of agreement, and those who gave none.
OF_ALL, NO_DEGREE = "of all", "none"
# What each statistic tells of people. Answers of groups, and answers out of those who gave one, are
# not declared, so that no report leaves with them that withholds anything.
PEOPLE = {
    "findings": told(f"""
        people:: people
        {OF_ALL}:: people; of people; parts
    """)
}
# Where somebody can turn who reads this section and is reminded of their own life: run by the
# charity Refuge.
HELPLINE = (
    "National Domestic Abuse Helpline",
    "0808 2000 247",
    "free, day and night, in confidence",
)

PROFORMA = Proforma(
    "experience",
    "Experience of support",
    "one person's answers",
    (
        *fields(
            """
            response: code, needed
                Answer code; Response code; Response
                A code for these answers. The answers are kept for the whole partnership: no
                borough, no place, no name
            consent: word, needed
                Consent; Consent level
                What the person agreed to
                publish = quote, publish
                anonymous = anonymous
                analysis = analysis only
            safe: yes_no
                Safe to contact; Safe contact; Safe to contact again
                Whether the person said it was safe to be contacted
            way: word
                How asked; Mode; Interview or form
                How the answers were given
                form = questionnaire, online, paper
                interview = one to one
                group = focus group
            since_first: word
                Known to services; Time since first contact
                How long ago the person first spoke to children's social care
                under_six = less than 6 months
                six_to_twelve = 6 12 months
                over_twelve = over a year, more than a year, more than 12 months
            """,
            consent=CONSENT,
            way=WAYS,
            since_first=SINCE_FIRST,
        ),
        *(
            Field(key, heading, f"{heading}: how far the person agrees", ITEM, AGREE, also=_SAID)
            for key, heading in ITEMS.items()
        ),
        *fields("""
            words: text, free
                In own words; Comment; Own words; Anything else
                What the person wants others to know, without names or places
            read_over: text
                Words read over by; Read over by; Signed off by
                The role of a second person who read the words and found nothing in them that
                could tell who wrote them. Without one they are not quoted. No names
            """),
    ),
    names=("response",),
    since="2025-26",
    by_borough=False,
)
RESPONSES = PROFORMA.table()

STRAND = Strand(
    "experience",
    "Victim-survivors' experience",
    {"table": RESPONSES, "revisions": REVISIONS, "queries": QUERIES},
    (PROFORMA,),
    since="2025-26",
    in_confidence=True,
    people=PEOPLE,
)
