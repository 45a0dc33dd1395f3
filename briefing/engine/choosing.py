"""Which engine suits what was asked for."""

import os

from briefing.domain.endpoint import Terms
from briefing.engine.here import Here
from briefing.engine.processes import Processes
from briefing.engine.promise import Engine
from briefing.errors import UsageError


def chosen(terms: Terms | None, *, workers: int | None, dask: str | None) -> Engine:
    """With the embedded writer all processors, with a model this process, unless something is asked for.

    Args:
        terms: on which a model is asked; None for the embedded writer.
        workers: processes.
        dask: address of a scheduler.

    Raises:
        UsageError: what is asked for contradicts itself.
        EngineError: there is no such cluster, or it is of no use.
    """
    if workers is not None and dask:
        raise UsageError("--workers with --dask", help="The cluster knows its workers: leave --workers out.")
    if workers is None and not dask:
        workers = 1 if terms else os.cpu_count() or 1
    if workers == 1:
        return Here()
    if terms and terms.is_limited:
        raise UsageError(
            f"{'--dask' if dask else '--workers'} with a limit on spending or on the pace of calls",
            help="Each worker would have the limit to itself: leave one of the two out.",
        )
    if dask:
        from briefing.engine.dask import Dask

        return Dask(dask)
    return Processes(workers or 1)
