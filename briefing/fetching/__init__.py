"""From addresses, feeds and lists of feeds to bytes, with manners and behind a guard."""

from briefing.fetching.addresses import is_address
from briefing.fetching.collecting import Collector

__all__ = ["Collector", "is_address"]
