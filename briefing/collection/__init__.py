"""A brief for each event out of one pile of articles, and the page that lists them."""

from briefing.collection.making import Maker, Memory
from briefing.collection.pile import read_pile
from briefing.collection.places import Places
from briefing.collection.pricing import Priced, priced

__all__ = ["Maker", "Memory", "Places", "Priced", "priced", "read_pile"]
