"""What one sentence says, taken apart: words that carry meaning, names, numbers, dates, each with how it is meant."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from briefing.checking.marks import NO_MODES, Mark, marks
from briefing.language import dates as _dates
from briefing.language import names as _names
from briefing.language import numerals as _numerals
from briefing.language import quotations as _quotations
from briefing.language import roles as _roles
from briefing.language import speech as _speech
from briefing.language.lexicon import is_irregular, phrase, root
from briefing.language.offices import is_head
from briefing.language.thesaurus import implied, lemma
from briefing.language.words import STOPWORDS, Word, words


class Token(NamedTuple):
    """A word, a whole name, a number or a date: the unit in which a claim is laid beside its evidence."""

    start: int
    end: int
    root: str
    """Root of a word, key of a name, text of a number or date."""
    kind: str
    """word, name, number, date"""
    weight: float
    denied: int
    modes: frozenset[str]
    clause: int
    at: int
    """Position among the words for a word; -2, -3, ... for the first, second, ... name, number or date."""

    @property
    def number(self) -> int:
        """Which of the sentence's names, quantities or dates it is, from 0."""
        return -2 - self.at


_BEFORE_VERBS = frozenset({"to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not"})
_BEFORE_NOUNS = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "of", "in", "on", "for", "with", "by", "from"}
)
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_PARTICLES = frozenset({"down", "off", "out", "up", "over", "away", "back"})
_OBJECT_OPENERS = _DETERMINERS | {"it", "them", "him", "this", "that", "these", "those", "all"}
_OBJECT = 3
"""Words of an object between a verb and its particle."""
_KEPT_WORDS = "go goes going get gets getting make made makes say says said"
_LIGHT_WORDS = """
    go get make say tell take place happen occur hold be have do also still already finally currently according report
    reportedly several various certain so-called statement
    """
_SAYING_WORDS = (
    "call describe term label dub state note remark mention add declare announce comment explain write claim"
)
_MEANINGLESS = STOPWORDS - frozenset(_KEPT_WORDS.split())
_LIGHT = frozenset(map(root, _LIGHT_WORDS.split()))
"""Words that a paraphrase adds and drops freely."""
_SAYING = frozenset(map(root, _SAYING_WORDS.split()))
"""Verbs that hand over what is said: which of them it is matters little."""
NAME, NUMBER, DATE, WORD, SAYING, LIGHT = 1.6, 1.5, 1.2, 1.0, 0.5, 0.25


class Lookup(NamedTuple):
    """The tokens of a text by what they can be met by."""

    by_root: dict[str, list[Token]]
    """Words only."""
    by_lemma: dict[str, list[Token]]
    """Words by what the thesaurus knows them as."""
    by_implied: dict[str, list[Token]]
    """Words by the synonyms and more general words that say no more than they do."""
    by_opening: dict[str, list[Token]]
    """Words by the first `OPENING` letters of their roots."""
    named: dict[str, list[Token]]
    """Names by the root of their key."""
    wholes: list[Token]
    """Names, numbers and dates."""


OPENING = 5


class Facts:
    """Parts of a text, each taken out when first asked for."""

    __slots__ = ("__dict__", "anchor", "text")  # what is taken out lies in `__dict__`, and nothing else

    def __init__(self, text: str, anchor: date | None = None) -> None:
        self.text = text
        self.anchor = anchor

    @property
    def undated(self) -> bool:
        """True for a passage whose article states no day: its "Friday" is no date."""
        return False

    @cached_property
    def words(self) -> list[Word]:
        found = words(self.text)
        if not any("-" in word.norm for word in found):
            return found
        return [part for word in found for part in (_parts(word) if "-" in word.norm else (word,))]

    @cached_property
    def roots(self) -> frozenset[str]:
        """Of all words: cheap to ask whether it is worth while to look for one."""
        return frozenset(root(word.norm) for word in self.words)

    @cached_property
    def marks(self) -> list[Mark]:
        return marks(self.text, self.words)

    @cached_property
    def names(self) -> list[_names.Name]:
        return _names.names(self.text)

    @cached_property
    def quantities(self) -> list[_numerals.Quantity]:
        return _numerals.quantities(self.text)

    @cached_property
    def dates(self) -> list[_dates.DateMention]:
        return _dates.dates(self.text, self.anchor)

    @cached_property
    def roles(self) -> list[_roles.Role]:
        return _roles.roles(self.text)

    @cached_property
    def quotations(self) -> list[_quotations.Quotation]:
        return _quotations.quotations(self.text)

    @cached_property
    def attributions(self) -> list[_speech.Attribution]:
        return _speech.attributions(self.text)

    def seen_from(self, anchor: date | None) -> "Facts":
        """The same text read on another day: only its dates, and what hangs on them, are taken out anew."""
        view = Facts(self.text, anchor)
        view.__dict__.update((name, value) for name, value in self.__dict__.items() if name in _WHATEVER_THE_DAY)
        return view

    @cached_property
    def tokens(self) -> list[Token]:
        """What carries meaning, in reading order."""
        wholes = _wholes(self)
        found: list[Token] = []
        last = -9  # place of the word found last; no word's neighbour at first and after a whole
        for at, (word, (denied, modes, clause)) in enumerate(zip(self.words, self.marks, strict=True)):
            start, end, _, norm = word
            if wholes and (whole := wholes.get(start)):
                if not found or found[-1].start != whole.start:
                    found.append(whole._replace(denied=denied, modes=modes, clause=clause))
                    last = -9
                continue
            base = root(norm)
            if norm in _PARTICLES and self._parted(found, at, base):
                continue
            if last == at - 1 and (verb := phrase(found[-1].root, base)):
                found[-1] = found[-1]._replace(root=verb, end=end, weight=_WEIGHTS.get(verb, WORD))
            elif norm not in _MEANINGLESS:
                found.append(Token(start, end, base, "word", _WEIGHTS.get(base, WORD), denied, modes, clause, at))
                last = at
        return found

    def _parted(self, found: list[Token], at: int, particle: str) -> bool:
        """Whether the particle goes with a verb before its object: `turned the request down` is `turned down`."""
        for place in range(len(found) - 1, max(-1, len(found) - 1 - _OBJECT), -1):
            token = found[place]
            if token.kind != "word" or not 1 < at - token.at <= _OBJECT + 2:
                continue
            if self.words[token.at + 1].norm in _OBJECT_OPENERS and (verb := phrase(token.root, particle)):
                found[place] = token._replace(root=verb, weight=_WEIGHTS.get(verb, WORD))
                return True
        return False

    @cached_property
    def subject(self) -> str | None:
        """The first person named who hangs on no preposition: whom a pronoun in the next sentence means."""
        for name in self.names:
            if name.kind in ("person", "name") and not _names.country(name.key):
                before = self.text[: name.start].split()[-1:]
                if not before or before[0].casefold() not in _BEFORE_NOUNS - _DETERMINERS:
                    return name.text
        return None

    @cached_property
    def lookup(self) -> Lookup:
        by_root, by_lemma, by_implied, by_opening, named = (defaultdict[str, list[Token]](list) for _ in range(5))
        lookup = Lookup(by_root, by_lemma, by_implied, by_opening, named, [])
        for token in self.tokens:
            if token.kind != "word":
                lookup.wholes.append(token)
                if token.kind == "name":
                    lookup.named[root(token.root)].append(token)
                continue
            lookup.by_root[token.root].append(token)
            if len(token.root) >= OPENING:
                lookup.by_opening[token.root[:OPENING]].append(token)
            if word := self.lemma(token):
                lookup.by_lemma[word].append(token)
                for other in implied(word):
                    lookup.by_implied[other].append(token)
        return lookup

    def lemma(self, token: Token) -> str | None:
        """What the thesaurus knows a word as; None for a verb of several words."""
        word = self.words[token.at]
        return lemma(word.norm) if word.end == token.end and root(word.norm) == token.root else None

    def is_verb(self, token: Token) -> bool:
        """Whether the word is a verb beyond doubt: a past form, or one behind an auxiliary or `to`."""
        if token.kind != "word":
            return False
        norm = self.words[token.at].norm
        before = self.words[token.at - 1].norm if token.at else ""
        if before in _BEFORE_NOUNS:
            return False
        return before in _BEFORE_VERBS or is_irregular(norm) or (norm.endswith("ed") and len(norm) > 4)

    def may_be_verb(self, token: Token) -> bool:
        """Whether the word has the form of a verb, and is no office."""
        if token.kind != "word":
            return False
        norm = self.words[token.at].norm
        return is_irregular(norm) or (norm.endswith(("ed", "ing", "s")) and not is_head(norm))


_WHATEVER_THE_DAY = frozenset({"words", "marks", "names", "quantities", "roles", "quotations", "attributions"})
_WEIGHTS = dict.fromkeys(_SAYING, SAYING) | dict.fromkeys(_LIGHT, LIGHT)


def _parts(word: Word) -> list[Word]:
    """A hyphenated word as its parts, `cease-fire` in one."""
    if word.norm == "cease-fire":
        return [word]
    parts: list[Word] = []
    start = word.start
    for part in word.norm.split("-"):
        text = word.text[start - word.start : start - word.start + len(part)]
        if part:
            parts.append(Word(start, min(start + len(part), word.end), text, part))
        start += len(part) + 1
    return parts


def _wholes(facts: Facts) -> dict[int, Token]:
    """Offset of each character that belongs to a whole name, number or date -> what it belongs to."""
    by_offset: dict[int, Token] = {}
    numbers = [(each.start, each.end, each.text, "number", NUMBER) for each in facts.quantities]
    named = [(each.start, each.end, each.key, "name", NAME) for each in facts.names]
    dated = [(each.start, each.end, each.text, "date", DATE) for each in facts.dates]
    for several in (numbers, named, dated):
        for number, (start, end, text, kind, weight) in enumerate(several):
            token = Token(start, end, text, kind, weight, 0, NO_MODES, 0, -2 - number)
            by_offset.update(dict.fromkeys(range(start, end), token))
    return by_offset


def content(tokens: Sequence[Token]) -> float:
    """Weight of all tokens together."""
    return sum(token.weight for token in tokens)
