"""From a sentence of a source to a line of the brief: what may be printed, and the exact places it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.claim import Evidence
from briefing.writing.coverage import Corpus, Entry
from briefing.writing.facets import Facet, facet
from briefing.writing.place import evidence
from briefing.writing.standalone import standing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A sentence as the brief may print it."""

    entry: Entry
    text: str
    basis: tuple[Evidence, ...]
    facet: Facet


class Lines:
    """Makes lines of entries, each once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._made: dict[int, Line | None] = {}

    def line(self, entry: Entry) -> Line | None:
        """The line, or None where the sentence cannot be printed outside its article."""
        if entry.number not in self._made:
            self._made[entry.number] = self._make(entry)
        return self._made[entry.number]

    def all(self, entries: Iterable[Entry]) -> list[Line]:
        return [line for entry in entries if (line := self.line(entry))]

    def _make(self, entry: Entry) -> Line | None:
        sentence = entry.sentence
        stands = standing(sentence.text)
        if stands.faults:
            return None
        text = sentence.text[stands.start :]
        text = text[:1].upper() + text[1:]
        if text[-1].isalnum():
            text += "."
        return Line(
            entry=entry, text=text, basis=evidence(entry.source, sentence, stands.start), facet=facet(sentence.text)
        )
