"""Proves each sentence of a draft against the characters of the sources, or says why it could not."""

from collections.abc import Iterable, Mapping

from briefing.checking.checker import Checker
from briefing.checking.passages import Index
from briefing.domain.brief import Draft
from briefing.domain.claim import CheckedClaim, Claim, Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA, Yardstick

__all__ = ["CHECKER", "Checker", "Index", "check", "check_texts"]

CHECKER = "rules 1"
"""Name and version of the checker, as the brief states it."""


def check(draft: Draft, sources: tuple[Source, ...], *, yardstick: Yardstick) -> dict[str, CheckedClaim]:
    """Every claim of the draft with its verdict, by id, in the draft's order. Never raises for what a claim says."""
    checker = Checker(Index(sources), yardstick=yardstick)
    return {claim.id: checker.check(claim) for claim in draft.claims}


def check_texts(
    texts: Mapping[str, str], sources: Iterable[Source], *, yardstick: Yardstick = PHIA
) -> dict[str, CheckedClaim]:
    """The same for bare sentences, by any author: id -> text."""
    checker = Checker(Index(sources), yardstick=yardstick)
    return {id: checker.check(Claim(id=id, text=text, section=Section.BODY)) for id, text in texts.items()}
