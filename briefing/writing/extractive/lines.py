"""From a sentence of a source to a line of the brief: what may be printed, and the exact places it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.domain.text import Sentence
from briefing.language.marks import marked
from briefing.language.outlets import is_outlet
from briefing.language.speech import attributions
from briefing.writing.extractive.assessment import in_present, is_analysis, judges, looks_ahead, signature, weighs
from briefing.writing.extractive.cast import Cast, Mentions, widely_known
from briefing.writing.extractive.coverage import Corpus, Entry
from briefing.writing.extractive.facets import Facet, facet
from briefing.writing.extractive.place import evidence
from briefing.writing.extractive.standalone import Standing, standing
from briefing.writing.extractive.voice import Voice, Voices

_HEAD = 12
"""Characters in which a sentence begins."""
_CURABLE = frozenset({"unnamed person", "points back", "first person", "no speaker"})
"""Faults that knowing the speaker can mend."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A sentence as the brief may print it."""

    entry: Entry
    text: str
    basis: tuple[Evidence, ...]
    facet: Facet
    speaker: str | None
    """Who says it or judges so, as the line or the source's data name it; None where the article reports a fact in its
    own voice."""
    leans: int
    """Words that lean on what went before it in its article."""


class Lines:
    """Makes lines of entries, each once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._made: dict[int, Line | None] = {}
        self._casts: dict[str, Cast] = {}
        self._voices: dict[str, Voices] = {}
        self._analyses: dict[str, bool] = {}

    def line(self, entry: Entry) -> Line | None:
        """The line, or None where the sentence cannot be printed outside its article."""
        if entry.number not in self._made:
            self._made[entry.number] = self._make(entry)
        return self._made[entry.number]

    def all(self, entries: Iterable[Entry]) -> list[Line]:
        return [line for entry in entries if (line := self.line(entry))]

    def _make(self, entry: Entry) -> Line | None:
        source, sentence = entry.source, entry.sentence
        stands = standing(sentence.text)
        if not _CURABLE.issuperset(stands.faults):
            return None
        voice = self._voice(source, sentence)
        if voice is None or (stands.faults and voice.named) or self._in_open_speech(source, sentence):
            return None
        start = stands.start
        signed: str | None = None
        if stands.faults:
            cured = _cured(sentence.text, stands, voice)
            if cured is None:
                return None
            start, signed = cured, voice.speaker or signature(source)
        elif not voice.named and self._is_judgement(source, sentence.text[start:]) and not _reports(sentence.text):
            signed = signature(source)
        return Line(
            entry=entry,
            text=_printed(sentence.text[start:], signed),
            basis=evidence(source, sentence, start),
            facet=facet(
                entry.stems,
                judged=signed is not None and voice.speaker is None,
                present=in_present(sentence.text),
                ahead=looks_ahead(sentence.text),
                spoken=voice.speaker is not None and not is_outlet(voice.speaker),
            ),
            speaker=voice.speaker or (_full_signature(source) if signed else None),
            leans=len(stands.leans),
        )

    def mentions(self, line: Line) -> Mentions:
        """The people that the line names."""
        return self.named(line.entry.source, line.text)

    def speaker(self, line: Line) -> str | None:
        """The line's speaker, in full where the article names a person in full."""
        return self._cast(line.entry.source).full_name(line.speaker) if line.speaker else None

    def widely_known(self, key: str) -> bool:
        """Whether a reader knows the person by a bare surname."""
        return widely_known(self.corpus, key)

    def strangers(self, line: Line) -> frozenset[str]:
        """People whom the line names by half and few sources name; not its speaker, whom the brief introduces."""
        bare = frozenset(key for key in self.mentions(line).bare if not self.widely_known(key))
        if line.speaker is None:
            return bare
        speaker = self.named(line.entry.source, line.speaker)
        return bare - speaker.full - speaker.bare

    def named(self, source: Source, text: str) -> Mentions:
        """The people of a source that a text names."""
        return self._cast(source).mentions(text)

    def _cast(self, source: Source) -> Cast:
        if source.id not in self._casts:
            self._casts[source.id] = Cast(source)
        return self._casts[source.id]

    def _voice(self, source: Source, sentence: Sentence) -> Voice | None:
        if source.id not in self._voices:
            self._voices[source.id] = Voices(source, self._cast(source))
        return self._voices[source.id].of(sentence)

    def _is_judgement(self, source: Source, text: str) -> bool:
        if source.id not in self._analyses:
            self._analyses[source.id] = is_analysis(source)
        return weighs(text) if self._analyses[source.id] else judges(text)

    def _in_open_speech(self, source: Source, sentence: Sentence) -> bool:
        """Whether the next sentence goes on in somebody's first person: then this one is that person's too."""
        after = source.sentences[sentence.index + 1 : sentence.index + 2]
        return any(
            "first person" in standing(each.text).faults
            and each.paragraph == sentence.paragraph
            and attributions(each.text)
            and not attributions(sentence.text)
            for each in after
        )


def _reports(text: str) -> bool:
    """Whether the sentence tells what somebody urged or rejected: his doing, and nobody's judgement."""
    return any(each.start < _HEAD and each.speaker[:1].isupper() for each in attributions(text))


def _cured(text: str, stands: Standing, voice: Voice) -> int | None:
    """Where the line begins if naming the speaker behind it makes it stand alone; None if that is not enough."""
    if voice.start:
        rest = standing(text[voice.start].upper() + text[voice.start + 1 :])
        return voice.start + rest.start if not rest.faults else None
    if voice.speaker is None:
        return None
    unnamed = attributions(text)[0]
    if unnamed.start == stands.start or any(mark.start > unnamed.start for mark in marked(text)):
        return None
    probe = f"{text[: unnamed.start]}Speaker {text[unnamed.start :].split(' ', 1)[-1]}"
    named = standing(probe.replace("Speaker official", "Speaker").replace("Speaker source", "Speaker"))
    return stands.start if not named.faults else None


def _printed(text: str, signed: str | None) -> str:
    text = text[:1].upper() + text[1:]
    if text[-1].isalnum():
        text += "."
    if signed is None:
        return text
    body, stop = (text[:-1], text[-1]) if text[-1] in ".!" else (text, "")
    return f"{body} ({signed}){stop or '.'}"


def _full_signature(source: Source) -> str:
    return source.author or source.publisher or f"source {source.id}"
