"""Statements of a published text, checked against the tidy rows by named rules: claims in, verdicts
out.
"""
