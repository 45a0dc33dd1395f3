"""Parallels: `A in P and B in Q` does not bear out `A in Q`; each number, date and name stays with its own member."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.checking.alignment import Alignment
from briefing.checking.dates import bounds
from briefing.checking.facts import SAYING, Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import date_agrees, name_likeness, quantity_likeness
from briefing.checking.syntax import Piece, pieces
from briefing.language.lexicon import likeness, root

CHECK = "relation"
_ENOUGH = 0.5
"""Share of the claim that a passage must have for its lists to be looked at."""
_PARTING = frozenset({"and", "or", "but", "nor", "while", "whereas", "although", "though"})
_COMPARING = frozenset({"from", "against", "than", "to", "versus"})
_OPENING, _CLAUSE = frozenset({"before", "after", "since", "until", "because"}), 8
"""What may open a clause, and so many words before its verb."""
_SAME_PLACE = {"at": "in", "on": "in", "near": "in", "into": "to", "onto": "to", "towards": "to", "toward": "to"}
_TELLING = frozenset({"number", "date"})
_TIME_WORDS = "time day week month year morning afternoon evening night weekend hour minute"
_TIMES = frozenset(map(root, _TIME_WORDS.split()))
LONGEST = 600
"""Characters of a passage; what is longer is no one sentence."""
_MEASURES = frozenset({"percent", "dollar", "euro", "pound", "yen"})
_MOST, _APART = 12, 3
"""Members that are laid against one another, and how far apart."""


class Place(NamedTuple):
    token: Token
    slot: str
    """What it does in its member: number, date, verb, before (the verb), after, or its preposition."""


class Member(NamedTuple):
    """One member of a list of clauses or phrases."""

    places: tuple[Place, ...]
    joined: bool
    """`and`, `while` or a comma stands before it."""

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(place.slot for place in self.places)


@lru_cache(maxsize=1024)
def members(facts: Facts, commas: bool) -> tuple[Member, ...]:
    """The sentence cut at what joins its clauses and phrases; `commas`: at commas too."""
    if crosswise := _crosswise(facts):
        return crosswise
    found: list[Member] = []
    part: list[Piece] = []
    joined = False
    every = pieces(facts)
    for at, piece in enumerate(every):
        parting = piece.norm in _PARTING and piece.kind in ("coordinator", "subordinator")
        parting = (parting and not _joins_subjects(every, at, part)) or (
            piece.norm in _OPENING and (_opens_clause(every, at) or _opens_sum(every, at))
        )
        parting = parting or (piece.norm in _COMPARING and _opens_sum(every, at))
        if parting or piece.gap == ";" or (commas and piece.gap):
            if part:
                found.append(Member(tuple(_places(facts, part)), joined))
            part, joined = [], True
        if not parting:
            part.append(piece)
    found.append(Member(tuple(_places(facts, part)), joined))
    return tuple(found)


def _crosswise(facts: Facts) -> tuple[Member, ...]:
    """`A and B chose X and Y, respectively`: the first with the first, the second with the second."""
    if "respectively" not in facts.text.lower():
        return ()
    every = [piece for piece in pieces(facts) if piece.token is not None]
    verb = next((at for at, piece in enumerate(every) if piece.kind == "verb"), None)
    if verb is None:
        return ()
    left = [piece.token for piece in every[:verb] if piece.token and piece.token.kind != "word"]
    right = [piece.token for piece in every[verb:] if piece.token and piece.token.kind != "word"]
    doing = every[verb].token
    if len(left) != len(right) or len(left) < 2 or doing is None:
        return ()
    return tuple(
        Member((Place(one, "before"), Place(doing, "verb"), Place(other, "after")), at > 0)
        for at, (one, other) in enumerate(zip(left, right, strict=True))
    )


def _joins_subjects(every: Sequence[Piece], at: int, part: Sequence[Piece]) -> bool:
    """Whether it joins two names that do the same: `On 16 May Norland and Sudland talked`."""
    if any(piece.kind == "verb" for piece in part) or not 0 < at < len(every) - 1:
        return False
    sides = every[at - 1].token, every[at + 1].token
    return all(side is not None and side.kind == "name" for side in sides)


def _opens_clause(every: Sequence[Piece], at: int) -> bool:
    """Whether a clause follows: `before Ole Renn replied`, and not `before the match`."""
    for piece in every[at + 1 : at + _CLAUSE]:
        if piece.gap or piece.kind in ("coordinator", "subordinator"):
            return False
        if piece.kind in ("verb", "auxiliary"):
            return not piece.norm.endswith("ing")
    return False


def _opens_sum(every: Sequence[Piece], at: int) -> bool:
    """Whether a number and its own date follow, as those before have theirs: `after a profit of 12 million in 2023`."""
    kinds = set[str]()
    for piece in every[at + 1 : at + _CLAUSE]:
        if piece.gap or piece.kind in ("coordinator", "subordinator", "verb", "auxiliary"):
            break
        kinds |= {piece.token.kind} if piece.token else set()
    return kinds >= _TELLING


def member_of(facts: Facts, token: Token) -> Member | None:
    """The member in which a token stands."""
    return next((each for each in members(facts, False) if any(p.token == token for p in each.places)), None)


def _places(facts: Facts, part: Sequence[Piece]) -> Iterator[Place]:
    preposition, before = "", True
    for piece in part:
        token = piece.token
        if piece.kind == "preposition":
            preposition = piece.norm
        elif piece.kind == "auxiliary":
            before, preposition = False, ""
        elif piece.kind == "subordinator":
            before, preposition = True, ""
        if token is None or piece.kind in ("preposition", "auxiliary", "adverb") or token.root in _TIMES:
            continue
        if token.kind in _TELLING:
            yield Place(token, _slot(facts, token))
            before = before and token.kind == "date"
            preposition = "" if token.kind == "date" else preposition
        elif piece.kind == "verb":
            yield Place(token, "verb")
            preposition, before = "", False
        else:
            yield Place(token, _SAME_PLACE.get(preposition, preposition) or ("before" if before else "after"))


def meets(alignment: Alignment, said: Token, given: Token) -> bool:
    """Whether a token of the passage can be what one of the claim means."""
    if said.kind != given.kind:
        return root(said.root) == root(given.root)
    if said.kind == "word":
        return said.root == given.root or likeness(said.root, given.root) > 0
    if said.kind == "name":
        return name_likeness(alignment.claim.names[said.number], alignment.passage.names[given.number]) > 0
    if said.kind == "number":
        return (
            quantity_likeness(alignment.claim.quantities[said.number], alignment.passage.quantities[given.number]) > 0
        )
    return date_agrees(alignment.claim.dates[said.number], alignment.passage.dates[given.number])


def _slot(facts: Facts, token: Token) -> str:
    """A date stands for a date, a bound (`since May`) for a bound; a percentage, a sum, a count for its like."""
    if token.kind == "date":
        return " ".join(filter(None, ("date", bounds(facts.text, facts.dates[token.number]))))
    unit = facts.quantities[token.number].unit if token.kind == "number" else None
    return f"{token.kind} {unit}" if unit in _MEASURES else token.kind


def compare(alignment: Alignment) -> list[Finding]:
    """A finding where a member of the claim takes its parts from two members of the passage."""
    if alignment.coverage < _ENOUGH or len(alignment.passage.text) > LONGEST:
        return []
    for commas in (False, True):
        given = members(alignment.passage, commas)
        if not 1 < len(given) <= _MOST:
            continue
        laid = _laid(alignment.passage, commas)
        for said in members(alignment.claim, commas):
            if len(said.places) > 1 and (crossing := _crossing(alignment, said, given, laid)):
                return [crossing]
    return []


class _Laid(NamedTuple):
    """The members of a passage, ready to be looked through."""

    places: tuple[tuple[Token, int], ...]
    """Each token with the number of its member, the last first."""
    slots: dict[Token, str]


@lru_cache(maxsize=1024)
def _laid(facts: Facts, commas: bool) -> _Laid:
    given = members(facts, commas)
    where = {place.token: at for at, member in enumerate(given) for place in member.places}
    slots = {place.token: place.slot for member in given for place in member.places}
    return _Laid(tuple(reversed(where.items())), slots)


def _crossing(alignment: Alignment, said: Member, given: Sequence[Member], laid: _Laid) -> Finding | None:
    met: dict[Token, dict[int, Token]] = {}
    for place in said.places:
        if alignment.start <= place.token.start and place.token.end <= alignment.end:
            met[place.token] = {at: token for token, at in laid.places if meets(alignment, place.token, token)}
    alone = [[at for at in places if len(places) < len(given)] for places in met.values()]
    reached = sorted({at for several in alone for at in several})
    for first in reached:
        for second in reached:
            if 0 < abs(first - second) <= _APART and (found_one := _between(met, laid.slots, given, first, second)):
                return _finding(alignment, *found_one, same=_same_verb(met, said, second))
    return None


def _same_verb(met: dict[Token, dict[int, Token]], said: Member, at: int) -> bool:
    """Whether the second member tells what the claim's member tells: only then does it say otherwise."""
    verbs = [place.token for place in said.places if place.slot == "verb" and place.token.weight > SAYING]
    return not verbs or any(at in met.get(verb, ()) for verb in verbs)


def _again(alignment: Alignment, said: Token, given: Token) -> bool:
    """Whether both happen for the first time or both again: `re-elected` is not `elected`."""
    texts = alignment.claim.text[: said.start][-3:], alignment.passage.text[: given.start][-3:]
    return (texts[0].lower() == "re-") == (texts[1].lower() == "re-")


def _between(
    met: dict[Token, dict[int, Token]], slot_of: dict[Token, str], given: Sequence[Member], first: int, second: int
) -> tuple[Token, Token, Token, bool] | None:
    """The claim's token that only the first member has, beside one that only the second has: that, what the second
    has in its stead, and whether all else is in the second.
    """
    ones = {token: places[first] for token, places in met.items() if first in places and second not in places}
    others = {token: places[second] for token, places in met.items() if second in places and first not in places}
    if not ones or not others:
        return None
    taken = {slot_of[place] for place in ones.values()} & {slot_of[place] for place in others.values()}
    homes = [place for place in others.values() if slot_of[place] not in taken and _rival(place, slot_of, given[first])]
    for stray, place in sorted(ones.items(), key=lambda each: each[0].kind not in _TELLING):
        rival = _rival(place, slot_of, given[second]) if slot_of[place] not in taken else None
        if rival and any(slot_of[home] != slot_of[place] and {home.kind, place.kind} != {"word"} for home in homes):
            return stray, place, rival, len(ones) == 1 and stray.kind in _TELLING
    return None


def _rival(place: Token, slot_of: dict[Token, str], member: Member) -> Token | None:
    """What another member has in the same slot."""
    slot = slot_of[place]
    return next((other.token for other in member.places if slot == other.slot or _counts(slot, other.slot)), None)


def _counts(slot: str, other: str) -> bool:
    """Whether one number of two leaves its unit to the other: `4 million euros, ... 1 million`."""
    return slot.startswith("number") and other.startswith("number") and "number" in (slot, other)


def _finding(alignment: Alignment, stray: Token, place: Token, rival: Token, alone: bool, *, same: bool) -> Finding:
    passage = alignment.passage
    said = alignment.claim.text[stray.start : stray.end]
    given = passage.text[rival.start : rival.end]
    where = passage.place(min(place.start, rival.start), max(place.end, rival.end))
    detail = f"{passage.label} says {said!r} of something else, and {given!r} of this {where}"
    outcome = Outcome.CONTRADICTS if alone and same else Outcome.LACKS
    return Finding(CHECK, outcome, detail, (stray,) if alone else (), firm=False)
