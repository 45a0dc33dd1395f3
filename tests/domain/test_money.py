"""Tokens and dollars in words."""

from decimal import Decimal

import pytest

from briefing.domain.brief import Cost
from briefing.domain.money import dollars, told


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (None, "price unknown"),
        (0, "$0.00"),
        (0.0215, "$0.0215"),
        (Decimal("0.0000004"), "under $0.000001"),
        (1e-7, "under $0.000001"),
        (1e-6, "$0.000001"),
        (12, "$12.00"),
    ],
)
def test_a_price_is_shown_to_the_digit_and_never_as_nothing(amount: Decimal | float | None, shown: str) -> None:
    assert dollars(amount) == shown


def test_a_cost_in_words() -> None:
    paid = Cost(calls=8, tokens_in=31_204, tokens_out=6_210, tokens_cached=1_024, usd=0.0123)
    assert told(paid, stored=4) == "12 calls (4 from the store), 31,204 tokens in (1,024 cached), 6,210 out, $0.0123"
    assert told(Cost(calls=1, tokens_in=5, tokens_out=2)) == "1 call, 5 tokens in, 2 out, price unknown"
    assert told(Cost(), stored=3) == "3 calls, all from the store: nothing to pay"
