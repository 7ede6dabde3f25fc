"""The reading edition: what is made of a built report for those who only read it."""
