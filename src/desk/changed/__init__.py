"""What changed from one build of a report to the next, in words: each number, each sentence, and
why.
"""
