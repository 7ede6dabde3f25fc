"""What says who a person is by its form alone: numbers of the health service, of insurance and of
schools, birth dates, addresses, postcodes, e-mail addresses and telephone numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Between the figures of a number people put blanks, dots, strokes and dashes of any length.
_GAP = r"[\s.\-‐-―/]"


@dataclass(frozen=True, order=True)
class Span:
    """From where to where in a text something personal stands, and what it is."""

    start: int
    end: int
    kind: str


# The areas that British postcodes begin with.
_AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC
    EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS
    LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP
    SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
_OUTWARD = rf"(?:{'|'.join(_AREAS.split())})\d[A-Z\d]?"
# "1st" and "4pm" are written like the second half of a postcode.
_INWARD = r"(?!(?-i:1st|2nd|3rd|\dth|\d[ap]m)\b)\d[A-Z]{2}"
_POSTCODE = re.compile(
    rf"(?<![\w£])(?:{_OUTWARD}|GIR(?=\W*0AA))(?:\s{{0,3}}|[.\-])(?:{_INWARD})(?!\w)", re.IGNORECASE
)

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    rf"(?:\d{{4}}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}"
    r"|\d{1,2}\s?[-/.,| ]\s?(?:\d{1,2}|[ivx]{1,4})\s?[-/.,| ]\s?\d{2,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH}(?![a-z])\.?(?:,?[\s-]*'?\d{{2,4}})?"
    rf"|{_MONTH}\b\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\b,?\s*)?(?:\d{{4}})?|(?<!\d)\d{{6}}(?:\d\d)?)"
)
_BIRTH = (
    r"(?:d\s?\.?\s?o\s?\.?\s?b(?![a-z])\.?|edd|date of birth|birth\s?dates?|birthdays?|birth|born)"
)
_BORN = re.compile(
    rf"(?<!\w){_BIRTH}(?:\s+(?:is|was|on|in|of|date|the))*[\s:=;,()–-]*(?:{_DAY}|\d{{1,2}}/\d{{1,2}})(?!\d)"
    rf"|\bb\.?\s?\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}(?!\d)|\b(?:yob|year of birth)\W*\d{{4}}(?!\d)"
    rf"|(?<!\d){_DAY}(?!\d)[\s,(]*(?:as (?:his|her|their) )?{_BIRTH}(?! (?:in|on|to|at)\b)",
    re.IGNORECASE,
)

_NHS = re.compile(
    rf"(?<![\w.+])\d{{3}}(?:{_GAP}{{0,3}}|[_,])\d{{3}}(?:{_GAP}{{0,3}}|[_,])\d{{4}}(?!\w)"
    r"|(?<![\w.+])\d{5} \d{5}(?!\w)"
)
# The health service's own grouping; a telephone number is grouped otherwise, or begins with 0.
_NHS_GROUPS = re.compile(r"[1-9]\d\d\s\d{3}\s\d{4}")
_CALLED_NHS = re.compile(
    rf"\bnhs\b(?:\s+(?:number|no|num|id|is))*[\s.:=#()–-]*(?:\d{_GAP}?){{9}}\d(?!\d)", re.IGNORECASE
)
_NI = re.compile(
    rf"(?<!\w)[A-Z]{{2}}{_GAP}?\d\d{_GAP}?\d\d{_GAP}?\d\d{_GAP}?[A-D](?!\w)"
    rf"|\b(?:nino|ni|national insurance)\b(?:\s+(?:number|no|num|is))*[\s.:=#()–-]*"
    rf"[A-Z]{{2}}{_GAP}?(?:\d{_GAP}?){{5}}\d(?!\w)",
    re.IGNORECASE,
)
_UPN = re.compile(rf"(?<!\w)[A-Z]{_GAP}?(?:\d{_GAP}?){{11}}[\dA-Z](?!\w)", re.IGNORECASE)
# Any number that is said to be the one a person has in some register.
_REGISTER = (
    "uln|upn|uci|urn|lcs|mosaic|liquid ?logic|care ?first|framework-?i|eclipse|azeus|ecm|passport"
    "|hospital|crime|cris|cad"
)
_NUMBERED = r"(?:id|identifier|ref|refs|reference|number|no|num)\b"
_CALLED = re.compile(
    rf"\b(?:(?:{_REGISTER})\b(?:\s+(?:case|child|person|client))?(?:\s+{_NUMBERED})+"
    rf"|(?:child|case|client|person|family|pupil|patient|service user)(?:['’]?s)?\s+{_NUMBERED}"
    rf"(?:\s+(?:number|no)\b)?|(?:uln|upn|uci|urn)\b|(?:{_REGISTER})\b(?=\W*\d{{5}}))"
    r"(?:\s+(?:is|was))?[\s.:=#()–-]*[A-Z]{0,4}[/-]?\d{4}[A-Z\d/-]*"
    # Of children looked after and the like there are numbers too.
    r"|\b(?:lac|cla|cp|cpp|cin|ehm|eh|ssd|ehcp|sen|home office|nass|dwp)\s+"
    r"(?:(?:id|identifier|ref|reference)\b[\s.:=#()–-]*[A-Z]{0,4}[/-]?\d{4}|(?:no|number)\b"
    r"[\s.:=#()–-]*[A-Z]{0,4}[/-]?\d{5})[A-Z\d/-]*",
    re.IGNORECASE,
)

_E_MAIL = re.compile(
    r"[\w.+'-]{1,64}\s?(?:@|[\[({<]\s?at\s?[\])}>])\s?[\w-]+(?:(?:\.|\s?[\[({<]dot[\])}>]\s?)[\w-]+)+"
    r"|[\w.+'-]+\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+)+"
    r"|[\w.+'-]+\s?@\s?[\w-]+\s?[.,]\s?(?:com|org|net|co|gov|nhs|sch|ac)\b(?:\s?[.,]\s?uk\b)?"
    r"|[\w.+'-]+@[a-z]\w{2,}",
    re.IGNORECASE,
)
_AN_OLD_DATE = r"(?!\d{1,2}[./\- ]\d{1,2}[./\- ](?:19|20)\d\d)"
_PHONE = re.compile(
    rf"(?<![\w.,/+-]){_AN_OLD_DATE}(?:"
    # In full, with or without the country.
    rf"(?:\+|\(\+|00)\s?44\)?(?:[\s().\-‐-―/]*\d){{9,11}}"
    rf"|44(?:[\s().\-‐-―/]*\d){{10}}"
    rf"|\(?[0O][\s.-]?(?:1[\s.-]?[1-9]|2[\s.-]?[03489]|3[\s.-]?[0347]|7[\s.-]?\d"
    rf"|8[\s.-]?[0-47])(?:[\s().\-‐-―/]*\d){{7,8}}"
    # A spreadsheet takes the first 0 of a number away.
    rf"|7[1-9]\d\d[\s-]?\d{{3}}[\s-]?\d{{3}}|20[\s-]?[378]\d{{3}}[\s-]?\d{{4}}"
    rf"|\+[1-9]\d{{0,2}}(?:[\s().\-‐-―]{{0,2}}\d){{8,12}})(?!\d|[.,]\d)(?:\s*(?:ext(?:ension|n)?|x)\.?\s*\d{{2,6}}\b)?"
    r"|\bext\.?:?\s?\d{4,6}\b",
    re.IGNORECASE,
)

_STREET = "road|rd|street|lanes|cottages|heights|avenue|ave|lane|crescent|cres|gardens|gdns|terrace|mews|close|drive|grove|court"
_NAMED_STREET = (
    "st|ln|dr|place|pl|ct|walk|way|hill|square|sq|row|rise|green|parade|park|view|house|estate|gate"
    "|wharf|quay|path|villas|buildings|mansions|yard"
)
_HOUSE = (
    r"(?:(?:flat|apartment|apt|unit|room|block|house|caravan|studio|maisonette)\s*"
    r"(?:\d{1,4}[a-z]?|[a-z]),?\s+|no\.?\s*)?"
    r"\d{1,4}(?:\s?[a-z](?!\w))?(?:\s?[-–/]\s?\d{1,4})?,?"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,/£%-])(?i:{_HOUSE})\s+(?:(?:(?P<words>(?:[A-Za-z][\w'’.]+\s+){{1,3}})(?i:{_STREET}))"
    rf"|(?:[A-Z][\w'’.]+\s+){{1,3}}(?i:{_NAMED_STREET}))(?!\w)"
    r"|\b(?i:flat|apartment|apt)\s+\d{1,4}[A-Za-z]?,?\s+(?:(?:[A-Z][\w'’]+\s?){1,3}"
    rf"|(?i:(?:[\w'’]+\s+){{1,3}}(?:{_STREET}|{_NAMED_STREET})\b))"
)
# No street is called so: "3 were on the road", "12 came close", "10 family court".
_NO_STREET_TEXT = """
    a an the of in on at to by for from with and or but is are was were be been off up down per no
    not it this their her his our my more less out into over under go went came come drew got very
    quite too cases case children families family women men people workers practitioners boroughs
    weeks week months days years hours minutes minute miles times quarter plans first second third
    last next same crown county magistrates criminal youth high long social main side
"""
_NO_STREET = frozenset(_NO_STREET_TEXT.split())

# In this order: what was found first is not taken for anything else.
_FORMS = (
    ("e-mail address", _E_MAIL),
    ("birth date", _BORN),
    ("NHS number", _CALLED_NHS),
    ("number", _CALLED),
    ("UPN", _UPN),
    ("NI number", _NI),
    ("telephone number", _PHONE),
    ("NHS number", _NHS),
    ("postcode", _POSTCODE),
    ("address", _ADDRESS),
)
_MAY_HOLD = re.compile(r"\d|@|[\[({<]\s?at|\bdot\b|born|birth|d\.?o\.?b", re.IGNORECASE)


def formed(text: str) -> Iterator[Span]:
    """What has a form of its own in some text; no two overlap."""
    if not _MAY_HOLD.search(text):
        return
    left = text
    for kind, form in _FORMS:
        for found in form.finditer(left):
            if (form is _NHS and not _is_nhs(found[0])) or (
                form is _ADDRESS and not _is_street(found["words"])
            ):
                continue
            yield Span(found.start(), found.end(), kind)
            left = f"{left[: found.start()]}{'·' * len(found[0])}{left[found.end() :]}"


def _is_nhs(typed: str) -> bool:
    """Whether ten figures can be an NHS number: grouped as it is, or with its check digit
    (modulus 11, NHS Data Dictionary).
    """
    figures = [int(figure) for figure in typed if figure.isdecimal()]
    check = (
        11
        - sum(weight * figure for weight, figure in zip(range(10, 1, -1), figures, strict=False))
        % 11
    )
    # None begins with 1, 2, 5 or 8 in England, nor with 0.
    is_number = figures[0] in (3, 4, 6, 7, 9) and check % 11 == figures[9]
    return bool(_NHS_GROUPS.fullmatch(typed)) or is_number


def _is_street(words: str | None) -> bool:
    """Whether words can be what a street is called: in small letters none is a word of the work."""
    if words is None or words[0].isupper():
        return True
    return not _NO_STREET & set(words.lower().split())
