"""Mail: each message is an article; mailboxes are opened, and attachments that can be read are sources of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePath

from briefing.domain.given import Given
from briefing.domain.source import Skipped, Source
from briefing.errors import SourceError
from briefing.reading.layout import fold
from briefing.reading.metadata import Facts
from briefing.reading.text import read_text

_START = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]+\r?\n(?=[!-9;-~]+:)")
"""Of a message in a mailbox: a line of its own after an empty one, then a header."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_READABLE = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
_MOST_MESSAGES = 10_000
_MOST_PARTS = 200
_FAULTS = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What the library lets through where a message is damaged."""
_HELP = "Save its text to a file, and give that."


def messages(given: Given) -> Iterator[Given | Skipped]:
    """The messages of a `.eml` or `.mbox` file, each with its attachments after it."""
    if PurePath(given.path).suffix.casefold() == ".eml":
        yield from _with_attachments(given)
        return
    starts = [match.end() for match in _START.finditer(given.data)]
    cuts = [*[match.start() for match in _START.finditer(given.data)][1:], len(given.data)]
    if not starts:
        yield Skipped(path=given.path, reason="no mailbox in the mbox format", help="Export the messages as .eml.")
    for number, (start, end) in enumerate(zip(starts, cuts, strict=False), 1):
        if number > _MOST_MESSAGES:
            yield Skipped(
                path=f"{given.path}#{number}",
                reason=f"more than {_MOST_MESSAGES:,} messages",
                help="Split the mailbox.",
            )
            return
        yield from _with_attachments(
            Given(path=f"{given.path}#{number}", data=_QUOTED.sub(rb"\1", given.data[start:end]))
        )


def read_mail(data: bytes) -> Source:
    """A message: its plain text where it has one, else the words of its page; title, author, day from its head.

    Raises:
        SourceError: there is nothing in it to read.
    """
    message = _parsed(data)
    facts = Facts(title=_line(message, "subject"), author=_sender(message), published=_day(message))
    for kind in ("plain", "html"):
        try:
            part = message.get_body((kind,))
            body = part.get_payload(decode=True) if part is not None else None
            charset = str(part.get_content_charset() or "") if part is not None else ""
        except _FAULTS as error:
            raise SourceError("a damaged message", help=_HELP) from error
        if isinstance(body, bytes) and body.strip():
            source = _of_body(body, kind, charset or None, facts)
            return replace(
                source,
                extracted=True,
                title=facts.title or source.title,
                author=facts.author or source.author,
                published=facts.published or source.published,
                published_span=None if facts.published else source.published_span,
            )
    raise SourceError("a message without text", help=_HELP)


def _of_body(body: bytes, kind: str, charset: str | None, facts: Facts) -> Source:
    if kind == "plain":
        return read_text(body, charset=charset, facts=facts)
    from briefing.reading.html import read_html

    return read_html(body, charset=charset, facts=facts)


def _with_attachments(given: Given) -> Iterator[Given | Skipped]:
    try:
        message = _parsed(given.data)
        attached = list(_attachments(given.path, message))
        bare = attached and message.get_body(("plain", "html")) is None
    except SourceError as error:
        yield Skipped(path=given.path, reason=str(error), help=error.help)
        return
    except _FAULTS:
        yield Skipped(path=given.path, reason="a damaged message", help=_HELP)
        return
    if not bare:
        yield given
    yield from attached


def _attachments(path: str, message: EmailMessage) -> Iterator[Given]:
    """Those that can be read; a message within the message is one of them."""
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise SourceError(f"a message of more than {_MOST_PARTS} parts", help=_HELP)
        if part.is_multipart() or (not part.get_filename() and part.get_content_disposition() != "attachment"):
            continue
        name = PurePath(fold(part.get_filename() or f"part-{number}").replace("\\", "/")).name
        data = part.get_payload(decode=True)
        if name.casefold().endswith(_READABLE) and isinstance(data, bytes) and data.strip():
            yield Given(path=f"{path}#{name}", data=data)


def _parsed(data: bytes) -> EmailMessage:
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except _FAULTS as error:
        raise SourceError("a damaged message", help=_HELP) from error
    if not (message["from"] or message["date"] or message["subject"]):
        raise SourceError("no message: it has no head", help="Export it anew as .eml.")
    return message


def _line(message: EmailMessage, name: str) -> str | None:
    try:
        return fold(str(message[name] or "")) or None
    except _FAULTS:
        return None


def _sender(message: EmailMessage) -> str | None:
    """The name that stands before the address, or nothing."""
    try:
        addresses = message["from"].addresses
        return fold(addresses[0].display_name) or None
    except _FAULTS:
        return None


def _day(message: EmailMessage) -> date | None:
    """As its sender's clock has it."""
    try:
        return date.fromisoformat(message["date"].datetime.date().isoformat())
    except _FAULTS:
        return None
