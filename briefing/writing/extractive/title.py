"""The headline of a brief: the user's, or that of the best source."""

import re
from collections.abc import Iterable, Sequence

from briefing.domain.source import Source
from briefing.language.marks import marked
from briefing.language.words import content_stems
from briefing.writing.extractive.coverage import Corpus
from briefing.writing.extractive.lines import Line

_FEWEST, _MOST = 4, 18
"""Words of a headline."""
_LONG = 24
"""Words above which a key judgement is a headline only for want of a shorter one."""
_EDITORIAL = re.compile(r" \[[^\]]*\]| \([^()]*\)(?=\.?$)")
_KNOWN = 3
"""Words of a headline that its article must take up."""


def headline(corpus: Corpus, sources: Iterable[Source], key: Sequence[Line]) -> str | None:
    """The title whose words the sources share most, else the first short key judgement; None where there is none."""
    titles = [source.title for source in sources if source.title and _stands(corpus, source, source.title)]
    if titles:
        return max(titles, key=lambda title: _weight(corpus, title) / len(title.split()) ** 0.5).strip()
    for line in sorted(key, key=lambda line: (bool(marked(line.text)), line.entry.words > _LONG)):
        return _EDITORIAL.sub("", line.text).removesuffix(".")
    return None


def _weight(corpus: Corpus, text: str) -> float:
    return sum(corpus.weight_of_stem(stem) for stem in dict.fromkeys(content_stems(text)))


def _stands(corpus: Corpus, source: Source, title: str) -> bool:
    """No question, no teaser, no dateline, and no first sentence that was taken for a title."""
    if not _FEWEST <= len(title.split()) <= _MOST or title.rstrip().endswith(("?", "...", "…", ":")):
        return False
    if any(sentence.text == title for sentence in source.sentences[:3]):
        return False
    own = {stem for entry in corpus.of(source) for stem in entry.stems}
    return len(own.intersection(content_stems(title))) >= _KNOWN
