"""Edits: where a claim is nearly a source's own sentence, the few words that differ decide."""

from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from itertools import pairwise

from briefing.checking import additions
from briefing.checking.alignment import Alignment
from briefing.checking.facts import SAYING, Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.marks import LIKELY, POSSIBLE, UNLIKELY, is_negator, mode_of
from briefing.checking.matching import Pair, name_likeness
from briefing.language.lexicon import likeness, opposed, root
from briefing.language.names import Name
from briefing.language.thesaurus import Relation, relation
from briefing.language.words import STOPWORDS, Word

CHECK = "wording"
_NEARLY = 0.75
"""Share of the claim's words that must stand in the passage in the same order."""
_LEAST_WORDS = 5
_CUT = 3
"""Words that may be left out without being looked at: more is a clause, whose denial was its own."""
_LOOK_BACK = 6
"""Words before the common ground in which a denial may stand: `no sign that ...`."""
_PLACE, _FIRM = 3, 3
"""Words that one word may be put in place of, and words round them that both must have."""
_PREPOSITIONS = frozenset({"along", "across", "around", "amid", "among", "beside", "per", "via", "off", "onto"})
"""They carry no meaning that a verb could stand in the place of."""
_LIGHT_VERBS = frozenset(map(root, ("go", "come", "get", "make", "take", "have", "hold")))
_CARRIERS = _LIGHT_VERBS | frozenset(map(root, ("put", "give", "set", "bring")))
"""Verbs whose object says what is done: `put at risk`, `gave support`."""
_DENY = root("deny")
_SHUT_OUT = frozenset({Relation.ANTONYM, Relation.COUSIN})
_HEDGES = frozenset((POSSIBLE, LIKELY, UNLIKELY))
_Change = tuple[Sequence[Word], Sequence[Word]]


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for words that the claim adds to the passage's sentence, takes from it or replaces."""
    mine = [word for word in alignment.claim.words if alignment.start <= word.start < alignment.end]
    theirs = alignment.passage.words
    if len(mine) < _LEAST_WORDS or alignment.coverage < _NEARLY - 0.15:
        return []
    matcher = SequenceMatcher(None, [word.norm for word in mine], [word.norm for word in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < _NEARLY * len(mine):
        return []
    changes: list[_Change] = [
        (mine[left.a + left.size : right.a], theirs[left.b + left.size : right.b]) for left, right in pairwise(blocks)
    ]
    if blocks[0].b <= blocks[0].a + _CUT - 1:
        changes.append((mine[: blocks[0].a], theirs[: blocks[0].b]))
    tail, after = mine[blocks[-1].a + blocks[-1].size :], blocks[-1].b + blocks[-1].size
    changes.append((tail, theirs[after : after + len(tail)]))
    found = [finding for change in changes for finding in _of_change(alignment, change)]
    between = frozenset(word.norm for left, right in pairwise(blocks) for word in theirs[left.b + left.size : right.b])
    found += [
        finding
        for left, right in pairwise(blocks)
        if not _moved(alignment, mine[left.a + left.size : right.a], between)
        for finding in _replaced(alignment, mine, theirs, left, right)
    ]
    if blocks[0].a == blocks[0].b and blocks[0].size >= _FIRM and not _moved(alignment, mine[: blocks[0].a], between):
        found += _in_place(alignment, mine[: blocks[0].a], theirs[: blocks[0].b])
    if len(tail) <= _PLACE and theirs[after + len(tail) :] == [] and blocks[-1].size >= _FIRM:
        found += _in_place(alignment, tail, theirs[after:])
    before = theirs[max(0, blocks[0].b - _LOOK_BACK) : blocks[0].b]
    return found or _denied(alignment, changes, before)


def _denied(alignment: Alignment, changes: Sequence[_Change], before: Sequence[Word]) -> list[Finding]:
    """A finding if one side alone denies anything in what differs; `before` is what precedes it in the passage."""
    elsewhere = _of_another_clause(alignment)
    mine, theirs = (
        any(
            (is_negator(word.norm) or additions.declines(word.norm)) and not (side and word.start in elsewhere)
            for change in changes
            for word in change[side]
            if _is_looked_at(change)
        )
        for side in (0, 1)
    )
    if mine and any(root(word.norm) == _DENY for change in changes for word in change[1]):
        return []
    if mine == theirs or (mine and any(is_negator(word.norm) for word in before)):
        return []
    if not mine and any(token.weight >= 1 for token in _unmet_in(alignment, changes)):
        return []  # another wording may deny it: `left open` for `did not rule out`
    said, given = ("denies", "affirms") if mine else ("affirms", "denies")
    detail = f"the claim {said} what {alignment.passage.label} {given} {_place(alignment)}"
    return [Finding("polarity", Outcome.CONTRADICTS, detail)]


def _of_another_clause(alignment: Alignment) -> frozenset[int]:
    """Where the passage's words stand in a clause that has nothing of the claim's."""
    passage = alignment.passage
    shared = {pair.passage.clause for pair in alignment.pairs.values() if pair.met and pair.claim.weight >= 1}
    return frozenset(
        word.start for word, mark in zip(passage.words, passage.marks, strict=True) if mark.clause not in shared
    )


def _unmet_in(alignment: Alignment, changes: Sequence[_Change]) -> list[Token]:
    starts = {word.start for change in changes for word in change[0]}
    return [token for token in alignment.unmet if token.start in starts]


def _is_looked_at(change: _Change) -> bool:
    mine, theirs = change
    return bool(mine) or len(theirs) <= _CUT


def _of_change(alignment: Alignment, change: _Change) -> list[Finding]:
    mine, theirs = change
    if not _is_looked_at(change):
        return []
    hedges, hedged = ({mode_of(word) for word in side} & _HEDGES for side in (mine, theirs))
    if hedged - hedges:
        words = " ".join(word.text for word in theirs)
        detail = f"{alignment.passage.label} hedges with {words!r}, the claim does not {_place(alignment)}"
        return [Finding("modality", Outcome.LACKS, detail)]
    return _renamed(alignment, mine, theirs)


def _replaced(
    alignment: Alignment, mine: Sequence[Word], theirs: Sequence[Word], left: Match, right: Match
) -> list[Finding]:
    """Findings for what stands between two stretches that both have."""
    if left.size + right.size < _FIRM:
        return []
    return _in_place(alignment, mine[left.a + left.size : right.a], theirs[left.b + left.size : right.b])


def _moved(alignment: Alignment, mine: Sequence[Word], left_out: frozenset[str]) -> bool:
    """Whether the words stand in what is left out between: the sentence was shortened, nothing replaced."""
    return any(word.norm in left_out for word in _carrying(alignment.claim, mine))


def _in_place(alignment: Alignment, mine: Sequence[Word], theirs: Sequence[Word]) -> list[Finding]:
    """A word that stands in the place of another, and does not follow from it."""
    if not (0 < len(mine) <= _PLACE and 0 < len(theirs) <= _PLACE):
        return []
    said, given = _carrying(alignment.claim, mine), _carrying(alignment.passage, theirs)
    if len(given) == 1 and len(mine) == 1 and _after_article(alignment.claim, mine[0]):
        said = [mine[0]]  # a noun, though it has the form of a function word: `the well`
    if len(said) != 1 or len(given) != 1:
        return []
    word, other = said[0], given[0]
    if any(token.start == word.start for token in alignment.granted) or other.norm in _PREPOSITIONS:
        return []
    if root(word.norm) in _LIGHT_VERBS:
        return []
    if root(other.norm) in _CARRIERS and any(token.start == word.start for token in map(_claimed, _met(alignment))):
        return []
    if root(word.norm) == root(other.norm) or likeness(root(word.norm), root(other.norm)):
        return []
    start, end = theirs[0].start, theirs[-1].end
    if any(
        pair.met and pair.claim.start == word.start and start <= pair.passage.start < end
        for pair in alignment.pairs.values()
    ):
        return []
    if additions.bears_out(word.norm, other.norm) or (
        _hands_over(alignment.claim, word) and _hands_over(alignment.passage, other)
    ):
        return []
    if root(other.norm) == _DENY and any(is_negator(each.norm) for each in alignment.claim.words):
        return []
    link = relation(word.norm, other.norm)
    shut_out = opposed(root(word.norm), root(other.norm)) or (link is not None and link.relation in _SHUT_OUT)
    detail = (
        f"the claim says {word.text!r} where {alignment.passage.label} says {other.text!r} "
        f"{alignment.passage.place(other.start, other.end)}"
    )
    tokens = tuple(token for token in alignment.tokens if token.start == word.start)
    return [Finding(CHECK, Outcome.CONTRADICTS if shut_out else Outcome.LACKS, detail, tokens, rival=True)]


def _met(alignment: Alignment) -> list[Pair]:
    return [pair for pair in alignment.pairs.values() if pair.met]


def _claimed(pair: Pair) -> Token:
    return pair.claim


def _after_article(facts: Facts, word: Word) -> bool:
    before = facts.text[: word.start].lower().split()[-1:]
    return before in (["the"], ["a"], ["an"]) and word.norm in STOPWORDS


def _hands_over(facts: Facts, word: Word) -> bool:
    """Whether it is a verb of saying: which of them it is matters little."""
    return any(token.start == word.start and token.weight == SAYING for token in facts.tokens)


def _carrying(facts: Facts, words: Sequence[Word]) -> list[Word]:
    """Those that carry meaning and belong to no name, number or date."""
    plain = {token.start for token in facts.tokens if token.kind == "word"}
    return [word for word in words if word.start in plain and len(word.norm) > 1 and word.norm.isalpha()]


def _place(alignment: Alignment) -> str:
    return alignment.passage.place(0, len(alignment.passage.text))


def _renamed(alignment: Alignment, mine: Sequence[Word], theirs: Sequence[Word]) -> list[Finding]:
    """A name where the passage has another."""
    said, given = _names_in(alignment.claim.names, mine), _names_in(alignment.passage.names, theirs)
    if (
        len(theirs) > len(mine) + _CUT - 1
        or not _alike(said, given)
        or any(name_likeness(a, b) for a in said for b in given)
    ):
        return []
    first, other = said[0], given[0]
    elsewhere = [name for name in alignment.passage.names if name_likeness(first, name)]
    if any(_goes_with_it(alignment, name) for name in elsewhere):
        return []
    detail = (
        f"the claim says {first.text} where {alignment.passage.label} says {other.text} "
        f"{alignment.passage.place(other.start, other.end)}"
    )
    tokens = tuple(token for token in alignment.tokens if token.kind == "name" and token.start == first.start)
    outcome = Outcome.LACKS if elsewhere else Outcome.CONTRADICTS
    return [Finding("name", outcome, detail, tokens, rival=bool(elsewhere))]


def _goes_with_it(alignment: Alignment, name: Name) -> bool:
    """Whether a number or date of the claim's stands next to the name, where the passage has it: `and Vey 33 per cent`.

    The sentence says the same of two, and leaves out for the second what it said of the first.
    """
    following = next((t for t in alignment.passage.tokens if t.start >= name.end and t.kind != "word"), None)
    return following is not None and any(
        pair.passage is following and pair.claim.kind in ("number", "date") for pair in alignment.pairs.values()
    )


def _alike(said: Sequence[Name], given: Sequence[Name]) -> bool:
    """Whether one stands on each side, and both may be of one kind."""
    if len(said) != 1 or len(given) != 1:
        return False
    kinds = {said[0].kind, given[0].kind}
    return len(kinds) == 1 or ("name" in kinds and "people" not in kinds)


def _names_in(names: Sequence[Name], words: Sequence[Word]) -> list[Name]:
    return [name for name in names if any(name.start <= word.start < name.end for word in words)]
