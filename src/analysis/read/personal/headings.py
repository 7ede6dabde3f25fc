"""Headings under which single people are listed: their numbers, their names, and the columns of the
returns on single children that local authorities make.
"""

import re
from functools import lru_cache

from analysis.read.label.names import plain_name

_WHOSE = (
    r"(?:child|childs|children|childrens|young persons?|yp|pupils?|learners?|students?|persons?|clients?"
    r"|service users?|patients?|family|families|mothers?|fathers?|mums?|dads?|parents?|carers?"
    r"|victims?|survivors?|(?:alleged )?perp(?:etrator)?s?|siblings?|sibling group|individuals?|baby|babys|su)"
)
_SYSTEM = (
    r"(?:nhs|la|lcs|ehm|eh|ics|mosaic|liquid ?logic|care ?first|framework ?i|fwi|eclipse|azeus|ecm"
    r"|synergy|capita|tribal|ems|ssd|cin|cp|cpp|cla|lac|swift|paris|rio|systmone|emis|sen|ehcp|dfe"
    r"|school|pnc|ncy|police|crime|cris|hospital|social care|protocol)"
)
_NUMBER = (
    r"(?:ids?|identifiers?|identification|refs?|references?|nos?|num|numbers?|uid|urn|key|pin)"
)
_ONE = r"(?:unique|local|la|system|record|internal|external|main|primary|legacy|old|former|social care|looked after)"
_SURE = re.compile(
    rf"(?:the )?(?:"
    # A number of somebody: "Child ref", "LCS ID no", "Mosaic person ID".
    rf"(?:{_ONE} )*(?:{_SYSTEM} )?(?:{_ONE} )*{_WHOSE}(?: {_ONE})*(?: {_SYSTEM})?"
    r" (?:ids?|identifiers?|identification|refs?|references?|no|num|number|uid|urn|key|pin)"
    r"(?: (?:no|number|num|ref|code))?"
    rf"|{_SYSTEM}(?: (?:{_WHOSE}|case|client|record|system|unique))* (?:ids?|urn|identifiers?|refs?"
    r"|reference|no|num|number)(?: (?:no|number))?"
    r"|(?:case|record|referral|episode|assessment|plan|placement|contact|event|file) (?:ids?|identifiers?"
    r"|identification|ref (?:no|num|number)|reference (?:no|number)|file (?:no|number))"
    r"|case (?:no|num|number)|file (?:no|number)|referral (?:ref|reference|no)"
    r"|unique (?:id|identifier|ref|reference|pupil (?:no|number|ref\w*)|learner (?:no|number)"
    r"|candidate (?:no|number|identifier)|child (?:id|no|number))"
    r"|(?:former )?(?:upns?|ulns?)(?: (?:no|number))?|uci|chi|chi (?:no|number)|nhs|nhs (?:no|num|number)s?|nat(?:ional)? ins(?:urance)?(?: (?:no|number))?"
    r"|ni (?:no|num|number)|nino|passport(?: (?:no|number))?|home office (?:ref|reference|no|number)"
    r"|ssn"
    # A birth, a name, where somebody lives.
    rf"|(?:{_WHOSE} )?(?:dob|d o b|dobs|(?:expected |due )?dates? of birth|birth ?dates?|birthdays?"
    r"|year of birth|month of birth|place of birth|dod|date of death|expected (?:dob|date of birth))"
    rf"(?: (?:{_WHOSE}|of {_WHOSE}))?(?: dd mm yyyy)?"
    rf"|{_WHOSE} (?:full |first |last |given |known |preferred )?(?:names?|forenames?|surnames?|initials"
    r"|address|home address|post ?codes?|contact (?:no|number|details)|phone|mobile|telephone"
    r"|e ?mail)(?: and surname)?"
    rf"|(?:(?:full |first |last |sur)?names?|initials|dob|address|(?:phone|mobile|e ?mail)(?: no| number)?)"
    rf" of (?:the )?(?:{_WHOSE}|siblings?|mother|father)"
    r"|forenames?(?: s)?|fore names?|surnames?|first ?names?|last ?names?|family ?names?|given names?"
    r"|middle names?|preferred names?|known as|maiden names?|birth names?|former names?|alias(?:es)?|aka|edd"
    r"|legal names?|forename and surname|initials and dob|name and dob|name dob"
    r"|home addresse?s?|current addresse?s?|address (?:line )?\d|address lines?|street(?: name| address)?"
    r"|house (?:no|number|name)|(?:home |current )?post ?codes?|placement (?:address|postcode)|uprn"
    r"|date and place of birth|nationality and dob"
    # The census of children in need and the lists of Annex A.
    r"|lachildid|la child id|formerupn|personbirthdate|expectedpersonbirthdate|gendercurrent"
    r"|persondeathdate|cinreferraldate|childidentifiers|childcharacteristics|cpp ?startdate|age of child"
    r"(?: years)?|child unique id|mc ?dob|home post|pl post|uniquepropertyreferencenumber"
    r")"
)
# These head a list of people only where no counts stand below.
_MAY = re.compile(
    rf"(?:{_WHOSE}|initials?|full ?names?|names?|urn|case|cases|person|case names?|surname initials?"
    r"|e ?mails?(?: addresse?s?)?|mobiles?(?: (?:no|number|phone)s?)?|(?:tele)?phones?(?: (?:no|number)s?)?"
    r"|tel(?: (?:no|number))?|contact (?:no|number|details|numbers)|addresse?s?|ref|ref no|id|case ref"
    r"|case reference|household|household (?:id|ref)|landline|next of kin|gp name|allergies"
    r"|mosaic|liquid ?logic|lcs|(?:system|record|local|file) (?:id|identifier|number|no|ref|reference))"
)
_ONE_PERSON = re.compile(
    "child|young person|yp|pupil|student|person|client|service user|patient|su"
)
# Columns of the return on children looked after (SSDA903), of the census of children in need, and
# of Annex A: three of them in one row head single children.
_COLUMNS_TEXT = """
    child, sex, dob, ethnic, ethnicity, upn, mother, mc dob, decom, rne, ls, cin, place,
    place provider, dec, rec, reason place change, home post, pl post, urn, ceased, missing,
    mis start, mis end, date int, date match, fc status, date placed, date placed ceased,
    reason placed ceased, review, review code, sdq score, sdq reason, conviction, health check,
    immunisations, teeth check, health assessment, substance misuse, intervention received,
    intervention offered, in touch, activ, accom, uasc status change, duc, num sch, prev perm,
    la perm, date perm, sgo, key stage, care status, legal status, placement type,
    placement provider, reason for new episode, category of need, reason episode ceased,
    period of care start date, gender, sex of child, age, age of child, age of child years,
    age of child in years, disability, disabled, nationality, religion, date of birth, date of contact,
    date of referral, date referral received, contact source, contact outcome, referral source,
    referral date, assessment start date, assessment actual start date, assessment completion date,
    assessment authorisation date, s47 actual start date, strategy discussion date, cpp start date,
    cpp end date, cin start date, cin closure date, reason for closure, closure date,
    initial category of abuse, latest category of abuse, initial cpp date, latest cpp date,
    date of icpc, case status, child unique id, case worker, allocated worker, allocated team,
    allocated social worker, social worker, school, date started, start date, end date, primary need,
    primary need code, cinclosuredate, cinreferraldate, primaryneedcode, reasonforclosure,
    referralsource, sourceofreferral, assessmentactualstartdate, icpcnotrequired, cppstartdate,
    upn unknown, assessment internal review date, initial cpctarget, icpc not required,
    initial cpc target, date of initial cpc, icpcnot required, cppend date,
    genderofchild, number of previous cpp, date became looked after, date child last seen
"""
_COLUMNS = frozenset(" ".join(_COLUMNS_TEXT.split()).split(", "))
# Such columns that also stand over counts, or beside anything.
_COMMON = frozenset(
    "child age gender sex ethnicity disability school religion mother place review missing rec dec"
    " nationality disabled conviction ceased".split()
)
_LEAST = 3


@lru_cache(maxsize=2**15)
def _plain(text: str) -> str:
    return plain_name(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ").replace("/", " "))


def _writings(text: str) -> set[str]:
    """A heading as it stands, without dots in what is short, and without what is in brackets."""
    short = re.sub(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)", "", text).replace("(s)", "s")
    texts = (text, short, re.sub(r"\(.*?\)", "", short))
    return {write(one) for one in texts for write in (_plain, plain_name)}


def is_of_person(text: str) -> bool:
    """Whether a heading asks for what belongs to a single person, whatever stands below it."""
    if len(text) > 60:
        return False
    return any(map(_SURE.fullmatch, _writings(text)))


def may_be_of_person(text: str) -> bool:
    """Whether a heading asks for it where names or numbers of people stand below."""
    return len(text) < 60 and any(map(_MAY.fullmatch, _writings(text)))


def is_one_person(text: str) -> bool:
    """Whether a heading is what one person is called, so that numbers below are not counts."""
    return bool(_ONE_PERSON.fullmatch(_plain(text)))


def is_of_returns(texts: list[str]) -> bool:
    """Whether a row of headings is one of the returns that have a line a child."""
    plain = {_plain(text) for text in texts if len(text) < 60} & _COLUMNS
    return len(plain) >= _LEAST and bool(len(plain) > _LEAST or plain - _COMMON)
