"""How much of what tells of single people is found, and how often plain words are taken for it: on
made-up cells and sentences, drawn with a seed.
"""

import random
from collections.abc import Callable, Iterator

from torture.plain_sentences import SENTENCES

from analysis.read.personal.words import found

SEED = 11
FORENAMES = """
    Jayden Sarah Emily Amina Kayla Oluwaseun Chukwuemeka Yusuf Zofia Maryam Aoife Tyrese Shanice
    Ebrima Fatoumata Nimco Abdirizak Ifrah Rukhsana Tahmid Sumaiya Naomi Leon Theo Archie Elsie
    Poppy Mohammed Aaliyah Kwabena Adwoa Temitayo Olamide Precious Blessing Kelechi Nkiru Bogdan
    Ionela Mihaela Katarzyna Agnieszka Piotr Viktorija Rasa Elif Mehmet Gulsen Sevgi Aylin Thuy Minh
    Xiu Wei Hyun Sakura Priya Gurleen Harvir Jaspreet Rajesh Lakshmi Tharshan Kavitha Dwayne Leroy
    Delroy Shaniqua Renell Tiana Kemoy Marlon Joanne Karen Susan Margaret Dorothy Stuart Craig
    Wayne Darren Shane Callum Rhys Gethin Siobhan Niamh Ciaran Mairead Luca Matteo Ines Joao
    Beatriz Thiago Rodrigo Xiomara Yaritza Saoirse Anwen Quillan Ottoline Persis Zephyr Calix
    Wren Juniper Bexley Ayomide Adaora Zuberi Makena Tendai Rutendo Farai Tapiwa Thandeka Sipho
    Biniam Selam Mebrahtu Haben Dawit Tsegaye Hodan Sagal Ayaan Bilqis Khadra Zeinab Parwana Zohal
    Ahmadullah Farzad Rojin Dilan Berivan Shilan Hevin Arben Besnik Drita Fatlum Ermira Yetunde
""".split()
SURNAMES = """
    Smith Jones Okafor Carter Begum Hussain Ahmed Patel Khan Singh Kaur Brown Williams Taylor Davies
    Evans Wilson Roberts Thompson Campbell Bailey Osei Mensah Boateng Adeyemi Ogunleye Okonkwo Eze
    Nwachukwu Balogun Afolayan Sesay Kamara Jalloh Conteh Warsame Abdi Farah Hersi Nur Kowalczyk
    Nowak Wisniewski Lewandowska Popescu Ionescu Munteanu Petrova Dimitrov Georgieva Demir Yilmaz
    Ozturk Kaya Celik Nguyen Tran Pham Chen Wong Zhang Li Kim Sato Sharma Gupta Iyer Sivakumar
    Thevarajah Rahman Miah Uddin Chowdhury Ali Malik Butt Qureshi Siddiqui O'Brien Murphy Kelly
    McCarthy Doherty Fitzgerald Byrne MacDonald Fraser Silva Santos Ferreira Oliveira Gomes Garcia
    Rodriguez Quispe Mamani Zelaya Tesfaye Gebremariam Habtom Berhane Haile Moyo Ncube Sibanda
    Chikwanha Dlamini Mokoena Krasniqi Gashi Berisha Hoxha Shala Rossi Bianchi Esposito
    Fotheringham Wetherby Trelawney Penhaligon Featherstone Cholmondeley Ramsbottom Entwistle
    Higginbottom Ainsworth Sutcliffe Braithwaite Oyelaran-Briggs Campbell-Reid Ndlovu Mbatha
    Abubakar Danjuma Yakubu Lawal Sowande Bankole Durojaiye Stewart Pinnock Gayle Beckford
    Dacosta Samuels Grant Francis Joseph Charles Alleyne Braithwaite Haidari Sultani Noorzai Popal
""".split()
STREETS = "Acacia|Mare|Chatsworth|Lower Clapton|Romford|Elm Park|St John's|Barking".split("|")
STREET_WORDS = (
    "Road Street Avenue Lane Close Gardens Terrace Crescent Drive Way Court Grove Rd St Ave".split()
)
NUMBERED = "{} is on file|seen again today ({})|Please note {} for this one|{}|{}|ref {}|see {} below".split(
    "|"
)
WHOLE = (
    "{}|{}|name: {}|Please speak to {} about it.|The mother, {}, moved out.|child called {}|"
    "social worker {} visited|{} disclosed more at school.|{} (aged 6) was present.|"
    "Case of {} is counted twice|{} attended with her advocate.|this is about {} and her brother|"
    "{} was not counted in Q4.|Added by hand for {}|Spoke with {} on Monday"
).split("|")
FIRST = (
    "mum {}|her son {} was there|child called {}|{}'s mum rang us|the baby, {}, is well|"
    "his sister {} saw it|dad's name is {}|Child {} is counted in both|{} said she was scared.|"
    "{}, 6, told her teacher|my client {} felt heard|her daughter {} moved school|"
    "{} disclosed more at school.|{}'s dad was arrested|partner {} has left"
).split("|")
LAST = "Mr {}|Mrs {} rang|Ms {} attended|Dr {} saw them|the worker, Miss {}|Mr. {} was told".split(
    "|"
)
ROLES = """
    Social worker|Team manager|Advanced practitioner|Implementation Lead|Head of Service|Health visitor
    |Family support worker|Early Help practitioner|IDVA|Police officer|Teacher|School nurse|Student
    |Newly qualified social worker|Independent reviewing officer|Conference chair|Data analyst
    |Quality assurance lead|Business support|Housing officer|Probation officer|Midwife|GP|Other
""".replace("\n", "").split("|")
PLACES = """
    Hackney|Barnet|Newham|Waltham Forest|Barking and Dagenham|Hammersmith and Fulham|Camden|Islington
    |Tower Hamlets|Redbridge|Havering|Stratford|Walthamstow|Stoke Newington|Bethnal Green|Canning Town
    |Seven Sisters|Muswell Hill|Shepherd's Bush|Golders Green|Forest Gate|East Ham|Leyton|Chingford
    |Becontree|Dalston|Homerton|London Fields|Finsbury Park|White City|England|Inner London|London
    |Greenwich|Kensington and Chelsea|Brent|Ealing|Harrow|Croydon|Richmond upon Thames|Colindale
""".replace("\n", "").split("|")
TEAMS = """
    Front Door|MASH|Assessment Team 1|North Locality|Children in Need Team|Court Team|Family Safeguarding
    |Early Help|Edge of Care|Leaving Care|Disabled Children's Team|Youth Justice Service|Fostering
    |Adolescent Service|Family Hub East|Core|Overview|Supervisors|Connect and Reflect|Safe & Together Core
    |Domestic Abuse Champions|Refresher|Working with Men|Mapping the Perpetrator's Pattern|Intersections
""".replace("\n", "").split("|")
WORDS = """
    Indicator|Quarter|Total|Number|Notes|Provisional|not available|n/a|n/k|suppressed|Yes|No|-|*|<5|c
    |New cases where DA is the referral issue on intake|Re-referrals within 12 months|Source: Mosaic
    |New child protection plans where DA was a factor|Completed by the Performance Team|Checked|Draft
    |Cases flagged after assessment|Children taken into care|Status|Comments|Date completed|Version 2
    |Contacts screened|Percentage|Rate per 10,000|Population 0-17|Year to date|Target|Forecast|Actual
    |1-4|5 to 9|10+|unknown|Stage 1|Stage 2|Upheld|Not upheld|Partly upheld|Still open|Evidenced
    |Not evidenced|Partly evidenced|Sheet 1|Table 6|Row 12|See note 3|Will follow|May change|as above
""".replace("\n", "").split("|")
MONTHS = (
    "January February March April May June July August September October November December".split()
)


def check_figure(nine: str) -> int:
    """The last figure of an NHS number; 10 where there is none with these nine."""
    return (
        -sum(weight * int(figure) for weight, figure in zip(range(10, 1, -1), nine, strict=True))
        % 11
    )


def nhs_number(draw: random.Random) -> str:
    nine = f"{draw.choice('4679')}{draw.randrange(10**8):08}"
    if check_figure(nine) == 10:
        return nhs_number(draw)
    ten = f"{nine}{check_figure(nine)}"
    gap = draw.choice(["", " ", "-", ".", " "])
    return gap.join((ten[:3], ten[3:6], ten[6:]))


def insurance_number(draw: random.Random) -> str:
    letters = f"{draw.choice('ABCEGHJKLMNPRSTWXYZ')}{draw.choice('ABCEGHJKLMNPRSTWXYZ')}"
    figures = [f"{draw.randrange(100):02}" for _ in range(3)]
    return _cased(draw, draw.choice(["", " ", "-"]).join([letters, *figures, draw.choice("ABCD")]))


def pupil_number(draw: random.Random) -> str:
    return _cased(draw, f"{draw.choice('ABCDEFGHJKLMNPQRTUVWXYZ')}{draw.randrange(10**12):012}")


def postcode(draw: random.Random) -> str:
    area = draw.choice(
        "E8 E17 N16 NW1 SE15 SW11 W6 EC1A WC2B E1W IG11 RM8 EN4 M1 B33 CR0 HA1".split()
    )
    return _cased(draw, f"{area}{draw.choice([' ', ' ', ''])}{draw.randrange(10)}{_two(draw)}")


def _two(draw: random.Random) -> str:
    return "".join(draw.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))


def address(draw: random.Random) -> str:
    street = f"{draw.choice(STREETS)} {draw.choice(STREET_WORDS[:8])}"
    number = draw.choice(["{n}", "{n}a", "Flat {m}, {n}", "{n}-{k}"])
    n = draw.randrange(1, 300)
    return f"{number.format(n=n, m=draw.randrange(1, 40), k=n + 2)} {draw.choice([street, street.lower()])}"


def e_mail(draw: random.Random) -> str:
    name = f"{draw.choice(FORENAMES)}{draw.choice(['.', '_', ''])}{draw.choice(SURNAMES)}{draw.choice(['', '7'])}"
    where = draw.choice(
        ["gmail.com", "hotmail.co.uk", "example.org", "nhs.net", "mail.school.sch.uk"]
    )
    return f"{name}@{where}" if draw.random() < 0.5 else f"{name}@{where}".lower()


def telephone(draw: random.Random) -> str:
    figures = draw.choice(["07", "020", "01", "03"])
    if figures == "01":
        figures = f"01{draw.randrange(2, 10)}"
    elif figures == "020":
        figures = f"020{draw.choice('378')}"
    elif figures == "07":
        figures = f"07{draw.randrange(1, 10)}"
    else:
        figures = "0300"
    figures += "".join(draw.choices("0123456789", k=11 - len(figures)))
    cuts = draw.choice([(), (5,), (5, 8), (3, 7), (4, 7), (3, 5, 7, 9)])
    parts = [figures[a:b] for a, b in zip((0, *cuts), (*cuts, 11), strict=True)]
    whole = draw.choice([" ", "-", ".", " "]).join(parts)
    return draw.choice(
        [whole, whole, f"+44 {whole[1:]}", f"+44 (0){whole[1:]}", f"0044{whole[1:]}"]
    )


def birth_date(draw: random.Random) -> str:
    day, month, year = draw.randrange(1, 29), draw.randrange(1, 13), draw.randrange(1975, 2026)
    said = draw.choice(
        ["dob", "DOB:", "d.o.b.", "born on", "born", "date of birth", "Date of Birth is", "DoB -"]
    )
    written = draw.choice(
        [
            f"{day}/{month}/{year}",
            f"{day:02}.{month:02}.{year}",
            f"{day} {MONTHS[month - 1]} {year}",
            f"{day}th {MONTHS[month - 1][:3]} {year}",
            f"{year}-{month:02}-{day:02}",
            f"{day}-{month}-{year % 100:02}",
        ]
    )
    return f"{said} {written}"


def _cased(draw: random.Random, text: str) -> str:
    return text.lower() if draw.random() < 0.3 else text


FORMS: dict[str, Callable[[random.Random], str]] = {
    "NHS numbers": nhs_number,
    "NI numbers": insurance_number,
    "UPNs": pupil_number,
    "postcodes": postcode,
    "addresses": address,
    "e-mail addresses": e_mail,
    "telephone numbers": telephone,
    "birth dates": birth_date,
}


def formed(kind: str, number: int = 500) -> Iterator[tuple[str, str]]:
    """What has a form, alone in its cell or in words: the whole text, and what is planted in it."""
    draw = random.Random(f"{SEED} {kind}")
    for _ in range(number):
        planted = FORMS[kind](draw)
        yield draw.choice(NUMBERED).format(planted), planted


def names(number: int = 1500) -> Iterator[tuple[str, str]]:
    """Names in varied words, one in seven in small letters: the whole text, and the name."""
    draw = random.Random(f"{SEED} names")
    for at in range(number):
        forename, surname = draw.choice(FORENAMES), draw.choice(SURNAMES)
        ways = [(WHOLE, f"{forename} {surname}"), (FIRST, forename), (LAST, surname)]
        templates, name = ways[(0, 0, 0, 1, 1, 2)[at % 6]]
        words = draw.choice(templates)
        if at % 7 == 0:
            words, name = words.lower(), name.lower()
        yield words.format(name), name


def cells(number: int = 6000) -> Iterator[str]:
    """Ordinary cells: counts, days, quarters, places, roles, teams, courses and words."""
    draw = random.Random(f"{SEED} cells")
    makers = [
        lambda: str(draw.randrange(10 ** draw.randrange(1, 7))),
        lambda: (
            f"{draw.randrange(1, 29):02}/{draw.randrange(1, 13):02}/{draw.randrange(2020, 2028)}"
        ),
        lambda: (
            f"{draw.randrange(2020, 2028)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02} 09:30"
        ),
        lambda: f"{draw.randrange(1, 29)} {draw.choice(MONTHS)} {draw.randrange(2020, 2028)}",
        lambda: (
            f"{draw.choice(['Jan-Mar', 'Apr-Jun', 'Jul-Sep', 'Oct-Dec', 'Q1', 'Q2'])} {draw.randrange(20, 28)}"
        ),
        lambda: f"{draw.randrange(100)}.{draw.randrange(100)}%",
        lambda: f"{draw.choice(['HAC', 'NEW', 'BAR', 'C', 'P', 'R'])}-{draw.randrange(1000):03}",
        lambda: draw.choice(ROLES),
        lambda: draw.choice(PLACES),
        lambda: draw.choice(TEAMS),
        lambda: draw.choice(WORDS),
        lambda: f"{draw.choice(ROLES)}, {draw.choice(PLACES)}",
        lambda: f"{draw.choice(PLACES)} {draw.choice(TEAMS)}",
        lambda: (
            f"{draw.choice(MONTHS)} {draw.choice(['', '2026', 'only', 'to ' + draw.choice(MONTHS)])}"
        ),
        lambda: f"{draw.choice(TEAMS)} ({draw.choice(MONTHS)})",
        lambda: (
            str(draw.randrange(10**9, 10**10))
            if draw.random() < 0.02
            else f"£{draw.randrange(10**5):,}"
        ),
    ]
    for _ in range(number):
        yield draw.choice(makers)()


def is_found(text: str, planted: str) -> bool:
    """Whether all of what was planted lies in what is found; of two names one may stay."""
    begins = text.index(planted)
    inside = set(range(begins, begins + len(planted)))
    taken = {at for span in found(text) for at in range(span.start, span.end)}
    return len(inside - taken) <= (len(inside) // 8)


def recall(planted: Iterator[tuple[str, str]]) -> float:
    """The share of planted texts that are found."""
    tried = [is_found(*one) for one in planted]
    return sum(tried) / len(tried)


def false_alarms(texts: Iterator[str]) -> float:
    """The share of plain texts in which something is found."""
    tried = [bool(found(text)) for text in texts]
    return sum(tried) / len(tried)


def figures() -> dict[str, float]:
    """Every figure by what it is of: shares found, and shares of plain texts taken for people."""
    shares = {kind: recall(formed(kind)) for kind in FORMS}
    shares["names in words"] = recall(names())
    shares["ordinary cells"] = false_alarms(cells())
    shares["plain sentences"] = false_alarms(iter(SENTENCES))
    return shares


def main() -> None:
    """Print the figures as a small table."""
    for kind, share in figures().items():
        print(f"{kind:<20} {share:8.2%}")


if __name__ == "__main__":
    main()
