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

Offices = dict[str, set[tuple[str, str | None]]]
"""Key of a person -> (office, of) of all the offices given to that person."""


def find(passages: Sequence[Passage]) -> Iterator[Disagreement]:
    said = [remark for remark in remarks(passages) if len(remark.stems) >= 3 and remark.speaker]
    one_remark, one_speaker = Groups(len(said)), Groups(len(said))
    for left, right in _candidates(said):
        one, other = said[left], said[right]
        alike = likeness(one, other)
        if alike.shared < 3:
            continue
        long = min(len(one.tokens), len(other.tokens)) >= _WORDS
        if long and alike.overlap >= 0.6 and alike.order >= 0.5:
            one_remark.join(left, right)
        if one.key == other.key and one.source != other.source and alike.overlap >= 0.5 and alike.order >= 0.4:
            one_speaker.join(left, right)
    offices = _offices(passages)
    for members in one_remark:
        yield from _attribution([said[member] for member in members], offices, passages)
    for members in one_speaker:
        yield from _wording([said[member] for member in members])


def _candidates(said: Sequence[Remark]) -> Iterator[tuple[int, int]]:
    """Pairs that share at least three meaning words, found by an inverted index."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for position, remark in enumerate(said):
        shared: Counter[int] = Counter()
        for stem in sorted(remark.stems):
            if len(index[stem]) < _COMMON:
                shared.update(index[stem])
                index[stem].append(position)
        for other in sorted(shared):
            if shared[other] >= 3:
                yield other, position


def _offices(passages: Sequence[Passage]) -> Offices:
    held: Offices = defaultdict(set)
    for passage in passages:
        for role in roles(passage.text):
            held[role.holder].add((role.office, role.of))
    return held


def _attribution(group: Sequence[Remark], offices: Offices, passages: Sequence[Passage]) -> Iterator[Disagreement]:
    """One remark, several speakers: two people by name, or a person by name and somebody described."""
    sides: list[list[Remark]] = []
    for remark in sorted(group, key=lambda remark: not remark.is_named):
        if not (remark.is_named or remark.is_anonymous):
            continue
        side = next((side for side in sides if _may_be_one(side[0], remark, offices)), None)
        if side is None:
            sides.append([remark])
        else:
            side.append(remark)
    if len(sides) < 2 or not sides[0][0].is_named:
        return
    topic = f"who said: “{shortened(sides[0][0].quotation.text.rstrip(',.'))}”"
    yield disagreement(
        topic,
        "attribution",
        Strength.HARD,
        [[*(_who(remark) for remark in side), *_reported(side, group, passages)] for side in sides],
    )


def _may_be_one(one: Remark, other: Remark, offices: Offices) -> bool:
    """Whether the two speakers can be the same person, `one` being the better named."""
    if one.key == other.key or one.key is None or other.key is None:
        return True
    if other.is_named:
        return False
    if not one.is_named or one.key in other.key:
        return True
    tokens = [norm(token) for token in other.key.split()]
    for start in range(len(tokens)):
        end = title_end(tokens, start)
        if end > start:
            office = normal(" ".join(tokens[start:end]))
            of = next((country(name.key) for name in names(other.speaker or "") if country(name.key)), None)
            held = offices.get(one.key, set())
            return any(office == mine and (of is None or whose in (of, None)) for mine, whose in held)
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
    for passage in passages:
        if passage.source.id in quoted:
            continue
        for item in attributions(passage.text):
            sentence = passage.sentences[passage.sentence_at(item.start)]
            stop = passage.starts[passage.sentence_at(item.start)] + len(sentence.text)
            if speaker_key(item.speaker) != side[0].key or item.end >= stop:
                continue
            clause = set(meaning(tokens_of(passage.text[item.end : stop])))
            if any(len(clause & remark.stems) >= max(3, 0.5 * len(remark.stems)) for remark in group):
                yield Mention(item.speaker, passage.evidence(item.start, stop))


def _wording(group: Sequence[Remark]) -> Iterator[Disagreement]:
    """One remark of one speaker in several wordings."""
    sides: list[list[Remark]] = []
    for remark in group:
        side = next((side for side in sides if not any(likeness(other, remark).differing for other in side)), None)
        if side is None:
            sides.append([remark])
        else:
            side.append(remark)
    if len(sides) > 1 and len({remark.source for remark in group}) > 1 and _across_sources(sides):
        topic = f"the words of {group[0].speaker}"
        mentions = [[Mention(f"“{remark.quotation.text}”", remark.evidence) for remark in side] for side in sides]
        yield disagreement(topic, "quotation", Strength.HARD, mentions)


def _across_sources(sides: Sequence[Sequence[Remark]]) -> bool:
    return any(
        {remark.source for remark in one}.isdisjoint(remark.source for remark in other)
        for one, other in combinations(sides, 2)
    )
