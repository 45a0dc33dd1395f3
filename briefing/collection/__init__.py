"""A brief for each event out of one pile of articles, and the page that lists them."""

from briefing.collection.making import make_collection
from briefing.collection.places import Places

__all__ = ["Places", "make_collection"]
