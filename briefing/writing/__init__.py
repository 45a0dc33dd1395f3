"""From sources to a draft."""
