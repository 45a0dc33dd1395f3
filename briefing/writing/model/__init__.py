"""Writing by a model: one folder of stages, each of which asks and reads; imported only where a model is wanted."""

from briefing.writing.model.writer import ModelWriter

__all__ = ["ModelWriter"]
