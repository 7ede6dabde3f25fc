"""What tells of single people is found wherever it stands in a file: the file is refused, or the words
are read without it; plain words are left alone.
"""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from drawing import book, cleaned, saved, tidy
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from torture import personal

from analysis.declare.table import InputError
from analysis.read.open.sheet import Cell, Sheet, by_place
from analysis.read.personal.headings import is_of_person, is_of_returns
from analysis.read.personal.screen import refuse_lists, refuse_name_of_file, screened
from analysis.read.personal.words import found, is_masked, masked

COUNTS = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2"
READ = "hackney referral 2023Q3 1\nhackney referral 2023Q4 2"


@pytest.fixture(scope="module")
def figures():
    return personal.figures()


@pytest.mark.parametrize("kind", personal.FORMS)
def test_nearly_all_that_has_a_form_is_found(figures, kind):
    assert figures[kind] >= 0.99


def test_most_names_are_found_and_few_plain_words_are_taken_for_them(figures):
    assert len(personal.SENTENCES) >= 300
    assert figures["names in words"] >= 0.9
    assert figures["ordinary cells"] <= 0.001
    assert figures["plain sentences"] <= 0.01


def test_a_number_without_its_check_digit_is_no_nhs_number():
    draw = random.Random(5)
    numbers = [personal.nhs_number(draw) for _ in range(300)]
    plain = ["".join(figure for figure in number if figure.isdigit()) for number in numbers]
    assert all(found(number) for number in plain)
    others = [f"{number[:9]}{(int(number[9]) + 1) % 10}" for number in plain]
    assert not any(span.kind == "NHS number" for number in others for span in found(number))


def test_order_numbers_of_ten_figures_are_no_nhs_numbers():
    orders = [("4100000000",), ("4100000001",), ("4100000002",), ("9434765919",)]
    assert [bool(found(text)) for (text,) in orders] == [False, False, False, True]
    screened({}, [sheet_of(*orders)])
    with pytest.raises(InputError, match="without the NHS number"):
        screened({}, [sheet_of(*orders[3:])])


# Wholly to be taken out, or what stands between ~.
WRITINGS = """
    943 476\u200b 5919|９４３４７６５９１９|943_476_5919|943 - 476 - 5919|E8  1EA|rm8.2hj|12 Elm Cottages
    |flat 12 nightingale house|dob 3 / 4 / 12|DOB 12MAR2015|b. 12/3/15|YOB 2015|LAC id 40551
    |ＫＬ１２３４５６Ａ|zofia at gmail dot com|zofia{at}gmail.com|zofia＠x.org|+48 600 123 456|O7700 900123
    |cp no. 45512|K. ~Wójcik~|Gülşah Aydın|Jose\u0301 Figueiredo|NWOSU, Adaeze|~Nwosu~, A.
    |child A (~Jordan~)|~Max~ aged 4|~Khan~ (3 children)|unborn ~Campbell~|the ~Patels~
    |~Richards~ sibling group|Sarah-Jane Holloway|Isabella de Souza|~Zo\u0308e~ was there
"""


@pytest.mark.parametrize("text", [text.strip() for text in WRITINGS.split("|")])
def test_it_is_found_in_other_writings(text):
    planted = text.split("~")[1] if "~" in text else text
    text = text.replace("~", "")
    begins = text.index(planted)
    taken = {at for span in found(text) for at in range(span.start, span.end)}
    assert set(range(begins, begins + len(planted))) <= taken


@pytest.mark.parametrize(
    "plain",
    """William Morris Ward|Henry Smith Charity|Martha's Rule|Caring Dads, April 2025|Grace period
    |Youth Worker - Cazenove|Anna Freud|Queries @ the next meeting. We will see|CIN number: 12,345
    |the number looked after, CLA no 1024|children born 2015 and later|4 main road closures
    |King George Hospital|known as Bridge|May (4)|Team A, 12 places|1. 2 courses""".split("|"),
)
def test_what_is_called_after_somebody_is_no_person(plain):
    assert not found(plain.strip())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ring mum Sarah on 020 7946 0018.", "Ring mum [name removed] on [number removed]."),
        ("born on 3 April 2015 at 14 Acacia Road", "[birth date removed] at [address removed]"),
        ("jayden okafor of e8 1ea said so", "[name removed] of [address removed] said so"),
        ("ab 12 34 56 c and LCS ID 204511", "[number removed] and [number removed]"),
        ("The plan of 3 April 2015 stands.", "The plan of 3 April 2015 stands."),
        ("Will Newham mark May on St Ann's Road?", "Will Newham mark May on St Ann's Road?"),
    ],
)
def test_words_lose_what_tells_of_people_and_nothing_else(text, kept):
    assert masked(text) == kept == masked(kept)
    assert is_masked(kept) == (kept != text)


HEADINGS = """
    Child ref|LCS ID|Mosaic ref|Person ref|Full name of child|Preferred name|UCI|ULN|UPN|CIN ID
    |Case ref no|Family ID|Address line 1|Post code|Date of birth (child)|D.O.B.|DOB|Child's DOB
    |NHS No.|NHS number|Child ID|ChildRef|child_id|LAchildID|PersonBirthDate|FormerUPN|Pupil name
    |Child Unique ID|Forename(s)|Surname|First name|Last name|Known as|Mother's name|YP name
    |Case number|Person ID|Client ID|Service user ID|Unique identifier|Home address|NI number
    |National Insurance No|Passport number|Young person's name|Sibling names|Name of child|Birthdate
    |Child I.D.|U.P.N.|ULN number|UPN (13 digit)|Nat Ins No|Sibling name(s)|AKA|EDD|Perp name|Police URN
    |Carer's name|Social care ID|Hospital number|Family name|Year of birth|Protocol number|Record ID
""".replace("\n", "").split("|")
LISTS = {
    "Client": ("2041", "2042"),
    "Initials": ("AB", "J.K."),
    "Full name": ("Amy Example", "Ben Example"),
    "Mobile": ("07700 900123", "07700 900124"),
    "Email address": ("amy@example.org", "ben@example.org"),
    "Person": ("P20411", "P20412"),
    "Pupil": ("17", "18"),
    "Case ref": ("C-20411", "C-20412"),
}
PLAIN = """
    Children|Number of children|Case numbers|Families|Borough|Quarter|Course|Role|Month|Indicator
    |Contact|Response ID|Team|Notes|Status|Complaint ref|Reference|Practitioner code|Case code|Date
    |Child protection plans|Referrals|Number|Completed by|School|Children in need|Mosaic|Clients seen
""".replace("\n", "").split("|")


def sheet_of(*rows: tuple[str, ...]) -> Sheet:
    cells = (
        Cell(row, column, text, "number" if text.isdigit() else "text")
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    )
    return Sheet("indicators/hackney.xlsx", "Data", by_place(cells))


@pytest.mark.parametrize("heading", [one.strip() for one in HEADINGS])
def test_headings_of_single_people_are_known(heading):
    assert is_of_person(heading)
    with pytest.raises(InputError, match="Data A1 looks like data on single children"):
        refuse_lists(sheet_of((heading, "Quarter"), ("2041", "Apr-Jun 25")))


@pytest.mark.parametrize("heading", LISTS)
def test_other_headings_of_people_are_known_by_what_stands_below(heading):
    one, two = LISTS[heading]
    with pytest.raises(InputError, match="looks like data on single children"):
        refuse_lists(sheet_of((heading, "Quarter"), (one, "Apr-Jun 25"), (two, "Apr-Jun 25")))
    refuse_lists(sheet_of(("Indicator", heading), ("Referrals", "12"), ("Plans", "31")))


@pytest.mark.parametrize("heading", [one.strip() for one in PLAIN])
def test_headings_of_counts_are_left_alone(heading):
    assert not is_of_person(heading)
    refuse_lists(sheet_of((heading, "Apr-Jun 25"), ("12", "41"), ("31", "38")))


@pytest.mark.parametrize(
    "row",
    [
        "CHILD SEX DOB ETHNIC",
        "CHILD DECOM RNE LS CIN PLACE",
        "CHILD MIS_START MIS_END",
        "Gender|Ethnicity|Date of Contact|Contact Source",
        "Age of Child (Years)|Gender|CIN Start Date",
    ],
)
def test_rows_of_headings_of_returns_on_children_are_known(row):
    assert is_of_returns(row.split("|") if "|" in row else row.split())


def test_counts_by_age_and_sex_are_no_return_on_children():
    assert not is_of_returns(["Age", "Gender", "Ethnicity", "Count"])
    assert not is_of_returns(["Course", "Date", "Borough", "Role", "Attended (Y/N)"])


def test_a_line_a_child_is_known_without_any_heading():
    lines = [(f"C{at}0417", sex, "J2") for at, sex in enumerate("MFFMFM", 1)]
    with pytest.raises(InputError, match="looks like data on single children"):
        refuse_lists(sheet_of(*lines))
    refuse_lists(sheet_of(*[("Referrals", sex, "12") for sex in "MFFMFM"]))


SEXES_AND_AGES = tuple(zip("FMFMF", ("4", "7", "12", "3", "15"), strict=True))


@pytest.mark.parametrize(
    "lines",
    [
        [("Age", "Sex", "Outcome"), *((age, sex, "CIN") for sex, age in SEXES_AND_AGES)],
        [(f"{age} yrs", "girl" if sex == "F" else "boy") for sex, age in SEXES_AND_AGES],
        [(f"Child {at}", age, sex) for at, (sex, age) in enumerate(SEXES_AND_AGES, 1)],
        [("Case", f"{sex}, {age}") for sex, age in SEXES_AND_AGES],
        [("No", "Age", "Sex"), *((str(n), a, s) for n, (s, a) in enumerate(SEXES_AND_AGES, 1))],
    ],
)
def test_a_line_a_child_with_age_and_sex_only_is_known(lines):
    with pytest.raises(InputError, match="looks like data on single children"):
        refuse_lists(sheet_of(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        [("Sex", "Age", "Q1"), *((sex, age, "31") for sex, age in SEXES_AND_AGES)],
        [("Sex", "Age group", "Q1"), *((sex, f"{age}-17", "31") for sex, age in SEXES_AND_AGES)],
        [("Quarter", "Sex", "Children"), *(("Q1", sex, age) for sex, age in SEXES_AND_AGES)],
        [("Month",), *((f"M{at}",) for at in range(1, 13))],
    ],
)
def test_counts_by_age_and_sex_are_no_lines_of_children(lines):
    refuse_lists(sheet_of(*lines))


SERVED = {
    "an NHS number": "943 476 5919",
    "an NHS number without blanks": "9434765919",
    "an insurance number": "ab 12 34 56 c",
    "a UPN": "H801200001001",
    "a postcode": "e8 1ea",
    "an address": "14 Acacia Road",
    "a birth date": "dob 3/4/2015",
    "a child's name": "child called Jayden",
}
CONTACTS = {"an e-mail address": "amy@example.com", "a telephone number": "07700 900123"}
CONTACTS |= {"a name": "Emily Carter"}


def planted(text: str, place: str) -> tuple[bytes, str]:
    """A return of counts with a text in one of its places, and its file's name."""
    workbook, file = book(Return=COUNTS), "hackney.xlsx"
    sheet = workbook["Return"]
    if place == "cell":
        sheet["F9"] = text
    elif place == "note":
        sheet["A4"] = f"Please note that {text} is counted twice"
    elif place == "comment":
        sheet["B2"].comment = Comment(f"see {text}", "Sam")
    elif place == "header":
        sheet.oddHeader.center.text = text
    elif place == "sheet name":
        workbook.create_sheet(text.replace("/", "."))["A1"] = "x"
    elif place == "properties":
        workbook.properties.subject = text
    elif place == "defined name":
        workbook.defined_names["said"] = DefinedName("said", attr_text=f'"{text}"')
    elif place == "comment of a name":
        workbook.defined_names["said"] = DefinedName("said", attr_text="A1", comment=text)
    elif place == "format":
        sheet["B2"].number_format = f'0 "{text}"'
    elif place == "hidden sheet":
        workbook.create_sheet("Old")["C3"] = text
        workbook["Old"].sheet_state = "hidden"
    elif place == "hidden column":
        sheet["H2"] = text
        sheet.column_dimensions["H"].hidden = True
    else:
        file = f"hackney {text.replace('/', '.')}.xlsx"
    return saved(workbook), file


PLACES = (
    "cell|note|comment|header|sheet name|properties|defined name|hidden sheet|hidden column|file"
    "|comment of a name|format"
)


@pytest.mark.parametrize("place", PLACES.split("|"))
@pytest.mark.parametrize("what", SERVED)
def test_counts_with_data_on_a_person_served_are_refused_wherever_it_stands(what, place):
    with pytest.raises(InputError, match=r"^refused ") as error:
        cleaned(*planted(SERVED[what], place))
    words = SERVED[what].replace("/", ".").split()
    assert not any(word in str(error.value) for word in words if any(map(str.isdigit, word)))
    assert "Jayden" not in str(error.value)


@pytest.mark.parametrize("place", ["cell", "note", "comment", "hidden sheet", "hidden column"])
@pytest.mark.parametrize("what", CONTACTS)
def test_a_contact_is_taken_out_of_counts_and_asked_about(what, place):
    result = cleaned(*planted(CONTACTS[what], place))
    assert tidy(result) == READ
    assert "personal_words" in set(result.queries["rule"])
    frames = " ".join(frame.to_csv() for frame in result.frames.values())
    assert not any(word in frames for word in ("amy", "07700", "900123", "Emily", "Carter"))


def test_who_made_a_return_is_neither_kept_nor_asked_about():
    made_by = (
        "Completed by | Emily Carter\nContact | emily.carter@hackney.gov.uk | 020 8356 5000\n"
        "Office | Hackney Service Centre, 1 Hillman Street, E8 1DY\n"
    )
    workbook = book(Return=made_by + COUNTS)
    workbook.properties.creator = "Emily Carter"
    workbook["Return"]["B5"].comment = Comment("Emily Carter:\nchecked twice", "Emily Carter")
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert tidy(result) == READ
    assert "personal_words" not in set(result.queries["rule"])
    assert "Emily" not in " ".join(frame.to_csv() for frame in result.frames.values())


def test_properties_of_an_opendocument_are_read():
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
        "<office:meta><subject>NHS 943 476 5919</subject></office:meta></office:document-meta>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("meta.xml", meta)
    with pytest.raises(InputError, match="a line of the document properties looks like data on"):
        screened({"indicators/hackney.xlsx": content.getvalue()}, [sheet_of(("Referrals", "12"))])


@pytest.mark.parametrize(
    "name", ["hackney_2026_27_return.xlsx", "LBWF May-June Stamford Hill.xlsx"]
)
def test_ordinary_names_of_files_pass(name):
    refuse_name_of_file(name)


def test_where_words_are_asked_for_they_lose_the_person_and_a_number_alone_is_refused():
    words = sheet_of(("What happened",), ("Jayden Okafor, NHS 943 476 5919, was seen",))
    (kept,) = screened({}, [words], ())
    assert kept.at(2, 1).text == "[name removed], [number removed], was seen"
    with pytest.raises(InputError, match="Data A2 looks like data on single children"):
        screened({}, [sheet_of(("What happened",), ("943 476 5919",))], ())
