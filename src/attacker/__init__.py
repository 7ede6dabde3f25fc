"""A public edition in, leaks out: the adversary of what `analysis.disclosure` decides.

It reads an edition as a stranger would, infers how its numbers hang together from the numbers
alone, and bounds every withheld count. It imports nothing of `analysis`, so that no error is
shared.
"""
