"""Names in columns of boroughs, however short the table and whatever its heading."""

import pytest
from drafting import FORMATS, Draft

from draftcheck.check import check

SLIPS = [
    ("Borough", "Lewishem", "Greenwich"),
    ("Borough", "Camden", "Westminister"),
    ("London borough", "Hammersmith and City", "Brent"),
    ("Local authority", "Barking and Havering", "Newham", "Redbridge"),
    ("Local authority", "Tower Hamlet", "Hackney"),
    ("Site", "Croyden", "Sutton"),
    ("Borough", "Mertom", "Sutton"),
    ("Borough", "City of Greenwich", "Bexley", "Bromley"),
    ("Borough", "Red Bridge", "Havering"),
    ("London borough", "Brixton", "Southwark"),
    ("Borough", "Fulham", "Ealing"),
    ("Local authority", "Lewishem", "Greenwhich", "Bromley"),
]
HONEST = [
    ("Local authority", "Slough", "Hillingdon", "Hounslow"),
    ("Local authority", "Camden", "Birmingham"),
    ("Local authority", "Kent", "Bexley", "Leeds"),
    ("Borough", "Leeds", "Derby", "Sutton"),
    ("Area", "Camden", "Brixton", "Lambeth"),
    ("Service", "Camden", "Islington", "Helpline"),
    ("Provider", "Refuge", "Hackney", "Newham"),
    ("Site", "Camden", "Islington", "Royal Free Hospital"),
    ("Borough", "Camden", "Elsewhere"),
    ("Borough", "Richmond", "Kingston", "Sutton"),
    ("Borough", "City of Westminster", "City of London", "LB Camden"),
    ("Borough", "Kensington & Chelsea", "RBKC", "Hammersmith"),
]


def rules(format_: str, header: str, *names: str) -> list[str]:
    draft = Draft()
    draft.table("Referrals", [[header, "N"], *([name, 20 + at] for at, name in enumerate(names))])
    return check(f"draft.{format_}", draft.written(format_)).doubts["rule"].tolist()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("column", SLIPS, ids=" ".join)
def test_a_name_of_no_borough_is_found_in_every_format(column, format_):
    assert set(rules(format_, *column)) == {"borough"}


@pytest.mark.parametrize("column", HONEST, ids=" ".join)
def test_names_of_places_that_are_meant_are_not_doubted(column):
    assert not rules("md", *column)


def test_a_near_miss_says_which_borough_is_meant():
    draft = Draft()
    draft.table("Referrals", [["Borough", "N"], ["Mertom", "20"], ["Sutton", "21"]])
    found = check("draft.md", draft.written("md")).doubts
    assert found[["expected", "sure"]].to_numpy().tolist() == [
        ["a London borough, such as Merton", "certain"]
    ]
