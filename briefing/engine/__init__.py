"""Where long work is done: in this process, in several of this machine, or on a dask cluster; by the same code."""

from briefing.engine.choosing import chosen
from briefing.engine.here import Here
from briefing.engine.processes import Processes
from briefing.engine.promise import Engine, Lost

__all__ = ["Engine", "Here", "Lost", "Processes", "chosen"]
