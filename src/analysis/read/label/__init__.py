"""Headings and the labels of rows to whose a number is, of what, and when."""
