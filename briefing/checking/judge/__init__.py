"""A model as second judge of a verdict: it may confirm or lower it, never lift it; imported only where it is wanted."""

from briefing.checking.judge.judge import Judge

__all__ = ["Judge"]
