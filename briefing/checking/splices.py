"""Splices: where a claim shortens the source's sentence, and what is left side by side did not stand together."""

from collections.abc import Iterator

from briefing.checking.additions import is_harmless
from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import SAME, Pair
from briefing.language.lexicon import is_irregular, root
from briefing.language.words import STOPWORDS, Word

CHECK = "wording"
_LEAST_COVERAGE = 0.6
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_PREPOSITIONS = frozenset({"with", "of", "for", "by", "from", "on", "about", "in", "at", "into", "over"})
_MAKING_WORDS = "enable allow help force order ask urge persuade tell let cause encourage require permit invite want"
_MAKING = frozenset(map(root, _MAKING_WORDS.split()))
"""Verbs by whose subject another is brought to do something."""
_HEADS = "effort process talks work activity operation campaign programme system service sector industry market scene"
_LIGHT_HEADS = frozenset(map(root, _HEADS.split()))
"""Nouns that add little to the one before them: `mediation efforts`."""
_VERBS = "put cut hit set let split quit shut cost read beat spread hurt burst cast bet broadcast"
_UNCHANGED = frozenset(_VERBS.split())
"""Past forms that look like no verb: `the gale put three ferries at risk`."""
_BETWEEN = 4
"""Tokens that may stand between such a verb and what the other does."""


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for a noun that lost its head, a deed that lost its verb, and a doer that was left out."""
    if alignment.coverage < _LEAST_COVERAGE:
        return []
    used = frozenset(pair.passage for pair in alignment.pairs.values())
    return [
        finding
        for pair in alignment.pairs.values()
        if pair.claim.kind == pair.passage.kind == "word" and pair.likeness == SAME
        for finding in (
            *_headless(alignment, pair, used),
            *_deedless(alignment, pair, used),
            *_doer(alignment, pair, used),
        )
    ]


def _headless(alignment: Alignment, pair: Pair, used: frozenset[Token]) -> Iterator[Finding]:
    """`A deal with sex` for `a deal with sex jokes`."""
    claim, passage = alignment.claim, alignment.passage
    before = _before(claim, pair.claim)
    if before is None or before != _before(passage, pair.passage) or _goes_on(claim, pair.claim):
        return
    head = next((t for t in passage.tokens if t.kind == "word" and t.at == pair.passage.at + 1), None)
    if head is None or head in used or passage.text[pair.passage.end : head.start] != " ":
        return
    if passage.text[: pair.passage.end].endswith(("'s", "’s", "s'", "s’")):
        return
    norm = passage.words[head.at].norm
    verbal = (
        is_irregular(norm)
        or norm in _UNCHANGED
        or norm.endswith(("ed", "ing", "ly"))
        or (before in _DETERMINERS and norm.endswith("s"))
    )
    if verbal or passage.words[pair.passage.at].norm.endswith("s") or not norm.isalpha():
        return
    if is_harmless(head) or head.root in _LIGHT_HEADS or any(word.norm == norm for word in claim.words):
        return
    yield _lacks(alignment, pair, pair.passage.start, head.end)


def _before(facts: Facts, token: Token) -> str | None:
    """The determiner or preposition right before a word."""
    norm = facts.words[token.at - 1].norm if token.at else ""
    return norm if norm in _DETERMINERS | _PREPOSITIONS else None


def _goes_on(facts: Facts, token: Token) -> bool:
    """Whether the word is followed by another that could be its head."""
    after = facts.words[token.at + 1 : token.at + 2]
    return bool(after) and facts.text[token.end : after[0].start] == " " and after[0].norm not in STOPWORDS


def _deedless(alignment: Alignment, pair: Pair, used: frozenset[Token]) -> Iterator[Finding]:
    """`Charged with the murder` for `charged with planning the murder`."""
    mine = _leading(alignment.claim, pair.claim)
    theirs = _leading(alignment.passage, pair.passage)
    if mine is None or theirs is None or mine.norm not in _PREPOSITIONS or not theirs.norm.endswith("ing"):
        return
    deed = next((t for t in alignment.passage.tokens if t.kind == "word" and t.start == theirs.start), None)
    if deed is None or deed in used or not deed.at:
        return
    if alignment.passage.words[deed.at - 1].norm == mine.norm:
        yield _lacks(alignment, pair, deed.start, pair.passage.end)


def _leading(facts: Facts, token: Token) -> Word | None:
    """The word before, determiners passed over."""
    at = token.at - 1
    while at >= 0 and facts.words[at].norm in _DETERMINERS:
        at -= 1
    return facts.words[at] if at >= 0 else None


def _doer(alignment: Alignment, pair: Pair, used: frozenset[Token]) -> Iterator[Finding]:
    """`The box could make money` for `the box could enable farmers to make money`."""
    passage = alignment.passage
    at = pair.passage.at
    if at < 2 or passage.words[at - 1].norm != "to" or alignment.claim.words[pair.claim.at].norm.endswith("ing"):
        return
    here = passage.tokens.index(pair.passage)
    for place in range(here - 1, max(-1, here - 1 - _BETWEEN), -1):
        verb = passage.tokens[place]
        if verb.kind != "word" or verb.root not in _MAKING:
            continue
        between = passage.tokens[place + 1 : here]
        if between and verb not in used and not any(token in used for token in between):
            yield _lacks(alignment, pair, verb.start, pair.passage.end)
        return


def _lacks(alignment: Alignment, pair: Pair, start: int, end: int) -> Finding:
    passage = alignment.passage
    said = alignment.claim.text[pair.claim.start : pair.claim.end]
    detail = (
        f"the claim says {said!r} where {passage.label} says {passage.text[start:end]!r} {passage.place(start, end)}"
    )
    return Finding(CHECK, Outcome.LACKS, detail, (pair.claim,), rival=True)
