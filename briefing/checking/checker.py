"""Judges one claim after the other against an index of the sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from briefing.checking import checks, denials, evidence, judgements, quotes, report, roles, versions
from briefing.checking import voice as voices
from briefing.checking.alignment import Alignment
from briefing.checking.assertions import Assertion, split, tokens_of
from briefing.checking.attribution import by_author
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Check, Finding, Findings, Outcome
from briefing.checking.guard import Budget, CheckFailed, guarded
from briefing.checking.passages import ANY_DAY, Index, Passage
from briefing.checking.scoring import Scorer
from briefing.checking.verdict import Judged, Weighed, weigh
from briefing.checking.voice import Voice
from briefing.domain.claim import CheckedClaim, Claim, ClaimKind, QuoteVerdict
from briefing.domain.yardstick import Yardstick
from briefing.language.dates import dates

_LONGEST = 3000
"""Characters of a claim; what is longer is no sentence."""
_WORTH_CHECKING = 0.25
"""Share of an assertion that a passage must have to bear it out or speak against it in any way."""
_OWN_CONTENT = 2.0
"""Weight that a claim must have outside its offices for them to be taken as known background."""


class Checker:
    """Judges claims against the sources of one index."""

    def __init__(
        self, index: Index, *, yardstick: Yardstick, scorer: Scorer | None = None, today: date | None = None
    ) -> None:
        """`today`: from which the claims reckon "yesterday"; None: each from the day of the source beside it."""
        self._index = index
        self._today = today
        self._scorer = scorer
        self._yardstick = yardstick

    def check(self, claim: Claim) -> CheckedClaim:
        """The claim with verdict, evidence, quotations and reasons; `unchecked` if a check breaks."""
        try:
            checked = guarded("evidence", self._check, claim)
            return guarded("score", self._scorer.attach, checked) if self._scorer else checked
        except CheckFailed as failure:
            return report.unchecked(claim, failure.check, str(failure))

    def _check(self, claim: Claim) -> CheckedClaim:
        text = claim.text
        if len(text) > _LONGEST:
            return report.unchecked(claim, "evidence", f"a text of {len(text):,} characters is not one claim")
        alone = [f for name, run in checks.ALONE.items() for f in guarded(name, run, claim, self._yardstick)]
        voice = Voice(text, None, "") if self._index.verbatim(text) else voices.of(text)
        facts = Facts(voice.text)
        if not facts.tokens and not (facts.words and self._index.verbatim(voice.text)):
            return report.failed(claim, "nothing in it can be checked")
        quoted = [q for name, run in checks.QUOTES.items() for q in guarded(name, run, facts, self._index)]
        held = [r for name, run in checks.ROLES.items() for r in guarded(name, run, facts, self._index)]
        if claim.kind is ClaimKind.ASSESSMENT and judgements.is_judgement(facts.text, self._yardstick):
            return self._assessment(claim, facts, [*alone, *_misstated(quoted, held)])
        budget = Budget()
        weighed = [self._weigh(claim, voice, part, facts, quoted, held, budget) for part in split(facts)]
        return report.combined(claim, self._index, alone, quoted, held, weighed)

    def _weigh(
        self,
        claim: Claim,
        voice: Voice,
        part: Assertion,
        facts: Facts,
        quoted: Sequence[quotes.Judged],
        held: Sequence[roles.Judged],
        budget: Budget,
    ) -> Weighed:
        text = facts.text[part.start : part.end]
        passages = evidence.candidates(text, claim, self._index)
        passages += [passage for judged in quoted for passage in judged.passages if passage not in passages]
        passages += [passage for judged in held for passage in judged.supporters[:3] if passage not in passages]
        self._index.keep_warm(passages)
        same = {passage.number for passage in self._index.verbatim(voice.text)}
        basis = {passage.number for passage in evidence.basis_of(claim, self._index)}
        relative = any(mention.relative for mention in dates(facts.text, ANY_DAY))
        views: dict[date | None, Facts] = {None: facts}
        judged = []
        for passage in passages:
            anchor = (self._today or passage.anchor) if relative else None
            if anchor not in views:
                views[anchor] = facts.seen_from(anchor)
            view = views[anchor]
            budget.spend(len(facts.words) * len(passage.words))
            each = self._judge(view, part, passage, quoted, held, voice, verbatim=passage.number in same)
            judged.append(replace(each, basis=passage.number in basis))
        weighed = weigh(judged)
        others = guarded(versions.CHECK, versions.examine, weighed.supporting, self._index)
        return replace(weighed, others=[(other.passage, other.finding) for other in others])

    def _judge(
        self,
        facts: Facts,
        part: Assertion,
        passage: Passage,
        quoted: Sequence[quotes.Judged],
        held: Sequence[roles.Judged],
        voice: Voice,
        *,
        verbatim: bool,
    ) -> Judged:
        tokens = tokens_of(facts, part)
        findings = [
            f for name, heard in checks.VOICES.items() for f in guarded(name, heard, voice, passage, self._index)
        ]
        if verbatim and not findings:
            return Judged(Alignment(facts, part, passage, self._index), Findings(()), verbatim=True)
        granted, gaps = _offices(tokens, passage, held)
        granted |= by_author(facts, tokens, passage.source) | denials.granted(facts, tokens, passage)
        granted |= quotes.granted(facts, tokens, passage, quoted)
        alignment = Alignment(facts, part, passage, self._index, granted)
        return Judged(alignment, Findings([*findings, *gaps], _beside(alignment)))

    def _assessment(self, claim: Claim, facts: Facts, alone: Sequence[Finding]) -> CheckedClaim:
        """An own judgement is not judged; what it states beside is, and it must rest on something that bears on it.

        Its names and numbers must be known, its offices and quotations true.
        """
        basis = tuple(each for each in claim.basis if evidence.is_exact(each, self._index))
        findings = [*alone, *report.unknown(facts, self._index)]
        findings += judgements.unfounded(facts, basis, self._index) + judgements.presumed(facts, self._index)
        parts = [facts.text[part.start : part.end] for part in judgements.stated(facts, self._yardstick)]
        return report.assessment(claim, basis, findings, {text: self._stated(claim, text) for text in parts})

    def _stated(self, claim: Claim, text: str) -> Weighed:
        """A stretch of a claim, weighed as if it stood alone: what joins it to the rest is part of the judgement."""
        facts = Facts(text)
        held = [r for name, run in checks.ROLES.items() for r in guarded(name, run, facts, self._index)]
        return self._weigh(claim, Voice(text, None, ""), Assertion(0, len(text)), facts, (), held, Budget())


def _beside(alignment: Alignment) -> Iterator[Check]:
    """The checks, where the passage has enough in common with the claim."""
    if alignment.coverage >= _WORTH_CHECKING:
        for name, compare in checks.PASSAGE.items():
            yield Check(partial(guarded, name, compare, alignment), name not in checks.ONLY_LACKS)


def _misstated(quoted: Sequence[quotes.Judged], held: Sequence[roles.Judged]) -> list[Finding]:
    """What an assessment says of the world beside its judgement, and no source bears out."""
    wrong = [judged.finding for judged in quoted if judged.quote.verdict is not QuoteVerdict.EXACT]
    for judged in held:
        office = " ".join(judged.role.text.split())
        if not judged.supporters:
            detail = judged.rivals[0].detail if judged.rivals else f"no source says {office!r}"
            wrong.append(Finding(roles.CHECK, Outcome.LACKS, detail))
    return wrong


def _offices(
    tokens: Sequence[Token], passage: Passage, held: Sequence[roles.Judged]
) -> tuple[frozenset[Token], list[Finding]]:
    """Words of offices that some source bears out, where the claim has more to say; and offices that remain open."""
    granted: set[Token] = set()
    gaps: list[Finding] = []
    for judged in held:
        inside = [t for t in tokens if judged.role.start <= t.start < judged.role.end]
        if not inside or any(supporter is passage for supporter in judged.supporters):
            continue
        words = [t for t in inside if not (t.kind == "name" and t.root == judged.role.holder)]
        own = sum(token.weight for token in tokens if token not in words and token.kind != "name")
        if judged.supporters and own >= _OWN_CONTENT and not any(rival.passage is passage for rival in judged.rivals):
            granted.update(words)
        else:
            detail = f"{passage.label} does not say {' '.join(judged.role.text.split())!r} here"
            gaps.append(Finding(roles.CHECK, Outcome.LACKS, detail, tuple(inside)))
    return frozenset(granted), gaps
