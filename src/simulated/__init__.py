"""Returns made up for a simulated period, mess included, so that the software can be tried before
real ones come.

Everything follows from one seed: the same period gives the same bytes.
"""
