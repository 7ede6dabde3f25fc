"""What is logged row by row for the activity strand: consultations, visits to the hub, and forms
completed.
"""

from analysis.declare.proforma import (
    CODE,
    COUNT,
    DAY,
    MONTH_,
    NUMBER,
    QUARTER_,
    TEXT,
    WORD,
    WORDS,
    YES_NO,
    YES_NO_ALSO,
    Field,
    Proforma,
)
from strands.activity.declares.activity import SECTIONS, STAGE

FIRST = {"first": "first", "again": "again"}
# Nobody consults for longer than a working day.
MOST_MINUTES = 480
# Working days that make about a month of a lead in post.
MONTH_OF_DAYS = 20
THEMES = {
    "pattern": "the pattern of abuse",
    "partnering": "partnering with the victim-survivor",
    "engaging": "engaging the perpetrator",
    "safety": "safety planning",
    "children": "the children",
    "court": "court and contact",
    "recording": "recording and language",
}
CONSULTATION = Proforma(
    "consultation_log",
    "Consultation log",
    "one consultation with one practitioner",
    (
        Field(
            "consultation",
            "Consultation code",
            "A code for the consultation: the same for all who took part in it",
            CODE,
            needed=True,
            aliases=("Ref", "Consultation", "Consultation ref", "Diary ref"),
        ),
        Field(
            "held_on",
            "Date",
            "The day it was held",
            DAY,
            needed=True,
            within=True,
            aliases=("Held on", "Date held", "When"),
        ),
        Field(
            "lead", "Lead code", "A code for the implementation lead", CODE, aliases=("Lead", "IL")
        ),
        Field(
            "practitioner",
            "Practitioner code",
            "A code for the practitioner. No names",
            CODE,
            needed=True,
            aliases=("Practitioner", "Worker code", "Worker", "SW code"),
        ),
        Field("team", "Team", "The practitioner's team", TEXT),
        Field(
            "nqsw",
            "Newly qualified",
            "Whether the practitioner is newly qualified",
            WORD,
            YES_NO,
            also=YES_NO_ALSO,
            aliases=("NQSW",),
        ),
        Field(
            "trained",
            "Trained",
            "Whether the practitioner had been to the core training",
            WORD,
            YES_NO,
            also=YES_NO_ALSO,
        ),
        Field(
            "case",
            "Case code",
            "A code for the case; several with ; between",
            CODE,
            needed=True,
            aliases=("Case", "Case codes", "Cases", "Family code"),
        ),
        Field(
            "first",
            "First or again",
            "Whether the case was consulted on before",
            WORD,
            FIRST,
            also={
                "new": "first",
                "1st": "first",
                "first time": "first",
                "initial": "first",
                "repeat": "again",
                "follow up": "again",
                "2nd": "again",
                "returning": "again",
            },
            aliases=("First or repeat", "First/repeat"),
        ),
        Field(
            "themes",
            "Themes",
            "What it was about, with ; between",
            WORDS,
            THEMES,
            aliases=("Theme",),
        ),
        Field(
            "minutes", "Minutes", "How long it took", NUMBER, aliases=("Length", "Mins", "Duration")
        ),
    ),
    names=("consultation", "practitioner"),
    since="2025-26",
    lines=150,
)
WORKFORCE = Proforma(
    "workforce",
    "Practitioners",
    "one quarter",
    (
        Field("quarter", "Quarter", "The quarter the numbers are of", QUARTER_, needed=True),
        Field(
            "eligible",
            "Practitioners in post",
            "Practitioners who could have consulted the lead, in post at the end of the quarter",
            COUNT,
            aliases=("Eligible practitioners", "Headcount", "In post"),
        ),
        Field(
            "days_of_lead",
            "Days lead in post",
            "Working days of the quarter on which a lead was in post",
            COUNT,
            aliases=("Days of lead", "Lead days"),
        ),
    ),
    names=("quarter",),
    since="2025-26",
    typed_in="quarter",
)
# That the status is not known is an answer too, and no step of the way.
NOT_KNOWN = "unknown"
STAGE_WORDS = {**{key: stage.says for key, stage in STAGE.items()}, NOT_KNOWN: "not known"}
STAGE_ALSO = {
    "unknown": NOT_KNOWN,
    "n k": NOT_KNOWN,
    "nk": NOT_KNOWN,
    "tbc": NOT_KNOWN,
    "not begun": "not_started",
    "in progress": "in_process",
    "in development": "in_process",
    "pilot": "pilot",
    "piloting": "pilot",
    "being piloted": "pilot",
    "live pilot": "pilot",
    "mandatory": "mandatory",
    "live mandatory": "mandatory",
}
# From this step on forms can be completed.
LIVE_FROM = STAGE["pilot"].step
OF_ELIGIBLE = "completed of cases that could have one"
FORMS = Proforma(
    "form_months",
    "Engagement form",
    "one month",
    (
        Field("month", "Month", "The month the numbers are of", MONTH_, needed=True),
        Field(
            "stage",
            "Status at month end",
            "How far the form has come",
            WORD,
            STAGE_WORDS,
            aliases=("Status", "Status of form"),
            also=STAGE_ALSO,
        ),
        Field(
            "told_by",
            "Told by",
            "The role of who says so, no name",
            TEXT,
            aliases=("Informant", "Source"),
        ),
        Field(
            "completed",
            "Forms completed",
            "Forms completed in the month",
            COUNT,
            aliases=("Completed", "Completions", "No of forms completed"),
        ),
        Field(
            "eligible",
            "Cases that could have one",
            "Cases open in the month for which a form could have been "
            "completed; one open in several months counts in each",
            COUNT,
            aliases=("Eligible cases", "Eligible", "Cases eligible"),
        ),
    ),
    names=("month",),
    since="2025-26",
    typed_in="month",
)
VISIT = {"views": "page views", "sessions": "sessions"}
HUB = Proforma(
    "hub_months",
    "Hub visits",
    "one page in one month",
    (
        Field("month", "Month", "The month the visits were counted in", MONTH_, needed=True),
        Field(
            "section",
            "Section",
            "The section of the hub",
            WORD,
            {key: key for key in SECTIONS},
            needed=True,
            also={"resource": "resources", "course": "training"},
        ),
        Field(
            "page",
            "Page",
            "The page's name",
            TEXT,
            needed=True,
            aliases=("Page title", "Page name"),
        ),
        Field(
            "counted_as",
            "Counted as",
            "What one visit is, where the tool says so",
            WORD,
            VISIT,
            aliases=("Metric",),
            also={"pageviews": "views", "visits": "sessions"},
        ),
        Field(
            "visits",
            "Visits",
            "Visits to the page in the month",
            COUNT,
            aliases=("Views", "Pageviews", "Page views", "Sessions"),
        ),
        Field(
            "visitors",
            "Visitors",
            "Different visitors of the page in the month",
            COUNT,
            aliases=("Users", "Active users", "Unique visitors"),
        ),
    ),
    names=("month", "section", "page"),
    since="2025-26",
    by_borough=False,
    lines=200,
)
PROFORMAS = (CONSULTATION, WORKFORCE, FORMS, HUB)
