"""Attribution: who is said to have said it, who is reported to have, and what is stated as bare fact."""

from collections.abc import Sequence

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import name_likeness
from briefing.domain.source import Source
from briefing.language.lexicon import root
from briefing.language.names import Name, country, names, same_name
from briefing.language.speech import Attribution
from briefing.language.spelling import key

CHECK = "attribution"
_JUDGING = """
    judge assess believe think expect argue see consider warn conclude estimate forecast predict say write note find
    reckon hold deem regard analyse
    """
_PRONOUNS = frozenset({"he", "she"})
_WORDS, _STATED, _NEARLY_ALL = 2, 3, 0.9
_JUDGES = frozenset(map(root, _JUDGING.split()))


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each speaker of the claim whom the passage does not have say it."""
    found: list[Finding] = []
    given = _given(alignment) if alignment.claim.attributions else []
    for said in alignment.claim.attributions:
        speaker = _named(alignment, said)
        if speaker is None or is_author(alignment.passage.source, said.speaker):
            continue
        if any(_same(said.speaker, other) for _, other in given) or (not given and alignment.met(speaker)):
            continue
        others = [(where, other) for where, other in given if _is_person(other)]
        elsewhere = speaker in alignment.borrowed or alignment.met(speaker)
        if not others or (elsewhere and len({key(other) for _, other in given}) > 1):
            continue
        where, other = others[0]
        place = alignment.passage.place(where.start, where.end)
        detail = f"the claim has {said.speaker} say it, {alignment.passage.label} has {other} {place}"
        outcome = Outcome.CONTRADICTS if _same_statement(alignment, said) else Outcome.LACKS
        found.append(Finding(CHECK, outcome, detail, (speaker,)))
    return found


def _given(alignment: Alignment) -> list[tuple[Attribution, str]]:
    """Who speaks in the passage; for a pronoun the first person named in the sentence before."""
    before = alignment.index.neighbour(alignment.passage, -1)
    return [
        (said, (before.subject if before and said.speaker.casefold() in _PRONOUNS else None) or said.speaker)
        for said in alignment.passage.attributions
    ]


def bare(alignment: Alignment) -> str | None:
    """Who says it in the passage, where the claim states it as a bare fact; None if nobody or the claim says so too."""
    if alignment.claim.attributions:
        return None
    for said in alignment.passage.attributions:
        if _is_person(said.speaker) or said.relayed_from:
            return said.speaker
    return None


def is_author(source: Source, speaker: str) -> bool:
    """Whether it is the source itself that speaks: its author or publisher."""
    return any(known and _same_words(speaker, known) for known in (source.author, source.publisher))


def by_author(claim: Facts, tokens: Sequence[Token], source: Source) -> frozenset[Token]:
    """The words by which the claim gives itself to the source's own author: `Ms Doe judges that ...`."""
    found: set[Token] = set()
    for at, token in enumerate(tokens):
        if token.kind == "name" and is_author(source, claim.names[token.number].text):
            found.add(token)
            if at + 1 < len(tokens) and tokens[at + 1].root in _JUDGES:
                found.add(tokens[at + 1])
    return frozenset(found)


def _same_words(speaker: str, known: str) -> bool:
    return same_name(speaker, known) or speaker.casefold() in known.casefold()


def _named(alignment: Alignment, said: Attribution) -> Token | None:
    """The token of the claim that names the speaker."""
    for token in alignment.tokens:
        if token.kind == "name" and said.start <= token.start and token.end <= said.end:
            name = alignment.claim.names[token.number]
            if name.text in said.speaker or same_name(name.text, said.speaker):
                return token
    return None


def _same(speaker: str, other: str) -> bool:
    if same_name(speaker, other) or key(speaker) == key(other):
        return True
    mine, theirs = names(speaker), names(other)
    return any(name_likeness(a, b) > 0 for a in mine for b in theirs) or (not theirs and not mine)


def _is_person(speaker: str) -> bool:
    found: list[Name] = names(speaker)
    return any(name.kind in ("person", "name") and not country(name.key) for name in found)


def _same_statement(alignment: Alignment, said: Attribution) -> bool:
    """Whether the passage has nearly all that the claim's speaker is said to say: many say things alike."""
    stated = [token for token in alignment.tokens if token.weight >= 1 and not said.start <= token.start < said.end]
    words = [token for token in stated if token.kind == "word"]
    named = all(token in alignment.pairs for token in stated if token.kind != "word")
    return (
        named
        and len(words) >= 2
        and len(stated) >= _STATED
        and sum(map(alignment.met, words)) >= _NEARLY_ALL * len(words)
    )
