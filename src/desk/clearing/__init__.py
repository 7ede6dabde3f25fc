"""Senders' own words out to who may clear them, and what was decided back in."""
