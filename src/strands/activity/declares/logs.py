"""What is logged row by row for the activity strand: consultations, visits to the hub, and forms
completed.
"""

from analysis.declare.proforma import Proforma, fields
from analysis.declare.words import worded
from strands.activity.declares.activity import SECTIONS, STAGE

FIRST = {"first": "first", "again": "again"}
# Nobody consults for longer than a working day.
MOST_MINUTES = 480
# No quarter has more days than this.
MOST_DAYS = 92
# Working days that make about a month of a lead in post.
MONTH_OF_DAYS = 20
# What the months of a log are parted into; a middle month belongs to neither half.
HALVES, MIDDLE = ("first half", "second half"), "middle month"
THEMES = worded("""
    pattern: the pattern of abuse
    partnering: partnering with the victim-survivor
    engaging: engaging the perpetrator
    safety: safety planning
    children: the children
    court: court and contact
    recording: recording and language
""")
CONSULTATION = Proforma(
    "consultation_log",
    "Consultation log",
    "one consultation with one practitioner",
    fields(
        """
        consultation: code, needed
            Consultation code; Ref; Consultation; Consultation ref; Diary ref
            A code for the consultation: the same for all who took part in it
        held_on: day, needed, within
            Date; Held on; Date held; When
            The day it was held
        lead: code
            Lead code; Lead; IL
            A code for the implementation lead
        practitioner: code, needed
            Practitioner code; Practitioner; Worker code; Worker; SW code
            A code for the practitioner. No names
        team: text
            Team
            The practitioner's team
        nqsw: yes_no
            Newly qualified; NQSW
            Whether the practitioner is newly qualified
        trained: yes_no
            Trained
            Whether the practitioner had been to the core training
        case: code, needed
            Case code; Case; Case codes; Cases; Family code
            A code for the case; several with ; between
        first: word
            First or again; First or repeat; First/repeat
            Whether the case was consulted on before
            first = new, 1st, first time, initial
            again = repeat, follow up, 2nd, returning
        themes: words
            Themes; Theme
            What it was about, with ; between
        minutes: number
            Minutes; Length; Mins; Duration
            How long it took
        """,
        first=FIRST,
        themes=THEMES,
    ),
    names=("consultation", "practitioner"),
    since="2025-26",
    lines=150,
)
WORKFORCE = Proforma(
    "workforce",
    "Practitioners",
    "one quarter",
    fields(
        """
        quarter: quarter, needed
            Quarter
            The quarter the numbers are of
        eligible: count
            Practitioners in post; Eligible practitioners; Headcount; In post
            Practitioners who could have consulted the lead, in post at the end of the
            quarter
        days_of_lead: count
            Days lead in post; Days of lead; Lead days
            Working days of the quarter on which a lead was in post
        """,
    ),
    names=("quarter",),
    since="2025-26",
    typed_in="quarter",
)
# That the status is not known is an answer too, and no step of the way.
NOT_KNOWN = "unknown"
STAGE_WORDS = {**{key: stage.says for key, stage in STAGE.items()}, NOT_KNOWN: "not known"}
# From this step on forms can be completed.
LIVE_FROM = STAGE["pilot"].step
OF_ELIGIBLE = "completed of cases that could have one"
# Under which reading forms are counted only where there is a number of cases as well.
WITH_CASES = "months with both numbers"
FORMS = Proforma(
    "form_months",
    "Engagement form",
    "one month",
    fields(
        """
        month: month, needed
            Month
            The month the numbers are of
        stage: word
            Status at month end; Status; Status of form
            How far the form has come
            unknown = unknown, n k, nk, tbc
            not_started = not begun
            in_process = in progress, in development
            pilot = pilot, piloting, being piloted, live pilot
            mandatory = mandatory, live mandatory
        told_by: text
            Told by; Informant; Source
            The role of who says so, no name
        completed: count
            Forms completed; Completed; Completions; No of forms completed
            Forms completed in the month
        eligible: count
            Cases that could have one; Eligible cases; Eligible; Cases eligible
            Cases open in the month for which a form could have been completed; one open in
            several months counts in each
        """,
        stage=STAGE_WORDS,
    ),
    names=("month",),
    since="2025-26",
    typed_in="month",
)
VISIT = worded("""
    views: page views
    sessions: sessions
""")
HUB = Proforma(
    "hub_months",
    "Hub visits",
    "one page in one month",
    fields(
        """
        month: month, needed
            Month
            The month the visits were counted in
        section: word, needed
            Section
            The section of the hub
            resources = resource
            training = course
        page: text, needed
            Page; Page title; Page name
            The page's name
        counted_as: word
            Counted as; Metric
            What one visit is, where the tool says so
            views = pageviews
            sessions = visits
        visits: count
            Visits; Views; Pageviews; Page views; Sessions
            Visits to the page in the month
        visitors: count
            Visitors; Users; Active users; Unique visitors
            Different visitors of the page in the month
        """,
        section={key: key for key in SECTIONS},
        counted_as=VISIT,
    ),
    names=("month", "section", "page"),
    since="2025-26",
    by_borough=False,
    lines=200,
)
# Which of the months a number of visitors is of.
LEAST, MOST = "the month with fewest", "the month with most"
PROFORMAS = (CONSULTATION, WORKFORCE, FORMS, HUB)
