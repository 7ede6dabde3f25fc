"""Borough names that are none: in columns of boroughs, and in the text where a name comes near a
real one.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from analysis.declare.boroughs import AMBIGUOUS, BOROUGHS
from draftcheck.document import Document, in_tables
from draftcheck.finding import Finding, Rule
from draftcheck.labels import kind_of
from draftcheck.layout import Grid
from draftcheck.words import key

# The 33 local authorities of London.
_LONDON = """
    Barking and Dagenham|Barnet|Bexley|Brent|Bromley|Camden|City of London|Croydon|Ealing|Enfield
    |Greenwich|Hackney|Hammersmith and Fulham|Haringey|Harrow|Havering|Hillingdon|Hounslow
    |Islington|Kensington and Chelsea|Kingston upon Thames|Lambeth|Lewisham|Merton|Newham
    |Redbridge|Richmond upon Thames|Southwark|Sutton|Tower Hamlets|Waltham Forest|Wandsworth
    |Westminster"""
_SHORT = (
    "City|Kingston|Richmond|City of Westminster|Westminster City|RBKC|K&C|Hammersmith|Barking"
    "|Kensington"
)
# Authorities near London and large ones elsewhere, as a column of local authorities may hold.
_ELSEWHERE = """
    Barnsley|Basildon|Bedford|Birmingham|Blackburn with Darwen|Blackpool|Bolton|Bournemouth
    |Bracknell Forest|Bradford|Brighton and Hove|Bristol|Broxbourne|Buckinghamshire|Bury
    |Calderdale|Cambridgeshire|Central Bedfordshire|Cheshire East|Cornwall|Coventry|Cumbria
    |Darlington|Dartford|Derby|Derbyshire|Devon|Doncaster|Dorset|Dudley|Durham
    |East Sussex|Elmbridge|Epping Forest|Essex|Gateshead|Gloucestershire|Halton|Hampshire
    |Hartlepool|Hertfordshire|Hertsmere|Hull|Kent|Kingston upon Hull|Kirklees|Knowsley
    |Lancashire|Leeds|Leicester|Leicestershire|Lincolnshire|Liverpool|Luton|Manchester
    |Medway|Middlesbrough|Milton Keynes|Newcastle|Newcastle upon Tyne|Norfolk|North Tyneside
    |North Yorkshire|Northamptonshire|Northumberland|Nottingham|Nottinghamshire|Oldham
    |Oxfordshire|Peterborough|Plymouth|Portsmouth|Reading|Rochdale|Rotherham|Salford
    |Sandwell|Sefton|Sheffield|Shropshire|Slough|Solihull|Somerset|Spelthorne
    |South Gloucestershire|South Tyneside|Southampton|Southend-on-Sea|Staffordshire|Stockport
    |Stockton-on-Tees|Stoke-on-Trent|Suffolk|Sunderland|Surrey|Swindon|Tameside
    |Telford and Wrekin|Thurrock|Trafford|Three Rivers|Wakefield|Walsall|Warrington
    |Warwickshire|Watford|West Berkshire|West Sussex|Wigan|Wiltshire|Windsor and Maidenhead
    |Wirral|Wokingham|Wolverhampton|Worcestershire|York"""
_OTHER_AUTHORITIES = {
    " ".join(name.lower().replace("-", " ").split()) for name in _ELSEWHERE.split("|")
}
AUTHORITIES = [name.strip() for name in _LONDON.split("|")]
_DRESS = re.compile(r"\b(royal|london|borough|boroughs|council|the|lb|rb|(?<!city )of)\b")
# What stands in such a column beside boroughs.
_OTHERS = re.compile(
    r"""\b(totals?|all|overall|london|england|uk|partnership|inner|outer|national|region\w*|average
    |mean|median|other|others|unknown|not|none|missing|joint|shared|combined|new(er)?|established
    |former|borough|site|area|authority|authorities|n\ a|tbc|blank|various|multiple
    |cross borough|respect|elsewhere|outside|out|rest|any|both|tri|pan|neighbouring|anonymous
    |\d+)\b|^\w$|^$""",
    re.X,
)
# A heading that promises boroughs, or authorities, of which some lie outside London.
_OF_BOROUGHS = re.compile(r"\bboroughs?\b")
_OF_AUTHORITIES = re.compile(r"\b(local authorit(y|ies)|councils?|la)\b")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}(?:(?:\s+(?:and|&|of|upon)\s+|\s+)[A-Z][a-z]{2,}){0,3}")
# What follows a name that is then of a line, a hospital, a person.
_NO_PLACE = re.compile(r" (?:[a-z]+ ){0,2}line\b| line| hospital| college|['’]s", re.I)
_DOUBLE = {name.split(" and ")[0]: name for name in AUTHORITIES if " and " in name}
_LIKE, _LIKE_ALONE = 0.84, 0.8


def _undressed(name: str) -> str:
    return " ".join(_DRESS.sub(" ", key(name)).split())


_FULL = {key(name) for name in AUTHORITIES}
_NAMES = {
    *_FULL,
    # "City of London" without its dress is nothing at all: no name.
    *filter(None, map(_undressed, AUTHORITIES)),
    *(f"lb {name}" for name in _FULL),
    *map(key, _SHORT.split("|")),
    *(key(name) for name in AMBIGUOUS if len(name) > 1),
    *(key(name) for borough in BOROUGHS for name in (*borough.aliases, borough.name)),
}


def names_of_no_borough(document: Document) -> Iterator[Finding]:
    """Names that stand where a borough should and are none, and near misses in the text."""
    yield from _in_columns(document)
    for block in document.blocks:
        for match in _NAME.finditer(block.text):
            if not _NO_PLACE.match(block.text, match.end()):
                meant = ((name, _meant(name)) for name in _unknown(match[0].split()))
                for name, near in [pair for pair in meant if pair[1]][:1]:
                    expected = f"{near}, if the borough is meant"
                    sure = "likely" if " " in name else "look"
                    yield Finding(block.place, f"'{name}'", expected, sure)


@in_tables
def _in_columns(table: Grid) -> Iterator[Finding]:
    for row, column in borough_cells(table):
        name, header = table.cells[row][column], key(table.headers[column])
        # A total, a region, an answer is plainly not meant as one.
        stands_beside = not name[:1].isupper() or _OTHERS.search(key(name))
        if stands_beside or _is_authority(name):
            continue
        promised = _promises(header, name)
        near = _meant(name, alone=True) or (_alike(name, _LIKE_ALONE) if promised else "")
        if near or promised:
            expected = f"a London borough{f', such as {near}' if near else ''}"
            yield Finding(table.where(row), f"'{name}'", expected, "certain" if near else "look")


def _promises(header: str, name: str) -> bool:
    """Whether a column with this heading should not hold a name that comes near no borough's."""
    is_elsewhere = key(name).replace("-", " ") in _OTHER_AUTHORITIES
    return bool(_OF_BOROUGHS.search(header)) or (
        bool(_OF_AUTHORITIES.search(header)) and not is_elsewhere
    )


def borough_cells(table: Grid) -> Iterator[tuple[int, int]]:
    """The cells that should name a borough: those of a column of which most do, or half of them
    under a heading that says so.
    """
    for column in range(max(table.stubs, 1)):
        names = {
            row: name
            for row in table.rows
            if (name := table.cells[row][column])
            and kind_of(name) not in ("total", "all", "grand", "sub")
        }
        known = sum(map(_is_authority, names.values()))
        meant = known + sum(bool(_meant(name, alone=True)) for name in names.values())
        header = key(table.headers[column])
        is_named = _OF_BOROUGHS.search(header) or _OF_AUTHORITIES.search(header)
        enough = meant * 2 >= len(names) if is_named else known * 3 >= len(names) * 2
        least = 1 if is_named or len(names) == 2 else 2
        if known >= least and (enough or len(names) == 2):
            yield from ((row, column) for row in names)


def _unknown(words: list[str]) -> Iterator[str]:
    """What is left of some capitalised words without the names of boroughs among them."""
    if words[:1] in (["and"], ["&"]):
        words = words[1:]
    for first in range(len(words)):
        for end in range(len(words), first, -1):
            if key(" ".join(words[first:end])) in _FULL:
                yield from _unknown(words[:first])
                yield from _unknown(words[end:])
                return
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end])


def _meant(name: str, alone: bool = False) -> str:
    """The authority a name comes near: it begins or ends like a double name, or is spelt almost
    alike. A name that stands `alone` in its cell is no list of two.
    """
    halves = re.split(r" and | & ", name)
    if len(halves) == 2 and halves[0] in _DOUBLE:
        is_list = not alone and _FULL & {key(halves[1]), key(name)}
        return "" if is_list else _DOUBLE[halves[0]]
    return _alike(name)


def _alike(name: str, least: float = _LIKE) -> str:
    """The authority that is spelt almost like a name, if it is long enough to tell."""
    plain = key(name).replace(" ", "")
    ratios = {
        known: SequenceMatcher(None, plain, key(known).replace(" ", "")).ratio()
        for known in AUTHORITIES
        if known[0] == name[0] and abs(len(known) - len(name)) < 2 and len(name) > 5
    }
    best = max(ratios, key=ratios.get, default="")
    return best if best and least <= ratios[best] and key(best) != key(name) else ""


def _is_authority(name: str) -> bool:
    """Whether a name is a local authority of London, in full or as it is known for short."""
    plain = re.sub(r"\s*[(\[].*", "", name) or name
    return key(plain) in _NAMES or _undressed(plain) in _NAMES


RULES = (
    Rule(
        "borough",
        "A name among boroughs is a London borough.",
        names_of_no_borough,
        "names of boroughs",
        in_tables(borough_cells),
    ),
)
