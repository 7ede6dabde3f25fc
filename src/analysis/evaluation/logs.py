"""What is logged row by row for the activity strand: consultations, visits to the hub, and forms completed."""

from analysis.evaluation.activity import SECTIONS, STAGE
from analysis.evaluation.proforma import (
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

FIRST = {"first": "first", "again": "again"}
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
        Field("consultation", "Consultation code", "A code for the consultation: the same for all who took part in it",
              CODE, needed=True, aliases=("Ref", "Consultation")),
        Field("held_on", "Date", "The day it was held", DAY, needed=True, within=True, aliases=("Held on",)),
        Field("lead", "Lead code", "A code for the implementation lead", CODE, aliases=("Lead",)),
        Field("practitioner", "Practitioner code", "A code for the practitioner. No names", CODE, needed=True,
              aliases=("Practitioner", "Worker code", "Worker")),
        Field("team", "Team", "The practitioner's team", TEXT),
        Field("nqsw", "Newly qualified", "Whether the practitioner is newly qualified", WORD, YES_NO, also=YES_NO_ALSO,
              aliases=("NQSW",)),
        Field("trained", "Trained", "Whether the practitioner had been to the core training", WORD, YES_NO,
              also=YES_NO_ALSO),
        Field("case", "Case code", "A code for the case; several with ; between", CODE, needed=True,
              aliases=("Case", "Case codes")),
        Field("first", "First or again", "Whether the case was consulted on before", WORD, FIRST,
              also={"new": "first", "repeat": "again", "1st": "first", "follow up": "again"}, aliases=("First or repeat",)),
        Field("themes", "Themes", "What it was about, with ; between", WORDS, THEMES, aliases=("Theme",)),
        Field("minutes", "Minutes", "How long it took", NUMBER, aliases=("Length",)),
    ),
    names=("consultation", "practitioner"),
    since="2025-26",
    lines=150,
)  # fmt: skip
WORKFORCE = Proforma(
    "workforce",
    "Practitioners",
    "one quarter",
    (
        Field("quarter", "Quarter", "The quarter the numbers are of", QUARTER_, needed=True),
        Field("eligible", "Practitioners in post", "Practitioners who could have consulted the lead, in post at the end "
              "of the quarter", COUNT, aliases=("Eligible practitioners", "Headcount")),
        Field("days_of_lead", "Days lead in post", "Working days of the quarter on which a lead was in post", COUNT),
    ),
    names=("quarter",),
    since="2025-26",
    typed_in="quarter",
)  # fmt: skip
FORMS = Proforma(
    "form_months",
    "Engagement form",
    "one month",
    (
        Field("month", "Month", "The month the numbers are of", MONTH_, needed=True),
        Field("stage", "Status at month end", "How far the form has come", WORD,
              {key: stage.says for key, stage in STAGE.items()}, aliases=("Status",)),
        Field("told_by", "Told by", "The role of who says so, no name", TEXT, aliases=("Informant",)),
        Field("completed", "Forms completed", "Forms completed in the month", COUNT, aliases=("Completed",)),
        Field("eligible", "Cases that could have one", "Cases open in the month for which a form could have been "
              "completed", COUNT, aliases=("Eligible cases",)),
    ),
    names=("month",),
    since="2025-26",
    typed_in="month",
)  # fmt: skip
HUB = Proforma(
    "hub_months",
    "Hub visits",
    "one page in one month",
    (
        Field("month", "Month", "The month the visits were counted in", MONTH_, needed=True),
        Field("section", "Section", "The section of the hub", WORD, {key: key for key in SECTIONS}, needed=True,
              also={"resource": "resources", "course": "training"}),
        Field("page", "Page", "The page's name", TEXT, needed=True, aliases=("Page title",)),
        Field("visits", "Visits", "Visits to the page in the month", COUNT, aliases=("Views", "Pageviews")),
        Field("visitors", "Visitors", "Different visitors of the page in the month", COUNT, aliases=("Users",)),
    ),
    names=("month", "section", "page"),
    since="2025-26",
    by_borough=False,
    lines=200,
)
PROFORMAS = (CONSULTATION, WORKFORCE, FORMS, HUB)
