"""Which articles tell of the same event."""

from briefing.comparing.stories.finding import find
from briefing.comparing.stories.main import strangers

__all__ = ["find", "strangers"]
