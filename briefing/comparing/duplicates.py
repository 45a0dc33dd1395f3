"""Marks copies: two copies of one article, or one that another contains nearly whole, count once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefing.domain.source import Source
from briefing.language.words import fold

_SHINGLE = 5
"""Words a shingle has: shorter ones are shared by chance."""
_SAMPLE = 4
"""One shingle in so many is indexed; candidates are then compared in full."""
_COPIED = 0.8
"""Share of the shorter text's shingles that make it a copy."""
_LIKELY = 0.5
"""Share of the indexed shingles that makes a candidate."""
_FEWEST = 12
"""Shingles a text must have to be compared."""
_COMMON = 50
"""A shingle in so many texts is a phrase of the trade."""

Shingles = frozenset[int]


def mark(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources in their order, `duplicate_of` set on all but the best copy of each article.

    The fullest copy stays; among equals the better described one, then the earlier. A rewrite in other words is no
    copy. Time and memory are near-linear in the words of all sources (shingles with an inverted index, after
    A. Broder, On the resemblance and containment of documents, 1997).
    """
    vocabulary: dict[str, int] = {}
    texts = [_shingles(source, vocabulary) for source in sources]
    kept = {}
    for group in _groups(texts):
        best = _best([sources[member] for member in group])
        kept.update({member: best.id for member in group if sources[member].id != best.id})
    return tuple(
        replace(source, duplicate_of=kept.get(position)) if kept.get(position) != source.duplicate_of else source
        for position, source in enumerate(sources)
    )


def _shingles(source: Source, vocabulary: dict[str, int]) -> Shingles:
    tokens = [
        vocabulary.setdefault(token.strip(".,;:!?\"'()-"), len(vocabulary))
        for sentence in source.sentences
        for token in fold(sentence.text).split()
    ]
    return frozenset(hash(tuple(tokens[at : at + _SHINGLE])) for at in range(len(tokens) - _SHINGLE + 1))


def _groups(texts: Sequence[Shingles]) -> list[list[int]]:
    """Positions of texts that are copies of one another."""
    groups: list[list[int]] = []
    fullest: list[int] = []
    index: defaultdict[int, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        sample = [shingle for shingle in text if shingle % _SAMPLE == 0]
        group = _copied_group(text, sample, texts, fullest, index)
        if group is None:
            group = len(groups)
            groups.append([position])
            fullest.append(position)
        else:
            groups[group].append(position)
            if len(text) <= len(texts[fullest[group]]):
                continue
            fullest[group] = position
        for shingle in sample:
            if group not in index[shingle]:
                index[shingle].append(group)
    return groups


def _copied_group(
    text: Shingles,
    sample: list[int],
    texts: Sequence[Shingles],
    fullest: list[int],
    index: defaultdict[int, list[int]],
) -> int | None:
    """The group whose fullest text this one copies or contains."""
    if len(text) < _FEWEST:
        return None
    shared: Counter[int] = Counter()
    for shingle in sample:
        groups = index.get(shingle, ())
        if len(groups) <= _COMMON:
            shared.update(groups)
    for group, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        other = texts[fullest[group]]
        smaller = min(len(text), len(other))
        if count < _LIKELY * smaller / _SAMPLE - 2:
            continue
        if len(text & other) >= _COPIED * smaller:
            return group
    return None


def _best(copies: list[Source]) -> Source:
    words = {copy.id: copy.words for copy in copies}
    full = [copy for copy in copies if words[copy.id] >= 0.9 * max(words.values())]
    return min(full, key=lambda copy: (-_described(copy), copy.published or date.max))


def _described(source: Source) -> int:
    facts = (source.title, source.publisher, source.author, source.published, source.url)
    return sum(fact is not None for fact in facts)
