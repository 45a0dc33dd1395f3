"""Whether there is anything new to write of, and what of it could not be read."""

import glob
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefing import pipeline, sourcing
from briefing.collection import read_pile
from briefing.config import Commission
from briefing.domain.given import Given
from briefing.domain.progress import Unwatched, Watch
from briefing.domain.source import Reading, Skipped, Source
from briefing.domain.unattended import Past
from briefing.engine import Engine
from briefing.errors import NoSourcesError
from briefing.settings import Settings

_WEB = "web:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    reading: Reading | None
    """None on an empty day: a place for sources was looked into, and nothing is there."""
    failed: tuple[Skipped, ...]
    """What could not be read; a folder in which nothing lies is no fault."""

    @property
    def sources(self) -> frozenset[str]:
        """Fingerprints of what was read."""
        return self.without(())

    def without(self, failed: Container[str]) -> frozenset[str]:
        """The same without the sources of these paths: what no brief could be made of is tried again."""
        sources = self.reading.sources if self.reading else ()
        lost = {_fingerprint(source) for source in sources if source.path in failed}
        return frozenset(map(_fingerprint, sources)) - lost

    def unread(
        self, told: Container[str], since: datetime | None, before: Mapping[str, datetime]
    ) -> dict[str, datetime]:
        """What the next run is to read though it may be older than `since` by then, as `Past.unread`.

        What fails anew is reckoned from the first failure that is not made up for: a feed may fail on the day after
        one of its pages did.

        Args:
            told: fingerprints of what a brief was made of, or needs none.
            before: the same of the run before.
        """
        if since is None:
            return {}
        sources = self.reading.sources if self.reading else ()
        failed = [each.path for each in self.failed]
        failed += [source.path for source in sources if _fingerprint(source) not in told]
        earliest = min([since, *before.values()])
        return {path: before.get(path, earliest) for path in failed}


def look(settings: Settings, engine: Engine | None = None, *, watch: Watch | None = None) -> Found:
    """Read all there is, where the engine is if there is one.

    Raises:
        NoSourcesError: there are sources, and none of them can be read.
        EngineError: the engine is not there any more.
    """
    faults = False

    def noted(given: Iterable[Given | Skipped]) -> Iterator[Given | Skipped]:
        nonlocal faults
        for each in given:
            faults = faults or isinstance(each, Given) or not is_empty_place(each)
            yield each
            del each  # its bytes are not held while the next ones come

    given = noted(sourcing.given(settings.sources, reach=settings.reach, watch=watch))
    try:
        if engine:
            reading = read_pile(given, engine, Unwatched())
        else:
            reading = pipeline.read_sources(settings, stdin=lambda: b"", given=given)
    except sourcing.QuietFeedsError as quiet:  # a feed that was read has no entry that is young enough
        return Found(reading=None, failed=tuple(each for each in quiet.failed if not is_empty_place(each)))
    except NoSourcesError:
        if faults:
            raise
        return Found(reading=None, failed=())
    return Found(reading=reading, failed=tuple(each for each in reading.skipped if not is_empty_place(each)))


def is_new(sources: frozenset[str], wanted: str, last: Past | None, told: Container[str]) -> bool:
    """Whether a brief is due: something else is wanted, a file came, changed or went, or a page says what none did.

    That a page is no longer there is no news: feeds forget, and their window moves on. Nor is one that is there again.

    Args:
        told: fingerprints of all that briefs were made of.
    """
    if last is None or wanted != last.commission:
        return True
    files, pages = _apart(sources)
    files_before, _ = _apart(last.sources)
    return files != files_before or any(page not in told for page in pages)


def fingerprint(commission: Commission) -> str:
    """Of all in a commission that shows in its brief."""
    wanted = (
        *(commission.title, commission.focus, commission.words, commission.yardstick.name, commission.annex),
        *(commission.paper, _content(commission.template), _content(commission.prompts)),
        *(str(commission.on_unsupported), commission.model, commission.base_url, commission.outputs),
        *(("by story",) if commission.by_story else ()),
        *(() if commission.one_story else ("all stories",)),
    )
    return sha256(repr(wanted).encode("utf-8", "surrogatepass")).hexdigest()


def _content(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return tuple(sha256(each.read_bytes()).hexdigest() for each in files if each.is_file())


def _fingerprint(source: Source) -> str:
    """A page is known by what it says: its bytes are others each time it is asked for."""
    if source.original:
        return _WEB + sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"file:{source.sha256}"


def _apart(sources: Iterable[str]) -> tuple[set[str], set[str]]:
    """Files, pages."""
    pages = {each for each in sources if each.startswith(_WEB)}
    return set(sources) - pages, pages


def is_empty_place(skipped: Skipped) -> bool:
    """A folder that can be entered, or a pattern: that nothing is there may be different tomorrow."""
    path = skipped.path
    if "://" in path:
        return False
    return os.access(path, os.R_OK | os.X_OK) if Path(path).is_dir() else glob.has_magic(path)
