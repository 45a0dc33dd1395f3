"""Attribution: who is said to have said it, who is reported to have, and what is stated as bare fact."""

import re
from collections.abc import Sequence

from briefing.checking import speakers
from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.hearing import Said, base, voices
from briefing.checking.marks import is_negator
from briefing.domain.source import Source
from briefing.language.lexicon import likeness, root
from briefing.language.names import same_name
from briefing.language.phrases import PRONOUNS
from briefing.language.speech import DENYING, DOUBTING, HEDGING, RELAYING, Attribution
from briefing.language.words import STOPWORDS, words

CHECK = "attribution"
_JUDGING = """
    judge assess believe think expect argue see consider warn conclude estimate forecast predict say write note find
    reckon hold deem regard analyse
    """
_PLAIN = """
    say tell state add write note report explain insist confirm claim mention remark comment declare assert maintain
    reveal disclose tweet post argue acknowledge admit concede affirm observe recall reply respond conclude
    """
_NOBODY = "report reports media it reporters news article"
_CLAIMED = "accuse accusation allege allegation claim blame assertion rumour suspicion"
_WRITTEN = "study report poll survey inquiry analysis statement research"
_REFUSING = """
    deny denied denies denying denial reject rejected rejects dispute disputed disputes dismiss dismissed dismisses
    refute refuted rebut untrue false wrong falsely question questioned doubt doubted doubts unproven disagree disagreed
    """
_CLAIMING, _DOCUMENTS = (frozenset(map(root, several.split())) for several in (_CLAIMED, _WRITTEN))
_JUDGES = frozenset(map(root, _JUDGING.split()))
_PLAIN_VERBS = frozenset(_PLAIN.split())
"""Verbs that only hand over what is said: the others tell of a deed, which is looked for like any deed."""
_IMPERSONAL = frozenset(_NOBODY.split())
_REFUSALS = frozenset(_REFUSING.split())
_WOULD_NOT = re.compile(
    r"\b(?:he|she|they|it|we|I) (?:(?:would|will|did|does|do|had|has|have|is|was|were|could|can) not"
    r"|(?:would|did|does|do|had|has|have|is|was|were|could|ca|wo)n['’]t)(?=[.;,!]|[\"”]|$)"
)
_STATEMENT = re.compile(
    r"\s+(?:that|whether|if|as|it|this|having|\w+ing)\b"
    r"|\s+(?:\S+\s+){0,3}?(?:claim|allegation|accusation|charge|report|suggestion|assertion|rumou?r|notion|idea|statement)s?\b"
)
_CALLING = re.compile(r"\s+(?:the|a|an|this|that|his|her|its|their)?\s*(?:[\w'’-]+\s+){1,5}(?:as\s+)?")
"""Between a verb like `called` and the words in marks: whom or what it is said of."""
_APPOSED = re.compile(r",\s+((?:an?|the|its|his|her|their)\s[^,;:“”\"]{3,80}),")
_STATED, _NEARLY_ALL, _MOST_OF = 3, 0.9, 0.5


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each speaker of the claim whom the passage does not have say it, or has say the contrary."""
    claimed = [
        said
        for said in alignment.claim.attributions
        if alignment.start <= said.start and said.end <= alignment.end and not _is_mere(said.speaker)
    ]
    if not claimed:
        return [] if alignment.claim.attributions else _refused(alignment)
    given = voices(alignment.passage, alignment.index)
    found = [finding for said in claimed for finding in _of_speaker(alignment, said, given)]
    return (
        found
        or _of_another(alignment, claimed)
        or _declined(alignment, claimed, given)
        or _turned_round(alignment, claimed, given)
    )


def _is_mere(speaker: str) -> bool:
    norms = speaker.casefold().split()
    return all(norm in PRONOUNS or norm in _IMPERSONAL or norm in ("the", "a", "an", "some") for norm in norms)


def _of_speaker(alignment: Alignment, said: Attribution, given: Sequence[Said]) -> list[Finding]:
    passage, index = alignment.passage, alignment.index
    token = _named(alignment, said)
    if token and token in alignment.granted:
        return _described_otherwise(alignment, token)
    if speakers.is_source_itself(passage.source, said.speaker):
        return []
    same = [other for other in given if speakers.may_be(said.speaker, other.speaker, passage.source, index)]
    if same:
        return _held_otherwise(alignment, said, same) or _described_otherwise(alignment, token)
    tokens = (token,) if token else ()
    if _is_document(alignment, said.speaker):
        return []
    if not given:
        return [] if _tells_of(alignment, said, token) else [_own_words(alignment, said, tokens)]
    verb = base(said.verb)
    told = verb not in _PLAIN_VERBS | RELAYING and all(other.verb != verb for other in given)
    if told and token is not None and token in alignment.pairs:
        return []
    other = next((each for each in given if speakers.is_person(each.speaker)), given[0])
    place = passage.place(other.start, other.end) if other.end else passage.place(0, len(passage.text))
    detail = f"the claim has {said.speaker} say it, {passage.label} has {other.speaker} {place}"
    against = speakers.is_person(other.speaker) and token is not None and verb not in DENYING | DOUBTING
    against = against and _same_statement(alignment, said)
    return [Finding(CHECK, Outcome.CONTRADICTS if against else Outcome.LACKS, detail, tokens)]


def _held_otherwise(alignment: Alignment, said: Attribution, same: Sequence[Said]) -> list[Finding]:
    """The speaker is right, and denies or questions what the claim has him say."""
    text = alignment.passage.text
    refusing = [
        other
        for other in same
        if other.verb in DENYING | DOUBTING and _is_of_a_statement(other.verb, text[other.end :])
    ]
    if not refusing or len(refusing) < len(same) or _refuses(alignment):
        return []
    other = refusing[0]
    held = " ".join(alignment.passage.text[other.start : other.end].split())
    place = alignment.passage.place(other.start, other.end)
    detail = f"the claim has {said.speaker} say that it is so, {alignment.passage.label} has: {held!r} {place}"
    outcome = Outcome.CONTRADICTS if other.verb in DENYING else Outcome.LACKS
    return [Finding(CHECK, outcome, detail)]


def _of_another(alignment: Alignment, claimed: Sequence[Attribution]) -> list[Finding]:
    """`Dismissed the offer as “a fairy tale”`: where the words stand nothing is said of an offer."""
    text = alignment.claim.text
    for said in claimed:
        quoted = next((each for each in alignment.claim.quotations if each.start >= said.end), None)
        if quoted is None or not _CALLING.fullmatch(text[said.end : quoted.start]):
            continue
        called = [t for t in alignment.tokens if said.end <= t.start < quoted.start and t.kind == "word"]
        unmet = [t for t in called if t.weight >= 1 and t not in alignment.pairs]
        if called and len(unmet) == len(called):
            what = text[called[0].start : called[-1].end]
            place = alignment.passage.place(0, len(alignment.passage.text))
            detail = f"the claim has {said.speaker} say it of {what!r}, {alignment.passage.label} does not {place}"
            return [Finding(CHECK, Outcome.LACKS, detail, tuple(unmet))]
    return []


def _declined(alignment: Alignment, claimed: Sequence[Attribution], given: Sequence[Said]) -> list[Finding]:
    """The passage ends in `she replied that she would not`, and the claim has her say that she would."""
    match = _WOULD_NOT.search(alignment.passage.text)
    if match is None or _refuses(alignment):
        return []
    saying = [said for said in given if said.end <= match.start()][-1:]
    source, index = alignment.passage.source, alignment.index
    if not any(speakers.may_be(said.speaker, each.speaker, source, index) for said in claimed for each in saying):
        return []
    place = alignment.passage.place(match.start(), match.end())
    detail = f"the claim affirms what {alignment.passage.label} denies: {match.group()!r} {place}"
    return [Finding(CHECK, Outcome.LACKS, detail)]


def _described_otherwise(alignment: Alignment, token: Token | None) -> list[Finding]:
    """The speaker is right, and what the claim calls him (`Anders, a lawyer of the ministry, said`) is nowhere his."""
    if token is None:
        return []
    match = _APPOSED.match(alignment.claim.text, token.end)
    if match is None:
        return []
    name = alignment.claim.text[token.start : token.end]
    known = speakers.beside(name, alignment.passage.source, alignment.index)
    wanted = [word for word in words(match[1]) if word.norm not in STOPWORDS]
    unmet = [word.text for word in wanted if not any(likeness(root(word.norm), other) for other in known)]
    if not unmet or len(unmet) == len(wanted) == 1:
        return []
    detail = f"the claim calls {name} {match[1]!r}, {alignment.passage.label} has no {unmet[-1]!r} beside that name"
    return [Finding("role", Outcome.LACKS, detail)]


def _refuses(alignment: Alignment) -> bool:
    """Whether the claim itself denies or doubts something."""
    return any(word.norm in _REFUSALS or is_negator(word.norm) for word in alignment.claim.words)


def _tells_of(alignment: Alignment, said: Attribution, token: Token | None) -> bool:
    """Whether the passage has the speaker do what the claim's verb says, though not in words of speech."""
    verb = base(said.verb)
    if token is None:
        return any(each.root == root(verb) for each in alignment.passage.tokens) or (
            verb not in _PLAIN_VERBS | RELAYING
            and any(each.root == root(verb) and alignment.met(each) for each in alignment.tokens)
        )
    if not alignment.met(token):
        return False
    if verb not in _PLAIN_VERBS and verb not in RELAYING and verb not in ("as", ":", "in the words of"):
        return True
    return root(verb) in alignment.passage.lookup.by_root or bool(alignment.passage.quotations)


def _is_document(alignment: Alignment, speaker: str) -> bool:
    """Whether a study or report is named as the speaker that the passage speaks of: `the study found`."""
    found = [root(word.norm) for word in words(speaker) if word.norm not in STOPWORDS]
    return bool(found) and found[-1] in _DOCUMENTS & alignment.passage.lookup.by_root.keys()


def _own_words(alignment: Alignment, said: Attribution, tokens: tuple[Token, ...]) -> Finding:
    passage = alignment.passage
    detail = f"the claim has {said.speaker} say it, {passage.label} states it and names no speaker "
    return Finding(CHECK, Outcome.LACKS, detail + passage.place(0, len(passage.text)), tokens)


def _turned_round(alignment: Alignment, claimed: Sequence[Attribution], given: Sequence[Said]) -> list[Finding]:
    """Who passes on and who is passed on have changed places."""
    passage = alignment.passage
    for relayed in claimed:
        if base(relayed.verb) not in ("citing", "quoting"):
            continue
        source, index = passage.source, alignment.index
        mine = [said for said in given if speakers.may_be(relayed.speaker, said.speaker, source, index)]
        if mine and all(said.verb not in RELAYING for said in mine) and any(said.verb in RELAYING for said in given):
            place = passage.place(mine[0].start, mine[0].end)
            detail = f"the claim has it passed on from {relayed.speaker}, who passes it on in {passage.label} {place}"
            return [Finding(CHECK, Outcome.CONTRADICTS, detail)]
    return []


def _refused(alignment: Alignment) -> list[Finding]:
    """A finding where the claim states as a fact what somebody only claims, or denies, or questions."""
    passage = alignment.passage
    if alignment.claim.quotations or not passage.attributions or _speaks_of_a_claim(alignment):
        return []
    met = [pair.passage.start for pair in alignment.pairs.values() if pair.claim.weight >= 1]
    for at, said in enumerate(passage.attributions):
        verb = base(said.verb)
        if (
            verb not in DENYING | DOUBTING | HEDGING
            or not met
            or not _is_of_a_statement(verb, passage.text[said.end :])
        ):
            continue
        following = passage.attributions[at + 1].start if at + 1 < len(passage.attributions) else len(passage.text)
        others = [start for start in met if not said.start <= start < said.end]
        inside = sum(said.end <= start < following for start in others)
        closing = not passage.text[said.end :].strip(" .,;") and sum(start < said.start for start in others)
        if max(inside, closing) <= _MOST_OF * len(others):
            continue
        held = " ".join(passage.text[said.start : said.end].split())
        place = passage.place(said.start, said.end)
        detail = f"the claim gives it as a fact, {passage.label} has only: {held!r} {place}"
        return [Finding(CHECK, Outcome.LACKS, detail)]
    return []


def _speaks_of_a_claim(alignment: Alignment) -> bool:
    """Whether the claim itself calls it a claim: `was accused of lying`, `did not comment on the accusation`."""
    return any(token.root in _CLAIMING for token in alignment.tokens)


def _is_of_a_statement(verb: str, following: str) -> bool:
    """Whether what is rejected or questioned is said to be so: not an offer, nor a witness."""
    if verb in HEDGING or verb == "deny":
        return True
    return _STATEMENT.match(following) is not None


def bare(alignment: Alignment) -> str | None:
    """Who says it in the passage, where the claim states it as a bare fact; None if nobody or the claim says so too."""
    if alignment.claim.attributions:
        return None
    for said in alignment.passage.attributions:
        if speakers.is_person(said.speaker) or said.relayed_from:
            return said.speaker
    return None


def by_author(claim: Facts, tokens: Sequence[Token], source: Source) -> frozenset[Token]:
    """The words by which the claim gives itself to the source's own author: `Ms Doe judges that ...`."""
    found: set[Token] = set()
    for at, token in enumerate(tokens):
        if token.kind == "name" and speakers.is_source_itself(source, claim.names[token.number].text):
            found.add(token)
            if at + 1 < len(tokens) and tokens[at + 1].root in _JUDGES:
                found.add(tokens[at + 1])
    return frozenset(found)


def _named(alignment: Alignment, said: Attribution) -> Token | None:
    """The token of the claim that names the speaker."""
    for token in alignment.tokens:
        if token.kind == "name" and said.start <= token.start and token.end <= said.end:
            name = alignment.claim.names[token.number]
            if name.text in said.speaker or same_name(name.text, said.speaker):
                return token
    return None


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
