"""Text in a source that speaks to a machine instead of a reader: told to the user, and taken out of the prose."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.domain.source import Instruction, InstructionKind, Source
from briefing.domain.text import Region, RegionKind, Sentence, Span
from briefing.errors import SourceError
from briefing.language.marks import marked
from briefing.reading.legible import Legible, concealed
from briefing.reading.orders import ANY_OPENING, ANYWHERE, OPENING

SHOWN = 60
"""Characters of its words that are shown."""
_NEAR = 400
"""Characters within which hints add up."""
_JOINED = 2_000
"""Characters between two marks of a chat, or of a form, that belong together: what stands between is the chat."""
_LOOKED_AT = 40
"""Places before and after one that are looked at beside it: the time must not grow with their square."""
_MOST = 1_000
"""Places in one text; from the next one on, all of it speaks to a machine."""
_FOLLOWING = 3
"""Sentences after an order, in its paragraph, that are taken as what it orders to say."""

_CLAUSE = re.compile(
    r"(?:\A|(?<!\w)['’]|[.!?:;,…()\[\]{}<>\"“”„«»‘*#|=–—•\\/`]|(?<!\w)-|\n[^\S\n]{0,40}\n|\n(?=[^\S\n]{0,40}[A-Z]))[^\S\n]{0,40}\n?[^\S\n]{0,40}(?=\w)"
)
"""What stands before a sentence or clause; a line alone begins one only with a capital."""
_LEAD_IN = re.compile(
    r"(?:(?:please|now|kindly|just|simply|instead|immediately|important|first|then|also|and|therefore|so|bitte"
    r"|por favor|s['’]il (?:te|vous) pla[iî]t|veuillez|пожалуйста|будь ласка|lütfen"
    r"|(?:the )?(?:AI|assistant|model|LLM|chatbot|checker|summari[sz]er)"
    r"|you(?: (?:must|should|will|shall|can|may|are (?:now )?(?:to|required to|instructed to|ordered to)|need to"
    r"|have to))?"
    r"|i (?:want|need|order|instruct|command|ask) you to"
    r"|(?:stop|wait|read|take|finish|pause|listen)\b[^.!?\n]{0,30} and)[,:]?\s+)+",
    re.IGNORECASE,
)
"""What may stand between the beginning and the order."""
_JOINT = re.compile(r"\b(?:and|but|then)\s+(?:(?:then|instead|only|also|always|just)\s+)*")
"""Between two orders of one sentence."""
_END = re.compile(r"[.!?]\s|\n\s*\n")
_TOPIC = re.compile(
    r"prompt[- ]injection|\binject(?:ion|ed|ing)|jailbreak|chat ?bot|language model|\bLLMs?\b|\bA\.?I\b"
    r"|artificial intelligence|ChatGPT|hacker|\bresearcher|\bprompts?\b|\bhidden\b|\btyped\b|assistant",
    re.IGNORECASE,
)
_FRAME = 3
"""Words around a quotation in its sentence by which it is reported, and not said."""


@dataclass(frozen=True, slots=True)
class _Hit:
    kind: InstructionKind
    span: Span
    rule: str
    firm: bool
    words: str


def screened(source: Source) -> Source:
    """The source with what speaks to a machine marked, and no longer among its sentences.

    What it has in `instructions` already is kept. A title or name that speaks to a machine is none.

    Raises:
        SourceError: no other prose is left.
    """
    placed = [each for each in source.instructions if each.span]
    placed += [each for each in find(source.text) if not any(_within(each, other) for other in placed)]
    placed.sort(key=lambda each: each.span or Span(0, 0))
    found = tuple(placed)
    beside = [each for each in source.instructions if not each.span]
    stated = {"title": source.title, "publisher": source.publisher, "author": source.author}
    for name, value in stated.items():
        if value and (spoken := find(value)):
            stated[name] = None
            if not any(each.words == spoken[0].words for each in found):
                beside.append(replace(spoken[0], span=None))
    instructions = (*found, *dict.fromkeys(beside))
    if not instructions:
        return source
    sentences = source.sentences
    barred = _barred(sentences, [(each.kind, each.span) for each in found if each.span is not None])
    kept = [sentence for sentence in sentences if sentence.index not in barred]
    if not kept and sentences:
        raise SourceError(
            f"nothing in it but text that {_told(instructions)}", help="Give the article itself, and look at this one."
        )
    regions = [
        Region(kind=RegionKind.INSTRUCTION, span=span)
        for sentence in sentences
        if sentence.index in barred
        for span in sentence.spans
        if span.end > span.start
    ]
    return replace(
        source,
        title=stated["title"],
        publisher=stated["publisher"],
        author=stated["author"],
        regions=tuple(sorted([*source.regions, *regions], key=lambda region: region.span)),
        sentences=tuple(replace(sentence, index=index) for index, sentence in enumerate(kept)),
        instructions=instructions,
        warnings=(_told(instructions), *source.warnings),
    )


def _within(one: Instruction, other: Instruction) -> bool:
    return (
        one.span is not None
        and other.span is not None
        and other.span.start <= one.span.start
        and one.span.end <= other.span.end
    )


def _told(instructions: Sequence[Instruction]) -> str:
    """`addresses a machine: 'Ignore all ...' [characters 49-81], and 2 more places; passed over`."""
    first = instructions[0]
    place = f"[characters {first.span.start}-{first.span.end}]" if first.span else "[not in its visible text]"
    more = len(instructions) - 1
    others = f", and {more} more place{'s' if more > 1 else ''}" if more else ""
    return f"addresses a machine: {first.words!r} {place}{others}; passed over"


def _barred(sentences: Sequence[Sentence], places: Iterable[tuple[InstructionKind, Span]]) -> set[int]:
    """Indices of the sentences that an instruction touches, and of those that follow it in its paragraph."""
    starts = [sentence.start for sentence in sentences]
    barred: set[int] = set()
    for kind, span in places:
        first = max(bisect_right(starts, span.start) - 1, 0)
        near = sentences[first : bisect_left(starts, span.end)]
        touched = [sentence for sentence in near if any(piece.overlaps(span) for piece in sentence.spans)]
        barred.update(sentence.index for sentence in touched)
        if touched and kind not in (InstructionKind.HIDDEN, InstructionKind.ENCODED):
            last = touched[-1]
            following = sentences[last.index + 1 : last.index + 1 + _FOLLOWING]
            barred.update(sentence.index for sentence in following if sentence.paragraph == last.paragraph)
    return barred


def find(text: str) -> tuple[Instruction, ...]:
    """The places that speak to a machine, in order, overlapping ones as one."""
    legible = Legible(text)
    hits = _counted(legible.text, sorted(_hits(legible.text), key=lambda hit: (hit.span, not hit.firm)))
    found = [Instruction(kind=hit.kind, span=legible.back(hit.span), words=hit.words) for hit in _merged(hits)]
    for each in concealed(text):
        inner = _counted(each.words, sorted(_hits(each.words), key=lambda hit: hit.span))
        if inner or each.telling:
            found.append(Instruction(kind=each.kind, span=each.span, words=shown(each.words)))
    return tuple(sorted(found, key=lambda each: (each.span or Span(0, 0), each.kind)))


def _hits(text: str) -> Iterator[_Hit]:
    lower = text.lower()
    matches = [
        (wording, match)
        for wording in ANYWHERE
        if any(word in lower for word in wording.needs)
        for match in wording.pattern.finditer(text)
    ]
    for start in _openings(text):
        if ANY_OPENING.match(text, start):
            goes_on = (joint.end() for joint in _JOINT.finditer(text, start, _end_of_sentence(text, start)))
            for at in (start, *goes_on):
                matches += [(wording, match) for wording in OPENING if (match := wording.pattern.match(text, at))]
    matches.sort(key=lambda each: each[1].start())
    for wording, match in matches[_MOST:][:1]:
        yield _Hit(wording.kind, Span(match.start(), len(text)), wording.written, True, shown(match.group()))
    for wording, match in matches[:_MOST]:
        span = Span(*match.span())
        firm = wording.firm
        if wording.kind is not InstructionKind.FORM:
            reported = _reported(text, span)
            if reported is None:
                continue
            firm = firm and not reported
        yield _Hit(wording.kind, span, wording.written, firm, shown(match.group()))


def _openings(text: str) -> Iterator[int]:
    """Where sentences and clauses begin, with what leads in to them and without it."""
    for clause in _CLAUSE.finditer(text):
        yield clause.end()
        if lead_in := _LEAD_IN.match(text, clause.end()):
            yield lead_in.end()


def _end_of_sentence(text: str, start: int) -> int:
    end = _END.search(text, start, start + _NEAR)
    return end.start() if end else min(start + _NEAR, len(text))


def _reported(text: str, span: Span) -> bool | None:
    """Whether the words are quoted in a sentence that reports them; None where it reports an attack on a machine."""
    begin = max(text.rfind("\n\n", 0, span.start), span.start - 1_500, 0)
    end = text.find("\n\n", span.end)
    end = min(end if end >= 0 else len(text), span.end + 1_500)
    paragraph = text[begin:end]
    for mark in marked(paragraph):
        if begin + mark.start <= span.start and span.end <= begin + mark.end:
            around = f"{paragraph[max(0, mark.start - 300) : mark.start]} {paragraph[mark.end : mark.end + 300]}"
            sentence = (
                re.split(r"[.!?]\s", paragraph[: mark.start])[-1] + re.split(r"[.!?]\s", paragraph[mark.end :])[0]
            )
            if len(re.findall(r"\w+", sentence)) < _FRAME:
                continue
            return None if _TOPIC.search(around) else True
    return False


def _counted(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """The firm ones, and hints that have another beside them. `hits` by start."""
    return [hit for at, hit in enumerate(hits) if hit.firm or any(_goes_with(text, hit, o) for o in _around(hits, at))]


def _around(hits: Sequence[_Hit], at: int) -> Iterator[_Hit]:
    """The hits that begin near this one."""
    here = hits[at].span
    for other in hits[at + 1 : at + 1 + _LOOKED_AT]:
        if other.span.start - here.end > _NEAR:
            break
        yield other
    for other in reversed(hits[max(0, at - _LOOKED_AT) : at]):
        if here.start - other.span.start > 2 * _NEAR:
            break
        yield other


def _goes_with(text: str, hint: _Hit, other: _Hit) -> bool:
    """Whether the other hit stands in the same paragraph, near by, and is no second view of the same words."""
    if (not other.firm and other.rule == hint.rule) or other.span.overlaps(hint.span):
        return False
    first, second = sorted((hint.span, other.span))
    return second.start - first.end <= _NEAR and "\n\n" not in text[first.end : second.start]


def _merged(hits: Iterable[_Hit]) -> list[_Hit]:
    """Overlapping ones as one; marks of a chat or a form with all that stands between them. `hits` by start."""
    merged: list[_Hit] = []
    for hit in hits:
        first = len(merged)
        for at in range(len(merged) - 1, max(-1, len(merged) - 1 - _LOOKED_AT), -1):
            if _belongs(hit, merged[at]):
                first = at
        if first == len(merged):
            merged.append(hit)
            continue
        end = max(hit.span.end, *(other.span.end for other in merged[first:]))
        merged[first:] = [replace(merged[first], span=Span(merged[first].span.start, end))]
    return merged


def _belongs(hit: _Hit, before: _Hit) -> bool:
    apart = hit.span.start - before.span.end
    paired = hit.kind in (InstructionKind.TURN, InstructionKind.FORM) and hit.kind is before.kind
    return apart <= (_JOINED if paired else 0)


def shown(words: str) -> str:
    """On one line, shortened."""
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1].rstrip()}…"
