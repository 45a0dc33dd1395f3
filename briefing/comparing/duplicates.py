"""Marks copies: two copies of one article, or one that another contains mostly, count once."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from briefing.domain.source import Source
from briefing.language.number_words import TENS, UNITS
from briefing.language.words import fold

_SHINGLE = 5
"""Words a shingle has: shorter ones are shared by chance."""
_SAMPLE = 4
"""One shingle in so many is indexed; candidates are then compared in full."""
_COPIED = 0.8
"""Share of the shorter text's shingles that make it a copy."""
_EDITED = 0.6
"""Share that makes it one if it states no figure of its own: an agency's report that a desk has cut and polished. With
another figure it is a later version of the report, and news."""
_LIKELY = 0.35
"""Share of the indexed shingles that makes a candidate."""
_FEWEST = 12
"""Shingles a text must have to be compared."""
_COMMON = 50
"""A shingle in so many texts is a phrase of the trade."""
_SPELLED = frozenset((*UNITS, *TENS)) - {"zero", "one"}

Shingles = frozenset[int]


def mark(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources in their order, `duplicate_of` set on all but the best copy of each article.

    The fullest copy stays; among equals the better described one, then the earlier. A rewrite in other words is no
    copy; the order of the sources decides nothing but the choice among equals. Time and memory are near-linear in the
    words of all sources (shingles with an inverted index, after A. Broder, On the resemblance and containment of
    documents, 1997).
    """
    texts = _Texts(sources)
    kept = {}
    for group in _groups(texts):
        best = _best([sources[member] for member in sorted(group)])
        kept.update({member: best.id for member in group if sources[member].id != best.id})
    return tuple(
        replace(source, duplicate_of=kept.get(position)) if kept.get(position) != source.duplicate_of else source
        for position, source in enumerate(sources)
    )


class _Texts:
    """Numbered words: shingles are made of them when they are asked for, all of them together would be too large."""

    def __init__(self, sources: Sequence[Source]) -> None:
        vocabulary: dict[str, int] = {}
        known: dict[str, int] = {}
        self._words: dict[int, array[int]] = {}
        keys = [sha256(source.text.encode("utf-8", "surrogatepass")).digest() for source in sources]
        canonical = sorted(range(len(sources)), key=lambda position: keys[position])
        for position in canonical:
            tokens = [token for each in sources[position].sentences for token in fold(each.text).split()]
            for token in tokens:
                if token not in known:
                    known[token] = vocabulary.setdefault(token.strip(".,;:!?\"'()-"), len(vocabulary))
            self._words[position] = array("I", map(known.__getitem__, tokens))
        self._figures = {number for word, number in vocabulary.items() if word[:1].isdigit() or word in _SPELLED}
        self.longest_first = sorted(canonical, key=lambda position: -len(self._words[position]))

    def shingles(self, position: int) -> Shingles:
        words = self._words[position]
        return frozenset(map(hash, zip(*(words[at:] for at in range(_SHINGLE)), strict=False)))

    def figures(self, position: int) -> set[int]:
        return self._figures.intersection(self._words[position])


class _Index:
    """Groups by the shingles of their fullest text; most shingles have one group."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._others: dict[int, list[int]] = {}

    def add(self, sample: Sequence[int], group: int) -> None:
        for shingle in sample:
            if self._first.setdefault(shingle, group) != group:
                self._others.setdefault(shingle, []).append(group)

    def sharing(self, sample: Sequence[int]) -> Counter[int]:
        """How many of these shingles each group has."""
        shared: Counter[int] = Counter()
        for shingle, first in zip(sample, map(self._first.get, sample), strict=True):
            if first is None:
                continue
            others = self._others.get(shingle, ())
            if len(others) < _COMMON:
                shared[first] += 1
                shared.update(others)
        return shared


def _groups(texts: _Texts) -> list[list[int]]:
    """Positions of texts that are copies of one another, the fullest first."""
    groups: list[list[int]] = []
    index = _Index()
    for position in texts.longest_first:
        text = texts.shingles(position)
        sample = [shingle for shingle in text if shingle % _SAMPLE == 0]
        group = _copied_group(position, text, index.sharing(sample), texts, groups)
        if group is None:
            index.add(sample, len(groups))
            groups.append([position])
        else:
            groups[group].append(position)
    return groups


def _copied_group(
    position: int, text: Shingles, shared: Counter[int], texts: _Texts, groups: Sequence[Sequence[int]]
) -> int | None:
    """The group whose fullest text has most of this one."""
    if len(text) < _FEWEST:
        return None
    for group, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if count < _LIKELY * len(text) / _SAMPLE - 2:
            break
        fullest = groups[group][0]
        share = len(text & texts.shingles(fullest)) / len(text)
        if share >= _COPIED or (share >= _EDITED and texts.figures(position) <= texts.figures(fullest)):
            return group
    return None


def _best(copies: list[Source]) -> Source:
    words = {copy.id: copy.words for copy in copies}
    full = [copy for copy in copies if words[copy.id] >= 0.9 * max(words.values())]
    return min(full, key=lambda copy: (-_described(copy), copy.published or date.max))


def _described(source: Source) -> int:
    facts = (source.title, source.publisher, source.author, source.published, source.url)
    return sum(fact is not None for fact in facts)
