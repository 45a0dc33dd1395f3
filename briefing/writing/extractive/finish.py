"""The last touch before lines become claims: the date behind a weekday, and who an unknown speaker is."""

import re
from dataclasses import replace

from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.language.dates import dates
from briefing.language.estimative import forward_looking
from briefing.language.names import Name, names
from briefing.writing.extractive.lines import Line, Lines
from briefing.writing.extractive.place import evidence
from briefing.writing.extractive.standalone import unquoted

_WEEKDAY = re.compile(
    r"^(?:(?:on\s+|late\s+|early\s+|last\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)$",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(r"\b[A-Z]\w*\s+$")
"""`Super Tuesday`, `Good Friday`: a day of that name."""
_AHEAD = re.compile(r"\b(?:will|would|next|coming|scheduled|due|set\s+to|plans?|expected)\b", re.IGNORECASE)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DESCRIBED = re.compile(r"^,\s+(?P<said>(?:an?|the)\s+[^,.;:“”\"]+|who\s+[^,.;:“”\"]+)[,.](?P<cut>\s+[A-Z])?")
_LONGEST = 14
"""Words of a description."""
_CUT = re.compile(r"\s+(?:from|of|at|in|with|for|who|based)\s+")
_SIGNED = re.compile(r" \((?P<who>[^()]+)\)(?P<stop>[.!]?)$")


class Finish:
    """Touches up lines in the order in which a reader meets them."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._anchored: dict[str, bool] = {}
        self._dated: dict[str, str] = {}
        self._known: set[str] = set()
        """Keys of the persons named in full so far."""

    def section(self) -> None:
        """A new section: its reader may not have read the one before."""
        self._dated.clear()

    def line(self, line: Line) -> Line:
        text = self._with_date(line.text, line.entry.source)
        text, basis = self._with_introduction(text, line)
        for name in names(text):
            if name.kind == "person":
                self._known.add(name.key)
        return replace(line, text=text, basis=line.basis + basis)

    def _with_date(self, text: str, source: Source) -> str:
        """`on Friday` -> `on Friday [16 May 2025]`, where the source's own day makes it certain; once a section."""
        bare = unquoted(text)
        if source.anchor is None or _AHEAD.search(bare) or not self._trusted(source):
            return text
        for mention in dates(bare, source.anchor):
            day = mention.earliest
            if day != mention.latest or not mention.relative or not _WEEKDAY.match(mention.text):
                continue
            weekday = mention.text.split()[-1].lower()
            written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
            if bare[mention.end : mention.end + 1] in ("'", "’") or day > source.anchor:
                continue
            if _NAMED_DAY.search(bare[: mention.start]):
                continue
            if self._dated.get(weekday) == written:
                continue
            self._dated[weekday] = written
            return f"{text[: mention.end]} [{written}]{text[mention.end :]}"
        return text

    def _trusted(self, source: Source) -> bool:
        """Whether the source's day can be its own: it tells of nothing that lies years after it."""
        if source.id not in self._anchored:
            year = source.anchor.year if source.anchor else 0
            told = (each.text for each in source.sentences if not forward_looking(each.text))
            self._anchored[source.id] = not any(day.earliest.year > year for text in told for day in dates(text, None))
        return self._anchored[source.id]

    def _with_introduction(self, text: str, line: Line) -> tuple[str, tuple[Evidence, ...]]:
        """Says who the speaker is where the reader meets a bare surname for the first time."""
        speaker = self._lines.speaker(line)
        person = _person(speaker) if speaker else None
        if speaker is None or person is None or person.key in self._known or self._lines.widely_known(person.key):
            return text, ()
        signed = _SIGNED.search(text)
        unsigned = text[: signed.start()] if signed else text
        if any(name.key == person.key and name.kind == "person" for name in names(unsigned)):
            return text, ()
        description, basis = _description(line.entry.source, speaker)
        if not description or (signed and signed["who"] != speaker):
            return text, ()
        who = f"{speaker}, {description}"
        if signed:
            return f"{text[: signed.start()]} ({who}){signed['stop']}", basis
        body, stop = (text[:-1], text[-1]) if text[-1] in ".!" else (text, ".")
        return f"{body} ({who}){stop}", basis


def _person(speaker: str) -> Name | None:
    found = [name for name in names(speaker) if name.kind == "person"]
    return found[0] if len(found) == 1 and found[0].text == speaker else None


def _description(source: Source, speaker: str) -> tuple[str, tuple[Evidence, ...]]:
    """`a research fellow`, as the source puts it behind the full name, and where."""
    for sentence in source.sentences:
        at = sentence.text.find(speaker)
        match = _DESCRIBED.match(sentence.text[at + len(speaker) :]) if at >= 0 else None
        if match is None:
            continue
        said, whole = match["said"], match["cut"] is None
        if (len(said.split()) > _LONGEST or not whole) and (cut := _CUT.search(said)):
            said, whole = said[: cut.start()], True
        if len(said.split()) <= _LONGEST and whole:
            end = at + len(speaker) + match.start("said") + len(said)
            return said, evidence(source, sentence, at, end)
    return "", ()
