"""briefing: news articles in, one proven brief out."""

__version__ = "0.1.0"
