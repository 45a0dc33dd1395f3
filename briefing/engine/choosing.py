"""Which engine suits what was asked for."""

import os
from pathlib import Path

from briefing.domain.endpoint import Terms
from briefing.engine.here import Here
from briefing.engine.processes import Processes
from briefing.engine.promise import Engine
from briefing.errors import UsageError


def chosen(terms: Terms | None, *, workers: int | None, dask: str | None, config: Path | None = None) -> Engine:
    """With the embedded writer all processors, with a model this process, unless something is asked for.

    Args:
        terms: on which a model is asked; None for the embedded writer.
        workers: processes.
        dask: address of a scheduler.
        config: the file that says so; None: the command line.

    Raises:
        UsageError: what is asked for contradicts itself.
        EngineError: there is no such cluster, or it is of no use.
    """
    processes, cluster = _named("workers", config), _named("dask", config)
    if workers is not None and dask is not None:
        raise UsageError(f"{processes} with {cluster}", help="The cluster knows its workers: leave them out.")
    if workers is None and dask is None:
        workers = 1 if terms else _processors()
    if workers == 1:
        return Here()
    if terms and terms.batch:
        raise UsageError(
            f"{_named('batch', config)} with {cluster if dask is not None else processes}",
            help="Batches are sent and collected from one process: leave one of the two out.",
        )
    if terms and terms.is_limited:
        raise UsageError(
            f"{processes if dask is None else cluster} with a limit on spending or on the pace of calls",
            help="Each worker would have the limit to itself: leave one of the two out.",
        )
    if dask is not None:
        from briefing.engine.dask import Dask

        return Dask(dask, asked=cluster)
    return Processes(workers or 1)


def _named(key: str, config: Path | None) -> str:
    """As the user has written it: `--dask`, `dask in '/srv/briefing.toml'`."""
    return f"--{key}" if config is None else f"{key} in {str(config)!r}"


def _processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
