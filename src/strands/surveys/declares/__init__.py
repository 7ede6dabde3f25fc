"""What the training surveys ask from 2025-26 on, question by question, and the tables their answers
become.

The report of June 2025 describes its questionnaires and does not print them; the wordings here are
our own.
"""

from collections.abc import Iterator
from dataclasses import replace

from analysis.declare import surveys
from analysis.declare.added import KEY, Added, added, refuse_backwards, several, with_added
from analysis.declare.boroughs import BOROUGHS
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.returned import PLACE, QUERIES
from analysis.declare.strand import Strand
from analysis.declare.table import Column, Table, columns
from strands.surveys.declares import sums
from strands.surveys.declares.asking import KINDS, Option, Question, Questionnaire, options
from strands.surveys.declares.people import PEOPLE

# A question a block, in the columns of ADDED: asked by both surveys where it names none, `one` of
# its options where it has no other kind. The two surveys ask for age in different bands, so ages
# are never set side by side.
_QUESTIONS = """
code: Please make your code: the first letter of your mother's first name, the day of the month \
you were born on (two figures), the last letter of the street you grew up in.
    survey: core
    kind: code
    aliases: Your code

borough: Which borough do you work in?
    aliases: Your borough

sector: Which sector do you work in?
    options: Children's social care | Health | Education | Voluntary sector | Adult social care | \
Other sector
    aliases: Where do you work?

knowledge_before: Before the training, how much did you know about working with perpetrators?
    survey: overview
    kind: scale
    waves: after
    low: nothing
    high: a great deal

knowledge_after: Now, how much do you know about working with perpetrators?
    survey: overview
    kind: scale
    waves: after
    low: nothing
    high: a great deal
    primary: yes

role_changed: Did the training change how you see the role of children's social care?
    survey: overview
    waves: after
    options: A lot | A little | Not at all

what_changed: What has changed in how you see it?
    survey: overview
    kind: open
    waves: after

heard_of: How did you hear of the training? Tick all that apply.
    survey: overview
    kind: many
    waves: after
    options: Manager | Colleague | Newsletter | Implementation lead

knowledge: How much do you know about working with perpetrators of domestic abuse?
    survey: core
    kind: scale
    low: nothing
    high: a great deal
    primary: yes
    aliases: Knowledge of working with perpetrators

confidence: How confident are you in speaking with a perpetrator about his behaviour?
    survey: core
    kind: scale
    low: not at all
    high: very

partnering: How confident are you in partnering with a victim-survivor?
    survey: core
    kind: scale
    low: not at all
    high: very

emotions: Which three emotions come up when you think of working with perpetrators?
    survey: core
    kind: open

wish: What do you want to learn?
    survey: core
    kind: open
    waves: before

message: What would you say to perpetrators?
    survey: core
    kind: open
    waves: after

practice: How will you change your practice?
    survey: core
    kind: open
    waves: after

gender: What is your gender?
    options: Female | Male | Non-binary | Other | Prefer not to say

age_overview: How old are you?
    survey: overview
    options: 18-25 | 26-35 | 36-65 | 66+ | Prefer not to say

age_core: How old are you?
    survey: core
    options: Under 26 | 26-50 | Over 50 | Prefer not to say

ethnicity: How would you describe your ethnicity?
    options: White British | White other | Black British | Black Caribbean | Black African | \
Asian British | Mixed | Other | Prefer not to say

disability: Do you consider yourself to have a disability?
    options: Yes | No | Prefer not to say

sexuality: How would you describe your sexuality?
    options: Heterosexual | Gay | Lesbian | Bisexual | Queer | Other | Prefer not to say
"""
_BOROUGHS = (
    *(Option(b.key, b.name, b.aliases) for b in BOROUGHS),
    Option("elsewhere", "Another borough or agency"),
)


def _asked_by(instrument: str) -> Iterator[Question]:
    """The questions of a survey as asked at release."""
    for block in _QUESTIONS.strip().split("\n\n"):
        first, *lines = block.splitlines()
        key, _, wording = first.partition(": ")
        given = {"kind": "one", **dict(line.strip().split(": ", 1) for line in lines)}
        if key == "borough":
            yield Question(key, wording, **_values(given), options=_BOROUGHS)
        elif given.pop("survey", instrument) == instrument:
            yield Question(key, wording, **_values(given))


def _values(given: dict[str, str]) -> dict:
    """The fields of a question from its cells."""
    read = {"waves": several, "aliases": several, "options": options, "primary": bool}
    return {name: read[name](cell) if name in read else cell for name, cell in given.items()}


_AT_RELEASE = (
    Questionnaire(
        "overview",
        "2025-26",
        "retrospective",
        tuple(_asked_by("overview")),
        least_answered=3,
        waves=("after",),
    ),
    Questionnaire(
        "core", "2025-26", "partially_paired", tuple(_asked_by("core")), least_answered=3
    ),
)
_SURVEYS = tuple(survey.instrument for survey in _AT_RELEASE)
ADDED = Table(
    "questions",
    one_row_is="one question of a training survey, or what has changed about one",
    key=("key",),
    columns=columns(
        """
        key: its survey, overview or core, and its key, with / between, like core/feels_safer
        wording (text or empty): the question as asked, like Do families feel safer?
        kind (text or empty): how it is answered
        waves (text or empty): when it is asked
        options (text or empty): what one can tick, with | between, like Yes|No
        low (text or empty): what 1 means on a scale, like not at all
        high (text or empty): what 7 means on a scale, like very much
        aliases (text or empty): other wordings it went by, with | between, like Are families safer?
        since (text or empty): the first period it is asked in
        until (text or empty): the last period it is asked in
    """,
        key=f"({'|'.join(_SURVEYS)})/{KEY}",
        kind=KINDS[:-1],
        waves=("before", "after", "before|after"),
        since=PERIOD_KEYS,
        until=PERIOD_KEYS,
    ),
)


def declared() -> tuple[Questionnaire, ...]:
    """The questionnaires declared at release with rows of ADDED put in. InputError names the row
    that does not fit.
    """
    rows = added(ADDED)
    return tuple(
        _with(survey, [row for row in rows if row.given["key"].startswith(f"{survey.instrument}/")])
        for survey in _AT_RELEASE
    )


def _with(questionnaire: Questionnaire, rows: list[Added]) -> Questionnaire:
    """A questionnaire with its own rows, whose keys lose its name."""
    own = [
        Added(row.where, row.given | {"key": row.given["key"].partition("/")[2]}) for row in rows
    ]
    known = with_added(questionnaire.questions, own, _values, Question, ADDED)
    refuse_backwards(own, known)
    for row in own:
        question = known[row.given["key"]]
        if (question.kind in ("one", "many")) != bool(question.options):
            raise row.refused(
                f"'{question.key}' is answered by '{question.kind}', so it needs "
                + ("options" if not question.options else "no options")
            )
    return replace(questionnaire, questions=tuple(known.values()))


QUESTIONNAIRES = declared()
QUESTIONNAIRE = {survey.instrument: survey for survey in QUESTIONNAIRES}
QUESTION_KEYS = tuple(
    dict.fromkeys(question.key for survey in QUESTIONNAIRES for question in survey.questions)
)
SCALE = (1, 7)
WAVES = surveys.WAVES

# Who counts as everybody that could have answered, in words.
ATTENDED, ANSWERED_BEFORE = "attendances", "answered before"
EVERYBODY = {ATTENDED: "attendances", ANSWERED_BEFORE: "who answered before"}
# The finding on how many answered one of the two questions of a survey asked once, and not both.
ANSWERED_ONE = "answered one of two"
# The parts of a finding's subject: `limit` is how a printed limit was read.
OF_SUMS = ("instrument", "wave", "item", "limit")
# What it is a part of comes first: `sheets` is what became of the sheets handed in, `answer` whether
# a question was answered or why it was not, `moment` the one an answer on the scale is about, `group`
# the option or point of the scale that is counted, or the size that a p is of.
OF_ANSWERS = ("instrument", "wave", "sheets", "question", "answer", "moment", "group")
USABLE, MOSTLY_BLANK, ANSWERED = "usable", "mostly blank", "answered"
# How people and shares are called where one may tick several options, so that they add up to nothing.
COUNTED = {"one": ("people", "share"), "many": ("people, any ticked", "share, any ticked")}
# A p adjusted over the tests declared beforehand, and over all others.
HOLM, HOCHBERG = "p (Holm)", "p (Benjamini-Hochberg)"

# The tools whose exports are read.
TOOLS = {
    "forms": "Microsoft Forms",
    "qualtrics": "Qualtrics",
    "surveymonkey": "SurveyMonkey",
    "jisc": "Jisc Online Surveys",
    "limesurvey": "LimeSurvey",
    "plain": "a plain table",
}
KEPT = {
    "kept": "read",
    "test": "a test or preview, left out",
    "duplicate": "the same sheet handed in twice, left out",
    "empty": "opened and left blank, left out",
}
# Sheets that are nobody's own.
NO_ONES = ("test", "duplicate")
MISSING = {
    "": "answered",
    "blank": "left blank",
    "prefer_not": "prefer not to say",
    "not_shown": "not shown to this person",
    "queried": "something was typed that is no answer to the question",
}

_OF = columns(
    """
        instrument: instrument key
        wave: the wave in which it was asked
        respondent: a running number within file and wave, by the time handed in, kept sheets
            first, like 0007
        period: funding period
    """,
    instrument=tuple(QUESTIONNAIRE),
    wave=WAVES,
    period=PERIOD_KEYS,
)

RESPONSES = Table(
    "responses",
    one_row_is="one answer sheet handed in",
    key=("instrument", "wave", "file", "respondent"),
    columns={
        **_OF,
        **columns(
            """
        tool: the tool that exported it
        submitted: the day it was handed in, like 2025-09-30; empty where not known
        code: the code people made for themselves, tidied; empty where none
        kept: whether it is read, or why not
        usable: whether enough is answered
    """,
            tool=tuple(TOOLS),
            submitted=r"(\d{4}-\d{2}-\d{2})?",
            kept=tuple(KEPT),
            usable=("yes", "no"),
        ),
        **PLACE,
    },
)

ANSWERS = Table(
    "answers",
    one_row_is="one answer, or one ticked option, of one kept answer sheet to one question",
    key=("instrument", "wave", "file", "respondent", "question", "option"),
    columns={
        **_OF,
        **columns(
            """
        question: question key
        option: the option ticked; empty for numbers and words
        number (count or empty): the point on the scale
        text: what was written, as plain text: beside an option, and where it is no answer, too
        missing: why there is no answer
    """,
            question=QUESTION_KEYS,
            missing=tuple(MISSING),
        ),
        **PLACE,
        "raw": Column(
            "str", "the cell as exported, e-mail addresses and telephone numbers replaced by a mark"
        ),
    },
)

STRAND = Strand(
    "surveys",
    "Training surveys",
    {
        "replies": sums.REPLIES,
        "shares": sums.SHARES,
        "ratings": sums.RATINGS,
        "responses": RESPONSES,
        "answers": ANSWERS,
        "queries": QUERIES,
    },
    lists=("boroughs", "courses", "periods", "questions"),
    reads=("training",),
    people=PEOPLE,
)
