"""Reads a pile of articles, a piece at a time, where the engine is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from briefing.collection import tasks
from briefing.comparing import duplicates
from briefing.domain.given import Given
from briefing.domain.progress import Watch
from briefing.domain.source import Reading, Skipped, Source
from briefing.engine import Engine, Lost
from briefing.errors import EngineError
from briefing.reading import is_foreign, numbered, read_each

_TOGETHER = 32
"""Articles that are read as one piece of work."""


def read_pile(given: Iterable[Given | Skipped], engine: Engine, watch: Watch) -> Reading:
    """What is given, in its order, with copies marked. What came from outside is read here, in the process apart that
    this program keeps for it.

    Raises:
        NoSourcesError: nothing can be read.
        EngineError: the engine is not there any more.
    """
    watch.stage("reading")
    outside: dict[int, Source | Skipped] = {}
    sent: list[int] = []

    def inside() -> Iterator[Given]:
        for position, each in enumerate(given):
            if isinstance(each, Given) and not is_foreign(each):
                sent.append(position)
                yield each
            else:
                (outside[position],) = read_each([each])
                watch.step()
            del each

    read: list[Source | Skipped] = []
    for part in engine.each(tasks.read, _pieces(inside())):
        if isinstance(part, Lost):
            raise EngineError(f"the articles cannot be read: {part.reason}", help="Give them in smaller files.")
        read += part
        for _ in part:
            watch.step()
    found = outside | dict(zip(sent, read, strict=True))
    reading = numbered(found[position] for position in sorted(found))
    return replace(reading, sources=duplicates.mark(reading.sources))


def _pieces(items: Iterator[Given]) -> Iterator[Sequence[Given]]:
    while piece := tuple(islice(items, _TOGETHER)):
        yield piece
