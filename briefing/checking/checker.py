"""Judges one claim after the other against an index of the sources."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from briefing.checking import checks, evidence, quotes, report, roles
from briefing.checking.alignment import Alignment
from briefing.checking.assertions import Assertion, split, tokens_of
from briefing.checking.attribution import is_author
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.guard import CheckFailed, guarded
from briefing.checking.passages import Index, Passage
from briefing.checking.verdict import Judged, Weighed, weigh
from briefing.domain.claim import CheckedClaim, Claim, ClaimKind, Reason, Verdict
from briefing.domain.yardstick import Yardstick

_LONGEST = 3000
"""Characters of a claim; what is longer is no sentence."""
_RELATIVE = re.compile(r"day\b|night\b|tomorrow|week|month|year|\bago\b|\b(?:\d|[JFMASOND][a-z]{2})", re.IGNORECASE)
_OWN_CONTENT = 2.0
"""Weight that a claim must have outside its offices for them to be taken as known background."""


class Checker:
    """Judges claims against the sources of one index."""

    def __init__(self, index: Index, *, yardstick: Yardstick) -> None:
        self._index = index
        self._yardstick = yardstick

    def check(self, claim: Claim) -> CheckedClaim:
        """The claim with verdict, evidence, quotations and reasons; `unchecked` if a check breaks."""
        try:
            return guarded("evidence", partial(self._check, claim))
        except CheckFailed as failure:
            return CheckedClaim(
                claim=claim, verdict=Verdict.UNCHECKED, reasons=(Reason(check=failure.check, detail=str(failure)),)
            )

    def _check(self, claim: Claim) -> CheckedClaim:
        text = claim.text
        alone = [f for name, run in checks.ALONE.items() for f in guarded(name, partial(run, claim, self._yardstick))]
        if len(text) > _LONGEST:
            return report.failed(claim, f"a text of {len(text)} characters is not one claim")
        facts = Facts(text)
        if not facts.tokens:
            return report.failed(claim, "nothing in it can be checked")
        if claim.kind is ClaimKind.ASSESSMENT:
            return self._assessment(claim, facts, alone)
        quoted = [q for name, run in checks.QUOTES.items() for q in guarded(name, partial(run, facts, self._index))]
        held = [r for name, run in checks.ROLES.items() for r in guarded(name, partial(run, facts, self._index))]
        weighed = [self._weigh(claim, part, facts, quoted, held) for part in split(facts)]
        return report.combined(claim, self._index, alone, quoted, held, weighed)

    def _weigh(
        self,
        claim: Claim,
        part: Assertion,
        facts: Facts,
        quoted: Sequence[quotes.Judged],
        held: Sequence[roles.Judged],
    ) -> Weighed:
        text = facts.text[part.start : part.end]
        passages = evidence.candidates(text, claim, self._index)
        passages += [passage for judged in quoted for passage in judged.passages if passage not in passages]
        passages += [passage for judged in held for passage in judged.supporters[:3] if passage not in passages]
        same = {passage.number for passage in self._index.verbatim(claim.text)}
        views: dict[date | None, Facts] = {}
        judged = []
        for passage in passages:
            anchor = passage.anchor if _RELATIVE.search(facts.text) else None
            view = views.setdefault(anchor, Facts(facts.text, anchor) if anchor else facts)
            judged.append(self._judge(view, part, passage, held, verbatim=passage.number in same))
        return weigh(judged)

    def _judge(
        self, facts: Facts, part: Assertion, passage: Passage, held: Sequence[roles.Judged], *, verbatim: bool
    ) -> Judged:
        tokens = tokens_of(facts, part)
        if verbatim:
            return Judged(Alignment(facts, tokens, passage, self._index), (), verbatim=True)
        granted = _known_offices(tokens, passage, held)
        alignment = Alignment(facts, tokens, passage, self._index, granted)
        alignment = _with_author(alignment)
        findings: list[Finding] = []
        if alignment.pairs:
            for name, compare in checks.PASSAGE.items():
                findings += guarded(name, partial(compare, alignment))
        return Judged(alignment, findings)

    def _assessment(self, claim: Claim, facts: Facts, alone: Sequence[Finding]) -> CheckedClaim:
        """An own judgement is not judged; its basis must be there, its names and numbers known."""
        basis = tuple(each for each in claim.basis if evidence.is_exact(each, self._index))
        unknown = report.unknown(facts, self._index)
        findings = [*alone, *unknown]
        if not basis:
            findings.append(Finding("evidence", Outcome.LACKS, "the assessment rests on no place in a source"))
        return report.assessment(claim, basis, findings)


def _known_offices(tokens: Sequence[Token], passage: Passage, held: Sequence[roles.Judged]) -> frozenset[Token]:
    """Words of offices that a source bears out, where the claim has more to say and the passage does not object."""
    granted: set[Token] = set()
    for judged in held:
        if judged.supporters and not any(rival.passage is passage for rival in judged.rivals):
            inside = [t for t in tokens if judged.role.start <= t.start < judged.role.end]
            holder = [t for t in inside if t.kind == "name" and t.root == judged.role.holder]
            granted.update(t for t in inside if t not in holder)
    own = sum(token.weight for token in tokens if token not in granted and token.kind != "name")
    return frozenset(granted) if own >= _OWN_CONTENT else frozenset()


def _with_author(alignment: Alignment) -> Alignment:
    """The same with the source's own author met, where the claim says that it is the author who says so."""
    spoken = [said for said in alignment.claim.attributions if is_author(alignment, said.speaker)]
    mine = {
        token
        for said in spoken
        for token in alignment.tokens
        if said.start <= token.start and token.end <= said.end and not alignment.met(token)
    }
    if not mine:
        return alignment
    granted = alignment.granted | mine
    return Alignment(alignment.claim, alignment.tokens, alignment.passage, alignment.index, granted)
