"""Quotations of a text and who is quoted."""

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.domain.text import Span
from briefing.language.marks import Marked, marked
from briefing.language.names import names
from briefing.language.speech import Attribution, attributions
from briefing.language.words import norm

_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "which", "this", "that"})
_RELAYING = ("according to", "per", "citing", "as reported by", "as quoted by", "quoted by")
_CLAUSE = re.compile(r"[.,;:!?]|\b(?:is|was|are|were|has|had|have|that|which|what|when|and|but|as|if|in|by|to|with)\b")
_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Quotation:
    start: int
    end: int
    """With the marks."""
    inner: Span
    text: str
    """Without the marks; the comma or full stop that American style puts inside belongs to it."""
    closed: bool
    """Both marks are there."""
    speaker: str | None
    """As written in this text; None where nobody or only a pronoun is named."""
    speaker_key: str | None
    """Key of the speaker's name (`names.Name.key`), or the phrase in lower case without its article."""
    verb: str | None
    """The verb of speech, also where its subject is a pronoun; None where nothing attributes the words."""


def quotations(text: str) -> list[Quotation]:
    """Quotations by start, nested ones after the one around them; scare quotes too, without a speaker.

    Spans are of `text`, which may be a sentence, a paragraph or more: the more, the better speakers are found.
    """
    return list(_quotations(text))


@lru_cache(maxsize=4096)
def _quotations(text: str) -> tuple[Quotation, ...]:
    marks = marked(text)
    if not marks:
        return ()
    speech = attributions(text)
    found: list[Quotation] = []
    outer: Marked | None = None
    last: tuple[Marked, Attribution | None] | None = None
    for mark in marks:
        if outer is not None and mark.end <= outer.end and found:
            said = _attribution_of(last)
        else:
            said = _governing(text, mark, speech) or _continued(text, mark, last) or _next_paragraph(text, mark, last)
            outer, last = mark, (mark, said)
        found.append(_quotation(text, mark, said))
    return tuple(found)


def _attribution_of(last: tuple[Marked, Attribution | None] | None) -> Attribution | None:
    return last[1] if last else None


def _quotation(text: str, mark: Marked, said: Attribution | None) -> Quotation:
    speaker = said.speaker if said and norm(said.speaker) not in _PRONOUNS else None
    return Quotation(
        start=mark.start,
        end=mark.end,
        inner=Span(mark.inner_start, mark.inner_end),
        text=text[mark.inner_start : mark.inner_end],
        closed=mark.closed,
        speaker=speaker,
        speaker_key=speaker_key(speaker) if speaker else None,
        verb=said.verb if said else None,
    )


def speaker_key(speaker: str) -> str:
    """Key of a named speaker; a described one (`a senior official`) is the phrase itself, without its article."""
    found = names(speaker)
    bare = next((speaker[len(article) :] for article in _ARTICLES if speaker.casefold().startswith(article)), speaker)
    if len(found) == 1 and found[0].text == bare:
        return found[0].key
    return " ".join(bare.casefold().split())


def _governing(text: str, mark: Marked, speech: list[Attribution]) -> Attribution | None:
    """The attribution of this stretch: right after it, before it in its sentence, or an outlet after it."""
    after = _right_after(text, mark, speech)
    if after is not None and after.verb.casefold() not in _RELAYING:
        return after
    return _before(text, mark, speech) or after or _closing(text, mark, speech)


def _right_after(text: str, mark: Marked, speech: list[Attribution]) -> Attribution | None:
    for said in speech:
        if said.start >= mark.end:
            between = text[mark.end : said.start]
            if text[said.start : said.end].endswith(" that"):
                return None
            ended = text[mark.inner_start : mark.inner_end].rstrip().endswith((".", "…")) or "." in between
            begin = mark.end + len(between) - len(between.lstrip(" \n\u00a0,—–-"))
            apart = "\n\n" in between or (ended and text[begin].isupper()) or not _describes(text[begin : said.start])
            return said if not apart else None
    return None


def _describes(between: str) -> bool:
    """Whether what stands between quotation and speaker can be the speaker's description (`the candidate `)."""
    return len(between) < 80 and not _CLAUSE.search(between)


def _before(text: str, mark: Marked, speech: list[Attribution]) -> Attribution | None:
    """The nearest attribution to the left with no end of a sentence between."""
    for said in reversed(speech):
        if said.end > mark.start:
            continue
        between = _without_quotes(text, said.end, mark.start)
        if _ends_sentence(between) or ";" in between:
            return None
        if said.verb.casefold() in _RELAYING and "," not in between:
            return said if not between.strip(" ,:") else None
        if not _belongs_to_quote_before(text, said, between):
            return said
    return None


def _closing(text: str, mark: Marked, speech: list[Attribution]) -> Attribution | None:
    """The attribution that closes the sentence: `“Never” was the word for it, according to Zhang`."""
    if text[mark.inner_start : mark.inner_end].rstrip().endswith((".", "!", "?")):
        return None
    for said in speech:
        if said.start >= mark.end:
            between = text[mark.end : said.start]
            closes = between.rstrip().endswith(",") and len(between) < 120
            return said if closes and not _ends_sentence(between) and not marked(between) else None
    return None


def _without_quotes(text: str, start: int, end: int) -> str:
    """What stands between, with full stops inside other quotations blotted out."""
    between = text[start:end]
    for mark in marked(text):
        if start <= mark.start and mark.end <= end:
            between = between[: mark.start - start] + "_" * (mark.end - mark.start) + between[mark.end - start :]
    return between


def _ends_sentence(between: str) -> bool:
    stripped = between.rstrip(" \n\u00a0“\"‘'«")
    if stripped.endswith(":"):
        return False
    return (
        any(sign in between for sign in (". ", ".\n", "! ", "? "))
        or stripped.endswith((".", "!", "?"))
        or ("\n\n" in between)
    )


def _belongs_to_quote_before(text: str, said: Attribution, between: str) -> bool:
    """Whether it closes an earlier quotation and a new clause has begun: `“A,” he said, but “B” is ...`."""
    closes = text[: said.start].rstrip(" ,").endswith(("”", '"', "»"))
    return closes and len(between.split()) > 4


def _continued(text: str, mark: Marked, last: tuple[Marked, Attribution | None] | None) -> Attribution | None:
    """`“A,” she said. “B.”`: the second stretch opens the next sentence and is hers too."""
    if last is None or last[1] is None:
        return None
    before, said = last[0], last[1]
    between = text[max(said.end, before.end) : mark.start]
    if "\n\n" in between or said.start < before.start or len(between) > 60:
        return None
    return said if between.rstrip().endswith((".", ",", ":")) and "." not in between.rstrip()[:-1] else None


def _next_paragraph(text: str, mark: Marked, last: tuple[Marked, Attribution | None] | None) -> Attribution | None:
    """A quotation that goes on in the next paragraph: opened again there, and not closed before."""
    if last is None or last[0].closed or last[0].start == last[0].inner_start:
        return None
    return last[1] if not text[last[0].end : mark.start].strip() else None
