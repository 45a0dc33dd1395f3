"""From what the user named to bytes, be it here or in the web: the one door for files, addresses, feeds and mail."""

from collections.abc import Iterator, Sequence

from briefing.domain.given import Given
from briefing.domain.progress import Watch
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.errors import NoSourcesError
from briefing.reading import told
from briefing.reading.files import FEEDS, gather


class QuietFeedsError(NoSourcesError):
    """A feed was read and has nothing that is new enough, and nothing else can be read either."""

    def __init__(self, message: str, *, help: str = "", failed: tuple[Skipped, ...] = ()) -> None:
        super().__init__(message, help=help)
        self.failed = failed
        """What could not be read beside it."""


def given(
    paths: Sequence[str], *, reach: Reach | None, stdin: bytes | None = None, watch: Watch | None = None
) -> Iterator[Given | Skipped]:
    """What is behind the paths and addresses, in the order given. The web is asked only if one of them leads there.

    Without a `reach` it is never asked. `watch` is told how much there is, as far as that is known.

    Raises:
        QuietFeedsError: at the end, where a feed has nothing that is new enough, and there is nothing else to read.
    """
    if reach is None or not any(map(_may_lead_out, paths)):
        yield from gather(paths, stdin=stdin, watch=watch)
        return
    from briefing.fetching import Collector, is_address

    failed: list[Skipped] = []
    found = False
    with Collector(reach, watch=watch) as collector:
        collector.begin(filter(is_address, paths))
        for each in gather(paths, stdin=stdin, beyond=collector, watch=watch):
            if isinstance(each, Skipped):
                failed.append(each)
            found = found or not isinstance(each, Skipped)
            yield each
            del each  # it is large, perhaps, and the next one comes while this name holds it
        if not found and (collector.quiet or (collector.feeds and not failed)):
            raise _quiet(collector.feeds, failed, reach)


def _quiet(feeds: int, failed: Sequence[Skipped], reach: Reach) -> QuietFeedsError:
    said = f"no entry in {'the feed' if feeds == 1 else 'any of the feeds'}"
    if reach.since:
        said += f" since {reach.since:%Y-%m-%d %H:%M}"
    said += f"; cannot read {told(failed)}" if failed else ""
    help = "Give an earlier --since, or other sources." if reach.since else "Give other sources."
    return QuietFeedsError(said, help=help, failed=tuple(failed))


def _may_lead_out(path: str) -> bool:
    lowered = path.casefold()
    return lowered.startswith(("http://", "https://")) or lowered.endswith(FEEDS)
