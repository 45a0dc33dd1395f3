"""An article as it was read: its text, what is known about it, and what in it is prose."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from briefing.domain.text import Region, Sentence, Span


class InstructionKind(StrEnum):
    """How a text speaks to a machine that reads it."""

    ORDER = "order"
    """To ignore, to write, to leave out, to give away, to judge in a certain way."""
    ADDRESS = "address"
    """It tells the reader that it is a machine, or turns to machines."""
    TURN = "turn"
    """The marks by which a chat with a model is told apart: roles, control tokens, templates."""
    FORM = "form"
    """It imitates the program's own forms: fences, points with an id, replies in JSON."""
    HIDDEN = "hidden"
    """Words that a person does not see."""
    ENCODED = "encoded"
    """Words that only a machine reads: base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """A place in a source that speaks to a machine and not to its readers."""

    kind: InstructionKind
    span: Span | None
    """None where it is in the file and not in `Source.text`: a comment of a web page, a title in its head."""
    words: str
    """What it says, on one line, shortened; decoded where it was hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    id: str
    """Short label used in footnotes: the file name's leading number where all have one, else a running number."""
    path: str
    """As the user gave it; `-` for standard input."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    text: str
    """The decoded file itself for plain text and Markdown, the extracted text for all other forms."""
    extracted: bool = False
    """True where `text` is not the decoded file: then it is kept beside the brief."""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    """None where the source does not say: never today's date."""
    published_span: Span | None = None
    """Where `text` states the date, if it is the text that does."""
    event_date: date | None = None
    """The day of the event as a caption or dateline states it: anchor of relative dates if `published` is None."""
    url: str | None = None
    regions: tuple[Region, ...] = ()
    """Sorted by start, not overlapping."""
    sentences: tuple[Sentence, ...] = ()
    duplicate_of: str | None = None
    """Id of the source this one copies: it is listed, and counts once."""
    warnings: tuple[str, ...] = ()
    """What a reader should know of the reading (a guessed charset, instruction-like text, ...)."""
    instructions: tuple[Instruction, ...] = ()
    """Sorted by start, those without a place last. No sentence touches one: nothing is quoted from there, no model is
    shown it, and no claim rests on it."""
    original: bytes = field(default=b"", repr=False)
    """What was fetched from the web, compressed by zlib: it is kept beside the brief, as no file has it. Else empty."""

    @property
    def anchor(self) -> date | None:
        """The day from which "on Friday" or "last week" is reckoned."""
        return self.published or self.event_date

    @property
    def boilerplate(self) -> tuple[Span, ...]:
        return tuple(region.span for region in self.regions if region.is_boilerplate)

    @property
    def words(self) -> int:
        return sum(len(sentence.text.split()) for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A source that was asked for and could not be read."""

    path: str
    reason: str
    """One line that names the fault."""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that came of the sources asked for, in the order given."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...] = ()
    aside: tuple[Source, ...] = ()
    """Read, and left out of the brief: they clearly tell of something else than the others."""
