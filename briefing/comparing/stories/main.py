"""The story that most of the sources tell, and the sources that clearly tell of something else."""

from collections.abc import Sequence

from briefing.comparing.stories.finding import find
from briefing.domain.source import Source

_STRANGE = 0.1
"""Mean likeness below which an article is left out of a brief: half of what makes a story, since an article that is
missed is worse than one that is out of place."""


def strangers(sources: Sequence[Source]) -> frozenset[str]:
    """Ids of the sources that clearly do not tell of the event that the largest group of them tells of.

    None where no two articles tell of the same: then nobody can say which of them is meant.
    """
    first, *others = find(sources, alike=_STRANGE, broad=False) or (None,)
    if first is None:
        return frozenset()
    copies = {source.id for source in sources if source.duplicate_of is not None}
    if len(set(first.sources) - copies) < 2:
        return frozenset()
    return frozenset(id for story in others if story is not None for id in story.sources)
