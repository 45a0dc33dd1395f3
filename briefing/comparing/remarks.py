"""Quotations as comparison sees them: their words, who is meant by their speaker, how alike two of them are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from briefing.comparing.passages import Passage
from briefing.domain.claim import Evidence
from briefing.language import outlets
from briefing.language.gazetteer import canonical, countries
from briefing.language.lexicon import root
from briefing.language.names import country, names
from briefing.language.quotations import Quotation, quotations, speaker_key
from briefing.language.speech import attributions
from briefing.language.words import STOPWORDS, fold, norm, words

_EDITORIAL = re.compile(r"\s*[(\[][^)\]]{1,60}[)\]]")
"""An editor's insertion: not the speaker's words."""
_GOES_ON = re.compile(r"\s+(?:if|until|unless|that|because|when|as long as|before|after|while|to)\b[^,.;:“\"”]*")
_WHOLE = 7
"""Words from which a quotation stands by itself."""
_OWN = 3
"""Meaning words at both beginnings, or both ends, that make two remarks of two quotations."""
_ELLIPSIS = re.compile(r"…|\.{3}")
_CONTRACTION = re.compile(
    r"\b(?:wo|ca)n't\b|(?<=\w)(?:n't|'(?:re|ll|ve|m|d))\b|(?:(?<=\bit)|(?<=\bhe)|(?<=\bshe)|(?<=thing)|(?<=\bthat)|(?<=\bthere))'s\b"
)
_CONTRACTED = {
    "won't": "will not",
    "can't": "can not",
    "'s": " is",
    "n't": " not",
    "'re": " are",
    "'ll": " will",
    "'ve": " have",
    "'m": " am",
    "'d": " would",
}
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
_NUMBERS = {
    **{word: str(number) for number, word in enumerate(_CARDINALS, 1)},
    **{word: f"{number}th" for number, word in enumerate(_ORDINALS, 1)},
    "1st": "1th", "2nd": "2th", "3rd": "3th",
}  # fmt: skip
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_INITIALS = re.compile(r"\b[A-Z]{2,}\b")
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
    traced: bool
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
    def told(self) -> tuple[str, ...]:
        """The words, and those that go on with the clause where only its beginning is quoted."""
        text = self.passage.text
        following = _GOES_ON.match(text, self.quotation.end)
        if following is None or len(self.tokens) >= _WHOLE:
            return self.tokens
        return tokens_of(f"{self.quotation.text} {following.group()}")

    @cached_property
    def told_stems(self) -> frozenset[str]:
        return frozenset(meaning(self.told))

    @cached_property
    def idle_stems(self) -> frozenset[str]:
        """Stems of names and numbers in it: two remarks on one subject share them."""
        named = {stem for name in names(self.quotation.text) for stem in meaning(tokens_of(name.text))}
        return frozenset(named | {stem for stem in self.told_stems if stem[0].isdigit()})

    @cached_property
    def evidence(self) -> Evidence:
        return self.passage.evidence(self.quotation.start, self.quotation.end)

    @property
    def sentence(self) -> str:
        """The sentence it begins in."""
        return self.passage.sentences[self.passage.sentence_at(self.quotation.start)].text

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
        if self.speaker is None or outlets.outlets_in(self.speaker) or _INITIALS.search(self.speaker):
            return False
        found = names(self.speaker)
        whole = len(found) == 1 and len(found[0].text) == len(self.speaker)
        return whole and found[0].kind in ("person", "name") and country(found[0].key) is None


def tokens_of(text: str) -> tuple[str, ...]:
    """Norms of a quotation: contractions opened, an editor's brackets left out, `…` where words are missing."""
    folded = _CONTRACTION.sub(lambda short: _CONTRACTED[short.group()], fold(_EDITORIAL.sub("", text)))
    tokens: list[str] = []
    for piece in _ELLIPSIS.split(_RANGE.sub(" to ", folded)):
        tokens += ("…", *(_one_form(word.norm) for word in words(piece)))
    return tuple(tokens[1:])


def _one_form(token: str) -> str:
    """Digits for number words, countries for demonyms and capitals, compounds without their hyphen."""
    known = countries().get(token) or _NUMBERS.get(token)
    return known or canonical(token).replace("-", "").replace("isation", "ization")


def meaning(tokens: Sequence[str]) -> list[str]:
    """Stems of the words that carry meaning; demonyms and capitals have become their countries."""
    return [root(token) for token in tokens if token not in STOPWORDS and token != "…"]


def remarks(passage: Passage, before: Passage | None) -> Iterator[Remark]:
    """The outermost quotations with words in them; `before` is the passage that precedes, of whatever source."""
    end = -1
    for quotation in quotations(passage.text):
        if quotation.start >= end and any(char.isalnum() for char in quotation.text):
            speaker = quotation.speaker or _traced(passage, quotation, before)
            traced = speaker is not None and quotation.speaker is None
            yield Remark(passage, quotation, speaker, traced, speaker_key(speaker) if speaker else None)
            end = quotation.end


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
    stop = min(near.start, quotation.start)
    subject = _last_subject(passage, stop)
    if subject is None and before is not None and before.source is passage.source:
        subject = _last_subject(before, len(before.text))
    return subject


def _last_subject(passage: Passage, stop: int) -> str | None:
    """The last person before the offset who speaks, or whom a sentence opens with."""
    people = {
        name.start: name.text
        for name in names(passage.text)
        if name.kind in ("person", "name") and country(name.key) is None and name.end <= stop
    }
    quoted = quotations(passage.text)
    spoken = {item.start for item in attributions(passage.text)}
    speakers = {item.speaker for item in attributions(passage.text)}
    for start in sorted(people, reverse=True):
        if any(quotation.start < start < quotation.end for quotation in quoted):
            continue
        begin = passage.starts[passage.sentence_at(start)]
        opens = all(not word.text[0].islower() for word in words(passage.text[begin:start]))
        if opens or (people[start] in speakers and any(begin <= at < stop for at in spoken)):
            return people[start]
    return None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two quotations are, and where their words differ."""

    overlap: float
    """Share of the shorter one's meaning words that the other has, 0 to 1."""
    shared: int
    """Meaning words that both have."""
    order: float
    """Share of the shorter one's words that stand in the other in the same order and close together, 0 to 1."""
    run: int
    """Words in the longest stretch that both have."""
    apart: bool
    """Both begin, or both end, in words of their own: two remarks with a phrase in common."""
    differing: tuple[tuple[str, str], ...]
    """Where both were cut from one remark and say different words: (here, there)."""


def likeness(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """Of two quotations given as `tokens_of` them."""
    mine, theirs = set(meaning(one)), set(meaning(other))
    shared = len(mine & theirs)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    stretch = 1
    if blocks:
        first, last = blocks[0], blocks[-1]
        stretch = max(last.a + last.size - first.a, last.b + last.size - first.b)
    same = sum(block.size for block in blocks)
    order = same / max(1, min(len(one), len(other)), 0.6 * stretch)
    overlap = shared / max(1, min(len(mine), len(theirs)))
    run = max((block.size for block in blocks), default=0)
    return Likeness(overlap, shared, order, run, _apart(one, other, matcher), tuple(_differing(one, other, matcher)))


def _apart(one: Sequence[str], other: Sequence[str], matcher: "SequenceMatcher[str]") -> bool:
    codes = matcher.get_opcodes()
    for tag, a, b, c, d in (codes[:1] + codes[-1:]) if len(codes) > 1 else []:
        if tag != "equal" and len(meaning(one[a:b])) >= _OWN and len(meaning(other[c:d])) >= _OWN:
            return True
    return False


def _differing(one: Sequence[str], other: Sequence[str], matcher: "SequenceMatcher[str]") -> Iterator[tuple[str, str]]:
    """Stretches inside the common remark whose meaning words differ; where one was cut shorter nothing differs."""
    codes = matcher.get_opcodes()
    for position, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            continue
        here, there = one[a:b], other[c:d]
        if "…" in here or "…" in there:
            continue
        at_edge = position in (0, len(codes) - 1)
        mine, theirs = set(meaning(here)), set(meaning(there))
        if "".join(here) == "".join(there):
            continue  # cease fire, ceasefire
        if at_edge and (not mine or not theirs):
            continue
        if mine != theirs:
            yield " ".join(here), " ".join(there)
