"""What the words of a claim that its evidence lacks have to do with the words it has; how rare they are."""

from collections import defaultdict
from functools import cache
from math import log
from typing import NamedTuple

from briefing.checking.scoring.tokens import Token
from briefing.checking.scoring.view import View
from briefing.language.commonness import uses
from briefing.language.thesaurus import Relation, relation

_ORDER = {each: number for number, each in enumerate(Relation)}
_NAMES = {number: each.value for each, number in _ORDER.items()}
_NONE = len(_ORDER)
_BORNE_OUT = {
    Relation.SAME: 1.0, Relation.SYNONYM: 0.9, Relation.DERIVED: 0.9, Relation.BROADER: 0.8, Relation.NARROWER: 0.5,
}  # fmt: skip
"""What a word counts whose evidence has a word so related."""
_STRANGE = frozenset({"none", "cousin", "antonym", "unknown"})


class _Use(NamedTuple):
    part: str
    """n, v, a; u for what WordNet's texts do not have."""
    rarity: float
    """1 for what they do not have, less for what they often have."""


_UNUSED = _Use("u", 1.0)


@cache
def _table() -> dict[str, _Use]:
    return {root: _Use(use.part, 1 / (1 + (use.level + 0.5) * log(2) / 4)) for root, use in uses().items()}


def kinship(view: View) -> tuple[dict[str, float], dict[str, float]]:
    """Shares (`borne out`, `rarity`, `rarest`) and counts by relation and part of speech (`lacks cousin n`)."""
    counts: dict[str, float] = defaultdict(float)
    table, total, met, rarest = _table(), 0.0, 0.0, 0.0
    document = view.document
    for at, place in zip(view.content, view.places, strict=True):
        token = view.claim[at]
        use = table.get(token.root, _UNUSED)
        part, rarity = (use.part, use.rarity) if token.kind == "word" else (token.kind, 1.0)
        total += rarity
        counts[f"is {part}"] += 1
        if place is not None and document.roots[place] == token.root:
            met += rarity
            continue
        if token.kind == "number":
            continue
        closest = _closest(view, token)
        name = "unknown" if closest == _NONE and part == "u" else _NAMES.get(closest, "none")
        met += rarity * _BORNE_OUT.get(Relation(name), 0.0) if closest != _NONE else 0.0
        counts[f"lacks {name}"] += 1
        counts[f"lacks {name} {part}"] += 1
        counts[f"{'far' if token.root in document.places else 'new'} {name}"] += 1
        if name in _STRANGE:
            rarest = max(rarest, rarity)
            counts["strange"] += rarity
    return {"borne out": met / total, "rarity": total / len(view.content), "rarest": rarest}, counts


def _closest(view: View, token: Token) -> int:
    """The first in order of the relations that the word has to a word of the evidence."""
    closest = _NONE
    for norm in view.evidence_words:
        link = relation(token.norm, norm)
        if link is not None and (order := _ORDER[link.relation]) < closest:
            closest = order
    return closest
