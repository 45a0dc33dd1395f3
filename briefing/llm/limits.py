"""Limits that endpoints name in words when they reject a request."""

import re

_CONTEXT = re.compile(
    r"(?:context|prompt|model) (?:length|window|size|limit)(?: is| of)?(?: only)?[ :(`]*(?P<after>\d[\d,]{2,})"
    r"|(?P<before>\d[\d,]{2,}) maximum"
    r"|\"n_ctx\": (?P<field>\d{3,})"
)
_NUMBER = re.compile(r"(?<![\w.-])\d[\d,]*(?!\.?\d)(?![\w-])")
"""A number that is no part of a name or a version: `gpt-4-0613`, `2.9`."""
_EXCESS = ("too large", "at most", "less than", "maximum", "exceed", "range", "<=", "less_than", " > ")
_LEAST = 16
"""Tokens; no endpoint allows fewer for a reply, and a smaller number means something else."""


def context(said: str) -> int | None:
    """Tokens of prompt and reply together that the endpoint says it has room for."""
    found = _CONTEXT.search(said)
    return int(next(number for number in found.groups() if number).replace(",", "")) if found else None


def longest_reply(said: str, *, asked: int) -> int | None:
    """Tokens that the endpoint allows for a reply, where it finds those `asked` for too many."""
    if not any(words in said for words in _EXCESS):
        return None
    numbers = [int(number.replace(",", "") or 0) for number in _NUMBER.findall(said)]
    return max((number for number in numbers if _LEAST <= number < asked), default=None)
