"""A borough's own page, for its eyes before anything is published: its numbers, questions, answers
and notes alone.
"""
