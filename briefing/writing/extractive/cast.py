"""The people of one article: who is named in full, and who by a bare surname or first name."""

from typing import NamedTuple

from briefing.domain.source import Source
from briefing.language.names import names
from briefing.language.spelling import given
from briefing.language.words import stem
from briefing.writing.extractive.coverage import Corpus

_TITLED = 2
"""Words of a bare surname with its title (`Dr. Bell`); in more words it names another thing (`a paper by Bell`)."""


class Mentions(NamedTuple):
    """Persons of a text, by the keys of their surnames."""

    full: frozenset[str]
    bare: frozenset[str]
    """Not named in full in this text, though somewhere in the article."""


class Cast:
    """Built once per article, when first asked."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._full: dict[str, str] | None = None
        self._given: dict[str, str] = {}

    def _people(self) -> dict[str, str]:
        if self._full is None:
            self._full = {}
            for sentence in self._source.sentences:
                for each in names(sentence.text):
                    if each.kind == "person" and self._full.setdefault(each.key, each.text) == each.text:
                        self._given.setdefault(stem(given(each.text)), each.key)
        return self._full

    def full_name(self, name: str) -> str:
        """The name as the article gives it in full: `Vogt` -> `Lena Vogt`; the name itself where it never does."""
        known = [each for each in names(name) if each.kind in ("person", "name")]
        if len(known) == 1 and " " not in known[0].text.strip() and len(name.split()) <= _TITLED:
            return self._people().get(known[0].key, name)
        return name

    def mentions(self, text: str) -> Mentions:
        """Who of the article's people is named in a text, and how."""
        people = self._people()
        full, bare = set(), set()
        for each in names(text):
            if each.kind == "person":
                full.add(each.key)
            elif each.kind == "name":
                key = each.key if each.key in people else self._given.get(stem(each.key), "")
                if key:
                    bare.add(key)
        return Mentions(frozenset(full), frozenset(bare - full))


def widely_known(corpus: Corpus, key: str) -> bool:
    """Whether most of several sources speak of the person: then a reader of the brief knows the name."""
    return len(corpus.sources) > 1 and 2 * corpus.sources_with(stem(key)) > len(corpus.sources)
