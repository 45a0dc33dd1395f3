"""Predicates: who does it and to whom, for each verb of a sentence, in the active and in the passive."""

from functools import lru_cache
from typing import NamedTuple

from briefing.checking.facts import Facts, Token
from briefing.checking.syntax import RELATIVES, Chunk, Piece, chunks, is_past, pieces
from briefing.language.lexicon import root

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got"})
_NO_AGENTS = frozenset({"date", "number"})
_CLAUSE_OPENERS = frozenset({"after", "before", "since", "until", "till", "as", "than"})
_JOINTS = frozenset({"subordinator", "coordinator"})
_PART_WORDS = "none all most some many few several each both half majority minority"
_PARTS = frozenset(map(root, _PART_WORDS.split()))
_LIGHT_WORDS = "send give issue make launch deliver direct address"
_LIGHT = frozenset(map(root, _LIGHT_WORDS.split()))
"""Verbs whose object is what is done: `sent a warning to X` for `warned X`."""
_DONE_TO = frozenset({"to", "on", "against", "at"})
_INTO_CLAUSE = frozenset({"who", "which", "that"})


class Side(NamedTuple):
    """Who does it, or to whom it is done."""

    heads: tuple[Token, ...] = ()
    tokens: tuple[Token, ...] = ()
    """All words of the phrases, the heads too."""
    known: bool = False
    """False where nobody is named, or a pronoun stands for him."""


class Predicate(NamedTuple):
    verb: Token
    subject: Side
    object: Side
    passive: bool
    form: str
    """The verb as it is written."""

    @property
    def plain(self) -> bool:
        """Whether it is plain which side is which: `accused of theft` alone may be said of either."""
        return self.passive or bool(self.object.tokens) or not is_past(self.form)


_NOBODY = Side()


@lru_cache(maxsize=512)
def predicates(facts: Facts) -> dict[Token, Predicate]:
    """The predicates of a sentence by their verbs."""
    found: dict[Token, Predicate] = {}
    every = pieces(facts)
    verbs = [at for at, piece in enumerate(every) if piece.kind == "verb"]
    for number, at in enumerate(verbs):
        token = every[at].token
        if token is None:
            continue
        previous = verbs[number - 1] if number else -1
        following = verbs[number + 1] if number + 1 < len(verbs) else len(every)
        passive = _is_passive(every, at)
        earlier = every[previous].token if previous >= 0 else None
        left = _left(every, previous, at, found.get(earlier) if earlier else None)
        right = _right(every, at, following)
        if passive:
            agent = _agent(every, at, following)
            found[token] = Predicate(token, agent, left, True, every[at].norm)
        else:
            loose = every[at].norm.endswith("ing") and every[at - 1].kind != "auxiliary"
            found[token] = Predicate(token, left._replace(known=left.known and not loose), right, False, every[at].norm)
        if token.root in _LIGHT and (deed := _deed(every, found[token], following)):
            found.setdefault(deed.verb, deed)
    return found


def _deed(every: tuple[Piece, ...], light: Predicate, following: int) -> Predicate | None:
    """What `sent a warning to X` says of the warning: who gives it, and to whom."""
    deeds = [head for head in light.object.heads if head.kind == "word"]
    if len(deeds) != 1:
        return None
    place = next(at for at, piece in enumerate(every) if piece.token == deeds[0])
    if light.passive:
        place = next(at for at, piece in enumerate(every) if piece.token == light.verb)
    behind = chunks(every[place + 1 : following])
    if not behind or behind[0].preposition not in _DONE_TO or behind[0].comma:
        return None
    return Predicate(deeds[0], light.subject, _side(behind[:1]), False, every[place].norm)


def _is_passive(every: tuple[Piece, ...], at: int) -> bool:
    if not is_past(every[at].norm):
        return False
    before = at - 1
    while before >= 0 and every[before].kind == "adverb":
        before -= 1
    if before >= 0 and every[before].norm in _BE:
        return True
    if before >= 0 and every[before].kind == "coordinator" and before >= 1:
        earlier = next((n for n in range(before, -1, -1) if every[n].kind == "verb"), None)
        if earlier is not None and _is_passive(every, earlier):
            return True
    if at + 2 >= len(every) or every[at + 1].norm != "by":
        return False
    agent = every[at + 2].token
    return agent is None or agent.kind not in _NO_AGENTS


def _side(found: list[Chunk]) -> Side:
    heads = tuple(t for chunk in found for t in chunk.heads if t.kind not in _NO_AGENTS)
    tokens = tuple(t for chunk in found for t in chunk.tokens)
    return Side(heads, tokens, bool(heads) and not any(chunk.pronoun for chunk in found))


def _joined(a: Side, b: Side) -> Side:
    return Side(a.heads + b.heads, a.tokens + b.tokens, a.known and b.known)


def _left(every: tuple[Piece, ...], previous: int, at: int, earlier: Predicate | None) -> Side:
    """Who stands before the verb: the phrase, the antecedent of a relative, or who did what was told before."""
    end = at
    infinitive = False
    while end > 0 and (every[end - 1].kind in ("auxiliary", "adverb") or every[end - 1].norm == "to"):
        infinitive = infinitive or every[end - 1].norm == "to"
        end -= 1
    if end == 0:
        return _NOBODY
    if previous >= 0 and every[end].gap == "," and every[end].kind == "auxiliary":
        opening = next((n for n in range(previous, 0, -1) if every[n].gap), 0)
        joined = any(every[n].kind in _JOINTS and every[n].norm != "that" for n in range(opening + 1, end))
        if not joined and _is_inserted(every, opening):
            return _interrupted(every, opening)
    last = every[end - 1]
    if earlier is not None and (infinitive or end - 1 == previous):
        side = _joined(earlier.subject, earlier.object)
        if end - 1 > previous:
            side = _joined(side, _region(every, previous + 1, end))
        return side._replace(known=False)
    if last.kind == "coordinator":
        return _shared(earlier)
    if last.norm in _INTO_CLAUSE:
        return _antecedent(every, previous, end - 1)
    if last.kind == "subordinator" or (every[at].norm.endswith("ing") and last.kind == "preposition"):
        return _NOBODY
    begin = previous + 1
    for n in range(end - 1, previous, -1):
        if every[n].kind == "subordinator" or every[n].gap not in ("", ","):
            begin = n + (every[n].kind == "subordinator")
            break
    side = _region(every, begin, end)
    if earlier is not None and begin == previous + 1 and _relative(every, previous):
        return _joined(_joined(earlier.subject, earlier.object), side)._replace(known=False)
    return side


def _is_inserted(every: tuple[Piece, ...], opening: int) -> bool:
    piece = every[opening]
    return piece.gap == "," and (piece.kind == "verb" or piece.norm in RELATIVES)


def _interrupted(every: tuple[Piece, ...], opening: int) -> Side:
    """Who stands before an insertion with a verb of its own: `the deal, signed in May, was dropped`."""
    closed = (n for n in range(opening - 1, -1, -1) if every[n].kind in ("verb", "subordinator") or every[n].gap == ";")
    begin = next(closed, None)
    if begin is not None and every[begin].kind in ("verb", "subordinator"):
        return _region(every, begin + 1, opening)._replace(known=False)
    return _region(every, begin or 0, opening)


def _shared(earlier: Predicate | None) -> Side:
    if earlier is None:
        return _NOBODY
    return earlier.object if earlier.passive else earlier.subject


def _relative(every: tuple[Piece, ...], verb: int) -> bool:
    """Whether the verb stands in a relative clause or is a participle behind a noun."""
    before = verb - 1
    while before >= 0 and every[before].kind in ("auxiliary", "adverb"):
        before -= 1
    return before >= 0 and (every[before].norm in RELATIVES or every[verb].norm.endswith("ing"))


def _region(every: tuple[Piece, ...], begin: int, end: int) -> Side:
    """The phrase that ends a stretch: what follows the last `and` or `after` that begins a clause."""
    found = chunks(every[begin:end])
    bare = [n for n, chunk in enumerate(found) if not chunk.preposition]
    if begin > 0 and every[begin - 1].kind == "verb":
        joined = max((n for n, chunk in enumerate(found) if chunk.joined), default=-1)
        if joined >= 0:
            return _with_complement(found, [joined, *(n for n in bare if n > joined)])
    opener = max((n for n, chunk in enumerate(found) if chunk.preposition in _CLAUSE_OPENERS), default=-1)
    if opener >= 0 and not any(n > opener for n in bare):
        return _with_complement(found, [opener])
    return _with_complement(found, bare)


def _with_complement(found: list[Chunk], chosen: list[int]) -> Side:
    """The phrases with what `of` hangs on them: whoever says that the price of diesel rose says it of diesel."""
    side = _side([_whole_of(found, n) for n in chosen])
    owned = [found[n + 1] for n in chosen if n + 1 < len(found) and found[n + 1].preposition == "of"]
    return side._replace(tokens=side.tokens + tuple(t for chunk in owned for t in chunk.tokens))


def _whole_of(found: list[Chunk], n: int) -> Chunk:
    """Of whom it is said that none or most of them do it: `none of the passengers`."""
    bare = bool(found[n].tokens) and all(token.root in _PARTS for token in found[n].tokens)
    parted = n + 1 < len(found) and found[n + 1].preposition == "of" and bool(found[n + 1].heads)
    return found[n + 1] if bare and parted else found[n]


def _antecedent(every: tuple[Piece, ...], previous: int, relative: int) -> Side:
    found = chunks(every[previous + 1 : relative])
    if not found:
        return _NOBODY
    near = found[-1:]
    if near[0].preposition:
        near = [chunk for chunk in found if not chunk.preposition][-1:] + near
    return _side(near)._replace(known=len(near) == 1 and bool(near[0].heads))


def _right(every: tuple[Piece, ...], at: int, following: int) -> Side:
    """To whom it is done: the phrases behind the verb up to the first preposition, comma or conjunction of clauses."""
    begin = at + 1
    while begin < following and every[begin].kind == "adverb" and not every[begin].gap:
        begin += 1
    end = begin
    while end < following and not _closes(every[end]) and (every[end].kind != "preposition" or every[end].norm == "of"):
        end += 1
    named = end + 1 if end < len(every) and _is_apposition(every, end) else end
    found = chunks(every[begin:named])
    stop = every[end].kind if end < len(every) else ""
    if stop in ("verb", "auxiliary") and any(chunk.joined for chunk in found):
        found = found[: max(n for n, chunk in enumerate(found) if chunk.joined)]
    found = found[: _gapped(found)]
    side = _with_complement(found, [n for n, chunk in enumerate(found) if not chunk.preposition])
    return side._replace(known=side.known and stop != "auxiliary")


def _is_apposition(every: tuple[Piece, ...], at: int) -> bool:
    """Whether a comma only sets the name of the one before off: `congratulated her rival, Mia Stroud`."""
    behind = every[at + 1] if at + 1 < len(every) else None
    return _apposed(every, at) and (
        behind is None or bool(behind.gap) or behind.kind in ("preposition", "coordinator", "subordinator")
    )


def _gapped(found: list[Chunk]) -> int:
    """Where a member begins that has left its verb out: `paid 45 million and the company 15 million`."""
    for at, chunk in enumerate(found):
        kinds = [token.kind for token in chunk.tokens]
        follows = at + 1 < len(found) and not found[at + 1].preposition and not found[at + 1].joined
        if chunk.joined and (follows or ("number" in kinds and kinds[0] != "number")):
            return at
    return len(found)


def _closes(piece: Piece) -> bool:
    return bool(piece.gap) or piece.kind in ("subordinator", "auxiliary")


def _agent(every: tuple[Piece, ...], at: int, following: int) -> Side:
    for n in range(at + 1, following):
        if every[n].norm == "by" and every[n].kind == "preposition":
            end = n + 1
            while end < following and every[end].kind not in ("subordinator", "preposition", "auxiliary"):
                if every[end].gap and not _apposed(every, end):
                    break
                end += 1
            return _side(chunks(every[n + 1 : end]))
        if every[n].kind == "subordinator" or every[n].gap:
            break
    return _NOBODY


def _apposed(every: tuple[Piece, ...], at: int) -> bool:
    """Whether a comma only sets a name off: `by the lawyer, Mia Stroud,`."""
    token = every[at].token
    return every[at].gap == "," and token is not None and token.kind == "name"


def governor(facts: Facts, token: Token) -> Token | None:
    """The verb in whose clause a token stands: the last one before it, or else the first one behind."""
    every = pieces(facts)
    here = next((at for at, piece in enumerate(every) if piece.start <= token.start < piece.end), None)
    if here is None:
        return None
    for at in range(here, -1, -1):
        if every[at].kind == "verb":
            return every[at].token
        if every[at].kind == "subordinator" or every[at].gap == ";":
            break
    return next((piece.token for piece in every[here:] if piece.kind == "verb"), None)
