"""Quotations: the words stand in a source, unaltered, and are said by whom the claim names."""

from typing import NamedTuple

from briefing.checking.facts import Facts
from briefing.checking.finding import Finding, Outcome
from briefing.checking.passages import Index, Passage
from briefing.checking.wording import Likely, find, likeliest, plain
from briefing.domain.claim import CheckedQuote, QuoteVerdict
from briefing.language.names import country, names, same_name
from briefing.language.quotations import Quotation, quotations

CHECK = "quote"
_ALIKE = 0.6
"""Share of the quoted words that a source must have in order for the quotation to be one that was altered."""
_ALIKE_SHORT, _LONG = 0.7, 7
"""The same for quotations of fewer words than so many: there likeness comes by chance."""
_TERM = 3
"""Up to so many words in marks can be a term of the article and nobody's words."""
_OUTCOMES = {
    QuoteVerdict.EXACT: Outcome.AGREES,
    QuoteVerdict.ALTERED: Outcome.CONTRADICTS,
    QuoteVerdict.WRONG_SPEAKER: Outcome.CONTRADICTS,
    QuoteVerdict.NOT_FOUND: Outcome.LACKS,
}
_ORDER = (QuoteVerdict.EXACT, QuoteVerdict.WRONG_SPEAKER, QuoteVerdict.ALTERED, QuoteVerdict.NOT_FOUND)


class Judged(NamedTuple):
    quote: CheckedQuote
    finding: Finding
    passages: tuple[Passage, ...]
    """Where the words, or those they were made from, stand."""
    start: int
    """Of the quotation in the claim, with its marks."""
    end: int


class Window(NamedTuple):
    """Some sentences in a row, as one text."""

    passages: tuple[Passage, ...]
    text: str
    first: int
    """Where the sentence that was found begins in `text`."""


def examine(claim: Facts, index: Index) -> list[Judged]:
    """One judgement for each outermost quotation of the claim."""
    judged: list[Judged] = []
    end = -1
    for quotation in claim.quotations:
        if quotation.start >= end and plain(quotation.text):
            end = quotation.end
            judged.append(_judge(quotation, claim, index))
    return judged


def _judge(quotation: Quotation, claim: Facts, index: Index) -> Judged:
    if same := index.verbatim(claim.text):
        return _judged(quotation, QuoteVerdict.EXACT, f"{same[0].label} has the whole sentence", (same[0],))
    best: tuple[int, float, Judged] | None = None
    likely = (
        *index.verbatim(claim.text),
        *index.search(quotation.text, each=3, most=24),
        *index.search(claim.text, each=1),
    )
    for passage in dict.fromkeys(likely):
        window = window_of(passage, index, len(plain(quotation.text)))
        verdict, detail, used, likeness = _compare(quotation, window)
        if verdict is QuoteVerdict.NOT_FOUND:
            continue
        judged = _judged(quotation, verdict, detail, used)
        rank = _ORDER.index(verdict)
        if best is None or (rank, -likeness) < best[:2]:
            best = (rank, -likeness, judged)
        if rank == 0:
            break
    if best is not None:
        return best[2]
    detail = f'no source has "{_short(quotation.text)}"'
    return _judged(quotation, QuoteVerdict.NOT_FOUND, detail, ())


def _judged(quotation: Quotation, verdict: QuoteVerdict, detail: str, passages: tuple[Passage, ...]) -> Judged:
    text = quotation.text.strip()
    return Judged(
        CheckedQuote(text=text, verdict=verdict, detail=detail),
        Finding(CHECK, _OUTCOMES[verdict], f"{verdict}: {detail}"),
        passages,
        quotation.start,
        quotation.end,
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"


def window_of(passage: Passage, index: Index, length: int) -> Window:
    """The passage with two sentences before it, for the speaker, and as many after it as the quotation may fill."""
    before = [each for step in (-2, -1) if (each := index.neighbour(passage, step))]
    after: list[Passage] = []
    while sum(len(each.words) for each in after) < length + 8 and len(after) < 12:
        following = index.neighbour(passage, len(after) + 1)
        if following is None:
            break
        after.append(following)
    passages = (*before, passage, *after)
    first = sum(len(each.text) + 1 for each in before)
    return Window(passages, " ".join(each.text for each in passages), first)


def _compare(quotation: Quotation, window: Window) -> tuple[QuoteVerdict, str, tuple[Passage, ...], float]:
    length = len(plain(quotation.text))
    match = find(quotation.text, window.text)
    if match is None:
        likely = likeliest(quotation.text, window.text[window.first :])
        if likely is None or length <= _TERM or likely.likeness < (_ALIKE if length >= _LONG else _ALIKE_SHORT):
            return QuoteVerdict.NOT_FOUND, "", (), 0.0
        return _altered(likely, window)
    used = _used(window, match.start, match.end)
    given = quotation_at(window.text, match.start, match.end)
    where = f"{used[0].label} has it" + (", with an editor's insertion or omission" if match.inserted else "")
    if given is None:
        if quotation.speaker is None or length <= _TERM or _author(quotation, used[0]):
            return QuoteVerdict.EXACT, where, used, 1.0
        if any(same_name(quotation.speaker, said.speaker) for passage in used for said in passage.attributions):
            detail = f"{used[0].label} has the words, and not as a quotation"
            return QuoteVerdict.ALTERED, detail, used, 0.9
        detail = f"the words are the article's own in {used[0].label}, the claim gives them to {quotation.speaker}"
        return QuoteVerdict.WRONG_SPEAKER, detail, used, 0.9
    if wrong := _wrong_speaker(quotation, given, window):
        return QuoteVerdict.WRONG_SPEAKER, f"{wrong} in {used[0].label}, the claim names {quotation.speaker}", used, 1.0
    return QuoteVerdict.EXACT, where, used, 1.0


def _altered(likely: Likely, window: Window) -> tuple[QuoteVerdict, str, tuple[Passage, ...], float]:
    start, end = window.first + likely.start, window.first + likely.end
    if quotation_at(window.text, start, end) is None:
        return QuoteVerdict.NOT_FOUND, "", (), 0.0
    used = _used(window, start, end)
    return QuoteVerdict.ALTERED, f"{used[0].label} has: {likely.difference}", used, likely.likeness


def _used(window: Window, start: int, end: int) -> tuple[Passage, ...]:
    """The sentences that the stretch touches."""
    used: list[Passage] = []
    at = 0
    for passage in window.passages:
        if at < end and start < at + len(passage.text):
            used.append(passage)
        at += len(passage.text) + 1
    return tuple(used)


def quotation_at(text: str, start: int, end: int) -> Quotation | None:
    """The quotation of the source that holds most of the stretch."""
    holding = [each for each in quotations(text) if min(end, each.end) - max(start, each.start) >= 0.5 * (end - start)]
    return holding[0] if holding else None


def _author(quotation: Quotation, passage: Passage) -> bool:
    known = (passage.source.author, passage.source.publisher)
    return any(name and quotation.speaker and same_name(quotation.speaker, name) for name in known)


def speaker_of(quotation: Quotation, passage: Passage, index: Index) -> str | None:
    """Who says it: as the quotation's own text has it, else whom its pronoun follows, the first one named before."""
    if quotation.speaker or quotation.verb is None:
        return quotation.speaker
    before = index.neighbour(passage, -1)
    if before is None or before.sentence.paragraph < passage.sentence.paragraph - 1:
        return None
    return before.subject


def _wrong_speaker(quotation: Quotation, given: Quotation, window: Window) -> str:
    """Who says it instead, in words; empty where the speaker is right or cannot be told."""
    if quotation.speaker is None:
        return ""
    if given.speaker is not None:
        return "" if _may_be(quotation.speaker, given.speaker, window) else f"{given.speaker} says it"
    people = [name for name in names(window.text[: given.start]) if name.kind in ("person", "name")]
    if given.verb is None or not people or not names(quotation.speaker):
        return ""
    if any(same_name(quotation.speaker, person.text) for person in people[-4:]):
        return ""
    return f"{people[-1].text} seems to say it"


def _may_be(claimed: str, given: str, window: Window) -> bool:
    """Whether both can be one speaker: one name, a body and its spokesperson, a role and its holder."""
    if same_name(claimed, given):
        return True
    mine, theirs = names(claimed), names(given)
    if any(same_name(a.text, b.text) for a in mine for b in theirs):
        return True
    persons = [name for name in mine if name.kind == "person" or (name.kind == "name" and not country(name.key))]
    if not persons:
        near = window.text[max(0, window.text.find(given) - 60) : window.text.find(given) + len(given) + 60]
        lands = {country(name.key) or name.key for name in names(near)}
        return not mine or any((country(name.key) or name.key) in lands for name in mine)
    if theirs:
        return False
    return any(same_name(person.text, name.text) for person in persons for name in names(window.text))
