"""A report that comes back from Word: the evaluators' own paragraphs in it, and reviewers'
comments.
"""
