"""The 33 local authorities of London and what else a column of boroughs may honestly hold."""

from __future__ import annotations

import re

from analysis.declare.boroughs import AMBIGUOUS, BOROUGHS
from draftcheck.words import key

AUTHORITIES = (
    "Barking and Dagenham",
    "Barnet",
    "Bexley",
    "Brent",
    "Bromley",
    "Camden",
    "City of London",
    "Croydon",
    "Ealing",
    "Enfield",
    "Greenwich",
    "Hackney",
    "Hammersmith and Fulham",
    "Haringey",
    "Harrow",
    "Havering",
    "Hillingdon",
    "Hounslow",
    "Islington",
    "Kensington and Chelsea",
    "Kingston upon Thames",
    "Lambeth",
    "Lewisham",
    "Merton",
    "Newham",
    "Redbridge",
    "Richmond upon Thames",
    "Southwark",
    "Sutton",
    "Tower Hamlets",
    "Waltham Forest",
    "Wandsworth",
    "Westminster",
)
_SHORT = (
    "City",
    "Kingston",
    "Richmond",
    "City of Westminster",
    "Westminster City",
    "RBKC",
    "K&C",
    "Hammersmith",
    "Barking",
    "Dagenham",
    "Kensington",
    "Chelsea",
    "Fulham",
)
_DRESS = re.compile(r"\b(royal|london|borough|boroughs|council|of|the|lb|rb|city)\b")
# What stands in such a column beside boroughs.
_OTHERS = re.compile(
    r"\b(totals?|all|overall|london|england|uk|partnership|inner|outer|national|region\w*|average|mean|median|other|others|"
    r"unknown|not|none|missing|joint|shared|combined|new(er)?|established|former|borough|site|area|authority|authorities|"
    r"n a|tbc|blank|various|multiple|cross|respect|\d+)\b|^\w$|^$"
)


def _undressed(name: str) -> str:
    return " ".join(_DRESS.sub(" ", key(name)).split())


_NAMES = {_undressed(name) for name in AUTHORITIES} | {
    key(name) for name in (*AUTHORITIES, *_SHORT)
}
_NAMES |= {key(alias) for borough in BOROUGHS for alias in (*borough.aliases, borough.name)}
_NAMES |= {key(name) for name in AMBIGUOUS if len(name) > 1} | {
    "lb " + key(name) for name in AUTHORITIES
}
_FULL = {key(name) for name in AUTHORITIES}


def is_authority(name: str) -> bool:
    """Whether a name is a local authority of London, in full or as it is known for short."""
    plain = re.sub(r"\s*[(\[].*", "", name) or name
    return key(plain) in _NAMES or _undressed(plain) in _NAMES - {""}


def is_full_name(name: str) -> bool:
    """Whether a name is the whole name of a local authority of London."""
    return key(name) in _FULL


def may_stand_beside(name: str) -> bool:
    """Whether a label among boroughs is plainly not meant as one: a total, a region, an answer."""
    return not name[:1].isupper() or bool(_OTHERS.search(key(name)))
