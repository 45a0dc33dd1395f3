"""What stages cost is added up: nothing is lost, and nothing unknown becomes a number."""

from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.brief import Cost

PAID = Cost(calls=2, tokens_in=100, tokens_out=30, tokens_cached=40, usd=0.1)


def test_all_figures_are_added() -> None:
    other = Cost(calls=1, tokens_in=7, tokens_out=8, tokens_cached=3, usd=0.2)
    assert PAID + other == Cost(calls=3, tokens_in=107, tokens_out=38, tokens_cached=43, usd=0.3)


def test_an_unknown_price_makes_the_whole_unknown() -> None:
    unknown = Cost(calls=1, tokens_in=7, tokens_out=8)
    for total in (PAID + unknown, unknown + PAID):
        assert total == Cost(calls=3, tokens_in=107, tokens_out=38, tokens_cached=40, usd=None)


def test_where_nothing_was_asked_nothing_becomes_unknown() -> None:
    assert PAID + Cost() == Cost() + PAID == PAID
    assert Cost() + Cost() == Cost()


@given(st.lists(st.integers(0, 10**10), min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_replies_does_not_show(nanodollars: list[int], order) -> None:  # type: ignore[no-untyped-def]
    costs = [Cost(calls=1, usd=amount / 10**9) for amount in nanodollars]
    total = reduce(add, costs)
    order.shuffle(costs)
    assert reduce(add, costs) == total
    assert total.usd == sum(nanodollars) / 10**9
