"""Writing without a model: which of the sources' sentences say most, stand alone, and make a brief together."""

from briefing.writing.extractive.writer import ExtractiveWriter

__all__ = ["ExtractiveWriter"]
