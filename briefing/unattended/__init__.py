"""Runs that nobody watches: one at a time for each brief, each taken up again where it was cut off."""
