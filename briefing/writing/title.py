"""The headline of a brief: the user's, or that of the best source."""

from briefing.language.words import content_stems
from briefing.writing.coverage import Corpus


def headline(corpus: Corpus, fallback: str) -> str:
    """The title whose words the sources share most; `fallback` where none has one that can stand."""
    titles = [source.title.strip() for source in corpus.sources if source.title and _stands(source.title)]
    weights = corpus.weight_of_stem
    best = max(titles, key=lambda title: sum(weights(stem) for stem in set(content_stems(title))), default=None)
    return best or fallback.rstrip(".")


def _stands(title: str) -> bool:
    return 3 <= len(title.split()) <= 25 and not title.rstrip().endswith(("?", "...", "…", ":"))
