"""Additions: every word of a claim that carries meaning must come from somewhere."""

import re
from collections.abc import Collection, Iterator
from itertools import islice

from briefing.checking.alignment import Alignment
from briefing.checking.facts import LIGHT, SAYING, Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.omissions import is_conditional
from briefing.checking.passages import Index, Passage
from briefing.language.lexicon import root, special, synonyms
from briefing.language.thesaurus import MAIN, MAY, Relation, relation

CHECK = "wording"
_LEAST_COVERAGE = 0.5
"""Below it the passage speaks of something else, and nothing can be called an addition to it."""
_HARMLESS_WORDS = """
    people person man woman country nation firm company group body organisation event incident occasion
    move step issue matter situation case thing affair development fact way place site location part area time
    day measure decision figure number amount total level remark comment word news media outlet
    reporter addition overall respectively namely include involve regard concern relate accord note add address article
    describe say tell state mention remark report say comment label term name refer
    accord base come serve act set both involve compare due per even despite show indicate stay remain
    later earlier subsequently eventually meanwhile additionally furthermore moreover however thereby
    particularly especially specifically primarily mainly notably
    feature key main own use via respective various different
    """
_HARMLESS = frozenset(map(root, _HARMLESS_WORDS.split()))
"""Words that say nothing new of their own: they hand over, order, or stand for a noun that went before."""
_APPROXIMATE = frozenset(
    {"almost", "nearly", "about", "around", "roughly", "approximately", "exactly", "least", "just"}
)
_BORNE_OUT = frozenset({Relation.SAME, Relation.SYNONYM, Relation.BROADER, Relation.DERIVED})
_LOOSELY = frozenset({Relation.SAME, Relation.SYNONYM, Relation.DERIVED})
_CURRENCIES = frozenset({"dollar", "euro", "pound", "yen", "percent"})
"""Units that a sign may stand for."""
_GAP = 9
"""Characters between such a word and its number: `almost a fifth`."""
_ADJECTIVAL = (
    "al",
    "ive",
    "ous",
    "ic",
    "ful",
    "less",
    "ed",
    "ient",
    "lent",
    "ant",
    "able",
    "ible",
    "ish",
    "ary",
    "ory",
    "an",
)
"""Endings of words that qualify: what one noun is called says nothing of another."""
_BEFORE, _AFTER, _OPENING = 3, 2, 2
"""Sentences of the same source from which a noun may be taken over: what `it` and `there` stood for."""

_TAKEN_OVER = 1
"""Nouns that may be taken over: with more the claim says something of its own."""

_BEFORE_NO_NOUN = frozenset(
    {"too", "so", "very", "more", "most", "less", "is", "are", "was", "were", "be", "been", "as", "quite"}
)
_OPENING_WORDS = frozenset({"starting", "beginning", "effective"})
"""Before a date they say no more than `from`."""
_FINDING = frozenset({"found", "finds", "showed", "shows", "suggests", "suggested"})
"""What a study does with what it says."""
_PROMISING = frozenset(map(root, ("promise", "pledge", "vow", "commit")))
_THREATEN = root("threaten")
_OWN_WILL = re.compile(
    r"\b(?:said|says|told|wrote|writes|added|stated|announced|declared)\b[^.;]{0,40}?\b(?:it|he|she|they|we|I)"
    r"(?: would| will|['’]ll|['’]d) (?!not\b|never\b)"
)
_QUALIFYING = frozenset({"final", "current"})
_CERTAIN = root("certain")
_REJECTED_CLAIM = re.compile(
    r"\b(?:reject|disput|dismiss|refut)\w* (?:\w+ ){1,3}?(?:claim|accusation|allegation|charge|criticism|suggestion"
    r"|report|notion|idea)s?\b"
)
_DECLINING = frozenset(map(root, ("refuse", "decline", "fail")))
_REJECTING, _CLAIMS, _DENY = (
    frozenset(map(root, ("reject", "dispute", "dismiss", "refute"))),
    frozenset(map(root, ("claim", "accusation", "allegation", "charge", "suggestion", "report", "notion", "idea"))),
    root("deny"),
)


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each word that neither the passage nor what stands round it bears out."""
    if alignment.coverage < _LEAST_COVERAGE:
        return []
    passage = alignment.passage
    where = passage.place(0, len(passage.text))
    return [
        Finding(CHECK, Outcome.LACKS, f"no source says {said!r} here; the nearest is {passage.label} {where}", (token,))
        for token in unaccounted(alignment, alignment.unmet)
        for said in (alignment.claim.text[token.start : token.end],)
    ]


def unaccounted(alignment: Alignment, unmet: Collection[Token]) -> list[Token]:
    """Those of the unmet words that no licence covers."""
    left = [
        token
        for token in unmet
        if token.kind == "word"
        and (token.weight > LIGHT or _judges(alignment.claim, token))
        and not _hands_over(alignment.claim, token)
        and not is_harmless(token)
        and not _read_elsewhere(alignment.claim, token)
        and not _said_otherwise(alignment, token)
        and not _opposed(alignment, token)
        and not _denied_claim(alignment, token)
        and not _declines(alignment, token)
        and not (token.root == _THREATEN and is_conditional(alignment.passage.text) and alignment.passage.attributions)
        and not (token.root in _PROMISING and _OWN_WILL.search(alignment.passage.text))
    ]
    taken_over = [*islice((token for token in left if _in_context(alignment, token)), _TAKEN_OVER)]
    return [token for token in left if token not in taken_over]


def _opposed(alignment: Alignment, token: Token) -> bool:
    """Whether the passage has the word's opposite: that is for the check of polarity to judge."""
    pair = alignment.pairs.get(token)
    return pair is not None and pair.opposed and pair.met


def _in_context(alignment: Alignment, token: Token) -> bool:
    """Whether it is a noun that the sentences round the passage speak of."""
    claim = alignment.claim
    norm = claim.words[token.at].norm
    before = claim.words[token.at - 1].norm if token.at else ""
    if norm.endswith("ly") or claim.is_verb(token) or before in _BEFORE_NO_NOUN:
        return False
    after = claim.words[token.at + 1].norm if token.at + 1 < len(claim.words) else ""
    qualifies = norm.endswith(_ADJECTIVAL)
    for passage in _round(alignment.passage, alignment.index):
        for other in _same(passage, token):
            following = passage.words[other.at + 1].norm if other.at + 1 < len(passage.words) else ""
            if not other.denied and (not qualifies or (after and root(after) == root(following))):
                return True
    return False


def declines(norm: str) -> bool:
    """Whether the word denies what follows: `refused to`."""
    return root(norm) in _DECLINING


def is_harmless(token: Token) -> bool:
    """Whether the word says nothing new of its own."""
    return token.kind == "word" and token.root in _HARMLESS


def _judges(claim: Facts, token: Token) -> bool:
    """`It is not certain that`; `a final step`, where `finally` says nothing."""
    if claim.words[token.at].norm in _QUALIFYING:
        return True
    after = claim.words[token.at + 1 : token.at + 2]
    return token.root == _CERTAIN and bool(after) and after[0].norm in ("that", "to", "whether")


def _hands_over(claim: Facts, token: Token) -> bool:
    """Whether it is a verb of saying, and not `a call` or `written complaints`."""
    if claim.words[token.at].norm in _FINDING:
        following = claim.text[token.end :].lstrip()
        return following[:5] == "that " or (following in ("", ".") and claim.text[: token.start].count(",") > 0)
    return token.weight == SAYING and claim.is_verb(token) and claim.words[token.at].norm != "written"


def _read_elsewhere(claim: Facts, token: Token) -> bool:
    """Whether another check reads the word: in a quotation, or with a number (`almost 7,000`, `15 dollars`)."""
    norm = claim.words[token.at].norm
    after = claim.words[token.at + 1 : token.at + 2]
    if (
        (norm in _OPENING_WORDS and bool(after) and after[0].norm in ("on", "from", "in", "at", "next"))
        or len(norm) == 1
        or any(char.isdigit() for char in norm)
        or any(q.start <= token.start < q.end for q in claim.quotations)
    ):
        return True
    for quantity in claim.quantities:
        if norm in _APPROXIMATE and token.end <= quantity.end and quantity.start <= token.end + _GAP:
            return True
        if quantity.unit in _CURRENCIES and root(norm) == root(quantity.unit) and 0 <= token.start - quantity.end <= 1:
            return True
    return False


def _denied_claim(alignment: Alignment, token: Token) -> bool:
    """`Rejected the claim that` for `denied that`, and the other way round."""
    if token.root == _DENY:
        return _REJECTED_CLAIM.search(alignment.passage.text) is not None
    words = alignment.claim.words[token.at + 1 : token.at + 4]
    return (
        token.root in _REJECTING
        and any(root(word.norm) in _CLAIMS for word in words)
        and _DENY in alignment.passage.lookup.by_root
    )


def _declines(alignment: Alignment, token: Token) -> bool:
    """`Refused to` for `did not`: the word denies, and the passage denies the same."""
    after = alignment.claim.words[token.at + 1 : token.at + 2]
    if token.root not in _DECLINING or not after or after[0].norm != "to":
        return False
    return any(pair.passage.denied and pair.claim.start > token.end for pair in alignment.pairs.values())


def _said_otherwise(alignment: Alignment, token: Token) -> bool:
    """Whether a word of the passage bears it out, one in a name or number too: `nina` where Nina Moric is named."""
    norm = alignment.claim.words[token.at].norm
    return any(root(word.norm) == token.root or bears_out(norm, word.norm) for word in alignment.passage.words)


def bears_out(claim: str, source: str) -> bool:
    """Whether a source that says the one word says the other, too: a synonym, a more general word, a word's kin."""
    link = relation(claim, source)
    if link is None:
        return False
    return link.relation in _BORNE_OUT and link.strength >= (MAY if link.relation in _LOOSELY else MAIN)


def _same(passage: Passage, token: Token) -> Iterator[Token]:
    others = synonyms(token.root) | special(token.root)
    if token.root not in passage.roots and passage.roots.isdisjoint(others):
        return
    lookup = passage.lookup
    yield from lookup.by_root.get(token.root, ())
    for other in sorted(others):
        yield from lookup.by_root.get(other, ())


def _round(passage: Passage, index: Index) -> Iterator[Passage]:
    """The sentences before and behind it, then the article's opening."""
    for step in (*range(-1, -_BEFORE - 1, -1), *range(1, _AFTER + 1)):
        if neighbour := index.neighbour(passage, step):
            yield neighbour
    first = index.first_of[passage.source.id]
    yield from index.passages[first : first + min(_OPENING, len(passage.source.sentences))]
