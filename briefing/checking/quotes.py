"""Quotations: the words stand in a source, unaltered, and are said by whom the claim names."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from briefing.checking import cuts, speakers
from briefing.checking.facts import SAYING, Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.passages import Index, Passage
from briefing.checking.wording import Likely, Match, find, likeliest, plain
from briefing.domain.claim import CheckedQuote, QuoteVerdict
from briefing.language.names import names, same_name
from briefing.language.quotations import Quotation, quotations

CHECK = "quote"
_ALIKE = 0.6
"""Share of the quoted words that a source must have in order for the quotation to be one that was altered."""
_ALIKE_SHORT, _LONG = 0.7, 7
"""The same for quotations of fewer words than so many: there likeness comes by chance."""
_TERM = 3
"""Up to so many words in marks can be a term of the article and nobody's words."""
_NEAR = 2
"""Sentences away from a quotation that its article's words may stand and be told together with it."""
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
    speaker: str | None = None
    """Whom the claim names, where the source has the same one say it."""


class Window(NamedTuple):
    """Some sentences in a row, as one text."""

    passages: tuple[Passage, ...]
    offsets: tuple[int, ...]
    """Where each passage begins in `text`."""
    text: str
    first: int
    """Where the sentence that was found begins in `text`."""


class _Found(NamedTuple):
    verdict: QuoteVerdict
    detail: str
    passages: tuple[Passage, ...]
    likeness: float
    speaker: str | None = None


_NOTHING = _Found(QuoteVerdict.NOT_FOUND, "", (), 0.0)


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
        return _judged(quotation, _Found(QuoteVerdict.EXACT, f"{same[0].label} has the whole sentence", (same[0],), 1))
    best: tuple[int, float, _Found] | None = None
    frame = _frame(claim)
    likely = (*index.search(quotation.text, each=3, most=24), *index.search(claim.text, each=1))
    for passage in dict.fromkeys(likely):
        window = window_of(passage, index, len(plain(quotation.text)))
        found = _compare(quotation, frame, window, index)
        if found.verdict is QuoteVerdict.NOT_FOUND:
            continue
        rank = _ORDER.index(found.verdict)
        if best is None or (rank, -found.likeness) < best[:2]:
            best = (rank, -found.likeness, found)
        if rank == 0:
            break
    if best is not None:
        return _judged(quotation, best[2])
    return _judged(quotation, _NOTHING._replace(detail=f'no source has "{_short(quotation.text)}"'))


def _frame(claim: Facts) -> str:
    """The claim without its quotations."""
    kept: list[str] = []
    at = 0
    for quotation in claim.quotations:
        if quotation.start >= at:
            kept.append(claim.text[at : quotation.start])
            at = quotation.end
    return " … ".join((*kept, claim.text[at:]))


def _judged(quotation: Quotation, found: _Found) -> Judged:
    text = quotation.text.strip()
    return Judged(
        CheckedQuote(text=text, verdict=found.verdict, detail=found.detail),
        Finding(CHECK, _OUTCOMES[found.verdict], f"{found.verdict}: {found.detail}"),
        found.passages,
        quotation.start,
        quotation.end,
        found.speaker,
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
    text = ""
    offsets: list[int] = []
    for each, last in zip(passages, (None, *passages), strict=False):
        if last is not None:
            text += " " if last.sentence.paragraph == each.sentence.paragraph else "\n\n"
        offsets.append(len(text))
        text += each.text
    return Window(passages, tuple(offsets), text, offsets[len(before)])


def _compare(quotation: Quotation, frame: str, window: Window, index: Index) -> _Found:
    length = len(plain(quotation.text))
    match = find(quotation.text, window.text)
    if match is None:
        likely = likeliest(quotation.text, window.text[window.first :])
        if likely is None or length <= _TERM or likely.likeness < (_ALIKE if length >= _LONG else _ALIKE_SHORT):
            return _NOTHING
        return _altered(likely, window)
    used = _used(window, match.start, match.end)
    given = quotation_at(window.text, match.start, match.end)
    where = f"{used[0].label} has it {_place(window, match)}"
    where += ", with an editor's insertion or omission" if match.inserted else ""
    beside = partial(speakers.beside, source=used[0].source, index=index)
    if fault := cuts.examine(quotation, frame, match, window.text, given, beside):
        return _Found(QuoteVerdict.ALTERED, f"{fault} ({used[0].label} {_place(window, match)})", used, 1.0)
    if given is None:
        return _narrated(quotation, used, where, length, index)
    wrong, sure = _wrong_speaker(quotation, given, window, index)
    if wrong:
        detail = f"{wrong} in {used[0].label} {_place(window, match)}, the claim names {quotation.speaker}"
        return _Found(QuoteVerdict.WRONG_SPEAKER, detail, used, 1.0)
    return _Found(QuoteVerdict.EXACT, where, used, 1.0, quotation.speaker if sure else None)


def _place(window: Window, match: Match) -> str:
    """Of the first sentence that has some of it."""
    for passage, offset in zip(window.passages, window.offsets, strict=True):
        if match.start < offset + len(passage.text):
            end = min(match.end - offset, len(passage.text))
            return passage.place(max(0, match.start - offset), max(1, end))
    return ""


def _narrated(quotation: Quotation, used: tuple[Passage, ...], where: str, length: int, index: Index) -> _Found:
    """The words stand in the source, and not in quotation marks: they are the article's, or reported."""
    speaker = quotation.speaker
    if speaker is None or speakers.is_source_itself(used[0].source, speaker):
        return _Found(QuoteVerdict.EXACT, where, used, 1.0)
    said = [speakers.resolved(each.speaker, passage, index) for passage in used for each in passage.attributions]
    if any(speakers.may_be(speaker, each, used[0].source, index) for each in said):
        if length <= _TERM:
            return _Found(QuoteVerdict.EXACT, where, used, 1.0)
        return _Found(QuoteVerdict.ALTERED, f"{used[0].label} has the words, and not as a quotation", used, 0.9)
    detail = f"the words are the article's own in {used[0].label}, the claim gives them to {speaker}"
    return _Found(QuoteVerdict.WRONG_SPEAKER, detail, used, 0.9)


def _altered(likely: Likely, window: Window) -> _Found:
    start, end = window.first + likely.start, window.first + likely.end
    if quotation_at(window.text, start, end) is None:
        return _NOTHING
    used = _used(window, start, end)
    place = used[0].place(0, len(used[0].text))
    return _Found(QuoteVerdict.ALTERED, f"{used[0].label} {place} has: {likely.difference}", used, likely.likeness)


def _used(window: Window, start: int, end: int) -> tuple[Passage, ...]:
    """The sentences that the stretch touches."""
    return tuple(
        passage
        for passage, at in zip(window.passages, window.offsets, strict=True)
        if at < end and start < at + len(passage.text)
    )


def quotation_at(text: str, start: int, end: int) -> Quotation | None:
    """The quotation of the source that holds most of the stretch."""
    holding = [each for each in quotations(text) if min(end, each.end) - max(start, each.start) >= 0.5 * (end - start)]
    return holding[0] if holding else None


def _wrong_speaker(quotation: Quotation, given: Quotation, window: Window, index: Index) -> tuple[str, bool]:
    """Who says it instead, in words, empty where the claim's speaker may be right; and whether he surely is."""
    claimed = quotation.speaker
    if claimed is None:
        return "", False
    holder = next(
        passage
        for passage, offset in zip(reversed(window.passages), reversed(window.offsets), strict=True)
        if offset <= given.inner.start
    )
    speaker = given.speaker or speakers.meant(holder, index)
    if speaker is None:
        near = names(window.text)
        if not names(claimed) or any(same_name(claimed, name.text) for name in near):
            return "", False
        return "nobody of that name is near these words", False
    if speakers.may_be(claimed, speaker, holder.source, index):
        return "", True
    return f"{speaker} {'says' if given.speaker else 'seems to say'} it", False


def granted(claim: Facts, tokens: Sequence[Token], passage: Passage, judged: Sequence[Judged]) -> frozenset[Token]:
    """The parts of the claim that its exact quotations bear out beside this passage: the words, and who says them."""
    found: set[Token] = set()
    for each in judged:
        if each.quote.verdict is not QuoteVerdict.EXACT or not any(_near(passage, other) for other in each.passages):
            continue
        found.update(token for token in tokens if each.start <= token.start < each.end)
        if each.speaker:
            found.update(_of_speaker(claim, tokens, each.speaker))
    return frozenset(found)


def _near(passage: Passage, other: Passage) -> bool:
    return passage.source is other.source and abs(passage.number - other.number) <= _NEAR


def _of_speaker(claim: Facts, tokens: Sequence[Token], speaker: str) -> list[Token]:
    """The tokens that name or describe the speaker, and the plain verb of speech that is his."""
    stretches = [(said.start, said.end) for said in claim.attributions if said.speaker == speaker]
    if not stretches:
        return []
    return [
        token
        for token in tokens
        if any(start <= token.start < end for start, end in stretches)
        and (token.kind == "name" or token.weight <= SAYING or claim.text[token.start : token.end] in speaker)
    ]
