"""How tokens and dollars are told to people: the same words in briefs, reports and on the screen."""

from decimal import Decimal

from briefing.domain.brief import Cost

UNKNOWN = "price unknown"
_LEAST = Decimal("0.000001")
"""What six digits after the point can show."""


def dollars(amount: Decimal | float | None) -> str:
    """`$0.50`, `$0.000225`: cents at least, and no digit of a price left out before the seventh.

    What is not known is never shown as nothing, and nor is what is too little to be shown.
    """
    if amount is None:
        return UNKNOWN
    if 0 < amount < _LEAST / 2:
        return f"under ${_LEAST}"
    digits = f"{amount:.6f}"
    return f"${digits[:-4]}{digits[-4:].rstrip('0')}"


def told(cost: Cost, *, stored: int = 0) -> str:
    """`12 calls (4 from the store), 31,204 tokens in (1,024 cached), 6,210 out, $0.0123`.

    `stored`: calls that the store answered, beside those of `cost`; tokens and dollars are those of the others.
    """
    calls = cost.calls + stored
    if stored and not cost.calls:
        return f"{calls:,} call{'' if calls == 1 else 's'}, all from the store: nothing to pay"
    return (
        f"{calls:,} call{'' if calls == 1 else 's'}{f' ({stored:,} from the store)' if stored else ''}, "
        f"{cost.tokens_in:,} tokens in{f' ({cost.tokens_cached:,} cached)' if cost.tokens_cached else ''}, "
        f"{cost.tokens_out:,} out, {dollars(cost.usd)}"
    )
