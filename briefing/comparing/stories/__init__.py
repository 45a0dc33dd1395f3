"""Which articles tell of the same event."""

from briefing.comparing.stories.finding import find

__all__ = ["find"]
