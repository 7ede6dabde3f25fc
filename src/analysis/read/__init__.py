"""Messy files in, rows and questions out, in five steps that follow one another: `open` makes cells of
bytes, `find` tables of cells, `label` says whose, of what and when by their headings, `values` makes
numbers of cells, and `ask` makes rows of the declared tables, and questions of what cannot be read.
"""
