"""Remarks on which sources disagree: who made them, and in which words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from briefing.comparing.grouping import Groups
from briefing.comparing.passages import Passage
from briefing.comparing.remarks import Remark, likeness, meaning, remarks, tokens_of
from briefing.comparing.sides import Mention, disagreement, shortened
from briefing.domain.brief import Disagreement, Strength
from briefing.language.names import country, names
from briefing.language.offices import normal, title_end
from briefing.language.quotations import speaker_key
from briefing.language.roles import roles
from briefing.language.speech import attributions
from briefing.language.words import norm

_COMMON = 60
"""A stem in so many quotations singles none of them out."""
_WORDS = 7
"""Words that both quotations must have before another speaker is a contradiction: shorter ones are set phrases."""

_RUN = 6
"""Words in a row that make two quotations one remark, little as they may mean."""
_LABEL = 4
"""Words that a label has at most."""
_VERBS_OF_LABELS = """
    called calls calling dismissed dismisses dismissing described describes describing labelled labeled labels branded
    brands deemed deems slammed termed dubbed condemned denounced derided mocked ridiculed brushed blasted referring
    referred
"""
_LABELLING: frozenset[str] = frozenset(_VERBS_OF_LABELS.split())


class Quotes:
    """Gathers quotations with their speakers."""

    def __init__(self) -> None:
        self._passages: list[Passage] = []
        self._said: list[Remark] = []

    def add(self, passage: Passage) -> None:
        before = self._passages[-1] if self._passages else None
        self._said += (remark for remark in remarks(passage, before) if remark.speaker)
        self._passages.append(passage)

    def find(self) -> Iterator[Disagreement]:
        yield from _labels(self._said)
        said = [remark for remark in self._said if len(remark.told_stems) >= 3]
        one_remark, one_speaker = Groups(len(said)), Groups(len(said))
        for left, right in _candidates(said):
            one, other = said[left], said[right]
            if _one_remark(one, other):
                one_remark.join(left, right)
            if _one_wording(one, other):
                one_speaker.join(left, right)
        for members in one_remark:
            yield from _attribution([said[member] for member in members], self._passages)
        for members in one_speaker:
            yield from _wording([said[member] for member in members])


def _one_remark(one: Remark, other: Remark) -> bool:
    """Whether two quotations are one remark, whoever made it; of two named people more likeness is asked."""
    if min(len(one.told), len(other.told)) < _WORDS or one.source == other.source:
        return False
    alike = likeness(one.told, other.told)
    if alike.overlap < 0.6 or len((one.told_stems & other.told_stems) - one.idle_stems - other.idle_stems) < 2:
        return False
    if one.is_named and other.is_named and one.key != other.key and (alike.overlap < 0.7 or alike.order < 0.7):
        return False
    return (alike.shared >= 3 and alike.order >= 0.5) or (alike.shared >= 2 and alike.run >= _RUN)


def _one_wording(one: Remark, other: Remark) -> bool:
    """Whether two sources quote one remark of one speaker, be it in other words."""
    if one.key != other.key or one.source == other.source:
        return False
    alike = likeness(one.tokens, other.tokens)
    if alike.overlap < 0.5 or alike.order < 0.4 or alike.apart:
        return False
    return len((one.stems & other.stems) - one.idle_stems - other.idle_stems) >= 3


def _labels(said: Sequence[Remark]) -> Iterator[Disagreement]:
    """One label for one thing, given by two people: `dismissed the team as “decorative”`."""
    labels: defaultdict[tuple[str, ...], dict[str, list[Remark]]] = defaultdict(dict)
    for remark in said:
        verb = remark.quotation.verb or ""
        if len(remark.tokens) <= _LABEL and remark.stems and verb.casefold() in _LABELLING and remark.is_named:
            labels[remark.tokens].setdefault(remark.key or "", []).append(remark)
    for speakers in labels.values():
        for one, other in combinations(speakers.values(), 2):
            about = [set(meaning(tokens_of(side[0].sentence))) - side[0].stems for side in (one, other)]
            if _apart(one, other) and len(about[0] & about[1]) >= 2:
                topic = f"who said: “{one[0].quotation.text.rstrip(',.')}”"
                sides = [[_who(remark) for remark in side] for side in (one, other)]
                yield disagreement(topic, "attribution", Strength.HARD, sides)


def _candidates(said: Sequence[Remark]) -> Iterator[tuple[int, int]]:
    """Pairs that share at least two meaning words, found by an inverted index."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for position, remark in enumerate(said):
        shared: Counter[int] = Counter()
        for stem in sorted(remark.told_stems):
            if len(index[stem]) < _COMMON:
                shared.update(index[stem])
                index[stem].append(position)
        for other in sorted(shared):
            if shared[other] >= 2:
                yield other, position


def _offices(key: str, passages: Sequence[Passage]) -> set[tuple[str, str | None]]:
    """(office, of) of all the offices that are given to the person with this key."""
    named = (passage for passage in passages if key in passage.folded)
    return {(role.office, role.of) for passage in named for role in roles(passage.text) if role.holder == key}


def _attribution(group: Sequence[Remark], passages: Sequence[Passage]) -> Iterator[Disagreement]:
    """One remark, several speakers: two people by name, or a person by name and somebody described."""
    sides: list[list[Remark]] = []
    for remark in sorted(group, key=lambda remark: not remark.is_named):
        if not (remark.is_named or remark.is_anonymous):
            continue
        side = next((side for side in sides if _may_be_one(side[0], remark, passages)), None)
        if side is None:
            sides.append([remark])
        else:
            side.append(remark)
    if not sides or not sides[0][0].is_named:
        return
    sides = [side for side in sides if side is sides[0] or _apart(side, sides[0])]
    if len(sides) < 2:
        return
    topic = f"who said: “{shortened(sides[0][0].quotation.text.rstrip(',.'))}”"
    yield disagreement(
        topic,
        "attribution",
        Strength.HARD,
        [[*(_who(remark) for remark in side), *_reported(side, group, passages)] for side in sides],
    )


def _apart(one: Sequence[Remark], other: Sequence[Remark]) -> bool:
    """Whether no source is on both sides."""
    return {remark.source for remark in one}.isdisjoint(remark.source for remark in other)


def _may_be_one(one: Remark, other: Remark, passages: Sequence[Passage]) -> bool:
    """Whether the two speakers can be the same person, `one` being the better named."""
    if one.key == other.key or one.key is None or other.key is None:
        return True
    if other.is_named:
        return one.traced or other.traced  # a pronoun traced to the wrong person is likelier than two speakers
    if not one.is_named or one.key in other.key:
        return True
    tokens = [norm(token) for token in other.key.split()]
    for start in range(len(tokens)):
        end = title_end(tokens, start)
        if end > start:
            office = normal(" ".join(tokens[start:end])).rsplit(" ", 1)[-1]
            of = next((country(name.key) for name in names(other.speaker or "") if country(name.key)), None)
            held = _offices(one.key, passages)
            return any(
                office == mine.rsplit(" ", 1)[-1] and (of is None or whose in (of, None)) for mine, whose in held
            )
    return False


def _who(remark: Remark) -> Mention:
    """The quotation with its speaker, as far as one sentence holds both."""
    quotation, passage = remark.quotation, remark.passage
    start, end = quotation.start, quotation.end
    for item in attributions(passage.text):
        if item.speaker == remark.speaker and passage.sentence_at(item.start) == passage.sentence_at(start):
            start, end = min(start, item.start), max(end, item.end)
            break
    return Mention(remark.speaker or "", passage.evidence(start, end))


def _reported(side: Sequence[Remark], group: Sequence[Remark], passages: Sequence[Passage]) -> Iterator[Mention]:
    """Places where other sources report the remark as the same speaker's, without quotation marks."""
    quoted = {remark.source for remark in side}
    key = side[0].key or ""
    for passage in passages:
        if passage.source.id in quoted or key not in passage.folded:
            continue
        if not any(sum(stem in passage.folded for stem in remark.told_stems) >= 3 for remark in group):
            continue
        for item in attributions(passage.text):
            at = passage.sentence_at(item.start)
            stop = passage.starts[at] + len(passage.sentences[at].text)
            if speaker_key(item.speaker) != key or item.end >= stop:
                continue
            clause = set(meaning(tokens_of(passage.text[item.end : stop])))
            if any(len(clause & remark.told_stems) >= max(3, 0.5 * len(remark.told_stems)) for remark in group):
                yield Mention(item.speaker, passage.evidence(item.start, stop))


def _wording(group: Sequence[Remark]) -> Iterator[Disagreement]:
    """One remark of one speaker in several wordings."""
    sides: list[list[Remark]] = []
    for remark in group:
        side = next(
            (side for side in sides if not any(likeness(other.tokens, remark.tokens).differing for other in side)), None
        )
        if side is None:
            sides.append([remark])
        else:
            side.append(remark)
    if any(_apart(one, other) for one, other in combinations(sides, 2)):
        topic = f"the words of {group[0].speaker}"
        mentions = [
            [Mention(f"“{remark.quotation.text.rstrip(',')}”", remark.evidence) for remark in side] for side in sides
        ]
        yield disagreement(topic, "quotation", Strength.HARD, mentions)
