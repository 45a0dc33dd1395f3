"""Syntax: the words of a sentence by what they do in it, and the phrases between its prepositions and verbs."""

from functools import lru_cache
from typing import NamedTuple

from briefing.checking.facts import Facts, Token
from briefing.language.lexicon import is_irregular
from briefing.language.offices import is_head
from briefing.language.words import STOPWORDS, Word

_WORDS = {
    "preposition": """
        of in on at to from with by for against into onto over under above below near outside inside within across
        through between among during about around after before since until till towards toward beside behind beyond
        without despite via per as than upon off out up down like unlike amid alongside ahead except
        """,
    "auxiliary": """
        is are was were be been being am get gets got will would can could may might must shall should do does did
        won't wouldn't has have had having
        """,
    "subordinator": """
        while whereas although though because when where if unless that who which whom whose whether so once
        """,
    "coordinator": "and or but nor yet",
    "determiner": """
        the a an its his her their these those some any each every both all another such my our your
        """,
    "pronoun": """
        he she they it him them we us i you one ones himself herself itself themselves this there
        """,
    "adverb": """
        not never also later then already still just only even now soon again twice first earlier often always almost
        nearly ever too very more most less re
        """,
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_MODAL_WORDS = "will would can could may might must shall should do does did won't wouldn't"
_MODAL = frozenset(_MODAL_WORDS.split())
RELATIVES = frozenset({"who", "which", "whom", "whose", "that"})
_STRONG = frozenset(';:()—–"“”[].!?')
_NO_PAST_WORDS = """
    need hundred indeed speed seed feed breed united red sacred hatred naked people children men women feet teeth shed
    bleed greed weed creed steed embed
    """
_NO_PAST = frozenset(_NO_PAST_WORDS.split())
_UNCHANGED_WORDS = "beat beaten cut hit put set hurt cost shut split spread let quit bid burst cast"
_UNCHANGED = frozenset(_UNCHANGED_WORDS.split())
"""Pasts that look like the infinitive: verbs where a noun phrase stands on both sides."""
_NO_VERB = (
    "ers", "ors", "ions", "ments", "ists", "ities", "ness", "ians", "ants", "ents", "ics", "ss", "us", "ings", "ees",
)  # fmt: skip


class Piece(NamedTuple):
    """One word of the sentence, or a whole name, number or date."""

    token: Token | None
    """What it is in the alignment; None for a word that carries no meaning."""
    norm: str
    start: int
    end: int
    kind: str
    """preposition, auxiliary, determiner, pronoun, subordinator, coordinator, adverb, content, verb"""
    gap: str
    """Marks before it: `,`, a strong mark, or nothing."""
    owner: bool
    """It owns what follows: `Fehn's deputy`."""


@lru_cache(maxsize=512)
def pieces(facts: Facts) -> tuple[Piece, ...]:
    """The sentence piece by piece."""
    by_start = {token.start: token for token in facts.tokens}
    found: list[Piece] = []
    end = inside = 0
    for word in facts.words:
        if word.start < inside:
            end = max(end, word.end)
            continue
        token = by_start.get(word.start)
        stop = max(word.end, token.end) if token else word.end
        inside = stop
        gap = facts.text[end : word.start]
        mark = next(
            (char for char in gap if char in _STRONG and (char != "." or len(gap) > 1)), "," if "," in gap else ""
        )
        tail = facts.text[stop - 2 : stop + 2]
        owner = facts.text[stop : stop + 2] in ("'s", "’s") or tail[:2] in ("'s", "’s") or tail[1:3] in ("s'", "s’")
        found.append(Piece(token, word.norm, word.start, stop, _kind(word, token), mark, owner))
        end = stop
    return tuple(_with_verbs(found))


def _kind(word: Word, token: Token | None) -> str:
    norm = word.norm
    if token is not None and token.kind != "word":
        return "content"
    if kind := _KINDS.get(norm):
        return kind
    if norm.endswith("ly") and len(norm) > 4:
        return "adverb"
    return "content" if token is not None or norm not in STOPWORDS else "adverb"


def _with_verbs(found: list[Piece]) -> list[Piece]:
    for at, piece in enumerate(found):
        if piece.kind == "content" and piece.token is not None and piece.token.kind == "word" and _is_verb(found, at):
            found[at] = piece._replace(kind="verb")
    return found


def _is_verb(found: list[Piece], at: int) -> bool:
    norm = found[at].norm
    if is_head(norm):
        return False
    before = at - 1
    while before >= 0 and found[before].kind == "adverb" and not found[before].gap:
        before -= 1
    previous = found[before] if before >= 0 else None
    following = found[at + 1] if at + 1 < len(found) and not found[at + 1].gap else None
    kind, last = (previous.kind, previous.norm) if previous else ("", "")
    if last in _MODAL:
        return True
    if last == "to":
        return not (norm.endswith("s") and not norm.endswith("ss")) and not found[at].owner
    if is_past(norm) and norm not in _UNCHANGED:
        modifies = kind in ("determiner", "preposition") or (previous is not None and previous.owner)
        modifies = modifies and not found[at].gap
        number = previous is not None and previous.token is not None and previous.token.kind == "number"
        return not modifies and not (number and following is not None and following.kind == "content")
    if norm in _UNCHANGED:
        if kind == "auxiliary":
            return True
        return kind in ("content", "pronoun", "subordinator") and (
            following is not None and following.kind not in ("verb", "auxiliary")
        )
    if norm.endswith("ing") and len(norm) > 4:
        return previous is not None and kind != "determiner" and not previous.owner
    counted = previous is not None and previous.token is not None and previous.token.kind == "number"
    if (
        norm.endswith("s")
        and not counted
        and not norm.endswith(_NO_VERB)
        and kind in ("content", "pronoun", "subordinator")
    ):
        return following is not None and (
            following.kind in ("determiner", "pronoun", "subordinator")
            or (following.token is not None and following.token.kind in ("name", "number"))
        )
    return False


def is_past(norm: str) -> bool:
    """Whether it has the form of a past tense or participle."""
    if norm in _NO_PAST:
        return False
    if norm in _UNCHANGED:
        return True
    return (norm.endswith("ed") and len(norm) > 3) or (is_irregular(norm) and not norm.endswith(("s", "ing")))


class Chunk(NamedTuple):
    """A noun phrase without what hangs on it by a preposition."""

    tokens: tuple[Token, ...]
    """What carries meaning in it, owners left out."""
    preposition: str
    """That it hangs on; empty where it hangs on none."""
    pronoun: bool
    comma: bool
    """A comma stands before it."""
    joined: bool
    """`and` or `or` stands before it."""

    @property
    def heads(self) -> tuple[Token, ...]:
        """Its names and its last word."""
        words = [token for token in self.tokens if token.kind == "word"]
        names = tuple(token for token in self.tokens if token.kind == "name")
        return names + tuple(words[-1:])


def chunks(stretch: tuple[Piece, ...]) -> list[Chunk]:
    """The phrases of a stretch without verbs, in order."""
    found: list[Chunk] = []
    tokens: list[Token] = []
    preposition, pronoun, comma, joined, ended = "", False, False, False, False

    def close() -> None:
        nonlocal tokens, preposition, pronoun, comma, joined, ended
        if tokens or pronoun:
            found.append(Chunk(tuple(tokens), preposition, pronoun, comma, joined))
            tokens, preposition, pronoun, comma, joined = [], "", False, False, False
        ended = False

    for piece in stretch:
        if piece.gap:
            close()
            comma = comma or bool(piece.gap)
        if piece.kind == "preposition":
            close()
            preposition = piece.norm
        elif piece.kind == "coordinator":
            kept = preposition or (found[-1].preposition if found and not tokens and not pronoun else "")
            held = preposition if tokens else kept
            close()
            preposition, joined = held, True
        elif piece.kind in ("determiner", "pronoun") and (tokens or ended):
            close()
            pronoun = piece.kind == "pronoun"
        elif piece.kind == "pronoun":
            pronoun = True
        elif piece.token is not None:
            if ended:
                close()
            if not piece.owner:
                tokens.append(piece.token)
            if piece.token.kind == "date":
                ended = True
    close()
    return found
