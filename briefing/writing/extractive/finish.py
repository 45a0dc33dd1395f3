"""The last touch before lines become claims: the date behind a weekday, and who an unknown speaker is."""

import re
from dataclasses import replace

from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.language.dates import dates
from briefing.language.estimative import forward_looking
from briefing.language.names import Name, names
from briefing.language.roles import roles
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
_DESCRIBED = re.compile(r",\s+(?P<said>(?:an?|the)\s+[^,.;:“”\"]+|who\s+[^,.;:“”\"]+)[,.](?P<cut>\s+[A-Z])?")
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
        """`on Friday` -> `on Friday [16 May 2025]`, where the source's own day makes it certain; once a section.

        Left alone is a day which may as well lie ahead: `a strike planned for Friday`.
        """
        bare = unquoted(text)
        if source.anchor is None or not self._trusted(source):
            return text
        for mention in dates(bare, source.anchor):
            day = mention.earliest
            if mention.either or day != mention.latest or not mention.relative or not _WEEKDAY.match(mention.text):
                continue
            weekday = mention.text.split()[-1].lower()
            written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
            if bare[mention.end : mention.end + 1] in ("'", "’") or day > source.anchor:
                continue
            if _NAMED_DAY.search(bare[: mention.start]) or _AHEAD.search(bare[: mention.start]):
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
        """Says who the speaker is where the reader meets a bare surname for the first time.

        `Hahn [director Otto Hahn] said`, `Vogt said that it will hold (Lena Vogt, a research fellow)`.
        """
        speaker = self._lines.speaker(line)
        person = _person(speaker) if speaker else None
        if speaker is None or person is None or person.key in self._known or self._lines.widely_known(person.key):
            return text, ()
        signed = _SIGNED.search(text)
        unsigned = text[: signed.start()] if signed else text
        if any(name.key == person.key and name.kind == "person" for name in names(unsigned)):
            return text, ()
        who, basis = _introduction(line.entry.source, speaker)
        if not who or (signed and signed["who"] != speaker):
            return text, ()
        if signed:
            return f"{text[: signed.start()]} ({who}){signed['stop']}", basis
        people = [name for name in names(unquoted(text)) if name.kind in ("person", "name")]
        if "," in who:  # at the end, where it cannot be taken for somebody else's
            if people and people[-1].key != person.key and text[people[-1].end :] in (".", "!"):
                return text, ()
            body, stop = (text[:-1], text[-1]) if text[-1] in ".!" else (text, ".")
            return f"{body} ({who}){stop}", basis
        bare = next((name for name in people if name.key == person.key), None)
        if bare is None or text[bare.end : bare.end + 1] in ("'", "’"):
            return text, ()
        return f"{text[: bare.end]} [{who}]{text[bare.end :]}", basis


def _person(speaker: str) -> Name | None:
    found = [name for name in names(speaker) if name.kind == "person"]
    return found[0] if len(found) == 1 and found[0].text == speaker else None


def _introduction(source: Source, speaker: str) -> tuple[str, tuple[Evidence, ...]]:
    """`Lena Vogt, a research fellow` or `director Otto Hahn`, as the source has it, and where; empty if it has not."""
    for sentence in source.sentences:
        at = sentence.text.find(speaker)
        if at < 0:
            continue
        if match := _DESCRIBED.match(sentence.text, at + len(speaker)):
            end = _end_of_description(match)
            if end is not None:
                return sentence.text[at:end], evidence(source, sentence, match.start("said"), end)
        for role in roles(sentence.text):
            known = not role.former and speaker in role.text and len(role.text.split()) <= _LONGEST
            if known:
                return role.text, evidence(source, sentence, role.start, role.end)
    return "", ()


def _end_of_description(match: re.Match[str]) -> int | None:
    """Where the description ends: before its first preposition if it is too long or goes on behind the comma."""
    start, end = match.span("said")
    if len(match["said"].split()) > _LONGEST or match["cut"] is not None:
        cut = _CUT.search(match.string, start, end)
        return cut.start() if cut else None
    return end
