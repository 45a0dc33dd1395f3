"""Proves each sentence of a draft against the characters of the sources, or says why it could not."""

from collections.abc import Iterable, Mapping

from briefing.checking.checker import Checker
from briefing.checking.frame import mended
from briefing.checking.passages import Index
from briefing.checking.scoring import Scored, Scorer
from briefing.domain.brief import Draft
from briefing.domain.claim import CheckedClaim, Claim, Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA, Yardstick

__all__ = ["CHECKER", "Checker", "Index", "Scored", "Scorer", "check", "check_texts", "mended"]

CHECKER = "rules 1"
"""Name and version of the checker, as the brief states it."""


def check(
    draft: Draft, sources: tuple[Source, ...], *, yardstick: Yardstick, score: bool = False
) -> dict[str, CheckedClaim]:
    """Every claim of the draft with its verdict, by id, in the draft's order. Never raises for what a claim says.

    `score`: with the probability that it is supported, and with the nearest passages where there is no evidence.
    """
    checker = _checker(sources, yardstick, score=score)
    return {claim.id: checker.check(claim) for claim in draft.claims}


def check_texts(
    texts: Mapping[str, str], sources: Iterable[Source], *, yardstick: Yardstick = PHIA, score: bool = True
) -> dict[str, CheckedClaim]:
    """The same for bare sentences, by any author: id -> text."""
    checker = _checker(sources, yardstick, score=score)
    return {id: checker.check(Claim(id=id, text=text, section=Section.BODY)) for id, text in texts.items()}


def _checker(sources: Iterable[Source], yardstick: Yardstick, *, score: bool) -> Checker:
    index = Index(sources)
    return Checker(index, yardstick=yardstick, scorer=Scorer(index) if score else None)
