"""What the event was, as sources differ on it: who took part, what came of it, what it was for, how long it took."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.comparing.passages import Passage
from briefing.comparing.sides import Mention, disagreement
from briefing.domain.brief import Disagreement, Strength
from briefing.language.names import country, names
from briefing.language.words import content_stems, lowered

_MEETINGS = r"(?:meetings?|talks|summit|session|negotiations|consultations|conference|format|discussions|dialogue)"
_PARTIES = {
    "bilateral": 2, "two-way": 2, "trilateral": 3, "three-way": 3, "three-party": 3, "tripartite": 3,
    "quadrilateral": 4, "four-way": 4, "four-party": 4,
}  # fmt: skip
_PARTITE = re.compile(rf"\b({'|'.join(_PARTIES)})\s+(?:\w+\s+){{0,2}}?{_MEETINGS}\b", re.IGNORECASE)
_ONLY = re.compile(
    r"\b(?:only|sole)\s+(?:one\s+|single\s+)?(?:\w+\s+){0,2}?(?:outcome|result|achievement|agreement|breakthrough)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\bagreed\s+(?:[“\"]?in principle[”\"]?\s+)?to\s+(?:(?:a|an|the|further|more|another|new)\s+)?\w+", re.IGNORECASE
)
_PURPOSE = re.compile(
    rf"\b(?:{_MEETINGS})\b(?:[^.;]|\.(?!\s(?-i:[A-Z]))){{0,120}}?\b(?:were|was|is|are)\s+"
    r"(?:aimed at|meant to|intended to|designed to)\s+(?P<aim1>[^.;,]+)"
    r"|\b(?:main |primary |chief |stated |real )?(?:purpose|aim|goal|objective)\s+of\s+(?:the|this|these|\w+[’']s)\s+"
    rf"(?:\w+\s+){{0,2}}{_MEETINGS}\s+(?:is|was|were|are)\s+(?:to\s+)?(?P<aim2>[^.;,]+)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:Before|After|During|Following|Ahead of|While|As|On|In|At)\b[^,]*,\s*")
"""What a sentence says first of another event or of the time."""
_EVENT_STEMS = frozenset(
    {"talk", "negoti", "meet", "session", "summit", "side", "parti", "deleg", "new", "agre", "agreement", "principl"}
)
_NUMBER = r"(?P<n>\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an?)"
_UNIT = r"(?P<unit>hour|minute|day|week)s?"
_LASTED = re.compile(
    rf"\b(?P<bound>well under|well below|far less than|much less than|barely|just|nearly|almost|close to|well over|"
    rf"more than|over|less than|under)\s+{_NUMBER}[\s-]+{_UNIT}\b",
    re.IGNORECASE,
)
_SOME_EVENT = re.compile(
    r"lateral|-way|-party|tripartite|\b(?:only|sole|agreed to|agreed [“\"]?in principle|purpose|aim|goal|objective|"
    r"aimed|meant|intended|designed|hours?|minutes?)\b"
)
"""What a passage must have, in lower case, to be looked at closely."""
_FAR_BELOW = frozenset({"well under", "well below", "far less than", "much less than"})
_CLOSE_TO = frozenset({"nearly", "almost", "close to"})
_ABOVE = frozenset({"well over", "more than", "over"})
_BELOW = _FAR_BELOW | _CLOSE_TO | {"less than", "under", "barely"}


class Events:
    """Gathers what is said of meetings: parties, outcomes, purposes, length."""

    def __init__(self) -> None:
        self._passages: list[Passage] = []

    def add(self, passage: Passage) -> None:
        if _SOME_EVENT.search(lowered(passage.text)):
            self._passages.append(passage)

    def find(self) -> Iterator[Disagreement]:
        yield from _parties(self._passages)
        yield from _outcomes(self._passages)
        yield from _purposes(self._passages)
        yield from _durations(self._passages)


@dataclass(frozen=True, slots=True)
class _Meeting:
    kind: str
    parties: frozenset[str]
    mention: Mention


def _parties(passages: Sequence[Passage]) -> Iterator[Disagreement]:
    """A meeting of so many parties, and other parties elsewhere."""
    found = [meeting for passage in passages for meeting in _meetings(passage)]
    for size in sorted(set(_PARTIES.values())):
        sides: dict[frozenset[str], list[Mention]] = {}
        kinds = [meeting for meeting in found if _PARTIES[meeting.kind] == size]
        for meeting in kinds:
            sides.setdefault(meeting.parties, []).append(meeting.mention)
        sources = [{mention.evidence.source for mention in side} for side in sides.values()]
        if len(sides) == 2 and sources[0].isdisjoint(sources[1]) and len(frozenset.intersection(*sides)) == size - 1:
            topic = f"who took part in the {kinds[0].kind} meeting"
            yield disagreement(topic, "event", Strength.HARD, sides.values())


def _meetings(passage: Passage) -> Iterator[_Meeting]:
    for match in _PARTITE.finditer(passage.text):
        kind = match[1].casefold()
        at = passage.sentence_at(match.start())
        begin, end = passage.starts[at], passage.starts[at] + len(passage.sentences[at].text)
        opening = _OPENING.match(passage.text, begin, match.start())
        windows = [(opening.end() if opening else begin, end), (begin, end)]
        if at:
            windows += [(passage.starts[at - 1], begin), (passage.starts[at - 1], end)]
        for start, end in windows:
            parties = _countries(passage, start, end)
            if len(parties) == _PARTIES[kind]:
                statement = ", ".join(sorted(_display(party) for party in parties))
                yield _Meeting(kind, parties, Mention(statement, passage.sentence_evidence(match.start())))
                break


def _countries(passage: Passage, start: int, end: int) -> frozenset[str]:
    """Countries named as taking part: not those where it took place."""
    found = set()
    for name in names(passage.text):
        if start <= name.start and name.end <= end:
            of = country(name.key)
            placed = re.search(
                r"\b(?:in|at|near|without|excluding|not)\s+(?:the\s+)?$", passage.text[start : name.start]
            )
            if of and not placed:
                found.add(of)
    return frozenset(found)


def _display(key: str) -> str:
    return key.upper() if len(key) == 2 else key.title()


def _outcomes(passages: Sequence[Passage]) -> Iterator[Disagreement]:
    """One says there was a single outcome, another reports a further agreement."""
    only = [(passage, match) for passage in passages for match in _ONLY.finditer(passage.text)]
    if not only:
        return
    told = {stem for passage, match in only for stem in content_stems(_sentence(passage, match.start()))}
    what = told - _EVENT_STEMS
    singles = [Mention(_from(p, m.start()), p.sentence_evidence(m.start())) for p, m in only]
    claimed = {mention.evidence.source for mention in singles}
    further = []
    for passage in passages:
        for match in _AGREED.finditer(passage.text):
            sentence = passage.sentence_at(match.start())
            end = passage.starts[sentence] + len(passage.sentences[sentence].text)
            clause = re.split(r"[,;.]", passage.text[match.start() : end])[0]
            agreed = [stem for stem in content_stems(clause) if stem not in _EVENT_STEMS]
            if what.isdisjoint(agreed[:5]) and len(told & set(content_stems(passage.text))) >= 3:
                evidence = passage.evidence(match.start(), match.start() + len(clause))
                further.append(Mention(clause, evidence))
    others = [mention for mention in further if mention.evidence.source not in claimed]
    if others:
        yield disagreement("whether anything else was agreed", "outcome", Strength.SOFT, (singles, further))


def _sentence(passage: Passage, offset: int) -> str:
    return passage.sentences[passage.sentence_at(offset)].text


def _from(passage: Passage, offset: int) -> str:
    """The sentence from the offset on."""
    at = passage.sentence_at(offset)
    return passage.text[offset : passage.starts[at] + len(passage.sentences[at].text)].rstrip(".")


def _purposes(passages: Sequence[Passage]) -> Iterator[Disagreement]:
    """Two purposes of one meeting that have no word in common."""
    sides: list[tuple[set[str], list[Mention]]] = []
    for passage in passages:
        for match in _PURPOSE.finditer(passage.text):
            aim = match["aim1"] or match["aim2"]
            stems = set(content_stems(aim))
            mention = Mention(aim, passage.evidence(match.start(), match.end()))
            side = next((side for side in sides if side[0] & stems), None)
            if side is None:
                sides.append((stems, [mention]))
            else:
                side[1].append(mention)
    sources = {mention.evidence.source for _, mentions in sides for mention in mentions}
    if len(sides) > 1 and len(sources) > 1:
        yield disagreement("what the meeting was for", "purpose", Strength.SOFT, [mentions for _, mentions in sides])


@dataclass(frozen=True, slots=True)
class _Lasting:
    bound: str
    about: frozenset[str]
    """Stems of the sentence."""
    mention: Mention


def _durations(passages: Sequence[Passage]) -> Iterator[Disagreement]:
    """Above here and below there; nearly so long here and well under it there."""
    found: dict[tuple[str, str], list[_Lasting]] = {}
    for passage in passages:
        for match in _LASTED.finditer(passage.text):
            mention = Mention(match.group(), passage.evidence(match.start(), match.end()))
            about = frozenset(content_stems(_sentence(passage, match.start())))
            what = (match["n"].casefold(), match["unit"].casefold())
            found.setdefault(what, []).append(_Lasting(match["bound"].casefold(), about, mention))
    for (number, unit), lasting in found.items():
        for low, high, strength in ((_BELOW, _ABOVE, Strength.HARD), (_FAR_BELOW, _CLOSE_TO, Strength.SOFT)):
            sides = [[item for item in lasting if item.bound in bounds] for bounds in (low, high)]
            if all(sides) and _of_one_thing(*sides):
                topic = f"how long it took: {number} {unit}s, more or less"
                yield disagreement(topic, "duration", strength, [[item.mention for item in side] for side in sides])
                break


def _of_one_thing(one: Sequence[_Lasting], other: Sequence[_Lasting]) -> bool:
    """Whether both sides share three words of meaning, and no source."""
    stems = [frozenset().union(*(item.about for item in side)) for side in (one, other)]
    sources = [{item.mention.evidence.source for item in side} for side in (one, other)]
    return len(stems[0] & stems[1]) >= 3 and sources[0].isdisjoint(sources[1])
