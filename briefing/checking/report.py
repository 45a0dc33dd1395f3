"""Turns what was found into a verdict with evidence and reasons."""

from collections.abc import Mapping, Sequence

from briefing.checking import addressed, attribution, evidence, quotes, roles
from briefing.checking.facts import Facts
from briefing.checking.finding import Finding, Outcome
from briefing.checking.passages import Index, Passage
from briefing.checking.verdict import Judged, Weighed
from briefing.domain.claim import CheckedClaim, Claim, Evidence, QuoteVerdict, Reason, Stance, Verdict
from briefing.language.lexicon import root

_SEVERITY = (Verdict.SUPPORTED, Verdict.DISPUTED, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)
_MOST = 5
"""Places cited for one claim and stance."""


def failed(claim: Claim, detail: str) -> CheckedClaim:
    return CheckedClaim(claim=claim, verdict=Verdict.UNSUPPORTED, reasons=(Reason(check="evidence", detail=detail),))


def unchecked(claim: Claim, check: str, detail: str) -> CheckedClaim:
    return CheckedClaim(claim=claim, verdict=Verdict.UNCHECKED, reasons=(Reason(check=check, detail=detail),))


def assessment(
    claim: Claim, basis: tuple[Evidence, ...], findings: Sequence[Finding], stated: Mapping[str, Weighed]
) -> CheckedClaim:
    """An own judgement; `stated`: what it says of the world beside it, each part weighed like a statement."""
    parts = {text: _of_assertion(weighed) for text, weighed in stated.items()}
    wrong = {text: part for text, part in parts.items() if part[0] is not Verdict.SUPPORTED}
    worst = max((part[0] for part in wrong.values()), key=_SEVERITY.index, default=Verdict.ASSESSMENT)
    if findings and worst is not Verdict.CONTRADICTED:
        worst = Verdict.UNSUPPORTED
    against = [passage for part in wrong.values() for passage in part[2]]
    borne_out = [passage for part in parts.values() for passage in part[1][:1]]
    places = (*basis, *evidence.of(_one_a_source(borne_out), Stance.SUPPORTS))
    if worst in (Verdict.CONTRADICTED, Verdict.DISPUTED):
        places += evidence.of(_one_a_source(against), Stance.CONTRADICTS)
    reasons = [
        Finding(finding.check, finding.outcome, f"beside its judgement it states {text!r}: {finding.detail}")
        for text, part in wrong.items()
        for finding in part[3]
    ]
    if not findings and not wrong:
        rests = f"a judgement of the writer's own; what it rests on stands in {_places(basis)}"
        reasons = [Finding("evidence", Outcome.AGREES, rests)]
    return CheckedClaim(
        claim=claim, verdict=worst, evidence=tuple(dict.fromkeys(places)), reasons=_reasons([*findings, *reasons])
    )


def unknown(facts: Facts, index: Index) -> list[Finding]:
    """Names and numbers that no source has."""
    found = []
    for name in facts.names:
        spellings = {*name.key.split(), *name.text.casefold().split()}
        if not any(index.knows(key) for key in (*spellings, *map(root, spellings))):
            found.append(Finding("name", Outcome.LACKS, f"no source names {name.text}"))
    for quantity in facts.quantities:
        words = quantity.text.split()
        if quantity.exact and not quantity.ordinal and not _has_number(quantity.low, words, index):
            found.append(Finding("number", Outcome.LACKS, f"no source has the number {quantity.text}"))
    return found


def _has_number(value: float, words: Sequence[str], index: Index) -> bool:
    key = root(words[-1].casefold())
    return (len(words) == 1 and index.knows(key)) or any(
        each.low <= value <= each.high
        for passage in index.search(" ".join(words), most=20)
        for each in passage.quantities
    )


def combined(
    claim: Claim,
    index: Index,
    alone: Sequence[Finding],
    quoted: Sequence[quotes.Judged],
    held: Sequence[roles.Judged],
    weighed: Sequence[Weighed],
) -> CheckedClaim:
    """The weakest verdict of all parts stands."""
    parts = [_of_assertion(each) for each in weighed]
    parts += [_of_quote(each) for each in quoted if each.finding.outcome is not Outcome.AGREES]
    parts += [_of_role(each) for each in held if each.rivals]
    if alone:
        parts.append((Verdict.UNSUPPORTED, [], [], list(alone)))
    worst = max((verdict for verdict, *_ in parts), key=_SEVERITY.index)
    decisive = [part for part in parts if part[0] is worst] if worst is not Verdict.SUPPORTED else parts
    supporting = [passage for part in parts for passage in part[1]]
    against = [passage for part in decisive for passage in part[2]]
    places: tuple[Evidence, ...] = ()
    if worst in (Verdict.SUPPORTED, Verdict.DISPUTED):
        needed = [passage for each in weighed for passage in each.needed]
        needed += _of_quotations(quoted, needed)
        places += evidence.of(_cited(needed, supporting, claim), Stance.SUPPORTS)
    if worst in (Verdict.CONTRADICTED, Verdict.DISPUTED):
        places += evidence.of(_one_a_source(against), Stance.CONTRADICTS)
    if not places and worst in (Verdict.SUPPORTED, Verdict.DISPUTED, Verdict.CONTRADICTED):
        worst = Verdict.UNSUPPORTED
    reasons = _reasons([finding for part in decisive for finding in part[3]])
    if worst is Verdict.UNSUPPORTED:
        reasons = _reasons([*addressed.findings(claim.text, index), *_novel(claim, index)]) + reasons
    return CheckedClaim(
        claim=claim,
        verdict=worst,
        evidence=places,
        quotes=tuple(each.quote for each in quoted),
        reasons=tuple(dict.fromkeys(reasons)),
    )


_Part = tuple[Verdict, list[Passage], list[Passage], list[Finding]]
"""Verdict, passages for it, passages against it, and why."""


def _of_assertion(weighed: Weighed) -> _Part:
    supporting = [each.alignment.passage for each in weighed.supporting]
    against = [each.alignment.passage for each, _ in weighed.against] + [passage for passage, _ in weighed.others]
    findings = [finding for _, finding in weighed.against] + [finding for _, finding in weighed.others]
    if supporting and against:
        return Verdict.DISPUTED, supporting, against, findings
    if supporting:
        return Verdict.SUPPORTED, supporting, [], _why_supported(weighed.supporting)
    if against:
        return Verdict.CONTRADICTED, [], against, findings
    return Verdict.UNSUPPORTED, [], [], _why_not(weighed.nearest)


def _why_supported(supporting: Sequence[Judged]) -> list[Finding]:
    best = supporting[0]
    passage = best.alignment.passage
    how = "word for word in" if best.verbatim else "found in"
    where = f"{how} {passage.label} {passage.place(0, len(passage.text))}"
    found = [Finding("evidence", Outcome.AGREES, where)]
    if not best.verbatim and (speaker := attribution.bare(best.alignment)):
        found.append(Finding("attribution", Outcome.AGREES, f"{passage.label} has this from {speaker}"))
    return found


def _why_not(nearest: Judged | None) -> list[Finding]:
    if nearest is None or nearest.alignment.coverage < 0.3:
        return [Finding("evidence", Outcome.LACKS, "no source says so")]
    passage = nearest.alignment.passage
    found = [finding for finding in nearest.findings if nearest.alignment.coverage >= 0.5]
    lacking = ", ".join(
        repr(nearest.alignment.claim.text[token.start : token.end])
        for token in nearest.alignment.unmet[:5]
        if token.weight >= 1
    )
    where = f"{passage.label} {passage.place(0, len(passage.text))}"
    detail = f"no source says so; the nearest is {where}" + (f", without {lacking}" if lacking else "")
    return [*found, Finding("evidence", Outcome.LACKS, detail)]


def _of_quote(judged: quotes.Judged) -> _Part:
    contradicts = judged.finding.outcome is Outcome.CONTRADICTS and bool(judged.passages)
    verdict = Verdict.CONTRADICTED if contradicts else Verdict.UNSUPPORTED
    return verdict, [], list(judged.passages), [judged.finding]


def _of_quotations(quoted: Sequence[quotes.Judged], needed: Sequence[Passage]) -> list[Passage]:
    """Where the exact quotations stand, in the sources that bear the claim out."""
    return [
        passage
        for each in quoted
        if each.quote.verdict is QuoteVerdict.EXACT
        for passage in each.passages
        if any(passage.source is other.source for other in needed)
    ]


def _of_role(judged: roles.Judged) -> _Part:
    verdict = Verdict.DISPUTED if judged.supporters else Verdict.CONTRADICTED
    findings = [Finding("role", Outcome.CONTRADICTS, rival.detail) for rival in judged.rivals[:2]]
    return verdict, list(judged.supporters[:1]), [rival.passage for rival in judged.rivals], findings


def _novel(claim: Claim, index: Index) -> list[Finding]:
    return [finding for finding in unknown(Facts(claim.text), index) if finding.check == "name"]


def _cited(needed: Sequence[Passage], supporting: Sequence[Passage], claim: Claim) -> list[Passage]:
    """The writer's own basis first, then what is needed, then the best of each other source."""
    basis = {(each.source, each.start) for each in claim.basis}
    own = [
        passage
        for passage in supporting
        if any(passage.sentence.start <= start < passage.sentence.end for id, start in basis if id == passage.source.id)
    ]
    cited = list(dict.fromkeys((*own, *needed)))
    sources = {passage.source.id for passage in cited}
    return [*cited, *(each for each in _one_a_source(supporting) if each.source.id not in sources)][
        : max(_MOST, len(cited))
    ]


def _one_a_source(passages: Sequence[Passage]) -> list[Passage]:
    best: dict[str, Passage] = {}
    for passage in passages:
        best.setdefault(passage.source.id, passage)
    return list(best.values())[:_MOST]


def _places(basis: Sequence[Evidence]) -> str:
    return ", ".join(f"{each.source} [characters {each.start}-{each.end}]" for each in basis)


def _reasons(findings: Sequence[Finding]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(Reason(check=finding.check, detail=finding.detail) for finding in findings))
