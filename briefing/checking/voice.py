"""Voices: a name in brackets at the end of a sentence says whose judgement it is; and other additions in brackets."""

import re
from typing import NamedTuple

from briefing.checking import days, speakers
from briefing.checking.days import Day
from briefing.checking.facts import Facts
from briefing.checking.finding import Finding, Outcome
from briefing.checking.hearing import voices
from briefing.checking.passages import Index, Passage
from briefing.language.names import Name, names, same_name
from briefing.language.spelling import key

CHECK = "attribution"
_BRACKETED = re.compile(r"\s\(([^()]{2,160})\)(?=[.!?]?[\"”’]?$)")
_LABELLED = re.compile(r"source (\S+)")
_DESCRIBED = 0.6
"""Share of the words that describe the judge which his source must have."""


class Voice(NamedTuple):
    text: str
    """The sentence without the brackets."""
    judge: Name | None
    """Who is named in them; None where the sentence has none."""
    description: str
    """All that stands in the brackets."""
    source: str = ""
    """Id of the source named in them: `(source 3)`, where neither author nor publisher is known."""
    days: tuple[Day, ...] = ()
    """What brackets behind the names of days say."""


def of(text: str) -> Voice:
    """The sentence without what a writer adds in brackets, and what that is."""
    text, stamps = days.of(text)
    match = _BRACKETED.search(text)
    if match and (labelled := _LABELLED.fullmatch(match[1])):
        return Voice(text[: match.start()] + text[match.end() :], None, match[1], source=labelled[1], days=stamps)
    people = [name for name in names(match[1]) if name.kind in ("person", "name")] if match else []
    if match is None or not people:
        return Voice(text, None, "", days=stamps)
    return Voice(text[: match.start()] + text[match.end() :], people[0], match[1], days=stamps)


def compare(voice: Voice, passage: Passage, index: Index) -> list[Finding]:
    """A finding if the judge is neither the source itself nor who speaks in the passage, or is described otherwise."""
    if voice.source and voice.source != passage.source.id:
        return [Finding(CHECK, Outcome.LACKS, f"the claim gives it to source {voice.source}, not to {passage.label}")]
    if voice.judge is None:
        return []
    said = [each for each in voices(passage, index) if names(each.speaker)]
    if not any(_same(voice.judge, each.speaker) for each in said):
        if said:
            place = passage.place(said[0].start, max(said[0].end, 1))
            detail = f"the claim gives it to {voice.judge.text}, {passage.label} to {said[0].speaker} {place}"
            return [Finding(CHECK, Outcome.LACKS, detail)]
        if speakers.is_source_itself(passage.source, voice.judge.text):
            return []
        before = speakers.meant(passage, index) if speakers.has_pronoun(passage) else None
        if before is None or not _same(voice.judge, before):
            detail = f"the claim gives it to {voice.judge.text}, {passage.label} names no speaker here "
            return [Finding(CHECK, Outcome.LACKS, detail + passage.place(0, len(passage.text)))]
    naming = [
        each
        for each in index.elsewhere(passage.source, voice.judge.key.split()[-1])
        if any(_same(voice.judge, name.text) for name in each.names)
    ]
    wanted = {token.root for token in Facts(voice.description).tokens if token.kind == "word"}
    given = {token.root for each in naming for token in each.tokens}
    if wanted and len(wanted & given) < _DESCRIBED * len(wanted):
        return [Finding("role", Outcome.LACKS, f"{passage.label} does not say {voice.description!r}")]
    return []


def _same(judge: Name, other: str) -> bool:
    return same_name(judge.text, other) or judge.key == key(other)
