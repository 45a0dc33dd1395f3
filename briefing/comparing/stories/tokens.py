"""Articles as numbers: every stem has one, whatever reads them looks at no string again."""

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.domain.source import Source
from briefing.language.plain_words import is_common
from briefing.language.words import STOPWORDS, TOKEN, norm, stem

BREAK = 0
"""Stands between stems that are no neighbours: a function word or the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Article:
    head: "array[int]"
    """Numbers of the stems of its title, or of its first sentence where it has none."""
    body: "array[int]"


class Lexicon:
    """Numbers for stems, in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._read: dict[str, tuple[int, ...]] = {}
        self._spelled: Counter[str] = Counter()
        self._capital: Counter[int] = Counter()
        self._inside: Counter[int] = Counter()
        self._common: set[int] = set()

    def article(self, source: Source) -> Article:
        sentences = [sentence.text for sentence in source.sentences]
        title = source.title or next(iter(sentences), "")
        body = sentences if source.title else sentences[1:]
        return Article(self._stems([title]), self._stems(body))

    def _stems(self, sentences: list[str]) -> "array[int]":
        found = array("I")
        known = self._read
        for sentence in sentences:
            tokens = TOKEN.findall(sentence)
            self._spelled.update(tokens)
            for token in tokens:
                numbers = known.get(token)
                found.extend(self._learn(token) if numbers is None else numbers)
            self._look_inside(tokens[1:])
            found.append(BREAK)
        return found

    def _learn(self, token: str) -> tuple[int, ...]:
        normed = norm(token)
        parts = normed.split("-") if "-" in normed else [normed]
        stems = ("" if part in STOPWORDS else stem(part) for part in parts)
        numbers = tuple(self._numbers.setdefault(each, len(self._numbers) + 1) if each else BREAK for each in stems)
        self._read[token] = numbers
        self._common.update(number for number, part in zip(numbers, parts, strict=True) if is_common(part))
        return numbers

    def _look_inside(self, tokens: list[str]) -> None:
        """Takes note of capitals where none is due."""
        known = self._read
        for token in tokens:
            numbers = known[token]
            self._inside.update(numbers)
            if token[0].isupper():
                self._capital.update(numbers)

    def is_name(self, number: int) -> bool:
        """Whether the stem mostly has a capital inside sentences."""
        return number != BREAK and 2 * self._capital[number] > self._inside[number]

    def is_common(self, number: int) -> bool:
        """Whether it is a word that news of all kinds has."""
        return number in self._common

    def words(self) -> Iterator[tuple[int, str]]:
        """Each stem with each word, in its norm, that it was read in."""
        for token, numbers in self._read.items():
            for number, part in zip(numbers, norm(token).split("-"), strict=True):
                if number != BREAK:
                    yield number, part

    def spellings(self) -> dict[int, str]:
        """Of each stem the word it mostly stands for."""
        best: dict[int, tuple[int, str]] = {}
        for token, count in self._spelled.items():
            numbers = self._read[token]
            if len(numbers) == 1 and numbers[0] != BREAK:
                rank = (-count, token)
                best[numbers[0]] = min(best.get(numbers[0], rank), rank)
        return {number: token for number, (_, token) in best.items()}
