"""What a sentence does in a brief: tells what happened, what someone wants, how others react, or what it means."""

from collections.abc import Collection
from enum import IntEnum
from functools import cache

from briefing.language.words import stem


class Facet(IntEnum):
    """In the order in which a brief takes them up."""

    EVENT = 0
    CIRCUMSTANCE = 1
    """What led up to it, who took part, how it went."""
    POSITION = 2
    """Who wants what."""
    REACTION = 3
    MEANING = 4
    """Assessments of what it amounts to."""
    OUTLOOK = 5
    """What may come of it."""


_CUES = {
    Facet.EVENT: """
        agree agreement reach sign announce kill die dead arrest charge approve vote win won lose lost launch
        attack strike struck release resign elect sentence convict sell sold buy bought
        shoot shot injure wound rescue destroy exchange swap conclude confirm yield produce deliver
        outcome result deal resume capture ban block fine sue settle recall publish reveal
        """,
    Facet.CIRCUMSTANCE: """
        earlier previous previously ahead lead led head headed chair chaired attend host mediate accompany arrive
        travel open opened last lasted begin began delegation consist table room venue morning session format
        telephone weekend history grow grew found founded born known background join
        joined""",
    Facet.POSITION: """
        demand insist urge call want seek sought propose proposal reject refuse refusal oppose vow pledge offer
        willing willingness ready push press condition ultimatum position stance maintain reaffirm reiterate request
        concession plead argue deny threaten goal aim support favor favour lobby promise precede unconditional
        requirement accept withdraw withdrawal recognise recognize guarantee must""",
    Facet.REACTION: """
        welcome condemn criticise criticize criticism praise dismiss accuse denounce unacceptable satisfied react
        reaction respond response thank applaud slam warn mock apologise apologize tweet outrage anger angry furious
        disappoint concern hail blast protest regret shock sadden mourn proud frustrated frustration skeptical
        sceptical comment statement sympathy condolence joke complain fan serious""",
    Facet.MEANING: """
        analyst expert scholar researcher fellow professor historian economist mean suggest signal reflect underscore
        highlight represent mark remain impasse stalemate problem significance significant consequence impact question
        calculation strategy strategic advantage gap divide difference depend explain attrition reason lesson crisis
        legacy symbolic symbolism matter convinced interest leverage cost benefit failure success trend initiative
        confrontation progress substantive toll risk""",
}
_WEIGHT = {Facet.EVENT: 0.8, Facet.CIRCUMSTANCE: 0.9, Facet.POSITION: 1.0, Facet.REACTION: 1.1, Facet.MEANING: 0.9}
_MOST = 3
"""Cues of one kind that count."""

_OUTCOME = """
    agree agreement reach sign outcome result deal exchange swap kill die arrest charge approve win won end conclude
    announce sentence convict rule elect resign yield produce deliver injure find found release pass vote hold held
    launch file name strike struck close ban confirm first"""
_OBSTACLE = """
    insist reject refuse gap difference impasse stalemate deadlock elusive unresolved dispute obstacle condition deny
    oppose unlikely uncertain unclear unknown divide criticise criticize precede demand fail failure remain despite
    short unacceptable apart contest appeal doubt lack"""
_WAY_ON = """
    next further continue resume expect plan schedule likely unlikely ahead require round investigate
    investigation pending deadline trial hearing vote step summit prospect again tomorrow soon await consider
    prepare preparation"""
_TURNS = frozenset({"no", "not", "without", "but", "although", "though", "however", "while", "whereas", "only", "yet"})
_AHEAD = frozenset({"will", "would", "until", "once", "could", "may", "might"})


@cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


def facet(stems: Collection[str], *, judged: bool, present: bool, ahead: bool, spoken: bool) -> Facet:
    """The facet of a sentence by its stems.

    `judged`: it weighs rather than tells; `present`: it speaks of a state, in the present; `ahead`: it judges what
    is to come; `spoken`: somebody says it.
    """
    if ahead:
        return Facet.OUTLOOK
    scores = dict.fromkeys(Facet, 0.0)
    for kind, words in _CUES.items():
        scores[kind] = _WEIGHT[kind] * min(len(_stems(words).intersection(stems)), _MOST)
    scores[Facet.MEANING] += 2.0 if judged else 0.8 if present and not spoken else 0.0
    scores[Facet.REACTION if spoken else Facet.CIRCUMSTANCE] += 0.5
    return max(Facet, key=lambda kind: (scores[kind], -kind))


def outcome(stems: Collection[str], _text: str) -> float:
    """How much the sentence tells how the event came out; 0 where it has no cue of it."""
    return float(min(len(_stems(_OUTCOME).intersection(stems)), 4))


def obstacle(stems: Collection[str], text: str) -> float:
    """How much it tells what stands in the way."""
    turns = len(_TURNS.intersection(text.lower().split())) + text.count("n’t") + text.count("n't")
    return min(len(_stems(_OBSTACLE).intersection(stems)), 3) + 0.5 * min(turns, 2)


def way_on(stems: Collection[str], text: str) -> float:
    """How much it tells how things go on."""
    ahead = len(_AHEAD.intersection(text.lower().split()))
    return min(len(_stems(_WAY_ON).intersection(stems)), 3) + 0.7 * min(ahead, 2)
