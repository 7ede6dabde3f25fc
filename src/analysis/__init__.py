"""The shared logic of the Safe & Together London evaluation: cleaning, findings, and what is
printed of them.
"""
