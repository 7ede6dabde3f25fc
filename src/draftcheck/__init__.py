"""Draft in, doubts out: what a reader with a calculator would query in a draft before it is handed
over.
"""
