"""Which counts are withheld so that no other count gives them away."""
