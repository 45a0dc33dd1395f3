"""From what the user named to bytes, be it here or in the web: the one door for files, addresses, feeds and mail."""

from collections.abc import Iterator, Sequence

from briefing.domain.given import Given
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.errors import NoSourcesError
from briefing.reading.files import FEEDS, gather


def given(paths: Sequence[str], *, reach: Reach | None, stdin: bytes | None = None) -> Iterator[Given | Skipped]:
    """What is behind the paths and addresses, in the order given. The web is asked only if one of them leads there.

    Without a `reach` it is never asked.

    Raises:
        NoSourcesError: the feeds have nothing that is new enough, and there is nothing else.
    """
    if reach is None or not any(map(_may_lead_out, paths)):
        yield from gather(paths, stdin=stdin)
        return
    from briefing.fetching import Collector, is_address

    found = False
    with Collector(reach) as collector:
        collector.begin(filter(is_address, paths))
        for each in gather(paths, stdin=stdin, beyond=collector):
            found = True
            yield each
        if not found and collector.feeds:
            raise NoSourcesError(
                f"no entry in {'the feed' if collector.feeds == 1 else 'any of the feeds'}"
                + (f" since {reach.since:%Y-%m-%d %H:%M}" if reach.since else ""),
                help="Give an earlier --since, or other sources." if reach.since else "Give other sources.",
            )


def _may_lead_out(path: str) -> bool:
    lowered = path.casefold()
    return lowered.startswith(("http://", "https://")) or lowered.endswith(FEEDS)
