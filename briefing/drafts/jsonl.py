"""JSON Lines: one claim a line, with an id of the user's own."""

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]

from briefing.domain.claim import Claim, Section
from briefing.domain.proof import PlacedClaim
from briefing.errors import DraftError

_BLANKS = re.compile(r"[ \t\r\n]*")
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, as the escape `\\ud83d` alone: readers of JSON stop at it, so none is handed on."""
_FORM = 'Write one object a line: {"id": "1", "claim": "..."}.'


def claims(text: str, path: str) -> tuple[PlacedClaim, ...]:
    """A claim a line; `text[start:end]` is its string as written, escapes inside, quote marks outside.

    Raises:
        DraftError: a line is broken, has no claim, or has the id of another.
    """
    found: list[PlacedClaim] = []
    lines: dict[str, int] = {}
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            placed = _claim(line, at, number, path)
            id = placed.claim.id
            if id in lines:
                raise DraftError(
                    f"{path!r}, line {number}: the id {id!r} is that of line {lines[id]}",
                    help="Give each claim an id of its own.",
                )
            lines[id] = number
            found.append(placed)
        at += len(line) + 1
    return tuple(found)


def _claim(line: str, at: int, number: int, path: str) -> PlacedClaim:
    def broken(fault: str) -> DraftError:
        return DraftError(f"{path!r}, line {number}: {fault}", help=_FORM)

    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        fault = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise broken(f"no JSON: {fault}") from None
    if not isinstance(row, dict):
        raise broken("not an object")
    claim = row.get("claim")
    if not isinstance(claim, str):
        raise broken('"claim" is missing' if claim is None else '"claim" is no text')
    if not claim.strip():
        raise broken('"claim" is empty')
    id = row.get("id", str(number))
    if isinstance(id, bool) or not isinstance(id, str | int) or not str(id).strip():
        raise broken('"id" is no text')
    start, end = _place(line)
    return PlacedClaim(
        claim=Claim(id=_whole(str(id)), text=_whole(" ".join(claim.split())), section=Section.BODY),
        start=at + start,
        end=at + end,
        after=at + end,
        line=number,
    )


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text)


def _place(line: str) -> tuple[int, int]:
    """Where the last string of the key `claim` stands in a line that is known to be an object of that kind."""
    return list(_strings(line))[-1]


def _strings(line: str) -> Iterator[tuple[int, int]]:
    decoder = json.JSONDecoder()
    at = _skip(line, line.index("{") + 1)
    while line[at] != "}":
        key, at = scanstring(line, at + 1)
        at = _skip(line, _skip(line, at) + 1)
        start = at
        value, at = decoder.raw_decode(line, at)
        if key == "claim" and isinstance(value, str):
            yield start + 1, at - 1
        at = _skip(line, at)
        if line[at] == ",":
            at = _skip(line, at + 1)


def _skip(line: str, at: int) -> int:
    match = _BLANKS.match(line, at)
    return match.end() if match else at
