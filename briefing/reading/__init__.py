"""From bytes to sources."""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from briefing import apart
from briefing.domain.given import Known
from briefing.domain.progress import Watch
from briefing.domain.source import Reading, Skipped, Source
from briefing.domain.text import unbroken
from briefing.errors import NoSourcesError, SourceError
from briefing.reading.files import Given, gather
from briefing.reading.instructions import screened
from briefing.reading.metadata import Facts
from briefing.reading.own import refuse_markdown

__all__ = ["is_foreign", "numbered", "read", "read_each", "read_given", "read_one", "told", "with_ids"]

_PAGE = re.compile(
    rb"\A(?>\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s|<!--.{0,500}?-->|<\?xml.{0,100}?\?>)*+"
    rb"<(?:!doctype html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
"""How a web page begins, whatever its file is called."""

_MAIL = re.compile(r"\.(?:eml|mbox#\d+)\Z", re.IGNORECASE)
"""How the path of a message ends, alone or in a mailbox."""

_NUMBER = re.compile(r"\d{1,6}")
_NAMED = 3
"""Sources that one line names."""


def read(paths: Sequence[str], *, stdin: bytes | None = None) -> Reading:
    """Read files, folders, globs and, for `-`, standard input; what cannot be read is in `skipped`.

    Raises:
        NoSourcesError: nothing of it can be read.
    """
    return read_given(gather(paths, stdin=stdin))


def read_given(given: Iterable[Given | Skipped], watch: Watch | None = None) -> Reading:
    """The same of bytes that are there already; `watch` is told of each.

    Raises:
        NoSourcesError: nothing of it can be read.
    """
    return numbered(_told(read_each(given), watch) if watch else read_each(given))


def _told(found: Iterable[Source | Skipped], watch: Watch) -> Iterator[Source | Skipped]:
    for each in found:
        watch.step()
        yield each


def read_each(given: Iterable[Given | Skipped]) -> Iterator[Source | Skipped]:
    """One by one, without ids."""
    for each in given:
        if isinstance(each, Skipped):
            yield each
            continue
        try:
            yield apart.call(read_one, each) if is_foreign(each) else read_one(each)
        except SourceError as error:
            yield Skipped(path=each.path, reason=str(error), help=error.help)
        del each  # its bytes are not held while the next ones come


def is_foreign(given: Given) -> bool:
    """Whether it came from outside, so that its parser is not to be trusted with this process."""
    return given.known is not None or bool(_MAIL.search(given.path))


def numbered(found: Iterable[Source | Skipped]) -> Reading:
    """All that was read, each source with an id.

    Raises:
        NoSourcesError: nothing could be read.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for each in found:
        if isinstance(each, Skipped):
            skipped.append(each)
        else:
            sources.append(each)
    if not sources:
        raise _nothing(skipped)
    return Reading(sources=with_ids(sources), skipped=tuple(skipped))


def with_ids(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources with ids of their own kind, whatever ids they had; what is a copy of one of them stays one.

    Ids are the leading numbers of the file names where each has one of its own, else running numbers.
    """
    ids = _ids([source.path for source in sources])
    renamed = {source.id: id for source, id in zip(sources, ids, strict=True)}
    return tuple(
        replace(source, id=id, duplicate_of=source.duplicate_of and renamed[source.duplicate_of])
        for source, id in zip(sources, ids, strict=True)
    )


def read_one(given: Given) -> Source:
    """A source without an id, read by what its content is, and where that does not tell, by the suffix of its name.

    Raises:
        SourceError: it cannot be read.
    """
    source = _from_web(given, given.known) if given.known else _read(given)
    return replace(_stated(screened(source)), path=given.path, sha256=hashlib.sha256(given.data).hexdigest())


def _stated(source: Source) -> Source:
    """With what it says of itself, or others of it, as text that can be written and stored."""
    title, publisher, author, url = (
        words and unbroken(words) for words in (source.title, source.publisher, source.author, source.url)
    )
    return replace(source, title=title, publisher=publisher, author=author, url=url)


def _from_web(given: Given, known: Known) -> Source:
    """With what is known of the way it came, and the bytes, as no file has them."""
    facts = Facts(
        title=known.title, publisher=known.publisher, author=known.author, published=known.published, url=known.url
    )
    source = _read(given, facts, known.charset)
    return replace(
        source,
        url=known.url,
        extracted=True,
        warnings=(*source.warnings, *known.warnings),
        original=zlib.compress(given.data),
    )


def _read(given: Given, facts: Facts | None = None, charset: str | None = None) -> Source:
    data = given.data
    suffix = PurePath(given.path).suffix.casefold() if given.known is None else ""
    refuse_markdown(data)
    if b"%PDF-" in data[:1024]:
        from briefing.reading.pdf import read_pdf

        return read_pdf(data, facts=facts)
    if _MAIL.search(given.path) and given.known is None:
        from briefing.reading.mail import read_mail

        return read_mail(data)
    if suffix in (".html", ".htm", ".xhtml") or _PAGE.match(data[:2048].replace(b"\x00", b"")):
        from briefing.reading.html import read_html

        return read_html(data, charset=charset, facts=facts)
    if suffix in (".md", ".markdown"):
        from briefing.reading.markdown import read_markdown

        return read_markdown(data)
    from briefing.reading.text import read_text

    return read_text(data, charset=charset, facts=facts)


def _ids(paths: list[str]) -> list[str]:
    """The leading numbers of the file names where each has one of its own, else running numbers."""
    names = [PurePath(path).name for path in paths if "://" not in path]
    numbers = [match.group() for name in names if (match := _NUMBER.match(name))]
    if len(numbers) == len(paths) and len(set(numbers)) == len(numbers):
        return numbers
    return [str(number) for number in range(1, len(paths) + 1)]


def told(skipped: Sequence[Skipped]) -> str:
    """The first faults, and how many more there are: thousands are no line that anybody reads."""
    faults = "; ".join(f"{each.path!r}: {each.reason}" for each in skipped[:_NAMED])
    more = len(skipped) - _NAMED
    return f"{faults}; and {more:,} more" if more > 0 else faults


def _nothing(skipped: list[Skipped]) -> NoSourcesError:
    if not skipped:
        return NoSourcesError("no sources were given", help="Name files, folders or patterns, or - for standard input.")
    if len(skipped) == 1:
        return NoSourcesError(f"cannot read {skipped[0].path!r}: {skipped[0].reason}", help=skipped[0].help)
    faults = told(skipped)
    return NoSourcesError(f"none of the sources can be read: {faults}", help=skipped[0].help)
