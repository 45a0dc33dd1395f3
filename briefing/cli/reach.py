"""Options that several commands share: how far they may reach into the web."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from briefing.domain.reach import Reach
from briefing.errors import UsageError

AllowHostOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host", metavar="HOST", help="Fetch from this host though its address is private. May be repeated."
    ),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DAY|24h|7d", help="Of feeds: only entries that are no older.")
]
LimitOption = Annotated[
    int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="Of each feed: the N newest entries.")
]

_SPAN = re.compile(r"(\d{1,4})([hd])")
_HOST = re.compile(r"[\w.:-]+|\[[0-9A-Fa-f:.]+\]")


def reach(store: Path, *, allowed: Sequence[str] | None, since: str | None, limit: int) -> Reach:
    """
    Raises:
        UsageError: a host or a time is none.
    """
    for host in allowed or ():
        if not _HOST.fullmatch(host):
            raise UsageError(
                f"--allow-host {host!r} is no host", help="Give the name alone, as in --allow-host intranet."
            )
    names = frozenset(host.strip("[]").casefold().rstrip(".") for host in allowed or ())
    return Reach(store=store, allowed=names, limit=limit, since=None if since is None else _moment(since))


def _moment(words: str) -> datetime:
    if span := _SPAN.fullmatch(words.strip()):
        number = int(span[1])
        return datetime.now(UTC) - (timedelta(hours=number) if span[2] == "h" else timedelta(days=number))
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        raise UsageError(
            f"--since {words!r} is no time", help="Write a day as YYYY-MM-DD, or a span such as 24h or 7d."
        ) from None
    return moment if moment.tzinfo else moment.astimezone()
