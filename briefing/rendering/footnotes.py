"""Numbers the places a brief rests on: one place, one footnote, in the order of first appearance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.rendering.page import Footnote
from briefing.rendering.plain import one_line


class Footnotes:
    """Hands out numbers while the page is laid out, and the finished notes at the end."""

    def __init__(self, sources: Iterable[Source], kept: Mapping[str, str]) -> None:
        """`kept`: by source id, where the text of an extracted source is kept."""
        self._sources = {source.id: source for source in sources}
        self._files = file_names(self._sources.values())
        self._kept = kept
        self._places: dict[tuple[str, int, int], tuple[Evidence, dict[str, None]]] = {}
        self._numbers: dict[tuple[str, int, int], int] = {}

    def cite(self, evidence: Iterable[Evidence], says: str) -> tuple[int, ...]:
        """The numbers of these places, each once; `says` is what the citing sentence makes of them."""
        numbers: dict[int, None] = {}  # a set that remembers its order
        for place in evidence:
            key = (place.source, place.start, place.end)
            number = self._numbers.setdefault(key, len(self._numbers) + 1)
            self._places.setdefault(key, (place, {}))[1][says] = None
            numbers[number] = None
        return tuple(numbers)

    def cited(self) -> set[str]:
        """Ids of the sources that at least one footnote leads to."""
        return {source for source, _, _ in self._places}

    def all(self) -> tuple[Footnote, ...]:
        return tuple(
            Footnote(
                number=self._numbers[key],
                source=place.source,
                file=self._files[place.source],
                kept=self._kept.get(place.source),
                extracted=self._sources[place.source].extracted,
                start=place.start,
                end=place.end,
                quote=one_line(place.quote),
                says=tuple(says),
            )
            for key, (place, says) in self._places.items()
        )


def file_names(sources: Iterable[Source]) -> dict[str, str]:
    """By source id the file's name, or the path as it was given where the name alone would be ambiguous."""
    return short_names((source.id, source.path) for source in sources)


def short_names(paths: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The same for pairs of id and path."""
    paths = list(paths)
    names = Counter(PurePath(path).name for _, path in paths)

    def name(path: str) -> str:
        if path == "-":
            return "standard input"
        short = PurePath(path).name
        return one_line(short if short and names[short] == 1 else path)

    return {id: name(path) for id, path in paths}
