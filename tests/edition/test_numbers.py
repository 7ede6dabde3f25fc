"""A printed number is a number that is shown as it was printed, and nothing else is one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.excel import _format
from edition.numbers import number


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("0", "0", "0"),
        ("1,230", "1230", "#,##0"),
        ("5.20", "5.20", "0.00"),
        ("14%", "0.14", "0%"),
        ("2.5%", "0.025", "0.0%"),
        ("+1.5", "1.5", '"+"0.0'),
        ("−0.31", "-0.31", '0.00;"−"0.00'),
        ("×1.25", "1.25", '"×"0.00'),
        ("1,005\N{NO-BREAK SPACE}[r]", "1005", '#,##0"\N{NO-BREAK SPACE}[r]"'),
    ],
)
def test_it_is_shown_as_printed(text, value, form):
    held = number(text)
    assert held.value == Decimal(value)
    assert _format(held) == form


@pytest.mark.parametrize(
    "text",
    "[x];[d];–;;3 of 5;1.2 to 3.4;<5;007;1,23;12,3456;−0.0;−0;4.;1 230;2023-25;5 [r];-3".split(";"),
)
def test_what_is_no_plain_number_stays_text(text):
    assert number(text) is None


@given(st.integers(0, 999_999_999), st.integers(0, 4), st.booleans(), st.sampled_from(["", "−"]))
def test_a_number_goes_there_and_back(digits, places, percent, sign):
    value = Decimal(digits).scaleb(-places)
    text = f"{sign}{value:,.{places}f}{'%' * percent}"
    held = number(text)
    if sign and not value:
        assert held is None
    else:
        expected = -value if sign else value
        assert held.value == (expected / 100 if percent else expected)
        assert (held.places, held.grouped) == (places, "," in text)
