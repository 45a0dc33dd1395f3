"""Compares two wordings word by word, as a reader of quotations does: case, marks and brackets aside."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from briefing.language.words import STOPWORDS, Word, words

_BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.{3}|…|\. \. \.)\s*\]|\(\s*(?:\.{3}|…)\s*\)|…|\.{3,}|\. \. \.)\s*")
_LETTER = re.compile(r"[(\[](\w)[)\]](?=\w)")
"""A letter whose case an editor changed: `[W]e`."""
_GAP = 80
"""Words that an ellipsis can stand for, at most."""


class Match(NamedTuple):
    start: int
    end: int
    """In the text that was searched."""
    inserted: bool
    """Editorial brackets or an ellipsis stand on one side only."""
    pieces: tuple[tuple[int, int], ...]
    """Where each stretch of the quotation stands in the text."""


class Insertion(NamedTuple):
    text: str
    """What stands in the brackets."""
    after: int
    """How many stretches of the quotation stand before it."""


class Likely(NamedTuple):
    start: int
    end: int
    likeness: float
    """Share of the wanted words that are met in order, 0 to 1; content words count thrice."""
    difference: str
    """The wanted words with `~~left out~~` and `**put in**` as the text has it."""


def plain(text: str) -> list[Word]:
    """The words outside editorial brackets."""
    covered = [match.span() for match in _BRACKETED.finditer(text)]
    return [word for word in words(text) if not any(start <= word.start < end for start, end in covered)]


def parts(quote: str) -> list[list[str]]:
    """The stretches between ellipses and brackets, as norms; a replaced word (`[he]`) parts them too."""
    quote = _LETTER.sub(r"\1", quote)
    stretches = (
        [word.norm for word in words(stretch)]
        for piece in _ELLIPSIS.split(quote)
        for stretch in _BRACKETED.split(piece)
    )
    return [stretch for stretch in stretches if stretch]


def insertions(quote: str) -> list[Insertion]:
    """What an editor put into the quotation in brackets; a letter in brackets and `[...]` are none."""
    quote = _LETTER.sub(r"\1", quote)
    return [
        Insertion(match.group()[1:-1], len(parts(quote[: match.start()])))
        for match in _BRACKETED.finditer(quote)
        if words(match.group())
    ]


def find(quote: str, text: str) -> Match | None:
    """Where the text has the quotation word for word, stretch after stretch; None if it does not."""
    wanted = parts(quote)
    for given in (words(text), plain(text)):
        norms = [word.norm for word in given]
        if wanted and (found := _in_order(wanted, norms)):
            pieces = tuple(
                (given[at].start, given[at + len(part) - 1].end) for at, part in zip(found, wanted, strict=True)
            )
            inserted = len(wanted) > 1 or len(given) != len(words(text)) or bool(insertions(quote))
            return Match(pieces[0][0], pieces[-1][1], inserted, pieces)
    return None


def _in_order(wanted: Sequence[list[str]], norms: list[str]) -> list[int] | None:
    """Where each stretch begins."""
    for start in _places(wanted[0], norms, 0, len(norms)):
        found = [start]
        for before, part in pairwise(wanted):
            at = found[-1] + len(before)
            following = next(iter(_places(part, norms, at, min(len(norms), at + _GAP + len(part)))), None)
            if following is None:
                break
            found.append(following)
        else:
            return found
    return None


def _places(part: list[str], norms: list[str], start: int, end: int) -> list[int]:
    return [
        at for at in range(start, end - len(part) + 1) if norms[at] == part[0] and norms[at : at + len(part)] == part
    ]


def likeliest(quote: str, text: str) -> Likely | None:
    """The stretch of the text that is most like the quotation; None if nothing is in common."""
    wanted, given = plain(quote), plain(text)
    if not wanted or not given:
        return None
    mine, theirs = [word.norm for word in wanted], [word.norm for word in given]
    size = min(len(theirs), len(mine) + max(2, len(mine) // 4))
    best = _densest(mine, theirs, size)
    matcher = SequenceMatcher(None, mine, theirs[best : best + size], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    met = sum(_weight(mine[at]) for block in blocks for at in range(block.a, block.a + block.size))
    first = max(0, best + blocks[0].b - blocks[0].a)
    last = min(len(theirs), best + blocks[-1].b + blocks[-1].size + len(mine) - blocks[-1].a - blocks[-1].size)
    return Likely(
        given[first].start,
        given[last - 1].end,
        met / sum(map(_weight, mine)),
        difference([word.text for word in wanted], [word.text for word in given[first:last]]),
    )


def _weight(norm: str) -> float:
    return 1.0 if norm in STOPWORDS else 3.0


def _densest(mine: list[str], theirs: list[str], size: int) -> int:
    """Where the window begins that shares most words with the quotation."""
    wanted = Counter(mine)
    window = Counter(theirs[:size])
    shared = sum(_weight(norm) * min(count, window[norm]) for norm, count in wanted.items())
    best, at = shared, 0
    for start in range(1, len(theirs) - size + 1):
        gone, new = theirs[start - 1], theirs[start + size - 1]
        if gone in wanted and window[gone] <= wanted[gone]:
            shared -= _weight(gone)
        window[gone] -= 1
        window[new] += 1
        if new in wanted and window[new] <= wanted[new]:
            shared += _weight(new)
        if shared > best + 1e-9:
            best, at = shared, start
    return at


def difference(wanted: Sequence[str], given: Sequence[str]) -> str:
    """`full ~~complete~~ **total** ceasefire`: struck what only the first has, bold what only the second has."""
    matcher = SequenceMatcher(None, [w.casefold() for w in wanted], [g.casefold() for g in given], autojunk=False)
    pieces: list[str] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(" ".join(wanted[first:last]))
            continue
        if last > first:
            pieces.append(f"~~{' '.join(wanted[first:last])}~~")
        if end > start:
            pieces.append(f"**{' '.join(given[start:end])}**")
    return " ".join(pieces)
