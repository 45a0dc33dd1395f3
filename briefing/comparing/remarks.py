"""Quotations as comparison sees them: their words, who is meant by their speaker, how alike two of them are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from briefing.comparing.passages import Passage
from briefing.domain.claim import Evidence
from briefing.language import outlets
from briefing.language.gazetteer import countries
from briefing.language.names import country, names
from briefing.language.quotations import Quotation, quotations, speaker_key
from briefing.language.speech import attributions
from briefing.language.words import STOPWORDS, fold, norm, stem, words

_EDITORIAL = re.compile(r"\s*[(\[][^)\]]{1,60}[)\]]")
"""An editor's insertion: not the speaker's words."""
_ELLIPSIS = re.compile(r"…|\.{3}")
_CONTRACTED = {
    "n't": " not", "'re": " are", "'ll": " will", "'ve": " have", "'m": " am", "'d": " would",
}  # fmt: skip
_SUBJECTS = frozenset({"he", "she", "they", "who"})
_INDIVIDUAL = re.compile(
    r"\b(?:official|aide|diplomat|adviser|advisor|lawmaker|negotiator|spokes(?:man|woman|person)|minister|officer|"
    r"ambassador|envoy|representative|lawyer|person|source)\b"
)


@dataclass(frozen=True)
class Remark:
    """A quotation in its passage."""

    passage: Passage
    quotation: Quotation
    speaker: str | None
    """As written; a pronoun has been traced back within the paragraph where it could be."""
    key: str | None

    @property
    def source(self) -> str:
        return self.passage.source.id

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        return tokens_of(self.quotation.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        return frozenset(meaning(self.tokens))

    @cached_property
    def evidence(self) -> Evidence:
        return self.passage.evidence(self.quotation.start, self.quotation.end)

    @property
    def is_anonymous(self) -> bool:
        """Spoken by one person who is described and not named."""
        return (
            self.speaker is not None
            and self.key is not None
            and not self.is_named
            and bool(_INDIVIDUAL.search(self.key))
        )

    @property
    def is_named(self) -> bool:
        """Spoken by a person with a name: no country, outlet or institution."""
        if self.speaker is None or outlets.is_outlet(self.speaker):
            return False
        found = names(self.speaker)
        whole = len(found) == 1 and len(found[0].text) == len(self.speaker)
        return whole and found[0].kind in ("person", "name") and country(found[0].key) is None


def tokens_of(text: str) -> tuple[str, ...]:
    """Norms of a quotation: contractions opened, an editor's brackets left out, `…` where words are missing."""
    folded = fold(_EDITORIAL.sub("", text))
    for short, full in _CONTRACTED.items():
        folded = folded.replace(short, full)
    tokens: list[str] = []
    for piece in _ELLIPSIS.split(folded):
        tokens += ("…", *(countries().get(word.norm, word.norm) for word in words(piece)))
    return tuple(tokens[1:])


def meaning(tokens: Sequence[str]) -> list[str]:
    """Stems of the words that carry meaning; demonyms and capitals have become their countries."""
    return [stem(token) for token in tokens if token not in STOPWORDS and token != "…"]


def remarks(passages: Sequence[Passage]) -> Iterator[Remark]:
    """All outermost quotations with words in them, by passage."""
    before: Passage | None = None
    for passage in passages:
        end = -1
        for quotation in quotations(passage.text):
            if quotation.start >= end and any(char.isalnum() for char in quotation.text):
                speaker = quotation.speaker or _traced(passage, quotation, before)
                yield Remark(passage, quotation, speaker, speaker_key(speaker) if speaker else None)
                end = quotation.end
        before = passage


def _traced(passage: Passage, quotation: Quotation, before: Passage | None) -> str | None:
    """Whom the pronoun before the verb of speech means: the last speaker, or the subject of the last sentence."""
    if quotation.verb is None:
        return None
    said = [item for item in attributions(passage.text) if item.verb == quotation.verb]
    near = min(
        said, key=lambda item: min(abs(item.start - quotation.end), abs(quotation.start - item.end)), default=None
    )
    if near is None or norm(near.speaker) not in _SUBJECTS:
        return None
    earlier = [item.speaker for item in attributions(passage.text) if item.end <= min(near.start, quotation.start)]
    subject = _last_named(earlier) or _opening_name(passage, min(near.start, quotation.start))
    if subject is None and before is not None and before.source is passage.source:
        subject = _last_named([item.speaker for item in attributions(before.text)])
    return subject


def _last_named(speakers: Sequence[str]) -> str | None:
    for speaker in reversed(speakers):
        found = names(speaker)
        if found and found[0].text == speaker and found[0].kind in ("person", "name") and not country(found[0].key):
            return speaker
    return None


def _opening_name(passage: Passage, before: int) -> str | None:
    """The first person named in the sentence before the offset."""
    at = passage.sentence_at(before)
    start = passage.starts[max(0, at - 1)]
    for name in names(passage.text):
        if start <= name.start < before and name.kind == "person":
            return name.text
    return None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two quotations are, and where their words differ."""

    overlap: float
    """Share of the shorter one's meaning words that the other has, 0 to 1."""
    shared: int
    """Meaning words that both have."""
    order: float
    """Share of the shorter one's words that stand in the other in the same order, 0 to 1."""
    differing: tuple[tuple[str, str], ...]
    """Where both were cut from one remark and say different words: (here, there)."""


def likeness(one: Remark, other: Remark) -> Likeness:
    shared = len(one.stems & other.stems)
    smaller = max(1, min(len(one.stems), len(other.stems)))
    matcher = SequenceMatcher(None, one.tokens, other.tokens, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    same = sum(block.size for block in blocks)
    order = same / max(1, min(len(one.tokens), len(other.tokens)))
    return Likeness(shared / smaller, shared, order, tuple(_differing(one, other, matcher)))


def _differing(one: Remark, other: Remark, matcher: "SequenceMatcher[str]") -> Iterator[tuple[str, str]]:
    """Stretches inside the common remark whose meaning words differ; where one was cut shorter nothing differs."""
    codes = matcher.get_opcodes()
    for position, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            continue
        here, there = one.tokens[a:b], other.tokens[c:d]
        if "…" in here or "…" in there:
            continue
        at_edge = position in (0, len(codes) - 1)
        mine, theirs = set(meaning(here)), set(meaning(there))
        if at_edge and (not mine or not theirs):
            continue
        if mine != theirs:
            yield " ".join(here), " ".join(there)
