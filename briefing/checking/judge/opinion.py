"""Lays a judge's opinion beside the verdict of the checks: it confirms, it lowers, or it counts for nothing."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.checking import evidence
from briefing.checking.judge.question import Opinion
from briefing.checking.passages import Passage
from briefing.domain.claim import CheckedClaim, Evidence, Reason, Stance, Verdict

CHECK = "judge"
_FALLING = (Verdict.SUPPORTED, Verdict.DISPUTED, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)
JUDGED = frozenset(_FALLING)
"""Verdicts that a judge is asked about: an own assessment rests on no source, and what was not checked stays so."""
_LONGEST = 240
"""Characters of the model's reason that are told."""


def proved(opinion: Opinion) -> Verdict | None:
    """The opinion as far as its sentences carry it; None where they carry nothing.

    A doubt needs no sentence, a proof does: what is called contradicted by no sentence is merely not borne out.
    """
    if opinion.verdict is Verdict.SUPPORTED:
        return Verdict.SUPPORTED if opinion.supports else None
    if opinion.verdict in (Verdict.CONTRADICTED, Verdict.DISPUTED) and not opinion.contradicts:
        return Verdict.UNSUPPORTED
    return opinion.verdict


def laid_beside(checked: CheckedClaim, opinion: Opinion, judge: str) -> CheckedClaim:
    """The claim with the lower of the two verdicts, and with a reason that reports the opinion."""
    verdict = proved(opinion)
    told = replace(checked, reasons=(*checked.reasons, Reason(check=CHECK, detail=_told(checked, opinion, judge))))
    if verdict is None or _FALLING.index(verdict) <= _FALLING.index(checked.verdict):
        return told
    places = _evidence(checked, opinion, verdict)
    if verdict is Verdict.DISPUTED and not any(each.stance is Stance.SUPPORTS for each in places):
        verdict = Verdict.CONTRADICTED  # what bore the claim out is what the judge holds against it
    return replace(told, verdict=verdict, evidence=places)


def not_asked(checked: CheckedClaim, judge: str, fault: str) -> CheckedClaim:
    """The verdict of the checks stands; the reader is told that nobody else has looked at it."""
    detail = f"{judge} could not be asked, the verdict is that of the checks alone: {fault}"
    return replace(checked, reasons=(*checked.reasons, Reason(check=CHECK, detail=detail)))


def _evidence(checked: CheckedClaim, opinion: Opinion, verdict: Verdict) -> tuple[Evidence, ...]:
    """What spoke for the claim no longer does, unless it is disputed; what the judge holds against it is added."""
    against = evidence.of(opinion.contradicts, Stance.CONTRADICTS) if verdict is not Verdict.UNSUPPORTED else ()
    spoken = {(each.source, each.start, each.end) for each in against}
    kept = [each for each in checked.evidence if (each.source, each.start, each.end) not in spoken]
    if verdict is not Verdict.DISPUTED:
        kept = [replace(each, stance=Stance.NEAREST) if each.stance is Stance.SUPPORTS else each for each in kept]
    return (*kept, *against)


def _told(checked: CheckedClaim, opinion: Opinion, judge: str) -> str:
    verdict = proved(opinion)
    places = _places((*opinion.contradicts, *opinion.supports) if verdict is not Verdict.UNSUPPORTED else ())
    why = opinion.why if len(opinion.why) <= _LONGEST else opinion.why[: _LONGEST - 1] + "…"
    if verdict is None:
        said = f"{judge} calls it supported and names no sentence that it was shown, which counts for nothing"
    elif verdict is checked.verdict:
        said = f"{judge} agrees{places}"
    else:
        said = f"{judge} calls it {verdict}{places}, the checks call it {checked.verdict}"
        said += "" if _FALLING.index(verdict) > _FALLING.index(checked.verdict) else ", which stands"
    return f"{said}: {why}" if why else said


def _places(passages: Sequence[Passage]) -> str:
    where = [f"{each.label} {each.place(0, len(each.text))}" for each in dict.fromkeys(passages)]
    return f" by {', '.join(where[:3])}" if where else ""
